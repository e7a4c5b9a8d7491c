"""Every figure of the demonstration's status can be asked why, and the rows behind it add up to it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordplan.cli.session import Session
from coordplan.errors import CoordplanError
from coordplan.model import RATES
from coordplan.seeing.figures import FIGURE_NAMES
from coordplan.seeing.opening import reading
from coordplan.seeing.why.gather import why_standing
from coordplan.seeing.why.values import EXPLAINED_FIGURES
from tests.command_line import Tell
from tests.examples import IS_LONG
from tests.store.building import FIRST, LAST, Book, activity, day, definitions, entry
from tests.store.test_standings import ORACLE, _write_anything


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


def why(tell: Tell, *words: str) -> dict[str, Any]:
    code, out, err = tell("why", *words, "-f", "json")
    assert (code, err) == (0, ""), err
    found: dict[str, Any] = json.loads(out)
    return found


def status(tell: Tell, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(tell("status", *words, "-f", "json").out)
    return found


def added_up(found: dict[str, Any]) -> tuple[float, float]:
    rows = found["occurrences"]
    return sum(row["numerator"] for row in rows), sum(row["denominator"] or 0 for row in rows)


def adds_up(found: dict[str, Any], figure: str, value: float | None) -> None:
    part, whole = added_up(found)
    assert found["numerator"] == pytest.approx(part, abs=1e-4)
    if figure in RATES:
        assert found["denominator"] == pytest.approx(whole, abs=1e-4)
        assert found["value"] == value
        assert value == (None if not whole else pytest.approx(part / whole, abs=1e-5))
    else:
        assert found["value"] == value == part
        assert found["denominator"] is None


def some_of(groups: list[dict[str, Any]], figure: str) -> list[dict[str, Any]]:
    """Return every third group, for the next figure those that follow, so that all are asked; in a long run all."""
    return groups if IS_LONG else groups[FIGURE_NAMES.index(figure) % 3 :: 3]


@pytest.mark.parametrize("figure", FIGURE_NAMES)
def test_every_figure_of_the_status_adds_up_from_the_rows_behind_it(tell: Tell, shipped: Path, figure: str) -> None:
    by_plan = status(tell)
    adds_up(why(tell, figure), figure, by_plan["totals"][figure])
    for group in some_of(by_plan["groups"], figure):
        adds_up(why(tell, figure, "--plan", group["id"]), figure, group[figure])


@pytest.mark.parametrize("figure", ["due_rate", "progress", "planned", "overdue", "total"])
@pytest.mark.parametrize("by", ["content", "lead"])
def test_groups_of_other_kinds_add_up_too(tell: Tell, shipped: Path, figure: str, by: str) -> None:
    for group in some_of(status(tell, "--by", by)["groups"], figure):
        adds_up(why(tell, figure, f"--{by}", group["id"]), figure, group[figure])


@pytest.mark.parametrize("figure", ["due_rate", "progress", "planned", "done"])
def test_years_and_quarters_add_up_by_their_key(tell: Tell, shipped: Path, figure: str) -> None:
    for by in ("year", "period"):
        for group in some_of(status(tell, "--by", by)["groups"], figure):
            if group["id"] == "ongoing" or group["id"] < "2023" or group["id"] > "2025":
                continue
            adds_up(why(tell, figure, "--period", group["id"]), figure, group[figure])


@pytest.mark.parametrize("as_of", ["2022-06-30", "2023-12-14", "2024-05-31", "2025-12-31"])
@pytest.mark.parametrize("figure", ["due_rate", "progress", "planned", "open"])
def test_a_past_day_adds_up_too(tell: Tell, shipped: Path, figure: str, as_of: str) -> None:
    adds_up(why(tell, figure, "--as-of", as_of), figure, status(tell, "--as-of", as_of)["totals"][figure])


def test_what_is_due_soon_adds_up(tell: Tell, shipped: Path) -> None:
    listed = json.loads(tell("due", "-f", "json").out)["occurrences"]
    soon = {row["occurrence"] for row in listed if row["days_left"] >= 0}
    found = why(tell, "due_soon")
    assert {row["occurrence"] for row in found["occurrences"]} == soon
    assert f"{len(soon)} due within 30 days" in tell("status").out


@pytest.mark.parametrize("compare", [(), ("--compare", "2023-12-31"), ("--compare", "last-period")])
def test_the_difference_of_the_rate_adds_up_on_both_days(tell: Tell, shipped: Path, compare: tuple[str, ...]) -> None:
    found = why(tell, "points", *compare)
    now = status(tell, *(compare or ("--compare", "last-year")))
    rows = found["occurrences"]
    sums = {name: sum(row[name] for row in rows) for name in rows[0] if name.startswith(("num", "den"))}
    then = now["compare"]["totals"]
    assert (sums["numerator"], sums["denominator"]) == (now["totals"]["done"], now["totals"]["fallen_due"])
    assert (sums["numerator_then"], sums["denominator_then"]) == (then["done"], then["fallen_due"])
    assert found["value"] == pytest.approx(now["compare"]["differences"]["totals"]["due_rate"], abs=2e-6)


def test_the_rating_says_what_it_rests_on(tell: Tell, shipped: Path) -> None:
    found = why(tell, "rating")
    ratings = {each["id"]: each["colour"] for each in status(tell)["ratings"]}
    assert {each["id"]: each["colour"] for each in found["plans"]} == ratings
    yte = next(each for each in found["plans"] if each["id"] == "yte")
    figures = next(each for each in status(tell)["groups"] if each["id"] == "yte")
    assert yte["measured"]["overdue_percent"] == pytest.approx(100 * figures["overdue"] / figures["open"], abs=1e-3)
    assert yte["measured"]["due_rate_percent"] == pytest.approx(100 * figures["due_rate"], abs=1e-3)
    assert found["limits"]["by_default"] is True


def test_what_keeps_a_rate_down_comes_first(tell: Tell, shipped: Path) -> None:
    rows = why(tell, "due_rate", "--plan", "tttt")["occurrences"]
    assert [row["numerator"] for row in rows[:3]] == [0, 0, 1]


def test_the_page_says_formula_and_fraction(tell: Tell, shipped: Path) -> None:
    out = tell("why", "due_rate", "--plan", "tttt").out
    assert "Rate of what has fallen due on 2024-06-30: 96.61% = 57 / 59" in out
    assert "It is: done / fallen due, where fallen due = done + overdue." in out
    vi = tell("--lang", "vi", "why", "due_rate", "--plan", "tttt").out
    assert "Tỷ lệ hoàn thành (trên số đã đến hạn) ngày 30/6/2024: 96,61% = 57 / 59" in vi


@pytest.mark.parametrize("figure", EXPLAINED_FIGURES)
def test_every_figure_has_its_page_in_both_languages(tell: Tell, shipped: Path, figure: str) -> None:
    for language in ("vi", "en"):
        code, out, err = tell("--lang", language, "why", figure, "--plan", "khcn")
        assert (code, err) == (0, "")
        assert len(out.splitlines()) > 3
    assert tell("why", figure, "--plan", "khcn", "-f", "csv").out.startswith("\ufeff")


@pytest.mark.parametrize(
    ("word", "figure"),
    [("Overdue", "overdue"), ("due-rate", "due_rate"), ("DUE RATE", "due_rate"), ("fallen due", "fallen_due")],
)
def test_a_figure_is_understood_as_it_is_typed_or_read(tell: Tell, shipped: Path, word: str, figure: str) -> None:
    assert why(tell, word)["figure"] == figure
    assert "Quá hạn ngày 30/6/2024: 6" in tell("--lang", "vi", "why", "quá hạn").out


def test_nothing_behind_a_figure_is_nothing(tell: Tell, small: Path) -> None:
    found = why(tell, "due_rate", "--as-of", "2024-01-15")
    assert (found["value"], found["numerator"], found["denominator"], found["occurrences"]) == (None, 0, 0, [])
    assert why(tell, "cancelled")["value"] == 0


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param(["due_rat"], 1, 'There is no figure, activity or occurrence "due_rat".', id="a misspelt figure"),
        pytest.param(["gd-99"], 1, 'There is no figure, activity or occurrence "gd-99".', id="no such activity"),
        pytest.param(["gd-02@2031-Q1"], 1, "gd-02 has no occurrence gd-02@2031-Q1.", id="no such occurrence"),
        pytest.param(["overdue", "--compare", "last-year"], 2, "--compare is for points alone.", id="compare"),
        pytest.param(["gd-01", "--plan", "gd"], 2, "Filters narrow a figure", id="a filter for an occurrence"),
        pytest.param(["rating", "--lead", "btg"], 2, "A plan is rated by its whole figures.", id="a part of a rating"),
        pytest.param(["points"], 1, "There is nothing to compare with on 2023-06-30.", id="nothing to compare with"),
        pytest.param(["overdue", "--period", "2019"], 1, "lies outside the program.", id="a period outside"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(
    tell: Tell, small: Path, words: list[str], code: int, sentence: str
) -> None:
    answer = tell("why", *words)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    if words == ["due_rat"]:
        assert 'Did you mean "due_rate" (Rate of what has fallen due)' in answer.err


# One standing


def begun(book: Book) -> None:
    book.load(definitions(activity("a", due_on=day("6-15"), start_on=day("3-1")), activity("r", every="quarter")))


@pytest.fixture
def book(here: Path) -> Book:
    return Book.filled(here / "coordplan.db", begun)


def roles(tell: Tell, *words: str) -> list[tuple[str, str]]:
    return [(row["observed_on"], row["role"]) for row in why(tell, *words)["entries"]]


def test_each_entry_has_its_role(tell: Tell, book: Book) -> None:
    book.record(entry("5-1", "percent", 30), entry("5-1", "percent", 40), entry("5-20", "percent", 60))
    taken_back = book.record(entry("5-21", "done"))
    book.undo(taken_back)
    book.record(entry("7-5", "percent", 80))
    assert roles(tell, "a") == [
        ("2024-05-01", "same_day"),
        ("2024-05-01", "outranked"),
        ("2024-05-20", "in_force"),
        ("2024-05-21", "taken_back"),
        ("2024-07-05", "not_yet"),
    ]
    out = tell("why", "a").out
    assert "a on 2024-06-30: in progress, overdue" in out
    assert "It is begun (60%) and not done; its due date, 2024-06-15, passed 15 days before 2024-06-30." in out
    assert "taken back, or replaced, by change 4" in out


def test_the_first_day_it_was_done_is_told(tell: Tell, book: Book) -> None:
    book.record(entry("6-10", "done"), entry("6-20", "done"))
    assert roles(tell, "a") == [("2024-06-10", "done_since"), ("2024-06-20", "in_force")]
    assert "It was done on 2024-06-10, no later than its due date, 2024-06-15" in tell("why", "a").out


def test_a_partial_that_was_corrected_the_same_day_is_no_break(tell: Tell, book: Book) -> None:
    book.record(entry("6-10", "percent", 100), entry("6-25", "percent", 50), entry("6-25", "percent", 100))
    assert roles(tell, "a") == [("2024-06-10", "done_since"), ("2024-06-25", "same_day"), ("2024-06-25", "in_force")]
    assert why(tell, "a")["occurrence"]["standing"] == "done_on_time"
    assert "It was done on 2024-06-10, no later than its due date, 2024-06-15" in tell("why", "a").out


def test_of_two_that_call_it_done_on_its_first_day_the_later_one_counts(tell: Tell, book: Book) -> None:
    book.record(entry("6-10", "percent", 100), entry("6-10", "done"), entry("6-20", "done"))
    assert [role for _day, role in roles(tell, "a")] == ["same_day", "done_since", "in_force"]


def test_an_extension_is_in_force_spent_or_too_late(tell: Tell, book: Book) -> None:
    book.record(entry("6-1", "extended", "7-31"), entry("6-20", "done"), entry("6-25", "extended", "8-31"))
    assert dict(roles(tell, "a")) == {"2024-06-01": "in_force", "2024-06-20": "in_force", "2024-06-25": "after_done"}
    out = tell("why", "a").out
    assert "The due date in force is 2024-07-31, by the extension granted on 2024-06-01; defined was 2024-06-15." in out
    book.load(definitions(activity("a", due_on=day("12-31"), start_on=day("3-1")), activity("r", every="quarter")))
    assert dict(roles(tell, "a"))["2024-06-01"] == "spent"


def test_an_extension_granted_on_the_day_it_is_done_counts(tell: Tell, book: Book) -> None:
    book.record(entry("6-20", "done"), entry("6-20", "extended", "7-31"))
    assert sorted(role for _day, role in roles(tell, "a")) == ["in_force", "in_force"]
    assert why(tell, "a")["occurrence"]["standing"] == "done_on_time"


def test_due_soon_is_from_the_day_itself_to_the_thirtieth_after(tell: Tell, book: Book) -> None:
    def soon(as_of: str) -> bool:
        return "a" in {row["occurrence"] for row in why(tell, "due_soon", "--as-of", as_of)["occurrences"]}

    days = ("2024-05-15", "2024-05-16", "2024-06-15", "2024-06-16")
    assert [soon(day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("entries", "as_of", "sentence"),
    [
        ([("5-1", "suspended")], "2024-06-30", "suspended and cancelled says so: suspended on 2024-05-01."),
        ([("5-1", "cancelled")], "2024-06-30", "cancelled says so: cancelled on 2024-05-01."),
        ([("6-20", "done")], "2024-06-30", "It was done on 2024-06-20, 5 days after its due date, 2024-06-15."),
        ([], "2024-06-30", "It is not begun; its due date, 2024-06-15, passed 15 days before 2024-06-30."),
        (
            [],
            "2024-06-15",
            "It is not begun; its window opened on 2024-03-01; its due date, 2024-06-15, has not passed",
        ),
        ([], "2024-02-15", "It is not begun, and its window opens on 2024-03-01."),
        ([("5-1", "percent", 20)], "2024-06-01", "It is begun (20%) and not done; its due date, 2024-06-15, has not"),
    ],
)
def test_the_rule_is_told_in_words(
    tell: Tell, book: Book, entries: list[tuple[Any, ...]], as_of: str, sentence: str
) -> None:
    if entries:
        book.record(*(entry(*each) for each in entries))
    out = tell("why", "a", "--as-of", as_of).out
    assert sentence.replace("suspended and cancelled says so", "resumed and cancelled says so") in out


def test_of_a_recurring_activity_the_earliest_open_occurrence_is_meant(tell: Tell, book: Book) -> None:
    assert why(tell, "r")["occurrence"]["occurrence"] == "r@2024-Q1"
    book.record(entry("3-20", "done", occurrence="r@2024-Q1"))
    assert why(tell, "R")["occurrence"]["occurrence"] == "r@2024-Q2"
    assert why(tell, "r@2024-q4")["occurrence"]["occurrence"] == "r@2024-Q4"


def test_what_is_retired_says_so(tell: Tell, book: Book) -> None:
    book.retire("a", day("5-1"))
    answer = tell("why", "a")
    assert (answer.code, answer.out) == (1, "")
    assert "a was retired on 2024-05-01." in answer.err


def test_what_was_known_decides(tell: Tell, book: Book) -> None:
    number = book.record(entry("6-10", "done"))
    assert roles(tell, "a", "--known-at", str(number - 1)) == []
    assert "Nothing has been observed of it." in tell("why", "a", "--known-at", str(number - 1)).out


@ORACLE
@given(data=st.data())
def test_what_is_said_of_entries_is_what_the_store_went_by(tmp_path: Path, data: st.DataObject) -> None:
    """The entries that count give the percent, the day done and the due date that the query of standings found."""
    book = Book(tmp_path / "any.db")
    told = _write_anything(data, book)
    as_of = data.draw(st.dates(FIRST, LAST))
    ids = sorted({each.id for each in told.occurrences}) if hasattr(told, "occurrences") else []
    with reading(Session(str(book.path), "auto"), as_of.isoformat()) as file:
        rows = file.connection.execute("SELECT DISTINCT id FROM occurrences WHERE ended_by IS NULL").fetchall()
        for id_ in ids or [row["id"] for row in rows]:
            try:
                found = why_standing(file, id_)
            except CoordplanError:
                continue  # retired by then
            row = found.listed
            progress = found.first(("percent", "value", "done"), "in_force")
            since = found.first(("percent", "value", "done"), "done_since") or progress
            added = {each.row.entry.observed_on for each in found.entries if each.role == "added"}
            if row.done_on is not None:
                assert row.done_on in added or (since is not None and since.entry.observed_on == row.done_on)
            assert (progress is None and not added) <= (row.percent == 0)
            if progress is not None and progress.entry.kind == "percent" and not added:
                assert row.percent == min(100, progress.entry.percent or 0)
            extension = found.first(("extended",), "in_force")
            assert row.due == (row.original_due if extension is None else extension.entry.due_on)
