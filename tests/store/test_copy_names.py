"""What copies are called, and which of them are kept."""

from datetime import date, datetime, timedelta

import pytest

from coordplan.store.copies.copy_names import CopyName, copies_to_keep, copy_name_at, parse_copy_name

TODAY = date(2024, 6, 30)


def copy(day: str, time: str = "080000", change: int = 1, before: str = "") -> CopyName:
    return CopyName("coordplan", date.fromisoformat(f"2024-{day}" if len(day) == 5 else day), time, change, before)


@pytest.mark.parametrize(
    ("file_name", "name"),
    [
        pytest.param("coordplan-2024-06-30-091502-41.db", copy("06-30", "091502", 41), id="the day's"),
        pytest.param(
            "coordplan-2024-06-30-091502-41-before-load.db", copy("06-30", "091502", 41, "load"), id="before a load"
        ),
        pytest.param("coordplan-2024-06-30-091502-0.db", copy("06-30", "091502", 0), id="of a file without a change"),
        pytest.param("other-2024-06-30-091502-41.db", None, id="of another file"),
        pytest.param("coordplan-b-2024-06-30-091502-41.db", None, id="of a file whose name begins the same"),
        pytest.param("coordplan-2024-02-30-091502-41.db", None, id="no such day"),
        pytest.param("coordplan-2024-06-30-091502.db", None, id="without a change"),
        pytest.param("coordplan-2024-06-30-0915-41.db", None, id="a time of four digits"),
        pytest.param("coordplan-2024-6-30-091502-41.db", None, id="a month of one digit"),
        pytest.param("coordplan-2024-06-30-091502-41-2.db", None, id="something behind it"),
        pytest.param("coordplan-2024-06-30-091502-41-before.db", None, id="before nothing"),
        pytest.param("coordplan-2024-06-30-091502-damaged.db", None, id="a damaged file that was kept aside"),
        pytest.param(".coordplan.123.new", None, id="half a copy"),
        pytest.param("coordplan-2024-06-30-091502-41.db-journal", None, id="a journal"),
        pytest.param("coordplan.db", None, id="the file itself"),
    ],
)
def test_a_name_says_what_a_copy_is(file_name: str, name: CopyName | None) -> None:
    assert parse_copy_name(file_name, "coordplan") == name
    if name is not None:
        assert name.file_name == file_name


def test_a_name_is_made_of_the_moment() -> None:
    moment = datetime(2024, 6, 30, 9, 15, 2)  # noqa: DTZ001  the office's
    assert copy_name_at("a-b", moment, 41, "load").file_name == "a-b-2024-06-30-091502-41-before-load.db"


DAILY = [copy(str(TODAY - timedelta(days=back))) for back in range(40)]


@pytest.mark.parametrize(
    ("copies", "gone"),
    [
        pytest.param([], [], id="none"),
        pytest.param(DAILY[:10], [], id="ten days"),
        pytest.param(DAILY[:11], [DAILY[10]], id="an eleventh day of the same month"),
        pytest.param(DAILY[:31], DAILY[10:30], id="the last of a month before stays"),
        pytest.param(
            [copy(f"{day:02}-01") for day in range(1, 7)] + DAILY[:10],
            [copy("06-01")],
            id="one a month, beside the days",
        ),
        pytest.param(
            [copy(f"20{year}-{month:02}-01") for year in (22, 23) for month in range(1, 13)],
            [copy(f"2022-{month:02}-01") for month in range(1, 13)],
            id="twelve months, after a long absence",
        ),
        pytest.param(
            [copy("06-03", "080000"), copy("06-03", "170000", 4)],
            [copy("06-03", "080000")],
            id="of an earlier day the last one",
        ),
        pytest.param([copy("06-30", "080000"), copy("06-30", "170000", 4)], [], id="of today all"),
        pytest.param(
            [copy("06-30", f"08000{number}", number, "load") for number in range(7)],
            [copy("06-30", f"08000{number}", number, "load") for number in range(2)],
            id="five before loads, of today too",
        ),
        pytest.param(
            [copy("06-03", "170000", 4), copy("06-03", "180000", 5, "load")]
            + [copy("06-04", f"08000{number}", 10 + number, "load") for number in range(5)],
            [copy("06-03", "180000", 5, "load")],
            id="of an earlier day rather one that nothing followed",
        ),
        pytest.param(
            [copy("06-03", "180000", 5, "load")]
            + [copy("06-04", f"08000{number}", 10 + number, "load") for number in range(5)],
            [],
            id="of a day that has no other, one before a load",
        ),
        pytest.param(
            [copy("06-03", "180000", 5, "load")] + [copy("06-30", f"08000{number}", 6, "load") for number in range(9)],
            [copy("06-30", f"08000{number}", 6, "load") for number in range(8)],
            id="of a load that is tried many times the last",
        ),
        pytest.param(
            [copy(f"2020-01-0{number}", before=what) for number in range(1, 9) for what in ("upgrade", "restore")]
            + DAILY[:10],
            [],
            id="all before an upgrade or a restore",
        ),
    ],
)
def test_which_copies_are_kept(copies: list[CopyName], gone: list[CopyName]) -> None:
    assert sorted(set(copies) - copies_to_keep(copies, TODAY)) == sorted(gone)


def test_the_latest_copy_is_always_kept() -> None:
    for number in range(1, 40):
        copies = DAILY[-number:]
        assert copies[0] in copies_to_keep(copies, TODAY), "however old it is"
