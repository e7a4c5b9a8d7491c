"""The problems found in one run, until they are shown: collected, then sorted, none twice, cut at a number.

A way out may be costly to find (the nearest of many ids), so it may be a function, called only for what is shown.
"""

from collections.abc import Callable
from unicodedata import normalize

from coordplan.definitions.nodes import TextPlace
from coordplan.errors import Problem
from coordplan.named_tuples import NamedTuple
from coordplan.text.folding import nfc

_WIDEST = 200

WayOut = str | Callable[[], str]


class PlacedProblem(NamedTuple):
    """A problem and its place, not yet put in the form in which it is shown."""

    place: TextPlace
    warning: bool
    rule: str
    message: str
    remedy: WayOut

    def order(self) -> tuple[str, int, int, bool, str, str]:
        return (self.place.file.source, self.place.line, self.place.column, self.warning, self.rule, self.message)


class ProblemList:
    """Collects problems; ``fault`` stops a load, ``warn`` does not."""

    def __init__(self) -> None:
        self._found: list[PlacedProblem] = []

    def __len__(self) -> int:
        return len(self._found)

    def fault(self, rule: str, place: TextPlace, message: str, remedy: WayOut = "") -> None:
        self._found.append(PlacedProblem(place, False, rule, message, remedy))

    def warn(self, rule: str, place: TextPlace, message: str, remedy: WayOut = "") -> None:
        self._found.append(PlacedProblem(place, True, rule, message, remedy))

    def since(self, number: int) -> list[PlacedProblem]:
        """Return the problems that came after so many of them."""
        return self._found[number:]

    def shown(self, most: int) -> tuple[tuple[Problem, ...], int]:
        """Return the problems by place, at most so many, and how many more there are; errors outlast warnings."""
        single: dict[object, PlacedProblem] = {}
        for found in self._found:
            single.setdefault(found.order(), found)
        in_order = sorted(single.values(), key=PlacedProblem.order)
        shown = sorted(in_order, key=lambda found: found.warning)[:most]
        problems = tuple(map(_problem, sorted(shown, key=PlacedProblem.order)))
        return problems, len(single) - len(problems)


def _problem(found: PlacedProblem) -> Problem:
    excerpt, mark, width = _excerpt(found.place)
    return Problem(
        source=found.place.file.source,
        line=found.place.line,
        column=found.place.column,
        rule=found.rule,
        message=_one_line(found.message),
        remedy=_one_line(found.remedy if isinstance(found.remedy, str) else found.remedy()),
        excerpt=excerpt,
        width=width,
        warning=found.warning,
        mark=mark,
    )


def _one_line(text: str) -> str:
    return nfc("".join(letter if letter.isprintable() else " " for letter in text)).strip()


def _excerpt(place: TextPlace) -> tuple[str, int, int]:
    """Return a place's line as it can be shown, where the mark is in it (from 1), and how wide the mark is.

    Tabs and controls become spaces; a long line is cut around the mark.
    """
    line = place.file.line(place.line) if place.line else ""
    if not line.strip():
        return "", 1, 1
    start = min(place.column - 1, len(line))
    end = min(start + place.width, len(line)) if place.width else len(line.rstrip())
    # Decomposed letters take more characters than columns; each part is composed by itself so that the mark stays put
    before, marked, after = (
        "".join(letter if letter.isprintable() else " " for letter in normalize("NFC", part))
        for part in (line[:start], line[start:end], line[end:])
    )
    if len(before) + len(marked) + len(after) > _WIDEST:
        marked = marked if len(marked) <= _WIDEST // 2 else marked[: _WIDEST // 2 - 1] + "…"
        if len(before) > _WIDEST // 2:
            before = "…" + before[-(_WIDEST // 2 - 1) :]
        room = _WIDEST - len(before) - len(marked)
        after = after if len(after) <= room else after[: max(room - 1, 0)] + "…"
    return (before + marked + after).rstrip(), len(before) + 1, max(len(marked), 1)
