"""One row of a form that came back, as an answer: what its cells say together, and what in them disagrees."""

from datetime import date
from typing import NamedTuple

from coordplan.collecting.collect.cells import (
    parse_finished,
    parse_form_progress,
    parse_written_day,
    parse_written_text,
)
from coordplan.collecting.collect.returned_form import Given, ReturnedRow
from coordplan.collecting.form.values import FILLED, FormRow
from coordplan.errors import Refused
from coordplan.model import Target
from coordplan.progress import Progress, is_done
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


class RowReader:
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
        reached = progress is not None and is_done(progress, self._known.target)
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
