"""Every rule has a tiny set of files that breaks it, and the words in which it is reported.

A case is a text of several files, each after a line ``--- file: NAME``; it stands on top of ``faults/base`` unless it
begins with ``--- bare``. ``pytest --rewrite-goldens`` writes the .txt beside each case anew.
"""

import ast
from functools import cache
from pathlib import Path

import pytest

from coordplan import definitions
from coordplan.definitions.reading import read_definitions
from coordplan.errors import write_problem
from coordplan.text.language import use_language

FAULTS = Path(__file__).parent / "faults"
CASES = sorted(path.stem for path in FAULTS.glob("*.yaml"))

# Rules about whole files, broken in test_bad_input.py and setting_up/test_what_a_beginner_breaks.py
ELSEWHERE = {
    "not-utf-8",
    "utf-16",
    "too-large",
    "missing-file",
    "unreadable-file",
    "not-a-file",
    "hidden-ending",
    "office-file",
    "annex-among-definitions",
}


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def laid_out(case: str, folder: Path) -> None:
    """Write a case's files into a folder."""
    text = (FAULTS / f"{case}.yaml").read_text(encoding="utf-8")
    if text.startswith("--- bare\n"):
        text = text.removeprefix("--- bare\n")
    else:
        for path in (FAULTS / "base").iterdir():
            (folder / path.name).write_bytes(path.read_bytes())
    for part in text.split("--- file: ")[1:]:
        name, _, content = part.partition("\n")
        (folder / name).write_text(content, encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_reported_in_these_words(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plans").mkdir()
    laid_out(case, Path("plans"))
    reading = read_definitions([Path("plans")])
    assert reading.problems
    count = f"{len(reading.problems)} problems, {sum(problem.warning for problem in reading.problems)} of them warnings"
    shown = "\n".join([*map(write_problem, reading.problems), count]) + "\n"
    golden = FAULTS / f"{case}.txt"
    if request.config.getoption("--rewrite-goldens"):
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")
    rule = next((rule for rule in rules_in_the_code() if rule == case), None)
    if rule is not None:
        assert rule in {problem.rule for problem in reading.problems}


@cache
def rules_in_the_code() -> set[str]:
    """Return the names given as first argument to ``fault``, ``warn``, ``Gap`` and ``UnreadableError``."""
    found = set()
    for path in Path(definitions.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name not in ("fault", "warn", "Gap", "UnreadableError"):
                continue
            first = node.args[0]
            branches = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
            found |= {each.value for each in branches if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    return found


def test_every_rule_has_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    broken = set()
    for case in CASES:
        folder = Path(case)
        folder.mkdir()
        laid_out(case, folder)
        broken |= {problem.rule for problem in read_definitions([folder]).problems}
    rules = rules_in_the_code()
    assert len(rules) > 40
    assert rules - broken == ELSEWHERE


@pytest.mark.parametrize("case", CASES)
def test_problems_are_sorted_and_none_stands_twice(case: str, tmp_path: Path) -> None:
    laid_out(case, tmp_path)
    problems = read_definitions([tmp_path]).problems
    places = [(problem.source, problem.line, problem.column) for problem in problems]
    assert places == sorted(places)
    assert len(set(problems)) == len(problems)
