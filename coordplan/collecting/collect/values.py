"""What became of the files that came back, as values: each file, each row in it, and what is wrong by cell. Pure."""

from datetime import date
from typing import Literal, NamedTuple

from coordplan.model import RowAnswer, RowOutcome

FileOutcome = Literal["accepted", "partly", "sent_back", "conflict", "known", "refused"]


class CellFault(NamedTuple):
    """What is wrong with a cell of a file that came back, or (without a place) with the file."""

    place: str  # F12
    occurrence: str
    message: str
    way_out: str = ""


class Stands(NamedTuple):
    """How an occurrence stands, in short."""

    standing: str
    percent: float
    done_on: date | None
    value: float | None = None
    unit: str = ""


class OursSince(NamedTuple):
    """What was recorded here after a form went out."""

    words: str
    observed_on: date
    by: str
    change: int
    taken_back: bool = False


class CollectedRow(NamedTuple):
    """What a form says of an occurrence, and what becomes of it."""

    occurrence: str
    title: str
    answer: RowAnswer
    outcome: RowOutcome | Literal["conflict"]
    said: str = ""
    done_on: date | None = None
    evidence: str = ""
    difficulties: str = ""
    recommendations: str = ""
    before: Stands | None = None
    after: Stands | None = None
    ours: tuple[OursSince, ...] = ()


class CollectedFile(NamedTuple):
    """A file that came back, and what becomes of it."""

    name: str  # as it was named on the command line
    digest: str
    outcome: FileOutcome
    period: str = ""
    organization: str = ""
    title: str = ""  # of the organization
    rows: tuple[CollectedRow, ...] = ()
    faults: tuple[CellFault, ...] = ()
    remarks: tuple[CellFault, ...] = ()
    missing: tuple[str, ...] = ()  # asked for, and in no row that came back
    known_change: int | None = None  # that took in the same file before
    marked: str = ""  # where the copy with marks stands

    @property
    def taken_in(self) -> int:
        return sum(row.outcome == "taken_in" for row in self.rows) if self.outcome in ("accepted", "partly") else 0

    def count(self, outcome: str) -> int:
        return sum(row.outcome == outcome for row in self.rows)


class Collection(NamedTuple):
    """What `coordplan collect` did, or would do."""

    received_on: date
    dry_run: bool
    files: tuple[CollectedFile, ...]
    change: int | None = None
    illustrative: bool = False

    @property
    def all_taken_in(self) -> bool:
        return all(file.outcome in ("accepted", "known") for file in self.files)
