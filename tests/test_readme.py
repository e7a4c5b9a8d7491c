"""The README is true: its commands are run and answer what it says, its help and its picture are what comes out now.

All commands run in order in one folder, as a reader would type them (``tests/typed.py``).
"""

import re
import shutil
from pathlib import Path

import pytest

from coordplan.cli import run
from coordplan.cli.command_table import COMMANDS
from tests.picture import PICTURE, drawn
from tests.typed import Shell, tried

README = Path(__file__).parent.parent / "README.md"
HELP = re.compile(r"(<!-- help:begin -->\n```text\n)(.*?)(```\n<!-- help:end -->)", re.DOTALL)
NOT_RUN = re.compile(r"pip install|crontab|schtasks")


# A reader on Windows types them in another shell; every command in them has tests of its own that need none
@pytest.mark.skipif(shutil.which("bash") is None, reason="the README's commands are typed in bash")
def test_the_commands_of_the_readme_answer_what_it_says(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    folder = tmp_path / "typed"
    folder.mkdir()
    rewriting = request.config.getoption("--rewrite-goldens")
    faults = tried(README, Shell(folder, tmp_path / "exported"), rewriting, NOT_RUN)
    assert not faults, "\n".join(faults)


def help_of(words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["--lang", "en", *words, "--help"]) == 0
    return capsys.readouterr().out


def test_the_help_in_the_readme_is_the_help(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    text = README.read_text(encoding="utf-8")
    block = HELP.search(text)
    assert block, "the README has a block between <!-- help:begin --> and <!-- help:end -->"
    now = help_of([], capsys, monkeypatch)
    if request.config.getoption("--rewrite-goldens"):
        text = text[: block.start(2)] + now + text[block.end(2) :]
        README.write_text(text, encoding="utf-8", newline="\n")
    else:
        assert block[2] == now


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_readme_names_every_command_and_option(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = HELP.sub("", README.read_text(encoding="utf-8"))
    shown = help_of(name.split(), capsys, monkeypatch)
    options = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", shown, re.MULTILINE)
    assert "--help" in options
    assert [option for option in options if not re.search(rf"{option}(?![a-z-])", text)] == []
    assert re.search(rf"`[^`\n]*\b{name}\b[^`\n]*`|^\$ coordplan {name}\b", text, re.MULTILINE), (
        "it is named outside the help"
    )


def test_the_picture_in_the_readme_is_what_is_drawn_now(tmp_path: Path) -> None:
    assert f"]({PICTURE.relative_to(README.parent).as_posix()})" in README.read_text(encoding="utf-8")
    fresh = drawn(tmp_path)
    assert PICTURE.read_text(encoding="utf-8") == fresh, "python -m tests.picture draws it anew"
    assert set(re.findall(r"[a-z]+://[^\"' )]*", fresh)) == {"http://www.w3.org/2000/svg"}, "nothing refers outside"


def test_links_of_the_readme_lead_somewhere() -> None:
    text = README.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in anchors, target
        elif "://" not in target:
            assert (README.parent / target).exists(), target
