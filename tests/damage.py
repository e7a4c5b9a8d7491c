"""Damages copies of the demonstration, and says what every command makes of them; not part of the ordinary test run.

    python -m tests.damage [COPIES] [--seed N] [--first N] [--large]

Each copy is damaged in one way (a bit, bytes, pages, the header, its length, rows and tables behind the triggers, what
is derived, what lies beside it); then commands are run on it. Each must answer exactly as on the sound file, or end
with 1 and a sentence that names the damage and a way out. ``--large``: the same of a file of more than 4 MB, on which
reading does not look; doctor, the first write of a day, backup and `report issue` must find each damage that moves a
figure.
"""

import argparse
import contextlib
import io
import os
import random
import re
import shlex
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from coordplan.cli import run
from coordplan.store.checking.tables_as_made import parts_as_made
from coordplan.store.checksum import MOST_BYTES
from tests.bench.generator import make

NAME = "coordplan.db"
ENVIRONMENT = {"COORDPLAN_TODAY": "2024-06-30", "COORDPLAN_BY": "lan", "COORDPLAN_LANG": "en", "COLUMNS": "100"}
ALWAYS = ("status -f json", "list -f csv")
READING = (
    "status",
    "status --as-of 2024-03-31 --known-at 2 -f json",
    "list --plan yte",
    "due -f json",
    "show khcn-07 -f json",
    "why due_rate",
    "changes --since 2 -f json",
    "periods",
    "search giáo",
    "curve -f json",
    "report 2024-Q2 -o out.md",
    "report 2024-Q2 -o out.html",
    "report list -f json",
    "report verify",
    "report errata 1",
    "digest --since 7d",
    "calendar",
    "log -f json",
    "returns 2024-Q2",
    "period list -f json",
    "export out",
    "dump out.jsonl",
    "load plans --dry-run",
)
WRITING = (
    "mark khcn-07@2024 95%",
    "done khcn-07@2024 --sure",
    "rate khcn green --reason x",
    "undo --sure",
    "period close 2024-Q1 --sure",
)
SAYS_DAMAGED = re.compile(r"damaged|is not a coordplan file|is empty")
WAY_OUT = re.compile(r"coordplan .*(doctor|restore)|doctor")
Damage = Callable[[random.Random, Path, "Scene"], str]


class Scene(NamedTuple):
    """A sound file, an older state of it, and what commands answer from it."""

    folder: Path
    answers: dict[str, "Answered"]

    @property
    def file(self) -> Path:
        return self.folder / NAME

    @property
    def older(self) -> Path:
        return self.folder / "older.db"

    def expected(self, words: str) -> "Answered":
        """Return what a command line answers on the sound file; each is asked once, in a copy of the folder."""
        if words not in self.answers:
            command, then, after = words.partition("; ")
            with tempfile.TemporaryDirectory() as place, standing_in(Path(place)):
                shutil.copytree(self.folder, place, dirs_exist_ok=True)
                self.answers[command] = answer(command)
                if then:
                    self.answers[words] = answer(after)
        return self.answers[words]


class Answered(NamedTuple):
    """What a command line gave back."""

    code: int
    out: str
    err: str
    files: tuple[tuple[str, bytes], ...]


def answer(words: str) -> Answered:
    """Run a command line in this process and the current folder."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = run(shlex.split(words))
        except BaseException as error:
            code = 99
            err.write(f"Traceback: {type(error).__name__}: {error}")
    files = tuple(
        (path.relative_to(Path.cwd()).as_posix(), path.read_bytes())
        for path in sorted(Path.cwd().rglob("*"))
        if path.is_file() and path.relative_to(Path.cwd()).parts[0].startswith("out")
    )
    for path in Path.cwd().glob("out*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return Answered(code, out.getvalue(), err.getvalue(), files)


@contextlib.contextmanager
def standing_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        with mock.patch.dict(os.environ, ENVIRONMENT):
            yield
    finally:
        os.chdir(before)


# --- The ways of damaging


def _size(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[16:18], "big") or 4096


def _patch(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def a_bit(chance: random.Random, path: Path, _scene: Scene) -> str:
    data = path.read_bytes()
    at, bit = chance.randrange(len(data)), chance.randrange(8)
    _patch(path, at, bytes([data[at] ^ (1 << bit)]))
    return f"bit {bit} of byte {at}"


def some_bytes(chance: random.Random, path: Path, _scene: Scene) -> str:
    at = chance.randrange(path.stat().st_size - 64)
    _patch(path, at, chance.randbytes(chance.choice((1, 2, 8, 64))))
    return f"bytes at {at}"


def letters_of_a_text(chance: random.Random, path: Path, _scene: Scene) -> str:
    """Alter what reads as a value: a day, a percent, a kind, an id."""
    data = path.read_bytes()
    words = (b"done", b"2024-0", b"percent", b"khcn-0", b"yte-0", b"btg", b"quarter", b"2023-", b"nd1")
    word = chance.choice([word for word in words if word in data])
    places = [found.start() for found in re.finditer(re.escape(word), data)]
    at = chance.choice(places)
    _patch(path, at + len(word) - 1, chance.choice((b"9", b"1", b"x", b"\xff", b"\x00", b"E")))
    return f"a letter of {word!r} at {at}"


def a_page(chance: random.Random, path: Path, scene: Scene) -> str:
    size = _size(path)
    pages = path.stat().st_size // size
    page = chance.randrange(1, pages)
    kind = chance.choice(("zeroed", "at random", "of the older state", "of another", "swapped"))
    data = path.read_bytes()
    if kind == "zeroed":
        new = bytes(size)
    elif kind == "at random":
        new = chance.randbytes(size)
    elif kind == "of the older state":
        older = scene.older.read_bytes()
        differing = [
            number
            for number in range(min(len(older), len(data)) // size)
            if older[number * size : (number + 1) * size] != data[number * size : (number + 1) * size]
        ]
        page = chance.choice(differing or [page])
        new = older[page * size : (page + 1) * size]
    else:
        other = chance.randrange(1, pages)
        new = data[other * size : (other + 1) * size]
        if kind == "swapped":
            _patch(path, other * size, data[page * size : (page + 1) * size])
    _patch(path, page * size, new)
    return f"page {page + 1} {kind}"


def the_length(chance: random.Random, path: Path, _scene: Scene) -> str:
    size, length = _size(path), path.stat().st_size
    new = chance.choice((0, 1, 50, 100, size, chance.randrange(length), chance.randrange(1, length // size) * size))
    if chance.random() < 0.2:
        with path.open("ab") as file:
            file.write(chance.randbytes(chance.choice((1, 100, size))))
        return "bytes behind the end"
    os.truncate(path, new)
    return f"cut off at {new}"


def the_header(chance: random.Random, path: Path, _scene: Scene) -> str:
    at = chance.randrange(100)
    _patch(path, at, bytes([chance.choice((0, 1, 2, 3, 4, 255, chance.randrange(256)))]))
    return f"byte {at} of the header"


def _without_triggers(path: Path, *statements: str) -> str:
    """Run statements as somebody does who drops the triggers first; half of them makes them again."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        if len(statements[0]) % 2:
            for _name, sql in triggers:
                connection.execute(sql)
    return "; ".join(statements)[:150]


VALUES = (
    *(
        "NULL",
        "0",
        "1",
        "2",
        "99",
        "500",
        "55.5",
        "-1",
        "1e999",
        "'x'",
        "''",
        "'2024-02-30'",
        "'2024-05-05'",
        "x'00ff'",
    ),
    *("CAST(x'41ff42' AS TEXT)", "'a' || char(0) || 'b'", "'{'", "'garbage'"),
)


def a_row(chance: random.Random, path: Path, _scene: Scene) -> str:
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for name, (kind, _t, _s) in parts_as_made().items() if kind == "table" and name[0] != "_"]
        tables = [name for name in tables if name != "about"]
        counts = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}
        table = chance.choice([name for name in tables if counts[name]] + ["entries", "occurrences", "activities"])
        described = connection.execute(f"PRAGMA table_info({table})").fetchall()
        columns, keys = [row[1] for row in described], [row[1] for row in described if row[5]]
        key = ", ".join(keys)
        row = connection.execute(
            f"SELECT {key} FROM {table} LIMIT 1 OFFSET ?", (chance.randrange(counts[table]),)
        ).fetchone()
    where = " AND ".join(f"{name} = {value!r}" for name, value in zip(keys, row, strict=True))
    if chance.random() < 0.25:
        return _without_triggers(path, f"DELETE FROM {table} WHERE {where}")
    column = chance.choice(columns)
    value = chance.choice([*VALUES, f"\"{column}\" || ' '"])
    try:
        return _without_triggers(path, f'UPDATE OR IGNORE {table} SET "{column}" = {value} WHERE {where}')
    except sqlite3.IntegrityError:
        return _without_triggers(path, f"DELETE FROM {table} WHERE {where}")


STATEMENTS = (
    "DELETE FROM spans WHERE plan_id = 'gddt'",
    "UPDATE spans SET reached = 0",
    "UPDATE spans SET due_on_in_force = '2030-01-01' WHERE id LIKE 'yte%'",
    "DELETE FROM spans",
    "DELETE FROM entry_words",
    "UPDATE entry_words SET entry = entry + 1000",
    "UPDATE entries SET ended_by = (SELECT max(id) FROM changes) WHERE ended_by IS NULL",
    "UPDATE entries SET ended_by = NULL",
    "UPDATE entries SET percent = 100 WHERE kind = 'percent'",
    "DELETE FROM entries WHERE added_by = (SELECT max(added_by) FROM entries)",
    "DELETE FROM entries WHERE row > 900",
    "DELETE FROM changes WHERE id = (SELECT max(id) FROM changes)",
    "DELETE FROM changes WHERE id = 2",
    "DELETE FROM changes",
    "UPDATE changes SET digest = NULL WHERE id = 2",
    "UPDATE changes SET digest = (SELECT digest FROM changes WHERE id = 1) WHERE id = 2",
    "UPDATE changes SET at = 'garbage' WHERE id = 3",
    "UPDATE changes SET mark = 'x' WHERE id = 3",
    "INSERT INTO entries (id, occurrence_id, observed_on, kind, added_by) VALUES (9999, 'yte-01', '2024-6-1', 'x', 2)",
    "INSERT INTO changes (id, at, by, command, reason, illustrative, mark) VALUES (99, 'x', 'x', 'x', '', 0, 'x')",
    "DELETE FROM calendar_days WHERE id LIKE '2024%'",
    "UPDATE organizations SET title = 'Khác'",
    "UPDATE programs SET until_on = '2030-12-31'",
    "DELETE FROM about",
    "DELETE FROM about WHERE name = 'spans_at'",
    "DELETE FROM about WHERE name = 'checksum'",
    "DELETE FROM about WHERE name = 'last_change'",
    "DELETE FROM about WHERE name = 'needs_coordplan'",
    "UPDATE about SET value = 'garbage'",
    "UPDATE about SET value = '99' WHERE name = 'spans_at'",
    "UPDATE about SET value = '1 x' WHERE name = 'last_change'",
    "UPDATE about SET value = x'00' WHERE name = 'checksum'",
    "UPDATE about SET value = '' WHERE name = 'checksum'",
    "DROP TABLE about",
    "DROP TABLE spans",
    "DROP TABLE entry_words",
    "DROP TABLE entries",
    "DROP TABLE changes",
    "DROP TABLE aliases",
    "DROP VIEW standings_today",
    "DROP INDEX entries_of_progress",
    "DROP INDEX entries_in_force",
    "DROP INDEX spans_by_id",
    "ALTER TABLE entries RENAME COLUMN percent TO prozent",
    "ALTER TABLE entries ADD COLUMN more TEXT",
    "CREATE TABLE mine (x); INSERT INTO mine VALUES (1)",
    "CREATE VIEW mine AS SELECT * FROM entries",
    "CREATE INDEX mine ON entries (note)",
    "CREATE TRIGGER mine AFTER INSERT ON entries BEGIN DELETE FROM spans; END",
    "CREATE TRIGGER mine AFTER INSERT ON changes BEGIN UPDATE about SET value = 'x'; END",
    "ANALYZE",
    "REINDEX",
    "VACUUM",
    "PRAGMA page_size = 1024; VACUUM",
    "PRAGMA journal_mode = WAL",
    "PRAGMA user_version = 3",
    "PRAGMA user_version = 99",
    "PRAGMA application_id = 1",
)


def a_statement(chance: random.Random, path: Path, _scene: Scene) -> str:
    statement = chance.choice(STATEMENTS)
    if chance.random() < 0.3:  # with the triggers as they are
        with closing(sqlite3.connect(path, isolation_level=None)) as connection, contextlib.suppress(sqlite3.Error):
            for each in statement.split("; "):
                connection.execute(each)
        return f"{statement} (triggers as they are)"
    try:
        return _without_triggers(path, *statement.split("; "))
    except sqlite3.Error as error:
        return f"{statement}: {error}"


def the_schema(chance: random.Random, path: Path, _scene: Scene) -> str:
    """Alter what SQLite takes a table or an index for."""
    old, new = chance.choice(
        (
            ("observed_on", "observed_at"),
            ("TEXT", "BLOB"),
            ("FLOAT", "TEXT"),
            ("ended_by IS NULL", "ended_by IS NOT NULL"),
            ("('percent', 'value', 'done')", "('percent', 'value')"),
            ("entries", "entrie5"),
            ("NOT NULL", ""),
            ("CREATE", "CRATE"),
        )
    )
    name = chance.choice(
        ("entries", "occurrences", "entries_of_progress", "entries_in_force", "spans", "entries_insert")
    )
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?", (old, new, name))
    return f"the schema of {name}: {old} -> {new}"


def what_lies_beside(chance: random.Random, path: Path, _scene: Scene) -> str:
    ending = chance.choice(("-journal", "-wal", "-shm", ".writer"))
    path.with_name(path.name + ending).write_bytes(chance.choice((b"", b"x" * 100, chance.randbytes(9000))))
    return f"{ending} that is none"


DAMAGES: tuple[Damage, ...] = (
    a_bit,
    some_bytes,
    letters_of_a_text,
    a_page,
    the_length,
    the_header,
    a_row,
    a_statement,
    a_row,
    a_page,
    the_schema,
    a_statement,
    what_lies_beside,
    letters_of_a_text,
    some_bytes,
)


# --- What is to hold


def make_scene(folder: Path) -> Scene:
    """Make the demonstration with some more in it."""
    with standing_in(folder):
        for words in (
            "init --demo",
            "mark khcn-07@2024 70%",
            "mark yte-14 50% --sure",
            "period close 2023-Q4 --sure",
            "report issue 2024-Q1 -o q1.docx --number 12-BC/BTGTU --signed-on 2024-04-05 --sure",
        ):
            answer(words)
        shutil.copy(NAME, "older.db")
        for words in ("mark tnmt-05@2024-06 60% --sure", "mark gddt-04@2024-Q2 80% --sure"):
            answer(words)
        shutil.rmtree("coordplan-backups", ignore_errors=True)
        answer("backup")
        shutil.copytree("coordplan-backups", "kept", dirs_exist_ok=True)
    return Scene(folder, {})


def what_fails(scene: Scene, number: int, seed: int = 0) -> tuple[str, list[str], Counter[str]]:
    """Damage a copy and run commands on it; return how it was damaged, what is not as it must be, and what was."""
    chance = random.Random(f"{seed}:{number}")
    faults: list[str] = []
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place, standing_in(Path(place)):
        shutil.copy(scene.file, NAME)
        shutil.copytree(scene.folder / "plans", "plans")
        if chance.random() < 0.5:
            shutil.copytree(scene.folder / "kept", "coordplan-backups")
        words = DAMAGES[number % len(DAMAGES)](chance, Path(NAME).resolve(), scene)
        said = False
        for command in (*ALWAYS, *chance.sample(READING, 4)):
            found = answer(command)
            what = _judged(found, scene.expected(command))
            counts[what] += 1
            said |= what == "said"
            if what not in ("same", "said"):
                faults.append(f"{command}: {what}: {_short(found, scene.expected(command))}")
        doctor = answer("doctor -f json")
        counts["doctor: sound" if doctor.code == 0 else "doctor: damaged"] += 1
        if doctor.code not in (0, 1) or "Traceback" in doctor.err or (said and doctor.code == 0):
            faults.append(f"doctor: {doctor.code} {doctor.err[-300:]}")
        command = chance.choice(WRITING)
        found = answer(command)
        what = _judged(found, scene.expected(command))
        counts[f"writing: {what}"] += 1
        if what not in ("same", "said"):
            faults.append(f"{command}: {what}: {_short(found, scene.expected(command))}")
        elif what == "same":
            after = f"{command}; {ALWAYS[0]}"
            what = _judged(answer(ALWAYS[0]), scene.expected(after))
            if what != "same":
                faults.append(f"{after}: {what}")
    return f"{DAMAGES[number % len(DAMAGES)].__name__}: {words}", faults, counts


# --- Larger files


def make_large_scene(folder: Path) -> Scene:
    """Make a file that is too large for reading to look at all of it, last written to on an earlier day."""
    make(folder, 4000)
    with standing_in(folder):
        assert Path(NAME).stat().st_size > MOST_BYTES
        shutil.copy(NAME, "older.db")
    return Scene(folder, {})


FIGURES = ("status -f json", "list -f csv", "log -f json", "export out")
FINDING = (
    "doctor -f json",
    "backup",
    "mark {id} 33% --sure",
    "report issue 2023-Q4 --number 1-BC --signed-on 2024-01-10 --sure",
)
DAMAGES_OF_FIGURES: tuple[Damage, ...] = (a_row, letters_of_a_text, a_page, a_statement, some_bytes)


def what_is_missed(scene: Scene, number: int, seed: int = 0) -> tuple[str, list[str], bool]:
    """Damage a copy of a large file; return how, what did not find it, and whether an answer is another one by it."""
    chance = random.Random(f"{seed}:{number}")
    damage = DAMAGES_OF_FIGURES[number % len(DAMAGES_OF_FIGURES)]
    faults = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place, standing_in(Path(place)):
        shutil.copy(scene.file, NAME)
        words = damage(chance, Path(NAME).resolve(), scene)
        found = {command: answer(command) for command in FIGURES}
        faults += [f"{command}: {each.err[-300:]}" for command, each in found.items() if "Traceback" in each.err]
        moved = any(_judged(each, scene.expected(command)) == "other figures" for command, each in found.items())
        id_ = scene.expected("list -f csv").out.splitlines()[-1].partition(",")[0]
        for command in FINDING if moved else FINDING[:1]:
            told = answer(command.format(id=id_))
            if moved and (told.code != 1 or not (SAYS_DAMAGED.search(told.err) or '"sound": false' in told.out)):
                faults.append(f"{command}: {told.code} {told.out[:200]} {told.err[-300:]}")
    return f"{damage.__name__}: {words}", faults, moved


_MOMENT = re.compile(r"20\d\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d\.\d+\+00:00)?")


def _judged(found: Answered, expected: Answered) -> str:
    if "Traceback" in found.err:
        return "traceback"
    if (found.code, _still(found.out), found.files) == (expected.code, _still(expected.out), expected.files):
        return "same"
    if found.code == 1 and SAYS_DAMAGED.search(found.err) and WAY_OUT.search(found.err):
        return "said"
    return "unexplained" if found.code else "other figures"


def _still(text: str) -> str:
    return _MOMENT.sub("MOMENT", re.sub(r"\S*coordplan\.db", NAME, text))


def _short(found: Answered, expected: Answered) -> str:
    if found.err.strip():
        return f"{found.code} {found.err.strip()[-400:]}"
    lines = zip(found.out.splitlines(), expected.out.splitlines(), strict=False)
    return next((f"{one.strip()!r}, not {two.strip()!r}" for one, two in lines if one != two), "shorter or longer")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("copies", nargs="?", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args()
    if options.large:
        return _main_of_large(options.first, options.copies, options.seed)
    counts: Counter[str] = Counter()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        scene = make_scene(Path(folder))
        begun = time.monotonic()
        for number in range(options.first, options.first + options.copies):
            words, faults, found = what_fails(scene, number, options.seed)
            counts += found
            for fault in faults:
                failed += 1
                print(f"{number}: {words}\n    {fault}", flush=True)  # noqa: T201
        seconds = time.monotonic() - begun
    print(f"{options.copies} copies, {failed} faults, {seconds:.0f} s: {dict(sorted(counts.items()))}")  # noqa: T201
    return int(bool(failed))


def _main_of_large(first: int, copies: int, seed: int) -> int:
    failed = moved = 0
    with tempfile.TemporaryDirectory() as folder:
        scene = make_large_scene(Path(folder))
        for number in range(first, first + copies):
            words, faults, moves = what_is_missed(scene, number, seed)
            moved += moves
            failed += bool(faults)
            for fault in faults:
                print(f"{number}: {words}\n    {fault}", flush=True)  # noqa: T201
    print(f"{copies} copies of a large file, {moved} with other figures, {failed} not found")  # noqa: T201
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
