"""`status` over several files: a row for each file (or for each group in each), and the total of all.

Sums are of counts and weights, and every rate is worked out from sums, never from rates.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from coordplan.errors import Refused
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Page, Table, beside, without
from coordplan.paper.data import Data
from coordplan.paper.screen import Screen
from coordplan.seeing.answer import Answer, AskAll
from coordplan.seeing.figures import Figures, added_up
from coordplan.seeing.figures_table import figures_table
from coordplan.seeing.headline import headline
from coordplan.seeing.page import (
    attention_tables,
    comparison_tables,
    status_notes,
)
from coordplan.seeing.rating import Rating, reason_words
from coordplan.seeing.several.answering import answer_of_files
from coordplan.seeing.several.page import (
    file_columns,
    files_notes,
    page_of_files,
    short_file_columns,
    title_of_files,
)
from coordplan.seeing.several.values import FilesAsked, OfficeFile
from coordplan.seeing.status_screen import BesideFiles, status_screen
from coordplan.seeing.values import Attention, Comparison, StatusGroup, StatusReport, group_title, status_data
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


class FileGroup(NamedTuple):
    """A row of the status: a file, or a group in one; equal ids in two files are two groups."""

    file: OfficeFile
    id: str
    title: str | None  # in no language of ours
    shown: str
    figures: Figures
    then: Figures | None = None
    rating: Rating | None = None
    reason: str = ""  # of the rating
    ended_on: date | None = None
    successors: tuple[tuple[str, str], ...] = ()


class StatusOfFiles(NamedTuple):
    """What `status` says of several files."""

    files: FilesAsked[StatusReport]
    by_file: bool
    groups: tuple[FileGroup, ...]
    overdue: tuple[tuple[OfficeFile, Attention], ...]  # the latest first
    due_soon: tuple[tuple[OfficeFile, Attention], ...]  # the nearest first
    whole: StatusReport  # all together; the id of a group is its number among ``groups``


def statuses_together(ask: AskAll, options: Mapping[str, Any]) -> Answer:
    """Return the status of all files."""
    asked: FilesAsked[Answer] = ask()
    if options["compare"] is not None and len(asked.said) < len(asked.asked):
        asked = _with_nothing_then(asked, ask(compare=None))
    status = status_of_files(asked.parts(lambda answer: answer.value()), options["by"])
    screen: Screen | None = None if options["full"] else options["screen"]
    return answer_of_files(asked, lambda: _statuses_page(status, screen), lambda: _statuses_data(status))


def _with_nothing_then(asked: FilesAsked[Answer], plain: FilesAsked[Answer]) -> FilesAsked[Answer]:
    """Return what the files say, with those whose program had not begun at the time that is compared with."""
    of_file = {file.file: answer for file, answer in plain.asked}
    filled = tuple((file, answer or of_file.get(file.file)) for file, answer in asked.asked)
    return asked._replace(asked=filled)


def status_of_files(files: FilesAsked[StatusReport], by: str | None) -> StatusOfFiles:
    """Return the status of several files; without ``by`` each file is a row."""
    groups: list[FileGroup] = []
    for file, report in files.asked:
        groups += [_file_as_group(file, report)] if by is None else _groups_of(file, report)
    overdue = [(file, each) for file, report in files.said for each in report.overdue]
    due_soon = [(file, each) for file, report in files.said for each in report.due_soon]
    overdue.sort(key=lambda placed: (placed[1].due_on, placed[1].occurrence))
    due_soon.sort(key=lambda placed: (placed[1].due_on, placed[1].occurrence))
    return StatusOfFiles(
        files=files,
        by_file=by is None,
        groups=tuple(groups),
        overdue=tuple(overdue),
        due_soon=tuple(due_soon),
        whole=_whole(files, by, groups)._replace(
            overdue=tuple(each for _file, each in overdue), due_soon=tuple(each for _file, each in due_soon)
        ),
    )


def _file_as_group(file: OfficeFile, report: StatusReport | None) -> FileGroup:
    if report is None:
        return FileGroup(file, file.file, file.title or None, file.office, Figures())
    titles = {group.id: group.title for group in report.groups}
    return FileGroup(
        file=file,
        id=file.file,
        title=file.title,
        shown=file.office or file.label,
        figures=report.totals,
        then=None if report.compared is None else report.compared.totals,
        rating=report.rating,
        reason="" if report.rating is None else reason_words(report.rating, titles),
    )


def _groups_of(file: OfficeFile, report: StatusReport | None) -> list[FileGroup]:
    if report is None:
        return []
    titles = {group.id: group.title for group in report.groups}
    thens = {} if report.compared is None else report.compared.groups
    return [
        FileGroup(
            file=file,
            id=group.id,
            title=group_title(report, group),
            shown=group.title,
            figures=group.figures,
            then=thens.get(group.id),
            rating=report.ratings.get(group.id),
            reason=reason_words(report.ratings[group.id], titles) if group.id in report.ratings else "",
            ended_on=group.ended_on,
            successors=group.successors,
        )
        for group in report.groups
    ]


def _whole(files: FilesAsked[StatusReport], by: str | None, groups: Sequence[FileGroup]) -> StatusReport:
    """Return the status of all together; what needs attention is left out."""
    reports = [report for _file, report in files.said]
    numbered = [(str(number), group) for number, group in enumerate(groups)]
    return StatusReport(
        program=files.program,
        title=title_of_files(files),
        start_on=min((each.start_on for each in reports), default=files.as_of),
        until_on=max((each.until_on for each in reports), default=files.as_of),
        as_of=files.as_of,
        known_at=files.known_at,
        by=by or "file",
        totals=added_up(report.totals for report in reports),
        groups=tuple(
            StatusGroup(id_, group.shown, group.figures, group.ended_on, group.successors) for id_, group in numbered
        ),
        overdue=(),
        due_soon=(),
        overdue_count=sum(each.overdue_count for each in reports),
        due_soon_count=sum(each.due_soon_count for each in reports),
        soon_days=max((each.soon_days for each in reports), default=0),
        compared=_compared_together(
            [each.compared for each in reports if each.compared is not None],
            {id_: group.then for id_, group in numbered if group.then is not None},
        ),
        ratings={id_: group.rating for id_, group in numbered if group.rating is not None},
        filters=tuple(dict.fromkeys(words for each in reports for words in each.filters)),
        illustrative=files.illustrative,
        ongoing=sum(each.ongoing for each in reports),
    )


def _compared_together(compared: Sequence[Comparison], groups: Mapping[str, Figures]) -> Comparison | None:
    """Return the figures of the other time together, None where nothing is compared.

    Raises Refused where what is named is another day in each file.
    """
    asked = [each for each in compared if each.asked] or compared
    if not asked:
        return None
    days = {each.as_of: each for each in asked}
    if len(days) > 1:
        raise Refused(
            _("What is compared with lies on another day in each of these files: {days}.").format(
                days=", ".join(map(write_day, sorted(days)))
            ),
            _("Name a day: --compare {day}").format(day=max(days).isoformat()),
        )
    then = [each.totals for each in asked if each.totals is not None]
    return asked[0]._replace(totals=added_up(then) if then else None, groups=groups)


def _statuses_page(status: StatusOfFiles, screen: Screen | None) -> Page:
    """Return the page; on a screen a table of the rows, where there is no room for another of the files."""
    whole = status.whole
    if screen is not None:
        apart = short_file_columns(status.files)
        page = status_screen(
            whole,
            screen,
            BesideFiles(
                lambda table, shown: _beside_lines(status, table, shown, apart),
                lambda table, overdue, soon: _beside_attention(status, table, overdue, soon, apart),
            ),
        )
        return page._replace(notes=(*files_notes(status.files), *page.notes))
    tables = [_figures(status)]
    if not status.by_file:
        tables.append(_figures(status_of_files(status.files, None))._replace(title=_("Files"), title_tone="strong"))
    tables += comparison_tables(whole)
    for table in attention_tables(whole):
        late = table.title_tone == "bad"
        files = (range(len(table.rows)), ()) if late else ((), range(len(table.rows)))
        tables.append(_beside_attention(status, table, *files))
    return page_of_files(status.files, headline(whole), whole.filters, tables, status_notes(whole))


def _figures(status: StatusOfFiles) -> Table:
    """Return the figures of each row and the total, the rows with their files."""
    return _beside_lines(status, figures_table(status.whole), range(len(status.groups)))


def _beside_lines(status: StatusOfFiles, table: Table, shown: Sequence[int], columns: Sequence[Column] = ()) -> Table:
    """Return a table of rows and perhaps others together, each row with its file, the total with none."""
    columns = columns or file_columns(status.files, lambda file: file, fresh=status.by_file)
    others = table.rows[len(shown) :]
    if status.by_file:
        table = without(table, "title")
    elif table.total is not None:
        table = table._replace(total=["", *table.total[1:]])
    rest = [""] * (len(columns) - 1)
    cells = [*(_cells(columns, status.groups[number].file) for number in shown), *([row[0], *rest] for row in others)]
    return beside(table, columns, cells, [_("Total"), *rest])


def _beside_attention(
    status: StatusOfFiles, table: Table, overdue: Sequence[int], soon: Sequence[int], columns: Sequence[Column] = ()
) -> Table:
    """Return a table of what needs attention, each row with its file."""
    files = [*(status.overdue[number][0] for number in overdue), *(status.due_soon[number][0] for number in soon)]
    columns = columns or file_columns(status.files, lambda file: file)
    return beside(table, columns, [_cells(columns, file) for file in files])


def _cells(columns: Sequence[Column], file: OfficeFile) -> list[Any]:
    return [column.get(file) for column in columns if column.get is not None]


def _statuses_data(status: StatusOfFiles) -> Data:
    """Return ``coordplan/status/1`` with the files, each group with its own; in CSV with how fresh that is."""
    data = status_data(status.whole)
    values = dict(data.values)

    def placed(entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Return the entries of groups under the ids and titles that these have in their files."""
        found = []
        for each in entries:
            group = status.groups[int(each["id"])]
            title = {"title": group.title} if "title" in each else {}
            found.append({**group.file.beside_row(), **each, "id": group.id, **title})
        return found

    values["groups"] = placed(values["groups"])
    values["ratings"] = placed(values["ratings"])
    values["attention"] = [
        {**file.beside_row(), **each.by_name()} for file, each in (*status.overdue, *status.due_soon)
    ]
    if values["compare"] is not None:
        differences = values["compare"]["differences"]
        values["compare"] |= {
            "groups": placed(values["compare"]["groups"]),
            "differences": {**differences, "groups": placed(differences["groups"])},
        }
    values |= {
        "program": status.files.program or None,
        "title": status.files.title or None,
        **status.files.by_name(),
        "files": [
            {**file.by_name(), **figures.by_name()}
            for (file, _report), figures in zip(status.files.asked, _figures_of_files(status.files), strict=True)
        ],
    }
    *rows, total = (list(row) for row in data.rows)
    rows = [
        [group.file.file, group.file.office, group.file.known_at, group.id, group.title, *row[2:]]
        for group, row in zip(status.groups, rows, strict=True)
    ]
    return data._replace(
        values=values,
        columns=("file", "office", "known_at", *data.columns),
        rows=[*rows, ["", "", "", *total]],
    )


def _figures_of_files(files: FilesAsked[StatusReport]) -> list[Figures]:
    return [Figures() if report is None else report.totals for _file, report in files.asked]
