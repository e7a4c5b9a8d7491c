"""Decides what becomes of each file that came back: taken in whole, in part, sent back, or held until somebody decides.

All of it happens in one change. What a file would do is done in a savepoint, so that nothing of a file that is not all
right stays.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from coordplan.collecting.collect.answer_rows import Answer, Fault, Known
from coordplan.collecting.collect.answers import Answers, answers_of
from coordplan.collecting.collect.files import ReturnedFile
from coordplan.collecting.collect.returned_form import Returned
from coordplan.collecting.collect.returned_rows import held_back, keep, our_side, return_of, shown_faults, stands_of
from coordplan.collecting.collect.values import CellFault, CollectedFile, CollectedRow
from coordplan.collecting.form.values import FormRow, Stamp
from coordplan.dates.periods import Period, window_of
from coordplan.errors import CoordplanError, Refused
from coordplan.model import STANDINGS, SentForm
from coordplan.progress import Progress, write_target
from coordplan.seeing.opening import Reading
from coordplan.seeing.windows import period_named
from coordplan.store.changes import Writing
from coordplan.store.correspondence import forms_sent, stored_returns
from coordplan.store.definitions import LAST_CHANGE
from coordplan.store.entries import latest_progress
from coordplan.store.intake import Claim, Side, Terms, take_in, taken_back_if_refused
from coordplan.store.observations import FoundOccurrence, find_occurrence
from coordplan.text.language import in_language, language
from coordplan.text.language import translate as _
from coordplan.text.writing import plain, write_day


class Choices(NamedTuple):
    """What the command line says of a collection."""

    received_on: date
    today: date
    side: Side = ""
    partial: bool = False
    reopen: bool = False


class _HeldBackError(Exception):
    """Ends a savepoint: nothing of this file is taken in."""


class _Judged(NamedTuple):
    """What a file says and what would become of it."""

    rows: tuple[CollectedRow, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[Fault, ...]
    missing: tuple[str, ...]


def take_in_files(
    change: Writing, file: Reading, files: Sequence[ReturnedFile], choices: Choices
) -> list[tuple[CollectedFile, tuple[CellFault, ...]]]:
    """Return what became of each file, and its faults in the language of whoever filled it in."""
    found = []
    by_form: dict[tuple[str, str], set[str]] = {}
    for each in files:
        if each.returned is not None:
            stamp = each.returned.stamp
            by_form.setdefault((stamp.period, stamp.organization), set()).add(each.digest)
    for each in files:
        try:
            if each.failure is not None:
                raise each.failure
            assert each.returned is not None
            stamp = each.returned.stamp
            if len(by_form[stamp.period, stamp.organization]) > 1:
                raise Refused(
                    _("{file}: another file here is of the same form, {organization} for {period}.").format(
                        file=each.name, organization=stamp.organization, period=stamp.period
                    ),
                    _("Find out which one counts, and collect that one."),
                )
            found.append(_OneFile(change, file, each, each.returned, choices).taken_in())
        except CoordplanError as error:
            fault = CellFault("", "", error.sentence, error.way_out)
            found.append((CollectedFile(each.name, each.digest, "refused", faults=(fault,)), ()))
    return found


class _OneFile:
    """One file on its way in."""

    def __init__(
        self, change: Writing, file: Reading, came: ReturnedFile, returned: Returned, choices: Choices
    ) -> None:
        self._change = change
        self._file = file
        self._came = came
        self._choices = choices
        self._period = self._period_of(returned.stamp)
        self._form = self._form_sent(returned.stamp)
        self._returned = self._with_rows(returned)
        kept = stored_returns(change.connection, change.number, self._period.key)
        self._before = [each for each in kept if each.head.organization == returned.stamp.organization]

    def taken_in(self) -> tuple[CollectedFile, tuple[CellFault, ...]]:
        stamp = self._returned.stamp
        whole = CollectedFile(
            self._came.name,
            self._came.digest,
            "accepted",
            self._period.key,
            stamp.organization,
            self._file.body_short(stamp.organization),
        )
        same = [each for each in self._before if each.head.file_digest == self._came.digest]
        if same and same[-1].head.outcome == "accepted":
            return whole._replace(outcome="known", known_change=same[-1].change), ()
        judged = _Judged((), (), (), ())
        try:
            with taken_back_if_refused(self._change, "one_file"):
                judged = self._judged()
                if judged.faults and not self._choices.partial:
                    raise _HeldBackError
                if any(row.outcome == "conflict" for row in judged.rows):
                    raise _HeldBackError
        except _HeldBackError:
            undecided = any(row.outcome == "conflict" for row in judged.rows)
            held = undecided and (self._choices.partial or not judged.faults)
            whole = whole._replace(outcome="conflict" if held else "sent_back")
            judged = judged._replace(rows=tuple(map(held_back, judged.rows)))
        else:
            whole = whole._replace(outcome="partly" if judged.faults else "accepted")
        for_sender = self._faults_for_sender(judged)
        whole = whole._replace(
            rows=judged.rows,
            faults=shown_faults(judged.faults),
            remarks=shown_faults(judged.remarks),
            missing=judged.missing,
        )
        if whole.outcome != "conflict":
            told = return_of(whole, self._came.path.name, stamp.checksum, self._choices.received_on)
            keep(self._change, told, whole.rows, for_sender, same)
        return whole, for_sender

    # -- which form it is ---------------------------------------------------------------------------------------------

    def _refused(self, sentence: str, way_out: str = "") -> Refused:
        return Refused(f"{self._came.name}: {sentence}", way_out)

    def _period_of(self, stamp: Stamp) -> Period:
        program = self._file.program
        if stamp.program != program.id:
            raise self._refused(
                _('it is a form of another program, "{program}"; this file holds "{own}".').format(
                    program=plain(stamp.program), own=program.id
                ),
                _("Name the file of that program with --db PATH."),
            )
        if stamp.organization not in self._file.organizations:
            raise self._refused(
                _('it is the form of "{organization}", which is no organization of this program.').format(
                    organization=plain(stamp.organization)
                )
            )
        if stamp.seen >= self._change.number:
            raise self._refused(
                _("it was made by another copy of this file, which had more changes ({seen}).").format(seen=stamp.seen),
                _("Collect it with that copy."),
            )
        try:
            period = period_named(self._file, stamp.period, _("PERIOD"))
        except CoordplanError as error:
            raise self._refused(error.sentence, error.way_out) from error
        if self._choices.received_on < stamp.made_on:
            raise self._refused(
                _("it was made on {made}, after the day on which it is said to have come, {received}.").format(
                    made=write_day(stamp.made_on), received=write_day(self._choices.received_on)
                ),
                _("Name the day with --received."),
            )
        return period

    def _form_sent(self, stamp: Stamp) -> SentForm | None:
        for form in forms_sent(self._change.connection, self._change.number, stamp.period):
            if form.checksum == stamp.checksum:
                return form
        return None

    def _with_rows(self, returned: Returned) -> Returned:
        """Return what came back with the rows that went out, where the hidden sheet that names them is gone."""
        if returned.stamp.rows:
            return returned
        if self._form is None:
            raise self._refused(
                _("its hidden sheet is missing, and no such form is known to have gone out."),
                _("Write the form again with `coordplan form`, and ask for the answers in it."),
            )
        rows = []
        for id_ in (*self._form.asked, *self._form.not_due):
            activity = self._titles().get(id_)
            if activity is not None:
                rows.append(FormRow(id_, activity[0], None, "", "", "", activity[1], id_ in self._form.asked))
        return returned._replace(stamp=returned.stamp._replace(rows=tuple(rows)))

    def _titles(self) -> dict[str, tuple[str, str]]:
        """Return the title and the unit of each occurrence of the form that went out."""
        found = {}
        assert self._form is not None
        for id_ in (*self._form.asked, *self._form.not_due):
            try:
                meant = self._meant(id_)
            except CoordplanError:
                continue
            found[id_] = (plain(meant.activity.title), self._unit(meant))
        return found

    def _meant(self, id_: str) -> FoundOccurrence:
        today = self._choices.today
        meant = find_occurrence(self._change.connection, id_, today, today, STANDINGS)
        if meant.id != id_:
            raise Refused(_("{id} recurs by now; it was to be done once.").format(id=id_))
        return meant

    def _unit(self, meant: FoundOccurrence) -> str:
        with in_language(self._file.program.language):
            target = meant.activity.target
            return "%" if target is None else plain(write_target(target))

    # -- what it says -------------------------------------------------------------------------------------------------

    def _judged(self) -> _Judged:
        """Write what the file says, row by row, and return what became of it; only what is right is written."""
        stamp = self._returned.stamp
        known: dict[str, Known] = {}
        gone: dict[str, str] = {}
        found: dict[str, FoundOccurrence] = {}
        for sent in stamp.rows:
            try:
                meant = found[sent.occurrence] = self._meant(sent.occurrence)
                self._must_lead(meant, stamp)
                done_on = meant.standing["done_on"] if meant.standing["standing"].startswith("done") else None
                known[sent.occurrence] = Known(
                    meant.activity.target, self._unit(meant), done_on and date.fromisoformat(done_on)
                )
            except CoordplanError as error:
                gone[sent.occurrence] = error.sentence.rstrip(".")
        answers = answers_of(self._returned, known, gone, self._choices.received_on)
        faults = list(answers.faults)
        rows = []
        for answer in answers.answers:
            row, fault = self._judged_row(answer, found[answer.occurrence])
            rows.append(row)
            faults += [fault] if fault is not None else []
        rows += self._rows_at_fault(answers, found)
        in_order = {sent.occurrence: number for number, sent in enumerate(stamp.rows)}
        rows.sort(key=lambda row: in_order[row.occurrence])
        remarks = list(answers.remarks)
        if self._form is None:
            remarks.insert(0, Fault("", "", _("it is not among the forms that are known to have gone out")))
        return _Judged(tuple(rows), tuple(faults), tuple(remarks), answers.missing)

    def _must_lead(self, meant: FoundOccurrence, stamp: Stamp) -> None:
        """Raise Refused where another organization leads the activity by now, and did on the day of the form."""
        activity = meant.activity
        days = (self._file, self._file._replace(as_of=stamp.made_on))
        leads = [_lead_on(each, meant) for each in days]
        if stamp.organization not in leads:
            raise Refused(
                _("{id} is led by {body}, not by {organization}.").format(
                    id=activity.id, body=leads[0], organization=stamp.organization
                )
            )

    def _judged_row(self, answer: Answer, meant: FoundOccurrence) -> tuple[CollectedRow, Fault | None]:
        known = latest_progress(self._change.connection, meant.id, self._choices.today, LAST_CHANGE)
        before = stands_of(meant.standing, meant, None if known is None else known.value)
        row = CollectedRow(
            answer.occurrence,
            meant.activity.title,
            "answered" if not answer.blank else "blank" if answer.asked else "not_due",
            "nothing",
            answer.said,
            answer.done_on,
            answer.evidence,
            answer.difficulties,
            answer.recommendations,
            before,
            before,
        )
        if not answer.observes:
            return row, None
        try:
            taken = take_in(self._change, _offered(answer), self._terms(meant))
        except CoordplanError as error:
            message = error.sentence.rstrip(".")
            return row._replace(outcome="sent_back"), Fault(
                answer.occurrence, self._place(answer), message, error.way_out
            )
        ours = tuple(map(our_side, taken.ours)) if taken.outcome != "unchanged" else ()
        value = None if answer.progress is None else answer.progress.value
        return row._replace(outcome=taken.outcome, after=stands_of(taken.after, meant, value), ours=ours), None

    def _rows_at_fault(self, answers: Answers, found: dict[str, FoundOccurrence]) -> list[CollectedRow]:
        ids = {answer.occurrence for answer in answers.answers}
        at_fault = dict.fromkeys(fault.occurrence for fault in answers.faults if fault.occurrence)
        return [
            CollectedRow(id_, found[id_].activity.title if id_ in found else "", "answered", "sent_back")
            for id_ in at_fault
            if id_ not in ids
        ]

    def _place(self, answer: Answer) -> str:
        cells = next(row.cells for row in self._returned.rows if row.number == answer.row)
        for key in ("progress", "done", "done_on", "document"):
            if key in cells and cells[key].value is not None:
                return cells[key].place
        return cells["occurrence"].place

    def _terms(self, meant: FoundOccurrence) -> Terms:
        stamp, choices = self._returned.stamp, self._choices
        return Terms(
            stamp.seen,
            stamp.made_on,
            window_of(self._file.definitions, self._period, meant.activity.plan)[1],
            choices.received_on,
            choices.today,
            frozenset(each.change for each in self._before),
            choices.side,
            choices.reopen,
        )

    # -- what is told of it --------------------------------------------------------------------------------

    def _faults_for_sender(self, judged: _Judged) -> tuple[CellFault, ...]:
        """Return the faults in the program's language, which is that of the form."""
        if not judged.faults or language() == self._file.program.language:
            return shown_faults(judged.faults)
        again = judged
        with in_language(self._file.program.language):
            try:
                with taken_back_if_refused(self._change, "in_words"):
                    again = self._judged()
                    raise _HeldBackError
            except _HeldBackError:
                return shown_faults(again.faults)


def _lead_on(file: Reading, meant: FoundOccurrence) -> str:
    import json

    chosen = json.dumps(dict(meant.activity.successors)) if meant.activity.successors else None
    return file.lead_in_force(meant.activity.lead, chosen, meant.activity.plan)


def _offered(answer: Answer) -> Claim:
    progress: Progress | None = answer.progress
    if answer.finished and (progress is None or progress.value is None):
        progress = None
    return Claim(answer.occurrence, progress, answer.done_on if answer.finished else None, answer.evidence)
