"""Files to definitions and problems: opening, reading, understanding, checking, in one run."""

import gc
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Fields
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from coordplan.definitions.assemble import gather_file, read_activity
from coordplan.definitions.calendars import check_calendar
from coordplan.definitions.definition_set import Definition, DefinitionSet
from coordplan.definitions.nodes import Items, Mapping, Node, Scalar, TextFile, TextPlace
from coordplan.definitions.parse import FieldReader
from coordplan.definitions.problems import ProblemList
from coordplan.definitions.rules import check_all
from coordplan.definitions.rules.scope import Scope
from coordplan.definitions.source_files import files_in, read_text
from coordplan.definitions.yaml_nodes import read_nodes
from coordplan.errors import Problem
from coordplan.long_work import counting
from coordplan.model import Activity, Content, Definitions, Organization, Plan, Profile, Program
from coordplan.named_tuples import NamedTuple

FieldTexts = Fields[str, Any]  # a text, a list of texts or of mappings, a mapping


class DefinitionsReading(NamedTuple):
    """What came of reading a set of files."""

    definitions: Definitions  # what could be understood
    problems: tuple[Problem, ...]  # sorted by place, none twice; errors and warnings
    hidden: int  # how many problems were left out
    files: int  # how many files were read
    whole: bool  # the set has a program file, so what is missing from it is meant to be missing


class ActivityReading(NamedTuple):
    """What came of the fields of one activity."""

    activity: Activity | None  # None where there are errors
    problems: tuple[Problem, ...]  # without a place; a message about a field begins with its key and a colon


def read_definitions(paths: Sequence[Path], context: Definitions | None = None, most: int = 100) -> DefinitionsReading:
    """Return what files and folders define, with at most so many problems (errors outlast warnings).

    A folder means its ``*.yaml`` and ``*.yml``. ``context`` holds definitions known from elsewhere, in which ids are
    looked up that the set does not define; beside a program file, only of the kinds that the set does not hold.
    """
    with _no_collecting():
        return _read(paths, context or Definitions(), most)


def _read(paths: Sequence[Path], context: Definitions, most: int) -> DefinitionsReading:
    problems = ProblemList()
    found, count = _gather(paths, problems)
    scope = Scope(found, context, TextPlace(TextFile(Path(paths[0]).as_posix() if paths else "")))
    _begin_within(found, scope.program)
    if count or not paths:
        check_all(found, scope, problems)
    shown, hidden = problems.shown(most)
    return DefinitionsReading(_definitions(found), shown, hidden, count, bool(found.programs) or found.program_unread)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Hold back the garbage collector, which would walk through millions of young nodes again and again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def neighbours(paths: Sequence[Path]) -> Definitions:
    """Return what the other YAML files define in the folders of the single files among these, as far as it is clear."""
    files = [path for path in map(Path, paths) if not path.is_dir()]
    absolute = {path.absolute() for path in files}
    folders = [folder for folder in dict.fromkeys(path.parent for path in files) if folder.is_dir()]
    problems = ProblemList()
    found, _count = _gather([path for path in files_in(folders, problems) if path.absolute() not in absolute], problems)
    _begin_within(found, found.programs[0].value if found.programs else None)
    return _definitions(found)


def parse_activity(plan_id: str, fields: FieldTexts, context: Definitions) -> ActivityReading:
    """Return an activity typed by hand, as ``parse_activities`` does."""
    return parse_activities(plan_id, [fields], context)[0]


def parse_activities(plan_id: str, rows: Sequence[FieldTexts], context: Definitions) -> tuple[ActivityReading, ...]:
    """Return activities that stand in no file of definitions, each with its problems.

    ``rows`` have the keys of the YAML; the rules are the same, between them too. An activity of the same id in the
    context is the one that is being replaced.
    """
    problems = ProblemList()
    file = TextFile("")
    reader = FieldReader(file, problems)
    found = DefinitionSet()
    for number, fields in enumerate(rows, 1):
        found.activities.append(read_activity(reader, _mapping(fields, number), plan_id))
    new = {row.value.id for row in found.activities}
    others = context._replace(activities=tuple(each for each in context.activities if each.id not in new))
    _begin_within(found, context.program)
    check_all(found, Scope(found, others, TextPlace(file)), problems)
    of_row: dict[int, list[Problem]] = {}
    for problem in problems.shown(1000 + 10 * len(rows))[0]:
        of_row.setdefault(problem.line, []).append(problem._replace(line=0, column=1))
    readings = []
    for number, row in enumerate(found.activities, 1):
        own = (*of_row.get(0, ()), *of_row.get(number, ()))
        readings.append(ActivityReading(row.value if all(each.warning for each in own) else None, own))
    return tuple(readings)


def _mapping(fields: FieldTexts, number: int) -> Mapping:
    """Return fields as a file would have given them on one line; of a file that has none, without excerpts."""
    mapping = Mapping(number, 1)
    mapping.entries = {key: _node(value, number) for key, value in fields.items()}
    return mapping


def _node(value: str | Sequence[Any] | Fields[str, Any], number: int) -> Node:
    if isinstance(value, str):
        return Scalar(value, number, 1, 1, not value.strip())
    if isinstance(value, Fields):
        return _mapping(value, number)
    return Items(number, 1, [_node(each, number) for each in value])


def _gather(paths: Sequence[Path], problems: ProblemList) -> tuple[DefinitionSet, int]:
    """Return what files define, each by itself, and how many could be read."""
    found = DefinitionSet()
    count = 0
    for path in counting(files_in([Path(path) for path in paths], problems)):
        file = read_text(path, problems)
        if file is None:
            found.unread = True
            continue
        count += 1
        before = len(problems)
        root = read_nodes(file, problems)
        of_file = problems.since(before)
        # Fields standing twice are read once; only a whole section standing twice may hide what it defines
        if any(problem.rule != "duplicate-key" or problem.place.column == 1 for problem in of_file):
            found.unread = True
        if root is not None or not of_file:
            gather_file(file, root, problems, found)
    check_calendar(found, problems)
    return found, count


def _begin_within(found: DefinitionSet, program: Program | None) -> None:
    """Let a stretch named by its words ("Quý I/2022") begin no earlier than the program does."""
    if program is None:
        return
    for number, row in enumerate(found.activities):
        value = row.value
        if value.start_on is None or value.start_on >= program.start_on or row.has("start"):
            continue
        if value.due_on is not None and value.due_on >= program.start_on:
            found.activities[number] = row._replace(value=value._replace(start_on=program.start_on))


def _definitions(found: DefinitionSet) -> Definitions:
    """Return what was understood whole; of equal ids the first."""
    return Definitions(
        program=next((each.value for each in found.programs if each.complete), None),
        contents=_single(found.contents),
        organizations=_single(found.organizations),
        calendar=tuple(found.calendar),
        plans=_single(found.plans),
        activities=tuple(each for each in _single(found.activities) if each.plan),
        office=next((each.value for each in found.offices if each.complete), None),
        profiles=_single(found.profiles),
    )


_Value = TypeVar("_Value", Content, Organization, Plan, Activity, Profile)


def _single(definitions: Sequence[Definition[_Value]]) -> tuple[_Value, ...]:
    found: dict[str, _Value] = {}
    for each in definitions:
        if each.complete:
            found.setdefault(each.value.id, each.value)
    return tuple(found.values())
