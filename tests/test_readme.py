"""The README is true: its commands are run and answer what it says, its topics and its picture are what there is now.

All commands run in order in one folder, as a reader would type them (``tests/typed.py``).
"""

import re
import shutil
from pathlib import Path

import pytest

import coordplan
from coordplan.cli import run
from coordplan.cli.command_table import COMMANDS
from coordplan.manual.values import parse_topic
from coordplan.text.topics import TOPICS
from tests.picture import PICTURE, drawn
from tests.typed import Shell, tried

README = Path(__file__).parent.parent / "README.md"
MANUAL = Path(coordplan.__file__).parent / "manual"
TABLE = re.compile(r"(?<=<!-- topics:begin -->\n).*?(?=<!-- topics:end -->)", re.DOTALL)


# A reader on Windows types them in another shell; every command in them has tests of its own that need none
@pytest.mark.skipif(shutil.which("bash") is None, reason="the README's commands are typed in bash")
def test_the_commands_of_the_readme_answer_what_it_says(
    shipped_demo: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path / "typed"
    shutil.copytree(shipped_demo, folder)
    faults = tried(README, Shell(folder, tmp_path / "exported"), request.config.getoption("--rewrite-goldens"))
    assert not faults, "\n".join(faults)


def test_the_readme_is_read_in_one_sitting() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 200


def table_of_topics() -> str:
    """Return the README's table: each topic with its name and title in both languages."""
    rows = ["| | | | |", "|---|---|---|---|"]
    for english, vietnamese in TOPICS.items():
        cells = []
        for language, name in (("vi", vietnamese), ("en", english)):
            topic = parse_topic(name, (MANUAL / language / f"{name}.md").read_text(encoding="utf-8"))
            link = f"[`{name}`](coordplan/manual/{language}/{name}.md)"
            cells += [link, topic.title if language == "vi" else f"*{topic.title}*"]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n" + "\n".join(rows) + "\n\n"


def test_the_readme_lists_every_topic_of_the_manual(request: pytest.FixtureRequest) -> None:
    text = README.read_text(encoding="utf-8")
    table = TABLE.search(text)
    assert table, "the README has a table between <!-- topics:begin --> and <!-- topics:end -->"
    if request.config.getoption("--rewrite-goldens"):
        text = text[: table.start()] + table_of_topics() + text[table.end() :]
        README.write_text(text, encoding="utf-8", newline="\n")
    else:
        assert table[0] == table_of_topics()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_manual_names_every_command_and_option(
    name: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((MANUAL / language).glob("*.md")))
    assert run(["--lang", language, *name.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    options = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", shown, re.MULTILINE))
    assert "--help" in options
    assert [option for option in sorted(options) if not re.search(rf"{option}(?![a-z-])", text)] == []
    assert re.search(rf"`[^`\n]*\b{name}\b[^`\n]*`|^\$ coordplan {name}\b", text, re.MULTILINE)


def test_the_picture_in_the_readme_is_what_is_drawn_now(tmp_path: Path) -> None:
    assert f"]({PICTURE.relative_to(README.parent).as_posix()})" in README.read_text(encoding="utf-8")
    fresh = drawn(tmp_path)
    assert PICTURE.read_text(encoding="utf-8") == fresh, "python -m tests.picture draws it anew"
    assert set(re.findall(r"[a-z]+://[^\"' )]*", fresh)) == {"http://www.w3.org/2000/svg"}, "nothing refers outside"


def test_links_of_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README.read_text(encoding="utf-8")):
        assert "://" in target or (README.parent / target).exists(), target
