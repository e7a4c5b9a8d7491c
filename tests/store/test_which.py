"""Ids as people type them."""

import pytest

from coordplan.store.door.which import as_id


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("GDDT-04@2024-q2", "gddt-04@2024-Q2"),
        (" gddt-04 ", "gddt-04"),
        ("w1@2026-w1", "w1@2026-W01"),
        ("w1@2026-W27", "w1@2026-W27"),
        ("yte-03@2024-6", "yte-03@2024-06"),
        ("yte-03@2024-6-5", "yte-03@2024-06-05"),
        ("yte-03@2024", "yte-03@2024"),
    ],
)
def test_an_id_is_written_as_the_file_has_it(typed: str, meant: str) -> None:
    assert as_id(typed) == meant
