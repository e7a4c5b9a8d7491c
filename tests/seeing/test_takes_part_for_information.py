"""What a body takes part in, for information: on a sheet of its form, in its calendar, in a digest."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.command_line import Tell


def events(text: str) -> tuple[int, int]:
    return text.count("BEGIN:VEVENT"), text.count("BEGIN:VALARM")


def test_a_calendar_may_have_it_without_reminders(tell: Tell, shipped: Path) -> None:
    leads = events(tell("calendar", "--since", "start", "--lead", "so-yte").out)
    both = events(tell("calendar", "--since", "start", "--lead", "so-yte", "--partners").out)
    alone = events(tell("calendar", "--since", "start", "--with", "so-yte").out)
    assert both == (leads[0] + alone[0], leads[1])
    assert alone[0] == 25
    assert "Giao ban công tác khoa giáo với ngành y tế (BTGTU)" in tell(
        "calendar", "--lead", "so-yte", "--partners"
    ).out.replace("\n ", "")


def test_partners_of_nobody_in_a_calendar_are_refused(tell: Tell, shipped: Path) -> None:
    code, out, err = tell("--lang", "en", "calendar", "--partners")
    assert (code, out) == (2, "")
    assert "--partners needs --lead" in err


def test_a_form_may_have_it_on_a_sheet_that_asks_for_nothing(tell: Tell, shipped: Path) -> None:
    assert tell("form", "2024-Q2", "--org", "so-yte", "--org", "so-gddt", "-o", "bare").code == 0
    assert tell("form", "2024-Q2", "--org", "so-yte", "--org", "so-gddt", "--partners", "-o", "forms").code == 0
    book = load_workbook("forms/2024-Q2_so-yte.xlsx")
    assert "Nhiệm vụ phối hợp" not in load_workbook("bare/2024-Q2_so-yte.xlsx").sheetnames
    sheet = book["Nhiệm vụ phối hợp"]
    assert sheet.protection.sheet
    rows = {row[0]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows["yte-01@2024-Q2"][1:3] == (
        "Giao ban công tác khoa giáo với ngành y tế",
        "Ban Tuyên giáo Tỉnh ủy",
    )
    assert not {row[0].value for row in book["Biểu báo cáo"].iter_rows(min_row=7)} & rows.keys()
    log = tell("--lang", "en", "form", "2024-Q2", "--org", "so-yte", "--partners", "-o", "again").out
    assert "recorded" not in log or "Change" not in log  # the same form, already recorded


@pytest.mark.parametrize(("place", "told"), [("B3", False), ("H3", True)], ids=["in its table", "beside it"])
def test_what_is_typed_on_that_sheet_is_told_where_it_is_beside_the_table(
    tell: Tell, shipped: Path, place: str, told: bool
) -> None:
    assert tell("form", "2024-Q2", "--org", "so-yte", "--partners", "-o", "forms").code == 0
    path = "forms/2024-Q2_so-yte.xlsx"
    book = load_workbook(path)
    book["Nhiệm vụ phối hợp"][place] = "Đã hoàn thành ngày 20/6"
    book.save(path)
    answer = tell("--lang", "en", "collect", path, "--dry-run")
    assert ("Nhiệm vụ phối hợp!" in answer.out + answer.err) == told


def test_a_digest_is_narrowed_by_partner_and_field(tell: Tell, shipped: Path) -> None:
    text = tell("--lang", "en", "digest", "--since", "14d", "--with", "so-yte", "--field", "y tế").out
    assert "field: y tế" in text
    assert "with Sở Y tế" in text
