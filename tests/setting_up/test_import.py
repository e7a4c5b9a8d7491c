"""import: an annex into a plan, as it is, again, and out to a file to be reviewed."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from coordplan.definitions.reading import read_definitions
from tests.command_line import Tell
from tests.office_files.building import with_sheet_data, word_table, workbook

HEADINGS = ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm", "Ghi chú"]
ROWS = [
    ["I", "Công tác tuyên truyền"],
    [1, "Hội nghị báo cáo viên", "Sở Giáo dục", "Ban TG; Sở YT", "Quý IV", "Thông báo", None],
    [2, "Theo dõi dạy nghề", "BTG", None, "Thường xuyên", None, "mới"],
    ["II", "Tham mưu"],
    [3, "Khảo sát dạy nghề", "Ban Tuyên giáo", "Sở Giáo dục", "20/6/2024", "Báo cáo", None],
]


def annex(path: Path, rows: Sequence[Sequence[Any]] = ROWS, title: str = "Nhiệm vụ năm 2024") -> Path:
    merged = [f"B{number}:G{number}" for number, row in enumerate(rows, 3) if len(row) == 2]
    return workbook(path, [[title], HEADINGS, *rows], merged=["A1:G1", *merged])


@pytest.fixture
def phu_luc(small: Path, here: Path) -> str:
    return annex(here / "phu-luc.xlsx").name


def activity(tell: Tell, id_: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(tell("show", id_, "-f", "json").out)["activity"]
    return found


def ids(tell: Tell, plan: str = "gd") -> list[str]:
    rows = json.loads(tell("list", "--plan", plan, "-f", "json").out)["occurrences"]
    return list(dict.fromkeys(row["activity"] for row in rows))


# into the file


def test_an_annex_is_taken_into_the_plan_as_one_change(tell: Tell, phu_luc: str) -> None:
    code, out, err = tell("import", phu_luc, "--plan", "gd", "--reason", "phụ lục đã ký")
    assert code == 0
    assert out.endswith("2 new, 1 already there, 0 differ. Change 2.\n")
    assert err.splitlines() == [
        '"Công tác tuyên truyền" (Phụ lục!B3) is taken for content nd1 (Tuyên truyền).',
        'Words without a year are of 2024: Phụ lục!A1 says "Nhiệm vụ năm 2024".',
        'What recurs or goes on is taken for 2024 alone: Phụ lục!A1 says "Nhiệm vụ năm 2024".',
        '"Tham mưu" (Phụ lục!B6) is taken for content nd2 (Tham mưu).',
    ]
    made = activity(tell, "gd-06")
    assert (made["title"], made["contents"], made["lead"]) == ("Hội nghị báo cáo viên", ["nd1"], "so-gd")
    assert (made["partners"], made["due"], made["start"]) == (["btg", "so-yt"], "2024-12-31", "2024-10-01")
    assert (made["deadline_text"], made["output"]) == ("Quý IV", "Thông báo")
    assert (activity(tell, "gd-07")["ongoing"], activity(tell, "gd-07")["until"]) == (True, "2024-12-31")
    log = json.loads(tell("log", "-f", "json").out)["changes"][0]
    assert (log["command"], log["reason"]) == ("import phu-luc.xlsx --plan gd", "phụ lục đã ký")


def test_the_same_annex_again_doubles_nothing(tell: Tell, phu_luc: str) -> None:
    tell("import", phu_luc, "--plan", "gd")
    before = ids(tell)
    code, out, _err = tell("import", phu_luc, "--plan", "gd", "--update")
    assert (code, out.splitlines()[-1]) == (0, "0 new, 3 already there, 0 differ. Nothing was written.")
    assert ids(tell) == before
    assert len(json.loads(tell("log", "-f", "json").out)["changes"]) == 2


def test_what_an_annex_added_is_left_alone_by_load_as_what_was_added_by_hand(tell: Tell, phu_luc: str) -> None:
    tell("import", phu_luc, "--plan", "gd")
    assert tell("load", "plans").out == "Nothing to change.\n"
    assert "gd-06" in ids(tell)


def test_an_import_is_taken_back_by_undo(tell: Tell, phu_luc: str) -> None:
    before = ids(tell)
    tell("import", phu_luc, "--plan", "gd")
    assert tell("undo").code == 0
    assert ids(tell) == before
    assert "Added gd-08" in tell("add", "gd", "Mới", "--content", "nd1", "--lead", "btg", "--due", "6/2024").out, (
        "ids are not used again"
    )


STAYED = "Nothing was written. What differs stayed as it was; --update takes it over."
CHANGED = [[1, "Khảo sát dạy nghề", "Sở Giáo dục", "BTG", "Quý III", "Kết luận", None]]


def test_what_differs_is_shown_field_by_field_and_left_as_it_was(tell: Tell, small: Path, here: Path) -> None:
    annex(here / "a.xlsx", CHANGED)
    code, out, _err = tell("import", "a.xlsx", "--plan", "gd", "--content", "nd2")
    assert code == 0
    assert out.splitlines()[-9:] == [
        "~ activity gd-01: Khảo sát dạy nghề",
        '    lead: "btg" -> "so-gd"',
        "    with: so-gd -> btg",
        "    due: 2024-06-20 -> 2024-09-30",
        "    start: - -> 2024-07-01",
        '    deadline_text: - -> "Quý III"',
        '    output: "Báo cáo" -> "Kết luận"',
        "    gd-01 falls due 102 days later",
        f"0 new, 0 already there, 1 differs. {STAYED}",
    ]
    assert activity(tell, "gd-01")["due"] == "2024-06-20"


def test_with_update_what_differs_is_taken_over_and_a_loaded_activity_stays_a_loaded_one(
    tell: Tell, small: Path, here: Path
) -> None:
    annex(here / "a.xlsx", CHANGED)
    assert tell("import", "a.xlsx", "--plan", "gd", "--content", "nd2", "--update").out.endswith("Change 2.\n")
    assert activity(tell, "gd-01")["due"] == "2024-09-30"
    assert "gd-01: edited by hand since the last load" in tell("load", "plans", "--dry-run").err, "as after an edit"
    assert "gd-01: Khảo sát dạy nghề" in tell("load", "plans", "--dry-run", "--revert").out


def test_a_stretch_that_moves_begins_anew(tell: Tell, small: Path, here: Path) -> None:
    for quarter in ("Quý II", "Quý III"):
        annex(here / "a.xlsx", [[1, "Tập huấn", "BTG", None, quarter]])
        tell("import", "a.xlsx", "--plan", "gd", "--content", "nd2", "--update")
    assert (activity(tell, "gd-06")["start"], activity(tell, "gd-06")["due"]) == ("2024-07-01", "2024-09-30")


def test_of_what_is_there_already_no_warning_is_given_again(tell: Tell, small: Path, here: Path) -> None:
    annex(here / "a.xlsx", [[1, "Tập huấn", "BTG", None, "30/6/2024"]])
    words = ("import", "a.xlsx", "--plan", "gd", "--content", "nd2")
    assert "a.xlsx, Phụ lục!E3: warning: due date: 2024-06-30 is a day off (Sunday)" in tell(*words).err
    assert tell(*words).err == ""


def test_what_the_annex_does_not_say_stays_as_it_was(tell: Tell, small: Path, here: Path) -> None:
    tell("edit", "gd-01", "--weight", "3", "--note", "giữ lại", "--target", "2 đợt")
    annex(here / "a.xlsx", CHANGED)
    tell("import", "a.xlsx", "--plan", "gd", "--content", "nd2", "--update")
    found = activity(tell, "gd-01")
    assert (found["weight"], found["note"], found["unit"]) == (3, "giữ lại", "đợt")


def test_an_annex_of_one_year_does_not_end_what_recurs_already(tell: Tell, small: Path, here: Path) -> None:
    annex(here / "a.xlsx", [[1, "Giao ban công tác khoa giáo", "Sở Giáo dục", None, "Hằng quý", None, None]])
    out = tell("import", "a.xlsx", "--plan", "gd", "--content", "nd1", "--update").out
    assert "until" not in out
    found = activity(tell, "gd-02")
    assert (found["due_day"], found["until"], found["deadline_text"]) == (25, None, "Hằng quý")


def test_the_programs_own_activities_come_from_an_annex_too(tell: Tell, phu_luc: str) -> None:
    out = tell("import", phu_luc, "--plan", "ct").out
    assert "ct-02" in out
    assert activity(tell, "ct-02")["plan"] == "ct"


def test_a_plan_is_named_by_its_title_too_and_another_is_refused(tell: Tell, phu_luc: str) -> None:
    assert tell("import", phu_luc, "--plan", "ke hoach phoi hop voi so y te", "--dry-run").code == 0
    code, out, err = tell("import", phu_luc, "--plan", "gdd")
    assert (code, out) == (1, "")
    assert err.startswith('coordplan: "gdd" is not a plan of this program.')


# what is wrong


BAD = [
    [1, "Hội nghị", "Sở Tài chính", "Sở Y tế dự phòng", "sớm", None, None],
    [2, "Tập huấn", None, None, None, None, None],
    [3, None, "BTG", None, "31/2/2024", None, None],
    [4, "Tổng kết", "BTG", None, "6/2030", None, None],
]


def test_everything_wrong_is_told_by_cell_and_nothing_is_written(tell: Tell, small: Path, here: Path) -> None:
    annex(here / "a.xlsx", BAD)
    code, out, err = tell("import", "a.xlsx", "--plan", "gd", "--content", "nd1")
    assert (code, out) == (3, "")
    assert [line.partition(": ")[0] for line in err.splitlines() if line.startswith("a.xlsx")] == [
        "a.xlsx, Phụ lục!C3",
        "a.xlsx, Phụ lục!D3",
        "a.xlsx, Phụ lục!E3",
        "a.xlsx, Phụ lục!C4",
        "a.xlsx, Phụ lục!E4",
        "a.xlsx, Phụ lục!B5",
        "a.xlsx, Phụ lục!E5",
        "a.xlsx, Phụ lục!E6",
    ]
    assert "did you mean so-yt (Sở Y tế)?" in err
    assert "due date: 2030-06-30 is outside the program" in err
    assert err.endswith("8 problems.\n")
    assert ids(tell) == ["gd-01", "gd-02", "gd-03", "gd-04", "gd-05"]


def test_a_title_of_a_year_outside_the_program_asks_for_the_year_once_and_an_option_answers_it(
    tell: Tell, small: Path, here: Path
) -> None:
    rows = [[1, "Hội nghị", "BTG", None, "31/3", None, None], [2, "Tập huấn", "BTG", None, "30/6", None, None]]
    annex(here / "a.xlsx", rows, "Nhiệm vụ năm 2031")
    words = ("import", "a.xlsx", "--plan", "gd", "--content", "nd1")
    assert "--year 2024; an annex of 2031 belongs to another program" in tell(*words).err
    assert "To take them in later:" in tell(*words, "--accept-partial").err
    assert tell(*words, "--year", "2024", "--dry-run").code == 0


def test_rows_of_whole_days_outside_the_program_come_in_only_once_the_annex_is_corrected(
    tell: Tell, small: Path, here: Path
) -> None:
    annex(here / "a.xlsx", [[1, "Hội nghị", "BTG", None, "31/3/2031", None, None]])
    err = tell("import", "a.xlsx", "--plan", "gd", "--content", "nd1", "--accept-partial").err
    assert "They come in once the annex is corrected: coordplan import a.xlsx" in err
    assert "To take them in later" not in err


def test_a_dry_run_shows_problems_beside_what_is_understood(tell: Tell, small: Path, here: Path) -> None:
    unclear = [4, "Tập huấn", "Sở X", None, "sớm", None, None]
    annex(here / "a.xlsx", [*ROWS, unclear, [5, "123", "BTG", None, "Quý IV", None, None]])
    code, out, err = tell("import", "a.xlsx", "--plan", "gd", "--dry-run")
    assert code == 3
    assert "Hội nghị báo cáo viên" in out
    assert out.endswith("3 new, 1 already there, 0 differ. Nothing was written.\n")
    assert "This needs a second look" in err
    assert "a.xlsx, Phụ lục!C8" in err


def test_answers_and_options_settle_what_is_not_understood(tell: Tell, small: Path, here: Path) -> None:
    annex(here / "a.xlsx", BAD[:2])
    said = ["--answer", "Sở Tài chính=btg", "--answer", "Sở Y tế dự phòng=-", "--answer", "sớm=30/9/2024"]
    code, out, _err = tell(
        "import", "a.xlsx", "--plan", "gd", "--content", "nd1", "--lead", "Sở Giáo dục", "--due", "Quý IV", *said
    )
    assert (code, out.splitlines()[-1]) == (0, "2 new, 0 already there, 0 differ. Change 2.")
    assert (activity(tell, "gd-06")["lead"], activity(tell, "gd-06")["note"]) == ("btg", "Phối hợp: Sở Y tế dự phòng")
    assert (activity(tell, "gd-07")["lead"], activity(tell, "gd-07")["due"]) == ("so-gd", "2024-12-31")


def test_columns_and_the_year_are_said_where_they_are_not_known(tell: Tell, small: Path, here: Path) -> None:
    workbook(here / "a.xlsx", [["Đầu việc", "Ai làm", "Xong"], ["Tập huấn", "BTG", "Quý IV"]])
    words = ["import", "a.xlsx", "--plan", "gd", "--content", "nd1"]
    assert tell(*words).code == 1
    mapping = ["--map", "Ai làm=lead", "--map", "C=due"]
    code, _out, err = tell(*words, *mapping)
    assert code == 3
    assert "say it for all: --year 2024" in err
    assert tell(*words, *mapping, "--year", "2025").code == 0
    assert activity(tell, "gd-06")["due"] == "2025-12-31"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--map", "Ai làm"], '--map: "Ai làm" is not of the form COLUMN=FIELD.'),
        (["--map", "Ai làm=boss"], '--map: "Ai làm=boss" is not of the form COLUMN=FIELD.'),
        (["--answer", "Ban TG"], '--answer: "Ban TG" is not of the form WORDS=ANSWER.'),
        (["--answer", "=btg"], '--answer: "=btg" is not of the form WORDS=ANSWER.'),
        (["--due", "soon"], '--due: "soon" is not a deadline that is understood; write a date (2022-06-30, 30/6/2022)'),
        (["--replace"], "--replace needs -o: what would be retired is reviewed first."),
    ],
)
def test_an_option_that_says_nothing_is_a_fault_of_usage(
    words: list[str], sentence: str, tell: Tell, phu_luc: str
) -> None:
    code, out, err = tell("import", phu_luc, "--plan", "gd", *words)
    assert (code, out) == (2, "")
    assert err.startswith(f"coordplan: {sentence}")


def test_options_with_ids_that_are_not_there_are_refused(tell: Tell, phu_luc: str) -> None:
    assert '"so-x" is not an organization' in tell("import", phu_luc, "--plan", "gd", "--lead", "so-x").err
    assert '"nd9" is not a content area' in tell("import", phu_luc, "--plan", "gd", "--content", "nd1,nd9").err


def test_more_than_a_hundred_problems_are_counted(tell: Tell, small: Path, here: Path) -> None:
    annex(here / "a.xlsx", [[1, f"Việc {number}", f"Sở {number}", None, "6/2024"] for number in range(150)])
    err = tell("import", "a.xlsx", "--plan", "gd", "--content", "nd1").err
    assert err.endswith("100 problems; 50 more are not shown.\nThey are shown once these are put right.\n")


# other forms of file


def test_sheets_without_a_table_are_told_and_one_can_be_chosen(tell: Tell, small: Path, here: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(annex(here / "a.xlsx"))
    book.create_sheet("Bìa").append(["PHỤ LỤC"])
    book.copy_worksheet(book["Phụ lục"]).title = "Lần 2"
    book.save(here / "a.xlsx")
    err = tell("import", "a.xlsx", "--plan", "gd", "--dry-run").err
    assert "No table of activities in: Bìa.\n" in err
    assert "this row says the same as a.xlsx, Phụ lục!B4; it is taken once" in err
    assert "taken once" not in tell("import", "a.xlsx", "--plan", "gd", "--sheet", "lần 2", "--dry-run").err
    assert tell("import", "a.xlsx", "--plan", "gd", "--sheet", "Lần 3").err.splitlines() == [
        'coordplan: a.xlsx has no sheet or table "Lần 3".',
        "There are: Phụ lục, Bìa, Lần 2",
    ]


def test_a_word_annex_says_the_same_as_the_workbook(tell: Tell, phu_luc: str, here: Path) -> None:
    rows = [["" if cell is None else str(cell) for cell in row] for row in ROWS]
    header = [["BAN TUYÊN GIÁO", "ĐẢNG CỘNG SẢN VIỆT NAM"]]
    word_table(here / "a.docx", header, [HEADINGS, *rows[:3]], [HEADINGS, *rows[3:]], before=["Nhiệm vụ năm 2024"])
    tell("import", phu_luc, "--plan", "gd")
    code, out, err = tell("import", "a.docx", "--plan", "gd", "--year", "2024")
    assert (code, out.splitlines()[-1]) == (0, "0 new, 3 already there, 0 differ. Nothing was written.")
    assert "No table of activities in: table 1.\n" in err
    assert "table 3, row 3" in out


@pytest.mark.parametrize(("separator", "encoding"), [(";", "utf-8-sig"), (",", "utf-8"), ("\t", "utf-16")])
def test_a_csv_says_the_same_as_the_workbook(
    separator: str, encoding: str, tell: Tell, phu_luc: str, here: Path
) -> None:
    with (here / "a.csv").open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=separator).writerows([HEADINGS, *ROWS])
    tell("import", phu_luc, "--plan", "gd")
    out = tell("import", "a.csv", "--plan", "gd", "--year", "2024").out
    assert out.splitlines()[-1] == "0 new, 3 already there, 0 differ. Nothing was written."


def test_a_file_that_cannot_be_read_is_one_sentence_and_a_way_out(tell: Tell, small: Path, here: Path) -> None:
    (here / "a.xlsx").write_bytes(b"%PDF-1.7")
    assert tell("import", "a.xlsx", "--plan", "gd") == (
        1,
        "",
        "coordplan: a.xlsx is a PDF, whatever its name says.\nAsk for the Word or Excel file that it was made from.\n",
    )


def test_a_sheet_of_a_million_empty_rows_is_read_to_the_end_of_its_table(tell: Tell, small: Path, here: Path) -> None:
    path = annex(here / "a.xlsx")
    texts = [["Nội dung", "Chủ trì", "Thời gian"], ["Tập huấn", "BTG", "6/2024"]]
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    data = "".join(f"<row>{''.join(map(cell.format, row))}</row>" for row in texts).encode()
    with_sheet_data(path, data + b"<row/>" * 1_000_000)
    assert tell("import", "a.xlsx", "--plan", "gd", "--content", "nd1").out.endswith("Change 2.\n")


def test_what_a_cell_says_is_inert(tell: Tell, small: Path, here: Path) -> None:
    annex(
        here / "a.xlsx",
        [[1, "Họp [bold]x[/]", "Sở \u202e$(id)", None, "6/2024"]],
    )
    err = tell("import", "a.xlsx", "--plan", "gd", "--content", "nd1").err
    assert "--answer 'Sở $(id)=ID'" in err
    assert "\u202e" not in err


# out to a file


def test_a_plan_file_holds_the_plan_with_the_annex_and_loads_as_it_was_shown(
    tell: Tell, phu_luc: str, here: Path
) -> None:
    code, out, _err = tell("import", phu_luc, "--plan", "gd", "-o", "gd-moi.yaml")
    assert code == 0
    written, kept = out.splitlines()[-2:]
    assert written == (
        "2 new, 1 already there, 0 differ. Wrote gd-moi.yaml; look at it, then: coordplan load gd-moi.yaml"
    )
    assert kept.startswith("4 activities of the plan are not in the annex and stay: gd-02, gd-03, gd-04, gd-05 (")
    text = (here / "gd-moi.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=coordplan.schema.json\nplan:\n  id: gd\n  program: ct\n")
    assert "title: Kế hoạch phối hợp với Sở Giáo dục\n  partner: so-gd\n" in text
    assert tell("load", "gd-moi.yaml", "--dry-run").out.splitlines()[-1] == "2 added, 0 changed, 0 retired."
    tell("load", "gd-moi.yaml")
    assert tell("import", phu_luc, "--plan", "gd").out.endswith(
        "0 new, 3 already there, 0 differ. Nothing was written.\n"
    )


def test_with_replace_the_plan_file_holds_what_the_annex_names_alone(tell: Tell, phu_luc: str, here: Path) -> None:
    out = tell("import", phu_luc, "--plan", "gd", "-o", "gd.yaml", "--replace").out
    assert "left out, so that loading retires them: gd-02, gd-03, gd-04, gd-05" in out
    found = read_definitions([here / "gd.yaml"], read_definitions([here / "plans"]).definitions)
    assert [each.id for each in found.definitions.activities] == ["gd-01", "gd-06", "gd-07"]


def test_a_plan_file_takes_over_what_differs(tell: Tell, small: Path, here: Path) -> None:
    annex(here / "a.xlsx", CHANGED)
    tell("import", "a.xlsx", "--plan", "gd", "--content", "nd2", "-o", "gd.yaml")
    assert tell("load", "gd.yaml", "--dry-run").out.splitlines()[-1] == "0 added, 1 changed, 0 retired."


def test_a_file_that_is_there_is_replaced_only_with_force(tell: Tell, phu_luc: str, here: Path) -> None:
    (here / "gd.yaml").write_text("giữ")
    code, out, err = tell("import", phu_luc, "--plan", "gd", "-o", "gd.yaml")
    assert (code, out) == (1, "")
    assert err == "coordplan: gd.yaml is there already.\nName another file, or replace it with --force.\n"
    assert (here / "gd.yaml").read_text() == "giữ"
    assert tell("import", phu_luc, "--plan", "gd", "-o", "gd.yaml", "--force").code == 0
    assert tell("check", "gd.yaml").code == 0


def test_a_plan_file_of_the_programs_own_activities_keeps_the_program(tell: Tell, phu_luc: str, here: Path) -> None:
    assert tell("import", phu_luc, "--plan", "ct", "-o", "program.yaml").code == 0
    assert tell("load", "program.yaml", "--dry-run").out.splitlines()[-1] == "3 added, 0 changed, 0 retired."


def test_with_problems_no_plan_file_is_written(tell: Tell, small: Path, here: Path) -> None:
    annex(here / "a.xlsx", BAD)
    assert tell("import", "a.xlsx", "--plan", "gd", "-o", "gd.yaml").code == 3
    assert not (here / "gd.yaml").exists()


# forms of the answer


def test_json_tells_every_row_with_its_place_and_every_problem_with_its_cell(
    tell: Tell, small: Path, here: Path
) -> None:
    bad = [[9, "Họp", "Sở X", None, "Quý II", None, None], [10, "Thi", "Sở X", None, "6/2024"]]
    annex(here / "a.xlsx", [*ROWS, *CHANGED, *bad])
    code, out, err = tell("import", "a.xlsx", "--plan", "gd", "--dry-run", "-f", "json")
    assert (code, err) == (3, "")
    found = json.loads(out)
    head = {key: found[key] for key in ("schema", "program", "plan", "file", "change", "written")}
    assert head == {
        "schema": "coordplan/import/1",
        "program": "ct",
        "plan": "gd",
        "file": "a.xlsx",
        "change": None,
        "written": None,
    }
    assert [found[key] for key in ("new", "same", "different", "errors", "warnings")] == [3, 1, 0, 2, 1]
    assert (found["activities"][0]["what"], found["activities"][0]["sheet"], found["activities"][0]["row"]) == (
        "new",
        "Phụ lục",
        4,
    )
    assert found["missing"] == ["gd-02", "gd-03", "gd-04", "gd-05"]
    wrong = [(each["rule"], each["cell"]) for each in found["problems"] if not each["warning"]]
    assert wrong == [("unknown-organization", "C9"), ("unknown-organization", "C10")], "each cell by itself"
    assert len(found["remarks"]) == 4


def test_json_tells_what_makes_up_a_deadline(tell: Tell, small: Path, here: Path) -> None:
    words = ("Quý I và IV", "25/3, 25/6, 25/9", "Ngày 25 hằng tháng", "Trước 15/11 hằng năm")
    annex(here / "a.xlsx", [[n, f"Việc {n}", "BTG", None, each, None, None] for n, each in enumerate(words)])
    found = json.loads(tell("import", "a.xlsx", "--plan", "gd", "--content", "nd1", "--dry-run", "-f", "json").out)
    names = ("due_day", "due_month", "start_month", "due_on")
    assert [[each[name] for name in names] for each in found["activities"]] == [
        [None, None, None, ["2024-03-31", "2024-12-31"]],
        [None, None, None, ["2024-03-25", "2024-06-25", "2024-09-25"]],
        [25, None, None, []],
        [14, 11, None, []],
    ]


def test_json_of_what_was_written_names_the_change_and_what_differed(tell: Tell, small: Path, here: Path) -> None:
    annex(here / "a.xlsx", CHANGED)
    out = tell("import", "a.xlsx", "--plan", "gd", "--content", "nd2", "--update", "-f", "json").out
    found = json.loads(out)
    assert (found["change"], found["different"]) == (2, 1)
    assert {"field": "due", "before": "2024-06-20", "after": "2024-09-30"} in found["activities"][0]["fields"]
    assert {"field": "partners", "before": ["so-gd"], "after": ["btg"]} in found["activities"][0]["fields"]


def test_the_whole_answer_is_vietnamese(tell: Tell, phu_luc: str, here: Path) -> None:
    code, out, err = tell("--lang", "vi", "import", phu_luc, "--plan", "gd", "--dry-run")
    assert code == 0
    assert out.splitlines()[2].split() == [
        "So",
        "với",
        "kế",
        "hoạch",
        "Mã",
        "Nhiệm",
        "vụ",
        "Chủ",
        "trì",
        "Hạn",
        "Vị",
        "trí",
    ]
    assert out.endswith("2 mới, 1 đã có, 0 có điểm khác. Chưa ghi gì vào tệp dữ liệu.\n")
    assert err.splitlines()[1] == 'Thời hạn không ghi năm được hiểu là năm 2024: Phụ lục!A1 ghi "Nhiệm vụ năm 2024".'
    annex(here / "b.xlsx", BAD)
    err = tell("--lang", "vi", "import", "b.xlsx", "--plan", "gd").err
    assert '"Sở Tài chính" không phải là cơ quan đã biết' in err


def test_the_demonstrations_own_plans_are_already_there(tell: Tell, shipped: Path, here: Path) -> None:
    """What a plan says, written as an annex, says nothing new of it."""
    definitions = read_definitions([here / "plans"]).definitions
    titles = {body.id: body.title for body in definitions.organizations}
    for plan in definitions.plans:
        rows = []
        for each in definitions.activities:
            if each.plan == plan.id and each.due_on is not None:
                due = each.deadline_text or f"{each.due_on.day}/{each.due_on.month}/{each.due_on.year}"
                with_ = "; ".join(titles[id_] for id_ in each.partners)
                contents = ", ".join(each.contents)
                rows.append([len(rows) + 1, each.title, titles[each.lead], with_, due, each.output, contents])
        workbook(here / "a.xlsx", [[*HEADINGS[:6], "Nội dung chương trình"], *rows])
        out = tell("--lang", "en", "import", "a.xlsx", "--plan", plan.id).out
        assert out.splitlines()[-1] == f"0 new, {len(rows)} already there, 0 differ. Nothing was written."
