"""What the secretary has to do, as a page and for programs."""

from collections.abc import Iterable
from typing import Any

from coordplan.collecting.todo.values import DAYS_AHEAD, MANY_ROWS, Task, TodoList
from coordplan.dates.period_words import write_period
from coordplan.paper.cells import Page, Step, Tone, illustrative_sentence
from coordplan.paper.data import Data
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.shell import of_file
from coordplan.text.writing import plain, write_day, write_number

_MOST_NAMES = 4


def todo_page(todo: TodoList) -> Page:
    """Return what is to be done, numbered, each thing with its command below it; or that nothing is."""
    count = len(todo.tasks)
    if count:
        title = translate_count(
            "Work of the office on {day} ({n} thing to do)", "Work of the office on {day} ({n} things to do)", count
        ).format(day=write_day(todo.as_of), n=write_number(count))
        nothing: tuple[tuple[str, Tone], ...] = ()
    else:
        title = _("Work of the office on {day}").format(day=write_day(todo.as_of))
        words = _("Nothing is to be done. What falls due next: {command}").format(command=of_file("coordplan due"))
        nothing = ((words, "good"),)
    steps = (
        Step(number, task_words(task, todo), of_file(task.command), _tone(task, todo))
        for number, task in enumerate(todo.tasks, 1)
    )
    return Page(title, (*illustrative_sentence(todo.illustrative), *nothing), steps=tuple(steps))


def _tone(task: Task, todo: TodoList) -> Tone:
    return "bad" if task.days_late(todo.as_of) else ""


def task_words(task: Task, todo: TodoList) -> str:
    """Return what is to be done in a sentence without its point."""
    if task.kind in ("backup", "calendar", "collect"):
        return _of_the_office(task)
    if task.kind == "waiting" and task.occurrences:
        sentence = _("{body}, {period}: to be corrected by them, sent back on {day} and not received again: {ids}")
    else:
        sentence = _sentences()[task.kind]
    words = sentence.format(
        period=write_period(task.period) if task.period else "",
        bodies=_names(task.organizations, todo),
        body=plain(todo.titles.get(task.organizations[0], task.organizations[0])) if task.organizations else "",
        ids=_some(task.occurrences),
        n=write_number(len(task.occurrences)),
        days=DAYS_AHEAD,
        day=write_day(task.day),
        words=plain(task.words),
    )
    return words[:1].upper() + words[1:] + _beside(task, todo)


def _sentences() -> dict[str, str]:
    return {
        "form": _("Send the forms for {period} to {bodies}"),
        "own": _("Record what {body} itself has done for {period} ({n}): {ids}"),
        "confirm": _("{body}, {period}: to be confirmed or sent back: {ids}"),
        "send_back": _("{body}, {period}: to be corrected by them: {ids}"),
        "chase": _("Remind {bodies} of their report for {period}"),
        "request": "{body}: {words}",
        "own_overdue": _("{body} itself: {n} overdue, the first since {day}: {ids}"),
        "overdue": _("{body}: {n} overdue, the first since {day}, and nothing was recorded of it lately: {ids}"),
        "due": _("{body}: {n} due within {days} days, the first on {day}: {ids}"),
        "close": _("{period} is past its cut-off day {day}, and not closed"),
        "issue": _("The report for {period} is not issued"),
        "waiting": _("Wait for the report for {period} of {bodies}"),
    }


def _beside(task: Task, todo: TodoList) -> str:
    """Return until when a thing is to be done, or since when it waits."""
    if task.kind == "own" and len(task.occurrences) > MANY_ROWS:
        return _("; fill in the workbook, a part at a time, and collect it. Finished on one day: coordplan done ID ...")
    if task.day is None or (task.kind == "waiting" and task.occurrences):
        return ""
    if task.kind in ("form", "chase", "waiting", "issue"):
        return _("; to be sent by {day}").format(day=write_day(task.day)) + _other_days(task, todo) + _where_to(task)
    if task.kind in ("confirm", "send_back", "request"):
        return _(" (received on {day})").format(day=write_day(task.day))
    if task.kind == "close" and task.organizations:
        return _("; missing: {bodies} (--sure closes it without them)").format(bodies=_names(task.organizations, todo))
    return ""


def _other_days(task: Task, todo: TodoList) -> str:
    """Return the days of bodies that have more time than the others."""
    of_bodies = zip(task.organizations, task.days, strict=False)
    later = [f"{todo.titles.get(id_, id_)} {write_day(day)}" for id_, day in of_bodies if day and day != task.day]
    return f" ({_some(later)})" if later else ""


def _where_to(task: Task) -> str:
    if task.kind != "waiting" or not task.words:
        return ""
    return _("; what they send goes into the folder {folder}").format(folder=task.words)


def _of_the_office(task: Task) -> str:
    if task.kind == "backup":
        return task.words.rstrip(".")
    if task.kind == "calendar":
        years = ", ".join(map(str, task.years))
        return _("No days off are known for {years}: add them to calendar.yaml, and load it").format(years=years)
    return translate_count(
        "Take in {n} file, new or to be decided on: {files}",
        "Take in {n} files, new or to be decided on: {files}",
        len(task.files),
    ).format(n=write_number(len(task.files)), files=_some(task.files))


def _names(organizations: Iterable[str], todo: TodoList) -> str:
    return _some([todo.titles.get(id_, id_) for id_ in organizations])


def _some(words: Iterable[str]) -> str:
    """Return some words with commas between; of many, the first and how many more there are."""
    found = [plain(each) for each in words]
    if len(found) <= _MOST_NAMES:
        return ", ".join(found)
    first = ", ".join(found[: _MOST_NAMES - 1])
    return _("{names} and {n} more").format(names=first, n=write_number(len(found) - _MOST_NAMES + 1))


_COLUMNS = ("kind", "period", "organizations", "occurrences", "files", "day", "days_late", "sentence", "command")


def todo_data(todo: TodoList) -> Data:
    """Return ``coordplan/todo/1``; in CSV a row for each thing to do."""
    rows = [_by_name(task, todo) for task in todo.tasks]
    return Data(
        "coordplan/todo/1",
        {
            "program": todo.program,
            "title": todo.title,
            "as_of": todo.as_of,
            "known_at": todo.known_at or None,
            "illustrative": todo.illustrative,
            "tasks": rows,
        },
        columns=_COLUMNS,
        rows=rows,
    )


def _by_name(task: Task, todo: TodoList) -> dict[str, Any]:
    values = (
        task.kind,
        task.period or None,
        task.organizations,
        task.occurrences,
        task.files,
        task.day,
        task.days_late(todo.as_of),
        task_words(task, todo),
        of_file(task.command) or None,
    )
    return dict(zip(_COLUMNS, values, strict=True))
