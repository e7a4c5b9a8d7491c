"""Which of our modules a command imports, and which of these it uses nothing of.

``python -m tests.imported_unused status`` prints both. A module is used where one of its functions runs, or where a
function that runs (or the body of a module that is used) names something that is imported from it. What stands only in
a type, for the type checker, is no use: Python evaluates it and nobody asks for it again.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any, NamedTuple

_FUNCTION = 0x2  # the flag of code that has locals of its own: the body of a module or a class has not


class Imported(NamedTuple):
    """The modules of ours that a command imported."""

    all: list[str]
    unused: list[str]


def imported_by(words: list[str]) -> Imported:
    """Run a command line in this process, which is to be a new one; return what it imported."""
    ran: set[CodeType] = set()

    def note(frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call" and frame.f_code.co_flags & _FUNCTION:
            ran.add(frame.f_code)

    sys.setprofile(note)
    try:
        from coordplan.cli import run

        run(words)
    finally:
        sys.setprofile(None)
    ours = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "coordplan"}
    return Imported(sorted(ours), sorted(_unused(ours, ran)))


def _unused(modules: dict[str, ModuleType], ran: set[CodeType]) -> set[str]:
    trees = {
        name: ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")) for name, module in modules.items()
    }
    sources = {name: _sources_of(tree, modules) for name, tree in trees.items()}
    by_file = {str(module.__file__): name for name, module in modules.items()}
    used: set[str] = set()
    for code in ran:
        if (name := by_file.get(code.co_filename)) is not None:
            used |= {name, *(sources[name][each] for each in code.co_names if each in sources[name])}
    waiting = set(used)
    while waiting:
        name = waiting.pop()
        named = {sources[name][each] for each in _names_in_body(trees[name]) if each in sources[name]}
        waiting |= named - used
        used |= named
    packages = {name for name, tree in trees.items() if not any(isinstance(each, ast.stmt) for each in tree.body[1:])}
    return set(trees) - used - packages


def _sources_of(tree: ast.Module, modules: dict[str, ModuleType]) -> dict[str, str]:
    """Return from which module of ours each name comes that a module imports, in its body or in a function."""
    return {
        alias.asname or alias.name: whole if (whole := f"{node.module}.{alias.name}") in modules else str(node.module)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in modules
        for alias in node.names
    }


def _names_in_body(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module reads as it is imported, without those of types."""
    waiting: list[ast.AST] = [*tree.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.FunctionDef | ast.Lambda):
            waiting += [*node.args.defaults, *filter(None, node.args.kw_defaults), *getattr(node, "decorator_list", ())]
        elif isinstance(node, ast.AnnAssign):
            waiting += filter(None, [node.value])
        elif not (isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"):
            waiting += ast.iter_child_nodes(node)


if __name__ == "__main__":
    found = imported_by(sys.argv[1:])
    sys.stderr.write(f"{len(found.all)} imported; unused: {' '.join(found.unused)}\n")
