"""Who filled in a form that came back, and the telephone: from the cells above its table. Pure."""

import re
from collections.abc import Iterator, Mapping

from coordplan.collecting.form.values import CONTACT
from coordplan.named_tuples import NamedTuple
from coordplan.text.folding import fold
from coordplan.text.language import LANGUAGES, in_language
from coordplan.text.language import translate as _

_CELL = re.compile(r"([A-Z]+)(\d+)")
_LENGTHS = (9, 10)  # of telephones whose 0 a workbook took away, which it does to numbers
_MOST_LETTERS = 200


class Contact(NamedTuple):
    """Whom the office may ask about the answers of a form, and the cells in which that stands."""

    answered_by: str = ""
    telephone: str = ""
    places: frozenset[str] = frozenset()


def contact_of(head: Mapping[str, str]) -> Contact:
    """Return who filled in a form, from the lines above its table by their cells: beside the label, or behind it."""
    labels = _labels()
    found: dict[str, str] = {}
    places: set[str] = set()
    wanted: tuple[str, str] | None = None  # the key of the last label, and its row
    for place, row, text in sorted(_cells(head), key=lambda cell: (int(cell[1]), len(cell[0]), cell[0])):
        label, _colon, behind = text.partition(":")
        if (key := labels.get(fold(label))) is not None:
            wanted = key, row
            places.add(place)
            text = behind.strip()
        if wanted is not None and wanted[1] == row and text and wanted[0] not in found:
            found[wanted[0]] = " ".join(text.split())[:_MOST_LETTERS]
            places.add(place)
    telephone = found.get("telephone", "")
    if telephone.isdigit() and len(telephone) in _LENGTHS and not telephone.startswith("0"):
        telephone = f"0{telephone}"
    return Contact(found.get("answered_by", ""), telephone, frozenset(places))


def _cells(head: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield each cell, its row and its words."""
    for place, text in head.items():
        if (found := _CELL.fullmatch(place)) is not None:
            yield place, found[2], text


def _labels() -> dict[str, str]:
    """Return the keys of the cells by the words of their labels, in every language."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with in_language(language):
            found |= {fold(_(each.label)): each.key for each in CONTACT}
    return found
