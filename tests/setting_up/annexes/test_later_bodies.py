"""Bodies that are not there any more, or not yet, when a row is due."""

from collections.abc import Mapping, Sequence

import pytest

from coordplan.model import Definitions
from coordplan.setting_up.annexes.annex import Annex, parse_annex
from coordplan.setting_up.annexes.findings import ImportChoices
from coordplan.setting_up.annexes.grid import grid_of
from coordplan.setting_up.annexes.layout import tables_in

HEADINGS = ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"]


def understood(
    known: Definitions, row: Sequence[str], answers: Mapping[str, str] = {}, plan: str = "ctph-2022-2025"
) -> Annex:
    tables = tables_in([grid_of("a.csv", "csv", "", [HEADINGS, ["1", "Giao ban", *row]])], {})
    return parse_annex(tables, known, ImportChoices(answers, contents=("nd1",)), plan)


@pytest.mark.parametrize(
    ("row", "lead", "partners"),
    [
        (["BTGTU", "Sở TN&MT", "Tháng 11/2025"], "btgdv", ["so-nnmt"]),
        (["BTGTU", "BTGDVTU", "Tháng 11/2025"], "btgdv", []),
        (["Sở Nông nghiệp và Môi trường", "", "Quý I/2023"], "so-tnmt", None),
    ],
    ids=["one successor", "who leads is no partner", "not yet"],
)
def test_the_one_body_that_may_be_meant_is_named_instead_and_that_is_said(
    row: Sequence[str], lead: str, partners: Sequence[str] | None, shipped: Definitions
) -> None:
    annex = understood(shipped, row)
    fields = annex.proposals[0].fields
    assert (fields["lead"], fields.get("with")) == (lead, partners)
    assert {(each.rule, each.warning) for each in annex.findings} == {("body-of-days", True)}
    assert annex.proposals[0].faults == ()


@pytest.mark.parametrize(
    "row",
    [
        ["BTGTU", "Sở TN&MT", "Tháng 11/2024"],
        ["BTGTU", "", "Hằng quý"],
        ["Sở Nội vụ", "", "Tháng 11/2025"],
        ["Sở TT&TT", "", "2024-2025"],
    ],
    ids=["before its end", "its one successor goes on with it", "at all times", "no schedule that is understood"],
)
def test_nothing_is_said_of_bodies_that_last_or_are_followed(row: Sequence[str], shipped: Definitions) -> None:
    annex = understood(shipped, row)
    assert not [each for each in annex.findings if each.rule == "body-of-days" and each.warning]
    assert "successors" not in annex.proposals[0].fields


def test_of_several_successors_one_is_asked_for_and_the_answer_holds(shipped: Definitions) -> None:
    row = ["Sở LĐTBXH", "", "Tháng 11/2025"]
    (finding,) = understood(shipped, row).findings
    question = finding.question
    assert question is not None
    assert question.candidates == ("so-noi-vu", "so-gddt", "so-yte")
    assert '--answer "so-ldtbxh=so-noi-vu"' in finding.remedy
    annex = understood(shipped, row, {question.key: "so-yte"})
    assert (annex.proposals[0].fields["lead"], annex.findings) == ("so-yte", ())


def test_who_follows_within_the_days_of_a_row_is_asked_for_and_kept(shipped: Definitions) -> None:
    row = ["BTGTU", "Sở LĐTBXH", "Hằng quý"]
    (finding,) = understood(shipped, row).findings
    assert finding.question is not None
    fields = understood(shipped, row, {finding.question.key: "so-noi-vu"}).proposals[0].fields
    assert (fields["with"], fields["successors"]) == (["so-ldtbxh"], {"so-ldtbxh": "so-noi-vu"})


def test_a_plan_that_has_chosen_is_not_asked(shipped: Definitions) -> None:
    annex = understood(shipped, ["Sở LĐTBXH", "", "Hằng quý"], plan="ldtbxh")
    assert (annex.findings, annex.proposals[0].fields["lead"]) == ((), "so-ldtbxh")


def test_a_partner_that_is_over_may_be_left_out(shipped: Definitions) -> None:
    annex = understood(shipped, ["Sở Y tế", "Sở LĐTBXH", "Tháng 11/2025"], {"so-ldtbxh": "-"})
    assert annex.proposals[0].fields["with"] == []
