"""Forms out: one for each organization that leads something, all of them or none, and known to have gone out."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.collecting.filled import Filled
from tests.command_line import Tell


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


def made(tell: Tell, *words: str) -> dict[str, Any]:
    code, out, err = tell("form", *words, "-f", "json")
    assert (code, err) == (0, ""), err
    found: dict[str, Any] = json.loads(out)
    return found


def names(folder: str = "forms") -> set[str]:
    return {path.name for path in Path(folder).iterdir()}


def test_there_is_a_form_for_each_lead(tell: Tell, small: Path) -> None:
    found = made(tell, "2024-Q2", "-o", "forms")
    assert names() == {"2024-Q2_btg.xlsx", "2024-Q2_so-gd.xlsx"}, "so-yt has nothing yet in this period"
    assert {each["organization"] for each in found["forms"]} == {"btg", "so-gd"}
    rows = Filled(Path("forms/2024-Q2_so-gd.xlsx")).rows
    assert list(rows)[:2] == ["gd-02@2024-Q1", "gd-02@2024-Q2"], "what is overdue from before comes first"
    assert "gd-01" not in rows, "another organization leads it"


def test_what_must_be_answered_is_marked_and_the_rest_stands_beside_it(tell: Tell, small: Path) -> None:
    form = Filled(made(tell, "2024-Q2", "--org", "so-gd", "-o", "forms") and Path("forms/2024-Q2_so-gd.xlsx"))
    asked = form.cell("gd-02@2024-Q2", "progress").fill.fgColor.rgb
    beside = form.cell("gd-04", "progress").fill.fgColor.rgb
    assert asked != beside
    assert form.cell("gd-04", "unit").value == "12 lớp"
    assert form.cell("gd-02@2024-Q2", "due").value.date().isoformat() == "2024-06-25"


def test_one_organization_may_be_named_in_any_spelling(tell: Tell, small: Path) -> None:
    made(tell, "2024-Q2", "--org", "so giao duc", "-o", "forms")
    assert names() == {"2024-Q2_so-gd.xlsx"}


def test_that_forms_went_out_is_a_change_and_making_them_again_is_none(tell: Tell, small: Path) -> None:
    first = made(tell, "2024-Q2", "-o", "forms")
    before = {path.name: path.read_bytes() for path in Path("forms").iterdir()}
    again = made(tell, "2024-Q2", "-o", "again")
    assert (first["change"], again["change"]) == (2, None)
    assert {path.name: path.read_bytes() for path in Path("again").iterdir()} == before, "the same bytes"
    tell("mark", "gd-02@2024-Q1", "60%")
    assert made(tell, "2024-Q2", "-o", "again")["change"] == 4


def test_where_nothing_is_due_there_is_nothing_to_send(tell: Tell, small: Path, here: Path) -> None:
    with (here / "plans" / "organizations.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {id: so-xa, title: Sở Xây dựng}\n")
    assert tell("load").code == 0
    answer = tell("form", "2024-01", "--org", "so-xa", "--as-of", "2024-01-15", "-o", "forms")
    assert (answer.code, answer.out) == (1, "")
    assert "Sở Xây dựng answers for nothing in 2024-01." in answer.err
    assert not Path("forms").exists()


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param(["2024-Q7", "-o", "forms"], 2, '"2024-Q7" is not a period', id="no such period"),
        pytest.param(["2019", "-o", "forms"], 1, "lies outside the program.", id="a period outside"),
        pytest.param(
            ["2024-Q2", "--org", "so-xyz", "-o", "forms"], 1, '"so-xyz" is not an organization of', id="no such body"
        ),
        pytest.param(["2024-Q2"], 2, "is missing.", id="no folder"),
        pytest.param(["2024-Q2", "-o", "plans/gd.yaml"], 1, "cannot be written", id="a file in its place"),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_recorded(
    tell: Tell, small: Path, words: list[str], code: int, sentence: str
) -> None:
    before = small.read_bytes()
    answer = tell("form", *words)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    assert small.read_bytes() == before


def test_a_folder_that_cannot_hold_all_of_them_holds_none(tell: Tell, small: Path) -> None:
    Path("forms/2024-Q2_so-gd.xlsx").mkdir(parents=True)
    before = small.read_bytes()
    answer = tell("form", "2024-Q2", "-o", "forms")
    assert answer.code == 1
    assert "cannot be written" in answer.err
    assert names() == {"2024-Q2_so-gd.xlsx"}
    assert small.read_bytes() == before


def test_forms_are_in_the_language_of_the_program_whoever_makes_them(tell: Tell, small: Path) -> None:
    tell("--lang", "vi", "form", "2024-Q2", "--org", "so-gd", "-o", "forms")
    heading = Filled(Path("forms/2024-Q2_so-gd.xlsx")).sheet["C7"].value
    assert heading == "Activity", "the small program speaks English"


@pytest.fixture
def office(tell: Tell, small: Path) -> Tell:
    """The small program, of which BTG is the office that asks."""
    program = Path("plans/program.yaml")
    text = program.read_text(encoding="utf-8").replace("  language: en\n", "  language: en\n  sides: [btg, so-gd]\n")
    program.write_text(text, encoding="utf-8")
    assert tell("load").code == 0
    return tell


def test_the_office_sends_itself_no_form_and_owes_itself_no_answer(office: Tell) -> None:
    answer = office("form", "2024-Q2", "-o", "forms", "--as-of", "2024-05-31")
    assert "1 occurrence is led by the office itself; to record it: coordplan form 2024-Q2 --own" in answer.err
    assert names() == {"2024-Q2_so-gd.xlsx"}
    asked = [
        each["organization"] for each in json.loads(office("returns", "2024-Q2", "-f", "json").out)["organizations"]
    ]
    assert asked == ["so-gd"]
    assert office("form", "2024-Q2", "--own", "-o", "own").code == 0
    asked = [
        each["organization"] for each in json.loads(office("returns", "2024-Q2", "-f", "json").out)["organizations"]
    ]
    assert asked == ["so-gd"], "though its own workbook is known"


def test_the_office_s_own_workbook_is_taken_in_like_a_form(office: Tell) -> None:
    said = json.loads(office("form", "2024-Q2", "--own", "-o", "own", "-f", "json").out)
    assert [(each["organization"], each["send_by"], each["asked"]) for each in said["forms"]] == [
        ("btg", None, ["gd-01"])
    ]
    path = Filled(Path("own/2024-Q2_btg.xlsx")).answer("gd-01", done="x", done_on="18/6/2024", document="5-BC").save()
    answer = office("collect", str(path), "-f", "json")
    (found,) = json.loads(answer.out)["files"]
    assert (answer.code, found["outcome"], found["remarks"]) == (0, "accepted", [])


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param(
            ["--org", "btg", "-o", "x"], 1, "Ban Tuyên giáo keeps this file and sends itself no form.", id="--org"
        ),
        pytest.param(["--own"], 2, "As a workbook: coordplan form 2024-Q2 --own -o forms", id="nobody to ask"),
        pytest.param(["--own", "--org", "so-gd", "-o", "x"], 2, "--own cannot be used with --org", id="another body"),
        pytest.param(["--own", "--as-of", "2024-05-31"], 2, "--own cannot be used with --as-of", id="another day"),
    ],
)
def test_what_does_not_go_with_the_office_s_own_is_refused(
    office: Tell, small: Path, words: list[str], code: int, sentence: str
) -> None:
    before = small.read_bytes()
    answer = office("form", "2024-Q2", *words)
    assert (answer.code, answer.out, sentence in answer.err) == (code, "", True), answer.err
    assert small.read_bytes() == before
    assert not Path("x").exists()


def test_where_nobody_says_which_body_is_the_office_nothing_is_its_own(tell: Tell, small: Path) -> None:
    answer = tell("form", "2024-Q2", "--own", "-o", "own")
    assert (answer.code, "Name it first under sides: in program.yaml" in answer.err) == (1, True)
