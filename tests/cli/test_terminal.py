"""At a terminal: questions are asked, tables are drawn in colour and fitted; a real one of the operating system's."""

import codecs
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.collecting.filled import Filled
from tests.command_line import Tell

# A real terminal is opened for the program here; how pages are drawn at one is tried in tests/paper on every system
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")

if sys.platform != "win32":
    import fcntl
    import pty
    import select
    import signal
    import struct
    import termios

CLI = [sys.executable, "-m", "coordplan"]
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Terminal:
    """A program at a terminal: what it writes can be waited for, and it can be answered."""

    def __init__(self, *words: str, width: int = 80, **environment: str) -> None:
        self.text = ""
        self.code: int | None = None
        self.decoder = codecs.getincrementaldecoder("utf-8")()
        known = {"PATH": os.environ["PATH"], "TERM": "xterm", "COORDPLAN_TODAY": "2024-06-30", "COORDPLAN_BY": "lan"}
        known["COORDPLAN_PAGER"] = ""
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.execve(CLI[0], [*CLI, "--lang", "en", *words], known | environment)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 30, width, 0, 0))

    def read(self, seconds: float) -> bool:
        """Read what comes within some seconds; False where the program has closed the terminal."""
        ready, _writing, _failing = select.select([self.master], [], [], seconds)
        if not ready:
            return True
        try:
            found = os.read(self.master, 65536)
        except OSError:
            return False
        self.text += self.decoder.decode(found).replace("\r", "")  # a letter, or the end of a line, may come in two
        return bool(found)

    def wait_for(self, words: str) -> None:
        patience = time.monotonic() + 20
        while words not in self.text and time.monotonic() < patience and self.read(0.1):
            pass
        assert words in self.text

    def answer(self, question: str, words: str) -> None:
        """Wait for a question that has not been answered yet, and for how it is left; answer it."""
        question = question.removesuffix(")")  # how it is left stands in the same bracket
        self.wait_for(question)
        self.text = self.text.partition(question)[2]
        patience = time.monotonic() + 20
        while not self.text.endswith(("): ", "> ")) and time.monotonic() < patience and self.read(0.1):
            pass
        os.write(self.master, f"{words}\n".encode())

    def end(self) -> str:
        """Wait for the program's end and return what it had still to say."""
        patience = time.monotonic() + 20
        while self.read(0.1):
            if time.monotonic() > patience:
                pytest.fail(f"it still waits, having said: {self.text}")
        _pid, status = os.waitpid(self.pid, 0)
        self.code = os.waitstatus_to_exitcode(status)
        return self.text

    def interrupt(self) -> None:
        """Press Ctrl-C as people do, again where nothing happens: right before a read it goes unseen."""
        for _press in range(6):
            os.write(self.master, b"\x03")
            patience = time.monotonic() + 3
            while time.monotonic() < patience:
                if not self.read(0.1):
                    return

    def close(self) -> None:
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.master)


@pytest.fixture
def at_terminal(small: Path) -> Iterator[type[Terminal]]:
    made: list[Terminal] = []

    class Kept(Terminal):
        def __init__(self, *words: str, width: int = 80, **environment: str) -> None:
            super().__init__(*words, width=width, **environment)
            made.append(self)

    yield Kept
    for each in made:
        each.close()


def test_mark_asks_which_one_how_far_by_which_document_and_when(at_terminal: type[Terminal]) -> None:
    terminal = at_terminal("mark")
    terminal.answer("Which occurrence", "gd-99")
    assert "gd-01" not in terminal.text
    terminal.wait_for('"gd-99" is not an activity')
    terminal.answer("Which occurrence", "2")
    terminal.answer("Progress: 60%, done, ...", "120%")
    terminal.wait_for("a percentage goes from 0 to 100")
    terminal.answer("Progress: 60%, done, ...", "done")
    terminal.answer("Evidence (number, date, subject; Enter for none)", "12-TB/BTGTU, 29/6/2024")
    terminal.answer("The day it was done [2024-06-29, the document's day]", "30/7/2024")
    terminal.wait_for("is still to come")
    terminal.answer("The day it was done", "")
    terminal.wait_for("gd-01 (Khảo sát dạy nghề): done, 2024-06-29, 12-TB/BTGTU, 29/6/2024")
    terminal.answer("Is this right? [Y/n]", "")
    assert "gd-01 (Khảo sát dạy nghề): done late on 2024-06-29" in " ".join(terminal.end().split())
    assert "coordplan mark gd-01 done --evidence '12-TB/BTGTU, 29/6/2024'" in " ".join(terminal.text.split())
    assert terminal.code == 0


@pytest.mark.parametrize(
    ("answer", "code", "end"),
    [
        ("", 1, "Nothing was written."),
        ("1", 0, "gd-04 (Mở lớp bồi dưỡng): in progress, 60% on"),
        ("2", 0, "gd-04 (Mở lớp bồi dưỡng): done on time"),
    ],
)
def test_a_number_that_can_be_read_in_two_ways_is_chosen(
    at_terminal: type[Terminal], small: Path, answer: str, code: int, end: str
) -> None:
    before = small.read_bytes()
    terminal = at_terminal("mark", "gd-04", "60", "--evidence", "1-BC, 20/6/2023")
    terminal.end()
    assert "is before the program" in terminal.text
    terminal = at_terminal("mark", "gd-04", "60")
    terminal.wait_for('- gd-04: "60" is read as 60 lớp, of a target of 12 lớp; or is it 60%?')
    terminal.wait_for("2  60 lớp reached")
    terminal.answer("Choose a number (Enter: nothing is written)", "3")
    terminal.wait_for('"3" is not one of these.')
    terminal.answer("Choose a number (Enter: nothing is written)", answer)
    assert end in " ".join(terminal.end().split())
    assert terminal.code == code
    assert (small.read_bytes() == before) is (answer == "")


@pytest.mark.parametrize(("answer", "code", "percent"), [("n", 3, 0), ("y", 0, 60)])
def test_all_that_is_doubted_in_all_forms_is_asked_about_in_one_question(
    at_terminal: type[Terminal], small: Path, tell: Tell, answer: str, code: int, percent: float
) -> None:
    assert tell("form", "2024-12", "-o", "forms").code == 0
    first, second = Filled(Path("forms/2024-12_so-gd.xlsx")), Filled(Path("forms/2024-12_so-yt.xlsx"))
    first.answers({id_: {"progress": "60%"} for id_ in first.rows}).answer("gd-04", progress=0.75).save()
    second.answers({id_: {"progress": 81} for id_ in second.rows if id_.startswith("yt-02")}).save()
    before = small.read_bytes()
    terminal = at_terminal("collect", str(first.path), str(second.path))
    terminal.wait_for("gd-04: ")
    terminal.wait_for("yt-02@2024: ")
    terminal.answer("Is it meant? [y/N]", answer)
    assert "Is it meant?" not in terminal.end()
    assert terminal.code == code
    assert (small.read_bytes() == before) is (answer == "n")
    rows = json.loads(tell("list", "-f", "json").out)["occurrences"]
    assert {row["occurrence"]: row["percent"] for row in rows}["gd-02@2024-Q2"] == percent


def test_ctrl_c_at_a_doubt_writes_nothing(at_terminal: type[Terminal], small: Path) -> None:
    before = small.read_bytes()
    terminal = at_terminal("mark", "gd-04", "60")
    terminal.wait_for("Choose a number")
    terminal.interrupt()
    assert "Stopped; nothing was written." in terminal.end()
    assert small.read_bytes() == before


def test_mark_offers_what_is_open_the_soonest_first(at_terminal: type[Terminal]) -> None:
    terminal = at_terminal("mark")
    terminal.wait_for("Which occurrence")
    ids = re.findall(r"^ +\d+  (\S+)", terminal.text, re.MULTILINE)
    assert ids[:4] == ["gd-02@2024-Q1", "gd-01", "gd-02@2024-Q2", "gd-05"]


def test_mark_with_an_id_asks_for_the_rest_and_names_the_target(at_terminal: type[Terminal]) -> None:
    terminal = at_terminal("mark", "gd-04")
    terminal.wait_for("gd-04 (Mở lớp bồi dưỡng): due 2024-12-31; not started")
    terminal.answer("Progress: 60%, done, ... (12 lớp)", "7 lớp")
    terminal.answer("Evidence", "")
    terminal.answer("The day it was observed [2024-06-30, today]", "")
    terminal.answer("Is this right?", "y")
    assert "7 of 12 lớp" in " ".join(terminal.end().split())
    assert terminal.code == 0


def test_add_asks_for_everything_that_is_missing(at_terminal: type[Terminal]) -> None:
    terminal = at_terminal("add")
    terminal.answer("Plan", "giao duc")
    terminal.answer("What is to be done", "")
    terminal.wait_for("This cannot be left empty.")
    terminal.answer("What is to be done", "Tập huấn chuyển đổi số")
    terminal.answer("Content", "1, tham muu")
    terminal.answer("Lead", "so-gd")
    terminal.answer("Partners", "y te")
    terminal.answer("Thường xuyên ...", "sớm")
    terminal.wait_for("is not a deadline that is")
    terminal.answer("Thường xuyên ...", "Quý IV/2024")
    terminal.answer("Output (Enter for none)", "Báo cáo")
    terminal.answer("Is this right?", "")
    assert "Added gd-06: Tập huấn chuyển đổi số (due 2024-12-31). Change 2." in " ".join(terminal.end().split())
    assert terminal.code == 0
    log = at_terminal("log", "-f", "json")
    assert "add gd 'Tập huấn chuyển đổi số' --content nd1 --content nd2 --lead so-gd --with so-yt" in log.end(), (
        "the log keeps what was answered"
    )


def test_a_completion_script_is_not_wrapped(at_terminal: type[Terminal], tell: Tell) -> None:
    terminal = at_terminal("--show-completion", "zsh", width=40)
    shown = terminal.end().replace("\r\n", "\n")
    assert tell("--show-completion", "zsh").out.strip() in shown


def test_words_that_fit_several_narrow_the_list(at_terminal: type[Terminal]) -> None:
    terminal = at_terminal("add", "gd", "Việc", "--content", "nd1", "--due", "Quý IV/2024")
    terminal.answer("Lead", "so")
    terminal.wait_for("   1  so-gd  Sở Giáo dục\n   2  so-yt  Sở Y tế\n")
    terminal.answer("Lead", "xyz")
    terminal.wait_for('"xyz" is not one of these.')
    terminal.answer("Lead", "2")
    terminal.answer("Partners", "")
    terminal.answer("Is this right?", "y")
    terminal.end()
    assert terminal.code == 0


def test_ctrl_c_at_a_question_writes_nothing(at_terminal: type[Terminal], small: Path) -> None:
    before = small.read_bytes()
    terminal = at_terminal("mark")
    terminal.wait_for("Which occurrence")
    terminal.interrupt()
    assert "Stopped; nothing was written." in terminal.end()
    assert terminal.code == 130
    assert small.read_bytes() == before


def test_ctrl_d_at_a_question_writes_nothing(at_terminal: type[Terminal], small: Path) -> None:
    before = small.read_bytes()
    terminal = at_terminal("add")
    terminal.wait_for("Plan: number, id or words of a title (Ctrl+C: stop, nothing is written):\n> ")
    os.write(terminal.master, b"\x04")
    assert "Stopped; nothing was written." in terminal.end()
    assert terminal.code == 130
    assert small.read_bytes() == before


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_a_status_is_drawn_in_colour_and_fits_the_terminal(at_terminal: type[Terminal], width: int) -> None:
    terminal = at_terminal("status", width=width)
    text = terminal.end()
    assert terminal.code == 0
    assert "\x1b[1;31m" in text, "what is overdue is red"
    assert max(len(line) for line in COLOURS.sub("", text).splitlines()) <= width
    assert "\x1b[1mPlan\x1b[0m" in text


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        pytest.param({"NO_COLOR": "1"}, [], id="NO_COLOR"),
        pytest.param({}, ["--color", "never"], id="colour never"),
    ],
)
def test_without_colour_a_table_is_drawn_all_the_same(
    at_terminal: type[Terminal], environment: dict[str, str], words: list[str]
) -> None:
    terminal = at_terminal(*words, "status", **environment)
    text = terminal.end()
    assert terminal.code == 0
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", text), "no colour"
    assert "Plan" in text


def test_a_dumb_terminal_gets_plain_text_that_fits(at_terminal: type[Terminal]) -> None:
    terminal = at_terminal("status", TERM="dumb")
    text = terminal.end()
    assert terminal.code == 0
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_long_list_is_drawn_with_every_row(at_terminal: type[Terminal], demo: Path) -> None:
    terminal = at_terminal("--db", str(demo / "coordplan.db"), "list", width=120)
    text = terminal.end()
    assert terminal.code == 0
    assert "\x1b[32m" in text, "what is done is green"
    assert "yte-03@2025-12" in text
    assert max(len(line) for line in COLOURS.sub("", text).splitlines()) <= 120


def test_sentences_wrap_between_words(at_terminal: type[Terminal]) -> None:
    terminal = at_terminal("mark", "gd-05", "soon", width=40)
    text = terminal.end()
    assert terminal.code == 1
    assert max(map(len, text.splitlines())) <= 40


ANNEX = """STT;Nội dung;Chủ trì;Phối hợp;Thời hạn
I;Việc chung
1;Họp giao ban;Phòng KG;Sở Y tế, Công an;Quý IV
2;Thi tìm hiểu;phòng  KG;;
3;Hội trại;Sở Giáo dục;Công an;
"""


def test_import_asks_about_what_it_does_not_understand_once_for_equal_words(
    at_terminal: type[Terminal], tell: Tell, here: Path
) -> None:
    (here / "a.csv").write_text(ANNEX, encoding="utf-8")
    terminal = at_terminal("import", "a.csv", "--plan", "gd", width=200)
    terminal.wait_for('a.csv, B2: "Việc chung" may not be a content of the program [')
    terminal.answer("Content (several with commas)", "back")
    terminal.wait_for("There is no question before this one.")
    terminal.answer("Content (several with commas)", "1, nd2")
    terminal.wait_for('a.csv, C3 (Họp giao ban): "Phòng KG" is not an organization that is known (and so in C4)')
    terminal.answer("Lead", "Sở Giáo dục")
    terminal.answer("Organization", "quay lại")
    terminal.answer("Lead", "Ban Tuyên giáo")
    terminal.wait_for('a.csv, D3 (Họp giao ban): "Công an" is not an organization that is known (and so in D5)')
    terminal.answer("Organization", "+")
    terminal.answer("Its short name, for example BHXH", "CA: tỉnh")
    terminal.answer("Its short name, for example BHXH", "CAT")
    terminal.answer("Its whole name", "Công an tỉnh")
    terminal.answer("The year", "next")
    terminal.wait_for('"next" is not a year')
    terminal.answer("The year", "2024")
    terminal.wait_for("a.csv, E4 (Thi tìm hiểu): nothing says when this is due")
    terminal.answer("Hằng quý ...", "soon")
    terminal.wait_for('"soon" is not a deadline that is understood')
    terminal.answer("Hằng quý ...", "15/11")
    terminal.wait_for("a.csv, E5 (Hội trại): nothing says when this is due\n")
    terminal.answer("Hằng quý ...", "16/11")
    terminal.wait_for("Hội trại")
    terminal.answer("Write this? [y/N]", "back")
    terminal.answer("Hằng quý ...", "")
    terminal.wait_for("1 problem.")
    terminal.answer("Write this? [y/N]", "y")
    assert "2 new, 0 already there, 0 differ. Change 2." in terminal.end()
    assert "1 row is left for later: row 5 (Hội trại)" in terminal.text
    assert "To take them in later: coordplan import a.csv --plan gd --answers a.answers.yaml" in terminal.text
    assert terminal.code == 3
    answers = ["Việc chung=nd1,nd2", "Phòng KG=btg", "Công an=CAT: Công an tỉnh", "--year 2024", "E4=15/11"]
    command = tell("log", "--width", "400").out
    assert all(answer in command for answer in (*answers, "--accept-partial")), "the log keeps what was answered"
    row = json.loads(tell("show", "gd-07", "-f", "json").out)["activity"]
    assert (row["due"], row["lead"], row["contents"]) == ("2024-11-15", "btg", ["nd1", "nd2"])
    assert tell("import", "a.csv", "--plan", "gd", "--answers", "a.answers.yaml", "--due", "16/11").out.endswith(
        "1 new, 2 already there, 0 differ. Change 3.\n"
    )


def test_import_asks_once_for_a_column_that_is_not_there(at_terminal: type[Terminal], tell: Tell, here: Path) -> None:
    (here / "a.csv").write_text("Nội dung;Sản phẩm\nGiao ban;Báo cáo\nSơ kết;Báo cáo\n", encoding="utf-8")
    terminal = at_terminal("import", "a.csv", "--plan", "gd")
    terminal.answer("Content (several with commas)", "nd2")
    terminal.answer("Lead", "so-gd")
    terminal.answer("Hằng quý ...", "Quý IV/2024")
    terminal.answer("Write this? [y/N]", "y")
    assert "2 new" in terminal.end()
    assert "--content nd2 --lead so-gd --due 'Quý IV/2024'" in tell("log").out


def test_import_that_is_doubted_keeps_the_answers(at_terminal: type[Terminal], here: Path) -> None:
    text = "STT;Nội dung;Chủ trì;Thời hạn\n1;Giao ban công tác khoa giáo;Tổ ABC;Hằng tháng\n"
    (here / "a.csv").write_text(text, encoding="utf-8")
    terminal = at_terminal("import", "a.csv", "--plan", "gd", "--content", "nd2", "--new", "--year", "2025")
    terminal.answer("Lead", "so-gd")
    terminal.answer("Write this? [y/N]", "y")
    terminal.answer("Is it meant? [y/N]", "n")
    assert "The answers so far are kept." in " ".join(terminal.end().split())
    assert terminal.code == 1
    assert "Tổ ABC: so-gd" in (here / "a.answers.yaml").read_text(encoding="utf-8")


def test_enter_writes_no_deadline_and_no_is_no(at_terminal: type[Terminal], tell: Tell, here: Path) -> None:
    rows = "".join(f"{number};Việc {number};BTG;\n" for number in range(1, 4))
    (here / "a.csv").write_text(f"STT;Nội dung;Chủ trì;Thời hạn\n{rows}4;Hội trại;BTG;16/11/2024\n", encoding="utf-8")
    terminal = at_terminal("import", "a.csv", "--plan", "gd", "--content", "nd2")
    terminal.answer("Hằng quý ...", "15/11/2024")
    terminal.answer("Hằng quý ...", "")
    terminal.answer("Hằng quý ...", "stop")
    terminal.answer("Write this? [y/N]", "n")
    assert "Nothing was written." in terminal.end()
    assert terminal.code == 1
    assert "To go on: coordplan import a.csv --plan gd --content nd2 --answers" in " ".join(terminal.text.split())
    assert len(json.loads(tell("log", "-f", "json").out)["changes"]) == 1


def test_a_dry_run_of_import_asks_nothing(at_terminal: type[Terminal], here: Path) -> None:
    (here / "a.csv").write_text(ANNEX, encoding="utf-8")
    terminal = at_terminal("import", "a.csv", "--plan", "gd", "--dry-run")
    assert "5 problems." in terminal.end()
    assert terminal.code == 3


def test_import_that_is_broken_off_between_questions_writes_nothing(
    at_terminal: type[Terminal], tell: Tell, here: Path
) -> None:
    (here / "a.csv").write_text(ANNEX, encoding="utf-8")
    terminal = at_terminal("import", "a.csv", "--plan", "gd")
    terminal.answer("Content (several with commas)", "nd1")
    terminal.wait_for("Lead (<")
    terminal.interrupt()
    assert "Stopped; nothing was written." in terminal.end()
    assert "To go on: coordplan import a.csv --plan gd --answers a.answers.yaml" in " ".join(terminal.text.split())
    assert "Việc chung: [nd1]" in (here / "a.answers.yaml").read_text(encoding="utf-8")
    assert terminal.code == 130
    assert len(json.loads(tell("log", "-f", "json").out)["changes"]) == 1
