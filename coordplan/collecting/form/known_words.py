"""What a form says of an occurrence beside it: what it counts, and the last that is recorded of it."""

import sqlite3
from datetime import date

from coordplan.model import DONE, Entry, Target
from coordplan.progress import is_falling, value_remark, write_target, write_value
from coordplan.text.language import translate as _
from coordplan.text.writing import plain, write_day, write_number, write_percent


def form_target(row: sqlite3.Row) -> Target | None:
    """Return the target of an occurrence; None where it is counted in percent."""
    unit = plain(row["unit"] or "")
    sums = bool(row["sums"])
    return None if row["target"] is None else Target(row["target"], unit, row["baseline"] or 0.0, sums=sums)


def words_of_target(target: Target | None) -> str:
    """Return what a form asks for: a percent, the value reached, or what the period brought of what adds up."""
    if target is None:
        return "%"
    words = plain(write_target(target))
    return _("{target} in all; write what the period brought").format(target=words) if target.sums else words


def known_words(row: sqlite3.Row, entry: Entry | None) -> str:
    """Return the last that is recorded, with its day; empty where nothing ever was, which is not 0%."""
    if entry is None:
        return ""
    if row["standing"] in DONE:
        words = write_day(date.fromisoformat(row["done_on"]))
        said = (plain(row["evidence"] or ""), value_remark(True, row["value"], form_target(row)))
        return ": ".join((words, "; ".join(filter(None, said)))) if any(said) else words
    return f"{known_amount(row, entry)} ({write_day(entry.observed_on)})"


def known_amount(row: sqlite3.Row, entry: Entry) -> str:
    """Return how far an open occurrence is by the last that is recorded."""
    target = form_target(row)
    if entry.value is None:
        return write_percent(entry.percent or 0.0)
    if target is not None and target.sums:
        return _("in all {total}").format(total=write_value(row["value"] or 0.0, target))
    if target is not None and is_falling(target):
        return write_value(entry.value, target)
    return f"{write_number(entry.value)} {plain(row['unit'] or '')}".strip()
