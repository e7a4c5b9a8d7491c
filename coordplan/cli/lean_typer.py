"""What is done to Typer before and after it is imported, so that a command waits for no more of it than it uses.

Typer imports what some command of some program may need. Here are stand-ins for what ours need rarely or never: each
imports the true module as soon as anybody asks for something in it. Beside each stands what it spares, in millions of
instructions; a bare Python takes 40. Typer 0.26 to 0.28 are alike in this; a release that imports something else,
or uses at once what stands here, imports it as it always would.
"""

import os
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from coordplan.later_modules import stand_ins, true_module
from coordplan.text.language import translate

# The modules that Typer is to do without until it uses them, with the names that it takes out of them at once
_LATER: dict[str, tuple[str, ...]] = {
    "inspect": (),  # 29: signatures, which `parameters_of` reads, and `cleandoc`
    "subprocess": (),  # 8: opens web pages, asks bash for its version
    "platform": (),  # 8: opens web pages
    "traceback": ("FrameSummary", "StackSummary"),  # 5: prints tracebacks of its own, which `net` never lets out
    "ipaddress": (),  # 5: imported by `urllib.parse`, of pathlib and sqlite3's URIs, for addresses in brackets
    "typer._completion_classes": ("completion_init",),  # 2: completes words in a shell
    "typer._completion_shared": ("Shells", "_get_shell_name", "get_completion_script", "install"),  # 2: its scripts
    "difflib": ("get_close_matches",),  # 2: guesses at commands, which `usage` does by itself
    "bz2": (),  # 2: imported by `shutil`, for archives
    "lzma": (),  # 1: the same
    "uuid": ("UUID",),  # 1: the type of an option; ours are words, numbers and flags
    "shellingham": (),  # 1: which shell this is
}


def import_typer() -> None:
    """Import Typer, and what our own modules share with it, as lean as can be; what it says is in our languages."""
    os.environ["TYPER_USE_RICH"] = "0"  # it would fold what the shell is offered, and our help is plain text
    light: Mapping[str, Mapping[str, Any]] = {
        "inspect": {"Parameter": SimpleNamespace(empty=object()), "cleandoc": _cleandoc},
        "gettext": {"gettext": translate},  # 4: patterns of the plurals of other languages
    }
    with stand_ins(_LATER, light):
        import typer.completion
        import typer.main
        import typer.utils

    from coordplan.cli.parameters import parameters_for_typer

    for module in (typer.utils, typer.main, typer.completion):
        vars(module)["get_params_from_function"] = parameters_for_typer  # 6, and what is left of `inspect`


def _cleandoc(text: str) -> str:
    """Return what ``inspect.cleandoc`` does; our helps are of one line, without tabs."""
    if "\n" in text or "\t" in text:
        return str(true_module("inspect").cleandoc(text))
    return text.lstrip()
