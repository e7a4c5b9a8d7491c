"""How values of ``model`` are written in the columns of a row and read from them: by the annotations of their fields.

A field stands in the column of its name, or in the one that is named for it. Days are ISO text, lists and choices JSON
text (NULL where there is none), blank text is read from NULL too. A target takes three columns.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from coordplan.model import RatingLimits, RatingRules, Target

Value = TypeVar("Value", bound=tuple[Any, ...])


class _Field(NamedTuple):
    read: Callable[[sqlite3.Row], Any]
    write: Callable[[Any], dict[str, Any]]  # from the field to its columns


def _list_text(values: tuple[str, ...]) -> str | None:
    return json.dumps(values, ensure_ascii=False) if values else None


def _pairs_text(pairs: tuple[tuple[str, str], ...]) -> str | None:
    return json.dumps(dict(pairs), ensure_ascii=False) if pairs else None


def _rules_text(rules: RatingRules | None) -> str | None:
    return rules and json.dumps({name: limits._asdict() for name, limits in rules._asdict().items()})


def _rules_in(text: str | None) -> RatingRules | None:
    if text is None:
        return None
    return RatingRules(**{name: RatingLimits(**limits) for name, limits in json.loads(text).items()})


# By annotation: to a column, and from it. What is not here stands as it is
_CELLS: dict[Any, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    bool: (int, bool),
    str: (str, lambda text: text or ""),
    date: (date.isoformat, date.fromisoformat),
    date | None: (lambda day: day and day.isoformat(), lambda text: text and date.fromisoformat(text)),
    tuple[str, ...]: (_list_text, lambda text: tuple(json.loads(text)) if text else ()),
    tuple[tuple[str, str], ...]: (_pairs_text, lambda text: tuple(json.loads(text).items()) if text else ()),
    RatingRules | None: (_rules_text, _rules_in),
}


def _field(annotation: Any, column: str) -> _Field:
    if annotation == Target | None:
        return _Field(
            lambda row: None if row[column] is None else Target(row[column], row["unit"], row["baseline"]),
            lambda target: dict(zip((column, "unit", "baseline"), target or (None, None, None), strict=True)),
        )
    cell = itemgetter(column)
    if annotation not in _CELLS:
        return _Field(cell, lambda value: {column: value})
    write, read = _CELLS[annotation]
    return _Field(lambda row: read(cell(row)), lambda value: {column: write(value)})


@cache
def _fields_of(kind: type, columns: tuple[tuple[str, str], ...]) -> tuple[_Field, ...]:
    named = dict(columns)
    return tuple(_field(annotation, named.get(name, name)) for name, annotation in kind.__annotations__.items())


def value_of(kind: type[Value], row: sqlite3.Row, columns: Mapping[str, str] = {}) -> Value:
    """Return the value that a row holds; ``columns`` names those whose name is another than the field's."""
    return kind(*[field.read(row) for field in _fields_of(kind, tuple(columns.items()))])


def row_of(value: tuple[Any, ...], columns: Mapping[str, str] = {}) -> dict[str, Any]:
    """Return the columns of a value."""
    row: dict[str, Any] = {}
    for field, each in zip(_fields_of(type(value), tuple(columns.items())), value, strict=True):
        row |= field.write(each)
    return row
