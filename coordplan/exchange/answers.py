"""What a form that came back says, as answers, and what in it cannot be understood, cell by cell.

People write the same thing in many ways: ``60``, ``0,6`` and ``60%``; ``x``, ``có`` and ``xong``; days as text. What
could mean two things is asked about, and never guessed. Pure: nothing here knows what the file says by now, but for the
targets and the days on which things were finished, which are given.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from coordplan.dates.days import parse_day
from coordplan.errors import Refused
from coordplan.exchange.form import FILLED, FormRow
from coordplan.exchange.form_in import Given, Returned, ReturnedRow
from coordplan.exchange.written import (
    NOTHING,
    parse_finished,
    parse_form_progress,
    parse_written_day,
    parse_written_text,
)
from coordplan.model import Target
from coordplan.progress import Progress
from coordplan.text.folding import fold, same_name_key
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number


class Known(NamedTuple):
    """What the file says of an occurrence: enough to understand what is said of it."""

    target: Target | None
    unit: str  # as the form shows it
    done_on: date | None


class Answer(NamedTuple):
    """What a form says of one occurrence. Nothing at all where ``progress``, ``done`` and the texts are empty."""

    occurrence: str
    row: int  # of the sheet
    asked: bool
    progress: Progress | None = None
    done: bool | None = None  # None: nothing is said of it
    done_on: date | None = None
    evidence: str = ""
    difficulties: str = ""
    recommendations: str = ""

    @property
    def finished(self) -> bool:
        return self.done is True or (self.done is None and self.done_on is not None)

    @property
    def observes(self) -> bool:
        """Whether it says anything that becomes an entry."""
        return self.progress is not None or self.finished or bool(self.evidence)

    @property
    def blank(self) -> bool:
        return not (self.observes or self.done is not None or self.difficulties or self.recommendations)

    @property
    def said(self) -> str:
        """The progress as it was understood: 60%, 12, done; no: not done; empty: nothing is said."""
        words = []
        if self.progress is not None and self.progress.percent is not None:
            words.append(f"{_bare(self.progress.percent)}%")
        if self.progress is not None and self.progress.value is not None:
            words.append(_bare(self.progress.value))
        if self.finished:
            words.append("done")
        return " ".join(words) or ("no" if self.done is False else "")


def _bare(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(round(number, 6))


class Fault(NamedTuple):
    """What is wrong: with a cell, or (without a place) with the whole file."""

    occurrence: str  # empty where it belongs to none
    place: str  # F12
    message: str
    way_out: str = ""


class Answers(NamedTuple):
    """All that a form says."""

    answers: tuple[Answer, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[Fault, ...]  # worth telling, and no obstacle
    missing: tuple[str, ...]  # asked for, and in no row that came back


def answers_of(returned: Returned, known: Mapping[str, Known], gone: Mapping[str, str], received_on: date) -> Answers:
    """Return what a form says. ``known`` has what the file still has, ``gone`` why it has the other occurrences not."""
    form_rows = {row.occurrence: row for row in returned.stamp.rows}
    by_id = {fold(id_): id_ for id_ in form_rows}
    found: dict[str, Answer] = {}
    faults: list[Fault] = []
    remarks: list[Fault] = []
    first_place: dict[str, str] = {}
    for row in returned.rows:
        place = row.cells["occurrence"].place
        written = str(row.cells["occurrence"].value or "")
        occurrence = by_id.get(fold(written))
        if occurrence is None:
            _strange(row, written, faults, remarks)
        elif occurrence in first_place:
            faults.append(
                Fault(
                    occurrence,
                    place,
                    _("{id} stands here again, after {place}").format(id=occurrence, place=first_place[occurrence]),
                    _("Keep one row for each activity."),
                )
            )
        else:
            first_place[occurrence] = place
            form_row = form_rows[occurrence]
            if occurrence not in known:
                if any(row.cells[key].value is not None for key in FILLED if key in row.cells):
                    faults.append(Fault(occurrence, place, gone.get(occurrence, ""), _("Leave the row blank.")))
            elif _check_locked(row, form_row, faults, remarks):
                reader = _RowReader(row, form_row, known[occurrence], received_on)
                answer = reader.answer()
                faults += reader.faults
                remarks += reader.remarks
                if not reader.faults:
                    found[occurrence] = answer
    missing = tuple(row.occurrence for row in returned.stamp.rows if row.asked and row.occurrence not in first_place)
    return Answers(tuple(found.values()), tuple(faults), tuple(remarks), missing)


def _strange(row: ReturnedRow, written: str, faults: list[Fault], remarks: list[Fault]) -> None:
    """Tell of a row that is not of the form: an answer in it belongs nowhere; a note or a signature is passed over."""
    cell = row.cells["occurrence"]
    if (written and "@" in written) or (written and " " not in written and any(map(str.isdigit, written))):
        faults.append(
            Fault(
                "",
                cell.place,
                _('"{id}" is not in the form that went out').format(id=written),
                _("An activity that is missing from it is added by the office, and comes with the next form."),
            )
        )
        return
    for key in ("done", "progress", "done_on"):
        given = row.cells.get(key)
        if given is not None and _is_answer(key, given):
            faults.append(
                Fault(
                    "",
                    given.place,
                    _("this row has no id, so it is not known what the answer is about"),
                    _("Write the answer in the row of its activity."),
                )
            )
            return
    remarks.append(
        Fault("", cell.place, _("row {number} is not of the form and is passed over").format(number=row.number))
    )


def _is_answer(key: str, given: Given) -> bool:
    if isinstance(given.value, str):
        if key == "done":
            return fold(given.value) not in NOTHING and len(given.value) < 15
        if key == "done_on":
            try:
                parse_day(given.value)
            except ValueError:
                return False
            return True
        return given.value[:1].isdigit()
    return given.value is not None or given.formula


def _check_locked(row: ReturnedRow, form_row: FormRow, faults: list[Fault], remarks: list[Fault]) -> bool:
    """Compare the locked cells with what went out. Another title is a fault: the answers may stand in the wrong row."""
    title = row.cells.get("title")
    if title is not None and same_name_key(str(title.value or "")) != same_name_key(form_row.title):
        faults.append(
            Fault(
                form_row.occurrence,
                title.place,
                _('the activity of {id} is no longer the one that went out ("{title}")').format(
                    id=form_row.occurrence, title=form_row.title
                ),
                _("See that the answers stand in the right row, and put the locked cells back as they were."),
            )
        )
        return False
    if not form_row.standing:
        return True  # what went out is known by its ids alone
    for key, sent in (
        ("due", form_row.due_on),
        ("deadline_text", form_row.deadline_text),
        ("standing", form_row.standing),
        ("known", form_row.known),
        ("unit", form_row.unit),
    ):
        given = row.cells.get(key)
        if given is not None and not _same(given, sent):
            words = write_day(sent) if isinstance(sent, date) else sent or "-"
            remarks.append(
                Fault(
                    form_row.occurrence,
                    given.place,
                    _("a locked cell was changed, from {before} to {after}; that is not taken over").format(
                        before=words, after=_shown(given)
                    ),
                )
            )
    return True


def _same(given: Given, sent: date | str | None) -> bool:
    if isinstance(sent, date):
        try:
            return parse_written_day(given) == sent
        except ValueError:
            return False
    text = "" if given.value is None else _shown(given)
    return same_name_key(text) == same_name_key(sent or "")


def _shown(given: Given) -> str:
    if isinstance(given.value, bool):
        return "TRUE" if given.value else "FALSE"
    if isinstance(given.value, float):
        return write_number(given.value)
    if isinstance(given.value, date):
        return write_day(given.value)
    return given.value or "-"


class _RowReader:
    """Reads the answers of one row; what cannot be understood is collected."""

    def __init__(self, row: ReturnedRow, form_row: FormRow, known: Known, received_on: date) -> None:
        self._cells = row.cells
        self._number = row.number
        self._form_row = form_row
        self._known = known
        self._received_on = received_on
        self.faults: list[Fault] = []
        self.remarks: list[Fault] = []

    def answer(self) -> Answer:
        """Return the answer; it means nothing where there are faults."""
        for key in FILLED:
            if (given := self._cells.get(key)) is not None and given.formula:
                self._fault(
                    key,
                    _("there is a formula, or an error, in this cell"),
                    _("Write the value itself; formulas are not computed here."),
                )
        if self.faults:
            return self._answer(None, None, None)
        progress, done, done_on = self._progress(), self._done(), self._day("done_on")
        if not self.faults:
            done, done_on = self._made_consistent(progress, done, done_on)
        answer = self._answer(progress, done, done_on)
        if answer.evidence and not (answer.progress or answer.finished or self.faults) and self._known.done_on is None:
            self._fault(
                "progress",
                _("there is a document, but no progress"),
                _("Write how far it is, or that it is finished and on which day."),
            )
        return answer

    def _answer(self, progress: Progress | None, done: bool | None, done_on: date | None) -> Answer:
        return Answer(
            self._form_row.occurrence,
            self._number,
            self._form_row.asked,
            progress,
            done,
            done_on,
            self._evidence(),
            self._words("difficulties"),
            self._words("recommendations"),
        )

    def _fault(self, key: str, message: str, way_out: str = "") -> None:
        place = self._cells[key].place if key in self._cells else self._cells["occurrence"].place
        self.faults.append(Fault(self._form_row.occurrence, place, message, way_out))

    def _given(self, key: str) -> Given:
        return self._cells.get(key) or Given(None, self._cells["occurrence"].place)

    def _progress(self) -> Progress | None:
        given = self._given("progress")
        try:
            progress = parse_form_progress(given, self._known.target)
        except Refused as refused:
            self._fault("progress", refused.sentence.rstrip("."), refused.way_out)
            return None
        if progress is not None and progress.kind == "value" and self._known.unit != self._form_row.unit:
            self._fault(
                "progress",
                _("the target was {before} when the form went out, and is {after} now").format(
                    before=self._form_row.unit, after=self._known.unit
                ),
                _("Write the form again with `coordplan form`, and ask for this row anew."),
            )
        return progress

    def _done(self) -> bool | None:
        try:
            return parse_finished(self._given("done"))
        except ValueError as error:
            self._fault("done", str(error), _("Choose Finished, or type x; leave it blank where it is not finished."))
            return None

    def _day(self, key: str) -> date | None:
        try:
            day = parse_written_day(self._given(key))
        except ValueError as error:
            self._fault(key, str(error), _("Write day/month/year: 30/6/2024."))
            return None
        if day is not None and day > self._received_on:
            self._fault(
                key,
                _("{day} lies after the day on which the report came, {received}").format(
                    day=write_day(day), received=write_day(self._received_on)
                ),
                _("See whether day and month are the right way round, and the year."),
            )
        return day

    def _made_consistent(
        self, progress: Progress | None, done: bool | None, done_on: date | None
    ) -> tuple[bool | None, date | None]:
        """Return whether and when it is finished, as the other cells have it; a fault where they disagree."""
        if progress is not None and progress.kind == "done":
            done = True if done is None else done
        reached = progress is not None and _reaches(progress, self._known.target)
        under_way = progress is not None and not reached and progress.percent is not None
        if done is False and (reached or done_on is not None):
            self._fault("done", _("it is called not finished here, and finished in the cells beside it"))
        elif done is True and under_way:
            assert progress is not None
            self._fault(
                "progress",
                _("it is called finished, and {percent}% done").format(percent=write_number(progress.percent or 0.0)),
                _("Write either that it is finished, or how far it is."),
            )
        elif done is None and done_on is not None and progress is not None and not reached:
            self._fault(
                "done_on",
                _("there is a day on which it was finished, and beside it a progress that is less"),
                _("Mark it as finished, or leave the day blank."),
            )
        elif (done or reached) and done_on is None:
            if self._known.done_on is None:
                self._fault(
                    "done_on",
                    _("it is finished, but the day is missing"),
                    _("Write the day on which it was finished: 30/6/2024."),
                )
            done_on = self._known.done_on
        return (True if reached or (done is None and done_on is not None) else done), done_on

    def _evidence(self) -> str:
        words = [self._text("document"), "", self._text("subject")]
        day = self._day("document_on")
        if day is not None:
            words[1] = f"{day.day}/{day.month}/{day.year}"
        return ", ".join(word for word in words if word)

    def _text(self, key: str) -> str:
        given = self._given(key)
        try:
            text = parse_written_text(given)
        except ValueError as error:
            self._fault(key, str(error), _("Type it again as text: first an apostrophe, then the words."))
            return ""
        return " ".join(text.split("\n"))

    def _words(self, key: str) -> str:
        try:
            return parse_written_text(self._given(key))
        except ValueError as error:
            self._fault(key, str(error), _("Type it again as text: first an apostrophe, then the words."))
            return ""


def _reaches(progress: Progress, target: Target | None) -> bool:
    if progress.kind == "done" or (progress.percent or 0.0) >= 100:
        return True
    if progress.value is None or target is None:
        return False
    return (progress.value - target.baseline) / (target.value - target.baseline) >= 1
