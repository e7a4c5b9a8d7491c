"""help: topics by name or words, commands, and examples that run as they are printed."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from coordplan.cli.command_table import COMMANDS, EVERY_DAY
from coordplan.cli.synonyms import SYNONYMS
from coordplan.text.folding import fold
from coordplan.text.topics import TOPICS
from tests.command_line import Tell


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_first_screen_fits_24_lines_and_names_all_the_rest(tell: Tell, here: Path, language: str) -> None:
    out = tell("--lang", language, "--help").out
    assert out == tell("--lang", language, "-h").out
    lines = out.splitlines()
    assert len(lines) < 24
    assert max(map(len, lines)) <= 80
    assert "coordplan help commands" in out
    assert len(EVERY_DAY) == 12
    assert all(f"  coordplan {COMMANDS[name].example} " in out for name in EVERY_DAY)


def test_the_list_names_every_topic(tell: Tell, here: Path) -> None:
    for language, names in (("en", TOPICS), ("vi", TOPICS.values())):
        out = tell("--lang", language, "help").out
        assert [name for name in names if f"\n  {name} " not in out] == []


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["corrections"], id="the name"),
        pytest.param(["sua-sai"], id="its name in the other language"),
        pytest.param(["sửa sai"], id="with marks"),
        pytest.param(["Sửa", "sai"], id="two words"),
        pytest.param(["suasai"], id="without a space"),
    ],
)
def test_a_topic_is_found_by_its_name_in_either_language(tell: Tell, here: Path, words: list[str]) -> None:
    code, out, err = tell("--lang", "en", "help", *words)
    assert (code, err) == (0, "")
    assert out == tell("--lang", "en", "help", "corrections").out
    assert out.startswith("# ")
    assert "<!--" not in out


def test_a_command_is_helped_as_by_its_own_help(tell: Tell, here: Path) -> None:
    for name in ("mark", "report issue"):
        assert tell("help", *name.split()).out == tell(*name.split(), "--help").out


def test_words_name_the_topics_and_commands_that_are_about_them(tell: Tell, here: Path) -> None:
    out = tell("--lang", "en", "help", "crontab").out
    assert out.startswith("# ") or "coordplan help schedule " in out
    out = tell("--lang", "en", "help", "delete").out
    assert "coordplan retire " in out
    assert "coordplan undo " in out


def test_what_the_manual_does_not_have_is_said_with_the_nearest_names(tell: Tell, here: Path) -> None:
    code, out, err = tell("--lang", "en", "help", "corections")
    assert (code, out) == (1, "")
    sentence, way_out = err.splitlines()
    assert sentence == 'coordplan: The manual has nothing about "corections".'
    assert way_out.startswith("Did you mean corrections")
    assert way_out.endswith("? All topics: coordplan help")


@pytest.mark.parametrize(
    ("word", "command"), [("delete", "retire"), ("redo", "undo"), ("close", "period"), ("Xóa", "undo")]
)
def test_a_word_that_is_no_command_names_the_one_that_does_it(tell: Tell, here: Path, word: str, command: str) -> None:
    code, out, err = tell("--lang", "en", word)
    assert (code, out) == (2, "")
    assert err.startswith(f'coordplan: There is no command "{word}".\n')
    assert re.search(rf"^  coordplan {command}\b", err, re.MULTILINE)


def test_synonyms_are_no_commands_and_lead_to_commands() -> None:
    assert not {word for word in SYNONYMS if word in COMMANDS or word != "".join(filter(str.isalnum, fold(word)))}
    assert {name for names in SYNONYMS.values() for name in names} <= set(COMMANDS)


def test_every_command_has_an_example_and_a_topic_that_there_is() -> None:
    for name, command in COMMANDS.items():
        assert command.example.split()[: len(name.split())] == name.split()
        assert command.topic in TOPICS


def test_every_example_runs_on_the_demonstration(
    tell: Tell, shipped_demo: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the order of the table; files that an example takes in are those that another one writes."""
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-06-30")
    shutil.copytree(shipped_demo, here, dirs_exist_ok=True)
    shutil.copy(here / "coordplan.db", here / "lan.db")
    first = ["dump", "form"]
    others = ["init", "import", "collect", "restore"]  # of a folder without a file; of an annex, and answers
    names = [*first, *(name for name in COMMANDS if name not in (*first, *others))]
    codes = {name: tell(*shlex.split(COMMANDS[name].example)).code for name in names}
    assert {name: code for name, code in codes.items() if code} == {}


def test_the_man_page_has_every_topic_and_command(tell: Tell, here: Path) -> None:
    code, out, err = tell("--lang", "en", "help", "--man")
    assert (code, err) == (0, "")
    assert out.startswith(".TH COORDPLAN 1 ")
    assert out.count("\n.SH ") == len(TOPICS) + 2
    assert [name for name in COMMANDS if f"\n  {name} " not in out] == []
