"""Puts tables in the place of those that the manual has: of each language, by the words that a table begins with."""

from pathlib import Path

_MANUAL = Path(__file__).parents[2] / "coordplan" / "manual"
TOPICS = {False: _MANUAL / "en" / "speed.md", True: _MANUAL / "vi" / "toc-do.md"}  # in Vietnamese or not


def put_into_manual(table: str, vietnamese: bool, columns: int = 1) -> None:
    """Write a table in the place of the one whose first columns have the same headings."""
    path = TOPICS[vietnamese]
    text = path.read_text(encoding="utf-8")
    path.write_text(with_table(text, table, columns), encoding="utf-8", newline="\n")


def with_table(text: str, table: str, columns: int) -> str:
    """Return a text with a table in the place of the one whose first so many columns have the same headings.

    Raises ValueError where there is none.
    """
    parts = text.split("\n\n")
    beginning = "|".join(table.split("|")[: columns + 1]) + "|"
    places = [number for number, part in enumerate(parts) if part.startswith(beginning)]
    if len(places) != 1:
        raise ValueError(f"{len(places)} tables begin with {beginning}")
    tail = "\n" if parts[places[0]].endswith("\n") else ""
    return "\n\n".join([*parts[: places[0]], table + tail, *parts[places[0] + 1 :]])
