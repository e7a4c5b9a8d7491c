"""Rules about bodies that end: who leads, takes part or signed must exist then, or have one known follower."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from coordplan.definitions.findings import Findings
from coordplan.definitions.gathered import Gathered, Placed
from coordplan.definitions.rules.known import Known, named
from coordplan.model import Activity, Organization, Plan
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


class Gap(NamedTuple):
    """Why nobody holds a role through its days: the rule, a sentence, a way out."""

    rule: str
    sentence: str
    way_out: str


def check_choices_are_successors(gathered: Gathered, known: Known, findings: Findings) -> None:
    items: list[Placed[Plan] | Placed[Activity]] = [*gathered.plans, *gathered.activities]
    for item in items:
        for ended, chosen in item.value.successors:
            body = known.organizations.get(ended)
            if body is None or chosen not in known.organizations or ended in known.unsure or chosen in body.successors:
                continue
            findings.fault(
                "no-successor",
                item.key_at("successors", ended),
                _("successors: {chosen} did not come after {ended}").format(
                    chosen=named(chosen, known.organizations), ended=named(ended, known.organizations)
                ),
                _choices(body, known) if body.successors else _("take it out; that body has no successors"),
            )


def check_bodies_exist(gathered: Gathered, known: Known, findings: Findings) -> None:
    """Look at the plan's partner over the plan's days, at an activity's bodies over the days of its occurrences."""
    program = known.program
    if program is None or not known.dated:
        return
    told: set[tuple[str, str]] = set()
    for plan in gathered.plans:
        value = plan.value
        if value.partner and not plan.bad & {"partner", "signed_on", "successors"}:
            first = value.signed_on or program.start_on
            gap = gap_in(value.partner, first, max(program.until_on, first), dict(value.successors), known)
            if gap is not None:
                told.add((value.id, value.partner))
                findings.fault(gap.rule, plan.at("partner"), f"partner: {gap.sentence}", gap.way_out)
    of_plans = {id_: dict(plan.successors) for id_, plan in known.plans.items()}
    unread_plans = {plan.value.id for plan in gathered.plans if "successors" in plan.bad}
    cache: dict[object, Gap | None] = {}
    for row in gathered.activities:
        activity = row.value
        span = known.span(activity)
        if span is None or activity.plan in unread_plans or _days_unread(row):
            continue
        for index, id_ in enumerate((activity.lead, *activity.partners)):
            body = known.organizations.get(id_)
            if body is None or (body.start_on is None and body.until_on is None):
                continue
            key = (id_, span, activity.plan, activity.successors)
            if key not in cache:
                choices = {**of_plans.get(activity.plan, {}), **dict(activity.successors)}
                cache[key] = gap_in(id_, *span, choices, known)
            gap = cache[key]
            if gap is None or (gap.rule == "successor-unknown" and (activity.plan, id_) in told):
                continue
            key_name = "with" if index else "lead"
            place = row.at("with", index - 1) if index else row.at("lead")
            findings.fault(gap.rule, place, f"{key_name}: {gap.sentence}", gap.way_out)


def _days_unread(row: Placed[object]) -> bool:
    return bool(row.bad & {"every", "due", "ongoing", "due_day", "start", "until", "successors"})


def gap_in(id_: str, first: date, last: date, choices: Mapping[str, str], known: Known) -> Gap | None:
    """Return why a body and those after it do not last from first to last; None where they do or none can tell."""
    current, seen = id_, {id_}
    while True:
        body = known.organizations.get(current)
        if body is None or current in known.unsure:
            return None
        name = named(current, known.organizations)
        if body.start_on is not None and body.start_on > last:
            return Gap(
                "body-not-yet",
                _("{name} exists only from {start}, after this ends ({last})").format(
                    name=name, start=write_day(body.start_on), last=write_day(last)
                ),
                _predecessors(current, known),
            )
        if current == id_ and body.until_on is not None and body.until_on < first:
            return Gap(
                "body-ended",
                _("{name} ended on {until}, before this begins ({first})").format(
                    name=name, until=write_day(body.until_on), first=write_day(first)
                ),
                _choices(body, known) if body.successors else _("name the body that took over"),
            )
        if body.until_on is None or body.until_on >= last:
            return None
        if not body.successors:
            return Gap(
                "no-one-after",
                _("{name} ends on {until} while this goes on until {last}, and has no successors").format(
                    name=name, until=write_day(body.until_on), last=write_day(last)
                ),
                _("give that organization its successors"),
            )
        following = choices.get(current, body.successors[0] if len(body.successors) == 1 else "")
        if not following:
            return Gap(
                "successor-unknown",
                _("{name} ends on {until} while this goes on until {last}, and has several successors").format(
                    name=name, until=write_day(body.until_on), last=write_day(last)
                ),
                _('choose one with "successors: {{{id}: ...}}", here or in the plan: {choices}').format(
                    id=current, choices=_list(body.successors, known)
                ),
            )
        if following in seen or following not in body.successors:
            return None  # other rules have told
        seen.add(following)
        current = following


def _choices(body: Organization, known: Known) -> str:
    return _("after it came {choices}").format(choices=_list(body.successors, known))


def _predecessors(id_: str, known: Known) -> str:
    before = tuple(each.id for each in known.organizations.values() if id_ in each.successors)
    if before:
        return _("before it was {choices}").format(choices=_list(before, known))
    return _("name the body of that time")


def _list(ids: tuple[str, ...], known: Known) -> str:
    return ", ".join(named(each, known.organizations) for each in ids)
