"""Archives (.xlsx, .docx) packed anew, so that the same content is the same bytes whenever it is written."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST_DAY, LAST_DAY = date(1980, 1, 1), date(2107, 12, 31)  # that an archive can tell
_FONT_ORDER = tuple(
    b"b i strike condense extend outline shadow u vertAlign sz color name family charset scheme".split()
)  # of what a font says of itself: the sequence of CT_Font as Excel's own validator holds it
_MOMENTS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def repacked(
    archive: bytes, day: date, change: Callable[[str, bytes], bytes | Iterable[bytes]], neutral: bool = False
) -> bytes:
    """Return an archive dated by a day, and not by the moment it was written, each part as ``change`` has it.

    That is whole, or in pieces where it is long. ``neutral``: its parts are in a fixed order and name no system. That
    holds for documents; workbooks keep the bytes that they had when such were issued.
    """
    target = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(target, "w") as new:
        names = old.namelist()
        if neutral:
            names.sort(key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            part = ZipInfo(name, (*min(max(FIRST_DAY, day), LAST_DAY).timetuple()[:3], 0, 0, 0))
            part.compress_type = ZIP_DEFLATED
            part.external_attr = 0 if neutral else 0o600 << 16
            part.create_system = 0 if neutral else part.create_system
            changed = change(name, old.read(name))
            with new.open(part, "w") as written:
                for piece in (changed,) if isinstance(changed, bytes) else changed:
                    written.write(piece)
    return target.getvalue()


def workbook_part(name: str, part: bytes, day: date) -> bytes:
    """Return a part that openpyxl wrote: dated by a day and not by the moment of saving, its fonts in order."""
    if name == "docProps/core.xml":
        return _MOMENTS.sub(rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode(), part)
    if name == "xl/styles.xml":
        return re.sub(rb"(?<=<font>).*?(?=</font>)", _font_in_order, part, flags=re.DOTALL)
    return part


def _font_in_order(font: re.Match[bytes]) -> bytes:
    """Return what stands in a font in the order of the schema: openpyxl begins with its name."""
    said = {tag: element for element, tag in re.findall(rb"(<(\w+)[^>]*/>)", font[0])}
    return b"".join(said[tag] for tag in _FONT_ORDER if tag in said)
