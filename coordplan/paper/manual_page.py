"""A topic of the manual at a terminal: Markdown in colour, with headings to the left and examples as typed."""

import io
import re
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult, detect_legacy_windows
from rich.markdown import CodeBlock, Heading, Markdown
from rich.padding import Padding
from rich.text import Text
from rich.theme import Theme

_INDENT = 2  # of an example
_THEME = Theme({"markdown.code": "cyan"})
_RULE = re.compile(r"^-[- ]*--$", re.MULTILINE)  # under the headings of a table


class _HeadingToTheLeft(Heading):
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(self.text.plain, style="bold cyan" if self.tag == "h1" else "bold")


class _AsTyped(CodeBlock):
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(options.max_width - 2 * _INDENT, 1)
        for part in re.split(r"(?m)^(?=\$ )|(?<=\n)(?=\n)", str(self.text).rstrip()):
            is_table = _RULE.search(part) is not None
            for line in part.splitlines():
                first, *rest = _fitted(Text(line, style="bold" if line.startswith("$ ") else ""), width, is_table)
                yield Padding(first, (0, 0, 0, _INDENT))
                yield from (Padding(more, (0, 0, 0, 2 * _INDENT)) for more in rest)


def _fitted(line: Text, width: int, is_of_table: bool) -> list[Text]:
    """Return a line as lines of a width: a sentence goes on below; what a row of a table has no room for is cut."""
    if is_of_table and "  " in line.plain:  # a sentence below the rows has no columns
        line.truncate(width + _INDENT, overflow="ellipsis")
        return [line]
    return list(line.wrap(Console(width=width, legacy_windows=False), width)) or [line]


class _Manual(Markdown):
    elements = Markdown.elements | {"heading_open": _HeadingToTheLeft, "fence": _AsTyped, "code_block": _AsTyped}


def draw_manual(source: str, width: int, colour: bool) -> str:
    """Return a topic as a terminal of a width shows it, with its codes in it where it is to be in colour."""
    # A file, so that a pager can be given what a terminal would be
    options: dict[str, Any] = {"force_terminal": True, "highlight": False, "emoji": False, "no_color": False}
    options["legacy_windows"] = False  # which would take a column away
    colours: Any = "standard" if colour and not detect_legacy_windows() else None  # codes are no colours there
    console = Console(file=io.StringIO(), width=width, height=25, color_system=colours, theme=_THEME, **options)
    console.print(_Manual(source, hyperlinks=False))
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())
