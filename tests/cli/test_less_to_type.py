"""What is typed in short: --json, numbers behind --, trials, a period in place of a year."""

import json
from pathlib import Path

import pytest

from coordplan.cli import run
from coordplan.text.shell import quoted_word
from tests.command_line import Tell


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


COMMANDS_WITH_FORMATS = [
    *(
        ["status"],
        ["list"],
        ["due"],
        ["search", "a"],
        ["show", "gd-01"],
        ["why", "due_rate"],
        ["changes", "--since", "1/6/2024"],
        ["curve"],
    ),
    *(
        ["periods"],
        ["log"],
        ["returns"],
        ["todo"],
        ["period", "list"],
        ["report", "list"],
        ["doctor"],
    ),
]


@pytest.mark.parametrize("words", COMMANDS_WITH_FORMATS, ids=" ".join)
def test_json_stands_for_format_json(tell: Tell, small: Path, words: list[str]) -> None:
    short, long = tell(*words, "--json"), tell(*words, "-f", "json")
    assert (short.code, short.out) == (long.code, long.out)
    json.loads(short.out)


@pytest.mark.parametrize(
    ("words", "code", "begins"),
    [
        pytest.param(["--json", "-f", "csv"], 0, "\ufeffoccurrence,", id="the last one counts, csv"),
        pytest.param(["-f", "csv", "--json"], 0, '{"schema"', id="the last one counts, json"),
        pytest.param(["--json", "-o", "x.csv"], 2, "", id="an ending that says something else"),
    ],
)
def test_json_and_another_format_are_settled_as_usual(
    tell: Tell, small: Path, words: list[str], code: int, begins: str
) -> None:
    answer = tell("list", *words)
    assert answer.code == code
    assert answer.out.startswith(begins)


@pytest.mark.parametrize(
    ("words", "way_out"),
    [
        pytest.param(
            ["mark", "gd-04", "-5"], "stands behind --: coordplan mark gd-04 -- -5\n", id="a value, the last word"
        ),
        pytest.param(
            ["mark", "gd-04", "-5%", "--note", "hai từ"],
            f"stands behind --: coordplan mark gd-04 --note {quoted_word('hai từ')} -- -5%\n",
            id="a percent, with options behind it",
        ),
        pytest.param(["list", "-5"], "How it goes: coordplan list --help\n", id="where no argument is"),
    ],
)
def test_a_number_below_nothing_points_to_the_dashes(tell: Tell, small: Path, words: list[str], way_out: str) -> None:
    code, out, err = tell(*words)
    assert (code, out) == (2, "")
    assert err.endswith(way_out)


def test_the_line_with_dashes_works_as_printed(tell: Tell, small: Path) -> None:
    code, _out, err = tell("mark", "gd-04", "--", "-5%")
    assert (code, "There is no option" in err) == (1, False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["edit", "gd-01", "--title", "Khảo sát khác"], "Khảo sát khác", id="edit"),
        pytest.param(
            ["add", "gd", "Việc mới", "--content", "nd1", "--lead", "btg", "--due", "1/10/2024"], "Việc mới", id="add"
        ),
        pytest.param(["retire", "yt-01"], "retired from 2024-06-30 on", id="retire"),
    ],
)
def test_definitions_by_hand_can_be_tried_out(tell: Tell, small: Path, words: list[str], said: str) -> None:
    before = small.read_bytes()
    code, out, _err = tell(*words, "--dry-run")
    assert code == 0
    assert said in out
    assert out.endswith("Nothing was written (--dry-run).\n")
    assert small.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        pytest.param(["2024-Q2"], ["2024-Q2"], id="a period"),
        pytest.param(["quý", "2"], ["2024-Q2"], id="in words, without a year"),
        pytest.param(["2024..2025"], ["2024..2025"], id="several years"),
        pytest.param(["program"], ["program"], id="all of it"),
    ],
)
def test_periods_shows_one_period(tell: Tell, small: Path, words: list[str], keys: list[str]) -> None:
    found = json.loads(tell("periods", *words, "--json").out)
    assert [each["period"] for each in found["periods"]] == keys


def test_a_file_that_is_not_there_is_no_answer_that_is_refused(tell: Tell, small: Path) -> None:
    code, out, err = tell("collect", "nowhere.xlsx")
    assert (code, out) == (1, "")
    assert err.startswith("coordplan: There is no file nowhere.xlsx.\n")


def test_a_byte_order_mark_is_read_over(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "plans").mkdir()
    text = "program: {id: ct, title: Thử, from: 2024-01-01, until: 2024-12-31}\n"
    (here / "plans" / "program.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert run(["check", "plans"]) == 0, capsys.readouterr()


def test_what_check_leaves_out_is_shown_by_its_option(tell: Tell, here: Path) -> None:
    (here / "plans").mkdir()
    rows = "".join(f"  - {{id: A{number}, title: X, lead: x, due: 2024-01-01}}\n" for number in range(60))
    text = f"program: {{id: ct, title: Thử, from: 2024-01-01, until: 2024-12-31}}\nactivities:\n{rows}"
    (here / "plans" / "program.yaml").write_text(text, encoding="utf-8")
    first = tell("check", "plans")
    assert first.out.endswith("All of them: coordplan check --all plans\n")
    assert "more are not shown" not in tell("check", "--all", "plans").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["due", "--within", "30/9"], "due by 2024-09-30", id="due --within"),
        pytest.param(
            ["extend", "gd-01", "30/9", "--evidence", "1-CV/X, 25/6/2024"], "due 2024-09-30 instead of", id="extend"
        ),
        pytest.param(["edit", "gd-02", "--until", "30/9", "--dry-run"], "2024-09-30", id="edit --until"),
        pytest.param(["edit", "gd-02", "--due-day", "20", "--from", "1/7", "--dry-run"], "2024-07-01", id="--from"),
        pytest.param(["status", "--compare", "1/6"], "2024-06-01", id="status --compare"),
    ],
)
def test_a_day_may_leave_its_year_out_in_every_option(tell: Tell, small: Path, words: list[str], said: str) -> None:
    code, out, _err = tell(*words)
    assert code == 0
    assert said in out
