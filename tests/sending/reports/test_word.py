"""Word files: real styles, tables whose headings repeat, an annex on its side, and the same bytes every time."""

import re
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Mm

from coordplan.definitions.shipped import shipped_profile
from coordplan.model import ReportChoices
from coordplan.paper.field_values import NamedRows
from coordplan.paper.part_names import ANNEXES, BODY, PARTS
from coordplan.paper.word.measures import balanced_lines, column_widths, width_of
from coordplan.sending.reports.formats import sample_documents, word_of, word_template_of
from coordplan.sending.reports.page import report_document
from coordplan.sending.reports.sample import sample_report, sample_reports
from coordplan.sending.reports.template_fields import template_fields, template_values
from coordplan.sending.reports.values import PeriodReport
from coordplan.text.installing import line_for_office
from coordplan.text.language import use_language
from coordplan.text.writing import write_roman
from tests.sending.reports.conftest import Tell
from tests.sending.reports.outline import outline

GOLDENS = Path(__file__).parent / "goldens"
ReportOn = Callable[..., PeriodReport]


def opened(data: bytes) -> Any:
    return Document(BytesIO(data))


def annex_of(data: bytes) -> Any:
    """Return the table of all occurrences: the first one of the pages that lie on their side."""
    return next(table for table in opened(data).tables if len(table.columns) == 9)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return packed.read(name).decode("utf-8")


@pytest.mark.parametrize(("key", "profile", "language"), [("2024-06", "party", "vi"), ("2024-Q2", "state", "en")])
def test_a_word_file_holds_what_it_held(
    key: str, profile: str, language: str, report_on: ReportOn, request: pytest.FixtureRequest
) -> None:
    use_language(language)
    found = "\n".join(outline(word_of(report_on(key, "yte", profile=profile)))) + "\n"
    golden = GOLDENS / f"word.{key}.{profile}.{language}.txt"
    if request.config.getoption("--rewrite-goldens"):
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8"), f"pytest --rewrite-goldens rewrites {golden.name}"


@pytest.mark.parametrize("profile", ["party", "state"])
def test_the_page_is_that_of_its_profile(profile: str, report_on: ReportOn) -> None:
    report = report_on("2024-06", "yte", profile=profile)
    upright, aside = opened(word_of(report)).sections
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    assert round(upright.left_margin.mm, 1) == report.profile.margin_left
    assert round(upright.top_margin.mm, 1) == report.profile.margin_top
    assert aside.orientation == WD_ORIENT.LANDSCAPE
    assert round(aside.page_width.mm) == 297


@pytest.mark.parametrize("profile", ["party", "state"])
def test_its_styles_have_the_sizes_of_its_profile(profile: str, report_on: ReportOn) -> None:
    report = report_on("2024-06", "yte", profile=profile)
    styles = opened(word_of(report)).styles
    sizes = {name: styles[name].font.size.pt for name in ("Body Text", "Title", "Subtitle", "Table Text", "Annex Text")}
    look = report.profile
    assert list(sizes.values()) == [
        look.body_size,
        look.kind_size,
        look.subject_size,
        look.table_size,
        look.annex_size,
    ]
    body = styles["Body Text"].paragraph_format
    assert round(body.first_line_indent.mm, 1) == look.first_line
    assert body.space_after.pt == look.after_points
    assert (body.line_spacing.pt if body.line_spacing else 0) == look.line_points
    assert styles["Report Position"].font.bold == (profile == "state")
    assert styles["Report Recipients"].font.underline == (profile == "party")


def test_headings_are_real_ones_so_that_word_navigates(report_on: ReportOn) -> None:
    document = opened(word_of(report_on("2024-Q2")))
    found = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Heading", "Annex Title"))]
    assert found == [
        ("Heading 1", "I- Results"),
        ("Heading 2", "1. Overall results"),
        ("Heading 2", "2. Direction and organization"),
        ("Heading 2", "3. Results by coordination plan"),
        ("Heading 2", "4. Results by content"),
        ("Heading 2", "5. Outstanding results"),
        ("Heading 1", "II- Shortcomings and causes"),
        ("Heading 2", "1. Shortcomings"),
        ("Heading 2", "2. Causes"),
        ("Heading 1", "III- Work of the third quarter of 2024"),
        ("Heading 2", "1. Main tasks"),
        ("Heading 2", "2. Tasks due in the quarter"),
        ("Heading 1", "IV- Recommendations"),
        *(("Annex Title", f"Annex {number}") for number in range(1, 4)),
    ]
    assert [
        document.styles[name].element.find(f".//{qn('w:outlineLvl')}").get(qn("w:val")) for name, _ in found[:2]
    ] == [
        "0",
        "1",
    ]


def test_every_paragraph_has_a_style_of_the_document(report_on: ReportOn) -> None:
    document = opened(word_of(report_on("2024-Q2")))
    names = {style.name for style in document.styles}
    used = {
        paragraph.style.name
        for holder in (document, *(cell for table in document.tables for cell in table._cells))
        for paragraph in holder.paragraphs
    }
    assert used <= names
    assert "Normal" not in {paragraph.style.name for paragraph in document.paragraphs if paragraph.text}


def test_data_tables_repeat_their_heading_and_split_no_row(report_on: ReportOn) -> None:
    tables = [table for table in opened(word_of(report_on("2024-Q2"))).tables if table.style.name == "Table Grid"]
    assert len(tables) == 6  # by plan, what is overdue, what comes next; three annexes
    for table in tables:
        first, *rows = table._tbl.tr_lst
        assert first.find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in (first, *rows))
        assert all(row.find(f".//{qn('w:tblHeader')}") is None for row in rows)
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None, "said to those who do not see it"


@pytest.mark.parametrize(("language", "code"), [("vi", "vi-VN"), ("en", "en-GB")])
def test_all_text_is_in_the_language_of_the_report(language: str, code: str, report_on: ReportOn) -> None:
    use_language(language)
    data = word_of(report_on("2024-06"))
    assert f'w:lang w:val="{code}"' in part(data, "word/styles.xml")
    assert "w:lang" not in part(data, "word/document.xml"), "nothing says otherwise"
    assert "en-US" not in part(data, "word/styles.xml")


def test_pages_are_numbered_from_the_second_on(report_on: ReportOn) -> None:
    document = opened(word_of(report_on("2024-06")))
    first = document.sections[0]
    assert first.different_first_page_header_footer
    assert [paragraph.text for paragraph in first.first_page_header.paragraphs] == [""]
    assert 'w:instr="PAGE"' in first.header._element.xml


def test_the_annex_has_a_row_for_each_plan_above_its_rows(report_on: ReportOn) -> None:
    report = report_on("2024-Q2")
    annex = annex_of(word_of(report))
    plans = [row.cells[0].text for row in annex.rows if len(row._tr.tc_lst) == 1]
    groups = [group for group in report.status.groups if group.figures.total]
    titles = [report.speaker.plan_names[group.id].partition(" (")[0] for group in groups]
    assert plans == [f"{write_roman(number)}- {title.upper()}" for number, title in enumerate(titles, 1)]
    assert len(annex.rows) == 1 + len(plans) + len(report.annex)


def test_a_report_without_anything_is_a_file_too(report_on: ReportOn) -> None:
    document = opened(word_of(report_on("2022-03", "khcn")))
    assert [table.style.name for table in document.tables] == ["Normal Table", "Normal Table"]
    assert "Nothing is due in the period." in [paragraph.text for paragraph in document.paragraphs]


def test_five_hundred_rows_and_long_titles_fit(report_on: ReportOn) -> None:
    report = report_on("2024-Q2")
    long = [row._replace(work=row.work._replace(title=row.work.title * 12)) for row in report.annex]
    many = tuple(long * 20)
    data = word_of(report._replace(annex=many, finished=many))
    document = opened(data)
    assert len(annex_of(data).rows) == len(many) + 1 + 8
    for table in document.tables:
        widths = [int(column.width) for column in table.columns]
        assert sum(widths) <= int(Mm(258))
        assert min(widths) > int(Mm(5))


def test_the_same_report_is_the_same_bytes_and_tells_nothing_of_the_machine(report_on: ReportOn) -> None:
    report = report_on("2024-Q2")
    first, second = word_of(report), word_of(report)
    assert first == second
    properties = opened(first).core_properties
    assert (properties.author, properties.language) == ("Ban Tuyên giáo Tỉnh ủy", "en-GB")
    assert (properties.last_modified_by, properties.comments, properties.last_printed) == ("", "", None)
    assert properties.title.startswith("Report: results for the second quarter of 2024")
    assert properties.created == properties.modified == datetime(2024, 6, 14, tzinfo=UTC)
    with zipfile.ZipFile(BytesIO(first)) as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in packed.namelist() if "thumbnail" in name]
    assert "rsid" not in part(first, "word/document.xml")
    assert "python-docx" not in part(first, "docProps/core.xml") + part(first, "docProps/app.xml")


def test_an_issued_report_carries_its_number_and_day(report_on: ReportOn) -> None:
    report = report_on("2024-06")
    head = report.letterhead._replace(number="45-BC/BTGTU", signed_on=date(2024, 6, 17))
    text = "\n".join(outline(word_of(report._replace(letterhead=head))))
    assert "Số 45-BC/BTGTU | Khánh Hòa, day 17 month 6 year 2024" in text


def test_text_of_the_file_is_text_in_word(report_on: ReportOn) -> None:
    report = report_on("2024-06")
    hostile = "{{ subject }} {%p if x %} <w:p/> & \x1b[31m \x0b\ufffe {_{ =1+1"
    row = report.annex[0]._replace(work=report.annex[0].work._replace(title=hostile))
    data = word_of(report._replace(annex=(row,), finished=(row,)))
    cells = {cell.text for table in opened(data).tables for cell in table._cells}
    assert any(text.startswith("{{ subject }} {%p if x %} <w:p/> & ") for text in cells)


# What a file holds beside its text


def changed(template: bytes, change: Callable[[Any], None]) -> bytes:
    """Return a template as it is after somebody changed it in Word."""
    document = opened(template)
    change(document)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.fixture
def template(report_on: ReportOn) -> bytes:
    return word_template_of(report_on("2024-06"))


def test_what_a_program_left_in_a_template_is_not_handed_on(report_on: ReportOn, template: bytes) -> None:
    def change(document: Any) -> None:
        for number, kind in enumerate(
            ("http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects", RT.PRINTER_SETTINGS)
        ):
            left = Part(PackURI(f"/word/left{number}.bin"), "application/octet-stream", b"x", document.part.package)
            document.part.relate_to(left, kind)
        document.sections[0]._sectPr.append(document.sections[0]._sectPr.makeelement(qn("w:printerSettings"), {}))
        document.core_properties.last_printed = datetime(2020, 1, 1)  # noqa: DTZ001
        document.core_properties.keywords = "draft"

    data = word_of(report_on("2024-06"), changed(template, change))
    with zipfile.ZipFile(BytesIO(data)) as packed:
        assert not [name for name in packed.namelist() if "left" in name]
    assert "printerSettings" not in part(data, "word/document.xml")
    assert "draft" not in part(data, "docProps/core.xml")
    assert opened(data).core_properties.last_printed is None


def test_the_fonts_of_its_parts_are_those_of_its_profile(report_on: ReportOn) -> None:
    data = word_of(report_on("2024-06"))
    assert re.findall(r'w:name="([^"]+)"', part(data, "word/fontTable.xml")) == ["Times New Roman"]
    theme = part(data, "word/theme/theme1.xml")
    assert set(re.findall(r'<a:(?:latin|font) [^>]*typeface="([^"]+)"', theme)) == {"Times New Roman"}


def test_only_tables_of_data_have_a_row_of_headings_for_those_who_listen(report_on: ReportOn) -> None:
    tables = opened(word_of(report_on("2024-Q2"))).tables
    looks = [table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) for table in tables]
    headed = [table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for table in tables]
    assert [look == "1" for look in looks] == headed
    assert headed.count(False) == 2, "the letterhead and the signature"


# Fields


def test_every_field_that_is_listed_is_there_and_every_one_that_is_there_is_listed(report_on: ReportOn) -> None:
    reports = sample_reports(report_on("2024-06").profile)
    values = [template_values(report, report_document(report)) for report in reports]
    listed = {field.name for field in template_fields(reports)}

    def names(value: Any, name: str) -> set[str]:
        if isinstance(value, dict):
            return {found for key, each in value.items() for found in names(each, f"{name}.{key}" if name else key)}
        if isinstance(value, list | NamedRows):
            return names(value[0], f"{name}[]") if value else set()
        return {name} if value or "." not in name or "[]" in name or name.startswith("figures") else set()

    of_annexes = {f"annexes.{name}" for name in ANNEXES}
    charts = {"charts.heading", "charts.title", "charts.bars", "charts.curve"}  # drawn, and no values
    groups = set(PARTS) | {f"body.{name}" for name in BODY} | of_annexes | charts
    assert {name for each in values for name in names(each, "")} | groups == listed
    assert all(field.meaning for field in template_fields(reports))


def test_no_field_hides_behind_a_method_of_a_mapping(report_on: ReportOn) -> None:
    report = sample_report(report_on("2024-06").profile)

    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value) | {key for each in value.values() for key in keys(each)}
        return {key for each in value for key in keys(each)} if isinstance(value, list | NamedRows) else set()

    assert keys(template_values(report, report_document(report))) & set(dir({})) == set()


def test_the_sample_has_something_of_every_part() -> None:
    profile = shipped_profile("party")
    for long, names in ((False, BODY), (True, PARTS)):
        assert {part.name for each in sample_documents(profile, ReportChoices(), long) for part in each.parts} == set(
            names
        )


# Widths


@pytest.mark.parametrize(
    ("text", "size", "millimetres"),
    [
        ("phúc", 14, 10.43),  # as drawn
        ("NGHĨA", 13, 15.52),
    ],
)
def test_a_rule_is_as_long_as_its_text(text: str, size: float, millimetres: float) -> None:
    assert width_of(text, size) == pytest.approx(millimetres, rel=0.02)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("kết quả", ["kết quả"]),
        ("một hai ba bốn năm sáu", ["một hai ba", "bốn năm sáu"]),
        ("giai đoạn 2022-2025", ["giai đoạn", "2022-2025"]),
        ("x" * 90, ["x" * 90]),
    ],
)
def test_a_heading_is_broken_into_lines_of_about_one_length(text: str, lines: list[str]) -> None:
    assert balanced_lines(text, 15, 42) == lines


def test_columns_fill_the_room_and_tear_no_word() -> None:
    rows = [["1", "Tổ chức hội nghị báo cáo viên chuyên đề", "20/12/2023"]] * 3
    widths = column_widths(
        ["#", "Work", "Due"], rows, [{each} for each in rows[0]], 12, 1.2, 165, [0, 0, 0], [True, False, True]
    )
    assert sum(widths) == pytest.approx(165)
    assert widths[1] > widths[2] > widths[0]
    assert widths[2] >= width_of("20/12/2023", 12) + 2.4


def test_columns_share_room_that_is_too_small() -> None:
    row = ["x" * 200, "y" * 100]
    widths = column_widths(["aaaa", "bbbb"], [row], [{each} for each in row], 12, 1, 50, [0, 0], [False, False])
    assert sum(widths) == pytest.approx(50)


# The command


def test_a_missing_library_says_which_line_brings_it(
    tell: Tell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in [name for name in sys.modules if name.startswith("coordplan.paper.word")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    answer = tell("report", "2024-06", "-o", "x.docx")
    assert (answer.code, list(tmp_path.iterdir())) == (1, [])
    assert f"This needs python-docx, which is not installed.\nTo install it: {line_for_office()}\n" in answer.err


def test_a_file_that_cannot_be_written_leaves_the_old_one(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "x.docx").mkdir()
    answer = tell("report", "2024-06", "-o", "x.docx")
    assert answer.code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["x.docx"]
    assert tell("report", "2024-06", "-o", "nowhere/x.docx").code == 1


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param(
            ["2024-06", "--template", "t.docx", "-o", "x.txt"], 2, "--template is for Word files", id="ending"
        ),
        pytest.param(["2024-06", "--template", "t.docx"], 2, "--template is for Word files", id="no file to write"),
        pytest.param(["2024-06", "--template", "t.docx", "-o", "x.docx"], 1, "cannot be read", id="no template"),
        pytest.param(["--write-template", "t.txt"], 2, "A template is a Word file", id="a template of text"),
    ],
)
def test_templates_asked_for_wrongly(words: list[str], code: int, sentence: str, tell: Tell, tmp_path: Path) -> None:
    answer = tell("report", *words)
    assert (answer.code, list(tmp_path.iterdir())) == (code, [])
    assert sentence in answer.err


def test_a_template_is_written_changed_and_used(tell: Tell, tmp_path: Path) -> None:
    assert tell("report", "--write-template", "t.docx").code == 0
    assert tell("report", "2024-06", "--template", "t.docx", "-o", "x.docx").code == 0
    assert opened((tmp_path / "x.docx").read_bytes()).tables


def test_fields_are_listed_in_both_languages_without_a_file(
    tell: Tell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COORDPLAN_DB", str(tmp_path / "none.db"))
    english = tell("report", "--list-fields")
    assert english.code == 0
    assert "subject line" in english.out
    assert "{%tr for row in finished.rows %}" in english.out
    assert "trích yếu" in tell("--lang", "vi", "report", "--list-fields").out
