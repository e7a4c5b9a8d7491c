"""What an activity belongs to beside its plan, content and lead: fields of work, and the bodies that take part in it.

An activity has the fields that it names, else those of its plan, and the partners that were in force when it was
done, else are on the day asked about; it counts in each of them.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from coordplan.named_tuples import NamedTuple
from coordplan.seeing.figures import Figures, added_up, figures_of
from coordplan.seeing.opening import Reading
from coordplan.seeing.values import NO_GROUP, StatusGroup
from coordplan.store import group_keys
from coordplan.text.alphabet import alphabetical
from coordplan.text.folding import same_name_key
from coordplan.text.language import translate as _


class FieldOfWork(NamedTuple):
    """A field, as the first who named it wrote it."""

    id: str
    title: str
    short: str = ""


def fields_of_work(reading: Reading) -> tuple[FieldOfWork, ...]:
    """Return every field that an activity or its plan names, by the alphabet."""
    names = _names(group_keys.field_keys(reading.connection, reading.up_to_change))
    return tuple(FieldOfWork(name, name) for name in sorted(names.values(), key=alphabetical))


def _names(keys: Iterable[str]) -> dict[str, str]:
    """Return fields by what is the same in all their spellings."""
    names: dict[str, str] = {}
    for key in keys:
        for name in json.loads(key):
            names.setdefault(same_name_key(name), name)
    return names


def keys_of_fields(reading: Reading, names: Collection[str]) -> tuple[str, ...]:
    """Return the keys of ``group_keys.field_keys`` in which one of these fields stands."""
    wanted = set(map(same_name_key, names))
    return tuple(
        key
        for key in group_keys.field_keys(reading.connection, reading.up_to_change)
        if not wanted.isdisjoint(map(same_name_key, json.loads(key)))
    )


def keys_of_partners(reading: Reading, bodies: Collection[str], eras: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """Return the keys of ``group_keys.partner_keys`` with the eras in which one of these bodies takes part."""
    return tuple(
        (*key, era)
        for key in group_keys.partner_keys(reading.connection, reading.up_to_change)
        for era in eras
        if not set(bodies).isdisjoint(_partners(reading, (*key, era)))
    )


def _partners(reading: Reading, key: Sequence[str]) -> tuple[str, ...]:
    lead, partners, successors, plan, era = key
    row = {"lead": lead, "partners": partners, "successors": successors, "plan_id": plan, "credited_on": era}
    return reading.credited_partners(row, reading.credited_lead(row))


def groups_by_field(reading: Reading, rows: Iterable[sqlite3.Row]) -> tuple[StatusGroup, ...]:
    """Return a group for each field, by the alphabet, and one of what has none; ``rows`` are those of the counts."""
    found = {row["key"]: figures_of(row) for row in rows}
    names = _names(key for key in found if key is not None)
    of_field: dict[str, list[Figures]] = {}
    for key, figures in found.items():
        for same in dict.fromkeys(map(same_name_key, json.loads(key or "[]"))) or ("",):
            of_field.setdefault(same, []).append(figures)
    return _grouped(of_field, names, _("No field"), {names[same]: names[same] for same in of_field if same})


def groups_by_partner(reading: Reading, rows: Iterable[sqlite3.Row]) -> tuple[StatusGroup, ...]:
    """Return a group for each body that takes part, by the alphabet, and one of what nobody takes part in."""
    of_body: dict[str, list[Figures]] = {}
    for row in rows:
        for body in _partners(reading, json.loads(row["key"])) or ("",):
            of_body.setdefault(body, []).append(figures_of(row))
    groups = _grouped(
        of_body, {id_: id_ for id_ in of_body}, _("No partner"), {id_: reading.body_title(id_) for id_ in of_body}
    )
    return tuple(with_its_end(reading, group) for group in groups)


def with_its_end(reading: Reading, group: StatusGroup) -> StatusGroup:
    """Return the group of a body; of one that has ceased with its last day and what came after it."""
    if not reading.has_ended(group.id):
        return group
    body = reading.organizations[group.id]
    successors = tuple((id_, reading.body_title(id_)) for id_ in body.successors)
    return group._replace(ended_on=body.until_on, successors=successors)


def _grouped(
    found: Mapping[str, list[Figures]], ids: Mapping[str, str], none: str, titles: Mapping[str, str]
) -> tuple[StatusGroup, ...]:
    named = [StatusGroup(ids[key], titles[ids[key]], added_up(each)) for key, each in found.items() if key]
    without = [StatusGroup(NO_GROUP, none, added_up(found[""]))] if "" in found else []
    return (*sorted(named, key=lambda group: alphabetical(group.title)), *without)


# By the words of --by
GROUPERS = {"field": groups_by_field, "with": groups_by_partner}
