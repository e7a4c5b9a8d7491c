"""No damage of the file gives another figure: `tests/damage.py` damages copies, and every command is tried on them."""

import os
from pathlib import Path

import pytest

from tests.damage import Scene, make_large_scene, make_scene, what_fails, what_is_missed
from tests.examples import LONG

COPIES = range(1000 if LONG in os.environ else 8)
BATCHES = [COPIES[first : first + 8] for first in COPIES[::8]]  # of a scene that each process makes anew
LARGE = 50 if LONG in os.environ else 1


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return make_scene(tmp_path_factory.mktemp("damaged"))


@pytest.fixture(scope="module")
def large_scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return make_large_scene(tmp_path_factory.mktemp("damaged-large"))


@pytest.mark.parametrize("numbers", BATCHES, ids=str)
def test_a_damaged_file_answers_as_before_or_says_that_it_is_damaged(
    scene: Scene, numbers: range, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = {number: what_fails(scene, number) for number in numbers}
    assert {number: (words, faults) for number, (words, faults, _counts) in found.items() if faults} == {}


@pytest.mark.parametrize("number", range(LARGE))
def test_what_moves_a_figure_of_a_large_file_is_found_before_it_is_written_or_leaves(
    large_scene: Scene, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words, faults, _moved = what_is_missed(large_scene, number)
    assert not faults, words
