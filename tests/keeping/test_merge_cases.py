"""merge by the command line: each way in which two copies contradict each other, both ways round, and what is refused.

Whatever was decided, once each copy has taken over the other's both answer alike.
"""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.command_line import Ready, Tell, write_definitions
from tests.examples import IS_LONG

Line = tuple[str, ...]
THERE = ("--db", "hoa.db")
REOPEN = ("--reopen", "--reason", "Hoa's laptop was away")


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")
    monkeypatch.setenv("COORDPLAN_BACKUPS", "off")


@pytest.fixture
def copies(small: Path, ready: Ready) -> Path:
    """The small file and a copy of it; both know that a survey had begun."""
    ready("mark", "gd-01", "30%", "--on", "1/2/2024")
    return Path(shutil.copy(small, "hoa.db"))


class Case(NamedTuple):
    """What each copy is told, what merging says of it, and what an answer says by who is right."""

    ours: tuple[Line, ...]
    theirs: tuple[Line, ...]
    head: str
    sides: tuple[str, str]
    asked: Line
    answers: tuple[str, str]
    late: str = ""  # whose news come late to a closed period


LATE = ("done", "gd-02@2024-Q1", "--on", "20/3/2024", "--evidence", "12-BC/SGD")
CLOSE = ("period", "close", "2024-Q1", "--sure")
ISSUE = ("report", "issue", "2024-Q2", "--signed-on", "30/6/2024", "--number")
CASES = {
    "closed here, recorded late there": Case(
        (CLOSE,),
        (LATE,),
        "- gd-02@2024-Q1: 2024-Q1 is closed here, and in the other copy something is recorded of it",
        ("ours:   as it was", "theirs: done (2024-03-20), 12-BC/SGD"),
        ("show", "gd-02@2024-Q1"),
        ("not started, overdue", "done on time"),
        late="theirs",
    ),
    "recorded late here, closed there": Case(
        (LATE,),
        (CLOSE,),
        "- gd-02@2024-Q1: 2024-Q1 is closed in the other copy, and something is recorded of it here",
        ("ours:   done (2024-03-20), 12-BC/SGD", "theirs: as it was"),
        ("show", "gd-02@2024-Q1"),
        ("done on time", "not started, overdue"),
        late="ours",
    ),
    "one number on two reports": Case(
        ((*ISSUE, "45-BC/BTG", "--plan", "gd"),),
        ((*ISSUE, "45-bc/btg", "--plan", "yt"),),
        "- one number on two reports: 45-BC/BTG",
        ("ours:   report of 2024-Q2", "theirs: report of 2024-Q2"),
        ("report", "list", "-f", "json"),
        ("its number is that of another report", "its number is that of another report"),
    ),
    "closed with other figures": Case(
        (("done", "gd-01", "--on", "18/6/2024"), ("period", "close", "2024-Q2", "--sure")),
        (("period", "close", "2024-Q2", "--sure"),),
        "- 2024-Q2: closed on both sides with other figures",
        ("ours:   closed on 2024-06-30", "theirs: closed on 2024-06-30"),
        ("period", "list", "-f", "csv"),
        ("2024-Q2", "2024-Q2"),
    ),
    "the same activity edited": Case(
        (("edit", "yt-01", "--title", "Phòng dịch mùa hè"),),
        (("edit", "yt-01", "--title", "Phòng dịch mùa đông"),),
        "- yt-01: changed on both sides",
        ("ours:   title: Phòng dịch mùa hè", "theirs: title: Phòng dịch mùa đông"),
        ("show", "yt-01"),
        ("Phòng dịch mùa hè", "Phòng dịch mùa đông"),
    ),
    "the same occurrence recorded otherwise": Case(
        (("mark", "gd-01", "60%"),),
        (("mark", "gd-01", "80%"),),
        "- gd-01: recorded differently on the two sides",
        ("ours:   60%", "theirs: 80%"),
        ("list", "--plan", "gd", "-f", "csv"),
        ("in_progress_overdue,60", "in_progress_overdue,80"),
    ),
    "two extensions": Case(
        (("extend", "yt-01", "30/9/2024", "--evidence", "1-CV"),),
        (("extend", "yt-01", "31/10/2024", "--evidence", "2-CV"),),
        "- yt-01: recorded differently on the two sides",
        ("ours:   extended to 2024-09-30", "theirs: extended to 2024-10-31"),
        ("list", "--plan", "yt", "-f", "csv"),
        ("2024-09-30,2024-08-30", "2024-10-31,2024-08-30"),
    ),
    "a plan rated on both sides": Case(
        (("rate", "gd", "red", "--reason", "chậm"),),
        (("rate", "gd", "amber", "--reason", "đang đôn đốc"),),
        "- the rating of Kế hoạch phối hợp với Sở Giáo dục on 2024-06-30: changed on both sides",
        ("ours:   red (chậm)", "theirs: amber (đang đôn đốc)"),
        ("status", "-f", "json"),
        ("chậm", "đang đôn đốc"),
    ),
    "a day off on both sides": Case(
        (("load", "ours", "--sure", "all"),),
        (("load", "theirs", "--sure", "all"),),
        "- day off 2024-09-02: changed on both sides",
        ("ours:   title: Quốc khánh", "theirs: title: Nghỉ bù"),
        ("export", "out"),
        ("Quốc khánh", "Nghỉ bù"),
    ),
}


def calendar_with(folder: str, title: str) -> None:
    write_definitions(
        Path(folder),
        {
            "calendar.yaml": "calendar:\n  - year: 2024\n    days_off:\n"
            "      - {on: 2024-01-01, title: Tết Dương lịch}\n"
            f"      - {{on: 2024-09-02, title: {title}}}\n    working_days: []\n"
        },
    )


REFUSED = "coordplan: The two copies contradict each other; nothing was written.\n"
NOTHING = "hoa.db holds nothing that this file does not; nothing was written.\n"
ASKED = (("status",), ("status", "--as-of", "2024-03-31"), ("list",), ("report", "list"), ("period", "list"))


def told_apart(ready: Ready, case: Case) -> None:
    calendar_with("ours", "Quốc khánh")
    calendar_with("theirs", "Nghỉ bù")
    for where, lines in (((), case.ours), (THERE, case.theirs)):
        for line in lines:
            ready(*where, *line)


def said_alike(tell: Tell) -> None:
    """Both copies answer alike, but for when they knew it and for the numbers that are each file's own."""
    for asked in ASKED:
        here, there = (json.loads(tell(*where, *asked, "-f", "json").out) for where in ((), THERE))
        assert without_numbers(here) == without_numbers(there)


def without_numbers(answer: Any) -> Any:
    if isinstance(answer, dict):
        own = ("known_at", "change", "report", "entry", "withdrawn_by")
        return {name: without_numbers(value) for name, value in answer.items() if name not in own}
    if isinstance(answer, list):
        return sorted((without_numbers(each) for each in answer), key=json.dumps)
    return answer


def bytes_of(path: str) -> bytes:
    return Path(path).read_bytes()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_contradiction_is_shown_with_both_sides_and_nothing_is_written(
    copies: Path, tell: Tell, ready: Ready, case: Case
) -> None:
    told_apart(ready, case)
    before = bytes_of("coordplan.db"), bytes_of("hoa.db")
    refused = tell("merge", "hoa.db")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(REFUSED + case.head)
    ours, theirs = (f"--{side}" + " --reopen --reason ..." * (case.late == side) for side in ("ours", "theirs"))
    assert f"For all of it: {ours} or {theirs}; " in refused.err
    assert all(side in refused.err for side in case.sides), refused.err
    tried = tell("merge", "hoa.db", "--dry-run")
    assert tried.code == 0, tried.err
    assert case.head in tried.out
    assert (bytes_of("coordplan.db"), bytes_of("hoa.db")) == before


SIDES = ("ours", "theirs")
DECIDED = [
    pytest.param(case, side, id=f"{name}-{side}")
    for number, (name, case) in enumerate(CASES.items())
    for side in (SIDES if IS_LONG else SIDES[number % 2 :][:1])
]


@pytest.mark.parametrize(("case", "side"), DECIDED)
def test_a_contradiction_is_decided_once_and_both_copies_answer_alike(
    copies: Path, tell: Tell, ready: Ready, case: Case, side: str
) -> None:
    told_apart(ready, case)
    merged = tell("merge", "hoa.db", f"--{side}")
    if case.late == side:
        assert merged.code == 1
        assert "To record it as late news: --reopen --reason ...\n" in merged.err
        merged = tell("merge", "hoa.db", f"--{side}", *REOPEN)
    assert merged.code == 0, merged.err
    who = {"ours": "this file", "theirs": "the other copy"}[side]
    assert f"Decided for what {who} says: " in merged.out
    answer = case.answers[side == "theirs"]
    if case.asked[0] == "export":
        assert tell(*case.asked).code == 0
        assert answer in Path("out", "calendar.yaml").read_text(encoding="utf-8")
    else:
        assert answer in tell(*case.asked).out
    back = tell(*THERE, "merge", "coordplan.db")
    assert (back.code, back.err) == (0, ""), "the decision travels, and needs no second reason"
    said_alike(tell)
    assert tell("merge", "hoa.db") == (0, NOTHING, "")
    assert tell(*THERE, "merge", "coordplan.db").out == NOTHING.replace("hoa.db", "coordplan.db")
    for where in ((), THERE):
        assert tell(*where, "doctor", "--quiet").code == 0


def test_what_both_recorded_alike_is_no_contradiction(copies: Path, tell: Tell) -> None:
    for where in ((), THERE):
        assert tell(*where, "done", "gd-01", "--on", "18/6/2024", "--evidence", "7-BC").code == 0
        assert (
            tell(*where, "add", "gd", "Tập huấn", "--content", "nd1", "--lead", "btg", "--due", "30/9/2024").code == 0
        )
    assert tell("merge", "hoa.db").code == 0
    assert tell(*THERE, "merge", "coordplan.db").code == 0
    said_alike(tell)
    ids = [row["occurrence"] for row in json.loads(tell("list", "--plan", "gd", "-f", "json").out)["occurrences"]]
    assert "gd-06" in ids
    assert "gd-07" not in ids


def test_what_is_retired_here_and_recorded_there_is_both(copies: Path, tell: Tell) -> None:
    assert tell("retire", "gd-03", "--sure").code == 0
    assert tell(*THERE, "mark", "gd-03", "suspended").code == 0
    assert tell("merge", "hoa.db").code == 0
    assert tell(*THERE, "merge", "coordplan.db").code == 0
    said_alike(tell)
    shown = tell("show", "gd-03").out
    assert "Retired on  2024-06-30" in shown
    assert "suspended" in shown


def other_program(tell: Tell) -> None:
    assert tell("--db", "other.db", "init", "plans").code == 0


def linked(tell: Tell) -> None:
    try:
        Path("link.db").symlink_to("coordplan.db")
    except OSError:
        # Windows asks for a right that few have; the same file by another spelling is tried everywhere
        pytest.skip("this system makes no links")


def damaged(tell: Tell) -> None:
    Path("hoa.db").write_bytes(bytes_of("hoa.db")[:20_000])


def rewritten(tell: Tell) -> None:
    with closing(sqlite3.connect("hoa.db")) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE entries SET percent = 90")
        connection.commit()


def text_file(tell: Tell) -> None:
    Path("notes.db").write_text("not a database", encoding="utf-8")


def other_database(tell: Tell) -> None:
    with closing(sqlite3.connect("notes.db")) as connection:
        connection.execute("CREATE TABLE notes (text)")
        connection.commit()


REFUSALS = {
    "a program of its own": (other_program, "other.db", "is not a copy of this file"),
    "the file itself": (None, "coordplan.db", "coordplan.db is this file itself."),
    "the file itself, spelled otherwise": (None, "./plans/../coordplan.db", "is this file itself."),
    "a link to the file": (linked, "link.db", "link.db is this file itself."),
    "a file that is not there": (None, "nowhere.db", "nowhere.db"),
    "a folder": (None, "plans", "plans"),
    "half a file": (damaged, "hoa.db", "damaged"),
    "a file that was written to past the program": (rewritten, "hoa.db", "hoa.db"),
    "a text": (text_file, "notes.db", "notes.db"),
    "another database": (other_database, "notes.db", "notes.db"),
}


@pytest.mark.parametrize(("prepare", "other", "sentence"), REFUSALS.values(), ids=REFUSALS)
def test_what_is_no_sound_copy_is_refused_in_a_sentence(
    copies: Path, tell: Tell, prepare: Any, other: str, sentence: str
) -> None:
    if prepare is not None:
        prepare(tell)
    before = bytes_of("coordplan.db")
    for words in ((), ("--theirs",), ("--dry-run",)):
        refused = tell("merge", other, *words)
        assert (refused.code, refused.out) == (1, "")
        assert sentence in refused.err
        assert "Traceback" not in refused.err
    assert bytes_of("coordplan.db") == before


def test_an_older_copy_and_an_equal_one_hold_nothing_new(copies: Path, tell: Tell) -> None:
    assert tell("merge", "hoa.db") == (0, NOTHING, "")
    assert tell("mark", "gd-01", "60%").code == 0
    before = bytes_of("coordplan.db")
    assert tell("merge", "hoa.db") == (0, NOTHING, "")
    assert tell("merge", "hoa.db", "--dry-run") == (0, NOTHING, "")
    assert bytes_of("coordplan.db") == before


def test_both_sides_at_once_are_a_wrong_usage(copies: Path, tell: Tell) -> None:
    assert tell("merge", "hoa.db", "--ours", "--theirs").code == 2
    assert tell("merge").code == 2
