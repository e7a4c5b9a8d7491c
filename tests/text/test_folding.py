"""Vietnamese letters made comparable."""

import unicodedata

import pytest

from coordplan.text.folding import fold, near_ids, nearest, nfc, same_name_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("Sở Y tế", "so y te", id="marks are dropped"),
        pytest.param("Đối thoại", "doi thoai", id="a capital D with stroke is d"),
        pytest.param("đường", "duong", id="d with stroke and horn together"),
        pytest.param("  Giao \t ban\n", "giao ban", id="white space becomes single spaces"),
        pytest.param("HỘI NGHỊ", "hoi nghi", id="capitals"),
        pytest.param("gddt-04", "gddt-04", id="an id is left as it is"),
        pytest.param("", "", id="nothing stays nothing"),
        pytest.param("Straße 12", "straße 12", id="other alphabets keep their letters"),
        pytest.param("ẮẰẲẴẶ ấầẩẫậ ứừửữự", "aaaaa aaaaa uuuuu", id="two marks on one letter"),
    ],
)
def test_folding_leaves_plain_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_folding_does_not_depend_on_how_letters_are_composed(form: str) -> None:
    assert fold(unicodedata.normalize(form, "Đặng Thị Hồng Vượng")) == "dang thi hong vuong"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Hòa", "Hoà", id="tone on the first or the second vowel"),
        pytest.param("Ủy ban", "Uỷ ban", id="uy"),
        pytest.param("thúy", "thuý", id="thuy"),
        pytest.param(nfc("Sở Y tế"), unicodedata.normalize("NFD", "Sở Y tế"), id="NFC and NFD"),
        pytest.param("SỞ Y TẾ", "sở y tế", id="case"),
        pytest.param("Sở  Y tế ", "Sở Y tế", id="spaces"),
        pytest.param("Khánh Hòa", unicodedata.normalize("NFD", "KHÁNH  HOÀ"), id="all at once"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert same_name_key(one) == same_name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("ban", "bạn", id="with a tone and without"),
        pytest.param("bán", "bàn", id="two tones"),
        pytest.param("đa", "da", id="d and d with stroke"),
        pytest.param("tư", "tu", id="u and u with horn"),
        pytest.param("Sở Y tế", "So Y te", id="a name is not its folding"),
        pytest.param("hoàng an", "hoang àn", id="a tone does not leave its word"),
    ],
)
def test_other_words_have_other_keys(one: str, other: str) -> None:
    assert same_name_key(one) != same_name_key(other)


@pytest.mark.parametrize(
    ("word", "near"),
    [
        pytest.param("so-gdtd", ["so-gddt"], id="two letters swapped"),
        pytest.param("giao duc", ["Giáo dục"], id="no diacritics"),
        pytest.param("xyz", [], id="nothing is close"),
        pytest.param("", [], id="nothing is asked"),
    ],
)
def test_near_words_are_found_and_far_ones_are_not(word: str, near: list[str]) -> None:
    assert list(nearest(word, ["so-gddt", "btg", "Giáo dục"])) == near


def test_the_nearest_word_comes_first_and_no_more_than_asked() -> None:
    assert nearest("gddt-01", ["gddt-11", "gddt-01", "gddt-10", "gddt-02"], most=2)[0] == "gddt-01"
    assert len(nearest("gddt-01", [f"gddt-0{number}" for number in range(9)], most=2)) == 2


TITLES = {"so-gddt": "Sở Giáo dục và Đào tạo", "so-yte": "Sở Y tế", "btg": "Ban Tuyên giáo", "": "Không có mã"}


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        pytest.param("so-gdtd", ["so-gddt"], id="the nearest id alone, where the others are far behind"),
        pytest.param("so-gte", ["so-yte"], id="a letter exchanged"),
        pytest.param("Sở Y tê", ["so-yte"], id="a title misspelt"),
        pytest.param("tuyen giao", ["btg"], id="words of a title"),
        pytest.param("xyz", [], id="nothing is near"),
        pytest.param("", [], id="nothing is asked"),
    ],
)
def test_the_nearest_ids_come_with_their_titles(wanted: str, ids: list[str]) -> None:
    assert near_ids(wanted, TITLES) == [(id_, TITLES[id_]) for id_ in ids]


@pytest.mark.parametrize("wanted", ["a-1994x", "a-194", "a-19x94", "a-1x94", "a-9194", "-1994"])
def test_among_very_many_ids_the_one_a_letter_off_is_near(wanted: str) -> None:
    assert near_ids(wanted, {f"a-{997 * number}": "" for number in range(3000)}) == [("a-1994", "")]
