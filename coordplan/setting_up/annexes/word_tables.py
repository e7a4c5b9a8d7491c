"""Tables of a Word document to grids, read from its XML.

What was deleted with changes tracked is left out, what was put in is there; text of tables within a cell is the cell's.
"""

from collections.abc import Collection, Iterator, Sequence
from xml.etree.ElementTree import Element

from coordplan.office_files.containers import MOST_COLUMNS, MOST_TABLE_ROWS, Container, too_many_rows
from coordplan.office_files.readers import open_document
from coordplan.setting_up.annexes.grid import TextGrid, grid_of, pick_sheets, tidy

_ABOVE = 12  # paragraphs over a table in which its title is looked for
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH = f"{_W}p"
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_SHOWN = {f"{_W}t", *_SIGNS}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr")} | {_FALLBACK}


def word_grids(container: Container, names: Sequence[str]) -> tuple[TextGrid, ...]:
    """Return the tables whose numbers are named, else all of them."""
    return pick_sheets(container.path, names, {grid.name: grid for grid in _tables(container)})


def _tables(container: Container) -> Iterator[TextGrid]:
    """Yield the tables of a Word document that stand in no other table, with the paragraphs before each."""
    path = container.path
    above: list[str] = []
    number = 0
    for node in _within(open_document(container), (_PARAGRAPH, f"{_W}tbl")):
        if node.tag == _PARAGRAPH:
            if text := tidy(_text(node)):
                above.append(text)
            continue
        number += 1
        texts, merged = _table(node)
        if len(texts) > MOST_TABLE_ROWS:
            raise too_many_rows(path)
        yield grid_of(path.name, "table", str(number), texts, merged, above[-_ABOVE:])
        above = []


def _within(node: Element, tags: Collection[str]) -> Iterator[Element]:
    """Yield what has one of these tags in its order, out of whatever holds it (sections, content controls)."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if node.tag in tags:
            yield node
        elif node.tag not in _LEFT_OUT:
            waiting += reversed(node)


def _table(table: Element) -> tuple[list[list[str]], list[tuple[int, int, int, int]]]:
    """Return a Word table's texts, and its merged areas."""
    texts: list[list[str]] = []
    merged: list[tuple[int, int, int, int]] = []
    open_areas: dict[int, tuple[int, int]] = {}  # of areas that go on below, by left column: top row, right column
    for row in _inside(table, "tr"):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            continue
        number = len(texts) + 1
        line = [""] * _number_in(row, f"{_W}trPr/{_W}gridBefore")
        going_on: dict[int, tuple[int, int]] = {}
        for cell in _inside(row, "tc"):
            left = len(line) + 1
            span = min(max(1, _number_in(cell, f"{_W}tcPr/{_W}gridSpan", 1)), MOST_COLUMNS)
            line += [tidy("\n".join(_text(each) for each in _within(cell, (_PARAGRAPH,)))), *[""] * (span - 1)]
            down = cell.find(f"{_W}tcPr/{_W}vMerge")
            if down is not None and down.get(f"{_W}val", "continue") == "continue" and left in open_areas:
                going_on[left] = open_areas[left]
            elif down is not None:
                going_on[left] = number, left + span - 1
            elif span > 1:
                merged.append((number, left, number, left + span - 1))
            if len(line) > MOST_COLUMNS:
                break
        merged += [
            (top, left, number - 1, right)
            for left, (top, right) in open_areas.items()
            if going_on.get(left) != (top, right)
        ]
        open_areas = going_on
        texts.append(line[:MOST_COLUMNS])
    merged += [(top, left, len(texts), right) for left, (top, right) in open_areas.items()]
    return texts, merged


def _inside(node: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table, or cells of a row: its own, and those in content controls, not of tables in it."""
    waiting = [*reversed(node)]
    while waiting:
        child = waiting.pop()
        if child.tag == f"{_W}{tag}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            waiting += reversed(child)


def _number_in(node: Element, path: str, default: int = 0) -> int:
    found = node.find(path)
    text = "" if found is None else found.get(f"{_W}val", "")
    return int(text) if text.isdecimal() and len(text) < 5 else default


def _text(paragraph: Element) -> str:
    """Return what a paragraph shows: what was deleted with changes tracked is left out, what was put in is there."""
    return "".join(_SIGNS.get(node.tag, node.text or "") for node in _within(paragraph, _SHOWN))
