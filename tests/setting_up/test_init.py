"""init, check, load, export, schema."""

import hashlib
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.command_line import DEFINITIONS, Tell, write_definitions


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# init


def test_init_in_an_empty_folder_writes_the_shipped_set_and_shows_the_status(tell: Tell, here: Path) -> None:
    code, out, err = tell("--lang", "en", "init")
    assert (code, err) == (0, "")
    assert out.startswith("Wrote the shipped definitions into plans; replace them with the signed annexes.\nMade ")
    assert "106 activities" in out
    assert "(gddt, khcn, " in out
    assert "By 2024-06-30, " in out
    assert "ILLUSTRATIVE" not in out
    names = {path.name for path in (here / "plans").iterdir()}
    assert {"program.yaml", "organizations.yaml", "calendar.yaml", "gddt.yaml", "coordplan.schema.json"} <= names
    assert {path.name for path in here.iterdir()} == {"plans", "coordplan.db"}


def test_init_speaks_vietnamese_where_nothing_says_otherwise(tell: Tell) -> None:
    out = tell("init").out
    assert "106 nhiệm vụ" in out
    assert "Đến ngày 30/6/2024" in out


def test_init_takes_the_definitions_that_are_here(tell: Tell, here: Path) -> None:
    write_definitions(here / "plans")
    code, out, err = tell("--lang", "en", "init")
    assert (code, err) == (0, "")
    assert "Wrote" not in out
    assert "Made coordplan.db: 8 activities in the program and its plans (gd, yt)." in out


def test_init_takes_the_folder_it_is_told(tell: Tell, here: Path) -> None:
    write_definitions(here / "mine")
    assert tell("--lang", "en", "init", "mine").code == 0
    assert not (here / "plans").exists()


@pytest.mark.parametrize("there", [pytest.param(False, id="no file"), pytest.param(True, id="a file is here")])
def test_init_with_a_folder_that_is_not_there_is_refused_with_the_ways_out(
    tell: Tell, here: Path, small: Path, there: bool
) -> None:
    if not there:
        small.unlink()
    before = sorted(path.name for path in here.iterdir())
    code, out, err = tell("--lang", "en", "init", "2026-2030")
    assert (code, out) == (1, "")
    assert err == (
        "coordplan: There is no folder 2026-2030; no file was made.\n"
        "Name the folder that holds the definitions, or begin with one of these:\n"
        "the next program, out of the file of this one: coordplan next 2026-2030\n"
        "a program without activities: coordplan init 2026-2030 --empty\n"
        "the shipped set: coordplan init\n"
    )
    assert sorted(path.name for path in here.iterdir()) == before


@pytest.mark.parametrize(
    ("today", "program", "plans"),
    [
        pytest.param("2024-06-30", "ctph-2022-2025", 7, id="in the days of the shipped program"),
        pytest.param("2026-01-05", "ctph-2026-2030", 6, id="after it"),
    ],
)
def test_an_empty_program_begins_without_activities(
    tell: Tell, here: Path, monkeypatch: pytest.MonkeyPatch, today: str, program: str, plans: int
) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", today)
    code, out, err = tell("--lang", "en", "init", "mine", "--empty")
    assert (code, err) == (0, "")
    assert out.startswith("Wrote a program without activities into mine; ")
    assert f"id: {program}\n" in (here / "mine" / "program.yaml").read_text(encoding="utf-8")
    assert len(list((here / "mine").glob("*.yaml"))) == plans + 4
    assert tell("--lang", "en", "check", "mine") == (0, f"{plans + 4} files, no problems.\n", "")
    assert json.loads(tell("status", "--format", "json").out)["totals"]["total"] == 0


def test_init_says_that_the_file_of_the_program_before_is_not_at_hand(tell: Tell, here: Path) -> None:
    files = DEFINITIONS | {"program.yaml": DEFINITIONS["program.yaml"].replace("short: CT", "previous: ../cu.db")}
    write_definitions(here / "plans", files)
    code, _out, err = tell("--lang", "en", "init")
    assert (code, err.startswith("../cu.db, the file of the program before, is not at hand. Put it beside")) == (
        0,
        True,
    )


def test_an_empty_program_says_the_next_step(tell: Tell, here: Path) -> None:
    assert tell("init", "--empty").code == 0
    out = tell("--lang", "en", "status").out
    assert out.endswith(
        "\nFrom an annex: coordplan import phu-luc.docx --plan gddt\nOne by one: coordplan add gddt\n"
        "From the signed annex to the first report: coordplan help start\n"
    )
    assert "Thêm từng nhiệm vụ: coordplan add gddt\n" in tell("status").out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param(["init", "plans", "--empty"], 1, "coordplan.db is here already; another program", id="a file"),
        pytest.param(["--db", "x.db", "init", "plans", "--empty"], 1, "plans is here already; --empty", id="a folder"),
        pytest.param(["--db", "x.db", "init", "--empty", "--demo"], 2, "--empty has no activities", id="with --demo"),
    ],
)
def test_an_empty_program_takes_the_place_of_nothing(
    tell: Tell, here: Path, small: Path, words: list[str], code: int, sentence: str
) -> None:
    before = digest(small)
    answer = tell("--lang", "en", *words)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    assert digest(small) == before
    assert not (here / "x.db").exists()


def test_init_makes_the_file_that_db_names(tell: Tell, here: Path) -> None:
    write_definitions(here / "plans")
    assert tell("--lang", "en", "--db", "other.db", "init").code == 0
    assert (here / "other.db").exists()
    assert not (here / "coordplan.db").exists()


def test_init_on_an_existing_file_makes_nothing_anew(tell: Tell, small: Path) -> None:
    before = digest(small)
    code, out, err = tell("init")
    assert (code, err) == (0, "")
    assert out.startswith("coordplan.db is here already. To take new definitions in: coordplan load\n")
    assert "3 have fallen due" in out
    assert digest(small) == before


def test_a_demonstration_is_not_mixed_into_an_existing_file(tell: Tell, small: Path) -> None:
    before = digest(small)
    code, out, err = tell("init", "--demo")
    assert (code, out) == (1, "")
    assert err.startswith("coordplan: coordplan.db is here already; made-up entries are not mixed into it.\n")
    assert digest(small) == before


@pytest.mark.parametrize(("today", "day"), [(None, "2024-06-30"), ("2025-03-01", "2025-03-01")])
def test_a_demonstration_shows_its_own_day_unless_another_is_named(
    tell: Tell, monkeypatch: pytest.MonkeyPatch, here: Path, today: str | None, day: str
) -> None:
    monkeypatch.delenv("COORDPLAN_TODAY")
    if today is not None:
        monkeypatch.setenv("COORDPLAN_TODAY", today)
    code, out, err = tell("--lang", "en", "init", "--demo")
    assert (code, err) == (0, "")
    assert f"By {day}, " in out
    assert "ILLUSTRATIVE FIGURES" in out


def test_init_with_problems_in_the_plans_leaves_no_file(tell: Tell, here: Path) -> None:
    files = DEFINITIONS | {"gd.yaml": DEFINITIONS["gd.yaml"].replace("lead: so-gd,", "lead: so-gx,")}
    write_definitions(here / "plans", files)
    code, out, err = tell("--lang", "en", "init")
    assert (code, out) == (3, "")
    assert "plans/gd.yaml:8:" in err
    assert '"so-gx" is not an organization of this program' in err
    assert err.endswith("3 problems.\n")
    assert {path.name for path in here.iterdir()} == {"plans"}


def test_init_into_a_folder_that_is_not_there_is_refused(tell: Tell, here: Path) -> None:
    write_definitions(here / "plans")
    code, _out, err = tell("--lang", "en", "--db", "nowhere/x.db", "init")
    assert code == 1
    assert "nowhere" in err
    assert {path.name for path in here.iterdir()} == {"plans"}


def test_init_with_a_file_that_is_no_database_is_refused(tell: Tell, here: Path) -> None:
    (here / "coordplan.db").write_text("a letter to the department\n" * 100)
    code, _out, err = tell("--lang", "en", "init")
    assert code == 1
    assert err.startswith("coordplan: ")
    assert (here / "coordplan.db").read_text().startswith("a letter")


# check


def test_check_of_sound_definitions_counts_the_files(tell: Tell, here: Path) -> None:
    write_definitions(here / "plans")
    assert tell("--lang", "en", "check") == (0, "5 files, no problems.\n", "")
    assert tell("--lang", "en", "check", "plans/program.yaml", "plans/organizations.yaml").code == 0
    assert tell("--lang", "vi", "check") == (0, "5 tệp, không có lỗi.\n", "")


def test_check_shows_every_problem_on_stdout_and_exits_with_3(tell: Tell, here: Path) -> None:
    text = DEFINITIONS["gd.yaml"].replace("due: 2024-06-20", "due: 2024-06-31").replace("nd1, lead", "nd7, lead")
    write_definitions(here / "plans", DEFINITIONS | {"gd.yaml": text})
    code, out, err = tell("--lang", "en", "check")
    assert (code, err) == (3, "")
    assert '"2024-06-31" is not a date: month 6/2024 has 30 days' in out
    assert out.count("nd7") >= 3
    assert out.endswith("4 problems.\n")


def test_check_of_what_is_not_there_is_a_problem(tell: Tell, here: Path) -> None:
    code, out, err = tell("--lang", "en", "check", "nowhere")
    assert (code, err) == (3, "")
    assert out.startswith("nowhere: there is no such file or folder\n")


def test_check_of_one_plan_uses_what_the_file_holds(tell: Tell, small: Path) -> None:
    assert tell("check", "plans/gd.yaml") == (0, "1 file, no problems.\n", "")


# load


def edited(path: str, before: str, after: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert before in text
    Path(path).write_text(text.replace(before, after), encoding="utf-8")


def test_loading_what_the_file_holds_changes_nothing(tell: Tell, small: Path) -> None:
    before = digest(small)
    assert tell("load") == (0, "Nothing to change.\n", "")
    assert tell("load", "--dry-run") == (0, "Nothing would change.\n", "")
    assert tell("load", "plans") == (0, "Nothing to change.\n", "")
    assert digest(small) == before


def test_load_shows_field_by_field_what_it_changes(tell: Tell, small: Path) -> None:
    edited("plans/gd.yaml", "Khảo sát dạy nghề", "Khảo sát đào tạo nghề")
    edited("plans/gd.yaml", "due: 2024-07-10", "due: 2024-07-15")
    shown = """\
~ activity gd-01: Khảo sát đào tạo nghề
    title: "Khảo sát dạy nghề" -> "Khảo sát đào tạo nghề"
~ activity gd-05: Đối thoại với giáo viên
    due: 2024-07-10 -> 2024-07-15
    gd-05 falls due 5 days later
0 added, 2 changed, 0 retired."""
    before = digest(small)
    assert tell("load", "--dry-run") == (0, shown + "\n", "")
    assert digest(small) == before, "a dry run writes nothing"
    assert tell("load") == (0, shown + " Change 2.\n", "")
    assert tell("load") == (0, "Nothing to change.\n", "")


def test_what_is_missing_from_a_folder_is_retired_and_stays_in_the_past(tell: Tell, small: Path) -> None:
    tell("mark", "yt-01", "done", "--on", "2024-06-01")
    Path("plans/yt.yaml").unlink()
    code, out, err = tell("load")
    assert (code, err) == (0, "")
    assert "- plan yt: " in out
    assert "- activity yt-01: Tuyên truyền phòng dịch" in out
    rows = json.loads(tell("list", "--plan", "yt", "-f", "json", "--as-of", "2024-06-29").out)["occurrences"]
    assert {row["occurrence"] for row in rows} >= {"yt-01"}


def test_single_files_touch_only_what_they_name(tell: Tell, small: Path) -> None:
    edited("plans/yt.yaml", "Giảm số ca", "Giảm số ca mắc")
    edited("plans/gd.yaml", "Khảo sát dạy nghề", "Khảo sát khác")
    code, out, _err = tell("load", "plans/yt.yaml")
    assert code == 0
    assert "0 added, 1 changed, 0 retired. Change 2." in out
    assert "gd-01" not in out


def test_load_leaves_what_was_added_by_hand(tell: Tell, small: Path) -> None:
    tell("add", "gd", "Việc thêm", "--content", "nd1", "--lead", "btg", "--due", "Quý IV/2024")
    assert tell("load") == (0, "Nothing to change.\n", "")


def test_definitions_of_another_program_are_refused(tell: Tell, small: Path) -> None:
    for name in ("program.yaml", "gd.yaml", "yt.yaml"):
        text = Path("plans", name).read_text(encoding="utf-8")
        text = text.replace("id: ct\n", "id: ct-moi\n").replace("program: ct\n", "program: ct-moi\n")
        Path("plans", name).write_text(text, encoding="utf-8")
    before = digest(small)
    for words in (["load"], ["load", "--dry-run"]):
        code, out, err = tell(*words)
        assert (code, out) == (1, "")
        assert err == (
            'coordplan: This file holds the program "ct"; these definitions are of "ct-moi".\n'
            "A program has a file of its own: coordplan --db ct-moi.db init DIR\n"
        )
    assert digest(small) == before


def test_load_with_problems_shows_them_on_stderr_and_changes_nothing(tell: Tell, small: Path) -> None:
    edited("plans/gd.yaml", "every: quarter", "every: fortnight")
    before = digest(small)
    code, out, err = tell("load")
    assert (code, out) == (3, "")
    assert "fortnight" in err
    assert err.endswith("1 problem.\n")
    assert digest(small) == before


def test_load_without_a_file_says_how_to_make_one(tell: Tell, here: Path) -> None:
    write_definitions(here / "plans")
    code, out, err = tell("--lang", "en", "load")
    assert (code, out) == (1, "")
    assert "\nTo make it of the definitions in plans: coordplan init\n" in err


def test_load_finds_the_plans_beside_the_file_from_a_folder_below(
    tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = small.parent / "a"
    below.mkdir()
    monkeypatch.chdir(below)
    assert tell("load") == (0, "Nothing to change.\n", "")


# export, schema


def test_export_writes_what_loads_back_without_a_change(tell: Tell, small: Path) -> None:
    tell("edit", "gd-01", "--title", 'Khảo sát "mới": 50% # không')
    tell(
        "add", "yt", "- gạch đầu dòng", "--content", "nd1", "--lead", "so-yt", "--due", "Hằng tháng", "--weight", "0,5"
    )
    tell("mark", "gd-01", "done")
    assert tell("export", "out") == (0, "Wrote 5 files into out.\n", "")
    assert tell("check", "out") == (0, "5 files, no problems.\n", "")
    assert tell("load", "out", "--dry-run") == (0, "Nothing would change.\n", "")


def test_the_shipped_set_loads_back_from_its_export(tell: Tell, shipped: Path) -> None:
    assert tell("--lang", "en", "export", "out").code == 0
    assert tell("--lang", "en", "load", "out", "--dry-run")[:2] == (0, "Nothing would change.\n")


def test_export_does_not_overwrite_definitions_unless_forced(tell: Tell, small: Path) -> None:
    before = {path.name: path.read_bytes() for path in Path("plans").iterdir()}
    code, out, err = tell("export", "plans")
    assert (code, out) == (1, "")
    assert err.startswith("coordplan: plans holds definitions already: calendar.yaml, gd.yaml, ")
    assert {path.name: path.read_bytes() for path in Path("plans").iterdir()} == before
    Path("plans/other.yaml").write_text("plan: {}\n")
    code, out, err = tell("export", "plans", "--force")
    assert (code, err) == (0, "")
    assert out.endswith("Also there, and not from this file: other.yaml\n")


def test_export_of_an_earlier_moment_holds_what_was_known_then(tell: Tell, small: Path) -> None:
    tell("edit", "gd-01", "--title", "Tên sau này")
    assert tell("export", "then", "--known-at", "1").code == 0
    assert "Tên sau này" not in Path("then/gd.yaml").read_text(encoding="utf-8")
    tell("export", "now")
    assert "Tên sau này" in Path("now/gd.yaml").read_text(encoding="utf-8")


def test_export_onto_a_file_is_refused(tell: Tell, small: Path) -> None:
    Path("taken").write_text("x")
    code, out, err = tell("export", "taken")
    assert (code, out) == (1, "")
    assert "taken cannot be written" in err


def test_the_schema_is_printed_or_written_the_same(tell: Tell, here: Path) -> None:
    code, out, err = tell("schema")
    assert (code, err) == (0, "")
    assert json.loads(out)["$schema"].startswith("https://json-schema.org/")
    assert tell("schema", "-o", "s.json") == (0, "", "")
    assert Path("s.json").read_text(encoding="utf-8") == out


def test_a_file_of_a_newer_version_is_refused_and_untouched(tell: Tell, small: Path) -> None:
    connection = sqlite3.connect(small)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    before = digest(small)
    for words in (["--lang", "en", "status"], ["--lang", "en", "mark", "gd-01", "10%"], ["--lang", "en", "init"]):
        code, _out, err = tell(*words)
        assert code == 1
        assert "newer" in err
    assert digest(small) == before


def test_what_is_named_db_but_is_a_folder_is_refused(tell: Tell, here: Path) -> None:
    shutil.rmtree(here / "coordplan.db", ignore_errors=True)
    (here / "x.db").mkdir()
    code, out, err = tell("--lang", "en", "--db", "x.db", "status")
    assert (code, out) == (1, "")
    assert err.startswith("coordplan: ")


def test_every_value_of_a_demonstration_agrees_with_its_standing(tell: Tell, shipped: Path) -> None:
    """What is done has reached its target and has a document; what is late, suspended or cancelled says why."""
    rows = json.loads(tell("list", "-f", "json").out)["occurrences"]
    done = [row for row in rows if row["standing"].startswith("done")]
    counted = [row for row in done if row["target"] is not None]
    assert len(counted) > 60
    assert [row["occurrence"] for row in counted if row["value"] != row["target"]] == []
    assert [row["occurrence"] for row in done if not row["evidence"]] == []
    for_a_reason = ("done_late", "in_progress_overdue", "not_started_overdue", "suspended", "cancelled")
    held_up = [row for row in rows if row["standing"] in for_a_reason]
    assert len(held_up) > 30
    assert [row["occurrence"] for row in held_up if not row["note"]] == []


@pytest.mark.parametrize(
    ("words", "bodies", "content"),
    [
        pytest.param("tôn giáo", {"vp-ubnd"}, "nd2", id="religion"),
        pytest.param("biên giới", {"vp-ubnd"}, "nd2", id="borders"),
        pytest.param("tham nhũng, lãng phí", {"vp-ubnd", "bao-chi"}, "nd2", id="corruption and waste"),
        pytest.param("tự do ngôn luận", {"bao-chi"}, "nd2", id="freedom of speech"),
        pytest.param("Hội nghị triển khai Chương trình", {"cqtt-dn"}, "nd1", id="who was at the signing"),
    ],
)
def test_the_shipped_set_has_what_the_program_names(
    tell: Tell, shipped: Path, words: str, bodies: set[str], content: str
) -> None:
    rows = json.loads(tell("search", words, "-f", "json").out)["occurrences"]
    assert any(bodies <= set(row["partners"]) and content in row["contents"] for row in rows)
