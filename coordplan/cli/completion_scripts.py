"""What a shell needs to complete command lines: the script of Typer for it, printed or installed."""

from typing import Any, NoReturn

import typer

from coordplan.cli.speaking import say
from coordplan.text.language import translate as _


def _completion_shared() -> Any:
    """Return Typer's module of completion scripts, with @ made part of a word in bash: ids have one."""
    from typer import _completion_shared

    scripts = _completion_shared._completion_scripts
    whole_ids = "COMP_WORDBREAKS=${COMP_WORDBREAKS//@/}\n"
    if not scripts["bash"].startswith(whole_ids):
        scripts["bash"] = whole_ids + scripts["bash"]
    return _completion_shared


def install_completion() -> NoReturn:
    shell, path = _completion_shared().install(prog_name="coordplan")
    sentence = _("Completion for {shell} is in {path}; it works in terminals opened from now on.")
    say(sentence.format(shell=shell, path=path))
    raise typer.Exit


def show_completion(shell: str) -> NoReturn:
    from coordplan.cli.output import print_lines

    script = _completion_shared().get_completion_script(
        prog_name="coordplan", complete_var="_COORDPLAN_COMPLETE", shell=shell
    )
    print_lines([script])  # as it is, for a shell to read
    raise typer.Exit
