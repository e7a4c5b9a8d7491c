"""Letters of before Unicode: recognised by fonts and by words, and turned into those of today."""

from pathlib import Path
from unicodedata import normalize

import pytest
import yaml

from coordplan.text.old_letters import (
    FontLetters,
    OldLetters,
    in_unicode,
    is_written_in,
    letters_of_font,
    letters_of_words,
)

SHIPPED = Path(__file__).parents[2] / "plans"


@pytest.mark.parametrize(
    ("old", "letters", "text"),
    [
        pytest.param("Néi dung c«ng viÖc", "TCVN3", "Nội dung công việc", id="TCVN3"),
        pytest.param(
            "®¬n vÞ phèi hîp, tr­êng", "TCVN3", "đơn vị phối hợp, trường", id="TCVN3 with a soft hyphen as a letter"
        ),
        pytest.param("CéNG HOµ, TØNH ñY", "TCVN3", "CỘNG HOÀ, TỈNH ỦY", id="TCVN3 capitals by the letters beside them"),
        pytest.param("Noäi dung coâng vieäc", "VNI", "Nội dung công việc", id="VNI"),
        pytest.param(
            "ñôn vò phoái hôïp, tröôøng", "VNI", "đơn vị phối hợp, trường", id="VNI with letters by themselves"
        ),
        pytest.param("TÆNH UÛY, SÔÛ Y TEÁ", "VNI", "TỈNH ỦY, SỞ Y TẾ", id="VNI capitals"),
        pytest.param(
            "Quyù IV, kyø, ngaøy, thöïc hieän", "VNI", "Quý IV, kỳ, ngày, thực hiện", id="VNI signs beside y and ư"
        ),
    ],
)
def test_old_letters_become_those_of_today(old: str, letters: OldLetters, text: str) -> None:
    assert in_unicode(old, letters) == text
    assert letters_of_words([old], alone=True) == letters


def test_a_font_of_capitals_shows_all_as_such() -> None:
    assert in_unicode("tØnh ñy kh¸nh hßa", *FontLetters("TCVN3", capitals=True)) == "TỈNH ỦY KHÁNH HÒA"


@pytest.mark.parametrize(
    ("font", "letters"),
    [
        (".VnTime", FontLetters("TCVN3")),
        (".VnArialH", FontLetters("TCVN3", capitals=True)),
        (".VNTIMEH", FontLetters("TCVN3", capitals=True)),
        ("VNI-Times", FontLetters("VNI")),
        ("Times New Roman", None),
        ("", None),
    ],
)
def test_a_font_tells_its_letters(font: str, letters: FontLetters | None) -> None:
    assert letters_of_font(font) == letters


@pytest.mark.parametrize(
    "text",
    [
        *("Café", "Noël", "Zürich", "×", "·", "®", "30°C", "m²", "“Nhà”", "3×4"),
        *("Đắk Lắk", "Krông Pa", "Xơ Đăng", "Gié-Triêng", "HĐND tỉnh", "HÐND", "GD&ĐT"),
        *("côt mốc", "hoăc", "quôc", "tién độ", "cuả", "taị", "khoẻ", "Quý II", "vụ"),  # slips of typing too
    ],
)
def test_other_words_are_as_they_stand(text: str) -> None:
    assert letters_of_words([text], alone=True) is None


def test_no_title_of_the_shipped_plans_is_taken_for_old_letters() -> None:
    texts = {each for path in SHIPPED.glob("*.yaml") for each in words_in(yaml.safe_load(path.read_text("utf-8")))}
    assert [text for text in texts if letters_of_words([text], alone=True)] == []
    assert letters_of_words(texts) is None


def words_in(value: object) -> list[str]:
    if isinstance(value, str):
        return [normalize("NFC", value)]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in words_in(part)]


def test_a_word_that_could_be_either_is_told_by_the_others() -> None:
    assert letters_of_words(["lín", "cã"], alone=True) is None
    assert letters_of_words(["lín", "cã", "viÖc", "tØnh"]) == "TCVN3"
    assert is_written_in("cã", "TCVN3")
    assert not is_written_in("có việc", "TCVN3")
    assert not is_written_in("×", "TCVN3")  # in a column of months
