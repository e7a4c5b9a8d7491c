"""A month of the secretary, end to end: forms out, filled in by people, one sent back, corrected, all accepted."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from coordplan.collecting.form.values import HEADER_ROW
from tests.collecting.filled import Filled
from tests.command_line import Tell

# What people type into the rows that are asked for, and what it means
TYPED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "tttt-01@2023-12": (
        {"done": " x ", "done_on": "10/6/2024", "document": "77-TB/BTGTU", "document_on": "10-06-2024"},
        {"standing": "done_late", "done_on": "2024-06-10", "evidence": "77-TB/BTGTU, 10/6/2024"},
    ),
    "ldtbxh-08@2023-H2": ({"done": "có", "done_on": "12.6.2024"}, {"standing": "done_late", "done_on": "2024-06-12"}),
    "tnmt-13@2023": ({"progress": "80%"}, {"standing": "in_progress_overdue", "percent": 80}),
    "tttt-08@2023-Q4": ({"progress": "0,7"}, {"standing": "in_progress_overdue", "percent": 70}),
    "yte-03@2024-03": ({"progress": (0.9, "0%")}, {"standing": "in_progress_overdue", "percent": 90}),
}
ASKED = ("so-ldtbxh", "so-tnmt", "so-tttt", "so-yte")  # who has something to answer
BODIES = ("btg", *ASKED)  # the office itself asks first, and nobody reminds it


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


def occurrences(tell: Tell) -> dict[str, dict[str, Any]]:
    return {row["occurrence"]: row for row in json.loads(tell("list", "-f", "json").out)["occurrences"]}


def states(tell: Tell) -> dict[str, str]:
    found = json.loads(tell("returns", "2024-Q2", "-f", "json").out)["organizations"]
    return {each["organization"]: each["state"] for each in found}


def chased(tell: Tell) -> set[str]:
    return {each["organization"] for each in json.loads(tell("chase", "2024-Q2", "-f", "json").out)["reminders"]}


def as_people_send_it(form: Filled, name: str) -> Path:
    """Sort the rows otherwise, hide one, add a column and a note, and give the file another name."""
    first, last = HEADER_ROW + 1, form.sheet.max_row
    rows = [[cell.value for cell in form.sheet[number]] for number in range(first, last + 1)]
    random.Random(name).shuffle(rows)
    for number, row in enumerate(rows, first):
        for column, value in enumerate(row, 1):
            form.sheet.cell(number, column).value = value
    form.sheet.row_dimensions[first].hidden = True
    form.sheet.cell(HEADER_ROW, 20).value = "Theo dõi nội bộ"
    form.sheet.cell(last + 2, 3).value = "Người lập biểu"
    return form.save(Path("back") / f"{name} - bản cuối.xlsx")


def test_a_month_goes_through(tell: Tell, shipped: Path) -> None:
    before = occurrences(tell)
    assert tell("form", "2024-Q2", "-o", "forms", "--as-of", "2024-06-12").code == 0
    assert tell("form", "2024-Q2", "--own", "-o", "forms", "--as-of", "2024-06-12").code == 0
    assert {state for body, state in states(tell).items() if body in ASKED} == {"waiting"}
    assert "btg" not in states(tell)
    assert chased(tell) == set(ASKED), "all are late by 30 June"

    asked = {each: Filled(Path(f"forms/2024-Q2_{each}.xlsx")) for each in BODIES}
    for form in asked.values():
        for id_, (cells, _meant) in TYPED.items():
            if id_ in form.rows:
                form.answer(id_, **cells)
    asked["so-yte"].answer("yte-03@2024-03", progress="chín mươi")  # what nobody can read
    asked["so-tnmt"].answer("tnmt-13@2023", difficulties="Thiếu số liệu quý I")
    asked["so-tnmt"].answer("tnmt-08@2024", progress="3 lớp")  # beside what was asked
    files = [as_people_send_it(form, body) for body, form in asked.items()]

    answer = tell("collect", *map(str, files), "--received", "2024-06-18", "--mark-up", "marked")
    assert answer.code == 3, "one of them is sent back"
    assert "chín mươi" in answer.err
    assert {body: state for body, state in states(tell).items() if body in ASKED} == {
        **dict.fromkeys(ASKED, "accepted"),
        "so-yte": "sent_back",
    }
    assert chased(tell) == {"so-yte"}
    assert "khuyến cáo phòng bệnh" in tell("chase", "2024-Q2").out

    (copy,) = Path("marked").glob("*.xlsx")
    corrected = Filled(copy).answer("yte-03@2024-03", progress=TYPED["yte-03@2024-03"][0]["progress"]).save()
    assert tell("collect", str(corrected), "--received", "2024-06-20").code == 0
    assert set(states(tell).values()) == {"accepted", "not_asked"}
    assert chased(tell) == set()
    rate = json.loads(tell("returns", "2024-Q2", "-f", "json").out)
    assert (rate["in_time"], rate["due_to_be_in"]) == (4, 4), "what was wrong had come in time"

    after = occurrences(tell)
    moved = {id_ for id_ in before if before[id_] != after[id_]}
    assert moved == {*TYPED, "tnmt-08@2024"}, "the status moves by what was accepted, and by nothing else"
    for id_, (_cells, meant) in TYPED.items():
        assert {name: after[id_][name] for name in meant} == meant
    assert (after["tnmt-08@2024"]["value"], after["tnmt-08@2024"]["percent"]) == (3, 50)
    assert "Thiếu số liệu quý I" in tell("report", "2024-Q2").out

    kept = shipped.read_bytes()
    assert tell("collect", *map(str, files[:4])).code == 0, "the same files again"
    assert shipped.read_bytes() == kept
    tell("undo")
    tell("undo")
    assert occurrences(tell) == before
