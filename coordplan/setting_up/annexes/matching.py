"""Which activity of a plan each row of an annex is, and of which years both are.

An annex that is taken in twice doubles nothing: a row is the activity that has its id or its title.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from coordplan.dates.deadlines import parse_deadline
from coordplan.model import Activity
from coordplan.named_tuples import NamedTuple
from coordplan.setting_up.annexes.annex import Proposal
from coordplan.setting_up.annexes.findings import Finding
from coordplan.text.folding import fold, title_key
from coordplan.text.language import translate as _

_ALIKE = 0.8  # of the words of two titles are the same


class Matches(NamedTuple):
    """Rows with the activity that each one is (None: a new one), and what is to be looked at."""

    pairs: tuple[tuple[Proposal, Activity | None], ...]
    findings: tuple[Finding, ...]


def match_rows(proposals: Sequence[Proposal], activities: Iterable[Activity]) -> Matches:
    """Return each row with the activity of the plan that has its id or its title, each activity once.

    Of several with one title, that of the row's year comes first, then that with the same due date. A row that says the
    same as one before is left out; one with the same title and another deadline or lead is an activity of its own.
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
            activity = max(candidates, key=lambda one: (meets(proposal, one), _is_due_alike(proposal, one)))
        if activity is not None:
            by_id.pop(activity.id, None)
            siblings = by_title[title_key(activity.title)]
            if activity in siblings:
                siblings.remove(activity)
        pairs.append((proposal, activity))
    findings += _near(pairs, by_title)
    return Matches(tuple(pairs), tuple(findings))


def meets(proposal: Proposal, activity: Activity) -> bool:
    """Say whether a row and an activity have a year in common, so that they can be the same."""
    first, last = _years(proposal.fields.get("due"), proposal.fields.get("start"), proposal.fields.get("until"))
    due_on, start_on, until_on = activity.due_on, activity.start_on, activity.until_on
    if due_on is not None:
        return first <= due_on.year <= last
    return (start_on is None or start_on.year <= last) and (until_on is None or until_on.year >= first)


def _years(due: Any, start: Any, until: Any) -> tuple[int, int]:
    """Return the first and the last year of a row's fields; of what recurs without an end, every year."""
    if due is not None:
        try:
            deadline = parse_deadline(str(due))
        except ValueError:
            deadline = None
        if deadline is not None and deadline.due_on is not None:
            return deadline.due_on.year, deadline.due_on.year
    return (
        date.fromisoformat(start).year if start else date.min.year,
        date.fromisoformat(until).year if until else date.max.year,
    )


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
