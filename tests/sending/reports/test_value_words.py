"""Values of a target and standings in the words of a paper, in one place for its body and its annex."""

import pytest

from coordplan.model import Target
from coordplan.sending.reports.value_words import paper_standing, reached_words, shortfall_words
from coordplan.text.language import use_language


@pytest.mark.parametrize(
    ("value", "target", "vietnamese", "english"),
    [
        pytest.param(6, Target(6, "lớp"), "đạt 6/6 lớp", "6/6 lớp reached", id="reached"),
        pytest.param(
            7,
            Target(6, "lớp"),
            "đạt 7 lớp, vượt chỉ tiêu 6",
            "7 lớp reached, more than the target of 6",
            id="surpassed",
        ),
        pytest.param(1, Target(4, "lớp"), "đã thực hiện 1/4 lớp", "1/4 lớp done so far", id="on the way"),
        pytest.param(2, Target(5), "đã thực hiện 2/5", "2/5 done so far", id="no unit"),
        pytest.param(
            7,
            Target(5, "vụ", 9),
            "còn 7 vụ (mục tiêu: 5; ban đầu: 9)",
            "7 vụ left (target: 5; at first: 9)",
            id="falling",
        ),
        pytest.param(
            5,
            Target(5, "vụ", 9),
            "giảm còn 5 vụ, đạt mục tiêu (5)",
            "down to 5 vụ, the target (5) reached",
            id="fallen to the target",
        ),
        pytest.param(
            0,
            Target(4, "điểm", 12),
            "không còn điểm nào (mục tiêu: 4; ban đầu: 12)",
            "no điểm left (target: 4; at first: 12)",
            id="fallen to nothing",
        ),
        pytest.param(
            0.4,
            Target(0.3, "%", 0.6),
            "còn 0,4% (mục tiêu: 0,3%; ban đầu: 0,6%)",
            "0.4% left (target: 0.3%; at first: 0.6%)",
            id="a falling rate",
        ),
        pytest.param(
            45, Target(90, "%"), "đã thực hiện 45% (mục tiêu: 90%)", "45% (target: 90%) done so far", id="a rate"
        ),
        pytest.param(1200, Target(2000, "lượt người"), "đã thực hiện 1.200/2.000 lượt người", None, id="thousands"),
    ],
)
def test_a_value_in_words(value: float, target: Target, vietnamese: str, english: str | None) -> None:
    assert english is None or reached_words(value, target) == english
    use_language("vi")
    assert reached_words(value, target) == vietnamese


@pytest.mark.parametrize(
    ("value", "target", "words"),
    [
        pytest.param(9, Target(12, "tin, bài"), "9/12 tin, bài", id="rising"),
        pytest.param(6, Target(5, "vụ", 9), "còn 6 vụ; mục tiêu: 5", id="falling"),
        pytest.param(0.4, Target(0.3, "%", 0.6), "còn 0,4%; mục tiêu: 0,3%", id="a falling rate"),
    ],
)
def test_a_value_short_of_its_target_stands_in_brackets(value: float, target: Target, words: str) -> None:
    use_language("vi")
    assert shortfall_words(value, target) == words


@pytest.mark.parametrize(
    ("standing", "term"),
    [
        ("in_progress_overdue", "chưa hoàn thành, đã quá hạn"),
        ("not_started_overdue", "chưa hoàn thành, đã quá hạn"),
        ("done_late", "hoàn thành quá hạn"),
        ("done_on_time", "hoàn thành đúng hạn"),
        ("suspended", "tạm hoãn"),
        ("cancelled", "đã hủy"),
    ],
)
def test_papers_have_one_term_for_each_standing(standing: str, term: str) -> None:
    use_language("vi")
    assert paper_standing(standing) == term
