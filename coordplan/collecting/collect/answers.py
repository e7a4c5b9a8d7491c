"""What a form that came back says, as rows, and what in it cannot be understood, cell by cell.

People write the same thing in many ways: ``60``, ``0,6`` and ``60%``; ``x``, ``có`` and ``xong``; days as text. What
could mean two things is asked about, and never guessed. Pure: nothing here knows what the file holds by now, but for
what it is given of each occurrence.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from coordplan.collecting.collect.answer_cells import (
    NOTHING,
    parse_day_cell,
    parse_finished_cell,
    parse_progress_cell,
    parse_text_cell,
    shown,
)
from coordplan.collecting.collect.returned_form import FormCell, ReturnedForm, RowCells
from coordplan.collecting.collect.values import ReturnedRow, cell_problem
from coordplan.collecting.form.values import FILLED, FormRow
from coordplan.errors import Problem, Refused
from coordplan.model import Target
from coordplan.progress import Progress, is_done
from coordplan.text.folding import fold, same_name_key
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_percent

_LONGEST_YES = 15  # letters; what is longer in the column of what is finished is a note or a signature
_T = TypeVar("_T")


class KnownOccurrence(NamedTuple):
    """What the file holds of an occurrence: enough to understand what a form says of it."""

    title: str
    target: Target | None
    unit: str  # as the form shows it
    done_on: date | None


class FormAnswers(NamedTuple):
    """All that a form says."""

    rows: tuple[ReturnedRow, ...]
    faults: tuple[Problem, ...]
    remarks: tuple[Problem, ...]
    missing: tuple[str, ...]  # asked for, and in no row that came back


def answers_of(
    form: ReturnedForm, known: Mapping[str, KnownOccurrence], gone: Mapping[str, str], received_on: date
) -> FormAnswers:
    """Return what a form says: ``known`` are occurrences that may be answered for, ``gone`` why the others may not."""
    sent = {row.occurrence: row for row in form.stamp.rows}
    by_id = {fold(id_): id_ for id_ in sent}
    found: list[ReturnedRow] = []
    faults: list[Problem] = []
    remarks: list[Problem] = []
    first_place: dict[str, str] = {}
    for number, cells in form.rows.items():
        place = cells["occurrence"].place
        occurrence = by_id.get(fold(str(cells["occurrence"].value or "")))
        if occurrence is None:
            fault = _fault_of_strange(cells)
            words = _("row {number} is not of the form and is passed over").format(number=number)
            (remarks if fault is None else faults).append(fault or cell_problem("", place, words))
        elif occurrence in first_place:
            message = _("{id} stands here again, after {place}").format(id=occurrence, place=first_place[occurrence])
            faults.append(cell_problem(occurrence, place, message, _("Keep one row for each activity.")))
        else:
            first_place[occurrence] = place
            if occurrence in known:
                reader = _RowReader(cells, sent[occurrence], known[occurrence], received_on)
                row = reader.row()
                found += [] if row is None else [row]
                faults += reader.faults
                remarks += reader.remarks
            elif any(cells[key].value is not None for key in FILLED if key in cells):
                faults.append(cell_problem(occurrence, place, gone.get(occurrence, ""), _("Leave the row blank.")))
    missing = tuple(row.occurrence for row in form.stamp.rows if row.asked and row.occurrence not in first_place)
    return FormAnswers(tuple(found), tuple(faults), tuple(remarks), missing)


def _fault_of_strange(cells: RowCells) -> Problem | None:
    """Return the fault of a row that is not of the form: an answer in it belongs nowhere; a note is no fault."""
    place = cells["occurrence"].place
    written = str(cells["occurrence"].value or "")
    if "@" in written or (" " not in written and any(map(str.isdigit, written))):
        return cell_problem(
            "",
            place,
            _('"{id}" is not in the form that went out').format(id=written),
            _("An activity that is missing from it is added by the office, and comes with the next form."),
        )
    for key in ("done", "progress", "done_on"):
        if key in cells and _is_answer(key, cells[key]):
            return cell_problem(
                "",
                cells[key].place,
                _("this row has no id, so it is not known what the answer is about"),
                _("Write the answer in the row of its activity."),
            )
    return None


def _is_answer(key: str, cell: FormCell) -> bool:
    if not isinstance(cell.value, str):
        return cell.value is not None or cell.formula
    if key == "done":
        return fold(cell.value) not in NOTHING and len(cell.value) < _LONGEST_YES
    if key == "progress":
        return cell.value[:1].isdigit()
    try:
        return parse_day_cell(cell) is not None
    except ValueError:
        return False


class _RowReader:
    """Reads what one row says; what cannot be understood is collected."""

    def __init__(self, cells: RowCells, sent: FormRow, known: KnownOccurrence, received_on: date) -> None:
        self._cells = cells
        self._sent = sent
        self._known = known
        self._received_on = received_on
        self.faults: list[Problem] = []
        self.remarks: list[Problem] = []

    def row(self) -> ReturnedRow | None:
        """Return what the row says; None where there are faults."""
        self._check_locked()
        if self.faults:
            return None
        for key in FILLED:
            if key in self._cells and self._cells[key].formula:
                self._fault(
                    key,
                    _("there is a formula, or an error, in this cell"),
                    _("Write the value itself; formulas are not computed here."),
                )
        progress, done, done_on = None, None, None
        if not self.faults:
            way_out = _("Choose Finished, or type x; leave it blank where it is not finished.")
            progress, done = self._progress(), self._parsed("done", parse_finished_cell, way_out)
            done_on = self._day("done_on")
        if not self.faults:
            done, done_on = self._made_consistent(progress, done, done_on)
        row = ReturnedRow(
            self._sent.occurrence,
            self._known.title,
            progress=progress,
            done=done,
            done_on=done_on,
            evidence=self._evidence(),
            difficulties=self._text("difficulties"),
            recommendations=self._text("recommendations"),
            cell=self._first_place(),
        )
        if row.evidence and not (progress or row.finished or self.faults) and self._known.done_on is None:
            self._fault(
                "progress",
                _("there is a document, but no progress"),
                _("Write how far it is, or that it is finished and on which day."),
            )
        if self.faults:
            return None
        return row._replace(answer="blank" if self._sent.asked else "not_due") if row.blank else row

    def _first_place(self) -> str:
        for key in ("progress", "done", "done_on", "document"):
            if key in self._cells and self._cells[key].value is not None:
                return self._cells[key].place
        return self._cells["occurrence"].place

    def _fault(self, key: str, message: str, way_out: str = "") -> None:
        place = self._cells.get(key, self._cells["occurrence"]).place
        self.faults.append(cell_problem(self._sent.occurrence, place, message, way_out))

    def _parsed(self, key: str, parse: Callable[[FormCell], _T], way_out: str = "") -> _T | None:
        """Return what a cell says; None where that cannot be understood, which is a fault."""
        try:
            return parse(self._cells.get(key) or FormCell(None, self._cells["occurrence"].place))
        except ValueError as error:
            self._fault(key, str(error), way_out)
        except Refused as refused:
            self._fault(key, refused.sentence.rstrip("."), refused.way_out)
        return None

    def _check_locked(self) -> None:
        """Compare the locked cells with what went out. Another title is a fault: answers may stand in the wrong row."""
        sent = self._sent
        title = self._cells.get("title")
        if title is not None and same_name_key(str(title.value or "")) != same_name_key(sent.title):
            self._fault(
                "title",
                _('the activity of {id} is no longer the one that went out ("{title}")').format(
                    id=sent.occurrence, title=sent.title
                ),
                _("See that the answers stand in the right row, and put the locked cells back as they were."),
            )
            return
        if not sent.standing:
            return  # what went out is known by its ids alone
        locked = {"due": sent.due_on, **{key: getattr(sent, key) for key in _LOCKED_WORDS}}
        for key, before in locked.items():
            cell = self._cells.get(key)
            if cell is not None and not _same(cell, before):
                words = write_day(before) if isinstance(before, date) else before or "-"
                message = _("a locked cell was changed, from {before} to {after}; the change is ignored")
                message = message.format(before=words, after=shown(cell))
                self.remarks.append(cell_problem(sent.occurrence, cell.place, message))

    def _progress(self) -> Progress | None:
        progress = self._parsed("progress", lambda cell: parse_progress_cell(cell, self._known.target))
        if progress is not None and progress.kind == "value" and self._known.unit != self._sent.unit:
            self._fault(
                "progress",
                _("the target was {before} when the form went out, and is {after} now").format(
                    before=self._sent.unit, after=self._known.unit
                ),
                _("Write the form again with `coordplan form`, and ask for this row anew."),
            )
        return progress

    def _day(self, key: str) -> date | None:
        day = self._parsed(key, parse_day_cell, _("Write day/month/year: 30/6/2024."))
        if day is not None and day > self._received_on:
            self._fault(
                key,
                _("{day} lies after the day on which the report came, {received}").format(
                    day=write_day(day), received=write_day(self._received_on)
                ),
                _("See whether day and month are the right way round, and the year."),
            )
        return day

    def _text(self, key: str) -> str:
        return (
            self._parsed(key, parse_text_cell, _("Type it again as text: first an apostrophe, then the words.")) or ""
        )

    def _evidence(self) -> str:
        document, subject = (" ".join(self._text(key).split("\n")) for key in ("document", "subject"))
        day = self._day("document_on")
        dated = "" if day is None else f"{day.day}/{day.month}/{day.year}"
        return ", ".join(filter(None, (document, dated, subject)))

    def _made_consistent(
        self, progress: Progress | None, done: bool | None, done_on: date | None
    ) -> tuple[bool | None, date | None]:
        """Return whether and when it is finished, as the other cells have it; a fault where they disagree."""
        if progress is not None and progress.kind == "done":
            done = True if done is None else done
        reached = progress is not None and is_done(progress, self._known.target)
        under_way = None if progress is None or reached else progress.percent
        if done is False and (reached or done_on is not None):
            self._fault("done", _("it is called not finished here, and finished in the cells beside it"))
        elif done is True and under_way is not None:
            self._fault(
                "progress",
                _("it is called finished, and {percent} done").format(percent=write_percent(under_way)),
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


_LOCKED_WORDS = ("deadline_text", "standing", "known", "unit")


def _same(cell: FormCell, sent: date | str | None) -> bool:
    if isinstance(sent, date):
        try:
            return parse_day_cell(cell) == sent
        except ValueError:
            return False
    return same_name_key("" if cell.value is None else shown(cell)) == same_name_key(sent or "")
