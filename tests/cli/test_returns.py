"""Who has answered, who has not, and what they are reminded of, step by step."""

import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.cli.conftest import DEFINITIONS, Tell, write_definitions
from tests.exchange.filling import Filled

# Figures close on the 14th and are sent within two working days: for the second quarter by 18 June
FILES = {
    **DEFINITIONS,
    "program.yaml": DEFINITIONS["program.yaml"].replace(
        "  until: 2025-12-31\n", "  until: 2025-12-31\n  reporting: {cutoff_day: 14, send_within: 2}\n"
    ),
}
FORM = Path("forms/2024-Q2_so-gd.xlsx")


@pytest.fixture(autouse=True)
def reporting(here: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COORDPLAN_LANG", "en")
    write_definitions(here / "plans", FILES)
    assert tell("init").code == 0
    return here / "coordplan.db"


def returns(tell: Tell, *words: str) -> dict[str, Any]:
    code, out, err = tell("returns", "2024-Q2", *words, "-f", "json")
    assert (code, err) == (0, ""), err
    found: dict[str, Any] = json.loads(out)
    return found


def state(tell: Tell, *words: str, of: str = "so-gd") -> dict[str, Any]:
    found: dict[str, Any] = {each["organization"]: each for each in returns(tell, *words)["organizations"]}[of]
    return found


def sent(tell: Tell, as_of: str = "2024-06-12") -> Filled:
    assert tell("form", "2024-Q2", "-o", "forms", "--as-of", as_of).code == 0
    return Filled(FORM)


def test_whoever_leads_something_due_is_asked_for(tell: Tell) -> None:
    found = state(tell)
    assert (found["state"], found["send_by"], found["on_time"]) == ("not_sent", "2024-06-18", None)
    assert "form not sent" in tell("returns", "2024-Q2").out


@pytest.mark.parametrize(("as_of", "late"), [("2024-06-18", None), ("2024-06-19", 1), ("2024-06-30", 12)])
def test_a_form_is_waited_for_and_late_after_the_day_to_send_by(tell: Tell, as_of: str, late: int | None) -> None:
    sent(tell)
    found = state(tell, "--as-of", as_of)
    assert (found["state"], found["days_late"]) == ("waiting", late)
    assert found["on_time"] is (None if late is None else False)


def test_what_came_in_time_stays_in_time(tell: Tell) -> None:
    path = sent(tell).answer("gd-02@2024-Q1", progress="60%").save()
    assert tell("collect", str(path), "--received", "2024-06-18").code == 0
    found = state(tell)
    assert (found["state"], found["received_on"], found["on_time"], found["days_late"]) == (
        "accepted",
        "2024-06-18",
        True,
        None,
    )
    rate = returns(tell)
    assert (rate["in_time"], rate["due_to_be_in"], rate["on_time_rate"]) == (1, 1, 1.0)
    assert "Answered in time: 100.00% (1/1)." in tell("returns", "2024-Q2").out
    assert state(tell, "--as-of", "2024-06-17")["state"] == "waiting", "on that day it had not come"


def test_a_return_goes_through_its_states(tell: Tell) -> None:
    form = sent(tell)
    tell("collect", str(form.answer("gd-02@2024-Q1", progress="160%").save()), "--received", "2024-06-18")
    assert state(tell)["state"] == "sent_back"
    assert state(tell)["on_time"] is True, "it came in time, wrong as it was"
    tell("collect", str(form.answer("gd-02@2024-Q1", progress=None).save()), "--received", "2024-06-20")
    found = state(tell)
    assert (found["state"], found["blank"]) == ("partly", 1)
    tell("collect", str(form.answer("gd-02@2024-Q1", progress="60%").save()), "--received", "2024-06-21")
    found = state(tell)
    assert (found["state"], found["last_received_on"], found["received_on"]) == ("accepted", "2024-06-21", "2024-06-18")


def test_what_was_known_at_a_change_is_told(tell: Tell) -> None:
    path = sent(tell).answer("gd-02@2024-Q1", progress="60%").save()
    tell("collect", str(path), "--received", "2024-06-18")
    assert state(tell, "--known-at", "2")["state"] == "waiting"
    assert state(tell, "--known-at", "1")["state"] == "not_sent"


def test_who_has_nothing_to_answer_is_neither_late_nor_reminded(tell: Tell) -> None:
    sent(tell)
    tell("mark", "gd-02@2024-Q1", "done", "--on", "2024-03-20")
    assert tell("form", "2024-Q2", "--org", "so-gd", "-o", "forms", "--as-of", "2024-06-13").code == 0
    found = state(tell)
    assert (found["state"], found["on_time"], found["days_late"]) == ("not_asked", None, None)
    assert "nothing to answer" in tell("returns", "2024-Q2").out
    assert "Nobody has to be reminded" in tell("chase", "2024-Q2").out


def test_without_a_period_that_of_the_last_form_is_meant(tell: Tell) -> None:
    assert "No form has gone out yet" in tell("returns").err
    sent(tell)
    assert json.loads(tell("returns", "-f", "json").out)["period"] == "2024-Q2"


@pytest.mark.parametrize(("period", "code"), [("2024-Q9", 2), ("2019", 1)])
def test_another_period_is_refused(tell: Tell, period: str, code: int) -> None:
    for command in ("returns", "chase"):
        answer = tell(command, period)
        assert (answer.code, answer.out) == (code, "")


def test_programs_read_the_same_in_both_languages(tell: Tell) -> None:
    sent(tell)
    vi, en = (tell("--lang", language, "returns", "2024-Q2", "-f", "json").out for language in ("vi", "en"))
    assert vi == en
    assert "chờ báo cáo, chậm" in tell("--lang", "vi", "returns", "2024-Q2").out


# Reminders


def test_only_who_is_late_or_has_to_correct_is_reminded(tell: Tell) -> None:
    form = sent(tell)
    assert "Nobody has to be reminded" in tell("chase", "2024-Q2", "--as-of", "2024-06-18").out
    tell("collect", str(form.answer("gd-02@2024-Q1", progress="160%").save()), "--received", "2024-06-18")
    out = tell("chase", "2024-Q2", "--as-of", "2024-06-18").out
    assert "To: Sở Giáo dục" in out
    assert "gd-02@2024-Q1" in out
    assert "160" in out, "what is wrong with it is said"
    assert "Ban Tuyên giáo\n" not in out.partition("To: Sở Giáo dục")[0]


def test_reminders_are_written_as_text_and_as_word(tell: Tell) -> None:
    sent(tell)
    assert tell("chase", "2024-Q2", "-o", "reminders").code == 0
    names = sorted(path.name for path in Path("reminders").iterdir())
    assert names == [f"2024-Q2_so-gd_don-doc.{ending}" for ending in ("docx", "txt")]
    word = Document(str(Path("reminders/2024-Q2_so-gd_don-doc.docx")))
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "To: Sở Giáo dục" in said
    assert "NOTICE" in said
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "gd-02@2024-Q1" in cells
    assert any("-TB/" in cell for cell in cells), "it is a notice, no report"


def test_the_same_reminders_are_the_same_bytes(tell: Tell) -> None:
    sent(tell)
    for folder in ("one", "two"):
        tell("chase", "2024-Q2", "-o", folder)
    one, two = ({path.name: path.read_bytes() for path in Path(folder).iterdir()} for folder in ("one", "two"))
    assert one == two


def test_a_folder_that_cannot_hold_all_reminders_holds_none(tell: Tell) -> None:
    sent(tell)
    Path("reminders/2024-Q2_so-gd_don-doc.docx").mkdir(parents=True)
    answer = tell("chase", "2024-Q2", "-o", "reminders")
    assert answer.code == 1
    assert [path.name for path in Path("reminders").iterdir()] == ["2024-Q2_so-gd_don-doc.docx"]


# What departments say reaches the report


def test_difficulties_and_recommendations_stand_in_the_report(tell: Tell) -> None:
    form = sent(tell)
    form.answer(
        "gd-02@2024-Q1", progress="60%", difficulties="Thiếu kinh phí\nđi lại", recommendations="Bổ sung kinh phí"
    )
    assert tell("collect", str(form.save()), "--received", "2024-06-18").code == 0
    out = " ".join(tell("report", "2024-Q2").out.split())
    assert "Sở Giáo dục: Thiếu kinh phí đi lại (gd-02@2024-Q1)" in out
    assert "Sở Giáo dục: Bổ sung kinh phí (gd-02@2024-Q1)" in out
    for ending in ("json", "md", "html", "docx", "xlsx"):
        assert tell("report", "2024-Q2", "-o", f"q2.{ending}").code == 0
    found = json.loads(Path("q2.json").read_text(encoding="utf-8"))
    assert [each["organization"] for each in found["difficulties"]] == ["so-gd"]
    word = Document("q2.docx")
    assert any("Bổ sung kinh phí" in paragraph.text for paragraph in word.paragraphs)
    assert "Thiếu kinh phí" in Path("q2.html").read_text(encoding="utf-8")
    assert "Thiếu kinh phí" not in tell("report", "2024-Q2", "--plan", "yt").out, "of another plan"


def test_what_was_sent_back_is_not_yet_in_the_report(tell: Tell) -> None:
    form = sent(tell).answer("gd-02@2024-Q1", progress="160%", difficulties="Thiếu kinh phí")
    tell("collect", str(form.save()), "--received", "2024-06-18")
    assert "Thiếu kinh phí" not in tell("report", "2024-Q2").out
