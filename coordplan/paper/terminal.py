"""A page at a terminal, in colour and fitted to its width. The one place that knows rich."""

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from coordplan.paper.cells import BAR_CELLS, Page, Table, Tone, table_fitting, tone_of, write_cell

STYLES: dict[Tone, str] = {
    "": "",
    "good": "green",
    "bad": "bold red",
    "warn": "yellow",
    "dim": "bright_black",
    "strong": "bold",
}
_GAP = 2  # between columns
_EDGES = 3  # a space on either side, and one after the last column


def show_at_terminal(page: Page, console: Console) -> None:
    """Print a page on a console."""
    if page.title:
        console.print(Text(page.title, style="bold cyan"))
    for sentence, tone in page.sentences:
        console.print(Text(sentence, style=STYLES[tone]))
    if page.chart is not None:
        from coordplan.paper.chart import draw

        console.print()
        for pieces in draw(page.chart, console.width):
            styled = ((text, STYLES[tone]) for text, tone in pieces)
            console.print(Text.assemble(*styled))
        if page.tables or page.notes:
            console.print()
    for table in page.tables:
        if table.title:
            console.print(Text(table.title, style=STYLES[table.title_tone]))
        console.print(_drawn(table, console.width))
    if page.steps:
        from coordplan.paper.plain import step_lines

        console.print()
        for step in page.steps:
            for line in step_lines(step._replace(command=""), console.width):
                console.print(Text(line, style=STYLES[step.tone]))
            if step.command:  # the terminal itself breaks one that is too long, so that it is pasted whole
                console.print(Text(f"    {step.command}"), soft_wrap=True)
    for note, tone in page.notes:
        console.print(Text(note, style=STYLES[tone]))


def height_at_terminal(page: Page, width: int) -> int:
    """Return how many lines a page takes on a console of a width."""
    console = console_for(width, colour=False)
    with console.capture() as captured:
        show_at_terminal(page, console)
    return captured.get().count("\n")


def _drawn(table: Table, width: int) -> RichTable:
    table, widths = table_fitting(table, width - _EDGES, _GAP)
    drawn = RichTable(box=SIMPLE, show_footer=table.total is not None, header_style="bold", padding=(0, 1, 0, 0))
    for number, (column, each) in enumerate(zip(table.columns, widths, strict=True)):
        footer: Text | str = ""
        if table.total is not None:
            footer = _cell(table, number, table.total[number])
            footer.stylize("bold")
        drawn.add_column(
            Text(column.heading),
            footer=footer,
            justify="right" if column.to_the_right else "left",
            width=each,
            overflow="fold",
        )
    for row in table.rows:
        drawn.add_row(*(_cell(table, number, value) for number, value in enumerate(row)))
    return drawn


def _cell(table: Table, number: int, value: object) -> Text:
    column = table.columns[number]
    text = Text(write_cell(value, column.kind), style=STYLES[tone_of(column, value)])
    if column.kind == "bar" and len(text) > BAR_CELLS:
        done = text.plain[:BAR_CELLS].count("█")
        behind = text.plain[:BAR_CELLS].count("▒")
        text.stylize("green", 0, done)
        text.stylize("red", done, done + behind)
        text.stylize("bright_black", done + behind, BAR_CELLS)
    return text


def console_for(width: int, colour: bool) -> Console:
    """Return a console of a width; rich obeys a width at a dumb terminal only where a height is given too."""
    return Console(
        width=width,
        height=25,
        force_terminal=True,
        color_system="standard" if colour else None,
        no_color=not colour,  # or NO_COLOR would outrank what was asked for
        highlight=False,
        markup=False,
        emoji=False,
    )
