"""A copy of the sender's own file with the wrong cells coloured and commented, to be put right and sent again.

Everything else stays as openpyxl keeps it; what it does not keep (pictures, drawings, charts) is named.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

from coordplan.collecting.collect.returned_form import find_table
from coordplan.office_files.containers import container_of
from coordplan.office_files.opening import open_workbook

_COLOUR = "FFFF9999"
_AUTHOR = "coordplan"
_MOST_LETTERS = 2_000
_LOST = ("xl/media/", "xl/charts/", "xl/drawings/drawing", "xl/diagrams/", "xl/ctrlProps/")


class Mark(NamedTuple):
    """A cell to be marked, and what is wrong with it."""

    place: str  # F12; empty: the file as a whole, said at the first heading
    message: str
    way_out: str = ""


class Marked(NamedTuple):
    """The marked copy, and whether it lacks something that the sender's file has."""

    data: bytes
    incomplete: bool


def render_marked(path: Path, data: bytes, marks: Sequence[Mark]) -> Marked:
    """Return the marked copy of a file that came back; raise UnreadableFile where it cannot be understood."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    workbook = open_workbook(container_of(path, data, "workbook"), whole=True)
    sheet, columns, first = find_table(workbook, path)
    by_place: dict[str, list[str]] = {}
    head = sheet.cell(max(1, first - 1), columns["occurrence"]).coordinate
    for mark in marks:
        by_place.setdefault(mark.place or head, []).append(f"{mark.message}. {mark.way_out}".strip())
    for place, words in by_place.items():
        cell = _first_of(sheet, place)
        cell.fill = PatternFill("solid", fgColor=_COLOUR)
        text = "\n".join(dict.fromkeys(words))[:_MOST_LETTERS]
        before = "" if cell.comment is None or cell.comment.author == _AUTHOR else cell.comment.text + "\n---\n"
        cell.comment = Comment(before + text, _AUTHOR, width=320, height=40 + 18 * (1 + len(text) // 45))
    workbook.active = workbook.worksheets.index(sheet)
    stream = BytesIO()
    workbook.save(stream)
    with ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
    incomplete = any(name.startswith(_LOST) for name in names)
    return Marked(stream.getvalue(), incomplete)


def _first_of(sheet: Any, place: str) -> Any:
    """Return the cell of a place; of a merged area, the one that shows."""
    for area in sheet.merged_cells.ranges:
        if place in area:
            return sheet.cell(area.min_row, area.min_col)
    return sheet[place]
