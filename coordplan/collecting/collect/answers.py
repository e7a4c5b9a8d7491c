"""What a form that came back says, as rows, and what in it cannot be understood, cell by cell.

People write the same thing in many ways: ``60``, ``0,6`` and ``60%``; ``x``, ``có`` and ``xong``; days as text. What
could mean two things is asked about, and never guessed. Pure: nothing here knows what the file holds by now, but for
what it is given of each occurrence.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from coordplan.collecting.collect.answer_cells import NOTHING, parse_day_cell, shown
from coordplan.collecting.collect.answers_beside import problems_beside, quoted
from coordplan.collecting.collect.returned_form import FormCell, ReturnedForm, RowCells
from coordplan.collecting.collect.row_reader import KnownOccurrence, RowReader
from coordplan.collecting.collect.values import ReturnedRow, cell_problem
from coordplan.collecting.collect.written_beside import WrittenBeside
from coordplan.collecting.form.values import COLUMNS, FILLED
from coordplan.errors import Problem
from coordplan.named_tuples import NamedTuple
from coordplan.text.folding import fold, same_name_key
from coordplan.text.language import translate as _

_LONGEST_YES = 15  # letters; what is longer in the column of what is finished is a note or a signature


class FormAnswers(NamedTuple):
    """All that a form says."""

    rows: tuple[ReturnedRow, ...]
    faults: tuple[Problem, ...]
    remarks: tuple[Problem, ...]
    missing: tuple[str, ...]  # asked for, and in no row that came back


def answers_of(
    form: ReturnedForm,
    known: Mapping[str, KnownOccurrence],
    gone: Mapping[str, str],
    received_on: date,
    period_days: tuple[date, date] | None = None,
    choice: str = "",
) -> FormAnswers:
    """Return what a form says: ``known`` are occurrences that may be answered for, ``gone`` why the others may not.

    ``period_days`` are the first and the last of its period: a day without its year is one of them, or of those since.
    ``choice``: what the form calls what is finished, in its own language.
    """
    days = None if period_days is None else (period_days[0], max(period_days[1], received_on))
    sent = {row.occurrence: (place, row) for place, row in enumerate(form.stamp.rows, 1)}
    by_id = {fold(id_): id_ for id_ in sent}
    found: list[ReturnedRow] = []
    faults: list[Problem] = []
    remarks: list[Problem] = []
    faults_of_columns = list(_lost_columns(form))
    (faults if form.strays else remarks).extend(faults_of_columns)
    comments = {each.row: [other for other in form.comments if other.row == each.row] for each in form.comments}
    first_place: dict[str, str] = {}
    strange: set[str] = set()  # rows that are not of the form, and wrong
    for number, cells in form.rows.items():
        place = cells["occurrence"].place
        occurrence = by_id.get(fold(str(cells["occurrence"].value or "")))
        if occurrence is None:
            fault = _fault_of_strange(cells) or _fault_of_overwritten_id(cells, form)
            text = " | ".join(shown(cell) for cell in cells.values() if cell.value is not None)
            words = _("row {number} is not of the form and is passed over: {text}")
            words = words.format(number=number, text=quoted(text))
            strange |= set() if fault is None else {place}
            (remarks if fault is None else faults).append(fault or cell_problem("", place, words))
        elif occurrence in first_place:
            message = _("{id} stands here again, after {place}").format(id=occurrence, place=first_place[occurrence])
            faults.append(cell_problem(occurrence, place, message, _("Keep one row for each activity.")))
        else:
            first_place[occurrence] = place
            if occurrence in known:
                reader = RowReader(cells, *sent[occurrence], known[occurrence], received_on, days, choice)
                row = reader.row(comments.pop(number, ()))
                found += [] if row is None else [row]
                faults += reader.faults
                remarks += reader.remarks
            elif any(cells[key].value is not None for key in FILLED if key in cells):
                faults.append(cell_problem(occurrence, place, gone.get(occurrence, ""), _("Leave the row blank.")))
    missing = tuple(row.occurrence for row in form.stamp.rows if row.asked and row.occurrence not in first_place)
    left = [each for of_row in comments.values() for each in of_row]
    wrong_rows = {number for number, cells in form.rows.items() if cells["occurrence"].place in strange}
    beside = [each for each in form.beside if each.row not in wrong_rows]
    beside += (WrittenBeside(each.place, each.text, comment=True) for each in left)
    of_beside, said = _beside(beside, form, known, found, missing)
    told = {each.cell for each in of_beside}
    remarks += [each for each in said if each.cell not in {other.cell for other in remarks}]
    remarks = [each for each in remarks if each.cell not in told or not each.cell]
    faults += [each for each in of_beside if each.occurrence not in {fault.occurrence for fault in faults} - {""}]
    wrong = {fault.occurrence for fault in of_beside}
    rows = tuple(row for row in found if row.occurrence not in wrong)
    return FormAnswers(rows, tuple(faults), tuple(remarks), missing)


def _beside(
    written: Sequence[WrittenBeside],
    form: ReturnedForm,
    known: Mapping[str, KnownOccurrence],
    found: Sequence[ReturnedRow],
    missing: Sequence[str],
) -> tuple[list[Problem], list[Problem]]:
    """Return faults and remarks about what stands outside the cells for answers."""
    rows = {fold(row.occurrence): row for row in form.stamp.rows}
    ids = {number: fold(str(cells["occurrence"].value or "")) for number, cells in form.rows.items()}
    by_row = {number: rows[id_].occurrence for number, id_ in ids.items() if id_ in rows}
    silent = {*missing, *(row.occurrence for row in found if not row.observes and row.done is None)}
    blank = [id_ for id_ in silent if id_ in known and known[id_].done_on is None]
    asked = [row.occurrence for row in form.stamp.rows if row.asked and row.occurrence in blank]
    return problems_beside(written, [row.occurrence for row in rows.values()], by_row, blank, asked)


def _lost_columns(form: ReturnedForm) -> Iterator[Problem]:
    """Yield what is wrong with the columns: one of the form's is not found, or stands there twice."""
    names = {column.key: _(column.heading) for column in COLUMNS}
    lost = ", ".join(f'"{names[key]}"' for key in form.lost)
    for stray in form.strays:
        if stray.again:
            message = _('a second column "{heading}" holds something, which is not read')
            way_out = _("Keep one of the two, with the answers in it.")
            yield cell_problem("", stray.place, message.format(heading=stray.heading), way_out)
        elif lost:
            message = _("the columns {lost} are not found, and what stands below {heading} is not read")
            way_out = _("Put the headings back as they were: {lost}")
            message = message.format(lost=lost, heading=quoted(stray.heading))
            yield cell_problem("", stray.place, message, way_out.format(lost=lost))
    if lost and not form.strays:
        message, way_out = _("the columns {lost} are not found"), _("Put the headings back as they were: {lost}")
        yield cell_problem("", "", message.format(lost=lost), way_out.format(lost=lost))


def _fault_of_overwritten_id(cells: RowCells, form: ReturnedForm) -> Problem | None:
    """Return the fault of a row of the form, told by its title, in which something else stands where its id stood."""
    id_, title = cells["occurrence"], cells.get("title")
    if not isinstance(id_.value, str) or title is None or not isinstance(title.value, str):
        return None
    here = {fold(str(other["occurrence"].value or "")) for other in form.rows.values()}
    lost = [row for row in form.stamp.rows if fold(row.occurrence) not in here]
    sent = next((row for row in lost if same_name_key(row.title) == same_name_key(str(title.value))), None)
    if sent is None:
        return None
    return cell_problem(
        sent.occurrence,
        id_.place,
        _("{text} stands where the id {id} stood").format(text=quoted(id_.value), id=sent.occurrence),
        _("Write the answer in the cells for answers, and put the locked cell back as it was."),
    )


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
