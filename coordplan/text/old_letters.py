"""Vietnamese letters of the days before Unicode, TCVN3 (ABC) and VNI: recognised, and turned into those of today.

Both laid Vietnamese letters over others of Windows, which show where the font is missing: ``ViÖt Nam``, ``Vieät Nam``.
A font's name tells which is meant (.VnTime, VNI-Times); where it does not, the words do: read rightly they are
Vietnamese syllables.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from typing import Literal
from unicodedata import normalize

from coordplan.named_tuples import NamedTuple

OldLetters = Literal["TCVN3", "VNI"]
OLD_LETTERS: tuple[OldLetters, ...] = ("TCVN3", "VNI")

# TCVN 5712:1993, VN3. Capitals with a tone have no letters of their own: a font of capitals (.VnTimeH) shows small ones
# as such
_TCVN3: Mapping[str, str] = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# VNI for Windows: a vowel, then a sign for its shape and tone, here as beside an a; some letters by themselves
_VNI_SIGNS: Mapping[str, str] = {
    sign: normalize("NFD", letter)[1:] for sign, letter in zip("ùøûõïêéèúüëâáàåãä", "áàảãạăắằẳẵặâấầẩẫậ", strict=True)
}
_VNI_LETTERS: Mapping[str, str] = {"æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ"}
_VNI_PAIR = re.compile("([aeiouyôö])([ùøûõïêéèúüëâáàåãä])|([æóòôöîñ])", re.IGNORECASE)
_ON_THE_NEXT = re.compile("[aeiouyôö][ùøûõï]|[aeo][âáàåãä]|a[êéèúüë]", re.IGNORECASE)  # pairs that are letters
_MOST_RIGHT = 0.6  # of old words may be right as they stand, or fewer where none has signs that no word of today has
_MOST_RIGHT_OF_PLAIN = 0.33
_BREVE = "\u0306"  # on an a alone

_WORD = re.compile(r"[^\s\x00-\x40\[-`{-\x7f\u2010-\u203a]+")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzăâđêôơư")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# What may follow the consonants that begin a syllable; c, g and ng are written k, gh and ngh before e, ê, i
_BACK = (
    "a(?:c|ch|i|m|n|ng|nh|o|p|t|u|y)?|ă(?:c|m|n|ng|p|t)|â(?:c|m|n|ng|p|t|u|y)|o(?:c|i|m|n|ng|p|t)?|oo(?:c|ng)"
    "|oa(?:c|ch|i|m|n|ng|nh|o|p|t|y)?|oă(?:c|m|n|ng|t)|oe(?:n|o|t)?|ô(?:c|i|m|n|ng|p|t)?|ơ(?:i|m|n|p|t)?"
    "|u(?:a|c|i|m|n|ng|p|t)?|uâ(?:n|ng|t|y)|uê(?:ch|nh)?|uơ|uô(?:c|i|m|n|ng|t)|uy(?:a|ch|ên|êt|nh|t|u)?"
    "|ư(?:a|c|i|m|n|ng|t|u)?|ươ(?:c|i|m|n|ng|p|t|u)"
)
_FRONT = "e(?:c|m|n|ng|o|p|t)?|ê(?:ch|m|n|nh|p|t|u)?|i(?:a|ch|m|n|nh|p|t|u)?|iê(?:c|m|n|ng|p|t|u)|y|yê(?:m|n|ng|t|u)"
_AFTER_Q = (
    "ua(?:c|i|n|ng|nh|t|y)?|uă(?:c|m|n|ng|p|t)|uâ(?:n|ng|t|y)|ue(?:n|t)?|uê(?:n|nh|t)?|uơ|uôc|uy(?:ch|ên|êt|nh|t)?"
)
_SYLLABLE = re.compile(
    rf"(?:b|ch?|d|đ|gi?|h|kh|l|m|ng?|nh|ph?|r|s|th?|tr|v|x)?(?:{_BACK})"
    rf"|(?:b|ch|d|đ|gi?|gh|h|kh?|l|m|n|ngh|nh|ph?|r|s|th?|tr|v|x)?(?:{_FRONT})"
    rf"|q(?:{_AFTER_Q})"
)


class FontLetters(NamedTuple):
    """The letters that a font is made for, and whether it shows small ones as capitals."""

    letters: OldLetters
    capitals: bool = False


def letters_of_font(name: str) -> FontLetters | None:
    """Return the old letters that a font is made for, None for a font of today's."""
    plain = name.strip().lower()
    if plain.startswith(".vn"):
        return FontLetters("TCVN3", plain.endswith("h"))
    return FontLetters("VNI") if plain.startswith("vni") else None


def in_unicode(text: str, letters: OldLetters, capitals: bool = False) -> str:
    """Return a text of old letters in those of today; ``capitals``: its font shows all of them as capitals."""
    if letters == "VNI":
        converted = normalize("NFC", _VNI_PAIR.sub(_of_vni, text))
    else:
        converted = _WORD.sub(_with_capitals, "".join(_TCVN3.get(each, each) for each in text))
    return converted.upper() if capitals else converted


def letters_of_words(texts: Iterable[str], alone: bool = False) -> OldLetters | None:
    """Return the old letters in which words are Vietnamese, None where they are as they stand, or in none.

    ``alone``: nothing else speaks for old letters, so some word must have signs that no word of today has.
    """
    words = list(chain.from_iterable(map(_telling_words, texts)))
    right = sum(map(_is_syllable, words))  # as they stand
    if not words or right > _MOST_RIGHT * len(words):
        return None
    if not any(map(_is_strange, words)) and (alone or right > _MOST_RIGHT_OF_PLAIN * len(words)):
        return None
    readings = {each: sum(_is_syllable(in_unicode(word, each)) for word in words) for each in OLD_LETTERS}
    best = max(OLD_LETTERS, key=lambda each: (readings[each], each == "VNI"))  # what VNI pairs, TCVN3 may read as well
    return best if readings[best] >= 0.75 * len(words) else None


def is_written_in(text: str, letters: OldLetters) -> bool:
    """Say whether a text of a file in old letters is in them too, rather than in those of today."""
    if any(ord(each) > 0xFF for each in text if each.isalpha()) or (len(text) == 1 and not text.isalpha()):
        return False
    words = _telling_words(text)
    return sum(_is_syllable(in_unicode(word, letters)) for word in words) >= sum(map(_is_syllable, words))


def _telling_words(text: str) -> list[str]:
    """Return the words with letters beyond ASCII; abbreviations and signs by themselves (× ®) say nothing."""
    words = (each for each in _WORD.findall(text) if len(each) > 1 and not each.isascii())
    return [each for each in words if not each.isupper() or _is_any_syllable(each)]


def _is_any_syllable(word: str) -> bool:
    return _is_syllable(word) or any(_is_syllable(in_unicode(word, letters)) for letters in OLD_LETTERS)


def _of_vni(found: re.Match[str]) -> str:
    vowel, sign, letter = found.groups()
    first = letter or vowel
    base = _VNI_LETTERS.get(first.lower(), first)
    if first.isupper():
        base = base.upper()
    if not sign:
        return base
    signs = _VNI_SIGNS[sign.lower()]
    if _BREVE in signs and first.lower() != "a":
        return base + sign
    return base + signs


def _with_capitals(found: re.Match[str]) -> str:
    """Return a word in capitals where its letters without signs are some (HéI)."""
    word = found[0]
    plain = [at for at, each in enumerate(word) if each.isascii()]
    return word.upper() if plain and plain[-1] > 0 and all(word[at].isupper() for at in plain) else word


@lru_cache(maxsize=16384)
def _is_strange(word: str) -> bool:
    """Say whether a word has signs, capitals, or one vowel's marks on the next, where no Vietnamese word has some."""
    if not _is_cased(word) or "ñ" in word.lower() or not all(each in _LETTERS for each in _bare(word.lower())):
        return True
    return _ON_THE_NEXT.search(word) is not None and not _is_syllable(word)


def _bare(word: str) -> str:
    return normalize("NFC", "".join(each for each in normalize("NFD", word) if each not in _TONES))


def _is_cased(word: str) -> bool:
    return word.islower() or word.isupper() or word.istitle()


@lru_cache(maxsize=16384)
def _is_syllable(word: str) -> bool:
    """Say whether a word is spelled as a Vietnamese syllable, capitals where they may stand."""
    tones = [each for each in normalize("NFD", word) if each in _TONES]
    bare = _bare(word.lower())
    if not _is_cased(word) or len(tones) > 1 or _SYLLABLE.fullmatch(bare) is None:
        return False
    return not bare.endswith(("c", "ch", "p", "t")) or tones in (["\u0301"], ["\u0323"])
