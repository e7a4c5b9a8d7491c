"""Commands as the README and the manual show them: read from their blocks, typed, and held against what is said there.

A block of ```console holds commands after ``$`` and their output (stderr, then stdout; which comes first in a pipe is
chance); ``# exit N`` after a command says that it ends with that code, a line ``...`` stands for any lines.
``pytest --rewrite-goldens`` writes what comes out into blocks that leave nothing out.
"""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

from coordplan.cli import run

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d(?: \d\d:\d\d|T\d\d:\d\d:\d\d\.\d{6}\+00:00|-\d{4})"
    r"|\d\d:\d\d (?:ngày )?\d\d/\d\d?/\d{4}|\d\d/\d\d?/\d{4} \d\d:\d\d"
)
_QUOTED = re.compile(r"'[^']*'|\"[^\"$`\\]*\"")
_OF_A_SHELL = re.compile(r"[|&;<>$`()*?~#\\'\"\n]")


class Typed(NamedTuple):
    """A command, with what it is said to answer."""

    command: str
    code: int
    output: str  # whole lines


def typed_in(block: str) -> Iterator[Typed]:
    """Yield the commands of a block."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _newline, output = part.partition("\n")
        code = re.match(r"# exit (\d+)\n", output)
        yield Typed(command, int(code[1]) if code else 0, output[code.end() :] if code else output)


def written(typed: Iterable[Typed]) -> str:
    return "".join(
        f"$ {each.command}\n{f'# exit {each.code}' + chr(10) if each.code else ''}{each.output}" for each in typed
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
        form += re.escape(line[last : moment.start()]) + re.sub(r"\d+", r"\\d+", re.escape(moment[0]))
        last = moment.end()
    return form + re.escape(line[last:])


class Shell:
    """A folder to type commands in; what a command exports is there for the next one."""

    def __init__(self, folder: Path, memory: Path, **environment: str) -> None:
        self.folder, self.memory = folder, memory
        known = {name: value for name, value in os.environ.items() if not name.startswith(("COORDPLAN_", "PYTEST_"))}
        known.pop("COLUMNS", None)
        own = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{known['PATH']}", "LC_ALL": "C.UTF-8"}
        self.environment = known | own | {"COORDPLAN_TODAY": "2024-06-30", "COORDPLAN_BY": "lan"} | environment

    def answer(self, command: str) -> Typed:
        """Run a command and return what it answers; one that needs no shell, inside this process."""
        if command.split()[0] == "coordplan" and not _OF_A_SHELL.search(_QUOTED.sub("", command)):
            return self._answer_here(command)
        done = subprocess.run(
            ["bash", "-c", f'{command}\ncode=$?\nenv -0 > "$0"\nexit $code\n', str(self.memory)],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        exported = self.memory.read_text(encoding="utf-8").rstrip("\0").split("\0")
        self.environment = {name: value for name, _equals, value in (each.partition("=") for each in exported)}
        return Typed(command, done.returncode, done.stderr + done.stdout)

    def _answer_here(self, command: str) -> Typed:
        before, streams = dict(os.environ), (sys.stdin, sys.stdout, sys.stderr)
        os.environ.clear()
        os.environ.update(self.environment)
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _stream in ("out", "err"))
        try:
            with chdir(self.folder), Path(os.devnull).open(encoding="utf-8") as nothing:
                sys.stdin, sys.stdout, sys.stderr = nothing, out, err
                code = run(shlex.split(command)[1:])
        finally:
            sys.stdin, sys.stdout, sys.stderr = streams
            os.environ.clear()
            os.environ.update(before)
        return Typed(command, code, "".join(_text(stream) for stream in (err, out)))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


def answered(block: str, shell: Shell) -> tuple[str, list[str]]:
    """Return a block with what its commands answer in place of what it says, and where the two differ."""
    now, faults = [], []
    for typed in typed_in(block):
        # One command belongs to another program; what its view holds is tried in tests/store/test_file.py
        if shutil.which("sqlite3") is None and typed.command.startswith("sqlite3"):
            now.append(typed)
            continue
        found = shell.answer(typed.command)
        if found.code == typed.code and fits(typed.output, found.output):
            now.append(typed)
        else:
            now.append(found)
            faults.append(
                f"$ {typed.command}\nsays ({typed.code}):\n{typed.output}answers ({found.code}):\n{found.output}"
            )
    return written(now), faults


def tried(path: Path, shell: Shell, rewriting: bool, not_run: re.Pattern[str] | None = None) -> list[str]:
    """Type all that a file shows, in order; return where it is otherwise, having written it anew if that is wanted."""
    text = path.read_text(encoding="utf-8")
    faults = []
    for block in BLOCK.findall(text):
        if not_run is not None and not_run.search(block):
            continue
        now, differing = answered(block, shell)
        if rewriting and "\n...\n" not in f"\n{block}":
            text = text.replace(f"```console\n{block}```", f"```console\n{now}```", 1)
        else:
            faults += differing
    if rewriting:
        path.write_text(text, encoding="utf-8", newline="\n")
    return faults
