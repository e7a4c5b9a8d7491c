"""Decides what becomes of each file that came back: taken in whole, in part, sent back, or held until somebody decides.

All of it happens in one change. What a file would do is done in a savepoint, so that nothing of a file that is not all
right stays.
"""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from coordplan.collecting.collect.answers import answers_of
from coordplan.collecting.collect.recognition import RecognizedForm, occurrence_now, recognize, unit_words
from coordplan.collecting.collect.returned_form import ReturnedFile
from coordplan.collecting.collect.row_reader import KnownOccurrence, quoted
from coordplan.collecting.collect.values import (
    WHAT_IS_SAID,
    CollectedFile,
    OursSince,
    ReturnedRow,
    ShortStanding,
    cell_problem,
)
from coordplan.collecting.form.values import NAME_CELL
from coordplan.dates.periods import window_of
from coordplan.errors import CoordplanError, Problem, Refused
from coordplan.model import DONE, Return, ReturnRow
from coordplan.seeing.history import entry_words
from coordplan.seeing.opening import Reading
from coordplan.store.changes import LAST_CHANGE, Writing
from coordplan.store.correspondence import StoredReturn, add_return, stored_returns
from coordplan.store.door.which import FoundOccurrence
from coordplan.store.entries import RecordedEntry, latest_progress
from coordplan.store.intake import Claim, Side, Terms, take_in, taken_back_if_refused
from coordplan.text.folding import same_name_key
from coordplan.text.language import in_language, language
from coordplan.text.language import translate as _
from coordplan.text.writing import plain


class Choices(NamedTuple):
    """What the command line says of a collection."""

    received_on: date
    side: Side = ""
    partial: bool = False
    reopen: bool = False


class _HeldBackError(Exception):
    """Ends a savepoint: nothing of this file is taken in."""


def take_in_files(
    change: Writing, reading: Reading, files: Sequence[ReturnedFile], choices: Choices
) -> list[CollectedFile]:
    """Return what became of each file; ``reading`` is the file as it was before the change."""
    found = []
    digests: dict[tuple[str, str], set[str]] = {}
    for each in files:
        if each.form is not None:
            digests.setdefault(_form_of(each), set()).add(each.digest)
    for each in files:
        try:
            if each.form is None:
                raise each.failure or AssertionError
            if len(digests[_form_of(each)]) > 1:
                raise Refused(
                    _("another file here is of the same form, {organization} for {period}.").format(
                        organization=each.form.stamp.organization, period=each.form.stamp.period
                    ),
                    _("Find out which one counts, and collect that one."),
                )
            recognized = recognize(reading, each.form, choices.received_on)
        except CoordplanError as error:
            sentence = error.sentence if error is each.failure else f"{each.name}: {error.sentence}"
            fault = cell_problem("", "", sentence, error.way_out)
            found.append(CollectedFile(each.name, each.digest, "refused", faults=(fault,)))
        else:
            found.append(_OneFile(change, reading, each, recognized, choices).taken_in())
    return found


def _form_of(file: ReturnedFile) -> tuple[str, str]:
    assert file.form is not None
    return file.form.stamp.period, file.form.stamp.organization


class _OneFile:
    """One file on its way in."""

    def __init__(
        self, change: Writing, reading: Reading, file: ReturnedFile, recognized: RecognizedForm, choices: Choices
    ) -> None:
        self._change = change
        self._reading = reading
        self._file = file
        self._recognized = recognized
        self._form = recognized.form
        self._stamp = recognized.form.stamp
        self._choices = choices
        returns = stored_returns(change.connection, change.number, recognized.period.key)
        self._before = [each for each in returns if each.head.organization == self._stamp.organization]

    def taken_in(self) -> CollectedFile:
        """Return what became of the file; what is taken in of it is written."""
        body = self._stamp.organization
        whole = CollectedFile(
            self._file.name,
            self._file.digest,
            "accepted",
            period=self._recognized.period.key,
            organization=body,
            title=self._reading.body_short(body),
        )
        same = [each for each in self._before if each.head.file_digest == self._file.digest]
        if same and same[-1].head.outcome == "accepted":
            return whole._replace(outcome="known", known_change=same[-1].change)
        try:
            with taken_back_if_refused(self._change, "one_file"):
                whole = self._judged(whole)
                undecided = any(row.outcome == "conflict" for row in whole.rows)
                if undecided or (whole.faults and not self._choices.partial):
                    raise _HeldBackError
        except _HeldBackError:
            held = undecided and (self._choices.partial or not whole.faults)
            whole = whole._replace(
                outcome="conflict" if held else "sent_back",
                # what is right, of a file of which nothing is taken in
                rows=tuple(
                    row._replace(outcome="held_back") if row.outcome == "taken_in" else row for row in whole.rows
                ),
            )
        else:
            whole = whole._replace(outcome="partly" if whole.faults or whole.missing else "accepted")
        whole = whole._replace(faults_for_sender=self._faults_for_sender(whole))
        if whole.outcome != "conflict":
            self._keep(whole, same)
        return whole

    def _judged(self, whole: CollectedFile) -> CollectedFile:
        """Write what the file says, row by row, and return what became of it; only what is right is written."""
        known: dict[str, KnownOccurrence] = {}
        gone: dict[str, str] = {}
        found: dict[str, FoundOccurrence] = {}
        for sent in self._stamp.rows:
            try:
                each = found[sent.occurrence] = occurrence_now(self._reading, sent.occurrence)
                self._must_lead(each)
                target = each.activity.target
                unit = unit_words(self._reading, target)
                known[sent.occurrence] = KnownOccurrence(each.activity.title, target, unit, _done_on(each.standing))
            except CoordplanError as error:
                gone[sent.occurrence] = error.sentence.rstrip(".")
        days = window_of(self._reading.definitions, self._recognized.period, self._reading.program.id)
        answers = answers_of(self._form, known, gone, self._choices.received_on, days)
        faults, remarks = list(answers.faults), list(answers.remarks)
        rows = {}
        for row in answers.rows:
            rows[row.occurrence], fault = self._row_taken_in(row, found[row.occurrence])
            faults += [] if fault is None else [fault]
        for fault in answers.faults:
            if (id_ := fault.occurrence) and id_ not in rows:
                title = found[id_].activity.title if id_ in found else ""
                rows[id_] = ReturnedRow(id_, title, outcome="sent_back")
        if self._recognized.sent is None:
            remarks.insert(0, cell_problem("", "", _("it is not among the forms that are known to have gone out")))
        if (name := self._name_overwritten()) is not None:
            remarks.insert(0, name)
        return whole._replace(
            rows=tuple(rows[sent.occurrence] for sent in self._stamp.rows if sent.occurrence in rows),
            faults=tuple(faults),
            remarks=tuple(remarks),
            missing=answers.missing,
        )

    def _name_overwritten(self) -> Problem | None:
        """Return the remark that another name stands where that of the body stood; None where it is there."""
        body, head = self._stamp.organization, self._form.head
        with in_language(self._reading.program.language):
            titles = {
                same_name_key(plain(each.body_title(body)))
                for each in (self._reading, self._reading._replace(as_of=self._stamp.made_on))
            }
        if NAME_CELL not in head or any(same_name_key(text) in titles for text in head.values()):
            return None
        message = _("{text} stands where the form names {body}; its answers are taken as those of {body}")
        title = self._reading.body_title(body)
        return cell_problem("", NAME_CELL, message.format(text=quoted(head[NAME_CELL]), body=title))

    def _must_lead(self, found: FoundOccurrence) -> None:
        """Raise Refused where another organization leads the activity by now, and did on the day of the form."""
        activity = found.activity
        chosen = json.dumps(dict(activity.successors)) if activity.successors else None
        leads = [
            each.lead_in_force(activity.lead, chosen, activity.plan)
            for each in (self._reading, self._reading._replace(as_of=self._stamp.made_on))
        ]
        if self._stamp.organization not in leads:
            raise Refused(
                _("{id} is led by {body}, not by {organization}.").format(
                    id=activity.id, body=leads[0], organization=self._stamp.organization
                )
            )

    def _row_taken_in(self, row: ReturnedRow, found: FoundOccurrence) -> tuple[ReturnedRow, Problem | None]:
        latest = latest_progress(self._change.connection, found.id, self._reading.as_of, LAST_CHANGE)
        before = _short_standing(found.standing, found, None if latest is None else latest.value)
        row = row._replace(before=before, after=before)
        if not row.observes:
            return row, None
        value = None if row.progress is None else row.progress.value
        progress = None if row.finished and value is None else row.progress
        claim = Claim(row.occurrence, progress, row.done_on if row.finished else None, row.evidence, row.note)
        try:
            intake = take_in(self._change, claim, self._terms(found))
        except CoordplanError as error:
            fault = cell_problem(row.occurrence, row.cell, error.sentence.rstrip("."), error.way_out)
            return row._replace(outcome="sent_back"), fault
        ours = () if intake.outcome == "unchanged" else tuple(map(_our_side, intake.ours))
        after = _short_standing(intake.after, found, value)
        return row._replace(outcome=intake.outcome, after=after, ours=ours), None

    def _terms(self, found: FoundOccurrence) -> Terms:
        return Terms(
            seen=self._stamp.seen,
            made_on=self._stamp.made_on,
            last=window_of(self._reading.definitions, self._recognized.period, found.activity.plan)[1],
            received_on=self._choices.received_on,
            today=self._reading.as_of,
            own=frozenset(each.change for each in self._before),
            side=self._choices.side,
            reopen=self._choices.reopen,
        )

    def _faults_for_sender(self, whole: CollectedFile) -> tuple[Problem, ...]:
        """Return the faults in the program's language, which is that of the form."""
        if whole.faults and language() != self._reading.program.language:
            with in_language(self._reading.program.language):
                try:
                    with taken_back_if_refused(self._change, "in_words"):
                        whole = self._judged(whole)
                        raise _HeldBackError
                except _HeldBackError:
                    pass
        return whole.faults

    def _keep(self, whole: CollectedFile, same: Sequence[StoredReturn]) -> None:
        """Record the return; not again where the same file came to the same end before."""
        head = Return(
            id=0,  # given by the file
            period=whole.period,
            organization=whole.organization,
            file_name=self._file.path.name,
            file_digest=whole.digest,
            form_checksum=self._stamp.checksum,
            received_on=self._choices.received_on,
            outcome=whole.outcome if whole.outcome in ("accepted", "partly") else "sent_back",
            rows=len(whole.rows),
            taken_in=whole.taken_in,
            sent_back=whole.count("sent_back"),
        )
        if same and (same[-1].head.outcome, same[-1].head.sent_back) == (head.outcome, head.sent_back):
            return
        words: dict[str, list[str]] = {}
        for fault in whole.faults_for_sender:
            words.setdefault(fault.occurrence, []).append(f"{fault.cell}: {fault.message}")
        rows = [
            ReturnRow(
                row.occurrence,
                row.answer,
                "nothing" if row.outcome == "conflict" else row.outcome,
                **{name: getattr(row, name) for name in WHAT_IS_SAID},
                fault="; ".join(words.get(row.occurrence, ())),
            )
            for row in whole.rows
        ]
        add_return(self._change, head, rows)


def _done_on(standing: sqlite3.Row) -> date | None:
    return date.fromisoformat(standing["done_on"]) if standing["standing"] in DONE else None


def _short_standing(standing: sqlite3.Row, found: FoundOccurrence, value: float | None) -> ShortStanding:
    """Return how an occurrence stands, with the value reached where it has a target."""
    target = found.activity.target
    unit = target.unit if target is not None and value is not None else ""
    return ShortStanding(standing["standing"], standing["percent"], _done_on(standing), value, unit)


def _our_side(recorded: RecordedEntry) -> OursSince:
    entry, change = recorded.entry, recorded.change
    return OursSince(entry_words(entry), entry.observed_on, change.by, change.id, recorded.ended_by is not None)
