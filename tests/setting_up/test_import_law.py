"""A law of annexes: taken in twice, however they are written, they bring nothing the second time."""

import unicodedata
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordplan.definitions.reading import read_definitions
from coordplan.setting_up.annexes import dialogue
from coordplan.setting_up.annexes.answer_set import GivenAnswer, option_words
from coordplan.setting_up.annexes.dialogue import ask_about
from coordplan.setting_up.annexes.findings import ImportChoices
from coordplan.setting_up.annexes.grid import grid_of
from coordplan.setting_up.annexes.layout import tables_in
from coordplan.setting_up.annexes.outcomes import outcomes
from coordplan.store.differences import StoredDefinitions
from tests.examples import examples

SHIPPED = read_definitions([Path(__file__).parent.parent.parent / "plans"]).definitions
HEADINGS = ("STT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Sản phẩm", "Ghi chú")
TITLES = ("Hội nghị giao ban", "Tập huấn 5/6 - Ngày Môi trường", "Sơ kết; tổng kết", "- Khảo sát", '=Họp "kín"', "No")
BODIES = ("Ban Tuyên giáo Tỉnh ủy", "Ban TG", "Sở GD&ĐT", "Sở Y tế", "so-khcn", "Sở Nội vụ")
DUE = (
    "Quý II",
    "Tháng 6/2023",
    "Trước 15/12",
    "30/6/2024",
    "Hằng quý",
    "6 tháng/lần",
    "Thường xuyên",
    "Từ tháng 3 đến tháng 6",
    "2024",
)
TEXTS = st.text(st.sampled_from('ab đế:#"-\n\t%'), max_size=12)


def spelt(words: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Words of a table in one of the ways in which they come."""
    ways: list[Callable[[str], str]] = [
        str,
        str.upper,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: f"  {text} ",
    ]
    return st.builds(lambda text, way: way(text), st.sampled_from(words), st.sampled_from(ways))


PARTNERS = st.builds(
    lambda names, sign: sign.join(names), st.lists(spelt(BODIES), max_size=3), st.sampled_from((", ", "; ", "\n- "))
)
ROW = st.tuples(st.just("1"), spelt(TITLES), spelt(BODIES), PARTNERS, spelt(DUE), TEXTS, TEXTS)
GROUP = st.tuples(st.just("I"), spelt(("Công tác tuyên truyền", "Tham mưu, dự báo", "Việc chung")))


@examples(60)
@given(rows=st.lists(ROW | GROUP, min_size=1, max_size=12), year=st.sampled_from((2023, 2024)))
def test_an_annex_taken_in_twice_brings_nothing_the_second_time(rows: list[tuple[str, ...]], year: int) -> None:
    tables = tables_in([grid_of("a.xlsx", "sheet", "PL", [HEADINGS, *rows])], {})
    choices = ImportChoices({"việc chung": "nd1,nd3"}, ("nd4",), year=year)
    ids = (f"gddt-{number}" for number in count(100))
    first = outcomes(tables, StoredDefinitions(SHIPPED, frozenset(), {}), "gddt", choices, ids)
    assert [finding for finding in first.findings if not finding.warning] == []
    new = [row.activity for row in first.rows]
    assert len({activity.id for activity in new}) == len(new)
    held = StoredDefinitions(SHIPPED._replace(activities=(*SHIPPED.activities, *new)), frozenset(), {})
    second = outcomes(tables, held, "gddt", choices, ids)
    assert [row.difference for row in second.rows] == [None] * len(new)
    assert sorted(row.activity.id for row in second.rows) == sorted(activity.id for activity in new)
    assert [finding for finding in second.findings if finding.rule == "near-title"] == []


def test_what_an_answer_does_not_settle_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    questions = []

    def ask(question: str, _check: Callable[[str], str], _default: str = "", **_how: object) -> str:
        questions.append(question)
        return "sớm"

    monkeypatch.setattr(dialogue, "ask", ask)
    rows = [HEADINGS, ("1", "Họp", "BTGTU", "", "bao giờ xong", "", "")]
    tables = tables_in([grid_of("a.xlsx", "sheet", "PL", rows)], {})
    given: list[GivenAnswer] = []
    ask_about(tables, SHIPPED, "gddt", ImportChoices(contents=("nd1",)), given)
    assert (len(questions), option_words(given)) == (1, ["--answer", "bao giờ xong=sớm"])
