"""The figures of a report are those of `status --period`, in every format, period, profile and language."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from coordplan.sending.reports.formats import DRAWN, FORMATS, render_report
from coordplan.sending.reports.values import PeriodReport
from coordplan.text.language import use_language
from tests.examples import IS_LONG
from tests.sending.reports.conftest import PERIODS, Tell
from tests.sending.reports.outline import outline

NAMES = ("total", "fallen_due", "done_on_time", "done_late", "overdue", "due_rate", "progress")
Row = tuple[float | None, ...]


def number(text: str) -> float | None:
    """Return a written number: ``96,00%`` and ``96.00%`` are 0.96, a dash is None."""
    if text.strip() == "-":
        return None
    digits = re.sub(r"[,.](?=\d{2}%)", "#", text.strip())
    value = float(re.sub(r"[,.]", "", digits).replace("#", ".").rstrip("%"))
    return round(value / 100, 4) if text.strip().endswith("%") else value


def from_lines(data: bytes) -> list[Row]:
    """Return the rows of figures of a text: five counts and one or two rates (a mail has room for one) end a line."""
    rate = r"(?:-|[\d,.]+%)"
    form = re.compile(rf"[ |]((?:[\d,.]+[ |]+){{5}}{rate}(?:[ |]+{rate})?)[ |]*$", re.MULTILINE)
    return [tuple(number(word) for word in re.split(r"[ |]+", found[1])) for found in form.finditer(data.decode())]


def from_json(data: bytes) -> list[Row]:
    told = json.loads(data)
    groups = [
        *(group for group in told["by_plan"] if group["total"]),
        told["totals"],
        *told["by_content"],
        told["totals"],
        *([*told["by_field"], told["totals"]] if len(told["by_field"]) > 1 else []),
    ]
    return [rounded(group) for group in groups]


class _Cells(HTMLParser):
    """Gathers the rows of the tables of figures: those whose first number is no running number."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        self.inside = tag == "td"
        if self.inside:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def from_page(data: bytes) -> list[Row]:
    reader = _Cells()
    reader.feed(data.decode())
    return [tuple(map(number, row[1:])) for row in reader.rows if len(row) == 8 and not row[0].strip().isdigit()]


def from_workbook(data: bytes) -> list[Row]:
    sheet: Any = load_workbook(BytesIO(data)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [
        tuple(round(value, 4) if isinstance(value, float) else value for value in row[1:8])
        for row in rows
        if isinstance(row[1], int)
    ]


def from_word(data: bytes) -> list[Row]:
    """Return the rows of the tables of figures: those of eight columns that have no running number."""
    rows = [[cell.text for cell in row.cells] for table in Document(BytesIO(data)).tables for row in table.rows]
    return [tuple(map(number, row[1:])) for row in rows if len(row) == 8 and re.fullmatch(r"\d+", row[1])]


READERS: dict[str, Callable[[bytes], list[Row]]] = {
    ".docx": from_word,
    ".txt": from_lines,
    ".md": from_lines,
    ".json": from_json,
    ".html": from_page,
    ".xlsx": from_workbook,
}


def rounded(figures: dict[str, Any]) -> Row:
    """Return the figures that a report shows, rates as they are printed."""
    return tuple(
        value if value is None or name not in ("due_rate", "progress") else round(value, 4)
        for name, value in ((name, figures[name]) for name in NAMES)
    )


def of_status(tell: Tell, key: str, as_of: str, plans: tuple[str, ...]) -> list[Row]:
    rows = []
    of_plans = [word for plan in plans for word in ("--plan", plan)]
    for by in ("plan", "content", "field"):
        line = ("status", "--period", key, "--as-of", as_of, "--by", by, *of_plans, "-f", "json")
        told = json.loads(tell(*line).out)
        groups = [rounded(group) for group in told["groups"] if group["total"]]
        rows += [*groups, rounded(told["totals"])] if by != "field" or len(groups) > 1 else []
    return rows


def test_every_format_has_its_reader_here() -> None:
    assert READERS.keys() == FORMATS.keys()


# Every third period in a language and a profile, in a long run all in both; three kinds of them in each pair
BOTH = (("vi", "party"), ("en", "state"))
KEYS = PERIODS if IS_LONG else PERIODS[::6]
PAIRS = [(key, pair) for number, key in enumerate(KEYS) for pair in (BOTH if IS_LONG else BOTH[number % 2 :][:1])]
PAIRS += [(key, pair) for key in ("2023", "2024-06", "2024-Q2") for pair in (("vi", "state"), ("en", "party"))]


@pytest.mark.parametrize(("key", "pair"), PAIRS, ids=lambda value: value if isinstance(value, str) else "-".join(value))
def test_every_format_has_the_figures_of_the_status(
    key: str, pair: tuple[str, str], report_on: Callable[..., PeriodReport], tell: Tell
) -> None:
    language, profile = pair
    plans = ("yte",) if profile == "state" else ()  # a department's report is that of its plan
    report = report_on(key, *plans, profile=profile, drawn=True)._replace(long=True)
    expected = of_status(tell, key, report.as_of.isoformat(), plans)
    use_language(language)
    for ending, reader in READERS.items():
        found = reader(render_report(report if ending in DRAWN else report._replace(curve=None), ending))
        assert {len(row) for row in found} <= ({6, 7} if ending == ".txt" else {7}), ending
        assert found == [row[: len(shown)] for row, shown in zip(expected, found, strict=True)], ending


@pytest.mark.parametrize("key", ["2024-06", "2023"])
def test_a_signed_body_has_the_same_figures_in_every_format(key: str, report_on: Callable[..., PeriodReport]) -> None:
    use_language("vi")
    report = report_on(key, drawn=True)
    figures, so_far = report.status.totals, report.so_far
    assert so_far is not None
    fractions = [f"{each.done}/{each.fallen_due}" for each in (figures, so_far.totals)]
    for ending in READERS:
        if ending not in (".json", ".xlsx"):  # which have the figures themselves
            shown = render_report(report if ending in DRAWN else report._replace(curve=None), ending)
            words = "\n".join(outline(shown)) if ending == ".docx" else shown.decode().replace("\\", "")
            assert [each for each in fractions if each not in words] == [], ending
