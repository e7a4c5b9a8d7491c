"""The copies that are made without being asked for: before what may alter much, and with the first write of a day."""

from pathlib import Path

from coordplan.errors import NoCopy
from coordplan.store.copies.copy_place import CopyPlace
from coordplan.text.language import translate as _

LARGEST_DAILY = 64 << 20  # bytes; a larger file would keep whoever writes first waiting


def ensure_copy(path: Path, place: CopyPlace | None, before: str = "") -> str:
    """Make a copy where one is due: before what ``before`` names always, else where there is none of this day.

    Whoever calls holds the write lock and has written nothing, so that the copy is of the file as it was. Returns what
    is worth saying: that the day has no copy. Raises NoCopy where one fails without which nothing is to follow, and
    FileUnusable where the file turns out to be damaged.
    """
    if place is None or not place.automatic or not (before or _is_due(path, place)):
        return ""
    from coordplan.store.copies.making import make_copy, prune_copies  # most writes make none

    try:
        make_copy(path, place, before, in_full=False)
    except NoCopy as error:
        if not before:
            return f"{error.sentence} {error.way_out}"
        error.sentence += " " + _("Nothing was written.")
        error.way_out += " " + _("Or go on without a copy: COORDPLAN_BACKUPS=off")
        raise
    prune_copies(place)
    return ""


def _is_due(path: Path, place: CopyPlace) -> bool:
    return not place.has_copy_of(place.at.date()) and path.stat().st_size <= LARGEST_DAILY
