"""Command lines that went through a word processor: it makes curly quotes and long dashes, which no shell knows."""

import re
from collections.abc import Iterable

from coordplan.text.patterns import pattern

_OPEN, _CLOSE = "“‘„", "”’"
_LONG_DASH = pattern(r"[–—][–—-]?[a-z]", re.IGNORECASE)  # where an option begins


def pasted_signs(words: Iterable[str]) -> str:
    """Return the signs in some words that stand where a straight quote or a hyphen should; "" where there are none."""
    found: dict[str, None] = {}
    for word in words:
        if word[:1] and word[0] in _OPEN:
            found[word[0]] = None
        if word[-1:] and word[-1] in _CLOSE and not any(sign in word[1:-1] for sign in _OPEN):
            found[word[-1]] = None
        if _LONG_DASH.match(word):
            found[word[0]] = None
    return " ".join(found)
