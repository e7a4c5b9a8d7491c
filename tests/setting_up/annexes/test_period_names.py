"""Months, quarters and years over columns and groups, and what a cell under one says."""

import pytest

from coordplan.setting_up.annexes.period_names import period_name, period_of_group, words_within


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("T9", "Tháng 9", id="the letter of a month"),
        pytest.param("Tháng 09", "Tháng 9", id="a month with a nought"),
        pytest.param("Th. 9", "Tháng 9", id="a month cut short"),
        pytest.param("THÁNG CHÍN", "Tháng 9", id="a month in words"),
        pytest.param("Tháng Giêng", "Tháng 1", id="the first month by its name"),
        pytest.param("Tháng mười hai", "Tháng 12", id="two words"),
        pytest.param("T9/2024", "Tháng 9/2024", id="with its year"),
        pytest.param("Tháng 9 năm 2024", "Tháng 9/2024", id="with its year in words"),
        pytest.param("9/2024", "Tháng 9/2024", id="in figures alone"),
        pytest.param("Quý II", "Quý II", id="a quarter"),
        pytest.param("Quí 3/2024", "Quý III/2024", id="a quarter in the other spelling"),
        pytest.param("Q.IV", "Quý IV", id="a quarter cut short"),
        pytest.param("6 tháng đầu năm", "6 tháng đầu năm", id="a half"),
        pytest.param("6 tháng cuối năm 2024", "6 tháng cuối năm 2024", id="the other half of a year"),
        pytest.param("Năm 2024", "Năm 2024", id="a year"),
        pytest.param("2024", "Năm 2024", id="a year in figures"),
        pytest.param("Quý I (T1-T3)", "Quý I", id="with brackets"),
        pytest.param("T13", None, id="a month there is not"),
        pytest.param("Quý V", None, id="a quarter there is not"),
        pytest.param("Tháng", None, id="without a number"),
        pytest.param("Tháng 3-5", None, id="several months"),
        pytest.param("9", None, id="a bare number"),
    ],
)
def test_a_month_a_quarter_a_year_is_known_by_its_name(text: str, words: str | None) -> None:
    found = period_name(text)
    assert (found and found.words) == words


@pytest.mark.parametrize(
    ("title", "words"),
    [
        pytest.param("THÁNG 3", "Tháng 3", id="a month"),
        pytest.param("THÁNG 3 (02 nhiệm vụ)", "Tháng 3", id="with how many"),
        pytest.param("Tháng 3/2024", "Tháng 3/2024", id="with its year"),
        pytest.param("Nhiệm vụ trọng tâm tháng 3", "Tháng 3", id="with words before"),
        pytest.param("Công việc trong quý I", "Quý I", id="a quarter with words before"),
        pytest.param("Tháng 3: cao điểm tuyên truyền", "Tháng 3", id="with words behind"),
        pytest.param("Nhiệm vụ thường xuyên", "Thường xuyên", id="what goes on"),
        pytest.param("NHIỆM VỤ HẰNG THÁNG", "Hằng tháng", id="what recurs"),
        pytest.param("Năm 2024", "Năm 2024", id="a year"),
        pytest.param("Tuyên truyền tháng 3", None, id="a content that speaks of a month"),
        pytest.param("Nhiệm vụ trọng tâm", None, id="no time"),
        pytest.param("Định hướng tuyên truyền", None, id="a content"),
    ],
)
def test_a_group_may_be_a_time(title: str, words: str | None) -> None:
    found = period_of_group(title)
    assert (found and found.words) == words


@pytest.mark.parametrize(
    ("over", "text", "words"),
    [
        pytest.param("Tháng 3", "", "Tháng 3", id="an empty cell"),
        pytest.param("Tháng 3", "x", "Tháng 3", id="a mark"),
        pytest.param("Tháng 3", "✓", "Tháng 3", id="a tick"),
        pytest.param("Tháng 3", "Trong tháng", "Tháng 3", id="within it"),
        pytest.param("Tháng 3", "20", "Ngày 20/3", id="a day"),
        pytest.param("Tháng 3", "Ngày 20", "Ngày 20/3", id="a day with its word"),
        pytest.param("Tháng 3", "Trước ngày 20", "Trước ngày 20/3", id="before a day"),
        pytest.param("Tháng 3/2024", "20", "Ngày 20/3/2024", id="a day of a month with its year"),
        pytest.param("Tháng 3", "20-25", "Từ 20/3 đến 25/3", id="days from one to another"),
        pytest.param("Tháng 3", "Từ ngày 20 đến ngày 25", "Từ 20/3 đến 25/3", id="such days in words"),
        pytest.param("Tháng 3", "5, 20", "5/3 và 20/3", id="several days"),
        pytest.param("Tháng 3", "Tuần 2", "Từ 8/3 đến 14/3", id="a week"),
        pytest.param("Tháng 3", "Tuần thứ ba", "Từ 15/3 đến 21/3", id="a week in words"),
        pytest.param("Tháng 3", "Tuần cuối", "Cuối tháng 3", id="the last week"),
        pytest.param("Tháng 3", "Giữa tháng", "Giữa tháng 3", id="a part of it"),
        pytest.param("Tháng 3", "32", None, id="no day"),
        pytest.param("Tháng 3", "20/4", None, id="a day of a month of its own"),
        pytest.param("Tháng 3", "Thường xuyên", None, id="what goes on"),
        pytest.param("Quý II", "Tháng cuối quý", "Tháng 6", id="the last month of a quarter"),
        pytest.param("Quý II", "Cuối quý", "Cuối quý II", id="the end of a quarter"),
        pytest.param("Năm 2024", "Quý II", "Quý II/2024", id="a quarter of a year"),
        pytest.param("Năm 2024", "30/6", "30/6/2024", id="a day of a year"),
    ],
)
def test_what_a_cell_says_within_a_period_is_a_deadline(over: str, text: str, words: str | None) -> None:
    period = period_name(over)
    assert period is not None
    assert words_within(period, text) == words


def test_a_day_within_what_recurs_is_a_day_of_each_time() -> None:
    period = period_of_group("Nhiệm vụ hằng tháng")
    assert period is not None
    assert [words_within(period, text) for text in ("", "25", "Trước ngày 25", "Quý II")] == [
        "Hằng tháng",
        "Ngày 25 hằng tháng",
        "Trước ngày 25 hằng tháng",
        None,
    ]
