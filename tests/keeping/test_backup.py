"""backup: a checked copy, made while the file is in use."""

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.command_line import Tell

NAME = r"coordplan-20\d\d-\d\d-\d\d-\d{6}-1\.db"


def copies_in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def rows_of(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_a_copy_holds_what_the_file_holds_and_its_name_is_said(small: Path, tell: Tell) -> None:
    told = tell("backup")
    (copy,) = copies_in(small.parent / "coordplan-backups")
    assert re.fullmatch(NAME, copy.name)
    assert (told.code, told.err) == (0, "")
    assert re.fullmatch(
        rf"Copied .*coordplan\.db to coordplan-backups.{copy.name} "
        r"\(up to change 1; \d+ KB; opened again and checked, all is well\)\.\n"
        rf"To go back to it: coordplan restore '?coordplan-backups.{copy.name}'?\n",
        told.out,
    )
    assert rows_of(copy) == rows_of(small)
    assert os.name == "nt" or copy.stat().st_mode & 0o777 == 0o600, "what is in it is the office's"


def test_a_copy_goes_into_the_folder_that_is_named(small: Path, tell: Tell) -> None:
    assert tell("backup", "usb/ctph").code == 0
    assert [bool(re.fullmatch(NAME, copy.name)) for copy in copies_in(small.parent / "usb" / "ctph")] == [True]
    assert not (small.parent / "coordplan-backups").exists()


@pytest.mark.parametrize("name", ["plans/gd.yaml", "copy.db"])
def test_a_copy_goes_into_no_file(small: Path, tell: Tell, name: str) -> None:
    told = tell("backup", name)
    assert (told.code, told.out) == (2, "")
    assert "a copy goes into a folder, under a name of its own" in told.err
    assert not (small.parent / "copy.db").exists()
