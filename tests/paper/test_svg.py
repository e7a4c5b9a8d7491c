"""Pictures: well-formed, the same every time, nothing alive in them, for light paper and dark screens."""

import re
from datetime import date
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from coordplan.paper.cells import Page
from coordplan.paper.charts import Bar, Chart, Line
from coordplan.paper.svg import render_chart, render_picture
from coordplan.paper.svg_bars import render_bars
from coordplan.seeing.curve.page import curve_page
from coordplan.text.language import use_language
from tests.paper.conftest import Answers

SVG = "{http://www.w3.org/2000/svg}"
KNOWN = ("svg", "title", "desc", "style", "rect", "line", "polyline", "path", "circle", "text")
HOSTILE = '<script>alert(1)</script> & "x" \x1b[35m\x00 ]]> <!-- tím'
FIRST, LAST, TODAY = date(2022, 2, 24), date(2025, 12, 31), date(2024, 6, 30)
BARS = [Bar("Sở Y tế", 0.6, 0.5), Bar("Sở <b>", 0.2, 0.55), Bar("Chưa có gì", None, None), Bar("Xong", 1.0, 1.0)]


def picture_of(page: Page, width: int = 960) -> str:
    return "".join(render_picture(page, width))


def read(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.encode())


def texts_of(root: ElementTree.Element) -> list[str]:
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


def pictures(answers: Answers) -> dict[str, str]:
    page = curve_page(answers.curve)
    assert page.chart is not None
    return {
        "a file": picture_of(page),
        "a chart": render_chart(page.chart, 640, "Title", "Says"),
        "bars": render_bars(BARS, 640, "Title"),
    }


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_picture_has_a_title_and_says_in_words_what_is_in_it(answers: Answers, language: str) -> None:
    use_language(language)
    for name, text in pictures(answers).items():
        root = read(text)
        assert root.get("role") == "img", name
        assert root.get("lang") == language
        title, says = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert says is not None
        assert title.text, name
        assert says.text, name
        assert root.get("aria-labelledby") == f"{title.get('id')} {says.get('id')}"


def test_nothing_in_a_picture_runs_or_refers_outside(answers: Answers) -> None:
    for name, text in pictures(answers).items():
        assert set(re.findall(r"[a-z]+://[^\"' )<]*", text)) == {"http://www.w3.org/2000/svg"}, name
        for element in read(text).iter():
            assert element.tag.removeprefix(SVG) in KNOWN, name
            assert not [key for key in element.attrib if key.startswith("on") or "href" in key], name
        assert "url(" not in text
        assert "@import" not in text


def test_the_same_values_make_the_same_bytes(answers: Answers) -> None:
    assert pictures(answers) == pictures(answers)


def test_text_in_a_picture_is_text() -> None:
    lines = (Line("planned", HOSTILE, ((FIRST, 0.0), (LAST, 1.0))),)
    chart = Chart(HOSTILE, FIRST, LAST, lines, TODAY, HOSTILE, HOSTILE)
    page = Page(HOSTILE, ((HOSTILE, ""),), (), ((HOSTILE, ""),), chart)
    for text in (
        picture_of(page),
        render_chart(chart, 960, HOSTILE, HOSTILE),
        render_bars([Bar(HOSTILE, 0.5, 0.5)], 960, HOSTILE, HOSTILE),
    ):
        root = read(text)
        assert not list(root.iter(f"{SVG}script"))
        assert "<script>alert(1)</script>" in " ".join(" ".join(root.itertext()).split())
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)


def test_ids_of_two_pictures_on_a_page_can_differ(answers: Answers) -> None:
    page = curve_page(answers.curve)
    assert page.chart is not None
    one, other = (re.findall(r' id="([^"]+)"', render_chart(page.chart, id_=id_)) for id_ in ("one", "other"))
    assert len(one) == len(other) == 2
    assert not set(one) & set(other)


def test_every_point_has_its_mark_and_says_its_value(answers: Answers) -> None:
    root = read(picture_of(curve_page(answers.curve)))
    said = [element.text for element in root.iter(f"{SVG}title")][1:]
    points = answers.curve.points
    assert sum(text is not None and text.startswith("Actual, ") for text in said) == sum(
        point.actual is not None for point in points
    )
    assert sum(text is not None and text.startswith("Planned, ") for text in said) == len(points)
    now = answers.curve.at(answers.curve.as_of).actual
    assert now is not None
    assert f"Actual, 2024-06-30: {100 * now:.2f}%" in said


def test_lines_differ_by_more_than_colour(answers: Answers) -> None:
    lines = list(read(picture_of(curve_page(answers.curve))).iter(f"{SVG}polyline"))
    assert len({line.get("stroke-dasharray") for line in lines}) == len(lines) == 3


def test_colours_stand_at_the_shapes_and_are_changed_on_dark_screens_only(answers: Answers) -> None:
    """A program without style sheets, and one that overlooks conditions, shows a light picture."""
    for name, text in pictures(answers).items():
        root = read(text)
        style = root.findtext(f"{SVG}style") or ""
        before, _media, dark = style.partition("@media screen and (prefers-color-scheme:dark)")
        assert "fill" not in before, name
        assert not re.search(r"[{}](?!:is\()\.cp", dark), "no selector that an office program knows"
        for element in root.iter():
            names = (element.get("class") or "").split()
            assert all(f":is(.{each})" in dark for each in names if each != "cp-picture"), name
            if element.tag == f"{SVG}text":
                assert element.get("fill"), name


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [352, 400, 480, 640, 960, 1400])
def test_everything_stands_inside_of_the_picture(answers: Answers, width: int, language: str) -> None:
    use_language(language)
    page = curve_page(answers.curve)
    for text in (picture_of(page, width), render_bars(BARS, width)):
        root = read(text)
        _x, _y, right, bottom = map(float, (root.get("viewBox") or "").split())
        assert right == width
        for element in root.iter(f"{SVG}text"):
            x, y, letters = float(element.get("x") or 0), float(element.get("y") or 0), len("".join(element.itertext()))
            length = letters * float(element.get("font-size") or 14) * 0.5
            begin = {"end": x - length, "middle": x - length / 2}.get(element.get("text-anchor") or "", x)
            assert begin >= 0, "".join(element.itertext())
            assert begin + length <= right, "".join(element.itertext())
            assert 0 < y < bottom
        for element in root.iter(f"{SVG}circle"):
            assert 0 < float(element.get("cx") or 0) < right
            assert 0 < float(element.get("cy") or 0) < bottom


def test_last_values_do_not_stand_over_one_another() -> None:
    lines = tuple(
        Line(name, name, ((FIRST, 0.0), (LAST, rate)))
        for name, rate in (("planned", 0.981), ("actual", 0.985), ("forecast", 0.98))
    )
    root = read(render_chart(Chart("", FIRST, LAST, lines)))  # type: ignore[arg-type]
    ends = [(float(text.get("y") or 0), "".join(text.itertext())) for text in root.iter(f"{SVG}text")]
    ends = sorted(end for end in ends if end[1] in ("98.10%", "98.50%", "98.00%"))
    assert [text for _y, text in ends] == ["98.50%", "98.10%", "98.00%"], "the highest stands highest"
    assert all(lower[0] - upper[0] >= 14 for upper, lower in pairwise(ends))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [352, 960])
def test_no_words_of_a_picture_stand_over_others(answers: Answers, width: int, language: str) -> None:
    """On a phone a picture 352 wide is shown as large as it is: letters of 14 pixels, and fewer ticks."""
    use_language(language)
    chart = curve_page(answers.curve).chart
    assert chart is not None
    for text in (render_chart(chart, width), render_bars(BARS, width)):
        boxes = []
        for element in read(text).iter(f"{SVG}text"):
            words, size = "".join(element.itertext()), float(element.get("font-size") or 14)
            x, y, length = float(element.get("x") or 0), float(element.get("y") or 0), len(words) * size * 0.5
            begin = {"end": x - length, "middle": x - length / 2}.get(element.get("text-anchor") or "", x)
            assert size >= 14
            boxes.append((begin, begin + length, y - 0.7 * size, y, words))
        for one, other in combinations(boxes, 2):
            apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
            assert apart, (one, other)


# Bars


def test_bars_have_a_row_for_each_group() -> None:
    texts = texts_of(read(render_bars(BARS)))
    assert [text for text in texts if text in [bar.title for bar in BARS]] == [bar.title for bar in BARS]
    assert [text for text in texts if "%" in text] == ["60.0% / 50.0%", "20.0% / 55.0%", "100% / 100%"]
    assert "-" in texts
    assert texts[-2:] == ["Progress", "Planned"]


def test_a_bar_is_as_long_as_what_is_done() -> None:
    root = read(render_bars(BARS))
    rest = [float(rect.get("width") or 0) for rect in root.iter(f"{SVG}rect") if rect.get("class") == "cp-rest"]
    done = [float(rect.get("width") or 0) for rect in root.iter(f"{SVG}rect") if rect.get("class") == "cp-actual"]
    assert len(set(rest)) == 1
    assert done[:-1] == [pytest.approx(rest[0] * share, abs=0.1) for share in (0.6, 0.2, 1.0)], "and the legend's"


def test_a_long_title_wraps_and_nothing_of_it_is_cut() -> None:
    title = "Kế hoạch phối hợp với Sở Lao động - Thương binh và Xã hội về truyền thông giảm nghèo bền vững"
    texts = texts_of(read(render_bars([Bar(title, 0.5, 0.5)], 480)))
    assert title in " ".join(texts)
    assert title not in texts


@pytest.mark.parametrize(
    ("done", "missing"),
    [
        pytest.param(0.9999, "some", id="nearly all leaves some of the bar free"),
        pytest.param(1.0, "none", id="all fills it"),
        pytest.param(0.0001, "most", id="hardly anything is seen"),
        pytest.param(0.0, "all", id="nothing is not"),
    ],
)
def test_a_bar_is_full_only_where_all_is_done_and_empty_only_where_nothing_is(done: float, missing: str) -> None:
    drawn = render_bars([Bar("Title", done, 0.5)])
    whole, part = (float(re.search(rf'class="cp-{name}" [^>]*?width="([0-9.]+)" height="14"', drawn)[1])  # type: ignore[index]
                   for name in ("rest", "actual"))  # fmt: skip
    expected = {"some": whole - 1, "none": whole, "most": 1, "all": 0}
    assert part == pytest.approx(expected[missing], abs=0.06)


def test_no_bars_are_a_picture_too() -> None:
    assert texts_of(read(render_bars([]))) == ["Progress", "Planned"]
