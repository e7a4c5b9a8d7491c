"""What an activity carries on of the program before, and what carries it on in the next: each in its own file."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from coordplan.errors import UnknownId
from coordplan.model import OPEN, Activity
from coordplan.named_tuples import NamedTuple
from coordplan.paper.data import bare_percent
from coordplan.seeing.gather import listing, named_activity
from coordplan.seeing.listing import ListedOccurrence
from coordplan.seeing.opening import Reading
from coordplan.seeing.predecessor import NotAtHand, file_of_program, file_shown, successors
from coordplan.store.definitions import continued
from coordplan.store.questions import Question
from coordplan.text.language import translate as _
from coordplan.text.writing import standing_words, write_day, write_percent


class LinkedOccurrence(NamedTuple):
    """An occurrence of another program, as it stands in that one's file."""

    program: str
    occurrence: str
    file: str = ""  # as an answer names it
    title: str = ""
    lead_title: str = ""
    listed: ListedOccurrence | None = None  # None: not at hand
    reason: str = ""  # why it is not

    def by_name(self) -> dict[str, Any]:
        """Return the values under their names in ``coordplan/show/1``."""
        row = self.listed
        return {
            "program": self.program,
            "occurrence": self.occurrence,
            "file": self.file or None,
            "title": row and row.title,
            "lead": row and row.lead,
            "due": row and row.due,
            "standing": row and row.standing,
            "percent": row and bare_percent(row.percent),
            "done_on": row and row.done_on,
            "missing": self.reason or None,
        }


def carried_from(reading: Reading, activity: Activity) -> LinkedOccurrence | None:
    """Return what an activity carries on; None where it begins here."""
    if not activity.continues:
        return None
    program, _slash, occurrence = activity.continues.partition("/")
    with file_of_program(reading, program) as other:
        return linked_occurrence(other, program, occurrence)


def linked_occurrence(other: Reading | NotAtHand, program: str, occurrence: str) -> LinkedOccurrence:
    """Return an occurrence of another program's file, or why it is not at hand."""
    link = LinkedOccurrence(program, occurrence)
    if isinstance(other, NotAtHand):
        return link._replace(file=other.file, reason=other.reason)
    link = link._replace(file=file_shown(other))
    try:
        rows = named_activity(other, occurrence)[2]
    except UnknownId as error:
        return link._replace(reason=error.sentence)
    if not rows:
        return link._replace(reason=_("{id} was taken out there.").format(id=occurrence))
    return _link(other, rows[0])


def carried_into(reading: Reading, rows: Sequence[ListedOccurrence]) -> tuple[LinkedOccurrence, ...]:
    """Return what carries on some occurrences in the programs that follow; looked for from this one's last year on."""
    if reading.as_of.year < reading.program.until_on.year or not rows:
        return ()
    ended = reading.as_of > reading.program.until_on
    wanted = {f"{reading.program.id}/{row.occurrence}" for row in rows if ended or row.standing in (*OPEN, "suspended")}
    return tuple(_carried_on(reading, wanted)) if wanted else ()


def _carried_on(reading: Reading, wanted: set[str]) -> Iterator[LinkedOccurrence]:
    with successors(reading) as others:
        for other in others:
            links = [
                _link(other, row)
                for id_, source in continued(other.connection, other.up_to_change).items()
                if source in wanted
                for row in islice(listing(other, Question(other.as_of, other.up_to_change, activity=id_)).rows, 1)
            ]
            yield from links
            yield from _carried_on(other, wanted | {f"{link.program}/{link.occurrence}" for link in links})


def _link(other: Reading, row: ListedOccurrence) -> LinkedOccurrence:
    return LinkedOccurrence(
        other.program.id,
        row.occurrence,
        file_shown(other),
        other.program.short or other.program.title,
        other.body_short(row.lead),
        row,
    )


def link_words(link: LinkedOccurrence) -> str:
    """Return where an occurrence of another program stands, or why that cannot be said."""
    id_ = f"{link.program}/{link.occurrence}"
    row = link.listed
    if row is None:
        return f"{id_} ({link.reason.rstrip('.')})"
    facts = [standing_words(row.standing)]
    if row.done_on is not None:
        facts.append(write_day(row.done_on))
    else:
        facts.append(write_percent(row.percent))
        if row.due is not None:
            facts.append(_("due {day}").format(day=write_day(row.due)))
    return f"{id_}: {', '.join((*facts, link.lead_title))} ({link.file})"
