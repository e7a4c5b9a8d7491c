"""What the shell offers after Tab, by Typer's own means."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import Tell

BASH = shutil.which("bash")
PROGRAM = str(Path(sys.executable).parent / "coordplan")


def completed(shell: str, line: str, **more: str) -> str:
    """Return what is offered to a shell for a line that ends at the cursor."""
    words = line.split(" ")
    environment = {
        "PATH": os.environ["PATH"],
        "_COORDPLAN_COMPLETE": f"complete_{shell}",
        "COORDPLAN_TODAY": "2024-06-30",
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        **more,
    }
    done = subprocess.run(
        [sys.executable, "-m", "coordplan"],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        pytest.param("coordplan mark gd", ["gd-01", "gd-02", "gd-03", "gd-04", "gd-05"], id="ids by their beginning"),
        pytest.param("coordplan mark giao", ["gd-02", "gd-05"], id="words of a title, without diacritics"),
        pytest.param("coordplan mark DOI", ["gd-03", "gd-05"], id="in any case"),
        pytest.param("coordplan mark giáo", ["gd-02", "gd-05"], id="with diacritics"),
        pytest.param(
            "coordplan mark gd-02@2024",
            ["gd-02@2024-Q1", "gd-02@2024-Q2", "gd-02@2024-Q3", "gd-02@2024-Q4"],
            id="occurrences after the at sign",
        ),
        pytest.param("coordplan mark gd-02@2024-Q1", ["gd-02@2024-Q1"], id="a whole occurrence"),
        pytest.param("coordplan mark gd-02@2024-q1", ["gd-02@2024-Q1"], id="an occurrence in small letters"),
        pytest.param("coordplan done gd-01 gd-05", ["gd-05"], id="the second of several"),
        pytest.param("coordplan show yt", ["yt-01", "yt-02"], id="show"),
        pytest.param("coordplan status --plan ", ["ct", "gd", "yt"], id="plans"),
        pytest.param("coordplan list --content nd", ["nd1", "nd2"], id="contents"),
        pytest.param("coordplan list --lead so", ["so-gd", "so-yt"], id="organizations"),
        pytest.param("coordplan list --lead giao", ["btg", "so-gd"], id="organizations by words"),
        pytest.param("coordplan st", ["status"], id="commands"),
        pytest.param(
            "coordplan status --by ", ["plan", "content", "lead", "with", "field", "year", "period"], id="choices"
        ),
        pytest.param("coordplan report 2024-Q", [f"2024-Q{number}" for number in (1, 2, 3, 4)], id="periods"),
        pytest.param("coordplan report is", ["issue"], id="words in the place of a period"),
        pytest.param("coordplan report issue 2025-H", ["2025-H1", "2025-H2"], id="periods after such a word"),
        pytest.param("coordplan rep", ["report"], id="the first of two words"),
        pytest.param("coordplan mark zzz", [], id="nothing fits"),
    ],
)
def test_bash_is_offered_ids_by_beginning_or_by_words(small: Path, line: str, offered: list[str]) -> None:
    assert sorted(completed("bash", line).split()) == sorted(offered)


def test_zsh_is_offered_ids_with_their_titles(small: Path) -> None:
    out = completed("zsh", "coordplan mark doi")
    assert '"gd-05":"Đối thoại với giáo viên"' in out
    assert "gd-01" not in out


def test_fish_is_offered_ids_with_their_titles(small: Path) -> None:
    assert completed("fish", "coordplan mark doi").splitlines() == [
        "gd-03\tTheo dõi dư luận",
        "gd-05\tĐối thoại với giáo viên",
    ]


@pytest.mark.parametrize("shell", ["powershell", "pwsh"])
def test_powershell_is_offered_ids_with_their_titles(small: Path, shell: str) -> None:
    lines = completed(shell, "coordplan mark doi").splitlines()
    assert [line.split(":::")[0] for line in lines] == ["gd-03", "gd-05"]


def test_a_title_stays_on_one_line(tell: Tell, small: Path) -> None:
    assert tell("edit", "gd-05", "--title", "Đối thoại " + "rất dài " * 30).code == 0
    assert len(completed("fish", "coordplan mark gd").splitlines()) == 5


@pytest.mark.parametrize("line", ["coordplan mark gd", "coordplan status --plan ", "coordplan list --lead "])
def test_without_a_file_nothing_is_offered_and_nothing_said(here: Path, line: str) -> None:
    assert completed("bash", line).strip() == ""
    assert list(here.iterdir()) == []
    (here / "coordplan.db").write_bytes(b"a letter")
    assert completed("bash", line).strip() == ""


def test_the_file_meant_by_db_is_the_one_that_is_asked(small: Path) -> None:
    small.rename("other.db")
    assert completed("bash", "coordplan mark gd").strip() == ""
    assert "gd-05" in completed("bash", "coordplan --db other.db mark gd")
    assert "gd-05" in completed("bash", "coordplan mark gd", COORDPLAN_DB="other.db")


def test_completion_needs_no_rich_and_writes_nothing(small: Path) -> None:
    before = small.read_bytes()
    assert "gd-05" in completed("zsh", "coordplan mark gd")
    assert small.read_bytes() == before


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_every_shell_has_a_script(tell: Tell, here: Path, shell: str) -> None:
    code, out, err = tell("--show-completion", shell)
    assert (code, err) == (0, "")
    assert "_COORDPLAN_COMPLETE" in out.upper()


# Windows has no bash of its own; what the program answers to bash is asked above, on every system
@pytest.mark.skipif(BASH is None, reason="bash itself is what is asked, and it is not here")
def test_a_real_bash_completes_an_occurrence_with_its_at_sign(tell: Tell, small: Path) -> None:
    """Bash breaks words at @ unless it is told not to."""
    Path("script").write_text(tell("--show-completion", "bash").out, encoding="utf-8")
    asking = (
        "source ./script; COMP_WORDS=(coordplan mark gd-02@2024-Q1); COMP_CWORD=2; "
        'COMP_LINE="coordplan mark gd-02@2024-Q1"; COMP_POINT=${#COMP_LINE}; '
        '[[ $COMP_WORDBREAKS == *@* ]] && echo broken; _coordplan_completion coordplan; echo "${COMPREPLY[@]}"'
    )
    assert BASH is not None
    done = subprocess.run(
        [BASH, "--norc", "-c", asking],
        env={"PATH": f"{Path(PROGRAM).parent}:{os.environ['PATH']}", "COORDPLAN_TODAY": "2024-06-30"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.strip() == "gd-02@2024-Q1", done.stderr
