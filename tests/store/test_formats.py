"""Files of earlier formats, brought up to this one: what a new file has, and what was in them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coordplan.dates.periods import parse_period
from coordplan.store import migrations
from coordplan.store.chain import seal
from coordplan.store.checking.full import faults_in
from coordplan.store.closed_periods import close_period, closings_in_force
from coordplan.store.format import FORMAT
from tests.store.building import Book, day

STEPS = (
    migrations.first_tables,
    migrations.ratings_and_reporting_of_plans,
    migrations.office_and_issued_reports,
    migrations.forms_and_returns,
    migrations.rows_kept_of_reports_and_closings,
    migrations.amendments_and_targets_by_year,
    migrations.marks_and_digests_of_changes,
    migrations.what_goes_beyond_one_program,
    migrations.what_the_month_asks,
    migrations.what_papers_say,
    migrations.what_is_quick_at_any_size,
)
BROUGHT = {  # by each step, and not there before it
    2: ("ratings",),
    3: ("offices", "profiles", "reports"),
    4: ("forms", "returns", "return_rows", "closings"),
    5: ("kept_rows", "late_moves"),
    6: (),
    7: ("aliases",),
    8: (),
    9: ("reminders",),
    10: (),
    11: ("tallies", "entry_words"),
}


def in_earlier_format(path: Path, version: int) -> Book:
    """Make a file as the program of an earlier format made it, with one change in it."""
    with pytest.MonkeyPatch.context() as patch:
        steps = migrations.Migrations("coordplan")
        for step in STEPS[:version]:
            steps()(step)
        patch.setattr(migrations, "steps", steps)
        patch.setattr(migrations, "FORMAT", version)
        patch.setattr(migrations, "VIEWS", {})
        patch.setattr(migrations, "triggers", dict)
        migrations.make_file(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            """
            INSERT INTO changes (id, at, by, command, reason, illustrative)
            VALUES (1, '2024-01-01T08:00:00.000000+00:00', 'thu', 'load', '', 0);
            INSERT INTO programs (id, title, start_on, until_on, short, language, added_by)
            VALUES ('ct', 'Chương trình', '2024-01-01', '2025-12-31', '', 'vi', 1);
            """
        )
        if version >= 7:
            connection.execute("UPDATE changes SET mark = 'ab' WHERE id = 1")
            seal(connection, 1)
            connection.commit()
    return Book.at(path)


def tables_of(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"))


def test_every_step_is_tried() -> None:
    assert len(STEPS) == FORMAT


def columns_of(path: Path) -> dict[str, str]:
    """Return the columns of each table, in order, with their types; ``!`` where one must be there."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_*' ORDER BY name"
        )
        return {
            name: ", ".join(
                f"{column} {kind.replace('FLOAT', 'REAL')}{'!' if required else ''}"  # as releases of sqlite-utils say
                for _number, column, kind, required, *_ in connection.execute(f"PRAGMA table_info({name})")
            )
            for (name,) in tables.fetchall()
        }


def test_no_released_step_makes_other_tables_than_it_did(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    lines = []
    before: dict[str, str] = {}
    for version in range(1, FORMAT + 1):
        now = columns_of(in_earlier_format(tmp_path / f"{version}.db", version).path)
        lines += [f"{version} {name}: {columns}\n" for name, columns in now.items() if before.get(name) != columns]
        before = now
    golden = Path(__file__).with_name("goldens") / "tables.txt"
    if request.config.getoption("--rewrite-goldens"):
        golden.write_text("".join(lines), encoding="utf-8")
    assert "".join(lines) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("version", range(1, FORMAT))
def test_a_file_of_every_earlier_format_becomes_what_a_new_one_is(tmp_path: Path, version: int) -> None:
    book = in_earlier_format(tmp_path / "old.db", version)
    missing = {name for step, names in BROUGHT.items() if step > version for name in names}
    assert not missing & set(tables_of(book.path)), "it is as it was before those steps"
    book.upgrade()
    migrations.make_file(tmp_path / "new.db")
    new, old = tables_of(tmp_path / "new.db"), tables_of(book.path)
    assert set(new) == set(old), "tables, indexes, triggers and views"
    triggers = [name for name, sql in new.items() if sql.startswith(("CREATE TRIGGER", "CREATE VIEW", "CREATE INDEX"))]
    assert {name: old[name] for name in triggers} == {name: new[name] for name in triggers}
    assert book.held().definitions.program is not None, "what was in it is there"
    assert book.read(faults_in) == [], "and is as the digests of its changes have it"


@pytest.mark.parametrize("version", range(1, FORMAT))
def test_a_file_brought_up_to_date_closes_periods_and_takes_it_back(tmp_path: Path, version: int) -> None:
    book = in_earlier_format(tmp_path / "old.db", version)
    book.upgrade()
    with book.change("period close 2024-Q1") as change:
        close_period(change, parse_period("2024-Q1"), day("6-30"))
    assert [closing.period for closing in book.read(closings_in_force)] == ["2024-Q1"]
    with closing(sqlite3.connect(book.path)) as connection:
        for alteration in ("DELETE FROM closings", "UPDATE closings SET closed_on = '2024-01-01'"):
            with pytest.raises(sqlite3.DatabaseError, match=r"only_coordplan_writes_here|never deleted"):
                connection.execute(alteration)
    book.undo()
    assert book.read(closings_in_force) == []
