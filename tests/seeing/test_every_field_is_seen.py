"""Whatever a definition may say can be seen from the command line: no field is stored and read by nothing."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coordplan.definitions.fields import FILES, Field
from tests.command_line import DEFINITIONS, Tell, write_definitions

SAID = {
    **DEFINITIONS,
    "program.yaml": DEFINITIONS["program.yaml"]
    .replace(
        "  until: 2025-12-31\n",
        "  until: 2025-12-31\n  office: Văn phòng thử\n  number: 05-CTPH/BTG-UBND\n  signed_on: 2023-12-15\n"
        "  sides: [btg, so-gd]\n  basis: [Quyết định số 238-QĐ/TW ngày 30/9/2020 của Ban Bí thư]\n"
        "  reporting: {cutoff_day: 17, send_within: 3}\n"
        "  rating: {amber: {overdue_percent: 7, days_late: 41, due_rate_percent: 93, behind_points: 11}, "
        "red: {overdue_percent: 19, days_late: 181, due_rate_percent: 79, behind_points: 29}}\n",
    )
    .replace("title: Tuyên truyền}", "title: Tuyên truyền, short: TTr}"),
    "organizations.yaml": """
organizations:
  - {id: btg, title: Ban Tuyên giáo, short: BTG, family: party, note: Cơ quan thường trực,
     email: btg@tu.gov.vn, send_within: 0}
  - {id: so-gd, title: Sở Giáo dục, short: SGD, family: state}
  - {id: so-yt, title: Sở Y tế, short: SYT, until: 2025-02-28, successors: [so-moi, so-gd]}
  - {id: so-moi, title: Sở mới, short: SM, from: 2025-03-01}
""",
    "gd.yaml": DEFINITIONS["gd.yaml"]
    .replace(
        "  partner: so-gd\n",
        "  partner: so-gd\n  short: KH Giáo dục\n  number: 12-KHPH/BTG-SGD\n  signed_on: 2024-01-20\n  order: 7\n"
        "  basis: [Công văn số 45/SGD-VP ngày 3/1/2024 về kế hoạch]\n  fields: [giáo dục]\n"
        "  reporting: {cutoff_day: 21, send_within: 4}\n  successors: {so-yt: so-gd}\n"
        "  title_for: {so-gd: Kế hoạch với Ban Tuyên giáo}\n",
    )
    .replace(
        "gd-02, title: Giao ban công tác khoa giáo, content: nd1, lead: so-gd, every: quarter, due_day: 25}",
        "gd-02, title: Giao ban công tác khoa giáo, short: Giao ban khoa giáo, content: nd1, fields: [trẻ em], "
        "lead: so-gd, with: [so-yt], "
        "every: quarter, due_day: 25, start: 2024-01-02, until: 2025-11-30, deadline_text: Ngày 25 cuối quý, "
        "output: Thông báo kết luận, target: {value: {2024: 5, 2025: 8}, unit: cuộc, baseline: 1}, weight: 2.5, "
        "after: [ct-01], successors: {so-yt: so-gd}, basis: [Thông báo 123-TB/TU ngày 25/12/2023 về giao ban], "
        "note: Mời các trường, amended: [{from: 2025-01-01, every: half, due_day: 19, weight: 4, "
        "basis: '77-CV/BTG, 28/12/2024'}]}\n"
        "  - {id: gd-14, title: Tổng kết, content: nd1, lead: so-gd, every: year, due_month: 12, start_month: 10, "
        "amended: [{from: 2025-01-01, due_month: 11, start_month: 9}]}\n"
        "  - {id: gd-15, title: Sơ kết, content: nd1, lead: so-gd, every: year, due_on: [31/5, 30/6], "
        "amended: [{from: 2025-01-01, due_on: [30/4, 30/6]}]}",
    ),
    "yt.yaml": DEFINITIONS["yt.yaml"].replace(
        "  partner: so-yt\n", "  partner: so-yt\n  successors: {so-yt: so-moi}\n"
    ),
    "office.yaml": """
office:
  profile: state
  texts: {direction: Ban hành công văn chỉ đạo, outlook: Tiếp tục phối hợp}
  report: {overdue_rows: 15, named: 3, partners: yes, direction_first: no, paper: a3}
profiles:
  - {id: party, issuer: btg, place: Nha Trang, unit: Phòng Khoa giáo, letter_recipients: [Lưu VT.],
     letter_superiors: [Tỉnh ủy], letter_form: 'Số -CV/{code}', letter_subject_size: 12, letter_subject_style: italic,
     leading_zero: no, dated: [{from: 2025-01-01, unit: Phòng Khoa giáo mới, letter_recipients: [Lưu.]}]}
  - {id: state, issuer: so-gd}
""",
    "calendar.yaml": DEFINITIONS["calendar.yaml"].replace(
        "title: Tết Dương lịch}]\n    working_days: []\n  - year: 2025",
        "title: Tết Dương lịch}]\n    working_days: [{on: 2024-05-04, title: Làm bù, tentative: yes}]\n  - year: 2025",
    ),
}
# By which words each kind of definition is shown, and under which key of its JSON
SHOWN = {
    "program": (["ct"], "definition"),
    "content": (["nd1"], "definition"),
    "organization": (["btg", "so-yt", "so-moi"], "definition"),
    "plan": (["gd"], "definition"),
    "activity": (["gd-02", "gd-01", "gd-03", "gd-14", "gd-15"], "activity"),
}
ALL_OF_GD = ("01", "02", "03", "04", "05", "14", "15")
# Keys under which JSON has what YAML says in others: an activity's are those of lists
RENAMED = {"content": "contents", "with": "partners"}
# Fields of a plan's file that say how it is read
ABOUT_THE_FILE = {"program"}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from coordplan.cli import run

    folder = tmp_path_factory.mktemp("said")
    write_definitions(folder / "plans", SAID)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COORDPLAN_TODAY", "2024-06-30")
        assert run(["init"]) == 0
    return folder / "coordplan.db"


def fields_of(kind: str) -> tuple[Field, ...]:
    tables = {field.value.__name__.lower(): field for file in FILES.values() for field in file if field.value}
    return tables[kind].fields


def leaves(fields: tuple[Field, ...], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for field in fields:
        if field.kind == "nested" and field.key != "target":
            yield from leaves(field.fields, (*path, field.key))
        else:
            yield (*path, field.key)


def value_at(shown: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        shown = (shown or {}).get(RENAMED.get(key, key))
    return shown


@pytest.mark.parametrize("kind", SHOWN)
def test_show_says_every_field_of_a_definition(tell: Tell, said: Path, kind: str) -> None:
    ids, key = SHOWN[kind]
    answers = [json.loads(tell("--db", str(said), "show", id_, "-f", "json").out)[key] for id_ in ids]
    unsaid = [
        path
        for path in leaves(fields_of(kind))
        if path[0] not in ABOUT_THE_FILE
        and path[-1] not in ("continues", "previous")  # held by the tests of the next program
        and not any(value_at(answer, path) not in (None, "", [], {}) for answer in answers)
    ]
    assert unsaid == []


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize(
    ("id_", "words"),
    [
        pytest.param(
            "ct",
            ["Văn phòng thử", "05-CTPH/BTG-UBND", "238-QĐ/TW", "Ban Tuyên giáo; Sở Giáo dục", "17", "93", "181"],
            id="the program",
        ),
        pytest.param("nd1", ["TTr"], id="a content"),
        pytest.param("so-yt", ["Sở mới; Sở Giáo dục"], id="a body that ended"),
        pytest.param("btg", ["Cơ quan thường trực", "party", "btg@tu.gov.vn"], id="a body"),
        pytest.param(
            "gd",
            [
                "KH Giáo dục",
                "12-KHPH/BTG-SGD",
                "45/SGD-VP",
                "giáo dục",
                "21",
                "Sở Y tế -> Sở Giáo dục",
                "Sở Giáo dục: Kế hoạch với Ban",
            ],
            id="a plan",
        ),
        pytest.param("Kế hoạch phối hợp với Sở Y tế", ["yt"], id="a plan by its title"),
        pytest.param(
            "gd-02",
            [
                "12-KHPH/BTG-SGD",
                "trẻ em",
                "Thông báo 123-TB/TU",
                "77-CV/BTG",
                "Ngày 25 cuối quý",
                "Mời các trường",
                "Giao ban khoa giáo",
            ],
            id="an activity",
        ),
        pytest.param("gd-01", ["giáo dục"], id="an activity with its plan's field"),
        pytest.param(
            "office",
            ["state", "Nha Trang", "Ban Tuyên giáo", "overdue_rows: 15", "Tiếp tục phối hợp", "Phòng Khoa giáo mới"],
            id="the office",
        ),
        pytest.param("calendar", ["Làm bù", "Tết Dương lịch"], id="the calendar"),
    ],
)
def test_people_read_what_programs_do(tell: Tell, said: Path, id_: str, words: list[str], language: str) -> None:
    code, out, err = tell("--db", str(said), "--lang", language, "show", id_, "--width", "200")
    assert (code, err) == (0, "")
    assert [word for word in words if word not in out] == []


def test_a_document_is_told_apart_where_it_can_be_read(tell: Tell, said: Path) -> None:
    plan = json.loads(tell("--db", str(said), "show", "gd", "-f", "json").out)["definition"]
    assert plan["basis"] == ["Công văn số 45/SGD-VP ngày 3/1/2024 về kế hoạch"]
    assert plan["basis_documents"] == [{"number": "45/SGD-VP", "day": "2024-01-03", "subject": "kế hoạch"}]
    activity = json.loads(tell("--db", str(said), "show", "gd-02", "-f", "json").out)["activity"]
    assert activity["basis_documents"] == [{"number": "123-TB/TU", "day": "2023-12-25", "subject": "giao ban"}]
    assert activity["amended"][0]["basis_documents"][0]["number"] == "77-CV/BTG"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("123-TB/TU", {"gd-02"}, id="an activity's basis"),
        pytest.param("77-CV/BTG", {"gd-02"}, id="an amendment's basis"),
        pytest.param("12-KHPH/BTG-SGD", {f"gd-{each}" for each in ALL_OF_GD}, id="a plan's number"),
        pytest.param("cong van so 45", {f"gd-{each}" for each in ALL_OF_GD}, id="a plan's basis"),
        pytest.param("05-CTPH/BTG", {"ct-01"}, id="the program's number"),
        pytest.param("238-QĐ/TW", {"ct-01"}, id="the program's basis"),
        pytest.param("999-TB/TU", set(), id="nobody's"),
    ],
)
def test_search_finds_what_rests_on_a_document(tell: Tell, said: Path, words: str, found: set[str]) -> None:
    answer = json.loads(tell("--db", str(said), "search", words, "-f", "json").out)
    assert {row["activity"] for row in answer["occurrences"]} == found


def test_a_report_names_all_that_it_rests_on(tell: Tell, said: Path, here: Path) -> None:
    assert tell("--db", str(said), "--lang", "vi", "report", "2024-Q2", "-o", "all.md").code == 0
    text = (here / "all.md").read_text("utf-8")
    for line in (
        "Căn cứ Quyết định số 238-QĐ/TW ngày 30/9/2020 của Ban Bí thư;",
        "Căn cứ Chương trình thử giữa Ban Tuyên giáo và Sở Giáo dục số 05-CTPH/BTG-UBND, ký ngày 15/12/2023;",
        "số 12-KHPH/BTG-SGD",
        "ký ngày 20/01/2024",
        "số liệu theo từng lĩnh vực",
        "Căn cứ: Thông báo 123-TB/TU ngày 25/12/2023 về giao ban",
    ):
        assert line in text
    assert tell("--db", str(said), "report", "2024-Q2", "--plan", "gd", "-o", "plan.json").code == 0
    told = json.loads((here / "plan.json").read_text("utf-8"))
    assert [paper["number"] for paper in told["papers"]] == ["05-CTPH/BTG-UBND", "12-KHPH/BTG-SGD"]
    assert told["papers"][1]["basis_documents"][0]["number"] == "45/SGD-VP"
    assert {group["id"]: group["total"] for group in told["by_field"]} == {"giáo dục": 2, "trẻ em": 1}
    assert tell("--db", str(said), "report", "2024-Q2", "--plan", "gd", "-o", "plan.txt").code == 0
    assert "Pursuant to Công văn số 45/SGD-VP ngày 3/1/2024 về kế hoạch;" in (here / "plan.txt").read_text("utf-8")


def test_a_document_that_two_papers_name_stands_once() -> None:
    from coordplan.sending.reports.bases import SignedPaper, basis_lines

    papers = (
        SignedPaper("ct", "Chương trình", basis=("Quyết định số 238-QĐ/TW ngày 30/9/2020 của Ban Bí thư",)),
        SignedPaper("gd", "Kế hoạch", basis=("238-QĐ/TW, 30/9/2020", "văn bản của tỉnh")),
    )
    unsigned = ["[number and day of signing of the Chương trình]", "[number and day of signing of the Kế hoạch]"]
    assert basis_lines(papers, of_plans=True) == (papers[0].basis[0], unsigned[0], "văn bản của tỉnh", unsigned[1])
