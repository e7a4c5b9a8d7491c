"""The shipped set of definitions: in the installed package, or in ``plans/`` of a working copy."""

import os
import shutil
from pathlib import Path

import coordplan
from coordplan.cli.output import make_folder, write_file
from coordplan.model import Profile

SCHEMA_FILE = "coordplan.schema.json"


def shipped_plans() -> Path:
    """Return the folder of the shipped set."""
    package = Path(coordplan.__file__).parent
    installed = package / "plans"
    return installed if installed.is_dir() else package.parent / "plans"


def write_out(folder: Path, schema: str) -> None:
    """Copy the shipped set into a new folder, with the schema for editors; whole or not at all."""
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    make_folder(unfinished)
    try:
        for file in sorted(shipped_plans().glob("*.yaml")):
            write_file(unfinished / file.name, iter([file.read_text(encoding="utf-8")]))
        write_file(unfinished / SCHEMA_FILE, iter([schema]))
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def shipped_profile(family: str) -> Profile:
    """Return how documents of a family look by the shipped set: what an office leaves out is as there."""
    from coordplan.definitions.reading import read_definitions

    found = read_definitions([shipped_plans() / "office.yaml"]).definitions.profiles
    return next(profile for profile in found if profile.id == family)
