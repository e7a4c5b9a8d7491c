"""Names in the order of the Vietnamese alphabet."""

import pytest

from coordplan.text.alphabet import alphabetical


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["Dân vận", "Di sản", "Đài Phát thanh", "Đoàn Thanh niên", "Em"], id="đ behind all of d"),
        pytest.param(["An", "Ăn", "Ân", "Ba"], id="a, ă and â"),
        pytest.param(["Em", "Ê", "Oa", "Ô", "Ơ", "Pha", "Um", "Ư", "Vu"], id="e and ê, o, ô and ơ, u and ư"),
        pytest.param(["ma", "mà", "mả", "mã", "má", "mạ", "mai"], id="tones behind letters, in their order"),
        pytest.param(["Sở Giáo dục", "Sở Y tế", "Sở Y tế dự phòng"], id="word by word"),
        pytest.param(["Quý 2", "Quý 10", "Quý ba"], id="numbers as numbers, before letters"),
        pytest.param(["Sở GD&ĐT", "Sở KH&CN", "Sở LĐ-TB&XH"], id="short titles with signs"),
    ],
)
def test_names_stand_in_the_order_of_the_alphabet(names: list[str]) -> None:
    mixed = [*names[1::2], *names[::2]]
    assert sorted(mixed, key=alphabetical) == names


def test_case_and_spelling_decide_nothing() -> None:
    assert alphabetical("SỞ Y TẾ") == alphabetical("Sở Y tế") == alphabetical("Sở Y tế")
    assert alphabetical("hoà") == alphabetical("hòa")
