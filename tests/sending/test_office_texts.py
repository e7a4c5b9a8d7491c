"""What a person writes into a report: the own words of an office, those of a file, and reports issued with them."""

import json
from pathlib import Path

import pytest

from coordplan.model import Office
from coordplan.sending.reports.office_texts import office_texts
from tests.command_line import Tell

OFFICE = Office(texts=(("focus", "Việc chung"), ("direction", "Của cơ quan")))


@pytest.mark.parametrize(
    ("office", "own", "texts"),
    [
        pytest.param(None, {}, {}, id="nobody says anything"),
        pytest.param(OFFICE, {}, {"direction": "Của cơ quan", "focus": "Việc chung"}, id="the office alone"),
        pytest.param(None, {"lessons": "Bài học"}, {"lessons": "Bài học"}, id="a file alone"),
        pytest.param(
            OFFICE, {"focus": "Riêng"}, {"direction": "Của cơ quan", "focus": "Riêng"}, id="a file before the office"
        ),
    ],
)
def test_a_place_has_the_words_of_the_file_else_those_of_the_office(
    office: Office | None, own: dict[str, str], texts: dict[str, str]
) -> None:
    assert list(office_texts(office, own).items()) == list(texts.items())


WORDS = """# Quý II
direction: |
  Ban hành 02 công văn.

  Tổ chức 01 hội nghị.
highlights: Bản tin ra đủ các kỳ.
"""


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("below", [False, True], ids=["places at the top", "below texts, as in office.yaml"])
def test_a_report_has_the_words_of_its_file(tell: Tell, here: Path, below: bool) -> None:
    lines = ["texts:", *(f"  {line}" for line in WORDS.splitlines())] if below else WORDS.splitlines()
    (here / "loi.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert tell("report", "2024-Q2", "--text", "loi.yaml", "-o", "r.json").code == 0
    texts = json.loads((here / "r.json").read_text("utf-8"))["texts"]
    assert texts == {
        "direction": "Ban hành 02 công văn.\n\nTổ chức 01 hội nghị.",
        "highlights": "Bản tin ra đủ các kỳ.",
    }
    out = tell("report", "2024-Q2", "--text", "loi.yaml").out
    assert "Ban hành 02 công văn.\n" in out
    assert "Tổ chức 01 hội nghị.\n" in out


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("focuss: a\n", ["loi.yaml:1:1:", 'did you mean "focus"?'], id="a place that is not known"),
        pytest.param("focus: [a]\n", ["loi.yaml:1:8:", "a single value"], id="a list"),
        pytest.param("focus: a\nfocus: b\n", ["loi.yaml:2:1:"], id="a place twice"),
        pytest.param("Tổ chức hội nghị\n", ["loi.yaml:1:1:", "direction, highlights"], id="words without a place"),
        pytest.param("", ["loi.yaml:", "no words"], id="nothing"),
        pytest.param("focus:\n", ["loi.yaml:1:1:", "no words"], id="a place without words"),
        pytest.param("focus: 'a\n", ["loi.yaml:"], id="no YAML"),
        pytest.param(None, ["loi.yaml", "no such file"], id="no file"),
    ],
)
@pytest.mark.parametrize("command", ["report", "issue"])
def test_a_file_that_is_not_understood_is_a_problem_with_its_place(
    tell: Tell, here: Path, text: str | None, said: list[str], command: str
) -> None:
    if text is not None:
        (here / "loi.yaml").write_text(text, encoding="utf-8")
    issue = ("issue", "2024-Q2", "--number", "1-BC/BTG", "--signed-on", "2024-07-02")
    words = ("2024-Q2",) if command == "report" else issue
    code, out, err = tell("report", *words, "--text", "loi.yaml")
    assert (code, out) == (3, "")
    assert [each for each in said if each not in err] == []
    assert json.loads(tell("report", "list", "-f", "json").out)["reports"] == []


@pytest.mark.usefixtures("small")
def test_an_issued_report_is_made_again_with_the_words_that_it_was_issued_with(tell: Tell, here: Path) -> None:
    (here / "loi.yaml").write_text(WORDS, encoding="utf-8")
    issue = ("report", "issue", "2024-Q2", "--number", "1-BC/BTG", "--signed-on", "2024-07-02")
    assert tell(*issue, "--text", "loi.yaml", "-o", "r.txt").code == 0
    (here / "loi.yaml").unlink()
    assert tell("report", "verify").code == 0
    assert tell("report", "verify", "1", "--write", "again.txt").code == 0
    assert (here / "again.txt").read_bytes() == (here / "r.txt").read_bytes()
    assert "Tổ chức 01 hội nghị." in (here / "again.txt").read_text("utf-8")
    [listed] = json.loads(tell("report", "list", "-f", "json").out)["reports"]
    assert listed["texts"]["highlights"] == "Bản tin ra đủ các kỳ."
    office = "office:\n  profile: party\n  texts: {focus: Nói sau}\nprofiles:\n  - {id: party, issuer: btg}\n"
    (here / "plans" / "office.yaml").write_text(office, encoding="utf-8")
    assert tell("load").code == 0
    assert "Nói sau" in tell("report", "2024-Q2").out
    assert tell("report", "verify").code == 0, "what the office says since is not in it"
    assert tell("dump", "all.jsonl").code == 0
    assert tell("--db", "other.db", "restore", "all.jsonl").code == 0
    assert tell("--db", "other.db", "report", "verify").code == 0, "the words are in the dump"


@pytest.mark.usefixtures("small")
def test_the_answer_does_not_take_the_place_of_the_words(tell: Tell, here: Path) -> None:
    (here / "loi.txt").write_text(WORDS, encoding="utf-8")
    assert tell("report", "2024-Q2", "--text", "loi.txt", "-o", "loi.txt").code == 2
    assert (here / "loi.txt").read_text("utf-8") == WORDS


@pytest.mark.usefixtures("small")
def test_what_a_load_changes_of_texts_and_choices_stands_on_lines_of_their_own(tell: Tell, here: Path) -> None:
    plain = "office:\n  profile: party\nprofiles:\n  - {id: party, issuer: btg}\n"
    said = "  texts:\n    focus: |-\n      Một.\n\n      Hai.\n  report: {named: 3, partners: no, paper: a3}\n"
    for text in (plain, plain.replace("profiles:", f"{said}profiles:")):
        (here / "plans" / "office.yaml").write_text(text, encoding="utf-8")
        lines = tell("load").out.splitlines()
    assert "    texts: - -> focus: Một. Hai." in lines
    assert "    report: - -> named: 3, partners: no, paper: a3" in lines
