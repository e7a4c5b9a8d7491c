"""A field that a list gains is promised by the list's schema alone."""

from pathlib import Path

import pytest

from coordplan.seeing import listing
from coordplan.seeing.listing import ListedOccurrence
from tests.command_line import Tell


@pytest.fixture
def wider(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the row of a list one more field, as whoever adds a column would."""
    in_data, names = ListedOccurrence.in_data, listing.list_names()
    monkeypatch.setattr(listing, "list_names", lambda: (*names, "priority"))
    monkeypatch.setattr(ListedOccurrence, "in_data", lambda row: (*in_data(row), "high"))


@pytest.mark.parametrize("format_", ["json", "csv"])
@pytest.mark.parametrize("words", [["list"], ["due"], ["search", "bao cao"]], ids=lambda words: words[0])
def test_a_new_field_is_in_every_list(tell: Tell, small: Path, wider: None, words: list[str], format_: str) -> None:
    out = tell(*words, "-f", format_).out
    assert "priority" in out
    assert "high" in out


@pytest.mark.parametrize("format_", ["json", "csv"])
@pytest.mark.parametrize(
    ("words", "shows"),
    [
        pytest.param(["show", "gd-01"], "gd-01", id="show"),
        pytest.param(["why", "gd-01"], "entr", id="why of an occurrence"),
        pytest.param(["why", "overdue"], "gd-01", id="why of a figure"),
        pytest.param(["why", "points", "--compare", "2024-05"], "gd-01", id="why of a difference"),
        pytest.param(["changes", "--since", "2024-05-31"], "gd-01", id="changes"),
        pytest.param(["status"], "total", id="status"),
    ],
)
def test_no_other_schema_promises_it(
    tell: Tell, small: Path, wider: None, words: list[str], shows: str, format_: str
) -> None:
    answer = tell(*words, "-f", format_)
    assert answer.code == 0
    assert "priority" not in answer.out
    if format_ == "json" or words[0] != "show":
        assert shows in answer.out


def test_a_report_does_not_promise_it(tell: Tell, small: Path, wider: None) -> None:
    assert tell("report", "2024-Q2", "-o", "report.json").code == 0
    text = Path("report.json").read_text(encoding="utf-8")
    assert "gd-01" in text
    assert "priority" not in text
