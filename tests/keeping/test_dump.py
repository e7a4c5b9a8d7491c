"""dump: all that a file holds as lines of JSON, and a file made of them that answers the same."""

import base64
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from coordplan.store.checking.full import findings_in
from coordplan.store.dumps.dump_lines import columns_by_table
from coordplan.store.file import open_for_reading
from coordplan.store.format import FORMAT
from tests.command_line import Tell, office_after
from tests.keeping.test_automatic_copies import DONE, EXTENDED, PERCENT

ANSWERS = (
    ("status", "-f", "json"),
    ("status", "--known-at", "2", "-f", "json"),
    ("list", "-f", "json"),
    ("log", "-f", "json"),
    ("period", "list", "-f", "json"),
    ("report", "list", "-f", "json"),
    ("report", "verify", "-f", "json"),
    ("changes", "--since", "2024-01-01", "-f", "json"),
    ("export", "-"),
)


@pytest.fixture(scope="module")
def filled(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the small file with something in every kind of table that a month fills; to be copied only."""
    return office_after(
        tmp_path_factory.mktemp("filled"),
        made,
        DONE,
        PERCENT,
        EXTENDED,
        ("undo",),
        ("mark", "gd-04", "3 lớp", "--note", 'a "b"\n\tc\\ – ơ 😀', "--on", "2024-06-01"),
        ("rate", "gd", "amber", "--reason", "chậm"),
        ("period", "close", "2024-Q1", "--sure"),
        ("report", "issue", "2024-Q1", "--number", "1-BC", "--signed-on", "2024-06-29", "-o", "q1.txt"),
        ("edit", "yt-01", "--title", "Tuyên truyền phòng, chống dịch"),
        ("form", "2024-Q2", "-o", "forms"),
    )


@pytest.fixture
def full(filled: Path, here: Path) -> Path:
    shutil.copytree(filled, here, dirs_exist_ok=True)
    return here / "coordplan.db"


def lines_in(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def test_a_file_made_of_a_dump_answers_the_same_byte_for_byte(full: Path, tell: Tell) -> None:
    assert tell("dump", "all.jsonl").code == 0
    assert tell("--db", "again.db", "restore", "all.jsonl")[::2] == (0, "")
    for words in ANSWERS:
        one, other = tell(*words), tell("--db", "again.db", *words)
        assert one == other, words
        assert one.code == 0 or words[:2] == ("export", "-"), one
    assert tell("--db", "again.db", "dump", "again.jsonl").code == 0
    assert (full.parent / "again.jsonl").read_bytes() == (full.parent / "all.jsonl").read_bytes()
    with closing(open_for_reading(full.parent / "again.db")) as connection:
        assert [each for each in findings_in(connection) if not each.remark] == []
    assert tell("--db", "again.db", *PERCENT[:2], "30%", "--on", "2024-06-30").code == 0, "it goes on"


def test_a_dump_is_read_without_this_program(full: Path, tell: Tell) -> None:
    """What the README says of it, by hand."""
    tell("dump", "all.jsonl")
    lines = lines_in(full.parent / "all.jsonl")
    first, *rows, last = [json.loads(line) for line in lines]
    assert (first["schema"], first["format"], first["program"]) == ("coordplan/dump/1", FORMAT, "ct")
    assert last == {"end": True, "lines": len(lines) - 1, "sha256": sha256(b"".join(lines[:-1])).hexdigest()}
    for line in lines[:-1]:
        text, _comma, crc = line.rpartition(b',"crc":"')
        assert int(crc[:8], 16) == zlib.crc32(text)
    for row in rows:
        assert set(row["values"]) <= set(first["tables"][row["table"]])
        assert None not in row["values"].values()
    kept = next(row["values"] for row in rows if row["table"] == "kept_rows")
    text = zlib.decompress(base64.b64decode(kept["packed"]["base64"]))
    assert sha256(text).hexdigest() == kept["digest"]
    assert json.loads(text)
    with closing(sqlite3.connect(full)) as connection:
        for table, columns in first["tables"].items():
            names = ", ".join(f'"{name}"' for name in columns)
            stored = connection.execute(f"SELECT {names} FROM {table}").fetchall()
            if table == "about":
                continue
            dumped = [tuple(row["values"].get(name) for name in columns) for row in rows if row["table"] == table]
            plain = [
                tuple(base64.b64decode(each["base64"]) if isinstance(each, dict) else each for each in row)
                for row in dumped
            ]
            assert sorted(plain, key=repr) == sorted(stored, key=repr), table


def test_every_table_and_column_is_dumped_but_what_is_derived(small: Path) -> None:
    with closing(sqlite3.connect(small)) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        columns = {
            name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
            for name in names - {"spans", "tallies", "entry_words", "_sqlite_migrations"}
        }
    assert {name: set(found) for name, found in columns_by_table().items()} == columns


def test_the_same_file_gives_the_same_bytes_to_a_file_and_to_a_pipe(small: Path, tell: Tell) -> None:
    tell("dump", "a.jsonl")
    tell("dump", "b.jsonl")
    assert (small.parent / "a.jsonl").read_bytes() == (small.parent / "b.jsonl").read_bytes()
    words = [sys.executable, "-m", "coordplan", "--db", str(small), "dump", "-"]
    piped = subprocess.run(words, capture_output=True, check=True)
    assert (piped.stdout, piped.stderr) == ((small.parent / "a.jsonl").read_bytes(), b"")
    assert os.name == "nt" or (small.parent / "a.jsonl").stat().st_mode & 0o777 == 0o600


def test_a_dump_takes_no_database_place(small: Path, tell: Tell) -> None:
    before = small.read_bytes()
    told = tell("dump", "coordplan.db")
    assert (told.code, told.out) == (1, "")
    assert small.read_bytes() == before


Spoil = Callable[[list[bytes]], list[bytes]]


def resealed(lines: list[bytes]) -> list[bytes]:
    """Return lines with checksums that fit, as whoever alters a dump on purpose would make them."""
    made = []
    for line in lines[:-1]:
        text = line.rpartition(b',"crc":"')[0]
        made.append(text + f',"crc":"{zlib.crc32(text):08x}"}}\n'.encode())
    end = {"end": True, "lines": len(made), "sha256": sha256(b"".join(made)).hexdigest()}
    return [*made, json.dumps(end, separators=(",", ":")).encode() + b"\n"]


def altered(number: int, old: bytes, new: bytes) -> Spoil:
    def alter(lines: list[bytes]) -> list[bytes]:
        assert old in lines[number - 1]
        return [*lines[: number - 1], lines[number - 1].replace(old, new, 1), *lines[number:]]

    return alter


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        pytest.param(altered(5, b'"values"', b'"valuez"'), "line 5: this line was altered", id="a letter"),
        pytest.param(altered(1, b'"format":11', b'"format":8'), "line 1: this line was altered", id="the first line"),
        pytest.param(lambda lines: lines[:40], "ends in line 41: the rest of it is missing", id="its end is missing"),
        pytest.param(lambda lines: [*lines[:40], lines[40][:30]], "ends in line 41", id="cut off in a line"),
        pytest.param(lambda lines: lines[:-1], "the rest of it is missing", id="the last line is missing"),
        pytest.param(lambda lines: [*lines[:-1], lines[-1][:20]], "the rest of it is missing", id="half a last line"),
        pytest.param(lambda lines: [], "is neither a copy nor a dump", id="nothing"),
        pytest.param(lambda lines: [*lines[:9], *lines[10:]], "some were taken out or put in", id="a line less"),
        pytest.param(
            lambda lines: [*lines[:9], lines[10], lines[9], *lines[11:]], "another SHA-256", id="two lines changed over"
        ),
        pytest.param(lambda lines: [*lines[:9], b"hello\n", *lines[9:]], "line 10: this is not JSON", id="no JSON"),
        pytest.param(lambda lines: [*lines[:9], b"{}\n", *lines[9:]], "line 10: this is not a line", id="an object"),
        pytest.param(
            lambda lines: [*lines[:9], b"[" * 100000 + b"\n", *lines[9:]], "line 10: this is not JSON", id="a deep one"
        ),
        pytest.param(lambda lines: [*lines, b"x\n"], "something stands behind the last line", id="something behind"),
        pytest.param(
            lambda lines: resealed([*lines[:3], lines[3].replace(b'"table":"', b'"table":"x'), *lines[4:]]),
            "line 4: files of this format have no such table",
            id="another table",
        ),
        pytest.param(
            lambda lines: resealed([*lines[:3], lines[3].replace(b'"values":{', b'"values":{"x":1,'), *lines[4:]]),
            "line 4: files of this format have no such table or column",
            id="another column",
        ),
        pytest.param(
            lambda lines: resealed([*lines[:3], lines[3].replace(b'"values":{', b'"values":{"note":[1],'), *lines[4:]]),
            "line 4: ",
            id="a value that is none",
        ),
        pytest.param(lambda lines: resealed([*lines[:4], lines[3], *lines[4:]]), "line 5: this row cannot", id="twice"),
        pytest.param(
            lambda lines: resealed([line.replace(b'"kind":"done"', b'"kind":"cancelled"') for line in lines]),
            "is damaged: ",
            id="altered on purpose, which the chain of digests tells",
        ),
    ],
)
def test_a_dump_that_is_not_as_it_was_written_is_refused(full: Path, tell: Tell, spoil: Spoil, words: str) -> None:
    tell("dump", "all.jsonl")
    dump = full.parent / "all.jsonl"
    dump.write_bytes(b"".join(spoil(lines_in(dump))))
    before = full.read_bytes()
    for options in (("--sure",), ("--dry-run",)):
        told = tell("restore", "all.jsonl", *options)
        assert (told.code, told.out) == (1, "")
        assert words in told.err
        assert "Nothing was written." in told.err
    assert full.read_bytes() == before
    assert not [path.name for path in full.parent.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    "new",
    [
        pytest.param((b'"format":11', b'"format":99'), id="a later format"),
        pytest.param((b"coordplan/dump/1", b"coordplan/dump/2"), id="a later schema"),
    ],
)
def test_a_dump_of_a_newer_program_is_refused(full: Path, tell: Tell, new: tuple[bytes, bytes]) -> None:
    tell("dump", "all.jsonl")
    dump = full.parent / "all.jsonl"
    dump.write_bytes(b"".join(resealed(altered(1, *new)(lines_in(dump)))))
    told = tell("restore", "all.jsonl", "--sure")
    assert told.code == 1
    assert "was written by a newer coordplan" in told.err


def test_a_damaged_file_is_not_dumped(small: Path, tell: Tell) -> None:
    with closing(sqlite3.connect(small)) as connection:
        connection.execute("DROP TRIGGER activities_update")
        connection.execute("UPDATE activities SET title = 'khác' WHERE id = 'gd-01'")
        connection.commit()
    told = tell("dump", "all.jsonl")
    assert (told.code, told.out) == (1, "")
    assert "damaged" in told.err
    assert not (small.parent / "all.jsonl").exists()
