"""What copies are called, and which of them are kept: names and days; nothing here opens a file.

``coordplan-2024-06-30-091502-41.db`` is a copy of coordplan.db as it was at 09:15:02 on 30 June 2024, up to change 41;
``...-41-before-load.db`` was made because a load was to follow.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime

from coordplan.named_tuples import NamedTuple

DAYS_KEPT = 10
MONTHS_KEPT = 12
KEPT_BEFORE = 5  # loads and whatever else may alter much at once
# What an earlier program can still open, and what a restored file no longer has: each is the only one of its kind
KEPT_FOR_GOOD = ("upgrade", "restore")


class CopyName(NamedTuple):
    """What the name of a copy says."""

    stem: str  # what the copies of one file have in common
    day: date  # of the office, as is the time
    time: str  # 091502
    change: int  # the last one in it
    before: str = ""  # load, import, merge, restore or upgrade; else the day's copy, or one by hand

    @property
    def file_name(self) -> str:
        before = f"-before-{self.before}" if self.before else ""
        return f"{self.stem}-{self.day}-{self.time}-{self.change}{before}.db"


def copy_name_at(stem: str, moment: datetime, change: int, before: str = "") -> CopyName:
    return CopyName(stem, moment.date(), moment.strftime("%H%M%S"), change, before)


def parse_copy_name(file_name: str, stem: str) -> CopyName | None:
    """Return what the name of a file says, None where it is not a copy of the file that has this stem."""
    if not (file_name.startswith(f"{stem}-") and file_name.endswith(".db")):
        return None
    words = file_name[len(stem) + 1 : -len(".db")].split("-")  # no pattern: every write looks at some names
    try:
        day, (time, change, *rest) = date(*map(int, words[:3])), words[3:]
        copy = CopyName(stem, day, time, int(change), rest[1] if rest[:1] == ["before"] else "")
    except (ValueError, IndexError):
        return None
    return copy if copy.file_name == file_name and len(time) == len("091502") else None


def stem_of_copy(file_name: str) -> str:
    """Return the stem of the file that a copy is of, by the copy's name; "" where that is no name of a copy."""
    for at in (each.start() for each in re.finditer("-", file_name)):
        if parse_copy_name(file_name, file_name[:at]) is not None:
            return file_name[:at]
    return ""


def stem_untagged(stem: str) -> str:
    """Return a stem without what tells files of one name apart in a folder that COORDPLAN_BACKUPS names."""
    return re.sub("-[0-9a-f]{6}$", "", stem)


def copies_to_keep(copies: Iterable[CopyName], today: date) -> set[CopyName]:
    """Return the copies that stay: of each of the ten latest days and the twelve latest months that have any, one.

    That is the last one, if possible one that was not made because something was to follow. Beside these stay what was
    made today as the day's or by hand, the five latest that were made before something (of those up to one change the
    last: a load may be tried many times), and every one before an upgrade or a restore. Days without a copy do not
    count: who comes back after half a year finds the ten before it.
    """
    ordered = sorted(copies, key=lambda copy: (copy.day, copy.time, copy.change, copy.before))
    plain_last = sorted(ordered, key=lambda copy: not copy.before)  # the order stays otherwise
    kept = {copy for copy in ordered if copy.before in KEPT_FOR_GOOD or (copy.day == today and not copy.before)}
    kept.update(_last_of_each(plain_last, lambda copy: (copy.day.year, copy.day.month, copy.day.day), DAYS_KEPT))
    kept.update(_last_of_each(plain_last, lambda copy: (copy.day.year, copy.day.month), MONTHS_KEPT))
    loads = [copy for copy in ordered if copy.before not in ("", *KEPT_FOR_GOOD)]
    kept.update(_last_of_each(loads, lambda copy: (copy.change,), KEPT_BEFORE))
    return kept


def _last_of_each(
    copies: Iterable[CopyName], span_of: Callable[[CopyName], tuple[int, ...]], most: int
) -> Iterable[CopyName]:
    last = {span_of(copy): copy for copy in copies}
    return [last[span] for span in sorted(last)[-most:]]
