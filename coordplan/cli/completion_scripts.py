"""What a shell needs to complete command lines: the script for it, Typer's or our own, printed or installed."""

import os
from typing import Any, NoReturn

import typer

from coordplan.cli.speaking import say
from coordplan.text.language import translate as _

_QUOTES = ("'", '"')
TITLES = "_COORDPLAN_TITLES"  # set by a script that takes titles behind a tab
# Ids have an @, which is to be part of a word. Titles stand beside ids where several are offered, and only there; what
# is offered stays in its order where bash can (from 4.4 on)
_BASH = r"""
COMP_WORDBREAKS=${COMP_WORDBREAKS//@/}

%(complete_func)s() {
    local IFS=$'\n' line id width=0
    local -a offers=( $( env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD _COORDPLAN_TITLES=1 \
                   %(autocomplete_var)s=complete_bash $1 ) )
    COMPREPLY=( "${offers[@]%%%%$'\t'*}" )
    if (( ${#offers[@]} < 2 )) || [[ $COMP_TYPE == 37 || $COMP_TYPE == 42 ]]; then
        return 0
    fi
    for id in "${COMPREPLY[@]}"; do
        (( ${#id} > width )) && width=${#id}
    done
    COMPREPLY=()
    for line in "${offers[@]}"; do
        id=${line%%%%$'\t'*}
        [[ $line == *$'\t'* ]] && printf -v line '%%-*s  (%%s)' "$width" "$id" "${line#*$'\t'}"
        COMPREPLY+=( "${line:0:${COLUMNS:-80}-2}" )
    done
    return 0
}

complete -o nosort -o default -F %(complete_func)s %(prog_name)s 2>/dev/null ||
    complete -o default -F %(complete_func)s %(prog_name)s
"""


def _completion_shared() -> Any:
    """Return Typer's module of completion scripts, with ours for bash, and UTF-8 between PowerShell and us."""
    from typer import _completion_shared

    scripts = _completion_shared._completion_scripts
    scripts["bash"] = _BASH
    scripts["fish"] = scripts["fish"].replace("--no-files --arg", "--no-files --keep-order --arg")
    for shell in ("powershell", "pwsh"):
        if "OutputEncoding" not in scripts[shell]:
            scripts[shell] = scripts[shell].replace(
                '    $Env:%(autocomplete_var)s = "complete_powershell"\n',
                "    $encoding = [Console]::OutputEncoding\n"
                "    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8\n"
                '    $Env:%(autocomplete_var)s = "complete_powershell"\n',
            )
            scripts[shell] = scripts[shell].replace(
                '    $Env:%(autocomplete_var)s = ""\n',
                '    [Console]::OutputEncoding = $encoding\n    $Env:%(autocomplete_var)s = ""\n',
            )
    return _completion_shared


def begin_completing() -> None:
    """Let Typer answer the shell; what holds blanks is quoted for shells that take it as it is."""
    from typer import _completion_classes

    _completion_classes.completion_init()
    bash: Any = _completion_classes.BashComplete
    powershell: Any = _completion_classes.PowerShellComplete
    words_of, offer = bash.get_completion_args, powershell.format_completion
    bash.get_completion_args = lambda self: _without_equal_signs(*words_of(self))
    bash.format_completion = lambda _self, item: _offer_to_bash(item.value, item.help or "")
    powershell.format_completion = lambda self, item: offer(self, _for_powershell(item))


def _without_equal_signs(words: list[str], incomplete: str) -> tuple[list[str], str]:
    """Return the words of ``--plan=gd`` as those of ``--plan gd``: bash makes three of them."""
    return [word for word in words if word != "="], "" if incomplete == "=" else incomplete


def _offer_to_bash(value: str, title: str) -> str:
    typed = os.environ.get("COMP_WORDS", "").split("\n")[-1]
    if typed[:1] not in _QUOTES:  # within them blanks are as they are
        value = value.replace(" ", "\\ ")
    title = " ".join(title.split())
    return f"{value}\t{title}" if title and os.environ.get(TITLES) else value


def _for_powershell(item: Any) -> Any:
    if " " in item.value and item.value[:1] not in _QUOTES:
        item.value = f"'{item.value}'"
    return item


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
