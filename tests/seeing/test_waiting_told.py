"""What waits shows for what; `list --blocked` finds it."""

import json
from pathlib import Path
from typing import Any

from tests.command_line import Tell


def occurrences(tell: Tell, *words: str) -> dict[str, dict[str, Any]]:
    return {row["occurrence"]: row for row in json.loads(tell(*words, "-f", "json").out)["occurrences"]}


def test_what_waits_shows_for_what(tell: Tell, small: Path) -> None:
    assert occurrences(tell, "list")["gd-05"]["waits_for"] == ["gd-01"]
    assert "waits for gd-01" in tell("due", "--width", "200").out
    assert occurrences(tell, "show", "gd-05")["gd-05"]["waits_for"] == ["gd-01"]
    assert occurrences(tell, "list")["gd-01"]["waits_for"] == []


def test_only_what_waits_is_listed(tell: Tell, small: Path) -> None:
    assert set(occurrences(tell, "list", "--blocked")) == {"gd-05"}
    tell("mark", "gd-01", "done", "--on", "2024-06-28")
    assert set(occurrences(tell, "list", "--blocked")) == set()
    assert set(occurrences(tell, "list", "--blocked", "--as-of", "2024-06-27")) == {"gd-05"}
    assert set(occurrences(tell, "list", "--blocked", "--known-at", "1")) == {"gd-05"}
    assert set(occurrences(tell, "list", "--blocked", "--plan", "yt", "--as-of", "2024-06-27")) == set()


def test_filters_hide_what_is_listed_and_not_what_is_waited_for(tell: Tell, small: Path) -> None:
    assert occurrences(tell, "list", "--period", "2024-07", "--blocked")["gd-05"]["waits_for"] == ["gd-01"]


def test_the_page_says_what_it_is_narrowed_to(tell: Tell, small: Path) -> None:
    assert "(waiting for others)" in tell("list", "--blocked").out
