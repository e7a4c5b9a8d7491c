"""Reminders to whoever has not answered, and what departments say in the report."""

import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.collecting.filled import Filled
from tests.command_line import DEFINITIONS, Ready, Tell, write_definitions

# Figures close on the 14th and are sent within two working days: for the second quarter by 18 June
FILES = {
    **DEFINITIONS,
    "program.yaml": DEFINITIONS["program.yaml"].replace(
        "  until: 2025-12-31\n", "  until: 2025-12-31\n  reporting: {cutoff_day: 14, send_within: 2}\n"
    ),
}
FORM = Path("forms/2024-Q2_so-gd.xlsx")


@pytest.fixture(autouse=True)
def reporting(here: Path, ready: Ready, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COORDPLAN_LANG", "en")
    write_definitions(here / "plans", FILES)
    ready("init")
    return here / "coordplan.db"


def returns(tell: Tell, *words: str) -> dict[str, Any]:
    code, out, err = tell("returns", "2024-Q2", *words, "-f", "json")
    assert (code, err) == (0, ""), err
    found: dict[str, Any] = json.loads(out)
    return found


def state(tell: Tell, *words: str, of: str = "so-gd") -> dict[str, Any]:
    found: dict[str, Any] = {each["organization"]: each for each in returns(tell, *words)["organizations"]}[of]
    return found


def sent(ready: Ready, as_of: str = "2024-06-12") -> Filled:
    ready("form", "2024-Q2", "-o", "forms", "--as-of", as_of)
    return Filled(FORM)


def test_who_has_nothing_to_answer_is_neither_late_nor_reminded(tell: Tell, ready: Ready) -> None:
    sent(ready)
    tell("mark", "gd-02@2024-Q1", "done", "--on", "2024-03-20")
    ready("form", "2024-Q2", "--org", "so-gd", "-o", "forms", "--as-of", "2024-06-13")
    found = state(tell)
    assert (found["state"], found["on_time"], found["days_late"]) == ("not_asked", None, None)
    assert "nothing to answer" in tell("returns", "2024-Q2").out
    assert "Nobody has to be reminded" in tell("chase", "2024-Q2").out


def test_programs_read_the_same_in_both_languages(tell: Tell, ready: Ready) -> None:
    sent(ready)
    vi, en = (tell("--lang", language, "returns", "2024-Q2", "-f", "json").out for language in ("vi", "en"))
    assert vi == en
    assert "chờ báo cáo, chậm" in tell("--lang", "vi", "returns", "2024-Q2").out


def test_only_who_is_late_or_has_to_correct_is_reminded(tell: Tell, ready: Ready) -> None:
    form = sent(ready)
    assert "Nobody has to be reminded" in tell("chase", "2024-Q2", "--as-of", "2024-06-18").out
    tell("collect", str(form.answer("gd-02@2024-Q1", progress="160%").save()), "--received", "2024-06-18")
    out = tell("chase", "2024-Q2", "--as-of", "2024-06-18").out
    assert "To: Sở Giáo dục" in out
    assert "Giao ban công tác" in out
    assert "gd-02" not in out, "letters have no ids"
    assert "160" in out, "what is wrong with it is said"
    assert "Ban Tuyên giáo\n" not in out.partition("To: Sở Giáo dục")[0]


def test_reminders_are_written_as_text_and_as_word(tell: Tell, ready: Ready) -> None:
    sent(ready)
    assert tell("chase", "2024-Q2", "-o", "reminders").code == 0
    names = sorted(path.name for path in Path("reminders").iterdir())
    assert names == [f"2024-Q2_so-gd_don-doc.{ending}" for ending in ("docx", "txt")]
    word = Document(str(Path("reminders/2024-Q2_so-gd_don-doc.docx")))
    said = "\n".join(paragraph.text for paragraph in word.paragraphs).replace("\N{NO-BREAK SPACE}", " ")
    assert "To: Sở Giáo dục" in said
    assert "NOTICE" not in said
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    cells = [cell.replace("\N{NO-BREAK SPACE}", " ").replace("\n", " ") for cell in cells]
    assert "Giao ban công tác khoa giáo (first quarter of 2024)" in cells
    assert any("-CV/" in cell and "Re: overdue progress report" in cell for cell in cells)
    assert "gd-02" not in " ".join((said, *cells))


def test_the_same_reminders_are_the_same_bytes(tell: Tell, ready: Ready) -> None:
    sent(ready)
    for folder in ("one", "two"):
        tell("chase", "2024-Q2", "-o", folder)
    one, two = ({path.name: path.read_bytes() for path in Path(folder).iterdir()} for folder in ("one", "two"))
    assert one == two


def test_a_folder_that_cannot_hold_all_reminders_holds_none(tell: Tell, ready: Ready) -> None:
    sent(ready)
    Path("reminders/2024-Q2_so-gd_don-doc.docx").mkdir(parents=True)
    answer = tell("chase", "2024-Q2", "-o", "reminders")
    assert answer.code == 1
    assert [path.name for path in Path("reminders").iterdir()] == ["2024-Q2_so-gd_don-doc.docx"]


def test_reminders_are_told_in_markdown(tell: Tell, ready: Ready) -> None:
    form = sent(ready)
    text, marked = tell("chase", "2024-Q2").out, tell("chase", "2024-Q2", "-f", "md").out
    assert marked != text
    assert "ILLUSTRATIVE" not in text + marked
    assert "| Giao ban công tác khoa giáo (first quarter of 2024) " in marked
    assert "To: Sở Giáo dục" in marked
    tell("collect", str(form.answer("gd-02@2024-Q1", progress="60%").save()), "--received", "2024-06-18")
    assert "Nobody has to be reminded" in tell("chase", "2024-Q2", "-f", "md").out


def test_reminders_of_made_up_figures_say_so(tell: Tell, demo_copy: Path) -> None:
    tell("--db", str(demo_copy), "form", "2024-Q2", "-o", "shipped", "--as-of", "2024-06-12")
    reminders = json.loads(tell("--db", str(demo_copy), "chase", "-f", "json").out)["reminders"]
    assert len(reminders) == 4, "the office reminds others, not itself"
    assert all("SỐ LIỆU MINH HỌA" in each["text"] for each in reminders)


# What departments say reaches the report


def test_difficulties_and_recommendations_stand_in_the_report(tell: Tell, ready: Ready) -> None:
    form = sent(ready)
    form.answer(
        "gd-02@2024-Q1", progress="60%", difficulties="Thiếu kinh phí\nđi lại", recommendations="Bổ sung kinh phí"
    )
    assert tell("collect", str(form.save()), "--received", "2024-06-18").code == 0
    out = " ".join(tell("report", "2024-Q2", "--long").out.split())
    assert "Sở Giáo dục: Thiếu kinh phí đi lại (gd-02@2024-Q1)" in out
    assert "Sở Giáo dục: Bổ sung kinh phí (gd-02@2024-Q1)" in out
    signed = " ".join(tell("report", "2024-Q2").out.split())
    assert "thiếu kinh phí đi lại" in signed
    assert "bổ sung kinh phí" in signed
    assert "gd-02@2024-Q1" not in signed
    for ending in ("json", "md", "html", "docx", "xlsx"):
        assert tell("report", "2024-Q2", "-o", f"q2.{ending}").code == 0
    found = json.loads(Path("q2.json").read_text(encoding="utf-8"))
    assert [each["organization"] for each in found["difficulties"]] == ["so-gd"]
    word = Document("q2.docx")
    assert any("bổ sung kinh phí" in paragraph.text.replace("\u00a0", " ") for paragraph in word.paragraphs)
    assert "Thiếu kinh phí" in Path("q2.html").read_text(encoding="utf-8")
    assert "Thiếu kinh phí" not in tell("report", "2024-Q2", "--plan", "yt").out, "of another plan"


def test_what_was_sent_back_is_not_yet_in_the_report(tell: Tell, ready: Ready) -> None:
    form = sent(ready).answer("gd-02@2024-Q1", progress="160%", difficulties="Thiếu kinh phí")
    tell("collect", str(form.save()), "--received", "2024-06-18")
    assert "Thiếu kinh phí" not in tell("report", "2024-Q2").out


def test_what_is_wrong_with_the_command_is_said_in_its_own_language(tell: Tell) -> None:
    """The language of the program is that of the reminders alone: English here."""
    for period, sentence in (("2031-Q1", "nằm ngoài"), ("quý 9", "không phải là kỳ")):
        code, out, err = tell("--lang", "vi", "chase", period)
        assert (code != 0, out) == (True, "")
        assert sentence in err
