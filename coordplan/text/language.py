"""The language people read: English sentences stand in the code, ``locale/vi.po`` holds the Vietnamese.

What a translator edits there is what the next command says. Nothing here asks the locale: a terminal and cron print the
same.
"""

from collections.abc import Iterator
from contextlib import contextmanager

LANGUAGES = ("vi", "en")

_language = "vi"
_catalogue: dict[str, str] | None = None  # of Vietnamese, once something was said in it


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
        from coordplan.text.catalogue import messages_of  # English has none

        _catalogue = messages_of()
    return _catalogue.get(message, message)


def translate_count(singular: str, plural: str, count: int) -> str:
    """Return the message for a number of things; ``{n}`` in it is left for the caller to fill in."""
    if _language == "en":
        return singular if count == 1 else plural
    return translate(singular)


def mark(message: str) -> str:
    """Name a message that is translated later, where it is shown."""
    return message
