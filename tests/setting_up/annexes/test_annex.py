"""Rows understood: organizations, contents, deadlines and their years; what is not understood, by cell."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from coordplan.dates.deadlines import parse_deadline
from coordplan.errors import UnreadableFile
from coordplan.model import Definitions
from coordplan.setting_up.annexes.annex import Annex, parse_annex
from coordplan.setting_up.annexes.findings import Finding, ImportChoices, merge_findings, option
from coordplan.setting_up.annexes.grid import GridKind, Place, TextGrid, grid_of
from coordplan.setting_up.annexes.layout import tables_in
from coordplan.text.folding import same_name_key

HEADINGS = ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm", "Ghi chú"]
ROW = ["1", "Giao ban", "BTGTU", "Sở Y tế", "Quý II/2024", "Báo cáo", ""]

NAMED = "one of nd1: Định hướng tuyên truyền; nd2: Tham mưu, dự báo; nd3: Nhân rộng điển hình; nd4: Phản bác tin sai)"


def sheet(*rows: Sequence[str], name: str = "PL", headings: Sequence[str] = HEADINGS) -> TextGrid:
    return grid_of("a.xlsx", "sheet", name, [headings, *rows])


def understood(
    known: Definitions,
    *grids: TextGrid,
    mapping: Mapping[str, str] = {},
    answers: Mapping[str, str] = {},
    **choices: Any,
) -> Annex:
    said = {same_name_key(words): meaning for words, meaning in answers.items()}
    choices.setdefault("contents", ("nd1",))
    return parse_annex(tables_in(grids, mapping), known, ImportChoices(answers=said, **choices))


def told(annex: Annex) -> list[tuple[str, str]]:
    """Return where findings are, and which."""
    return [(finding.place.within(), finding.rule) for finding in annex.findings]


def fields(known: Definitions, change: Mapping[int, str], **choices: Any) -> dict[str, Any]:
    """Return what comes of one row with some of its cells changed."""
    row = [change.get(number, text) for number, text in enumerate(ROW)]
    annex = understood(known, sheet(row), **choices)
    assert annex.findings == ()
    return annex.proposals[0].fields


def test_a_row_becomes_fields_under_the_keys_of_the_yaml(shipped: Definitions) -> None:
    assert fields(shipped, {6: "ghi"}) == {
        "title": "Giao ban",
        "content": ["nd1"],
        "lead": "btg",
        "with": ["so-yte"],
        "due": "Quý II/2024",
        "output": "Báo cáo",
        "note": "ghi",
    }


# organizations


def test_several_leads_are_one_lead_and_partners_with_a_warning(shipped: Definitions) -> None:
    annex = understood(shipped, sheet([*ROW[:2], "BTGTU, Sở GD&ĐT", *ROW[3:]]))
    assert (annex.proposals[0].fields["lead"], annex.proposals[0].fields["with"]) == ("btg", ["so-gddt", "so-yte"])
    assert told(annex) == [("PL!C2", "several-leads")]
    assert annex.findings[0].warning


def test_a_lead_named_among_the_partners_is_named_once(shipped: Definitions) -> None:
    assert fields(shipped, {3: "Ban Tuyên giáo, Sở Y tế"})["with"] == ["so-yte"]


def test_words_for_nobody_in_particular_go_into_the_note_under_their_heading(shipped: Definitions) -> None:
    found = fields(shipped, {3: "Sở Y tế, UBND các huyện, thị xã, thành phố", 6: "Có kinh phí"})
    assert found["with"] == ["so-yte"]
    assert found["note"] == "Có kinh phí; Phối hợp: UBND các huyện, thị xã, thành phố"


@pytest.mark.parametrize(
    ("cell", "lead", "partners"),
    [
        ("Chủ trì: BTGTU; Phối hợp: Sở Y tế, Sở GD&ĐT", "btg", ["so-yte", "so-gddt"]),
        ("BTGTU chủ trì", "btg", None),
        ("BTGTU\nPhối hợp: Sở Y tế", "btg", ["so-yte"]),
        ("BTGTU, Sở Y tế", "btg", ["so-yte"]),
        ("Sở Y tế phối hợp với Sở GD&ĐT", "so-yte", ["so-gddt"]),
    ],
)
def test_lead_and_partners_may_stand_in_one_cell(
    cell: str, lead: str, partners: list[str] | None, shipped: Definitions
) -> None:
    grid = sheet(["Giao ban", cell, "Quý II/2024"], headings=["Nội dung", "Cơ quan chủ trì, phối hợp", "Thời gian"])
    annex = understood(shipped, grid)
    assert told(annex) == []
    assert annex.proposals[0].fields["lead"] == lead
    assert annex.proposals[0].fields.get("with") == partners


def test_an_unknown_organization_is_told_by_cell_with_the_nearest_and_the_option_that_settles_it(
    shipped: Definitions,
) -> None:
    annex = understood(shipped, sheet(ROW, [*ROW[:3], "Sở Y tê Ninh Thuận, Công an", *ROW[4:]]))
    assert told(annex) == [("PL!D3", "unknown-organization")] * 2
    first, second = annex.findings
    assert first.message == '"Sở Y tê Ninh Thuận" is not an organization that is known'
    assert first.remedy.startswith("did you mean so-yte (Sở Y tế)")
    assert '--answer "Công an=-" keeps it in the note' in second.remedy


def test_what_is_said_of_several_cells_is_told_once_with_all_of_them(shipped: Definitions) -> None:
    rows = [[*ROW[:3], "Công an tỉnh", *ROW[4:]] for _number in range(12)]
    (finding,) = understood(shipped, sheet(*rows)).findings
    assert finding.problem().message.endswith("(and so in D3, D4, D5, D6, D7, D8, D9, D10, ...)")


@pytest.mark.parametrize(
    ("answer", "expected"), [("so-noi-vu", "so-noi-vu"), ("Sở Nội vụ", "so-noi-vu"), ("x-y", "x-y")]
)
def test_an_answer_says_which_organization_is_meant_by_id_or_name(
    answer: str, expected: str, shipped: Definitions
) -> None:
    assert fields(shipped, {3: "Phòng TC"}, answers={"phòng tc": answer})["with"] == [expected]


def test_an_answer_of_a_dash_leaves_the_words_to_the_note(shipped: Definitions) -> None:
    found = fields(shipped, {3: "Công an tỉnh, Sở Y tế"}, answers={"Công an tỉnh": "-"})
    assert (found["with"], found["note"]) == (["so-yte"], "Phối hợp: Công an tỉnh")


def test_an_empty_lead_is_asked_for_or_said_for_all_or_for_its_cell(shipped: Definitions) -> None:
    grid = sheet([*ROW[:2], "", *ROW[3:]])
    annex = understood(shipped, grid)
    assert told(annex) == [("PL!C2", "no-lead")]
    assert annex.proposals[0].fields.get("lead") is None
    assert fields(shipped, {2: ""}, lead="btg")["lead"] == "btg"
    assert fields(shipped, {2: ""}, answers={"PL!C2": "btg"})["lead"] == "btg"


def test_without_a_column_of_leads_or_deadlines_it_is_told_once_of_the_whole_table(shipped: Definitions) -> None:
    grid = sheet(["Giao ban", "Báo cáo"], ["Sơ kết", "Báo cáo"], headings=["Nội dung", "Sản phẩm"])
    annex = understood(shipped, grid)
    assert told(annex) == [("PL", "no-lead"), ("PL", "no-deadline")]
    assert [each.question and each.question.key for each in annex.findings] == ["", ""]
    assert told(understood(shipped, grid, lead="btg", due="6/2024")) == []


def test_an_empty_cell_of_lead_and_partners_is_told(shipped: Definitions) -> None:
    grid = sheet(["Giao ban", "", "6/2024"], headings=["Nội dung", "Cơ quan chủ trì, phối hợp", "Thời gian"])
    assert told(understood(shipped, grid)) == [("PL!B2", "no-lead")]


def test_a_lead_that_is_nobody_in_particular_is_told(shipped: Definitions) -> None:
    assert told(understood(shipped, sheet([*ROW[:2], "Các đơn vị liên quan", *ROW[3:]]))) == [
        ("PL!C2", "unknown-organization")
    ]


def test_a_group_may_be_the_body_that_leads(shipped: Definitions) -> None:
    headings = ["STT", "Nội dung", "Thời gian", "Sản phẩm"]
    grid = sheet(
        ["I", "Sở Y tế"], ["1", "Giao ban", "6/2024", ""], ["II", "Nhiệm vụ do Sở Giáo dục và Đào tạo chủ trì"],
        ["1", "Sơ kết", "6/2024", ""], headings=headings,
    )  # fmt: skip
    annex = understood(shipped, grid)
    assert [each.fields["lead"] for each in annex.proposals] == ["so-yte", "so-gddt"]
    assert 'Where no cell says it, so-yte leads: "Sở Y tế" (PL!B2).' in annex.remarks
    asked = understood(shipped, grid, contents=()).findings
    assert {finding.question and finding.question.words for finding in asked} == {""}, "a body is no content"


# contents


def test_the_nearest_group_that_is_a_content_counts_and_is_told(shipped: Definitions) -> None:
    rows = (["I", "Công tác tuyên truyền"], ["1", "Nhóm việc thứ nhất"], ["1.1", *ROW[1:]])
    annex = understood(shipped, sheet(*rows), contents=())
    assert annex.proposals[0].fields["content"] == ["nd1"]
    assert '"Công tác tuyên truyền" (PL!B2) is taken for content nd1 (Định hướng tuyên truyền).' in annex.remarks


def test_a_group_that_is_no_content_is_told_once_with_the_option_that_settles_it(shipped: Definitions) -> None:
    grid = sheet(["I", "Việc chung"], ROW, ["2", *ROW[1:]])
    annex = understood(shipped, grid, contents=())
    assert told(annex) == [("PL!B2", "unknown-content")]
    assert annex.findings[0].remedy == 'say which: --answer "Việc chung=nd1" (' + NAMED
    answered = understood(shipped, grid, contents=(), answers={"VIỆC CHUNG": "nd2"})
    assert [each.fields["content"] for each in answered.proposals] == [["nd2"], ["nd2"]]
    assert told(answered) == []


def test_where_nothing_names_a_content_the_whole_sheet_is_told(shipped: Definitions) -> None:
    annex = understood(shipped, sheet(ROW), contents=())
    assert told(annex) == [("PL", "unknown-content")]
    assert annex.findings[0].remedy == "say it for all: --content nd1 (" + NAMED


def test_a_column_of_contents_comes_before_groups(shipped: Definitions) -> None:
    headings = ["Nội dung", "Nhiệm vụ", "Chủ trì", "Thời gian"]
    grid = sheet(["Nội dung 3", "Giao ban", "BTGTU", "Quý II/2024"], headings=headings)
    assert understood(shipped, grid).proposals[0].fields["content"] == ["nd3"]


# days


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("30/6/2024", {"due": "30/6/2024"}),
        ("Quý II/2024", {"due": "Quý II/2024"}),
        ("2024", {"due": "Năm 2024", "deadline_text": "2024"}),
        ("Hằng quý", {"every": "quarter", "deadline_text": "Hằng quý"}),
        ("Thường xuyên", {"ongoing": "true", "deadline_text": "Thường xuyên"}),
        ("Từ tháng 3 đến tháng 6/2024", {"due": "Từ tháng 3 đến tháng 6/2024"}),
        ("Trước\nngày 15/12/2024", {"due": "Trước ngày 15/12/2024"}),
    ],
)
def test_a_deadline_keeps_its_printed_words(printed: str, expected: dict[str, str], shipped: Definitions) -> None:
    found = fields(shipped, {4: printed})
    assert {key: found[key] for key in ("due", "every", "ongoing", "deadline_text") if key in found} == expected


def test_a_year_left_out_is_that_of_the_title_and_is_told(shipped: Definitions) -> None:
    grid = grid_of("a.xlsx", "sheet", "PL", [["Nhiệm vụ năm 2024"], HEADINGS, [*ROW[:4], "Quý II", *ROW[5:]]])
    annex = understood(shipped, grid)
    assert annex.proposals[0].fields["due"] == "Quý II/2024"
    assert annex.proposals[0].fields["deadline_text"] == "Quý II"
    assert annex.remarks == ('Words without a year are of 2024: PL!A1 says "Nhiệm vụ năm 2024".',)


@pytest.mark.parametrize(
    ("title", "due"),
    [("Kế hoạch 2024", "Quý II/2024"), ("KẾ HOẠCH PHỐI HỢP 2024", "Quý II/2024"), ("Kế hoạch số 2024", None)],
    ids=["in short", "in capitals", "a number"],
)
def test_a_title_may_end_with_its_year_alone(title: str, due: str | None, shipped: Definitions) -> None:
    grid = grid_of("a.xlsx", "sheet", "PL", [[title], HEADINGS, [*ROW[:4], "Quý II", *ROW[5:]]])
    assert understood(shipped, grid).proposals[0].fields.get("due") == due


def test_the_year_of_a_document_over_a_table_is_named_as_likely(shipped: Definitions) -> None:
    title = "(Kèm theo Kế hoạch số 12-KH/BTGTU, ngày 05/01/2024)"
    (found,) = understood(
        shipped, grid_of("a.xlsx", "sheet", "PL", [[title], HEADINGS, [*ROW[:4], "Quý II", *ROW[5:]]])
    ).findings
    assert found.remedy == "PL!A1 names a document of 2024; if that is meant: --year 2024"


def test_a_year_that_is_said_comes_before_the_title_and_a_group_of_a_year_before_that(shipped: Definitions) -> None:
    row = [*ROW[:4], "Quý II", *ROW[5:]]
    grid = grid_of("a.xlsx", "sheet", "PL", [["Nhiệm vụ năm 2024"], HEADINGS, row, ["I", "Năm 2023"], row])
    annex = understood(shipped, grid, year=2025)
    assert [each.fields["due"] for each in annex.proposals] == ["Quý II/2025", "Quý II/2023"]


def test_a_program_of_one_year_says_the_year(shipped: Definitions) -> None:
    assert shipped.program is not None
    program = shipped.program._replace(start_on=date(2024, 1, 1), until_on=date(2024, 12, 31))
    known = shipped._replace(program=program)
    assert fields(known, {4: "Trước 15/12"})["due"] == "Trước 15/12/2024"
    assert "until" not in fields(known, {4: "Hằng quý"}), "which ends with the program anyway"


def test_a_year_that_nothing_says_is_told(shipped: Definitions) -> None:
    annex = understood(shipped, sheet([*ROW[:4], "Quý II", *ROW[5:]]))
    assert told(annex) == [("PL!E2", "no-year")]


def test_what_recurs_in_an_annex_of_one_year_ends_with_it(shipped: Definitions) -> None:
    found = fields(shipped, {4: "Hằng quý"}, year=2024)
    assert (found["start"], found["until"]) == ("2024-01-01", "2024-12-31")
    assert fields(shipped, {4: "Thường xuyên"}, year=2022)["start"] == "2022-02-24", "not before the program"
    assert "start" not in fields(shipped, {4: "Hằng quý"}), "of no year: as long as the program"
    assert "start" not in fields(shipped, {4: "Quý II"}, year=2024)
    assert shipped.program is not None
    short = shipped._replace(program=shipped.program._replace(until_on=date(2024, 10, 31)))
    assert fields(short, {4: "Hằng quý"}, year=2024)["until"] == "2024-10-31", "not after the program"


def test_a_deadline_that_is_not_understood_is_told_and_an_answer_settles_it(shipped: Definitions) -> None:
    annex = understood(shipped, sheet([*ROW[:4], "sớm nhất", *ROW[5:]]))
    assert told(annex) == [("PL!E2", "bad-deadline")]
    assert annex.findings[0].remedy.startswith('say what is meant: --answer "sớm nhất=')
    found = fields(shipped, {4: "sớm nhất"}, answers={"Sớm nhất": "30/6/2024"})
    assert (found["due"], found["deadline_text"]) == ("30/6/2024", "sớm nhất")


def test_an_empty_deadline_is_told_or_said_for_all_or_for_its_cell(shipped: Definitions) -> None:
    assert told(understood(shipped, sheet([*ROW[:4], "", *ROW[5:]]))) == [("PL!E2", "no-deadline")]
    assert fields(shipped, {4: ""}, due="Thường xuyên")["ongoing"] == "true"
    assert fields(shipped, {4: ""}, answers={"PL!E2": "30/6/2024"})["due"] == "30/6/2024"


def test_a_column_of_beginnings_is_the_start(shipped: Definitions) -> None:
    headings = ["Nội dung", "Chủ trì", "Thời gian bắt đầu", "Thời gian kết thúc"]
    annex = understood(shipped, sheet(["Giao ban", "BTGTU", "Tháng 3", "6/2024"], headings=headings), year=2024)
    assert annex.proposals[0].fields["start"] == "2024-03-01"
    recurring = understood(shipped, sheet(["Giao ban", "BTGTU", "Tháng 3", "Hằng quý"], headings=headings), year=2024)
    assert recurring.proposals[0].fields["start"] == "2024-03-01", "not that of the annex's year"
    bad = understood(shipped, sheet(["Giao ban", "BTGTU", "sớm", "6/2024"], headings=headings), year=2024)
    assert told(bad) == [("PL!C2", "bad-date")]


# the rest


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("12 lớp", {"value": "12", "unit": "lớp"}),
        ("Ít nhất 12,5%", {"value": "12,5", "unit": "%"}),
        ("3", {"value": "3", "unit": ""}),
    ],
)
def test_a_target_is_a_number_and_its_unit(text: str, target: dict[str, str], shipped: Definitions) -> None:
    grid = sheet(["Mở lớp", "BTGTU", "6/2024", text], headings=["Nội dung", "Chủ trì", "Thời gian", "Chỉ tiêu"])
    assert understood(shipped, grid).proposals[0].fields["target"] == target


def test_a_target_without_a_number_goes_into_the_note(shipped: Definitions) -> None:
    grid = sheet(["Mở lớp", "BTGTU", "6/2024", "Nhiều lớp"], headings=["Nội dung", "Chủ trì", "Thời gian", "Chỉ tiêu"])
    annex = understood(shipped, grid)
    assert told(annex) == [("PL!D2", "no-target")]
    assert annex.proposals[0].fields["note"] == "Nhiều lớp"


def test_details_go_into_the_note(shipped: Definitions) -> None:
    annex = understood(shipped, sheet(ROW, ["", "- Thành phần: lãnh đạo"], ["", "- Địa điểm;"]))
    assert annex.proposals[0].fields["note"] == "Thành phần: lãnh đạo; Địa điểm"


def test_a_row_without_a_title_is_told(shipped: Definitions) -> None:
    assert told(understood(shipped, sheet(["1", "", *ROW[2:]]))) == [("PL!B2", "no-title")]


@pytest.mark.parametrize("fault", ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?"])
def test_a_formula_that_went_wrong_is_told(fault: str, shipped: Definitions) -> None:
    annex = understood(shipped, sheet([*ROW[:5], fault, ""]))
    assert told(annex) == [("PL!F2", "formula-fault")]


def test_all_that_is_wrong_is_told_at_once(shipped: Definitions) -> None:
    annex = understood(shipped, sheet(["1", "", "Phòng X", "Phòng Y", "sớm", "", ""]), contents=())
    assert told(annex) == [
        ("PL!B2", "no-title"),
        ("PL", "unknown-content"),
        ("PL!C2", "unknown-organization"),
        ("PL!D2", "unknown-organization"),
        ("PL!E2", "bad-deadline"),
    ]


# tables


def word(number: int, *rows: Sequence[str], above: Sequence[str] = ()) -> TextGrid:
    return grid_of("a.docx", "table", str(number), rows, (), above)


def test_tables_without_headings_are_left_aside_and_told(shipped: Definitions) -> None:
    found = tables_in([word(1, ["TỈNH ỦY", "ĐẢNG CỘNG SẢN"]), word(2, HEADINGS, ROW), word(3, ["Nơi nhận"])], {})
    assert [place.within() for place in found.left_out] == ["table 1", "table 3"]
    assert len(found.rows) == 1


def test_a_word_table_without_headings_of_the_same_width_goes_on_with_the_one_before(shipped: Definitions) -> None:
    group = ["I", "Công tác tuyên truyền", "", "", "", "", ""]
    first = word(1, HEADINGS, group, ROW, above=["Nhiệm vụ năm 2024"])
    annex = understood(shipped, first, word(2, [*ROW[:4], "Quý II", *ROW[5:]]), contents=())
    assert [each.row.place("title").within() for each in annex.proposals] == [
        "table 1, row 3, column 2",
        "table 2, row 1, column 2",
    ]
    assert (annex.proposals[1].fields["due"], annex.proposals[1].fields["content"]) == ("Quý II/2024", ["nd1"])


def test_a_table_with_the_same_headings_on_a_new_page_goes_on_with_groups_and_year(shipped: Definitions) -> None:
    group = ["II", "Tham mưu, dự báo"]
    first = word(1, HEADINGS, group, ROW, above=["Nhiệm vụ năm 2024"])
    annex = understood(shipped, first, word(2, HEADINGS, [*ROW[:4], "Quý II", *ROW[5:]]), contents=())
    assert (annex.proposals[1].fields["due"], annex.proposals[1].fields["content"]) == ("Quý II/2024", ["nd2"])


def test_the_groups_of_tables_may_stand_in_paragraphs_over_them(shipped: Definitions) -> None:
    first = word(1, HEADINGS, ROW, above=["PHỤ LỤC năm 2024", "I. Định hướng tuyên truyền"])
    annex = understood(shipped, first, word(2, HEADINGS, ROW, above=["II. Phản bác tin sai"]), contents=())
    assert [each.fields["content"] for each in annex.proposals] == [["nd1"], ["nd4"]]
    assert '"Phản bác tin sai" (table 2) is taken for content nd4 (Phản bác tin sai).' in annex.remarks
    went_on = understood(shipped, first, word(2, [*ROW[:1], "Sơ kết", *ROW[2:]], above=["II. Phản bác tin sai"]))
    assert [each.fields["content"] for each in went_on.proposals] == [["nd1"], ["nd4"]]


def test_a_title_over_the_first_table_is_a_group_only_where_it_surely_is_a_content(shipped: Definitions) -> None:
    first = word(1, HEADINGS, ROW, above=["Phản bác tin sai"])
    assert understood(shipped, first, contents=()).proposals[0].fields["content"] == ["nd4"]
    annex = understood(shipped, word(1, HEADINGS, ROW, above=["Các việc phải làm"]), contents=())
    assert annex.findings[0].remedy == "say it for all: --content nd1 (" + NAMED


def test_months_stand_over_tables_and_on_sheets(shipped: Definitions) -> None:
    rows = [[*ROW[:4], "20", "", ""], ["2", "Tập huấn", *ROW[2:4], "", "", ""]]
    tables = [word(number, HEADINGS, *rows, above=[f"THÁNG {number + 2}/2024"]) for number in (1, 2)]
    sheets = [sheet(*rows, name=name) for name in ("Tháng 3-2024", "Tháng 4-2024")]
    for grids in (tables, sheets):
        due = [each.fields["due"] for each in understood(shipped, *grids).proposals]
        assert due == ["Ngày 20/3/2024", "Tháng 3/2024", "Ngày 20/4/2024", "Tháng 4/2024"]


def test_the_note_keeps_the_words_of_which_a_group_makes_others(shipped: Definitions) -> None:
    rows = [[each, "Giao ban", "BTGTU", "", words] for each, words in (("1", "Tuần 2"), ("2", "20"))]
    week, day = understood(shipped, word(1, HEADINGS, *rows, above=["THÁNG 3/2024"])).proposals
    assert week.fields["due"] == "Từ 8/3 đến 14/3/2024"
    assert week.fields["note"] == f"{HEADINGS[4]}: Tuần 2"
    assert "note" not in day.fields


def test_how_a_deadline_was_put_together_is_said_by_cells(shipped: Definitions) -> None:
    headings = [*HEADINGS[:4], "T1", "T2", "T3"]
    found = tables_in([sheet(["1", "a", "BTGTU", "", "x", "x"], ["2", "b", "nt", "", "15"], headings=headings)], {})
    assert list(found.remarks()) == [
        "Copied from the row above, as the cell says: PL: C3.",
        "Marks in several columns are taken as due at the end of each: PL: E2.",
        "What stands under months is taken as days of theirs: PL: E3.",
    ]


def test_a_day_of_another_month_than_its_group_is_warned_of(shipped: Definitions) -> None:
    annex = understood(shipped, sheet(["THÁNG 3"], [*ROW[:4], "20/4/2024", *ROW[5:]]))
    assert told(annex) == [("PL!E3", "other-month")]
    assert annex.findings[0].message == '"20/4/2024" stands under "THÁNG 3"; the cell is taken'


def test_small_numbers_under_months_are_asked_about(shipped: Definitions) -> None:
    lines = [("Việc", "Chủ trì", "T1", "T2", "T3"), ("Mở lớp", "BTG", "", "2", "3")]
    tables = tables_in([grid_of("a.csv", "csv", "", lines)], {})
    (finding,) = parse_annex(tables, shipped, ImportChoices(contents=("nd1",), year=2024)).findings
    assert finding.message == (
        '"Tháng 2: 2, Tháng 3: 3" under months may be days ("Ngày 2/2 và ngày 3/3") or how many ("Tháng 2, 3")'
    )
    assert finding.question is not None
    for meant, due_on in zip(
        finding.question.proposals, (("2024-02-02", "2024-03-03"), ("2024-02-29", "2024-03-31")), strict=True
    ):
        answers = {finding.question.key: meant}
        annex = parse_annex(tables, shipped, ImportChoices(answers=answers, contents=("nd1",), year=2024))
        assert annex.findings == ()
        assert parse_deadline(annex.proposals[0].fields["due"]).due_days == due_on
        assert annex.proposals[0].fields["note"] == "Tháng 2: 2, Tháng 3: 3"


def test_a_target_of_each_year_has_the_unit_of_its_column(shipped: Definitions) -> None:
    headings = ["Nội dung", "Chủ trì", "ĐVT", "2022", "2023", "2024", "2025"]
    annex = understood(shipped, sheet(["Mở lớp", "Sở Y tế", "lớp", "5", "10", "12", "15"], headings=headings))
    fields_found = annex.proposals[0].fields
    assert fields_found["target"] == {"value": {"2022": "5", "2023": "10", "2024": "12", "2025": "15"}, "unit": "lớp"}
    assert (fields_found["every"], told(annex)) == ("year", [])
    annex = understood(shipped, sheet(["Mở lớp", "Sở Y tế", "", "", "x", "x"], headings=headings))
    assert (annex.proposals[0].fields["start"], annex.proposals[0].fields["until"]) == ("2023-01-01", "2024-12-31")


def test_columns_that_only_the_options_know_make_a_table(shipped: Definitions) -> None:
    names = ["Phải làm gì", "Ai làm", "Bao giờ xong"]
    row = ["Giao ban", "BTGTU", "6/2024"]
    with pytest.raises(UnreadableFile) as failure:
        tables_in([sheet(row, headings=names)], {})
    assert failure.value.way_out.endswith(
        '--map "A=title" --map "B=lead" (they are: A "Phải làm gì", B "Ai làm", C "Bao giờ xong").'
    )
    fields_of_columns = ("title", "lead", "due")
    for mapping in (dict(zip(names, fields_of_columns, strict=True)), dict(zip("ABC", fields_of_columns, strict=True))):
        annex = understood(shipped, sheet(row, headings=names), mapping=mapping)
        assert [(each.title, each.fields["lead"]) for each in annex.proposals] == [("Giao ban", "btg")]
    numbered = grid_of("a.csv", "csv", "", [["1", *row], ["2", "Sơ kết", *row[1:]]])
    annex = understood(shipped, numbered, mapping={"B": "title", "C": "lead", "D": "due"})
    assert [each.title for each in annex.proposals] == ["Giao ban", "Sơ kết"], "with nothing over the table"


def test_columns_that_nothing_is_taken_from_are_told() -> None:
    found = tables_in([sheet(headings=["Nội dung", "Chủ trì", "Kinh phí", "Màu"])], {})
    assert found.untaken == ("Kinh phí", "Màu")


def test_two_columns_for_one_field_are_a_fault_with_the_options_that_settle_it(shipped: Definitions) -> None:
    grid = sheet(["Giao ban", "BTGTU", "Sở Y tế", "6/2024"], headings=["Nội dung", "Chủ trì", "Chủ trì", "Thời gian"])
    annex = understood(shipped, grid)
    assert told(annex) == [("PL!C1", "doubled-heading")]
    assert annex.findings[0].remedy == (
        'say which is which: --map "B=lead" --map "C=ignore", or by their letters or numbers'
    )
    assert told(understood(shipped, grid, mapping={"C": "with"})) == []


def test_a_column_that_is_not_there_is_told(shipped: Definitions) -> None:
    annex = understood(shipped, sheet(ROW), mapping={"Hạn chót": "due"})
    assert told(annex) == [("PL", "unknown-column")]


def test_of_the_readings_of_a_csv_that_with_the_most_headings_counts() -> None:
    def reading(*rows: Sequence[str]) -> TextGrid:
        return grid_of("a.csv", "csv", "", rows)

    split = reading(HEADINGS, ROW)
    assert len(tables_in([reading([";".join(HEADINGS)]), split], {}, choose_one=True).rows) == 1


def test_without_any_table_it_is_said_what_was_looked_for() -> None:
    with pytest.raises(UnreadableFile) as failure:
        tables_in([word(1, ["a", "b"])], {})
    assert failure.value.sentence == "a.docx: there is no table with headings that are known."
    assert '"Cơ quan chủ trì"' in failure.value.way_out
    with pytest.raises(UnreadableFile):
        tables_in([], {})


def test_headings_in_letters_of_before_unicode_are_headings() -> None:
    rows = tables_in([word(1, ["STT", "Néi dung c«ng viÖc", "C¬ quan chñ tr×"], ["1", "TËp huÊn", "Së Y tÕ"])], {}).rows
    assert [row.text("title") for row in rows] == ["Tập huấn"]


def test_letters_that_a_csv_has_lost_are_recognized() -> None:
    lost = ["STT", "N?i dung c?ng vi?c", "C? quan ch? tr?", "Th?i gian"]
    with pytest.raises(UnreadableFile, match="has lost its Vietnamese letters"):
        tables_in([grid_of("a.csv", "csv", "", [lost])], {})
    with pytest.raises(UnreadableFile, match="no table with headings"):
        tables_in([grid_of("a.csv", "csv", "", [["Why?", "Ai? Ở đâu?", "? ?"]])], {})


# findings


def finding(row: int, message: str = "x", kind: GridKind = "sheet", **more: Any) -> Finding:
    return Finding(Place("a", kind, "1", row, 1), "rule", message, **more)


def test_findings_are_gathered_by_what_they_say() -> None:
    found = merge_findings([finding(1), finding(2, "y"), finding(3), finding(1), finding(4, warning=True)])
    assert [(each.message, each.place.row, [place.row for place in each.more]) for each in found] == [
        ("x", 1, [3]),
        ("y", 2, []),
        ("x", 4, []),
    ]
    assert merge_findings(found) == found, "gathered once more they stay as they are"


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("Ban TG", '--answer "Ban TG=ID"'),
        ("Sở GD&ĐT, TT&TT (x); y", '--answer "Sở GD&ĐT, TT&TT (x); y=ID"'),
        ("$(rm -rf ~)", "--answer '$(rm -rf ~)=ID'"),
        ('`x` "y"', "--answer '`x` \"y\"=ID'"),
        ("it's $x", "--answer 'it'\"'\"'s $x=ID'"),
        ("x" * 500, '--answer "WORDS=ID"'),
    ],
)
def test_an_option_with_words_of_a_cell_does_nothing_else_in_a_shell(words: str, typed: str) -> None:
    assert option("--answer", words, "ID") == typed


def test_a_body_that_is_guessed_is_said(shipped: Definitions) -> None:
    annex = understood(shipped, sheet([*ROW[:2], "Ngành Y tế", *ROW[3:]], ROW))
    assert annex.proposals[0].fields["lead"] == "so-yte"
    assert [each for each in annex.remarks if "Ngành" in each] == ['"Ngành Y tế" is taken for so-yte (Sở Y tế).']
