"""Words that people type for what has a code, and those of which nothing is guessed."""

import pytest

from coordplan.errors import Refused
from coordplan.model import DONE, OPEN, OVERDUE
from coordplan.progress import parse_progress
from coordplan.seeing.rating import COLOURS
from coordplan.seeing.why.values import EXPLAINED_FIGURES
from coordplan.text.language import use_language
from coordplan.text.typed_words import (
    TYPED_CHOICES,
    TYPED_COLOURS,
    TYPED_FIGURES,
    TYPED_PROGRESS,
    TYPED_STANDINGS,
    TYPED_TIMES,
    Table,
    code_typed,
    meanings_of,
    typed_key,
    yes_or_no_typed,
)

TABLES = {
    "progress": TYPED_PROGRESS,
    "standings": TYPED_STANDINGS,
    "ratings": TYPED_COLOURS,
    "figures": TYPED_FIGURES,
    "other times": TYPED_TIMES,
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_no_word_of_a_table_means_two_things(table: Table) -> None:
    meaning: dict[str, str] = {}
    for code, words in table.items():
        for word in (code, *words):
            assert meaning.setdefault(typed_key(word), code) == code, word
            assert meanings_of(word, table) == []


def test_the_tables_have_every_code() -> None:
    assert {*DONE, *OPEN, *OVERDUE} <= {*TYPED_STANDINGS}
    assert {*COLOURS, "computed"} == {*TYPED_COLOURS}
    assert {*TYPED_FIGURES} <= {*EXPLAINED_FIGURES}


@pytest.mark.parametrize(
    ("table", "typed", "code"),
    [
        pytest.param(TYPED_PROGRESS, "Hoàn tất", "done", id="progress: another word for done"),
        pytest.param(TYPED_PROGRESS, "ht", "done", id="progress: an abbreviation"),
        pytest.param(TYPED_PROGRESS, "da-hoan-thanh", "done", id="progress: hyphens, no marks"),
        pytest.param(TYPED_PROGRESS, "tạmngừng", "suspended", id="progress: no blank"),
        pytest.param(TYPED_PROGRESS, "hoãn", "suspended", id="progress: marks decide"),
        pytest.param(TYPED_PROGRESS, "THỰC HIỆN LẠI", "resumed", id="progress: capitals"),
        pytest.param(TYPED_PROGRESS, "không thực hiện nữa", "cancelled", id="progress: a phrase"),
        pytest.param(TYPED_STANDINGS, "trễ hạn", "overdue", id="standing: overdue"),
        pytest.param(TYPED_STANDINGS, "chưa hoàn thành", "open", id="standing: open"),
        pytest.param(TYPED_STANDINGS, "còn phải làm", "open", id="standing: the old words for open"),
        pytest.param(TYPED_STANDINGS, "trước hạn", "done_on_time", id="standing: on time"),
        pytest.param(TYPED_STANDINGS, "xong muộn", "done_late", id="standing: late"),
        pytest.param(TYPED_STANDINGS, "đang thực hiện, quá hạn", "in_progress_overdue", id="standing: as shown"),
        pytest.param(TYPED_STANDINGS, "đang thực hiện nhưng quá hạn", "in_progress_overdue", id="standing: as before"),
        pytest.param(TYPED_STANDINGS, "chưa thực hiện và quá hạn", "not_started_overdue", id="standing: so too"),
        pytest.param(TYPED_STANDINGS, "in-progress", "in_progress", id="standing: a code with a hyphen"),
        pytest.param(TYPED_STANDINGS, "chưa tới kỳ", "upcoming", id="standing: upcoming"),
        pytest.param(TYPED_STANDINGS, "không có hạn", "ongoing", id="standing: ongoing"),
        pytest.param(TYPED_COLOURS, "mức vàng", "amber", id="rating: with its noun"),
        pytest.param(TYPED_COLOURS, "tự động", "computed", id="rating: by the rules"),
        pytest.param(TYPED_FIGURES, "tỉ lệ", "due_rate", id="figure: the other spelling"),
        pytest.param(TYPED_FIGURES, "Tiến độ", "progress", id="figure: progress"),
        pytest.param(TYPED_FIGURES, "điểm phần trăm", "points", id="figure: points"),
        pytest.param(TYPED_TIMES, "cùng kỳ", "last-year", id="compare: the year before"),
        pytest.param(TYPED_TIMES, "kỳ trước", "last-period", id="compare: the period before"),
        pytest.param(TYPED_STANDINGS, "xanh", None, id="a word of another table"),
    ],
)
def test_a_word_means_a_code(table: Table, typed: str, code: str | None) -> None:
    assert code_typed(typed, table) == code


@pytest.mark.parametrize(
    ("choices", "typed", "code"),
    [
        pytest.param(["plan", "year", "period"], "quý", "period", id="the quarters of a status"),
        pytest.param(["month", "quarter"], "quý", "quarter", id="the quarters of a curve"),
        pytest.param(["plan", "lead"], "cơ quan chủ trì", "lead", id="who leads"),
        pytest.param(["overdue", "due-soon"], "sắp đến hạn", "due-soon", id="due soon"),
        pytest.param(["close", "reopen", "list"], "mở lại", "reopen", id="a deed"),
        pytest.param(["table", "json"], "JSON", "json", id="capitals"),
    ],
)
def test_a_word_means_one_of_the_choices(choices: list[str], typed: str, code: str) -> None:
    assert code_typed(typed, TYPED_CHOICES, choices) == code


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        pytest.param("hoan", "xong (done); tạm hoãn (suspended)", id="hoàn or hoãn"),
        pytest.param("dung", "tạm hoãn (suspended); hủy (cancelled)", id="đúng or dừng"),
        pytest.param("Dừng", "tạm hoãn (suspended); hủy (cancelled)", id="to stop"),
        pytest.param("ngừng", "tạm hoãn (suspended); hủy (cancelled)", id="to end"),
    ],
)
def test_what_may_mean_several_things_is_refused_with_the_choices(typed: str, names: str) -> None:
    use_language("vi")
    with pytest.raises(Refused) as refused:
        parse_progress(typed, None)
    assert refused.value.sentence == f'"{typed}" có thể hiểu theo nhiều nghĩa.'
    assert refused.value.way_out.startswith(f"Cần ghi một trong: {names}")


def test_late_is_no_progress_and_not_yet_due_no_standing() -> None:
    with pytest.raises(Refused, match="cannot be read as progress"):
        parse_progress("chậm", None)
    assert code_typed("chưa đến hạn", TYPED_STANDINGS) is None
    assert meanings_of("chưa đến hạn", TYPED_STANDINGS) == ["in_progress", "upcoming"]
    assert meanings_of("chậm", TYPED_STANDINGS) == ["overdue", "done_late"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *((word, True) for word in ("có", "C", "y", "Yes", "đồng ý", "phải", "rồi", "OK", "vâng", "x", "✓", "đúng")),
        *((word, False) for word in ("không", "k", "ko", "N", "no", "chưa")),
        *((word, None) for word in ("dung", "", "có lẽ", "1")),
    ],
)
def test_yes_and_no(typed: str, meant: bool | None) -> None:
    assert yes_or_no_typed(typed) is meant
