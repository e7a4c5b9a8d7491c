"""Rules about ids: one program, each id once, and every id that is pointed to defined somewhere."""

from collections.abc import Mapping
from typing import Any

from coordplan.definitions.findings import Findings
from coordplan.definitions.gathered import Gathered, Placed
from coordplan.definitions.nodes import Place, Scalar, place_of
from coordplan.definitions.rules.known import Known, Titled, named
from coordplan.errors import IdKind, nearest_ids, unknown_id
from coordplan.model import Activity, Plan, Profile
from coordplan.text.language import translate as _


def check_one_program(gathered: Gathered, known: Known, findings: Findings) -> None:
    for further in gathered.programs[1:]:
        first = gathered.programs[0]
        findings.fault(
            "second-program",
            further.at("id"),
            _("a set holds one program; the first is at {place}").format(place=_where(first.at("id"))),
            _("move it into a folder of its own, with its plans"),
        )
    if known.program is None and not known.unread:
        findings.fault(
            "no-program",
            known.where,
            _("there is no program in these files"),
            _("add program.yaml, or name the whole folder"),
        )


def check_one_office(gathered: Gathered, known: Known, findings: Findings) -> None:
    for further in gathered.offices[1:]:
        findings.fault(
            "second-office",
            place_of(further.file, further.node),
            _("a set holds one office; the first is at {place}").format(
                place=_where(place_of(gathered.offices[0].file, gathered.offices[0].node))
            ),
            _("put everything into one file"),
        )
    first: dict[str, Placed[Profile]] = {}
    for each in gathered.profiles:
        id_ = each.value.id
        if id_ and first.setdefault(id_, each) is not each:
            findings.fault(
                "doubled-id",
                each.at("id"),
                _('id: "{id}" is taken; it stands first at {place}').format(id=id_, place=_where(first[id_].at("id"))),
                _("keep one of them"),
            )


def check_doubled_ids(gathered: Gathered, known: Known, findings: Findings) -> None:
    """Ids are unique over all kinds, so that one word means one thing on the command line."""
    kinds: tuple[tuple[str, list[Placed[Titled]]], ...] = (
        ("program", gathered.programs),  # type: ignore[assignment]
        ("content", gathered.contents),
        ("organization", gathered.organizations),
        ("plan", gathered.plans),
        ("activity", gathered.activities),
    )
    first: dict[str, tuple[str, int, int, Placed[Titled]]] = {}
    doubled: list[tuple[str, int, int, Placed[Titled]]] = []
    for _kind, every in kinds:
        for each in every:
            id_ = each.value.id
            if not id_:
                continue
            node = each.node.entries["id"]
            here = (each.file.source, node.line, node.column, each)
            there = first.setdefault(id_, here)
            if there is not here:
                if here[:3] < there[:3]:
                    first[id_], here = here, there
                doubled.append(here)
    for *_place, each in doubled:
        origin = first[each.value.id][3].at("id")
        findings.fault(
            "doubled-id",
            each.at("id"),
            _('id: "{id}" is taken; it stands first at {place}').format(id=each.value.id, place=_where(origin)),
            _("choose another id"),
        )
    _check_against_context(first, kinds, known, findings)


def _check_against_context(
    first: dict[str, tuple[str, int, int, Placed[Titled]]],
    kinds: tuple[tuple[str, list[Placed[Titled]]], ...],
    known: Known,
    findings: Findings,
) -> None:
    """Ids that the file holds already may come again as the same thing, not as another."""
    context = known.context
    taken: dict[str, tuple[str, str]] = {}
    for kind, every in (
        ("content", context.contents),
        ("organization", context.organizations),
        ("plan", context.plans),
    ):
        taken.update({each.id: (kind, "") for each in every})
    if context.program is not None:
        taken[context.program.id] = ("program", "")
    taken.update({each.id: ("activity", each.plan) for each in context.activities})
    if not taken:
        return
    for kind, group in kinds:
        for each in group:
            other = taken.get(each.value.id)
            if other is None or other == (kind, getattr(each.value, "plan", "")):
                continue
            findings.fault(
                "doubled-id",
                each.at("id"),
                _('id: "{id}" is taken by something else that is defined already').format(id=each.value.id),
                _("choose another id"),
            )


def check_plans_are_of_the_program(gathered: Gathered, known: Known, findings: Findings) -> None:
    program = known.program
    if program is None or not program.id:
        return
    for plan in gathered.plans:
        node = plan.node.entries.get("program")
        if plan.broken("program") or not isinstance(node, Scalar) or node.text.strip() in ("", program.id):
            continue
        findings.fault(
            "other-program",
            plan.at("program"),
            _('program: "{id}" is not the program of these files').format(id=node.text.strip()),
            _("that one is {program}").format(program=named(program.id, {program.id: program})),
        )


def check_unknown_ids(gathered: Gathered, known: Known, findings: Findings) -> None:
    """Every id that is pointed to is defined; silent where one could be that could not be read."""
    if known.unread:
        return
    if all(body.value.id for body in gathered.organizations):
        _check_organizations(gathered, known, findings)
    if all(content.value.id for content in gathered.contents):
        for row in gathered.activities:
            _each(row, "content", row.value.contents, "content", known.contents, findings)
    if all(row.value.id for row in gathered.activities):
        for row in gathered.activities:
            _each(row, "after", row.value.after, "activity", known.activities, findings)


def _check_organizations(gathered: Gathered, known: Known, findings: Findings) -> None:
    def each(item: Placed[Any], key: str, *ids: str) -> None:
        _each(item, key, ids, "organization", known.organizations, findings)

    for program in gathered.programs:
        each(program, "sides", *program.value.sides)
    for body in gathered.organizations:
        each(body, "successors", *body.value.successors)
    for profile in gathered.profiles:
        each(profile, "issuer", profile.value.issuer)
    for plan in gathered.plans:
        each(plan, "partner", plan.value.partner)
    for row in gathered.activities:
        each(row, "lead", row.value.lead)
        each(row, "with", *row.value.partners)
    items: list[Placed[Plan] | Placed[Activity]] = [*gathered.plans, *gathered.activities]
    for item in items:
        for pair in item.value.successors:
            for id_ in pair:
                if id_ not in known.organizations:
                    place = item.key_at("successors", pair[0])
                    _unknown(place, "successors", id_, "organization", known.organizations, findings)


def _each(
    item: Placed[Any],
    key: str,
    ids: tuple[str, ...],
    kind: IdKind,
    known: Mapping[str, Titled],
    findings: Findings,
) -> None:
    for index, id_ in enumerate(ids):
        if id_ and id_ not in known:
            _unknown(item.at(key, index), key, id_, kind, known, findings)


def _unknown(place: Place, key: str, id_: str, kind: IdKind, known: Mapping[str, Titled], findings: Findings) -> None:
    def way_out() -> str:
        return nearest_ids(id_, {each: found.title for each, found in known.items()})

    findings.fault("unknown-id", place, f"{key}: {unknown_id(kind, id_)}", way_out)


def check_lead_among_partners(gathered: Gathered, known: Known, findings: Findings) -> None:
    for row in gathered.activities:
        if row.value.lead and row.value.lead in row.value.partners:
            findings.warn(
                "lead-among-partners",
                row.at("with", row.value.partners.index(row.value.lead)),
                _('with: "{id}" leads this activity and is named among its partners too').format(id=row.value.lead),
                _("take it out here"),
            )


def _where(place: Place) -> str:
    return f"{place.file.source}:{place.line}"
