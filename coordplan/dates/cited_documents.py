"""A document as people cite it: ``12-TB/BTGTU ngày 25/6/2024 về ...`` has a number and code, a day and a subject.

The one reader of what stands as evidence of an occurrence, and as the basis of a plan, an activity or an amendment.
What it cannot read it leaves blank, and nothing of it is stored: the words as typed stand beside.
"""

import re
import unicodedata
from contextlib import suppress
from datetime import date

from coordplan.dates.days import NoSuchDayError, parse_day
from coordplan.named_tuples import NamedTuple
from coordplan.text.folding import fold, nfc
from coordplan.text.patterns import pattern


class CitedDocument(NamedTuple):
    """What could be read of a document; all of it is blank where neither a number nor a day stands in the words."""

    number: str = ""  # and code
    day: date | None = None
    subject: str = ""

    @property
    def key(self) -> str:
        """By what its number is known, however it is written."""
        return fold(self.number).replace(" ", "")


class _Bare(dict[int, str]):
    """Letters without their marks, each by one letter, so that a place in the bare words is one in those typed."""

    def __missing__(self, letter: int) -> str:
        bare = "d" if letter == ord("đ") else "D" if letter == ord("Đ") else "-" if chr(letter) in "–—−" else None
        self[letter] = bare or unicodedata.normalize("NFD", chr(letter))[0]
        return self[letter]


_BARE = _Bare()
_CODE = r"[A-Za-z][A-Za-z0-9&.]*"
_START = r"(?<![\w/.-])(?P<number>\d{1,6}[a-z]{0,3}(?:\s?/\s?(?:19|20)\d\d)?"
_KINDS = (
    "quyet dinh|nghi quyet|nghi dinh|chi thi|thong bao|thong tu|cong van|cong dien|ke hoach|bao cao|to trinh|ket luan"
    "|huong dan|quy che|quy dinh|bien ban|giay moi|chuong trinh|de an|hop dong|van ban|phoi hop|lien tich|lien nganh"
    "|cv|qd|tb|bc|kh|ct|nq|tt|decision|letter|notice|plan|report|minutes"
)
_KIND = pattern(rf"(?:(?:{_KINDS})(?!\w)\s*)+", re.I)
_ON = r"(?:(?:ngay|dated|of)\s+)?"
_DAY = pattern(
    rf"(?<![\w/.-]){_ON}(?P<day>\d{{4}}-\d{{1,2}}-\d{{1,2}}"
    r"|\d{1,2} ?(?P<sign>[/.-]) ?\d{1,2}(?: ?(?P=sign) ?(?:\d{4}|\d{2}))?"
    r"|\d{1,2} thang \d{1,2}(?:,? nam \d{4})?)(?![/.-]?\w)",
    re.I,
)
_NUMBERS = (
    pattern(rf"{_START}[-/]{_CODE}(?:[-/]{_CODE})*)(?<!\.)"),
    pattern(rf"{_START}\s?[-/]\s?[A-Z]{{2}}[A-Za-z0-9&.]*(?:(?:\s?/\s?|-)[A-Z]{{2}}[A-Za-z0-9&.]*)*)(?<!\.)"),
    pattern(r"(?<!\w)(?:so|no\.?|number)\s*:?\s*(?P<number>\d{1,6}[a-z]?)(?![\w/.-])", re.I),
    pattern(rf"(?<!\w)(?:{_KINDS})\s+(?P<number>(?!(?:19|20)\d\d)\d{{1,6}}[a-z]?)(?=\s*(?:$|[,;(]|ngay\s))", re.I),
    pattern(rf"^\s*(?P<number>\d{{1,6}}[a-z]?)(?=\s*,?\s*{_DAY.pattern})", re.I),
)
_ABOUT = pattern(r"(?<!\w)(?:ve viec|ve|v/v|trich yeu|regarding|about)(?!\w)\s*:?\s*", re.I)
_ISSUER = pattern(rf"^(?:cua|by|from)\s.*?(?=,|:|\(|{_ABOUT.pattern}|$)", re.I)
_NUMBER_SIGN = pattern(r"(?<!\w)(?:so|no)[\s.:]*$", re.I)
_REMARK = pattern(rf"\((?!\s*(?:{_ABOUT.pattern})).*?\)", re.I)
_NEXT = pattern(r"[;\n]|(?:,|(?<!\w)(?:va|and)(?!\w)|\+)(?=\s*\S)", re.I)
_AROUND = " \t,;:.-–—\"'“”()"


def parse_document(text: str, today: date | None = None) -> CitedDocument:
    """Return what stands in the words of one document, the first of several.

    With ``today`` its day may lack its year: the latest such day that has been.
    """
    return next(iter(parse_documents(text, today)), CitedDocument())


def parse_documents(text: str, today: date | None = None) -> tuple[CitedDocument, ...]:
    """Return the documents that words cite, in their order; none where neither a number nor a day is read."""
    words = " ".join(nfc(text).replace("\n", ";").split())
    bare = words.translate(_BARE)
    found, start = [], 0
    for stop, following in [*_breaks(bare), (len(words), 0)]:
        document = _read(words[start:stop], bare[start:stop], today)
        if document.number or document.day:
            found.append(document)
        start = following
    return tuple(found)


def days_of_documents(text: str, today: date | None = None) -> tuple[date, ...]:
    """Return the days that the documents have which words cite, each once; not those that stand in their subjects."""
    days = (each.day for each in parse_documents(text, today))
    return tuple(dict.fromkeys(day for day in days if day is not None))


def no_such_day(text: str, today: date | None = None) -> str:
    """Return why what is written as a day in a text is none: ``ngày 31/6/2025``; empty where all of them exist."""
    words = " ".join(nfc(text).split())
    for each in _DAY.finditer(words.translate(_BARE)):
        said = words[slice(*each.span("day"))]
        if each.start() == each.start("day") and not re.search(r"\d{4}", said):
            continue  # 12/13 may be a share as well
        try:
            parse_day(said, today)
        except NoSuchDayError as error:
            return str(error)
        except ValueError:
            continue
    return ""


def _breaks(bare: str) -> list[tuple[int, int]]:
    """Return where another document begins: a number after a semicolon, or where nothing was said of the one before."""
    found = [(0, 0)]
    for each in _NEXT.finditer(bare):
        so_far, rest = bare[found[-1][1] : each.start()], bare[each.end() :]
        number = _number(rest)
        if number is None or not _number(so_far) or _subject(*[rest[: number.start()]] * 2):
            continue
        if each[0] == ";" or not _read(so_far, so_far, None).subject:
            found.append(each.span())
    return found[1:]


def _number(bare: str) -> re.Match[str] | None:
    """Return the first number with a code, the longest reading of it; else a number that is said to be one."""
    with_code = filter(None, (form.search(bare) for form in _NUMBERS[:2]))
    alone = filter(None, (form.search(bare) for form in _NUMBERS[2:]))
    return min(with_code, key=lambda each: (each.start(), -each.end()), default=None) or next(alone, None)


def _read(words: str, bare: str, today: date | None) -> CitedDocument:
    """Return what stands in the words of one document; ``bare``: the same without marks, letter for letter."""
    number, days = _number(bare), list(_DAY.finditer(bare))
    at, until = number.span("number") if number else (0, 0)
    days = [each for each in days if each.end() <= at or each.start() >= until]
    about = _ABOUT.search(bare, until)
    own = [each for each in days if until <= each.start() < (about.start() if about else len(bare))]
    own = own[:1] if number and own else days if len(days) == 1 else []
    day = _day(words[slice(*own[0].span("day"))], today) if own else None
    if number is None and day is None:
        return CitedDocument()
    # A day within the subject is that of what the document is about, and stays there
    apart = [each for each in own if not about or not about.end() < each.start() or _is_apart(bare, each)]
    cuts = sorted([(0, 0), *([number.span()] if number else []), *(each.span() for each in apart)])
    pieces = [(end, stop) for (_start, end), (stop, _end) in zip(cuts, [*cuts[1:], (len(bare), 0)], strict=True)]
    after, before = ([each for each in pieces if (each[0] >= until) == is_after] for is_after in (True, False))
    subjects = (_subject(words[start:stop], bare[start:stop]) for start, stop in [*after, *before])
    return CitedDocument(
        re.sub(r"\s*([-/])\s*", r"\1", re.sub("[–—−]", "-", words[at:until])), day, next(filter(None, subjects), "")
    )


def _is_apart(bare: str, day: re.Match[str]) -> bool:
    return bare[: day.start()].rstrip().endswith((",", "(")) and not bare[day.end() :].strip(" .;)")


def _day(written: str, today: date | None) -> date | None:
    with suppress(ValueError):
        return parse_day(written, today)
    return None


def _subject(words: str, bare: str) -> str:
    """Return what a piece of the words says of the subject: without kind of document, issuer and remarks."""
    for form in (_REMARK, _NUMBER_SIGN, _ISSUER):
        while found := form.search(bare):
            words, bare = (each[: found.start()] + each[found.end() :] for each in (words, bare))
        words, bare = _stripped(words, bare)
    if about := _ABOUT.search(bare):
        return _stripped(words[about.end() :], bare[about.end() :])[0]
    return "" if _KIND.fullmatch(bare) else words


def _stripped(words: str, bare: str) -> tuple[str, str]:
    start, stop = len(bare) - len(bare.lstrip(_AROUND)), len(bare.rstrip(_AROUND))
    return words[start:stop], bare[start:stop]
