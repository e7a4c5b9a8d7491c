"""Reads what one row of a form says, and what in it cannot be understood, cell by cell."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import PureWindowsPath
from typing import TypeVar

from coordplan.collecting.collect.answer_cells import (
    is_as_sent,
    is_bare_number,
    is_day_number,
    note_beside_progress,
    parse_day_cell,
    parse_finished_cell,
    parse_progress_cell,
    parse_text_cell,
    shown,
)
from coordplan.collecting.collect.answers_beside import quoted, says_finished
from coordplan.collecting.collect.returned_form import FormCell, RowCells
from coordplan.collecting.collect.values import ReturnedRow, cell_problem
from coordplan.collecting.form.files_named import file_names_in
from coordplan.collecting.form.values import FILLED, FormRow
from coordplan.dates.cited_documents import days_of_documents, no_such_day
from coordplan.errors import Problem, Refused
from coordplan.model import Target
from coordplan.named_tuples import NamedTuple
from coordplan.office_files.comments import CellComment
from coordplan.progress import Progress, is_done
from coordplan.store.door.entry_doubts import doubt_bare_number
from coordplan.text.folding import same_name_key
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_percent

_FIRST_YEAR = 2000  # Excel makes a day of 1900 of a 5
_LOCKED_WORDS = ("deadline_text", "standing", "known", "unit")
_T = TypeVar("_T")


class KnownOccurrence(NamedTuple):
    """What the file holds of an occurrence: enough to understand what a form says of it."""

    title: str
    target: Target | None
    unit: str  # as the form shows it
    done_on: date | None


class RowReader:
    """Reads what one row says; what cannot be understood is collected."""

    def __init__(
        self,
        cells: RowCells,
        number: int,
        sent: FormRow,
        known: KnownOccurrence,
        received_on: date,
        days: tuple[date, date] | None = None,
        choice: str = "",
    ) -> None:
        self._cells = cells
        self._number = number
        self._sent = sent
        self._known = known
        self._received_on, self._days, self._choice = received_on, days, choice
        self._document_on: date | None = None
        self.faults: list[Problem] = []
        self.remarks: list[Problem] = []

    def row(self, comments: Sequence[CellComment] = ()) -> ReturnedRow | None:
        """Return what the row says; None where there are faults.

        What a comment or a locked cell says is told; where nothing else answers, it is a fault.
        """
        self._check_title()
        if self.faults:
            return None
        for key in (key for key in FILLED if key in self._cells and self._cells[key].formula):
            message = _("there is a formula, or an error, in this cell")
            way_out = _("Write the value itself; formulas are not computed here.")
            if key in ("done_on", "document_on"):
                message = _(
                    "what stands in this cell is not a date: a number too large for one, a formula, or an error"
                )
                way_out = _("Write day/month/year: 30/6/2024.")
            self._fault(key, message, way_out)
        progress = done = done_on = None
        if not self.faults:
            way_out = _('Choose "{choice}", or type x; leave it blank where it is not finished.')
            way_out = way_out.format(choice=self._choice or _("Finished"))
            progress, done = self._progress(), self._parsed("done", parse_finished_cell, way_out)
            done_on = self._day("done_on")
        consistent, evidence = not self.faults, self._evidence()
        if consistent:
            done, done_on = self._made_consistent(progress, done, done_on, evidence)
        row = ReturnedRow(
            self._sent.occurrence,
            self._known.title,
            progress=progress,
            done=done,
            done_on=done_on,
            note="" if progress is None else note_beside_progress(self._cells["progress"]),
            evidence=evidence,
            difficulties=self._text("difficulties"),
            recommendations=self._text("recommendations"),
            cell=self._first_place(),
            file_names=self._file_names(),
            files_cell=self._cells["files"].place if self._is_written("files") else "",
        )
        is_told = progress or row.finished or self.faults or self._known.done_on is not None
        if (row.evidence or row.file_names) and not is_told:
            self._fault(
                "progress",
                _("there is a document, but no progress"),
                _("Write how far it is, or that it is finished and on which day."),
            )
        if not self.faults:
            self._tell_what_is_beside(row, comments)
        if self.faults:
            return None
        return row._replace(answer="blank" if self._sent.asked else "not_due") if row.blank else row

    def _first_place(self) -> str:
        """Return where it begins; of what is finished without a value, where its day stands."""
        written = [key for key in ("progress", "done", "done_on", "document", "files") if self._is_written(key)]
        if "done_on" in written and "progress" not in written:
            return self._cells["done_on"].place
        return self._cells[written[0] if written else "occurrence"].place

    def _is_written(self, key: str) -> bool:
        return key in self._cells and self._cells[key].value is not None

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

    def _check_title(self) -> None:
        """Compare the title with the one that went out. Another is a fault: answers may stand in the wrong row."""
        title = self._cells.get("title")
        if title is not None and same_name_key(str(title.value or "")) != same_name_key(self._sent.title):
            self._fault(
                "title",
                _('the activity of {id} is no longer the one that went out ("{title}")').format(
                    id=self._sent.occurrence, title=self._sent.title
                ),
                _("See that the answers stand in the right row, and put the locked cells back as they were."),
            )

    def _locked_changes(self) -> Iterator[tuple[FormCell, str]]:
        """Yield the locked cells in which something else stands than went out, each with what did."""
        number = self._cells.get("number")
        if number is not None and not shown(number).strip(" .-").isdecimal() and shown(number) != "-":
            yield number, str(self._number)
        if not self._sent.standing:
            return  # what went out is known by its ids alone
        locked = {"due": self._sent.due_on, **{key: getattr(self._sent, key) for key in _LOCKED_WORDS}}
        for key, before in locked.items():
            cell = self._cells.get(key)
            if cell is not None and not is_as_sent(cell, before):
                yield cell, write_day(before) if isinstance(before, date) else before or "-"

    def _tell_what_is_beside(self, row: ReturnedRow, comments: Sequence[CellComment]) -> None:
        """Tell of comments, and of what was written into locked cells; where that is all the answer, it is a fault."""
        answered = row.observes or row.done is not None
        for cell, before in self._locked_changes():
            if answered:
                message = _("a locked cell was changed, from {before} to {after}; the change is ignored")
                message = message.format(before=before, after=shown(cell))
                self.remarks.append(cell_problem(self._sent.occurrence, cell.place, message))
            else:
                message = _("a locked cell says {after} in place of {before}, and the cells for answers say nothing")
                message = message.format(before=before, after=quoted(shown(cell)))
                way_out = _("Write the answer in the cells for answers, and put the locked cell back as it was.")
                self.faults.append(cell_problem(self._sent.occurrence, cell.place, message, way_out))
        for key in () if answered or self._known.done_on is not None else ("difficulties", "recommendations"):
            if says_finished(text := getattr(row, key)):
                message = _("{text} stands here, and the cells for answers of {ids} say nothing")
                way_out = _("Write how far it is, or that it is finished and on which day.")
                self._fault(key, message.format(text=quoted(text), ids=self._sent.occurrence), way_out)
        for comment in comments:
            if answered:
                message = _("a comment says: {text}").format(text=quoted(comment.text))
                self.remarks.append(cell_problem(self._sent.occurrence, comment.place, message))
            else:
                message = _("a comment says {text}, and the cells for answers say nothing")
                message = message.format(text=quoted(comment.text))
                way_out = _("Write the answer in the cells themselves, and delete the comment.")
                self.faults.append(cell_problem(self._sent.occurrence, comment.place, message, way_out))

    def _progress(self) -> Progress | None:
        progress = self._parsed("progress", lambda cell: parse_progress_cell(cell, self._known.target))
        if progress is not None and progress.value is not None:
            progress = progress._replace(bare=is_bare_number(self._cells["progress"]))
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
        way_out = _("Write day/month/year: 30/6/2024.")
        day = self._parsed(key, lambda cell: parse_day_cell(cell, self._days), way_out)
        if day is not None and is_day_number(cell := self._cells[key]):
            message = _("{number} is read as {day}").format(number=shown(cell), day=write_day(day))
            self.remarks.append(cell_problem(self._sent.occurrence, cell.place, message))
        if day is not None and day.year == 1900:
            message = _("{number} is not a date (Excel makes {day} of it)")
            number = (day - date(1899, 12, 31 if day < date(1900, 3, 1) else 30)).days
            self._fault(key, message.format(number=number, day=write_day(day)), way_out)
        elif day is not None and day.year < _FIRST_YEAR:
            message = _('"{text}" is not a date of this work: the year {year}')
            self._fault(key, message.format(text=write_day(day), year=day.year), way_out)
        elif day is not None and day > self._received_on:
            self._fault(
                key,
                _("{day} lies after the day on which the report came, {received}").format(
                    day=write_day(day), received=write_day(self._received_on)
                ),
                _("See whether day and month are the right way round, and the year."),
            )
        return day

    def _text(self, key: str) -> str:
        way_out = _("Type it again as text: first an apostrophe, then the words.")
        return self._parsed(key, parse_text_cell, way_out) or ""

    def _evidence(self) -> str:
        document, subject = (" ".join(self._text(key).split("\n")) for key in ("document", "subject"))
        self._document_on = day = self._day("document_on")
        dated = "" if day is None else f"{day.day}/{day.month}/{day.year}"
        return ", ".join(filter(None, (document, dated, subject)))

    def _file_names(self) -> tuple[str, ...]:
        """Return the names of files sent along; a path is a fault."""
        cell = self._cells.get("files")
        names = file_names_in(cell.value) if cell is not None and isinstance(cell.value, str) else ()
        if any(PureWindowsPath(name).name != name for name in names):
            self._fault("files", _("a name of a file is wanted here, without its folder"), _("Write it as: 12-TB.pdf"))
        return names

    def _made_consistent(
        self, progress: Progress | None, done: bool | None, done_on: date | None, evidence: str
    ) -> tuple[bool | None, date | None]:
        """Return whether and when it is finished, as the other cells have it; a fault where they disagree."""
        if progress is not None and progress.kind == "done":
            done = True if done is None else done
        reached = progress is not None and is_done(progress, self._known.target)
        unsaid = done is None and done_on is None
        if reached and unsaid and progress and doubt_bare_number("", progress, self._known.target):
            return None, None  # a number that is doubted itself does not ask for a day yet
        under_way = None if progress is None or reached else progress.percent
        if done is False and (reached or done_on is not None):
            message = _("this cell says not finished, and the cells beside it say finished")
            self._fault("done", message, _("Choose Finished and write the day, or correct the cells beside it."))
        elif done is True and under_way is not None:
            self._fault(
                "progress",
                _("it is marked as finished, and as {percent} done").format(percent=write_percent(under_way)),
                _("Write either that it is finished, or how far it is."),
            )
        elif done is None and done_on is not None and progress is not None and not reached:
            self._fault(
                "done_on",
                _("there is a day on which it was finished, and beside it a progress that is less"),
                _("Mark it as finished, or leave the day blank."),
            )
        elif (done or reached) and done_on is None:
            done_on = self._known.done_on or self._day_of_document(evidence)
        return (True if reached or (done is None and done_on is not None) else done), done_on

    def _day_of_document(self, evidence: str) -> date | None:
        """Return the one day of the document, said to be taken; a fault where it has none."""
        if self.faults:
            return None  # of the document itself: it is asked for first
        days = (*{*days_of_documents(evidence, self._received_on), *filter(None, [self._document_on])},)
        if len(days) == 1 and days[0] <= self._received_on:
            message = _("it is dated {day}, like its document").format(day=write_day(days[0]))
            place = self._cells.get("done_on", self._cells["occurrence"]).place
            self.remarks.append(cell_problem(self._sent.occurrence, place, message))
            return days[0]
        words = _("it is finished, but the day is missing"), "" if days else no_such_day(evidence, self._received_on)
        self._fault("done_on", ": ".join(filter(None, words)), _("Write the day on which it was finished: 30/6/2024."))
        return None
