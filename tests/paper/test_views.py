"""Every view shows the same rows, fits where it has to, and cuts nothing."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from coordplan.model import STANDINGS
from coordplan.paper.cells import Column, Page, Table, lean, tone_of, write_bar, write_cell
from coordplan.paper.in_width import fitted
from coordplan.paper.markdown import render_markdown
from coordplan.paper.plain import render_text
from coordplan.paper.terminal import console_for, show_at_terminal
from coordplan.seeing.curve.page import curve_page
from coordplan.seeing.curve.values import curve_data
from coordplan.seeing.figures import FIGURE_NAMES
from coordplan.seeing.listing import due_page, list_data, list_page
from coordplan.seeing.page import status_page
from coordplan.seeing.show import dossier_page, show_data
from coordplan.seeing.values import StatusReport, status_data
from coordplan.text.language import use_language
from coordplan.text.writing import display_width
from coordplan.writing.log import log_page
from tests.paper.conftest import AS_OF, Answers

WIDTHS = (40, 60, 72, 80, 100, 120, 160, 240)


def pages(answers: Answers) -> dict[str, Page]:
    return {
        "status": status_page(answers.status),
        "list": list_page(answers.list, ""),
        "due": due_page(answers.due, answers.due.as_of, ""),
        "show": dossier_page(answers.show),
        "curve": curve_page(answers.curve, every_point=True),
    }


def drawn(page: Page, width: int) -> str:
    console = console_for(width, colour=True)
    with console.capture() as captured:
        show_at_terminal(page, console)
    return re.sub(r"\x1b\[[0-9;]*m", "", captured.get())


def rows_of_markdown(text: list[str]) -> int:
    return sum(line.startswith("| ") for line in text) - sum(line.startswith("|---") for line in text)


# The same rows everywhere


def test_every_view_has_as_many_rows_as_the_report(answers: Answers) -> None:
    for name, page in pages(answers).items():
        expected = sum(len(table.rows) + (table.total is not None) for table in page.tables)
        assert rows_of_markdown(list(render_markdown(page))) == expected, name
        lines = list(render_text(page, 400))
        rules = [number for number, line in enumerate(lines) if re.fullmatch(r"-[- ]*-", line)]
        shown = 0
        for number in rules:
            shown += next(
                (place for place, line in enumerate([*lines[number + 1 :], ""]) if not line or line == lines[number]), 0
            )
        assert shown == expected, name


@pytest.mark.parametrize("width", [80, 120, 200])
def test_a_terminal_shows_every_id_of_the_report(answers: Answers, width: int) -> None:
    for name, page in pages(answers).items():
        text = drawn(page, width)
        plain = "\n".join(render_text(page, width))
        for table in page.tables:
            if table.columns[0].name == "occurrence":
                for row in table.rows:
                    assert row[0] in text, name
                    assert row[0] in plain, name
        assert "…" not in text


def test_json_and_csv_have_as_many_rows_as_the_report(answers: Answers) -> None:
    status = json.loads("\n".join(status_data(answers.status).json()))
    assert len(status["groups"]) == len(answers.status.groups)
    assert len(status["attention"]) == answers.status.overdue_count + answers.status.due_soon_count
    assert len(read_csv(status_data(answers.status).csv())) == len(answers.status.groups) + 1
    assert len(json.loads("\n".join(list_data(answers.list).json()))["occurrences"]) == len(tuple(answers.list.rows))
    assert len(read_csv(list_data(answers.list).csv())) == len(tuple(answers.list.rows))
    show = json.loads("\n".join(show_data(answers.show).json()))
    assert len(show["occurrences"]) == len(answers.show.occurrences)
    assert len(show["entries"]) == len(answers.show.history)
    assert len(read_csv(show_data(answers.show).csv())) == len(answers.show.history)


def read_csv(lines: Iterator[str]) -> list[dict[str, str]]:
    text = "\n".join(lines)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


# Widths


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_width(answers: Answers, width: int, language: str) -> None:
    use_language(language)
    for name, page in pages(answers).items():
        for line in drawn(page, width).splitlines():
            assert display_width(line) <= width, (name, line)
        for line in render_text(page, width):
            assert display_width(line) <= width, (name, line)


def test_a_wider_terminal_shows_no_fewer_columns(answers: Answers) -> None:
    for name, page in pages(answers).items():
        for table in page.tables:
            columns = [len(fitted(table, width).columns) for width in range(40, 260, 10)]
            assert columns == sorted(columns), name


def test_plain_text_without_a_width_has_every_column_and_wraps_to_100(answers: Answers) -> None:
    for name, page in pages(answers).items():
        sheets = [fitted(table, 100, every_column=True) for table in page.tables]
        assert [len(sheet.columns) for sheet in sheets] == [len(table.columns) for table in page.tables]
        least = max([100, *(sheet.least for sheet in sheets)])
        assert all(display_width(line) <= least for line in render_text(Page(tables=page.tables))), name


def test_columns_stand_under_one_another(answers: Answers) -> None:
    lines = list(render_text(status_page(answers.status), 400))
    start = next(number for number, line in enumerate(lines) if line.startswith("----"))
    edges = {match.end() for match in re.finditer("-+", lines[start])}
    for line in lines[start + 1 : start + 1 + len(answers.status.groups)]:
        ends = {match.end() for match in re.finditer(r"\S+(?: \S+)*", line)}
        assert len(ends & edges) >= 12, line


def test_bars_are_of_ten_cells_everywhere(answers: Answers) -> None:
    for text in (drawn(status_page(answers.status), 120), "\n".join(render_text(status_page(answers.status)))):
        bars = re.findall("[█▒░]+", text)
        assert len(bars) == len(answers.status.groups) + 1
        assert {len(bar) for bar in bars} == {10}


# Colours


def test_without_colour_a_console_writes_no_code(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    for term in ("xterm", "dumb"):
        monkeypatch.setenv("TERM", term)
        console = console_for(80, colour=False)
        with console.capture() as captured:
            show_at_terminal(status_page(answers.status), console)
        assert "\x1b" not in captured.get()
        assert max(map(len, captured.get().splitlines())) <= 80


def test_a_colour_that_is_asked_for_outranks_the_environment(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    console = console_for(80, colour=True)
    with console.capture() as captured:
        show_at_terminal(status_page(answers.status), console)
    assert "\x1b[1;31m" in captured.get()


# Promises of JSON and CSV

FIGURES = [
    "total",
    "done_on_time",
    "done_late",
    "in_progress",
    "in_progress_overdue",
    "not_started",
    "not_started_overdue",
    "upcoming",
    "ongoing",
    "suspended",
    "cancelled",
    "done",
    "open",
    "overdue",
    "fallen_due",
    "due_rate",
    "progress",
    "planned",
]
OCCURRENCE = [
    "occurrence",
    "activity",
    "plan",
    "contents",
    "title",
    "lead",
    "partners",
    "start",
    "due",
    "original_due",
    "deadline_text",
    "standing",
    "percent",
    "value",
    "target",
    "unit",
    "done_on",
    "evidence",
    "note",
    "days_late",
    "days_left",
    "working_days_left",
    "working_due",
    "waits_for",
    "baseline",
    "fields",
    "basis",
    "sums",
    "lead_now",
    "files",
    "document_number",
    "document_on",
    "document_subject",
]


def test_the_json_of_a_status_has_the_keys_it_promises(answers: Answers) -> None:
    status = json.loads("\n".join(status_data(answers.status).json()))
    top = ["schema", "program", "title", "as_of", "known_at", "illustrative", "by", "totals", "groups", "attention"]
    assert list(status) == [*top, "compare", "rating", "ratings", "ongoing"]
    assert (status["schema"], status["as_of"], status["by"]) == ("coordplan/status/1", AS_OF, "plan")
    assert list(status["totals"]) == FIGURES
    assert all(list(group) == ["id", "title", *FIGURES] for group in status["groups"])
    keys = ["occurrence", "title", "lead", "due", "standing", "days_late"]
    assert all(list(row) == keys for row in status["attention"])
    assert list(FIGURE_NAMES) == FIGURES


def test_the_figures_of_a_status_fit_together(answers: Answers) -> None:
    status = json.loads("\n".join(status_data(answers.status).json()))
    for figures in (status["totals"], *status["groups"]):
        assert sum(figures[standing] for standing in STANDINGS) == figures["total"]
        assert figures["done"] == figures["done_on_time"] + figures["done_late"]
        assert figures["overdue"] == figures["in_progress_overdue"] + figures["not_started_overdue"]
        assert figures["fallen_due"] == figures["done"] + figures["overdue"]
        assert figures["open"] + figures["done"] + figures["suspended"] + figures["cancelled"] == figures["total"]
        assert figures["due_rate"] == pytest.approx(figures["done"] / figures["fallen_due"], abs=1e-6)
        assert 0 <= figures["progress"] <= 1
        assert 0 <= figures["planned"] <= 1
    for name in FIGURES[:15]:
        assert sum(group[name] for group in status["groups"]) == status["totals"][name]


def test_the_json_of_a_list_has_the_keys_it_promises(answers: Answers) -> None:
    found = json.loads("\n".join(list_data(answers.list).json()))
    assert list(found) == ["schema", "as_of", "known_at", "illustrative", "occurrences"]
    assert (found["schema"], found["as_of"]) == ("coordplan/list/1", AS_OF)
    assert all(list(row) == OCCURRENCE for row in found["occurrences"])
    assert {row["standing"] for row in found["occurrences"]} <= set(STANDINGS)


def test_a_csv_has_the_names_of_the_json_as_its_header(answers: Answers) -> None:
    assert list(read_csv(list_data(answers.list).csv())[0]) == OCCURRENCE
    assert list(read_csv(status_data(answers.status).csv())[0]) == [
        "id",
        "title",
        *FIGURES,
        "rating",
        "rating_computed",
    ]


def test_the_json_of_a_curve_has_the_keys_it_promises(answers: Answers) -> None:
    found = json.loads("\n".join(curve_data(answers.curve).json()))
    top = ["schema", "program", "title", "as_of", "known_at", "illustrative", "by", "from", "until", "points"]
    assert list(found) == [*top, "forecast", "no_forecast", "previous", "period"]
    assert (found["schema"], found["as_of"], found["by"]) == ("coordplan/curve/1", AS_OF, "quarter")
    point = ["on", "period", "planned", "actual", "forecast"]
    assert all(list(each) == point for each in found["points"])
    ahead = ["months", "since", "gain", "a_month", "on", "progress", "complete_on", "slowest", "fastest"]
    assert list(found["forecast"]) == ahead
    assert list(found["forecast"]["slowest"]) == ["since", "until", "gain", "progress", "complete_on"]
    assert list(read_csv(curve_data(answers.curve).csv())[0]) == point
    assert len(read_csv(curve_data(answers.curve).csv())) == len(found["points"]) == len(answers.curve.points)


def test_an_empty_list_is_json_and_csv_all_the_same(answers: Answers) -> None:
    empty = answers.list._replace(rows=())
    assert json.loads("\n".join(list_data(empty).json()))["occurrences"] == []
    assert read_csv(list_data(empty).csv()) == []


def test_nothing_to_divide_by_is_null_and_a_dash(answers: Answers) -> None:
    counts = tuple(int(name == "upcoming") for name in STANDINGS)
    report: StatusReport = answers.status._replace(totals=answers.status.totals._replace(counts=counts, weight=0.0))
    totals = json.loads("\n".join(status_data(report).json()))["totals"]
    assert (totals["due_rate"], totals["progress"], totals["planned"]) == (None, None, None)
    line = next(line for line in render_text(status_page(report)) if line.startswith("Total "))
    assert re.search(r" 0 +- +- +amber", line)


# Cells


@pytest.mark.parametrize(
    ("done", "planned", "bar"),
    [
        pytest.param(0.0, 0.0, "░░░░░░░░░░", id="nothing"),
        pytest.param(0.0, 0.3, "▒▒▒░░░░░░░", id="planned and not done"),
        pytest.param(0.5, 0.5, "█████░░░░░", id="as planned"),
        pytest.param(0.6, 0.4, "██████░░░░", id="ahead of the plan"),
        pytest.param(0.4, 0.8, "████▒▒▒▒░░", id="behind the plan"),
        pytest.param(1.0, 1.0, "██████████", id="all"),
        pytest.param(0.996, 1.0, "█████████▒", id="nearly all is not full"),
        pytest.param(0.999, 0.999, "█████████░", id="nor is nearly all of what is planned"),
        pytest.param(0.001, 0.0, "█░░░░░░░░░", id="hardly anything is not empty"),
        pytest.param(0.0, 0.001, "▒░░░░░░░░░", id="nor is hardly anything planned"),
        pytest.param(None, None, "-", id="nothing to divide by"),
    ],
)
def test_a_bar_shows_done_planned_and_the_rest(done: float | None, planned: float | None, bar: str) -> None:
    assert write_bar(done, planned) == bar


@pytest.mark.parametrize(
    ("value", "kind", "written"),
    [
        pytest.param(None, "text", "-", id="no value"),
        pytest.param("", "text", "-", id="no text"),
        pytest.param(0, "count", "0", id="nought is a count"),
        pytest.param(1234, "count", "1,234", id="a count"),
        pytest.param(0.5, "rate", "50.00%", id="a rate"),
        pytest.param(58.333, "percent", "58%", id="a percent"),
        pytest.param(99.6, "percent", "99%", id="a percent that is not whole"),
        pytest.param(0.4, "percent", "1%", id="a percent that is not nothing"),
        pytest.param(99.99999, "share", "99.999%", id="a share that is not whole"),
        pytest.param(0.99999, "rate", "99.99%", id="a rate that is not whole"),
        pytest.param(("due_rate", 0.99999), "figure", "99.99%", id="a figure that is not whole"),
        pytest.param((0.996, 0.004), "bar", "█████████░  99% /  1%", id="a bar that is not whole"),
        pytest.param("done_late", "standing", "done late", id="a standing"),
        pytest.param("a\x1b[31m\nb", "text", "a [31m b", id="text with controls"),
        pytest.param((0.6, 0.5), "bar", "██████░░░░  60% / 50%", id="a bar with its numbers"),
    ],
)
def test_a_cell_is_written_by_its_kind(value: Any, kind: Any, written: str) -> None:
    assert write_cell(value, kind) == written


def test_what_is_bad_is_loud_only_where_there_is_some_of_it() -> None:
    column = Column("overdue", "Overdue", "count", 0, "bad")
    assert [tone_of(column, value) for value in (0, None, 3)] == ["", "", "bad"]


HOSTILE = "[red]x[/red] \x1b[35mtím\x07 | *a* `b` <c>"


def test_text_from_files_is_text_in_every_view() -> None:
    columns = (Column("a", "A", "code"), Column("b", "B"))
    page = Page(tables=(Table(columns, [(HOSTILE, HOSTILE)]),))
    for text in (drawn(page, 200), "\n".join(render_text(page)), "\n".join(render_markdown(page))):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
        assert text.count("tím") == 2
        assert text.count("[red]x[/red]") == 2 or text.count(r"\[red\]x\[/red\]") == 2
    (line,) = [line for line in render_markdown(page) if "tím" in line]
    assert len(re.findall(r"(?<!\\)\|", line)) == 3


def test_letters_of_double_width_do_not_push_columns_aside() -> None:
    columns = (Column("a", "A"), Column("b", "B", "code"))
    page = Page(tables=(Table(columns, [("日本", "x"), ("ab", "y"), ("e\u0301a", "z")]),))
    lines = list(render_text(page))[-3:]
    assert [display_width(line.rpartition(" ")[0]) for line in lines] == [5, 5, 5]


def test_an_empty_log_is_an_empty_table() -> None:
    assert rows_of_markdown(list(render_markdown(log_page([])))) == 0


def test_a_column_that_says_nothing_is_left_out_of_a_lean_table() -> None:
    columns = (Column("id", "Id", "code"), Column("note", "Note", "text", 2), Column("by", "By", "code", 1))
    table = lean(Table(columns, [("a", "", "lan"), ("b", None, "hoa")]))
    assert [column.name for column in table.columns] == ["id", "by"]
    assert [list(row) for row in table.rows] == [["a", "lan"], ["b", "hoa"]]
