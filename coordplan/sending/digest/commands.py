"""digest: what is new, for a mail from cron or a shared folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer

from coordplan.cli.options import AsOf, Contents, KnownAt, Leads, Output, Plans
from coordplan.cli.output import office_view, print_lines, write_file
from coordplan.errors import UsageFault
from coordplan.paper.cells import Page
from coordplan.seeing.changes.gather import times_between
from coordplan.seeing.filters import Filters
from coordplan.seeing.opening import reading
from coordplan.seeing.windows import last_day_within
from coordplan.sending.digest.gather import digest_of
from coordplan.sending.digest.marks import FIRST, keep_mark, times_since_last
from coordplan.sending.digest.page import digest_page
from coordplan.text.language import mark
from coordplan.text.language import translate as _

MAIL_WIDTH = 72
LAST = "last"


def digest_command(
    ctx: typer.Context,
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar=mark("WHEN"),
            help=mark("From 7d, 2w, 3m before, a date, a moment, a change's number; last: where the last digest ended"),
        ),
    ] = FIRST,
    mark_file: Annotated[
        str | None,
        typer.Option("--mark", metavar=mark("FILE"), help=mark("Where --since last keeps how far it came")),
    ] = None,
    within: Annotated[
        str, typer.Option(metavar=mark("SPAN"), help=mark("How far ahead: 7d, 2w, 3m, or a date"))
    ] = "7d",
    form: Annotated[
        Literal["txt", "md", "html"] | None,
        typer.Option("--format", "-f", help=mark("txt, md or html (as the file's name ends, else txt)")),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help=mark("Write nothing where there is nothing to tell"))] = False,
    plan: Plans = None,
    content: Contents = None,
    lead: Leads = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output: Output = None,
) -> None:
    path = _mark_path(since, mark_file, output)
    with reading(ctx.obj, as_of, known_at) as file:
        early, late, nothing = times_since_last(file, path) if path else times_between(file, since, None)
        days = (last_day_within(within, file.as_of) - file.as_of).days
        filters = Filters(plan or (), content or (), lead or ())
        digest = digest_of(file, filters, early, late, nothing, days)
    if not (quiet and digest.is_empty):
        lines = _rendered(digest_page(digest), form or _ending(output))
        if output is None:
            print_lines(lines)
        else:
            write_file(Path(output), (f"{line}\n" for line in lines))
    if path:
        keep_mark(digest.status.program, path, early, late)


def _mark_path(since: str, mark_file: str | None, output: str | None) -> Path | None:
    if (since == LAST) != (mark_file is not None):
        raise UsageFault(
            _("--since last and --mark go together."),
            _("For example: coordplan digest --since last --mark digest.mark"),
        )
    if mark_file is None:
        return None
    path = Path(mark_file)
    if output is not None and Path(output).resolve() == path.resolve():
        raise UsageFault(_("--mark and -o name the same file."), _("Give the mark a file of its own."))
    return path


def _ending(output: str | None) -> str:
    ending = Path(output or "").suffix.lower().removeprefix(".")
    return ending if ending in ("md", "html") else "txt"


def _rendered(page: Page, form: str) -> Iterator[str]:
    if form == "html":
        yield office_view("paper.page").render_tables(page)
    elif form == "md":
        from coordplan.paper.markdown import render_markdown

        yield from render_markdown(page)
    else:
        from coordplan.paper.plain import render_text

        yield from render_text(page, MAIL_WIDTH)
