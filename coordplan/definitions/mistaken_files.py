"""Files that are taken for definitions and are none, or are some and are not taken for them: each with its way out."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from coordplan.definitions.nodes import TextFile, TextPlace
from coordplan.definitions.problems import ProblemList
from coordplan.text.language import translate as _
from coordplan.text.shell import path_from_here, quoted_word

_HIDDEN = re.compile(r"(.+\.ya?ml)\.(?:txt|text|rtf|bak|docx?)", re.IGNORECASE)  # Windows hides the last ending
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


def is_packed(data: bytes) -> bool:
    """Say whether bytes are of an Office file or a packed folder, and no text."""
    return data.startswith(_PACKED)


def words_of_packed(path: Path) -> tuple[str, str]:
    """Return what is wrong with an Office file or a packed folder among definitions, and the way out."""
    if path.suffix.lower() == ".zip":
        return _("this is a packed folder (zip)"), _("unpack it first, then name the folder")
    line = f"coordplan import {quoted_word(path_from_here(path))} --plan gddt"
    return _("this is an Office file, and definitions are plain text (*.yaml)"), _(
        "an annex is taken in like this: {line}"
    ).format(line=line)


def way_to_missing(path: Path) -> str:
    """Return where what is missing may be: under another ending, a name that is near, in a folder that was renamed."""
    beside = _names(path.parent)
    likely = [each for each in beside if each.name.lower().startswith(f"{path.stem.lower()}.y")]
    near = likely or [path.with_name(name) for name in get_close_matches(path.name, [each.name for each in beside], 1)]
    if near:
        return _("did you mean {path}?").format(path=near[0].as_posix())
    if path.suffix:
        return _("check the spelling of the name")
    if (packed := path.with_name(f"{path.name}.zip")).is_file():
        return _("unpack {path} first").format(path=packed.as_posix())
    folders = [each for each in beside if (each / _PROGRAM).is_file()]
    if folders:
        return _("the definitions may be in {path}: name that folder").format(path=folders[0].as_posix())
    return _("check the spelling of the name, or write them out of the data file: coordplan export {path}").format(
        path=quoted_word(path.as_posix())
    )


def _names(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())[:1000]
    except OSError:
        return []
