"""Where a line of a paper may end: between phrases, never within a date, a number and its code, or a name.

What must not part is bound by spaces and hyphens that do not break.
"""

import re

from coordplan.text.language import language

NO_BREAK_SPACE, NO_BREAK_HYPHEN = "\u00a0", "\u2011"

_BOUND = re.compile(
    r"""
    \b[Nn]gày\s\d{1,2}(?:/\d{1,2}(?:/\d{4})?|\stháng\s\d{1,2}(?:\snăm\s\d{4})?)?
    | \b[Qq]uý\s[IVX]+(?:\snăm\s\d{4})?
    | \b(?:[Tt]háng|[Nn]ăm|[Dd]òng|[Mm]ục|[Đđ]iểm)\s[\dIVX][\d/-]*
    | \b[Gg]iai\sđoạn\s\d{4}-\d{4}
    | \b[Ss]ố\s\S*\d\S*
    | \b\d[\d.,]*\s(?:lượt|nhiệm|ngày|kỳ|kế|cơ|điểm|tháng)\b
    | \b(?:[Nn]o\.|[Dd]ay|[Pp]art)\s[\dIVX]\S*
    | \bSở\s\S+(?:\stế)?
    """,
    re.VERBOSE,
)
_DOCUMENT_NUMBER = re.compile(r"\b\d+(?:-[\wĐđ]+)?/[\wĐđ]+(?:[-/&][\wĐđ]+)*|\b\d+-[A-ZĐ]+(?:/[\wĐđ-]+)?")
# Words that begin a phrase: before them a heading may be broken
_BEGINNINGS = {
    "vi": ("thực hiện", "giai đoạn", "giữa", "với", "về", "trong", "theo", "của", "do", "quý", "tháng", "nhiệm vụ"),
    "en": ("for", "with", "between", "in", "on", "by", "from", "and"),
}


def bound(text: str) -> str:
    """Return a text in which nothing parts that belongs together at the end of a line."""
    text = _BOUND.sub(_without_breaks, text)
    return _DOCUMENT_NUMBER.sub(lambda found: found[0].replace("-", NO_BREAK_HYPHEN), text)


def _without_breaks(found: re.Match[str]) -> str:
    words = found[0].replace(" ", NO_BREAK_SPACE)
    return words.replace("-", NO_BREAK_HYPHEN) if words.startswith("Sở") else words


def phrases(text: str) -> list[str]:
    """Return the phrases of a heading in their order: a line may end behind each."""
    words = "|".join(_BEGINNINGS["vi" if language() == "vi" else "en"])
    found = re.split(rf"(?<=;)\s+|\s+(?=(?:{words})\s)(?!(?<=\d\s)tháng)", text)
    whole: list[str] = []
    for each in filter(None, found):
        if whole and whole[-1].casefold() in ("kế hoạch", "chương trình"):  # which its own words follow
            whole[-1] += f" {each}"
        else:
            whole.append(each)
    return whole
