"""Vietnamese letters made comparable: for search and sorting, for names in their several spellings, for near misses."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

_TONES = {"\u0300", "\u0301", "\u0309", "\u0303", "\u0323"}
_STROKE = str.maketrans("đĐ", "dD")
_MANY = 2000  # ids; comparing with each of more takes seconds
_OF_IDS = "abcdefghijklmnopqrstuvwxyz0123456789-"


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


SIGNS_BETWEEN_WORDS = "/-("  # behind which a word begins too: the year of a day, the code of a number


def words_apart(text: str) -> str:
    """Return a folded text with blanks in place of the signs between words."""
    return text.translate(dict.fromkeys(map(ord, SIGNS_BETWEEN_WORDS), " "))


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


def near_ids(wanted: str, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the (id, title) nearest to what was typed, at most three, of titles by id.

    Like its id (as near as the nearest, or about so), like its title, or with its words in the title.
    """
    ids = _one_letter_off(wanted, titles) if len(titles) > _MANY else nearest(wanted, filter(None, titles))
    found = list(_about_as_near(wanted, ids))
    if len(titles) <= _MANY:
        by_title = {title: id_ for id_, title in titles.items()}
        found += [by_title[title] for title in nearest(wanted, by_title)]
    words = fold(wanted).split()
    if words and len(found) < 3:
        found += [id_ for id_, title in titles.items() if all(word in fold(title) for word in words)]
    return [(id_, titles[id_]) for id_ in dict.fromkeys(found)][:3]


def _about_as_near(word: str, near: Sequence[str]) -> Sequence[str]:
    """Return the nearest of them, and those that come close to it."""
    from difflib import SequenceMatcher

    ratios = {each: SequenceMatcher(None, word, each).ratio() for each in near}
    return [each for each in near if ratios[each] >= max(ratios.values()) - 0.05]


def _one_letter_off(word: str, known: Mapping[str, str]) -> list[str]:
    """Return the known words that differ in one letter, or in two exchanged ones."""
    near: dict[str, None] = {}
    for at in range(len(word) + 1):
        left, right = word[:at], word[at:]
        spellings = [left + right[1:], left + right[1:2] + right[:1] + right[2:]]
        spellings += [left + letter + rest for letter in _OF_IDS for rest in (right, right[1:])]
        near.update(dict.fromkeys(each for each in spellings if each in known))
    return list(near)[:3]


def title_key(title: str) -> str:
    """Return a key that is equal for titles that differ in marks, case and signs alone."""
    return "".join(each for each in fold(title) if each.isalnum())
