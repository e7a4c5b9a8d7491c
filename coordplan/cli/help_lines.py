"""The lines of help, written from what Typer knows of a command: how it is called, what it does, what it takes."""

import shutil
from collections.abc import Iterable, Sequence
from typing import Any

from typer.core import TyperGroup

from coordplan.text.language import translate as _
from coordplan.text.writing import display_width


def metavar_of(param: Any) -> str:
    if param.metavar:
        return _(param.metavar)
    if getattr(param, "is_flag", False):
        return ""
    choices = getattr(param.type, "choices", None)
    if choices:
        return "|".join(str(choice) for choice in choices)
    return str(param.name).upper()


def usage_line(ctx: Any) -> str:
    """Return how a command is called."""
    words = [ctx.command_path]
    for param in ctx.command.params:
        if param.param_type_name == "argument":
            name = metavar_of(param) + ("..." if param.nargs == -1 else "")
            words.append(name if param.required else f"[{name}]")
    words.append(_("[OPTIONS]"))
    if isinstance(ctx.command, TyperGroup):
        words.append(_("COMMAND ..."))
    return _("Usage: {usage}").format(usage=" ".join(words))


def help_lines(ctx: Any, groups: Iterable[tuple[str, Sequence[tuple[str, str]]]] = ()) -> Iterable[str]:
    """Yield the help of a command: how it is called, what it does, its arguments and options."""
    import textwrap

    width = help_width()
    command = ctx.command
    yield usage_line(ctx)
    text = _(command.help or "")
    for paragraph in text.split("\n"):
        yield from (
            textwrap.wrap(paragraph, width, break_on_hyphens=False) if not paragraph.startswith("  ") else [paragraph]
        )
        if not paragraph:
            yield ""
    arguments, options = [], []
    for param in command.get_params(ctx):
        if getattr(param, "hidden", False):
            continue
        words = _(param.help or "")
        if param.param_type_name == "argument":
            arguments.append((metavar_of(param), words))
        else:
            names = ", ".join(sorted([*param.opts, *param.secondary_opts], key=len))
            if "--help" in param.opts:
                words = _("Show this help")
            elif getattr(param, "required", False):
                words += " " + _("(required)")
            options.append((f"{names} {metavar_of(param)}".strip(), words))
    for heading, rows in ((_("Arguments"), arguments), *groups, (_("Options"), options)):
        if rows:
            yield ""
            yield f"{heading}:"
            yield from two_columns(rows, width)


def help_width() -> int:
    """Return how wide help may be: as wide as the terminal, and no wider than reads well."""
    return min(100, max(60, shutil.get_terminal_size((80, 24)).columns)) - 1


def two_columns(rows: Sequence[tuple[str, str]], width: int, most: int = 32) -> Iterable[str]:
    """Yield names with their words beside them; a name wider than the most stands on a line of its own."""
    import textwrap

    left = min(max(display_width(name) for name, _words in rows), most) + 4
    for name, words in rows:
        wrapped = textwrap.wrap(words, max(24, width - left), break_on_hyphens=False) or [""]
        if display_width(name) + 4 > left:
            yield f"  {name}"
        else:
            yield f"  {name}{' ' * (left - 2 - display_width(name))}{wrapped.pop(0)}".rstrip()
        for line in wrapped:
            yield " " * left + line
