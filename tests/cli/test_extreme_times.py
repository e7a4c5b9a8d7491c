"""Days and moments at the edges of what a date can be: an answer or a sentence, never a traceback."""

from pathlib import Path

import pytest

from tests.command_line import Tell
from tests.examples import IS_LONG

MOMENTS = {
    "the first moment, which another zone would carry before all dates": ("0001-01-01T00:00+14:00", "the year 1."),
    "the first moment of the office": ("0001-01-01T00:00", "the year 1."),
    "the last moment, which another zone would carry after all dates": ("9999-12-31T23:59-14:00", "the year 9999."),
    "the first day": ("0001-01-01", "the year 1."),
    "the last day": ("9999-12-31", "the year 9999."),
    "the year before the first that is read": ("1899-12-31T10:00", "the year 1899."),
    "the year after the last that is read": ("2201-01-01T10:00", "the year 2201."),
    "a zone that does not exist": ("2024-06-30T10:00+99:99", "is not a"),
    "an hour that does not exist": ("2024-06-30T25:00", "is not a"),
    "a sign alone": (":", "is not a"),
}
TAKE_MOMENTS = (
    ("status", "--known-at"),
    ("list", "--known-at"),
    ("changes", "--since"),
    ("changes", "--since", "7d", "--until"),
    ("digest", "--since"),
    ("digest", "--known-at"),
    ("report", "2024-Q2", "--known-at"),
)


@pytest.mark.parametrize("words", TAKE_MOMENTS, ids=" ".join)
@pytest.mark.parametrize(("moment", "reason"), MOMENTS.values(), ids=MOMENTS)
def test_a_moment_beyond_this_work_is_refused_in_a_sentence(
    tell: Tell, small: Path, words: tuple[str, ...], moment: str, reason: str
) -> None:
    answer = tell(*words, moment)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"coordplan: {words[-1]}: ")
    assert reason in answer.err or "is not a time." in answer.err


@pytest.mark.parametrize("day", ["1900-01-01", "2200-12-31", "1900-01-01T00:00+14:00", "2200-12-31T23:59-14:00"])
@pytest.mark.parametrize("words", TAKE_MOMENTS, ids=" ".join)
def test_the_outermost_moments_are_read(tell: Tell, small: Path, words: tuple[str, ...], day: str) -> None:
    answer = tell(*words, day)
    assert answer.code in (0, 1, 2)
    assert "is not a" not in answer.err


TAKE_DAYS = (
    ("status", "--as-of"),
    ("status", "--by", "period", "--as-of"),
    ("list", "--as-of"),
    ("due", "--as-of"),
    ("curve", "--as-of"),
    ("periods", "--as-of"),
    ("why", "points", "--as-of"),
    ("why", "planned", "--as-of"),
    ("changes", "--since", "7d", "--as-of"),
    ("show", "gd-02", "--as-of"),
    ("returns", "2024-Q2", "--as-of"),
    ("todo", "--as-of"),
    ("report", "2024-Q2", "-o", "r.xlsx", "--as-of"),
    ("report", "2024-Q2", "-o", "r.docx", "--as-of"),
    ("form", "2024-Q2", "-o", "forms", "--as-of"),
    ("calendar", "-o", "c.ics", "--as-of"),
    ("status", "--compare"),
)


# 1980 and 2107 are where the years of a packed file end
FAR_AWAY = ("1900-01-01", "2200-12-31", *(("-999m", "1979-12-31", "2108-01-01", "-999d") if IS_LONG else ()))


@pytest.mark.parametrize("day", FAR_AWAY)
@pytest.mark.parametrize("words", TAKE_DAYS, ids=" ".join)
def test_a_day_far_away_is_answered_or_refused_in_a_sentence(
    tell: Tell, small: Path, words: tuple[str, ...], day: str
) -> None:
    answer = tell(*words[:-1], f"{words[-1]}={day}")
    assert answer.code in (0, 1, 2)
    assert (answer.code == 0) or answer.err.startswith("coordplan: ")


@pytest.mark.parametrize(
    "words",
    [
        ("due", "--days"),
        ("digest", "--days"),
        ("changes", "--since"),
        ("status", "--fail-on", "due-soon", "--days"),
        ("calendar", "-o", "c.ics", "--remind"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("span", ["999999999", "9999d", "9999w", "9999m", "-999999999d", "99999999999999999999", "0"])
def test_a_span_without_end_is_answered_or_refused_in_a_sentence(
    tell: Tell, small: Path, words: tuple[str, ...], span: str
) -> None:
    answer = tell(*words[:-1], f"{words[-1]}={span}")
    assert answer.code in (0, 1, 2)
    assert (answer.code == 0) or answer.err.startswith("coordplan: ")
