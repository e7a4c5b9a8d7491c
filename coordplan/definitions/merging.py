"""An activity's fields with what was given in their place."""

from collections.abc import Mapping
from typing import Any


def merged_fields(old: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return an activity's fields with what was given in their place; a new schedule takes the place of the old one."""
    fields = dict(old)
    if {"due", "every", "ongoing"} & given.keys():
        for key in ("due", "every", "ongoing", "deadline_text"):
            fields.pop(key, None)
        if "every" not in given:
            fields.pop("due_day", None)
    if "target" in given and given["target"] and "value" not in given["target"]:
        given = {**given, "target": {**fields.get("target", {}), **given["target"]}}
    fields.update(given)
    return {key: value for key, value in fields.items() if value not in ("", [], {}, None)}
