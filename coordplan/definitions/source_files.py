"""Paths to texts: which files are meant, and whether each one can be read as UTF-8 text at all."""

import re
from codecs import BOM_UTF8
from collections.abc import Sequence
from pathlib import Path

from coordplan.definitions.mistaken_files import (
    fault_hidden_endings,
    is_packed,
    warn_annexes,
    way_to_missing,
    words_of_packed,
)
from coordplan.definitions.nodes import LINE_BREAK, TextFile, TextPlace
from coordplan.definitions.problems import ProblemList
from coordplan.text.language import translate as _

LARGEST_YAML = 20 * 1024 * 1024

_SUFFIXES = (".yaml", ".yml")
# What YAML 1.1 allows; libyaml stops at the first of the others without a line
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def files_in(paths: Sequence[Path], problems: ProblemList) -> list[Path]:
    """Return the files meant by files and folders, each once; a folder means its YAML files, by name."""
    found: dict[Path, Path] = {}  # by the whole path: a file named twice is read once
    for path in paths:
        try:
            inside = [path]
            if path.is_dir():
                names = sorted(path.iterdir())
                inside = [each for each in names if each.suffix.lower() in _SUFFIXES]
                fault_hidden_endings(names, problems)
                warn_annexes(names, problems)
            if not inside:
                problems.fault(
                    "no-definitions",
                    _whole(path),
                    _("this folder holds no definitions (*.yaml)"),
                    _("name the folder that holds program.yaml, or run: coordplan init"),
                )
            for each in inside:
                found.setdefault(each.absolute(), each)
        except (OSError, ValueError) as fault:
            problems.fault("unreadable-file", _whole(path), _reason(fault))
    return list(found.values())


def read_text(path: Path, problems: ProblemList) -> TextFile | None:
    """Return a file's text, or None where it is not a text; then there is a problem that says why."""
    try:
        data = _read_bytes(path, problems)
    except (OSError, ValueError) as fault:
        problems.fault("unreadable-file", _whole(path), _reason(fault))
        return None
    if data is None:
        return None
    file = TextFile(path.as_posix())
    if is_packed(data):
        problems.fault("office-file", _whole(path), *words_of_packed(path))
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.fault(
            "utf-16",
            TextPlace(file, 1, 1),
            _("this file is UTF-16, which is not supported"),
            _('save it as UTF-8 (in Notepad: Save as, encoding "UTF-8")'),
        )
        return None
    data = data.removeprefix(BOM_UTF8)  # Notepad puts it there
    try:
        file.text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        # Undecodable bytes become single replacement characters, so the mark is under the first of them
        file.text = data.decode("utf-8", "replace")
        before = data[: fault.start]
        problems.fault(
            "not-utf-8",
            _place_in(file, len(before.decode("utf-8", "replace"))),
            _("byte {column} of this line is not UTF-8").format(
                column=fault.start - max(before.rfind(b"\n"), before.rfind(b"\r"))
            ),
            _("save it as UTF-8"),
        )
        return None
    if found := _FORBIDDEN.search(file.text):
        problems.fault(
            "control-character",
            _place_in(file, found.start()),
            _("there is a character here that is not allowed in a text (U+{code})").format(code=f"{ord(found[0]):04X}"),
            _("delete it, and type the line again if it does not show"),
        )
        return None
    return file


def _read_bytes(path: Path, problems: ProblemList) -> bytes | None:
    def fault(rule: str, message: str, way_out: str = "") -> None:
        problems.fault(rule, _whole(path), message, way_out)

    if path.is_dir():
        way_out = _("rename the folder, or move it out of the definitions")
        fault("not-a-file", _("this is a folder with the name of a file"), way_out)
    elif not path.exists():
        fault("missing-file", _("there is no such file or folder"), way_to_missing(path))
    elif not path.is_file():
        fault("not-a-file", _("this is not an ordinary file"))  # a pipe or a device might never end
    else:
        with path.open("rb") as stream:
            # One byte more than is allowed shows it, without trusting the size that a file system reports
            data = stream.read(LARGEST_YAML + 1)
        if len(data) <= LARGEST_YAML:
            return data
        sentence = _("this file is larger than {most} MB").format(most=LARGEST_YAML >> 20)
        fault("too-large", sentence, _("split it into several files, one for each plan"))
    return None


def _reason(fault: OSError | ValueError) -> str:
    if isinstance(fault, ValueError):
        return _("this is not a name of a file")
    if isinstance(fault, PermissionError):
        return _("there is no permission to read this")
    return _("this cannot be read: {reason}").format(reason=fault.strerror or type(fault).__name__)


def _whole(path: Path) -> TextPlace:
    return TextPlace(TextFile(path.as_posix()))


def _place_in(file: TextFile, offset: int) -> TextPlace:
    line, start = 1, 0
    for found in LINE_BREAK.finditer(file.text, 0, offset):
        line, start = line + 1, found.end()
    return TextPlace(file, line, offset - start + 1)
