"""help: the manual by topics, the help of a command, or all commands."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from coordplan.cli.command_table import COMMANDS
from coordplan.cli.completion_of_words import complete_topic
from coordplan.cli.help_lines import help_width, two_columns
from coordplan.cli.help_screen import all_commands
from coordplan.cli.output import is_coloured, is_drawn, print_lines
from coordplan.cli.synonyms import commands_for, examples_of
from coordplan.errors import NotInManual
from coordplan.manual.values import Topic, parse_topic, topic_named, topics_about
from coordplan.text.folding import fold
from coordplan.text.language import language, mark
from coordplan.text.language import translate as _
from coordplan.text.topics import TOPICS, topic_name

_FOLDER = Path(__file__).parent
_ALL_COMMANDS = ("commands", "lenh", "cac lenh", "moi lenh")


def help_command(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=mark("TOPIC"),
            autocompletion=complete_topic,
            help=mark("A topic, a command, or words; commands: all of them"),
        ),
    ] = None,
    man: Annotated[bool, typer.Option("--man", help=mark("The whole manual as a man page"))] = False,
) -> None:
    if man:
        print_lines(_man_page(ctx))
        return
    asked = " ".join(words or ())
    if not asked:
        print_lines(_list_of_topics())
    elif fold(asked) in _ALL_COMMANDS:
        print_lines(all_commands(ctx.find_root()), paged=True)
    elif (topic := topic_named(asked)) is not None:
        _show(ctx, read_topic(topic).text)
    elif asked in COMMANDS:
        print_lines(_help_of_command(ctx, asked))
    else:
        _show_about(ctx, asked)


def _man_page(ctx: typer.Context) -> Iterable[str]:
    from coordplan import __version__
    from coordplan.paper.man_page import render_man_page

    purpose = _("follows a coordination program and its plans")
    return render_man_page(
        "coordplan", __version__, purpose, all_commands(ctx.find_root()), [each.text for each in topics()]
    )


def topics() -> list[Topic]:
    """Return the topics in the language in use, in their order."""
    return [read_topic(name) for name in TOPICS]


def read_topic(topic: str) -> Topic:
    """Return a topic, by its name in English, in the language in use."""
    name = topic_name(topic)
    return parse_topic(name, (_FOLDER / language() / f"{name}.md").read_text(encoding="utf-8"))


def _list_of_topics() -> Iterable[str]:
    yield _("The manual: coordplan help TOPIC")
    yield ""
    yield from _lines_of(topics())
    yield ""
    yield _("All commands: coordplan help commands")


def _lines_of(found: Iterable[Topic]) -> Iterable[str]:
    return two_columns([(each.name, each.summary) for each in found], help_width() - 4)  # an example stands further in


def _show(ctx: typer.Context, text: str) -> None:
    if is_drawn(ctx.obj):
        from coordplan.paper.manual_page import draw_manual

        text = draw_manual(text, help_width(), is_coloured(ctx.obj))
    print_lines(text.rstrip().splitlines(), paged=True)


def _help_of_command(ctx: typer.Context, name: str) -> Iterable[str]:
    root: Any = ctx.find_root()
    command = root.command.get_command(root, name)
    with command.make_context(name, [], parent=root, resilient_parsing=True) as of_command:
        return str(command.get_help(of_command)).splitlines()


def _show_about(ctx: typer.Context, words: str) -> None:
    """Show the one topic or command that words are about, else what there is about them."""
    commands = commands_for(words)
    found = topics_about(words, topics())
    if commands:  # their topics say more than every page that has the word somewhere
        found = [read_topic(topic) for topic in dict.fromkeys(COMMANDS[name].topic for name in commands)]
    elif len(found) == 1:
        _show(ctx, found[0].text)
        return
    if not found:
        raise NotInManual(words, [*TOPICS, *TOPICS.values(), *COMMANDS])
    rows = [*examples_of(commands), *((f"coordplan help {each.name}", each.summary) for each in found)]
    print_lines(two_columns(rows, help_width()))
