"""The help of the whole command line: on the first screen the commands of every day, and behind it all of them."""

from collections.abc import Iterator
from typing import Any

from coordplan.cli.command_table import COMMANDS, EVERY_DAY, HEADINGS
from coordplan.cli.help_lines import help_lines, help_width, two_columns, usage_line
from coordplan.text.language import translate as _
from coordplan.text.topics import topic_name

_LEFT = 40  # room for an example


def first_screen(ctx: Any) -> Iterator[str]:
    """Yield what fits on a screen of 24 lines: the dozen commands of every day, and where all the others are."""
    width = help_width()
    yield usage_line(ctx)
    yield _("Follows a coordination program: what is due, done, late, and the evidence.")
    yield ""
    examples = [(f"coordplan {COMMANDS[name].example}", _(words)) for name, words in EVERY_DAY.items()]
    yield from two_columns(examples, width, _LEFT)
    yield ""
    others = (
        ("coordplan help commands", _("all commands, by what they are for; every option")),
        (f"coordplan help {topic_name('start')}", _("the manual; all its topics: coordplan help")),
        (_("coordplan COMMAND --help"), _("one command, with an example")),
    )
    yield from two_columns(others, width, _LEFT)
    yield ""
    yield _("Options: --db FILE, --lang vi|en, --color auto|always|never, --version")


def all_commands(ctx: Any) -> Iterator[str]:
    """Yield every command under its heading, and the options that all have."""
    groups = [
        (
            _(heading),
            [(name, _(each.help_line)) for name, each in COMMANDS.items() if each.module.startswith(f"{folder}.")],
        )
        for folder, heading in HEADINGS.items()
    ]
    yield from help_lines(ctx, [*groups, (_("Of your own"), ctx.command.programs())])
