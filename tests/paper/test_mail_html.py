"""HTML of a mail: only what mail programs show, text that stays text, the same words as the text beside it.

What they show is from the tables of caniemail.com (data of 9/2025, npm package ``caniemail``): Outlook (Windows, web,
Mac, iOS), Gmail, Apple Mail, Yahoo and Thunderbird all show what is listed here, whole or but for forms of it that are
not used. Padding counts on cells alone, and a greatest width on tables alone: so it is in Outlook for Windows.
"""

import re
from html.parser import HTMLParser

import pytest

from coordplan.paper.cells import Column, Page, Table
from coordplan.paper.mail_html import render_mail_news, render_mail_page
from coordplan.paper.mail_news import MailNews, NewsLine, NewsSection, mail_news_lines
from coordplan.text.language import use_language

# Elements, each with the attributes and properties that may stand at it
_TEXT = {"color", "font-family", "font-size", "font-weight", "line-height"}
_CELL = _TEXT | {"padding", "text-align", "vertical-align", "width", "border", "background-color"}
_CELL_ATTRIBUTES = {"width", "style"}
SHOWN: dict[str, tuple[set[str], set[str]]] = {
    "table": (
        {"role", "lang", "width", "align", "cellpadding", "cellspacing", "border", "style"},
        {"width", "max-width", "background-color", "border-collapse"},
    ),
    "tr": (set(), set()),
    "td": (_CELL_ATTRIBUTES, _CELL),
    "th": (_CELL_ATTRIBUTES | {"scope"}, _CELL),
    "h1": ({"style"}, _TEXT | {"margin"}),
    "h2": ({"style"}, _TEXT | {"margin"}),
    "strong": (set(), set()),
}
# Around them: a mail program puts its own in their place; the div is of a file that is no mail
AROUND = {
    "html": {"lang"},
    "head": set(),
    "meta": {"charset", "name", "content"},
    "title": set(),
    "body": set(),
    "div": {"role"},
}
VALUE = re.compile(
    r"#[0-9a-f]{6}|\d+px|0|\d{1,3}%|1\.\d+|bold|left|right|top|collapse|1px solid #[0-9a-f]{6}"
    r"|Arial,Helvetica,sans-serif"
    r"|(?:\d+px|0)(?: (?:\d+px|0)){3}"
)


class MailReader(HTMLParser):
    """What a mail program makes of it: elements in their order, and the words of the body."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag in ("td", "th", "tr"):
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if "body" in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def check_mail(html: str) -> MailReader:
    """Return what a mail program reads, and hold that it can show all of it."""
    assert "<!--" not in html
    assert not re.search(r"var\(|url\(|@|<script|<style|<link|://", re.sub(r">[^<]*<", "><", html))
    read = MailReader(html)
    for tag, attributes in read.elements:
        if tag in AROUND:
            assert attributes.keys() <= AROUND[tag], tag
            continue
        allowed, properties = SHOWN[tag]
        assert attributes.keys() <= allowed, tag
        for declared in filter(None, attributes.get("style", "").split(";")):
            name, _colon, value = declared.partition(":")
            assert name in properties, f"{tag}: {declared}"
            assert VALUE.fullmatch(value), f"{tag}: {declared}"
    tables = [attributes for tag, attributes in read.elements if tag == "table"]
    assert (tables[0]["width"], tables[0]["style"].split(";")[:2]) == ("600", ["width:600px", "max-width:100%"])
    assert all(each["lang"] for each in tables), "a mail program takes the body away, and its language"
    for tag, attributes in read.elements:
        if tag in ("td", "th"):
            assert {"font-family", "font-size", "color"} <= {
                each.partition(":")[0] for each in attributes["style"].split(";")
            }, "a cell has its own font: not every program hands it down"
    return read


HOSTILE = "</td><script>alert(1)</script>\"'&amp; {{ 1 }} \x1b[31m <b style='x'>"
NEWS = MailNews(
    "Tuần đến 30/6/2024",
    ("Kính gửi: Lãnh đạo Ban",),
    (
        NewsSection(
            "QUÁ HẠN: 02 lượt", "bad", (NewsLine(": Sở Y tế, 97 ngày", "Bản tin", "1."), NewsLine("và 01 khác"))
        ),
        NewsSection("SẮP ĐẾN HẠN", "warn", ()),
    ),
    ("Đạt 98,07%.", "[Số liệu minh họa]"),
)
TABLE = Table((Column("a", "Việc"), Column("n", "Ngày", "count", tone="bad")), [["x & y", 3]], title="Quá hạn: 1")
PAGE = Page("Bản tin", (("Câu đầu.", "strong"), ("Câu sau.", "")), (TABLE,), (("Ghi chú.", "dim"),))


@pytest.mark.parametrize("html", [render_mail_news(NEWS, True), render_mail_page(PAGE)], ids=["news", "page"])
def test_only_what_mail_programs_show_is_in_it(html: str) -> None:
    check_mail(html)


@pytest.mark.parametrize("titled", [True, False], ids=["a file of its own", "below a subject line"])
def test_text_and_html_say_the_same(titled: bool) -> None:
    text = " ".join(" ".join(mail_news_lines(NEWS, titled)).split())
    assert check_mail(render_mail_news(NEWS, titled)).text == text
    assert (NEWS.title in text) is titled
    assert ("main" in render_mail_news(NEWS, titled)) is titled


def test_a_page_says_all_of_it_in_its_order() -> None:
    read = check_mail(render_mail_page(PAGE))
    assert read.text == "Bản tin Câu đầu. Câu sau. Quá hạn: 1 Việc Ngày x & y 3 Ghi chú."
    assert [attributes["scope"] for tag, attributes in read.elements if tag == "th"] == ["col", "col"]
    assert [attributes.get("role") for tag, attributes in read.elements if tag == "table"] == ["presentation", None]


def test_text_from_files_is_text_in_a_mail() -> None:
    hostile = NEWS._replace(
        opening=(HOSTILE,), sections=(NewsSection(HOSTILE, "", (NewsLine(HOSTILE, HOSTILE, "-"),)),)
    )
    shown = " ".join(HOSTILE.replace("\x1b", " ").split())
    assert check_mail(render_mail_news(hostile, True)).text.count(shown) == 4


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_mail_names_its_language(language: str) -> None:
    use_language(language)
    html = render_mail_page(PAGE)
    assert html.count(f'lang="{language}"') == 3
