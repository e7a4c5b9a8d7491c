"""What all tests share."""

import gc
import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from coordplan.definitions.shipped import shipped_plans
from coordplan.text.language import use_language

pytest_plugins = ["tests.command_line"]

# In CI the same examples in every run: what nobody changed does not fail. Elsewhere new ones each time look further
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_collection_finish() -> None:
    """Collect garbage seldom, and the thousands of collected tests never: a quarter of the time of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-goldens", action="store_true", help="write what comes out as what is expected")


@pytest.fixture
def tmp_path(tmp_path: Path) -> Path:
    """A folder without others beside it: files of other programs are looked for there, and found by the thousand."""
    folder = tmp_path / "w"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session", autouse=True)
def _the_disk_is_not_waited_for() -> Iterator[None]:
    """Let changes that this process writes be kept when the system likes: no power is cut here.

    What is started as a process of its own, and killed, waits for the disk as it does for users.
    """
    from coordplan.store import file

    assert file.SYNCHRONOUS == "FULL"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(file, "SYNCHRONOUS", "OFF")
        yield


@pytest.fixture(scope="session", autouse=True)
def _commands_are_built_once() -> Iterator[None]:
    """Let Typer make each command of a language once in this process; a process of a user's runs one alone.

    What it makes is not changed by being used; to make it takes 4 ms of the 20 that a command takes.
    """
    from coordplan.cli import app
    from coordplan.text.language import language

    by_name = app.Commands.get_command

    @cache
    def made(name: str, _language: str) -> Any:
        return by_name(app.Commands(), None, name)

    def command_named(group: app.Commands, ctx: Any, name: str) -> Any:
        return made(name, language()) if name in app.COMMANDS else by_name(group, ctx, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "get_command", cache(app.get_command))
        patch.setattr(app.Commands, "get_command", command_named)
        yield


@pytest.fixture(autouse=True)
def _english_and_nothing_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    use_language("en")
    for name in [name for name in os.environ if name.startswith("COORDPLAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COORDPLAN_PAGER", "")  # where a terminal is played, nobody leaves a pager


def made_demo(folder: Path) -> Path:
    """Make a demonstration in a folder, of the definitions in its ``plans`` where there are some."""
    from coordplan.cli import run

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, value in {"COORDPLAN_TODAY": "2024-06-30", "COORDPLAN_BY": "lan"}.items():
            patch.setenv(name, value)
        assert run(["--lang", "en", "init", "--demo"]) == 0
    return folder


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration whose figures close on the 14th, made once; to be read only.

    The shipped program closes by the calendar; what is harder is what most tests look at.
    """
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(shipped_plans(), folder / "plans")
    program = folder / "plans" / "program.yaml"
    text = program.read_text(encoding="utf-8")
    assert "cutoff_day: calendar" in text
    program.write_text(text.replace("cutoff_day: calendar", "cutoff_day: 14"), encoding="utf-8", newline="\n")
    return made_demo(folder)


@pytest.fixture(scope="session")
def shipped_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration as it is shipped, made once; to be read only."""
    return made_demo(tmp_path_factory.mktemp("shipped"))


@pytest.fixture
def demo_copy(demo: Path, tmp_path: Path) -> Path:
    """A demonstration's file of one's own, to be written to."""
    return Path(shutil.copy(demo / "coordplan.db", tmp_path / "coordplan.db"))
