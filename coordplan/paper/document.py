"""A document for people: headings, sentences and tables in their order, with no format.

Word, pages, Markdown and mails show the same blocks; what stands above and below the text comes from the letterhead.
"""

import re
from typing import Literal, NamedTuple

from coordplan.model import Profile
from coordplan.paper.cells import Table
from coordplan.paper.letterhead import Letterhead
from coordplan.text.language import language, mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


class Heading(NamedTuple):
    """A heading of a level from 1; its number is written with the mark of the profile (``I-`` or ``I.``)."""

    level: int
    number: str  # I, II ... on the first level, 1, 2 ... below it
    text: str


class Paragraph(NamedTuple):
    """A sentence or two. A place is where somebody must write, a remark says how to read what stands beside it."""

    text: str
    kind: Literal["", "strong", "item", "place", "remark", "basis"] = ""


Block = Heading | Paragraph | Table


class Part(NamedTuple):
    """A named part of the text: its heading, sentences, a table, and what is said below it; each may be missing."""

    name: str
    heading: Heading | None = None
    sentences: tuple[Paragraph, ...] = ()
    table: Table | None = None
    remarks: tuple[Paragraph, ...] = ()


class Document(NamedTuple):
    """What every view of a report shows."""

    kind: str  # REPORT
    subject_lines: tuple[str, ...]  # what is reported on, and the period
    warning: str  # that figures are illustrative; empty where they are not
    parts: tuple[Part, ...]  # the text, from the legal basis on
    annex_title: str
    annex: tuple[Table, ...]  # the same columns for each; the rows are numbered through
    letterhead: Letterhead
    profile: Profile

    @property
    def subject(self) -> str:
        return " ".join(self.subject_lines)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The text as one sequence, for views that show everything in its order."""
        found: list[Block] = []
        for part in self.parts:
            found += (
                *((part.heading,) if part.heading else ()),
                *part.sentences,
                *((part.table,) if part.table else ()),
                *part.remarks,
            )
        return tuple(found)


def numbered(heading: Heading, profile: Profile) -> str:
    """Return a heading as it is read: ``I- Kết quả`` in a Party document, ``I. Kết quả`` in one of the state."""
    mark = profile.heading_mark if heading.level == 1 else "."
    return f"{heading.number}{mark} {heading.text}"


def place_words(text: str) -> str:
    """Return a place to fill in, marked as such."""
    return f"[{text}]"


def superior_words(letterhead: Letterhead) -> str:
    return letterhead.superior or place_words(_("superior body"))


def issuer_words(letterhead: Letterhead) -> str:
    return letterhead.issuer_header or place_words(_("issuing body"))


def number_words(letterhead: Letterhead, profile: Profile) -> str:
    """Return the line of the number; of what is not issued yet, with room for the records clerk to write it."""
    form = profile.number_form
    if letterhead.number:
        return f"{re.split(r'  |-|/|{', form, maxsplit=1)[0].strip()} {letterhead.number}"
    return form.replace("{code}", letterhead.code or place_words(_("code")))


def date_words(letterhead: Letterhead) -> str:
    """Return place and date, day and month padded as an office does; blank until it is signed."""
    place = letterhead.place or place_words(_("place"))
    day = letterhead.signed_on
    if day is None:
        return _("{place}, day       month       year").format(place=place)
    if language() == "en":
        return _("{place}, day {day} month {month} year {year}").format(
            place=place, day=day.day, month=day.month, year=day.year
        )
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return _("{place}, day {day} month {month} year {year}").format(
        place=place, day=f"{day.day:02d}", month=month, year=day.year
    )


def recipient_words(letterhead: Letterhead) -> tuple[str, ...]:
    return letterhead.recipients or (place_words(_("recipients")),)


def annex_words(document: Document) -> str:
    """Return the heading of the annex."""
    return _("Annex: {title}").format(title=document.annex_title[:1].lower() + document.annex_title[1:])


def attached_words(document: Document) -> str:
    """Return what an annex says of the report that it belongs to; number and day are blank until it is signed."""
    head = document.letterhead
    issuer = head.issuer_title or place_words(_("issuing body"))
    number = number_words(head, document.profile)
    number = number[:1].lower() + number[1:]
    if head.signed_on is None:
        return _("(Attached to the report {number} of      /      /           of {issuer})").format(
            number=number, issuer=issuer
        )
    return _("(Attached to the report {number} of {day} of {issuer})").format(
        number=number, day=write_day(head.signed_on), issuer=issuer
    )


def subject_words(document: Document) -> tuple[str, ...]:
    """Return the lines of the subject as its family begins them."""
    line, *further = document.subject_lines
    first = line[:1].upper() if document.profile.subject_start == "capital" else line[:1].lower()
    return (first + line[1:], *further)


def signer_name_words(letterhead: Letterhead) -> str:
    return letterhead.signer_name or place_words(_("name of who signs"))


def signer_title_words(letterhead: Letterhead) -> str:
    return letterhead.signer_title or place_words(_("position of who signs"))


PARTS = {
    "opening": mark("legal basis and opening sentence"),
    "results": mark("results: the figures in sentences"),
    "by_plan": mark("figures by plan"),
    "by_content": mark("figures by content"),
    "finished": mark("what was finished in the period"),
    "shortcomings": mark("shortcomings: the heading"),
    "overdue": mark("what was due in the period and is overdue"),
    "late": mark("how many were finished late"),
    "overdue_before": mark("what is overdue from earlier periods"),
    "held": mark("what is suspended or cancelled"),
    "difficulties": mark("difficulties, and a place for other shortcomings"),
    "coming": mark("work of the next period"),
    "left": mark("what is overdue and to be finished"),
    "recommendations": mark("recommendations, and a place for others"),
}
