"""A month of slips: forms filled in with twenty of them; each is asked about, and the figures end as they should."""

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment

from coordplan.collecting.form.values import HEADER_ROW, KEY_ROW, NAME_CELL
from tests.collecting.filled import Filled
from tests.command_line import Tell

# By body and occurrence: what is typed, what is said of it, and what is typed when it was asked about
SLIPS: dict[str, dict[str, tuple[dict[str, Any], str, dict[str, Any]]]] = {
    "so-yte": {
        "yte-03@2024-03": (
            {"done": "x", "done_on": "1/3/2024"},
            "finished on 2024-03-01, but 45% was recorded on 2024-03-07",
            {"done": "x", "done_on": "20/6/2024"},
        ),
        "yte-03@2024-06": ({"done": "Chưa xong"}, "it has been done since 2024-06-23", {}),
        "yte-06@2024-Q2": ({"done": "x", "done_on": "29/6/2024"}, "this would make that 2024-06-29", {}),
        "yte-05@2024": ({"progress": 60}, "or is it 60%?", {"progress": "đạt 60% (đã mở 2 lớp)"}),
        "yte-11": ({"progress": 0}, "although 50% was recorded", {"progress": 55}),
    },
    "so-tnmt": {
        "tnmt-13@2023": ({"progress": "chưa"}, "although 30% was recorded", {"progress": "40%"}),
        "tnmt-10@2024": ({"progress": "40%"}, "although 70% was recorded", {"progress": "75%"}),
        "tnmt-09@2024": ({"progress": "11 điểm"}, "although 9 điểm was recorded", {"progress": "8 điểm"}),
        "tnmt-08@2024": ({"progress": 0.75}, "or is it 75%?", {"progress": (0.75, "0%")}),
        "tnmt-05@2024-07": (
            {"done": "x", "done_on": "10/5/2024"},
            "finished on 2024-05-10, but it does not begin until",
            {},
        ),
    },
    "so-tttt": {
        "tttt-08@2023-Q4": (
            {"done": "x", "done_on": date(1900, 1, 5)},
            "5 is not a date",
            {"done": "x", "done_on": 45453},
        ),
        "tttt-08@2024-Q2": ({"progress": "50%"}, "it has been done since 2024-06-26", {}),
        "tttt-12@2024": (
            {"done": "x", "done_on": "10/6/2023"},
            "more than a year before it is due",
            {"done": "x", "done_on": "27/6"},
        ),
        "tttt-06@2024": ({"comment": "Đã xong ngày 10/6"}, 'a comment says "Đã xong ngày 10/6"', {"progress": "3 lớp"}),
        "tttt-07@2024-H1": ({"standing": "Chưa xong"}, 'a locked cell says "Chưa xong"', {}),
    },
    "btg": {
        "yte-01@2024-Q2": ({"progress": "30/6"}, '"30/6" is not a progress', {"progress": "30%"}),
        "vhtt-11@2024-H1": ({"progress": "đang thực hiện"}, "does not say how far it is", {"progress": "3 bài"}),
        "gddt-12@2024": ({"progress": "60"}, "although 65% was recorded", {"progress": "66"}),
        "ct-05@2024": ({"occurrence": "xong"}, '"xong" stands where the id ct-05@2024 stood', {}),
    },
    "so-vhtt": {
        "vhtt-08@2024": (
            {"progress": "2 lớp", "heading": "Kết quả"},
            'below "Kết quả" is not read',
            {"progress": "2 lớp"},
        ),
    },
    "so-ldtbxh": {
        "ldtbxh-07@2024": ({"progress": date(2024, 8, 5)}, "Excel makes a day of 5/8", {"progress": "5 buổi"}),
        "ldtbxh-08@2023-H2": ({"progress": 10}, "or is it 10%?", {"progress": "6 vụ"}),
    },
}
MEANT = {  # how it stands at the end: percent or value, and the day
    "yte-03@2024-03": ("done_late", 100, None, "2024-06-20"),
    "yte-05@2024": ("in_progress", 60, 1, None),
    "yte-11": ("ongoing", 55, None, None),
    "tnmt-13@2023": ("in_progress_overdue", 40, None, None),
    "tnmt-10@2024": ("in_progress", 75, None, None),
    "tnmt-09@2024": ("in_progress", 50, 8, None),
    "tnmt-08@2024": ("in_progress", 75, 2, None),
    "tttt-08@2023-Q4": ("done_late", 100, None, "2024-06-10"),
    "tttt-12@2024": ("done_on_time", 100, None, "2024-06-27"),
    "tttt-06@2024": ("in_progress", 75, 3, None),
    "gddt-12@2024": ("in_progress", 66, None, None),
    "vhtt-08@2024": ("in_progress", 66.666667, 2, None),
    "ldtbxh-07@2024": ("in_progress", 62.5, 5, None),
    "ldtbxh-08@2023-H2": ("in_progress_overdue", 75, 6, None),
}


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


def standings(tell: Tell) -> dict[str, tuple[Any, ...]]:
    rows = json.loads(tell("list", "-f", "json").out)["occurrences"]
    return {row["occurrence"]: tuple(row[name] for name in ("standing", "percent", "value", "done_on")) for row in rows}


def fill_in(form: Filled, answers: Mapping[str, Mapping[str, Any]]) -> Path:
    for id_, cells in answers.items():
        for key, value in cells.items():
            if key == "comment":
                form.cell(id_, "progress").comment = Comment(value, "minh")
            elif key != "heading" and key != "occurrence":
                form.answer(id_, **{key: value})
    for id_, cells in answers.items():
        if "occurrence" in cells:
            form.cell(id_, "occurrence").value = cells["occurrence"]
        if "heading" in cells:
            form.sheet.cell(HEADER_ROW, form.columns["progress"]).value = cells["heading"]
            form.sheet.delete_rows(KEY_ROW)
    return form.save(Path("back") / form.path.name)


def test_a_month_of_slips_ends_with_the_right_figures(tell: Tell, shipped: Path) -> None:
    assert sum(map(len, SLIPS.values())) >= 20
    before = standings(tell)
    assert tell("form", "2024-Q3", "-o", "forms").code == 0
    assert tell("form", "2024-Q3", "--own", "-o", "forms").code == 0
    shutil.copytree("forms", "again")
    for body, slips in SLIPS.items():
        path = fill_in(Filled(Path(f"forms/2024-Q3_{body}.xlsx")), {id_: each[0] for id_, each in slips.items()})
        answer = tell("collect", str(path), "--mark-up", "marked")
        assert answer.code == 3
        for id_, (_typed, says, _right) in slips.items():
            assert says in answer.err, (id_, answer.err)
    assert standings(tell) == before, "no slip became a figure"
    rate = json.loads(tell("returns", "2024-Q3", "-f", "json").out)
    assert rate["in_time"] == 0, "nobody has answered yet"

    for body, slips in SLIPS.items():
        form = Filled(Path(f"again/2024-Q3_{body}.xlsx"))
        if body == "so-yte":
            form.sheet[NAME_CELL].value = "Trung tâm Kiểm soát bệnh tật"
        path = fill_in(form, {id_: each[2] for id_, each in slips.items()})
        answer = tell("collect", str(path))
        assert (answer.code, answer.err) == (0, ""), answer
        assert ("Trung tâm Kiểm soát bệnh tật" in answer.out) is (body == "so-yte")
    after = standings(tell)
    moved = {id_ for id_ in before if before[id_] != after[id_]}
    assert {id_: after[id_] for id_ in moved} == MEANT
    assert "đã mở 2 lớp" in tell("show", "yte-05").out, "what stood in brackets is kept"

    kept = shipped.read_bytes()
    for body in SLIPS:
        tell("collect", f"back/2024-Q3_{body}.xlsx")
    assert shipped.read_bytes() == kept, "the same files again write nothing"
