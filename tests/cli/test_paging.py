"""Answers longer than the screen go through the pager, and are shown whatever befalls it."""

import os
import sys
from pathlib import Path

import pytest

from coordplan.cli.output import print_lines
from coordplan.cli.paging import page_through
from tests.command_line import Tell

LINES = [f"{number} \x1b[31mđỏ\x1b[0m" for number in range(30)]
TEXT = "".join(f"{line}\n" for line in LINES)
NOTES = "import sys; sys.stdout.buffer.write(b'<' + sys.stdin.buffer.readline() + b'>')"


def at_terminal(monkeypatch: pytest.MonkeyPatch, **environment: str) -> None:
    """Let somebody sit at a terminal of 80 columns and 24 lines."""
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    for name, value in {"TERM": "xterm", "COLUMNS": "80", "LINES": "24"}.items():
        monkeypatch.setenv(name, value)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


def pager(folder: Path, program: str) -> str:
    """Return a pager's command line: a program of Python in a file."""
    path = folder / "a pager.py"
    path.write_text(program, encoding="utf-8")
    return f'"{sys.executable}" "{path}"' if os.name == "nt" else f"'{sys.executable}' '{path}'"


needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends no program by a signal")


@pytest.mark.parametrize(
    ("program", "seen"),
    [
        pytest.param(NOTES, f"<{LINES[0]}\n>", id="left early"),
        pytest.param("import sys; sys.exit(3)", TEXT, id="fails"),
        pytest.param(
            "import os, signal; os.kill(os.getpid(), signal.SIGKILL)", TEXT, id="is killed", marks=needs_signals
        ),
        pytest.param(
            "import os, signal; os.kill(os.getpid(), signal.SIGINT)",
            "",
            id="is stopped by Ctrl-C",
            marks=needs_signals,
        ),
        pytest.param(
            "import os, signal; os.kill(os.getppid(), signal.SIGINT); print('on')",
            "on\n",
            id="Ctrl-C is typed while it reads",
            marks=needs_signals,
        ),
    ],
)
def test_an_answer_is_shown_whatever_befalls_the_pager(
    program: str, seen: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    at_terminal(monkeypatch, COORDPLAN_PAGER=pager(tmp_path, program))
    print_lines(LINES, paged=True)
    out, err = capfd.readouterr()
    assert out == seen
    assert "coordplan" not in err


@pytest.mark.parametrize(
    "name",
    ["", "cat", "no-such-pager", "no-such-pager -R", "'open quote", " ", os.curdir],
    ids=lambda name: f"<{name}>",
)
def test_without_a_pager_an_answer_is_printed(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at_terminal(monkeypatch, COORDPLAN_PAGER=name, PAGER="less")
    print_lines(LINES, paged=True)
    assert capsys.readouterr().out == TEXT


@pytest.mark.parametrize(
    ("name", "lines", "setting", "paged"),
    [
        ("PAGER", LINES, {}, True),
        ("COORDPLAN_PAGER", LINES, {}, True),
        ("COORDPLAN_PAGER", LINES[:23], {}, False),
        ("COORDPLAN_PAGER", ["x" * 80 * 24], {}, True),
        ("COORDPLAN_PAGER", LINES, {"TERM": "dumb"}, False),
    ],
    ids=["named by PAGER", "named by COORDPLAN_PAGER", "fits", "fits only unwrapped", "a dumb terminal"],
)
def test_only_what_is_longer_than_the_screen_goes_through_it(
    name: str,
    lines: list[str],
    setting: dict[str, str],
    paged: bool,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("COORDPLAN_PAGER")
    at_terminal(monkeypatch, **{name: pager(tmp_path, NOTES)}, **setting)
    assert page_through(lines) is paged
    assert capfd.readouterr().out.startswith("<") is paged


def test_the_exit_code_is_that_of_the_command(
    demo: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for program in (NOTES, "import sys; sys.exit(3)"):
        at_terminal(monkeypatch, COORDPLAN_DB=str(demo / "coordplan.db"), COORDPLAN_PAGER=pager(tmp_path, program))
        assert tell("list", "--fail-on", "overdue").code == 4
