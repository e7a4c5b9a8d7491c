"""Files that prove an entry: what is kept of one when it is recorded, and whether it is still the same.

Nothing here copies a file or writes to one.
"""

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePath
from stat import S_ISREG

from coordplan.errors import FileUnusable
from coordplan.model import ProofFile, ProofState
from coordplan.text.language import translate as _

_PIECE = 1 << 20


def proof_of(file: Path, beside: Path) -> ProofFile:
    """Return what is kept of a file; ``beside``: the coordplan file. Raises FileUnusable where it cannot be read."""
    if any(unicodedata.category(letter) == "Cc" for letter in file.name):
        shown = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in str(file))
        raise FileUnusable(
            _('The name of the file "{file}" holds a line break or another control character.').format(file=shown),
            _("Give the file a name without it."),
        )
    try:
        if not S_ISREG(file.stat().st_mode):
            raise FileUnusable(_("{path} is not a file.").format(path=file), _("Name the file itself."))
        size, digest = _size_and_digest(file)
    except (FileNotFoundError, NotADirectoryError) as error:
        sentence, way_out = _("There is no file {path}."), _("See whether the name is right, and the folder.")
        raise FileUnusable(sentence.format(path=file), way_out) from error
    except PermissionError as error:
        raise FileUnusable(_("{path} cannot be read: there is no permission.").format(path=file)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FileUnusable(_("{path} cannot be read: {reason}.").format(path=file, reason=reason)) from error
    return ProofFile(path_from(file, beside), file.name, size, digest)


def file_named(path: Path) -> Path:
    """Return a path as its folders have it: a name may be written composed (NFC) or decomposed, as a Mac does."""
    try:
        if path.parent == path or path.exists():
            return path
        folder, name = file_named(path.parent), unicodedata.normalize("NFC", path.name)
        return next((each for each in folder.iterdir() if unicodedata.normalize("NFC", each.name) == name), path)
    except (OSError, ValueError):
        return path


def empty_sentence(proof: ProofFile) -> str:
    """Return what is said of a file with nothing in it."""
    return _("{file} is empty (0 bytes).").format(file=proof.name)


def path_from(file: Path, beside: Path) -> str:
    """Return the path of a file as seen from the folder of another, with slashes on every system."""
    place = file.parent.resolve() / file.name
    try:
        return PurePath(os.path.relpath(place, beside.parent.resolve())).as_posix()
    except ValueError:  # on another drive of Windows
        return place.as_posix()


def proof_state(proof: ProofFile, beside: Path) -> ProofState:
    """Return whether a file is still the one that was recorded."""
    place = file_named(beside.parent.resolve() / proof.path)
    try:
        if place.stat().st_size != proof.size:
            return "changed"
        return "same" if _size_and_digest(place)[1] == proof.sha256 else "changed"
    except (OSError, ValueError):
        return "missing"


def _size_and_digest(file: Path) -> tuple[int, str]:
    from hashlib import sha256  # most that is shown has no file

    size, digest = 0, sha256()
    for piece in pieces_of(file):
        size += len(piece)
        digest.update(piece)
    return size, digest.hexdigest()


def pieces_of(file: Path) -> Iterator[bytes]:
    """Yield what is in a file, a piece at a time."""
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            yield piece
