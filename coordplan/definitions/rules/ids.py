"""Rules about ids: one program, each id once, and every id that is pointed to defined somewhere."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from coordplan.definitions.definition_set import Definition, DefinitionSet
from coordplan.definitions.fields import FILES, Field
from coordplan.definitions.mistaken_files import way_to_copied
from coordplan.definitions.nodes import Scalar, TextPlace
from coordplan.definitions.problems import ProblemList
from coordplan.definitions.rules.scope import Scope
from coordplan.errors import IdKind, nearest_ids, titled_id, unknown_id
from coordplan.model import Activity
from coordplan.text.language import translate as _


def check_one_program(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    for further in definitions.programs[1:]:
        problems.fault(
            "second-program",
            further.at("id"),
            _("a set holds one program; the first is at {place}").format(
                place=_where(definitions.programs[0].at("id"))
            ),
            _("move it into a folder of its own, with its plans"),
        )
    if scope.program is None and not scope.unread:
        problems.fault(
            "no-program",
            scope.where,
            _("there is no program in these files"),
            _("add program.yaml, or name the whole folder"),
        )


def check_one_office(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    for further in definitions.offices[1:]:
        problems.fault(
            "second-office",
            further.at(""),
            _("a set holds one office; the first is at {place}").format(place=_where(definitions.offices[0].at(""))),
            _("put both into one file"),
        )
    _check_doubled(definitions.profiles, _("keep one of them"), problems)


def check_doubled_ids(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    """Ids are unique over all kinds, so that one word means one thing on the command line."""
    kinds: dict[str, Sequence[Definition[Any]]] = {
        "program": definitions.programs,
        "content": definitions.contents,
        "organization": definitions.organizations,
        "plan": definitions.plans,
        "activity": definitions.activities,
    }
    _check_doubled([each for group in kinds.values() for each in group], _("choose another id"), problems)
    # Ids that the file holds already may come again as the same thing, not as another
    context = scope.context
    taken: dict[str, tuple[str, str]] = {}
    held: dict[str, Iterable[Any]] = {
        "program": () if context.program is None else (context.program,),
        "content": context.contents,
        "organization": context.organizations,
        "plan": context.plans,
        "activity": context.activities,
    }
    for kind, values in held.items():
        taken.update({value.id: (kind, getattr(value, "plan", "")) for value in values})
    for kind, group in kinds.items():
        for each in group:
            same = kind, getattr(each.value, "plan", "")
            if taken.get(each.value.id, same) != same:
                sentence = _('id: "{id}" is taken by something else that is defined already')
                way_out = _("choose another id")
                problems.fault("doubled-id", each.at("id"), sentence.format(id=each.value.id), way_out)


def _check_doubled(definitions: Sequence[Definition[Any]], way_out: str, problems: ProblemList) -> None:
    first: dict[str, TextPlace] = {}
    places = [(each.at("id"), each.value.id) for each in definitions if each.value.id]
    for place, id_ in sorted(places, key=lambda pair: (pair[0].file.source, pair[0].line, pair[0].column)):
        if first.setdefault(id_, place) is not place:
            sentence = _('id: "{id}" is taken already, at {place}').format(id=id_, place=_where(first[id_]))
            copied = way_to_copied(place.file.source, first[id_].file.source)
            problems.fault("doubled-id", place, sentence, copied or way_out)


def check_plans_are_of_the_program(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    program = scope.program
    if program is None or not program.id:
        return
    for plan in definitions.plans:
        node = plan.node.entries.get("program")
        if plan.broken("program") or not isinstance(node, Scalar) or node.text.strip() in ("", program.id):
            continue
        problems.fault(
            "other-program",
            plan.at("program"),
            _('program: "{id}" is not the program of these files').format(id=node.text.strip()),
            _("their program is {program}").format(program=titled_id(program.id, program.title)),
        )


def check_unknown_ids(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    """Every id that is pointed to is defined; silent where one could be that could not be read."""
    if scope.unread:
        return
    by_kind: dict[IdKind, Mapping[str, Any]] = {}
    if all(each.value.id for each in definitions.organizations):
        by_kind["organization"] = scope.organizations
    if all(each.value.id for each in definitions.contents):
        by_kind["content"] = scope.contents
    if all(each.value.id for each in definitions.activities):
        by_kind["activity"] = scope.activities
    for table in {table.name: table for kind in FILES.values() for table in kind}.values():
        for field in table.fields:
            for inner in field.fields if field.kind == "many" else ():
                if inner.points_to in by_kind:
                    ids = by_kind[inner.points_to]
                    for each in getattr(definitions, table.name):
                        for number, entry in enumerate(getattr(each.value, field.name)):
                            id_ = getattr(entry, inner.name)
                            if id_ and id_ not in ids:
                                _unknown(each.at(field.key, number), inner, id_, ids, problems, None)
            if field.points_to in by_kind:
                name, ids = field.name, by_kind[field.points_to]
                for each in getattr(definitions, table.name):
                    for part, id_ in _parts(field, getattr(each.value, name)):
                        if id_ not in ids:
                            known = scope.known.get(id_) if field.points_to == "activity" else None
                            _unknown(each.at(field.key, part), field, id_, ids, problems, known)


def _parts(field: Field, value: Any) -> Iterable[tuple[int | str, str]]:
    """Return the ids that stand in a field, and where in it: in its list, or behind which key."""
    if field.kind == "pairs":
        return ((pair[0], id_) for pair in value for id_ in pair)
    if field.kind == "titles":
        return ((id_, id_) for id_, _title in value)
    return enumerate(value) if field.kind == "ids" else [(0, value)] if value else ()


def _unknown(
    place: TextPlace,
    field: Field,
    id_: str,
    others: Mapping[str, Any],
    problems: ProblemList,
    known: Activity | None,
) -> None:
    assert field.points_to is not None
    sentence = f"{field.key}: {unknown_id(field.points_to, id_)}"
    if known is not None:
        way_out = _("the file has it, in plan {plan}, which these files leave out: is a file of the set missing?")
        problems.fault("unknown-id", place, sentence, way_out.format(plan=known.plan))
        return
    problems.fault(
        "unknown-id", place, sentence, lambda: nearest_ids(id_, {each: found.title for each, found in others.items()})
    )


def check_lead_among_partners(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    for row in definitions.activities:
        if row.value.lead and row.value.lead in row.value.partners:
            problems.warn(
                "lead-among-partners",
                row.at("with", row.value.partners.index(row.value.lead)),
                _('with: "{id}" leads this activity and is named among its partners too').format(id=row.value.lead),
                _("take it out here"),
            )


def check_what_goes_on_is_of_another_program(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    program = scope.program
    for row in definitions.activities:
        if program is not None and row.value.continues.partition("/")[0] == program.id:
            sentence = _("continues: {id} is of this program itself").format(id=row.value.continues)
            way_out = _("name the program before, or take it out")
            problems.fault("continues-itself", row.at("continues"), sentence, way_out)


def check_each_occurrence_goes_on_once(definitions: DefinitionSet, scope: Scope, problems: ProblemList) -> None:
    defined = {row.value.id for row in definitions.activities}
    first = {each.continues: each.id for each in scope.activities.values() if each.id not in defined}
    for row in definitions.activities:
        id_ = row.value.continues
        if id_ and first.setdefault(id_, row.value.id) != row.value.id:
            sentence = _("continues: {id} goes on in {other} already").format(id=id_, other=first[id_])
            problems.fault("continued-twice", row.at("continues"), sentence, _("leave it in one of them"))


def _where(place: TextPlace) -> str:
    return f"{place.file.source}:{place.line}"
