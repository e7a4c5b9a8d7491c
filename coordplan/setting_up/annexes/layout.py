"""The tables of a file: their headings found, their rows told apart, before anything in them is understood."""

import re
from collections.abc import Iterator, Mapping, Sequence

from coordplan.errors import UnreadableFile
from coordplan.named_tuples import NamedTuple
from coordplan.setting_up.annexes.findings import Finding, excerpt, option
from coordplan.setting_up.annexes.grid import Place, TextGrid, column_letters, one_line
from coordplan.setting_up.annexes.heading_words import EXAMPLES, field_of
from coordplan.setting_up.annexes.headings import (
    FieldClash,
    TableHeading,
    headings_by_letters,
    headings_in,
    unknown_columns,
)
from coordplan.setting_up.annexes.marked import findings_of_marks
from coordplan.setting_up.annexes.row_groups import OpenGroups, groups_above
from coordplan.setting_up.annexes.rows import AnnexRow, rows_under, texts_above, texts_of_headings
from coordplan.setting_up.annexes.schedules import YearFound, likely_year_in, year_in
from coordplan.text.language import mark
from coordplan.text.language import translate as _

_LOST_LETTER = re.compile(r"\w\?\w|\?\w\w")  # what a CSV of fewer letters leaves of them
_MANY = 3


class AnnexTables(NamedTuple):
    """The rows of a file, with what was found on the way."""

    rows: tuple[AnnexRow, ...]
    years: Mapping[Place, YearFound | None]  # by whole sheet or table: the year that its titles say
    findings: tuple[Finding, ...]
    left_out: tuple[Place, ...]  # sheets and tables without headings
    untaken: tuple[str, ...]  # columns that nothing is taken from

    def remarks(self) -> Iterator[str]:
        """Yield which sheets, tables and columns nothing is taken from."""
        if self.left_out:
            names = ", ".join(place.within() or place.file for place in self.left_out)
            yield _("No table of activities in: {names}.").format(names=names)
        if self.untaken:
            names = ", ".join(f'"{excerpt(words)}"' for words in self.untaken)
            yield _("Nothing is taken from these columns: {names}.").format(names=names)
        if copied := [row.grid.place_of(cell) for row in self.rows for cell in row.copied]:
            yield _("Copied from the row above, as the cell says: {cells}.").format(cells=_cells(copied))
        if carried := [row.grid.place_of(cell) for row in self.rows for cell in row.carried]:
            yield _("Empty cells go on with what stands above them: {cells}.").format(cells=_cells(carried))
        for taken_as, sentence in _TAKEN_AS.items():
            if places := [row.place("due") for row in self.rows if row.taken_as == taken_as]:
                yield _(sentence).format(cells=_cells(places))


# How a deadline was put together, where more than its own cell says it
_TAKEN_AS = {
    "group": mark("Due by the month, quarter or kind of work that the rows stand under: {cells}."),
    "several": mark("Marks in several columns are taken as due at the end of each: {cells}."),
    "days": mark("What stands under months is taken as days of theirs: {cells}."),
    "amounts": mark("Numbers under months or quarters are taken as amounts, in the target or the note: {cells}."),
    "targets": mark("Numbers under years are taken as the target of each year: {cells}."),
}
_MOST_CELLS_SAID = 12


def _cells(places: Sequence[Place]) -> str:
    """Return places as a sentence lists them: each once, those of a table with its name once."""
    names: dict[str, list[str]] = {}
    for place in places:
        table = place._replace(row=0, column=0).within()
        names.setdefault(table, []).append(place.cell_words())
    said = []
    for table, cells in names.items():
        listed = ", ".join(cells[:_MOST_CELLS_SAID]) + (", ..." if len(cells) > _MOST_CELLS_SAID else "")
        said.append(f"{table}: {listed}" if table else listed)
    return "; ".join(said)


def tables_in(grids: Sequence[TextGrid], mapping: Mapping[str, str], choose_one: bool = False) -> AnnexTables:
    """Return the rows of all tables with headings; raise UnreadableFile where there is none.

    ``choose_one`` takes the grid that is a table best. A Word table without headings that is as wide as the one before
    it goes on with that one.
    """
    if choose_one:
        grids = [max(grids, key=lambda grid: _fitness(grid, mapping))]
    rows: list[AnnexRow] = []
    findings: list[Finding] = []
    years: dict[Place, YearFound | None] = {}
    left_out: list[Place] = []
    untaken: dict[str, None] = {}
    every: list[TableHeading] = []
    before: tuple[TextGrid, TableHeading, OpenGroups] | None = None
    of_grids = [headings_in(grid, mapping) for grid in grids]
    if not any(of_grids):
        of_grids = [headings_by_letters(grid, mapping) for grid in grids]
    for grid, headings in zip(grids, of_grids, strict=True):
        under = OpenGroups()
        goes_on = False
        if not headings and before is not None and _goes_on(before[0], grid):
            headings, under, goes_on = [before[1]._replace(first=0, last=0, clashes=())], before[2], True
            years[grid.whole] = years[before[0].whole]
        elif headings:
            if before is not None and before[1].words == headings[0].words:
                under = before[2]  # the same table on a new page
            own = year_in(texts_above(grid, headings)) or year_in(texts_of_headings(grid, headings[0]))
            years[grid.whole] = (
                own or (before and years[before[0].whole]) or likely_year_in(texts_above(grid, headings))
            )
        else:
            left_out.append(grid.whole)
            continue
        findings += [_clash_finding(grid, heading, each) for heading in headings for each in heading.clashes]
        findings += findings_of_marks(grid, headings)
        untaken.update({words: None for heading in headings for words in heading.untaken})
        for group in groups_above(grid, headings[0].first - 1, before is None):
            under.put(group)
        found = rows_under(grid, headings, under, rows[-1] if rows and goes_on else None)
        findings += [_other_month(row) for row in found if row.taken_as == "other-group"]
        rows += found
        every += headings
        before = grid, headings[-1], under
    if before is None:
        raise _no_table(grids)
    for name in unknown_columns(mapping, every):
        there = ", ".join(f'"{excerpt(words)}"' for words in every[0].words.values())
        sentence = _('--map: no column is called "{name}"').format(name=name)
        remedy = _("there are: {names}").format(names=there)
        findings.append(Finding(before[0].whole, "unknown-column", sentence, remedy))
    return AnnexTables(tuple(rows), years, tuple(findings), tuple(left_out), tuple(untaken))


def _fitness(grid: TextGrid, mapping: Mapping[str, str]) -> tuple[int, int]:
    fields = {field for heading in headings_in(grid, mapping) for field in heading.columns.values()}
    return len(fields), max((len(row) for row in grid.rows), default=0)


def _goes_on(before: TextGrid, grid: TextGrid) -> bool:
    if grid.kind != "table" or before.kind != "table" or not grid.rows:
        return False
    if len(groups_above(grid, 0, is_first=False)) < len(grid.above):  # something else stands between them
        return False
    width, other = (max(len(row) for row in each.rows) for each in (before, grid))
    return width == other >= 4


def _clash_finding(grid: TextGrid, heading: TableHeading, clash: FieldClash) -> Finding:
    first, second = (heading.words[column] for column in clash.columns[:2])
    message = _('the columns "{first}" and "{second}" both look like {field}').format(
        first=excerpt(first), second=excerpt(second), field=clash.field
    )
    names = [first, second] if first != second else [_column_name(grid, column) for column in clash.columns[:2]]
    remedy = _("say which is which: {one} {other}, or by their letters or numbers").format(
        one=option("--map", names[0], clash.field), other=option("--map", names[1], "ignore")
    )
    return Finding(grid.place(heading.first, clash.columns[1]), "doubled-heading", message, remedy)


def _other_month(row: AnnexRow) -> Finding:
    group = next(each for each in reversed(row.groups) if each.period is not None)
    sentence = _('"{text}" stands under "{group}"; the cell is taken')
    message = sentence.format(text=excerpt(one_line(row.text("due"))), group=excerpt(group.title))
    return Finding(row.place("due"), "other-month", message, warning=True)


def _no_table(grids: Sequence[TextGrid]) -> UnreadableFile:
    file = grids[0].file if grids else ""
    for grid in grids:
        text = " ".join(cell.text.lower() for row in grid.rows[:60] for cell in row)
        if len(_LOST_LETTER.findall(text)) > _MANY:
            return UnreadableFile(
                _("{file} has lost its Vietnamese letters: question marks stand in their place.").format(file=file),
                _("Save the original again, as .xlsx or as CSV UTF-8."),
            )
    first, *others = (f'"{each}"' for each in EXAMPLES)
    remedy = _("Looked for {title} and one of: {others}.").format(title=first, others=", ".join(others))
    if columns := _likely_columns(grids):
        unknown = [name for name, text in columns if field_of(text) is None]
        wanted = ("title", "lead") if unknown[1:] else ("title",)
        options = " ".join(option("--map", name, field) for name, field in zip(unknown, wanted, strict=False))
        sentence = _("Say what the columns hold, for example: {options} (they are: {columns}).")
        listed = ", ".join(f'{name} "{excerpt(text)}"' for name, text in columns)
        remedy += " " + sentence.format(options=options or option("--map", columns[0][0], "title"), columns=listed)
    return UnreadableFile(_("{file}: there is no table with headings that are known.").format(file=file), remedy)


def _likely_columns(grids: Sequence[TextGrid]) -> list[tuple[str, str]]:
    """Return what may be headings: the first of the fullest rows, each cell with the name that --map takes."""
    rows = [(grid, [cell for cell in row if cell.text]) for grid in grids for row in grid.rows[:60]]
    grid, cells = max(rows, key=lambda each: len(set(each[1])), default=(None, []))
    if grid is None or len(set(cells)) < 3:
        return []
    return [(_column_name(grid, cell.column), one_line(cell.text)) for cell in dict.fromkeys(cells)][:_MOST_CELLS_SAID]


def _column_name(grid: TextGrid, column: int) -> str:
    """Return a column as --map takes it where its heading does not say which: by letter, in a Word table by number."""
    return str(column) if grid.kind == "table" else column_letters(column)
