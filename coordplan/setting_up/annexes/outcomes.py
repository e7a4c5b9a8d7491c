"""An annex beside a plan: which of its activities each row is, and what it would be there.

An annex that is taken in twice doubles nothing: a row is the activity that has its id or its title.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from coordplan.dates.deadlines import parse_deadline
from coordplan.definitions.reading import ActivityReading, parse_activities
from coordplan.definitions.writer import edited_fields
from coordplan.model import Activity, Program
from coordplan.progress import is_turned, write_target
from coordplan.setting_up.annexes.annex import Proposal, parse_annex
from coordplan.setting_up.annexes.findings import Finding, ImportChoices, merge_findings
from coordplan.setting_up.annexes.grid import TextGrid
from coordplan.setting_up.annexes.layout import AnnexTables
from coordplan.store.differences import Difference, StoredDefinitions, activity_difference
from coordplan.text.folding import fold, title_key
from coordplan.text.language import translate as _


class Outcome(NamedTuple):
    """A row of an annex as an activity of the plan."""

    proposal: Proposal
    activity: Activity
    old: Activity | None
    difference: Difference | None  # None: it is there already, and says the same

    @property
    def grid(self) -> TextGrid:
        return self.proposal.row.grid

    @property
    def what(self) -> str:
        """Whether it is new, the same as one that is there, or different from it."""
        return "new" if self.old is None else "same" if self.difference is None else "different"


class Outcomes(NamedTuple):
    """What an annex would bring to a plan; with errors among the findings it brings nothing."""

    rows: tuple[Outcome, ...]  # those that could be understood
    missing: tuple[Activity, ...]  # of the plan, not in the annex
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...]

    @property
    def errors(self) -> bool:
        return any(not finding.warning for finding in self.findings)


def outcomes(
    tables: AnnexTables, held: StoredDefinitions, plan: str, choices: ImportChoices, ids: Iterator[str]
) -> Outcomes:
    """Return what the rows would be in a plan; ``ids`` are for those that are new there."""
    definitions = held.definitions
    annex = parse_annex(tables, definitions, choices)
    of_plan = [activity for activity in definitions.activities if activity.plan == plan]
    matches = match_rows(annex.proposals, of_plan)
    fields = [_fields(proposal, old, ids, definitions.program) for proposal, old in matches.pairs]
    parsed = parse_activities(plan, fields, definitions)
    rows: list[Outcome] = []
    findings = [*annex.findings, *matches.findings]
    for (proposal, old), found in zip(matches.pairs, parsed, strict=True):
        difference = None if found.activity is None else activity_difference(held, old, found.activity)
        if found.activity is None or difference is not None:  # of what is there already, nothing is said again
            findings += _broken_rules(proposal, found)
        if old is not None and found.activity is not None and is_turned(old.target, found.activity.target):
            findings.append(_turned_target(proposal, old))
        if found.activity is not None:
            rows.append(Outcome(proposal, found.activity, old, difference))
    named = {old.id for _proposal, old in matches.pairs if old is not None}
    missing = tuple(activity for activity in of_plan if activity.id not in named)
    return Outcomes(tuple(rows), missing, merge_findings(_in_order(findings)), annex.remarks)


def _in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings as their cells stand in the file: sheets in their order, row by row."""
    sheets = {name: at for at, name in enumerate(dict.fromkeys(finding.place.name for finding in findings))}
    return sorted(findings, key=lambda each: (sheets[each.place.name], each.place.row, each.place.column))


def _fields(proposal: Proposal, old: Activity | None, ids: Iterator[str], program: Program | None) -> Mapping[str, Any]:
    """Return the fields of a row; where the activity is there already, what the annex does not say stays as it was."""
    if old is None:
        return proposal.fields if "id" in proposal.fields else {"id": next(ids), **proposal.fields}
    fields = dict(proposal.fields)
    if old.every == fields.get("every") and old.ongoing == ("ongoing" in fields) and "start" not in proposal.row.cells:
        # An annex of one year that names it again does not end it with that year
        fields.pop("start", None)
        fields.pop("until", None)
    return edited_fields(old, {**fields, "id": old.id}, program)


# Where in a row the rules' words on a field belong
_COLUMNS = {"every": "due", "ongoing": "due", "deadline_text": "due", "until": "due", "start": "due"}
_SAID_BETTER = ("missing-field", "no-schedule")  # by the annex's own findings


def _broken_rules(proposal: Proposal, parsed: ActivityReading) -> Iterator[Finding]:
    """Yield what the rules of definitions say of a row, each at its cell."""
    row = proposal.row
    for problem in parsed.problems:
        if problem.rule in _SAID_BETTER:
            continue
        key = problem.message.partition(":")[0]
        field = key if key in row.cells else _COLUMNS.get(key, key)
        if field in ("lead", "with") and field not in row.cells and "bodies" in row.cells:
            field = "bodies"
        place = row.place(field) if row.heading.column(field) else row.place("title")
        yield Finding(place, problem.rule, problem.message, problem.remedy, problem.warning)


def _turned_target(proposal: Proposal, old: Activity) -> Finding:
    """Return the fault of a target that is to rise where it fell, or to fall where it rose, for no cell says whence."""
    assert old.target is not None
    sentence = _("the target was {old}, and would turn round").format(old=write_target(old.target))
    remedy = _("to change it: coordplan edit {id} --target ... --baseline ...").format(id=old.id)
    return Finding(proposal.row.place("target"), "turned-target", sentence, remedy)


# which activity a row is

_ALIKE = 0.8  # of the words of two titles are the same


class Matches(NamedTuple):
    """Rows with the activity that each one is (None: a new one), and what is to be looked at."""

    pairs: tuple[tuple[Proposal, Activity | None], ...]
    findings: tuple[Finding, ...]


def match_rows(proposals: Sequence[Proposal], activities: Iterable[Activity]) -> Matches:
    """Return each row with the activity of the plan that has its id or its title, each activity once.

    Of several with one title, that with the same due date comes first. A row that says the same as one before is left
    out; one with the same title and another deadline or lead is an activity of its own.
    """
    by_title: dict[str, list[Activity]] = {}
    by_id = {}
    for each in activities:
        by_title.setdefault(title_key(each.title), []).append(each)
        by_id[each.id] = each
    findings: list[Finding] = []
    pairs: list[tuple[Proposal, Activity | None]] = []
    seen: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        key = title_key(proposal.title)
        before = seen.setdefault(key, [])
        if proposal.title and (same := next((other for other in before if other.fields == proposal.fields), None)):
            sentence = _("this row says the same as {place}; it is taken once")
            findings.append(_beside(proposal, "doubled-row", sentence, same))
            continue
        if before and proposal.title and proposal.row.place("title") != before[0].row.place("title"):
            sentence = _("the same title stands at {place}, with something else beside it; both are taken")
            findings.append(_beside(proposal, "same-title", sentence, before[0]))
        before.append(proposal)
        activity: Activity | None = by_id.get(str(proposal.fields.get("id", "")))
        candidates = by_title.get(key, [])
        if activity is None and candidates:
            activity = next((one for one in candidates if _is_due_alike(proposal, one)), candidates[0])
        if activity is not None:
            by_id.pop(activity.id, None)
            siblings = by_title[title_key(activity.title)]
            if activity in siblings:
                siblings.remove(activity)
        pairs.append((proposal, activity))
    findings += _near(pairs, by_title)
    return Matches(tuple(pairs), tuple(findings))


def _is_due_alike(proposal: Proposal, activity: Activity) -> bool:
    """Say whether a row and an activity fall due on one day, or recur alike."""
    due = proposal.fields.get("due")
    if due is None:
        return activity.every == proposal.fields.get("every") and activity.due_on is None
    try:
        return parse_deadline(str(due)).due_on == activity.due_on
    except ValueError:
        return False


def _beside(proposal: Proposal, rule: str, sentence: str, other: Proposal) -> Finding:
    """Return a warning about a row, in whose sentence {place} is where the other row stands."""
    message = sentence.format(place=other.row.place("title").words())
    return Finding(proposal.row.place("title"), rule, message, warning=True)


def _near(pairs: Sequence[tuple[Proposal, Activity | None]], left: dict[str, list[Activity]]) -> list[Finding]:
    """Return a warning for each new row whose title is much like that of an activity which no row is."""
    others = [(activity, set(fold(activity.title).split())) for each in left.values() for activity in each]
    findings = []
    for proposal, activity in pairs:
        words = set(fold(proposal.title).split())
        if activity is not None or not words:
            continue
        near = next((other for other, own in others if len(words & own) >= _ALIKE * len(words | own)), None)
        if near is not None:
            sentence = _("this is much like {id} ({title}), and taken as another activity")
            remedy = _('if it is the same, give both the same title, or a column of ids: --map "HEADING=id"')
            message = sentence.format(id=near.id, title=near.title)
            findings.append(Finding(proposal.row.place("title"), "near-title", message, remedy, warning=True))
    return findings
