"""Files from elsewhere before anything in them is understood: which kind each one is, and whether it is safe to unpack.

An office file is a zip archive of XML parts. Its declared sizes, the number of its parts and of the tags in them, and
what stands before the root of each part are looked at first, so that a bomb is refused before a library meets it.
Macros are never run and links never followed: nothing here, nor in ``office_files``, has a way to do that.
"""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Literal
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from coordplan.errors import CoordplanError, UnreadableFile
from coordplan.file_names import annexes_in
from coordplan.named_tuples import NamedTuple
from coordplan.text.language import mark
from coordplan.text.language import translate as _

ContainerKind = Literal["workbook", "document"]

MEGABYTE = 1024 * 1024
MOST_TABLE_ROWS = 10_000
MOST_COLUMNS = 200
LARGEST_FILE = 50 * MEGABYTE
LARGEST_UNPACKED = 200 * MEGABYTE  # all parts together, pictures included
LARGEST_SHEET = 100 * MEGABYTE  # sheets are read row by row
LARGEST_PART = 32 * MEGABYTE  # any other part of XML, read as a whole
MOST_PARTS = 5_000
MOST_SHEET_TAGS = 3_000_000  # a million empty rows have a million
MOST_PART_TAGS = 300_000  # each may become an object; in a sheet: between two rows
MOST_DOCUMENT_TAGS = 1_000_000  # a cell of a Word table has some fifty
MOST_CELLS = 1_000_000  # of a table that have something in them, or stand under a merged one
MOST_LETTERS = 5_000_000  # of a table, each cell counted: one text may stand in all of them

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of Office before 2007, and of encrypted files
CONTENT_TYPES = "[Content_Types].xml"
_MAIN: dict[str, ContainerKind] = {"spreadsheetml.": "workbook", "wordprocessingml.": "document"}
_OTHER_KINDS = (
    (
        (b"%pdf",),
        mark("{path} is a PDF, whatever its name says."),
        mark("Ask for the Word or Excel file that it was made from."),
    ),
    (
        (b"{\\rtf",),
        mark("{path} is rich text (RTF), whatever its name says."),
        mark("Open it in Word and save it as .docx."),
    ),
    (
        (b"<!doctype", b"<html", b"<?xml", b"<table"),
        mark("{path} is a web page or XML, whatever its name says."),
        mark("Open it in Excel or Word and save it as .xlsx or .docx."),
    ),
)
_BEFORE_ROOT = re.compile(r"<\?.*?\?>|<!--.*?-->", re.DOTALL)
_UNPACKING_FAULTS = (BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, RuntimeError)
_ROOT = re.compile(r"<[A-Za-z_]")


class Container(NamedTuple):
    """An office file that may be unpacked."""

    path: Path  # as its user named it
    kind: ContainerKind
    main: str  # the part that holds the text, or names the sheets
    data: bytes
    macros: bool  # it holds macros; nobody runs them
    linked: bool  # it points to other files; nobody opens them


def read_bytes(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """Return what a file holds; raise UnreadableFile where it is missing, not an ordinary file, empty or too large."""
    if path.name.startswith("~$"):
        sentence = _("{path} is what Word or Excel keeps beside a file while it is open, not the file itself.")
        raise UnreadableFile(sentence.format(path=path), _("Close it there, and name it without ~$ at the beginning."))
    try:
        if path.is_dir():
            raise UnreadableFile(_("{path} is a folder.").format(path=path), _("Name a file in it."))
        if not path.exists():
            there = ", ".join(annexes_in(path.parent)[:8])
            way_out = (
                _("In that folder there are: {files}")
                if there
                else _("Look at the spelling of its name, and where it is.")
            )
            raise UnreadableFile(_("There is no file {path}.").format(path=path), way_out.format(files=there))
        if not path.is_file():  # a pipe or a device might never end
            raise UnreadableFile(_("{path} is not an ordinary file.").format(path=path))
        with path.open("rb") as stream:
            data = stream.read(largest + 1)
    except PermissionError as fault:
        raise UnreadableFile(
            _("{path} cannot be read: there is no permission.").format(path=path),
            _("Close it where it is open, or copy it to a folder of your own."),
        ) from fault
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else type(fault).__name__
        raise UnreadableFile(_("{path} cannot be read: {reason}.").format(path=path, reason=reason)) from fault
    if not data:
        raise UnreadableFile(_("{path} is empty.").format(path=path), _("Ask for it again."))
    if len(data) > largest:
        raise too_large(path, largest)
    return data


def too_large(path: Path, largest: int) -> UnreadableFile:
    """Return the failure of a file of more than so many bytes."""
    return UnreadableFile(
        _("{path} is larger than {most} MB.").format(path=path, most=largest // MEGABYTE),
        _("Copy the table alone into a new file."),
    )


def is_container(data: bytes) -> bool:
    """Say whether the bytes begin like an office file, of today or of before 2007, rather than like text."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", OLE))


def refuse_other_kinds(path: Path, data: bytes) -> None:
    """Raise UnreadableFile for what is plainly another kind of file, whatever its name says."""
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _locked(path)
        raise UnreadableFile(
            _("{path} is in the old format of before 2007 (.xls, .doc), or protected by a password.").format(path=path),
            _("Open it and save it as .xlsx or .docx, without a password."),
        )
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for beginnings, sentence, way_out in _OTHER_KINDS:
        if start.startswith(beginnings):
            raise UnreadableFile(_(sentence).format(path=path), _(way_out))


def open_container(path: Path, *wanted: ContainerKind) -> Container:
    """Return an office file that may be unpacked; raise UnreadableFile, in one sentence, where it may not.

    ``wanted`` says which kinds will do; none: either.
    """
    return container_of(path, read_bytes(path), *wanted)


def container_of(path: Path, data: bytes, *wanted: ContainerKind) -> Container:
    """Return the office file that these bytes are, as ``open_container`` does."""
    refuse_other_kinds(path, data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _examine(path, data, archive, wanted)
    except CoordplanError:
        raise
    except _UNPACKING_FAULTS as fault:
        if data.startswith(b"PK"):
            raise damaged(path) from fault
        raise _neither(path, wanted) from fault


def damaged(path: Path) -> UnreadableFile:
    """Return the failure of an office file that is not whole."""
    return UnreadableFile(
        _("{path} is damaged or was cut off.").format(path=path),
        _("Ask for it again, or open it in Excel or Word and save it anew."),
    )


def too_many_cells(path: Path, part: str) -> UnreadableFile:
    """Return the failure of an office file with a part that would fill the memory."""
    return UnreadableFile(
        _("{path} holds more than a table of activities could: {part} has too many cells.").format(
            path=path, part=part
        ),
        _("Copy the table alone into a new file; empty rows with borders or colours count too."),
    )


def too_many_rows(path: Path) -> UnreadableFile:
    """Return the failure of a table of more than ``MOST_TABLE_ROWS`` rows."""
    return UnreadableFile(
        _("{path} has more than {most} rows.").format(path=path, most=MOST_TABLE_ROWS),
        _("Copy the table alone into a new file."),
    )


def _locked(path: Path) -> UnreadableFile:
    return UnreadableFile(
        _("{path} is protected by a password.").format(path=path), _("Open it, take the password away, and save it.")
    )


def _neither(path: Path, wanted: tuple[ContainerKind, ...]) -> UnreadableFile:
    names = {"workbook": _("an Excel workbook (.xlsx)"), "document": _("a Word document (.docx)")}
    return UnreadableFile(
        _("{path} is not {kinds}.").format(path=path, kinds=_(" or ").join(names[each] for each in wanted or names)),
        _("Open it in the program it comes from and save it in that format."),
    )


def _examine(path: Path, data: bytes, archive: ZipFile, wanted: tuple[ContainerKind, ...]) -> Container:
    parts = [part for part in archive.infolist() if not part.is_dir()]
    names = {part.filename for part in parts}
    if CONTENT_TYPES not in names:
        if path.suffix.lower() == ".zip":
            sentence = _("{path} is a packed folder (zip).").format(path=path)
            raise UnreadableFile(sentence, _("Unpack it first, then name the file that is in it."))
        raise _neither(path, wanted)
    if any(part.flag_bits & 1 for part in parts):
        raise _locked(path)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _bomb(path)
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise damaged(path)  # office files know no other; some would unpack without a bound
    for part in parts:
        _check_part(path, archive, part)
    kind, main, macros = _main_part(path, archive, wanted)
    if main not in names or _is_sheet(main):
        raise damaged(path)
    if kind not in (wanted or (kind,)):
        raise _neither(path, wanted)
    linked = any(name.startswith("xl/externalLinks/") for name in names)
    return Container(path, kind, main, data, macros, linked)


def _check_part(path: Path, archive: ZipFile, part: ZipInfo) -> None:
    """Refuse a part of XML that is too large, has too many tags, or declares a document type before its root."""
    with archive.open(part) as stream:
        head = stream.read(64 * 1024)
        if not _is_xml(part.filename, head):
            return
        sheet, document = _is_sheet(part.filename), part.filename.startswith("word/")
        if part.file_size > (LARGEST_SHEET if sheet else LARGEST_PART):
            raise _bomb(path)
        root = _BEFORE_ROOT.sub("", _as_text(head)).lstrip("\ufeff \t\r\n")
        if root.startswith("<!DOCTYPE"):
            raise UnreadableFile(
                _("{path} declares a document type in {part}, which no office file does.").format(
                    path=path, part=part.filename
                ),
                _("Do not open it; ask whoever sent it."),
            )
        if not _ROOT.match(root):
            raise damaged(path)
        total = stretch = 0
        most = MOST_DOCUMENT_TAGS if document else MOST_PART_TAGS
        for chunk in _chunks(head, stream):
            tags = chunk.count(b"<")
            total += tags
            row = max(chunk.rfind(b"<row"), chunk.rfind(b":row")) if sheet else -1
            stretch = stretch + tags if row < 0 else chunk.count(b"<", row)
            if stretch > most or total > max(MOST_SHEET_TAGS, most):
                raise too_many_cells(path, part.filename)


def _chunks(head: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    while head:
        yield head
        head = stream.read(MEGABYTE)


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/") and name.endswith(".xml")


def _is_xml(name: str, head: bytes) -> bool:
    if name.lower().endswith((".xml", ".rels", ".vml")):
        return True
    return "/media/" not in name and head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")


def _as_text(head: bytes) -> str:
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return head.decode("utf-16" if utf16 else "utf-8", "replace")


def _main_part(path: Path, archive: ZipFile, wanted: tuple[ContainerKind, ...]) -> tuple[ContainerKind, str, bool]:
    """Return the kind of an office file, its main part, and whether it may hold macros."""
    try:
        root = ElementTree.fromstring(archive.read(CONTENT_TYPES))  # noqa: S314  looked through before
    except ElementTree.ParseError as fault:
        raise damaged(path) from fault
    for part in root:
        content_type = part.get("ContentType", "")
        macros = "macroEnabled" in content_type
        if not content_type.endswith(".main+xml") and not (macros and content_type.endswith("main+xml")):
            continue
        kind = next((kind for word, kind in _MAIN.items() if word in content_type), None)
        if kind is None and macros:
            kind = "workbook" if "ms-excel" in content_type else "document" if "ms-word" in content_type else None
        if kind is not None and (name := part.get("PartName")):
            return kind, name.lstrip("/"), macros
    raise _neither(path, wanted)


def _bomb(path: Path) -> UnreadableFile:
    return UnreadableFile(
        _("{path} would unpack to more than a table of activities could hold.").format(path=path),
        _("Copy the table alone into a new file, without pictures."),
    )
