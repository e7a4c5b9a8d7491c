"""The page of a report: whole without its script, nothing from outside, text that stays text, readable in the dark."""

import re
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from coordplan.model import ReportChoices
from coordplan.paper.document import Heading, Paragraph
from coordplan.paper.page import TEMPLATES
from coordplan.seeing.rating import CrossedLimit, Rating
from coordplan.sending.reports.formats import render_report
from coordplan.sending.reports.page import report_document
from coordplan.sending.reports.values import PeriodReport, Statement
from coordplan.text.language import use_language
from tests.sending.reports.conftest import Tell

ReportOn = Callable[..., PeriodReport]


def rendered(report: PeriodReport) -> str:
    return render_report(report, ".html").decode()


class Outline(HTMLParser):
    """What a browser makes of a page: its elements with their attributes, and its text."""

    EMPTY = ("meta", "input", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.words.append(data)

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@pytest.fixture
def report(report_on: ReportOn) -> PeriodReport:
    return report_on("2024-H1", drawn=True)


# What is in it


def test_elements_are_closed_in_their_order_and_ids_are_unique(report: PeriodReport) -> None:
    page = Outline(rendered(report))
    assert page.open == []
    ids = [attributes["id"] for _tag, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    anchors = [attributes["href"] for attributes in page.of("a")]
    sections = [attributes["id"] for attributes in page.of("section")]
    assert ["#decisions", *anchors] == [f"#{id_}" for id_ in sections]


def test_it_says_what_the_other_formats_say(report: PeriodReport) -> None:
    said = Outline(rendered(report)).text
    mail = " ".join(render_report(report, ".txt").decode().split())
    document = report_document(report)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            assert " ".join(block.words.split()) in said
            assert " ".join(block.text.split()) in mail
        elif isinstance(block, Heading):
            assert f"{block.number}{document.profile.heading_mark if block.level == 1 else '.'} {block.text}" in said
    assert said.count("ILLUSTRATIVE FIGURES") == 2
    assert " ".join(document.closing_words.split()) in said
    for annex in document.further:
        assert not annex.table.rows or annex.title[1:] in said
    assert "Recipients:" in said


def test_every_row_of_the_period_is_in_it_without_the_script(report: PeriodReport) -> None:
    text = rendered(report)
    rows = text.partition('id="rows"')[2].partition("</table>")[0]
    assert rows.count("<tr>") == 1 + len(report.annex)
    for row in report.annex:
        assert row.work.occurrence in rows
    assert re.search(r'<div class="choices" hidden ', text), "what only the script can do is not offered without it"
    assert not re.search(r"<tr[^>]*hidden", text)


def test_cells_of_the_rows_have_keys_to_be_sorted_by(report: PeriodReport) -> None:
    rows = rendered(report).partition('id="rows"')[2].partition("</table>")[0]
    first = report.annex[0]
    assert f'<td class="day" data-key="{first.work.due}">' in rows
    assert 'data-key="ban hanh ke hoach thuc hien chuong trinh cho nam sau"' in rows
    assert '<td class="number screen" data-key="100">100%</td>' in rows


def test_the_curve_and_the_bars_are_drawn_and_told(report: PeriodReport) -> None:
    """Each for a wide screen and paper, and for a phone, where the letters of the first would be too small."""
    page = Outline(rendered(report))
    assert [attributes["width"] for attributes in page.of("svg")] == ["960", "352", "960", "352"]
    assert len(page.of("figcaption")) == 2
    assert "By 2024-06-14 progress is 58.85%; planned: 55.81%" in page.text


def test_headers_of_tables_are_headers_and_wide_ones_can_be_reached_by_keyboard(report: PeriodReport) -> None:
    page = Outline(rendered(report))
    assert page.of("th")
    assert {header["scope"] for header in page.of("th")} == {"col"}
    regions = [each for each in page.of("div") if each.get("role") == "region"]
    assert len(regions) == len(page.of("table"))
    assert all(each["tabindex"] == "0" and each["aria-label"] for each in regions)


EVERY_KIND = [
    pytest.param("2024-06", "", "vi", id="a month"),
    pytest.param("2024-Q2", "", "en", id="a quarter"),
    pytest.param("2024-H1", "", "vi", id="a half-year"),
    pytest.param("2023", "", "en", id="a year"),
    pytest.param("program", "", "vi", id="the program"),
    pytest.param("2024-Q2", "yte", "vi", id="a plan"),
    pytest.param("2022-03", "khcn", "en", id="nothing is due"),
]


@pytest.mark.parametrize(("period", "plan", "language"), EVERY_KIND)
def test_whoever_hears_a_page_finds_the_way(report_on: ReportOn, period: str, plan: str, language: str) -> None:
    """What axe-core finds in a browser, of landmarks, headings, names and tables, held without one."""
    use_language(language)
    report = report_on(period, *filter(None, [plan]), drawn=True)
    page = Outline(rendered(report))
    assert not re.search(r"@|\b[a-z]+-\d\d\b", decisions(report)), "who only reads is told no ids"
    assert (len(page.of("header")), len(page.of("main")), len(page.of("h1"))) == (1, 1, 1)
    landmarks = [("navigation", each["aria-label"]) for each in page.of("nav")]
    landmarks += [(each["role"], each["aria-label"]) for each in page.of("div") if "role" in each]
    assert all(name for _role, name in landmarks)
    assert len(set(landmarks)) == len(landmarks), "each region has a name of its own"
    levels = [int(tag[1]) for tag, _attributes in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), "no level is left out"
    ids = [attributes["id"] for _tag, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _tag, attributes in page.elements:
        assert set(attributes.get("aria-labelledby", "").split()) <= set(ids)
        assert attributes.get("role") in (None, "region", "img")
    assert all(each["scope"] == "col" for each in page.of("th"))
    assert len(page.of("tbody")) == len(page.of("table"))
    body = [tag for tag, _attributes in page.elements if tag in ("tbody", "td")]
    assert ("tbody", "tbody") not in pairwise([*body, "tbody"]), "a table without rows is not shown"


# What needs a decision


def decisions(report: PeriodReport) -> str:
    """Return what stands in the first section of a page, without its figures."""
    return Outline("<section>" + rendered(report).partition('<section id="decisions">')[2].partition("<nav")[0]).text


def test_a_page_begins_with_what_needs_a_decision(report_on: ReportOn) -> None:
    report = report_on("2024-Q2", drawn=True)
    page = Outline(rendered(report))
    assert page.of("section")[0] == {"id": "decisions"}
    said = decisions(report)
    assert said.startswith("What needs a decision The figures are those of 2024-03-15 to 2024-06-14.")
    overdue = sorted((*report.overdue_before, *report.overdue), key=lambda row: -(row.work.days_late or 0))
    assert f"Overdue: {len(overdue)}, the longest first" in said
    days = [int(found) for found in re.findall(r", (\d+) days overdue", said)]
    assert days == [row.work.days_late for row in overdue]
    assert len(days) > 3
    assert f"{overdue[0].lead_title}, {days[0]} days overdue" in said


def test_plans_in_red_need_a_decision_and_others_none(report_on: ReportOn) -> None:
    red = Rating("red", (CrossedLimit("days_late", 193, 180, "red"),))
    report = report_on("2024-Q2", drawn=True)
    assert {"yte", "ldtbxh"} <= report.ratings.keys()
    said = decisions(report._replace(ratings={"yte": red, "gddt": Rating("green"), "tttt": Rating("amber")}))
    assert "Plan rated red: 1 Sở Y tế: " in said
    assert "193 days" in said.partition("rated red")[2]
    assert "Giáo dục" not in said


def test_what_is_suspended_and_asked_for_needs_a_decision(report_on: ReportOn) -> None:
    report = report_on("2024-Q2", drawn=True)
    held = report.annex[0]._replace(work=report.annex[0].work._replace(standing="suspended", note="Chờ kinh phí"))
    asked = Statement("so-yte", "Sở Y tế", "x", "Gia hạn đến 31/7", ("Bản tin (tháng 6/2024)",))
    said = decisions(report._replace(held=(held,), recommendations=(asked,)))
    assert "Suspended: 1" in said
    assert "Chờ kinh phí" in said
    assert "Sở Y tế: Gia hạn đến 31/7 (Bản tin (tháng 6/2024))" in said


def test_of_many_that_are_overdue_the_longest_are_named_and_the_others_counted(report_on: ReportOn) -> None:
    report = report_on("2024-Q2", drawn=True)
    said = decisions(report._replace(overdue=report.overdue * 30))
    assert said.count(" days overdue") == 20
    assert f"And {len(report.overdue_before) + 30 - 20} more, overdue for less long." in said
    assert decisions(report._replace(choices=ReportChoices(overdue_rows=3))).count("days overdue") == 3


def test_where_nothing_does_the_page_says_so(report_on: ReportOn) -> None:
    report = report_on("2024-Q2", drawn=True)._replace(overdue=(), overdue_before=(), held=(), ratings={})
    assert "Nothing needs a decision." in decisions(report._replace(recommendations=()))


@pytest.mark.parametrize(("language", "search"), [("vi", "Tìm kiếm"), ("en", "Search")])
def test_it_names_its_language_and_speaks_it(language: str, search: str, report_on: ReportOn) -> None:
    use_language(language)
    page = Outline(rendered(report_on("2024-Q2")))
    assert page.of("html") == [{"lang": language}]
    assert search in page.text


def test_a_party_document_has_its_star_and_a_state_one_its_motto(report_on: ReportOn) -> None:
    party = Outline(rendered(report_on("2024-Q2", profile="party"))).text
    state = Outline(rendered(report_on("2024-Q2", "gddt", profile="state"))).text
    assert "Ban Tuyên giáo * Số" in party
    assert "Độc lập - Tự do - Hạnh phúc" in state
    assert "Sở Giáo dục và Đào tạo Số: /BC-SGDĐT" in state


def test_a_period_in_which_nothing_is_due_is_a_page_too(report_on: ReportOn) -> None:
    page = Outline(rendered(report_on("2022-03", "khcn")))
    assert "Nothing is due in the period." in page.text
    assert not page.of("figure")


# Nothing from outside, and text that stays text


def test_it_refers_to_nothing_outside(report: PeriodReport) -> None:
    text = rendered(report)
    assert set(re.findall(r"[a-z]+://[^\"'\s)<]*", text)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"@import|url\(", text)
    for tag, attributes in Outline(text).elements:
        assert not {"src", "action", "style"} & attributes.keys(), tag
        assert not [name for name in attributes if name.startswith("on")], tag


def test_a_browser_runs_only_the_script_whose_digest_it_names(report: PeriodReport) -> None:
    text = rendered(report)
    [script] = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    [policy] = [each["content"] for each in Outline(text).of("meta") if each.get("http-equiv")]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"


HOSTILE = "</script><script>alert(1)</script><b onmouseover=x>\"'&amp; {{ 1 }} {% x %} \x1b[31m]]><!-- "


def test_text_from_files_stays_text(report: PeriodReport) -> None:
    before = Outline(rendered(report))
    work = report.finished[0].work._replace(title=HOSTILE, evidence=HOSTILE, note=HOSTILE)
    row = report.finished[0]._replace(work=work, plan_title=HOSTILE, output=HOSTILE)
    groups = (report.status.groups[0]._replace(title=HOSTILE), *report.status.groups[1:])
    hostile = report._replace(
        annex=(row, *report.annex[1:]),
        finished=(row, *report.finished[1:]),
        basis=(HOSTILE,),
        status=report.status._replace(groups=groups),
        letterhead=report.letterhead._replace(
            recipients=(HOSTILE, *report.letterhead.recipients[1:]), issuer_header=HOSTILE
        ),
    )
    after = Outline(rendered(hostile))
    assert [tag for tag, _ in after.elements if tag != "text"] == [tag for tag, _ in before.elements if tag != "text"]
    shown = " ".join(HOSTILE.replace("\x1b", " ").split())
    assert after.text.count(shown) >= 8
    assert "\x1b" not in rendered(hostile)


# Its looks


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


STYLE = (TEMPLATES / "page.css").read_text(encoding="utf-8")
PALETTES = [
    {name: colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:]) for name, colour in found}
    for found in (
        re.findall(r"--([\w-]+): (#\w+);", block) for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    )
]


@pytest.mark.parametrize("palette", PALETTES, ids=["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "dim", "good", "bad", "warn", "link"])
@pytest.mark.parametrize("ground", ["paper", "stripe", "head"])
def test_letters_stand_out_from_their_ground(palette: dict[str, str], name: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3: a contrast of 4.5 at the least."""
    assert contrast(palette[name], palette[ground]) >= 4.5


@pytest.mark.parametrize("palette", PALETTES, ids=["light", "dark"])
def test_a_warning_stands_out_from_its_ground(palette: dict[str, str]) -> None:
    assert contrast(palette["warn"], palette["warn-paper"]) >= 4.5


# In a browser

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = """
const choices = document.querySelector(".choices");
const told = [];
const shown = () => [...document.querySelector("#rows tbody").rows].filter((row) => !row.hidden);
const tell = (what) => told.push(what + "=" + shown().map((row) => row.cells[0].textContent).join(","));
const type = (text) => {
  choices.querySelector("input").value = text;
  choices.querySelector("input").dispatchEvent(new Event("input", { bubbles: true }));
};
told.push("offered=" + !choices.hidden);
type("bao chi hang thang");
tell("found");
told.push("count=" + choices.querySelector("output").textContent);
document.querySelector("th.due button").click();
tell("up");
document.querySelector("th.due button").click();
tell("down");
told.push("sorted=" + document.querySelector("#rows th.due").getAttribute("aria-sort"));
choices.querySelector("button").click();
const select = choices.querySelectorAll("select")[2];
select.value = "in progress, overdue";
select.dispatchEvent(new Event("input", { bubbles: true }));
tell("overdue");
document.documentElement.dataset.told = told.join(";");
"""


def seen(path: Path, folder: Path) -> str:
    """Return the page as it stands in a browser after its scripts have run."""
    assert BROWSER is not None
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--dump-dom"]
    return subprocess.run(
        [BROWSER, *flags, f"--user-data-dir={folder}", path.resolve().as_uri()],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    ).stdout


# pip installs no browser; what the page holds without its script is read back above, everywhere
@pytest.mark.skipif(BROWSER is None, reason="no browser is installed to try the page in")
def test_in_a_browser_the_rows_are_searched_chosen_and_sorted(report: PeriodReport, tmp_path: Path) -> None:
    text = rendered(report)
    digest = b64encode(sha256(DRIVER.encode()).digest()).decode()
    driven = text.replace("script-src '", f"script-src 'sha256-{digest}' '").replace(
        "</body>", f"<script>{DRIVER}</script></body>"
    )
    path = tmp_path / "page.html"
    path.write_text(driven, encoding="utf-8")
    found = re.search(r'data-told="([^"]*)"', seen(path, tmp_path / "browser"))
    assert found, "the page's own script ran under its own policy"
    told = dict(each.split("=") for each in found[1].split(";"))
    numbers = [
        (row.work.due, str(number))
        for number, row in enumerate(report.annex, 1)
        if "Giao ban báo chí hằng tháng" in row.work.title
    ]
    assert len(numbers) > 3
    assert told["offered"] == "true"
    assert told["found"] == ",".join(number for _due, number in numbers)
    assert told["count"] == f"{len(numbers)} of {len(report.annex)} rows"
    assert told["up"] == ",".join(number for _due, number in sorted(numbers))
    assert told["down"] == ",".join(number for _due, number in sorted(numbers, reverse=True))
    assert told["sorted"] == "descending"
    late = [str(at) for at, row in enumerate(report.annex, 1) if row.work.standing == "in_progress_overdue"]
    assert sorted(told["overdue"].split(","), key=int) == late


# The command


def test_the_command_writes_a_page_twice_the_same_with_the_curve(tell: Tell) -> None:
    for name in ("a.html", "b.html"):
        assert tell("report", "2024-Q2", "-o", name).code == 0
    text = Path("a.html").read_text(encoding="utf-8")
    assert text == Path("b.html").read_text(encoding="utf-8")
    assert text.count("<svg") == 4


def test_a_missing_library_is_named(tell: Tell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delitem(sys.modules, "coordplan.paper.page", raising=False)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    answer = tell("report", "2024-Q2", "-o", "a.html")
    assert (answer.code, list(tmp_path.iterdir())) == (1, [])
    assert "This needs Jinja2, which is not installed." in answer.err
