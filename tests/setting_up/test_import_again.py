"""import of an annex whose titles are there already: of the next year, or in other words; and of a part of its rows."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from coordplan.text.shell import quoted_word
from tests.command_line import Answer, Tell

HEADINGS = "STT;Nội dung;Chủ trì;Thời gian"


def annex(path: Path, *rows: str, title: str = "Nhiệm vụ năm 2025") -> str:
    lines = [title, HEADINGS, *(f"{number};{row}" for number, row in enumerate(rows, 1))]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path.name


def taken(tell: Tell, file: str, *words: str) -> Answer:
    return tell("import", file, "--plan", "gd", "--content", "nd2", *words)


def activity(tell: Tell, id_: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(tell("show", id_, "-f", "json").out)["activity"]
    return found


THIS_YEAR = ("Tập huấn hè;BTG;Quý II", "Bản tin nội bộ;BTG;Hằng quý", "Trực thông tin;BTG;Thường xuyên")


@pytest.fixture
def of_2024(tell: Tell, small: Path, here: Path) -> str:
    assert taken(tell, annex(here / "a.csv", *THIS_YEAR, title="Nhiệm vụ năm 2024"), "--sure", "all").code == 0
    return annex(here / "b.csv", *THIS_YEAR)


def test_next_years_annex_is_said_to_be_there_and_what_can_be_done(tell: Tell, of_2024: str) -> None:
    code, out, err = taken(tell, of_2024)
    assert code == 0
    assert out.endswith("3 differ. Nothing was written. What differs stayed as it was; --update takes it over.\n")
    assert (
        "3 rows have the titles of activities of other years (gd-06, gd-07, gd-08): --new takes them as new ones, "
        "--update changes those that are there." in err
    )


def test_with_new_next_years_annex_is_new_beside_this_years_and_again_nothing(tell: Tell, of_2024: str) -> None:
    code, out, _err = taken(tell, of_2024, "--new")
    assert (code, out.splitlines()[-1:]) == (0, ["3 new, 0 already there, 0 differ. Change 3."])
    assert [activity(tell, id_)["start"] for id_ in ("gd-09", "gd-10", "gd-11")] == [
        "2025-04-01",
        "2025-01-01",
        "2025-01-01",
    ]
    assert [activity(tell, id_)["until"] for id_ in ("gd-07", "gd-10")] == ["2024-12-31", "2025-12-31"]
    for words in ((), ("--new",), ("--update",)):
        out = taken(tell, of_2024, *words).out
        assert out.endswith("0 new, 3 already there, 0 differ. Nothing was written.\n")


def test_with_update_what_recurs_goes_on_and_what_is_due_once_is_doubted(tell: Tell, of_2024: str) -> None:
    code, out, err = taken(tell, of_2024, "--update")
    assert (code, out) == (3, "")
    assert "- gd-06: it was due" in err
    assert "the annex is of another year. As a new activity: --new." in err
    code, out, _err = taken(tell, of_2024, "--update", "--sure", "gd-06")
    assert code == 0
    assert (activity(tell, "gd-07")["start"], activity(tell, "gd-07")["until"]) == ("2024-01-01", "2025-12-31")


@pytest.mark.parametrize("words", [("--update",), ("--update", "--dry-run")], ids=["written", "tried out"])
def test_another_deadline_of_what_recurs_never_takes_its_place_silently(
    tell: Tell, small: Path, here: Path, words: Sequence[str]
) -> None:
    file = annex(here / "a.csv", "Giao ban công tác khoa giáo;Sở Giáo dục;Hằng tháng")
    code, _out, err = taken(tell, file)
    assert code == 0
    assert "gd-02 recurs (" in err
    line = f"coordplan edit gd-02 --due {quoted_word('Hằng tháng')} --from 2025-01-01"
    assert f'the annex says "Hằng tháng". As a new activity: --new. From a day on: {line}' in err
    code, _out, err = taken(tell, file, *words)
    assert code == (0 if "--dry-run" in words else 3)
    assert "- gd-02: it recurs (" in err
    assert activity(tell, "gd-02")["every"] == "quarter"
    assert tell("edit", "gd-02", "--due", "Hằng tháng", "--from", "2025-01-01").code == 0, "the line works as printed"


def test_another_deadline_of_what_recurred_last_year_has_the_line_that_takes_it_on(
    tell: Tell, small: Path, here: Path
) -> None:
    last = annex(here / "a.csv", "Giao ban riêng;Sở Giáo dục;Ngày 25 hằng tháng", title="Nhiệm vụ năm 2024")
    assert taken(tell, last, "--sure", "all").code == 0
    _code, _out, err = taken(tell, annex(here / "b.csv", "Giao ban riêng;Sở Giáo dục;Ngày 20 hằng tháng"))
    due = quoted_word("Ngày 20 hằng tháng")
    assert f"coordplan edit gd-06 --due {due} --until 2025-12-31 --from 2025-01-01" in err
    line = ("edit", "gd-06", "--due", "Ngày 20 hằng tháng", "--until", "2025-12-31", "--from", "2025-01-01")
    assert "from 2025-01-01: due_day: 20, until: 2025-12-31" in tell(*line).out, "the line works as printed"


def test_beside_what_goes_on_in_the_same_year_a_new_one_is_doubted(tell: Tell, small: Path, here: Path) -> None:
    file = annex(here / "a.csv", "Giao ban công tác khoa giáo;Sở Giáo dục;Hằng tháng")
    code, _out, err = taken(tell, file, "--new")
    assert code == 3
    assert '- gd-06: the plan has gd-02 with this title: "Giao ban công tác khoa giáo".' in err
    assert taken(tell, file, "--new", "--sure", "gd-06").code == 0
    assert activity(tell, "gd-06")["every"] == "month"


def test_what_goes_on_all_the_years_stays_one_with_new_too(tell: Tell, small: Path, here: Path) -> None:
    file = annex(here / "a.csv", "Theo dõi dư luận;BTG;Thường xuyên")
    assert taken(tell, file, "--new").out.splitlines()[-1].startswith("0 new, 0 already there, 1 differs.")


def test_new_and_update_exclude_each_other(tell: Tell, of_2024: str) -> None:
    assert taken(tell, of_2024, "--new", "--update").code == 2


# a part of the rows


UNCLEAR = ("Tập huấn hè;BTG;Quý II", "Hội trại;Sở X;Quý III", "Sơ kết;BTG;", "Thi viết;BTG;#REF!")


def test_rows_that_are_clear_come_in_and_the_others_are_listed_with_the_line_that_takes_them(
    tell: Tell, small: Path, here: Path
) -> None:
    file = annex(here / "a.csv", *UNCLEAR)
    assert taken(tell, file).code == 3
    assert "Tập huấn hè" not in tell("list").out
    code, out, err = taken(tell, file, "--accept-partial")
    assert (code, out.splitlines()[-1]) == (3, "1 new, 0 already there, 0 differ. Change 2.")
    assert "3 rows are left for later: row 4 (Hội trại), row 5 (Sơ kết), row 6 (Thi viết)" in err
    assert "To take them in later: coordplan import a.csv --plan gd --content nd2\n" in err
    assert "a.csv, C4: " in err, "why, by its cell"
    file = annex(here / "a.csv", *UNCLEAR[:3])
    code, out, _err = taken(tell, file, "--answer", "Sở X=so-gd", "--due", "Quý IV")
    assert (code, out.splitlines()[-1]) == (0, "2 new, 1 already there, 0 differ. Change 3.")


def test_json_names_the_rows_that_are_left(tell: Tell, small: Path, here: Path) -> None:
    file = annex(here / "a.csv", *UNCLEAR)
    found = json.loads(taken(tell, file, "--accept-partial", "-f", "json").out)
    assert (found["new"], found["change"]) == (1, 2)
    assert found["left"][0] == {"title": "Hội trại", "sheet": None, "table": None, "row": 4}


def test_what_is_wrong_with_the_table_stops_all_rows(tell: Tell, small: Path, here: Path) -> None:
    file = annex(here / "a.csv", *UNCLEAR)
    assert taken(tell, file, "--accept-partial", "--map", "Cột lạ=note").code == 3
    assert "Tập huấn hè" not in tell("list").out


# bodies that the program has not


def test_a_body_is_defined_in_an_answer_and_known_from_then_on(tell: Tell, small: Path, here: Path) -> None:
    file = annex(here / "a.csv", *UNCLEAR[:2])
    words = ("--answer", "Sở X=Sở X: Sở Xây dựng")
    code, out, _err = taken(tell, file, *words)
    assert (code, out.splitlines()[-1]) == (0, "2 new, 0 already there, 0 differ. Change 2.")
    assert activity(tell, "gd-07")["lead"] == "so-x"
    assert taken(tell, file, *words).out.endswith("0 new, 2 already there, 0 differ. Nothing was written.\n")
    assert taken(tell, file).out.endswith("0 new, 2 already there, 0 differ. Nothing was written.\n")
    assert tell("load", "plans").out == "Nothing to change.\n", "as what was added by hand needs it"


def test_a_body_that_is_defined_stands_in_a_file_beside_the_plans(tell: Tell, small: Path, here: Path) -> None:
    file = annex(here / "a.csv", *UNCLEAR[:2])
    out = taken(tell, file, "--answer", "Sở X=SXD: Sở Xây dựng", "-o", "moi.yaml").out
    assert out.splitlines()[-2].endswith(
        "Wrote moi.yaml + moi-organizations.yaml; look at it, then: coordplan load moi.yaml moi-organizations.yaml"
    )
    assert tell("load", "moi.yaml", "moi-organizations.yaml").code == 0
    assert activity(tell, "gd-07")["lead"] == "sxd"


def test_a_lead_that_is_left_out_is_said_in_the_note_and_somebody_else_leads(
    tell: Tell, small: Path, here: Path
) -> None:
    file = annex(here / "a.csv", *UNCLEAR[:2])
    err = taken(tell, file, "--answer", "Sở X=-").err
    assert "a.csv, C4: nothing says who leads" in err
    assert taken(tell, file, "--answer", "Sở X=-", "--lead", "so-gd").code == 0
    assert (activity(tell, "gd-07")["lead"], activity(tell, "gd-07")["note"]) == ("so-gd", "Chủ trì: Sở X")
