"""How values of ``model`` are written in the columns of a row and read from them: by the annotations of their fields.

A field stands in the column of its name, or in the one that is named for it. Days are ISO text, lists and choices JSON
text (NULL where there is none), blank text is read from NULL too. A target takes five columns.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from coordplan.errors import UnreadableRow
from coordplan.model import Amendment, DatedLetterhead, ProofFile, RatingLimits, RatingRules, ReportChoices, Target
from coordplan.named_tuples import NamedTuple

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


_DAYS = ("from_on", "due_on", "start_on", "until_on")


def _amendments_text(amendments: tuple[Amendment, ...]) -> str | None:
    """Return amendments as JSON, each with what it names."""
    rows = []
    for each in amendments:
        row = {name: value for name, value in each._asdict().items() if value not in (None, "", False, ())}
        row |= {name: row[name].isoformat() for name in _DAYS if name in row}
        target = {} if each.target is None else {"target": _bare_target(each.target)}
        rows.append(row | target)
    return json.dumps(rows, ensure_ascii=False) if rows else None


def _bare_target(target: Target) -> dict[str, Any]:
    """Return a target as JSON, with ``sums`` only where it does: as it was written before format 8."""
    return {name: value for name, value in target._asdict().items() if name != "sums" or value}


def _amendments_in(text: str | None) -> tuple[Amendment, ...]:
    found = []
    for row in json.loads(text) if text else ():
        row |= {name: date.fromisoformat(row[name]) for name in _DAYS if name in row}
        if target := row.get("target"):
            row["target"] = Target(**{**target, "by_year": tuple(map(tuple, target["by_year"]))})
        found.append(Amendment(**row | {"due_days": tuple(row.get("due_days", ()))}))
    return tuple(found)


def _dated_text(dated: tuple[DatedLetterhead, ...]) -> str | None:
    rows = [{name: value for name, value in each._asdict().items() if value} for each in dated]
    rows = [row | {"from_on": row["from_on"].isoformat()} for row in rows]
    return json.dumps(rows, ensure_ascii=False) if rows else None


def _dated_in(text: str | None) -> tuple[DatedLetterhead, ...]:
    found = []
    for row in json.loads(text) if text else ():
        lists = {name: tuple(value) for name, value in row.items() if isinstance(value, list)}
        found.append(DatedLetterhead(**row | lists | {"from_on": date.fromisoformat(row["from_on"])}))
    return tuple(found)


def _choices_text(choices: ReportChoices) -> str | None:
    row = {name: value for name, value in choices._asdict().items() if value not in (None, "")}
    return json.dumps(row, ensure_ascii=False) if row else None


def _choices_in(text: str | None) -> ReportChoices:
    return ReportChoices(**json.loads(text)) if text else ReportChoices()


def _files_text(files: tuple[ProofFile, ...]) -> str | None:
    return json.dumps([each._asdict() for each in files], ensure_ascii=False) if files else None


def _files_in(text: str | None) -> tuple[ProofFile, ...]:
    return tuple(ProofFile(**each) for each in json.loads(text)) if text else ()


def _years_text(by_year: tuple[tuple[int, float], ...]) -> str | None:
    return json.dumps({str(year): value for year, value in by_year}) if by_year else None


def _years_in(text: str | None) -> tuple[tuple[int, float], ...]:
    return tuple((int(year), value) for year, value in json.loads(text).items()) if text else ()


def _target_in(row: sqlite3.Row, column: str) -> Target | None:
    if row[column] is None:
        return None
    return Target(row[column], row["unit"], row["baseline"], _years_in(row["targets"]), bool(row["sums"]))


def _target_columns(target: Target | None, column: str) -> dict[str, Any]:
    value, unit, baseline, by_year, sums = target or (None, None, None, (), False)
    return {
        column: value,
        "unit": unit,
        "baseline": baseline,
        "targets": _years_text(by_year),
        "sums": 1 if sums else None,
    }


# By annotation: to a column, and from it. What is not here stands as it is
_CELLS: dict[Any, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    bool: (int, bool),
    bool | None: (
        lambda value: None if value is None else int(value),
        lambda cell: None if cell is None else bool(cell),
    ),
    str: (str, lambda text: text or ""),
    date: (date.isoformat, date.fromisoformat),
    date | None: (lambda day: day and day.isoformat(), lambda text: text and date.fromisoformat(text)),
    tuple[str, ...]: (_list_text, lambda text: tuple(json.loads(text)) if text else ()),
    tuple[tuple[str, str], ...]: (_pairs_text, lambda text: tuple(json.loads(text).items()) if text else ()),
    tuple[DatedLetterhead, ...]: (_dated_text, _dated_in),
    tuple[ProofFile, ...]: (_files_text, _files_in),
    tuple[Amendment, ...]: (_amendments_text, _amendments_in),
    RatingRules | None: (_rules_text, _rules_in),
    ReportChoices: (_choices_text, _choices_in),
}


def _field(annotation: Any, column: str) -> _Field:
    if annotation == Target | None:
        return _Field(lambda row: _target_in(row, column), lambda target: _target_columns(target, column))
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
    try:
        return kind(*[field.read(row) for field in _fields_of(kind, tuple(columns.items()))])
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise UnreadableRow(row, error) from error


def row_of(value: tuple[Any, ...], columns: Mapping[str, str] = {}) -> dict[str, Any]:
    """Return the columns of a value."""
    row: dict[str, Any] = {}
    for field, each in zip(_fields_of(type(value), tuple(columns.items())), value, strict=True):
        row |= field.write(each)
    return row
