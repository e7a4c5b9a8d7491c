"""What was edited by hand since the last load: such a field stays, until the YAML says something new of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from coordplan.model import Activity
from coordplan.named_tuples import NamedTuple
from coordplan.store.schema import ACTIVITIES

# By field of an activity, the columns that the YAML would have given it
Edits = Mapping[str, Mapping[str, Any]]
_COLUMNS = {"plan": ("plan_id",), "target": ("target", "unit", "baseline", "targets")}


class LeftAlone(NamedTuple):
    """An activity of which a load leaves some fields as somebody edited them by hand."""

    id: str
    fields: tuple[str, ...]


def edits_after(before: Edits, old: Activity, new: Activity) -> dict[str, Mapping[str, Any]]:
    """Return what is edited by hand once an activity says something else: with what the YAML has of each field."""
    found = dict(before)
    for name in Activity._fields:
        if getattr(old, name) == getattr(new, name):
            continue
        found.setdefault(name, _columns_of(old, name))
        if found[name] == _columns_of(new, name):
            del found[name]
    return found


def beside_hand_edits(
    now: Iterable[Activity], wanted: Iterable[Activity], edited: Mapping[str, Edits]
) -> tuple[tuple[Activity, ...], tuple[LeftAlone, ...]]:
    """Return what a set wants of each activity, with fields left alone that were edited and that it has as before."""
    by_id = {activity.id: activity for activity in now}
    activities: list[Activity] = []
    alone: list[LeftAlone] = []
    for activity in wanted:
        edits = edited.get(activity.id, {}) if activity.id in by_id else {}
        fields = tuple(name for name, columns in edits.items() if columns == _columns_of(activity, name))
        if fields:
            activity = activity._replace(**{name: getattr(by_id[activity.id], name) for name in fields})
            alone.append(LeftAlone(activity.id, fields))
        activities.append(activity)
    return tuple(activities), tuple(alone)


def _columns_of(activity: Activity, field: str) -> dict[str, Any]:
    row = ACTIVITIES.row_of(activity)
    return {column: row[column] for column in _COLUMNS.get(field, (field,))}
