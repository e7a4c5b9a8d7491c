"""Who issues a report, and what a profile has where an office left something out."""

from datetime import date

import pytest

from coordplan.definitions.shipped import shipped_profile
from coordplan.model import FAMILIES, DatedLetterhead, Organization, Profile
from coordplan.paper.letterhead import (
    PROFILE_LETTERHEAD,
    complete_profile,
    ended_lines,
    issuer_in_header,
    letterhead_of,
    profile_on,
)

BODY = Organization("btg", "Ban Tuyên giáo Tỉnh ủy", "BTGTU")


@pytest.mark.parametrize(
    ("title", "superior", "header"),
    [
        pytest.param("Ban Tuyên giáo Tỉnh ủy", "Tỉnh ủy Khánh Hòa", "Ban Tuyên giáo", id="ends as its superior begins"),
        pytest.param("Ban Tuyên giáo Tỉnh Ủy", "TỈNH ỦY KHÁNH HÒA", "Ban Tuyên giáo", id="in whatever case"),
        pytest.param(
            "Ban Cán sự đảng UBND tỉnh", "Tỉnh ủy Khánh Hòa", "Ban Cán sự đảng UBND tỉnh", id="one word alike"
        ),
        pytest.param("Văn phòng UBND tỉnh", "UBND tỉnh Khánh Hòa", "Văn phòng", id="without its place"),
        pytest.param("Sở Y tế", "Ủy ban nhân dân tỉnh Khánh Hòa", "Sở Y tế", id="has nothing of its superior"),
        pytest.param("Tỉnh ủy", "Tỉnh ủy", "Tỉnh ủy", id="is never left without a name"),
        pytest.param("Sở Y tế", "", "Sở Y tế", id="has no superior"),
    ],
)
def test_a_body_is_named_in_the_header_without_its_superior(title: str, superior: str, header: str) -> None:
    assert issuer_in_header(title, superior) == header


def test_the_code_is_the_abbreviation_where_an_office_gives_none() -> None:
    assert letterhead_of(Profile("party"), BODY).code == "BTGTU"
    assert letterhead_of(Profile("party", code="BTG"), BODY).code == "BTG"
    assert letterhead_of(Profile("party"), None).code == ""


@pytest.mark.parametrize("family", FAMILIES)
def test_the_shipped_profiles_leave_nothing_out_but_who_signs(family: str) -> None:
    shipped = shipped_profile(family)
    looks = [name for name in Profile._fields if name not in PROFILE_LETTERHEAD]
    assert [name for name in looks if getattr(shipped, name) in (None, "")] == []
    assert shipped.signer_name == ""


def test_what_an_office_leaves_out_is_as_in_the_shipped_profile() -> None:
    shipped = shipped_profile("party")
    own = complete_profile(Profile("party", place="Nha Trang", body_size=13.0), shipped)
    assert (own.place, own.body_size, own.kind_size) == ("Nha Trang", 13.0, shipped.kind_size)


def test_nobody_signs_for_an_office_that_said_nothing() -> None:
    blank = complete_profile(None, shipped_profile("party"))
    said = {name: getattr(blank, name) for name in PROFILE_LETTERHEAD}
    assert said == {name: getattr(Profile("party"), name) for name in PROFILE_LETTERHEAD}


DATED = Profile(
    "party",
    issuer="btg",
    superior="Tỉnh ủy Khánh Hòa",
    place="Nha Trang",
    signer_title="Trưởng ban",
    dated=(
        DatedLetterhead(date(2025, 3, 1), issuer="btgdv"),
        DatedLetterhead(date(2025, 7, 1), place="Khánh Hòa", recipients=("Lưu.",)),
    ),
)


@pytest.mark.parametrize(
    ("day", "who"),
    [
        pytest.param(date(2024, 12, 31), ("btg", "Nha Trang", "Trưởng ban", ()), id="before any of its days"),
        pytest.param(date(2025, 3, 1), ("btgdv", "Nha Trang", "Trưởng ban", ()), id="from the first one on"),
        pytest.param(date(2025, 7, 1), ("btgdv", "Khánh Hòa", "Trưởng ban", ("Lưu.",)), id="what is not named stays"),
    ],
)
def test_a_letterhead_is_that_of_the_day(day: date, who: tuple[object, ...]) -> None:
    profile = profile_on(DATED, day)
    assert (profile.issuer, profile.place, profile.signer_title, profile.recipients) == who


@pytest.mark.parametrize(
    ("family", "lines", "expected"),
    [
        pytest.param("state", ("Như trên", "Lưu: VT"), ("Như trên;", "Lưu: VT."), id="state"),
        pytest.param("party", ("Như trên;", "Lưu VP;"), ("Như trên,", "Lưu VP."), id="party"),
        pytest.param("state", ("Như trên", "[nơi nhận]"), ("Như trên;", "[nơi nhận]"), id="a place"),
    ],
)
def test_lines_of_recipients_end_as_their_family_ends_them(
    family: str, lines: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert ended_lines(lines, Profile(family)) == expected
