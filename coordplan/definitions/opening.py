"""Paths to texts: which files are meant, and whether each one can be read as UTF-8 text at all."""

import re
from collections.abc import Sequence
from pathlib import Path

from coordplan.definitions.findings import Findings
from coordplan.definitions.nodes import Place, TextFile
from coordplan.text.language import translate as _

LARGEST = 20 * 1024 * 1024

_SUFFIXES = (".yaml", ".yml")
# What YAML 1.1 allows; libyaml stops at the first of the others without a line
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def files_in(paths: Sequence[Path], findings: Findings) -> list[Path]:
    """Return the files meant by files and folders, each once; a folder means its YAML files, by name."""
    found: dict[Path, Path] = {}  # by the whole path: a file named twice is read once
    for path in paths:
        try:
            if path.is_dir():
                inside = sorted(each for each in path.iterdir() if each.suffix.lower() in _SUFFIXES)
                if not inside:
                    findings.fault(
                        "no-definitions",
                        _whole(path),
                        _("this folder holds no definitions (*.yaml)"),
                        _("name the folder that holds program.yaml, or run: coordplan init"),
                    )
                for each in inside:
                    found.setdefault(each.absolute(), each)
            else:
                found.setdefault(path.absolute(), path)
        except OSError as fault:
            findings.fault("unreadable-file", _whole(path), _os_words(fault))
        except ValueError:
            findings.fault("unreadable-file", _whole(path), _("this is no name of a file"))
    return list(found.values())


def read_text(path: Path, findings: Findings) -> TextFile | None:
    """Return a file's text, or None where it is none: the finding says why."""
    try:
        data = _read_bytes(path, findings)
    except (OSError, ValueError) as fault:
        words = _os_words(fault) if isinstance(fault, OSError) else _("this is no name of a file")
        findings.fault("unreadable-file", _whole(path), words)
        return None
    if data is None:
        return None
    file = TextFile(path.as_posix())
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        findings.fault(
            "utf-16",
            Place(file, 1, 1),
            _("this file is UTF-16, which is not read here"),
            _('save it as UTF-8 (in Notepad: Save as, encoding "UTF-8")'),
        )
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        findings.fault(
            "byte-order-mark",
            Place(TextFile(file.source), 1, 1),
            _("this file begins with a byte order mark (BOM)"),
            _('save it as UTF-8 without BOM (in Notepad: encoding "UTF-8", not "UTF-8 with BOM")'),
        )
    try:
        file.text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        findings.fault(
            "not-utf-8",
            _byte_place(file, data, fault.start),
            _("byte {column} of this line is not UTF-8").format(
                column=fault.start - max(data.rfind(b"\n", 0, fault.start), data.rfind(b"\r", 0, fault.start))
            ),
            _("save it as UTF-8"),
        )
        return None
    if found := _FORBIDDEN.search(file.text):
        findings.fault(
            "control-character",
            _text_place(file, found.start()),
            _("there is a character here that no text has (U+{code})").format(code=f"{ord(found[0]):04X}"),
            _("delete it, and type the line again if it does not show"),
        )
        return None
    return file


def _read_bytes(path: Path, findings: Findings) -> bytes | None:
    if path.is_dir():
        findings.fault(
            "not-a-file",
            _whole(path),
            _("this is a folder, though named as a file"),
            _("rename the folder, or move it out of the definitions"),
        )
        return None
    if not path.exists():
        findings.fault(
            "missing-file", _whole(path), _("there is no such file or folder"), _("look at the spelling of the name")
        )
        return None
    if not path.is_file():
        # A pipe or a device might never end
        findings.fault("not-a-file", _whole(path), _("this is no ordinary file"))
        return None
    with path.open("rb") as stream:
        # One byte more than is allowed tells, without trusting the size that a file system reports
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        findings.fault(
            "too-large",
            _whole(path),
            _("this file is larger than {most} MB").format(most=LARGEST // 1024 // 1024),
            _("divide it into several files, one for each plan"),
        )
        return None
    return data


def _os_words(fault: OSError) -> str:
    if isinstance(fault, PermissionError):
        return _("there is no permission to read this")
    return _("this cannot be read: {reason}").format(reason=fault.strerror or type(fault).__name__)


def _whole(path: Path) -> Place:
    return Place(TextFile(path.as_posix()))


def _byte_place(file: TextFile, data: bytes, offset: int) -> Place:
    # Undecodable bytes become single replacement characters, so the mark stands under the first of them
    file.text = data.decode("utf-8", "replace")
    before = data[:offset].decode("utf-8", "replace")
    return _text_place(file, len(before))


def _text_place(file: TextFile, offset: int) -> Place:
    line, start = 1, 0
    for found in _BREAK.finditer(file.text, 0, offset):
        line, start = line + 1, found.end()
    return Place(file, line, offset - start + 1)
