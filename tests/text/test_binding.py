"""Where a line of a paper may end."""

import pytest

from coordplan.text.binding import bound, phrases
from coordplan.text.language import in_language


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("đến ngày 30/6/2024", "đến ngày_30/6/2024", id="a day"),
        pytest.param("Trong quý II năm 2024, có", "Trong quý_II_năm_2024, có", id="a quarter with its year"),
        pytest.param("tháng 12/2023 có", "tháng_12/2023 có", id="a month"),
        pytest.param("có 06 lượt nhiệm vụ", "có 06_lượt nhiệm vụ", id="a count"),
        pytest.param("Công văn số 12-CV/BTGTU", "Công văn số_12=CV/BTGTU", id="a number and its code"),
        pytest.param("163-TB/BTGTU, 27/6/2024", "163=TB/BTGTU, 27/6/2024", id="a document"),
        pytest.param("Sở Y tế và Sở GD&ĐT", "Sở_Y_tế và Sở_GD&ĐT", id="names"),
        pytest.param("Sở LĐ-TB&XH giảm", "Sở_LĐ=TB&XH giảm", id="a name with a hyphen"),
        pytest.param("giai đoạn 2022-2025", "giai_đoạn_2022-2025", id="the years of a program"),
        pytest.param("quyết tâm, số liệu", "quyết tâm, số liệu", id="words alone"),
    ],
)
def test_what_belongs_together_is_bound(text: str, shown: str) -> None:
    assert bound(text).replace("\u00a0", "_").replace("\u2011", "=") == shown


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param(
            "vi",
            "kết quả năm 2023 thực hiện Chương trình phối hợp công tác giai đoạn 2022-2025; nhiệm vụ năm 2024",
            [
                "kết quả năm 2023",
                "thực hiện Chương trình phối hợp công tác",
                "giai đoạn 2022-2025;",
                "nhiệm vụ năm 2024",
            ],
            id="a year and the next",
        ),
        pytest.param(
            "vi",
            "kết quả 6 tháng đầu năm 2024 thực hiện Kế hoạch phối hợp với Sở Y tế",
            ["kết quả 6 tháng đầu năm 2024", "thực hiện Kế hoạch phối hợp", "với Sở Y tế"],
            id="a half year",
        ),
        pytest.param(
            "en",
            "results for the second quarter of 2024 under Coordination plan with the Department of Health",
            ["results", "for the second quarter of 2024 under Coordination plan", "with the Department of Health"],
            id="English",
        ),
    ],
)
def test_a_heading_breaks_between_phrases(language: str, text: str, expected: list[str]) -> None:
    with in_language(language):
        assert phrases(text) == expected
