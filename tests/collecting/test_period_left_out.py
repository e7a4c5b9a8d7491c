"""A period that a command line leaves out: the one of the day, and said; what closes and issues has to be told."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coordplan.cli import run


@pytest.fixture(scope="module")
def file(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The demonstration, whose figures close on the 14th, some days after the second quarter's did."""
    folder = tmp_path_factory.mktemp("left-out")
    path = Path(shutil.copy(demo / "coordplan.db", folder / "coordplan.db"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield path


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-06-17")
    monkeypatch.setenv("COORDPLAN_LANG", "en")


ENDED = "Period 2024-Q2 (2024-03-15 to 2024-06-14), the last that has ended; to see another, name it.\n"
NEXT = "Period 2024-Q3 (2024-06-15 to 2024-09-14), whose figures close next; to see another, name it.\n"


@pytest.mark.parametrize(
    ("words", "said", "key"),
    [
        pytest.param(["returns"], ENDED, "2024-Q2", id="returns"),
        pytest.param(["chase"], ENDED, "2024-Q2", id="chase"),
        pytest.param(["form", "-o", "forms"], NEXT, "2024-Q3", id="form, of what closes next"),
    ],
)
def test_the_period_of_the_day_is_meant_and_said(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str, key: str
) -> None:
    before = file.read_bytes()
    words = [str(tmp_path / word) if word == "forms" else word for word in words]
    assert run([*words, "-f", "json"]) == 0
    out, err = capsys.readouterr()
    assert said in err
    assert key in json.dumps(json.loads(out))
    file.write_bytes(before)


def test_a_report_without_its_period_is_the_last_that_has_ended(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    assert ENDED in err
    assert "quý II năm 2024" in out or "second quarter of 2024" in out


@pytest.mark.parametrize(
    ("words", "command"),
    [
        pytest.param(["period", "close"], "coordplan period close 2024-Q2", id="close"),
        pytest.param(["period", "reopen", "--reason", "x"], "coordplan period reopen 2024-Q2", id="reopen"),
        pytest.param(
            ["report", "issue", "--number", "1-BC/X", "--signed-on", "17/6/2024"],
            "coordplan report issue 2024-Q2",
            id="issue",
        ),
    ],
)
def test_what_is_closed_or_issued_is_named(
    file: Path, capsys: pytest.CaptureFixture[str], words: list[str], command: str
) -> None:
    before = file.read_bytes()
    assert run(words) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"coordplan: PERIOD is missing.\nThe last that has ended: {command}\n")
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["report"], "Period 2024-Q2 (2024-03-15 to 2024-06-14), whose figures close today;", id="report"),
        pytest.param(
            ["returns"], "Period 2024-Q2 (2024-03-15 to 2024-06-14), whose figures close today;", id="returns"
        ),
        pytest.param(["period", "close"], "The last that has ended: coordplan period close 2024-Q1", id="close"),
    ],
)
def test_a_period_that_ends_today_has_not_ended(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-06-14")
    run([*words, "--lang", "en"])
    assert said in capsys.readouterr().err
