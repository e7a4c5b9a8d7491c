"""The shipped program, whose names annexes use."""

from pathlib import Path

import pytest

from coordplan.definitions.reading import read_definitions
from coordplan.model import Definitions

SHIPPED = Path(__file__).parents[3] / "plans"


@pytest.fixture(scope="session")
def shipped() -> Definitions:
    return read_definitions([SHIPPED]).definitions
