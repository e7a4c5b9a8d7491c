"""The README is true: its commands are run and answer what it says, its help and its picture are what comes out now.

A block of ```console holds commands after ``$`` and their output; ``# exit N`` after a command says that it ends with
that code, a line ``...`` stands for any lines. All run in order in one folder, as a reader would type them.
``pytest --rewrite-goldens`` writes what comes out into blocks that leave nothing out.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from coordplan.cli import run
from coordplan.cli.app import COMMANDS
from tests.picture import PICTURE, drawn

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HELP = re.compile(r"(<!-- help:begin -->\n```text\n)(.*?)(```\n<!-- help:end -->)", re.DOTALL)
NOT_RUN = re.compile(r"pip install|crontab|schtasks")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d|T\d\d:\d\d:\d\d\.\d{6}\+00:00)")


class Told(NamedTuple):
    """A command of the README, with what it is said to answer."""

    command: str
    code: int
    output: str  # whole lines


def told_in(block: str) -> Iterator[Told]:
    """Yield the commands of a block."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _newline, output = part.partition("\n")
        code = re.match(r"# exit (\d+)\n", output)
        yield Told(command, int(code[1]) if code else 0, output[code.end() :] if code else output)


def written(told: Iterator[Told]) -> str:
    return "".join(
        f"$ {each.command}\n{f'# exit {each.code}' + chr(10) if each.code else ''}{each.output}" for each in told
    )


def fits(expected: str, found: str) -> bool:
    """Say whether an output is the one expected, but for moments and for what is left out."""
    form = "".join(
        r"(?:.*\n)*?" if line == "...\n" else moments_free(line) for line in expected.splitlines(keepends=True)
    )
    return re.fullmatch(form, found) is not None


def moments_free(line: str) -> str:
    """Return a pattern for a line, with any moment where it has one of the same form."""
    form, last = "", 0
    for moment in MOMENT.finditer(line):
        form += re.escape(line[last : moment.start()]) + re.sub(r"\d", r"\\d", re.escape(moment[0]))
        last = moment.end()
    return form + re.escape(line[last:])


class Shell:
    """A folder to type commands in; what a command exports is there for the next one."""

    def __init__(self, folder: Path, memory: Path) -> None:
        self.folder, self.memory = folder, memory
        known = {name: value for name, value in os.environ.items() if not name.startswith(("COORDPLAN_", "PYTEST_"))}
        known.pop("COLUMNS", None)
        own = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{known['PATH']}", "LC_ALL": "C.UTF-8"}
        self.environment = known | own | {"COORDPLAN_TODAY": "2024-06-30", "COORDPLAN_BY": "lan"}

    def answer(self, command: str) -> Told:
        """Run a command and return what it answers: stderr, then stdout; which comes first in a pipe is chance."""
        script = f'[ -f "$0" ] && . "$0"\n{command}\ncode=$?\nexport -p > "$0"\nexit $code\n'
        done = subprocess.run(
            ["bash", "-c", script, str(self.memory)],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Told(command, done.returncode, done.stderr + done.stdout)


def answered(block: str, shell: Shell) -> tuple[str, list[str]]:
    """Return a block with what its commands answer in place of what it says, and where the two differ."""
    now, faults = [], []
    for told in told_in(block):
        # One command in it belongs to another program; what its view holds is tried in tests/store/test_file.py
        if shutil.which("sqlite3") is None and told.command.startswith("sqlite3"):
            now.append(told)
            continue
        found = shell.answer(told.command)
        if found.code == told.code and fits(told.output, found.output):
            now.append(told)
        else:
            now.append(found)
            faults.append(
                f"$ {told.command}\nsays ({told.code}):\n{told.output}answers ({found.code}):\n{found.output}"
            )
    return written(iter(now)), faults


# A reader on Windows types them in another shell; every command in them has tests of its own that need none
@pytest.mark.skipif(shutil.which("bash") is None, reason="the README's commands are typed in bash")
def test_the_commands_of_the_readme_answer_what_it_says(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    rewriting = request.config.getoption("--rewrite-goldens")
    folder = tmp_path / "typed"
    folder.mkdir()
    shell = Shell(folder, tmp_path / "exported")
    text = README.read_text(encoding="utf-8")
    faults = []
    for block in BLOCK.findall(text):
        if NOT_RUN.search(block):
            continue
        now, differing = answered(block, shell)
        if rewriting and "\n...\n" not in f"\n{block}":
            text = text.replace(f"```console\n{block}```", f"```console\n{now}```")
        else:
            faults += differing
    if rewriting:
        README.write_text(text, encoding="utf-8", newline="\n")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("expected", "found", "fitting"),
    [
        pytest.param("a\nb\n", "a\nb\n", True, id="the same"),
        pytest.param("a\nb\n", "a\nc\n", False, id="another line"),
        pytest.param("a\n", "a\nb\n", False, id="a line more"),
        pytest.param("a\n...\nc\n", "a\nx\ny\nc\n", True, id="lines left out"),
        pytest.param("...\nc\n", "c\n", True, id="no line where some may be"),
        pytest.param("a\n...\n", "b\nc\n", False, id="another line before what is left out"),
        pytest.param("at 2026-11-24 01:28.\n", "at 2027-01-02 13:59.\n", True, id="another moment"),
        pytest.param("on 2024-06-30.\n", "on 2024-07-01.\n", False, id="another day"),
        pytest.param("a(b)*\n", "a(b)*\n", True, id="signs of patterns"),
    ],
)
def test_an_output_fits_or_does_not(expected: str, found: str, fitting: bool) -> None:
    assert fits(expected, found) is fitting


def test_a_block_is_read_and_written_back_the_same() -> None:
    block = "$ a | b\n$ c 'd'\n# exit 3\nout\n\n  more\n$ e\n...\n"
    assert list(told_in(block)) == [Told("a | b", 0, ""), Told("c 'd'", 3, "out\n\n  more\n"), Told("e", 0, "...\n")]
    assert written(told_in(block)) == block


def help_of(words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["--lang", "en", *words, "--help"]) == 0
    return capsys.readouterr().out


def test_the_help_in_the_readme_is_the_help(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    text = README.read_text(encoding="utf-8")
    block = HELP.search(text)
    assert block, "the README has a block between <!-- help:begin --> and <!-- help:end -->"
    now = help_of([], capsys, monkeypatch)
    if request.config.getoption("--rewrite-goldens"):
        text = text[: block.start(2)] + now + text[block.end(2) :]
        README.write_text(text, encoding="utf-8", newline="\n")
    else:
        assert block[2] == now


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_readme_names_every_command_and_option(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = HELP.sub("", README.read_text(encoding="utf-8"))
    shown = help_of(name.split(), capsys, monkeypatch)
    options = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", shown, re.MULTILINE)
    assert "--help" in options
    assert [option for option in options if not re.search(rf"{option}(?![a-z-])", text)] == []
    assert re.search(rf"`[^`\n]*\b{name}\b[^`\n]*`|^\$ coordplan {name}\b", text, re.MULTILINE), (
        "it is named outside the help"
    )


def test_the_picture_in_the_readme_is_what_is_drawn_now(tmp_path: Path) -> None:
    assert f"]({PICTURE.relative_to(README.parent).as_posix()})" in README.read_text(encoding="utf-8")
    fresh = drawn(tmp_path)
    assert PICTURE.read_text(encoding="utf-8") == fresh, "python -m tests.picture draws it anew"
    assert set(re.findall(r"[a-z]+://[^\"' )]*", fresh)) == {"http://www.w3.org/2000/svg"}, "nothing refers outside"


def test_links_of_the_readme_lead_somewhere() -> None:
    text = README.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in anchors, target
        elif "://" not in target:
            assert (README.parent / target).exists(), target
