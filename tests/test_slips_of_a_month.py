"""A fresh month on the demonstration, full of ordinary slips: each is asked about or refused, and no figure moves."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.collecting.filled import Filled
from tests.command_line import Tell

Q2_DOCUMENT = "54-BC, 16/6/2024 (minh họa)"  # with which gddt-04@2024-Q2 was done

# What was typed, how it ends, and what is said of it
SLIPS: dict[str, tuple[tuple[str, ...], int, str]] = {
    "june's document typed for what has no open occurrence": (
        ("mark", "gddt-04", "xong", "--evidence", "12-BC/SGDĐT, 25/6/2024"),
        1,
        "Lượt tiếp theo, gddt-04@2024-Q3, bắt đầu từ ngày 01/7/2024.",
    ),
    "june's document for the next quarter": (
        ("mark", "gddt-04@2024-Q3", "xong", "--evidence", Q2_DOCUMENT),
        1,
        "đã ghi cho gddt-04@2024-Q2",
    ),
    "an occurrence's due date put right as if it were the activity's": (
        ("edit", "yte-03@2024-07", "--due", "1/8/2024"),
        1,
        "coordplan extend yte-03@2024-07 1/8/2024",
    ),
    "an occurrence retired as if it were the activity": (
        ("retire", "yte-06@2024-Q3"),
        1,
        "coordplan mark yte-06@2024-Q3 cancelled",
    ),
    "a percent without its sign": (("mark", "gddt-03", "60"), 1, "60% hay 60 lớp."),
    "a share for a percent": (("mark", "gddt-03", "0,75"), 1, "75% hay 0,75 lớp."),
    "progress that falls": (("mark", "yte-03", "30%"), 1, "đã ghi 45%"),
    "nothing where there was something": (("mark", "tttt-08", "0%"), 1, "đã ghi 35%"),
    "points that come back": (("mark", "tnmt-09", "10 điểm"), 1, "đã ghi 9 điểm"),
    "what is done called half done": (("mark", "gddt-09", "50%"), 1, "đã hoàn thành ngày"),
    "the wrong year of a document": (
        ("done", "yte-01", "--evidence", "99-BC/SYT, 10/6/2025"),
        1,
        "10/6/2025",
    ),
    "next year's work called done": (("done", "gddt-03@2025", "--on", "20/6/2024"), 1, "sớm hơn hạn"),
    "a target that turns": (("edit", "gddt-08", "--target", "0,9 %"), 1, "--baseline"),
    "a schedule put right in the past": (("edit", "yte-03", "--every", "quarter", "--from", "start"), 1, "yte-03"),
    "a title that the plan has": (
        (
            *("add", "gddt", "giao ban CÔNG TÁC khoa giáo với ngành giáo dục"),
            *("--content", "nd2", "--lead", "btg", "--due", "Hằng quý"),
        ),
        1,
        "gddt-01",
    ),
    "a report before its period has ended": (
        ("report", "issue", "2024", "--number", "45-BC/BTGTU", "--signed-on", "30/6/2024"),
        1,
        "2024",
    ),
    "what the demonstration is made of undone": (("undo",), 1, "undo 2"),
}


# What a department typed into the rows of its form, and what is said of it
IN_FORMS: dict[str, tuple[str, dict[str, Any], str]] = {
    "5 in the cell of the day": ("tttt-08@2023-Q4", {"done": "x", "done_on": date(1900, 1, 5)}, "1900"),
    "the year before": ("tttt-08@2023-Q4", {"done": "x", "done_on": "10/6/2023"}, "01/10/2023"),
    "a day to come": ("tttt-08@2023-Q4", {"done": "x", "done_on": "10/6/2025"}, "10/6/2025"),
    "not begun, of what is begun": ("tttt-08@2023-Q4", {"progress": "chưa"}, "đã ghi 35%"),
    "a bare number for a percent": ("tttt-06@2024", {"progress": 60}, "60% hay 60 lớp."),
    "a date dragged over what is done": ("tttt-08@2024-Q1", {"done": "x", "done_on": "12/6/2024"}, "28/3/2024"),
    "not finished, of what is done": ("tttt-08@2024-Q1", {"done": "Chưa xong"}, "28/3/2024"),
    "another occurrence's document": (
        "tttt-08@2023-Q4",
        {"done": "x", "done_on": "28/3/2024", "document": "50-BC, 28/3/2024 (minh họa)"},
        "đã ghi cho tttt-08@2024-Q1",
    ),
}


def test_a_month_of_slips_moves_no_figure(tell: Tell, shipped: Path, tmp_path: Path) -> None:
    assert tell("form", "2024-Q2", "--org", "so-tttt", "-o", "forms").code == 0

    def answers() -> list[str]:
        lines = (("status",), ("list",), ("returns", "2024-Q2"), ("period", "list"), ("report", "list"))
        return [re.sub(r'"known_at": .*', "", tell(*line, "-f", "json").out) for line in lines]

    before = answers()
    for line, code, says in SLIPS.values():
        if line != ("undo",):
            found = tell(*line)
            assert (found.code, says in found.err) == (code, True), found
    for number, (occurrence, cells, says) in enumerate(IN_FORMS.values()):
        form = Filled(Path("forms") / "2024-Q2_so-tttt.xlsx").answer(occurrence, **cells)
        path = form.save(tmp_path / f"back-{number}.xlsx")
        found = tell("collect", str(path), "--dry-run")
        assert (found.code, says in found.out + found.err) == (3, True), found
        assert tell("collect", str(path)).code == 3
    returns = answers()
    assert returns[:2] == before[:2]
    assert returns[3:] == before[3:]


@pytest.mark.parametrize(("line", "code", "says"), SLIPS.values(), ids=SLIPS)
def test_a_slip_of_the_month_is_asked_about_or_refused(
    tell: Tell, shipped: Path, line: tuple[str, ...], code: int, says: str
) -> None:
    if line == ("undo",):
        tell("undo")  # the entries of the demonstration; then nothing is left but the first load
    before = shipped.read_bytes()
    found = tell(*line)
    assert found.code == code, found
    assert says in found.err
    assert shipped.read_bytes() == before
