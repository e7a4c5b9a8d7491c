"""Kinds of work, found in the titles themselves: the words with which several of them begin.

``Khảo sát ...`` seven times is a kind, ``Tham mưu Tỉnh ủy ...`` another. No list of kinds stands here: another program
has others.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from coordplan.sending.reports.occurrence_names import within_sentence
from coordplan.sending.reports.works import Work
from coordplan.text.folding import fold

_WORD = 2  # syllables: the length of most Vietnamese words
_MOST_OF = 0.75  # of a kind: where so many go on alike, that is the kind
# Words that lead to what follows: a kind does not end in one
_LEADING = frozenset(
    ("và", "với", "về", "của", "cho", "các", "những", "việc", "theo", "từ", "trong", "trên", "tại", "ở", "ngành")
)


def by_kind(works: Sequence[Work], least: int = 3) -> tuple[dict[str, list[Work]], list[Work]]:
    """Return activities by their kinds, as a sentence names them, and those of which there are fewer than ``least``."""
    kinds = kinds_in({work.id: work.first.work.title for work in works})
    of_kind: dict[str, list[Work]] = {}
    for work in works:
        if work.id in kinds:
            of_kind.setdefault(within_sentence(kinds[work.id]), []).append(work)
    found: dict[str, list[Work]] = {}
    for kind, several in of_kind.items():
        whole, those = _with_object(kind, several, least)
        if len(those) >= least:
            found[whole] = those
    ids = {work.id for several in found.values() for work in several}
    return found, [work for work in works if work.id not in ids]


def is_bare(kind: str) -> bool:
    """Say whether a kind is a verb alone, which a sentence can only count: ``khảo sát``, ``truyền thông``."""
    return len(kind.split()) <= _WORD


def _with_object(kind: str, works: Sequence[Work], least: int) -> tuple[str, list[Work]]:
    """Return a kind that is a verb alone with the object that most of its titles name, and those that name it.

    ``Hướng dẫn tuyên truyền Luật ...`` and ``Hướng dẫn nội dung tuyên truyền ...`` are ``hướng dẫn tuyên truyền``.
    Where most of them share none, the verb stays alone.
    """
    if not is_bare(kind):
        return kind, list(works)
    holding: dict[tuple[str, ...], list[Work]] = defaultdict(list)
    first: dict[tuple[str, ...], int] = {}
    for work in works:
        for place, words in _objects(work.first.work.title.split()[len(kind.split()) :]):
            if work not in holding[words]:
                holding[words].append(work)
            first.setdefault(words, place)
    enough = max(least, _MOST_OF * len(works))
    shared = [words for words, those in holding.items() if len(those) >= enough]
    if not shared:
        return kind, list(works)
    words = max(shared, key=lambda words: (len(holding[words]), len(words), -first[words]))
    return f"{kind} {' '.join(words)}", holding[words]


def _objects(words: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield what may be an object in the rest of a title: two to four syllables in a row, none that leads on."""
    for place in range(len(words)):
        for length in range(_WORD, 2 * _WORD + 1):
            found = words[place : place + length]
            if len(found) == length and all(each.isalpha() and each.casefold() not in _LEADING for each in found):
                yield place, tuple(found)


def kinds_in(titles: Mapping[str, str]) -> dict[str, str]:
    """Return the words with which a title and at least one other begin, by its id; others are left out."""
    words = {id_: title.split() for id_, title in titles.items()}
    return {
        id_: " ".join(words[members[0]][:length]).rstrip(",;:")
        for members, length in _groups(words, list(words), 0)
        for id_ in members
    }


def _groups(words: Mapping[str, list[str]], ids: Sequence[str], length: int) -> list[tuple[list[str], int]]:
    """Return groups of titles that begin alike, each with the number of syllables that name it.

    Where most of a group go on alike, these are the kind; where an odd number of syllables would end within a word
    (``Duy trì chuyên | mục, trang``), those that go on alike are each one.
    """
    found = []
    for members in _by_next(words, ids, length):
        if len(members) < 2:
            continue
        alike = _alike(words, members)
        following = _by_next(words, members, alike)
        most = max(following, key=len, default=[])
        if len(most) >= max(3, _MOST_OF * len(members)):
            found += _groups(words, most, alike)
        elif alike < _WORD or (alike % 2 and len(most) > 1):
            found += _groups(words, members, alike)
        elif end := _end(words[members[0]], alike):
            found.append((members, end))
    return found


def _by_next(words: Mapping[str, list[str]], ids: Sequence[str], length: int) -> list[list[str]]:
    """Return titles parted by the syllable that comes next, without those that end before."""
    following: dict[str, list[str]] = defaultdict(list)
    for id_ in ids:
        if length < len(words[id_]):
            following[_bare(words[id_][length])].append(id_)
    return list(following.values())


def _bare(syllable: str) -> str:
    return fold(syllable).strip(",;:.")


def _alike(words: Mapping[str, list[str]], ids: Sequence[str]) -> int:
    """Return with how many syllables all of some titles begin."""
    length = 0
    for syllables in zip(*(words[id_] for id_ in ids), strict=False):
        if len({_bare(each) for each in syllables}) > 1:
            break
        length += 1
    return length


def _end(title: Sequence[str], length: int) -> int:
    while length and title[length - 1].casefold() in _LEADING:
        length -= 1
    return length if length >= _WORD else 0
