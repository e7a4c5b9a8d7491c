"""An annex beside a plan: what each of its rows would be there."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from coordplan.definitions.reading import ActivityReading, parse_activities
from coordplan.definitions.writer import edited_fields
from coordplan.model import Activity, Definitions, Organization, Program
from coordplan.named_tuples import NamedTuple
from coordplan.progress import is_turned, write_target
from coordplan.setting_up.annexes.annex import Proposal, parse_annex
from coordplan.setting_up.annexes.findings import Finding, ImportChoices, merge_findings, option
from coordplan.setting_up.annexes.grid import TextGrid, one_line
from coordplan.setting_up.annexes.layout import AnnexTables
from coordplan.setting_up.annexes.matching import match_rows, meets
from coordplan.setting_up.annexes.new_bodies import with_bodies
from coordplan.store.differences import Difference, StoredDefinitions, activity_difference
from coordplan.text.language import translate as _

_SCHEDULE = ("every", "due_day", "due_on", "ongoing", "due_month", "start_month", "due_days")


class Outcome(NamedTuple):
    """A row of an annex as an activity of the plan."""

    proposal: Proposal
    activity: Activity
    old: Activity | None
    difference: Difference | None  # None: it is there already, and says the same
    namesake: Activity | None = None  # of what is new although its title is there: the activity that has it

    @property
    def grid(self) -> TextGrid:
        return self.proposal.row.grid

    @property
    def what(self) -> str:
        """Whether it is new, the same as one that is there, or different from it."""
        return "new" if self.old is None else "same" if self.difference is None else "different"

    @property
    def of_another_year(self) -> bool:
        """Say whether the activity with its title has no year in common with it."""
        return self.old is not None and self.difference is not None and not meets(self.proposal, self.old)

    @property
    def moves_deadline(self) -> bool:
        """Say whether the activity that is there would fall due on other days."""
        fields = () if self.old is None or self.difference is None else self.difference.fields
        return any(name in _SCHEDULE for name, _before, _after in fields)

    @property
    def moves_recurrence(self) -> bool:
        """Say whether the activity that is there recurs, and would fall due on other days, past ones too."""
        return self.old is not None and self.old.every is not None and self.moves_deadline

    @property
    def is_later_than_namesake(self) -> bool:
        """Say whether it is new beside an activity of other years with its title."""
        return self.namesake is not None and not meets(self.proposal, self.namesake)


class Outcomes(NamedTuple):
    """What an annex would bring to a plan."""

    rows: tuple[Outcome, ...]  # those that could be understood
    missing: tuple[Activity, ...]  # of the plan, not in the annex
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...]
    left: tuple[Proposal, ...] = ()  # rows that are not taken in, for something in them is wrong or not understood
    errors: bool = False  # something is wrong, for which nothing is taken in


class ImportMode(NamedTuple):
    """How the rows of an annex are taken in."""

    as_new: bool = False  # what differs from the activity with its title is another one
    partly: bool = False  # what is wrong with a row stops that row alone
    asks: bool = False  # somebody is there to be asked


WHOLE = ImportMode()


def outcomes(
    tables: AnnexTables,
    held: StoredDefinitions,
    plan: str,
    choices: ImportChoices,
    ids: Iterator[str],
    mode: ImportMode = WHOLE,
) -> Outcomes:
    """Return what the rows would be in a plan; ``ids`` are for those that are new there."""
    definitions = with_bodies(held.definitions, choices.bodies)
    annex = parse_annex(tables, definitions, choices, plan)
    of_plan = [activity for activity in definitions.activities if activity.plan == plan]
    matches = match_rows(annex.proposals, of_plan)
    namesakes: dict[int, Activity] = {}
    pairs = list(matches.pairs)
    enough = tuple(islice(ids, len(pairs)))
    if mode.as_new:
        first = parse_activities(plan, _fields_of(pairs, enough, mode, definitions.program), definitions)
        for number, ((proposal, old), found) in enumerate(zip(matches.pairs, first, strict=True)):
            if old is None or found.activity is None or "id" in proposal.fields:
                continue
            row = Outcome(proposal, found.activity, old, activity_difference(held, old, found.activity))
            if row.of_another_year or row.moves_deadline:
                namesakes[number] = old
                pairs[number] = proposal, None
    parsed = parse_activities(plan, _fields_of(pairs, enough, mode, definitions.program), definitions)
    rows: list[Outcome] = []
    left: list[Proposal] = []
    findings = [*annex.findings, *matches.findings]
    general = {each for each in tables.findings if not each.warning}
    for number, ((proposal, old), found) in enumerate(zip(pairs, parsed, strict=True)):
        difference = None if found.activity is None else activity_difference(held, old, found.activity)
        faults: list[Finding] = []
        if found.activity is None or difference is not None:  # of what is there already, nothing is said again
            faults += _broken_rules(proposal, found, definitions)
        if old is not None and found.activity is not None and is_turned(old.target, found.activity.target):
            faults.append(_turned_target(proposal, old))
        findings += faults
        proposal = proposal._replace(faults=(*proposal.faults, *(each for each in faults if not each.warning)))
        if found.activity is None or proposal.faults:
            left.append(proposal)
        if found.activity is not None and not (mode.partly and proposal.faults):
            rows.append(Outcome(proposal, found.activity, old, difference, namesakes.get(number)))
    named = {old.id for _proposal, old in pairs if old is not None}
    missing = tuple(activity for activity in of_plan if activity.id not in named)
    merged = merge_findings(_in_order(findings))
    errors = bool(general) if mode.partly else any(not each.warning for each in merged)
    return Outcomes(tuple(rows), missing, merged, annex.remarks, tuple(left), errors)


def bodies_to_define(
    definitions: Definitions, rows: Sequence[Outcome], choices: ImportChoices
) -> tuple[Organization, ...]:
    """Return the bodies that rows name and the program has not."""
    known = {body.id for body in definitions.organizations}
    named = {id_ for row in rows for id_ in (row.activity.lead, *row.activity.partners)}
    return tuple(body for body in choices.bodies if body.id in named - known)


def _in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings as their cells stand in the file: sheets in their order, row by row."""
    sheets = {name: at for at, name in enumerate(dict.fromkeys(finding.place.name for finding in findings))}
    return sorted(findings, key=lambda each: (sheets[each.place.name], each.place.row, each.place.column))


def _fields_of(
    pairs: Sequence[tuple[Proposal, Activity | None]], ids: Sequence[str], mode: ImportMode, program: Program | None
) -> list[Mapping[str, Any]]:
    """Return the fields of all rows; those that are left for later take no number from those that are new."""
    from_first, from_last = iter(ids), reversed(ids)
    return [
        _fields(proposal, old, from_last if mode.partly and proposal.faults else from_first, program)
        for proposal, old in pairs
    ]


def _fields(proposal: Proposal, old: Activity | None, ids: Iterator[str], program: Program | None) -> Mapping[str, Any]:
    """Return the fields of a row; where the activity is there already, what the annex does not say stays as it was."""
    if old is None:
        return proposal.fields if "id" in proposal.fields else {"id": next(ids), **proposal.fields}
    fields = dict(proposal.fields)
    if old.every == fields.get("every") and old.ongoing == ("ongoing" in fields) and "start" not in proposal.row.cells:
        # An annex of one year that names it again does not end it with that year, but may take it further
        if meets(proposal, old) or old.start_on is None or old.start_on.isoformat() <= fields.get("start", ""):
            fields.pop("start", None)
        if meets(proposal, old):
            fields.pop("until", None)
    return edited_fields(old, {**fields, "id": old.id}, program)


# Where in a row the rules' words on a field belong
_COLUMNS = {"every": "due", "ongoing": "due", "deadline_text": "due", "until": "due", "start": "due"}
# By the annex's own findings
_SAID_BETTER = ("missing-field", "no-schedule", "body-ended", "body-not-yet", "no-one-after", "successor-unknown")


def _broken_rules(proposal: Proposal, parsed: ActivityReading, definitions: Definitions) -> Iterator[Finding]:
    """Yield what the rules of definitions say of a row, each at its cell."""
    row = proposal.row
    for problem in parsed.problems:
        if problem.rule in _SAID_BETTER and proposal.faults:
            continue
        key = problem.message.partition(":")[0]
        field = key if key in row.cells else _COLUMNS.get(key, key)
        if field in ("lead", "with") and field not in row.cells and "bodies" in row.cells:
            field = "bodies"
        place = row.place(field) if row.heading.column(field) else row.place("title")
        remedy, message = problem.remedy, problem.message
        if problem.rule == "outside-program":
            remedy = _("correct the day in the annex, where it is mistyped; one of other years is of another program")
        if (words := _words_of(key)) is not None:
            message = f"{words}{message.removeprefix(key)}"
        if problem.rule == "body-ended" and key == "lead" and (words := one_line(row.text("lead"))):
            after = next(body.successors for body in definitions.organizations if body.id == proposal.fields["lead"])
            if after:
                remedy += "; " + _("say which: {option}").format(option=option("--answer", words, after[0]))
        yield Finding(place, problem.rule, message, remedy, problem.warning)


def _words_of(key: str) -> str | None:
    """Return what a person calls a field of definitions that a rule's message begins with."""
    return {
        "due": _("due date"),
        "due_on": _("due date"),
        "due_day": _("due day"),
        "due_month": _("due month"),
        "start": _("first day"),
        "start_month": _("first month"),
        "until": _("last day"),
        "every": _("how often"),
        "title": _("activity"),
        "content": _("content"),
        "lead": _("lead"),
        "with": _("partner"),
        "output": _("output"),
        "target": _("target"),
        "weight": _("weight"),
        "note": _("note"),
        "deadline_text": _("deadline as printed"),
    }.get(key)


def _turned_target(proposal: Proposal, old: Activity) -> Finding:
    """Return the fault of a target that is to rise where it fell, or to fall where it rose, for no cell says whence."""
    assert old.target is not None
    sentence = _("the target was {old}, and would change direction").format(old=write_target(old.target))
    remedy = _("to change it: coordplan edit {id} --target ... --baseline ...").format(id=old.id)
    return Finding(proposal.row.place("target"), "turned-target", sentence, remedy)
