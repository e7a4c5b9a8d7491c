"""The organizations that a cell names, in whatever way: names, short names, abbreviations, several in one cell.

A name may be shortened word by word to first letters (``Sở GD&ĐT``, ``Ban TG``, ``BTGTU``), lose words such as ``và``
or ``Tỉnh ủy``, or gain the office's own province. As names hold the very signs that part several bodies in a cell
(``Sở Lao động - Thương binh và Xã hội``), the longest run of parts that is a known name counts.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from coordplan.model import Organization, Plan, Profile
from coordplan.named_tuples import NamedTuple
from coordplan.text.folding import fold, near_ids, same_name_key

_AT_THE_END = ("tinh", "uy")  # words that an office leaves out there; "và" anywhere
_PARTS = re.compile(r"(\s*[;,/+\n•●▪]\s*|\s+[-–—&]\s+|\s+(?:và|cùng|với)\s+)", re.IGNORECASE)
_WEAK = re.compile(r"\s*(?:[-–—&]|và|cùng|với)\s*", re.IGNORECASE)  # what may stand within a name as well
_BEFORE = re.compile(
    r"[-–—+*•●▪]+\s*"
    r"|(?:cơ quan |đơn vị )?(?:chủ trì|phối hợp|tham gia|ph|ct)(?: thực hiện)?(?: (?:với|cùng))?\s*[:.–-]\s*"
    r"|(?:phối hợp|cùng|với)(?: với| cùng)?\s+|và\s+"
    r"|(?:các )?(?:cơ quan|đơn vị|sở|ban|ngành)(?:, (?:sở|ban|ngành))*\s*:\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s+\(?(?:chủ trì|phối hợp|chủ trì thực hiện)\)?$", re.IGNORECASE)
_ONLY_BEFORE = re.compile(r"(?:chủ trì|phối hợp|tham gia|thực hiện|ph|ct)", re.IGNORECASE)
_SORTS = ("so", "ban")  # of bodies; a list may name them once: các sở Y tế, Nội vụ
_HEADS = re.compile(
    r"(?:so|ban|uy ban|ubnd|ubmttq|mttq|hoi|doan|tinh doan|tinh uy|bao|dai|cong an|bo|mat tran|lien doan|truong|vien"
    r"|van phong|cuc|chi cuc|trung tam|cac|hdnd|bhxh|toa an|huyen|thanh uy|thi uy|dang uy|lien hiep|benh vien|phong)\b"
)
_ANYBODY = re.compile(
    r"(?:va )?(?:cac|nhung) .*|.*\blien quan|.*\btruc thuoc"
    r"|(?:so|ban|nganh|doan the|co quan|don vi|to chuc|hoi)(?: (?:cua |thuoc |cap )?tinh)?"
    r"|(?:thi xa|thanh pho|huyen|tx|tp|thi|xa|phuong|thi tran|dac khu|dia phuong)\.?(?: (?:thuoc|trong|cua)? ?tinh)?"
    r"|(?:huyen|thi|thanh|dang|cap) uy|(?:.*\b)?cap (?:huyen|xa|tinh|co so)"
    r"|.*\bcac (?:huyen|thi|thanh|xa|phuong|co quan|don vi|so|ban|nganh|dia phuong|truong|doan the|to chuc|cap)\b.*"
)
_PROVINCE = r" tinh(?: [a-z]+){0,3}"  # where nobody says which is the office's own
_WHERE = re.compile(r"(?: (?:cua|trong|tai|o|tren|dia ban|dia phuong))+$")  # behind the name of several bodies together
_SAY_LITTLE = frozenset(
    ("so", "ban", "nganh", "va", "tinh", "uy", "ubnd", "co", "quan", "van", "phong", "cac", "don", "vi")
)
_MOST_PARTS = 8  # of one name
_MOST_NAMED = 100
_LONGEST_NAME = 200
_MOST_LIKELY = 3


class BodyName(NamedTuple):
    """A body that a cell names: its id, or None where the words are no known name; which ones could be meant."""

    words: str
    id: str | None
    candidates: tuple[str, ...] = ()
    nobody: bool = False  # the words name no one body: các cơ quan liên quan
    guessed: bool = False  # by the beginning of its name, or its field of work


class _Part(NamedTuple):
    """A part of a cell, perhaps a name, and the sign that stands before it."""

    sign: str
    words: str


class BodyNames:
    """The organizations of a program, to be found by how offices write them."""

    def __init__(
        self, organizations: Iterable[Organization], plans: Iterable[Plan] = (), places: Iterable[str] = ()
    ) -> None:
        """``places`` are names of the office's own province, which say nothing behind a name."""
        self._bodies = tuple(organizations)
        self._titles = {body.id: body.title for body in self._bodies}
        names: list[tuple[str, str]] = []
        for body in self._bodies:
            names += [(body.title, body.id), (body.short, body.id), (body.id, body.id)]
        names += [(plan.short, plan.partner) for plan in plans]
        self._by_name = _by_key(names, same_name_key)
        folded = [fold(place) for place in dict.fromkeys(places) if place]
        initials = ["".join(word[0] for word in place.split()) for place in folded if " " in place]
        own = "|".join(map(re.escape, (*folded, *initials)))
        self._here = re.compile(rf"(?:(?: tinh)? (?:{own})| tinh)$" if own else rf"{_PROVINCE}$")
        self._by_folded = _by_key(names, _folded)
        self._found: dict[str, tuple[str, ...]] = {}  # the same words come in many cells
        self._likened: dict[str, tuple[str, ...]] = {}
        self._words = {body.id: tuple(re.findall(r"[a-z0-9]+", fold(body.title))) for body in self._bodies}

    def find(self, text: str) -> tuple[str, ...]:
        """Return the ids of the bodies whose name this is: one, none, or several that it fits alike."""
        words = " ".join(text.split()).strip(" .;,:()")
        if words not in self._found:
            self._found[words] = self._find(words) if len(words) <= _LONGEST_NAME else ()
        return self._found[words]

    def _find(self, words: str) -> tuple[str, ...]:
        for known, key in ((self._by_name, same_name_key(words)), (self._by_folded, _folded(words))):
            if len(found := known.get(key, ())) == 1:
                return found
        folded = fold(words)
        here = self._here.sub("", folded)
        for letters in dict.fromkeys((_letters(folded), _letters(here))):
            for left_out in (0, 1):  # Y tế alone is the Sở of that name, where no whole name fits
                if len(letters) > 1 and (found := self._shortened(letters, left_out)):
                    return found
        return ()

    def _shortened(self, letters: str, left_out: int) -> tuple[str, ...]:
        """Return the bodies whose name, but for so many words at its beginning, the letters are short for."""
        return tuple(
            id_
            for id_, words in self._words.items()
            if (not left_out or words[0] in _SORTS) and _shortens(letters, words[left_out:])
        )

    def _guessed(self, words: str) -> tuple[str, ...]:
        """Return the bodies that words may mean: whose name begins with them, or whose field of work they are."""
        said = self._words_of(words)
        sector = said[:1] == ("nganh",)
        said = said[sector:]
        if sector and (of_sector := self.find(f"Sở {words.split(maxsplit=1)[-1]}")):
            return of_sector
        names = {id_: name[sector:] for id_, name in self._words.items() if name[0] in _SORTS[: 2 - sector]}
        if whole := tuple(id_ for id_, name in names.items() if name == said):
            return whole
        enough = len(said) >= (2 if sector else 3)
        if found := tuple(id_ for id_, name in names.items() if enough and name[: len(said)] == said):
            return found
        return self._together(" ".join(said))

    def _together(self, folded: str) -> tuple[str, ...]:
        """Return the bodies kept as one (các cơ quan báo chí ...) whose name begins so, if that says which they are."""
        said = tuple(_WHERE.sub("", folded).removeprefix("va ").removeprefix("cac ").split())
        if not {*said} - _SAY_LITTLE:
            return ()
        return tuple(id_ for id_, name in self._words.items() if name[0] == "cac" and name[1 : len(said) + 1] == said)

    def _words_of(self, text: str) -> tuple[str, ...]:
        return tuple(re.findall(r"[a-z0-9]+", self._here.sub("", fold(text))))

    def names_in(self, text: str, answers: Mapping[str, str] = MappingProxyType({})) -> list[BodyName]:
        """Return every body that a cell names, in its order, each once; ``answers`` say what words mean, by key."""
        parts = _parts_of(text)
        if len(parts) > _MOST_NAMED:  # no list of partners, and too long to be tried out
            words = f"{' '.join(text.split())[:60]}…"
            return [BodyName(words, answers.get(same_name_key(words)))]
        found: dict[str, BodyName] = {}
        at = 0
        while at < len(parts):
            end, ids = self._longest(parts, at, answers)
            if ids:
                words = _joined(parts[at:end])
                body = BodyName(words, ids[0]) if len(ids) == 1 else BodyName(words, None, ids)
            else:
                end = self._unknown_until(parts, at)
                words = _joined(parts[at:end])
                answer = answers.get(same_name_key(words))
                guessed = () if answer is not None else self._guessed(words)
                nobody = answer is None and not guessed and self._is_anybody(words)
                if nobody:  # các sở, ban, ngành: asked about together, or not at all
                    end = self._anybody_until(parts, end, answers)
                    words = _joined(parts[at:end])
                if len(guessed) == 1:
                    body = BodyName(words, guessed[0], guessed=True)
                else:
                    near = () if answer else tuple(dict.fromkeys((*guessed, *self._near(words))))[:_MOST_LIKELY]
                    body = BodyName(words, answer, near, nobody)
            found.setdefault(body.id if body.id is not None else f"?{fold(words)}", body)
            at = end
        return list(found.values())

    def _near(self, words: str) -> tuple[str, ...]:
        """Return the ids of the bodies that words may mean: whose names stand in them, or are most like them."""
        if words not in self._likened:
            folded = f" {fold(words)} "
            within = [id_ for id_, name in self._words.items() if f" {' '.join(name)} " in folded]
            said = {*self._words_of(words)} - _SAY_LITTLE
            within += [id_ for id_, name in self._words.items() if said and said <= set(name)]
            likely = [] if len(words) > _LONGEST_NAME else [id_ for id_, _title in near_ids(words, self._titles)]
            likely = [id_ for id_ in likely if not said or self._shares(id_, said)]
            self._likened[words] = tuple(dict.fromkeys((*within, *likely)))[:_MOST_LIKELY]
        return self._likened[words]

    def _shares(self, id_: str, said: Iterable[str]) -> bool:
        """Say whether a name has one of some words, or all of its letters have one run together (Yte)."""
        name = self._words[id_]
        return any(word in name or (len(word) > 2 and word in "".join(name)) for word in said)

    def _longest(self, parts: Sequence[_Part], at: int, answers: Mapping[str, str]) -> tuple[int, tuple[str, ...]]:
        """Return where the longest known name ends that begins at a part (where it begins: none), and its ids."""
        for end in range(min(at + _MOST_PARTS, len(parts)), at, -1):
            words = _joined(parts[at:end])
            answer = answers.get(same_name_key(words)) if answers else None
            if answer is not None:
                return end, (answer,)
            if ids := self.find(words):
                return end, ids
        return at, ()

    def _is_anybody(self, words: str) -> bool:
        return _ANYBODY.fullmatch(fold(words)) is not None

    def _anybody_until(self, parts: Sequence[_Part], end: int, answers: Mapping[str, str]) -> int:
        """Return where words that name nobody in particular end, before a body that is known or answered."""
        while end < len(parts) and self._is_anybody(parts[end].words) and self._longest(parts, end, answers)[0] == end:
            if self._guessed(parts[end].words):
                break
            end += 1
        return end

    def _unknown_until(self, parts: Sequence[_Part], at: int) -> int:
        """Return where words that are no known name end: at a sign that parts, or where another body begins."""
        for end in range(at + 1, len(parts)):
            sign, words = parts[end]
            if not _WEAK.fullmatch(sign) or _HEADS.match(fold(words)) or self.find(words):
                return end
        return len(parts)


def places_of(profiles: Iterable[Profile]) -> Iterator[str]:
    """Yield the places from which an office writes, at any time: the names of its province."""
    for profile in profiles:
        yield profile.place
        yield from (each.place for each in profile.dated if each.place)


def _by_key(names: Iterable[tuple[str, str]], key_of: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, id_ in names:
        if name:
            key = key_of(name)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), id_)))
    return found


def _folded(text: str) -> str:
    return _letters(fold(text))


def _letters(folded: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", folded)


@lru_cache(maxsize=65536)
def _shortens(letters: str, words: tuple[str, ...]) -> bool:
    """Say whether letters are the words of a name, each in full or its first letter; some may be missing."""
    if not words:
        return not letters
    word, *rest = words
    further = tuple(rest)
    if letters.startswith(word) and _shortens(letters[len(word) :], further):
        return True
    if letters[:1] == word[0] and _shortens(letters[1:], further):
        return True
    return (word == "va" or all(each in _AT_THE_END for each in words)) and _shortens(letters, further)


def _parts_of(text: str) -> list[_Part]:
    """Return the parts of a cell, each behind its sign; what stands before names (``Phối hợp:``) is left out."""
    parts: list[_Part] = []
    split = _PARTS.split(text)
    for sign, words in zip(["", *split[1::2]], split[::2], strict=True):
        words = words.strip()
        while found := _BEFORE.match(words):
            words = words[found.end() :].strip()
        words = _AFTER.sub("", words.strip(" .;,:"))
        if words and not _ONLY_BEFORE.fullmatch(words):
            parts.append(_Part(sign, words))
    return parts


def _joined(parts: Sequence[_Part]) -> str:
    first, *others = parts
    return first.words + "".join(sign.replace("\n", " ") + words for sign, words in others)
