"""Comments on the cells of a workbook: notes, and threads, of which openpyxl reads a notice only."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from coordplan.named_tuples import NamedTuple
from coordplan.office_files.containers import Container

_THREAD_AUTHOR = "tc="  # of the note that stands beside a thread, for programs that know none
_THREADS = "/threadedComments/"
_NOTICE = re.compile(r".*linkid=\d+\s*[^\n:]*:\s*", re.DOTALL)  # what that note says first, in whatever language
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class CellComment(NamedTuple):
    """What somebody wrote about a cell rather than into it."""

    row: int
    place: str  # F12
    text: str
    author: str = ""


def comments_of(container: Container, sheet: Any) -> list[CellComment]:
    """Return the comments of a sheet of a workbook that was opened whole, by their places."""
    from openpyxl.utils.cell import coordinate_to_tuple

    threads = _threads(container, sheet.title)
    found = {place: CellComment(coordinate_to_tuple(place)[0], place, text) for place, text in threads.items()}
    for cell in list(sheet._cells.values()):  # those that are there; its rows would make the others
        if getattr(cell, "comment", None) is not None and cell.coordinate not in found:
            author, text = cell.comment.author or "", cell.comment.text or ""
            if author.startswith(_THREAD_AUTHOR):
                author, text = "", _NOTICE.sub("", text)
            text = text.strip().removeprefix(f"{author}:").strip()  # Excel begins a note with who writes it
            found[cell.coordinate] = CellComment(cell.row, cell.coordinate, text, author)
    return sorted((each for each in found.values() if each.text), key=lambda each: coordinate_to_tuple(each.place))


def _threads(container: Container, title: str) -> dict[str, str]:
    """Return the threads of a sheet by the places of their cells, each with its replies."""
    with ZipFile(BytesIO(container.data)) as archive:
        names = archive.namelist()
        if not any(_THREADS in name for name in names):
            return {}
        parts = {
            name: ElementTree.fromstring(archive.read(name))  # noqa: S314  looked through by container_of
            for name in names
            if name == container.main or (name.startswith("xl/") and name.endswith(".rels")) or _THREADS in name
        }
    found: dict[str, list[str]] = {}
    for sheet in parts[container.main].iter():
        if sheet.tag.rpartition("}")[2] == "sheet" and sheet.get("name") == title:
            own = dict(_related(parts, container.main)).get(sheet.get(_RELATION, ""))
            for _id, target in _related(parts, own or ""):
                for each in parts[target].iter() if _THREADS in target and target in parts else ():
                    if each.tag.rpartition("}")[2] == "threadedComment" and each.get("ref"):
                        found.setdefault(each.get("ref", ""), []).append("".join(each.itertext()).strip())
    return {place: "\n".join(filter(None, texts)) for place, texts in found.items()}


def _related(parts: Mapping[str, ElementTree.Element], name: str) -> Iterator[tuple[str, str]]:
    """Yield the parts that a part points to, by the ids that it gives them."""
    folder, _slash, file = name.rpartition("/")
    root = parts.get(f"{folder}/_rels/{file}.rels")
    for each in () if root is None else root:
        target = each.get("Target", "")
        yield (
            each.get("Id", ""),
            target.lstrip("/") if target.startswith("/") else normpath(join(dirname(name), target)),
        )
