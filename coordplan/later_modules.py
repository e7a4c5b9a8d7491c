"""Modules that a library imports and a command of ours does not use: stand-ins that import the true one when asked.

What is in a stand-in at once is what the library takes out of the module while it is imported itself.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


@contextmanager
def stand_ins(later: Mapping[str, Sequence[str]], light: Mapping[str, Mapping[str, Any]]) -> Iterator[None]:
    """Let modules that are imported meanwhile find stand-ins; later ones find the true modules.

    ``later``: by module the names that are taken out of it at once, and true when they are used. ``light``: by module
    what stands there for good in place of what it has.
    """
    names = [name for name in {**later, **light} if name not in sys.modules]
    for name in names:
        taken = {each: _Later(name, each) for each in later.get(name, ())}
        sys.modules[name] = _LaterModule(name, {**taken, **light.get(name, {})})
    try:
        yield
    finally:
        for name in names:
            _make_way(name)


def true_module(name: str) -> ModuleType:
    """Return a module itself, whatever stands in its place."""
    _make_way(name)
    return import_module(name)


class _LaterModule(ModuleType):
    """Stands for a module until something is asked for that it has not itself."""

    def __init__(self, name: str, own: Mapping[str, Any]) -> None:
        super().__init__(name)
        vars(self).update(own)

    def __getattr__(self, name: str) -> Any:
        if name == "__path__":  # of a package, which an import asks for: none of these is one
            raise AttributeError(name)
        return getattr(true_module(self.__name__), name)


class _Later:
    """Stands for a function or a class of a module until it is used."""

    def __init__(self, module: str, name: str) -> None:
        self._place = module, name

    def _true(self) -> Any:
        module, name = self._place
        return getattr(true_module(module), name)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return self._true()(*arguments, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._true(), name)


def _make_way(name: str) -> None:
    """Let the next import of a module find itself."""
    if isinstance(sys.modules.get(name), _LaterModule):
        del sys.modules[name]
