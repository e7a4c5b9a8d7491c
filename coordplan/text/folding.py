"""Vietnamese letters made comparable: for search and sorting, for names in their several spellings, for near misses."""

import unicodedata
from collections.abc import Iterable, Sequence

_TONES = {"\u0300", "\u0301", "\u0309", "\u0303", "\u0323"}
_STROKE = str.maketrans("đĐ", "dD")


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return the text in lower case with no diacritics, đ included, and single spaces: ``Đối thoại`` is ``doi thoai``.

    SQLite's LIKE and FTS5's ``remove_diacritics`` both leave đ alone, so this is the only folding in use.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    bare = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return " ".join("".join(bare).translate(_STROKE).lower().split())


def same_name_key(text: str) -> str:
    """Return a key that is equal for spellings of one name: case, spaces, NFC or NFD, ``hòa`` or ``hoà``.

    The tone is moved to the end of its word; other marks (ơ, ă, đ) stay, since they make other words.
    """
    words = []
    for word in unicodedata.normalize("NFD", text).lower().split():
        tones = "".join(letter for letter in word if letter in _TONES)
        words.append("".join(letter for letter in word if letter not in _TONES) + tones)
    return unicodedata.normalize("NFC", " ".join(words))


def nearest(word: str, known: Iterable[str], most: int = 3) -> Sequence[str]:
    """Return the known words most like this one, best first; none where nothing is close."""
    from difflib import get_close_matches  # slow to import, and wanted only where something is wrong

    spellings: dict[str, str] = {}
    for name in known:
        spellings.setdefault(fold(name), name)
    return [spellings[key] for key in get_close_matches(fold(word), spellings, n=most, cutoff=0.6)]


def near_ids(wanted: str, things: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the (id, title) nearest to what was typed: like its id, like its title, or with its words in the title."""
    titles = dict(things)
    found = list(nearest(wanted, titles))
    by_title = {title: id_ for id_, title in things}
    found += [by_title[title] for title in nearest(wanted, by_title)]
    words = fold(wanted).split()
    if words and len(found) < 3:
        found += [id_ for id_, title in things if all(word in fold(title) for word in words)]
    return [(id_, titles[id_]) for id_ in dict.fromkeys(found)][:3]
