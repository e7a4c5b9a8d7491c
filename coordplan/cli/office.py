"""The views that need a library of the extra ``office``: imported when asked for, or a line says what brings it."""

from importlib import import_module
from typing import Any

from coordplan.errors import MissingExtra


def office_view(name: str) -> Any:
    """Return the module of a view; raise MissingExtra where the library behind it is not installed."""
    try:
        return import_module(f"coordplan.views.{name}")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("coordplan"):
            raise
        raise MissingExtra(error.name.partition(".")[0]) from error
