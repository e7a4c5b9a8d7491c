"""What is done and proved by nothing is counted: in returns, in reminders, and in the annex of a report."""

import json
from pathlib import Path

import pytest

from tests.collecting.filling import filled
from tests.command_line import Ready, Tell


@pytest.fixture
def told(tell: Tell, ready: Ready, small: Path) -> Tell:
    """so-gd has done two in the quarter: one due before it, with nothing, and one with a file."""
    Path("12-TB.pdf").write_bytes(b"abc")
    ready("done", "gd-02@2024-Q1", "--on", "20/4/2024")
    ready("done", "gd-02@2024-Q2", "--file", "12-TB.pdf", "--on", "20/6/2024")
    ready("done", "gd-01", "--evidence", "12-TB/BTG ngày 20/6/2024 về khảo sát")
    ready("form", "2024-Q2", "-o", "forms")
    return tell


def test_returns_count_it(told: Tell) -> None:
    said = json.loads(told("returns", "2024-Q2", "-f", "json").out)["organizations"]
    assert {row["organization"]: row["without_evidence"] for row in said}.get("so-gd") == 1
    assert "Done, no document" in told("returns", "2024-Q2", "-f", "md").out
    assert "HT, chưa có văn bản" in told("--lang", "vi", "returns", "2024-Q2", "-f", "md").out


def test_the_annex_of_a_report_says_so_and_has_documents_apart(told: Tell) -> None:
    assert told("report", "2024-Q2", "-o", "report.json").code == 0
    annex = json.loads(Path("report.json").read_text(encoding="utf-8"))["annex"]
    rows = {row["occurrence"]: row for row in annex}
    assert [rows["gd-01"][name] for name in ("document_number", "document_on", "document_subject")] == [
        "12-TB/BTG",
        "2024-06-20",
        "khảo sát",
    ]
    assert rows["gd-02@2024-Q2"]["files"][0]["name"] == "12-TB.pdf"
    assert not rows["gd-02@2024-Q2"]["without_evidence"]
    assert told("report", "2024-Q2", "--long", "-o", "report.md").code == 0
    assert "no document recorded" in Path("report.md").read_text(encoding="utf-8")


FORM = Path("forms/2024-Q2_so-gd.xlsx")


def test_files_sent_along_with_a_form_are_recorded(tell: Tell, ready: Ready, small: Path) -> None:
    ready("form", "2024-Q2", "-o", "forms")
    answer = {"done": "x", "done_on": "20/3/2024", "files": "12-TB.pdf\nẢnh.jpg"}
    filled(FORM, {"gd-02@2024-Q1": answer})
    code, out, _err = tell("collect", str(FORM), "--mark-up", "marked", "-f", "json")
    told = {each["message"]: each["cell"] for each in json.loads(out)["files"][0]["problems"]}
    words = "{} is named as sent along and did not come with the form: send it along, or correct its name"
    assert (code, [*told]) == (3, [words.format("12-TB.pdf"), words.format("Ảnh.jpg")])
    assert {cell.rstrip("0123456789") for cell in told.values()} == {"Q"}
    (FORM.parent / "12-tb.PDF").write_bytes(b"abc")
    (FORM.parent / "Ảnh.jpg").write_bytes(b"picture")
    assert tell("collect", str(FORM)).code == 0
    entries = json.loads(tell("show", "gd-02@2024-Q1", "-f", "json").out)["entries"]
    assert [(each["path"], each["size"]) for each in entries[0]["files"]] == [
        ("forms/12-tb.PDF", 3),
        ("forms/Ảnh.jpg", 7),
    ]


def test_files_sent_along_are_kept_where_that_is_asked(tell: Tell, ready: Ready, small: Path) -> None:
    ready("form", "2024-Q2", "-o", "forms")
    (FORM.parent / "12-TB.pdf").write_bytes(b"abc")
    filled(FORM, {"gd-02@2024-Q1": {"done": "x", "done_on": "20/3/2024", "files": "12-TB.pdf"}})
    assert tell("collect", str(FORM), "--keep", "--dry-run").code == 0
    assert not Path("coordplan-evidence").exists()
    assert tell("collect", str(FORM), "--keep").code == 0
    (FORM.parent / "12-TB.pdf").unlink()
    (entry,) = json.loads(tell("show", "gd-02@2024-Q1", "-f", "json").out)["entries"]
    assert (entry["files"][0]["path"], entry["files"][0]["state"]) == ("coordplan-evidence/12-TB.pdf", "same")


@pytest.mark.parametrize("name", ["../12-TB.pdf", "C:\\12-TB.pdf", "a/b.pdf"])
def test_a_form_names_no_file_elsewhere(tell: Tell, ready: Ready, small: Path, name: str) -> None:
    ready("form", "2024-Q2", "-o", "forms")
    filled(FORM, {"gd-02@2024-Q1": {"done": "x", "done_on": "20/3/2024", "files": name}})
    code, _out, err = tell("collect", str(FORM))
    assert (code, "a name of a file is wanted here, without its folder" in err) == (3, True)


@pytest.mark.parametrize("words", ["có 3 ảnh", "anh"])
def test_words_that_name_no_file_are_told_by_their_cell(tell: Tell, ready: Ready, small: Path, words: str) -> None:
    ready("form", "2024-Q2", "-o", "forms")
    (FORM.parent / "12-TB.pdf").write_bytes(b"abc")
    filled(FORM, {"gd-02@2024-Q1": {"done": "x", "done_on": "20/3/2024", "files": words}})
    code, out, _err = tell("collect", str(FORM), "-f", "json")
    (fault,) = json.loads(out)["files"][0]["problems"]
    assert (code, fault["cell"][0]) == (3, "Q")
    assert fault["message"] == f'"{words}" is not the name of a file that came with the form'


def test_all_files_of_a_cell_are_kept_though_they_are_equal(tell: Tell, ready: Ready, small: Path) -> None:
    ready("form", "2024-Q2", "-o", "forms")
    for name in ("anh.pdf", "bb 2.docx"):
        (FORM.parent / name).write_bytes(b"abc")
    filled(FORM, {"gd-02@2024-Q1": {"done": "x", "done_on": "20/3/2024", "files": "anh.pdf, bb 2.docx"}})
    assert tell("collect", str(FORM), "--keep").code == 0
    (entry,) = json.loads(tell("show", "gd-02@2024-Q1", "-f", "json").out)["entries"]
    names = [each["path"].rpartition("/")[2] for each in entry["files"]]
    assert names == sorted(each.name for each in Path("coordplan-evidence").iterdir()) == ["anh.pdf", "bb 2.docx"]


def test_who_is_otherwise_in_order_is_named_when_others_are_reminded(told: Tell) -> None:
    code, out, _err = told("chase", "2024-Q2", "--as-of", "2024-06-30")
    assert (code, "no document is recorded for" in out) == (0, True)
    said = json.loads(told("chase", "2024-Q2", "-f", "json").out)["in_order_without_evidence"]
    assert {each["organization"]: len(each["without_evidence"]) for each in said} == {"so-gd": 1}
