"""digest: what is new, for a mail from cron or a shared folder."""

from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from coordplan.cli.options import AsOf, Contents, FieldsOfWork, KnownAt, Leads, Output, Partners, Plans
from coordplan.cli.output import format_meant, print_lines, write_bytes, write_file
from coordplan.cli.placing import files_in_place, is_same_file, is_standard_output
from coordplan.cli.speaking import remark
from coordplan.errors import UsageFault
from coordplan.seeing.changes.gather import times_between
from coordplan.seeing.filters import Filters, remarks_on_ceased
from coordplan.seeing.opening import Reading, reading
from coordplan.seeing.windows import last_day_within
from coordplan.sending.digest.gather import digest_between
from coordplan.sending.digest.marks import FIRST, times_since_last, write_mark
from coordplan.sending.digest.values import Digest
from coordplan.text.language import mark
from coordplan.text.language import translate as _

if TYPE_CHECKING:
    from coordplan.sending.digest.views import DigestView

LAST = "last"
MAIL_ENDING = ".eml"
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
    audience: Annotated[
        Literal["office", "leader"],
        typer.Option("--for", help=mark("office: with ids and commands; leader: brief, without them")),
    ] = "office",
    subject: Annotated[bool, typer.Option("--subject", help=mark("Only the subject line of the mail"))] = False,
    mail: Annotated[
        str | None,
        typer.Option(
            "--mail", metavar=mark("FOLDER|FILE.eml"), help=mark("A draft of the mail (.eml), as text and HTML")
        ),
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
    path = _mark_path(since, mark_file, output, mail)
    wanted = format_meant(output, output_format and _FORMATS.get(output_format, output_format), _ENDINGS)
    if subject and (mail is not None or output_format is not None):
        raise UsageFault(
            _("--subject cannot be used with {option}.").format(option="--mail" if mail is not None else "--format"),
            _("For example: coordplan digest --subject"),
        )
    with reading(ctx.obj, as_of, known_at) as current:
        early, late, nothing = times_since_last(current, path) if path else times_between(current, since, None)
        days = (last_day_within(within, current.as_of) - current.as_of).days
        filters = Filters(plan or (), content or (), lead or (), partners=partner or (), fields=field or ())
        digest = digest_between(current, filters, early, late, nothing, days)
        remarks = remarks_on_ceased(current, filters)
        view = _view(current, filters, digest, audience)
    for sentence in remarks:
        remark(sentence)
    if view.is_empty and (quiet or audience == "leader"):
        if not quiet:
            remark(_("Nothing is new and nothing is overdue: there is nothing to send."))
    elif subject:
        _give_out([view.subject], output)
    else:
        with ExitStack() as places:
            if mail is not None:
                _write_mail(view, mail, late.as_of, places)
            if mail is None or output is not None:
                _give_out(view.lines(wanted), output)
    if path and not subject:  # which is asked for beside the mail
        write_mark(digest.status.program, path, early, late)


def _view(file: Reading, filters: Filters, digest: Digest, audience: str) -> "DigestView":
    from coordplan.sending.digest.bulletin import bulletin_news, digest_subject
    from coordplan.sending.digest.bulletin_rows import bulletin_of, with_leading_zero
    from coordplan.sending.digest.page import digest_page
    from coordplan.sending.digest.views import DigestView

    if audience == "leader":
        bulletin = bulletin_of(file, filters, digest)
        news = bulletin_news(bulletin)
        return DigestView(news, news.title, bulletin.is_empty)
    zero = with_leading_zero(file, filters)
    return DigestView(digest_page(digest), digest_subject(digest, zero), digest.is_empty)


def _give_out(lines: Iterable[str], output: str | None) -> None:
    if output is None:
        print_lines(lines)
    else:
        write_file(Path(output), (f"{line}\n" for line in lines))


def _write_mail(view: "DigestView", mail: str, day: date, places: ExitStack) -> None:
    """Write the draft: into a folder under the day's name, or to a file of its own; all else may still fail."""
    from coordplan.paper.mail import render_mail

    path, draft = Path(mail), render_mail(view.draft())
    if is_standard_output(path):
        write_bytes(path, [draft])
        return
    if path.suffix.lower() != MAIL_ENDING:
        path /= f"ban-tin-{day}{MAIL_ENDING}"
    places.enter_context(files_in_place(path.parent, {path.name: draft}))


def _mark_path(since: str, mark_file: str | None, output: str | None, mail: str | None) -> Path | None:
    if (since == LAST) != (mark_file is not None):
        raise UsageFault(
            _("--since last and --mark go together."),
            _("For example: coordplan digest --since last --mark digest.mark"),
        )
    if mark_file is None:
        return None
    path = Path(mark_file)
    for option, other in (("-o", output), ("--mail", mail)):
        if other is not None and is_same_file(Path(other), path):
            raise UsageFault(
                _("--mark and {option} name the same file.").format(option=option),
                _("Give the mark a file of its own."),
            )
    return path
