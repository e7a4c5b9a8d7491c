"""The house is built as CONTRIBUTING says: who may import whom, what start-up imports, one home for each library."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import coordplan

PACKAGE = Path(coordplan.__file__).parent
ROOT = PACKAGE.parent
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports_of(path: Path) -> tuple[str, ...]:
    """Return the full name of every module that a module imports, inside functions too."""
    return tuple(_imports_in(path))


def _imports_in(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: imports are written in full"
            assert node.module is not None
            yield node.module
            if node.module.partition(".")[0] == "coordplan":  # from coordplan.x import y: y may be a module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def table_of(first_column: str) -> dict[str, set[str]]:
    """Return a table of CONTRIBUTING: each part of the house, and what it may import."""
    text = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition(f"\n| {first_column} | may import |\n|---|---|\n")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| *(\w+) *\|(.*)\|$", table, re.MULTILINE)
    return {part: set(re.findall(r"[\w.]+", cell)) for part, cell in rows}


GROUND = table_of("part")
ROOMS = table_of("room")
PARTS = sorted({part_of(path) for path in MODULES} - {"__init__", "__main__"})
HOMES = {
    "yaml": "definitions/yaml_nodes.py",
    "rich": ("paper/terminal.py", "paper/manual_page.py"),
    "markdown_it": "paper/man_page.py",
    "sqlite_utils": ("store/migrations.py", "store/table_steps.py"),
    "jinja2": (
        "paper/page.py",
        "paper/word/sandbox.py",
    ),  # docxtpl is given the sandbox that it fills templates in
    "docx": "paper/word/",
    "docxtpl": "paper/word/filling.py",
    "openpyxl": ("office_files/", "collecting/", "paper/excel"),  # files from elsewhere, forms, and our own
}


def allowed_to(part: str) -> set[str]:
    """Return what a part may import: other parts, or single modules of one (``store.file``)."""
    named = GROUND.get(part, set()) | ROOMS.get(part, set())
    return named - {"ground"} | (set(GROUND) if "ground" in named else set())


def foreign_imports_of(path: Path) -> set[str]:
    """Return the modules of other parts that a module imports, without the package's name."""
    names = {name.removeprefix("coordplan.") for name in imports_of(path) if name.startswith("coordplan.")}
    return {name for name in names if name.split(".")[0] not in ("__version__", part_of(path))}


def test_the_tables_name_every_part_of_the_house() -> None:
    assert sorted([*GROUND, *ROOMS]) == PARTS


@pytest.mark.parametrize("part", PARTS)
def test_a_part_imports_only_what_its_table_allows(part: str) -> None:
    allowed = allowed_to(part)
    found = {
        f"{name_of(path)} imports {name}"
        for path in MODULES
        if part_of(path) == part
        for name in foreign_imports_of(path)
        if not {name.split(".")[0], ".".join(name.split(".")[:2])} & allowed
    }
    assert not found


def test_parts_do_not_import_one_another_in_a_circle() -> None:
    table = {part: {name.split(".")[0] for name in allowed_to(part)} for part in PARTS}
    while table:
        free = [part for part, others in table.items() if not others & table.keys()]
        assert free, f"a circle among {sorted(table)}"
        for part in free:
            del table[part]


def test_what_is_said_and_how_it_looks_ask_no_file() -> None:
    found = {
        f"{name_of(path)} imports {name}"
        for path in MODULES
        if path.name in ("values.py", "page.py")
        for name in imports_of(path)
        if name.startswith("coordplan.store")
    }
    assert not found


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


def test_no_two_classes_or_public_functions_share_a_name() -> None:
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(name_of(path))
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


# What these hold is the same part of every folder; any other file's name is used once
PARTS_OF_A_FOLDER = {"__init__.py", "values.py", "gather.py", "page.py", "commands.py"}


def test_a_name_of_a_file_recurs_only_where_it_means_the_same() -> None:
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        homes.setdefault(path.name, []).append(name_of(path))
    recurring = {name for name, found in homes.items() if len(found) > 1}
    assert recurring - PARTS_OF_A_FOLDER == set()


def test_modules_do_not_import_one_another_in_a_circle() -> None:
    names = {".".join(["coordplan", *path.relative_to(PACKAGE).with_suffix("").parts]): path for path in MODULES}
    names = {name.removesuffix(".__init__"): path for name, path in names.items()}
    waiting = {}
    for name, path in names.items():
        others = {each for each in imports_of(path) if each in names} - {name, "coordplan"}
        waiting[name] = others
    while waiting:
        free = [name for name, others in waiting.items() if not others & waiting.keys()]
        assert free, f"a circle among {sorted(waiting)}"
        for name in free:
            del waiting[name]


def test_a_module_reads_in_one_sitting() -> None:
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: number for name, number in lines.items() if number > 300} == {}


def test_a_module_opens_with_a_sentence() -> None:
    trees = {name_of(path): tree_of(path) for path in MODULES if path.name != "__main__.py"}
    assert [name for name, tree in trees.items() if tree.body and not ast.get_docstring(tree)] == []


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
        pytest.param(["mark", "khcn-07@2024", "90%"], id="mark"),
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


def test_the_session_alone_asks_what_day_it_is() -> None:
    asking = {
        name_of(path) for path in MODULES if re.search(r"\b(datetime\.now|date\.today)\(", path.read_text("utf-8"))
    }
    assert asking == {"cli/session.py", "store/damage.py"}, "the latter only sorts copies by their age"
