"""Files of other office programs (.doc, .xls, .odt, .ods, .rtf) made readable by LibreOffice, where that is at hand.

It works on a copy in a folder of its own, with settings of its own: no macros, no links followed, and so much time.
"""

import os
import signal
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from zipfile import BadZipFile, ZipFile

from coordplan.errors import UnreadableFile
from coordplan.named_tuples import NamedTuple
from coordplan.office_files.containers import LARGEST_FILE, OLE
from coordplan.text.language import translate as _

LONGEST_SECONDS = 120.0

_FILTERS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "docx": "docx:MS Word 2007 XML"}


class Conversion(NamedTuple):
    """Which kind of file one is, by its ending, and what is made of it."""

    ending: str
    target: Literal["xlsx", "docx"]


# What a file is by the names of its parts, and what is made of it
_STREAMS = {
    "WordDocument": Conversion("doc", "docx"),
    "Workbook": Conversion("xls", "xlsx"),
    "Book": Conversion("xls", "xlsx"),
}
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.spreadsheet": Conversion("ods", "xlsx"),
    b"application/vnd.oasis.opendocument.text": Conversion("odt", "docx"),
}
_SETTINGS = {
    ("Office.Common/Security/Scripting", "MacroSecurityLevel"): "3",
    ("Office.Common/Security/Scripting", "DisableMacrosExecution"): "true",
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks"): "true",
    ("Office.Calc/Content/Update", "Link"): "2",  # never
    ("Office.Writer/Content/Update", "Link"): "0",  # never
}


def conversion_of(data: bytes) -> Conversion | None:
    """Return what could be made of a file by what it holds; None of one that needs it not, or cannot be converted."""
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return None
        return next((each for name, each in _STREAMS.items() if f"{name}\0".encode("utf-16-le") in data), None)
    if data.startswith(b"PK"):
        try:
            with ZipFile(BytesIO(data)) as archive, archive.open("mimetype") as stream:
                kind = stream.read(200).strip()
        # No package, one that names no kind, or one that is damaged, packed by another method or under a password: what
        # is wrong with it is said where it is opened, and here it is only nothing to be converted
        except (BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
            return None
        return next((each for name, each in _OPEN_DOCUMENT.items() if kind.startswith(name)), None)
    return Conversion("rtf", "docx") if data.lstrip().startswith(b"{\\rtf") else None


def office_program() -> tuple[str, ...] | None:
    """Return the command that is LibreOffice, on PATH or where it is installed; None where it is not at hand."""
    found = next((each for each in _places() if each.is_file() and os.access(each, os.X_OK)), None)
    return None if found is None else (str(found),)


def _places() -> Iterator[Path]:
    names = ("soffice.com", "soffice.exe") if os.name == "nt" else ("soffice", "libreoffice")
    for folder in filter(os.path.isabs, os.get_exec_path()):  # never the folder one stands in
        yield from (Path(folder) / name for name in names)
    for installed in map(os.environ.get, ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")):
        if installed:
            yield from (Path(installed) / "LibreOffice" / "program" / name for name in names)
    yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")


def converted(path: Path, data: bytes, conversion: Conversion) -> bytes:
    """Return a file's bytes as a workbook or a Word document; raise UnreadableFile, in one sentence, where it fails."""
    by_hand = _("Open it and save it as .xlsx or .docx.")
    program = office_program()
    if program is None:
        raise UnreadableFile(_("{path}: LibreOffice is not found, which --convert needs.").format(path=path), by_hand)
    with TemporaryDirectory(prefix="coordplan-", ignore_cleanup_errors=True) as folder:
        try:
            return _converted_in(Path(folder), program, data, conversion)
        except subprocess.TimeoutExpired:
            sentence = _("{path}: LibreOffice was at it for more than {seconds} seconds.")
            raise UnreadableFile(sentence.format(path=path, seconds=int(LONGEST_SECONDS)), by_hand) from None
        except OSError as fault:
            sentence = _("{path}: LibreOffice could not convert it.")
            raise UnreadableFile(sentence.format(path=path), by_hand) from fault


def _converted_in(folder: Path, program: tuple[str, ...], data: bytes, conversion: Conversion) -> bytes:
    source, made, settings = folder / f"annex.{conversion.ending}", folder / "made", folder / "settings"
    source.write_bytes(data)
    _write_settings(settings / "user" / "registrymodifications.xcu")
    command = [
        *program,
        f"-env:UserInstallation={settings.as_uri()}",
        *("--headless", "--norestore", "--nodefault", "--nologo"),
        *("--convert-to", _FILTERS[conversion.target], "--outdir", str(made), str(source)),
    ]
    process = subprocess.Popen(  # noqa: S603  an office program as it is installed, and paths of our own
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(LONGEST_SECONDS)
    except BaseException:  # Ctrl-C too
        _end(process)
        raise
    with (made / f"annex.{conversion.target}").open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)[:LARGEST_FILE]


def _write_settings(path: Path) -> None:
    path.parent.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{where}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        "</item>"
        for (where, name), value in _SETTINGS.items()
    )
    root = f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>{root}', encoding="utf-8")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a program with what it started."""
    if os.name == "nt":
        killer = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "taskkill.exe"
        subprocess.run([str(killer), "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait(10)
