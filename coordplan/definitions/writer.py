"""Definitions to files of YAML that read back as the same definitions, in the style of the shipped set."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from coordplan.definitions.assemble import BY_CALENDAR, printed_words
from coordplan.definitions.fields import (
    ACTIVITY,
    CALENDAR_DAY,
    CONTENT,
    OFFICE,
    ORGANIZATION,
    PLAN,
    PROFILE,
    PROGRAM,
    RATING,
    RATING_LIMITS,
    REPORTING,
    TARGET,
    Field,
)
from coordplan.definitions.scalars import parse_deadline_once
from coordplan.definitions.yaml_text import Plain, write_plain_number, write_scalar
from coordplan.model import (
    Activity,
    CalendarDay,
    Content,
    Definitions,
    Office,
    Organization,
    Plan,
    Program,
    RatingRules,
    Target,
)

FIRST_LINE = "# yaml-language-server: $schema=coordplan.schema.json"

_WIDEST = 118
_Value = Plain | Sequence[str] | Mapping[str, Plain] | Mapping[str, Mapping[str, Plain]]


def write_definitions(definitions: Definitions) -> dict[str, str]:
    """Return texts by file name: program, organizations, calendar, office, and each plan; what is empty has none."""
    files: dict[str, str] = {}
    of_plan: dict[str, list[Activity]] = defaultdict(list)
    for activity in definitions.activities:
        of_plan[activity.plan].append(activity)
    program = definitions.program
    if program is not None:
        lines = ["program:", *_fields(PROGRAM, _program_values(program), "  ")]
        if definitions.contents:
            in_order = sorted(definitions.contents, key=lambda content: content.order)
            lines += ["", *_entries("contents", CONTENT, map(_titled_values, in_order))]
        lines += _activities(of_plan.get(program.id, ()), program)
        files["program.yaml"] = _file(lines)
    if definitions.organizations:
        files["organizations.yaml"] = _file(
            _entries("organizations", ORGANIZATION, map(_organization_values, definitions.organizations))
        )
    if definitions.calendar:
        files["calendar.yaml"] = _file(_calendar(definitions.calendar))
    if definitions.office is not None or definitions.profiles:
        office = definitions.office or Office()
        lines = ["office:", *_fields(OFFICE, {"profile": office.profile}, "  ")]
        if definitions.profiles:
            lines += ["", *_entries("profiles", PROFILE, (profile._asdict() for profile in definitions.profiles))]
        files["office.yaml"] = _file(lines)
    for plan in definitions.plans:
        values = _plan_values(plan, program.id if program is not None else "")
        lines = ["plan:", *_fields(PLAN, values, "  "), *_activities(of_plan.get(plan.id, ()), program)]
        files[_file_name(plan.id)] = _file(lines)
    return files


def _file_name(plan_id: str) -> str:
    """Return the plan's file; a plan may be called as one of the other files is."""
    return (
        f"plan-{plan_id}.yaml" if plan_id in ("program", "organizations", "calendar", "office") else f"{plan_id}.yaml"
    )


def _file(lines: Sequence[str]) -> str:
    return "\n".join([FIRST_LINE, *lines]) + "\n"


def _activities(activities: Sequence[Activity], program: Program | None) -> list[str]:
    if not activities:
        return []
    return ["", *_entries("activities", ACTIVITY, (_activity_values(each, program) for each in activities))]


def _entries(key: str, fields: Sequence[Field], entries: Iterable[Mapping[str, _Value]]) -> list[str]:
    lines = [f"{key}:"]
    for values in entries:
        first, *further = _fields(fields, values, "    ")
        lines += [f"  - {first[4:]}", *further]
    return lines


def _fields(fields: Sequence[Field], values: Mapping[str, _Value], indent: str) -> list[str]:
    """Return the lines of a mapping, in the order of its table; what is absent or empty is left out."""
    lines: list[str] = []
    for field in fields:
        value = values.get(field.key)
        if value is None or value == "" or value == ():
            continue
        if isinstance(value, str):
            lines += _text_lines(field.key, value, indent)
        elif isinstance(value, Mapping):
            lines += _mapping_lines(field.key, value, indent)
        elif isinstance(value, Sequence):
            lines += _list_lines(field.key, value, indent)
        else:
            lines.append(f"{indent}{field.key}: {write_scalar(value)}")
    return lines


def _mapping_lines(key: str, values: Mapping[str, Plain] | Mapping[str, Mapping[str, Plain]], indent: str) -> list[str]:
    """Return a mapping on one line; one of mappings, each of them on a line of its own."""
    inner: list[str] = []
    pairs: list[str] = []
    for name, value in values.items():
        if isinstance(value, Mapping):
            inner += _mapping_lines(name, value, indent + "  ")
        elif value not in (None, ""):
            pairs.append(f"{name}: {write_scalar(value, flow=True)}")
    if pairs:
        return [f"{indent}{key}: {{{', '.join(pairs)}}}"]
    return [f"{indent}{key}:", *inner] if inner else []


def _text_lines(key: str, text: str, indent: str) -> list[str]:
    if "\n" in text and all(line == line.strip() and line.isprintable() for line in text.split("\n")):
        return [f"{indent}{key}: |-", *(f"{indent}  {line}" if line else "" for line in text.split("\n"))]
    return [f"{indent}{key}: {write_scalar(text)}"]


def _list_lines(key: str, texts: Sequence[str], indent: str) -> list[str]:
    if key == "content" and len(texts) == 1:
        return [f"{indent}{key}: {write_scalar(texts[0])}"]
    if all(len(text) <= 40 for text in texts):
        flow = f"{indent}{key}: [{', '.join(write_scalar(text, flow=True) for text in texts)}]"
        if len(flow) <= _WIDEST:
            return [flow]
    return [f"{indent}{key}:", *(f"{indent}  - {write_scalar(text)}" for text in texts)]


def _program_values(program: Program) -> dict[str, _Value]:
    reporting = {"cutoff_day": program.cutoff_day, "send_within": program.send_within}
    return {
        "id": program.id,
        "title": program.title,
        "short": program.short,
        "language": program.language,
        "from": program.start_on,
        "until": program.until_on,
        "signed_on": program.signed_on,
        "sides": program.sides,
        "basis": program.basis,
        "reporting": {field.key: reporting[field.key] for field in REPORTING},
        "rating": {} if program.rating is None else _rating_values(program.rating),
    }


def _rating_values(rating: RatingRules) -> dict[str, Mapping[str, Plain]]:
    values = {"amber": rating.amber._asdict(), "red": rating.red._asdict()}
    return {field.key: {limit.key: values[field.key][limit.key] for limit in RATING_LIMITS} for field in RATING}


def _titled_values(content: Content) -> dict[str, _Value]:
    return {"id": content.id, "title": content.title, "short": content.short}


def _organization_values(body: Organization) -> dict[str, _Value]:
    return {
        "id": body.id,
        "title": body.title,
        "short": body.short,
        "family": body.family,
        "from": body.start_on,
        "until": body.until_on,
        "successors": body.successors,
        "note": body.note,
    }


def _plan_values(plan: Plan, program_id: str) -> dict[str, _Value]:
    return {
        "id": plan.id,
        "program": program_id,
        "title": plan.title,
        "short": plan.short,
        "partner": plan.partner,
        "signed_on": plan.signed_on,
        "order": plan.order or None,
        "fields": plan.fields,
        "reporting": {
            "cutoff_day": "calendar" if plan.cutoff_day == BY_CALENDAR else plan.cutoff_day,
            "send_within": plan.send_within,
        },
        "successors": dict(plan.successors),
    }


def _activity_values(activity: Activity, program: Program | None) -> dict[str, _Value]:
    values: dict[str, _Value] = {
        "id": activity.id,
        "title": activity.title,
        "content": activity.contents,
        "lead": activity.lead,
        "with": activity.partners,
        "every": activity.every,
        "due": activity.due_on,
        "ongoing": activity.ongoing or None,
        "due_day": activity.due_day,
        "start": activity.start_on,
        "until": activity.until_on,
        "deadline_text": activity.deadline_text,
        "output": activity.output,
        "target": _target_values(activity.target),
        "weight": None if activity.weight == 1 else activity.weight,
        "after": activity.after,
        "successors": dict(activity.successors),
        "note": activity.note,
    }
    if activity.due_on is not None and _words_say_all(activity, program):
        values.update({"due": activity.deadline_text, "deadline_text": "", "start": None})
    return values


def _words_say_all(activity: Activity, program: Program | None) -> bool:
    """Return whether the printed words alone read back as this due date and this start."""
    if not activity.deadline_text or not printed_words(activity.deadline_text):
        return False
    try:
        said = parse_deadline_once(activity.deadline_text)
    except ValueError:
        return False
    start_on = said.start_on
    if start_on is not None and program is not None and said.due_on is not None and said.due_on >= program.start_on:
        start_on = max(start_on, program.start_on)
    return said.due_on == activity.due_on and start_on == activity.start_on


def _target_values(target: Target | None) -> dict[str, Plain]:
    if target is None:
        return {}
    values: dict[str, Plain] = {
        "value": target.value,
        "unit": target.unit,
        "baseline": target.baseline if target.baseline else None,
    }
    return {field.key: values[field.key] for field in TARGET}


def _calendar(days: Sequence[CalendarDay]) -> list[str]:
    lines = ["calendar:"]
    of_year: dict[int, list[CalendarDay]] = defaultdict(list)
    for day in sorted(days):
        of_year[day.day.year].append(day)
    for year, in_year in of_year.items():
        lines.append(f"  - year: {year}")
        for key, off in (("days_off", True), ("working_days", False)):
            stretches = _stretches([day for day in in_year if day.off == off])
            lines.append(f"    {key}:" if stretches else f"    {key}: []")
            for first, last in stretches:
                values: dict[str, Plain] = {
                    "on": first.day if first is last else None,
                    "from": None if first is last else first.day,
                    "until": None if first is last else last.day,
                    "title": first.title,
                    "tentative": first.tentative or None,
                }
                pairs = (
                    f"{field.key}: {write_scalar(values[field.key], flow=True)}"
                    for field in CALENDAR_DAY
                    if values[field.key] not in (None, "")
                )
                lines.append(f"      - {{{', '.join(pairs)}}}")
    return lines


def _stretches(days: Sequence[CalendarDay]) -> list[tuple[CalendarDay, CalendarDay]]:
    """Return first and last of days of one title that follow each other; days that do not count may lie between."""
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
    return stretches


def activity_fields(activity: Activity) -> dict[str, str | list[str] | dict[str, str]]:
    """Return an activity's fields as texts under the keys of the YAML, as ``parse_activity`` takes them."""
    fields: dict[str, str | list[str] | dict[str, str]] = {}
    for key, value in _activity_values(activity, None).items():
        if value is None or value in ("", (), {}):
            continue
        if isinstance(value, Mapping):
            fields[key] = {
                name: _bare(each) for name, each in value.items() if each is not None and not isinstance(each, Mapping)
            }
        elif isinstance(value, str | int | float | bool | date):
            fields[key] = _bare(value)
        else:
            fields[key] = list(value)
    return fields


def _bare(value: Plain) -> str:
    return (
        ("true" if value else "false")
        if isinstance(value, bool)
        else write_plain_number(value)
        if isinstance(value, float)
        else str(value)
    )
