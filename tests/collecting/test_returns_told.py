"""Who has answered for a period, on time or late, and reminders to those who have not."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.collecting.filled import Filled
from tests.command_line import Ready, Tell, write_definitions
from tests.seeing.test_periods import FILES

ASKED = "gd-02@2024-Q1"  # overdue since March; all else of so-gd is not due yet
FORM = Path("forms/2024-06_so-gd.xlsx")  # made on Friday 14 June, to be sent by Tuesday 18 June
WRONG: dict[str, Any] = {"progress": "140%"}
RIGHT: dict[str, Any] = {"progress": "60%"}


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


@pytest.fixture
def program(here: Path, ready: Ready) -> Path:
    """A program that closes on the 14th and is sent within two working days; no form has gone out."""
    write_definitions(here / "plans", FILES)
    ready("init")
    return here / "coordplan.db"


@pytest.fixture
def form(ready: Ready, program: Path) -> Filled:
    ready("form", "2024-06", "--as-of", "2024-06-14", "-o", "forms")
    return Filled(FORM)


def but_for_the_period(err: str) -> str:
    """Return what was said beside an answer, without which period was meant where none was named."""
    return re.sub(r"\APeriod .* name it\.\n", "", err)


def report(tell: Tell, *words: str) -> dict[str, Any]:
    code, out, err = tell("returns", *words, "-f", "json")
    assert (code, but_for_the_period(err)) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def of_so_gd(tell: Tell, *words: str) -> dict[str, Any]:
    (found,) = (each for each in report(tell, *words)["organizations"] if each["organization"] == "so-gd")
    return dict(found)


def come_back(tell: Tell, form: Filled, cells: dict[str, Any], day: str, name: str, *words: str) -> int:
    """Collect the form with one row filled in, as it came on a day."""
    path = form.answer(ASKED, **{"progress": None, **cells}).save(Path("back") / name)
    return tell("collect", str(path), "--received", day, *words).code


# The states


def test_without_a_form_the_last_period_that_has_ended_is_meant(tell: Tell, program: Path) -> None:
    code, _out, err = tell("returns")
    assert code == 0
    assert err.endswith(", the last that has ended; to see another, name it.\n")


def test_who_leads_something_due_is_there_before_a_form_goes_out(tell: Tell, program: Path) -> None:
    found = of_so_gd(tell, "2024-06", "--as-of", "2024-06-14")
    assert (found["state"], found["sent_on"], found["send_by"]) == ("not_sent", None, "2024-06-18")
    assert (found["on_time"], found["days_late"], found["occurrences"]) == (None, None, [])
    assert "form not sent" in tell("returns", "2024-06", "--as-of", "2024-06-14").out


def test_who_was_sent_no_form_is_never_late(tell: Tell, program: Path) -> None:
    found = report(tell, "2024-06", "--as-of", "2024-06-30")
    assert {each["state"] for each in found["organizations"]} == {"not_sent"}
    assert (found["due_to_be_in"], found["in_time"], found["on_time_rate"]) == (0, 0, None)


@pytest.mark.parametrize(
    ("day", "days_late", "on_time", "due", "words"),
    [
        pytest.param("2024-06-14", None, None, 0, "waiting", id="the day it went out"),
        pytest.param("2024-06-18", None, None, 0, "waiting", id="the last day"),
        pytest.param("2024-06-19", 1, False, 1, "waiting, late", id="the day after"),
        pytest.param("2024-06-30", 12, False, 1, "waiting, late", id="much later"),
    ],
)
def test_a_form_is_waited_for_until_two_working_days_after_the_cutoff(
    tell: Tell, form: Filled, day: str, days_late: int | None, on_time: bool | None, due: int, words: str
) -> None:
    found = of_so_gd(tell, "--as-of", day)
    assert (found["state"], found["sent_on"], found["send_by"]) == ("waiting", "2024-06-14", "2024-06-18")
    assert (found["days_late"], found["on_time"]) == (days_late, on_time)
    assert report(tell, "--as-of", day)["due_to_be_in"] == due
    line = next(line for line in tell("returns", "--as-of", day).out.splitlines() if line.startswith("SGD"))
    assert [cell for cell in line.split("  ") if cell][1].strip() == words


def test_a_day_off_gives_a_day_more(tell: Tell, ready: Ready, here: Path) -> None:
    holiday = "{on: 2024-01-01, title: Tết Dương lịch}"
    calendar = FILES["calendar.yaml"].replace(holiday, f"{holiday}, {{on: 2024-06-17, title: Nghỉ bù}}")
    write_definitions(here / "plans", {**FILES, "calendar.yaml": calendar})
    ready("init")
    ready("form", "2024-06", "--as-of", "2024-06-14", "-o", "forms")
    found = of_so_gd(tell, "--as-of", "2024-06-19")
    assert (found["send_by"], found["days_late"]) == ("2024-06-19", None)


def test_each_step_has_its_state(tell: Tell, form: Filled) -> None:
    assert of_so_gd(tell)["state"] == "waiting"

    assert come_back(tell, form, WRONG, "2024-06-17", "sai.xlsx") == 3
    found = of_so_gd(tell)
    assert (found["state"], found["on_time"], found["days_late"]) == ("sent_back", False, 12), "it is no answer yet"
    assert of_so_gd(tell, "--as-of", "2024-06-17")["on_time"] is None, "it may still come in time"
    assert (found["answered"], found["sent_back"], found["not_answered"], found["not_due"]) == (0, 1, 0, 3)
    (row,) = (each for each in found["occurrences"] if each["state"] == "sent_back")
    assert row["occurrence"] == ASKED
    assert "140%" in row["fault"]
    assert found["file"] == "sai.xlsx"

    assert come_back(tell, form, RIGHT, "2024-06-20", "đúng.xlsx") == 0
    found = of_so_gd(tell)
    assert (found["state"], found["on_time"]) == ("accepted", True)
    assert (found["received_on"], found["last_received_on"]) == ("2024-06-17", "2024-06-20")
    assert (found["answered"], found["sent_back"], found["file"]) == (1, 0, "đúng.xlsx")
    assert "accepted, on time" in tell("returns", "--width", "160").out


def test_a_form_left_blank_is_no_answer(tell: Tell, form: Filled) -> None:
    assert come_back(tell, form, {}, "2024-06-18", "trống.xlsx") == 0
    found = of_so_gd(tell)
    assert (found["state"], found["blank"], found["answered"], found["on_time"]) == ("blank", 1, 0, False)
    assert "left blank, late" in tell("returns").out


def test_zero_is_an_answer(tell: Tell, form: Filled) -> None:
    come_back(tell, form, {"progress": 0}, "2024-06-18", "không.xlsx")
    found = of_so_gd(tell)
    assert (found["state"], found["blank"], found["answered"]) == ("accepted", 0, 1)


def test_what_is_right_in_a_file_accepted_in_part_counts(tell: Tell, form: Filled) -> None:
    form.answer("gd-04", progress="3")
    assert come_back(tell, form, WRONG, "2024-06-18", "một phần.xlsx", "--accept-partial") == 3
    found = of_so_gd(tell)
    assert (found["state"], found["answered"], found["sent_back"]) == ("partly", 1, 1)
    assert {row["occurrence"]: row["state"] for row in found["occurrences"]}["gd-04"] == "answered"


def test_what_was_taken_in_stays_so_when_a_later_file_is_wrong(tell: Tell, form: Filled) -> None:
    come_back(tell, form, RIGHT, "2024-06-18", "1.xlsx")
    come_back(tell, form, WRONG, "2024-06-19", "2.xlsx")
    found = of_so_gd(tell)
    assert (found["state"], found["answered"], found["sent_back"]) == ("sent_back", 1, 0)


def test_what_is_wrong_in_a_later_file_is_asked_for_again(tell: Tell, form: Filled) -> None:
    come_back(tell, form, RIGHT, "2024-06-18", "1.xlsx")
    come_back(tell, form, WRONG, "2024-06-19", "2.xlsx")
    (reminder,) = chased(tell)["reminders"]
    (item,) = reminder["items"]
    assert (item["occurrence"], item["state"]) == (ASKED, "answered")
    assert "140%" in item["fault"]
    assert "140%" in " ".join(reminder["text"].split())
    come_back(tell, form, {"progress": "80%"}, "2024-06-20", "3.xlsx")
    assert (of_so_gd(tell)["state"], chased(tell)["reminders"]) == ("accepted", [])


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("mark", ASKED, "done"), id="done"),
        pytest.param(("mark", ASKED, "cancelled"), id="cancelled"),
        pytest.param(("retire", "gd-02", "--reason", "thôi"), id="retired"),
    ],
)
def test_what_was_recorded_here_since_is_asked_of_nobody(tell: Tell, form: Filled, words: tuple[str, ...]) -> None:
    assert tell(*words).code == 0
    found = of_so_gd(tell)
    assert (found["state"], found["on_time"], found["days_late"]) == ("not_asked", None, None)
    assert chased(tell)["reminders"] == []
    assert of_so_gd(tell, "--as-of", "2024-06-29")["state"] == "waiting", "on the day before it was still open"
    tell("undo")
    assert of_so_gd(tell)["state"] == "waiting"


def test_an_answer_after_the_day_is_late_by_calendar_days(tell: Tell, form: Filled) -> None:
    come_back(tell, form, RIGHT, "2024-06-24", "muộn.xlsx")
    found = of_so_gd(tell)
    assert (found["state"], found["on_time"], found["days_late"]) == ("accepted", False, 6)
    assert "accepted, late" in tell("returns").out
    assert "Answered on time: 0% (0/1)." in tell("returns").out


# The rate


def test_nobody_who_had_to_answer_gives_no_rate(tell: Tell, form: Filled) -> None:
    found = report(tell, "--as-of", "2024-06-18")
    assert (found["due_to_be_in"], found["in_time"], found["on_time_rate"]) == (0, 0, None)
    assert "Nobody had to answer yet." in tell("returns", "--as-of", "2024-06-18").out


def test_the_rate_counts_who_answered_or_should_have(tell: Tell, ready: Ready, program: Path) -> None:
    ready("form", "2024-07", "--as-of", "2024-06-15", "-o", "forms")
    forms = sorted(Path("forms").iterdir())
    assert [path.name for path in forms] == ["2024-07_btg.xlsx", "2024-07_so-gd.xlsx"]
    path = Filled(forms[0]).answer("gd-01", progress="50%").save()
    assert tell("collect", str(path), "--received", "2024-06-25").code == 0
    found = report(tell)
    assert (found["due_to_be_in"], found["in_time"], found["on_time_rate"]) == (1, 1, 1.0), "the other has time yet"
    assert "Answered on time: 100% (1/1)." in tell("returns").out
    states = {each["organization"]: each["state"] for each in found["organizations"]}
    assert states == {"btg": "accepted", "so-gd": "waiting"}


# Earlier days, and what was known then


def test_an_earlier_day_knows_only_what_had_come(tell: Tell, form: Filled) -> None:
    come_back(tell, form, WRONG, "2024-06-17", "sai.xlsx")
    come_back(tell, form, RIGHT, "2024-06-20", "đúng.xlsx")
    days = ("2024-06-16", "2024-06-17", "2024-06-19", "2024-06-20")
    states = [of_so_gd(tell, "--as-of", day)["state"] for day in days]
    assert states == ["waiting", "sent_back", "sent_back", "accepted"]
    assert of_so_gd(tell, "2024-06", "--as-of", "2024-06-13")["state"] == "not_sent"


def test_an_earlier_change_knows_only_what_was_recorded(tell: Tell, form: Filled) -> None:
    come_back(tell, form, WRONG, "2024-06-17", "sai.xlsx")
    come_back(tell, form, RIGHT, "2024-06-20", "đúng.xlsx")
    states = [of_so_gd(tell, "2024-06", "--known-at", number)["state"] for number in ("1", "2", "3", "4")]
    assert states == ["not_sent", "waiting", "sent_back", "accepted"]


def test_an_undone_collection_is_waited_for_again(tell: Tell, form: Filled) -> None:
    come_back(tell, form, RIGHT, "2024-06-17", "đúng.xlsx")
    assert tell("undo").code == 0
    assert of_so_gd(tell)["state"] == "waiting"
    assert of_so_gd(tell, "--known-at", "3")["state"] == "accepted"


@pytest.mark.parametrize("command", ["returns", "chase"])
@pytest.mark.parametrize(
    ("period", "code", "sentence"),
    [
        (
            "2024-Q9",
            2,
            'PERIOD: "2024-Q9" is not a period; write 2024, 2024-H1, 2024-9M, 2024-Q2, 2024-06, 2022..2023 or program.',
        ),
        ("2019", 1, "2019 (2018-12-15 to 2019-12-14) lies outside the program."),
    ],
)
def test_an_unknown_period_is_refused(
    tell: Tell, program: Path, command: str, period: str, code: int, sentence: str
) -> None:
    answer = tell(command, period)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith(f"coordplan: {sentence}\n")


def test_the_period_of_the_last_form_is_meant(tell: Tell, ready: Ready, form: Filled) -> None:
    assert report(tell)["period"] == "2024-06"
    ready("form", "2024-07", "--as-of", "2024-06-15", "-o", "forms")
    assert report(tell)["period"] == "2024-07"
    assert report(tell, "2024-06")["organizations"][0]["state"] == "waiting"


# The data


def test_the_data_have_their_keys(tell: Tell, form: Filled) -> None:
    found = report(tell)
    assert list(found) == [
        "schema",
        "program",
        "period",
        "first",
        "last",
        "as_of",
        "known_at",
        "illustrative",
        "closed_on",
        "due_to_be_in",
        "in_time",
        "on_time_rate",
        "organizations",
    ]
    assert (found["schema"], found["first"], found["last"]) == ("coordplan/returns/1", "2024-05-15", "2024-06-14")
    keys = [
        "organization",
        "title",
        "state",
        "sent_on",
        "send_by",
        "received_on",
        "last_received_on",
        "on_time",
        "days_late",
        "file",
        "answered",
        "blank",
        "sent_back",
        "not_answered",
        "not_due",
    ]
    further = ["without_evidence", "reminders", "reminded_on", "answered_by", "telephone"]
    assert list(of_so_gd(tell)) == [*keys, *further, "accepted_by", "occurrences"]
    (row,) = csv.DictReader(io.StringIO(tell("returns", "-f", "csv").out.lstrip("\ufeff")))
    assert list(row) == [*keys, *further, "accepted_by"]
    assert (row["organization"], row["state"], row["days_late"]) == ("so-gd", "waiting", "12")


def test_it_is_said_that_the_period_is_closed(tell: Tell, form: Filled) -> None:
    tell("period", "close", "2024-06", "--sure")
    assert report(tell)["closed_on"] == "2024-06-30"
    assert "The period was closed on 2024-06-30." in tell("returns").out
    assert report(tell, "--as-of", "2024-06-29")["closed_on"] is None, "on that day it was open"


def test_returns_speak_vietnamese(tell: Tell, form: Filled) -> None:
    come_back(tell, form, WRONG, "2024-06-17", "sai.xlsx")
    out = tell("--lang", "vi", "returns").out
    assert "17/6/2024" in out or "17/06/2024" in out
    for english in ("sent back", "in time", "Organization", "Answered", "Received"):
        assert english not in out
    assert report(tell) == json.loads(tell("--lang", "vi", "returns", "-f", "json").out)


# Reminders


def chased(tell: Tell, *words: str) -> dict[str, Any]:
    code, out, err = tell("chase", *words, "-f", "json")
    assert (code, but_for_the_period(err)) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def test_nobody_is_reminded_before_the_day(tell: Tell, form: Filled) -> None:
    assert chased(tell, "--as-of", "2024-06-18")["reminders"] == []
    answer = tell("chase", "--as-of", "2024-06-18", "-o", "letters")
    assert (answer.code, answer.out) == (0, "Nobody has to be reminded for 2024-06 on 2024-06-18.\n")
    assert not Path("letters").exists()


def test_who_is_late_is_reminded_of_what_is_asked(tell: Tell, form: Filled) -> None:
    found = chased(tell)
    assert list(found) == [
        "schema",
        "program",
        "period",
        "as_of",
        "known_at",
        "illustrative",
        "answer_by",
        "reminders",
        "in_order_without_evidence",
        "change",
    ]
    (reminder,) = found["reminders"]
    assert (found["schema"], found["answer_by"]) == ("coordplan/chase/1", "2024-07-02")
    assert (reminder["state"], reminder["days_late"], reminder["files"]) == ("waiting", 12, [])
    assert reminder["items"] == [
        {
            "occurrence": ASKED,
            "title": "Giao ban công tác khoa giáo",
            "due": "2024-03-25",
            "state": "not_answered",
            "fault": None,
        }
    ]
    shown, letter = (set(re.findall(r"\w+", text)) for text in (tell("chase").out, reminder["text"]))
    assert shown < letter, "the letter without its letterhead"
    for words in ("Sở Giáo dục", "Giao ban", "2024-06-18"):
        assert words in " ".join(reminder["text"].split())
    assert ASKED not in reminder["text"], "a letter shows no ids"
    assert "gd-05" not in reminder["text"], "what is not due is not asked for"


def test_who_has_something_to_correct_is_reminded_even_in_time(tell: Tell, form: Filled) -> None:
    come_back(tell, form, WRONG, "2024-06-17", "sai.xlsx")
    (reminder,) = chased(tell, "--as-of", "2024-06-17")["reminders"]
    assert (reminder["state"], reminder["days_late"]) == ("sent_back", None)
    (item,) = reminder["items"]
    assert (item["occurrence"], item["state"]) == (ASKED, "sent_back")
    assert "140%" in item["fault"]
    assert "140%" in reminder["text"]
    assert "Re: completing the progress report for " in reminder["text"]


def test_a_blank_row_is_reminded_of_when_the_day_has_passed(tell: Tell, form: Filled) -> None:
    come_back(tell, form, {}, "2024-06-17", "trống.xlsx")
    assert chased(tell, "--as-of", "2024-06-18")["reminders"] == []
    (reminder,) = chased(tell, "--as-of", "2024-06-19")["reminders"]
    assert [(item["occurrence"], item["state"]) for item in reminder["items"]] == [(ASKED, "blank")]


def test_who_was_sent_no_form_or_is_accepted_is_not_reminded(tell: Tell, form: Filled) -> None:
    assert chased(tell, "2024-Q2")["reminders"] == [], "no form went out for the quarter"
    come_back(tell, form, RIGHT, "2024-06-24", "muộn.xlsx")
    assert chased(tell)["reminders"] == [], "late, and yet all is there"


def test_reminders_are_written_into_a_folder(tell: Tell, form: Filled) -> None:
    answer = tell("chase", "-o", "a/letters")
    assert (answer.code, but_for_the_period(answer.err)) == (0, "")
    text = Path("a/letters/2024-06_so-gd_don-doc.txt").read_text("utf-8")
    (reminder,) = chased(tell)["reminders"]
    assert text == reminder["text"]
    assert "2024-06_so-gd_don-doc.txt" in answer.out
    assert "2024-06_so-gd_don-doc.txt" in chased(tell, "-o", "a/letters")["reminders"][0]["files"]


def test_reminders_are_written_all_or_none(
    tell: Tell, ready: Ready, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready("form", "2024-07", "--as-of", "2024-06-15", "-o", "forms")
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-08-01")
    assert [each["organization"] for each in chased(tell)["reminders"]] == ["btg", "so-gd"]
    Path("letters/2024-07_so-gd_don-doc.txt").mkdir(parents=True)  # the second one cannot be written
    answer = tell("chase", "-o", "letters")
    assert answer.code != 0
    assert "2024-07_so-gd_don-doc.txt" in answer.err
    assert [path.name for path in Path("letters").iterdir()] == ["2024-07_so-gd_don-doc.txt"]


def test_a_table_has_a_row_for_each_item(tell: Tell, form: Filled) -> None:
    (row,) = csv.DictReader(io.StringIO(tell("chase", "-f", "csv").out.lstrip("\ufeff")))
    assert (row["organization"], row["state"], row["occurrence"]) == ("so-gd", "waiting", ASKED)
    assert (row["item_state"], row["due"], row["days_late"]) == ("not_answered", "2024-03-25", "12")


def test_a_reminder_is_in_the_language_of_the_program(tell: Tell, ready: Ready, here: Path) -> None:
    program = FILES["program.yaml"].replace("language: en", "language: vi")
    write_definitions(here / "plans", {**FILES, "program.yaml": program})
    ready("init")
    ready("form", "2024-06", "--as-of", "2024-06-14", "-o", "forms")
    text = tell("chase").out
    assert "Sở Giáo dục" in text
    assert "18/6/2024" in text or "18/06/2024" in text
    assert "Reminder" not in text
    assert tell("--lang", "vi", "chase").out == text
