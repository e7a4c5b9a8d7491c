"""The status as it stands on a screen: the sentence and the table first, then as much of what needs attention as fits.

What a screen has no room for is counted, with the commands that show it. The columns, the rows and the titles are
chosen here, so that nothing is left to chance by what draws them.
"""

from collections.abc import Callable, Sequence
from itertools import chain
from operator import attrgetter

from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Page, Table, filter_sentence, illustrative_sentence, table_of, without
from coordplan.paper.in_width import whole_width
from coordplan.paper.one_line import LEAST_TITLE, cut_to_one_line, width_on_one_line
from coordplan.paper.screen import Screen
from coordplan.seeing.figures import added_up
from coordplan.seeing.figures_table import FiguresLine, figures_lines, table_of_lines, total_line
from coordplan.seeing.headline import headline_in_short
from coordplan.seeing.page import comparison_tables, status_notes, status_page
from coordplan.seeing.rating import COLOURS
from coordplan.seeing.values import StatusReport
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.shell import of_file
from coordplan.text.writing import display_width, write_day, write_number

# What a table has, from the most to what a narrow screen has room for: what a rate is of, and why a plan is not green
_COLUMNS = (
    ("fallen_due", "done", "overdue", "due_rate", "points", "actual", "rating"),
    ("fallen_due", "done", "overdue", "due_rate", "points", "rating"),
    ("fallen_due", "overdue", "due_rate", "rating"),
    ("fallen_due", "due_rate", "rating"),
)
# What comes beside it where there is room, in this order
_MORE = (
    "progress",
    "done_late",
    "in_progress",
    "total",
    "not_started",
    "upcoming",
    "ongoing",
    "suspended",
    "cancelled",
)
_COUNTS = ("done", "overdue", "done_late", *_MORE[2:])
_LEAST_ATTENTION = 3  # of what is overdue, before a plan gets a line of its own
_CUT = ("rating", "title")  # what is cut where a row is to take a line
# What is said of an occurrence, from the most to the least, each with the room that a title is to have beside it
_ATTENTION = (
    (("occurrence", "title", "lead", "due", "left"), 40),
    (("occurrence", "title", "lead", "left"), LEAST_TITLE),
    (("occurrence", "lead", "left"), 0),
    (("occurrence", "left"), 0),
)


class BesideFiles(NamedTuple):
    """How rows are told apart where they are of several files: columns before a table's own."""

    of_lines: Callable[[Table, Sequence[int]], Table]  # the numbers of the groups that have a line
    of_attention: Callable[[Table, Sequence[int], Sequence[int]], Table]  # how many are overdue and how many soon


def status_shown(report: StatusReport, screen: Screen | None) -> Page:
    """Return the page of a status: as it fits a screen, all of it where there is none."""
    return status_page(report) if screen is None else status_screen(report, screen)


def status_screen(report: StatusReport, screen: Screen, places: BesideFiles | None = None) -> Page:
    """Return the page of a status that fits a screen, with its sentence at the top whatever the screen."""
    title = _("{title}, {day}").format(title=report.title, day=write_day(report.as_of))
    head = Page(
        title,
        (*illustrative_sentence(report.illustrative), *filter_sentence(report.filters), *headline_in_short(report)),
        notes=status_notes(report),
    )
    if not report.totals.total:
        return head
    page = _with_lines(report, screen, head, places)
    for table in comparison_tables(report):
        longer = page._replace(tables=(*page.tables, table))
        if screen.height(_closed(longer, report, screen, report.attention_count)) <= screen.lines:
            page = longer
    return _with_attention(report, screen, page, places)


def _closed(page: Page, report: StatusReport, screen: Screen, rest: int) -> Page:
    """Return the page with what is not on it and how to see that."""
    same = f" {screen.asked}" if screen.asked else ""
    words = []
    if rest or not _is_whole(report, page):
        words = [of_file(_("all of it: coordplan status --full{same}").format(same=f"{_as_asked(report)}{same}"))]
    if rest:
        words.insert(0, of_file(f"{_rest_words(report, rest)}: coordplan due{same}"))
    line = (" " * 4).join(words)
    lines = [line] if display_width(line) <= screen.width and line else words
    return page._replace(notes=(*page.notes, *((each, "dim") for each in lines)))


def _rest_words(report: StatusReport, rest: int) -> str:
    """Return how much needs attention beside what is listed; where nothing is, what it is."""
    if rest < report.attention_count:
        return translate_count("and {n} more", "and {n} more", rest).format(n=write_number(rest))
    counts = ((report.overdue_count, _("{n} overdue")), (report.due_soon_count, _("{n} due soon")))
    return ", ".join(words.format(n=write_number(count)) for count, words in counts if count)


def _is_whole(report: StatusReport, page: Page) -> bool:
    """Say whether every row stands on a page, and every figure that is not nought in all of them."""
    if not page.tables or len(page.tables[0].rows) < len(report.groups):
        return not report.groups
    names = {column.name for column in page.tables[0].columns}
    nought = _nought([*figures_lines(report), total_line(report)])
    return all(name in names or name in nought for name in (*_COUNTS, "progress"))


def _nought(lines: Sequence[FiguresLine]) -> set[str]:
    """Return the columns that say nothing in any line."""
    found = {name for name in _COUNTS if not any(_counted(line, name) for line in lines)}
    return found if any(line.points is not None for line in lines) else {*found, "points"}


def _as_asked(report: StatusReport) -> str:
    """Return the options that make a status of the same rows, compared with the same."""
    options = "" if report.by in ("plan", "file") else f" --by {report.by}"
    if report.compared is not None and report.compared.asked:
        options += f" --compare {report.compared.named}"
    return options


def _with_lines(report: StatusReport, screen: Screen, head: Page, places: BesideFiles | None) -> Page:
    """Return the page with a line for each group; where they are too many, for the worst, and one for the others."""
    lines, total = figures_lines(report, short=True), total_line(report, short=True)
    most = len(lines)
    least = min(len(report.overdue), _LEAST_ATTENTION)
    while True:
        shown, rest = _worst(report, lines, most)
        closing = [] if not rest else [_together(lines, rest)]
        told = [lines[number] for number in shown]

        def placed(table: Table, shown: Sequence[int] = shown) -> Table:
            return table if places is None else places.of_lines(table, shown)

        table = _fitting(report, screen, [*told, *closing], total, placed)
        for each in (table, cut_to_one_line(table, screen.width, _CUT)):
            page = head._replace(tables=(each,))
            excess = screen.height(_closed(page, report, screen, report.attention_count)) - screen.lines
            if excess <= 0:
                return page
        if most <= 1:
            return page
        if most == len(lines):
            excess += 1 + (least + 2 if least else 0)  # the line of the others, and what is overdue
        most = max(1, most - excess)


def _worst(report: StatusReport, lines: Sequence[FiguresLine], most: int) -> tuple[list[int], list[int]]:
    """Return the numbers of the lines that are shown and of the others; years and quarters stay in their order."""
    if most >= len(lines):
        return list(range(len(lines))), []

    def badness(number: int) -> tuple[int, int, float]:
        line = lines[number]
        colour = -1 if line.rated is None else COLOURS.index(line.rated[0])
        rate = line.figures.due_rate
        return colour, line.figures.overdue, 0.0 if rate is None else 1 - rate

    order = sorted(range(len(lines)), key=badness, reverse=True)
    shown = order[:most]
    return sorted(shown) if report.by in ("year", "period") else shown, order[most:]


def _together(lines: Sequence[FiguresLine], rest: Sequence[int]) -> FiguresLine:
    title = translate_count("{n} other", "{n} others", len(rest)).format(n=write_number(len(rest)))
    return FiguresLine(title, added_up(lines[number].figures for number in rest))


def _fitting(
    report: StatusReport,
    screen: Screen,
    lines: Sequence[FiguresLine],
    total: FiguresLine,
    placed: Callable[[Table], Table],
) -> Table:
    """Return the table with the columns that there is room for, no count in it that is nought in every row."""
    nought = _nought([*lines, total])

    def made(names: Sequence[str]) -> Table:
        wanted = [name for name in names if name not in nought and not (name == "actual" and "progress" in names)]
        table = table_of_lines(report, wanted, lines, total)
        return placed(table._replace(columns=tuple(each._replace(rank=0) for each in table.columns)))

    # A bar goes before titles become hard to tell apart
    tried = chain(
        ((names, made(names)) for names in _COLUMNS), ((names, _narrow(made(names))) for names in _COLUMNS[1:])
    )
    columns, table = next((each for each in tried if whole_width(each[1]) <= screen.width), (_COLUMNS[-1], None))
    if table is None:  # what becomes a list of rows says as much as half of the screen has room for
        listed = ((names, _narrow(made(names))) for names in _COLUMNS)
        half = screen.lines // 2
        columns, table = next(
            (each for each in listed if screen.height(Page(tables=(each[1],))) <= half),
            (columns, _narrow(made(columns))),
        )
        return table
    if columns is _COLUMNS[0]:
        chosen = list(columns)
        for name in _MORE:
            if name in nought:
                continue
            chosen.append(name)
            longer = made(chosen)
            if width_on_one_line(longer) > screen.width:
                break
            table = longer
    return cut_to_one_line(table, screen.width, _CUT) if width_on_one_line(table) <= screen.width else table


def _counted(line: FiguresLine, name: str) -> int:
    if name in ("done", "overdue", "total"):
        return int(getattr(line.figures, name))
    return line.figures.of(name)


def _narrow(table: Table) -> Table:
    """Return the table with its titles in as narrow a column as a title can be read in."""
    first, *columns = table.columns
    return table._replace(columns=(first._replace(kind="remark"), *columns))


def _with_attention(report: StatusReport, screen: Screen, page: Page, places: BesideFiles | None) -> Page:
    """Return the page with as much of what is overdue, and then of what is due soon, as there is room for."""
    most = len(report.overdue) + len(report.due_soon)
    whole, shown = True, min(most, screen.lines)
    while shown > 0:
        table = _attention(report, shown, screen, places, whole)
        longer = page._replace(tables=(*page.tables, table))
        longer = _closed(longer, report, screen, report.attention_count - shown)
        excess = screen.height(longer) - screen.lines
        if excess <= 0:
            return longer
        if not whole:  # each row takes a line
            shown -= excess
        whole = False
    return _closed(page, report, screen, report.attention_count)


def _attention(report: StatusReport, shown: int, screen: Screen, places: BesideFiles | None, whole: bool) -> Table:
    overdue = report.overdue[:shown]
    soon = report.due_soon[: shown - len(overdue)]
    heading = _("To see to") if overdue and soon else _("Overdue") if overdue else _("Due soon")
    columns = (
        Column("occurrence", heading, "code", get=attrgetter("occurrence")),
        Column("title", _("Activity"), get=attrgetter("title"), below="occurrence" if whole else ""),
        Column("lead", _("Lead"), "code", get=attrgetter("lead_title")),
        Column("due", _("Due"), "day", get=attrgetter("due_on")),
        Column("left", _("Left"), "days_left", get=lambda each: (-each.days_late, None)),
    )
    for names, room in _ATTENTION:
        chosen = [column for column in columns if column.name in names or (whole and column.name == "title")]
        table = table_of(chosen, (*overdue, *soon))
        if places is not None:
            table = places.of_attention(table, range(len(overdue)), range(len(soon)))
        if screen.width >= room + whole_width(without(table, "title")):
            break
    if whole_width(table) > screen.width:  # a list of rows has no heading of its own
        table = table._replace(title=heading, title_tone="strong")
    return table if whole else cut_to_one_line(table, screen.width, _CUT)
