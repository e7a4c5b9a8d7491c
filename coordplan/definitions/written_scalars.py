"""Single values as YAML that any reader takes for the same text, number or day."""

import re
from datetime import date
from decimal import Decimal

# What other readers of YAML would not take for text, or for the same text
_OTHER = re.compile(
    r"(?:null|true|false|yes|no|on|off|y|n|~|<<|=|[-+.]?\.?[0-9][0-9_.,:eExXoa-fA-F+/-]*|[-+]?\.(?:inf|nan))", re.I
)
_ID_LIKE = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def write_scalar(value: str | int | float | date, flow: bool = False) -> str:
    """Return a value as YAML; ``flow`` where it is between brackets, in which fewer signs may be bare."""
    if isinstance(value, str):
        return _text(value, flow)
    if isinstance(value, float):
        return _number(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(value: float) -> str:
    """Return a number that is read back as the same one; never one with two readings, such as 1.125."""
    if value == int(value):
        return str(int(value))
    text = format(Decimal(repr(value)), "f")
    whole, _point, decimals = text.lstrip("-").partition(".")
    return text + "0" if len(decimals) == 3 and len(whole) <= 3 and whole != "0" else text


def _text(text: str, flow: bool) -> str:
    """Return a text bare where any reader takes it for this text, else in double quotes."""
    if _ID_LIKE.fullmatch(text) and not _OTHER.fullmatch(text):
        return text
    bare = (
        text.isprintable()
        and text[0] not in "-?:,[]{}#&*!|>'\"%@`="
        and text == text.strip()
        and ": " not in text
        and " #" not in text
        and not text.endswith(":")
        and not (flow and any(sign in text for sign in ",[]{}:"))
        and not text.startswith(("---", "..."))
        and not _OTHER.fullmatch(text)
    )
    return text if bare else f'"{"".join(map(_escaped, text))}"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return "\\" + letter
    if letter == "\n":
        return "\\n"
    if letter.isprintable() or letter == " ":
        return letter
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
