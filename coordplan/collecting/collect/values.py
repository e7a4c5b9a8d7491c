"""What became of the files that came back, as values: each file, each row in it, and what is wrong by cell."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from coordplan.collecting.collect.contact import Contact
from coordplan.collecting.requests import RowRequest
from coordplan.errors import Doubt, Problem
from coordplan.model import RowAnswer, RowOutcome, Target
from coordplan.named_tuples import NamedTuple
from coordplan.paper.data import bare, bare_percent
from coordplan.paper.mail import MailDraft
from coordplan.progress import Progress

WHAT_IS_SAID = (
    "said",
    "done_on",
    "evidence",
    "difficulties",
    "recommendations",
)  # of a row: shown and recorded
FileOutcome = Literal["accepted", "partly", "blank", "sent_back", "conflict", "doubted", "known", "refused"]


def cell_problem(occurrence: str, cell: str, message: str, way_out: str = "") -> Problem:
    """Return what is wrong with a cell of a file that came back, or (without a cell) with the file."""
    return Problem("", 0, 0, "return", message, way_out, cell=cell, occurrence=occurrence)


class ShortStanding(NamedTuple):
    """How an occurrence stands, in short."""

    standing: str
    percent: float
    done_on: date | None
    value: float | None = None
    target: Target | None = None

    def by_name(self) -> dict[str, Any]:
        return {
            "standing": self.standing,
            "percent": bare_percent(self.percent),
            "value": bare(self.value),
            "done_on": self.done_on,
        }


class OursSince(NamedTuple):
    """What was recorded here after a form went out; the names are those of its JSON."""

    words: str
    observed_on: date
    by: str
    change: int
    taken_back: bool = False
    own_form: str | None = None  # the period of the form in which the organization itself said so
    own_file: str | None = None  # and its file


class ReturnedRow(NamedTuple):
    """What a form says of an occurrence, as it was read from its cells, and what becomes of it."""

    occurrence: str
    title: str
    answer: RowAnswer = "answered"
    outcome: RowOutcome | Literal["conflict", "doubted"] = "nothing"
    progress: Progress | None = None
    done: bool | None = None  # None: nothing is said of it
    done_on: date | None = None
    evidence: str = ""
    difficulties: str = ""
    recommendations: str = ""
    cell: str = ""  # where what it says of progress begins
    note: str = ""  # in brackets behind the progress
    before: ShortStanding | None = None
    after: ShortStanding | None = None
    ours: tuple[OursSince, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    file_names: tuple[str, ...] = ()  # of what was sent along
    files_cell: str = ""  # where they stand
    requests: tuple[RowRequest, ...] = ()  # an extension, and the like

    @property
    def finished(self) -> bool:
        return self.done is True or (self.done is None and self.done_on is not None)

    @property
    def observes(self) -> bool:
        """Whether it says anything that becomes an entry."""
        return self.progress is not None or self.finished or bool(self.evidence or self.file_names)

    @property
    def blank(self) -> bool:
        return not (self.observes or self.done is not None or self.difficulties or self.recommendations)

    @property
    def said(self) -> str:
        """The progress as it was understood: 60%, 12, done; no: not done; empty: nothing is said."""
        words = []
        if self.progress is not None and self.progress.percent is not None:
            words.append(f"{bare_percent(self.progress.percent)}%")
        if self.progress is not None and self.progress.value is not None:
            words.append(str(bare(self.progress.value)))
        if self.finished:
            words.append("done")
        return " ".join(words) or ("no" if self.done is False else "")

    def by_name(self) -> dict[str, Any]:
        return {
            "occurrence": self.occurrence,
            "title": self.title,
            "answer": self.answer,
            "outcome": self.outcome,
            **{name: getattr(self, name) or None for name in WHAT_IS_SAID},
            "before": self.before,
            "after": self.after,
            "ours": self.ours,
            "doubts": [each.sentence for each in self.doubts],
            "files": self.file_names,
            "requests": self.requests,
        }


class CollectedFile(NamedTuple):
    """A file that came back, and what becomes of it."""

    name: str  # as it was named on the command line
    digest: str
    outcome: FileOutcome
    period: str = ""
    organization: str = ""
    title: str = ""  # of the organization
    rows: tuple[ReturnedRow, ...] = ()
    faults: tuple[Problem, ...] = ()
    faults_for_sender: tuple[Problem, ...] = ()  # the same in the language of the form
    doubts_for_sender: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()  # worth saying, and no obstacle
    missing: tuple[str, ...] = ()  # asked for, and in no row that came back
    known_change: int | None = None  # that took in the same file before
    marked: str = ""  # where the copy with marks stands
    contact: Contact = Contact()  # who filled it in
    known_by: str = ""  # who took in the same file before
    letter: str = ""  # where the text of the letter stands that goes with the copy
    mail: MailDraft | None = None  # the letter with the copy
    drafted: str = ""  # where the draft of that mail stands
    replaced: bool = False  # it came before, and another of the same form is beside it

    @property
    def lacks_address(self) -> bool:
        """Whether the draft of its mail says to nobody where it goes."""
        return self.mail is not None and not self.mail.to

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """What is more likely a slip, by its cell: whoever collects says that it is meant, or it waits."""
        return tuple(
            cell_problem(row.occurrence, row.cell, doubt.sentence.rstrip("."), doubt.way_out)
            for row in self.rows
            for doubt in row.doubts
        )

    @property
    def taken_in(self) -> int:
        return self.count("taken_in") if self.outcome in ("accepted", "partly") else 0

    def count(self, outcome: str) -> int:
        return sum(row.outcome == outcome for row in self.rows)

    def by_name(self) -> dict[str, Any]:
        return {
            "file": self.name,
            "sha256": self.digest or None,
            "period": self.period or None,
            "organization": self.organization or None,
            "outcome": self.outcome,
            "known_change": self.known_change,
            "rows": len(self.rows),
            "taken_in": self.taken_in,
            "sent_back": self.count("sent_back"),
            "marked": self.marked or None,
            "occurrences": self.rows,
            "problems": _by_cell(self.faults),
            "doubts": _by_cell(self.doubts),
            "remarks": _by_cell(self.remarks),
            "not_answered": self.missing,
            "answered_by": self.contact.answered_by or None,
            "telephone": self.contact.telephone or None,
            "known_by": self.known_by or None,
            "letter": self.letter or None,
            "mail": self.drafted or None,
        }


def _by_cell(problems: Iterable[Problem]) -> list[dict[str, str | None]]:
    return [
        {
            "cell": each.cell or None,
            "occurrence": each.occurrence or None,
            "message": each.message,
            "way_out": each.remedy or None,
        }
        for each in problems
    ]


class Collection(NamedTuple):
    """What `coordplan collect` did, or would do; the names are those of its JSON."""

    received_on: date
    dry_run: bool
    illustrative: bool
    change: int | None
    files: tuple[CollectedFile, ...]
