"""Rules about amendments: they change a recurrence, within the program, and say one thing each."""

from coordplan.dates.recurrence import amend
from coordplan.definitions.definition_set import Definition, DefinitionSet
from coordplan.definitions.nodes import Items, Mapping
from coordplan.definitions.problems import ProblemList
from coordplan.definitions.rules.schedule import check_months, check_weekday
from coordplan.definitions.rules.scope import Scope
from coordplan.model import Activity
from coordplan.progress import is_turned, write_target
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def check_amendments(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    program = scope.program
    for row in definitions.activities:
        if not row.value.amended or row.broken("amended") or row.bad & {"every", "due", "ongoing"}:
            continue
        if row.value.every is None:
            problems.fault(
                "amended-alone",
                row.at("amended"),
                _("amended: only what recurs is amended from a day on"),
                _("correct due or ongoing itself"),
            )
            continue
        words = row.value
        for number, each in enumerate(row.value.amended):
            place = row.at("amended", number)
            if sum((each.every is not None, each.due_on is not None, each.ongoing)) > 1:
                sentence = _("amended: only one of every, due and ongoing can say when it falls due")
                problems.fault("several-schedules", place, sentence, _("keep one of them"))
            if program is not None and scope.dated and not program.start_on <= each.from_on <= program.until_on:
                problems.fault(
                    "outside-program",
                    place,
                    _("{key}: {day} is outside the program, which runs from {first} until {last}").format(
                        key="amended",
                        day=write_day(each.from_on),
                        first=write_day(program.start_on),
                        last=write_day(program.until_on),
                    ),
                    _("check the year"),
                )
            after = amend(words, each)
            if after.every == "week":
                check_weekday(each.due_day, place, problems)
            of_years = next((name for name in ("due_month", "start_month", "due_days") if getattr(each, name)), None)
            if of_years is not None and after.every != "year" and each.due_on is None:
                key = "due_on" if of_years == "due_days" else of_years
                sentence = _("{key}: this is said of what recurs every year").format(key=key)
                problems.fault("of-years-alone", place, sentence, _('write "every: year", or take it out'))
            else:
                check_months(after, place, problems)
            if each.target is not None and not _has_baseline(row, number) and is_turned(words.target, after.target):
                assert words.target is not None
                sentence = _("amended: the target was {old}, and would change direction")
                way_out = _("name its baseline too, or give the value that is meant")
                problems.fault("turned-target", place, sentence.format(old=write_target(words.target)), way_out)
            words = after


def _has_baseline(row: Definition[Activity], number: int) -> bool:
    """Say whether an amendment names where its target starts from, 0 too."""
    amended = row.node.entries.get("amended")
    node = amended.items[number] if isinstance(amended, Items) and number < len(amended.items) else None
    target = node.entries.get("target") if isinstance(node, Mapping) else None
    return isinstance(target, Mapping) and "baseline" in target.entries


def check_targets_are_of_years_of_the_program(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    program = scope.program
    if program is None or not scope.dated:
        return
    first, last = program.start_on.year, program.until_on.year
    for row in definitions.activities:
        amended = ((each.target, row.at("amended", number)) for number, each in enumerate(row.value.amended))
        for target, place in ((row.value.target, row.at("target", "value")), *amended):
            for year in () if target is None else (year for year, _value in target.by_year):
                if not first <= year <= last:
                    sentence = _("target: {year} is outside the program, which runs from {first} until {last}")
                    problems.fault(
                        "target-outside-program",
                        place,
                        sentence.format(year=year, first=write_day(program.start_on), last=write_day(program.until_on)),
                        _("check the year"),
                    )
