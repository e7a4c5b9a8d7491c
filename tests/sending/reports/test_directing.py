"""How a program was directed, what stands out, and the kinds of work that titles themselves give."""

from datetime import date

import pytest

from coordplan.sending.reports.directing import direction_part, highlights_part, shortcomings_number
from coordplan.sending.reports.kinds import by_kind, kinds_in
from coordplan.sending.reports.works import works_of
from coordplan.text.language import use_language
from tests.sending.reports.works_of_a_report import report_of, row

SURVEYS = ("Khảo sát việc học", "Khảo sát đời sống", "Khảo sát hoạt động truyền thanh")


@pytest.mark.parametrize(
    ("titles", "kinds"),
    [
        pytest.param(SURVEYS, ["Khảo sát"] * 3, id="two syllables"),
        pytest.param(
            (
                "Tham mưu Tỉnh ủy giải pháp",
                "Tham mưu Tỉnh ủy định hướng",
                "Tham mưu Tỉnh ủy về đất",
                "Tham mưu họp báo",
            ),
            ["Tham mưu Tỉnh ủy"] * 3 + [""],
            id="where most go on alike, these are the kind",
        ),
        pytest.param(
            ("Giao ban công tác với ngành y tế", "Giao ban công tác với ngành giáo dục"),
            ["Giao ban công tác"] * 2,
            id="it does not end in a word that leads on",
        ),
        pytest.param(
            ("Duy trì chuyên mục y tế", "Duy trì chuyên mục giáo dục", "Duy trì chuyên trang khoa học"),
            ["Duy trì chuyên mục"] * 2 + [""],
            id="it does not end within a word",
        ),
        pytest.param(("Tập huấn, hướng dẫn", "Tập huấn nghiệp vụ"), ["Tập huấn"] * 2, id="a comma is no difference"),
        pytest.param(("Họp", "Họp", "Mở lớp", ""), ["", "", "", ""], id="a single syllable is none, nor is one title"),
        pytest.param(("Mở lớp", "Mở lớp", "Mở lớp"), ["Mở lớp"] * 3, id="titles that are the same"),
        pytest.param((), [], id="nothing"),
    ],
)
def test_kinds_are_the_commonest_beginnings_of_titles(titles: tuple[str, ...], kinds: list[str]) -> None:
    found = kinds_in({str(number): title for number, title in enumerate(titles)})
    assert [found.get(str(number), "") for number in range(len(titles))] == kinds


@pytest.mark.parametrize(
    ("titles", "kind", "number"),
    [
        pytest.param(
            ("Hướng dẫn tuyên truyền Luật", "Hướng dẫn nội dung tuyên truyền quý", "Hướng dẫn các Tổ tuyên truyền"),
            "hướng dẫn tuyên truyền",
            3,
            id="what all of them share",
        ),
        pytest.param(
            ("Giới thiệu mô hình a", "Giới thiệu, nhân rộng mô hình b", "Giới thiệu các mô hình", "Giới thiệu tập thể"),
            "giới thiệu mô hình",
            3,
            id="what most of them share, without the others",
        ),
        pytest.param(("Khảo sát việc học", "Khảo sát y tế", "Khảo sát của tỉnh"), "khảo sát", 3, id="nothing"),
    ],
)
def test_a_verb_alone_takes_the_object_that_its_titles_share(titles: tuple[str, ...], kind: str, number: int) -> None:
    kinds, others = by_kind(works_of([row(f"k{n}", title) for n, title in enumerate(titles)]))
    assert {name: len(several) for name, several in kinds.items()} == {kind: number}
    assert len(others) == len(titles) - number


def test_several_years_say_which_meetings_were_held() -> None:
    rows = [
        row("k", "Hội nghị triển khai Chương trình", plan="ct", done_on=date(2024, 5, 13)),
        row("t", "Tổng kết Chương trình", "upcoming", plan="ct"),
        *(row(f"n@{year}", "Hội nghị sơ kết năm", every="year", plan="ct") for year in (2022, 2023)),
        *(
            row(f"g{plan}@2024-Q{n}", f"Giao ban với ngành {plan}", every="quarter", plan=plan)
            for plan in "xy"
            for n in (1, 2)
        ),
        row("b", "Hội nghị báo cáo viên"),
        row("v", "Khảo sát"),
    ]
    use_language("vi")
    place, held = direction_part(report_of(*rows, key="program")).sentences
    assert place.kind == "place"
    assert held.text == (
        "Theo Chương trình, đã tổ chức: hội nghị triển khai Chương trình (hoàn thành ngày 13/5/2024); "
        "hội nghị sơ kết năm (năm 2022 và năm 2023); giao ban (02 kế hoạch phối hợp, 04 kỳ)."
    )
    assert len(direction_part(report_of(row("v", "Khảo sát"), key="program")).sentences) == 1


@pytest.mark.parametrize(
    ("key", "number", "asked"),
    [
        pytest.param("2024-Q2", "II", "[Văn bản đã ban hành, hội nghị, cuộc làm việc trong quý", id="a quarter"),
        pytest.param("2024-06", "II", "[Văn bản đã ban hành, hội nghị, cuộc làm việc trong tháng", id="a month"),
        pytest.param("2024", "III", "[Công tác chỉ đạo, triển khai trong năm", id="a year"),
        pytest.param("2022..2023", "III", "[Bối cảnh, thuận lợi, khó khăn", id="several years"),
    ],
)
def test_the_place_for_direction_says_what_belongs_there(key: str, number: str, asked: str) -> None:
    use_language("vi")
    report = report_of(row("a"), key=key)
    assert direction_part(report).sentences[0].text.startswith(asked)
    assert shortcomings_number(report) == number
    assert direction_part(report._replace(texts={"direction": "Đã họp."})).sentences[0].text == "Đã họp."


def test_a_year_suggests_what_may_stand_out_within_the_marked_place() -> None:
    rows = (
        row("a", "Tham mưu Tỉnh ủy", weight=2.0, lead="syt"),
        row("b", "Xong muộn", standing="done_late", weight=2.0),
        row("c@2024", "Lặp lại", every="year", weight=3.0),
        row("d", "Việc nhẹ"),
    )
    use_language("vi")
    assert highlights_part(report_of(*rows, key="2024")).sentences[0].text == (
        "[Kết quả nổi bật trong năm: 3 đến 5 việc, tác động, gương tốt đã nhân rộng. "
        "Gợi ý từ số liệu, xóa trước khi trình: tham mưu Tỉnh ủy (Sở Y tế)]"
    )
    assert "Gợi ý" not in highlights_part(report_of(*rows)).sentences[0].text
    assert "Gợi ý" not in highlights_part(report_of(row("d"), key="2024")).sentences[0].text
