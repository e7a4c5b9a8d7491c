"""backup: a checked copy, made while the file is in use."""

import os
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest

from coordplan.dates.days import OFFICE_TIME
from coordplan.store.changes import writing
from coordplan.store.copies import making
from coordplan.store.copies.copy_place import copy_place
from coordplan.store.copies.making import make_copy
from coordplan.store.entries import add_entries
from tests.command_line import Tell
from tests.store.building import entry

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
    (small.parent / "usb").mkdir()
    assert tell("backup", "usb/ctph").code == 0
    assert [bool(re.fullmatch(NAME, copy.name)) for copy in copies_in(small.parent / "usb" / "ctph")] == [True]
    assert not (small.parent / "coordplan-backups").exists()


@pytest.mark.parametrize("name", ["plans/gd.yaml", "copy.db"])
def test_a_copy_goes_into_no_file(small: Path, tell: Tell, name: str) -> None:
    told = tell("backup", name)
    assert (told.code, told.out) == (2, "")
    assert "a copy goes into a folder, under a name of its own" in told.err
    assert not (small.parent / "copy.db").exists()


def test_a_copy_is_made_while_others_write(small: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each write begins the copy anew; after some it is made in one go."""
    monkeypatch.setattr(making, "_PAGES", 3)
    place = copy_place(small, "off", datetime(2024, 6, 30, 9, 15, tzinfo=OFFICE_TIME))
    finished, written = Event(), []

    def write() -> None:
        while not finished.is_set():
            moment = datetime(2024, 6, 30, 2, len(written) % 60, tzinfo=UTC)
            with writing(small, command="mark", by="lan", now=moment, wait=30) as change:
                add_entries(change, [entry("6-1", "percent", 5, "gd-01")])
            written.append(change.number)

    writer = Thread(target=write)
    writer.start()
    try:
        made = [make_copy(small, place._replace(folder=small.parent / f"{number}")) for number in range(3)]
    finally:
        finished.set()
        writer.join()
    assert written, "somebody wrote meanwhile"
    with closing(sqlite3.connect(small)) as connection:
        marks = [row[0] for row in connection.execute("SELECT mark FROM changes ORDER BY id")]
    for copy in made:
        with closing(sqlite3.connect(copy.path)) as connection:
            there = [row[0] for row in connection.execute("SELECT mark FROM changes ORDER BY id")]
        assert there == marks[: copy.change], "the file as it was at one moment"
