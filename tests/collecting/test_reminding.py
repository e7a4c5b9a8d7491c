"""By when a return is to be sent, whose turn it is to be reminded, and the mails in which that is said."""

import json
import shutil
from pathlib import Path

import pytest

from tests.command_line import DEFINITIONS, Tell, write_definitions

# Figures close on the 14th and are sent within two working days: for the second quarter by 18 June
FILES = {
    **DEFINITIONS,
    "program.yaml": DEFINITIONS["program.yaml"].replace(
        "  until: 2025-12-31\n",
        "  until: 2025-12-31\n  sides: [btg, so-yt]\n  reporting: {cutoff_day: 14, send_within: 2}\n",
    ),
    "organizations.yaml": DEFINITIONS["organizations.yaml"].replace("short: SGD}", "short: SGD, email: vt@sgd.gov.vn}"),
}


@pytest.fixture(scope="module")
def file_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from coordplan.cli import run

    folder = tmp_path_factory.mktemp("reminding")
    write_definitions(folder / "plans", FILES)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COORDPLAN_TODAY", "2024-06-30")
        assert run(["init"]) == 0
    return folder / "coordplan.db"


@pytest.fixture(autouse=True)
def reporting(here: Path, file_made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COORDPLAN_LANG", "en")
    return Path(shutil.copy(file_made, here / "coordplan.db"))


def test_another_day_to_send_by_is_a_new_form_and_stays(tell: Tell) -> None:
    def made(*words: str) -> tuple[str, bool, str | None, int | None]:
        said = json.loads(tell("form", "2024-Q2", "--org", "so-gd", "-o", "forms", *words, "-f", "json").out)
        form = said["forms"][0]
        return form["send_by"], form["new"], form["send_by_before"], said["change"]

    assert made("--as-of", "2024-06-14") == ("2024-06-18", True, None, 2)
    assert made("--as-of", "2024-06-14", "--send-by", "26/6/2024") == ("2024-06-26", True, "2024-06-18", 3)
    assert made("--as-of", "2024-06-14") == ("2024-06-26", False, "2024-06-26", None), "what was granted stays"
    found = json.loads(tell("returns", "--as-of", "2024-06-26", "-f", "json").out)["organizations"]
    row = {each["organization"]: each for each in found}["so-gd"]
    assert (row["send_by"], row["days_late"]) == ("2024-06-26", None)
    words = ("form", "2024-Q2", "--org", "so-gd", "-o", "forms", "--as-of", "2024-06-14", "--send-by", "20/6/2024")
    assert "SGD: to be sent by 2024-06-20, no longer by 2024-06-26." in tell(*words).out
    assert made("--as-of", "2024-06-28")[0] == "2024-07-02", "once it has passed, the usual working days count"
    refused = tell("form", "2024-Q2", "-o", "forms", "--as-of", "2024-06-28", "--send-by", "2024-06-27")
    assert (refused.code, "before the day of the forms" in refused.err) == (2, True)


def test_an_organization_may_have_working_days_of_its_own(here: Path, tell: Tell) -> None:
    bodies = DEFINITIONS["organizations.yaml"].replace("short: SGD}", "short: SGD, send_within: 5}")
    write_definitions(here / "plans", FILES | {"organizations.yaml": bodies})
    assert tell("load", "plans").code == 0
    said = json.loads(
        tell("form", "2024-Q2", "--org", "so-gd", "-o", "forms", "--as-of", "2024-06-12", "-f", "json").out
    )
    assert [each["send_by"] for each in said["forms"]] == ["2024-06-21"]
