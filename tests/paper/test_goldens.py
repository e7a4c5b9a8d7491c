"""What people read: goldens of every command and form, in both languages, on the demonstration at 30 June 2024.

``pytest --rewrite-goldens`` writes what comes out as what is expected; look at the difference before it is kept.
"""

import re
from pathlib import Path

import pytest

from coordplan.cli import run
from coordplan.text.writing import display_width
from tests.paper.screens import SIZES, screen

GOLDENS = Path(__file__).parent / "goldens"
COMMANDS = {
    "status": ["status"],
    "list": ["list", "--plan", "khcn", "--period", "2024"],
    "due": ["due", "--within", "30d"],
    "show": ["show", "ldtbxh-08"],
    "curve": ["curve"],
}
SCREENS = {
    **COMMANDS,
    "coordplan": [],
    "why": ["why", "overdue"],
    "changes": ["changes", "--since", "2024-06-15", "--plan", "tnmt"],
    "returns": ["returns", "2024-Q2"],
}
FORMS = {
    "colour.txt": ["--color", "always", "--width", "100"],
    "plain.txt": [],
    "md": ["-f", "md"],
    "json": ["-f", "json"],
    "csv": ["-f", "csv"],
}
MOMENTS = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00"), "0000-00-00T00:00:00.000000+00:00"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d"), "0000-00-00 00:00"),  # of the same width
    (re.compile(r"\d\d/\d\d/\d{4} \d\d:\d\d"), "00/00/0000 00:00"),
)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_view_shows_what_it_showed(
    command: str,
    form: str,
    language: str,
    demo: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-06-30")
    monkeypatch.chdir(demo)
    assert run(["--lang", language, *COMMANDS[command], *FORMS[form]]) == 0
    out, err = capsys.readouterr()
    assert bool(err) == (form == "csv"), "a CSV has no place for the remark that figures are illustrative"
    check_golden(f"{command}.{language}.{form}", out, request)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("command", SCREENS)
def test_a_terminal_shows_what_it_showed(
    command: str,
    language: str,
    demo: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-06-30")
    monkeypatch.chdir(demo)
    for columns, lines in SIZES:
        out = screen(["--lang", language, *SCREENS[command]], (columns, lines), monkeypatch, capsys)
        assert all(display_width(line) <= columns for line in out.splitlines())
        assert not re.search(" $", out, re.MULTILINE)
        check_golden(f"{command}.{language}.{columns}x{lines}.txt", out, request)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_picture_shows_what_it_showed(
    language: str, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-06-30")
    monkeypatch.chdir(demo)
    assert run(["--lang", language, "curve", "-o", str(tmp_path / "curve.svg")]) == 0
    check_golden(f"curve.{language}.svg", (tmp_path / "curve.svg").read_text(encoding="utf-8"), request)


def check_golden(name: str, out: str, request: pytest.FixtureRequest) -> None:
    """Compare an answer with its golden, or write it there where that was asked for."""
    for moment, placeholder in MOMENTS:
        out = moment.sub(placeholder, out)
    golden = GOLDENS / name
    if request.config.getoption("--rewrite-goldens"):
        golden.write_text(out, encoding="utf-8", newline="\n")
    assert out == golden.read_text(encoding="utf-8"), f"pytest --rewrite-goldens rewrites {golden.name}"


def test_no_golden_is_left_over() -> None:
    expected = {f"{command}.{language}.{form}" for command in COMMANDS for language in ("vi", "en") for form in FORMS}
    expected |= {f"curve.{language}.svg" for language in ("vi", "en")}
    expected |= {
        f"{command}.{language}.{columns}x{lines}.txt"
        for command in SCREENS
        for language in ("vi", "en")
        for columns, lines in SIZES
    }
    assert {path.name for path in GOLDENS.iterdir()} == expected


def test_json_and_csv_are_the_same_in_both_languages() -> None:
    """Programs read them: ids, codes and numbers, not words."""
    for command in COMMANDS:
        for form in ("json", "csv"):
            vi, en = (
                (GOLDENS / f"{command}.{language}.{form}").read_text(encoding="utf-8") for language in ("vi", "en")
            )
            own = ("Nhiệm vụ chung của chương trình", "Program's own activities")
            assert vi.replace(own[0], own[1]) == en
