"""The measure of annexes: of all rows of twelve layouts nine in ten are read right at once, and none wrong unsaid."""

from pathlib import Path
from typing import NamedTuple

import pytest

from coordplan.definitions.reading import read_definitions
from coordplan.model import Definitions
from tests.setting_up.measured.layouts import Layout, measured_rows
from tests.setting_up.measured.measuring import LAYOUTS, RowVerdict, answers_of, verdicts

RIGHT_AT_ONCE = 0.9


class Measure(NamedTuple):
    """Where the annexes stand, and what came of each of their rows."""

    folder: Path
    definitions: Definitions
    rows: list[RowVerdict]

    def of(self, verdict: str) -> list[RowVerdict]:
        return [row for row in self.rows if row.verdict == verdict]

    def __str__(self) -> str:
        counts = ", ".join(f"{len(self.of(verdict))} {verdict}" for verdict in ("right", "asked", "wrong"))
        others = "\n".join(str(row) for row in self.rows if row.verdict != "right")
        return f"of {len(self.rows)} rows {counts}\n{others}"


@pytest.fixture(scope="module")
def measure(tmp_path_factory: pytest.TempPathFactory) -> Measure:
    definitions = read_definitions([Path(__file__).parents[2] / "plans"]).definitions
    folder = tmp_path_factory.mktemp("measured")
    rows = []
    for layout in LAYOUTS:
        rows += verdicts(layout, layout.build(folder / layout.name), definitions)
    return Measure(folder, definitions, rows)


def test_the_measure_is_of_twelve_layouts_with_a_dozen_rows_or_more() -> None:
    endings = [Path(layout.name).suffix for layout in LAYOUTS]
    assert [endings.count(ending) for ending in (".docx", ".xlsx", ".csv")] == [4, 5, 3]
    assert all(12 <= len(measured_rows(layout)) <= 25 for layout in LAYOUTS)


def test_nine_rows_of_ten_are_right_at_once(measure: Measure) -> None:
    assert len(measure.of("right")) >= RIGHT_AT_ONCE * len(measure.rows), str(measure)


def test_no_row_is_wrong_without_a_word(measure: Measure) -> None:
    assert not measure.of("wrong"), str(measure)


def test_every_question_can_be_answered(measure: Measure) -> None:
    for row in measure.of("asked"):
        assert all(fault.question is not None and fault.remedy for fault in row.faults), str(row)


@pytest.mark.parametrize("layout", [each for each in LAYOUTS if answers_of(each)], ids=lambda each: each.name)
def test_with_its_answers_a_layout_is_right_whole(measure: Measure, layout: Layout) -> None:
    path = measure.folder / layout.name
    rows = verdicts(layout, path, measure.definitions, answers_of(layout))
    assert all(row.verdict == "right" for row in rows), str(Measure(measure.folder, measure.definitions, rows))
