"""Office files made for a test, right ones and hostile ones."""

import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl

Cells = Sequence[Sequence[Any]]


def workbook(path: Path, rows: Cells, merged: Sequence[str] = (), sheet: str = "Phụ lục") -> Path:
    """Write a workbook with one sheet."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    book.save(path)
    return path


def word_table(path: Path, *tables: Cells, before: Sequence[str] = ()) -> Path:
    """Write a Word document with some paragraphs and tables; two equal cells side by side are not merged."""
    document = docx.Document()
    for text in before:
        document.add_paragraph(text)
    for rows in tables:
        table = document.add_table(len(rows), max(len(row) for row in rows))
        for line, row in zip(table.rows, rows, strict=True):
            for cell, value in zip(line.cells, row, strict=False):
                cell.text = value
        document.add_paragraph()
    document.save(str(path))
    return path


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None) -> Path:
    """Write an office file anew with its parts changed (None: left out) and some more of them."""
    target = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            if (data := change(name, old.read(name))) is not None:
                new.writestr(name, data)
        for name, data in (more or {}).items():
            new.writestr(name, data)
    path.write_bytes(target.getvalue())
    return path


SHEET = "xl/worksheets/sheet1.xml"


def with_sheet_data(path: Path, data: bytes, dimension: bytes = b"A1:G1048576", after: bytes = b"") -> Path:
    """Put other rows into the one sheet of a workbook, as bytes of XML."""
    namespace = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = b'<worksheet xmlns="%s"><dimension ref="%s"/><sheetData>%s</sheetData>%s</worksheet>' % (
        namespace,
        dimension,
        data,
        after,
    )
    return rewritten(path, lambda name, old: sheet if name == SHEET else old)
