"""The rows of a table of a workbook, written as text beside openpyxl and put where it left room for them.

Letter for letter what openpyxl writes of such cells; what goes around them (columns, pages, filters) is its own.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.compat import safe_string
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from coordplan.named_tuples import NamedTuple
from coordplan.paper.rows_aside import no_room

_MOST_KEPT = 4096  # values of a column
_IN_MEMORY = 4 * 1024 * 1024  # bytes of a sheet's rows; more lie in a file until they are packed
_CHUNK = 1024 * 1024


class WrittenCell(NamedTuple):
    """A cell without its place, and how many lines of its row it takes."""

    tail: str
    lines: int


class RowsBeside:
    """The rows below a header, from the first one after it on."""

    def __init__(self, header: int) -> None:
        self.header = header
        self.heights: list[float] = []  # in points
        self._text = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 until it is packed

    @property
    def count(self) -> int:
        return len(self.heights)

    def add(
        self,
        rows: Iterable[Sequence[Any]],
        writers: Sequence[Callable[[Any], WrittenCell]],
        height: Callable[[list[int]], float],
    ) -> None:
        """Write rows of values, each by the writer of its column."""
        columns: list[tuple[str, dict[Any, WrittenCell], Callable[[Any], WrittenCell]]]
        columns = [(get_column_letter(number), {}, writer) for number, writer in enumerate(writers, 1)]
        for values in rows:
            number, cells, lines = self.header + self.count + 1, [], []
            for (letter, kept, write), value in zip(columns, values, strict=True):
                cell = kept.get(value)
                if cell is None:
                    if len(kept) == _MOST_KEPT:
                        kept.clear()
                    cell = kept[value] = write(value)
                cells.append(f'<c r="{letter}{number}"{cell.tail}')
                lines.append(cell.lines)
            self.heights.append(height(lines))
            row = f'<row r="{number}" ht="{safe_string(self.heights[-1])}" customHeight="1">{"".join(cells)}</row>'
            try:
                self._text.write(row.encode("ascii", "xmlcharrefreplace"))
            except OSError as error:
                raise no_room(error) from error

    def chunks(self) -> Iterator[bytes]:
        """Yield what was written, once."""
        with self._text as text:
            text.seek(0)
            while chunk := text.read(_CHUNK):
                yield chunk


def cell_tail(cell: Any, style: int) -> str:
    """Return what stands behind the place of a cell with a value, in a style by its number."""
    value, kind = cell.value, cell.data_type
    if value is None or value == "":
        return f' s="{style}" t="{"inlineStr" if kind == "s" else kind}"></c>'
    if kind == "s":
        space = ' xml:space="preserve"' if value != value.strip() else ""
        return f' s="{style}" t="inlineStr"><is><t{space}>{escape(value)}</t></is></c>'
    number: Any = to_excel(value) if kind == "d" else value  # type: ignore[no-untyped-call]
    return f' s="{style}" t="n"><v>{safe_string(number)}</v></c>'


def with_rows(sheet: bytes, several: Iterable[RowsBeside]) -> Iterator[bytes]:
    """Yield a sheet with rows in the place of the last one of each, which stands in it empty."""
    for rows in several:
        if rows.count:
            before, sheet = re.split(rb'<row r="%d"(?:/>|></row>)' % (rows.header + rows.count), sheet, maxsplit=1)
            yield before
            yield from rows.chunks()
    yield sheet
