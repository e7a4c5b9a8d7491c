"""Opens the file for reading at the two moments that are asked about."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from coordplan.cli.session import Session, moment_of
from coordplan.cli.speaking import remark
from coordplan.cli.working import working
from coordplan.dates.succession import Succession
from coordplan.errors import NothingHere, Refused
from coordplan.model import Definitions, Organization, Program
from coordplan.named_tuples import NamedTuple
from coordplan.seeing.figures import StandingRow
from coordplan.store.changes import change_named, latest_change, moment_of_change
from coordplan.store.connecting import in_wal
from coordplan.store.definitions import frame, plan_choices
from coordplan.store.demonstration import is_illustrative
from coordplan.store.file import open_for_reading, translated_errors
from coordplan.text.folding import fold
from coordplan.text.language import translate as _


class Reading(NamedTuple):
    """An open file and the two moments that are asked about."""

    connection: sqlite3.Connection
    path: Path
    as_of: date
    up_to_change: int  # the last one that counts
    known_at: str  # its moment; "" where there is none
    definitions: Definitions  # without activities
    program: Program
    illustrative: bool
    succession: Succession

    @property
    def organizations(self) -> dict[str, Organization]:
        return {body.id: body for body in self.definitions.organizations}

    @property
    def plan_titles(self) -> dict[str, str]:
        """The program's own activities come first, under the program's id, then the plans in their order."""
        own = {self.program.id: _("Program's own activities")}
        return own | {plan.id: plan.short or plan.title for plan in self.definitions.plans}

    def lead_in_force(self, lead: str, successors: str | None, plan: str) -> str:
        """Return the body that answers on the day asked about for the one named in an activity."""
        return self.succession.body_on(self.as_of, lead, successors, plan)

    def credited_lead(self, row: StandingRow) -> str:
        """Return the body that has the credit for an occurrence: which led when it was done, or has it to do."""
        return self.succession.body_on(self.credit_day(row), row["lead"], row["successors"], row["plan_id"])

    def credit_day(self, row: StandingRow) -> date:
        """Return the day that an occurrence counts for: when it was done or cancelled, else the day asked about."""
        return date.fromisoformat(row["credited_on"]) if row["credited_on"] else self.as_of

    def credited_partners(self, row: StandingRow, lead: str) -> tuple[str, ...]:
        """Return the partners of an occurrence by the same day, each once, without who leads it then."""
        day = self.credit_day(row)
        named = json.loads(row["partners"] or "[]")
        bodies = (self.succession.body_on(day, id_, row["successors"], row["plan_id"]) for id_ in named)
        return tuple(dict.fromkeys(id_ for id_ in bodies if id_ != lead))

    def has_ended(self, id_: str) -> bool:
        """Say whether a body has ended by the day asked about."""
        body = self.organizations.get(id_)
        return body is not None and body.until_on is not None and body.until_on < self.as_of

    def body_title(self, id_: str) -> str:
        body = self.organizations.get(id_)
        return id_ if body is None else body.title

    def body_short(self, id_: str) -> str:
        return self.body_shorts.get(id_, id_)

    @property
    def body_shorts(self) -> dict[str, str]:
        """The short title of each body, by its id."""
        return {body.id: body.short or body.title for body in self.definitions.organizations}


@contextmanager
def opened(session: Session, known_at: str | None = None) -> Iterator[tuple[sqlite3.Connection, int]]:
    """Open the file for reading; give the connection and the number of the last change that counts.

    All that the block asks is answered from one state of the file. Nothing is drawn and nobody is asked in it: as long
    as it lasts, whoever writes has to wait.
    """
    path = session.path()
    connection = open_for_reading(path)
    try:
        with translated_errors(path, "reading"), working(_("Reading the file ...")):
            if in_wal(connection):
                sentence = _("Another program has set {path} to keep its journal beside it (WAL).")
                remark(sentence.format(path=path) + " " + _("The next change that is recorded sets that back."))
            connection.create_function("fold", 1, fold, deterministic=True)
            yield connection, _last_change_by(connection, known_at, session)
    finally:
        connection.close()


@contextmanager
def reading(session: Session, as_of: str | None = None, known_at: str | None = None) -> Iterator[Reading]:
    """Open the file at two moments; raise Refused where it holds no program yet."""
    day = session.day(as_of, "--as-of")
    with opened(session, known_at) as (connection, up_to_change):
        yield reading_of(connection, session.path(), day, up_to_change, known_at is not None)


def reading_of(
    connection: sqlite3.Connection, path: Path, as_of: date, up_to_change: int, past: bool = False
) -> Reading:
    """Return an open file, as far as was recorded by a change; raise Refused where it holds no program yet."""
    definitions = frame(connection, up_to_change, as_of)
    if definitions.program is None:
        if past:
            raise NothingHere(_("{path} held no program yet at that moment.").format(path=path))
        raise Refused(_("{path} holds no program yet.").format(path=path), _("Load one: coordplan load plans/"))
    return Reading(
        connection,
        path,
        as_of,
        up_to_change,
        moment_of_change(connection, up_to_change),
        definitions,
        definitions.program,
        is_illustrative(connection, up_to_change),
        _succession(connection, definitions, up_to_change),
    )


def _succession(connection: sqlite3.Connection, definitions: Definitions, up_to_change: int) -> Succession:
    return Succession(definitions.organizations, plan_choices(connection, up_to_change))


def reading_at(reading: Reading, as_of: date, up_to_change: int) -> Reading:
    """Return the same file at two other moments: who leads, which plans there are and what they say is as of then."""
    if (as_of, up_to_change) == (reading.as_of, reading.up_to_change):
        return reading
    definitions = frame(reading.connection, up_to_change, as_of)
    if definitions.program is None:
        return reading._replace(as_of=as_of)  # nothing was known yet: as it is known by the moment asked about
    return reading._replace(
        as_of=as_of,
        up_to_change=up_to_change,
        known_at=moment_of_change(reading.connection, up_to_change),
        definitions=definitions,
        program=definitions.program,
        succession=_succession(reading.connection, definitions, up_to_change),
    )


def _last_change_by(connection: sqlite3.Connection, known_at: str | None, session: Session) -> int:
    if known_at is None:
        return latest_change(connection)
    named = change_named(connection, known_at)
    if named is not None:
        return named.id
    return latest_change(connection, moment_of(known_at, "--known-at", session.today()))
