"""The shipped set of definitions: in the installed package, or in ``plans/`` of a working copy."""

from pathlib import Path

import coordplan
from coordplan.cli.output import make_folder, write_file


def shipped_plans() -> Path:
    """Return the folder of the shipped set."""
    package = Path(coordplan.__file__).parent
    installed = package / "plans"
    return installed if installed.is_dir() else package.parent / "plans"


def write_out(folder: Path) -> None:
    """Copy the shipped set into a new folder."""
    make_folder(folder)
    for file in sorted(shipped_plans().glob("*.yaml")):
        write_file(folder / file.name, iter([file.read_text(encoding="utf-8")]))
