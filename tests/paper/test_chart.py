"""A chart drawn in signs: where the marks stand, what the axes say, and that it fits."""

import re
from datetime import date

import pytest

from coordplan.paper.cells import Page
from coordplan.paper.chart import draw
from coordplan.paper.charts import Chart, Line, LineName, ticks
from coordplan.paper.plain import render_text
from coordplan.paper.terminal import console_for, show_at_terminal
from coordplan.text.language import use_language
from coordplan.text.writing import display_width

FIRST, LAST, TODAY = date(2022, 2, 24), date(2025, 12, 31), date(2024, 6, 30)


def line(name: LineName, *points: tuple[date, float]) -> Line:
    return Line(name, name, points)


def chart(*lines: Line, day: date | None = TODAY) -> Chart:
    return Chart("Progress", FIRST, LAST, lines, day, "today", "the day")


def rows_of(drawing: Chart, width: int = 80) -> list[str]:
    """Return what stands between the axes, from the top down."""
    lines = ["".join(text for text, _tone in pieces) for pieces in draw(drawing, width)]
    return [found[1].rstrip() for text in lines if (found := re.fullmatch(r"[ \d%]{5}[│┤](.*)", text))]


ACTUAL = line("actual", (FIRST, 0.5), (TODAY, 0.5))
PLANNED = line("planned", (FIRST, 0.25), (LAST, 0.25))
FORECAST = line("forecast", (TODAY, 0.5), (LAST, 1.0))


# Marks


@pytest.mark.parametrize(("width", "rows"), [(40, 12), (80, 12), (100, 16), (160, 20), (240, 20)])
def test_half_is_half_as_high_as_all(width: int, rows: int) -> None:
    drawn = rows_of(chart(ACTUAL), width)
    assert len(drawn) == rows
    assert ["█" in row for row in drawn] == [False] * (rows // 2) + [True] * (rows // 2)


@pytest.mark.parametrize(
    ("rate", "sign", "row"),
    [
        pytest.param(0.0, "", -1, id="nothing"),
        pytest.param(0.001, "▁", -1, id="a little is seen"),
        pytest.param(0.5 / 12, "▄", -1, id="half a row"),
        pytest.param(1 / 12, "█", -1, id="a row"),
        pytest.param(1.25 / 12, "▂", -2, id="a row and a quarter"),
        pytest.param(0.999, "▇", 0, id="nearly all leaves a little free"),
        pytest.param(1.0, "█", 0, id="all"),
    ],
)
def test_a_block_is_in_eighths(rate: float, sign: str, row: int) -> None:
    drawn = rows_of(chart(line("actual", (FIRST, rate), (LAST, rate)), day=None))
    assert drawn[row] == sign * 74


@pytest.mark.parametrize(
    ("rate", "row"), [pytest.param(0.0, 11, id="none"), pytest.param(0.5, 6, id="half"), pytest.param(1.0, 0, id="all")]
)
def test_what_is_planned_is_a_dot_in_its_row(rate: float, row: int) -> None:
    drawn = rows_of(chart(line("planned", (FIRST, rate), (LAST, rate)), day=None))
    assert [number for number, text in enumerate(drawn) if text] == [row]
    assert drawn[row] == "•" * 74


def test_what_is_planned_is_seen_in_front_of_what_is_done() -> None:
    drawn = rows_of(chart(ACTUAL, PLANNED))
    assert drawn[9] == "•" * 74
    assert drawn[8].count("█") == drawn[10].count("█") > 40


def test_the_forecast_begins_after_the_day_of_the_figures_in_another_sign() -> None:
    drawn = rows_of(chart(ACTUAL, FORECAST))
    bottom = drawn[-1]
    assert re.fullmatch("█+░+", bottom)
    assert len(bottom) == 74
    assert bottom.count("█") == 1 + round((TODAY - FIRST).days / (LAST - FIRST).days * 73)
    assert drawn[0].endswith("░"), "it reaches all on the last day"


@pytest.mark.parametrize(
    ("rate", "rows"),
    [
        pytest.param(0.0, 0, id="nothing"),
        pytest.param(0.01, 1, id="hardly anything is seen"),
        pytest.param(0.99, 11, id="nearly all is not full"),
        pytest.param(1.0, 12, id="all"),
    ],
)
def test_the_forecast_is_full_only_where_all_is_done(rate: float, rows: int) -> None:
    drawn = rows_of(chart(line("forecast", (FIRST, rate), (LAST, rate)), day=None))
    assert [bool(text) for text in drawn].count(True) == rows


def test_the_day_of_the_figures_stands_upright_over_what_is_done() -> None:
    drawn = rows_of(chart(ACTUAL))
    column = round((TODAY - FIRST).days / (LAST - FIRST).days * 73)
    assert [row[column] for row in drawn[:6]] == ["│"] * 6
    text = ["".join(text for text, _tone in pieces) for pieces in draw(chart(ACTUAL))]
    assert any(line.index("▲") == column + 6 and line.endswith("▲ today") for line in text if "▲" in line)


@pytest.mark.parametrize("day", [None, date(2022, 2, 23), date(2026, 1, 1)], ids=["no day", "before", "after"])
def test_a_day_outside_of_the_period_has_no_mark(day: date | None) -> None:
    text = "".join(text for pieces in draw(chart(PLANNED, day=day)) for text, _tone in pieces)
    assert "▲" not in text
    assert "the day" not in text


def test_a_day_at_the_end_has_its_name_before_it() -> None:
    text = ["".join(text for text, _tone in pieces) for pieces in draw(chart(PLANNED, day=LAST))]
    assert [line for line in text if "▲" in line] == [" " * 73 + "today ▲"]


def test_outside_of_its_points_a_line_has_no_mark() -> None:
    drawn = rows_of(chart(line("planned", (date(2023, 1, 1), 0.5), (date(2024, 1, 1), 0.5)), day=None))
    assert re.fullmatch(" {17}•{19}", drawn[6])


# Axes and legend


def text_of(drawing: Chart, width: int = 80) -> list[str]:
    return ["".join(text for text, _tone in pieces) for pieces in draw(drawing, width)]


def test_labels_name_the_top_of_their_row() -> None:
    labelled = [text[:6] for text in text_of(chart(ACTUAL)) if "%" in text]
    assert labelled == ["100% ┤", " 75% ┤", " 50% ┤", " 25% ┤", "  0% └"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", range(40, 260, 7))
def test_labels_of_days_stand_apart(width: int, language: str) -> None:
    use_language(language)
    lines = text_of(chart(ACTUAL, PLANNED), width)
    labels = lines[next(number for number, text in enumerate(lines) if "└" in text) + 1].split()
    days = ("24/02/2022", "31/12/2025") if language == "vi" else ("2022-02-24", "2025-12-31")
    assert (labels[0], labels[-1]) == days
    assert all(re.fullmatch(r"\d{4}|\d{4}-\d\d|\d{1,2}/\d{4}", label) for label in labels[1:-1])
    assert len(labels) > 2


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_width(width: int) -> None:
    lines = text_of(chart(ACTUAL, PLANNED, FORECAST), width)
    assert max(map(display_width, lines)) == width


def test_the_legend_says_in_words_what_each_mark_is() -> None:
    assert text_of(chart(ACTUAL, PLANNED, FORECAST))[-1] == "██ actual   •• planned   ░░ forecast   │ the day"
    assert text_of(chart(PLANNED, day=None))[-1] == "•• planned"


@pytest.mark.parametrize(
    ("first", "last", "most", "labels"),
    [
        pytest.param(date(2024, 1, 15), date(2024, 4, 1), 6, ["2024-02", "2024-03", "2024-04"], id="months"),
        pytest.param(date(2024, 1, 1), date(2024, 3, 31), 6, ["2024-01", "2024-02", "2024-03"], id="from the first on"),
        pytest.param(date(2024, 1, 15), date(2024, 12, 31), 6, ["2024-04", "2024-07", "2024-10"], id="quarters"),
        pytest.param(FIRST, LAST, 8, ["2022-07", "2023-01", "2023-07", "2024-01", "2024-07", "2025-01", "2025-07"],
                     id="halves"),
        pytest.param(FIRST, LAST, 4, ["2023", "2024", "2025"], id="years"),
        pytest.param(date(2001, 5, 1), date(2030, 1, 1), 6, ["2005", "2010", "2015", "2020", "2025", "2030"],
                     id="five years"),
        pytest.param(date(2024, 1, 2), date(2024, 1, 20), 6, [], id="not a month"),
    ],
)  # fmt: skip
def test_ticks_are_the_beginnings_of_what_fits(first: date, last: date, most: int, labels: list[str]) -> None:
    found = ticks(first, last, most)
    assert [label for _day, label in found] == labels
    assert all(first <= day <= last and day.day == 1 for day, _label in found)


def test_a_program_of_one_day_is_drawn_too() -> None:
    short = Chart("Progress", FIRST, FIRST, (line("planned", (FIRST, 0.5)),), FIRST, "today", "the day")
    assert sum("•" in row for row in rows_of(short)) == 1


# Views


def test_a_terminal_and_a_pipe_show_the_same_signs() -> None:
    page = Page("Title", chart=chart(ACTUAL, PLANNED, FORECAST))
    console = console_for(100, colour=True)
    with console.capture() as captured:
        show_at_terminal(page, console)
    coloured = captured.get()
    assert "\x1b[32m" in coloured, "what is done is green"
    plain = [text.rstrip() for text in re.sub(r"\x1b\[[0-9;]*m", "", coloured).splitlines()]
    assert plain == list(render_text(page, 100))


def test_text_in_a_chart_is_text() -> None:
    hostile = "[red]x[/red] \x1b[35mtím\x07"
    drawing = Chart(hostile, FIRST, LAST, (Line("planned", hostile, PLANNED.points),), TODAY, hostile, hostile)
    console = console_for(200, colour=False)
    with console.capture() as captured:
        show_at_terminal(Page(chart=drawing), console)
    for text in (captured.get(), "\n".join(render_text(Page(chart=drawing), 200))):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
        assert text.count("[red]x[/red]") == 4
