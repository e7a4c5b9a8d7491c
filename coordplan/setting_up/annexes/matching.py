"""Which activity of a plan a row of an annex is, so that an annex taken in twice doubles nothing."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coordplan.dates.deadlines import parse_deadline
from coordplan.model import Activity
from coordplan.setting_up.annexes.annex import Proposal
from coordplan.setting_up.annexes.findings import Finding
from coordplan.text.folding import fold
from coordplan.text.language import translate as _

_ALIKE = 0.8  # of the words of two titles are the same


class Matches(NamedTuple):
    """Rows with the activity that each one is (None: a new one), and what is to be looked at."""

    pairs: tuple[tuple[Proposal, Activity | None], ...]
    findings: tuple[Finding, ...]


def matched(proposals: Sequence[Proposal], activities: Iterable[Activity]) -> Matches:
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
            findings.append(_doubled(proposal, same))
            continue
        if before and proposal.title and proposal.row.place("title") != before[0].row.place("title"):
            findings.append(_same_title(proposal, before[0]))
        before.append(proposal)
        activity: Activity | None = by_id.get(str(proposal.fields.get("id", "")))
        candidates = by_title.get(key, [])
        if activity is None and candidates:
            activity = next((one for one in candidates if is_due_alike(proposal, one)), candidates[0])
        if activity is not None:
            by_id.pop(activity.id, None)
            siblings = by_title[title_key(activity.title)]
            if activity in siblings:
                siblings.remove(activity)
        pairs.append((proposal, activity))
    findings += _near(pairs, by_title)
    return Matches(tuple(pairs), tuple(findings))


def title_key(title: str) -> str:
    """Return a key that is equal for titles that differ in marks, case and signs alone."""
    return "".join(each for each in fold(title) if each.isalnum())


def is_due_alike(proposal: Proposal, activity: Activity) -> bool:
    """Say whether a row and an activity fall due on one day, or recur alike."""
    due = proposal.fields.get("due")
    if due is None:
        return activity.every == proposal.fields.get("every") and activity.due_on is None
    try:
        return parse_deadline(str(due)).due_on == activity.due_on
    except ValueError:
        return False


def _doubled(proposal: Proposal, same: Proposal) -> Finding:
    place = proposal.row.place("title")
    where = same.row.place("title").words()
    return Finding(
        place, "doubled-row", _("this row says the same as {place}; it is taken once").format(place=where), warning=True
    )


def _same_title(proposal: Proposal, first: Proposal) -> Finding:
    place = proposal.row.place("title")
    where = first.row.place("title").words()
    sentence = _("the same title stands at {place}, with something else beside it; both are taken")
    return Finding(place, "same-title", sentence.format(place=where), warning=True)


def _near(pairs: Sequence[tuple[Proposal, Activity | None]], left: dict[str, list[Activity]]) -> list[Finding]:
    """Return a warning for each new row whose title is much like that of an activity which no row is."""
    others = [(activity, set(fold(activity.title).split())) for each in left.values() for activity in each]
    findings = []
    for proposal, activity in pairs:
        words = set(fold(proposal.title).split())
        if activity is not None or not words:
            continue
        for other, own in others:
            if len(words & own) >= _ALIKE * len(words | own):
                sentence = _("this is much like {id} ({title}), and taken as another activity")
                remedy = _('if it is the same, give both the same title, or a column of ids: --map "HEADING=id"')
                where = proposal.row.place("title")
                findings.append(
                    Finding(where, "near-title", sentence.format(id=other.id, title=other.title), remedy, warning=True)
                )
                break
    return findings
