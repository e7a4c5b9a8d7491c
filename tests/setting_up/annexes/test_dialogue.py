"""What is asked about an annex, in which order, and what an answer does; without a terminal."""

import io
import sys
from collections.abc import Sequence

import pytest

from coordplan.cli.asking import one_of
from coordplan.errors import CoordplanError
from coordplan.model import Definitions
from coordplan.setting_up.annexes.answer_set import GivenAnswer, option_words
from coordplan.setting_up.annexes.dialogue import ask_about
from coordplan.setting_up.annexes.findings import ImportChoices
from coordplan.setting_up.annexes.grid import grid_of
from coordplan.setting_up.annexes.layout import tables_in

HEADINGS = ("Nội dung", "Chủ trì", "Phối hợp", "Thời gian")
CHOICES = ImportChoices(contents=("nd1",), year=2024)


def asked(
    definitions: Definitions, rows: Sequence[Sequence[str]], answers: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> list[GivenAnswer]:
    """Return what is given where somebody types these lines; one more question ends with EOFError."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{each}\n" for each in answers)))
    given: list[GivenAnswer] = []
    tables = tables_in([grid_of("a.csv", "csv", "", [HEADINGS, *rows])], {})
    ask_about(tables, definitions, "gddt", CHOICES, given)
    return given


UNCLEAR = ("Hội trại", "Tổ ABC", "Liên đoàn XYZ", "sớm")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (["so-gddt", "-", "Quý IV"], ["Tổ ABC=so-gddt", "Liên đoàn XYZ=-", "sớm=Quý IV"]),
        (["1", "back", "2", "-", "2"], ["Tổ ABC=btg", "Liên đoàn XYZ=-", "sớm=Năm 2024"]),
        (["-", "so-yte", "-", "1"], ["Tổ ABC=-", "B2=so-yte", "Liên đoàn XYZ=-", "sớm=Thường xuyên"]),
        (
            ["so-yte", "+", "LĐ", "Liên đoàn", "+", "31/3, 30/9"],
            ["Tổ ABC=so-yte", "Liên đoàn XYZ=LĐ: Liên đoàn", "sớm=31/3, 30/9"],
        ),
        (["+", "dừng"], []),
        (["+", "ABC", "quay lại", "so-yte", "stop"], ["Tổ ABC=so-yte"]),
        (["y te", "sở", "-", "mai", "5/2024"], ["Tổ ABC=so-yte", "Liên đoàn XYZ=-", "sớm=5/2024"]),
        (["x", "UBH: UBND các huyện", ""], ["Tổ ABC=UBH: UBND các huyện"]),
        ([""], []),
        (["so-yte", ""], ["Tổ ABC=so-yte"]),
        (["đừng"] + ["quay lai"] * 3 + ["q"], []),
    ],
    ids=[
        "an id, left out, words",
        "by number, and once back",
        "a lead that is left out: another leads",
        "a body is defined, several dates",
        "the rest is left while a body is defined",
        "back from the name of a body",
        "by words of a title; what fits several, and no deadline, is asked again",
        "a letter names nobody; defined in one line",
        "a row that is left is asked nothing more",
        "left at the second question",
        "back from the first question",
    ],
)
def test_each_question_has_answers_that_can_be_given(
    answers: list[str], words: list[str], shipped: Definitions, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = asked(shipped, [UNCLEAR], answers, monkeypatch)
    assert option_words(given) == [each for word in words for each in ("--answer", word)]


def test_what_is_no_answer_is_told_with_those_that_are_and_words_of_a_name_are_echoed(
    shipped: Definitions, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(shipped, [UNCLEAR], ["x", "y te", "stop"], monkeypatch)
    said = capsys.readouterr().err
    assert '"x" is not one of these. Answer with a number, an id or words of the title. Also: -, +, Enter' in said
    assert '"y te" is taken for so-yte (Sở Y tế).' in said


def test_words_are_still_asked_about_where_another_row_has_them(
    shipped: Definitions, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [UNCLEAR, ("Thi viết", "BTG", "Liên đoàn XYZ", "Quý IV"), ("Thi vẽ", "BTG", "", "")]
    given = asked(shipped, rows, ["", "-", ""], monkeypatch)
    assert [(each.words or each.cell, each.answer) for each in given] == [
        ("Tổ ABC", ""),
        ("Liên đoàn XYZ", "-"),
        ("D4", ""),
    ]


def test_no_answer_is_proposed_to_another_question(
    shipped: Definitions, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [(f"Việc {number}", "BTG", "", "") for number in range(34)]
    given = asked(shipped, rows, ["15/11/2024", *[""] * 33], monkeypatch)
    assert [each.answer for each in given] == ["15/11/2024", *[""] * 33]
    assert "[15/11/2024]" not in capsys.readouterr().err


@pytest.mark.parametrize("answer", ["-", ".", "?", "%"])
def test_a_sign_is_no_word_of_a_title(answer: str) -> None:
    with pytest.raises(CoordplanError):
        one_of([("so-ld", "Sở Lao động - Thương binh. ?%")])(answer)
