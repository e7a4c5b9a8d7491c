"""A page: sentences, a chart, tables of typed cells, notes. And how a cell is written for people, in every view."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, Literal

from coordplan.model import RATES
from coordplan.named_tuples import NamedTuple
from coordplan.paper.charts import Chart
from coordplan.paper.rows_aside import kept, seen_as
from coordplan.text.language import mark, translate, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import (
    NOTHING,
    plain,
    rounded_part,
    standing_words,
    write_day,
    write_number,
    write_percent,
    write_points,
    write_rate,
)

Kind = Literal[
    "text",
    "remark",  # a text that is short, and may wrap into a narrow column
    "code",
    "count",
    "number",
    "rate",
    "percent",
    "share",  # 0..100, with the decimals it has
    "day",
    "days_left",  # and how many of them are working days; below 0: how long it is overdue
    "colour",  # of a rating
    "rated",  # a colour and why
    "standing",
    "bar",
    "short_bar",  # without what was planned in percent
    "figure",
    "difference",
    "more_or_less",
    "written",  # figures as a paper writes them, in words already
]
Tone = Literal["", "good", "bad", "warn", "dim", "strong", "title"]
Pieces = list[tuple[str, Tone]]  # of a line, each with how loud it is


class Column(NamedTuple):
    """One column: its kind says how its values are written, its rank which column goes first where room is short."""

    name: str
    heading: str
    kind: Kind = "text"
    rank: int = 0  # 0 always stays
    tone: Tone = ""
    get: Callable[[Any], Any] | None = None  # the cell of a row; left out: what the row has under the column's name
    dated: bool = False  # whether its heading names a period: a template then has a field for it
    below: str = ""  # the column below whose cells its own go where there is no room beside them

    @property
    def to_the_right(self) -> bool:
        return self.kind in ("count", "number", "rate", "percent", "share", "figure", "difference", "written")


class Table(NamedTuple):
    """Rows of raw values, as many as there are columns; the total, where there is one, stands apart."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Any]]
    total: Sequence[Any] | None = None
    title: str = ""
    title_tone: Tone = ""
    whole: bool = False  # where room is short it is parted, and no column is left out


class Step(NamedTuple):
    """Something to be done, with the command that does it; empty where there is none."""

    number: int
    text: str
    command: str = ""  # stands on a line of its own, to be pasted
    tone: Tone = ""


class Page(NamedTuple):
    """What a view renders."""

    title: str = ""
    sentences: tuple[tuple[str, Tone], ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[tuple[str, Tone], ...] = ()
    chart: Chart | None = None  # stands before the tables
    steps: tuple[Step, ...] = ()  # stand before the notes
    keys: tuple[tuple[str, str], ...] = ()  # notes that go with a column, each with its heading


def table_of(
    columns: Sequence[Column],
    rows: Iterable[Any],
    total: Sequence[Any] | None = None,
    title: str = "",
    title_tone: Tone = "",
) -> Table:
    """Return a table with the cells that its columns get from each row."""
    getters = [column.get or attrgetter(column.name) for column in columns]
    return Table(tuple(columns), kept([get(row) for get in getters] for row in rows), total, title, title_tone)


def numbered(table: Table, first: int = 1) -> Table:
    """Return a table with its rows numbered, from ``first`` on."""
    rows = [(number, *row) for number, row in enumerate(table.rows, first)]
    return table._replace(columns=(Column("number", _("#"), "count"), *table.columns), rows=rows)


STANDING_TONES: dict[str, Tone] = {
    "done_on_time": "good",
    "done_late": "warn",
    "in_progress_overdue": "bad",
    "not_started_overdue": "bad",
    "suspended": "dim",
    "cancelled": "dim",
    "upcoming": "dim",
}
COLOUR_WORDS = {"green": mark("green"), "amber": mark("amber"), "red": mark("red")}
COLOUR_TONES: dict[str, Tone] = {"green": "good", "amber": "warn", "red": "bad"}
BAR_CELLS = 10
_SOON_DAYS = 7  # a week before it falls due, it is loud


def write_bar(done: float | None, planned: float | None) -> str:
    """Return a bar of ten cells: done, planned but not done, and the rest."""
    if done is None or planned is None:
        return NOTHING
    full, due = (int(rounded_part(part * BAR_CELLS, BAR_CELLS, 0)) for part in (done, planned))
    due = max(full, due)
    return "█" * full + "▒" * (due - full) + "░" * (BAR_CELLS - due)


def write_cell(value: Any, kind: Kind) -> str:
    """Return a value as people read it, on one line; ``-`` where there is none."""
    if value is None or value == "":
        return NOTHING
    if kind in ("text", "remark", "code", "written"):
        return plain(str(value))
    if kind in ("count", "number"):
        return write_number(value)
    if kind == "rate":
        return write_rate(value)
    if kind == "percent":
        return write_percent(value, 0)
    if kind == "share":
        return write_percent(value)
    if kind == "colour":
        return translate(COLOUR_WORDS[value])
    if kind == "rated":
        colour, reason = value
        return ": ".join(filter(None, (translate(COLOUR_WORDS[colour]), plain(reason))))
    if kind == "day":
        assert isinstance(value, date)
        return write_day(value)
    if kind == "days_left":
        return _days_left(*value)
    if kind == "standing":
        return standing_words(value)
    if kind == "figure":
        return write_rate(value[1]) if value[0] in RATES else write_cell(value[1], "count")
    if kind in ("difference", "more_or_less"):
        return _difference(value[0], value[1], words=kind == "more_or_less")
    done, planned = value
    if done is None or planned is None:
        return NOTHING
    bar = f"{write_bar(done, planned)} {write_rate(done, 0):>4}"
    return bar if kind == "short_bar" else f"{bar} /{write_rate(planned, 0):>4}"


def _days_left(days: int | None, working_days: int | None) -> str:
    if days is None:
        return NOTHING
    if days < 0:
        return translate_count("{n} day late", "{n} days late", -days).format(n=write_number(-days))
    words = translate_count("{n} day", "{n} days", days).format(n=write_number(days))
    return words if working_days is None else f"{words} ({write_number(working_days)})"


def _difference(name: str, value: float | None, words: bool) -> str:
    """Return by how much a figure is more or less; rates in points of a percent."""
    if value is None:
        return NOTHING
    amount = write_points(value) if name in RATES else write_number(abs(value))
    if not words:
        return amount if value == 0 else f"{'+' if value > 0 else '-'}{amount}"
    if value == 0:
        return translate("the same")
    if name in RATES:
        return (translate("up {amount} points") if value > 0 else translate("down {amount} points")).format(
            amount=amount
        )
    return (translate("up {amount}") if value > 0 else translate("down {amount}")).format(amount=amount)


def tone_of(column: Column, value: Any) -> Tone:
    """Return how loud a cell is: what is bad only where there is some of it."""
    if column.kind == "standing":
        return STANDING_TONES.get(value, "")
    if column.kind == "colour":
        return COLOUR_TONES.get(value, "")
    if column.kind == "days_left":
        days = value[0]
        return "" if days is None or days > _SOON_DAYS else "bad" if days < 0 else "warn"
    if column.kind == "rated":
        return COLOUR_TONES[value[0]] if value else ""
    return "" if not value else column.tone


def lean(table: Table, *names: str) -> Table:
    """Return the table without the columns that say nothing in any row: of those named, else of those with a rank."""
    named = [number for number, column in enumerate(table.columns) if (column.name in names if names else column.rank)]
    return without_silent(table, named, lambda value: value not in (None, ""))


def without_silent(table: Table, numbers: Iterable[int], tells: Callable[[Any], bool]) -> Table:
    """Return the table without those of some columns, by their numbers, in which no row tells anything."""
    silent = set(numbers)
    for row in table.rows:
        if not silent:
            break
        silent -= {number for number in silent if tells(row[number])}
    return of_columns(table, [number for number in range(len(table.columns)) if number not in silent])


def without(table: Table, name: str) -> Table:
    """Return the table without a column."""
    return of_columns(table, [number for number, column in enumerate(table.columns) if column.name != name])


def beside(table: Table, columns: Sequence[Column], rows: Iterable[Sequence[Any]], total: Sequence[Any] = ()) -> Table:
    """Return the table with columns before its own: their cells of each row, and of the total."""
    return table._replace(
        columns=(*columns, *table.columns),
        rows=[[*cells, *row] for cells, row in zip(rows, table.rows, strict=True)],
        total=None if table.total is None else [*total, *table.total],
    )


def of_columns(table: Table, keep: Sequence[int]) -> Table:
    """Return the table with some of its columns alone, by their numbers."""
    if len(keep) == len(table.columns):
        return table
    return table._replace(
        columns=tuple(table.columns[number] for number in keep),
        rows=seen_as(table.rows, lambda row: [row[number] for number in keep]),
        total=None if table.total is None else [table.total[number] for number in keep],
    )


def illustrative_sentence(illustrative: bool) -> tuple[tuple[str, Tone], ...]:
    return (
        (
            (
                _("ILLUSTRATIVE FIGURES: made up by `init --demo`; they say nothing about any office."),
                "warn",
            ),
        )
        if illustrative
        else ()
    )


def filter_sentence(filters: tuple[str, ...]) -> tuple[tuple[str, Tone], ...]:
    return ((_("Only: {filters}").format(filters="; ".join(filters)), ""),) if filters else ()
