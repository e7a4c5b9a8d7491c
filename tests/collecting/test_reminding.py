"""By when a return is to be sent, whose turn it is to be reminded, and the mails in which that is said."""

import json
import shutil
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from tests.collecting.filled import Filled
from tests.command_line import DEFINITIONS, Ready, Tell, write_definitions

# Figures close on the 14th and are sent within two working days: for the second quarter by 18 June
FILES = {
    **DEFINITIONS,
    "program.yaml": DEFINITIONS["program.yaml"].replace(
        "  until: 2025-12-31\n",
        "  until: 2025-12-31\n  sides: [btg, so-yt]\n  reporting: {cutoff_day: 14, send_within: 2}\n",
    ),
    "organizations.yaml": DEFINITIONS["organizations.yaml"].replace("short: SGD}", "short: SGD, email: vt@sgd.gov.vn}"),
}


@pytest.fixture(scope="module")
def file_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from coordplan.cli import run

    folder = tmp_path_factory.mktemp("reminding")
    write_definitions(folder / "plans", FILES)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COORDPLAN_TODAY", "2024-06-30")
        assert run(["init"]) == 0
    return folder / "coordplan.db"


@pytest.fixture(autouse=True)
def reporting(here: Path, file_made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COORDPLAN_LANG", "en")
    return Path(shutil.copy(file_made, here / "coordplan.db"))


def test_another_day_to_send_by_is_a_new_form_and_stays(tell: Tell) -> None:
    def made(*words: str) -> tuple[str, bool, str | None, int | None]:
        said = json.loads(tell("form", "2024-Q2", "--org", "so-gd", "-o", "forms", *words, "-f", "json").out)
        form = said["forms"][0]
        return form["send_by"], form["new"], form["send_by_before"], said["change"]

    assert made("--as-of", "2024-06-14") == ("2024-06-18", True, None, 2)
    assert made("--as-of", "2024-06-14", "--send-by", "26/6/2024") == ("2024-06-26", True, "2024-06-18", 3)
    assert made("--as-of", "2024-06-14") == ("2024-06-26", False, "2024-06-26", None), "what was granted stays"
    found = json.loads(tell("returns", "--as-of", "2024-06-26", "-f", "json").out)["organizations"]
    row = {each["organization"]: each for each in found}["so-gd"]
    assert (row["send_by"], row["days_late"]) == ("2024-06-26", None)
    words = ("form", "2024-Q2", "--org", "so-gd", "-o", "forms", "--as-of", "2024-06-14", "--send-by", "20/6/2024")
    assert "SGD: to be sent by 2024-06-20, no longer by 2024-06-26." in tell(*words).out
    assert made("--as-of", "2024-06-28")[0] == "2024-07-02", "once it has passed, the usual working days count"
    refused = tell("form", "2024-Q2", "-o", "forms", "--as-of", "2024-06-28", "--send-by", "2024-06-27")
    assert (refused.code, "before the day of the forms" in refused.err) == (2, True)
    saturday = tell("form", "2024-Q2", "-o", "forms", "--as-of", "2024-06-28", "--send-by", "2024-06-29")
    assert (saturday.code, "the next working day is 2024-07-01" in saturday.err) == (0, True)


def test_an_organization_may_have_working_days_of_its_own(here: Path, tell: Tell) -> None:
    bodies = DEFINITIONS["organizations.yaml"].replace("short: SGD}", "short: SGD, send_within: 5}")
    write_definitions(here / "plans", FILES | {"organizations.yaml": bodies})
    assert tell("load", "plans").code == 0
    said = json.loads(
        tell("form", "2024-Q2", "--org", "so-gd", "-o", "forms", "--as-of", "2024-06-12", "-f", "json").out
    )
    assert [each["send_by"] for each in said["forms"]] == ["2024-06-21"]


# Whose turn it is


def chased(tell: Tell, *words: str) -> dict[str, Any]:
    answer = tell("chase", "2024-Q2", *words, "-f", "json")
    assert answer.code == 0, answer.err
    found: dict[str, Any] = json.loads(answer.out)
    return found


@pytest.fixture
def asked(ready: Ready) -> None:
    """The form of so-gd went out on 12 June and is to be back by Tuesday 18 June."""
    ready("form", "2024-Q2", "--org", "so-gd", "-o", "forms", "--as-of", "2024-06-12")


def test_reading_writes_nothing_and_asks_whose_turn_it_is(tell: Tell, asked: None) -> None:
    turns = []
    for number in range(12, 31):
        found = chased(tell, "--due", "--as-of", f"2024-06-{number}")
        assert found["change"] is None
        turns += [(number, each["turn"]) for each in found["reminders"]]
    assert turns == [(15, "ahead"), (17, "ahead"), (18, "on_the_day"), (25, "late")], "the 15th is a Saturday"
    assert "Change 3" not in tell("log").out
    assert "Nobody has to be reminded" in tell("chase", "--due", "--as-of", "2024-06-19").out


def test_a_reminder_is_kept_where_letters_are_written_once_a_day(tell: Tell, asked: None) -> None:
    first = chased(tell, "--due", "--as-of", "2024-06-25", "-o", "one")
    again = chased(tell, "--due", "--as-of", "2024-06-25", "-o", "two", "--mail", "two")
    assert (first["change"], again["change"]) == (3, None)
    for path in Path("one").iterdir():
        assert path.read_bytes() == (Path("two") / path.name).read_bytes()
    (reminder,) = again["reminders"]
    assert (reminder["number"], reminder["answer_by"], reminder["reminders"]) == (1, "2024-06-27", 1)
    row = json.loads(tell("returns", "-f", "json").out)["organizations"][0]
    assert (row["organization"], row["reminders"], row["reminded_on"]) == ("so-gd", 1, "2024-06-25")
    assert (row["send_by"], row["days_late"]) == ("2024-06-18", 12), "what a reminder asks for is no new day to send by"
    assert json.loads(tell("returns", "--as-of", "2024-06-24", "-f", "json").out)["organizations"][0]["reminders"] == 0
    assert tell("undo").code == 0
    assert json.loads(tell("returns", "-f", "json").out)["organizations"][0]["reminders"] == 0


def test_the_second_reminder_says_so_and_names_a_new_day(tell: Tell, asked: None) -> None:
    for words in (("--due", "--as-of", "2024-06-18"), ("--as-of", "2024-06-20")):
        assert len(chased(tell, *words, "-o", "letters")["reminders"]) == 1
    out = " ".join(tell("chase", "--as-of", "2024-06-26").out.split())
    subject = "overdue progress report for the second quarter of 2024"
    assert f"Re: {subject} (no. 2)" in out, "that of the day itself is none of them"
    assert f"On 2024-06-20, Ban Tuyên giáo sent letter No. [number]-CV/[code] about the {subject} and asked" in out
    assert "asked Sở Giáo dục for it by 2024-06-24. By 2024-06-26, Ban Tuyên giáo has still not received" in out
    assert "received the report: 8 days after 2024-06-18." in out
    assert "without delay, by 2024-06-28 at the latest. After that, Ban Tuyên giáo sums up" in out
    vi = " ".join(tell("--lang", "vi", "chase", "--as-of", "2024-06-26").out.split())
    assert vi == out, "a letter is in the language of the program"


def test_a_form_left_blank_is_as_late_as_none_and_reminded_of_it(tell: Tell, asked: None) -> None:
    assert tell("collect", "forms/2024-Q2_so-gd.xlsx", "--received", "2024-06-17").code == 0
    assert chased(tell, "--as-of", "2024-06-20", "-o", "letters")["reminders"][0]["number"] == 1
    first, second = (" ".join(tell("chase", "--as-of", day).out.split()) for day in ("2024-06-20", "2024-06-26"))
    assert "Re: overdue progress report for the second quarter of 2024 Under" in first.replace(" To: Sở Giáo dục", "")
    assert "received the report of Sở Giáo dục. The form that came on 2024-06-17 has nothing filled in." in first
    assert "Re: overdue progress report for the second quarter of 2024 (no. 2)" in second
    assert "On 2024-06-20, Ban Tuyên giáo sent letter No. " in second
    assert "8 days after 2024-06-18. The form that came on 2024-06-17 has nothing filled in." in second


def test_what_is_to_be_completed_is_asked_for_again_with_its_number(tell: Tell, asked: None) -> None:
    assert chased(tell, "--as-of", "2024-06-19", "-o", "letters")["reminders"][0]["number"] == 1
    form = Filled(Path("forms/2024-Q2_so-gd.xlsx")).answer("gd-02@2024-Q1", progress="160%").save()
    assert tell("collect", str(form), "--received", "2024-06-20").code == 3
    found = chased(tell, "--as-of", "2024-06-20", "-o", "letters")["reminders"]
    assert found[0]["number"] == 1, "the reminder of before it came asked for something else"
    out = " ".join(tell("chase", "--as-of", "2024-06-26").out.split())
    assert chased(tell, "--as-of", "2024-06-26")["reminders"][0]["number"] == 2
    assert "Re: completing the progress report for the second quarter of 2024 (no. 2)" in out
    assert "On 2024-06-20, Ban Tuyên giáo asked Sở Giáo dục to complete its progress report" in out
    assert "by 2024-06-24. On 2024-06-26, what is listed below is still missing or has to be corrected." in out


def test_a_later_day_ends_the_reminders_until_then(tell: Tell, ready: Ready, asked: None) -> None:
    assert len(chased(tell, "--as-of", "2024-06-19")["reminders"]) == 1
    words = ("--org", "so-gd", "-o", "forms", "--as-of", "2024-06-19", "--send-by", "2024-06-28")
    ready("form", "2024-Q2", *words)
    assert chased(tell, "--as-of", "2024-06-28")["reminders"] == []
    assert [each["turn"] for each in chased(tell, "--due", "--as-of", "2024-06-25")["reminders"]] == ["ahead"]


def test_turns_end_when_the_period_is_closed(tell: Tell, asked: None) -> None:
    assert tell("period", "close", "2024-Q2", "--sure").code == 0
    assert chased(tell, "--due", "--as-of", "2024-07-02")["reminders"] == []
    assert len(chased(tell, "--as-of", "2024-07-02")["reminders"]) == 1, "who asks may still remind"


def test_two_copies_that_remind_are_merged(tell: Tell, asked: None) -> None:
    shutil.copy("coordplan.db", "other.db")
    assert chased(tell, "--as-of", "2024-06-20", "-o", "letters")["change"] == 3
    for day in ("2024-06-20", "2024-06-27"):
        assert tell("--db", "other.db", "chase", "--as-of", day, "-o", "letters").code == 0
    merged = tell("merge", "other.db")
    assert merged.code == 0, merged.err
    row = json.loads(tell("returns", "-f", "json").out)["organizations"][0]
    assert (row["reminders"], row["reminded_on"]) == (2, "2024-06-27"), "one of the same day is one reminder"
    assert tell("doctor").code == 0


def test_the_office_neither_answers_nor_reminds_itself(tell: Tell, ready: Ready) -> None:
    ready("form", "2024-Q2", "-o", "forms", "--as-of", "2024-06-12")
    found = json.loads(tell("returns", "--as-of", "2024-06-30", "-f", "json").out)
    assert [each["organization"] for each in found["organizations"]] == ["so-gd"]
    assert [each["organization"] for each in chased(tell, "--as-of", "2024-06-30")["reminders"]] == ["so-gd"]


# Mails


def opened(path: Path) -> tuple[str, str, str, list[str | None]]:
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    assert message["X-Unsent"] == "1"
    body = message.get_body()
    assert isinstance(body, EmailMessage)
    files = [part.get_filename() for part in message.iter_attachments()]
    return message["To"], message["Subject"], body.get_content().replace("\r\n", "\n"), files


def test_a_reminder_is_a_mail_with_its_letter(tell: Tell, asked: None) -> None:
    answer = tell("chase", "2024-Q2", "--as-of", "2024-06-25", "--mail", "mails")
    assert (answer.code, answer.err) == (0, "")
    assert [path.name for path in Path("mails").iterdir()] == ["2024-Q2_so-gd_don-doc.eml"]
    to, subject, text, files = opened(Path("mails/2024-Q2_so-gd_don-doc.eml"))
    assert to == "vt@sgd.gov.vn"
    assert subject == "Overdue progress report for the second quarter of 2024 - Sở Giáo dục"
    assert "by 2024-06-27 at the latest, with the results" in text
    assert "1. Giao ban công tác khoa giáo (first quarter of 2024), due 2024-03-25: whether it is finished" in text
    assert "gd-02" not in text, "papers have no ids"
    assert files == ["2024-Q2_so-gd_don-doc.docx"]


def test_who_has_no_address_is_said(tell: Tell, ready: Ready, here: Path) -> None:
    bodies = FILES["organizations.yaml"].replace(", email: vt@sgd.gov.vn", "")
    write_definitions(here / "plans", FILES | {"organizations.yaml": bodies})
    assert tell("load", "plans").code == 0
    ready("form", "2024-Q2", "--org", "so-gd", "-o", "forms", "--as-of", "2024-06-12")
    answer = tell("chase", "--as-of", "2024-06-25", "--mail", "mails")
    assert "No address is known of Sở Giáo dục" in answer.err
    assert opened(Path("mails/2024-Q2_so-gd_don-doc.eml"))[0] == ""


def test_a_form_is_a_mail_with_its_workbook(tell: Tell) -> None:
    answer = tell("form", "2024-Q2", "-o", "forms", "--mail", "mails", "--as-of", "2024-06-12", "-f", "json")
    (form,) = json.loads(answer.out)["forms"]
    assert (answer.code, form["mail"]) == (0, "2024-Q2_so-gd.eml")
    to, subject, text, files = opened(Path("mails/2024-Q2_so-gd.eml"))
    assert (to, files) == ("vt@sgd.gov.vn", ["2024-Q2_so-gd.xlsx"])
    assert subject == (
        "Form of the progress report for the second quarter of 2024, to be sent back by 2024-06-18 - Sở Giáo dục"
    )
    assert "1. To be answered (yellow cells): 1 activity\n- Giao ban công tác khoa giáo (first quarter of 2024)" in text
    assert "2. Only where there is news (white cells): " in text
    message = message_from_bytes(Path("mails/2024-Q2_so-gd.eml").read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    (workbook,) = message.iter_attachments()
    assert workbook.get_content() == Path("forms/2024-Q2_so-gd.xlsx").read_bytes()
    before = Path("mails/2024-Q2_so-gd.eml").read_bytes()
    assert tell("form", "2024-Q2", "--mail", "again", "--as-of", "2024-06-12").code == 0, "the draft alone"
    assert Path("again/2024-Q2_so-gd.eml").read_bytes() == before, "the same bytes"


def test_a_folder_of_mails_that_cannot_be_written_leaves_nothing_recorded(tell: Tell, asked: None) -> None:
    Path("mails/2024-Q2_so-gd_don-doc.eml").mkdir(parents=True)
    assert tell("chase", "--as-of", "2024-06-25", "-o", "letters", "--mail", "mails").code == 1
    assert not Path("letters").exists()
    assert json.loads(tell("returns", "-f", "json").out)["organizations"][0]["reminders"] == 0


def test_what_is_sent_back_is_a_mail_with_the_marked_copy(tell: Tell, asked: None) -> None:
    form = Filled(Path("forms/2024-Q2_so-gd.xlsx")).answer("gd-02@2024-Q1", progress="160%")
    back = form.save(Path("back/biểu quý II.xlsx"))
    answer = tell("collect", str(back), "--mail", "mails", "--received", "2024-06-18", "-f", "json")
    (file,) = json.loads(answer.out)["files"]
    assert (answer.code, file["outcome"], file["marked"]) == (3, "sent_back", None)
    to, subject, text, files = opened(Path(file["mail"]))
    assert (to, files) == ("vt@sgd.gov.vn", ["biểu quý II_to-correct.xlsx"])
    assert "160%" in text
    assert subject.startswith("Correcting the progress report for the second quarter of 2024")
    assert [path.name for path in Path("mails").iterdir()] == ["biểu quý II_to-correct.eml"]
    again = tell("collect", str(back), "--mark-up", "marked", "--mail", "mails", "--received", "2024-06-18")
    assert "As a mail: mails/biểu quý II_to-correct" in again.out


def test_whom_to_ask_is_said_by_the_office(tell: Tell, here: Path, asked: None) -> None:
    assert "[contact: unit, telephone]" in tell("chase", "--as-of", "2024-06-25").out
    office = "office:\n  profile: party\n  contact: Phòng Khoa giáo, 0258 3822 001\n"
    write_definitions(here / "plans", FILES | {"office.yaml": office})
    assert tell("load", "plans").code == 0
    for line in (("chase", "--as-of", "2024-06-25"), ("form", "2024-Q2", "--as-of", "2024-06-12")):
        assert tell(*line, "--mail", "mails").code == 0
    for name in ("2024-Q2_so-gd", "2024-Q2_so-gd_don-doc"):
        assert "Phòng Khoa giáo, 0258 3822 001" in opened(Path(f"mails/{name}.eml"))[2]
