"""The language people read: English sentences stand in the code, ``locale/vi.po`` holds the Vietnamese.

The .po file itself is read at start-up, so what a translator edits is what the next command says; there is no compiled
copy that could be stale. Nothing here asks the locale: a terminal and cron print the same.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LANGUAGES = ("vi", "en")

_ENTRY = re.compile(
    r'^msgid ((?:".*"\n)+)(?:msgid_plural (?:".*"\n)+)?msgstr(?:\[0\])? ((?:".*"(?:\n|\Z))+)', re.MULTILINE
)
_STRING = re.compile(r'^"(.*)"$', re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)")

_language = "vi"
_catalogue: dict[str, str] | None = None  # of Vietnamese, once something was said in it


def read_catalogue(path: Path) -> dict[str, str]:
    """Return what each message of a .po file becomes; of one with plurals, the first form (Vietnamese has one)."""
    return {
        _unquoted(source): _unquoted(target)
        for source, target in _ENTRY.findall(path.read_text(encoding="utf-8"))
        if target != '""\n' and source != '""\n' and not source.startswith('""\nmsgstr')
    }


def _unquoted(literal: str) -> str:
    text = "".join(_STRING.findall(literal)) if literal.count("\n") > 1 else literal.strip()[1:-1]
    return _ESCAPE.sub(lambda escape: {"n": "\n", "t": "\t"}.get(escape[1], escape[1]), text) if "\\" in text else text


def use_language(language: str) -> None:
    """Speak this language from now on; ``vi`` or ``en``."""
    global _language
    _language = language


def language() -> str:
    return _language


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Speak another language for a while: what goes out to organizations is in the program's, whoever writes it."""
    before = _language
    use_language(language)
    try:
        yield
    finally:
        use_language(before)


def translate(message: str) -> str:
    """Return the message in the language in use."""
    global _catalogue
    if _language == "en":
        return message
    if _catalogue is None:
        _catalogue = read_catalogue(Path(__file__).parent.parent / "locale" / f"{_language}.po")
    return _catalogue.get(message, message)


def translate_count(singular: str, plural: str, count: int) -> str:
    """Return the message for a number of things; ``{n}`` in it is left for the caller to fill in."""
    if _language == "en":
        return singular if count == 1 else plural
    return translate(singular)


def mark(message: str) -> str:
    """Name a message that is translated later, where it is shown."""
    return message
