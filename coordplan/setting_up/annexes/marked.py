"""What is said of rows, columns and words that are struck through or hidden, and of letters that were converted."""

from collections.abc import Iterable, Iterator, Sequence

from coordplan.setting_up.annexes.findings import Finding, excerpt, option
from coordplan.setting_up.annexes.grid import Spot, TextGrid
from coordplan.setting_up.annexes.headings import TableHeading
from coordplan.setting_up.annexes.rows import AnnexRow
from coordplan.text.language import translate as _
from coordplan.text.old_letters import OldLetters

_MOST_ROWS = 12  # that a sentence names


def findings_of_marks(grid: TextGrid, headings: Sequence[TableHeading]) -> Iterator[Finding]:
    """Yield a warning for each row and each word that is left out for being struck through, and each hidden column."""
    struck: dict[Spot, str] = dict(grid.marks.struck)
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        title = heading.column("title")
        for number in range(heading.last + 1, len(grid.rows) + 1 if following is None else following.first):
            if words := grid.struck_at(number, title):
                sentence = _('this row is struck through, and left out: "{words}"').format(words=excerpt(words))
                yield Finding(grid.place(number, title or 1), "struck-row", sentence, warning=True)
                struck = {spot: each for spot, each in struck.items() if spot[0] != number}
    first = headings[0].last if headings else 0
    for spots, rule, sentence in (
        (struck, "struck-words", _('"{words}" is struck through, and left out')),
        (grid.marks.hidden, "hidden-words", _('"{words}" is hidden, and left out')),
    ):
        for (row, column), words in spots.items():
            if row > first:
                yield Finding(grid.place(row, column), rule, sentence.format(words=excerpt(words)), warning=True)
    for heading in headings[:1]:
        for column, field in (heading.columns | dict.fromkeys(heading.periods, "due")).items():
            if column in grid.marks.hidden_columns and field not in ("ignore", "number"):
                words = heading.words.get(column, field)
                sentence = _('the column "{words}" is hidden, and read like the others').format(words=excerpt(words))
                remedy = _("to leave it out: {option}").format(option=option("--map", words, "ignore"))
                yield Finding(grid.place(heading.first, column), "hidden-column", sentence, remedy, warning=True)


def without_hidden_rows(rows: Iterable[AnnexRow], findings: list[Finding], hidden_count: bool) -> Iterator[AnnexRow]:
    """Yield the rows that count, and add a warning for each hidden one, which does where ``hidden_count``."""
    for row in rows:
        hidden = row.number in row.grid.marks.hidden_rows
        if hidden:
            sentence, remedy = _("this row is hidden, and left out"), ""
            if hidden_count:
                sentence = _("this row is hidden, and taken like the others")
                remedy = _("to leave hidden rows out: --no-hidden")
            findings.append(Finding(row.place("title"), "hidden-row", sentence, remedy, warning=True))
        if hidden_count or not hidden:
            yield row


def letters_remarks(grids: Iterable[TextGrid]) -> Iterator[str]:
    """Yield which tables, or rows of them, were converted from letters of before Unicode."""
    for grid in grids:
        for letters in dict.fromkeys(grid.marks.letters.values()):
            rows = [row for row, each in grid.marks.letters.items() if each == letters and row > 0]
            where = grid.whole.within() or grid.file
            written = sum(any(not cell.text.isascii() for cell in row) for row in grid.rows)
            if 0 < len(rows) < written / 2:
                numbers = ", ".join(map(str, rows[:_MOST_ROWS])) + (", ..." if len(rows) > _MOST_ROWS else "")
                where = _("{place}, rows {rows}").format(place=where, rows=numbers)
            sentence = _("{place}: letters of before Unicode ({letters}) were converted: look whether they are right.")
            yield sentence.format(place=where, letters=_NAMES[letters])


_NAMES: dict[OldLetters, str] = {"TCVN3": "TCVN3, .Vn...", "VNI": "VNI"}
