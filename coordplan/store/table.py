"""What a table is, and how days, lists and choices are written in its columns."""

import json
import sqlite3
from datetime import date
from typing import NamedTuple

Row = sqlite3.Row


class Table(NamedTuple):
    """The columns of a table, with their SQL types, in order; the first is the id."""

    name: str
    columns: dict[str, type]
    required: tuple[str, ...]


def day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def day_in(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def list_text(values: tuple[str, ...]) -> str | None:
    return json.dumps(values, ensure_ascii=False) if values else None


def list_in(text: str | None) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()


def pairs_text(pairs: tuple[tuple[str, str], ...]) -> str | None:
    return json.dumps(dict(pairs), ensure_ascii=False) if pairs else None


def pairs_in(text: str | None) -> tuple[tuple[str, str], ...]:
    return tuple(json.loads(text).items()) if text else ()
