"""`returns` over several files: who has answered whom, each body with the file and office that asked it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from coordplan.collecting.returns.page import answering_columns, answering_sentences, returns_data
from coordplan.collecting.returns.values import Answering, AnsweringReport
from coordplan.errors import Refused
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Page, Tone, lean, table_of
from coordplan.paper.data import Data
from coordplan.seeing.answer import Answer, AskAll
from coordplan.seeing.several.answering import answer_of_files
from coordplan.seeing.several.page import file_columns, files_table, page_of_files
from coordplan.seeing.several.values import FilesAsked, OfficeFile
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

_Files = FilesAsked[AnsweringReport]


class PlacedAnswering(NamedTuple):
    """An organization's answer with the file that it is in."""

    of: OfficeFile
    answering: Answering


def returns_together(ask: AskAll) -> Answer:
    """Return who has answered for a period; where none is named, the one that the last forms of all files are of.

    Where no form has gone out anywhere, that is the last that has ended. Raises Refused where these are several.
    """
    asked = ask()
    reports = [answer.value() for _file, answer in asked.said]
    of_forms = {each.period for each in reports if any(one.sent_on is not None for one in each.organizations)}
    periods = of_forms or {each.period for each in reports}
    if len(periods) > 1:
        raise Refused(
            _("The last forms of these files are of several periods: {periods}.").format(
                periods=", ".join(sorted(periods))
            ),
            _("Name one: coordplan returns {period}").format(period=max(periods)),
        )
    if periods and {each.period for each in reports} != periods:  # of some no form has gone out yet
        asked = ask(period=periods.pop())
    files: _Files = asked.parts(lambda answer: answer.value())
    return answer_of_files(asked, lambda: _returns_page(files), lambda: _returns_data(files))


def _whole(files: _Files) -> AnsweringReport:
    """Return the answers to all files together, in the order of the files."""
    reports = [report for _file, report in files.said]
    return AnsweringReport(
        program=files.program,
        title=files.title,
        period=reports[0].period if reports else "",
        first=min((each.first for each in reports), default=files.as_of),
        last=max((each.last for each in reports), default=files.as_of),
        as_of=files.as_of,
        known_at=files.known_at,
        organizations=tuple(each.answering for each in _placed(files)),
        closed_on=None,
        illustrative=files.illustrative,
    )


def _placed(files: _Files) -> list[PlacedAnswering]:
    return [PlacedAnswering(file, each) for file, report in files.said for each in report.organizations]


def _returns_page(files: _Files) -> Page:
    whole = _whole(files)
    placed = _placed(files)
    table = lean(table_of((*file_columns(files, lambda row: row.of), *map(_of_answering, answering_columns())), placed))
    columns = (
        Column("asked", _("Asked"), "count"),
        Column("due_to_be_in", _("Due to be in"), "count"),
        Column("in_time", _("In time"), "count"),
        Column("on_time_rate", _("Rate"), "rate"),
        Column("closed_on", _("Closed on"), "day", 1),
    )
    rows = [_counts(report) for _file, report in files.asked]
    summary = lean(files_table(files, columns, rows, _counts(whole)), "closed_on")
    sentences: tuple[tuple[str, Tone], ...] = answering_sentences(whole) if files.said else ()
    return page_of_files(files, sentences, (), [*([table] if placed else []), summary], _other_days(files, whole))


def _of_answering(column: Column) -> Column:
    """Return a column of `returns` for rows that stand beside their files; what came back is a file too."""
    get, name = column.get, column.name
    own = column._replace(name="answer_file", heading=_("File sent back")) if name == "file" else column
    return own._replace(get=lambda row: getattr(row.answering, name) if get is None else get(row.answering))


def _counts(report: AnsweringReport | None) -> list[Any]:
    if report is None:
        return [0, 0, 0, None, None]
    asked, due = len(report.organizations), len(report.due_to_be_in)
    return [asked, due, report.on_time, report.on_time_rate, report.closed_on]


def _other_days(files: _Files, whole: AnsweringReport) -> tuple[tuple[str, Tone], ...]:
    """Return that the period has other days in some files, by their own cut-off days."""
    days = {file.label: (report.first, report.last) for file, report in files.said}
    if len(set(days.values())) < 2:
        return ()
    words = "; ".join(f"{label}: {write_day(first)}-{write_day(last)}" for label, (first, last) in days.items())
    return ((_("{period} by the cut-off day of each: {days}").format(period=whole.period, days=words), "dim"),)


def _returns_data(files: _Files) -> Data:
    """Return ``coordplan/returns/1`` with the files; ``file`` there is what came back, so each is a ``data_file``."""
    data = returns_data(_whole(files))
    placed = _placed(files)

    def common(get: Callable[[AnsweringReport], date | None]) -> date | None:
        values = {get(report) for _file, report in files.said}
        return values.pop() if len(values) == 1 else None

    beside = [{"data_file": each.of.file, "office": each.of.office or None} for each in placed]
    values = {
        **data.values,
        "program": files.program or None,
        "period": data.values["period"] or None,
        "first": common(lambda report: report.first),
        "last": common(lambda report: report.last),
        "closed_on": common(lambda report: report.closed_on),
        "organizations": [{**own, **row} for own, row in zip(beside, data.values["organizations"], strict=True)],
        **files.by_name(),
    }
    rows = [
        {**own, "known_at": each.of.known_at or None, **each.answering.by_name()}
        for own, each in zip(beside, placed, strict=True)
    ]
    return data._replace(values=values, columns=("data_file", "office", "known_at", *data.columns), rows=rows)
