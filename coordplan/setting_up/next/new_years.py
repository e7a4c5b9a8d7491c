"""The years of the next program: its days, its id, and texts that name the years of the one before."""

import re
from datetime import date

from coordplan.dates.days import month_end
from coordplan.dates.period_words import write_period
from coordplan.dates.periods import period_of
from coordplan.definitions.fields import LONGEST_ID
from coordplan.model import Program

_TERM = 5  # years of a term, which ends with a year that it divides: 2021-2025, 2026-2030


def next_term(program: Program) -> tuple[date, date]:
    """Return the first and last day of the next program: from the day after, to the end of the term of five years."""
    first = date.fromordinal(program.until_on.toordinal() + 1)
    return first, date(-(-first.year // _TERM) * _TERM, 12, 31)


def id_of_next(program: Program, first: date, last: date) -> str:
    """Return the id of the next program: with its years in the place of the old ones, or behind."""
    years, stem = f"{first.year}-{last.year}", with_years(program.id, program, first, last)
    if stem != program.id:
        return stem
    return f"{program.id[: LONGEST_ID - len(years) - 1].rstrip('-')}-{years}"


def with_years(text: str, program: Program, first: date, last: date) -> str:
    """Return a text that names the years of a program (2022-2025) with those of the next."""
    pair = rf"(?<!\d){program.start_on.year}(\s*[-\N{{EN DASH}}]\s*){program.until_on.year}(?!\d)"
    return re.sub(pair, rf"{first.year}\g<1>{last.year}", text)


def in_year(day: date, year: int) -> date:
    """Return a day in another year; the last of February where there is no other."""
    return day.replace(year=year, day=min(day.day, month_end(year, day.month).day))


def quarter_end(day: date) -> date:
    """Return the last day of the quarter of a day."""
    return period_of("quarter", day).last_on


def words_of_key(key: str) -> str:
    """Return the words of the key of a period."""
    try:
        return write_period(key)
    except ValueError:  # of a week
        return key


def free_id(wanted: str, taken: set[str]) -> str:
    """Return an id that is free: as wanted, or cut and numbered."""
    id_, number = wanted[:LONGEST_ID].rstrip("-"), 1
    while id_ in taken:
        number += 1
        ending = f"-{number}"
        id_ = wanted[: LONGEST_ID - len(ending)].rstrip("-") + ending
    return id_
