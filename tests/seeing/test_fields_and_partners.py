"""By field of work, and by the bodies that take part: filters, groups, names, what an activity has of its own."""

import json
from pathlib import Path

import pytest

from tests.command_line import DEFINITIONS, Ready, Tell, write_definitions

FIELDS = {
    **DEFINITIONS,
    "gd.yaml": DEFINITIONS["gd.yaml"]
    .replace("  partner: so-gd\n", "  partner: so-gd\n  fields: [giáo dục, Đào tạo]\n")
    .replace("gd-01, ", "gd-01, fields: [dạy nghề], ")
    .replace("gd-03, ", "gd-03, fields: [Giáo dục, trẻ em], with: [so-gd, so-yt], "),
    "yt.yaml": DEFINITIONS["yt.yaml"].replace("  partner: so-yt\n", "  partner: so-yt\n  fields: [y tế]\n"),
}


@pytest.fixture
def fielded(ready: Ready, here: Path) -> Path:
    write_definitions(here / "plans", FIELDS)
    ready("init")
    return here


def answer_of(tell: Tell, *words: str) -> dict[str, object]:
    code, out, err = tell(*words, "-f", "json")
    assert (code, err) == (0, "")
    answer: dict[str, object] = json.loads(out)
    return answer


def groups(tell: Tell, by: str, *words: str) -> dict[str, int]:
    answer = answer_of(tell, "status", "--by", by, *words)
    assert answer["by"] == by
    return {group["id"]: group["total"] for group in answer["groups"]}  # type: ignore[attr-defined]


def test_by_field_an_activity_counts_in_each_of_its_own_or_of_its_plans(tell: Tell, fielded: Path) -> None:
    """Of the plan's twelve, one has a field of its own and one two others; the spelling of a field is nothing."""
    assert groups(tell, "field") == {"dạy nghề": 1, "Đào tạo": 10, "Giáo dục": 11, "trẻ em": 1, "y tế": 3, "-": 1}
    assert answer_of(tell, "status", "--by", "field")["totals"]["total"] == 16  # type: ignore[index]
    out = tell("status", "--by", "field").out
    assert "No field" in out
    assert "An activity with several fields counts in each of them; the total counts it once." in out


def test_by_partner_an_activity_counts_for_each_of_them(tell: Tell, fielded: Path) -> None:
    assert groups(tell, "with") == {"so-gd": 2, "so-yt": 1, "-": 14}
    titles = {group["id"]: group["title"] for group in answer_of(tell, "status", "--by", "with")["groups"]}  # type: ignore[attr-defined]
    assert titles == {"so-gd": "Sở Giáo dục", "so-yt": "Sở Y tế", "-": None}
    assert "No partner" in tell("status", "--by", "with").out


@pytest.mark.parametrize(
    ("words", "total"),
    [
        pytest.param(["--field", "giáo dục"], 11, id="a field"),
        pytest.param(["--field", "GIÁO DỤC"], 11, id="in capitals"),
        pytest.param(["--field", "giao duc"], 11, id="without marks"),
        pytest.param(["--field", "dao tao"], 10, id="with a d that has a stroke"),
        pytest.param(["--field", "dạy nghề"], 1, id="of one activity alone"),
        pytest.param(["--field", "dạy nghề", "--field", "y tế"], 4, id="two fields"),
        pytest.param(["--field", "giáo dục", "--field", "trẻ em"], 11, id="two fields of one activity, once"),
        pytest.param(["--field", "trẻ em", "--with", "so-yt"], 1, id="a field and a partner"),
        pytest.param(["--field", "y tế", "--with", "so-yt"], 0, id="a plan's partner leads and does not take part"),
        pytest.param(["--with", "so-gd"], 2, id="a partner"),
        pytest.param(["--with", "Sở Giáo dục"], 2, id="a partner by its title"),
        pytest.param(["--with", "so-gd", "--with", "so-yt"], 2, id="two partners of one activity, once"),
        pytest.param(["--with", "so-gd", "--lead", "btg", "--content", "nd2"], 2, id="all at once"),
    ],
)
def test_what_fits_is_the_same_in_the_figures_and_in_the_list(
    tell: Tell, fielded: Path, words: list[str], total: int
) -> None:
    assert answer_of(tell, "status", *words)["totals"]["total"] == total  # type: ignore[index]
    assert len(answer_of(tell, "list", *words)["occurrences"]) == total  # type: ignore[arg-type]


def test_groups_by_field_are_what_the_filter_finds(tell: Tell, fielded: Path) -> None:
    for by, option in (("field", "--field"), ("with", "--with")):
        for id_, total in groups(tell, by).items():
            if id_ != "-":
                assert answer_of(tell, "status", option, id_)["totals"]["total"] == total  # type: ignore[index]


def test_a_list_names_the_fields_of_each(tell: Tell, fielded: Path) -> None:
    rows = {row["activity"]: row["fields"] for row in answer_of(tell, "list")["occurrences"]}  # type: ignore[attr-defined]
    assert rows["gd-01"] == ["dạy nghề"]
    assert rows["gd-02"] == ["giáo dục", "Đào tạo"]
    assert rows["ct-01"] == []
    assert {"fields", "basis"} < set(tell("list", "-f", "csv").out.splitlines()[0].split(","))


def test_filters_are_said_in_both_languages(tell: Tell, fielded: Path) -> None:
    words = ("--field", "tre em", "--with", "so-yt")
    assert "(field: trẻ em; with Sở Y tế)" in tell("list", *words).out
    assert "lĩnh vực: trẻ em; Sở Y tế phối hợp" in tell("--lang", "vi", "status", *words).out


@pytest.mark.parametrize(
    ("words", "sentence", "way_out"),
    [
        pytest.param(
            ["list", "--field", "dạy ngề"],
            '"dạy ngề" is not a field of work of this program.',
            'Did you mean "dạy nghề"?',
            id="a field",
        ),
        pytest.param(["due", "--with", "so-gt"], '"so-gt" is not an organization', '"so-gd"', id="a partner"),
    ],
)
def test_a_name_that_nothing_has_is_refused_with_the_nearest(
    tell: Tell, fielded: Path, words: list[str], sentence: str, way_out: str
) -> None:
    code, out, err = tell(*words)
    assert (code, out) == (1, "")
    assert sentence in err
    assert way_out in err


def test_who_takes_part_is_as_of_the_day_asked_about(tell: Tell, ready: Ready, here: Path) -> None:
    bodies = """
organizations:
  - {id: btg, title: Ban Tuyên giáo, short: BTG}
  - {id: so-gd, title: Sở Giáo dục, short: SGD, until: 2024-09-30, successors: [so-moi]}
  - {id: so-moi, title: Sở mới, short: SM, from: 2024-10-01}
  - {id: so-yt, title: Sở Y tế, short: SYT}
"""
    write_definitions(here / "plans", {**DEFINITIONS, "organizations.yaml": bodies})
    ready("init")
    assert groups(tell, "with") == {"so-gd": 1, "-": 15}
    assert groups(tell, "with", "--as-of", "2024-12-01") == {"so-moi": 1, "-": 15}
    assert groups(tell, "with", "--with", "so-moi", "--as-of", "2024-12-01") == {"so-moi": 1}


def test_two_files_that_do_not_both_have_a_field(tell: Tell, fielded: Path) -> None:
    other = {
        **FIELDS,
        "program.yaml": FIELDS["program.yaml"].replace("id: ct\n", "id: khac\n"),
        "gd.yaml": FIELDS["gd.yaml"].replace("program: ct", "program: khac").replace("dạy nghề", "việc làm"),
        "yt.yaml": FIELDS["yt.yaml"].replace("program: ct", "program: khac"),
    }
    write_definitions(fielded / "khac" / "plans", other)
    assert tell("--db", "khac/coordplan.db", "init", "khac/plans").code == 0
    files = ("--db", "coordplan.db", "--db", "khac/coordplan.db")
    assert len(answer_of(tell, *files, "list", "--field", "dạy nghề")["occurrences"]) == 1  # type: ignore[arg-type]
    assert answer_of(tell, *files, "status", "--field", "y tế")["totals"]["total"] == 6  # type: ignore[index]
    assert tell(*files, "list", "--field", "hàng hải").code == 1


def test_fields_and_bases_are_given_by_hand_and_taken_away(tell: Tell, fielded: Path) -> None:
    added = ("add", "gd", "Tập huấn", "--content", "nd1", "--lead", "so-gd", "--due", "30/9/2024", "--field", "trẻ em")
    assert tell(*added, "--basis", "123-TB/TU, 28/6/2024, về công tác trẻ em", "--basis", "45-CV/BTG").code == 0
    activity = answer_of(tell, "show", "gd-06")["activity"]
    assert activity["fields"] == ["trẻ em"]  # type: ignore[index]
    assert activity["basis"] == ["123-TB/TU, 28/6/2024, về công tác trẻ em", "45-CV/BTG"]  # type: ignore[index]
    assert [row["activity"] for row in answer_of(tell, "search", "123-TB/TU")["occurrences"]] == ["gd-06"]  # type: ignore[attr-defined]
    assert tell("edit", "gd-06", "--field", "y tế,trẻ em", "--basis", "").code == 0
    activity = answer_of(tell, "show", "gd-06")["activity"]
    assert (activity["fields"], activity["basis"]) == (["y tế", "trẻ em"], [])  # type: ignore[index]
    assert tell("edit", "gd-06", "--field", "").code == 0
    assert groups(tell, "field", "--plan", "gd")["Đào tạo"] == 11


def test_the_basis_of_an_edit_that_amends_is_the_amendments(tell: Tell, fielded: Path) -> None:
    words = ("edit", "gd-02", "--due-day", "20", "--from", "2024-09-01", "--basis", "12-CV/BTG, 1/8/2024")
    assert tell(*words).code == 0
    activity = answer_of(tell, "show", "gd-02")["activity"]
    assert activity["amended"][0]["basis"] == "12-CV/BTG, 1/8/2024"  # type: ignore[index]
    assert activity["basis"] == []  # type: ignore[index]
    assert len(answer_of(tell, "search", "12-CV/BTG")["occurrences"]) == 8  # type: ignore[arg-type]


def test_the_basis_of_an_amendment_is_one_of_what_it_holds_for(tell: Tell, fielded: Path) -> None:
    words = ("edit", "gd-02", "--due-day", "20", "--from", "2024-09-01", "--basis", "12-CV/BTG, 1/8/2024")
    assert tell(*words).code == 0
    rows = {row["occurrence"]: row["basis"] for row in answer_of(tell, "list")["occurrences"]}  # type: ignore[attr-defined]
    assert (rows["gd-02@2024-Q1"], rows["gd-02@2024-Q4"]) == ([], ["12-CV/BTG, 1/8/2024"])
    assert "12-CV/BTG" in tell("why", "gd-02@2024-Q4").out
    assert "12-CV/BTG" not in tell("why", "gd-02@2024-Q1").out


@pytest.mark.parametrize("words", ["123-TB/TU 2024", "2024 123-tb", "tu 28/6/2024", "TB/TU"])
def test_each_word_of_a_basis_is_found_alone(tell: Tell, fielded: Path, words: str) -> None:
    added = ("add", "gd", "Tập huấn", "--content", "nd1", "--lead", "so-gd", "--due", "30/9/2024")
    assert tell(*added, "--basis", "123-TB/TU, 28/6/2024, về công tác trẻ em").code == 0
    assert [row["activity"] for row in answer_of(tell, "search", words)["occurrences"]] == ["gd-06"]  # type: ignore[attr-defined]


def test_a_field_spelled_otherwise_by_hand_is_the_one_there_is(tell: Tell, fielded: Path) -> None:
    said = tell("edit", "gd-01", "--field", "giao duc,GIÁO DỤC", "--field", "Y TE")
    assert (said.code, 'written "giáo dục"' in said.out + said.err) == (0, True)
    assert answer_of(tell, "show", "gd-01")["activity"]["fields"] == ["giáo dục", "y tế"]  # type: ignore[index]
    assert tell("edit", "gd-01", "--field", "day nghe").code == 0  # its own spelling alone
    assert tell("edit", "gd-01", "--field", "dạy nghề").code == 0
    assert answer_of(tell, "show", "gd-01")["activity"]["fields"] == ["dạy nghề"]  # type: ignore[index]


def test_a_field_in_two_spellings_is_warned_of(tell: Tell, here: Path) -> None:
    write_definitions(here / "plans", {**FIELDS, "yt.yaml": FIELDS["yt.yaml"].replace("[y tế]", "[giao duc]")})
    said = tell("check", "plans")
    assert (said.code, '"giao duc"' in said.out, '"giáo dục"' in said.out) == (0, True, True)
