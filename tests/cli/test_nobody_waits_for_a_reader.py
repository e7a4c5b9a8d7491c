"""What is read is let go of before it is drawn, written, or anybody is asked: nobody who writes waits for a reader."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coordplan.store import connecting
from tests.command_line import Tell


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """The connections to the file that have been opened."""
    found: list[sqlite3.Connection] = []
    connect = connecting.connect

    def recording(*arguments: Any, **named: Any) -> sqlite3.Connection:
        found.append(connect(*arguments, **named))
        return found[-1]

    for name in [name for name, module in sys.modules.items() if getattr(module, "connect", None) is connect]:
        monkeypatch.setattr(sys.modules[name], "connect", recording)
    return found


def all_closed(opened: list[sqlite3.Connection]) -> bool:
    for connection in opened:
        try:
            connection.execute("SELECT 1")
        except sqlite3.ProgrammingError:
            continue
        return False
    return True


def checked(work: Callable[..., Any], opened: list[sqlite3.Connection], calls: list[str]) -> Callable[..., Any]:
    """Return the work, which fails where the file is open while it is done."""

    def run(*arguments: Any, **named: Any) -> Any:
        assert all_closed(opened), "the file is still open"
        calls.append(getattr(work, "__name__", ""))
        return work(*arguments, **named)

    return run


READING = [
    "status",
    "status -f json",
    "status --compare last-year",
    "list",
    "list -f csv",
    "list -o list.md",
    "due",
    "search tap huan",
    "show gddt-04",
    "why gddt-04",
    "changes --since 2024-01-01",
    "curve",
    "curve -o curve.svg",
    "periods 2024",
    "log",
    "returns 2024-Q2",
    "chase 2024-Q2",
    "chase 2024-Q2 -o letters",
    "todo",
    "digest",
    "calendar -o calendar.ics",
    "report 2024-Q2",
    "report 2024-Q2 -o report.docx",
    "report 2024-Q2 -o report.xlsx",
    "report list",
    "report verify",
    "report errata 1",
    "period list",
    "export written",
]


@pytest.mark.parametrize("line", READING)
def test_the_file_is_closed_before_anything_is_drawn_or_written(
    line: str, shipped: Path, tell: Tell, opened: list[sqlite3.Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("docx")
    if line.startswith(("report verify", "report errata")):
        issued = ["report", "issue", "2024-Q1", "--number", "1-BC", "--signed-on", "2024-06-28", "-o", "issued.docx"]
        assert tell(*issued, "--sure").code == 0
    if line.startswith("chase"):
        assert tell("form", "2024-Q2", "-o", "sent").code == 0
    from coordplan.cli import output, placing
    from coordplan.sending.reports import formats

    opened.clear()
    calls: list[str] = []
    originals = {
        "print_lines": output.print_lines,
        "show_page": output.show_page,
        "made_beside": placing.made_beside,
        "render_report": formats.render_report,
        "text_of": formats.text_of,
    }
    for name, work in originals.items():
        for module in list(sys.modules.values()):
            if getattr(module, "__name__", "").startswith("coordplan") and getattr(module, name, None) is work:
                monkeypatch.setattr(module, name, checked(work, opened, calls))
    monkeypatch.setattr(sys.stdout, "write", checked(sys.stdout.write, opened, calls))
    assert tell(*line.split()).code in (0, 1)
    assert opened, "it has read the file"
    assert calls


def test_a_reader_to_whom_nobody_listens_keeps_nobody_from_writing(shipped: Path, tell: Tell) -> None:
    command = [sys.executable, "-m", "coordplan", "--db", str(shipped), "list", "-f", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "COORDPLAN_LANG": "en"}) as reader:
        assert reader.stdout is not None
        first = reader.stdout.read(1)  # it has begun to write, and will fill the pipe
        marked = tell("mark", "gddt-04@2024-Q2", "61%", "--on", "2024-06-29", "--sure")
        assert (marked.code, first) == (0, b"{")
        assert reader.poll() is None, "what it has to say is more than a pipe holds"
        reader.stdout.read()
    assert reader.returncode == 0


class Answers:
    """Somebody at a terminal, who looks whether the file is open when they are asked."""

    def __init__(self, opened: list[sqlite3.Connection], *answers: str) -> None:
        self.opened, self.answers = opened, list(answers)

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        assert all_closed(self.opened), "the file is open while somebody is asked"
        return f"{self.answers.pop(0)}\n"


def test_the_file_is_closed_while_somebody_is_asked(
    small: Path, tell: Tell, opened: list[sqlite3.Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = Answers(opened, "nowhere-01", "gd-01", "a lot", "done", "12-TB ngày 12/6/2024", "", "")
    monkeypatch.setattr(sys, "stdin", somebody)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    answer = tell("mark")
    assert (answer.code, somebody.answers) == (0, []), answer.err
    assert "gd-01" in answer.out


def test_reading_a_file_in_wal_mode_says_so_once_and_the_next_change_sets_it_back(small: Path, tell: Tell) -> None:
    with closing(sqlite3.connect(small)) as other:
        other.execute("PRAGMA journal_mode = WAL")
    before = sorted(path.name for path in small.parent.iterdir())
    answer = tell("status")
    assert answer.code == 0
    assert answer.err.count("(WAL)") == 1
    assert sorted(path.name for path in small.parent.iterdir()) == before
    assert tell("mark", "gd-01", "50%", "--sure").err.count("(WAL)") == 0
    assert tell("status").err == ""
