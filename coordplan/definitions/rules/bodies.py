"""Rules about bodies that end: who leads, takes part or signed must exist then, or have one scope follower."""

from collections.abc import Iterable, Mapping
from datetime import date

from coordplan.definitions.definition_set import Definition, DefinitionSet
from coordplan.definitions.problems import ProblemList
from coordplan.definitions.rules.scope import Scope
from coordplan.model import Activity, Organization, Plan
from coordplan.named_tuples import NamedTuple
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

_DAYS_AND_FOLLOWERS = frozenset(("every", "due", "ongoing", "due_day", "start", "until", "successors"))


# Where anybody may have an address
_OF_ANYBODY = frozenset(
    (
        *("gmail.com", "googlemail.com", "yahoo.com", "yahoo.com.vn", "ymail.com", "outlook.com", "outlook.com.vn"),
        *("hotmail.com", "live.com", "icloud.com", "proton.me", "protonmail.com", "zoho.com", "mail.com"),
    )
)


class Gap(NamedTuple):
    """Why nobody holds a role through its days: the rule, a sentence, a way out."""

    rule: str
    sentence: str
    way_out: str
    body: str = ""  # that has several successors and none that is chosen


def check_choices_are_successors(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    items: list[Definition[Plan] | Definition[Activity]] = [*definitions.plans, *definitions.activities]
    for item in items:
        for ended, chosen in item.value.successors:
            body = scope.organizations.get(ended)
            if body is None or chosen not in scope.organizations or ended in scope.unsure or chosen in body.successors:
                continue
            problems.fault(
                "no-successor",
                item.at("successors", ended),
                _("successors: {chosen} did not come after {ended}").format(
                    chosen=scope.bodies(chosen), ended=scope.bodies(ended)
                ),
                _choices(body, scope) if body.successors else _("take it out; that body has no successors"),
            )


def check_titles_are_for_sides(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    """Let a plan be called otherwise by who signed it or the program, and by those that came after them."""
    if scope.program is None or scope.unread:
        return
    for plan in definitions.plans:
        sides = tuple(dict.fromkeys((plan.value.partner, *scope.program.sides)))
        for id_, _title in plan.value.title_for:
            if id_ not in scope.organizations or plan.bad & {"partner"} or id_ in _with_successors(sides, scope):
                continue
            problems.fault(
                "title-for-another",
                plan.at("title_for", id_),
                _("title_for: {body} signed neither the plan nor the program").format(body=scope.bodies(id_)),
                _("name one of them: {choices}").format(choices=scope.bodies(*sides)),
            )


def _with_successors(ids: Iterable[str], scope: Scope) -> set[str]:
    found, waiting = set(), list(ids)
    while waiting:
        id_ = waiting.pop()
        if id_ not in found and id_ in scope.organizations:
            found.add(id_)
            waiting += scope.organizations[id_].successors
    return found


def check_addresses_are_of_offices(definitions: DefinitionSet, _scope: Scope, problems: ProblemList) -> None:
    for each in definitions.organizations:
        domain = each.value.email.rpartition("@")[2].lower()
        if domain in _OF_ANYBODY:
            problems.warn(
                "public-mail",
                each.at("email"),
                _("email: anybody may have an address at {domain}; forms and reminders would go there").format(
                    domain=domain
                ),
                _("write the office's own address, not a person's"),
            )


def check_bodies_exist(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    """Look at the plan's partner over the plan's days, at an activity's bodies over the days of its occurrences."""
    program = scope.program
    if program is None or not scope.dated:
        return
    without_partner: set[tuple[str, str]] = set()
    for plan in definitions.plans:
        value = plan.value
        if value.partner and not plan.bad & {"partner", "signed_on", "successors"}:
            first = value.signed_on or program.start_on
            gap = gap_in(value.partner, first, max(program.until_on, first), dict(value.successors), scope)
            if gap is not None:
                without_partner.add((value.id, value.partner))
                problems.fault(gap.rule, plan.at("partner"), f"partner: {gap.sentence}", gap.way_out)
    of_plans = {id_: dict(plan.successors) for id_, plan in scope.plans.items()}
    unread_plans = {plan.value.id for plan in definitions.plans if "successors" in plan.bad}
    gaps: dict[object, Gap | None] = {}
    asked: set[tuple[str, str]] = set()  # plans and bodies of which it is asked already who has what is left open
    for row in definitions.activities:
        activity = row.value
        span = scope.span(activity)
        if span is None or activity.plan in unread_plans or row.bad & _DAYS_AND_FOLLOWERS:
            continue
        for index, id_ in enumerate((activity.lead, *activity.partners)):
            body = scope.organizations.get(id_)
            if body is None or (body.start_on is None and body.until_on is None):
                continue
            case = (id_, span, activity.plan, activity.successors)
            choices = {**of_plans.get(activity.plan, {}), **dict(activity.successors)}
            if case not in gaps:
                gaps[case] = gap_in(id_, *span, choices, scope)
            gap = gaps[case]
            if gap is None and index == 0 and (activity.plan, id_) not in asked:
                later = gap_in(id_, span[0], date.max, choices, scope)
                if later is not None and later.body:
                    asked.add((activity.plan, id_))
                    problems.warn(
                        "nobody-leads-on", row.at("lead"), f"lead: {_left_open(later.body, scope)}", later.way_out
                    )
            if gap is None or (gap.rule == "successor-unknown" and (activity.plan, id_) in without_partner):
                continue
            key, part = ("with", index - 1) if index else ("lead", None)
            problems.fault(gap.rule, row.at(key, part), f"{key}: {gap.sentence}", gap.way_out)


def gap_in(id_: str, first: date, last: date, choices: Mapping[str, str], scope: Scope) -> Gap | None:
    """Return why a body and those after it do not last from first to last; None where they do or it cannot be known."""
    current, seen = id_, {id_}
    while True:
        body = scope.organizations.get(current)
        if body is None or current in scope.unsure:
            return None
        name = scope.bodies(current)
        if body.start_on is not None and body.start_on > last:
            return Gap(
                "body-not-yet",
                _("{name} exists only from {start}, after this ends ({last})").format(
                    name=name, start=write_day(body.start_on), last=write_day(last)
                ),
                _predecessors(current, scope),
            )
        if current == id_ and body.until_on is not None and body.until_on < first:
            return Gap(
                "body-ended",
                _("{name} ended on {until}, before this begins ({first})").format(
                    name=name, until=write_day(body.until_on), first=write_day(first)
                ),
                _choices(body, scope) if body.successors else _("name the body that took over"),
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
                    id=current, choices=scope.bodies(*body.successors)
                ),
                current,
            )
        if following in seen or following not in body.successors:
            return None  # another rule's problem
        seen.add(following)
        current = following


def _left_open(id_: str, scope: Scope) -> str:
    sentence = _("{name} ends on {until}, and nobody is named to lead what is still open then")
    return sentence.format(name=scope.bodies(id_), until=write_day(scope.organizations[id_].until_on))


def _choices(body: Organization, scope: Scope) -> str:
    return _("its successors: {choices}").format(choices=scope.bodies(*body.successors))


def _predecessors(id_: str, scope: Scope) -> str:
    before = [each.id for each in scope.organizations.values() if id_ in each.successors]
    if before:
        return _("its predecessors: {choices}").format(choices=scope.bodies(*before))
    return _("name the body of that time")
