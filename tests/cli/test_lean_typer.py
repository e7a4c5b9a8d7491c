"""What Typer is to do without is still there for whoever uses it, and our reading of parameters is Typer's own."""

import inspect
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

import typer.utils
from typer.models import ParameterInfo, ParamMeta

from coordplan.cli import app
from coordplan.cli.command_table import COMMANDS
from coordplan.cli.parameters import parameters_for_typer, parameters_of

SPARED = ("inspect", "subprocess", "platform", "traceback", "ipaddress", "difflib", "uuid", "shellingham", "gettext")
# In a process of its own, since pytest has imported all of them
USE = f"""
import sys
from coordplan.cli.lean_typer import import_typer
import_typer()
spared = {SPARED}
assert [name for name in spared if name in sys.modules] == []

import typer.core, typer.main, typer.completion, pathlib, shutil, urllib.parse
assert typer.core._("Error") == "Error" and typer.core.inspect.cleandoc("  one line") == "one line"
# The library of 3.13 uses ipaddress at once
assert [name for name in spared if name in sys.modules and name != "ipaddress"] == []

assert typer.core.inspect.cleandoc("one\\n    two") == "one\\ntwo"  # each of these imports the true module
assert typer.core.get_close_matches("stauts", ["status"]) == ["status"]
assert typer.main.subprocess.PIPE == -1
assert typer.main.StackSummary.from_list([]) == []
assert typer.main.platform.system()
assert typer.completion.Shells.bash.value == "bash"
typer.completion.completion_init()
assert urllib.parse.urlsplit("http://[::1]/").hostname == "::1"
assert shutil.get_archive_formats()
import bz2, inspect, subprocess
assert bz2.decompress(bz2.compress(b"a")) == b"a"
assert inspect.signature(len) and subprocess.__spec__
"""


def test_what_typer_does_without_is_imported_where_it_is_used() -> None:
    done = subprocess.run([sys.executable, "-c", USE], capture_output=True, text=True, check=False)
    assert (done.stderr, done.returncode) == ("", 0)


def typers_own_reader() -> Any:
    """Return the function of Typer's that ours stands for, from a copy of its module: running a command replaces it."""
    spec = spec_from_file_location("typer.utils_as_they_are", typer.utils.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.get_params_from_function


def as_written(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function as Typer's own reader reads it: what we set for Typer stands in its signature."""
    if "parameters_for_typer" not in vars(function):
        return function
    parameters = parameters_of(function)
    by_name = [
        inspect.Parameter(each.name, inspect.Parameter.KEYWORD_ONLY, default=each.default, annotation=each.annotation)
        for each in parameters
    ]

    def stand_in() -> None: ...

    vars(stand_in)["__signature__"] = inspect.Signature(by_name)
    stand_in.__annotations__ = {each.name: each.annotation for each in parameters}
    return stand_in


def as_typer_sees_them(parameters: dict[str, ParamMeta]) -> list[tuple[str, Any, Any]]:
    return [
        (name, each.annotation, vars(each.default) if isinstance(each.default, ParameterInfo) else each.default)
        for name, each in parameters.items()
    ]


def functions_of_typer() -> Iterator[Any]:
    """Yield what Typer reads parameters off: the commands, and what completes or checks an option of theirs."""
    seen = set()
    for name, command in COMMANDS.items():
        function = getattr(import_module(f"coordplan.{command.module}"), f"{name.replace(' ', '_')}_command")
        yield function
        for each in parameters_for_typer(function).values():
            for called in (getattr(each.default, "autocompletion", None), getattr(each.default, "callback", None)):
                if called is not None and called not in seen:
                    seen.add(called)
                    yield called


def test_our_reader_of_parameters_reads_what_typers_own_reads() -> None:
    typers_own = typers_own_reader()
    functions = [*functions_of_typer(), app._globals]
    assert len(functions) > 50
    for function in functions:
        ours, theirs = parameters_for_typer(function), typers_own(as_written(function))
        assert as_typer_sees_them(ours) == as_typer_sees_them(theirs), function


def test_rich_is_imported_without_inspect_and_finds_it_where_it_asks() -> None:
    code = (  # from Python 3.12 on data classes use it at once
        "import sys, coordplan.paper.terminal, dataclasses;"
        " assert sys.version_info >= (3, 12) or 'inspect' not in sys.modules;"
        " assert dataclasses.inspect.signature(len) and 'inspect' in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stderr, done.returncode) == ("", 0)
