"""A copy of the sender's own file with the wrong cells coloured, commented and listed, to be put right and sent again.

Everything else stays as openpyxl keeps it; what it does not keep (pictures, drawings, charts) is named.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from coordplan.collecting.collect.answer_cells import shown
from coordplan.collecting.collect.form_table import find_table
from coordplan.collecting.collect.own_marks import AUTHOR, END_OF_MARK, PARTING, open_way_out, words_of_sender
from coordplan.collecting.collect.returned_form import form_cell
from coordplan.collecting.collect.to_correct import Correction, CorrectionTerms, asked_on_paper
from coordplan.collecting.form.form_looks import ASKED_FILL, HEADER_FILL, LOCKED_FILL, NO_FILL
from coordplan.collecting.form.values import FILLED
from coordplan.dates.period_words import with_period
from coordplan.errors import Problem
from coordplan.named_tuples import NamedTuple
from coordplan.office_files.containers import container_of
from coordplan.office_files.readers import open_workbook
from coordplan.paper.packing import repacked, workbook_part
from coordplan.text.language import translate as _

_WRONG, _DOUBTED = "FFFF9999", "FFFFC266"
_MOST_LETTERS = 2_000
_LOST = ("xl/media/", "xl/charts/", "xl/drawings/drawing", "xl/diagrams/", "xl/ctrlProps/")


class MarkedCopy(NamedTuple):
    """A marked copy, whether it lacks something that the sender's file has, and what has to be corrected in it."""

    data: bytes
    incomplete: bool
    corrections: tuple[Correction, ...] = ()


def render_marked(
    path: Path, data: bytes, faults: Sequence[Problem], doubts: Sequence[Problem], terms: CorrectionTerms
) -> MarkedCopy:
    """Return the marked copy of a file that came back; raise UnreadableFile where it cannot be understood.

    Marks of an earlier copy are taken away first. What is wrong with the file as a whole is said at the first heading.
    What is doubted has a colour of its own, but in a cell that is wrong too, and asks to be confirmed.
    """
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    from coordplan.collecting.collect.correction_sheet import fill_corrections

    workbook = open_workbook(container_of(path, data, "workbook"), whole=True)
    sheet, columns, first = find_table(workbook, path)
    clear_marks(workbook, sheet, columns, first)
    by_place: dict[str, list[str]] = {}
    head = sheet.cell(max(1, first - 1), columns["occurrence"]).coordinate
    for fault in faults:
        sentence = f"{fault.message[:1].upper()}{fault.message[1:]}."
        by_place.setdefault(fault.cell or head, []).append(f"{sentence} {open_way_out(fault)}".strip())
    wrong = set(by_place)
    for doubt in doubts:
        words = _("Please confirm: {doubt} If it is right, tell us so; if not, correct it.")
        sentence = doubt.message if doubt.message.endswith("?") else f"{doubt.message}."
        by_place.setdefault(doubt.cell or head, []).append(words.format(doubt=sentence))
    found = []
    for place, words_of_place in by_place.items():
        cell = _first_of(workbook, sheet, place)
        cell.fill = PatternFill("solid", fgColor=_WRONG if place in wrong else _DOUBTED)
        asked = asked_on_paper("\n".join(dict.fromkeys(words_of_place)))
        text = f"{asked}\n{END_OF_MARK}"[-_MOST_LETTERS:]
        before = "" if cell.comment is None else words_of_sender(cell.comment.text, cell.comment.author)
        before += PARTING if before else ""
        cell.comment = Comment(before + text, AUTHOR, width=320, height=40 + 18 * (1 + len(text) // 45))
        found.append(_correction(cell, "" if place == head else place, asked, sheet, columns, first))
    corrections = tuple(sorted(found, key=lambda each: (not each.row, each.row.zfill(5), each.place)))
    fill_corrections(workbook, corrections, terms)
    workbook.active = workbook.worksheets.index(sheet)
    stream = BytesIO()
    workbook.save(stream)
    with ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
    incomplete = any(name.startswith(_LOST) for name in names)
    day = terms.received_on
    same = repacked(stream.getvalue(), day, lambda name, part: workbook_part(name, part, day))
    return MarkedCopy(same, incomplete, corrections)


def _correction(cell: Any, place: str, asked: str, sheet: Any, columns: Mapping[str, int], first: int) -> Correction:
    """Return what is to be corrected in a cell, as people find it: by the number of its row and its heading."""

    def text(row: int, column: int) -> str:
        return shown(form_cell(sheet.cell(row, column))) if sheet.cell(row, column).value is not None else ""

    of_row = place and cell.parent is sheet and cell.row >= first
    occurrence = text(cell.row, columns["occurrence"]) if of_row else ""
    whole_row = of_row and cell.column == columns["occurrence"]  # its id alone is not what is wrong
    title = text(cell.row, columns["title"]) if of_row and "title" in columns else ""
    return Correction(
        place=place,
        row=text(cell.row, columns["number"]) if of_row and "number" in columns else "",
        title=with_period(title, occurrence) if title else occurrence,
        column=text(max(1, first - 1), cell.column) if of_row and not whole_row else "",
        stands=shown(form_cell(cell)) if place and not whole_row and cell.value is not None else "",
        asked=asked,
    )


def clear_marks(workbook: Any, sheet: Any, columns: Mapping[str, int], first: int) -> None:
    """Take the colours and words of an earlier marked copy away; what the sender wrote beside them stays."""
    from openpyxl.comments import Comment

    for each in workbook.worksheets:
        marked = []
        for cell in list(each._cells.values()):
            if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in (_WRONG, _DOUBTED):
                marked.append(cell)
            if cell.comment is not None and (cell.comment.author == AUTHOR or END_OF_MARK in cell.comment.text):
                words = words_of_sender(cell.comment.text, cell.comment.author)
                author = cell.comment.author if cell.comment.author != AUTHOR else ""
                cell.comment = Comment(words, author) if words else None
        for cell in marked:
            cell.fill = copy(_fill_before(cell, columns, first) if each is sheet else NO_FILL)


def _fill_before(cell: Any, columns: Mapping[str, int], first: int) -> Any:
    """Return the colour that a cell of a form had when it went out: what is asked for is told by its row."""
    keys = {place: key for key, place in columns.items()}
    asked = keys.get(cell.column) in FILLED
    if cell.row < first:
        return (ASKED_FILL if asked else HEADER_FILL) if cell.row == first - 1 and cell.column in keys else NO_FILL
    if cell.column not in keys:
        return NO_FILL
    if cell.protection.locked:
        return LOCKED_FILL
    beside = (cell.parent.cell(cell.row, place) for place, key in keys.items() if key in FILLED)
    colours = {each.fill.fgColor.rgb for each in beside} - {_WRONG, _DOUBTED}
    return ASKED_FILL if colours <= {ASKED_FILL.fgColor.rgb} else NO_FILL


def _first_of(workbook: Any, sheet: Any, place: str) -> Any:
    """Return the cell of a place, F12 or (of another sheet) Trang 2!F12; of a merged area, the one that shows."""
    title, _mark, place = place.rpartition("!")
    sheet = workbook[title] if title else sheet
    for area in sheet.merged_cells.ranges:
        if place in area:
            return sheet.cell(area.min_row, area.min_col)
    return sheet[place]
