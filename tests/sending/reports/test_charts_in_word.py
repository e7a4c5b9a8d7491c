"""The charts of a Word report: Word's own, of a year or longer, with words for those who do not see them."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from coordplan.paper.charts import PIECES, DrawnChart, PieceBars
from coordplan.paper.word.native_charts import chart_part
from coordplan.sending.reports.formats import word_of, word_template_of
from coordplan.sending.reports.values import PeriodReport
from tests.order_of_elements import out_of_order

ReportOn = Callable[..., PeriodReport]


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist() if name.startswith("word/charts/")}


def drawings(data: bytes) -> list[Any]:
    return list(Document(BytesIO(data)).element.body.iter(qn("w:drawing")))


@pytest.fixture
def year(report_on: ReportOn) -> PeriodReport:
    return report_on("2023", "yte", "gddt", drawn=True)


def test_a_year_has_bars_with_the_figures_of_the_report_and_the_curve(year: PeriodReport) -> None:
    data = word_of(year)
    bars, curve = parts(data).values()
    counts = [
        [group.figures.of("done_on_time"), group.figures.of("done_late"), group.figures.overdue]
        for group in year.status.groups
    ]
    values = [re.findall(r"<c:v>(\d+)</c:v>", found) for found in re.findall(r"<c:val>(.*?)</c:val>", bars)]
    assert [[int(value) for value in piece] for piece in values] == [list(piece) for piece in zip(*counts, strict=True)]
    assert year.curve is not None
    assert re.findall(r"<c:tx><c:v>(\w+)</c:v></c:tx>", curve) == ["Actual", "Planned", "Forecast"]
    assert f"{year.curve.at(year.as_of).actual:.6g}" in curve
    assert list(out_of_order(data)) == []
    assert word_of(year) == data


def test_a_chart_says_its_figures_to_those_who_do_not_see_it(year: PeriodReport) -> None:
    about = [drawing.find(f".//{qn('wp:docPr')}") for drawing in drawings(word_of(year))]
    assert [each.get("title") for each in about] == ["What has fallen due, by plan", "Progress over the whole period"]
    group = year.status.groups[0]
    assert f"Done on time {group.figures.of('done_on_time')}, Done late" in about[0].get("descr")
    assert "%" in about[1].get("descr")


def test_one_plan_has_no_bars_to_compare(report_on: ReportOn) -> None:
    (curve,) = parts(word_of(report_on("2023", "yte", drawn=True))).values()
    assert "<c:lineChart>" in curve


def test_a_quarter_and_a_month_have_none(report_on: ReportOn) -> None:
    for key in ("2024-Q2", "2024-06"):
        data = word_of(report_on(key, "yte", drawn=True))
        assert parts(data) == {}
        assert not drawings(data)


def test_an_office_puts_a_chart_where_it_wants_it(year: PeriodReport) -> None:
    document = Document(BytesIO(word_template_of(year)))
    cell = document.tables[0].rows[0].cells[0]
    cell.add_paragraph("So: {{ charts.bars }}")
    saved = BytesIO()
    document.save(saved)
    data = word_of(year, saved.getvalue())
    assert len(parts(data)) == 3
    filled = Document(BytesIO(data))
    (inside,) = filled.tables[0]._tbl.iter(qn("w:drawing"))
    cell_width = filled.tables[0].rows[0].cells[0].width
    assert cell_width is not None
    assert int(inside.find(f".//{qn('wp:extent')}").get("cx")) <= cell_width
    wide = [int(each.find(f".//{qn('wp:extent')}").get("cx")) for each in drawings(data)]
    assert max(wide) > Mm(240), "a page on its side has room"
    assert "So: " in filled.tables[0].rows[0].cells[0].text


def test_its_letters_have_nine_points_or_more_and_its_pieces_are_three_greys(year: PeriodReport) -> None:
    for part in parts(word_of(year)).values():
        assert min(map(int, re.findall(r'sz="(\d+)"', part))) >= 900
        assert set(re.findall(r'typeface="([^"]+)"', part)) == {year.profile.font}
    greys = sorted(
        0.3 * int(colour[:2], 16) + 0.59 * int(colour[2:4], 16) + 0.11 * int(colour[4:], 16)
        for colour in (PIECES["good"], PIECES["warn"], PIECES["bad"])
    )
    assert all(high - low > 50 for low, high in pairwise(greys))


def test_a_title_with_signs_of_markup_stays_text() -> None:
    bars = PieceBars(("<a> & b",), (("x<y", "good"),), ((1,),))
    text = chart_part(DrawnChart("bars", "A & B", "", bars), 'Font "x"')
    assert "&lt;a&gt; &amp; b" in text
    assert "<a:t>A &amp; B</a:t>" in text
    assert "typeface='Font \"x\"'" in text
