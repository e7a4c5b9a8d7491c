"""The manual is true: each topic's commands run in a folder of its own and answer what it says, in both languages."""

import re
import shutil
from importlib import import_module
from pathlib import Path

import pytest

import coordplan
from coordplan.text.topics import TOPICS
from tests.typed import Shell, tried

MANUAL = Path(coordplan.__file__).parent / "manual"
FILES = [
    MANUAL / language / f"{name}.md"
    for topic in TOPICS.items()
    for language, name in zip(("en", "vi"), topic, strict=True)
]
EMPTY = "<!-- empty folder -->"


@pytest.mark.skipif(shutil.which("bash") is None, reason="some commands of the manual are typed in bash")
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_the_commands_of_a_topic_answer_what_it_says(
    path: Path,
    shipped_demo: Path,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = import_module("coordplan.paper.plain")  # as it is imported now, whatever a package calls by this name
    monkeypatch.setattr(plain, "PIPE_WIDTH", 76)  # examples are read at 80 columns, further in
    folder = tmp_path / "typed"
    if EMPTY in path.read_text(encoding="utf-8"):
        folder.mkdir()
    else:
        shutil.copytree(shipped_demo, folder)
    shell = Shell(folder, tmp_path / "exported", COORDPLAN_LANG=path.parent.name)
    faults = tried(path, shell, request.config.getoption("--rewrite-goldens"))
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_a_topic_begins_with_its_title_and_a_sentence_that_fits_the_list(path: Path) -> None:
    title, empty, summary, after = path.read_text(encoding="utf-8").splitlines()[:4]
    assert re.fullmatch(r"# \S.*", title)
    assert (empty, after) == ("", "")
    assert 0 < len(summary) <= 60


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_has_the_same_sections_in_both_languages(topic: str) -> None:
    english, vietnamese = (
        re.findall(r"^(#+) ", (MANUAL / language / f"{name}.md").read_text(encoding="utf-8"), re.MULTILINE)
        for language, name in (("en", topic), ("vi", TOPICS[topic]))
    )
    assert english == vietnamese
