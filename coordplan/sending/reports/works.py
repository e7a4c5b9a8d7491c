"""Activities with their occurrences in a period, and how a report's sentences name them."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from coordplan.dates.period_words import occurrence_period
from coordplan.model import DONE, OVERDUE
from coordplan.named_tuples import NamedTuple
from coordplan.seeing.values import StatusGroup
from coordplan.sending.reports.occurrence_names import counted, row_in_sentence, within_sentence
from coordplan.sending.reports.values import PeriodReport, ReportRow
from coordplan.text.language import translate as _
from coordplan.text.writing import write_joined, write_number

NAMED = 4  # activities of each side, where the office says nothing else
LEFT_OVER = 2  # occurrences that are named as well: to say that there are others costs no less
_RAREST_FIRST = ("", "year", "half", "quarter", "month", "week")


class Work(NamedTuple):
    """An activity with those of its occurrences that some report is about, at least one."""

    rows: tuple[ReportRow, ...]

    @property
    def first(self) -> ReportRow:
        return self.rows[0]

    @property
    def id(self) -> str:
        return self.first.work.activity

    def of(self, standings: Collection[str]) -> tuple[ReportRow, ...]:
        return tuple(row for row in self.rows if row.work.standing in standings)

    @property
    def done(self) -> tuple[ReportRow, ...]:
        return self.of(DONE)

    @property
    def overdue(self) -> tuple[ReportRow, ...]:
        return self.of(OVERDUE)

    @property
    def fallen_due(self) -> int:
        return len(self.done) + len(self.overdue)


class ContentWorks(NamedTuple):
    """A content with its activities of the period, and under which points some of them were told before."""

    group: StatusGroup
    works: tuple[Work, ...]
    told: Mapping[str, str]  # letters of points by activity, in their order

    @property
    def known(self) -> list[Work]:
        return [work for work in self.works if work.id in self.told and work.fallen_due]

    @property
    def new(self) -> list[Work]:
        return [work for work in self.works if work.id not in self.told]

    def points(self, works: Iterable[Work]) -> str:
        """Return the letters of the points under which some activities were told."""
        letters = {self.told[work.id] for work in works}
        return write_joined([letter for letter in dict.fromkeys(self.told.values()) if letter in letters])


def works_of(rows: Iterable[ReportRow]) -> tuple[Work, ...]:
    """Return the activities of some occurrences, in the order in which these begin."""
    found: dict[str, list[ReportRow]] = {}
    for row in rows:
        found.setdefault(row.work.activity, []).append(row)
    return tuple(Work(tuple(each)) for each in found.values())


def in_order_of_telling(works: Iterable[Work]) -> list[Work]:
    """Return activities as they are told: most periods first, then what is done once, then rare before often."""
    return sorted(
        works,
        key=lambda work: (-work.fallen_due if work.fallen_due > 1 else 0, _RAREST_FIRST.index(work.first.every)),
    )


def in_brackets(name: str, *words: str) -> str:
    """Return a name with what is said of it in one pair of brackets; what is blank is left out."""
    said = ", ".join(each for each in words if each)
    return f"{name} ({said})" if said else name


def periods_words(done: int, fallen_due: int) -> str:
    """Return how many periods of what recurs are done: ``3/3 kỳ``."""
    return _("{done}/{due} periods").format(done=write_number(done), due=write_number(fallen_due))


def done_work(report: PeriodReport, work: Work, lead: str = "", short: bool = False) -> str:
    """Return an activity of which something is done, with who led it and how many of its periods."""
    periods = moved = ""
    if work.fallen_due > 1:
        periods = periods_words(len(work.done), work.fallen_due)
        moved = _moved_here(report, work.done)
    name = row_in_sentence(work.first, period=False) if short else within_sentence(work.first.work.title)
    return in_brackets(name, lead, periods, moved)


def _moved_here(report: PeriodReport, rows: Sequence[ReportRow]) -> str:
    """Return which periods fell due before this report's, and were extended into it."""
    moved = [
        occurrence_period(row.work.occurrence)
        for row in rows
        if row.work.original_due is not None and row.work.original_due < report.period.first
    ]
    if not all(moved):
        return ""
    return _("{periods} by an extended due date").format(periods=", ".join(moved)) if moved else ""


def named_and_others(report: PeriodReport, names: Sequence[str], most: int, more: int = 0) -> str:
    """Return some activities, at most so many by name, and how many others there are, ``more`` among them."""
    if len(names) == most + 1 and not more:  # to say that there is another costs no less than its name
        most += 1
    others = len(names[most:]) + more
    words = counted(report, "{n} other activity (annex)", "{n} other activities (annex)", others)
    return names_and(names[:most], words if others else "")


def occurrences_and_others(report: PeriodReport, names: Sequence[str], most: int, part: str = "") -> str:
    """Return some occurrences by name, at most so many (one or two more), and how many others there are.

    These stand in the annex, unless a part of the body has them all in a table.
    """
    if len(names) <= most + LEFT_OVER:
        return names_and(names, "")
    others = len(names) - most
    words = counted(report, "{n} other occurrence (annex)", "{n} other occurrences (annex)", others)
    if part:
        words = counted(
            report,
            "{n} other occurrence named in part {part}",
            "{n} other occurrences named in part {part}",
            others,
            part=part,
        )
    return names_and(names[:most], words)


def names_and(names: Sequence[str], others: str) -> str:
    told = "; ".join(names)
    return _("{names} and {others}").format(names=told, others=others) if told and others else told or others
