"""Texts to values, by the type of the field: ``01`` stays text in a text field and is 1 in a number field.

A text that cannot be read raises ``UnreadableError`` with the rule's name, a sentence and a way out.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from sys import intern

from coordplan.dates.days import parse_day
from coordplan.dates.deadline_proposals import fitting_deadlines
from coordplan.dates.deadlines import Deadline, parse_deadline, parse_year_day
from coordplan.definitions.field import ADDRESS_FORM, LONGEST_ADDRESS
from coordplan.definitions.fields import CONTINUED_FORM, ID_FORM, LONGEST_ID, Field, FieldKind
from coordplan.text.folding import fold, nearest, nfc
from coordplan.text.language import translate as _

_ID = re.compile(ID_FORM)
_CONTINUED = re.compile(CONTINUED_FORM)
_ADDRESS = re.compile(ADDRESS_FORM)
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,20})?")
_COUNT = re.compile(r"-?[0-9]{1,9}")
# 1.000 is a thousand in Vietnam and one elsewhere
_TWO_READINGS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_BREAKS = re.compile("[ \t]*[\n\r\x85\u2028\u2029]+[ \t]*")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_YES = {"true": True, "yes": True, "co": True, "false": False, "no": False, "khong": False}
_DEADLINE = Field("due", "deadline", "")


class UnreadableError(Exception):
    """A text that is not a value of its field: which rule says so, what is wrong, a way out."""

    def __init__(self, rule: str, sentence: str, way_out: str = "") -> None:
        super().__init__(sentence)
        self.rule = rule
        self.sentence = sentence
        self.way_out = way_out


def parse_text(text: str, field: Field) -> str:
    """Return a text in composed letters, without the spaces around it; of several lines."""
    text = text.strip()
    if not text.isascii():
        text = nfc(text)
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\t", " ")
        for line_break in "\r\x85\u2028\u2029":
            text = text.replace(line_break, "\n")
        text = text.strip()
        if found := _CONTROL.search(text):
            raise UnreadableError(
                "control-character",
                _("there is a character here that is not allowed in a text (U+{code})").format(
                    code=f"{ord(found[0]):04X}"
                ),
                _("delete it"),
            )
    if len(text) > field.longest:
        raise UnreadableError(
            "too-long",
            _("this text has {length} characters; at most {most} fit").format(length=len(text), most=field.longest),
            _("shorten it, and put the rest into a note"),
        )
    return text


def parse_line(text: str, field: Field) -> str:
    """Return a text on one line; what stood on several is joined by spaces."""
    text = text.strip()
    if not text.isprintable():
        text = _BREAKS.sub(" ", text)
    return parse_text(text, field)


@lru_cache(maxsize=4096)
def _known_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def parse_id(text: str, _field: Field) -> str:
    """Return an id: lower-case ASCII letters, digits and dashes, beginning with a letter."""
    text = text.strip()
    if _known_id(text):
        return intern(text)
    likely = re.sub("[^a-z0-9]+", "-", fold(text)).strip("-")[:LONGEST_ID].rstrip("-")
    raise UnreadableError(
        "bad-id",
        _(
            '"{text}" is not an id: lower-case letters without marks, digits and "-", a letter first, at most {most}'
        ).format(text=_short(text), most=LONGEST_ID),
        _('write it like "{example}"').format(example=likely if _known_id(likely) else "gddt-01"),
    )


parse_day_once = lru_cache(maxsize=8192)(parse_day)
parse_deadline_once = lru_cache(maxsize=8192)(parse_deadline)


def printed_words(text: str) -> str:
    """Return the text of a deadline where it is words, empty where it is a date alone."""
    line = parse_line(text, _DEADLINE)
    if any(letter.isalpha() for letter in line):
        return line
    try:
        parse_day_once(line)
    except ValueError:
        return line
    return ""


def _day(text: str, _field: Field) -> date:
    try:
        return parse_day_once(text)
    except ValueError as fault:
        raise UnreadableError("bad-date", str(fault)) from None


def _deadline(text: str, _field: Field) -> Deadline:
    try:
        return parse_deadline_once(text)
    except ValueError as fault:
        near = fitting_deadlines(text, None)
        way_out = _('did you mean "{word}"?').format(word=near[0]) if near else ""
        raise UnreadableError("bad-deadline", str(fault), way_out) from None


def _year_day(text: str, _field: Field) -> str:
    try:
        return parse_year_day(text)
    except ValueError as fault:
        raise UnreadableError("bad-date", str(fault)) from None


def _every(text: str, field: Field) -> str:
    plain = text.strip().lower()
    if plain in field.choices:
        return intern(plain)
    try:
        every = parse_deadline_once(text).every
    except ValueError:
        every = None
    return every or _choice(text, field)


def _choice(text: str, field: Field) -> str:
    plain = text.strip()
    if plain in field.choices:
        return plain
    near = nearest(plain, field.choices, most=1)
    raise UnreadableError(
        "bad-choice",
        _('"{text}" is not one of: {choices}').format(text=_short(plain), choices=", ".join(field.choices)),
        _('did you mean "{word}"?').format(word=near[0]) if near else "",
    )


def _yes(text: str, _field: Field) -> bool:
    answer = _YES.get(fold(text))
    if answer is None:
        raise UnreadableError(
            "bad-choice", _('"{text}" is neither true nor false').format(text=_short(text)), _("write true or false")
        )
    return answer


def _continued(text: str, _field: Field) -> str:
    program, _slash, occurrence = text.strip().partition("/")
    id_, _at, period = occurrence.strip().partition("@")
    plain = f"{program.strip().lower()}/{id_.lower()}" + (f"@{period.upper()}" if period else "")
    if not _CONTINUED.fullmatch(plain):
        raise UnreadableError(
            "bad-continued",
            _('"{text}" does not name an occurrence of another program').format(text=_short(text.strip())),
            _('write its program and its id, as in "ctph-2022-2025/gddt-08@2025"'),
        )
    return plain


def _address(text: str, _field: Field) -> str:
    plain = text.strip().removeprefix("mailto:")
    if len(plain) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(plain):
        raise UnreadableError(
            "bad-address",
            _('"{text}" is not an e-mail address').format(text=_short(plain)),
            _("write one address of the office, such as vanthu@so-yte.gov.vn"),
        )
    return plain


def _count(text: str, field: Field) -> int:
    plain = text.strip()
    if not _COUNT.fullmatch(plain):
        raise UnreadableError(
            "bad-number", _('"{text}" is not a whole number').format(text=_short(plain)), _("write digits only")
        )
    number = int(plain)
    _refuse_beyond(field, number, str(number))
    return number


def _cutoff(text: str, field: Field) -> int | None:
    return field.calendar if fold(text) == "calendar" else _count(text, field)


def _number(text: str, field: Field) -> float:
    plain = text.strip()
    if not _NUMBER.fullmatch(plain):
        raise UnreadableError(
            "bad-number",
            _('"{text}" is not a number').format(text=_short(plain)),
            _("write digits, with a comma or a point before decimals: 12 or 12,5"),
        )
    if _TWO_READINGS.fullmatch(plain):
        whole = re.sub("[.,]", "", plain)
        raise UnreadableError(
            "bad-number",
            _('"{text}" can be read in two ways').format(text=plain),
            _("write {whole}, or {exact} with four decimals").format(whole=whole, exact=plain + "0"),
        )
    number = float(plain.replace(",", "."))
    _refuse_beyond(field, number, plain)
    return number


def _refuse_beyond(field: Field, number: float, text: str) -> None:
    if (field.low is not None and number < field.low) or (field.high is not None and number > field.high):
        sentence = _("{number} is not between {low} and {high}")
        raise UnreadableError("out-of-range", sentence.format(number=text, low=field.low, high=field.high))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


PARSERS: dict[FieldKind, Callable[[str, Field], object]] = {
    "id": parse_id,
    "ids": parse_id,
    "line": parse_line,
    "lines": parse_line,
    "text": parse_text,
    "day": _day,
    "deadline": _deadline,
    "year_days": _year_day,
    "every": _every,
    "yes": _yes,
    "count": _count,
    "number": _number,
    "yearly": _number,
    "choice": _choice,
    "cutoff": _cutoff,
    "continued": _continued,
    "address": _address,
}
