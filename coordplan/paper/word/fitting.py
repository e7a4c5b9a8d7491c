"""Columns and rules of a template that go by what a report says: as wide as its texts, until somebody sets them.

A template notes in the description of a table how wide it made the columns; those that are so still are made to fit.
"""

import re
from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm

from coordplan.model import Profile
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Table
from coordplan.paper.document import Document, issuer_words
from coordplan.paper.letterhead import Letterhead
from coordplan.paper.word.measures import table_widths, width_of
from coordplan.paper.word.styles import PAPER, element

SIDES = 1.2  # millimetres free on either side of a cell
LEAST_WIDTH = 17.0  # millimetres, of a column in which somebody may want to write
_SHARE = 0.4  # of the text above it, that a rule is long: a third to a half of it
_TWIPS = 1440 / 25.4  # in a millimetre
_CLOSE = 0.6  # millimetres: programs round what they save
_NOTE = "coordplan "
_LOOP = re.compile(r"\{%tr\s+for\s+\w+\s+in\s+([\w.]+)")
_COLUMN = re.compile(r"\{\{\s*row\.(\w+)\s*\}\}")


class Layout(NamedTuple):
    """What a document asks for, in millimetres: its columns by the loops of its tables, indents by styles of rules."""

    columns: dict[str, dict[str, float]]
    indents: dict[str, float]


def layout_of(document: Document, subject: Sequence[str]) -> Layout:
    """Return how wide the columns and the rules of a document are by what it says; ``subject`` as it is broken."""
    profile = document.profile
    width = text_width(profile)
    beside = PAPER[1] - (profile.margin_top or 0) - (profile.margin_bottom or 0)  # of the annex, which lies on its side
    columns = {}
    for part in document.parts:
        if part.table is not None:
            columns[f"{part.name}.rows"] = _widths([part.table], profile.table_size, width)
            columns[f"body.{part.name}.rows"] = columns[f"{part.name}.rows"]
    for annex in document.further:
        columns[f"annexes.{annex.name}.rows"] = _widths([annex.table], profile.table_size, beside)
    if document.annex:
        columns["annex.groups"] = _widths(document.annex, profile.annex_size, beside)
    longest = min(max(width_of(line, profile.subject_size or 0) for line in subject), width)
    under_subject = {"Report Subject Rule": (width - longest * _SHARE) / 2}
    return Layout(columns, rule_under_issuer(document.letterhead, profile) | under_subject)


def rule_under_issuer(letterhead: Letterhead, profile: Profile) -> dict[str, float]:
    """Return how far the rule under the issuer stays from either side of its block, in millimetres, by its style."""
    room = text_width(profile) - right_block(profile)
    length = min(width_of(issuer_words(letterhead).upper(), profile.issuer_size or 0), room)
    return {"Report Issuer Rule": (room - length * _SHARE) / 2}


def _widths(tables: Sequence[Table], size: float | None, room: float) -> dict[str, float]:
    widths = table_widths(tables, size or 0, SIDES, room, LEAST_WIDTH)
    return {column.name: width for column, width in zip(tables[0].columns, widths, strict=True)}


def text_width(profile: Profile) -> float:
    """Return how wide the text of a page is, in millimetres."""
    return PAPER[0] - (profile.margin_left or 0) - (profile.margin_right or 0)


def right_block(profile: Profile) -> float:
    """Return how wide the right block of the letterhead is: its lines are not broken."""
    width = text_width(profile)
    lines = [(profile.state_title.upper(), profile.state_title_size or 0)]
    if profile.motto != "none":
        lines.append((profile.motto, profile.motto_size or 0))
    return min(max(*(width_of(*line) + 3 for line in lines), width * 0.55), width * 0.72)


def note_widths(properties: Any, widths: Sequence[float]) -> None:
    """Note in a table's description how wide its columns are made."""
    properties.append(element("tblDescription", val=_NOTE + "/".join(f"{each:.1f}" for each in widths)))


def fit(word: WordDocument, layout: Layout) -> None:
    """Give the columns and the rules of a template that nobody has set the widths of a layout."""
    for table in list(word.element.body.iter(qn("w:tbl"))):
        note = table.find(f"{qn('w:tblPr')}/{qn('w:tblDescription')}")
        if note is None or not note.get(qn("w:val"), "").startswith(_NOTE):
            continue
        noted = [float(each) for each in note.get(qn("w:val"))[len(_NOTE) :].split("/")]
        caption = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
        note.set(qn("w:val"), "" if caption is None else caption.get(qn("w:val"), ""))
        grid = table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
        texts = ["".join(text.text or "" for text in row.iter(qn("w:t"))) for row in table.findall(qn("w:tr"))]
        columns = next((layout.columns.get(found.group(1)) for found in map(_LOOP.match, texts) if found), None)
        names = next((found for found in map(_COLUMN.findall, texts) if found), [])
        set_by_hand = [float(each.get(qn("w:w"), 0)) / _TWIPS for each in grid]
        if columns is not None and names == list(columns) and _alike(set_by_hand, noted):
            _set(table, grid, list(columns.values()))
    styles = {style.style_id: style.name for style in word.styles}
    for paragraph in word.element.body.iter(qn("w:p")):
        indent = layout.indents.get(styles.get(paragraph.style, "")) if paragraph.pPr is not None else None
        if indent is not None and paragraph.pPr.ind is None:
            paragraph.pPr.ind_left = paragraph.pPr.ind_right = Mm(indent)


def _set(table: Any, grid: Sequence[Any], widths: Sequence[float]) -> None:
    for each, width in zip(grid, widths, strict=True):
        each.set(qn("w:w"), str(round(width * _TWIPS)))
    for row in table.findall(qn("w:tr")):
        first = 0
        for cell in row.findall(qn("w:tc")):
            span = cell.grid_span
            cell.width = Mm(sum(widths[first : first + span]))
            first += span


def _alike(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) < _CLOSE for a, b in zip(one, other, strict=True))
