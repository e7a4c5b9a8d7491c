"""Files to definitions and problems: opening, reading, understanding, checking, in one run."""

import gc
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Fields
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

from coordplan.definitions.assemble import gather_file, read_activity
from coordplan.definitions.calendars import check_calendar
from coordplan.definitions.findings import Findings
from coordplan.definitions.gathered import Gathered, Placed
from coordplan.definitions.nodes import Items, Mapping, Node, Place, Scalar, TextFile
from coordplan.definitions.opening import files_in, read_text
from coordplan.definitions.parse import FieldReader
from coordplan.definitions.reader import read_nodes
from coordplan.definitions.rules import check_all
from coordplan.definitions.rules.known import Known
from coordplan.errors import Problem
from coordplan.model import Activity, Content, Definitions, Organization, Plan, Profile, Program

_NOTHING_KNOWN = Definitions()


class DefinitionsReading(NamedTuple):
    """What came of reading a set of files."""

    definitions: Definitions  # what could be understood
    problems: tuple[Problem, ...]  # sorted by place, none twice; errors and warnings
    hidden: int  # how many problems were left out
    files: int  # how many files were read
    whole: bool  # the set has a program file, so what is missing from it is meant to be missing


def read_definitions(paths: Sequence[Path], context: Definitions | None = None, most: int = 100) -> DefinitionsReading:
    """Return what files and folders define, with at most so many problems (errors outlast warnings).

    A folder means its ``*.yaml`` and ``*.yml``. ``context`` holds definitions known otherwise, in which ids are looked
    up that the set does not define; beside a program file, only of the kinds that the set does not hold.
    """
    with _no_collecting():
        return _read(paths, context or _NOTHING_KNOWN, most)


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


def _read(paths: Sequence[Path], context: Definitions, most: int) -> DefinitionsReading:
    findings = Findings()
    gathered, count = _gather(paths, findings)
    check_calendar(gathered, findings)
    known = Known(gathered, context, Place(TextFile(Path(paths[0]).as_posix() if paths else "")))
    _begin_within(gathered, known.program)
    if count or not paths:
        check_all(gathered, known, findings)
    problems, hidden = findings.problems(most)
    return DefinitionsReading(
        _definitions(gathered), problems, hidden, count, bool(gathered.programs) or gathered.program_unread
    )


def neighbours(paths: Sequence[Path]) -> Definitions:
    """Return what the other YAML files define in the folders of the single files among these, as far as it is clear."""
    files = [path for path in map(Path, paths) if not path.is_dir()]
    named = {path.absolute() for path in files}
    folders = dict.fromkeys(path.parent for path in files)
    others = [
        path
        for path in files_in([each for each in folders if each.is_dir()], Findings())
        if path.absolute() not in named
    ]
    findings = Findings()
    gathered, _count = _gather(others, findings)
    check_calendar(gathered, findings)
    _begin_within(gathered, gathered.programs[0].value if gathered.programs else None)
    return _definitions(gathered)


FieldTexts = Fields[str, str | Sequence[str] | Fields[str, str]]


class ActivityReading(NamedTuple):
    """What came of the fields of one activity."""

    activity: Activity | None  # None where there are errors
    problems: tuple[Problem, ...]  # without a place; a message about a field begins with its key and a colon


def parse_activity(plan_id: str, fields: FieldTexts, known: Definitions) -> ActivityReading:
    """Return an activity typed by hand, as ``parse_activities`` does."""
    return parse_activities(plan_id, [fields], known)[0]


def parse_activities(plan_id: str, rows: Sequence[FieldTexts], known: Definitions) -> tuple[ActivityReading, ...]:
    """Return activities that stand in no file of definitions, each with its problems.

    ``rows`` have the keys of the YAML; the rules are the same, between them too. An activity of the same id among those
    known is the one that is being replaced.
    """
    findings = Findings()
    file = TextFile("")
    reader = FieldReader(file, findings)
    gathered = Gathered()
    for number, fields in enumerate(rows, 1):
        node = _node(fields, number)
        assert isinstance(node, Mapping)
        gathered.activities.append(read_activity(reader, node, plan_id))
    new = {row.value.id for row in gathered.activities}
    context = known._replace(activities=tuple(each for each in known.activities if each.id not in new))
    _begin_within(gathered, known.program)
    check_all(gathered, Known(gathered, context, Place(file)), findings)
    of_row: dict[int, list[Problem]] = {}
    for problem in findings.problems(1000 + 10 * len(rows))[0]:
        of_row.setdefault(problem.line, []).append(problem._replace(line=0, column=1))
    return tuple(
        _parsed(row.value, (*of_row.get(0, ()), *of_row.get(number, ())))
        for number, row in enumerate(gathered.activities, 1)
    )


def _parsed(activity: Activity, problems: tuple[Problem, ...]) -> ActivityReading:
    return ActivityReading(None if any(not each.warning for each in problems) else activity, problems)


def _node(value: str | Sequence[str] | Fields[str, str] | FieldTexts, number: int) -> Node:
    """Return a value as the node that a file would have given; as a line of a file that has none, without excerpts."""
    if isinstance(value, str):
        return Scalar(value, number, 1, 1, not value.strip())
    if isinstance(value, Fields):
        mapping = Mapping(number, 1)
        mapping.entries = {key: _node(each, number) for key, each in value.items()}
        return mapping
    return Items(number, 1, [_node(each, number) for each in value])


def _gather(paths: Sequence[Path], findings: Findings) -> tuple[Gathered, int]:
    gathered = Gathered()
    files = files_in([Path(path) for path in paths], findings)
    count = 0
    for path in files:
        file = read_text(path, findings)
        if file is None:
            gathered.unread = True
            continue
        count += 1
        before = len(findings)
        root = read_nodes(file, findings)
        of_file = findings.since(before)
        # Fields standing twice are read once; only a whole section standing twice may hide what it defines
        if any(finding.rule != "duplicate-key" or finding.place.column == 1 for finding in of_file):
            gathered.unread = True
        if root is None and of_file:
            continue
        gather_file(file, root, findings, gathered)
    return gathered, count


def _begin_within(gathered: Gathered, program: Program | None) -> None:
    """Let a stretch named by its words ("Quý I/2022") begin no earlier than the program does."""
    if program is None:
        return
    for number, row in enumerate(gathered.activities):
        value = row.value
        if value.start_on is None or value.start_on >= program.start_on or row.given("start"):
            continue
        if value.due_on is not None and value.due_on >= program.start_on:
            gathered.activities[number] = row._replace(value=value._replace(start_on=program.start_on))


def _definitions(gathered: Gathered) -> Definitions:
    """Return what was understood whole; of equal ids the first."""
    program = next((each.value for each in gathered.programs if each.complete), None)
    return Definitions(
        program=program,
        contents=_single(gathered.contents),
        organizations=_single(gathered.organizations),
        calendar=tuple(gathered.calendar),
        plans=_single(gathered.plans),
        activities=tuple(each for each in _single(gathered.activities) if each.plan),
        office=next((each.value for each in gathered.offices if each.complete), None),
        profiles=_single(gathered.profiles),
    )


_Titled = TypeVar("_Titled", Content, Organization, Plan, Activity, Profile)


def _single(placed: Sequence[Placed[_Titled]]) -> tuple[_Titled, ...]:
    found: dict[str, _Titled] = {}
    for each in placed:
        if each.complete:
            found.setdefault(each.value.id, each.value)
    return tuple(found.values())
