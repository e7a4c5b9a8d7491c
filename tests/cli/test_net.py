"""The net at the edge: whatever a command raises is one sentence, a way out and exit code 1; never a traceback."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coordplan.errors import UnreadableRow
from coordplan.model import Change
from coordplan.seeing import commands
from coordplan.store.row_values import value_of
from tests.command_line import Tell


def raising(error: BaseException) -> Callable[..., Any]:
    def raise_it(*_arguments: Any, **_options: Any) -> Any:
        raise error

    return raise_it


def of_a_row(error: Exception) -> Callable[..., Any]:
    """Fail as what reads a row does, with the row at hand."""

    def fail(*_arguments: Any, **_options: Any) -> Any:
        with closing(sqlite3.connect("coordplan.db")) as connection:
            connection.row_factory = sqlite3.Row
            row = connection.execute("SELECT * FROM occurrences WHERE id = 'gd-01'").fetchone()
            assert row is not None
            raise error

    return fail


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        pytest.param(
            sqlite3.OperationalError("no such table: entries"), "is damaged: no such table: entries.", id="table"
        ),
        pytest.param(
            sqlite3.OperationalError("Could not decode to UTF-8 column 'title' with text 'a\\xff'"),
            "is damaged: Could not decode to UTF-8 column 'title'",
            id="letters",
        ),
        pytest.param(sqlite3.DatabaseError("odd"), "SQLite cannot go on with", id="anything of SQLite"),
        pytest.param(
            UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), "is damaged: 'utf-8' codec", id="bytes"
        ),
        pytest.param(KeyError("x"), "This was not expected: KeyError 'x'.", id="a key"),
        pytest.param(RecursionError("too deep"), "This was not expected: RecursionError too deep.", id="recursion"),
        pytest.param(MemoryError(), "There is not enough memory for this.", id="memory"),
        pytest.param(
            OSError(5, "Input/output error", "x.db"), "The system refuses: x.db: Input/output error.", id="disk"
        ),
        pytest.param(AssertionError(), "This was not expected: AssertionError.", id="a fault of ours"),
    ],
)
def test_whatever_is_raised_is_one_sentence(
    error: Exception, sentence: str, small: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "status_report", raising(error))
    answer = tell("status")
    assert (answer.code, answer.out) == (1, "")
    assert sentence in answer.err
    assert "Traceback" not in answer.err
    monkeypatch.setenv("COORDPLAN_DEBUG", "1")
    debugged = tell("status").err
    assert debugged.startswith(answer.err)
    assert "Traceback (most recent call last)" in debugged


def test_what_is_not_foreseen_says_where_to_send_it(small: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "status_report", raising(KeyError("x")))
    assert "to whoever gave you coordplan. To check the file: coordplan doctor" in tell("status").err


@pytest.mark.parametrize(
    "error", [ValueError("Invalid isoformat string: 'abc'"), KeyError("due_on"), TypeError("not a text")], ids=repr
)
def test_a_row_that_cannot_be_read_is_named_with_its_table(
    error: Exception, small: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "status_report", of_a_row(error))
    answer = tell("status")
    assert answer.code == 1
    assert 'coordplan.db is damaged: table occurrences, row "gd-01" cannot be read' in answer.err
    assert answer.err.endswith("to go back to a copy: coordplan restore FILE\n")


def test_a_value_in_a_row_that_is_none_is_told_with_the_row() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        row = connection.execute("SELECT 7 AS id, 'x' AS at").fetchone()
    with pytest.raises(UnreadableRow) as unreadable:
        value_of(Change, row)
    assert unreadable.value.row["id"] == 7


def test_a_trial_over_a_damaged_file_is_in_the_net(small: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    from coordplan.setting_up import load

    monkeypatch.setattr(load, "apply", raising(sqlite3.DatabaseError("malformed page")))
    Path("plans/gd.yaml").write_text(
        Path("plans/gd.yaml").read_text(encoding="utf-8").replace("Khảo sát", "Điều tra"), encoding="utf-8"
    )
    answer = tell("load", "plans", "--dry-run")
    assert answer.code == 1
    assert "is damaged: malformed page." in answer.err


def test_what_fails_after_the_change_was_written_does_not_deny_it(
    small: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.ProgrammingError("Cannot operate on a closed database.")

    monkeypatch.setattr("coordplan.writing.mark.say", fail)
    told = tell("--lang", "en", "done", "gd-02", "--on", "2024-06-10", "--evidence", "1-BC/X, 12/6/2024")
    assert "done gd-02" in tell("log", "-f", "json").out
    assert told.code == 1
    assert "is written; what came after it was not expected" in told.err
    assert "as it was before" not in told.err


def test_completion_offers_nothing_and_says_nothing_where_it_fails(
    small: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coordplan.cli import completion

    monkeypatch.setattr(completion, "_offers", raising(ValueError("odd")))
    for name, value in {
        "_COORDPLAN_COMPLETE": "complete_bash",
        "COMP_WORDS": "coordplan show ",
        "COMP_CWORD": "2",
        "_TYPER_COMPLETE_ARGS": "coordplan show ",
    }.items():
        monkeypatch.setenv(name, value)
    try:
        answer = tell()
    except SystemExit:
        return
    assert (answer.out, answer.err) == ("", "")


# Ctrl-C

SLOW = """
import os, signal, sys, time
import coordplan.{module} as module
def slow(*arguments, **options):
    {before}
    sys.stderr.write("slow\\n"); sys.stderr.flush()
    try:
        time.sleep(20)
    except KeyboardInterrupt:
        {instead}
module.{name} = slow
from coordplan.cli import main
main()
"""


# What Ctrl-C raises is the same on Windows; only that a test could type it to one process alone is not
@pytest.mark.skipif(sys.platform == "win32", reason="a signal there ends the whole console")
@pytest.mark.parametrize(
    ("words", "module", "name", "before", "instead", "said"),
    [
        pytest.param(
            ["report", "2024-Q2"], "sending.reports.commands", "period_report", "pass", "raise",
            "coordplan: Stopped; nothing was written.\n", id="a report",
        ),
        pytest.param(
            ["report", "2024-Q2"], "sending.reports.commands", "period_report", "pass",
            "raise __import__('sqlite3').OperationalError('user-defined function raised exception')",
            "coordplan: Stopped; nothing was written.\n", id="inside a library that makes another failure of it",
        ),
        pytest.param(
            ["status"], "cli.speaking", "begin_remarks", "pass", "raise",
            "coordplan: Stopped; nothing was written.\n", id="before the command",
        ),
        pytest.param(
            ["mark", "gd-01", "50%", "--on", "20/6/2024"], "writing.mark", "say", "pass", "raise",
            "coordplan: Stopped; change 2 is written.\nTo take it back: coordplan undo\n", id="after it was written",
        ),
    ],
)  # fmt: skip
def test_ctrl_c_is_one_sentence_and_130(
    words: list[str], module: str, name: str, before: str, instead: str, said: str, small: Path
) -> None:
    program = SLOW.format(module=module, name=name, before=before, instead=instead)
    environment = os.environ | {"COORDPLAN_LANG": "en"}
    with subprocess.Popen(
        [sys.executable, "-c", program, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        text=True,
        encoding="utf-8",
    ) as running:
        assert running.stderr is not None
        while running.stderr.readline() != "slow\n":
            assert running.poll() is None
        time.sleep(0.1)
        running.send_signal(signal.SIGINT)
        _out, err = running.communicate(timeout=30)
    assert (running.returncode, err) == (130, said)


def test_closed_streams_are_no_traceback(small: Path) -> None:
    if sys.platform == "win32":
        return
    program = "import sys; sys.stdout = sys.stderr = None; from coordplan.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", program, "status"], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
