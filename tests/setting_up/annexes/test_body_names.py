"""Organizations as offices write them: names, short names, abbreviations, several in one cell."""

import unicodedata

import pytest

from coordplan.model import Definitions
from coordplan.setting_up.annexes.body_names import BodyNames, places_of
from coordplan.text.folding import same_name_key


@pytest.fixture(scope="module")
def bodies(shipped: Definitions) -> BodyNames:
    return BodyNames(shipped.organizations, shipped.plans, places_of(shipped.profiles))


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Sở Y tế", "so-yte"),
        ("SỞ Y TẾ", "so-yte"),
        ("so y te", "so-yte"),
        ("so-yte", "so-yte"),
        ("Sở Y tế.", "so-yte"),
        ("Sở Y tế tỉnh", "so-yte"),
        ("Sở Y tế tỉnh Khánh Hòa", "so-yte"),
        ("Sở Y tế Khánh Hòa", "so-yte"),
        ("SỞ Y TẾ KHÁNH HOÀ", "so-yte"),
        ("Sở Y tế KH", "so-yte"),
        ("Sở GD&ĐT Khánh Hòa", "so-gddt"),
        ("Ban Tuyên giáo Tỉnh ủy Khánh Hòa", "btg"),
        ("Y tế", "so-yte"),
        ("SYT", "so-yte"),
        ("Sở GD&ĐT", "so-gddt"),
        ("Sở GDĐT", "so-gddt"),
        ("Sở GD-ĐT", "so-gddt"),
        ("Sở GD và ĐT", "so-gddt"),
        ("Sở Giáo dục & Đào tạo", "so-gddt"),
        ("Sở Giáo dục-Đào tạo", "so-gddt"),
        ("Sở GDĐT tỉnh Khánh Hòa", "so-gddt"),
        ("SGDĐT", "so-gddt"),
        ("Sở LĐ-TB&XH", "so-ldtbxh"),
        ("Sở LĐTBXH", "so-ldtbxh"),
        ("Sở Lao động - TB và XH", "so-ldtbxh"),
        ("Sở Lao động, Thương binh và Xã hội", "so-ldtbxh"),
        ("Sở VHTT", "so-vhtt"),
        ("Sở VH&TT", "so-vhtt"),
        ("Sở VHTTDL", "so-vhttdl"),
        ("Sở VHTT&DL", "so-vhttdl"),
        ("Sở TT&TT", "so-tttt"),
        ("TT&TT", "so-tttt"),
        ("Sở KHCN", "so-khcn"),
        ("Sở TN&MT", "so-tnmt"),
        ("BTGTU", "btg"),
        ("Ban TG", "btg"),
        ("Ban TGTU", "btg"),
        ("Ban Tuyên giáo", "btg"),
        ("Ban Tuyên giáo Tỉnh uỷ", "btg"),
        ("Ban TG và DV", "btgdv"),
        ("BCSĐ UBND tỉnh", "bcsd-ubnd"),
        ("Đảng uỷ UBND tỉnh", "dang-uy-ubnd"),
    ],
)
def test_a_body_is_found_by_what_offices_call_it(text: str, id_: str, bodies: BodyNames) -> None:
    assert bodies.find(text) == (id_,)
    assert bodies.find(unicodedata.normalize("NFD", text.upper())) == (id_,)


@pytest.mark.parametrize(
    "text", ["", "Sở", "Ban", "UBND tỉnh", "Tỉnh ủy", "Công an tỉnh", "Sở Tài chính", "Sở Y", "Sở GD", "tế", "x" * 5000]
)
def test_other_words_are_no_body(text: str, bodies: BodyNames) -> None:
    assert bodies.find(text) == ()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Ban Tuyên giáo Tỉnh ủy, Sở Y tế", ["btg", "so-yte"]),
        ("Sở Y tế; Sở GD&ĐT", ["so-yte", "so-gddt"]),
        ("Sở Y tế và Sở GD&ĐT", ["so-yte", "so-gddt"]),
        ("Sở Y tế - Sở GD&ĐT", ["so-yte", "so-gddt"]),
        ("Sở Y tế – Sở GD&ĐT", ["so-yte", "so-gddt"]),
        ("Sở Y tế/Sở GD&ĐT", ["so-yte", "so-gddt"]),
        ("Sở Y tế & Sở GD&ĐT", ["so-yte", "so-gddt"]),
        ("- Sở Y tế\n- Sở GD&ĐT", ["so-yte", "so-gddt"]),
        ("• Sở Y tế\n• Sở GD&ĐT;", ["so-yte", "so-gddt"]),
        ("Phối hợp: Sở Y tế, Sở GD&ĐT", ["so-yte", "so-gddt"]),
        ("Phối hợp với Sở Y tế", ["so-yte"]),
        ("Đơn vị phối hợp: Sở Y tế", ["so-yte"]),
        ("Chủ trì: Sở Y tế", ["so-yte"]),
        ("Các sở: Y tế, GD&ĐT, TT&TT", ["so-yte", "so-gddt", "so-tttt"]),
        ("Sở Y tế, Sở Y tế", ["so-yte"]),
        ("Sở Lao động - Thương binh và Xã hội và Sở Y tế", ["so-ldtbxh", "so-yte"]),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Văn hóa và Thể thao", ["so-vhttdl", "so-vhtt"]),
        ("Sở Văn hóa và\nThể thao", ["so-vhtt"]),
        ("Sở Giáo dục\nvà Đào tạo", ["so-gddt"]),
        ("", []),
        (" ; , - ", []),
    ],
)
def test_several_bodies_of_a_cell_are_told_apart(text: str, ids: list[str], bodies: BodyNames) -> None:
    assert [named.id for named in bodies.names_in(text)] == ids


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Ngành Y tế", "so-yte"),
        ("ngành giáo dục và đào tạo tỉnh", "so-gddt"),
        ("Ngành GD&ĐT", "so-gddt"),
        ("ngành LĐTBXH", "so-ldtbxh"),
        ("Ngành Giáo dục", "so-gddt"),
        ("Sở Giáo dục", "so-gddt"),
        ("Sở Lao động Khánh Hòa", "so-ldtbxh"),
        ("Sở Tài nguyên", "so-tnmt"),
        ("các cơ quan báo chí", "bao-chi"),
        ("Cơ quan báo chí", "bao-chi"),
        ("Các cơ quan báo chí của tỉnh", "bao-chi"),
        ("các cơ quan báo chí trên địa bàn tỉnh", "bao-chi"),
    ],
)
def test_a_field_of_work_or_the_beginning_of_a_name_is_taken_for_the_one_body_and_that_is_said(
    text: str, id_: str, bodies: BodyNames
) -> None:
    (named,) = bodies.names_in(text)
    assert (named.id, named.guessed) == (id_, True)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Sở Y tế Ninh Thuận", ("so-yte",)),
        ("Sở Y tế tỉnh Lâm Đồng", ("so-yte",)),
        ("Văn phòng Sở Y tế", ("so-yte",)),
        ("Sở Văn hóa", ("so-vhtt", "so-vhttdl")),
        ("Ngành Văn hóa", ("so-vhtt", "so-vhttdl")),
        ("Ngành Môi trường", ("so-tnmt", "so-nnmt")),
    ],
)
def test_a_body_that_is_not_certain_is_proposed(text: str, candidates: tuple[str, ...], bodies: BodyNames) -> None:
    (named,) = bodies.names_in(text)
    assert (named.id, named.candidates[: len(candidates)]) == (None, candidates)


@pytest.mark.parametrize("text", ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh", "UBND tỉnh"])
def test_a_body_that_shares_no_word_is_not_proposed(text: str, bodies: BodyNames) -> None:
    (named,) = bodies.names_in(text)
    assert named.candidates == () or text == "UBND tỉnh"


def test_words_that_are_no_body_stay_together_and_come_with_the_likeliest(bodies: BodyNames) -> None:
    found = bodies.names_in("Sở Tài chính và Kế hoạch, Sở Y tê Ninh Thuận và Sở GDĐT")
    assert [(named.words, named.id) for named in found] == [
        ("Sở Tài chính và Kế hoạch", None),
        ("Sở Y tê Ninh Thuận", None),
        ("Sở GDĐT", "so-gddt"),
    ]
    assert found[1].candidates[0] == "so-yte"


@pytest.mark.parametrize(
    "text",
    [
        "các đơn vị liên quan",
        "Các sở, ban, ngành",
        "UBND các huyện",
        "Các cơ quan, đơn vị có liên quan",
        "đơn vị trực thuộc",
        "thị xã",
        "UBND các huyện, TX, TP",
        "UBND các huyện, thị xã, thành phố thuộc tỉnh",
        "UBND các xã, phường, đặc khu",
        "UBND cấp huyện",
        "Các huyện, thị, thành ủy",
        "Ban Tuyên giáo các huyện ủy, thị ủy, thành ủy",
        "Các cơ quan, đơn vị, địa phương liên quan",
        "các ngành, đoàn thể",
        "Các sở, ban, ngành, đoàn thể tỉnh",
    ],
)
def test_words_for_nobody_in_particular_are_told_as_such_together(text: str, bodies: BodyNames) -> None:
    (named,) = bodies.names_in(text)
    assert (named.words, named.nobody) == (text, True)


def test_a_body_that_is_defined_is_found_even_where_it_sounds_like_nobody(shipped: Definitions) -> None:
    body = shipped.organizations[0]._replace(id="dp", title="Các cơ quan khối địa phương", short="")
    assert [named.id for named in BodyNames([body]).names_in("các cơ quan khối địa phương")] == ["dp"]


def test_an_answer_says_what_words_mean(bodies: BodyNames) -> None:
    answers = {same_name_key("Phòng KG và ĐN"): "btg", same_name_key("Sở Y tế"): "so-noi-vu"}
    found = bodies.names_in("phòng KG và ĐN; Sở Y tế, Công an", answers)
    assert [named.id for named in found] == ["btg", "so-noi-vu", None]


def test_an_answer_settles_words_of_any_length(bodies: BodyNames) -> None:
    for text in (" và ".join("abcdefghijklmnop"), ", ".join(f"x{number}" for number in range(500))):
        (named,) = bodies.names_in(text)
        assert named.id is None
        assert [each.id for each in bodies.names_in(text, {same_name_key(named.words): "btg"})] == ["btg"]


def test_a_name_that_fits_two_bodies_is_none_of_them(shipped: Definitions) -> None:
    first, second = shipped.organizations[:2]
    bodies = BodyNames(
        [first._replace(id="a", title="Sở Tài chính"), second._replace(id="b", title="Sở Tiêu chuẩn", short="")]
    )
    (named,) = bodies.names_in("Sở TC")
    assert (named.id, named.candidates) == (None, ("a", "b"))


def test_a_cell_with_hundreds_of_names_is_not_tried_out(bodies: BodyNames) -> None:
    (named,) = bodies.names_in(", ".join(f"Sở {number}" for number in range(500)))
    assert named.id is None
    assert len(named.words) < 80
