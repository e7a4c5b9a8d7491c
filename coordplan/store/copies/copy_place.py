"""Where copies of a file go. Every write looks here whether one is due, so nothing is imported for it."""

import os
from datetime import date, datetime
from pathlib import Path

from coordplan.named_tuples import NamedTuple
from coordplan.store.copies.copy_names import CopyName, parse_copy_name
from coordplan.store.format import BACKUPS

_OFF = "off"


class CopyPlace(NamedTuple):
    """Where copies of a file go, and the moment at which they are made, in the office's time."""

    folder: Path
    stem: str
    at: datetime
    automatic: bool = True  # False: none is made by itself

    def copies(self) -> list[CopyName]:
        """Return the copies that are there."""
        try:
            with os.scandir(self.folder) as entries:
                found = [parse_copy_name(entry.name, self.stem) for entry in entries]
        except OSError:
            return []
        return [copy for copy in found if copy is not None]

    def has_copy_of(self, day: date) -> bool:
        return any(copy.day == day for copy in self.copies())


def copy_place(path: Path, named: str, at: datetime) -> CopyPlace:
    """Return where copies of a file go: beside it, or where COORDPLAN_BACKUPS says (``named``; ``off``: by hand only).

    A folder that is named may be that of many files, of several machines too: what names a copy then tells them apart.
    """
    path = path.resolve()
    stem = path.name.removesuffix(".db")
    if named.lower() in ("", _OFF):
        return CopyPlace(path.parent / BACKUPS, stem, at, automatic=not named)
    from hashlib import sha256

    machine = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    tag = sha256(f"{machine}:{path}".encode("utf-8", "surrogateescape")).hexdigest()[:6]
    return CopyPlace(Path(named), f"{stem}-{tag}", at)
