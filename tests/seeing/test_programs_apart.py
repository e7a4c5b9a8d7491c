"""Two programs, each in its own file: what one says of the other, and what both say together."""

import csv
import json
import re
import shutil
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from coordplan.cli import run
from coordplan.seeing.figures import Figures
from coordplan.seeing.predecessor import place_of_previous
from coordplan.seeing.values import Comparison, is_made_up
from tests.command_line import DEFINITIONS, Tell, write_definitions
from tests.examples import IS_LONG

CARRIED = ("gddt-08@2025", "yte-03@2025-12", "ct-09", "tttt-01@2024-07")
OLD, NEW = "coordplan.db", "ctph-2026-2030.db"


@pytest.fixture(scope="module")
def two_programs(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration's file and of the next program's, made once; to be copied only."""
    folder = tmp_path_factory.mktemp("two")
    shutil.copy(demo / OLD, folder / OLD)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COORDPLAN_TODAY", "2026-04-20")
        patch.setenv("COORDPLAN_BY", "lan")
        assert run(["next", "2026-2030", *(word for id_ in CARRIED for word in ("--carry", id_))]) == 0
        assert run(["--db", NEW, "init", "2026-2030"]) == 0
    return folder


@pytest.fixture
def two(two_programs: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Both files, here, on a day of the new program."""
    monkeypatch.setenv("COORDPLAN_TODAY", "2026-04-20")
    shutil.copytree(two_programs, here, dirs_exist_ok=True)
    return here


def data(tell: Tell, *words: str) -> dict[str, Any]:
    code, out, err = tell(*words, "--format", "json")
    assert (code, err) == (0, ""), err
    found: dict[str, Any] = json.loads(out)
    return found


# the comparison


@pytest.mark.parametrize(
    ("words", "then"),
    [
        pytest.param(["--compare", "2025"], ["--as-of", "2025-12-31"], id="a year"),
        pytest.param(["--compare", "2025-Q2"], ["--as-of", "2025-06-14"], id="a quarter"),
        pytest.param(["--compare", "30/9/2025"], ["--as-of", "2025-09-30"], id="a day"),
        pytest.param(["--compare", "last-year"], ["--as-of", "2025-04-20"], id="the same day a year before"),
        pytest.param(
            ["--compare", "last-year", "--period", "2026-Q1"],
            ["--as-of", "2025-04-20", "--period", "2025-Q1"],
            id="the same period of the year before",
        ),
        pytest.param(
            ["--compare", "last-period", "--as-of", "2026-01-10"], ["--as-of", "2025-12-31"], id="the month before"
        ),
        pytest.param(
            ["--compare", "2025", "--lead", "so-yte"], ["--as-of", "2025-12-31", "--lead", "so-yte"], id="lead"
        ),
        pytest.param(
            ["--compare", "2025", "--plan", "vhtt"],
            ["--as-of", "2025-12-31", "--plan", "vhtt", "--plan", "tttt"],
            id="a plan that was two",
        ),
    ],
)
def test_what_lies_before_the_program_is_asked_of_the_file_before(
    tell: Tell, two: Path, words: list[str], then: list[str]
) -> None:
    compared = data(tell, "--db", NEW, "status", *words)["compare"]
    assert (compared["program"], compared["file"], compared["missing"]) == ("ctph-2022-2025", OLD, None)
    assert compared["totals"] == data(tell, "--db", OLD, "status", *then)["totals"]


def test_plans_of_then_are_compared_under_the_plans_of_now(tell: Tell, two: Path) -> None:
    compared = data(tell, "--db", NEW, "status", "--compare", "2025")["compare"]
    groups = {each["id"]: each["figures"] for each in compared["groups"]}
    then = {each["id"]: each for each in data(tell, "--db", OLD, "status", "--as-of", "2025-12-31")["groups"]}
    assert groups["vhtt"]["total"] == then["vhtt"]["total"] + then["tttt"]["total"]
    assert groups["ctph-2026-2030"]["total"] == then["ctph-2022-2025"]["total"]
    assert sum(each["total"] for each in groups.values()) == compared["totals"]["total"]


def test_the_comparison_says_whose_figures_they_are(tell: Tell, two: Path) -> None:
    out = tell("--lang", "en", "--db", NEW, "status", "--compare", "2025").out
    assert "points less than in 2025, as it stood on 2025-12-31, CTPH 2022-2025, coordplan.db (" in out
    out = tell("--lang", "en", "--db", NEW, "why", "points", "--compare", "2025").out
    assert " on 2026-04-20 less 305 / " in out
    assert "ctph-2022-2025/yte-03@2025-11 " in out


@pytest.mark.parametrize(
    ("spoiled", "reason"),
    [
        pytest.param(None, "coordplan.db, the file of the program before, is not at hand", id="gone"),
        pytest.param(b"garbage", "coordplan.db is not a coordplan file", id="something else"),
        pytest.param(b"", "coordplan.db is empty", id="nothing"),
    ],
)
def test_where_the_file_before_is_not_at_hand_that_is_said(
    tell: Tell, two: Path, spoiled: bytes | None, reason: str
) -> None:
    Path(OLD).unlink()
    if spoiled is not None:
        Path(OLD).write_bytes(spoiled)
    code, out, err = tell("--lang", "en", "--db", NEW, "status", "--compare", "2025")
    assert (code, err) == (0, "")
    assert "There is nothing to compare with in 2025, as it stood on " in out
    assert reason in out
    compared = data(tell, "--db", NEW, "status", "--compare", "2025")["compare"]
    assert (compared["totals"], compared["file"]) == (None, OLD)
    assert tell("--db", NEW, "why", "points", "--compare", "2025").code == 1


@pytest.mark.parametrize("by", ["lead", "plan", "year"])
def test_rows_add_up_to_the_total_whatever_has_ceased_since(tell: Tell, two: Path, by: str) -> None:
    words = ("--db", NEW, "status", "--by", by, "--compare", "2025")
    found = data(tell, *words)
    differences, then = found["compare"]["differences"], found["compare"]["groups"]
    assert [each["id"] for each in then] == [each["id"] for each in found["groups"]]
    rows = list(csv.DictReader(StringIO(tell(*words, "--format", "csv").out)))
    for name in ("total", "done_on_time", "overdue", "cancelled"):
        assert sum(each["figures"][name] for each in differences["groups"]) == differences["totals"][name]
        assert sum(each["figures"][name] for each in then if each["figures"]) == found["compare"]["totals"][name]
        assert sum(each[name] for each in found["groups"]) == found["totals"][name]
        *of_groups, total = (int(row[f"{name}_difference"]) for row in rows)
        assert sum(of_groups) == total
    if by == "lead":
        gone = next(each for each in found["groups"] if each["id"] == "so-tnmt")
        assert (gone["total"], gone["ended_on"]) == (0, "2025-02-28")


@pytest.mark.parametrize(
    ("until", "reason"),
    [
        pytest.param("2026-12-31", "holds CT, which ends on 2026-12-31, not before this", id="it ends too late"),
        pytest.param("2025-12-31", "holds CT; this program carries on tasks of ctph-2022-2025.", id="another program"),
        pytest.param(None, "holds this program itself.", id="the same program"),
    ],
)
def test_a_file_that_cannot_be_the_one_before_is_not_compared_with(
    tell: Tell, two: Path, until: str | None, reason: str
) -> None:
    Path(OLD).unlink()
    if until is None:
        shutil.copy(NEW, OLD)
    else:
        program = DEFINITIONS["program.yaml"].replace("2025-12-31", until)
        write_definitions(two / "other", DEFINITIONS | {"program.yaml": program})
        assert tell("--db", OLD, "init", "other").code == 0
    compared = json.loads(tell("--lang", "en", "--db", NEW, "status", "--compare", "2025", "-f", "json").out)["compare"]
    assert compared["totals"] is None
    assert reason in compared["missing"]


def test_a_chain_of_programs_is_followed_to_its_end(tell: Tell, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", "2031-01-05")
    assert tell("--db", NEW, "next", "2031-2035", "--carry", "ct-09").code == 0
    assert tell("--db", "ctph-2031-2035.db", "init", "2031-2035").code == 0
    onwards = data(tell, "why", "ct-09")["carried_into"]
    assert [each["program"] for each in onwards] == ["ctph-2026-2030", "ctph-2031-2035"]
    back = data(tell, "--db", "ctph-2031-2035.db", "why", "ct-09")["carried_from"]
    assert (back["program"], back["carried_from"]["program"]) == ("ctph-2026-2030", "ctph-2022-2025")


@pytest.mark.parametrize(
    ("own", "totals", "then", "asked", "said"),
    [
        pytest.param(True, 0, None, False, True, id="the file's own figures"),
        pytest.param(False, 3, 0, False, False, id="nothing had fallen due then"),
        pytest.param(False, 0, 2, False, False, id="nothing to count now, so nothing is compared"),
        pytest.param(False, 3, 2, False, True, id="the rate of then is shown"),
        pytest.param(False, 3, 0, True, True, id="every figure of then is shown"),
        pytest.param(False, 3, None, True, False, id="nothing to compare with"),
    ],
)
def test_made_up_figures_are_told_where_one_is_shown(
    own: bool, totals: int, then: int | None, asked: bool, said: bool
) -> None:
    def done(number: int) -> Figures:
        return Figures((number, *Figures().counts[1:]))

    before = Comparison("last-year", date(2025, 1, 5), "", then if then is None else done(then))
    assert is_made_up(own, done(totals), before._replace(asked=asked, illustrative=True)) is said


@pytest.mark.parametrize(
    ("previous", "there"),
    [
        pytest.param("old.db", "a/new/old.db", id="beside it"),
        pytest.param("../old/old.db", "a/old/old.db", id="as it is named"),
        pytest.param("..\\old\\old.db", "a/old/old.db", id="as Windows names it"),
        pytest.param("../gone/old.db", "a/new/old.db", id="moved beside it"),
        pytest.param("coordplan.db", "a/coordplan.db", id="in the folder above, where it is its own name"),
        pytest.param("../old", "a/old/coordplan.db", id="a folder"),
    ],
)
def test_the_file_before_is_found_as_it_is_named_beside_it_or_above(here: Path, previous: str, there: str) -> None:
    new = here / "a" / "new" / "coordplan.db"
    for path in (new, here / there):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = place_of_previous(new, previous)
    assert found is not None
    assert found.samefile(here / there)
    assert place_of_previous(new, "nowhere.db") is None


def test_before_anything_has_fallen_due_the_year_before_is_said_alone(tell: Tell, two: Path) -> None:
    out = tell("--lang", "en", "--db", NEW, "status", "--compare", "2025", "--as-of", "2026-01-05").out
    assert re.search(
        r"^In 2025, as it stood on 2025-12-31, CTPH 2022-2025, coordplan\.db: [\d.]+% \(\d+/\d+\)\.$", out, re.M
    )


def test_an_activity_can_be_said_by_hand_to_carry_something_on(tell: Tell, two: Path) -> None:
    said = [
        "--content",
        "nd1",
        "--lead",
        "so-yte",
        "--due",
        "2026-06-30",
        "--continues",
        "ctph-2022-2025/yte-03@2025-11",
    ]
    answer = tell("--lang", "en", "--db", NEW, "add", "yte", "Công bố bản tin tháng 11", *said)
    assert answer.out.startswith("Added yte-13: "), answer
    assert data(tell, "--db", NEW, "show", "yte-13")["carried_from"]["occurrence"] == "yte-03@2025-11"


# what is carried over


@pytest.mark.parametrize("occurrence", CARRIED if IS_LONG else CARRIED[:2])
def test_a_carried_task_is_explained_back_into_the_file_before(tell: Tell, two: Path, occurrence: str) -> None:
    id_ = occurrence.replace("@", "-")
    then = data(tell, "--db", OLD, "why", occurrence)
    why = data(tell, "--db", NEW, "why", id_)
    earlier = why["carried_from"]
    assert (earlier["program"], earlier["occurrence"], earlier["file"]) == ("ctph-2022-2025", occurrence, OLD)
    assert (earlier["standing"], earlier["missing"]) == (then["occurrence"]["standing"], None)
    assert earlier["entries"] == then["entries"]
    (later,) = then["carried_into"]
    assert (later["program"], later["occurrence"], later["file"]) == ("ctph-2026-2030", id_, NEW)
    assert data(tell, "--db", OLD, "show", occurrence)["carried_into"] == then["carried_into"]
    assert data(tell, "--db", NEW, "show", id_)["carried_from"]["standing"] == earlier["standing"]
    assert data(tell, "--db", NEW, "show", id_)["activity"]["continues"] == f"ctph-2022-2025/{occurrence}"


def test_both_ways_are_said_in_words(tell: Tell, two: Path) -> None:
    out = tell("--lang", "en", "--db", NEW, "why", "yte-03-2025-12").out
    assert "Carried over from ctph-2022-2025/yte-03@2025-12: not started, overdue, 0%, due 2025-12-25, SYT" in out
    out = tell("--lang", "vi", "--db", OLD, "show", "yte-03@2025-12").out
    assert "Chuyển tiếp sang" in out
    assert "ctph-2026-2030/yte-03-2025-12: " in out


def test_what_is_not_at_hand_is_said_and_stops_nothing(tell: Tell, two: Path) -> None:
    Path(OLD).rename("elsewhere.sqlite")
    code, out, err = tell("--lang", "en", "--db", NEW, "why", "ct-09")
    assert (code, err) == (0, "")
    assert (
        "Carried over from ctph-2022-2025/ct-09 (coordplan.db, the file of the program before, is not at hand)." in out
    )
    missing = data(tell, "--db", NEW, "show", "ct-09")["carried_from"]
    assert (missing["file"], missing["standing"]) == (OLD, None)
    Path(NEW).rename("away.sqlite")
    Path("elsewhere.sqlite").rename(OLD)
    assert data(tell, "show", "ct-09")["carried_into"] == []


def test_the_file_before_answers_as_of_the_day_and_as_far_as_was_known(tell: Tell, two: Path) -> None:
    shown = data(tell, "--db", NEW, "show", "tttt-01-2024-07")["carried_from"]
    assert shown["standing"] == "not_started_overdue"
    assert tell("--db", OLD, "mark", "tttt-01@2024-07", "done", "--on", "2026-03-01").code == 0
    shown = data(tell, "--db", NEW, "show", "tttt-01-2024-07")["carried_from"]
    assert (shown["standing"], shown["done_on"]) == ("done_late", "2026-03-01")
    early = data(tell, "--db", NEW, "show", "tttt-01-2024-07", "--as-of", "2026-02-01")["carried_from"]
    assert early["standing"] == "not_started_overdue"


# both together


@pytest.mark.parametrize("day", ["2026-04-20", "2026-01-01", "2025-12-31", "2024-06-30"])
def test_what_was_carried_over_counts_in_one_of_the_files_alone(tell: Tell, two: Path, day: str) -> None:
    both = data(tell, "--db", OLD, "--db", NEW, "status", "--as-of", day)
    alone = [data(tell, "--db", file, "status", "--as-of", day)["totals"] for file in (OLD, NEW)]
    assert both["totals"]["total"] == sum(each["total"] for each in alone) - len(CARRIED)
    (elsewhere,) = both["counted_elsewhere"]
    if day < "2026":
        assert elsewhere["file"] == NEW
        assert both["files"][0]["total"] == alone[0]["total"]
        assert both["totals"]["overdue"] == alone[0]["overdue"]
    else:
        assert (elsewhere["file"], sorted(elsewhere["occurrences"])) == (OLD, sorted(CARRIED))
        assert both["files"][1]["total"] == alone[1]["total"]
        assert both["files"][0]["overdue"] == alone[0]["overdue"] - len(CARRIED)


def test_lists_and_groups_of_both_agree_with_the_total(tell: Tell, two: Path) -> None:
    files = ("--db", OLD, "--db", NEW)
    overdue = data(tell, *files, "status")["totals"]["overdue"]
    rows = data(tell, *files, "list", "--standing", "overdue")["occurrences"]
    assert len(rows) == overdue
    assert not {row["occurrence"] for row in rows if row["file"] == OLD} & set(CARRIED)
    for by in ("lead", "year", "plan"):
        groups = data(tell, *files, "status", "--by", by)["groups"]
        assert sum(each["overdue"] for each in groups) == overdue


def test_a_total_is_compared_with_the_file_before_once(tell: Tell, two: Path) -> None:
    then = data(tell, "--db", OLD, "--db", NEW, "status", "--compare", "last-year")["compare"]["totals"]
    assert then == data(tell, "--db", OLD, "status", "--as-of", "2025-04-20")["totals"]


def test_the_total_says_what_it_counts_once(tell: Tell, two: Path) -> None:
    sentence = f"4 occurrences of {OLD} were carried over and count in {NEW} alone.\n"
    assert sentence in tell("--lang", "en", "--db", OLD, "--db", NEW, "status").out
    assert sentence in tell("--lang", "en", "--db", OLD, "--db", NEW, "due").out
    assert f"4 lượt nhiệm vụ của {OLD} là nhiệm vụ chuyển tiếp" in tell("--db", OLD, "--db", NEW, "list").out


# the curve of both


def test_a_curve_shows_the_program_before_where_that_is_asked_for(tell: Tell, two: Path) -> None:
    assert data(tell, "--db", NEW, "curve")["previous"] is None
    both = data(tell, "--db", NEW, "curve", "--previous", "--by", "quarter")
    alone = data(tell, "--db", OLD, "curve", "--by", "quarter", "--as-of", "2025-12-31")
    assert both["previous"]["points"] == alone["points"]
    assert (both["previous"]["program"], both["previous"]["file"]) == ("ctph-2022-2025", OLD)
    out = tell("--lang", "en", "--db", NEW, "curve", "--previous").out
    assert "Before it, Chương trình phối hợp công tác giai đoạn 2022-2025 (coordplan.db): progress " in out
    Path(OLD).unlink()
    missing = json.loads(tell("--lang", "en", "--db", NEW, "curve", "--previous", "--format", "json").out)["previous"]
    assert missing["missing"] == "coordplan.db, the file of the program before, is not at hand."
    assert missing["points"] is None
