"""What the shell offers after Tab: ids with their titles, by id or by words of the title, diacritics or not."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import typer

from coordplan.text.alphabet import alphabetical
from coordplan.text.folding import fold

MOST_OFFERED = 200


class Offered(str):
    """A completion that Typer lets through although it does not begin with what was typed: its title did."""

    def startswith(self, *_arguments: object) -> bool:
        return True


def _offers(
    ctx: typer.Context, incomplete: str, query: str, most: int = MOST_OFFERED, **values: str
) -> list[str | tuple[str, str]]:
    """Return the ids and titles that a query yields and that fit what was typed; none where the file cannot be read."""
    rows = list(_rows(ctx, query, **values))
    wanted = fold(incomplete.strip("'\""))
    found = [(Offered(id_), _short(title)) for id_, title in rows if fold(id_).startswith(wanted)]
    if not found and wanted:
        found = [(Offered(id_), _short(title)) for id_, title in rows if _has_words(title, wanted)]
    return list(found[:most])


def _has_words(title: str, wanted: str) -> bool:
    return all(word in fold(title) for word in wanted.split())


def _rows(ctx: typer.Context, query: str, **values: str) -> Iterator[tuple[str, str]]:
    """Yield the ids and titles of a query: of several files an id once, with the title in the first."""
    import os
    import sqlite3
    from contextlib import closing

    from coordplan.errors import CoordplanError
    from coordplan.store.file import find_file, open_for_reading

    named = ctx.find_root().params.get("db") or [os.environ.get("COORDPLAN_DB")]
    yielded: set[str] = set()
    for each in named:
        try:
            with closing(open_for_reading(find_file(Path.cwd(), each), wait=0.2, checked=False)) as connection:
                for row in connection.execute(query, values):
                    if row[0] not in yielded:
                        yielded.add(row[0])
                        yield row[0], row[1]
        except (CoordplanError, OSError, sqlite3.Error):
            continue


def _today(ctx: typer.Context) -> date:
    """Return the day that is today for the file that is meant."""
    from coordplan.cli.session import Session

    named = ctx.find_root().params.get("db") or [None]
    return Session(named[0], "auto").today()


def fits(wanted: str, code: str, words: str) -> bool:
    """Say whether what was typed (folded) begins a code, or words that stand for it."""
    folded = fold(words)
    return fold(code).startswith(wanted) or folded.startswith(wanted) or (len(wanted) > 1 and f" {wanted}" in folded)


def _short(title: str, most: int = 56) -> str:
    """Return a title that stays on one line: Typer folds longer ones, and shells take each line for an offer."""
    return title if len(title) <= most else title[: most - 1].rstrip() + "…"


_ACTIVITIES = "SELECT id, title FROM activities WHERE ended_by IS NULL AND retired_on IS NULL"


def complete_activity(ctx: typer.Context, incomplete: str) -> list[str | tuple[str, str]]:
    """Offer activities; after @, the occurrences of one, begun ones first, of them the latest."""
    if "@" not in incomplete:
        return _activities(ctx, fold(incomplete.strip("'\"")))
    typed, _at, key = incomplete.strip("'\"").partition("@")
    rows = _offers(
        ctx,
        "",
        "SELECT o.id, o.due_on || ' ' || a.title FROM occurrences AS o "
        "JOIN activities AS a ON a.id = o.activity_id AND a.ended_by IS NULL "
        "WHERE o.ended_by IS NULL AND o.activity_id = :activity "
        "ORDER BY o.start_on > :today, iif(o.start_on > :today, 1, -1) * julianday(o.start_on)",
        activity=_activity_spelled(ctx, typed),
        today=_today(ctx).isoformat(),
    )
    return [row for row in rows if key.lower() in row[0].partition("@")[2].lower()]


def _activities(ctx: typer.Context, wanted: str) -> list[str | tuple[str, str]]:
    """Return the activities whose ids begin as typed (folded), else those with the words in their titles.

    Of 20,000 the file picks those that may fit: their ids have no other letters than ASCII, and what it searches holds
    their titles folded.
    """
    fitting = {f"word{number}": f"%{_like(word)}%" for number, word in enumerate(wanted.split())}
    words = "".join(f" AND folded LIKE :{name} ESCAPE '!'" for name in fitting)
    by_id = _rows(ctx, f"{_ACTIVITIES} AND id LIKE :begins ESCAPE '!' ORDER BY id", begins=f"{_like(wanted)}%")
    found = [(Offered(id_), _short(title)) for id_, title in islice(by_id, MOST_OFFERED)]
    if found or not wanted:
        return list(found)
    by_words = ((id_, title) for id_, title in _rows(ctx, f"{_ACTIVITIES}{words} ORDER BY id", **fitting))
    fits = ((Offered(id_), _short(title)) for id_, title in by_words if _has_words(title, wanted))
    return list(islice(fits, MOST_OFFERED))


def _like(word: str) -> str:
    """Return a word as a pattern of LIKE has it, in which ``!`` says that a sign stands for itself."""
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _activity_spelled(ctx: typer.Context, typed: str) -> str:
    """Return the id of an activity as the file has it; what is typed, where that is no spelling of one alone."""
    if any(_rows(ctx, f"{_ACTIVITIES} AND id = :typed", typed=typed)):
        return typed
    from coordplan.text.name_matching import ids_spelled

    names: dict[str, tuple[str, ...]] = {id_: () for id_, _title in _rows(ctx, f"{_ACTIVITIES} ORDER BY id")}
    return next(iter(ids_spelled(typed, names)), typed)


def complete_plan(ctx: typer.Context, incomplete: str) -> list[str | tuple[str, str]]:
    return _offers(
        ctx,
        incomplete,
        "SELECT id, title FROM plans WHERE ended_by IS NULL AND retired_on IS NULL "
        "UNION ALL SELECT id, title FROM programs WHERE ended_by IS NULL",
    )


def complete_content(ctx: typer.Context, incomplete: str) -> list[str | tuple[str, str]]:
    return _offers(ctx, incomplete, "SELECT id, title FROM contents WHERE ended_by IS NULL ORDER BY id")


def complete_field(ctx: typer.Context, incomplete: str) -> list[str | tuple[str, str]]:
    found = _offers(
        ctx,
        incomplete,
        "SELECT DISTINCT f.value, '' FROM (SELECT fields FROM activities WHERE ended_by IS NULL AND retired_on IS NULL "
        "UNION ALL SELECT fields FROM plans WHERE ended_by IS NULL AND retired_on IS NULL) AS w "
        "JOIN json_each(w.fields) AS f",
    )
    return sorted(found, key=lambda each: alphabetical(each[0]))


ISSUED_WORDS = ("issue", "verify", "errata", "list", "withdraw")


def complete_report(ctx: typer.Context, incomplete: str) -> list[str | tuple[str, str]]:
    """Offer the periods of the program's years, and the words that stand in the place of a period."""
    return [*(word for word in ISSUED_WORDS if word.startswith(incomplete)), *complete_period(ctx, incomplete)]


def complete_issued(ctx: typer.Context, incomplete: str) -> list[str | tuple[str, str]]:
    return _offers(
        ctx,
        incomplete,
        "SELECT CAST(id AS TEXT), number || ' ' || period FROM reports WHERE ended_by IS NULL ORDER BY id",
    )


def complete_period(ctx: typer.Context, incomplete: str) -> list[str | tuple[str, str]]:
    """Offer the periods of the program, those that have begun first and the latest of them foremost."""
    from coordplan.dates.period_words import write_period_heading
    from coordplan.dates.periods import keys_of_year, keys_of_years, parse_period

    rows = _offers(ctx, "", "SELECT id, start_on || ' ' || until_on FROM programs WHERE ended_by IS NULL")
    years = range(int(rows[0][1][:4]), int(rows[0][1][11:15]) + 1) if rows and isinstance(rows[0], tuple) else range(0)
    longer = keys_of_years(years[0], years[-1]) if years else []
    keys = [*(key for year in years for key in keys_of_year(year)), *longer]
    today, wanted = _today(ctx).toordinal(), fold(incomplete.strip("'\""))
    begins = {key: parse_period(key).first_on.toordinal() for key in keys}
    in_order = sorted(keys, key=lambda key: (begins[key] > today, abs(begins[key] - today)))
    words = {key: write_period_heading(key) for key in in_order}
    return [(Offered(key), words[key]) for key in in_order if fits(wanted, key, words[key])]


def complete_lead(ctx: typer.Context, incomplete: str) -> list[str | tuple[str, str]]:
    return _offers(ctx, incomplete, "SELECT id, title FROM organizations WHERE ended_by IS NULL ORDER BY id")


def complete_change(ctx: typer.Context, incomplete: str) -> list[str | tuple[str, str]]:
    """Offer the numbers of changes, the latest first, with the command that made each."""
    return _offers(ctx, incomplete, "SELECT CAST(id AS TEXT), command FROM changes ORDER BY id DESC LIMIT 50")
