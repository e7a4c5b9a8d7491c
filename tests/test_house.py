"""The house is built as the README says: who may import whom, what start-up imports, one home for each library."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import coordplan

PACKAGE = Path(coordplan.__file__).parent
ROOT = PACKAGE.parent
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imports_of(path: Path) -> Iterator[str]:
    """Yield the full name of every module that a module imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: imports are written in full"
            assert node.module is not None
            yield node.module
            if node.module == "coordplan":  # from coordplan import x: x may be a part
                yield from (f"coordplan.{alias.name}" for alias in node.names)


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def parts_imported_by(path: Path) -> set[str]:
    names = (name.split(".") for name in imports_of(path))
    return {words[1] for words in names if words[0] == "coordplan" and len(words) > 1} - {"__version__", part_of(path)}


def table_of_the_house() -> dict[str, set[str]]:
    """Return the README's table: each part, and the parts that it may import."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.partition("\n## The house\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| *`?(\w+)`? *\|(.*)\|$", section, re.MULTILINE)
    return {part: set(re.findall(r"\w+", cell)) for part, cell in rows if part != "part"}


PARTS = sorted({part_of(path) for path in MODULES} - {"__init__", "__main__"})
HOMES = {
    "yaml": "definitions/reader.py",
    "rich": "views/terminal.py",
    "sqlite_utils": "store/migrations.py",
    "icalendar": "views/ics.py",
    "jinja2": ("views/page.py", "views/word/filling.py"),  # docxtpl is given the sandbox that it fills templates in
    "docx": "views/word/",
    "docxtpl": "views/word/filling.py",
    "openpyxl": ("exchange/", "views/excel.py"),  # files from elsewhere, and our own
}


def test_the_readme_names_every_part_of_the_house() -> None:
    assert sorted(table_of_the_house()) == PARTS


@pytest.mark.parametrize("part", PARTS)
def test_a_part_imports_only_what_the_readme_allows(part: str) -> None:
    allowed = table_of_the_house()[part]
    found = {
        f"{name_of(path)} imports {other}"
        for path in MODULES
        if part_of(path) == part
        for other in parts_imported_by(path) - allowed
    }
    assert not found


@pytest.mark.parametrize("part", PARTS)
def test_the_readme_allows_no_import_that_nobody_makes(part: str) -> None:
    made = set().union(*(parts_imported_by(path) for path in MODULES if part_of(path) == part))
    assert table_of_the_house()[part] - made == set()


def test_parts_do_not_import_one_another_in_a_circle() -> None:
    table = table_of_the_house()
    while table:
        free = [part for part, others in table.items() if not others & table.keys()]
        assert free, f"a circle among {sorted(table)}"
        for part in free:
            del table[part]


def test_nobody_imports_the_command_line() -> None:
    importing = {name_of(path) for path in MODULES if part_of(path) != "cli" and "cli" in parts_imported_by(path)}
    assert importing <= {"__main__.py"}


def test_no_view_imports_another() -> None:
    # A chart is drawn in the same signs everywhere, in colour or not
    allowed = {(f"views/{view}.py", "coordplan.views.chart") for view in ("plain", "markdown", "terminal")}
    found = {
        (name_of(path), name)
        for path in MODULES
        if part_of(path) == "views"
        for name in imports_of(path)
        if name.startswith("coordplan.views.")
        # JSON and CSV, of whatever it is, use the same writers
        and not (name_of(path).startswith("views/data_") and name == "coordplan.views.data")
        # A format that outgrows a module is a folder
        and not (name_of(path).startswith("views/word/") and name.startswith("coordplan.views.word"))
    }
    assert found <= allowed


@pytest.mark.parametrize("library", HOMES)
def test_a_library_has_one_home(library: str) -> None:
    homes = {name_of(path) for path in MODULES if any(name.split(".")[0] == library for name in imports_of(path))}
    known = HOMES[library]
    known = (known,) if isinstance(known, str) else known
    assert {home for home in homes if not home.startswith(known)} == set()
    assert all(any(home.startswith(each) for home in homes) for each in known), "a home that nobody lives in"


def test_nothing_imports_click() -> None:
    """Typer carries a Click of its own."""
    assert not [name_of(path) for path in MODULES if any(name.split(".")[0] == "click" for name in imports_of(path))]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_reads_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", [path for path in MODULES if path.read_text(encoding="utf-8")], ids=name_of)
def test_a_module_opens_with_a_sentence(path: Path) -> None:
    if path.name != "__main__.py":
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


RUN = """
import sys
from coordplan.cli import run
code = run(sys.argv[1:])
print("\\n" + " ".join(sorted({name.partition(".")[0] for name in sys.modules})))
sys.exit(code)
"""


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["status"], id="status"),
        pytest.param(["status", "--as-of", "2024-03-31"], id="status of a past day"),
        pytest.param(["list", "--plan", "khcn"], id="list"),
        pytest.param(["due"], id="due"),
        pytest.param(["show", "khcn-01"], id="show"),
        pytest.param(["curve"], id="curve"),
        pytest.param(["mark", "khcn-07@2024", "10%"], id="mark"),
        pytest.param(["log"], id="log"),
    ],
)
def test_a_daily_command_imports_nothing_heavy(demo_copy: Path, words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN, "--db", str(demo_copy), *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"COORDPLAN_TODAY": "2024-06-30", "COORDPLAN_BY": "lan", "PATH": ""},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    modules = set(done.stdout.rstrip().rpartition("\n")[2].split())
    heavy = {
        "sqlite_utils",
        "yaml",
        "openpyxl",
        "docx",
        "pydantic",
        "sqlite_fts4",
        "click",
        "rich",
        "jinja2",
        "icalendar",
    }
    assert modules & heavy == set()
    assert "typer" in modules, "what was measured is the command line"
