"""What is done short of its target, and where a falling target stands: said in words, wherever a person reads it."""

import json
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from coordplan.model import Target
from coordplan.progress import value_remark, write_value
from coordplan.text.language import use_language
from tests.command_line import Tell
from tests.store.building import Book, activity, day, definitions, entry

RISING, FALLING = Target(12, "lớp"), Target(5, "vụ", 9)


@pytest.mark.parametrize(
    ("value", "target", "vi", "en"),
    [
        pytest.param(5, RISING, "5/12 lớp", "5/12 lớp", id="on the way up"),
        pytest.param(13, RISING, "13/12 lớp", "13/12 lớp", id="beyond it"),
        pytest.param(90, Target(95, "", 80), "90/95", "90/95", id="from a baseline, without a unit"),
        pytest.param(
            7, FALLING, "còn 7 vụ; mục tiêu 5; ban đầu 9", "7 vụ left; target 5; at first 9", id="on the way down"
        ),
        pytest.param(
            12,
            FALLING,
            "còn 12 vụ; mục tiêu 5; ban đầu 9",
            "12 vụ left; target 5; at first 9",
            id="worse than at first",
        ),
        pytest.param(
            0.45,
            Target(0.2, "%", 0.6),
            "còn 0,45 %; mục tiêu 0,2; ban đầu 0,6",
            "0.45 % left; target 0.2; at first 0.6",
            id="a share that falls",
        ),
    ],
)
def test_a_value_is_said_in_words(value: float, target: Target, vi: str, en: str) -> None:
    assert write_value(value, target) == en
    use_language("vi")
    assert write_value(value, target) == vi


@pytest.mark.parametrize(
    ("done", "value", "target", "remark"),
    [
        pytest.param(True, 5, RISING, "đạt 5/12 lớp", id="done short of its target"),
        pytest.param(True, 0, RISING, "đạt 0/12 lớp", id="done with nothing of it"),
        pytest.param(True, 12, RISING, "", id="done with all of it"),
        pytest.param(True, 13, RISING, "", id="done with more"),
        pytest.param(True, None, RISING, "", id="done, and no value"),
        pytest.param(True, 5, None, "", id="done, and no target"),
        pytest.param(True, 7, FALLING, "còn 7 vụ; mục tiêu 5; ban đầu 9", id="done short of a falling one"),
        pytest.param(True, 4, FALLING, "", id="done with less left than is wanted"),
        pytest.param(False, 5, RISING, "", id="on the way up: the percent says it"),
        pytest.param(False, 7, FALLING, "còn 7 vụ; mục tiêu 5; ban đầu 9", id="on the way down"),
        pytest.param(False, 12, FALLING, "còn 12 vụ; mục tiêu 5; ban đầu 9", id="worse than at first, and 0%"),
        pytest.param(True, 5, Target(5, "x", 5), "", id="a target at its baseline measures nothing"),
    ],
)
def test_a_remark_stands_where_the_standing_does_not_say_enough(
    done: bool, value: float | None, target: Target | None, remark: str
) -> None:
    use_language("vi")
    assert value_remark(done, value, target) == remark


ON_PAPER = {"LEFT": "còn 7 vụ (mục tiêu: 5; ban đầu: 9)", "WORSE": "còn 12 vụ (mục tiêu: 5; ban đầu: 9)"}
SHORT, LEFT, WORSE = "đạt 5/12 lớp", "còn 7 vụ; mục tiêu 5; ban đầu 9", "còn 12 vụ; mục tiêu 5; ban đầu 9"


def begun(book: Book) -> None:
    """A is done with 5 of 12, b on its way down, c worse than at first, d done with all of it."""
    fields = {"due_on": day("6-20"), "start_on": day("4-1"), "lead": "so"}
    book.load(
        definitions(
            activity("a", target=RISING, **fields),
            activity("b", target=FALLING, **fields),
            activity("c", target=FALLING, **fields),
            activity("d", target=RISING, **fields),
        )
    )
    book.record(
        entry("5-20", "value", 5, "a"),
        entry("6-10", "done", None, "a"),
        entry("5-20", "value", 7, "b"),
        entry("5-20", "value", 12, "c"),
        entry("5-20", "value", 12, "d"),
    )


@pytest.fixture
def book(here: Path) -> Book:
    return Book.filled(here / "coordplan.db", begun)


@pytest.mark.parametrize("output_format", ["table", "md"])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["list"], [SHORT, LEFT, WORSE], id="list"),
        pytest.param(["due"], [LEFT, WORSE], id="due"),
        pytest.param(["search", "a"], [SHORT], id="search"),
        pytest.param(["show", "a"], [SHORT], id="show, done"),
        pytest.param(["show", "b"], [LEFT], id="show, open"),
        pytest.param(["why", "a"], [SHORT], id="why, done"),
        pytest.param(["why", "b"], [LEFT], id="why, open"),
    ],
)
def test_a_page_says_it_whole(tell: Tell, book: Book, words: list[str], said: list[str], output_format: str) -> None:
    answer = tell(*words, "-f", output_format, "--width", "200")
    text = " ".join(answer.out.split())
    assert (answer.code, answer.err) == (0, "")
    assert [each for each in said if each not in text] == []
    assert "đạt 12/12" not in text


def test_what_is_open_and_worse_than_at_first_is_not_begun_at_0_percent(tell: Tell, book: Book) -> None:
    [row] = book.standings(day("6-30"), activity="c")
    assert (row["standing"], row["percent"]) == ("not_started_overdue", 0.0)


@pytest.mark.parametrize("ending", ["md", "html", "txt"])
def test_a_report_says_it(tell: Tell, book: Book, ending: str) -> None:
    assert tell("report", "2024-Q2", "--long", "-o", f"r.{ending}").code == 0
    text = " ".join(Path(f"r.{ending}").read_text(encoding="utf-8").split())
    assert "Việc a (a): đạt 5/12 lớp." in text
    assert ON_PAPER["LEFT"] in text
    assert ON_PAPER["WORSE"] in text
    assert "10/6/2024; 5/12" not in text


def test_a_report_in_word_says_it_under_its_table_and_in_the_annex(tell: Tell, book: Book) -> None:
    assert tell("report", "2024-Q2", "--long", "-o", "r.docx").code == 0
    text = ZipFile("r.docx").read("word/document.xml").decode()
    assert text.count("5/12 lớp") == 2
    assert "Việc a (a): đạt 5/12 lớp." in text
    assert ON_PAPER["WORSE"].replace("còn", "Còn") in text or ON_PAPER["WORSE"] in text
    assert "12/12 lớp" in text


def test_a_report_without_such_rows_has_no_such_line(tell: Tell, book: Book) -> None:
    book.record(entry("6-10", "value", 12, "a"))
    assert tell("report", "2024-Q2", "-o", "r.docx").code == 0
    assert "Việc a (a)" not in ZipFile("r.docx").read("word/document.xml").decode()


def test_a_workbook_says_it_in_a_column(tell: Tell, book: Book) -> None:
    assert tell("report", "2024-Q2", "-o", "r.xlsx").code == 0
    said = {
        sheet.title: [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
        for sheet in openpyxl.load_workbook("r.xlsx").worksheets
    }
    assert SHORT in said["Đã hoàn thành"]
    assert {SHORT, LEFT, WORSE} <= set(said["Phụ lục"])


def test_a_form_says_it(tell: Tell, book: Book) -> None:
    assert tell("form", "2024-Q2", "-o", "forms").code == 0
    [path] = Path("forms").glob("*.xlsx")
    cells = [str(cell.value) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert any(text.startswith(LEFT) for text in cells)
    assert any(text.startswith(WORSE) for text in cells)


def test_json_holds_the_numbers_and_where_the_target_begins(tell: Tell, book: Book) -> None:
    rows = {row["occurrence"]: row for row in json.loads(tell("list", "-f", "json").out)["occurrences"]}
    assert [rows["b"][name] for name in ("value", "target", "baseline", "unit")] == [7, 5, 9, "vụ"]


def test_mark_says_where_a_falling_target_stands(tell: Tell, book: Book) -> None:
    answer = tell("mark", "b", "6 vụ", "--on", "2024-06-12")
    assert (answer.code, answer.err) == (0, "")
    assert "Còn 6 vụ; mục tiêu 5; ban đầu 9." in answer.out


def test_done_short_of_its_target_is_written_and_said(tell: Tell, book: Book) -> None:
    answer = tell("done", "b")
    assert answer.code == 0
    assert "Lưu ý: b hoàn thành khi chưa đạt chỉ tiêu: còn 7 vụ; mục tiêu 5; ban đầu 9." in answer.err


def test_a_target_by_year_is_said_as_it_is_for_the_year(tell: Tell, here: Path) -> None:
    book = Book(here / "coordplan.db")
    target = Target(7, "vụ", 9, ((2024, 7), (2025, 5)))
    book.load(definitions(activity("a", every="year", target=target)))
    book.record(entry("2024-11-01", "value", 8, "a@2024"), entry("2025-03-01", "value", 8, "a@2025"))
    out = " ".join(tell("show", "a", "--as-of", "2025-06-30", "--width", "200").out.split())
    assert out.count("còn 8 vụ; mục tiêu 7; ban đầu 9") == 2, "of its standing and in its history"
    assert out.count("còn 8 vụ; mục tiêu 5; ban đầu 9") == 2
