"""import --answers: what was answered about an annex is kept, read again, and means the same for the next one."""

import json
from pathlib import Path

import pytest

from coordplan.definitions.reading import read_definitions
from coordplan.setting_up.annexes.answer_set import (
    AnnexAnswers,
    Answers,
    GivenAnswer,
    names_a_year,
    with_new_answers,
    write_answers,
)
from coordplan.setting_up.annexes.answers_file import read_answers
from coordplan.setting_up.annexes.kept_answers import KeptAnswers
from tests.command_line import Tell

ANNEX = """STT;Nội dung;Ai làm;Phối hợp;Thời hạn
I;Việc chung
1;Họp giao ban;Phòng KG;BHXH tỉnh, Công an;Giữa tháng 5
2;Thi tìm hiểu;phòng  KG;;
"""
GIVEN = ("--year", "2024", "--map", "Ai làm=lead", "--answer", "Việc chung=nd1,nd2", "--answer", "Phòng KG=btg")
LATER = ("--answer", "BHXH tỉnh=BHXH: Bảo hiểm xã hội tỉnh", "--answer", "Công an=-", "--answer", "Giữa tháng 5=15/5")


@pytest.fixture
def file(small: Path, here: Path) -> str:
    (here / "a.csv").write_text(ANNEX, encoding="utf-8")
    return "a.csv"


def kept(here: Path) -> str:
    return (here / "t.yaml").read_text(encoding="utf-8").split("answers:\n", 1)[1]


def test_what_is_still_open_stands_in_the_file_to_be_filled_in(tell: Tell, file: str, here: Path) -> None:
    words = ("import", file, "--plan", "gd", "--answers", "t.yaml")
    assert tell(*words, *GIVEN).code == 3
    assert kept(here).splitlines()[:13] == [
        "  year: 2024",
        "  columns:",
        "    Ai làm: lead",
        "  organizations:",
        "    Phòng KG: btg",
        "    BHXH tỉnh:",
        "    Công an:",
        "  contents:",
        "    Việc chung: [nd1, nd2]",
        "  deadlines:",
        "    Giữa tháng 5:",
        "  annexes:",
        "    - file: a.csv",
    ]
    assert kept(here).endswith("      cells:\n        E4:\n")
    text = (here / "t.yaml").read_text(encoding="utf-8")
    text = text.replace("BHXH tỉnh:", "BHXH tỉnh: {short: BHXH, title: Bảo hiểm xã hội tỉnh}")
    text = text.replace("Công an:", 'Công an: "-"').replace("Giữa tháng 5:", "Giữa tháng 5: 15/5")
    (here / "t.yaml").write_text(text.replace("E4:", "E4: Quý IV"), encoding="utf-8")
    code, out, _err = tell(*words)
    assert (code, out.splitlines()[-1]) == (0, "2 new, 0 already there, 0 differ. Change 2.")
    first, second = (json.loads(tell("show", id_, "-f", "json").out)["activity"] for id_ in ("gd-06", "gd-07"))
    assert (first["lead"], first["partners"], first["due"]) == ("btg", ["bhxh"], "2024-05-15")
    assert (second["contents"], second["due"]) == (["nd1", "nd2"], "2024-12-31")
    assert (here / "t.yaml").read_text(encoding="utf-8") == text.replace("E4:", "E4: Quý IV"), "nothing new to write"


def test_the_next_annex_of_the_office_needs_no_answer_again_but_about_its_own_cells(
    tell: Tell, file: str, here: Path
) -> None:
    words = ("--plan", "gd", "--answers", "t.yaml")
    assert tell("import", file, *words, *GIVEN, *LATER, "--answer", "E4=Quý IV").code == 0
    (here / "b.csv").write_text("Nhiệm vụ năm 2025\n" + ANNEX.replace("Họp", "Dự"), encoding="utf-8")
    code, _out, err = tell("import", "b.csv", *words)
    assert code == 3
    assert "b.csv, E5: nothing says when this is due" in err
    assert "Words without a year are of 2025" in err, "its own title comes before the year that is kept"
    assert [line for line in err.splitlines() if line.startswith("b.csv")] == [
        "b.csv, E5: nothing says when this is due"
    ]


def test_the_year_that_is_kept_is_said(tell: Tell, file: str, here: Path) -> None:
    (here / "t.yaml").write_text("answers:\n  year: 2024\n", encoding="utf-8")
    err = tell("import", file, "--plan", "gd", "--answers", "t.yaml", *GIVEN[2:], *LATER, "--due", "Quý III").err
    assert "Words without a year are of 2024: the file of answers says it." in err


def test_options_come_before_the_file(tell: Tell, file: str, here: Path) -> None:
    (here / "t.yaml").write_text("answers:\n  organizations: {Phòng KG: so-gd}\n  due: Quý I\n", encoding="utf-8")
    code = tell("import", file, "--plan", "gd", "--answers", "t.yaml", *GIVEN, *LATER, "--due", "Quý III").code
    assert code == 0
    assert json.loads(tell("show", "gd-07", "-f", "json").out)["activity"]["due"] == "2024-09-30"
    assert "Phòng KG: btg" in kept(here), "and take its place there"


def test_a_dry_run_writes_no_answers(tell: Tell, file: str, here: Path) -> None:
    assert tell("import", file, "--plan", "gd", "--answers", "t.yaml", *GIVEN, "--dry-run").code == 3
    assert not (here / "t.yaml").exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("answrs: {}", 't.yaml:1:1: "answrs" is not a key of a file of answers'),
        ("answers:\n  yaer: 2024", 't.yaml:2:3: "yaer" is not a key of a file of answers'),
        ("answers:\n  year: next", 't.yaml:2:9: year: "next" is not a year; write 2024'),
        ("answers:\n  columns: {Ai làm: boss}", 't.yaml:2:21: columns: "boss" is not a field of an annex'),
        (
            "answers:\n  organizations: {KG: xx}",
            't.yaml:2:23: organizations: "xx" is not an organization of this program',
        ),
        ("answers:\n  contents: {Chung: [nd9]}", 't.yaml:2:21: contents: "nd9" is not a content area of this program'),
        ("answers:\n  deadlines: {sớm: bao giờ}", 't.yaml:2:20: deadlines: "bao giờ" is not a deadline'),
        ("answers:\n  lead: [a, [b]]", "t.yaml:2:9: lead: one answer is expected here"),
        ("answers:\n  annexes: [{fil: a}]", 't.yaml:2:14: "fil" is not a key of a file of answers'),
        ("answers: 5", "t.yaml:1:10: keys are expected here: columns, organizations"),
        ("answers:\n  cells: 5", 't.yaml:2:3: "cells" is not a key of a file of answers'),
        ("answers: {", "t.yaml:2:1: this bracket is not closed"),
    ],
    ids=lambda value: value.replace("\n", " ")[:40],
)
def test_what_is_wrong_with_the_file_is_told_by_its_place(
    text: str, sentence: str, tell: Tell, file: str, here: Path
) -> None:
    (here / "t.yaml").write_text(text, encoding="utf-8")
    code, _out, err = tell("import", file, "--plan", "gd", "--answers", "t.yaml")
    assert code == 3
    assert sentence in err


@pytest.mark.parametrize("name", ["t.txt", "a.csv", "t"])
def test_answers_are_kept_in_yaml_and_never_in_the_annex(name: str, tell: Tell, file: str) -> None:
    assert tell("import", file, "--plan", "gd", "--answers", name).code in (1, 2)


def test_a_file_of_answers_among_definitions_is_none_of_them(tell: Tell, file: str, here: Path) -> None:
    (here / "plans" / "a.answers.yaml").write_text("answers:\n  year: 2024\n", encoding="utf-8")
    assert tell("load", "plans").out == "Nothing to change.\n"


def test_a_defined_body_is_shown_before_it_is_written(tell: Tell, file: str) -> None:
    words = ("import", file, "--plan", "gd", *GIVEN, *LATER, "--due", "Quý III", "--dry-run")
    assert "New organizations: bhxh (BHXH, Bảo hiểm xã hội tỉnh)" in tell(*words).err
    assert json.loads(tell(*words, "-f", "json").out)["organizations"] == [
        {"id": "bhxh", "short": "BHXH", "title": "Bảo hiểm xã hội tỉnh"}
    ]


def test_a_deadline_with_its_year_is_of_one_annex() -> None:
    given = [
        GivenAnswer("deadline", "som", "sớm", "", "30/9/2024"),
        GivenAnswer("deadline", "dau nam", "đầu năm", "", "31/1"),
        GivenAnswer("deadline", "", "", "", "Năm 2024"),
    ]
    found = with_new_answers(Answers(), given, "a.csv", "12")
    assert found.deadlines == {"đầu năm": "31/1"}
    assert found.annexes == (AnnexAnswers("a.csv", "12", "Năm 2024", {"sớm": "30/9/2024"}),)
    assert [names_a_year(each) for each in ("Hằng quý", "Thường xuyên", "15/5", "31/3, 30/9/2024")] == [
        False,
        False,
        False,
        True,
    ]


ODD = ["- x", "a: b", "nd1 # x", "{x}", "yes", "2024", '"', "@", "Sở \\ x", "é", "*"]


def test_words_of_any_kind_are_read_back_as_they_are(small: Path, here: Path) -> None:
    definitions = read_definitions([here / "plans"]).definitions
    answers = Answers(
        columns=dict.fromkeys(ODD, "lead"),
        organizations=dict.fromkeys(ODD, "btg") | {"mới": "X, Y: Cơ quan {mới}", "bỏ": "-", "chưa": ""},
        contents=dict.fromkeys(ODD, "nd1,nd2"),
        deadlines=dict.fromkeys(ODD, "31/3, 30/9"),
        content=("nd1", "nd2"),
        lead="btg",
        due="Quý IV",
        year=2024,
        annexes=(
            AnnexAnswers("a b: c.csv", "0e1", "30/6/2024", {"sớm": "Năm 2024"}, {"Hạn": "day/month"}, {"E4": "btg"}),
        ),
    )
    path = here / "t.yaml"
    path.write_text(write_answers(answers), encoding="utf-8")
    assert read_answers(path, definitions) == answers


def test_the_newest_answers_beside_an_annex_are_found_where_none_are_named(here: Path) -> None:
    kept = KeptAnswers(None, here / "a.csv", "", Answers())
    assert kept.earlier() is None
    for name in ("a.answers.yaml", "a.answers-2.yaml"):
        assert kept.save([], {}) == here / name
        assert kept.earlier() == here / name
    assert kept._replace(path=here / "b.yaml").earlier() is None
