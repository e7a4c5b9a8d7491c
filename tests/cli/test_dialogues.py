"""What is asked at a terminal for what a line leaves out: typed lines, and the command line that they become.

Somebody sits at standard input and error here; a real terminal is opened in test_terminal.
"""

import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.collecting.filled import Filled
from tests.command_line import Answer, Tell


class Typing:
    """Somebody at a terminal, who types lines and then closes it (Ctrl-D); others can write while they are asked."""

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        with closing(sqlite3.connect("coordplan.db", timeout=0, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
        return f"{self.lines.pop(0)}\n" if self.lines else ""


class Dialogues(NamedTuple):
    """Runs command lines for somebody who answers."""

    tell: Tell
    monkeypatch: pytest.MonkeyPatch
    language: str = "en"

    def __call__(self, words: list[str], *lines: str, left: int = 0) -> Answer:
        typing = Typing(*lines)
        with self.monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", typing)
            patch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
            patch.setattr("shutil.get_terminal_size", lambda fallback=(80, 24): os.terminal_size((200, 50)))
            answer = self.tell("--lang", self.language, *words)
        assert len(typing.lines) == left, answer.err
        return answer

    def log(self) -> list[str]:
        changes = json.loads(self.tell("log", "-f", "json").out)["changes"]
        return [each["command"] for each in changes]


@pytest.fixture
def dialogue(tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch) -> Dialogues:
    return Dialogues(tell, monkeypatch)


WRITTEN = [
    pytest.param(["mark"], ["2", "60", "", "", ""], "mark gd-01 60%", id="mark: number, share, no document, today"),
    pytest.param(
        ["mark"],
        ["khao sat", "xong", "12-BC/BTG, 19/6/2024", "", "y"],
        "mark gd-01 xong --evidence '12-BC/BTG, 19/6/2024'",
        id="mark: words of a title, the document's day",
    ),
    pytest.param(
        ["mark"],
        ["giao ban", "1", "xong", "-", "25/3", "c"],
        "mark gd-02@2024-Q1 xong --on 2024-03-25",
        id="mark: words narrow the list, a day without its year",
    ),
    pytest.param(
        ["mark"], ["gd4", "60", "1", "", "hôm qua", ""], "mark gd-04 60% --on 2024-06-29", id="mark: 60 is a share"
    ),
    pytest.param(["mark"], ["gd4", "60", "", "5", "", "", ""], "mark gd-04 5", id="mark: 60 was a slip"),
    pytest.param(
        ["mark"], ["gd-04", "7 lớp", "<", "8 lớp", "", "", ""], "mark gd-04 '8 lớp'", id="mark: back to the progress"
    ),
    pytest.param(
        ["mark"],
        ["3", "quay lại", "2", "40%", "", "", "back", "-1d", ""],
        "mark gd-01 40% --on 2024-06-29",
        id="mark: back twice",
    ),
    pytest.param(
        ["mark", "gd-01", "--note", "chậm"],
        ["40%", "", "", ""],
        "mark gd-01 40% --note chậm",
        id="mark: with an option",
    ),
    pytest.param(
        ["mark"],
        ["gd-05", "tạm hoãn", "3-CV, 20/6/2024", "20/6", ""],
        "mark gd-05 'tạm hoãn' --evidence '3-CV, 20/6/2024' --on 2024-06-20",
        id="mark: suspended",
    ),
    pytest.param(
        ["done"],
        ["gd-01, 3", "12-BC, 20/6/2024", "", ""],
        "done gd-01 gd-02@2024-Q2 --evidence '12-BC, 20/6/2024'",
        id="done: several",
    ),
    pytest.param(
        ["extend"],
        ["gd-05", "1/7/2024", "30/8/2024", "", "5-CV/BTG, 20/6/2024", "", ""],
        "extend gd-05 2024-08-30 --evidence '5-CV/BTG, 20/6/2024'",
        id="extend: a day that is no later, no document",
    ),
    pytest.param(
        ["extend", "gd-05", "30/8/2024"],
        ["5-CV/BTG", "28/6", ""],
        "extend gd-05 30/8/2024 --evidence 5-CV/BTG --on 2024-06-28",
        id="extend: only the document",
    ),
    pytest.param(["edit"], ["doi thoai", "due", "15/9/2024", ""], "edit gd-05 --due 15/9/2024", id="edit: a day"),
    pytest.param(
        ["edit", "gd-05"],
        ["chu tri", "<", "lead", "so yt", "y te", ""],
        "edit gd-05 --lead so-yt",
        id="edit: who leads",
    ),
    pytest.param(["edit", "gd-01"], ["output", "-", ""], "edit gd-01 --output ''", id="edit: a field is cleared"),
    pytest.param(["edit", "--note", "x"], ["gd-01"], "edit gd-01 --note x", id="edit: only which one"),
    pytest.param(["retire"], ["doi thoai", "", ""], "retire gd-05 --on 2024-06-30", id="retire"),
    pytest.param(
        ["rate"], ["y te", "3", "", "Chưa có kinh phí", ""], "rate yt red", id="rate: colour in words, a reason"
    ),
    pytest.param(["period", "close"], ["quý 1", ""], "period close 2024-Q1", id="period: close"),
    pytest.param(["period"], ["close", "2024-Q1", ""], "period close 2024-Q1", id="period: which deed"),
    pytest.param(
        ["add"],
        ["gd", "Hội thi", "nd1", "so-gd", "y te", "Quý IV/2024", "-", ""],
        "add gd 'Hội thi' --content nd1 --lead so-gd --with so-yt --due 'Quý IV/2024'",
        id="add: with a partner",
    ),
    pytest.param(
        ["form"],
        [
            "",
            "ra",
        ],
        "form 2024-Q2 -o ra",
        id="form: the period that closes next",
    ),
]


@pytest.mark.parametrize(("words", "lines", "written"), WRITTEN)
def test_what_is_answered_becomes_a_command_line(
    dialogue: Dialogues, words: list[str], lines: list[str], written: str
) -> None:
    answer = dialogue(words, *lines)
    assert answer.code == 0, answer.err
    # cmd.exe knows the other quotation marks only
    assert dialogue.log()[0].replace('"', "'") == written, "the log keeps what was answered"
    said = f"Next time this can be typed: coordplan {written}"
    assert said in answer.err.replace('"', "'")
    assert answer.err.count("Ctrl+C: stop, nothing is written)") >= 1, "every question says how it is left"


@pytest.mark.parametrize(
    "words",
    [
        ["mark"],
        ["done"],
        ["extend"],
        ["edit"],
        ["retire"],
        ["rate"],
        ["period"],
        ["add"],
        ["form"],
        ["report"],
        ["collect"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_whoever_closes_the_terminal_has_written_nothing(
    dialogue: Dialogues, small: Path, words: list[str], language: str
) -> None:
    before = small.read_bytes()
    answer = dialogue._replace(language=language)(words)
    assert answer.code == 130
    assert small.read_bytes() == before
    leaving = "Ctrl+C: stop, nothing is written)" if language == "en" else "Ctrl+C: dừng, không ghi)"
    assert leaving in answer.err


@pytest.mark.parametrize(
    ("words", "lacking"),
    [
        (["mark"], "ID, PROGRESS are"),
        (["mark", "gd-01"], "PROGRESS is"),
        (["done"], "ID is"),
        (["extend"], "ID, DATE are"),
        (["extend", "gd-01"], "DATE is"),
        (["edit"], "ID is"),
        (["retire"], "ID is"),
        (["rate", "gd"], "COLOUR, --reason are"),
        (["period"], "close|reopen|list is"),
        (["collect"], "FILE is"),
    ],
    ids=" ".join,
)
def test_where_nobody_is_there_what_lacks_is_named_with_a_whole_line(
    tell: Tell, small: Path, words: list[str], lacking: str
) -> None:
    answer = tell("--lang", "en", *words)
    assert answer.code == 2
    assert answer.err.startswith(f"coordplan: {lacking} missing.\nFor example: coordplan {words[0]} ")


def test_nothing_is_written_where_what_is_shown_is_not_right(dialogue: Dialogues, small: Path) -> None:
    before = small.read_bytes()
    answer = dialogue(["mark"], "2", "60%", "", "", "n")
    assert (answer.code, answer.err.endswith("coordplan: Nothing was written.\n")) == (1, True)
    assert small.read_bytes() == before


def test_what_is_refused_is_said_with_the_line_that_was_answered(dialogue: Dialogues) -> None:
    answer = dialogue(["mark"], "gd-05", "resumed", "", "", "")
    assert answer.code == 1
    assert "What was answered, as a line: coordplan mark gd-05 resumed" in answer.err


def test_a_doubt_is_asked_about_once_and_its_remarks_are_said_once(dialogue: Dialogues) -> None:
    dialogue(["mark", "gd-01", "60%", "--on", "20/6"])
    answer = dialogue(["mark", "gd-01", "40%"], "đồng ý")
    assert answer.code == 0
    assert answer.err.count("Is it meant? [y/N]") == 1
    assert dialogue(["mark", "gd-01", "30%", "--on", "25/6"], "").code == 1, "Enter writes nothing"


def test_of_many_choices_some_are_shown_and_words_narrow_them(
    tell: Tell, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Dialogues(tell, monkeypatch, "vi")(["mark"], "giao ban", "", "truyền thông", "<", "9999")
    assert answer.code == 130
    assert "Hiển thị 15 trong 22" in answer.err
    assert answer.err.count("gõ từ trong tên để thu hẹp.") >= 3, "Enter shows all of them again"
    assert "Trước câu này không có câu nào." in answer.err
    assert '"9999"' in answer.err


def test_an_option_without_its_value_points_to_the_help_of_its_command(tell: Tell, small: Path) -> None:
    assert "coordplan mark --help" in tell("mark", "gd-05", "done", "--evidence").err


def test_the_way_back_is_said_at_a_terminal_alone(dialogue: Dialogues, tell: Tell) -> None:
    assert "If this was a slip: coordplan undo 2\n" in dialogue(["mark", "gd-05", "60%"]).err
    assert "slip" not in dialogue(["edit", "gd-05", "--note", "x", "--dry-run"]).err
    assert "slip" not in dialogue(["undo"]).err
    assert "slip" not in tell("mark", "gd-05", "70%").err


def test_a_folder_of_forms_cannot_be_left_empty(dialogue: Dialogues) -> None:
    answer = dialogue(["collect"], "", "nowhere")
    assert "This cannot be left empty." in answer.err
    assert "nowhere is not there." in answer.err


def test_collect_offers_the_forms_that_have_been_filled_in(dialogue: Dialogues, tell: Tell) -> None:
    assert tell("form", "2024-Q2", "-o", "bieu").code == 0
    form = Filled(Path("bieu/2024-Q2_so-gd.xlsx"))
    form.answers({id_: {"progress": "60%"} for id_ in form.rows})
    form.save(Path("tra-loi/so-gd.xlsx"))
    answer = dialogue(["collect"], "1")
    assert "   1  tra-loi/so-gd.xlsx  so-gd@2024-Q2\n" in answer.err
    assert "   2  " not in answer.err
    assert "coordplan collect tra-loi/so-gd.xlsx" in answer.err


def test_report_asks_for_the_period_and_the_file(dialogue: Dialogues) -> None:
    answer = dialogue(["report"], "2024-Q9", "", "bao-cao.xyz", "bao-cao.md")
    assert answer.code == 0
    assert Path("bao-cao.md").exists()
    assert "Period, for example 2024-Q2 [2024-" in answer.err
    assert "-o bao-cao.md" in answer.err


@pytest.mark.parametrize(("side", "percent"), [("1", 50), ("2", 80)], ids=["ours", "theirs"])
def test_merge_asks_which_side_holds_and_then_begins_anew(
    dialogue: Dialogues, tell: Tell, side: str, percent: float
) -> None:
    shutil.copy("coordplan.db", "other.db")
    assert tell("mark", "gd-01", "50%", "--on", "20/6/2024").code == 0
    assert tell("--db", "other.db", "mark", "gd-01", "80%", "--on", "20/6/2024", "--by", "minh").code == 0
    answer = dialogue(["merge", "other.db"], "3", side)
    assert answer.code == 0, answer.err
    assert answer.err.count("Which one holds?") == 2, "asked again after an answer that is none, and not once more"
    rows = json.loads(tell("list", "-f", "json").out)["occurrences"]
    assert {row["occurrence"]: row["percent"] for row in rows}["gd-01"] == percent


def test_restore_asks_before_it_takes_anything_away(dialogue: Dialogues, tell: Tell, small: Path) -> None:
    shutil.copy("coordplan.db", "earlier.db")
    assert tell("mark", "gd-01", "50%").code == 0
    before = small.read_bytes()
    assert dialogue(["restore", "earlier.db"], "").code == 1
    assert small.read_bytes() == before
    answer = dialogue(["restore", "earlier.db"], "có")
    assert answer.code == 0
    assert answer.out.count("it goes up to change") == 1, "what is said before the question is said once"
    assert dialogue.log()[0] != "mark gd-01 50%"


@pytest.mark.parametrize("command", ["mark", "done", "extend", "edit", "retire"])
def test_where_nothing_is_planned_nothing_is_asked(
    tell: Tell, here: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    assert tell("init", "--empty").code == 0
    answer = Dialogues(tell, monkeypatch)([command])
    assert (answer.code, answer.out) == (1, "")
    assert "There is no activity here yet.\nFrom an annex: coordplan import " in answer.err
    assert "coordplan add gddt" in answer.err


@pytest.mark.parametrize("words", [["mark", "gd-02"], ["extend", "gd-02"]], ids=["mark", "extend"])
def test_where_no_occurrence_is_open_nothing_is_asked(dialogue: Dialogues, words: list[str]) -> None:
    dialogue.tell("mark", "gd-02@2024-Q1", "done", "--evidence", "1-TB")
    dialogue.tell("mark", "gd-02@2024-Q2", "done", "--evidence", "2-TB")
    answer = dialogue(words)
    assert (answer.code, "gd-02 has no open occurrence that had begun by 2024-06-30." in answer.err) == (1, True)
    assert "Progress" not in answer.err
