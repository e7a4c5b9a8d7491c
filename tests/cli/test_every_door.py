"""A day, a period or a deadline is read alike wherever it is typed: in options, YAML, forms and annexes."""

import json
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import Any, TypeVar

import pytest

from coordplan.cli.app import Commands
from coordplan.cli.asking import a_deadline
from coordplan.cli.command_table import COMMANDS
from coordplan.collecting.collect.answer_cells import parse_day_cell
from coordplan.collecting.collect.returned_form import FormCell
from coordplan.dates.deadlines import Deadline, parse_deadline
from coordplan.dates.periods import parse_period
from coordplan.definitions.fields import PROGRAM
from coordplan.definitions.scalars import PARSERS, UnreadableError
from tests.command_line import Answer, Tell
from tests.dates.cases import DAYS, DAYS_THAT_HAVE_BEEN, NOT_DAYS, PERIODS, PERIODS_OF_A_YEAR
from tests.examples import IS_LONG

Door = tuple[str, str]  # a command, and its option or argument
Meaning = TypeVar("Meaning")
Days = Sequence[tuple[str, date]]
Typed = Callable[[Door, str, str], Answer]

# How each command is told which day, moment or period is meant
AS_OF = {
    "export": "out --as-of {}",
    "status": "--as-of {}",
    "list": "--as-of {}",
    "due": "--as-of {}",
    "why": "overdue --as-of {}",
    "changes": "--since 2024-02-01 --as-of {}",
    "periods": "--as-of {}",
    "search": "giao --as-of {}",
    "show": "gd-01 --as-of {}",
    "curve": "--as-of {}",
    "report": "2024-01 --as-of {}",
    "report issue": "2024-01 --number 1 --signed-on 2024-06-30 --as-of {}",
    "digest": "--since 2024-02-01 --as-of {}",
    "calendar": "--as-of {}",
    "form": "2024-Q2 --org so-gd -o out --as-of {}",
    "returns": "2024-Q2 --as-of {}",
    "chase": "2024-Q2 --as-of {}",
    "todo": "--as-of {}",
    "next": "out --as-of {}",
}
KNOWN_AT = {
    **{command: line.replace("--as-of", "--known-at") for command, line in AS_OF.items()},
    "report list": "--known-at {}",
    "report verify": "1 --known-at {}",
    "report errata": "1 --known-at {}",
    "period": "list --known-at {}",
    "log": "--known-at {}",
}
ON = {
    "mark": "gd-02 10% --on {}",
    "done": "gd-02 --on {}",
    "extend": "gd-02@2024-Q1 2024-08-01 --evidence 1-CV --on {}",
    "retire": "yt-01 --on {}",
    "rate": "gd red --reason chậm --on {}",
}
# Those that all have an option in common are tried with some cases, one of them with all
SHARED: dict[Door, str] = {
    **{(command, "--as-of"): line for command, line in AS_OF.items()},
    **{(command, "--known-at"): line for command, line in KNOWN_AT.items() if command not in ("report issue", "form")},
}
WHOLE_DAYS: dict[Door, str] = {
    ("extend", "due"): "gd-02@2024-Q1 {} --evidence 1-CV",
    ("add", "--start"): "gd Việc --content nd1 --lead so-gd --due 2024-12-31 --start {}",
    ("add", "--until"): "gd Việc --content nd1 --lead so-gd --every month --until {}",
    ("edit", "--start"): "gd-02 --start {}",
    ("edit", "--from"): "gd-02 --due-day 20 --from {}",
    ("edit", "--until"): "gd-02 --until {}",
    ("report issue", "--signed-on"): "2024-05 --number 1 --signed-on {}",
    ("next", "--from"): "out --from {}",
    ("next", "--until"): "out --until {}",
    ("status", "--compare"): "--compare {}",
    ("why", "--compare"): "points --compare {}",
    ("calendar", "--since"): "--since {}",
    ("due", "--within"): "--as-of 2024-06-01 --within {}",
    ("digest", "--within"): "--since 2024-02-01 --as-of 2024-06-01 --within {}",
}
DAYS_UP_TO_TODAY: dict[Door, str] = {
    ("status", "--as-of"): "--as-of {}",
    ("status", "--known-at"): "--known-at {}",
    ("changes", "--since"): "--since {}",
    ("changes", "--until"): "--since 2023-02-01 --until {}",
    ("digest", "--since"): "--since {}",
    ("collect", "--received"): "a.xlsx --received {}",
    **{(command, "--on"): line for command, line in ON.items()},
}
PERIOD_DOORS: dict[Door, str] = {
    ("status", "--period"): "--period {}",
    ("list", "--period"): "--period {}",
    ("curve", "--period"): "--period {}",
    ("due", "--period"): "--period {}",
    ("why", "--period"): "overdue --period {}",
    ("changes", "--period"): "--since 2024-02-01 --period {}",
    ("search", "--period"): "giao --period {}",
    ("status", "--compare"): "--compare {}",
    ("why", "--compare"): "points --compare {}",
    ("report", "period"): "{}",
    ("report issue", "period"): "{} --number 1 --signed-on 2024-06-30",
    ("form", "period"): "{} --org so-gd -o out",
    ("returns", "period"): "{}",
    ("chase", "period"): "{}",
    ("period", "key"): "close {}",
}
DEADLINES: dict[Door, str] = {
    ("add", "--due"): "gd Việc --content nd1 --lead so-gd --deadline-text hạn --due {}",
    ("edit", "--due"): "gd-05 --deadline-text hạn --due {}",
}
TIMES = {"DATE", "MOMENT", "PERIOD", "RHYTHM", "WHEN", "SPAN", "DEADLINE"}
# What recurs is no day; a day to send by that lies before the forms is refused (test_form_sent); the last is below
ELSEWHERE = {
    ("add", "--every"),
    ("edit", "--every"),
    ("form", "--send-by"),
    ("import", "--due"),
    ("init", "--from"),
    ("init", "--until"),
}


@pytest.fixture
def typed(tell: Tell, made: Path, here: Path) -> Typed:
    """Return a function that gives a command line with a text put in its place, over an untouched file each time."""

    def answer(door: Door, line: str, text: str) -> Answer:
        shutil.rmtree(here / "out", ignore_errors=True)
        shutil.copy(made / "coordplan.db", here / "coordplan.db")
        words = (word.replace("{}", text) for word in line.split(" "))
        code, out, err = tell(*door[0].split(" "), *words)
        return Answer(code, out, re.sub(r"--on \S+ is read as .*\n", "", err))  # which year it is, is said

    return answer


def doors(*tables: Mapping[Door, str]) -> list[Any]:
    return [pytest.param(door, line, id=" ".join(door)) for table in tables for door, line in table.items()]


def doors_with(cases: Mapping[str, tuple[str, Meaning]], each: int, *tables: Mapping[Door, str]) -> list[Any]:
    """Return each door with so many of the cases, the next door with those that follow, so that all are tried."""
    following = cycle(cases.values())
    return [
        pytest.param(door, line, list(islice(following, each)), id=" ".join(door))
        for table in tables
        for door, line in table.items()
    ]


def test_every_option_that_takes_a_time_is_tried() -> None:
    found = {
        (name, parameter.opts[0])
        for name in COMMANDS
        for parameter in Commands().get_command(None, name).params
        if parameter.metavar in TIMES
    }
    tried = {*SHARED, *WHOLE_DAYS, *DAYS_UP_TO_TODAY, *PERIOD_DOORS, *DEADLINES, *ELSEWHERE}
    assert found == tried


@pytest.mark.parametrize(("door", "line", "cases"), doors_with(DAYS, 1, SHARED))
def test_a_day_is_read_by_every_command_that_is_asked_about_one(
    door: Door, line: str, cases: Days, typed: Typed
) -> None:
    for text, day in cases:
        expected = typed(door, line, day.isoformat())
        assert expected.code in (0, 1)
        assert typed(door, line, text) == expected
        assert typed(door, line, "-25d") == expected


@pytest.mark.parametrize(
    ("door", "line", "cases"), doors_with(DAYS, 5 if IS_LONG else 2, WHOLE_DAYS, DAYS_UP_TO_TODAY, DEADLINES)
)
def test_a_day_is_read_alike_wherever_one_is_typed(door: Door, line: str, cases: Days, typed: Typed) -> None:
    expected = typed(door, line, "2024-06-05")
    assert expected.code != 2
    assert [text for text, _day in cases if typed(door, line, text) != expected] == []
    code, out, err = typed(door, line, "31/6/2024")
    assert (code in (1, 2), out) == (True, "")
    assert '"31/6/2024" ' in err


@pytest.mark.parametrize(("door", "line", "cases"), doors_with(DAYS_THAT_HAVE_BEEN, 4, DAYS_UP_TO_TODAY))
def test_a_day_that_has_been_is_read_where_one_is_asked_for(door: Door, line: str, cases: Days, typed: Typed) -> None:
    assert [text for text, day in cases if typed(door, line, text) != typed(door, line, day.isoformat())] == []


@pytest.mark.parametrize(("door", "line"), doors(WHOLE_DAYS))
def test_a_day_in_short_words_is_a_day_in_every_option(door: Door, line: str, typed: Typed) -> None:
    """Which one, the latest or the next, `test_days_ahead` says."""
    answers = [typed(door, line, text) for text in ("5/6", "hôm qua")]
    assert [answer.err for answer in answers if "is not a" in answer.err] == []


@pytest.mark.parametrize(("door", "line", "cases"), doors_with(PERIODS | PERIODS_OF_A_YEAR, 4, PERIOD_DOORS))
def test_a_period_is_read_alike_wherever_one_is_typed(door: Door, line: str, cases: Any, typed: Typed) -> None:
    expected = {key: typed(door, line, key) for _text, key in cases}
    assert {answer.code for answer in expected.values()} <= {0, 1}
    assert [text for text, key in cases if typed(door, line, text) != expected[key]] == []
    code, out, err = typed(door, line, "Quý V/2024")
    assert (code, out) == (2, "")
    assert "Quý V/2024" in err


def test_a_period_without_its_year_is_of_the_year_of_the_day_asked_about(tell: Tell, small: Path) -> None:
    assert tell("list", "--as-of", "30/6/2025", "--period", "quý 2") == tell(
        "list", "--as-of", "30/6/2025", "--period", "2025-Q2"
    )
    of_two_years = ("changes", "--since", "1/2/2024", "--until", "1/2/2025", "--as-of", "1/2/2025")
    assert tell(*of_two_years, "--period", "quý 1") == tell(*of_two_years, "--period", "2025-Q1")


def texts(cases: Mapping[str, tuple[str, Any]]) -> list[str]:
    return [text for text, _meaning in cases.values()]


# elsewhere than in options


@pytest.mark.parametrize(("text", "day"), DAYS.values(), ids=DAYS)
def test_a_day_is_read_in_yaml_in_a_form_and_at_a_terminal(text: str, day: date) -> None:
    assert PARSERS["day"](text, PROGRAM[0]) == day
    assert PARSERS["deadline"](text, PROGRAM[0]) == Deadline(due_on=day)
    assert parse_day_cell(FormCell(text, "K7")) == day
    assert a_deadline(text) == text


@pytest.mark.parametrize("text", [text for text, _reason in NOT_DAYS.values() if text])
def test_what_is_no_day_is_read_neither_in_yaml_nor_in_a_form(text: str) -> None:
    with pytest.raises(UnreadableError):
        PARSERS["day"](text, PROGRAM[0])
    with pytest.raises(ValueError, match="is not a date"):
        parse_day_cell(FormCell(text, "K7"))


def test_days_are_read_in_an_annex(tell: Tell, small: Path, here: Path) -> None:
    cells = texts(DAYS)
    rows = "".join(f"Việc {number};BTG;{text};{text}\n" for number, text in enumerate(cells))
    (here / "a.csv").write_text(f"Nhiệm vụ;Chủ trì;Bắt đầu;Thời hạn\n{rows}", encoding="utf-8")
    line = ("import", "a.csv", "--plan", "gd", "--content", "nd1", "--map", "Bắt đầu=start", "--dry-run", "-f", "json")
    found = json.loads(tell(*line).out)["activities"]
    assert [(each["start"], each["due"]) for each in found] == [("2024-06-05", "2024-06-05")] * len(cells)


def test_a_deadline_of_a_whole_annex_and_an_answer_are_read_as_its_cells_are(
    tell: Tell, small: Path, here: Path
) -> None:
    (here / "a.csv").write_text("Nhiệm vụ;Chủ trì;Thời hạn\nViệc;BTG;\nViệc khác;BTG;sớm\n", encoding="utf-8")
    for text in texts(DAYS):
        words = ("--due", text, "--answer", f"sớm={text}", "--dry-run", "-f", "json")
        found = json.loads(tell("import", "a.csv", "--plan", "gd", "--content", "nd1", *words).out)["activities"]
        assert [each["due"] for each in found] == ["2024-06-05"] * 2


@pytest.mark.parametrize(("text", "key"), PERIODS.values(), ids=PERIODS)
def test_a_period_is_a_deadline_unless_it_is_a_number_alone(text: str, key: str) -> None:
    first, last = parse_period(key)[1:]
    if text == "2024" or key == "program":  # whose days stand nowhere in the words
        with pytest.raises(ValueError, match="is not a deadline"):
            parse_deadline(text)
    else:
        assert parse_deadline(text) == Deadline(due_on=last, start_on=first)
