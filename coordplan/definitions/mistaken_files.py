"""Files that are taken for definitions and are none, or are some and are not taken for them: each with its way out."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from unicodedata import normalize

from coordplan.definitions.nodes import TextFile, TextPlace
from coordplan.definitions.problems import ProblemList
from coordplan.text.language import translate as _
from coordplan.text.shell import path_from_here, quoted_word

_HIDDEN = re.compile(r"(.+\.ya?ml)\.(?:txt|text|rtf|bak|docx?)", re.IGNORECASE)  # Windows hides the last ending
_COPIED = re.compile(r"(?P<stem>.+?)(?: ?\(\d+\)| ?- ?(?:copy|bản sao)(?: ?\(\d+\))?)", re.IGNORECASE)
_ANNEXES = (".xlsx", ".docx", ".csv")
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")  # of zip, and of Office before 2007
_PROGRAM = "program.yaml"


def fault_hidden_endings(names: Sequence[Path], problems: ProblemList) -> None:
    """Find what an editor saved under another ending: a plan that is not read would be taken for one that is gone."""
    there = {each.name.lower() for each in names}
    for each in names:
        found = _HIDDEN.fullmatch(each.name)
        if found is not None and found[1].lower() not in there:
            problems.fault(
                "hidden-ending",
                TextPlace(TextFile(each.as_posix())),
                _("this file is not read, since its name ends in {ending}").format(ending=each.suffix),
                _("rename it to {name} (Windows hides endings: Explorer, View, File name extensions)").format(
                    name=found[1]
                ),
            )


def warn_annexes(names: Sequence[Path], problems: ProblemList) -> None:
    """Find annexes among definitions: nobody reads them there."""
    for each in names:
        if each.suffix.lower() in _ANNEXES and not each.name.startswith("~$"):
            problems.warn(
                "annex-among-definitions",
                TextPlace(TextFile(each.as_posix())),
                _("this looks like an annex, and is not read with the definitions"),
                _("an annex is taken in like this: {line}").format(line=_import_line(each)),
            )


def way_to_copied(one: str, other: str) -> str:
    """Return which of two files looks like a copy of the other and what to do with it, "" where neither does."""
    for copied, first in ((one, other), (other, one)):
        found = _COPIED.fullmatch(normalize("NFC", Path(copied).stem))
        if found is not None and found["stem"].casefold() == normalize("NFC", Path(first).stem).casefold():
            return _("{copy} looks like a copy of {file}: move it out of the folder").format(
                copy=Path(copied).name, file=Path(first).name
            )
    return ""


def _import_line(path: Path) -> str:
    return f"coordplan import {quoted_word(path_from_here(path))} --plan gddt"


def is_packed(data: bytes) -> bool:
    """Say whether bytes are of an Office file or a packed folder, and no text."""
    return data.startswith(_PACKED)


def words_of_packed(path: Path) -> tuple[str, str]:
    """Return what is wrong with an Office file or a packed folder among definitions, and the way out."""
    if path.suffix.lower() == ".zip":
        return _("this is a packed folder (zip)"), _("unpack it first, then name the folder")
    line = _import_line(path)
    return _("this is an Office file, and definitions are plain text (*.yaml)"), _(
        "an annex is taken in like this: {line}"
    ).format(line=line)


def way_to_missing(path: Path) -> str:
    """Return where what is missing may be: under another ending, a name that is near, in a folder that was renamed."""
    beside = _names(path.parent)
    folders = [] if path.suffix else [each for each in beside if (each / _PROGRAM).is_file()]
    if folders:
        return _("the definitions may be in {path}: name that folder").format(path=folders[0].as_posix())
    likely = [each for each in beside if each.name.lower().startswith(f"{path.stem.lower()}.y")]
    near = likely or [path.with_name(name) for name in get_close_matches(path.name, [each.name for each in beside], 1)]
    if near:
        return _("did you mean {path}?").format(path=near[0].as_posix())
    if path.suffix:
        return _("check the spelling of the name")
    if (packed := path.with_name(f"{path.name}.zip")).is_file():
        return _("unpack {path} first").format(path=packed.as_posix())
    return _("check the spelling of the name, or write them out of the data file: coordplan export {path}").format(
        path=quoted_word(path.as_posix())
    )


def _names(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())[:1000]
    except OSError:
        return []
