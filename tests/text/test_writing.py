"""Numbers and dates as people read them."""

from datetime import date
from unicodedata import combining, east_asian_width

import pytest

from coordplan.text.language import in_language, use_language
from coordplan.text.writing import (
    _OF_ONE_COLUMN,
    closing_days_written,
    display_width,
    plain,
    rounded_part,
    write_day,
    write_number,
    write_percent,
    write_points,
    write_rate,
)


@pytest.mark.parametrize(
    ("value", "places", "vi", "en"),
    [
        pytest.param(0, None, "0", "0", id="nought"),
        pytest.param(21914, None, "21.914", "21,914", id="thousands"),
        pytest.param(1234567.5, None, "1.234.567,5", "1,234,567.5", id="millions with a decimal"),
        pytest.param(12.5, None, "12,5", "12.5", id="a half"),
        pytest.param(12.0, None, "12", "12", id="a whole number kept as a float"),
        pytest.param(0.12345, None, "0,123", "0.123", id="three decimals at the most"),
        pytest.param(-1234.5, None, "-1.234,5", "-1,234.5", id="below nought"),
        pytest.param(98.6249, 2, "98,62", "98.62", id="two places asked for"),
        pytest.param(100, 0, "100", "100", id="no places"),
    ],
)
def test_numbers_have_the_separators_of_the_language(value: float, places: int | None, vi: str, en: str) -> None:
    assert write_number(value, places) == en
    use_language("vi")
    assert write_number(value, places) == vi


@pytest.mark.parametrize(
    ("rate", "vi", "en"),
    [
        pytest.param(0.98617, "98,62%", "98.62%", id="a rate"),
        pytest.param(0.0, "0%", "0%", id="nought is a rate"),
        pytest.param(1.0, "100%", "100%", id="all"),
        pytest.param(None, "-", "-", id="nothing to divide by"),
    ],
)
def test_rates_are_percents_and_no_rate_is_a_dash(rate: float | None, vi: str, en: str) -> None:
    assert write_rate(rate) == en
    use_language("vi")
    assert write_rate(rate) == vi


@pytest.mark.parametrize(
    ("rate", "places", "written"),
    [
        pytest.param(249 / 250, 2, "99.60%", id="249 of 250"),
        pytest.param(249 / 250, 0, "99%", id="249 of 250, without decimals"),
        pytest.param(0.99996, 2, "99.99%", id="nearly all"),
        pytest.param(0.9999999999999999, 2, "99.99%", id="all but the last digit"),
        pytest.param(1.0, 0, "100%", id="all"),
        pytest.param(0.004, 0, "1%", id="little, without decimals"),
        pytest.param(0.00001, 2, "0.01%", id="little"),
        pytest.param(1e-12, 2, "0.01%", id="hardly anything"),
        pytest.param(0.0, 0, "0%", id="nothing"),
        pytest.param(0.995, 0, "99%", id="what would round up, in the middle between two"),
        pytest.param(0.985, 1, "98.5%", id="what is not near either end is rounded as ever"),
        pytest.param(0.5, 0, "50%", id="half"),
    ],
)
def test_what_is_not_all_is_never_100_percent_and_what_is_not_nothing_never_0(
    rate: float, places: int, written: str
) -> None:
    assert write_rate(rate, places) == written
    assert write_percent(rate * 100, places) == written


@pytest.mark.parametrize(
    ("percent", "written"),
    [
        pytest.param(99.6, "99.6%", id="with the decimals it has"),
        pytest.param(99.99996, "99.999%", id="nearly all"),
        pytest.param(0.0001, "0.001%", id="hardly anything"),
        pytest.param(100, "100%", id="all"),
        pytest.param(0, "0%", id="nothing"),
    ],
)
def test_a_percent_without_places_keeps_to_the_same_rule(percent: float, written: str) -> None:
    assert write_percent(percent) == written


@pytest.mark.parametrize(
    ("part", "whole", "places", "rounded"),
    [
        pytest.param(526.9999, 527, 3, 526.999, id="nearly all of a sum of weights"),
        pytest.param(0.0001, 527, 3, 0.001, id="hardly anything of it"),
        pytest.param(527, 527, 3, 527, id="all of it"),
        pytest.param(0.0004, 0.0005, 3, 0.0004, id="a whole that is smaller than its last decimal"),
        pytest.param(12.3456, 10, 2, 12.35, id="more than all is rounded as ever"),
        pytest.param(-0.004, 10, 2, 0, id="so is less than nothing"),
    ],
)
def test_a_part_is_rounded_within_its_whole(part: float, whole: float, places: int, rounded: float) -> None:
    assert rounded_part(part, whole, places) == pytest.approx(rounded, abs=1e-12)


def test_points_are_written_without_their_sign() -> None:
    assert write_points(-0.01366) == "1.37"
    use_language("vi")
    assert write_points(0.01366) == "1,37"


def test_a_difference_that_is_not_nothing_is_never_written_as_nothing() -> None:
    assert [write_points(each) for each in (0.00001, -0.00001, 0.0)] == ["0.01", "0.01", "0.00"]


@pytest.mark.parametrize(
    ("day", "vi", "en"),
    [
        pytest.param(date(2026, 6, 5), "05/6/2026", "2026-06-05", id="a day below 10"),
        pytest.param(date(2026, 2, 15), "15/02/2026", "2026-02-15", id="February has a nought"),
        pytest.param(date(2026, 1, 1), "01/01/2026", "2026-01-01", id="January has a nought"),
        pytest.param(date(2026, 3, 10), "10/3/2026", "2026-03-10", id="March has none"),
        pytest.param(date(2026, 12, 31), "31/12/2026", "2026-12-31", id="December"),
        pytest.param(None, "-", "-", id="no day"),
    ],
)
def test_days_are_written_as_an_office_writes_them(day: date | None, vi: str, en: str) -> None:
    assert write_day(day) == en
    use_language("vi")
    assert write_day(day) == vi


@pytest.mark.parametrize(
    ("text", "inert"),
    [
        pytest.param("Hội nghị", "Hội nghị", id="letters stay"),
        pytest.param("a\x1b[31mb", "a [31mb", id="an escape code loses its escape"),
        pytest.param("a\nb\tc", "a b c", id="lines become one"),
        pytest.param("a\x00b\x7fc\x9bd", "a b c d", id="other controls"),
        pytest.param("a\u202eb", "a b", id="a mark that turns the direction of writing"),
    ],
)
def test_plain_text_has_nothing_a_terminal_would_obey(text: str, inert: str) -> None:
    assert plain(text) == inert


@pytest.mark.parametrize(
    ("text", "width"),
    [
        pytest.param("gddt", 4, id="ascii"),
        pytest.param("Sở", 2, id="composed"),
        pytest.param("So\u031b\u0309", 2, id="decomposed"),
        pytest.param("日本", 4, id="letters of double width"),
        pytest.param("█░", 2, id="the cells of a bar"),
    ],
)
def test_the_width_of_a_text_is_in_columns_of_a_terminal(text: str, width: int) -> None:
    assert display_width(text) == width


def test_the_letters_of_one_column_are_those_that_unicode_says() -> None:
    for letter in map(chr, range(0x3000)):
        if _OF_ONE_COLUMN.fullmatch(letter):
            assert not combining(letter), letter
            assert east_asian_width(letter) not in "WF", letter
    assert _OF_ONE_COLUMN.fullmatch("Tổ chức 02 lớp bồi dưỡng – “nguồn”… █▒░ →")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("22-BC/BTGTU, 5/6/2024", "22-BC/BTGTU, 05/6/2024", id="at the end"),
        pytest.param("91-BC, 9/05/2024 (minh họa)", "91-BC, 09/5/2024 (minh họa)", id="before brackets"),
        pytest.param("1-BC, 5/6/2024; 2-BC, 7/2/2024", "1-BC, 05/6/2024; 2-BC, 07/02/2024", id="several"),
        pytest.param("12/5/2024/QĐ-UBND", "12/5/2024/QĐ-UBND", id="within a number"),
        pytest.param("3-BC, 31/6/2024", "3-BC, 31/6/2024", id="no day"),
    ],
)
def test_the_day_that_closes_a_document_is_written_as_an_office_writes_it(text: str, written: str) -> None:
    with in_language("vi"):
        assert closing_days_written(text) == written
    with in_language("en"):
        assert closing_days_written(text) == text
