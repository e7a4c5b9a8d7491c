"""An activity's fields with new ones in their place."""

from collections.abc import Mapping
from typing import Any


def merged_fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return an activity's fields with new ones in their place; a new schedule takes the place of the old one."""
    fields = dict(old)
    if {"due", "every", "ongoing"} & new.keys():
        for key in ("due", "every", "ongoing", "deadline_text"):
            fields.pop(key, None)
        if "every" not in new:
            fields.pop("due_day", None)
    if "target" in new and new["target"] and "value" not in new["target"]:
        new = {**new, "target": {**fields.get("target", {}), **new["target"]}}
    fields.update(new)
    return {key: value for key, value in fields.items() if value not in ("", [], {}, None)}
