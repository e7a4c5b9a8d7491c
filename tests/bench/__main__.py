"""``python -m tests.bench``: see the help."""

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from tests.bench.beside_peers import compared, markdown_of_peers
from tests.bench.checking import check
from tests.bench.files import installed, prepare_environment
from tests.bench.manual_tables import put_into_manual
from tests.bench.table import markdown, markdown_of_both, measured
from tests.bench.work import WORK

SIZES = (100, 1_000, 10_000, 100_000, 1_000_000)
DESCRIPTION = """How long the commands take, and how much memory, on files of so many occurrences with five
entries each. Each figure is CPU time as a multiple of `python -c pass`, run by turns with it. Progress goes to
stderr, tables in Markdown to stdout."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=DESCRIPTION)
    parser.add_argument("sizes", nargs="*", type=int, help="how many occurrences; default: 100 to 1,000,000")
    parser.add_argument(
        "--before",
        type=Path,
        metavar="TREE",
        help="another coordplan to measure by turns with this one: a folder with its .venv",
    )
    parser.add_argument("--peers", action="store_true", help="beside other tools that are on PATH, up to 100,000")
    parser.add_argument("--check", action="store_true", help="against the bounds of bounds.toml; exit 1 where not met")
    parser.add_argument("--short", action="store_true", help="only bounds on small files, and what is twice its bound")
    parser.add_argument("--manual", action="store_true", help="write the tables into the manual")
    parser.add_argument("--folder", type=Path, help="where files are made, and found again by the next run")
    parser.add_argument(
        "--only", action="append", default=[], metavar="COMMAND", help="measure this row of the table only"
    )
    parser.add_argument("--seconds", type=float, help="for how long a command is run again at a size (1; short: 0.3)")
    parser.add_argument(
        "--longest",
        type=float,
        default=5000.0,
        help="what would take more times `python -c pass` at a size is left out there",
    )
    chosen = parser.parse_args()
    rows = [each.name for each in WORK]
    if unknown := [each for each in chosen.only if each not in rows]:
        parser.error(f"--only: no row of the table is called {unknown[0]!r}; they are: {', '.join(rows)}")
    if chosen.before and not (chosen.before / ".venv").is_dir():
        parser.error(f"--before: {chosen.before} is not a folder with a .venv")
    prepare_environment()
    with ExitStack() as stack:
        folder = (chosen.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))).absolute()
        sizes, longest = chosen.sizes, chosen.longest
        seconds = chosen.seconds or (0.3 if chosen.short else 1.0)
        if chosen.peers:
            same = compared(installed(), sizes or SIZES[:-1], folder, seconds, longest)
            tables = {vietnamese: markdown_of_peers(same, vietnamese) for vietnamese in (False, True)}
            show(tables, chosen.manual, 2)
            return 0
        if chosen.check or chosen.short:
            failures = check(installed(), folder, chosen.short, seconds, sizes)
            met = "No figure is twice what it may be." if chosen.short else "Every bound is met."
            print("\n".join(failures) or met)
            return 1 if failures else 0
        coordplans = [*([installed(chosen.before.absolute())] if chosen.before else []), installed()]
        cells = measured(coordplans, sizes or SIZES, folder, seconds, longest, frozenset(chosen.only))
        if chosen.before:
            print(f"{markdown_of_both(cells)}\n")
        show({vietnamese: markdown(cells, vietnamese) for vietnamese in (False, True)}, chosen.manual, 2)
    return 0


def show(tables: Mapping[bool, str], into_manual: bool, columns: int) -> None:
    """Print tables, or write them into the manual; in Vietnamese or not."""
    print(machine())
    for vietnamese, table in tables.items():
        if into_manual:
            put_into_manual(table, vietnamese, columns)
        else:
            print(f"\n{table}")


def machine() -> str:
    """Return the line that says what was measured on."""
    return f"{sys.platform}, {os.cpu_count()} cores, Python {sys.version.split()[0]}"


if __name__ == "__main__":
    sys.exit(main())
