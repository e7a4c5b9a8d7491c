"""Several files, one look: status, list, due, search and returns over the files of many offices."""

import csv
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coordplan.cli import run
from coordplan.cli.app import OF_SEVERAL_FILES
from coordplan.cli.command_table import COMMANDS
from coordplan.seeing.gather import status_report
from coordplan.seeing.opening import Reading
from coordplan.seeing.values import StatusReport
from coordplan.store.migrations import make_file
from tests.command_line import DEFINITIONS, TODAY, Ready, Tell, write_definitions

OFFICES = {"a": "Ban Tuyên giáo huyện A", "b": "Ban Tuyên giáo huyện B", "c": "Ban Tuyên giáo huyện C"}
FIGURES = ("total", "done_on_time", "done_late", "overdue", "fallen_due", "done", "in_progress", "upcoming")


def with_office(name: str, office: str) -> dict[str, str]:
    """Return the small program's definitions, of an office."""
    program = DEFINITIONS["program.yaml"].replace("  language: en", f"  language: en\n  office: {office}")
    return {**DEFINITIONS, "program.yaml": program}


@pytest.fixture(scope="session")
def made_offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of three offices with the same ids, made once; to be copied only. In b and c something is done."""
    root = tmp_path_factory.mktemp("offices")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COORDPLAN_TODAY", TODAY)
        patch.setenv("COORDPLAN_BY", "lan")
        for name, office in OFFICES.items():
            folder = root / name
            write_definitions(folder / "plans", with_office(name, office))
            patch.chdir(folder)
            assert run(["init"]) == 0
        assert run(["mark", "gd-01", "done", "--on", "2024-06-10"]) == 0
        patch.chdir(root / "b")
        assert run(["mark", "gd-01", "done", "--on", "2024-06-25"]) == 0
        assert run(["mark", "gd-02@2024-Q1", "done", "--on", "2024-03-20"]) == 0
    return root


@pytest.fixture
def offices(made_offices: Path, here: Path) -> Path:
    """The folder of the files of three offices, here."""
    for name in OFFICES:
        (here / "offices" / name).mkdir(parents=True)
        shutil.copy(made_offices / name / "coordplan.db", here / "offices" / name / "coordplan.db")
    return Path("offices")


def answered(tell: Tell, *words: str, code: int = 0) -> Any:
    answer = tell("--lang", "en", *words, "-f", "json")
    assert answer.code == code, answer.err
    return json.loads(answer.out)


def rows_of(tell: Tell, *words: str) -> list[dict[str, str]]:
    answer = tell(*words, "-f", "csv")
    assert answer.code == 0, answer.err
    return list(csv.DictReader(io.StringIO(answer.out.removeprefix("\ufeff"))))


def files_of(*names: str) -> list[str]:
    return [word for name in names for word in ("--db", f"offices/{name}/coordplan.db")]


# status


def test_a_status_of_several_files_is_the_sum_of_their_own(tell: Tell, offices: Path) -> None:
    together = answered(tell, "status", "--db", "offices")
    single = [answered(tell, "status", *files_of(name)) for name in OFFICES]
    for name in FIGURES:
        assert together["totals"][name] == sum(each["totals"][name] for each in single), name
    assert together["totals"]["due_rate"] == round(together["totals"]["done"] / together["totals"]["fallen_due"], 6)
    assert [group["total"] for group in together["groups"]] == [each["totals"]["total"] for each in single]
    assert [each["office"] for each in together["groups"]] == list(OFFICES.values())
    assert [each["file"] for each in together["groups"]] == [f"offices/{name}/coordplan.db" for name in OFFICES]
    assert [each["known_at"] for each in together["files"]] == [each["known_at"] for each in single]
    assert together["known_at"] == max(each["known_at"] for each in single)


def test_progress_of_several_files_is_weighed_and_never_a_mean_of_rates(tell: Tell, offices: Path) -> None:
    tell(
        *files_of("a"),
        "add",
        "gd",
        "Việc nặng",
        "--content",
        "nd1",
        "--lead",
        "btg",
        "--due",
        "2024-12-01",
        "--weight",
        "90",
    )
    single = [answered(tell, "status", *files_of(name))["totals"]["progress"] for name in "ab"]
    both = answered(tell, "status", *files_of("a", "b"))["totals"]["progress"]
    assert min(single) <= both <= max(single)
    assert abs(both - sum(single) / 2) > 0.01


@pytest.mark.parametrize("by", ["plan", "content", "lead", "year", "period"])
def test_equal_ids_of_several_files_are_not_mixed(tell: Tell, offices: Path, by: str) -> None:
    together = answered(tell, "status", "--by", by, "--db", "offices")
    alone = {name: answered(tell, "status", "--by", by, *files_of(name))["groups"] for name in OFFICES}
    expected = [
        {"file": f"offices/{name}/coordplan.db", "office": OFFICES[name], **group}
        for name, groups in alone.items()
        for group in groups
    ]
    assert together["groups"] == expected
    assert together["by"] == by


def test_the_page_has_a_row_for_each_file_with_its_office_and_how_fresh_it_is(tell: Tell, offices: Path) -> None:
    lines = tell("status", "--db", "offices").out.splitlines()
    heading = next(line for line in lines if line.startswith("Office"))
    assert [word for word in ("File", "Last change") if word in heading] == ["File", "Last change"]
    for name, office in OFFICES.items():
        row = next(line for line in lines if line.startswith(office))
        assert row.split(office)[1].split()[0] == name
    assert next(line for line in lines if line.startswith("Total")).split()[1] == "48"
    assert lines[0] == "Chương trình thử (3 files)"
    assert "By 2024-06-30, 9 have fallen due: 3 done (2 on time, 1 late), 6 overdue; 33.33% achieved (3/9)." in lines


def test_what_needs_attention_is_that_of_all_files_with_their_offices(tell: Tell, offices: Path) -> None:
    attention = answered(tell, "status", "--db", "offices")["attention"]
    late = [(each["occurrence"], each["file"][8]) for each in attention if each["days_late"]]
    assert late == [
        ("gd-02@2024-Q1", "a"),
        ("gd-02@2024-Q1", "c"),
        ("gd-01", "a"),
        ("gd-02@2024-Q2", "a"),
        ("gd-02@2024-Q2", "b"),
        ("gd-02@2024-Q2", "c"),
    ]


def test_the_csv_of_a_status_ends_with_the_total(tell: Tell, offices: Path) -> None:
    rows = rows_of(tell, "status", "--db", "offices")
    assert [row["office"] for row in rows] == [*OFFICES.values(), ""]
    assert [row["id"] for row in rows] == [*(f"offices/{name}/coordplan.db" for name in OFFICES), "total"]
    assert all(row["known_at"] for row in rows[:-1])
    assert int(rows[-1]["total"]) == sum(int(row["total"]) for row in rows[:-1])


def test_several_files_are_compared_by_their_sums(tell: Tell, offices: Path) -> None:
    words = ("status", "--compare", "2024-06-15")
    together = answered(tell, *words, "--db", "offices")["compare"]
    single = [answered(tell, *words, *files_of(name))["compare"] for name in OFFICES]
    assert together["totals"]["done"] == sum(each["totals"]["done"] for each in single)
    assert together["differences"]["totals"]["done"] == sum(each["differences"]["totals"]["done"] for each in single)
    assert [each["figures"]["done"] for each in together["groups"]] == [each["totals"]["done"] for each in single]
    assert "Compared with how it was on 2024-06-15" in tell(*words, "--db", "offices").out


# list, due, search


def test_a_list_has_the_rows_of_each_file_beside_their_files(tell: Tell, offices: Path) -> None:
    together = answered(tell, "list", "--db", "offices")
    assert together["occurrences"] == [
        {"file": f"offices/{name}/coordplan.db", "office": OFFICES[name], **row}
        for name in OFFICES
        for row in answered(tell, "list", *files_of(name))["occurrences"]
    ]


def test_a_list_on_a_screen_has_the_shape_of_that_of_one_file(tell: Tell, offices: Path) -> None:
    out = tell("due", "--within", "2024-12-31", "--db", "offices", "--lang", "en", "--width", "80").out
    heading = next(line for line in out.splitlines() if line.startswith("Due"))
    assert heading.split()[-1] == "File"
    assert "Office" not in heading


def test_what_is_due_is_in_one_order_over_all_files(tell: Tell, offices: Path) -> None:
    rows = answered(tell, "due", "--db", "offices")["occurrences"]
    assert [row["due"] for row in rows] == sorted(row["due"] for row in rows)
    assert len(rows) == sum(len(answered(tell, "due", *files_of(name))["occurrences"]) for name in OFFICES)


def test_a_search_finds_in_all_files(tell: Tell, offices: Path) -> None:
    tell(*files_of("b"), "mark", "gd-05", "10%", "--note", "chờ hội trường")
    rows = answered(tell, "search", "hoi truong", "--db", "offices")["occurrences"]
    assert [(row["office"], row["occurrence"]) for row in rows] == [(OFFICES["b"], "gd-05")]
    out = tell("search", "hoi truong", "--db", "offices").out
    assert "1 occurrence on 2024-06-30; 1 of 3 files have some (hoi truong)" in out


@pytest.mark.parametrize("words", [["list"], ["due"], ["search", "lop"]], ids=lambda words: words[0])
def test_the_csv_of_rows_names_file_office_and_freshness(tell: Tell, offices: Path, words: list[str]) -> None:
    rows = rows_of(tell, *words, "--db", "offices")
    assert {row["file"] for row in rows} == {f"offices/{name}/coordplan.db" for name in OFFICES}
    assert {row["office"] for row in rows} == set(OFFICES.values())
    assert all(row["known_at"] for row in rows)


@pytest.mark.parametrize("words", [["list"], ["due"], ["search", "lop"]], ids=lambda words: words[0])
def test_below_a_list_each_file_stands_with_how_much_of_it_is_listed(
    tell: Tell, offices: Path, words: list[str]
) -> None:
    out = tell(*words, "--db", "offices").out
    summary = out.partition("\nFiles\n")[2].splitlines()
    assert [line.split()[-1] for line in summary if line.startswith("Ban")] != []
    counts = [int(line.split()[-1]) for line in summary if line.startswith("Ban")]
    assert int(next(line for line in summary if line.startswith("Total")).split()[-1]) == sum(counts)


# returns


def test_returns_of_several_files_are_added_up(tell: Tell, offices: Path) -> None:
    for name in "ab":
        assert tell(*files_of(name), "form", "2024-Q2", "-o", f"forms-{name}", "--as-of", "2024-06-12").code == 0
    words = ("returns", "2024-Q2")
    together = answered(tell, *words, "--db", "offices")
    single = [answered(tell, *words, *files_of(name)) for name in OFFICES]
    assert len(together["organizations"]) == sum(len(each["organizations"]) for each in single)
    assert together["due_to_be_in"] == sum(each["due_to_be_in"] for each in single)
    assert {each["office"] for each in together["organizations"]} == set(OFFICES.values())
    assert [each["file"] for each in together["organizations"]] == [None] * len(together["organizations"])
    assert {each["data_file"][8] for each in together["organizations"]} == set("abc")
    assert answered(tell, "returns", "--db", "offices") == together, "the period of the last forms"
    assert {row["data_file"][8] for row in rows_of(tell, *words, "--db", "offices")} == set("abc")
    assert "Due to be in" in tell(*words, "--db", "offices").out


def test_returns_of_forms_of_several_periods_ask_for_one(tell: Tell, offices: Path) -> None:
    for name, period in (("a", "2024-Q1"), ("b", "2024-Q2")):
        assert tell(*files_of(name), "form", period, "-o", f"forms-{name}", "--as-of", "2024-06-12").code == 0
    code, out, err = tell("returns", "--db", "offices")
    assert (code, out) == (1, "")
    assert "2024-Q1, 2024-Q2" in err
    assert "coordplan --db offices returns 2024-Q2" in err
    code, out, err = tell("returns", *files_of("c"), "--db", "offices/c")
    assert (code, "2024-Q2 (" in out) == (0, True), "where no form has gone out, the one whose figures close today"
    assert "whose figures close today; to see another, name it." in err


# which files


def test_a_folder_means_every_file_below_it_but_backups(tell: Tell, offices: Path) -> None:
    shutil.copytree(offices / "a", offices / "a" / "coordplan-backups")
    (offices / "a" / "coordplan.db.format-6").write_bytes(b"an older copy")
    (offices / "a" / "notes.txt").write_text("no file of data")
    answer = tell("status", "--db", "offices", "-f", "json")
    assert (answer.code, answer.err) == (0, "")
    assert len(json.loads(answer.out)["files"]) == 3
    assert json.loads(answer.out)["copies"] == []


def test_a_folder_of_one_file_answers_as_several(tell: Tell, offices: Path) -> None:
    assert [each["office"] for each in answered(tell, "status", "--db", "offices/a")["files"]] == [OFFICES["a"]]


def test_files_and_folders_may_be_named_together(tell: Tell, offices: Path) -> None:
    files = answered(tell, "list", *files_of("c"), "--db", "offices/a")["files"]
    assert [each["office"] for each in files] == [OFFICES["c"], OFFICES["a"]], "in the order in which they are named"


def test_the_same_file_named_twice_counts_once(tell: Tell, offices: Path) -> None:
    words = ("--db", "offices", *files_of("b"), "--db", "./offices/../offices/a/coordplan.db", *files_of("a"))
    together = answered(tell, "status", *words)
    assert together["totals"] == answered(tell, "status", "--db", "offices")["totals"]
    assert [(each["of"], each["parted"]) for each in together["copies"]] == [
        ("offices/b/coordplan.db", False),
        ("offices/a/coordplan.db", False),
        ("offices/a/coordplan.db", False),
    ]
    assert "is the same file as" in tell("status", *words).out


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_to_a_file_is_that_file(tell: Tell, offices: Path) -> None:
    (offices / "z").mkdir()
    (offices / "z" / "coordplan.db").symlink_to(Path("../a/coordplan.db"))
    assert len(answered(tell, "status", "--db", "offices")["files"]) == 3


def test_of_copies_of_one_file_the_newest_counts(tell: Tell, offices: Path) -> None:
    shutil.copy(offices / "a" / "coordplan.db", "older.db")
    tell(*files_of("a"), "mark", "gd-05", "10%")
    words = ("--db", "older.db", "--db", "offices")
    together = answered(tell, "status", *words)
    assert [each["file"][8] for each in together["files"]] == ["a", "b", "c"]
    assert together["totals"] == answered(tell, "status", "--db", "offices")["totals"]
    assert [(each["file"], each["of"], each["parted"]) for each in together["copies"]] == [
        ("older.db", "offices/a/coordplan.db", False)
    ]
    assert "older.db is a copy of a, last written to on" in tell("status", *words).out
    answer = tell("list", *words, "-f", "csv")
    assert "older.db is a copy of a" in answer.err
    assert "older.db" not in answer.out


def test_a_copy_that_was_written_to_on_its_own_is_named_with_the_way_to_merge_it(tell: Tell, offices: Path) -> None:
    shutil.copy(offices / "a" / "coordplan.db", "laptop.db")
    tell("--db", "laptop.db", "mark", "gd-04", "10%")
    tell(*files_of("a"), "mark", "gd-05", "10%")
    answer = tell("status", "--db", "laptop.db", *files_of("a"))
    assert "coordplan --db offices/a/coordplan.db merge laptop.db" in answer.out
    assert answered(tell, "status", "--db", "laptop.db", *files_of("a"))["copies"][0]["parted"] is True


def test_what_counts_of_copies_does_not_depend_on_what_is_asked(tell: Tell, offices: Path) -> None:
    shutil.copy(offices / "a" / "coordplan.db", "older.db")
    tell(*files_of("a"), "mark", "gd-05", "10%")
    words = ("--db", "older.db", *files_of("a"), "--known-at", "2100-01-01")
    assert [each["file"] for each in answered(tell, "list", *words)["files"]] == ["offices/a/coordplan.db"]


# files that cannot be read


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        pytest.param("nix.db", None, "There is no file nix.db.", id="missing"),
        pytest.param("letter.db", b"a letter", "letter.db is ", id="no database"),
        pytest.param("empty.db", b"", "empty.db is empty: it is not a coordplan file", id="empty"),
        pytest.param("below", "folder", "There is no coordplan.db in below or below it.", id="a folder without one"),
    ],
)
@pytest.mark.parametrize("words", [["status"], ["list"], ["due"], ["search", "lop"], ["returns", "2024-Q2"]], ids=str)
def test_a_file_that_cannot_be_read_is_said_and_does_not_stop_the_others(
    tell: Tell, offices: Path, words: list[str], name: str, content: bytes | str | None, sentence: str
) -> None:
    if isinstance(content, bytes):
        Path(name).write_bytes(content)
    elif content is not None:
        Path(name).mkdir()
    code, out, err = tell(*words, "--db", name, "--db", "offices")
    assert code == 1
    assert f"coordplan: {sentence}" in err
    assert f"Not counted, since they could not be read: {name}" in out
    assert all(office in out for office in OFFICES.values())
    together = answered(tell, *words, "--db", name, "--db", "offices", code=1)
    assert [each["file"] for each in together["unread"]] == [name]
    assert together["unread"][0]["reason"].startswith(sentence)
    assert len(together["files"]) == 3


def test_a_file_with_no_program_in_it_is_said(tell: Tell, offices: Path) -> None:
    make_file(Path("hollow.db"))
    code, out, err = tell("status", "--db", "hollow.db", "--db", "offices")
    assert code == 1
    assert "hollow.db holds no program yet" in err
    assert "9 have fallen due" in out


def test_a_fault_of_ours_in_one_file_does_not_stop_the_others(
    tell: Tell, offices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(reading: Reading, *arguments: Any, **options: Any) -> StatusReport:
        if reading.path.parent.name == "b":
            raise ZeroDivisionError
        return status_report(reading, *arguments, **options)

    monkeypatch.setattr("coordplan.seeing.commands.status_report", broken)
    code, out, err = tell("status", "--db", "offices")
    assert code == 1
    assert "offices/b/coordplan.db" in err
    assert "Not counted, since they could not be read: offices/b/coordplan.db" in out
    assert "(2 of 3 files)" in out


def test_where_none_can_be_read_all_are_said_and_nothing_is_answered(tell: Tell, here: Path) -> None:
    code, out, err = tell("--lang", "en", "status", "--db", "x.db", "--db", "y.db", "-o", "status.txt")
    assert (code, out) == (1, "")
    assert "There is no file x.db." in err
    assert "There is no file y.db." in err
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["status", "--fail-on", "overdue"], 4, id="overdue in one"),
        pytest.param(["list", "--standing", "upcoming", "--fail-on", "overdue"], 0, id="overdue in none"),
        pytest.param(["due", "--fail-on", "due-soon"], 4, id="due soon"),
        pytest.param(["due", "--fail-on", "due-soon", "--db", "nix.db"], 1, id="a file missing counts above"),
    ],
)
def test_the_exit_code_is_that_of_any_file(tell: Tell, offices: Path, words: list[str], code: int) -> None:
    assert tell(*words, "--db", "offices").code == code


# what is asked


def test_an_id_that_only_some_files_have_narrows_those(tell: Tell, offices: Path) -> None:
    program = with_office("a", OFFICES["a"])
    more = program["yt.yaml"].replace("id: yt\n", "id: ld\n").replace("yt-", "ld-").replace("Sở Y tế", "Sở Lao động")
    write_definitions(Path("plans"), {**program, "ld.yaml": more})
    assert tell(*files_of("a"), "load", "plans", "--sure", "all").code == 0
    assert {row["file"][8] for row in answered(tell, "list", "--plan", "ld", "--db", "offices")["occurrences"]} == {"a"}
    both = answered(tell, "list", "--plan", "ld", "--plan", "gd", "--db", "offices")["occurrences"]
    assert {(row["file"][8], row["plan"]) for row in both} == {("a", "ld"), ("a", "gd"), ("b", "gd"), ("c", "gd")}
    totals = answered(tell, "status", "--plan", "ld", "--db", "offices")
    assert [each["total"] for each in totals["groups"]] == [3, 0, 0]
    assert totals["totals"]["total"] == 3


@pytest.mark.parametrize("option", ["--plan", "--content", "--lead"])
@pytest.mark.parametrize("words", [["status"], ["list"], ["due"], ["search", "lop"]], ids=lambda words: words[0])
def test_an_id_that_no_file_has_is_refused(tell: Tell, offices: Path, words: list[str], option: str) -> None:
    code, out, err = tell(*words, option, "zz", "--db", "offices")
    assert (code, out) == (1, "")
    assert '"zz" is not' in err
    assert "Known ids: " in err


def test_an_id_is_not_refused_while_a_file_that_may_have_it_cannot_be_read(tell: Tell, offices: Path) -> None:
    code, out, err = tell("list", "--plan", "zz", "--db", "offices", "--db", "nix.db")
    assert code == 1
    assert "No occurrence matches on " in out
    assert "nix.db" in err


@pytest.mark.parametrize("number", ["2", "#2", " 2 "])
@pytest.mark.parametrize("words", [["status"], ["list"], ["due"], ["search", "x"], ["returns", "2024-Q2"]], ids=str)
def test_the_number_of_a_change_is_refused(tell: Tell, offices: Path, words: list[str], number: str) -> None:
    code, out, err = tell(*words, "--known-at", number, "--db", "offices")
    assert (code, out) == (2, "")
    assert "each file has numbers of its own" in err
    assert "--known-at 2024-06-30" in err


def test_a_file_that_held_nothing_by_then_counts_with_nothing(tell: Tell, offices: Path) -> None:
    marks = {}
    for name in OFFICES:
        with closing(sqlite3.connect(offices / name / "coordplan.db")) as connection:
            marks[name] = connection.execute("SELECT at FROM changes ORDER BY id LIMIT 1").fetchone()[0]
    moment = marks["b"]
    together = answered(tell, "status", "--known-at", moment, "--db", "offices")
    assert [each["total"] for each in together["groups"]] == [16, 16, 0]
    assert together["files"][2]["known_at"] is None
    code, out, err = tell("status", "--known-at", "2001-01-01", "--db", "offices")
    assert (code, out) == (1, "")
    assert "held no program yet at that moment" in err


def test_a_period_outside_all_programs_is_refused_and_outside_some_is_not(tell: Tell, offices: Path) -> None:
    code, out, err = tell("status", "--period", "2030", "--db", "offices")
    assert (code, out) == (1, "")
    assert "2030" in err
    later = with_office("a", "D")
    later["program.yaml"] = later["program.yaml"].replace("until: 2025", "until: 2030")
    write_definitions(Path("later/plans"), later)
    assert tell("--db", "later/coordplan.db", "init", "later/plans").code == 0
    together = answered(tell, "list", "--period", "2028", "--db", "offices", "--db", "later")
    assert {row["office"] for row in together["occurrences"]} == {"D"}


def test_a_day_to_compare_with_before_some_programs_is_nothing_there(tell: Tell, offices: Path) -> None:
    earlier = with_office("a", "D")
    earlier["program.yaml"] = earlier["program.yaml"].replace("from: 2024", "from: 2023")
    write_definitions(Path("earlier/plans"), earlier)
    assert tell("--db", "earlier/coordplan.db", "init", "earlier/plans").code == 0
    together = answered(tell, "status", "--compare", "2023-12-31", "--db", "offices", "--db", "earlier")
    alone = answered(tell, "status", "--compare", "2023-12-31", "--db", "earlier/coordplan.db")
    assert together["totals"]["total"] == 48 + alone["totals"]["total"]
    assert together["compare"]["totals"] == alone["compare"]["totals"]
    assert tell("status", "--compare", "2023-12-31", "--db", "offices").code == 1


# the command line


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in OF_SEVERAL_FILES])
def test_every_other_command_takes_one_file(tell: Tell, offices: Path, name: str) -> None:
    before = {path: path.read_bytes() for path in offices.rglob("*.db")}
    code, out, err = tell("--lang", "en", *name.split(), *files_of("a", "b"))
    assert (code, out) == (2, "")
    assert "--db is given twice." in err
    assert "status, list, due, search, returns" in err
    assert {path: path.read_bytes() for path in offices.rglob("*.db")} == before


def test_a_folder_is_not_one_file(tell: Tell, offices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "is a folder, not a coordplan file" in tell("--db", "offices/a", "mark", "gd-01", "5%").err
    monkeypatch.setenv("COORDPLAN_DB", "offices/a")
    code, _out, err = tell("--lang", "en", "status")
    assert code == 1
    assert "is a folder, not a coordplan file" in err


def test_one_file_answers_as_ever(tell: Tell, offices: Path) -> None:
    answer = answered(tell, "status", *files_of("a"))
    assert "files" not in answer
    assert all("file" not in group for group in answer["groups"])
    assert "file" not in answered(tell, "list", *files_of("a"))["occurrences"][0]


def test_the_language_is_that_of_the_first_file_that_says_one(tell: Tell, offices: Path) -> None:
    assert "have fallen due" in tell("status", "--db", "nix.db", *files_of("a")).out
    assert "have fallen due" in tell("status", "--db", "offices").out
    assert "Đến ngày" in tell("--lang", "vi", "status", "--db", "offices").out


@pytest.mark.parametrize("words", [["status"], ["list"], ["due"], ["search", "lop"], ["returns", "2024-Q2"]], ids=str)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_several_files_fit_a_terminal(tell: Tell, offices: Path, words: list[str], language: str) -> None:
    out = tell("--lang", language, *words, "--db", "offices", "--width", "80").out
    assert [line for line in out.splitlines() if len(line) > 80] == []
    coloured = tell("--lang", language, "--color", "always", *words, "--db", "offices", "--width", "80")
    assert coloured.code == 0


@pytest.mark.parametrize("ending", ["txt", "md", "json", "csv"])
@pytest.mark.parametrize("words", [["status"], ["list"], ["due"], ["search", "lop"], ["returns", "2024-Q2"]], ids=str)
def test_several_files_are_written_to_a_file(tell: Tell, offices: Path, words: list[str], ending: str) -> None:
    code, out, _err = tell(*words, "--db", "offices", "-o", f"answer.{ending}")
    assert (code, out) == (0, "")
    text = Path(f"answer.{ending}").read_text(encoding="utf-8")
    assert all(office in text for office in OFFICES.values())


def test_figures_that_are_made_up_are_told_from_others(tell: Tell, offices: Path, demo: Path) -> None:
    out = tell("--lang", "en", "status", "--db", "offices", "--db", str(demo / "coordplan.db")).out
    assert "ILLUSTRATIVE FIGURES" in out
    assert f"Illustrative are the figures of: {demo / 'coordplan.db'}" in out


# whose file it is


@pytest.mark.parametrize(
    ("office", "issuer", "place", "said"),
    [
        pytest.param("Phòng X", "btg", "Nha Trang", "Phòng X", id="as the program says"),
        pytest.param("", "btg", "Nha Trang", "Ban Tuyên giáo, Nha Trang", id="issuer and place of the profile"),
        pytest.param("", "btg", "", "Ban Tuyên giáo", id="no place"),
        pytest.param("", "", "Nha Trang", "Nha Trang", id="no issuer"),
        pytest.param("", None, None, None, id="nothing says so"),
    ],
)
def test_whose_file_it_is(
    tell: Tell, ready: Ready, here: Path, office: str, issuer: str | None, place: str | None, said: str | None
) -> None:
    files = with_office("a", office) if office else dict(DEFINITIONS)
    if issuer is not None:
        profile = f"profiles:\n  - id: party\n    issuer: {issuer}\n    place: {place}\n"
        files["office.yaml"] = f"office:\n  profile: party\n{profile}"
    write_definitions(here / "plans", files)
    ready("init")
    assert answered(tell, "status", "--db", ".")["files"][0]["office"] == said


def test_the_office_is_a_key_of_the_program(tell: Tell, small: Path) -> None:
    path = Path("plans/program.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("  short: CT", "  short: CT\n  office: Phòng X"), "utf-8")
    assert tell("check", "plans").code == 0
    assert 'office: - -> "Phòng X"' in tell("load", "plans").out
    assert tell("export", "out").code == 0
    assert "  office: Phòng X\n" in Path("out/program.yaml").read_text(encoding="utf-8")
    assert "Nothing would change." in tell("load", "out", "--dry-run").out
    assert '"office"' in tell("schema").out


RUNS = 6


@pytest.mark.skipif(os.name == "nt", reason="what other processes have used is not known there")
def test_one_look_takes_well_under_half_of_as_many_runs(offices: Path, made_offices: Path) -> None:
    """In time of the processor, which does not depend on what else the machine does."""
    names = [f"n{number}" for number in range(RUNS)]
    paths = [str(shutil.copy(offices / "abc"[number % 3] / "coordplan.db", name)) for number, name in enumerate(names)]

    def used(*command_lines: list[str]) -> float:
        before = os.times()
        for words in command_lines:
            subprocess.run([sys.executable, "-m", "coordplan", *words], check=True, capture_output=True)
        after = os.times()
        return sum(after[2:4]) - sum(before[2:4])

    together = ["status", "-f", "json", *(word for path in paths for word in ("--db", path))]
    assert used(together) < 0.5 * used(*(["status", "-f", "json", "--db", path] for path in paths))
