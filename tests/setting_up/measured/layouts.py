"""What a measured layout is: a file to build, the rows in it, and what they mean."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from coordplan.model import Activity, Target
from coordplan.text.writing import write_number


class Row(NamedTuple):
    """A row as an office writes it, and behind that what it means.

    ``due`` is in the notation of ``due_words``; readings that make the same days may stand beside each other, parted
    by "|". ``answer`` (WORDS=ANSWER) is what settles a question that a person would ask of the row, too.
    """

    title: str
    leads: str
    partners: str
    when: str
    output: str
    lead: str
    with_: str = ""  # ids, parted by spaces
    due: str = ""
    contents: str = ""  # ids, parted by spaces; none: those of its group, or of the layout
    output_meant: str | None = None  # where the cell says "as above"
    title_meant: str = ""  # where the cell says more than the title
    target: str = ""
    answer: str = ""


class Group(NamedTuple):
    """A line over the rows that follow it, and the contents it stands for."""

    number: str
    title: str
    contents: str = ""
    answer: str = ""  # as of a row: the question of all rows of the group


Line = Row | Group


class Layout(NamedTuple):
    """An annex to measure."""

    name: str
    plan: str
    build: Callable[[Path], Path]
    lines: tuple[Line, ...]
    years: tuple[int, int]  # what recurs does so in these
    contents: str = ""  # told beside the file (--content) where the annex has none
    year: int | None = None  # told beside the file (--year) where the annex has none


class Meaning(NamedTuple):
    """What a row says, to be compared with what the program makes of it."""

    title: str
    contents: str
    lead: str
    partners: str
    due: str
    output: str
    target: str


class Measured(NamedTuple):
    """A row of a layout with its meaning; ``due`` may be one of several readings."""

    meaning: Meaning
    answers: tuple[str, ...]

    def is_met_by(self, found: Meaning) -> bool:
        return found.due in self.meaning.due.split("|") and found._replace(due=self.meaning.due) == self.meaning


def measured_rows(layout: Layout) -> list[Measured]:
    """Return what is expected of each row of a layout, in the order of the annex."""
    rows = []
    contents, answer = layout.contents, ""
    for line in layout.lines:
        if isinstance(line, Group):
            contents, answer = line.contents or layout.contents, line.answer
            continue
        meaning = Meaning(
            title=line.title_meant or line.title,
            contents=line.contents or contents,
            lead=line.lead,
            partners=" ".join(sorted(line.with_.split())),
            due="|".join(with_years(each, layout.years) for each in line.due.split("|")),
            output=line.output if line.output_meant is None else line.output_meant,
            target=line.target,
        )
        rows.append(Measured(meaning, tuple(filter(None, (answer, line.answer)))))
    return rows


def with_years(due: str, years: tuple[int, int]) -> str:
    """Return a reading with the years in which it recurs."""
    return due if due[:2] == "20" or " in " in due else f"{due} in {years[0]}-{years[1]}"


def meaning_of(activity: Activity, program_years: tuple[int, int]) -> Meaning:
    """Return what the program makes of a row, in the notation of the tables."""
    return Meaning(
        title=activity.title,
        contents=" ".join(activity.contents),
        lead=activity.lead,
        partners=" ".join(sorted(activity.partners)),
        due=due_words(activity, program_years),
        output=activity.output,
        target="" if activity.target is None else target_words(activity.target, program_years),
    )


def target_words(target: Target, program_years: tuple[int, int]) -> str:
    """Return a target with its value in each year of the program, once where it is the same in all: ``2 3 3 4 lớp``."""
    values, value = [], target.value
    for year in range(program_years[0], program_years[1] + 1):
        value = dict(target.by_year).get(year, value)
        values.append(write_number(value))
    return f"{' '.join(values if len(set(values)) > 1 else values[:1])} {target.unit}".strip()


def due_words(activity: Activity, program_years: tuple[int, int]) -> str:
    """Return when an activity is due: ``2024-06-30``, ``2024-04-01/2024-06-30``, several days, or a rhythm."""
    if activity.every is None and activity.due_days:
        return " ".join(activity.due_days)
    if activity.due_on is not None:
        start = activity.start_on
        return f"{start}/{activity.due_on}" if start is not None else f"{activity.due_on}"
    first, last = (
        program_years[0] if activity.start_on is None else activity.start_on.year,
        program_years[1] if activity.until_on is None else activity.until_on.year,
    )
    return f"{_rhythm(activity)} in {first}-{last}"


def _rhythm(activity: Activity) -> str:
    if activity.ongoing:
        return "ongoing"
    if activity.every != "year":
        return " ".join(filter(None, (activity.every, str(activity.due_day or ""))))
    if activity.due_days:
        return " ".join(("year", *activity.due_days))
    if activity.due_month is None and activity.due_day is None:
        return "year"
    month = activity.due_month or 12
    day = date(2023, month, activity.due_day or monthrange(2023, month)[1])
    opens = activity.start_month or (activity.due_month if activity.due_day is None else None)
    window = "" if opens is None else f"{opens:02}-01/"
    return f"year {window}{day:%m-%d}"
