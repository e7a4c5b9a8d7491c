"""Drafts of mails beside what goes out to organizations: the option, the files, and who has no address."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from coordplan.text.language import mark
from coordplan.text.language import translate as _

if TYPE_CHECKING:
    from coordplan.paper.mail import MailDraft

MAIL_ENDING = ".eml"
MailFolder = Annotated[
    str | None,
    typer.Option(
        "--mail", metavar=mark("FOLDER"), help=mark("Drafts of mails (.eml), to be opened and sent; nothing is sent")
    ),
]


def mail_files(drafts: "Mapping[str, MailDraft]") -> dict[str, bytes]:
    """Return the files of drafts, each under a name without its ending."""
    if not drafts:
        return {}
    from coordplan.paper.mail import render_mail  # few command lines write mails

    return {f"{stem}{MAIL_ENDING}": render_mail(draft) for stem, draft in drafts.items()}


def unaddressed_words(titles: Iterable[str]) -> str:
    """Return of which organizations no address is known; empty where that is none."""
    names = ", ".join(titles)
    sentence = _(
        "No address is known of {bodies}: whoever opens the draft writes it. To keep it: email in organizations.yaml"
    )
    return sentence.format(bodies=names) if names else ""
