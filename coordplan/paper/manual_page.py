"""A topic of the manual at a terminal: Markdown in colour, with headings to the left and examples as typed."""

import io
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import CodeBlock, Heading, Markdown
from rich.padding import Padding
from rich.text import Text

_INDENT = 2  # of an example


class _HeadingToTheLeft(Heading):
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.tag != "h1":
            yield Text("")
        yield Text(self.text.plain, style="bold cyan" if self.tag == "h1" else "bold")


class _AsTyped(CodeBlock):
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        shown = Text(no_wrap=True, overflow="ignore")
        for line in str(self.text).rstrip().splitlines():
            shown.append(f"{line}\n", style="bold" if line.startswith("$ ") else "")
        shown.rstrip()
        yield Padding(shown, (0, 0, 0, _INDENT))


class _Manual(Markdown):
    elements = Markdown.elements | {"heading_open": _HeadingToTheLeft, "fence": _AsTyped, "code_block": _AsTyped}


def draw_manual(source: str, width: int) -> str:
    """Return a topic as a terminal of a width shows it, with its colours in it."""
    # A file, so that a pager can be given what a terminal would be
    options: dict[str, Any] = {"force_terminal": True, "color_system": "standard", "highlight": False, "emoji": False}
    console = Console(file=io.StringIO(), width=width, height=25, no_color=False, **options)
    console.print(_Manual(source, hyperlinks=False))
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())
