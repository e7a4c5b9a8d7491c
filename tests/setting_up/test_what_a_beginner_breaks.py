"""What goes wrong in the first hour: each with the sentence that helps, in both languages."""

import os
import shutil
from pathlib import Path

import pytest

from coordplan.cli import said_once
from coordplan.cli.pasted_words import pasted_signs
from coordplan.store.lookalikes import is_on_network, service_of, surprises_of
from coordplan.text.shell import quoted_word
from tests.command_line import Ready, Tell

OFFICE = b"PK\x03\x04" + bytes(40)


@pytest.mark.parametrize(
    ("breaks", "words", "sentence", "code"),
    [
        pytest.param(
            lambda: Path("plans/gd.yaml").rename("plans/gd.yaml.txt"),
            ["check"],
            "plans/gd.yaml.txt: this file is not read, since its name ends in .txt\n   rename it to gd.yaml",
            3,
            id="a hidden ending",
        ),
        pytest.param(
            lambda: Path("plans/gd.yaml").rename("plans/gd.yml"), ["check"], "5 files, no problems", 0, id="yml"
        ),
        pytest.param(
            lambda: Path("plans/gd.yaml").rename("plans/gd.yml"),
            ["check", "plans/gd.yaml"],
            "did you mean plans/gd.yml?",
            3,
            id="named by the other ending",
        ),
        pytest.param(
            lambda: Path("plans").rename("ke-hoach"),
            ["load"],
            "the definitions may be in ke-hoach: name that folder",
            3,
            id="a renamed folder",
        ),
        pytest.param(
            lambda: (Path("plans").rename("ke-hoach"), Path("plans.zip").write_bytes(OFFICE)),
            ["load"],
            "the definitions may be in ke-hoach: name that folder",
            3,
            id="a renamed folder beside a zip",
        ),
        pytest.param(
            lambda: shutil.copy("plans/gd.yaml", "plans/gd - Copy.yaml"),
            ["check"],
            "gd - Copy.yaml looks like a copy of gd.yaml: move it out of the folder",
            3,
            id="a copy",
        ),
        pytest.param(
            lambda: shutil.copy("plans/gd.yaml", "plans/gd (1).yaml"),
            ["check"],
            "gd (1).yaml looks like a copy of gd.yaml",
            3,
            id="a numbered copy",
        ),
        pytest.param(
            lambda: shutil.copy("plans/gd.yaml", "plans/gd - Bản sao (2).yaml"),
            ["check"],
            "gd - Bản sao (2).yaml looks like a copy of gd.yaml",
            3,
            id="a Vietnamese copy",
        ),
        pytest.param(
            lambda: Path("plans/a.xlsx").write_bytes(OFFICE),
            ["check"],
            "coordplan import plans/a.xlsx --plan",
            0,
            id="an annex among the definitions",
        ),
        pytest.param(lambda: shutil.rmtree("plans"), ["load"], "coordplan export plans", 3, id="plans are gone"),
        pytest.param(
            lambda: (shutil.rmtree("plans"), Path("plans.zip").write_bytes(OFFICE)),
            ["load"],
            "did you mean plans.zip?",
            3,
            id="plans as zip",
        ),
        pytest.param(
            lambda: Path("plans.zip").write_bytes(OFFICE), ["load", "plans.zip"], "unpack it first", 3, id="a zip named"
        ),
        pytest.param(
            lambda: Path("a.xlsx").write_bytes(OFFICE),
            ["load", "a.xlsx"],
            "coordplan import a.xlsx",
            3,
            id="a workbook",
        ),
        pytest.param(
            lambda: Path("~$a.docx").write_bytes(b"xx"),
            ["import", "~$a.docx", "--plan", "gd"],
            "name it without ~$",
            1,
            id="what Word keeps beside an open file",
        ),
        pytest.param(
            lambda: Path("plans/gd.yaml").write_bytes(
                b"\r\n".join(Path("plans/gd.yaml").read_bytes().splitlines()) + b"\r\n"
            ),
            ["check"],
            "5 files, no problems",
            0,
            id="lines end as on Windows",
        ),
        pytest.param(
            lambda: Path("coordplan.db").rename("coordplan (1).db"),
            ["status"],
            "(1).db",
            1,
            id="the file under another name",
        ),
        pytest.param(
            lambda: (Path("moved").mkdir(), Path("coordplan.db").rename("moved/coordplan.db")),
            ["status"],
            f"coordplan --db moved{os.sep}coordplan.db status",
            1,
            id="the file in a folder below",
        ),
        pytest.param(
            lambda: Path("coordplan.db").unlink(),
            ["status"],
            "To make it of the definitions in plans: coordplan init",
            1,
            id="plans without the file",
        ),
        pytest.param(lambda: None, ["mark", "gd-01", "“60%”"], "Type straight quotes", 1, id="curly quotes"),
        pytest.param(lambda: None, ["status", "–as-of", "30/6"], "Type straight quotes", 2, id="a long dash"),
    ],
)
def test_what_a_beginner_breaks_is_said_with_a_way_out(
    tell: Tell, small: Path, breaks: object, words: list[str], sentence: str, code: int
) -> None:
    breaks()  # type: ignore[operator]
    answer = tell("--lang", "en", *words)
    assert answer.code == code
    assert sentence in answer.out + answer.err
    assert tell(*words).code == code


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        (["mark", "gd-03", "60%"], ""),
        (["--evidence", "12-BC “báo cáo” 6"], ""),
        (["“xong”"], "“ ”"),
        (["“12-TB/BTGTU,", "25/6/2024”"], "“ ”"),
        (["—on"], "—"),
        (["2022–2025", "–"], ""),
    ],
)
def test_signs_of_a_word_processor_are_told_from_what_is_meant(words: list[str], signs: str) -> None:
    assert pasted_signs(words) == signs


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/lan/OneDrive - UBND tinh/phoi-hop", "OneDrive"),
        ("/Users/lan/Dropbox (Ca nhan)", "Dropbox"),
        ("/Users/lan/Library/CloudStorage/GoogleDrive-lan@x.vn/My Drive", "Google Drive"),
        ("/Users/lan/Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("/home/lan/dropboxes", ""),
        ("/home/lan/phoi-hop", ""),
        ("/redirected/Documents", "OneDrive"),
    ],
)
def test_a_folder_that_is_synchronised_is_known_by_its_name(folder: str, service: str) -> None:
    assert service_of(Path(folder) / "coordplan.db", {"OneDrive": "/redirected"}) == service


def test_a_network_folder_is_known_by_its_mount() -> None:
    mounts = "/dev/sda1 / ext4 rw 0 0\n//may-chu/chung /mnt/o\\040chung cifs rw 0 0\n"
    assert is_on_network(Path("/mnt/o chung/a/coordplan.db"), mounts)
    assert not is_on_network(Path("/home/coordplan.db"), mounts)
    assert not is_on_network(Path("/home/coordplan.db"), "")


def test_copies_of_a_file_and_another_above_it_are_found(small: Path, made: Path) -> None:
    below = small.parent / "OneDrive" / "a"
    below.mkdir(parents=True)
    here = below / "coordplan.db"
    for name in ("coordplan.db", "coordplan (1).db", "coordplan - Copy.db", "coordplan-DESKTOP-1A.db", "mine.db"):
        shutil.copy(small, below / name)
    (below / "coordplan (2).db").write_text("a letter")
    found = list(surprises_of(here))
    assert [each.rule for each in found] == ["copy-beside"] * 3 + ["file-above", "synchronised"]
    assert "coordplan-DESKTOP-1A.db" in " ".join(each.sentence for each in found)
    assert list(surprises_of(small)) == []


def test_where_a_file_lies_is_said_once_to_somebody_at_a_terminal(
    small: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(small, "coordplan (1).db")
    monkeypatch.setenv("XDG_STATE_HOME", str(small.parent / "state"))
    monkeypatch.setenv("LOCALAPPDATA", str(small.parent / "state"))
    said_once.say_surprises_once(small)
    assert capsys.readouterr().err == "", "nobody is there"
    monkeypatch.setattr(said_once, "somebody_is_there", lambda: True)
    said_once.say_surprises_once(small)
    assert "another copy of it" in capsys.readouterr().err
    said_once.say_surprises_once(small)
    assert capsys.readouterr().err == "", "it was said"
    answer = tell("--lang", "en", "doctor")
    assert (answer.code, "coordplan (1).db" in answer.out) == (0, True), "doctor says it always"


def test_init_makes_nothing_in_a_folder_of_windows(tell: Tell, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEMROOT", str(here))
    answer = tell("--lang", "en", "init", "--demo")
    assert (answer.code, answer.out, list(here.iterdir())) == (1, "", [])
    assert "Go to a folder of your own first: cd " in answer.err


def test_init_makes_nothing_where_nobody_may_write(tell: Tell, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coordplan.setting_up.init.os.access", lambda _folder, _how: False)
    answer = tell("--lang", "en", "init", "--demo")
    assert (answer.code, answer.out, list(here.iterdir())) == (1, "", [])
    assert "There is no right to write in " in answer.err


def test_the_next_step_names_an_annex_that_is_here(tell: Tell, ready: Ready, here: Path) -> None:
    ready("init", "--empty", "--title", "X", "--from", "1/1/2024", "--until", "31/12/2025")
    assert "coordplan import phu-luc.docx --plan " in tell("status").out
    for name in ("~$ke hoach.docx", "ke hoach.docx"):
        (here / name).write_bytes(b"")
    annex = quoted_word("ke hoach.docx")
    assert f"coordplan import {annex} --plan " in tell("status").out
    assert ": ke hoach.docx\n" in tell("import", "kế hoạch.docx", "--plan", "gddt").err
