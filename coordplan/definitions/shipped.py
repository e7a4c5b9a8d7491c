"""The shipped set of definitions: in the installed package, or in ``plans/`` of a working copy."""

from pathlib import Path

import coordplan
from coordplan.model import Profile

SCHEMA_FILE = "coordplan.schema.json"


def shipped_plans() -> Path:
    """Return the folder of the shipped set."""
    package = Path(coordplan.__file__).parent
    installed = package / "plans"
    return installed if installed.is_dir() else package.parent / "plans"


def shipped_profile(family: str) -> Profile:
    """Return how documents of a family look by the shipped set: what an office leaves out is as there."""
    from coordplan.definitions.reading import read_definitions

    found = read_definitions([shipped_plans() / "office.yaml"]).definitions.profiles
    return next(profile for profile in found if profile.id == family)
