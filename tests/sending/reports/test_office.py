"""The office that reports: definitions with history, as any other."""

import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from coordplan.cli import run
from coordplan.store.format import FORMAT
from tests.sending.reports.conftest import Tell

OFFICE = """office:
  profile: state
profiles:
  - id: state
    issuer: so-yte
    place: Nha Trang
    signer_name: Họ và Tên
"""


@pytest.fixture
def file(demo_copy: Path, demo: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A demonstration of one's own, with its definitions."""
    monkeypatch.setenv("COORDPLAN_DB", str(demo_copy))
    shutil.copytree(demo / "plans", tmp_path / "plans")
    return demo_copy


def text_of(tell: Tell, *words: str) -> str:
    answer = tell("report", "2024-06", *words)
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def test_what_an_office_says_is_loaded_field_by_field(file: Path, tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "plans/office.yaml").write_text(OFFICE, encoding="utf-8")
    answer = tell("load", "plans/office.yaml")
    assert answer.out.splitlines()[:2] == ["~ office office", '    profile: "party" -> "state"']
    assert "- profile of documents party" in answer.out
    assert '    place: "Khánh Hòa" -> "Nha Trang"' in answer.out
    text = text_of(tell)
    assert "SỞ Y TẾ" in text
    assert "Nha Trang, day" in text
    assert "Họ và Tên" in text
    assert "I. RESULTS" in text


def test_what_an_office_leaves_out_of_its_formats_is_as_shipped(file: Path, tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "plans/office.yaml").write_text(OFFICE, encoding="utf-8")
    tell("load", "plans/office.yaml")
    assert tell("report", "2024-06", "-o", "x.docx").code == 0
    assert "I- RESULTS" in text_of(tell, "--profile", "party"), (
        "the profile that is gone is as shipped, with blank places"
    )
    assert "[issuing body]".upper() in text_of(tell, "--profile", "party")


def test_an_office_can_be_taken_back_and_seen_as_it_was(file: Path, tell: Tell, tmp_path: Path) -> None:
    before = text_of(tell)
    (tmp_path / "plans/office.yaml").write_text(OFFICE, encoding="utf-8")
    tell("load", "plans/office.yaml")
    assert text_of(tell) != before
    assert text_of(tell, "--known-at", "2") == before
    assert tell("undo").code == 0
    assert text_of(tell) == before


def test_a_set_without_an_office_leaves_it_alone(file: Path, tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "plans/office.yaml").unlink()
    assert tell("load", "plans").out == "Nothing to change.\n"


def test_what_is_exported_loads_as_nothing_new(file: Path, tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "plans/office.yaml").write_text(OFFICE, encoding="utf-8")
    tell("load", "plans/office.yaml")
    tell("export", "out")
    assert "signer_name: Họ và Tên" in (tmp_path / "out/office.yaml").read_text(encoding="utf-8")
    assert tell("load", "out").out == "Nothing to change.\n"


def test_a_body_that_issues_reports_cannot_be_taken_back(file: Path, tell: Tell, tmp_path: Path) -> None:
    organizations = tmp_path / "plans/organizations.yaml"
    text = organizations.read_text(encoding="utf-8")
    organizations.write_text(text + "\n  - {id: so-moi, title: Sở mới, short: SM}\n", encoding="utf-8")
    assert tell("load", "plans/organizations.yaml").code == 0
    (tmp_path / "plans/office.yaml").write_text(OFFICE.replace("so-yte", "so-moi"), encoding="utf-8")
    assert tell("load", "plans/office.yaml").code == 0
    answer = tell("undo", "3")
    assert answer.code == 1
    assert "later changes depend on it: 4" in answer.err


def test_a_body_that_issues_reports_stays_though_the_set_has_no_office(file: Path, tell: Tell, tmp_path: Path) -> None:
    organizations = tmp_path / "plans/organizations.yaml"
    text = organizations.read_text(encoding="utf-8")
    organizations.write_text(text + "\n  - {id: so-moi, title: Sở mới, short: SM}\n", encoding="utf-8")
    (tmp_path / "plans/office.yaml").write_text(OFFICE.replace("so-yte", "so-moi"), encoding="utf-8")
    assert tell("load", "plans").code == 0
    organizations.write_text(text, encoding="utf-8")
    (tmp_path / "plans/office.yaml").unlink()
    assert tell("load", "plans").out == "Nothing to change.\n"
    assert "SỞ MỚI" in text_of(tell)


def test_a_program_without_an_office_reports_with_marked_places(
    demo: Path, tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(demo / "plans", tmp_path / "plans")
    (tmp_path / "plans/office.yaml").unlink()
    monkeypatch.setenv("COORDPLAN_DB", str(tmp_path / "new.db"))
    assert tell("init").code == 0
    text = text_of(tell)
    for place in ("[SUPERIOR BODY]", "[ISSUING BODY]", "[code]", "[place]", "[recipients]", "[name of who signs]"):
        assert place in text
    assert tell("report", "2024-06", "-o", "x.docx").code == 0


def test_the_tables_of_reports_refuse_what_all_others_refuse(file: Path) -> None:
    connection = sqlite3.connect(file)
    try:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == FORMAT
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert {"offices", "profiles", "reports"} <= tables
        for name in ("offices", "profiles", "reports"):
            triggers = connection.execute(
                "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (name,)
            )
            assert triggers.fetchone()[0] == 3, "rows are added and ended, nothing else"
    finally:
        connection.close()


def test_every_field_of_a_profile_is_in_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    schema = capsys.readouterr().out
    shipped = (Path(__file__).parents[3] / "plans/office.yaml").read_text(encoding="utf-8")
    keys = set(re.findall(r"^    (?:- )?(\w+):", shipped, re.MULTILINE))
    assert {"margin_left", "signer_title", "end_mark"} <= keys
    assert [key for key in keys if f'"{key}"' not in schema] == []
