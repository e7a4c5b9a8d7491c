"""The names of files sent along, as a cell of a form has them. Pure."""

import re

_ENDING = re.compile(r"\.(?=\w*[a-z])\w{1,5}$", re.I)


def file_names_in(text: str) -> tuple[str, ...]:
    """Return the names of files in a text, one a line or with semicolons; commas part names that have endings."""
    names: list[str] = []
    for line in filter(None, map(str.strip, re.split(r"[\n;]", text))):
        parts = [part for each in line.split(",") if (part := each.strip())]
        names += parts if all(_ENDING.search(part) for part in parts) else [line]
    return tuple(names)


def is_file_name(text: str) -> bool:
    """Say whether words read as the name of a file: they have an ending."""
    return _ENDING.search(text) is not None
