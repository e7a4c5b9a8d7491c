"""Forms that come back from all leads of a program in which nothing is recorded yet; and from LibreOffice."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coordplan.cli import run
from tests.collecting.filled import Filled
from tests.collecting.filling import filled
from tests.command_line import Tell
from tests.examples import IS_LONG, LONG

MADE, RECEIVED = "2024-06-10", date(2024, 6, 20)


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped program without any entry, so that there is much to answer; to be copied only."""
    folder = tmp_path_factory.mktemp("bare")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COORDPLAN_TODAY", MADE)
        patch.setenv("COORDPLAN_BY", "lan")
        shutil.copytree(Path(__file__).parent.parent.parent / "plans", folder / "plans")
        assert run(["--lang", "en", "init"]) == 0
    return folder / "coordplan.db"


TAKEN_IN = ("accepted", "partly", "blank")  # some leave a row blank


def typed(number: int, unit: str) -> dict[str, Any]:
    """Return an answer as one of many people types it; every seventh says nothing."""
    habits: list[dict[str, Any]] = [
        {"done": "x", "done_on": "30/5/2024", "document": f"{number}-BC/SGDĐT", "document_on": "31-5-2024"},
        {"progress": "60%  " if unit == "%" else "0,5"},
        {"done": "Có ", "done_on": date(2024, 5, 28)},
        {"progress": 0, "difficulties": "Thiếu kinh phí"},
        {"progress": "0,6" if unit == "%" else "0.5 "},
        {"done": "xong", "done_on": " 30-05-2024 ", "recommendations": "Không"},
        {},
    ]
    if unit != "%" and ("(" in unit or "%" in unit):  # a falling target, or a rate: 0,5 would reach it, or be unclear
        return habits[2]
    return habits[number % len(habits)]


def standings(tell: Tell) -> dict[str, tuple[Any, ...]]:
    rows = json.loads(tell("list", "-f", "json").out)["occurrences"]
    return {row["occurrence"]: (row["standing"], row["percent"], row["done_on"]) for row in rows}


@pytest.mark.parametrize("period", ["2024-Q2", "2024-06"] if IS_LONG else ["2024-Q2"])
def test_a_month_moves_the_status_by_just_what_was_accepted(
    bare: Path, here: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch, period: str
) -> None:
    shutil.copy(bare, here / "coordplan.db")
    monkeypatch.setenv("COORDPLAN_TODAY", MADE)
    said = json.loads(tell("form", period, "-o", "forms", "-f", "json").out)
    assert len(said["forms"]) >= 7
    monkeypatch.setenv("COORDPLAN_TODAY", RECEIVED.isoformat())
    before = standings(tell)
    expected: dict[str, dict[str, Any]] = {}
    wrong = Path("forms") / said["forms"][1]["file"]
    spoilt = said["forms"][1]["asked"][0]
    of_wrong = set(said["forms"][1]["asked"])
    for each in said["forms"]:
        form = Filled(Path("forms") / each["file"])
        answers = {id_: typed(number, form.cell(id_, "unit").value) for number, id_ in enumerate(each["asked"])}
        expected |= answers
        form.answers(answers)
        if form.path == wrong:
            form.answer(spoilt, done="x", done_on="31/6/2024")
        form.save()

    told = tell("collect", "forms", "--mark-up", "back", "--sure", "all", "-f", "json")
    files = {file["file"]: file for file in json.loads(told.out)["files"]}
    assert told.code == 3
    assert [name for name, file in files.items() if file["outcome"] not in TAKEN_IN] == [wrong.as_posix()]
    assert files[wrong.as_posix()]["outcome"] == "sent_back"
    middle = standings(tell)
    assert {id_ for id_ in before if middle[id_] != before[id_]}.isdisjoint(of_wrong)

    (copy,) = Path("back").glob("*.xlsx")
    filled(copy, {spoilt: expected[spoilt]})
    assert json.loads(tell("collect", str(copy), "--sure", "all", "-f", "json").out)["files"][0]["outcome"] in TAKEN_IN
    after = standings(tell)
    assert {id_ for id_ in after if after[id_] != before[id_]} <= set(expected)
    for id_, answer in expected.items():
        if answer.get("done"):
            assert after[id_][0].startswith("done"), id_
            assert after[id_][2] == ("2024-05-28" if isinstance(answer["done_on"], date) else "2024-05-30"), id_
        elif answer.get("progress") in ("60%  ", "0,6"):
            assert after[id_][1] in (60.0, 0.6), id_
        elif not answer:
            assert after[id_] == before[id_], id_


# pip installs no LibreOffice; what people do to a sheet is tried in test_returned_files.py, everywhere
@pytest.mark.skipif(not IS_LONG, reason=f"LibreOffice starts for 5 seconds: {LONG}")
@pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no LibreOffice here")
def test_a_form_that_libreoffice_saved_is_read_and_ods_is_refused(small: Path, here: Path, tell: Tell) -> None:
    assert tell("form", "2024-Q2", "-o", "forms").code == 0
    form = Path("forms/2024-Q2_so-gd.xlsx")
    filled(form, {"gd-02@2024-Q1": {"done": "x", "done_on": "20/3/2024"}, "gd-04": {"progress": 7}})
    plain = Path("plain.csv")
    plain.write_text("a,b\n", encoding="utf-8")
    for kind, sources in (("ods", (plain, form)), ("xlsx", (form,))):
        profile = f"-env:UserInstallation={(here / 'profile').as_uri()}"
        words = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", "saved", *map(str, sources)]
        subprocess.run(words, check=True, capture_output=True, timeout=120)
        if not Path("saved/plain.ods").exists():  # not the form's fault: it has not been opened yet
            pytest.skip("this LibreOffice has no Calc: it makes no sheet of two plain cells")
    told = tell("collect", "saved/2024-Q2_so-gd.ods")
    assert (told.code, "is not an Excel workbook" in told.err) == (3, True), told.err
    file = json.loads(tell("collect", "saved/2024-Q2_so-gd.xlsx", "-f", "json").out)["files"][0]
    assert (file["outcome"], file["taken_in"], file["problems"], file["remarks"]) == ("partly", 2, [], [])
