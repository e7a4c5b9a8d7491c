"""A document for people: headings, sentences and tables in their order, and a workbook of tables; in no format.

Word, pages, Markdown and mails show the same blocks; what stands above and below the text comes from the letterhead.
A format that goes through all of it from above to below takes the blocks from here and says how each kind looks.
"""

import re
from collections.abc import Iterable, Iterator

from coordplan.model import Profile
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Page, Step, Table, Tone
from coordplan.paper.charts import Chart, DrawnChart
from coordplan.paper.letterhead import Letterhead, ended_lines
from coordplan.text.language import language
from coordplan.text.language import translate as _
from coordplan.text.writing import plain, write_day


class Heading(NamedTuple):
    """A heading of a level from 1; its number is written with the mark of the profile (``I-`` or ``I.``)."""

    level: int
    number: str  # I, II ... on the first level, 1, 2 ... below it
    text: str


class Title(NamedTuple):
    """The kind of a document and its subject."""

    kind: str
    subject: str


class Paragraph(NamedTuple):
    """A sentence or two of a kind.

    In the text: strong, item, point (with a head of its own, set apart), place (where somebody must write), remark (how
    to read what stands beside it), basis.
    Around it: superior, issuer, number, date, warning; label, recipient, position, signer; annex, group, nothing.
    On a page: title, sentence, caption, note.
    """

    text: str
    kind: str = ""
    head: str = ""  # of a point: what it is about
    place: str = ""  # behind the text: what somebody must write there, in brackets

    @property
    def words(self) -> str:
        """All that it says."""
        return " ".join(each for each in (self.head, self.text, self.place) if each)


Block = Title | Heading | Paragraph | Table | Chart | Step


class Part(NamedTuple):
    """A named part of the text: its heading, sentences, a table, and what is said below it; each may be missing."""

    name: str
    heading: Heading | None = None
    sentences: tuple[Paragraph, ...] = ()
    table: Table | None = None
    remarks: tuple[Paragraph, ...] = ()


class FurtherAnnex(NamedTuple):
    """A table behind the annex of occurrences."""

    name: str
    title: str
    table: Table


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
    to: str = ""  # whom it is addressed to; empty: its recipients say so
    closing: str = ""  # the sentence that ends the text, without the sign at its end
    further: tuple[FurtherAnnex, ...] = ()
    long: bool = False  # whether its body names every occurrence
    charts: tuple[DrawnChart, ...] = ()  # behind the annexes, where a reader would rather look than read

    @property
    def closing_words(self) -> str:
        """The sentence that ends the text with the sign of its family; empty where there is none."""
        return self.closing + self.profile.end_mark if self.closing else ""

    @property
    def subject(self) -> str:
        return " ".join(self.subject_lines)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The text as one sequence, for views that show everything in its order."""
        return tuple(blocks_of_parts(self.parts))


def blocks_of_parts(parts: Iterable[Part]) -> Iterator[Block]:
    """Yield what parts say, in its order."""
    for part in parts:
        if part.heading:
            yield part.heading
        yield from part.sentences
        if part.table:
            yield part.table
        yield from part.remarks


def blocks_of_document(document: Document) -> Iterator[Block]:
    """Yield all of a document in its order: letterhead, text, recipients, signature, annex; headings are complete."""
    head, profile = document.letterhead, document.profile
    warning = [Paragraph(document.warning, "warning")] if document.warning else []
    yield Paragraph(plain(superior_words(head)), "superior")
    yield Paragraph(plain(issuer_words(head)), "issuer")
    yield Paragraph(plain(number_words(head, profile)), "number")
    yield Paragraph(plain(date_words(head)), "date")
    yield Title(document.kind, plain(" ".join(subject_words(document))))
    yield from warning
    if document.to:
        yield Paragraph(plain(to_words(document)))
    for block in document.blocks:
        if isinstance(block, Heading):
            yield Heading(block.level, "", plain(heading_words(block, profile)))
        elif isinstance(block, Paragraph):
            yield Paragraph(*map(plain, block))
        else:
            yield block
    if document.closing:
        yield Paragraph(plain(document.closing_words))
    yield Paragraph(_("Recipients:"), "label")
    yield from (Paragraph(plain(recipient), "recipient") for recipient in recipient_words(head, profile))
    positions = (head.signer_authority, signer_title_words(head))
    yield from (Paragraph(plain(line), "position") for line in positions if line)
    yield Paragraph(plain(signer_name_words(head)), "signer")
    yield Paragraph(plain(annex_words(document)), "annex")
    yield from warning
    if not document.annex:
        yield Paragraph(_("Nothing is due in the period."), "nothing")
    for table in document.annex:
        if table.title:
            yield Paragraph(plain(table.title), "group")
        yield table
    for number, annex in enumerate(document.further, 2):
        yield Paragraph(plain(annex_heading(document, number, annex.title)), "annex")
        yield annex.table


def blocks_of_page(page: Page) -> Iterator[Block]:
    """Yield all of a page in its order."""
    if page.title:
        yield Paragraph(page.title, "title")
    yield from (Paragraph(sentence, "sentence") for sentence, _tone in page.sentences)
    if page.chart is not None:
        yield page.chart
    for table in page.tables:
        if table.title:
            yield Paragraph(table.title, "caption")
        yield table
    yield from page.steps
    yield from (Paragraph(note, "note") for note, _tone in page.notes)


def heading_words(heading: Heading, profile: Profile) -> str:
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


def recipient_words(letterhead: Letterhead, profile: Profile) -> tuple[str, ...]:
    """Return who gets a document, a line each, as its family ends them."""
    return ended_lines(letterhead.recipients or (place_words(_("recipients")),), profile)


def to_words(document: Document) -> str:
    """Return whom a document is addressed to."""
    return _("To: {body}.").format(body=document.to)


def annex_words(document: Document) -> str:
    """Return the heading of the annex of occurrences."""
    return annex_heading(document, 1, document.annex_title)


def annex_heading(document: Document, number: int, title: str) -> str:
    """Return the heading of an annex on one line: numbered where there are several."""
    return f"{annex_name(document, number)}: {title[:1].lower()}{title[1:]}"


def annex_name(document: Document, number: int) -> str:
    """Return what an annex is called: by its number, where there are several."""
    return _("Annex {number}").format(number=number) if document.further else _("Annex")


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


class StackedBars(NamedTuple):
    """A bar for each row of a table, in pieces: one for each of some columns, beside the names of the first."""

    title: str
    table: int  # which table of the sheet
    columns: tuple[tuple[str, Tone], ...]  # names of columns, and how each piece is coloured


class Sheet(NamedTuple):
    """Tables under a title and sentences; a sheet of one table can be filtered by its columns.

    Columns of the first rank stand behind those of none, for larger paper; those of a higher one last, unprinted.
    """

    name: str  # on its tab
    title: str
    sentences: tuple[tuple[str, Tone], ...]
    tables: tuple[Table, ...]
    bars: StackedBars | None = None
    upright: bool = False  # on paper


class Workbook(NamedTuple):
    """What a view renders."""

    title: str
    author: str
    sheets: tuple[Sheet, ...]
    paper: str = ""  # a4 | a3 | wide, as an office chooses; blank: a4
