"""The benchmark: what it makes is sound, what it holds the commands to can be read and is looked at."""

import os
from pathlib import Path

import pytest

from tests.bench.beside_peers import OURS, SameWork, markdown_of_peers
from tests.bench.checking import read_bounds
from tests.bench.files import DEMO
from tests.bench.generator import make
from tests.bench.manual_tables import TOPICS, with_table
from tests.bench.measuring import PASS, CommandFailed, Figure, growth, run
from tests.bench.peers import PEERS, facts
from tests.bench.table import Cell, markdown, markdown_of_both
from tests.bench.work import DEMO_WORK, TODAY, WORK
from tests.command_line import Tell


def test_a_file_of_the_generator_is_sound_and_tells_every_evening_apart(
    here: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", TODAY)
    make(here, 100)
    assert "is sound: 242 changes" in tell("doctor", "--lang", "en").out
    answers = [
        tell("status", "--known-at", f"{day}-12-31", "--as-of", TODAY, "--lang", "en").out for day in (2022, 2024)
    ]
    assert answers[0] != answers[1]


def test_every_bound_is_of_a_command_that_is_measured_there() -> None:
    held = read_bounds()
    measured = {DEMO: {work.name for work in DEMO_WORK}}
    names = {work.name for work in WORK}
    assert all({each.work, each.of or each.work} <= measured.get(each.at, names) for each in held.bounds)
    assert all(each.times or each.megabytes for each in held.bounds)


def test_every_tool_is_asked_for_what_coordplan_is_asked_for() -> None:
    assert all(set(peer.words) <= set(OURS) for peer in PEERS)
    assert len(list(facts(100))) == 96


@pytest.mark.parametrize(
    ("after", "exponent"),
    [
        pytest.param(108.0, 1.0, id="ten times as much"),
        pytest.param(1008.0, 2.0, id="a hundred times as much"),
        pytest.param(18.0, 0.0, id="no more"),
        pytest.param(8.2, 0.0, id="hardly more than starting"),
    ],
)
def test_growth_is_that_of_what_is_more_than_starting(after: float, exponent: float) -> None:
    assert growth(Figure(18.0, 0, 0), Figure(after, 0, 0), 10, 8.0) == pytest.approx(exponent)


def test_the_table_has_a_row_for_each_command_and_says_what_was_left_out() -> None:
    before, now = Figure(1234.5, 30, 0.1), Figure(8.9, 26, 0.1)
    cells = [
        Cell("status", 1_000, (before, now)),
        Cell("status", 10_000, (None, before)),
        Cell("list", 1_000, (now, None)),
    ]
    assert markdown(cells).splitlines()[2:] == ["| `status` | 8.9× | 1,234× | 30 MB |", "| `list` | - | - | - |"]
    assert markdown(cells, vietnamese=True).splitlines()[2] == "| `status` | 8,9× | 1.234× | 30 MB |"
    assert "| `status` | 1,234× 30 MB → 8.9× 26 MB | - → 1,234× 30 MB |" in markdown_of_both(cells)
    found = [SameWork(1_000, "summary", {"coordplan": now, "task": None})]
    assert markdown_of_peers(found, vietnamese=True).splitlines()[2] == "| 1.000 | tổng hợp | 8,9× 26 MB | - |"


def test_a_table_takes_the_place_of_the_one_that_begins_like_it() -> None:
    text = "# A\n\n| a | b | 1 |\n|---|---|\n| old |\n\nB\n\n| a | c |\n|---|\n"
    assert with_table(text, "| a | b | 2 |\n|---|---|\n| new |", 2) == text.replace("1", "2").replace("old", "new")
    assert with_table(text, "| a | c |\n| new |", 2).endswith("B\n\n| a | c |\n| new |\n")
    with pytest.raises(ValueError, match="2 tables"):
        with_table(text, "| a | d |", 1)


@pytest.mark.parametrize("vietnamese", [False, True])
def test_the_manual_has_a_place_for_each_table(vietnamese: bool) -> None:
    text = TOPICS[vietnamese].read_text(encoding="utf-8")
    cells = [Cell("status", 100, (Figure(1, 1, 1),)), Cell("status", 1_000, (Figure(1, 1, 1),))]
    assert with_table(text, markdown(cells, vietnamese), 2) != text
    found = [SameWork(100, "summary", {"coordplan": Figure(1, 1, 1)})]
    assert with_table(text, markdown_of_peers(found, vietnamese), 2) != text


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="Windows does not say what a process has taken")
def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    assert run(PASS, tmp_path).seconds > 0
    with pytest.raises(CommandFailed, match="boo"):
        run([PASS[0], "-c", "raise SystemExit('boo')"], tmp_path)
