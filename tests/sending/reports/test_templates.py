"""Templates of Word: what is given away is what is used; a fault names its place; another document is none."""

import re
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from coordplan.definitions.shipped import shipped_profile
from coordplan.errors import Refused
from coordplan.paper.cells import Table
from coordplan.paper.word import TemplateFault, apart
from coordplan.paper.word.families import family_of
from coordplan.paper.word.filling import Contents, contents_of, fill_template
from coordplan.sending.reports.formats import sample_documents, word_of, word_template_of
from coordplan.sending.reports.page import report_document
from coordplan.sending.reports.sample import sample_report
from coordplan.sending.reports.template_fields import template_values
from coordplan.sending.reports.values import PeriodReport
from coordplan.text.language import use_language
from tests.sending.reports.conftest import Tell

ReportOn = Callable[..., PeriodReport]


def opened(data: bytes) -> Any:
    return Document(BytesIO(data))


def saved(document: Any) -> bytes:
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()


def changed(template: bytes, change: Callable[[Any], None]) -> bytes:
    """Return a template as it is after somebody changed it in Word."""
    document = opened(template)
    change(document)
    return saved(document)


def typed(*texts: str, keep: str = "{{ subject }}") -> bytes:
    """Return a template that somebody made from an empty page."""
    document = Document()
    for text in (*texts, keep):
        document.add_paragraph(text)
    return saved(document)


@pytest.fixture(scope="module")
def contents() -> dict[str, Contents]:
    """Return what a made-up report of each family fills a template with."""
    use_language("en")
    found = {}
    for name in ("party", "state"):
        report = sample_report(shipped_profile(name))
        document = report_document(report)
        made = contents_of(document, template_values(report, document), report.as_of)
        found[name] = made._replace(family=family_of(report.profile))
    return found


@pytest.fixture(scope="module")
def template() -> bytes:
    use_language("en")
    return word_template_of(sample_report(shipped_profile("party")))


def refusal(data: bytes, contents: Contents) -> str:
    with pytest.raises(TemplateFault) as fault:
        fill_template(data, contents)
    assert fault.value.way_out
    assert not re.search(r"\bline \d|<|xml", fault.value.sentence), "in the words of Word"
    return fault.value.sentence


# What is given away is what is used


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("key", ["2024-06", "2024-Q2", "2023", "2022..2023", "program"])
@pytest.mark.parametrize(("plan", "profile"), [("", "party"), ("yte", "party"), ("yte", "state")])
def test_one_template_has_a_place_for_every_part_of_every_report(
    key: str, plan: str, profile: str, long: bool, report_on: ReportOn
) -> None:
    report = report_on(key, *([plan] if plan else []), profile=profile)._replace(long=long)
    document = report_document(report)
    samples = sample_documents(report.profile, report.choices, long)
    places = {(part.name, columns_of(part.table)) for each in samples for part in (*each.parts, *each.further)}
    names = {name for name, _columns in places}
    for part in (*document.parts, *document.further):
        assert part.name in names
        assert part.table is None or (part.name, columns_of(part.table)) in places
    assert not document.annex or columns_of(document.annex[0]) == columns_of(samples[0].annex[0])


def columns_of(table: Table | None) -> tuple[str, ...]:
    return () if table is None else tuple(column.name for column in table.columns)


def test_an_unedited_template_makes_the_same_file(tell: Tell, tmp_path: Path) -> None:
    for name, profile in (("party", []), ("state", ["--plan", "yte", "--profile", "state"])):
        assert tell("report", "--write-template", "t.docx", *profile[-2:]).code == 0
        assert tell("report", "2024-Q2", *profile, "-o", f"{name}.docx").code == 0
        assert tell("report", "2024-Q2", *profile, "--template", "t.docx", "-o", "again.docx").code == 0
        assert (tmp_path / "again.docx").read_bytes() == (tmp_path / f"{name}.docx").read_bytes()


def test_a_template_is_written_by_itself(tell: Tell, tmp_path: Path) -> None:
    answer = tell("report", "2024-Q2", "--write-template", "t.docx", "-o", "r.docx")
    assert answer.code == 2
    assert "--write-template" in answer.err.splitlines()[0]
    assert "-o" in answer.err.splitlines()[0]
    assert not list(tmp_path.glob("*.docx"))


def test_a_template_is_that_of_the_report_of_a_body(tell: Tell, tmp_path: Path) -> None:
    assert tell("report", "--lead", "so-yte", "--long", "--write-template", "t.docx").code == 0
    with zipfile.ZipFile(tmp_path / "t.docx") as packed:
        assert b"state" in packed.read("docProps/custom.xml"), "a department's own report is of the state's family"
        assert b"{{ finished.heading }}" in packed.read("word/document.xml"), "the long body"
    assert tell("report", "--lead", "so-yteee", "--write-template", "t.docx").code == 1


def widths_of(data: bytes, caption: str) -> list[int]:
    for table in opened(data).element.body.iter(qn("w:tbl")):
        found = table.tblPr.find(qn("w:tblCaption"))
        if found is not None and found.get(qn("w:val")) == caption:
            assert table.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == caption
            return [round(int(each.get(qn("w:w"))) / 56.7) for each in table.tblGrid]
    raise AssertionError(caption)


def test_columns_are_made_to_fit_until_somebody_sets_them(template: bytes, contents: dict[str, Contents]) -> None:
    long = contents["party"]
    shorter = {name: {key: 160 / len(each) for key in each} for name, each in long.layout.columns.items()}
    equal = long._replace(layout=long.layout._replace(columns=shorter))
    fitted = fill_template(template, equal)
    assert len(set(widths_of(fitted, "figures by field of work"))) == 1

    def change(document: Any) -> None:
        for table in document.element.body.iter(qn("w:tbl")):
            found = table.tblPr.find(qn("w:tblCaption"))
            if found is not None and found.get(qn("w:val")) == "figures by field of work":
                table.tblGrid[0].w, table.tblGrid[1].w = 3 * 36000 * 10, 5 * 36000 * 10

    assert widths_of(fill_template(changed(template, change), equal), "figures by field of work")[:2] == [30, 50]


def test_a_report_says_nothing_of_its_template(template: bytes, contents: dict[str, Contents]) -> None:
    with zipfile.ZipFile(BytesIO(template)) as packed:
        assert b"party" in packed.read("docProps/custom.xml")
    with zipfile.ZipFile(BytesIO(fill_template(template, contents["party"]))) as packed:
        assert "docProps/custom.xml" not in packed.namelist()
        assert b"coordplan " not in packed.read("word/document.xml")


# What an office changes


def test_an_office_changes_a_template_and_has_it_filled_in(template: bytes, contents: dict[str, Contents]) -> None:
    def change(document: Any) -> None:
        document.paragraphs[0].insert_paragraph_before("Done {{ figures.done }} of {{ figures.fallen_due }}")
        document.core_properties.comments = "somebody"

    filled = opened(fill_template(changed(template, change), contents["party"]))
    assert "Done 24 of 25" in [paragraph.text for paragraph in filled.paragraphs]
    assert filled.core_properties.comments == ""


def test_what_templates_of_offices_use_goes_on_working(contents: dict[str, Contents]) -> None:
    data = typed(
        "{{ subject | upper | trim }} {{ figures.done ~ '/' ~ figures.fallen_due }} {{ 1 + 2 * 3 }}",
        "{% for line in results.lines %}{{ loop.index }}{{ loop.cycle('a', 'b') }}{% endfor %}",
        "{% set first = results.lines | first %}{{ first | length > 0 }}{{ recipients | join('; ') | length > 3 }}",
        "{% if figures['done'] %}done{% endif %}{{ recipients[0] | default('-') | replace('z', 'y') | count > 0 }}",
        "{% if figures %}",
        "over paragraphs",
        "{% endif %}",
        "{# a remark #}{%- if 1 -%} trimmed {%- endif -%}",
    )
    texts = [each.text for each in opened(fill_template(data, contents["party"])).paragraphs]
    assert texts[0].endswith(" 24/25 7")
    assert texts[1].startswith("1a")
    assert texts[2:6] == ["TrueTrue", "doneTrue", "", "over paragraphs"]


def test_footnotes_and_endnotes_are_filled_in_once(contents: dict[str, Contents]) -> None:
    data = with_note(typed("text"), "footnotes", "Of {{ period }}")
    with zipfile.ZipFile(BytesIO(fill_template(data, contents["party"]))) as packed:
        assert "Of " in (note := packed.read("word/footnotes.xml").decode())
        assert "{{" not in note


# What is no template of this report


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(lambda filled: filled, id="last month's report"),
        pytest.param(lambda _filled: saved(Document()), id="an empty file"),
        pytest.param(lambda _filled: typed("{{ issuer }} {{ number }}", keep="{{ date }}"), id="a letterhead alone"),
        pytest.param(lambda _filled: typed("{% if figures %}yes{% endif %}", keep="{# x #}"), id="a condition alone"),
        pytest.param(lambda _filled: typed(keep="{{ 1 + 1 }}"), id="a sum"),
    ],
)
def test_a_file_without_a_field_of_the_report_is_no_template(
    data: Callable[[bytes], bytes], template: bytes, contents: dict[str, Contents]
) -> None:
    filled = fill_template(template, contents["party"])
    assert "shows nothing of a report" in refusal(data(filled), contents["party"])


def test_a_template_of_the_other_family_is_refused(template: bytes, contents: dict[str, Contents]) -> None:
    state = word_template_of(sample_report(shipped_profile("state")))
    for data, name in ((template, "state"), (state, "party")):
        assert "is one of" in refusal(data, contents[name])
        assert "is one of" in refusal(without_mark(data), contents[name]), "of a version before, or saved elsewhere"
    assert fill_template(without_mark(template), contents["party"])
    assert fill_template(without_mark(state), contents["state"])


@pytest.mark.parametrize("name", ["party", "state"])
def test_a_template_of_the_other_body_is_refused(name: str, contents: dict[str, Contents]) -> None:
    """By its mark; by fields under ``body.`` where it has none; with the former fields alone it serves both."""
    report = sample_report(shipped_profile(name))
    short, long = word_template_of(report), word_template_of(report._replace(long=True))
    document = report_document(report._replace(long=True))
    made = contents_of(document, template_values(report._replace(long=True), document), report.as_of)
    own = made._replace(family=family_of(report.profile, long=True))
    with pytest.raises(TemplateFault, match="one of the short body, and --long asks") as fault:
        fill_template(short, own)
    assert fault.value.way_out.endswith(f"coordplan report --profile {name} --long --write-template FILE.docx")
    with pytest.raises(TemplateFault, match="one of the long body") as fault:
        fill_template(long, contents[name])
    assert fault.value.way_out.startswith("Use it with `report --long`, or ")
    assert fault.value.way_out.endswith(f"coordplan report --profile {name} --write-template FILE.docx")
    assert "one of the short body, and --long asks" in refusal(without_mark(short), own)
    assert "one of the short body" in refusal(typed("{% if body.opening %}x{% endif %}"), own)
    former = typed("{{ results.lines | join(' ') }}")
    for data, filled in ((long, own), (without_mark(long), contents[name]), (former, own), (former, contents[name])):
        assert fill_template(data, filled)


def test_what_a_filter_does_is_named_where_something_is_called(contents: dict[str, Contents]) -> None:
    with pytest.raises(TemplateFault) as fault:
        fill_template(typed("{{ kind.upper() }}"), contents["party"])
    assert fault.value.way_out == "A filter behind the field does that: | upper"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([], "coordplan report --profile party --write-template TỆP.docx"),
        (["--plan", "yte", "--profile", "state"], "coordplan report --profile state --write-template TỆP.docx"),
        (["--lead", "so-yte", "--long"], "coordplan report --profile state --long --write-template TỆP.docx"),
    ],
)
def test_the_way_out_is_the_line_that_gives_the_right_template(
    words: list[str], line: str, tell: Tell, tmp_path: Path
) -> None:
    (tmp_path / "page.docx").write_bytes(saved(Document()))
    refused = tell("--lang", "vi", "report", "2024-Q2", *words, "--template", "page.docx", "-o", "r.docx")
    assert refused.code == 1
    assert refused.err.splitlines()[-1].endswith(f": {line}")
    given = tell("--lang", "vi", *line.replace("TỆP", "t").split()[1:])
    assert given.code == 0
    made = tell("--lang", "vi", "report", "2024-Q2", *words, "--template", "t.docx", "-o", "r.docx")
    assert made.code == 0, made.err


def test_a_template_says_how_a_report_is_made_of_it(tell: Tell) -> None:
    line = tell("report", "--lead", "so-yte", "--long", "--write-template", "t.docx").out
    assert "--lead so-yte --long --template t.docx -o" in line
    unread = tell("--lang", "vi", "report", "2024-Q2", "--lead", "so-yte", "--template", "no.docx", "-o", "r.docx")
    assert unread.err.splitlines()[-1].endswith(": coordplan report --lead so-yte --write-template TỆP.docx")


def without_mark(data: bytes) -> bytes:
    def change(document: Any) -> None:
        links = document.part.package.rels
        for name in [name for name, link in links.items() if link.reltype.endswith("/custom-properties")]:
            del links[name]

    return changed(data, change)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", "party"),
        ("Số     -BC/BTGTU", "party"),
        ("I- KẾT QUẢ", "party"),
        ("*", "party"),
        ("-----", "party"),
        ("T/M BAN THƯỜNG VỤ", "party"),
        ("Cộng hoà xã hội chủ nghĩa Việt Nam", "state"),
        ("Độc lập – Tự do – Hạnh phúc", "state"),
        ("Số:       /BC-SYT", "state"),
        ("II. KẾT QUẢ", "state"),
        ("KT. GIÁM ĐỐC", "state"),
        ("trân trọng báo cáo./.", "state"),
        ("Số liệu: 12/13", ""),
        ("theo Nghị quyết của Đảng Cộng sản Việt Nam về văn hóa", ""),
    ],
)
def test_a_family_is_known_by_what_is_typed(text: str, family: str, contents: dict[str, Contents]) -> None:
    for name in ("party", "state"):
        if family in ("", name):
            assert fill_template(typed(text), contents[name])
        else:
            assert f'In a paragraph: "{text[:1]}' in refusal(typed(text), contents[name])


@pytest.mark.parametrize(("name", "underlined"), [("party", False), ("state", True)])
def test_a_family_is_known_by_how_the_recipients_are_headed(
    name: str, underlined: bool, contents: dict[str, Contents]
) -> None:
    def change(document: Any) -> None:
        run = document.paragraphs[0].add_run("Nơi nhận:")
        run.underline, run.bold, run.italic = underlined, not underlined, not underlined

    assert "is one of" in refusal(changed(typed(""), change), contents[name])


def test_what_an_office_has_otherwise_by_choice_is_no_sign_of_the_other_family(contents: dict[str, Contents]) -> None:
    own = family_of(shipped_profile("party")._replace(heading_mark="."))
    assert fill_template(typed("I. KẾT QUẢ"), contents["party"]._replace(family=own))


# A fault names its place


def in_a_cell(text: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        document.add_table(1, 2)
        document.add_table(3, 2).rows[1].cells[1].text = text

    return change


def in_a_footer(document: Any) -> None:
    document.add_section().footer.is_linked_to_previous = False
    document.sections[1].footer.paragraphs[0].text = "page {{ pag }}"


def in_a_box(document: Any) -> None:
    run = parse_xml(
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent><w:p>'
        "<w:r><w:t>See {{ perriod }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    document.paragraphs[0]._p.append(run)


def in_pieces(document: Any) -> None:
    paragraph = document.paragraphs[0]
    for text in ("Of {", "{ per", "riod }", "} on"):
        paragraph.add_run(text).bold = text.startswith("r")
        paragraph._p.append(OxmlElement("w:proofErr"))


def with_note(data: bytes, kind: str, text: str) -> bytes:
    """Return a file with a note of a kind beside the two that every file has."""
    one = kind[:-1]
    notes = (
        f"<w:{kind} {nsdecls('w')}>"
        f'<w:{one} w:type="separator" w:id="-1"><w:p/></w:{one}>'
        f'<w:{one} w:id="1"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{one}></w:{kind}>'
    )
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
            words = "application/vnd.openxmlformats-officedocument.wordprocessingml."
            if name == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rIdN" Type="{types}{kind}" Target="{kind}.xml"/></Relationships>'
                content = content.replace(b"</Relationships>", link.encode())
            if name == "[Content_Types].xml":
                override = f'<Override PartName="/word/{kind}.xml" ContentType="{words}{kind}+xml"/></Types>'
                content = content.replace(b"</Types>", override.encode())
            new.writestr(name, content)
        new.writestr(f"word/{kind}.xml", notes)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param(in_a_cell("a {{ row.x }} b"), 'row. In table 2, row 2: "a {{ row.x }} b".', id="a table"),
        pytest.param(in_a_footer, 'pag. In the footer of section 2: "page {{ pag }}".', id="a footer"),
        pytest.param(in_a_box, 'superior? In a text box: "See {{ perriod }}".', id="a text box"),
        pytest.param(in_pieces, 'superior? In a paragraph: "Of {{ perriod }} on".', id="in pieces"),
    ],
)
def test_a_field_that_does_not_exist_is_shown_where_it_stands(
    change: Callable[[Any], None], sentence: str, contents: dict[str, Contents]
) -> None:
    found = refusal(changed(typed(""), change), contents["party"])
    assert found.startswith("The template uses a field that does not exist: ")
    assert found.endswith(sentence)


@pytest.mark.parametrize(("kind", "words"), [("footnotes", "footnote 1"), ("endnotes", "endnote 1")])
def test_a_fault_in_a_note_names_the_note(kind: str, words: str, contents: dict[str, Contents]) -> None:
    found = refusal(with_note(typed("x"), kind, "{{ perriod }}"), contents["party"])
    assert found.endswith(f'In {words}: "{{{{ perriod }}}}".')


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        pytest.param(["{{ perriod }}"], "does not exist: perriod. Did you mean period", id="a field"),
        pytest.param(["{{ finished.rowz }}"], "does not exist: rowz. Did you mean rows?", id="inside"),
        pytest.param(["{{ subject } x"], "{{ has no }} after it in the same paragraph.", id="an open brace"),
        pytest.param(["{{ subject", "}}"], "{{ has no }} after it in the same paragraph.", id="two paragraphs"),
        pytest.param(["{{ subject {{ period }}"], "{{ has no }} after it", id="a field in a field"),
        pytest.param(["a subject }} b"], "}} has no {{ before it", id="a closing brace alone"),
        pytest.param(["{%p for x in recipients %}"], "has no end: {%p endfor %} is missing.", id="no end"),
        pytest.param(["{% endfor %}"], "{% endfor %} ends a loop or a condition that has not begun.", id="no loop"),
        pytest.param(
            ["{%p for x in recipients %}", "{%p if x %}", "{%p endfor %}", "{%p endif %}"],
            "{%p endfor %} stands where {%p if x %} has not ended yet",
            id="crossing",
        ),
        pytest.param(
            ["{% for x in recipients %}", "{{ x }}", "{%p endfor %}"], "begins in a paragraph and ends", id="half"
        ),
        pytest.param(["{%tr for x in recipients %}", "{%tr endfor %}"], "but is not in a table.", id="a row outside"),
        pytest.param(["{%p if warning %} words {%p endif %}"], "and with it the other words there.", id="beside"),
        pytest.param(["{{p subject }}"], "write it as {{ subject }}.", id="a field of a kind"),
        pytest.param(["{{ subject | upperr }}"], "a filter that does not exist: upperr.", id="a filter"),
        pytest.param(["{% fro x in recipients %}"], "an instruction that does not exist: fro.", id="an instruction"),
        pytest.param(["{{ subject period }}"], "The syntax of the template is wrong.", id="two words"),
        pytest.param(["{{ 1 / 0 }}"], "cannot be worked out.", id="a sum"),
        pytest.param(["{{ 'a'.__class__.__mro__ }}"], "does not exist: __class__.", id="a way out"),
        pytest.param(["{{ figures.clear() }}"], "calls something", id="a call"),
        pytest.param(["{{ kind.upper() }}"], "calls something", id="a method that a filter is"),
        pytest.param(["{{ kind + 1 }}"], "cannot be worked out.", id="a text and a number"),
        pytest.param(["{{ kind % 2 }}"], "cannot be worked out.", id="a text by a number"),
        pytest.param(["{{ figures.done - recipients }}"], "cannot be worked out.", id="a list taken from a text"),
    ],
)
def test_a_template_that_cannot_be_filled_in_says_why_and_where(
    texts: list[str], sentence: str, contents: dict[str, Contents]
) -> None:
    found = refusal(typed(*texts), contents["party"])
    assert sentence in found
    assert re.search(r'In a paragraph: ".*[{}]{2}.*"\.$|In a paragraph: ".*%}"\.$', found)


def test_a_loop_that_begins_in_a_table_and_ends_below_it_says_both_places(contents: dict[str, Contents]) -> None:
    def change(document: Any) -> None:
        document.add_table(2, 1).rows[0].cells[0].text = "{%tr for row in finished.rows %}"
        document.add_paragraph("{%p endfor %}")

    found = refusal(changed(typed(""), change), contents["party"])
    assert found.endswith('begins in table 1, row 1 and ends elsewhere. In a paragraph: "{%p endfor %}".')


def test_places_are_told_in_vietnamese(contents: dict[str, Contents]) -> None:
    use_language("vi")
    found = refusal(changed(typed(""), in_a_cell("{{ row.x }}")), contents["party"])
    assert found == 'Mẫu dùng một trường không có: row. Ở bảng 2, dòng 2: "{{ row.x }}".'


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"no zip", id="text"),
        pytest.param(b"PK\x03\x04 torn", id="a torn zip"),
    ],
)
def test_a_file_that_is_no_word_file_is_told(data: bytes, contents: dict[str, Contents]) -> None:
    assert "not a Word file, or it is damaged" in refusal(data, contents["party"])


def packed_with(name: str, content: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(name, content)
    return packed.getvalue()


def test_a_zip_without_a_document_is_told(contents: dict[str, Contents]) -> None:
    assert "not a Word file, or it is damaged" in refusal(packed_with("word/other.xml", b"<a/>"), contents["party"])


def test_a_template_that_unpacks_to_too_much_is_told(contents: dict[str, Contents]) -> None:
    bomb = packed_with("word/media/picture.png", b"0" * (101 * 1024 * 1024))
    assert "too large" in refusal(bomb, contents["party"])


# Time and memory


DOUBLED = "".join(f"{{% set x{n + 1} = x{n} ~ x{n} %}}" for n in range(40))
DOUBLED_BLOCK = "".join(f"{{% set x{n + 1} %}}{{{{ x{n} }}}}{{{{ x{n} }}}}{{% endset %}}" for n in range(40))


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        pytest.param(["{{ 'a' * 10**9 }}"], "would make more than any report has", id="a text times a number"),
        pytest.param(["{{ 10**10**10 }}"], "would make more than any report has", id="a power"),
        pytest.param(["{{ '%1000000000d' % 1 }}"], "cannot be worked out.", id="a form of numbers"),
        pytest.param(["{% for i in range(999999999) %}x{% endfor %}"], "calls something", id="a range"),
        pytest.param(["{{ '{:>999999999}'.format(1) }}"], "calls something", id="a method of a text"),
        pytest.param(["{{ 'a' | center(999999999) }}"], "does not exist: center.", id="a filter that pads"),
        pytest.param(["{{ subject | replace('', subject * 2) }}"], "would make more", id="a filter that repeats"),
        pytest.param(["{{ lipsum() }}"], "calls something", id="a helper of Jinja"),
        pytest.param(["{% set n = namespace(x='a') %}"], "calls something", id="a name to write to"),
        pytest.param(["{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"], "calls something", id="a macro of itself"),
        pytest.param(["{{ cycler.__init__.__globals__ }}"], "does not exist: cycler.", id="a way to the insides"),
        pytest.param(["{{ figures.keys }}"], "does not exist: keys.", id="a method of a group"),
        pytest.param(["{% include '/etc/passwd' %}"], "The template", id="another file"),
        pytest.param(
            ["{% for a in 'x' * 9 %}{% endfor %}"], "would make more than any report has", id="a loop over letters"
        ),
        pytest.param(
            ["".join(f"{{% for v{n} in [1,2,3,4,5,6,7,8,9] %}}" for n in range(9)) + "{% endfor %}" * 9],
            "would make more than any report has",
            id="loops in loops that write nothing",
        ),
        pytest.param(["{% set x0 = 'aa' %}", DOUBLED], "would make more than any report has", id="a text doubled"),
        pytest.param(["{% set x0 = 'aa' %}", DOUBLED_BLOCK], "would make more than any report", id="a block doubled"),
    ],
)  # fmt: skip
def test_a_template_gets_so_much_time_and_memory_and_shows_fields_only(
    texts: list[str], sentence: str, contents: dict[str, Contents]
) -> None:
    begun = time.monotonic()
    assert sentence in refusal(typed(*texts), contents["party"])
    assert time.monotonic() - begun < 60


def test_a_template_that_keeps_the_libraries_busy_is_stopped(
    report_on: ReportOn, template: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "LONGEST_SECONDS", 4.0)
    data = changed(template, lambda document: document.paragraphs[0].insert_paragraph_before("{{" * 60_000))
    begun = time.monotonic()
    with pytest.raises(Refused):
        word_of(report_on("2024-06"), data)
    assert time.monotonic() - begun < 40
