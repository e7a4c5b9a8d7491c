"""What departments wrote of difficulties and recommendations, in sentences; and the places where a person writes."""

from typing import Any

import pytest

from coordplan.definitions.shipped import shipped_profile
from coordplan.sending.reports.causes import cause_parts, recommendation_part, strengths_part
from coordplan.sending.reports.sample import sample_report
from coordplan.sending.reports.speaker import Speaker
from coordplan.sending.reports.values import PeriodReport, Statement
from coordplan.text.language import use_language

SAMPLE = sample_report(shipped_profile("party"))._replace(difficulties=(), recommendations=())
NAMES = {"so-gddt": "Sở GD&ĐT", "so-yte": "Sở Y tế", "btg": "Ban Tuyên giáo"}
MARK = "[Kiến nghị: mỗi kiến nghị một câu, nêu rõ cơ quan giải quyết]"


@pytest.fixture(autouse=True)
def _in_vietnamese() -> None:
    use_language("vi")


def said(words: str, *about: str, body: str = "so-yte") -> Statement:
    return Statement(body, NAMES[body], words, words, about)


def report_with(**values: Any) -> PeriodReport:
    speaker = SAMPLE.speaker._replace(names=dict(SAMPLE.speaker.names) | NAMES)
    return SAMPLE._replace(**{"speaker": speaker, **values})


def causes(report: PeriodReport) -> list[str]:
    return [sentence.words for part in cause_parts(report) for sentence in part.sentences]


def recommendations(report: PeriodReport) -> list[str]:
    return [sentence.words for sentence in recommendation_part(report).sentences]


def test_where_nobody_wrote_anything_the_places_stand_alone() -> None:
    assert causes(SAMPLE) == [
        "a) Nguyên nhân khách quan: [cơ quan soạn thảo ghi, từ lý do đã nêu]",
        "b) Nguyên nhân chủ quan: [cơ quan soạn thảo ghi]",
    ]
    assert recommendations(SAMPLE) == [MARK]
    assert strengths_part(SAMPLE).sentences[0].kind == "place"


def test_what_the_office_keeps_stands_in_place_of_the_marks() -> None:
    report = report_with(texts={"objective_causes": "Mưa bão.\n\nDịch bệnh.", "recommendations": "Đề nghị bố trí vốn."})
    assert causes(report)[:2] == ["a) Nguyên nhân khách quan: Mưa bão.", "Dịch bệnh."]
    assert recommendations(report) == ["Đề nghị bố trí vốn."]


@pytest.mark.parametrize(
    ("statements", "sentences"),
    [
        pytest.param(
            [said("Thiếu kinh phí tập huấn.", "bản tin dịch bệnh, tháng 3/2024")],
            ["Sở Y tế nêu: thiếu kinh phí tập huấn (bản tin dịch bệnh, tháng 3/2024)."],
            id="one",
        ),
        pytest.param(
            [said("Thiếu kinh phí", "bản tin, tháng 3/2024, tháng 4/2024", "chuyên mục, quý I/2024")],
            ["Sở Y tế nêu: thiếu kinh phí (bản tin, tháng 3/2024, tháng 4/2024; chuyên mục, quý I/2024)."],
            id="of several activities once",
        ),
        pytest.param(
            [said("Thiếu kinh phí", "a"), said("thiếu kinh phí.", "b", body="so-gddt")],
            ["Sở Y tế (a) và Sở GD&ĐT (b) cùng nêu: thiếu kinh phí."],
            id="the same of two bodies",
        ),
        pytest.param(
            [
                said("Thiếu kinh phí", "a", "b"),
                *(said("Thiếu kinh phí", "c", body=each) for each in ("so-gddt", "btg")),
            ],
            ["Sở Y tế, Sở GD&ĐT, Ban Tuyên giáo cùng nêu: thiếu kinh phí (04 nhiệm vụ)."],
            id="the same of many bodies",
        ),
        pytest.param(
            [said("Thiếu kinh phí", "a", "b", "c", "d", "e")],
            ["Sở Y tế nêu: thiếu kinh phí (a; b; c; 02 nhiệm vụ khác)."],
            id="of many activities",
        ),
        pytest.param(
            [said("UBND tỉnh chưa giao vốn")], ["Sở Y tế nêu: UBND tỉnh chưa giao vốn."], id="a name stays as it is"
        ),
    ],
)
def test_difficulties_become_sentences(statements: list[Statement], sentences: list[str]) -> None:
    assert causes(report_with(difficulties=tuple(statements)))[:-2] == sentences


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param("Bố trí kinh phí", "Sở Y tế đề nghị bố trí kinh phí (bản tin, tháng 3/2024).", id="an infinitive"),
        pytest.param(
            "Đề nghị bố trí kinh phí.", "Sở Y tế đề nghị bố trí kinh phí (bản tin, tháng 3/2024).", id="asked"
        ),
        pytest.param(
            "Kính đề nghị UBND tỉnh bố trí kinh phí;",
            "Sở Y tế đề nghị UBND tỉnh bố trí kinh phí (bản tin, tháng 3/2024).",
            id="asked of somebody",
        ),
    ],
)
def test_recommendations_ask_once(words: str, sentence: str) -> None:
    report = report_with(recommendations=(said(words, "bản tin, tháng 3/2024"),))
    assert recommendations(report) == [sentence, MARK]


def test_of_many_eight_are_told_and_the_others_counted() -> None:
    report = report_with(difficulties=tuple(said(f"Khó khăn {n}") for n in range(10)))
    assert causes(report)[8] == "Còn 02 ý kiến khác (phụ lục)."
    assert len(causes(report)) == 11


def test_a_department_says_nothing_for_others() -> None:
    speaker = Speaker(body="so-yte", sides=(("btg",),), names=NAMES)
    statements = (said("Thiếu kinh phí"), said("Thiếu người", body="so-gddt"))
    report = report_with(speaker=speaker, difficulties=statements, recommendations=statements)
    assert causes(report)[0] == "Sở Y tế nêu: thiếu kinh phí."
    assert len(causes(report)) == 3
    assert recommendations(report) == ["Sở Y tế đề nghị thiếu kinh phí.", MARK]


def test_english_sentences_agree_in_number() -> None:
    use_language("en")
    one, two = said("No money", "a"), said("no money", "b", body="so-gddt")
    assert causes(report_with(difficulties=(one,)))[0] == "Sở Y tế names: no money (a)."
    assert causes(report_with(difficulties=(one, two)))[0] == "Sở Y tế (a) and Sở GD&ĐT (b) name: no money."
    asked = report_with(recommendations=(said("We ask for more money", "a"),))
    assert recommendations(asked)[0] == "Sở Y tế asks: more money (a)."
