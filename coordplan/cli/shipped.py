"""The shipped set of definitions: in the installed package, or in ``plans/`` of a working copy."""

import shutil
from pathlib import Path

import coordplan


def shipped_plans() -> Path:
    """Return the folder of the shipped set."""
    package = Path(coordplan.__file__).parent
    installed = package / "plans"
    return installed if installed.is_dir() else package.parent / "plans"


def write_out(folder: Path) -> None:
    """Copy the shipped set into a new folder."""
    folder.mkdir(parents=True)
    for file in sorted(shipped_plans().glob("*.yaml")):
        shutil.copyfile(file, folder / file.name)
