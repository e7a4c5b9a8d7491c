"""The same question with the same two dates gives the same bytes, whatever is told later."""

from pathlib import Path

import pytest

from tests.command_line import Tell
from tests.examples import IS_LONG

DATES = ("--as-of", "2024-05-31", "--known-at", "2")
QUESTIONS = {
    "status": ["status", *DATES],
    "status by lead": ["status", "--by", "lead", *DATES],
    "status compared": ["status", "--compare", "last-period", *DATES],
    "status of a period": ["status", "--period", "2024-Q2", "--compare", "last-year", *DATES],
    "list": ["list", *DATES],
    "list of what waits": ["list", "--blocked", *DATES],
    "due": ["due", *DATES],
    "search": ["search", "giao ban", *DATES],
    "show": ["show", "yte-03", *DATES],
    "periods": ["periods", "2024", *DATES],
    "changes": ["changes", "--since", "2024-05-01", *DATES],
    "why a rate": ["why", "progress", *DATES],
    "why points": ["why", "points", *DATES],
    "why the rating": ["why", "rating", *DATES],
    "why one": ["why", "yte-03@2024-03", *DATES],
    "todo": ["todo", *DATES],
    "curve": ["curve", "--by", "quarter", *DATES],
}


# What is drawn and what is data; CSV and Markdown are drawn of the same two
@pytest.mark.parametrize("form", ["table", "json", "csv", "md"] if IS_LONG else ["table", "json"])
def test_the_answer_does_not_change(tell: Tell, shipped: Path, form: str) -> None:
    def answers() -> dict[str, str]:
        found = {name: tell(*words, "-f", form) for name, words in QUESTIONS.items()}
        assert {answer.code for answer in found.values()} == {0}
        return {name: answer.out for name, answer in found.items()}

    before = answers()
    for words in (
        ["mark", "yte-03@2024-03", "done", "--on", "2024-04-01", "--evidence", "1-BC"],
        ["done", "gddt-04@2024-Q2", "khcn-06@2024-Q2", "--on", "2024-05-20"],
        ["extend", "yte-12@2024", "2025-01-20", "--evidence", "2-CV", "--on", "2024-05-15"],
        ["mark", "tttt-01@2023-12", "cancelled", "--on", "2024-05-10"],
        ["rate", "tttt", "green", "--reason", "x", "--on", "2024-05-01"],
        ["add", "gddt", "Việc mới", "--content", "nd1", "--lead", "so-gddt", "--due", "2024-05-30", "--sure"],
        ["edit", "ct-10", "--after", "ct-08"],
        ["edit", "vhtt-01", "--title", "Tên khác", "--due-day", "10"],
        ["retire", "tnmt-05", "--on", "2024-05-20"],
        ["undo", "4"],
    ):
        assert tell(*words).code == 0, words
    assert answers() == before
