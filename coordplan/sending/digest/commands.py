"""digest: what is new, for a mail from cron or a shared folder."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

import typer

from coordplan.cli.options import AsOf, Contents, FieldsOfWork, KnownAt, Leads, Output, Partners, Plans
from coordplan.cli.output import format_meant, print_lines, write_file
from coordplan.cli.placing import is_same_file
from coordplan.cli.speaking import remark
from coordplan.errors import UsageFault, module_with_extra
from coordplan.model import DONE, OVERDUE
from coordplan.paper.cells import Page
from coordplan.seeing.changes.gather import changes_between, times_between
from coordplan.seeing.changes.values import Moment, MovedOccurrence, kinds_of
from coordplan.seeing.filters import Filters, question_of, remarks_on_ceased
from coordplan.seeing.gather import status_report
from coordplan.seeing.opening import Reading, reading
from coordplan.seeing.windows import last_day_within
from coordplan.sending.digest.marks import FIRST, times_since_last, write_mark
from coordplan.sending.digest.page import digest_page
from coordplan.sending.digest.values import Digest, DigestRow, from_first_to_last, newly
from coordplan.store import attention
from coordplan.text.language import mark
from coordplan.text.language import translate as _

MAIL_WIDTH = 72
LAST = "last"
_ENDINGS = (".txt", ".md", ".html")
_FORMATS = {"txt": "table", "html": ".html"}  # as other commands call them


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
    output_format: Annotated[
        Literal["txt", "md", "html"] | None,
        typer.Option("--format", "-f", help=mark("txt, md or html (as the file's name ends, else txt)")),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help=mark("Write nothing where there is nothing new"))] = False,
    plan: Plans = None,
    content: Contents = None,
    lead: Leads = None,
    partner: Partners = None,
    field: FieldsOfWork = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output: Output = None,
) -> None:
    path = _mark_path(since, mark_file, output)
    wanted = format_meant(output, output_format and _FORMATS.get(output_format, output_format), _ENDINGS)
    with reading(ctx.obj, as_of, known_at) as current:
        early, late, nothing = times_since_last(current, path) if path else times_between(current, since, None)
        days = (last_day_within(within, current.as_of) - current.as_of).days
        filters = Filters(plan or (), content or (), lead or (), partners=partner or (), fields=field or ())
        digest = digest_between(current, filters, early, late, nothing, days)
        remarks = remarks_on_ceased(current, filters)
    for sentence in remarks:
        remark(sentence)
    if not (quiet and digest.is_empty):
        lines = _lines(digest_page(digest), wanted)
        if output is None:
            print_lines(lines)
        else:
            write_file(Path(output), (f"{line}\n" for line in lines))
    if path:
        write_mark(digest.status.program, path, early, late)


def _mark_path(since: str, mark_file: str | None, output: str | None) -> Path | None:
    if (since == LAST) != (mark_file is not None):
        raise UsageFault(
            _("--since last and --mark go together."),
            _("For example: coordplan digest --since last --mark digest.mark"),
        )
    if mark_file is None:
        return None
    path = Path(mark_file)
    if output is not None and is_same_file(Path(output), path):
        raise UsageFault(_("--mark and -o name the same file."), _("Give the mark a file of its own."))
    return path


def _lines(page: Page, wanted: str) -> Iterator[str]:
    if wanted == ".html":
        yield module_with_extra("coordplan.paper.page").render_tables(page)
    elif wanted == "md":
        from coordplan.paper.markdown import render_markdown

        yield from render_markdown(page)
    else:
        from coordplan.paper.plain import render_text

        yield from render_text(page, MAIL_WIDTH)


def digest_between(reading: Reading, filters: Filters, early: Moment, late: Moment, nothing: bool, days: int) -> Digest:
    """Return what is new at the later time, which is that of the reading; ``nothing``: the file was empty before."""
    changed = from_first_to_last(changes_between(reading, filters, early, late, nothing).rows)
    done = [row for row in changed if newly(row, DONE)]
    overdue = [row for row in changed if newly(row, OVERDUE)]
    return Digest(
        status=status_report(reading, filters, "plan", most=0),
        since=early,
        until=late,
        days=days,
        done=tuple(
            sorted((_row(reading, row) for row in done), key=lambda row: (row.done_on or date.max, row.occurrence))
        ),
        overdue=tuple(
            sorted((_row(reading, row) for row in overdue), key=lambda row: (row.due_on or date.max, row.occurrence))
        ),
        due_soon=_due_soon(reading, filters, days),
        others=sum(
            kinds_of(row.before, row.after) != ("opened",) for row in changed if row not in done and row not in overdue
        ),
    )


def _row(reading: Reading, moved: MovedOccurrence) -> DigestRow:
    assert moved.after is not None
    after = moved.after
    return DigestRow(
        moved.occurrence, moved.title, reading.body_short(moved.lead), after.due_on, after.standing, after.done_on
    )


def _due_soon(reading: Reading, filters: Filters, days: int) -> tuple[DigestRow, ...]:
    question, _words = question_of(reading, filters)
    within = (reading.as_of, reading.as_of + timedelta(days=days))
    rows, _count = attention.due_soon(reading.connection, question._replace(within=within))
    return tuple(
        DigestRow(
            row["id"],
            row["title"],
            reading.body_short(reading.lead_in_force(row["lead"], row["successors"], row["plan_id"])),
            date.fromisoformat(row["due_on"]),
            row["standing"],
        )
        for row in rows
    )
