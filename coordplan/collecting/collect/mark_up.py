"""A copy of the sender's own file with the wrong cells coloured and commented, to be put right and sent again.

Everything else stays as openpyxl keeps it; what it does not keep (pictures, drawings, charts) is named.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

from coordplan.collecting.collect.form_table import find_table
from coordplan.errors import Problem
from coordplan.office_files.containers import container_of
from coordplan.office_files.readers import open_workbook
from coordplan.text.language import translate as _

_WRONG, _DOUBTED = "FFFF9999", "FFFFC266"
AUTHOR = "coordplan"
_END = "(coordplan)"  # where the words of a marked copy end; what the sender adds stands before or after them
_PARTING = "\n---\n"
_MOST_LETTERS = 2_000
_LOST = ("xl/media/", "xl/charts/", "xl/drawings/drawing", "xl/diagrams/", "xl/ctrlProps/")


class MarkedCopy(NamedTuple):
    """A marked copy, and whether it lacks something that the sender's file has."""

    data: bytes
    incomplete: bool


def render_marked(path: Path, data: bytes, faults: Sequence[Problem], doubts: Sequence[Problem] = ()) -> MarkedCopy:
    """Return the marked copy of a file that came back; raise UnreadableFile where it cannot be understood.

    What is wrong with the file as a whole is said at the first heading. What is doubted has a colour of its own, but in
    a cell that is wrong too, and asks to be confirmed.
    """
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    workbook = open_workbook(container_of(path, data, "workbook"), whole=True)
    sheet, columns, first = find_table(workbook, path)
    by_place: dict[str, list[str]] = {}
    head = sheet.cell(max(1, first - 1), columns["occurrence"]).coordinate
    for fault in faults:
        by_place.setdefault(fault.cell or head, []).append(f"{fault.message}. {open_way_out(fault)}".strip())
    wrong = set(by_place)
    for doubt in doubts:
        words = _("Please confirm: {doubt} If it is right, tell us so; if not, correct it.")
        sentence = doubt.message if doubt.message.endswith("?") else f"{doubt.message}."
        by_place.setdefault(doubt.cell or head, []).append(words.format(doubt=sentence))
    for place, words_of_place in by_place.items():
        cell = _first_of(workbook, sheet, place)
        cell.fill = PatternFill("solid", fgColor=_WRONG if place in wrong else _DOUBTED)
        text = "\n".join((*dict.fromkeys(words_of_place), _END))[-_MOST_LETTERS:]
        before = "" if cell.comment is None else words_of_sender(cell.comment.text, cell.comment.author)
        before += _PARTING if before else ""
        cell.comment = Comment(before + text, AUTHOR, width=320, height=40 + 18 * (1 + len(text) // 45))
    workbook.active = workbook.worksheets.index(sheet)
    stream = BytesIO()
    workbook.save(stream)
    with ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
    incomplete = any(name.startswith(_LOST) for name in names)
    return MarkedCopy(stream.getvalue(), incomplete)


def words_of_sender(text: str, author: str) -> str:
    """Return what a comment says but for the words of a marked copy, which it may hold before or after them."""
    if _END not in text:
        return "" if author == AUTHOR else text
    own, _end, after = text.partition(_END)
    before, parting, _own = own.rpartition(_PARTING)
    return "\n".join(filter(None, (before if parting else "", after.strip())))


def open_way_out(fault: Problem) -> str:
    """Return the way out that is open to whoever filled the form in: they have no command line."""
    return "" if "coordplan " in fault.remedy or "--" in fault.remedy else fault.remedy


def _first_of(workbook: Any, sheet: Any, place: str) -> Any:
    """Return the cell of a place, F12 or (of another sheet) Trang 2!F12; of a merged area, the one that shows."""
    title, _mark, place = place.rpartition("!")
    sheet = workbook[title] if title else sheet
    for area in sheet.merged_cells.ranges:
        if place in area:
            return sheet.cell(area.min_row, area.min_col)
    return sheet[place]
