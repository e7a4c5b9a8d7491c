"""The headings of an annex: which row they stand in, and which column holds which field.

Offices write them in many ways: in capitals, with words added, in two rows (``Cơ quan thực hiện`` over ``Chủ trì`` and
``Phối hợp``), on every page anew, with months beside each other as columns.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from coordplan.named_tuples import NamedTuple
from coordplan.setting_up.annexes.grid import TextCell, TextGrid, column_letters, column_number, one_line
from coordplan.setting_up.annexes.heading_words import field_of, heading_key
from coordplan.setting_up.annexes.period_columns import period_columns
from coordplan.setting_up.annexes.period_names import PeriodName

_DEEPEST = 3  # rows that headings may stand in
_LEAST_KNOWN = 0.5  # of what stands in a row of headings
_LEAST_KNOWN_BELOW = 0.8  # where headings stand above it: a row of a table may read like some
_ROWS_LOOKED_AT = 60
_MOSTLY = 0.7
_NEEDED = ("lead", "bodies", "due", "with", "output")  # a title and one of these make a heading


class FieldClash(NamedTuple):
    """Two columns that both would be the same field; the first is taken, unless the user decides."""

    field: str
    columns: tuple[int, ...]


class TableHeading(NamedTuple):
    """The headings of one table: the rows they stand in, and by column (from 1) which field, in which words."""

    first: int
    last: int
    columns: dict[int, str]
    words: dict[int, str]
    clashes: tuple[FieldClash, ...] = ()
    periods: Mapping[int, PeriodName] = {}  # by column: the months, quarters or years that stand side by side

    def column(self, field: str) -> int | None:
        return next((number for number, each in self.columns.items() if each == field), None)

    @property
    def untaken(self) -> list[str]:
        """Return the words of columns that nothing is taken from."""
        fields = {**self.columns, **dict.fromkeys(self.periods, "due")}
        return [text for number, text in self.words.items() if fields.get(number) in (None, "ignore")]


def headings_in(grid: TextGrid, mapping: Mapping[str, str]) -> list[TableHeading]:
    """Return the headings of a grid from the top down.

    ``mapping`` says which column holds which field, by heading, letter (A) or number (1); it comes before any guess.
    """
    found: list[TableHeading] = []
    row = 1
    while row <= len(grid.rows):
        heading = _heading_at(grid, row, mapping, _LEAST_KNOWN_BELOW if found else _LEAST_KNOWN)
        if heading is None:
            row += 1
            continue
        if found and _same(found[-1], heading):  # on a new page
            heading = heading._replace(columns=found[-1].columns, periods=found[-1].periods, clashes=())
        found.append(heading)
        row = heading.last + 1
    return found


def _same(one: TableHeading, other: TableHeading) -> bool:
    return list(map(heading_key, one.words.values())) == list(map(heading_key, other.words.values()))


def _heading_at(grid: TextGrid, row: int, mapping: Mapping[str, str], least: float) -> TableHeading | None:
    """Return the headings that begin in a row, over as many rows as say more, None where none do.

    A title may read like a heading (``Danh mục nhiệm vụ năm 2024``): rows that add nothing at the top are left out.
    """
    best: TableHeading | None = None
    for last in range(row, min(row + _DEEPEST, len(grid.rows) + 1)):
        if last > row and not _goes_on(grid, last):
            break
        best = _heading_over(grid, row, last, mapping, least) or best
    if best is None:
        return None
    for first in range(row + 1, best.last + 1):
        if any(cell.row < first and cell.text for cell in grid.rows[first - 1]):
            break  # what hangs down into a row belongs to its headings
        later = _heading_over(grid, first, best.last, mapping, least)
        if later is not None and _worth(later) >= _worth(best):
            best = later
    while best.last < len(grid.rows) and _counts_columns(grid.rows[best.last]):
        best = best._replace(last=best.last + 1)
    return best


def _heading_over(
    grid: TextGrid, first: int, last: int, mapping: Mapping[str, str], least: float
) -> TableHeading | None:
    """Return the headings that some rows are, read downwards; None if they are none."""
    rows = grid.rows[first - 1 : last]
    words = _words(rows)
    mapped = _mapped(words, mapping)
    if "title" not in mapped.values() and not any(map(_may_be_a_title, words.values())):
        return None  # as almost every row of a table: the rest takes its time
    periods = {column: name for column, name in period_columns(rows).items() if column not in mapped}
    fields_in = {column: text for column, text in words.items() if column not in periods}
    columns, clashes = _columns(fields_in, mapping, lambda: _different_texts(grid, last))
    fields = set(columns.values())
    if "title" not in fields or not (periods or fields & set(_NEEDED)):
        return None
    heading = TableHeading(first, last, _with_number(columns, words), words, clashes, periods)
    return heading if _known_share(rows, heading, mapping) >= least else None


def _may_be_a_title(words: str) -> bool:
    found = field_of(words)
    return found is not None and found[0] in ("title", "target")


def _different_texts(grid: TextGrid, last: int) -> dict[int, int]:
    """Return how many different texts stand in each column below some headings."""
    texts: dict[int, set[str]] = {}
    for row in grid.rows[last : last + _ROWS_LOOKED_AT]:
        for number, cell in enumerate(row, 1):
            if cell.text and cell.column == number:
                texts.setdefault(number, set()).add(cell.text)
    return {number: len(each) for number, each in texts.items()}


def _with_number(columns: dict[int, str], words: Mapping[int, str]) -> dict[int, str]:
    """Return columns with the first as that of numbers, where nothing stands over it and the title is beside it."""
    if 1 not in words and columns.get(2) == "title" and "number" not in columns.values():
        return {1: "number", **columns}
    return columns


def _worth(heading: TableHeading) -> tuple[int, int]:
    return len(set(heading.columns.values()) - {"ignore"}) + len(heading.periods), -len(heading.clashes)


def _goes_on(grid: TextGrid, last: int) -> bool:
    """Say whether a row under headings is more of them: one hangs down into it, or it says several and nothing else."""
    row = grid.rows[last - 1]
    if any(cell.row < last and cell.text for cell in row):
        return True
    own = [cell for number, cell in enumerate(row, 1) if cell.text and cell[1:] == (last, number)]
    if len(own) < 2:
        return False
    periods = period_columns(grid.rows[last - 2 : last])
    return all(cell.column in periods or field_of(cell.text) is not None for cell in own)


def _known_share(rows: Sequence[Sequence[TextCell]], heading: TableHeading, mapping: Mapping[str, str]) -> float:
    """Return how much of what stands in some rows are headings, 0..1; of those that a mapping names, all."""
    cells = {cell for row in rows for cell in row if cell.text}
    named = {heading_key(name) for name in mapping if column_number(name) is None} - {""}
    keys = {cell: heading_key(cell.text) for cell in cells}
    if named and named <= {*keys.values(), *map(heading_key, heading.words.values())}:
        return 1.0
    known = sum(
        field_of(cell.text) is not None or key in named or cell.column in heading.periods for cell, key in keys.items()
    )
    return known / max(len(cells), 1)


def headings_by_letters(grid: TextGrid, mapping: Mapping[str, str]) -> list[TableHeading]:
    """Return the headings of a table of which only the mapping says, by letters or numbers, what its columns are.

    They stand in the first row with something in all those columns, unless that is numbered as an activity is: then
    nothing stands over the table.
    """
    columns = {number: field for name, field in mapping.items() if (number := column_number(name)) is not None}
    wanted = set(columns) if "title" in columns.values() and set(columns.values()) & set(_NEEDED) else set()
    for number, row in enumerate(grid.rows, 1):
        own = {cell.column for cell in row if cell.text and cell.row == number}
        if not wanted or not wanted <= own:
            continue
        columns = dict(sorted(columns.items()))
        if re.fullmatch(r"\d{1,3}\.?", row[0].text):
            words = {column: column_letters(column) for column in columns}
            return [TableHeading(number - 1, number - 1, _with_number(columns, words), words)]
        return [TableHeading(number, number, _with_number(columns, _words([row])), _words([row]))]
    return []


def _words(rows: Sequence[Sequence[TextCell]]) -> dict[int, str]:
    """Return the heading of each column: what stands over it, from the top down, each text once."""
    words: dict[int, str] = {}
    for column in range(1, max(map(len, rows), default=0) + 1):
        texts = [one_line(row[column - 1].text) for row in rows if column <= len(row)]
        text = " ".join(dict.fromkeys(filter(None, texts)))
        if text:
            words[column] = text
    return words


def _columns(
    words: Mapping[int, str], mapping: Mapping[str, str], texts: Callable[[], Mapping[int, int]]
) -> tuple[dict[int, str], tuple[FieldClash, ...]]:
    """Return which field each column holds; of several that claim one, the strongest, and those that are as strong."""
    columns = _mapped(words, mapping)
    taken = set(columns.values()) - {"ignore"}
    claims: dict[str, list[tuple[int, int]]] = {}
    for number, text in words.items():
        if number not in columns and (found := field_of(text)) is not None:
            field, strength = found
            claims.setdefault(field, []).append((strength, number))
    if "title" not in {*claims, *taken} and "target" in claims:
        claims["title"] = claims.pop("target")  # a table of nothing but targets
    _let_go_of_contents(claims, words, texts)
    _let_go_of_periods(claims, words)
    clashes = []
    for field, claiming in claims.items():
        if field == "ignore":
            columns.update({number: "ignore" for _strength, number in claiming})
        elif field not in taken and not (field in ("lead", "with") and "bodies" in (*taken, *claims)):
            strongest = min(claiming)[0]
            first, *others = [number for strength, number in claiming if strength == strongest]
            columns[first] = field
            if others:
                clashes.append(FieldClash(field, (first, *others)))
    return dict(sorted(columns.items())), tuple(clashes)


def _let_go_of_contents(
    claims: dict[str, list[tuple[int, int]]], words: Mapping[int, str], texts: Callable[[], Mapping[int, int]]
) -> None:
    """Of two columns of titles tell which has the activities; ``texts`` counts the different ones in each.

    ``Nội dung`` before ``Nhiệm vụ`` is the content, under which they stand, and so is a column that says the same of
    several rows. Behind another the second tells more of it.
    """
    claiming = sorted(claims.get("title", []), key=lambda each: each[1])
    if len(claiming) != 2 or heading_key(words[claiming[0][1]]) == heading_key(words[claiming[1][1]]):
        return
    first, second = claiming
    names_contents = re.match(r"noi dung\b", heading_key(words[first[1]])) is not None
    counts = {} if names_contents else texts()
    if names_contents or counts.get(first[1], 0) < _MOSTLY * counts.get(second[1], 0):
        if "content" not in claims:
            claims["content"], claims["title"] = [first], [second]
    elif "details" not in claims:
        claims["title"], claims["details"] = [first], [second]


def _let_go_of_periods(claims: dict[str, list[tuple[int, int]]], words: Mapping[int, str]) -> None:
    """Of ``Tháng`` beside ``Ngày`` or ``Thời gian`` the first says in which month the day is."""
    claiming = claims.get("due", [])
    periods = [each for each in claiming if re.search(r"\b(?:thang|quy)$", heading_key(words[each[1]]))]
    others = [each for each in claiming if each not in periods]
    if len(periods) == 1 and others:
        claims["period"], claims["due"] = periods, others


def _mapped(words: Mapping[int, str], mapping: Mapping[str, str]) -> dict[int, str]:
    """Return which field each column holds that the mapping names."""
    if not mapping:
        return {}
    numbers = {heading_key(text): number for number, text in reversed(list(words.items()))}  # of equal ones the first
    columns = {numbers.get(heading_key(name)) or column_number(name): field for name, field in mapping.items()}
    return {number: field for number, field in columns.items() if number is not None and number in words}


def _counts_columns(row: Sequence[TextCell]) -> bool:
    """Say whether a row only numbers the columns: (1) (2) (3), or A B 1 2."""
    texts = [cell.text.strip("() .") for cell in row if cell.text]
    if len(texts) < 3 or not all(re.fullmatch(r"\d{1,2}|[A-Za-z]", text) for text in texts):
        return False
    numbers = [int(text) for text in texts if text.isdecimal()]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True


def unknown_columns(mapping: Mapping[str, str], headings: Sequence[TableHeading]) -> list[str]:
    """Return the columns that a mapping names and no heading has."""
    return [name for name, field in mapping.items() if not any(_mapped(each.words, {name: field}) for each in headings)]
