"""An official letter: to whom, about what, in which words and with which table; in no format.

It names no kind (a công văn has no line that says REPORT or NOTICE), and its subject stands under its number.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from coordplan.dates.period_words import MONTH_NAMES
from coordplan.model import Profile
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Page, Table, Tone
from coordplan.paper.document import (
    Block,
    Paragraph,
    issuer_words,
    place_words,
    signer_name_words,
    signer_title_words,
    superior_words,
)
from coordplan.paper.letterhead import Letterhead, ended_lines
from coordplan.text.folding import fold
from coordplan.text.language import language
from coordplan.text.language import translate as _
from coordplan.text.writing import plain, write_month_number

_NUMBER = re.compile(r"^\s*Số\s*:?\s*", re.IGNORECASE)


class Letter(NamedTuple):
    """What every view of a letter shows; its texts are whole sentences, a paragraph each."""

    subject: str  # in the middle of a sentence
    warning: str  # that figures are illustrative; empty where they are not
    to: tuple[str, ...]
    before: tuple[str, ...]
    table: Table | None
    after: tuple[str, ...]
    emphasis: str  # by when, set apart wherever it stands
    letterhead: Letterhead  # with the recipients of letters
    profile: Profile
    made_on: date


def subject_line(letter: Letter) -> str:
    """Return the subject as it stands under the number: ``V/v đôn đốc ...``."""
    return _("Re: {subject}").format(subject=letter.subject)


def letter_number_words(letterhead: Letterhead, profile: Profile) -> str:
    """Return the line of a letter's number, with room for the records clerk to write it."""
    form = profile.letter_form.replace("{code}", letterhead.code or place_words(_("code")))
    return _with_unit(form, profile)


def letter_date_words(letter: Letter) -> str:
    """Return place, month and year of a letter; the day is left to whoever signs it."""
    month, year = letter.made_on.month, letter.made_on.year
    return _("{place},       {month} {year}").format(
        place=letter.letterhead.place or place_words(_("place")),
        month=write_month_number(month) if language() == "vi" else MONTH_NAMES[month - 1],
        year=year,
    )


def earlier_number_words(letterhead: Letterhead, profile: Profile) -> str:
    """Return the number of a letter that went out before, of which only the code is known: ``[số]-CV/BTGTU``."""
    return place_words(_("number")) + _NUMBER.sub("", letter_number_words(letterhead, profile)).strip()


def to_lines(letter: Letter) -> tuple[str, ...]:
    """Return whom a letter is to: a single body on one line, several below one another."""
    if len(letter.to) == 1:
        return (_("To: {body}").format(body=letter.to[0]),)
    comma = ";" if letter.profile.id == "state" else ","
    ends = [comma] * (len(letter.to) - 1) + ["."]
    return (_("To:"), *(f"- {body}{end}" for body, end in zip(letter.to, ends, strict=True)))


def letter_recipients(profile: Profile, superiors: bool) -> tuple[str, ...]:
    """Return who gets a letter: whom it is to, who is named, the superiors where it is a later one, and the files.

    Where the head signs, he is not told of it.
    """
    own = [_with_unit(each, profile) for each in profile.letter_recipients]
    kept = [each for each in own if _is_kept(each)]
    named = [each for each in own if not _is_kept(each)]
    if not profile.signer_authority and profile.signer_title:
        named = [each for each in named if not fold(each).startswith(fold(profile.signer_title))]
    if superiors and profile.letter_superiors:
        named = list(profile.letter_superiors)  # in place of those named for the first
    kept = kept or [each for each in profile.recipients if _is_kept(each)]
    return ended_lines((_("As above"), *(named or ([] if kept else [place_words(_("recipients"))])), *kept), profile)


def _with_unit(text: str, profile: Profile) -> str:
    return text.replace("{unit}", profile.unit or place_words(_("drafting unit")))


def _is_kept(line: str) -> bool:
    return fold(line).startswith("luu")


def reported_to(profile: Profile) -> str:
    """Return the superior to whom the office reports; empty where none is named."""
    return re.split(r"\s*[(,;.]", profile.letter_superiors[0], maxsplit=1)[0] if profile.letter_superiors else ""


def ended(sentences: Sequence[str], profile: Profile) -> tuple[str, ...]:
    """Return sentences of which the last ends as its family ends a paper; never behind a place to fill in."""
    *others, last = sentences
    words = last.rstrip(". ")
    return (*others, last if words.endswith("]") else words + (profile.end_mark or "."))


def letter_page(letter: Letter) -> Page:
    """Return a letter as a page: what it says, without who issues and signs it."""
    sentences: list[tuple[str, Tone]] = [(letter.warning, "warn")] if letter.warning else []
    sentences += [(line, "strong") for line in to_lines(letter)]
    sentences += [(words, "") for words in letter.before]
    tables = () if letter.table is None else (letter.table,)
    return Page(subject_line(letter), tuple(sentences), tables, tuple((words, "") for words in letter.after))


def blocks_of_letter(letter: Letter) -> Iterator[Block]:
    """Yield all of a letter in its order."""
    head, profile = letter.letterhead, letter.profile
    around = (
        (superior_words(head), "superior"),
        (issuer_words(head), "issuer"),
        (letter_number_words(head, profile), "number"),
        (subject_line(letter), "date"),
        (letter_date_words(letter), "date"),
        *([(letter.warning, "warning")] if letter.warning else []),
    )
    yield from (Paragraph(plain(text), kind) for text, kind in around)
    yield from (Paragraph(plain(line), "" if number else "to") for number, line in enumerate(to_lines(letter)))
    yield from (Paragraph(plain(words)) for words in letter.before)
    if letter.table is not None:
        yield letter.table
    yield from (Paragraph(plain(words)) for words in letter.after)
    yield Paragraph(_("Recipients:"), "label")
    yield from (Paragraph(plain(line), "recipient") for line in head.recipients)
    positions = (head.signer_authority, signer_title_words(head))
    yield from (Paragraph(plain(line), "position") for line in positions if line)
    yield Paragraph(plain(signer_name_words(head)), "signer")
