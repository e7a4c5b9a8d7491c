"""Rows of long tables that wait beside a document of Word until it is packed.

As elements a row of a report takes some 25 kilobytes, as text 4, packed a hundredth of that. So while a template is
filled in, the rows in the middle of a table are finished as they come and put aside, with a sign in their place. What
depends on the whole document never is: charts, drawings, tables in tables, headings, rows wider than the first of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from tempfile import SpooledTemporaryFile

from lxml import etree

from coordplan.named_tuples import NamedTuple
from coordplan.paper.rows_aside import no_room

_AT_ONCE = 256 * 1024  # letters of a document that are looked at together; a shorter one is left as it is
_IN_MEMORY = 4 * 1024 * 1024  # bytes; more lie in a file
_CHUNK = 1024 * 1024
_SIGN = "coordplan-rows"
_END = "</w:tr>"
_NEVER = re.compile(f"<w:tbl|</w:tbl|docPr|<w:sectPr|{_SIGN}|\N{LEFT WHITE SQUARE BRACKET}")
_CELL = re.compile(r"<w:tc[ />]")
_SPAN = re.compile(r'<w:gridSpan w:val="(\d+)"')


class _Shape(NamedTuple):
    cells: int
    columns: int


class LongTables:
    """Rows that were put aside, each lot with its number; ``finish`` makes XML of a text that is filled in."""

    def __init__(self, finish: Callable[[str], str]) -> None:
        self._finish = finish
        self._lengths: list[int] = []
        self._text = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 until the document is packed

    def without_rows(self, pieces: Iterable[str], source: str) -> Iterator[str]:
        """Yield a text that is being filled in without what can be put aside; ``source`` is what it is made of."""
        if _SIGN in source:
            yield from pieces
            return
        root = re.match(r"<[\w:]+([^>]*)>", source)  # with the names of what stands in it
        names = root[1] if root is not None else ""
        waiting: list[str] = []
        length = 0
        for piece in pieces:
            waiting.append(piece)
            length += len(piece)
            if length >= _AT_ONCE:
                text = "".join(waiting)
                begin, end = text.find(_END) + len(_END), text.rfind(_END) + len(_END)
                sign = self._put_aside(text[begin:end], names)
                yield text[:begin] + sign if sign else text[:end]
                waiting, length = [text[end:]], 0
        yield from waiting

    def _put_aside(self, text: str, names: str) -> str:
        """Put rows aside but for the first of them; return that with a sign behind it, empty where they cannot be."""
        if _NEVER.search(text):
            return ""
        rows = text.split(_END)[:-1]
        if len(rows) < 2 or any(not row.startswith(("<w:tr>", "<w:tr ")) for row in rows):
            return ""
        first = rows[0]
        cells, columns = _shape(first)
        if any(shape.cells > cells or shape.columns > columns for shape in map(_shape, rows)):
            return ""
        try:
            lot = etree.fromstring(f"<lot{names}>{self._finish(text[len(first) + len(_END) :])}</lot>")
        except etree.XMLSyntaxError:
            return ""  # which is said of the document as a whole
        written = etree.tostring(lot, encoding="UTF-8")
        written = written[written.index(b">") + 1 : -len(b"</lot>")]
        try:
            self._text.write(written)
        except OSError as error:
            raise no_room(error) from error
        self._lengths.append(len(written))
        return f"{first}{_END}<?{_SIGN} {len(self._lengths) - 1}?>"

    def put_back(self, document: bytes) -> Iterator[bytes]:
        """Yield a document with all its rows, once."""
        with self._text as text:
            text.seek(0)
            for number, length in enumerate(self._lengths):  # in the order of the document
                before, document = document.split(f"<?{_SIGN} {number}?>".encode(), 1)
                yield before
                for begin in range(0, length, _CHUNK):
                    yield text.read(min(_CHUNK, length - begin))
        yield document


def _shape(row: str) -> _Shape:
    """Return how many cells a row has, and over how many columns they lie."""
    cells, spans = len(_CELL.findall(row)), _SPAN.findall(row)
    return _Shape(cells, cells - len(spans) + sum(map(int, spans)))
