"""The faults found in one run, until they are shown: collected, then sorted, none twice, cut at a number.

A way out may be costly to find (the nearest of many ids), so it may be a function, called only for what is shown.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from coordplan.definitions.nodes import Place, excerpt_at
from coordplan.errors import Problem
from coordplan.text.folding import nfc

WayOut = str | Callable[[], str]


class Finding(NamedTuple):
    """A fault and its place, not yet put in the form in which it is shown."""

    place: Place
    rule: str
    message: str
    remedy: WayOut
    warning: bool


class Findings:
    """Collects findings; ``fault`` stops a load, ``warn`` does not."""

    def __init__(self) -> None:
        self._found: list[Finding] = []

    def __len__(self) -> int:
        return len(self._found)

    def fault(self, rule: str, place: Place, message: str, remedy: WayOut = "") -> None:
        self._found.append(Finding(place, rule, message, remedy, False))

    def warn(self, rule: str, place: Place, message: str, remedy: WayOut = "") -> None:
        self._found.append(Finding(place, rule, message, remedy, True))

    def since(self, number: int) -> list[Finding]:
        """Return the findings that came after so many of them."""
        return self._found[number:]

    def problems(self, most: int) -> tuple[tuple[Problem, ...], int]:
        """Return the problems by place, at most so many, and how many more there are; errors outlast warnings."""
        by_place = sorted(self._found, key=_order)
        single = list({_identity(finding): finding for finding in reversed(by_place)}.values())[::-1]
        shown: Iterable[Finding] = single
        if len(single) > most:
            shown = sorted(sorted(single, key=lambda finding: finding.warning)[:most], key=_order)
        problems = tuple(_problem(finding) for finding in shown)
        return problems, len(single) - len(problems)


def _order(finding: Finding) -> tuple[str, int, int, bool, str, str]:
    place = finding.place
    return (place.file.source, place.line, place.column, finding.warning, finding.rule, finding.message)


def _identity(finding: Finding) -> tuple[str, int, int, str, str]:
    place = finding.place
    return (place.file.source, place.line, place.column, finding.rule, finding.message)


def _problem(finding: Finding) -> Problem:
    place = finding.place
    shown = excerpt_at(place)
    remedy = finding.remedy if isinstance(finding.remedy, str) else finding.remedy()
    return Problem(
        source=place.file.source,
        line=place.line,
        column=place.column,
        rule=finding.rule,
        message=_one_line(finding.message),
        remedy=_one_line(remedy),
        excerpt=shown.text,
        width=shown.width,
        warning=finding.warning,
        mark=shown.mark,
    )


def _one_line(text: str) -> str:
    return nfc("".join(letter if letter.isprintable() else " " for letter in text)).strip()
