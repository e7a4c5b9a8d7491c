"""Decides what becomes of each row of a file that came back: taken in, asked about, doubted, or left undecided."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from coordplan.collecting.collect.answers import answers_of
from coordplan.collecting.collect.answers_beside import quoted
from coordplan.collecting.collect.choices import Choices
from coordplan.collecting.collect.recognition import RecognizedForm, occurrence_now, unit_words
from coordplan.collecting.collect.row_reader import KnownOccurrence
from coordplan.collecting.collect.sent_along import files_sent_along
from coordplan.collecting.collect.values import CollectedFile, OursSince, ReturnedRow, ShortStanding, cell_problem
from coordplan.collecting.form.values import NAME_CELL
from coordplan.collecting.requests import requests_in
from coordplan.dates.periods import window_of
from coordplan.errors import CoordplanError, Doubt, Problem, Refused
from coordplan.model import DONE, Target
from coordplan.seeing.history import entry_words
from coordplan.seeing.opening import Reading
from coordplan.store.changes import LAST_CHANGE, Writing
from coordplan.store.correspondence import StoredReturn, known_to_form
from coordplan.store.door.amounts import amounts_by_day, in_order
from coordplan.store.door.which import FoundOccurrence
from coordplan.store.entries import RecordedEntry, entries_of, latest_progress
from coordplan.store.intake import Claim, Intake, Terms, take_in, taken_back_if_refused
from coordplan.text.folding import same_name_key
from coordplan.text.language import in_language
from coordplan.text.language import translate as _
from coordplan.text.writing import plain, write_day


class _DoubtedError(Exception):
    """Ends a savepoint: the row waits until somebody says that it is meant."""


class RowJudge:
    """Takes in the rows of one file; ``returns`` are those of the same organization before, the latest last."""

    def __init__(
        self,
        change: Writing,
        reading: Reading,
        recognized: RecognizedForm,
        choices: Choices,
        returns: Sequence[StoredReturn],
    ) -> None:
        self._change = change
        self._reading = reading
        self._recognized = recognized
        self._form = recognized.form
        self._stamp = recognized.form.stamp
        self._choices = choices
        self._returns = returns
        own = frozenset(each.change for each in returns if each.head.period == recognized.period.key)
        sent = recognized.sent
        known = None if sent is None else known_to_form(change.connection, sent.id)
        self._own = own if known is None else own | known
        self._seen = self._stamp.seen if sent is None or known is None else sent.seen

    def judged(self, whole: CollectedFile) -> CollectedFile:
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
        with in_language(self._reading.program.language):
            choice = _("Finished")
        answers = answers_of(self._form, known, gone, self._choices.received_on, days, choice)
        faults, remarks = list(answers.faults), list(answers.remarks)
        rows = {}
        for row in answers.rows:
            said = self._choices.remarks.get(row.occurrence)
            if said is None:
                rows[row.occurrence], wrong = self._row_taken_in(
                    self._asking(row, found), found[row.occurrence], remarks
                )
                faults += wrong
            else:
                faults.append(cell_problem(row.occurrence, row.cell, _office_words(said)))
        answered = {row.occurrence for row in answers.rows}
        for sent in self._stamp.rows:
            said = self._choices.remarks.get(sent.occurrence)
            if said is not None and sent.occurrence not in answered:
                own = [each for each in answers.faults if each.occurrence == sent.occurrence]
                faults.append(cell_problem(sent.occurrence, own[0].cell if own else "", _office_words(said)))
        for fault in faults:
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

    def _asking(self, row: ReturnedRow, found: Mapping[str, FoundOccurrence]) -> ReturnedRow:
        """Return a row with what it asks for: an extension, and the like; nothing of what it says is finished."""
        if row.finished:
            return row
        due = found[row.occurrence].standing["due_on"]
        asked = requests_in(
            row.occurrence,
            row.recommendations,
            row.difficulties,
            due and date.fromisoformat(due),
            self._choices.received_on,
        )
        return row._replace(requests=asked)

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

    def _row_taken_in(
        self, row: ReturnedRow, found: FoundOccurrence, remarks: list[Problem]
    ) -> tuple[ReturnedRow, list[Problem]]:
        latest = latest_progress(self._change.connection, found.id, self._reading.as_of, LAST_CHANGE)
        before = _short_standing(found.standing, found, self._total(found, None if latest is None else latest.value))
        row = row._replace(before=before, after=before)
        taken_back = row.done is False and row.progress is None and found.standing["standing"] in DONE
        if not (row.observes or taken_back):
            return row, []
        proofs, wrong, said = files_sent_along(row, self._choices.form, self._reading.path, self._choices.copies)
        remarks += said
        if wrong:
            return row._replace(outcome="sent_back"), wrong
        value = None if row.progress is None else row.progress.value
        progress = None if row.finished and value is None else row.progress
        claim = Claim(row.occurrence, progress, row.done_on if row.finished else None, row.evidence, row.note)
        claim = claim._replace(not_done=taken_back, files=proofs)
        try:
            intake, reached, doubts, sentences = self._doubted_or_taken_in(claim, self._terms(found))
        except CoordplanError as error:
            fault = cell_problem(row.occurrence, row.cell, error.sentence.rstrip("."), error.way_out)
            return row._replace(outcome="sent_back"), [fault]
        ours = (
            ()
            if intake.outcome == "unchanged"
            else tuple(self._our_side(each, intake.found.activity.target) for each in intake.ours)
        )
        row = row._replace(after=_short_standing(intake.after, found, reached), ours=ours)
        if doubts:
            return row._replace(outcome="doubted", doubts=tuple(self._naming_the_file(found, doubts))), []
        remarks += [cell_problem(row.occurrence, row.cell, sentence.rstrip(".")) for sentence in sentences]
        return row._replace(outcome=intake.outcome), []

    def _total(self, found: FoundOccurrence, value: float | None) -> float | None:
        """Return the value that an occurrence stands at: of a target that adds up the sum, else the one given."""
        if value is None or found.activity.target is None or not found.activity.target.sums:
            return value
        entries = entries_of(self._change.connection, found.id, LAST_CHANGE)
        return sum(amounts_by_day(in_order(each for each in entries if not each.ended_by)).values())

    def _doubted_or_taken_in(self, claim: Claim, terms: Terms) -> tuple[Intake, float | None, list[Doubt], list[str]]:
        """Take in what is said; return what is reached with it, and what is said of that.

        Where it is doubted, nothing of it is written.
        """
        change, outer = self._change, (self._change.doubts, self._change.remarks)
        change.doubts, change.remarks = [], []
        try:
            with taken_back_if_refused(change, "doubted_row"):
                intake = take_in(change, claim, terms)
                reached = self._total(intake.found, None if claim.progress is None else claim.progress.value)
                if change.doubts:
                    raise _DoubtedError
                _refuse_without_day(claim, intake)
        except _DoubtedError:
            pass
        finally:
            (doubts, remarks), (change.doubts, change.remarks) = (change.doubts, change.remarks), outer
        return intake, reached, doubts, remarks

    def _naming_the_file(self, occurrence: FoundOccurrence, doubts: Sequence[Doubt]) -> Iterator[Doubt]:
        """Yield doubts, with the file that said otherwise before where the organization itself did."""
        entries = entries_of(self._change.connection, occurrence.id, LAST_CHANGE)
        found = [self._own_return(each) for each in entries if not each.ended_by]
        own = next((each for each in found[::-1] if each is not None), None)
        target, period = occurrence.activity.target, self._recognized.period.key
        if own is not None and target is not None and target.sums and own.head.period != period:
            own = None  # an amount of another period contradicts nothing
        for doubt in doubts:
            if "--" in doubt.way_out:  # on the command line; a form is corrected
                doubt = doubt._replace(way_out=_("If it is not meant, correct it in the form."))
            if own is None:
                yield doubt
                continue
            sentence = (
                _("{doubt} It would replace what {file} said, received on {day}.")
                if own.head.period == self._recognized.period.key
                else _("{doubt} The same body said something else in its form for {period}: {file}, received on {day}.")
            )
            head = own.head
            day = write_day(head.received_on)
            words = sentence.format(doubt=doubt.sentence, file=head.file_name, day=day, period=head.period)
            yield doubt._replace(sentence=words)

    def _own_return(self, recorded: RecordedEntry) -> StoredReturn | None:
        """Return what the organization sent by which an entry was recorded; None where it came otherwise."""
        for each in self._returns:
            if each.change == recorded.change.id and any(
                row.occurrence == recorded.entry.occurrence and row.outcome == "taken_in" for row in each.rows
            ):
                return each
        return None

    def _our_side(self, recorded: RecordedEntry, target: Target | None) -> OursSince:
        entry, change = recorded.entry, recorded.change
        own = self._own_return(recorded)
        return OursSince(
            words=entry_words(entry, target),
            observed_on=entry.observed_on,
            by=change.by,
            change=change.id,
            taken_back=recorded.ended_by is not None,
            own_form=None if own is None else own.head.period,
            own_file=None if own is None else own.head.file_name,
        )

    def _terms(self, found: FoundOccurrence) -> Terms:
        first, last = window_of(self._reading.definitions, self._recognized.period, found.activity.plan)
        return Terms(
            seen=self._seen,
            made_on=self._stamp.made_on,
            first=first,
            last=last,
            received_on=self._choices.received_on,
            today=self._reading.as_of,
            own=self._own,
            organization=self._stamp.organization,
            side=self._choices.side,
        )


def _office_words(text: str) -> str:
    return _("remark of the office: {text}").format(text=text.strip().rstrip("."))


def _refuse_without_day(claim: Claim, intake: Intake) -> None:
    """Raise Refused where a value that was doubted is meant, and finishes the work on a day that nobody says."""
    finishes = intake.found.standing["standing"] not in DONE and intake.after["standing"] in DONE
    if finishes and claim.done_on is None:
        raise Refused(
            _("it is finished, but the day is missing"), _("Write the day on which it was finished: 30/6/2024.")
        )


def _done_on(standing: sqlite3.Row) -> date | None:
    return date.fromisoformat(standing["done_on"]) if standing["standing"] in DONE else None


def _short_standing(standing: sqlite3.Row, found: FoundOccurrence, value: float | None) -> ShortStanding:
    """Return how an occurrence stands, with the value reached where it has a target."""
    return ShortStanding(standing["standing"], standing["percent"], _done_on(standing), value, found.activity.target)
