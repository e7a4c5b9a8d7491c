"""The contents of the program that a group or a cell of an annex means: by id, number, or the words of the title."""

import re
from collections.abc import Mapping, Sequence

from coordplan.model import Content
from coordplan.named_tuples import NamedTuple
from coordplan.text.folding import fold, same_name_key

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_NUMBERED = re.compile(r"(?:noi dung|nd|content)(?: so| thu)? ?(\d{1,2}|[ivx]{1,4})(?:[.:)/ -].*)?")
_BARE = re.compile(r"(?:noi dung |nd ?)?(\d{1,2}|[ivx]{1,4})")
# Words that say nothing of which content is meant
_EMPTY = frozenset(
    re.findall(
        r"\w+", "cong tac noi dung nhiem vu ve cac va trong cua tren cho the mot so nhom linh vuc khi phan viec voi"
    )
)
_ENOUGH = 0.6  # of the words of the shorter title stand in the other
_WITH_NUMBER = 0.35  # and the number is the content's place
_AHEAD = 0.2  # of the next best


class ContentMatch(NamedTuple):
    """The contents that words mean, none where that is not sure; the likeliest first."""

    ids: tuple[str, ...]
    candidates: tuple[str, ...] = ()


def find_contents(text: str, contents: Sequence[Content], answers: Mapping[str, str], number: str = "") -> ContentMatch:
    """Return the contents of a title (with the number printed before it) or of a cell, which may name several."""
    answer = answers.get(same_name_key(text))
    if answer is not None:
        return ContentMatch(tuple(each.strip() for each in answer.split(",") if each.strip()))
    whole = _one(text, contents)
    if whole is not None:
        return ContentMatch((whole,))
    parts = [_one(part, contents) for part in re.split(r"[,;\n+&]| và ", text) if part.strip()]
    if parts and all(parts):
        return ContentMatch(tuple(dict.fromkeys(each for each in parts if each is not None)))
    return _by_words(text, contents, _value(fold(number)))


def _one(text: str, contents: Sequence[Content]) -> str | None:
    """Return the content of an id, a title, a short title or a number."""
    folded = fold(text).strip(" .;:,")
    for content in contents:
        if folded in (content.id, fold(content.title), fold(content.short)) and folded:
            return content.id
    found = _BARE.fullmatch(folded) or _NUMBERED.fullmatch(folded)
    place = _value(found[1]) if found else None
    return contents[place - 1].id if place is not None and 1 <= place <= len(contents) else None


def _value(number: str) -> int | None:
    return _ROMAN.get(number, int(number) if number.isdecimal() else None)


def _by_words(text: str, contents: Sequence[Content], number: int | None) -> ContentMatch:
    words = _words(text)
    scores = {}
    for place, content in enumerate(contents, 1):
        likeness = max(_likeness(words, _words(title)) for title in (content.title, content.short))
        scores[content.id] = likeness, place == number
    ranked = sorted(scores, key=lambda id_: (-scores[id_][0], not scores[id_][1]))
    candidates = tuple(id_ for id_ in ranked if scores[id_][0] > 0.2 or scores[id_][1])
    if ranked:
        best, agrees = scores[ranked[0]]
        next_best = scores[ranked[1]][0] if len(ranked) > 1 else 0.0
        if best >= (_WITH_NUMBER if agrees else _ENOUGH) and best - next_best >= _AHEAD:
            return ContentMatch((ranked[0],), candidates)
    return ContentMatch((), candidates)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", fold(text))) - _EMPTY


def _likeness(one: set[str], other: set[str]) -> float:
    """Return which share of the shorter of two titles stands in the other."""
    shorter = min(len(one), len(other))
    return len(one & other) / max(shorter, 2) if shorter else 0.0
