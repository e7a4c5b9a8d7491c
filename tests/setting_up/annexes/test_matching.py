"""Which activity of a plan each row is, so that nothing is doubled."""

from collections.abc import Sequence
from datetime import date

from coordplan.model import Activity, Definitions
from coordplan.setting_up.annexes.annex import parse_annex
from coordplan.setting_up.annexes.findings import ImportChoices
from coordplan.setting_up.annexes.grid import grid_of
from coordplan.setting_up.annexes.layout import tables_in
from coordplan.setting_up.annexes.matching import Matches, match_rows, title_key


def activity(id_: str, title: str, due: date | None = None) -> Activity:
    return Activity(id_, "gddt", title, ("nd1",), "btg", due_on=due, every=None if due else "quarter")


def pairs(known: Definitions, rows: Sequence[Sequence[str]], *activities: Activity) -> Matches:
    grid = grid_of("a.csv", "csv", "", [["Nội dung", "Thời gian", "Chủ trì", "id"], *rows])
    annex = parse_annex(tables_in([grid], {}), known, ImportChoices(contents=("nd1",), lead="btg"))
    return match_rows(annex.proposals, activities)


def ids(found: Matches) -> list[str | None]:
    return [None if old is None else old.id for _proposal, old in found.pairs]


def test_a_row_is_the_activity_of_its_title_in_any_spelling(shipped: Definitions) -> None:
    found = pairs(shipped, [["GIAO BAN QUÝ.", "6/2024"], ["Sơ kết", "6/2024"]], activity("gddt-01", "Giao ban, quý"))
    assert ids(found) == ["gddt-01", None]
    assert title_key("Hòa  bình!") == title_key("hoà BÌNH")


def test_an_id_comes_before_the_title(shipped: Definitions) -> None:
    first, second = activity("gddt-01", "Giao ban"), activity("gddt-02", "Sơ kết")
    found = pairs(shipped, [["Sơ kết", "6/2024", "", "gddt-01"], ["Sơ kết", "7/2024", "", ""]], first, second)
    assert ids(found) == ["gddt-01", "gddt-02"]


def test_of_several_with_one_title_that_with_the_same_due_date_is_meant(shipped: Definitions) -> None:
    june, july = activity("gddt-01", "Giao ban", date(2024, 6, 30)), activity("gddt-02", "Giao ban", date(2024, 7, 31))
    quarterly = activity("gddt-03", "Giao ban")
    rows = [["Giao ban", "Hằng quý"], ["Giao ban", "7/2024"], ["Giao ban", "5/2024"], ["Giao ban", "4/2024"]]
    assert ids(pairs(shipped, rows, june, july, quarterly)) == ["gddt-03", "gddt-02", "gddt-01", None]


def test_a_row_that_says_the_same_as_one_before_is_taken_once(shipped: Definitions) -> None:
    found = pairs(shipped, [["Giao ban", "6/2024"], ["Sơ kết", "6/2024"], ["Giao ban", "6/2024"]])
    assert len(found.pairs) == 2
    assert [(each.rule, each.place.cell, each.warning) for each in found.findings] == [("doubled-row", "A4", True)]


def test_two_rows_of_one_title_with_other_deadlines_are_both_taken_with_a_warning(shipped: Definitions) -> None:
    found = pairs(shipped, [["Giao ban", "6/2024"], ["giao ban", "12/2024"]])
    assert len(found.pairs) == 2
    assert [(each.rule, each.place.cell) for each in found.findings] == [("same-title", "A3")]


def test_a_title_much_like_another_is_new_with_a_warning(shipped: Definitions) -> None:
    old = activity("gddt-01", "Tập huấn nghiệp vụ tuyên truyền cho cán bộ quản lý trường học")
    near = "Tập huấn nghiệp vụ tuyên truyền cho cán bộ quản lý nhà trường"
    found = pairs(shipped, [[near, "6/2024"], ["Sơ kết", "6/2024"]], old)
    assert ids(found) == [None, None]
    assert [(each.rule, each.place.cell) for each in found.findings] == [("near-title", "A2")]
    assert pairs(shipped, [[near, "6/2024"], [old.title, "6/2024"]], old).findings == (), (
        "the other one is named itself"
    )


def test_rows_without_a_title_are_none_of_another(shipped: Definitions) -> None:
    found = pairs(shipped, [["", "6/2024", "BTGTU"], ["", "6/2024", "BTGTU"]], activity("gddt-01", "x"))
    assert ids(found) == [None, None]
    assert found.findings == ()
