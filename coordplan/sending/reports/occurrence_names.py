"""How the sentences of a report name activities and count: a name and its period, never an id."""

import re
from collections.abc import Sequence

from coordplan.dates.period_words import occurrence_period, with_period
from coordplan.dates.periods import PROGRAM
from coordplan.sending.reports.values import PeriodReport, ReportRow
from coordplan.text.language import language, mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import write_counted

_PERIODS_AT_HAND = {
    "Q": mark("in the quarter"),
    "H": mark("in the half-year"),
    "9": mark("in the nine months"),
    "": mark("in the year"),
}


_ENDS_WITH_POINT = ("v.v.", "...")
_EVERY = re.compile(r" h[ằà]ng (?:tháng|quý|năm)$")  # which a period behind it says otherwise


def in_the_period(key: str) -> str:
    """Return a period within a sentence where the paper has named it: in the quarter, in the year."""
    if key == PROGRAM.key:
        return _("in the program period")
    if ".." in key:
        return _("in these years")
    part = key.partition("-")[2]
    return _("in the month") if part.isdecimal() else _(_PERIODS_AT_HAND[part[:1]])


def capital(sentence: str) -> str:
    """Return words that begin a sentence."""
    return sentence[:1].upper() + sentence[1:]


def within_sentence(title: str) -> str:
    """Return a title as it stands within a sentence: its first letter small, unless a name begins it.

    ``Giao ban báo chí`` is ``giao ban báo chí``; ``Sở Y tế ...``, ``UBND ...`` and ``Luật Đất đai ...`` stay.
    A point that ends the title does not end the sentence.
    """
    title = title if title.endswith(_ENDS_WITH_POINT) else title.rstrip(" .;,")
    first, _space, rest = title.partition(" ")
    if not first or first[1:] != first[1:].lower() or rest[:1].isupper():
        return title
    return title[:1].lower() + title[1:]


def row_name(row: ReportRow) -> str:
    """Return an occurrence by the title of its activity and its period in brackets, as a table has it."""
    return with_period(row.work.title, row.work.occurrence)


def row_in_sentence(row: ReportRow, period: bool = True) -> str:
    """Return an occurrence within a sentence: by its short title where it has one."""
    title = within_sentence(row.short or row.work.title)
    return with_period(title, row.work.occurrence) if period else title


def name_with_period(row: ReportRow) -> str:
    """Return an occurrence within a sentence where brackets follow: its period right behind its name."""
    title, period = row_in_sentence(row, period=False), occurrence_period(row.work.occurrence)
    if language() == "vi" and not period[:1].isdigit():
        return f"{_EVERY.sub('', title)} {period}" if period else title
    return ", ".join(filter(None, (title, period)))


def count_of(report: PeriodReport, number: int) -> str:
    """Return a count as it stands before what is counted: below ten as ``01`` where the profile says so."""
    return write_counted(number, report.profile.leading_zero)


def counted(report: PeriodReport, singular: str, plural: str, number: int, **values: object) -> str:
    """Return a sentence about a number of things, ``{n}`` in it."""
    return translate_count(singular, plural, number).format(n=count_of(report, number), **values)


def point_letter(number: int) -> str:
    """Return the letter of a point, the first of them 0: in Vietnamese đ stands behind d, and f is none."""
    letters = "abcdđeghiklmnopqrstuvxy" if language() == "vi" else "abcdefghijklmnopqrstuvwxyz"
    return letters[number] if number < len(letters) else str(number + 1)


def enumerated(items: Sequence[str]) -> str:
    """Return things one after the other: with semicolons where one of them holds a comma.

    In Vietnamese "và" stands between two things alone.
    """
    between = "; " if any(", " in item or "; " in item for item in items) else ", "
    if language() == "vi" and len(items) > 2:
        return between.join(items)
    *others, last = items
    return _("{others} and {last}").format(others=between.join(others), last=last) if others else last
