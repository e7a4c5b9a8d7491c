"""Values of a template's fields: nothing in them that a document cannot hold, and nothing bound comes apart."""

from typing import Any

import pytest

from coordplan.paper.field_values import inert


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        pytest.param("ngày\u00a005/6/2024", "ngày\u00a005/6/2024", id="a space that does not break"),
        pytest.param("(phụ lục). ", "(phụ lục). ", id="a space at the end, before a marked place"),
        pytest.param("06\u00a0lượt ", "06\u00a0lượt ", id="both"),
        pytest.param("một\x07hai\n", "một hai ", id="controls are spaces"),
        pytest.param({"rows": ["a\x00", 1, None]}, {"rows": ["a ", 1, None]}, id="within lists and groups"),
    ],
)
def test_values_are_made_inert(value: Any, kept: Any) -> None:
    assert inert(value) == kept
