"""Progress as people write it."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from coordplan.errors import Refused
from coordplan.model import Entry, Target
from coordplan.progress import Progress, done_days, is_done, is_done_sql, parse_number, parse_progress, write_target
from coordplan.text.language import use_language

CLASSES = Target(12, "lớp")
RATE = Target(95, "%", 80)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("12", 12, id="a whole number"),
        pytest.param("12,5", 12.5, id="a decimal comma"),
        pytest.param("12.5", 12.5, id="a decimal point"),
        pytest.param(",5", 0.5, id="no whole part"),
        pytest.param("1.234,5", 1234.5, id="Vietnamese thousands"),
        pytest.param("1,234.5", 1234.5, id="English thousands"),
        pytest.param("1.234.567", 1234567, id="two points are thousands"),
        pytest.param("1,234,567", 1234567, id="two commas are thousands"),
        pytest.param("0,125", 0.125, id="nothing before the comma: three decimals"),
        pytest.param("1234,567", 1234.567, id="four digits before the comma: three decimals"),
        pytest.param("-3", -3, id="below nought"),
        pytest.param("+3", 3, id="with a plus"),
    ],
)
def test_numbers_are_read_with_a_comma_or_a_point(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["1.200", "1,200", "-12.345", "999,000"])
def test_a_number_that_could_be_two_is_refused_with_both(text: str) -> None:
    with pytest.raises(ValueError, match="could be two numbers; write"):
        parse_number(text)


@pytest.mark.parametrize("text", ["", "x", "12x", "1 2", "--3", ".", "1e5", "nan", "inf"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "target", "progress"),
    [
        pytest.param("60%", None, Progress("percent", percent=60), id="a percent"),
        pytest.param("62,5 %", None, Progress("percent", percent=62.5), id="a percent with a comma and a space"),
        pytest.param("0%", None, Progress("percent", percent=0), id="nothing yet"),
        pytest.param("100%", None, Progress("percent", percent=100), id="all"),
        pytest.param("60%", CLASSES, Progress("percent", percent=60), id="a percent of what has a target"),
        pytest.param("7", CLASSES, Progress("value", value=7, bare=True), id="a value"),
        pytest.param("7 lớp", CLASSES, Progress("value", value=7), id="a value with its unit"),
        pytest.param("7lop", CLASSES, Progress("value", value=7), id="a unit without marks or space"),
        pytest.param("14 LỚP", CLASSES, Progress("value", value=14), id="more than the target"),
        pytest.param("92,5%", RATE, Progress("value", value=92.5), id="a percent of a target in percent is its value"),
        pytest.param("92.5", RATE, Progress("value", value=92.5, bare=True), id="the number alone of such a target"),
        pytest.param("150%", RATE, Progress("value", value=150), id="such a value may be over 100"),
        pytest.param("done", None, Progress("done"), id="done"),
        pytest.param("Xong", None, Progress("done"), id="done in Vietnamese"),
        pytest.param("đã hoàn thành", None, Progress("done"), id="done in three words"),
        pytest.param("hoan thanh", CLASSES, Progress("done"), id="done without marks"),
        pytest.param("suspended", None, Progress("suspended"), id="suspended"),
        pytest.param("Tạm hoãn", None, Progress("suspended"), id="suspended in Vietnamese"),
        pytest.param("tiếp tục", None, Progress("resumed"), id="resumed in Vietnamese"),
        pytest.param("hủy", None, Progress("cancelled"), id="cancelled in Vietnamese"),
        pytest.param("huỷ bỏ", None, Progress("cancelled"), id="cancelled in another spelling"),
    ],
)
def test_progress_is_read_as_it_is_meant(text: str, target: Target | None, progress: Progress) -> None:
    assert parse_progress(text, target) == progress


@pytest.mark.parametrize(
    ("text", "target", "sentence", "way_out"),
    [
        pytest.param("101%", None, "101% is more than 100%", "100% or done", id="over 100"),
        pytest.param("-5%", None, "-5% is below 0", "100% or done", id="below 0"),
        pytest.param("x%", None, '"x%" is not a percentage', "from 0 to 100", id="no number before the sign"),
        pytest.param("%", None, '"%" is not a percentage', "from 0 to 100", id="the sign alone"),
        pytest.param("60%%", None, "no target to measure it by", "60%", id="two signs"),
        pytest.param("soon", None, '"soon" cannot be read as progress', "60%, done", id="a word"),
        pytest.param("", None, '"" cannot be read as progress', "60%, done", id="nothing"),
        pytest.param("60", None, "no target to measure it by", "60%", id="a number without a target"),
        pytest.param(
            "7 trường", CLASSES, "in another unit; the target is 12 lớp", "the unit of the target", id="another unit"
        ),
        pytest.param("120 người", Target(4, "lớp"), "another unit", "the unit of the target", id="people for classes"),
        pytest.param("3 lớp, 120 học viên", CLASSES, "another unit", "alone: 3 lớp", id="the unit, and another beside"),
        pytest.param("3/4 lớp", CLASSES, "another unit", "alone: 3 lớp", id="so many of so many with the unit"),
        pytest.param("3 trường, 2 lớp, 1 lớp", CLASSES, "another unit", "the unit of the", id="two amounts in it"),
        pytest.param("1.200", CLASSES, "could be two numbers; write 1200 or 1.2", "", id="a number that could be two"),
    ],
)
def test_progress_that_cannot_be_is_refused_with_what_would_be_right(
    text: str, target: Target | None, sentence: str, way_out: str
) -> None:
    with pytest.raises(Refused) as refused:
        parse_progress(text, target)
    assert sentence in refused.value.sentence
    assert way_out in refused.value.way_out


def test_a_target_is_written_with_its_unit_and_where_it_falls_from() -> None:
    assert write_target(CLASSES) == "12 lớp"
    assert write_target(Target(1500)) == "1,500"
    assert write_target(Target(2.5, "%", 8)) == "2.5 % (from 8)"
    use_language("vi")
    assert write_target(Target(1500.5)) == "1.500,5"


FALLING = Target(5, "%", 20)


@pytest.mark.parametrize(
    ("observed", "target", "done"),
    [
        pytest.param(Progress("done"), None, True, id="called done"),
        pytest.param(Progress("done"), CLASSES, True, id="called done short of its target"),
        pytest.param(Progress("percent", percent=100), None, True, id="100%"),
        pytest.param(Progress("percent", percent=99.9), None, False, id="not quite 100%"),
        pytest.param(Progress("percent", percent=0), CLASSES, False, id="nothing yet"),
        pytest.param(Progress("value", value=12), CLASSES, True, id="the target"),
        pytest.param(Progress("value", value=14), CLASSES, True, id="more than the target"),
        pytest.param(Progress("value", value=11.9), CLASSES, False, id="less than the target"),
        pytest.param(Progress("value", value=0), CLASSES, False, id="no value yet"),
        pytest.param(Progress("value", value=95), RATE, True, id="the target, from a baseline"),
        pytest.param(Progress("value", value=94), RATE, False, id="between the baseline and the target"),
        pytest.param(Progress("value", value=5), FALLING, True, id="as low as the target"),
        pytest.param(Progress("value", value=4), FALLING, True, id="lower than the target"),
        pytest.param(Progress("value", value=6), FALLING, False, id="not as low as the target"),
        pytest.param(Progress("value", value=25), FALLING, False, id="higher than where it falls from"),
        pytest.param(Progress("value", value=12), None, False, id="a value without a target"),
        pytest.param(Progress("value", value=12), Target(12, "lớp", 12), False, id="a target that is its baseline"),
        pytest.param(Progress("suspended"), CLASSES, False, id="no progress at all"),
    ],
)
def test_what_is_done_is_decided_alike_in_python_and_sql(observed: Progress, target: Target | None, done: bool) -> None:
    assert is_done(observed, target) is done
    query = f"""
        SELECT {is_done_sql("e", "o")}
        FROM (SELECT :kind AS kind, :percent AS percent, :value AS value) AS e
        CROSS JOIN (SELECT CAST(:target AS REAL) AS target, CAST(:baseline AS REAL) AS baseline) AS o"""
    values = observed._asdict() | {"target": target and target.value, "baseline": target and target.baseline}
    with closing(sqlite3.connect(":memory:")) as connection:
        assert connection.execute(query, values).fetchone() == (int(done),)


@pytest.mark.parametrize(
    ("entries", "days"),
    [
        pytest.param([], [], id="nothing recorded"),
        pytest.param([("10", 100)], ["10"], id="done on one day"),
        pytest.param([("10", 100), ("12", 50)], [], id="taken back on a later day"),
        pytest.param([("10", 100), ("12", 50), ("14", 100)], ["14"], id="done again after a break"),
        pytest.param([("10", 100), ("12", 50), ("12", 100)], ["10", "12"], id="corrected on the day of the break"),
        pytest.param([("10", 100), ("12", 100), ("12", 50)], [], id="the correction says it is not done"),
        pytest.param([("12", 50), ("12", 100), ("10", 100)], ["10", "12"], id="in whatever order of days"),
    ],
)
def test_of_two_for_one_day_the_earlier_recorded_is_no_break_in_a_run_of_done(
    entries: list[tuple[str, float]], days: list[str]
) -> None:
    recorded = [
        ((date(2024, 6, int(day)), "", number), Entry("a", date(2024, 6, int(day)), "percent", percent))
        for number, (day, percent) in enumerate(entries)
    ]
    assert done_days(recorded[::-1], None) == [date(2024, 6, int(day)) for day in days]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("đã mở 3 lớp quý này", 3),
        ("thêm 2 lớp", 2),
        ("2 lớp nữa", 2),
        ("trong quý 1/2025 mở 2,5 lớp cho 120 học viên", 2.5),
        ("chưa mở 3 lớp", None),
        ("còn 3 lớp", None),
        ("3/12 lớp", None),
        ("mở 2 - 3 lớp", None),
        ("từ 2 đến 3 lớp", None),
        ("lũy kế 8 lớp", None),
        ("mở 3 lớp, 2 lớp", None),
        ("mở 3 lớp học", 3),
        ("mở 3 khóa", None),
        ("mở 3 lớpx", None),
        ("-1 lớp", None),
    ],
)
def test_an_amount_that_adds_up_may_stand_among_words(text: str, value: float | None) -> None:
    sums = CLASSES._replace(sums=True)
    if value is None:
        with pytest.raises(Refused):
            parse_progress(text, sums)
    else:
        assert parse_progress(text, sums) == Progress("value", value=value)
    if "lớp" in text and text[0].isalpha():
        with pytest.raises(Refused):
            parse_progress(text, CLASSES)
