"""Merging two copies: what each was told since they parted is in both, once, and nothing else is."""

from pathlib import Path

import pytest

from tests.store.building import Book, activity, day, definitions, entry
from tests.store.merging.two_copies import merge, parted

BASE = definitions(activity("yte-01", every="quarter"), activity("yte-02"), activity("yte-03", "q"))


@pytest.fixture
def lan(tmp_path: Path) -> Book:
    book = Book(tmp_path / "lan.db")
    book.load(BASE)
    book.record(entry("2-1", "percent", 10, "yte-02"))
    return book


@pytest.fixture
def hoa(lan: Book, tmp_path: Path) -> Book:
    return parted(lan, tmp_path / "hoa.db")


DAYS = [day(text) for text in ("2-1", "3-31", "6-30", "7-1", "12-31")]


def same(*books: Book) -> None:
    for each in DAYS:
        first, *others = (book.standings(each) for book in books)
        for other in others:
            assert other == first
    held = [book.held() for book in books]
    assert all(each == held[0] for each in held)


def test_what_each_recorded_is_in_both(lan: Book, hoa: Book) -> None:
    lan.record(entry("3-1", "done", occurrence="yte-01@2024-Q1"))
    hoa.record(entry("3-2", "done", occurrence="yte-02"))
    assert merge(lan, hoa) is not None
    assert lan.standing("3-31", "yte-01@2024-Q1") == "done_on_time"
    assert lan.standing("3-31", "yte-02") == "done_on_time"
    assert merge(hoa, lan) is not None
    same(lan, hoa)
    assert merge(lan, hoa) is None
    assert merge(hoa, lan) is None


def test_new_activities_of_one_id_get_two(lan: Book, hoa: Book) -> None:
    lan.add(activity("yte-04", title="của Lan"))
    hoa.add(activity("yte-04", title="của Hoa", after=("yte-02",)))
    hoa.record(entry("3-2", "done", occurrence="yte-04"))
    merge(lan, hoa)
    assert {each.id: each.title for each in lan.held().definitions.activities if each.id > "yte-03"} == {
        "yte-04": "của Lan",
        "yte-05": "của Hoa",
    }
    merge(hoa, lan)
    same(lan, hoa)
    assert merge(lan, hoa) is None


def test_undo_takes_all_of_a_merge_back(lan: Book, hoa: Book) -> None:
    lan.add(activity("yte-04", title="của Lan"))
    hoa.add(activity("yte-04", title="của Hoa"))
    hoa.record(entry("3-2", "done", occurrence="yte-04"))
    before = hoa.answers()
    merge(hoa, lan)
    after = hoa.answers()
    assert after != before
    number = hoa.undo()
    assert hoa.answers() == before
    hoa.undo(number)
    assert hoa.answers() == after
