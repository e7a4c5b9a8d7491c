"""Definitions to files of YAML that read back as the same definitions, in the style of the shipped set."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from coordplan.dates.deadlines import Deadline, rhythm_in, with_year
from coordplan.dates.recurrence import keeps_due_day
from coordplan.definitions.definition_set import Stretch
from coordplan.definitions.fields import (
    ACTIVITY,
    CALENDAR_DAY,
    CONTENT,
    FILES,
    OFFICE,
    ORGANIZATION,
    PLAN,
    PROFILE,
    PROGRAM,
    Field,
)
from coordplan.definitions.scalars import parse_deadline_once, printed_words
from coordplan.definitions.written_scalars import write_scalar
from coordplan.model import Activity, CalendarDay, Definitions, Office, Program

FIRST_LINE = "# yaml-language-server: $schema=coordplan.schema.json"

_WIDEST = 118
_Written = Mapping[str, Any]  # what is written of a value, by key: a scalar, a list of texts, a mapping


def write_definitions(definitions: Definitions) -> dict[str, str]:
    """Return texts by file name: program, organizations, calendar, office, and each plan; what is empty has none."""
    files: dict[str, str] = {}
    program = definitions.program
    of_plan: dict[str, list[_Written]] = defaultdict(list)
    for activity in definitions.activities:
        of_plan[activity.plan].append(_written_activity(activity, program))
    if program is not None:
        contents = sorted(definitions.contents, key=lambda content: content.order)
        written = [_written(CONTENT, each) for each in contents]
        files["program.yaml"] = _file("program", _written(PROGRAM, program), written, of_plan[program.id])
    if definitions.organizations:
        files["organizations.yaml"] = _file(
            "organizations", [_written(ORGANIZATION, each) for each in definitions.organizations]
        )
    if definitions.calendar:
        files["calendar.yaml"] = "\n".join([FIRST_LINE, *_calendar(definitions.calendar), ""])
    if definitions.office is not None or definitions.profiles:
        office = _written(OFFICE, definitions.office or Office())
        files["office.yaml"] = _file("office", office, [_written(PROFILE, each) for each in definitions.profiles])
    for plan in definitions.plans:
        written_plan = _written(PLAN, plan, program=program.id if program is not None else None)
        # A plan may be called as one of the other files is
        prefix = "plan-" if plan.id in FILES and plan.id != "plan" else ""
        files[f"{prefix}{plan.id}.yaml"] = _file("plan", written_plan, of_plan[plan.id])
    return files


def activity_fields(activity: Activity, program: Program | None = None) -> dict[str, Any]:
    """Return an activity's fields as texts under the keys of the YAML, as ``parse_activity`` takes them.

    With its program, a start that came from the words of its deadline and the program's first day is left to them.
    """
    return {key: _as_text(value) for key, value in _written_activity(activity, program).items()}


def edited_fields(activity: Activity, new: Mapping[str, Any], program: Program | None) -> dict[str, Any]:
    """Return an activity's fields with new ones in their place; what is not named stays.

    A start stays beside a new due date too, unless it was only that of the stretch that the old words named.
    """
    before = activity_fields(activity, program)
    if "due" in new and activity.due_on is not None:
        words = with_year(activity.deadline_text, activity.due_on.year)
        if _words_say_all(activity._replace(deadline_text=words), program):
            before.pop("start", None)
    return merged_fields(before, new)


def merged_fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return an activity's fields with new ones in their place; a new schedule takes the place of the old one."""
    fields = dict(old)
    if {"due", "every", "ongoing"} & new.keys():
        before, after = (rhythm_in(each.get("every", "")) for each in (old, new))
        keeps_day = "every" in new and after.due_day is None and keeps_due_day(after.every, before.every)
        of_another_kind = () if keeps_day else ("due_day",)
        for key in ("due", "every", "ongoing", "deadline_text", *_OF_YEARS, *of_another_kind):
            fields.pop(key, None)
    if "due_day" in new:
        fields.pop("due_on", None)
    if new.get("target"):
        new = {**new, "target": {**fields.get("target", {}), **new["target"]}}
    fields.update(new)
    return {key: value for key, value in fields.items() if value not in ("", [], {}, None)}


def recurrence_texts(deadline: Deadline) -> dict[str, Any]:
    """Return a recurrence as texts under the keys of the YAML."""
    texts = {name: _as_text(value) for name, value in deadline._asdict().items() if value}
    days = texts.pop("due_days", None)
    return texts if days is None else {**texts, "due_on": _year_days(deadline.due_days)}


def _year_days(due_days: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{int(day)}/{int(month)}" for month, day in (each.split("-") for each in due_days))


_OF_YEARS = ("due_month", "start_month", "due_on")


def _as_text(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _as_text(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return [_as_text(each) for each in value]
    return value if isinstance(value, str) else write_scalar(value)


def _written_activity(activity: Activity, program: Program | None) -> _Written:
    if activity.due_on is not None and _words_say_all(activity, program):
        return _written(ACTIVITY, activity, due=activity.deadline_text, deadline_text=None, start=None, due_on=None)
    return _written(ACTIVITY, activity)


def _words_say_all(activity: Activity, program: Program | None) -> bool:
    """Return whether the printed words alone read back as this due date and this start."""
    if not activity.deadline_text or not printed_words(activity.deadline_text):
        return False
    try:
        deadline = parse_deadline_once(activity.deadline_text)
    except ValueError:
        return False
    start_on, due_on = deadline.start_on, deadline.due_on
    if start_on is not None and program is not None and due_on is not None and due_on >= program.start_on:
        start_on = max(start_on, program.start_on)
    return (due_on, deadline.due_days, start_on) == (activity.due_on, activity.due_days, activity.start_on)


def _written(fields: Sequence[Field], value: Any, **others: Any) -> _Written:
    """Return what is written of a value, in the order of its table; ``others`` stand in place of its own, by key.

    What is empty is left out, and what is as it would be if it were left out; but a choice is always written.
    """
    usual = value._field_defaults
    written = {}
    for field in fields:
        if field.key in others:
            each = others[field.key]
        elif field.kind == "nested":
            inner = value if field.value is None else getattr(value, field.name)
            each = inner and _written(field.fields, inner)
        else:
            each = getattr(value, field.name)
            if each == usual.get(field.name) and field.kind != "choice":
                continue
            if field.kind in ("pairs", "titles", "texts"):
                each = dict(each)
            elif field.kind == "many":
                each = tuple(_written(field.fields, one) for one in each)
                if field.key == "amended":
                    each = tuple(_with_baseline(one, value) for one in each)
            elif field.kind == "year_days":
                if value.every is None and value.due_on is not None:  # dates, and no days of any year
                    written["due"] = each
                    continue
                each = _year_days(each)
            elif field.kind == "yearly" and value.by_year:
                each = dict(value.by_year)
            elif field.kind == "cutoff" and each == field.calendar:
                each = "calendar"
        if each not in (None, "", (), {}):
            written[field.key] = each
    return written


def _with_baseline(amendment: _Written, activity: Activity) -> _Written:
    """Return an amendment with where its target starts from, 0 too where another target falls."""
    falls = any(each and each.baseline for each in (activity.target, *(one.target for one in activity.amended)))
    target = amendment.get("target")
    return {**amendment, "target": {"baseline": 0.0, **target}} if target and falls else amendment


def _file(kind: str, *sections: _Written | Sequence[_Written]) -> str:
    """Return the text of a file of a kind, given what it defines in the order of its table."""
    lines: list[str] = []
    for field, section in zip(FILES[kind], sections, strict=True):
        if isinstance(section, Mapping):
            lines += ["", f"{field.key}:", *_lines(section, "  ")]
        elif section:
            lines += ["", f"{field.key}:"]
            for entry in section:
                first, *further = _lines(entry, "    ")
                lines += [f"  - {first[4:]}", *further]
    return "\n".join([FIRST_LINE, *lines[1:], ""])


def _lines(written: _Written, indent: str) -> list[str]:
    lines: list[str] = []
    for key, value in written.items():
        if isinstance(value, str):
            lines += _text_lines(key, value, indent)
        elif isinstance(value, tuple) and isinstance(value[0], Mapping):
            lines.append(f"{indent}{key}:")
            for entry in value:
                first, *further = _lines(entry, f"{indent}    ")
                lines += [f"{indent}  - {first.strip()}", *further]
        elif isinstance(value, tuple):
            lines += _list_lines(key, value, indent)
        elif isinstance(value, Mapping) and not _is_short(value):
            lines += [f"{indent}{key}:", *_lines(value, indent + "  ")]
        else:
            text = _flow(value) if isinstance(value, Mapping) else write_scalar(value)
            lines.append(f"{indent}{key}: {text}")
    return lines


def _is_short(written: _Written) -> bool:
    """Return whether a mapping fits on one line, and can stand there."""
    values = written.values()
    return not any(isinstance(each, Mapping) for each in values) and sum(len(str(each)) for each in values) <= 80


def _flow(written: _Written) -> str:
    return "{" + ", ".join(f"{key}: {write_scalar(value, flow=True)}" for key, value in written.items()) + "}"


def _text_lines(key: str, text: str, indent: str) -> list[str]:
    if "\n" in text and all(line == line.strip() and line.isprintable() for line in text.split("\n")):
        return [f"{indent}{key}: |-", *(f"{indent}  {line}" if line else "" for line in text.split("\n"))]
    return [f"{indent}{key}: {write_scalar(text)}"]


def _list_lines(key: str, texts: Sequence[str], indent: str) -> list[str]:
    if key == "content" and len(texts) == 1:
        return [f"{indent}{key}: {write_scalar(texts[0])}"]
    if all(len(text) <= 40 and write_scalar(text, flow=True) == write_scalar(text) for text in texts):
        flow = f"{indent}{key}: [{', '.join(write_scalar(text, flow=True) for text in texts)}]"
        if len(flow) <= _WIDEST:
            return [flow]
    return [f"{indent}{key}:", *(f"{indent}  - {write_scalar(text)}" for text in texts)]


def _calendar(days: Sequence[CalendarDay]) -> list[str]:
    lines = ["calendar:"]
    days = sorted(days)
    for year in dict.fromkeys(day.day.year for day in days):
        lines.append(f"  - year: {year}")
        for key, off in (("days_off", True), ("working_days", False)):
            stretches = _stretches(day for day in days if (day.day.year, day.off) == (year, off))
            lines.append(f"    {key}:" if stretches else f"    {key}: []")
            lines += [f"      - {_flow(_written(CALENDAR_DAY, stretch))}" for stretch in stretches]
    return lines


def _stretches(days: Iterable[CalendarDay]) -> list[Stretch]:
    """Return days of one title that follow each other as one; days that do not count may lie between."""
    stretches: list[tuple[CalendarDay, CalendarDay]] = []
    for day in days:
        if stretches:
            first, last = stretches[-1]
            between = [last.day + timedelta(days=count) for count in range(1, min((day.day - last.day).days, 8))]
            same = (first.title, first.tentative) == (day.title, day.tentative)
            gap_is_free = len(between) < 7 and all((each.weekday() < 5) != day.off for each in between)
            if same and gap_is_free:
                stretches[-1] = first, day
                continue
        stretches.append((day, day))
    return [
        Stretch(None, first.off, first.day, title=first.title, tentative=first.tentative)
        if first is last
        else Stretch(None, first.off, None, first.day, last.day, first.title, first.tentative)
        for first, last in stretches
    ]
