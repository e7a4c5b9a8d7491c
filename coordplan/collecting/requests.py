"""What departments ask for in a form: an extension, a suspension, a cancellation; and the line that records it. Pure.

Only what is asked for is found here, in words; whether it is granted is decided by whoever keeps the program, by a
document.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Literal

from coordplan.dates.days import NoSuchDayError
from coordplan.dates.deadlines import parse_deadline, with_year
from coordplan.named_tuples import NamedTuple
from coordplan.text.folding import fold
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

RequestKind = Literal["extension", "suspension", "cancellation"]
_LONGER = (
    r"(?:gia han|(?:lui|doi|dieu chinh|keo dai|chuyen|hoan) (?:thoi (?:gian|han)|han)|keo dai|"
    r"\blui (?:sang|den|lai|toi)|\b(?:extension|extend|postpone)\w*)"
)
_GIVEN_UP = (
    r"\b(?:(?:de nghi|de xuat|kien nghi|xin)(?: cho)?(?: phep)? (?:huy|khong thuc hien)|khong thuc hien nua|"
    r"huy(?: bo)? (?:nhiem vu|noi dung|luot|ky|viec)|dua ra khoi ke hoach|cancel\w*)\b"
)
_KINDS: tuple[tuple[RequestKind, re.Pattern[str]], ...] = (
    ("extension", re.compile(_LONGER)),
    ("suspension", re.compile(r"\b(?:tam hoan|tam dung|tam ngung|suspen\w+)\b")),
    ("cancellation", re.compile(_GIVEN_UP)),
)
_ASKED = re.compile(r"\b(?:de nghi|de xuat|kien nghi|xin|mong|asks?|asked|request\w*|propose\w*|please)\b")
_NOT_ASKED = re.compile(
    r"\b(?:khong (?:de nghi|xin|can|phai)|da (?:duoc )?(?:gia han|lui|tam|huy)|(?:no|not) (?:extension|asked|needed))\b"
)
_SENTENCE = re.compile(r"[;\n]|\.(?:\s|$)")
_UNTIL = re.compile(r"\b(?:den|sang|toi|qua|until|till|to|by)\b(?: (?:het|ngay))*")
_MORE = re.compile(r"\bthem (\d{1,3}|mot|hai|ba) (ngay|tuan|thang)\b(?! lam viec)")
_NUMBERS = {"mot": 1, "hai": 2, "ba": 3}
_MOST_WORDS = 8  # of a day


class RowRequest(NamedTuple):
    """What is asked for of an occurrence."""

    occurrence: str
    kind: RequestKind
    until: date | None  # of an extension, the new due date; None where no day can be read
    words: str  # as written
    remark: str = ""  # what is wrong with the day, where one is named

    @property
    def command(self) -> str:
        """The line that records it, once a document grants it."""
        if self.kind == "extension":
            day = _("DATE") if self.until is None else f"{self.until.day}/{self.until.month}/{self.until.year}"
            return f'coordplan extend {self.occurrence} {day} --evidence "..."'
        state = "suspended" if self.kind == "suspension" else "cancelled"
        return f'coordplan mark {self.occurrence} {state} --evidence "..."'

    @property
    def sentence(self) -> str:
        if self.kind == "suspension":
            return _("{id}: to be suspended, it is asked").format(id=self.occurrence)
        if self.kind == "cancellation":
            return _("{id}: to be cancelled, it is asked").format(id=self.occurrence)
        asked = _("{id}: an extension is asked for").format(id=self.occurrence)
        if self.until is not None:
            asked = _("{id}: an extension is asked for until {day}")
            asked = asked.format(id=self.occurrence, day=write_day(self.until))
        return f"{asked} ({self.remark})" if self.remark else asked

    def by_name(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "until": self.until,
            "words": self.words,
            "command": self.command,
            "remark": self.remark or None,
        }


def requests_in(
    occurrence: str, recommendations: str, difficulties: str, due_on: date | None, received_on: date
) -> tuple[RowRequest, ...]:
    """Return what is asked for in the two columns for words, each kind once: among difficulties only where it asks.

    A day without its year is the next such day from that on which the form came.
    """
    found: dict[RequestKind, RowRequest] = {}
    for text, asks in ((recommendations, True), (difficulties, False)):
        for sentence in filter(None, map(str.strip, _SENTENCE.split(text))):
            folded = fold(sentence)
            if not (asks or _ASKED.search(folded)) or _NOT_ASKED.search(folded):
                continue
            for kind, form in _KINDS:
                if (verb := form.search(folded)) and kind not in found:
                    until, remark = None, ""
                    if kind == "extension":
                        until, remark = _new_day(folded[verb.end() :], due_on, received_on)
                    found[kind] = RowRequest(occurrence, kind, until, sentence, remark)
    return tuple(found.values())


def _new_day(text: str, due_on: date | None, received_on: date) -> tuple[date | None, str]:
    """Return the day up to which an extension is asked for, and what is wrong with it.

    None where no day can be read, or it is one that cannot be meant: so many days more than a due date long past.
    """
    if (more := _MORE.search(text)) and due_on is not None:
        number = _NUMBERS.get(more[1]) or int(more[1])
        day = (
            _months_after(due_on, number)
            if more[2] == "thang"
            else due_on + timedelta(number * (7 if more[2] == "tuan" else 1))
        )
        if day >= received_on:
            return day, ""
        over = _("counted from the due date, {due}, that is {day}, which is over: ask until which day")
        return None, over.format(due=write_day(due_on), day=write_day(day))
    no_such_day = ""
    for behind in _behind(text):
        words = behind.split()
        for end in range(min(_MOST_WORDS, len(words)), 0, -1):
            try:
                named = _day_of(" ".join(words[:end]).strip(" .,()"), received_on)
            except NoSuchDayError as error:
                no_such_day = no_such_day or str(error)
                break
            if named is None:
                continue
            if due_on is None or named > due_on:
                return named, ""
            early = _("{day} is not after the due date, {due}")
            return None, early.format(day=write_day(named), due=write_day(due_on))
    return None, no_such_day


def _behind(text: str) -> Iterator[str]:
    """Yield what stands behind each word for until, then all of it."""
    for found in _UNTIL.finditer(text):
        yield text[found.end() :]
    yield text


def _day_of(words: str, received_on: date) -> date | None:
    """Return a day, in the year that is named or the next such; raise NoSuchDayError where there is none."""
    no_such_day: NoSuchDayError | None = None
    day = None
    for year in (received_on.year, received_on.year + 1):
        try:
            day = parse_deadline(with_year(words, year)).due_on
        except NoSuchDayError as error:
            no_such_day = no_such_day or error
            continue
        except ValueError:
            return None
        if day is None or day >= received_on or re.search(r"\d{4}", words):
            return day
    if day is None and no_such_day is not None:
        raise no_such_day
    return day


def _months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))
