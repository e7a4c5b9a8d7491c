"""The demonstration's answers, as values and as pages."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from coordplan.cli.session import Session
from coordplan.seeing.curve.commands import curve_of
from coordplan.seeing.curve.values import Curve
from coordplan.seeing.filters import Filters, question_of
from coordplan.seeing.gather import listing, status_report
from coordplan.seeing.listing import Listing
from coordplan.seeing.opening import reading
from coordplan.seeing.show import Dossier, dossier_of
from coordplan.seeing.values import StatusReport
from coordplan.text.language import use_language

AS_OF = "2024-06-30"


class Answers(NamedTuple):
    """What the demonstration says in one language."""

    status: StatusReport
    list: Listing
    due: Listing
    show: Dossier
    curve: Curve


def _kept(found: Listing) -> Listing:
    return found._replace(rows=tuple(found.rows))


@pytest.fixture(scope="session")
def answers(demo: Path) -> Iterator[Answers]:
    """Read the demonstration; titles of its own words are English."""
    use_language("en")
    with reading(Session(str(demo / "coordplan.db"), "auto"), AS_OF) as file:
        question, words = question_of(file, Filters(plans=("khcn",)))
        within = question._replace(plans=(), within=(file.program.start_on, file.as_of))
        yield Answers(
            status_report(file, Filters(), "plan", most=None),
            _kept(listing(file, question, words)),
            _kept(listing(file, within, (), order="due")),
            dossier_of(file, "gddt-04"),
            curve_of(file, Filters(), "quarter"),
        )
