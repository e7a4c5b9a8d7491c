"""Workbooks put together otherwise than openpyxl expects, as it reads them: styles elsewhere, or not there at all.

Small generators lay their parts where they like and name styles that they never wrote; office programs read that. What
is read here is what such a program shows: a cell of an unknown style has none.
"""

import re
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile

from coordplan.office_files.containers import CONTENT_TYPES, Container

_STYLES = "xl/styles.xml"  # where openpyxl looks, wherever the package says they are
_STYLE_OF_CELL = re.compile(rb'(<(?:\w+:)?c\b[^<>]*?)\s+s=(?:"([^"]*)"|\'([^\']*)\')')
_IS_SHEET = re.compile(rb"<(?:\w+:)?worksheet\b")
_BEGINNING = 4096  # bytes in which a part says what it is


def readable_package(container: Container) -> bytes:
    """Return a workbook's bytes as openpyxl reads them; those that it reads already are the same."""
    with ZipFile(BytesIO(container.data)) as archive:
        names = archive.namelist()
        styles = _STYLES if _STYLES in names else _styles_named(archive, names)
        known = 0 if styles is None else _count_of_styles(archive.read(styles))
        changed: dict[str, bytes] = {}
        if styles is not None and styles != _STYLES:
            changed[_STYLES] = archive.read(styles)
        for name in names:
            if name.endswith(".xml") and is_sheet_part(archive, name):
                text = archive.read(name)
                if any(not _is_known(found, known) for found in _STYLE_OF_CELL.finditer(text)):
                    changed[name] = _STYLE_OF_CELL.sub(
                        lambda found: found[0] if _is_known(found, known) else found[1], text
                    )
        if not changed:
            return container.data
        made = BytesIO()
        with ZipFile(made, "w", ZIP_DEFLATED) as target:
            for name in dict.fromkeys((*names, *changed)):
                target.writestr(name, changed[name] if name in changed else archive.read(name))
        return made.getvalue()


def is_sheet_part(archive: ZipFile, name: str) -> bool:
    """Say whether a part is a sheet, wherever it lies."""
    with archive.open(name) as stream:
        return _IS_SHEET.search(stream.read(_BEGINNING)) is not None


def _is_known(found: re.Match[bytes], known: int) -> bool:
    number = found[2] if found[2] is not None else found[3]
    return number.isdigit() and len(number) < 9 and (int(number) < known or int(number) == 0)


def _styles_named(archive: ZipFile, names: list[str]) -> str | None:
    """Return the part that the package names as its styles, None where there is none."""
    for part in ElementTree.fromstring(archive.read(CONTENT_TYPES)):  # noqa: S314  looked through by container_of
        name = part.get("PartName", "").lstrip("/")
        if part.get("ContentType", "").endswith("spreadsheetml.styles+xml") and name in names:
            return name
    return None


def _count_of_styles(text: bytes) -> int:
    """Return how many styles cells may have; 0 where the part cannot be understood, which openpyxl then says."""
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  looked through by container_of
    except ElementTree.ParseError:
        return 0
    return next((len(each) for each in root if each.tag.rpartition("}")[2] == "cellXfs"), 0)
