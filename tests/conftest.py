"""What all tests share."""

import os

import pytest

from coordplan.text.language import use_language


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-goldens", action="store_true", help="write what comes out as what is expected")


@pytest.fixture(autouse=True)
def _english_and_nothing_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    use_language("en")
    for name in [name for name in os.environ if name.startswith("COORDPLAN_")]:
        monkeypatch.delenv(name)
