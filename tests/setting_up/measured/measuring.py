"""Measured layouts read by the program: what it makes of each row, and whether that is what the row means."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Literal, NamedTuple

from coordplan.model import Definitions
from coordplan.setting_up.annexes.annex_files import read_grids
from coordplan.setting_up.annexes.findings import Finding
from coordplan.setting_up.annexes.import_options import ImportOptions, choices_of
from coordplan.setting_up.annexes.layout import tables_in
from coordplan.setting_up.annexes.outcomes import ImportMode, Outcomes, outcomes
from coordplan.store.differences import StoredDefinitions
from tests.setting_up.measured import csv_files, excel_dates, excel_months, word_groups, word_tables
from tests.setting_up.measured.layouts import Layout, Meaning, Measured, meaning_of, measured_rows

LAYOUTS = tuple(
    layout for module in (word_groups, word_tables, excel_months, excel_dates, csv_files) for layout in module.LAYOUTS
)

Verdict = Literal["right", "asked", "wrong"]


class RowVerdict(NamedTuple):
    """What came of one row."""

    layout: str
    verdict: Verdict
    expected: Meaning | None  # None: a line of the file that is no row came in as one
    found: Meaning | None  # None: it was asked about, or did not come in at all
    faults: tuple[Finding, ...] = ()

    def __str__(self) -> str:
        words = [f"{self.layout}: {self.verdict}", f"  meant {self.expected}", f"  found {self.found}"]
        words += [f"  {fault.place.within()}: {fault.message} [{fault.remedy}]" for fault in self.faults]
        return "\n".join(words)


def verdicts(layout: Layout, path: Path, definitions: Definitions, answers: Sequence[str] = ()) -> list[RowVerdict]:
    """Return what comes of each row of a layout that stands in a file, and of lines that are none."""
    found = _outcomes(layout, path, definitions, answers)
    assert definitions.program is not None
    years = definitions.program.start_on.year, definitions.program.until_on.year
    made = {row.activity.title: meaning_of(row.activity, years) for row in found.rows}
    left = {proposal.title: proposal.faults for proposal in found.left}
    result = []
    for each in measured_rows(layout):
        title = each.meaning.title
        meaning, faults = made.pop(title, None), left.pop(title, ())
        result.append(RowVerdict(layout.name, _verdict(each, meaning, faults), each.meaning, meaning, faults))
    result += [RowVerdict(layout.name, "wrong", None, meaning) for meaning in made.values()]
    result += [RowVerdict(layout.name, "wrong", None, None, faults) for faults in left.values()]
    return result


def _verdict(each: Measured, found: Meaning | None, faults: Sequence[Finding]) -> Verdict:
    if found is not None:
        return "right" if each.is_met_by(found) else "wrong"
    return "asked" if faults else "wrong"


def _outcomes(layout: Layout, path: Path, definitions: Definitions, answers: Sequence[str]) -> Outcomes:
    contents = [layout.contents] if layout.contents else []
    options = ImportOptions(contents=contents, year=layout.year, answers=answers)
    read = read_grids(path)
    tables = tables_in(read.grids, {}, read.choose_one)
    held = StoredDefinitions(definitions, frozenset(), {})
    ids = (f"{layout.plan}-new-{number}" for number in count(1))
    return outcomes(tables, held, layout.plan, choices_of(options, definitions), ids, ImportMode(partly=True))


def answers_of(layout: Layout) -> list[str]:
    """Return what a person answers of a layout, each once."""
    return list(dict.fromkeys(answer for row in measured_rows(layout) for answer in row.answers))
