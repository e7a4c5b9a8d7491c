"""Decides what becomes of each file that came back: taken in whole, in part, sent back, or held until somebody decides.

All of it happens in one change. What a file would do is done in a savepoint, so that nothing of a file that is not all
right stays.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from coordplan.collecting.collect.choices import Choices
from coordplan.collecting.collect.recognition import RecognizedForm, recognize
from coordplan.collecting.collect.returned_form import ReturnedFile
from coordplan.collecting.collect.row_judge import RowJudge
from coordplan.collecting.collect.values import WHAT_IS_SAID, CollectedFile, FileOutcome, cell_problem
from coordplan.collecting.collect.vouched import with_stamp
from coordplan.collecting.returns.gather import open_occurrences
from coordplan.collecting.returns.values import standing_with
from coordplan.dates.periods import Period
from coordplan.errors import CoordplanError, Refused
from coordplan.model import Return, ReturnOutcome, ReturnRow
from coordplan.seeing.opening import Reading
from coordplan.store.changes import Writing
from coordplan.store.correspondence import StoredReturn, add_return, forms_sent, stored_returns
from coordplan.store.intake import taken_back_if_refused
from coordplan.text.language import in_language, language
from coordplan.text.language import translate as _

_STORED: dict[str, ReturnOutcome] = {"accepted": "accepted", "partly": "partly", "blank": "partly"}


class _HeldBackError(Exception):
    """Ends a savepoint: nothing of this file is taken in."""


def take_in_files(
    change: Writing, reading: Reading, files: Sequence[ReturnedFile], choices: Choices
) -> list[CollectedFile]:
    """Return what became of each file; ``reading`` is the file as it was before the change."""
    found = []
    digests: dict[tuple[str, str], set[str]] = {}
    open_in = cache(lambda period: open_occurrences(reading, period))
    files = [with_stamp(reading, each, choices.vouched) for each in files]
    for each in files:
        if each.form is not None:
            digests.setdefault(_form_of(each), set()).add(each.digest)
    replaced = _replaced(reading, digests)
    for each in files:
        try:
            if each.form is None:
                raise each.failure or AssertionError
            if each.digest in replaced:
                found.append(_passed_over(reading, each, replaced[each.digest]))
                continue
            if len(digests[_form_of(each)] - replaced.keys()) > 1:
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
            found.append(_OneFile(change, reading, each, recognized, choices).taken_in(open_in))
    return found


def _replaced(reading: Reading, digests: Mapping[tuple[str, str], set[str]]) -> dict[str, StoredReturn]:
    """Return the files that came before and beside which another of the same form lies: a new one, else the latest.

    A corrected copy lies in one folder with the file that it replaces.
    """
    replaced: dict[str, StoredReturn] = {}
    for (period, organization), here in digests.items():
        if len(here) > 1:
            stored = stored_returns(reading.connection, reading.up_to_change, period)
            own = [each for each in stored if each.head.organization == organization]
            known = {each.head.file_digest: each for each in own if each.head.file_digest in here}
            if len(known) == len(here):
                del known[next(each.head.file_digest for each in reversed(own) if each.head.file_digest in here)]
            replaced |= known
    return replaced


def _passed_over(reading: Reading, file: ReturnedFile, stored: StoredReturn) -> CollectedFile:
    """Return a file that came before, and is not read again."""
    head = stored.head
    return CollectedFile(
        file.name,
        file.digest,
        "known",
        period=head.period,
        organization=head.organization,
        title=reading.body_short(head.organization),
        known_change=stored.change,
        known_by=stored.by,
        replaced=True,
    )


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
        self._stamp = recognized.form.stamp
        self._choices = choices
        returns = stored_returns(change.connection, change.number)
        own = [each for each in returns if each.head.organization == self._stamp.organization]
        self._before = [each for each in own if each.head.period == recognized.period.key]
        self._rows = RowJudge(change, reading, recognized, choices._replace(form=file.path), own)

    def taken_in(self, open_in: Callable[[Period], frozenset[str]]) -> CollectedFile:
        """Return what became of the file; what is taken in of it is written."""
        body = self._stamp.organization
        whole = CollectedFile(
            self._file.name,
            self._file.digest,
            "accepted",
            period=self._recognized.period.key,
            organization=body,
            title=self._reading.body_short(body),
            contact=self._recognized.form.contact,
        )
        same = [each for each in self._before if each.head.file_digest == self._file.digest]
        if same and same[-1].head.outcome == "accepted":
            return whole._replace(outcome="known", known_change=same[-1].change, known_by=same[-1].by)
        try:
            with taken_back_if_refused(self._change, "one_file"):
                whole = self._rows.judged(whole)
                undecided, partial = whole.count("conflict") > 0, self._choices.partial
                if undecided or ((whole.faults or whole.doubts) and not partial):
                    raise _HeldBackError
        except _HeldBackError:
            sent_back = whole.faults and not partial
            whole = whole._replace(
                outcome="sent_back" if sent_back else "conflict" if undecided else "doubted",
                # what is right, of a file of which nothing is taken in
                rows=tuple(
                    row._replace(outcome="held_back") if row.outcome == "taken_in" else row for row in whole.rows
                ),
            )
        else:
            whole = self._as_returns_have_it(whole, open_in(self._recognized.period))
        whole = self._with_words_for_sender(whole)
        if whole.outcome not in ("conflict", "doubted"):
            self._keep(whole, same)
        return whole

    def _as_returns_have_it(self, whole: CollectedFile, open_: frozenset[str]) -> CollectedFile:
        """Return a file that is taken in with the state that `coordplan returns` gives its body with it.

        What the body answered before stands: it is not missing where a later file leaves it out.
        """
        before = [(each.head, each.rows) for each in self._before]
        forms = forms_sent(self._change.connection, self._reading.up_to_change, whole.period, self._reading.as_of)
        form = next((form for form in reversed(forms) if form.organization == whole.organization), None)
        wrong = bool(whole.faults or whole.doubts)
        head = self._head(whole._replace(outcome="partly" if wrong else "accepted"))
        state, rows = standing_with(form or self._recognized.sent, [*before, (head, self._return_rows(whole))], open_)
        lacking = {row.occurrence for row in rows if row.lacking}
        missing = tuple(id_ for id_ in whole.missing if id_ in lacking)
        outcome: FileOutcome = "partly" if wrong or missing else "accepted"
        if state in ("partly", "blank") and not wrong:
            outcome = "blank" if state == "blank" else "partly"
        return whole._replace(outcome=outcome, missing=missing)

    def _with_words_for_sender(self, whole: CollectedFile) -> CollectedFile:
        """Return a file with its faults and doubts in the program's language too, which is that of the form."""
        words = whole
        if (whole.faults or whole.doubts) and language() != self._reading.program.language:
            with in_language(self._reading.program.language):
                try:
                    with taken_back_if_refused(self._change, "in_words"):
                        words = self._rows.judged(whole)
                        raise _HeldBackError
                except _HeldBackError:
                    pass
        return whole._replace(faults_for_sender=words.faults, doubts_for_sender=words.doubts)

    def _keep(self, whole: CollectedFile, same: Sequence[StoredReturn]) -> None:
        """Record the return; not again where the same file came to the same end before."""
        head = self._head(whole)
        if same and (same[-1].head.outcome, same[-1].head.sent_back) == (head.outcome, head.sent_back):
            return
        add_return(self._change, head, self._return_rows(whole))

    def _head(self, whole: CollectedFile) -> Return:
        return Return(
            id=0,  # given by the file
            period=whole.period,
            organization=whole.organization,
            file_name=self._file.path.name,
            file_digest=whole.digest,
            form_checksum=self._stamp.checksum,
            received_on=self._choices.received_on,
            outcome=_STORED.get(whole.outcome, "sent_back"),
            rows=len(whole.rows),
            taken_in=whole.taken_in,
            sent_back=whole.count("sent_back") + whole.count("doubted"),
            answered_by=whole.contact.answered_by,
            telephone=whole.contact.telephone,
        )

    def _return_rows(self, whole: CollectedFile) -> list[ReturnRow]:
        words: dict[str, list[str]] = {}
        for fault in whole.faults_for_sender:
            words.setdefault(fault.occurrence, []).append(f"{fault.cell}: {fault.message}")
        with in_language(self._reading.program.language):
            for doubt in whole.doubts_for_sender:
                sentence = _("please confirm: {doubt}").format(doubt=doubt.message)
                words.setdefault(doubt.occurrence, []).append(f"{doubt.cell}: {sentence}")
        return [
            ReturnRow(
                row.occurrence,
                row.answer,
                "nothing" if row.outcome == "conflict" else "sent_back" if row.outcome == "doubted" else row.outcome,
                **{name: getattr(row, name) for name in WHAT_IS_SAID},
                fault="; ".join(words.get(row.occurrence, ())),
            )
            for row in whole.rows
        ]
