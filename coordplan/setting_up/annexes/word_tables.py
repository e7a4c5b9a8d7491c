"""Tables of a Word document to grids, read from its XML; text of tables within a cell is the cell's."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from coordplan.errors import UnreadableFile
from coordplan.office_files.containers import MOST_COLUMNS, MOST_TABLE_ROWS, Container, too_many_rows
from coordplan.office_files.readers import open_document
from coordplan.office_files.word_runs import WordLooks, nodes_within
from coordplan.setting_up.annexes.grid import GridMarks, TextGrid, grid_of, pick_sheets
from coordplan.setting_up.annexes.shown import MarksSeen, ShownText, shown_text
from coordplan.text.language import translate as _

_ABOVE = 12  # paragraphs over a table in which its title is looked for
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH = f"{_W}p"


def word_grids(container: Container, names: Sequence[str]) -> tuple[TextGrid, ...]:
    """Return the tables whose numbers are named, else all of them."""
    grids = {grid.name: grid for grid in _tables(container)}
    if not grids:
        sentence = _("{path} has no table.").format(path=container.path)
        raise UnreadableFile(sentence, _("What is written as paragraphs: copy it into a table with headings."))
    return pick_sheets(container.path, names, grids)


def _tables(container: Container) -> Iterator[TextGrid]:
    """Yield the tables of a Word document that stand in no other table, with the paragraphs before each."""
    path = container.path
    looks = WordLooks(container)
    above: list[str] = []
    number = 0
    for node in nodes_within(open_document(container), (_PARAGRAPH, f"{_W}tbl")):
        if node.tag == _PARAGRAPH:
            if (text := shown_text([looks.runs(node)]).text).strip():
                above.append(text)
            continue
        number += 1
        texts, merged, marks = _table(node, looks)
        if len(texts) > MOST_TABLE_ROWS:
            raise too_many_rows(path)
        yield grid_of(path.name, "table", str(number), texts, merged, above[-_ABOVE:], marks)
        above = []


def _table(table: Element, looks: WordLooks) -> tuple[list[list[str]], list[tuple[int, int, int, int]], GridMarks]:
    """Return a Word table's texts, its merged areas, and what is to be seen of its cells beside their words."""
    seen = MarksSeen()
    texts: list[list[str]] = []
    merged: list[tuple[int, int, int, int]] = []
    open_areas: dict[int, tuple[int, int]] = {}  # of areas that go on below, by left column: top row, right column
    for row in _inside(table, "tr"):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            continue
        number = len(texts) + 1
        line = [""] * _number_in(row, f"{_W}trPr/{_W}gridBefore")
        going_on: dict[int, tuple[int, int]] = {}
        cells = [(cell, _shown(cell, looks)) for cell in _inside(row, "tc")]
        if not any(shown.text.strip() or shown.struck for _cell, shown in cells):
            if any(shown.hidden for _cell, shown in cells):  # all that stands there is hidden
                seen.hidden_rows.add(number)
            cells = [(cell, ShownText(shown.hidden)) for cell, shown in cells]
        elif row.find(f"{_W}trPr/{_W}hidden") is not None:
            seen.hidden_rows.add(number)
        for cell, shown in cells:
            left = len(line) + 1
            span = min(max(1, _number_in(cell, f"{_W}tcPr/{_W}gridSpan", 1)), MOST_COLUMNS)
            line += [seen.text_of(number, left, shown), *[""] * (span - 1)]
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
    return texts, merged, seen.marks()


def _shown(cell: Element, looks: WordLooks) -> ShownText:
    return shown_text(looks.runs(each) for each in nodes_within(cell, (_PARAGRAPH,)))


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
