"""Names in the order of the Vietnamese alphabet: a, ă, â are three letters, and d and đ are two.

Words are compared one after another, each by its letters and then by its tone: level, huyền, hỏi, ngã, sắc, nặng, as
dictionaries have it. Ids and codes are not names: they stay in the order of their characters.
"""

import unicodedata

from coordplan.text.patterns import pattern

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_WORD = pattern(r"\d+|[^\W\d_]+")

AlphabeticalKey = tuple[tuple[tuple[int, ...], int], ...]


def alphabetical(text: str) -> AlphabeticalKey:
    """Return the key by which names are sorted for people; case and signs between words decide nothing."""
    return tuple(map(_key_of_word, _WORD.findall(unicodedata.normalize("NFC", text).lower())))


def _key_of_word(word: str) -> tuple[tuple[int, ...], int]:
    if word.isdecimal():
        return (-1, int(word)), 0  # numbers come first
    marked = unicodedata.normalize("NFD", word)
    tone = max((_TONES.index(sign) + 1 for sign in marked if sign in _TONES), default=0)
    bare = unicodedata.normalize("NFC", "".join(sign for sign in marked if sign not in _TONES))
    return tuple(_rank(letter) for letter in bare), tone


def _rank(letter: str) -> int:
    place = _LETTERS.find(letter)
    return place if place >= 0 else len(_LETTERS) + ord(letter)
