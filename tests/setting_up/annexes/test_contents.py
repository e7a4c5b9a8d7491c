"""The contents of the program that a group or a cell means."""

import pytest

from coordplan.model import Definitions
from coordplan.setting_up.annexes.contents import find_contents
from coordplan.text.folding import same_name_key


@pytest.mark.parametrize(
    ("text", "number", "ids"),
    [
        pytest.param("nd2", "", ["nd2"], id="an id"),
        pytest.param("2", "", ["nd2"], id="a number"),
        pytest.param("II", "", ["nd2"], id="a roman number"),
        pytest.param("Nội dung 3", "", ["nd3"], id="the word and a number"),
        pytest.param("NỘI DUNG III", "", ["nd3"], id="the word and a roman number"),
        pytest.param("Nội dung 2: Tham mưu cho Tỉnh ủy", "", ["nd2"], id="the word, a number, a title"),
        pytest.param("ND 1, ND 3", "", ["nd1", "nd3"], id="several"),
        pytest.param("I và III", "", ["nd1", "nd3"], id="several with and"),
        pytest.param("nd1; nd2\nnd4", "", ["nd1", "nd2", "nd4"], id="several on lines"),
        pytest.param("Tham mưu, dự báo", "", ["nd2"], id="the short title, which has a comma"),
        pytest.param("CÔNG TÁC THAM MƯU, DỰ BÁO", "II", ["nd2"], id="the short title with more words"),
        pytest.param("Công tác định hướng tuyên truyền", "", ["nd1"], id="words of the title"),
        pytest.param("Đấu tranh, phản bác thông tin sai", "IV", ["nd4"], id="words of the title, and its number"),
        pytest.param("Nhân rộng các điển hình", "III", ["nd3"], id="some words, and its number"),
        pytest.param("Nhiệm vụ thường xuyên", "II", [], id="other words with a number alone"),
        pytest.param("Công tác chung", "", [], id="other words"),
        pytest.param("Nội dung 9", "", [], id="a number there is not"),
        pytest.param("nd1, nd9", "", [], id="one that there is not"),
        pytest.param("", "", [], id="nothing"),
    ],
)
def test_a_content_is_known_by_id_number_or_words(text: str, number: str, ids: list[str], shipped: Definitions) -> None:
    assert list(find_contents(text, shipped.contents, {}, number).ids) == ids


def test_what_is_not_sure_comes_with_the_likeliest(shipped: Definitions) -> None:
    assert find_contents("Việc khác", shipped.contents, {}, "II").candidates == ("nd2",)
    assert find_contents("Khen, tuyên truyền", shipped.contents, {}).candidates == ("nd1", "nd3")


def test_an_answer_comes_first(shipped: Definitions) -> None:
    answers = {same_name_key("Công tác chung"): "nd1, nd2"}
    assert find_contents("CÔNG TÁC CHUNG", shipped.contents, answers).ids == ("nd1", "nd2")


def test_a_program_without_contents_means_none() -> None:
    assert find_contents("I", (), {}).ids == ()
