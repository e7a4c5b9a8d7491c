"""The tables of fields and the values of the model say the same."""

from collections.abc import Iterable
from typing import Any

import pytest

from coordplan.definitions.fields import FILES, Field, target_of
from coordplan.model import Activity, Content, Office, Target

WITHOUT_KEY = {
    Content: {"order"},
    Activity: {"plan"},
    Office: {"id", "title"},
    Target: {"by_year"},
}  # from where the mapping stands


def attributes(fields: Iterable[Field]) -> Iterable[str]:
    """Yield the attributes that the fields of one value become."""
    for field in fields:
        if field.kind == "nested" and field.value is None:
            yield from attributes(field.fields)
        elif field.name:
            yield field.name


def tables(fields: Iterable[Field]) -> Iterable[Field]:
    """Yield the fields that become values of the model, however deep they stand."""
    for field in fields:
        if field.value is not None:
            yield field
        yield from tables(field.fields)


@pytest.mark.parametrize(
    "table", [pytest.param(table, id=f"{kind} {table.key}") for kind in FILES for table in tables(FILES[kind])]
)
def test_a_table_has_a_key_for_every_attribute_of_its_value(table: Field) -> None:
    made: Any = Target if table.value is target_of else table.value
    assert sorted(attributes(table.fields)) == sorted(set(made._fields) - WITHOUT_KEY.get(made, set()))


@pytest.mark.parametrize("field", [field for kind in FILES.values() for table in kind for field in table.fields])
def test_a_field_that_holds_ids_says_whose(field: Field) -> None:
    """All but a definition's own id, and a plan's program, which a rule of its own looks at."""
    assert (field.points_to is not None) == (
        field.kind in ("id", "ids", "pairs", "titles") and field.key not in ("id", "program")
    )
