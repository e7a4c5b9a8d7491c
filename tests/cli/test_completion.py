"""What the shell offers after Tab, by Typer's own means."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from coordplan.cli import run
from tests.command_line import Tell

PROGRAM = str(Path(sys.executable).parent / "coordplan")


Completed = Callable[..., str]


@pytest.fixture
def completed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Completed:
    """Return what is offered to a shell for a line that ends at the cursor, asked in this process."""

    def asked(shell: str, line: str, **more: str) -> str:
        words = line.split(" ")
        environment = {
            "_COORDPLAN_COMPLETE": f"complete_{shell}",
            "COORDPLAN_TODAY": "2024-06-30",
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "COMP_WORDS": line.replace(" ", "\n") if '"' not in line else line,
            "COMP_CWORD": str(len(words) - 1),
            **more,
        }
        capsys.readouterr()
        with monkeypatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            with suppress(SystemExit):
                run([])
        out, err = capsys.readouterr()
        assert err == ""
        return out

    return asked


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
        pytest.param("coordplan mark gd2@q2", ["gd-02@2024-Q2", "gd-02@2025-Q2"], id="an id in another spelling"),
        pytest.param("coordplan list --plan=g", ["gd"], id="an option with its sign"),
        pytest.param("coordplan list --standing ov", ["overdue"], id="standings"),
        pytest.param("coordplan list --standing tạm", ["suspended"], id="standings by their words"),
        pytest.param("coordplan mark gd-01 xo", ["done"], id="progress by its words"),
        pytest.param("coordplan rate gd đ", ["red"], id="colours by their words"),
        pytest.param("coordplan list --period 2024-9", ["2024-9M"], id="periods of an option"),
        pytest.param("coordplan returns 2024-H", ["2024-H1", "2024-H2"], id="periods of returns"),
        pytest.param("coordplan period close 2024-H", ["2024-H1", "2024-H2"], id="periods to close"),
        pytest.param("coordplan status --compare last", ["last-year", "last-period"], id="what to compare with"),
        pytest.param("coordplan list -f j", ["json"], id="formats"),
        pytest.param("coordplan list --js", ["--json"], id="the short option"),
        pytest.param("coordplan undo ", ["1"], id="changes"),
        pytest.param("coordplan help corr", ["corrections"], id="topics"),
        pytest.param("coordplan --lang ", ["vi", "en"], id="languages"),
        pytest.param("coordplan load pl", [], id="files are left to the shell"),
    ],
)
def test_bash_is_offered_ids_by_beginning_or_by_words(
    small: Path, completed: Completed, line: str, offered: list[str]
) -> None:
    assert sorted(completed("bash", line).split()) == sorted(offered)


def test_periods_that_have_begun_are_offered_first_and_of_them_the_latest(small: Path, completed: Completed) -> None:
    keys = completed("bash", "coordplan report issue ").split()
    assert keys.index("2024-06") < keys.index("2024-05") < keys.index("2024-Q3") < keys.index("2025-01")
    assert completed("bash", "coordplan mark gd-02@").split()[:2] == ["gd-02@2024-Q2", "gd-02@2024-Q1"]


@pytest.mark.parametrize(
    ("shell", "typed", "offered"),
    [
        pytest.param("bash", "y", "y\\ tế", id="bash takes it as it is"),
        pytest.param("bash", '"y', "y tế", id="bash, within a quotation mark"),
        pytest.param("powershell", "y", "'y tế'::: ", id="PowerShell takes it as it is"),
        pytest.param("fish", "y", "y tế", id="fish quotes it"),
    ],
)
def test_what_holds_blanks_is_offered_as_one_word(
    tell: Tell, small: Path, completed: Completed, shell: str, typed: str, offered: str
) -> None:
    assert tell("edit", "yt-01", "--field", "y tế").code == 0
    found = completed(shell, f"coordplan list --field {typed}", COMP_WORDS=f"coordplan\nlist\n--field\n{typed}")
    assert found.rstrip("\n") == offered


def test_bash_is_offered_titles_where_its_script_takes_them(small: Path, completed: Completed) -> None:
    lines = completed("bash", "coordplan mark doi", _COORDPLAN_TITLES="1").splitlines()
    assert lines == ["gd-03\tTheo dõi dư luận", "gd-05\tĐối thoại với giáo viên"]


def test_zsh_is_offered_ids_with_their_titles(small: Path, completed: Completed) -> None:
    out = completed("zsh", "coordplan mark doi")
    assert '"gd-05":"Đối thoại với giáo viên"' in out
    assert "gd-01" not in out


def test_fish_is_offered_ids_with_their_titles(small: Path, completed: Completed) -> None:
    assert completed("fish", "coordplan mark doi").splitlines() == [
        "gd-03\tTheo dõi dư luận",
        "gd-05\tĐối thoại với giáo viên",
    ]


@pytest.mark.parametrize("shell", ["powershell", "pwsh"])
def test_powershell_is_offered_ids_with_their_titles(small: Path, shell: str, completed: Completed) -> None:
    lines = completed(shell, "coordplan mark doi").splitlines()
    assert [line.split(":::")[0] for line in lines] == ["gd-03", "gd-05"]


def test_a_title_stays_on_one_line(tell: Tell, small: Path, completed: Completed) -> None:
    assert tell("edit", "gd-05", "--title", "Đối thoại " + "rất dài " * 30).code == 0
    assert len(completed("fish", "coordplan mark gd").splitlines()) == 5


@pytest.mark.parametrize("line", ["coordplan mark gd", "coordplan status --plan ", "coordplan list --lead "])
def test_without_a_file_nothing_is_offered_and_nothing_said(here: Path, line: str, completed: Completed) -> None:
    assert completed("bash", line).strip() == ""
    assert list(here.iterdir()) == []
    (here / "coordplan.db").write_bytes(b"a letter")
    assert completed("bash", line).strip() == ""


def test_the_file_meant_by_db_is_the_one_that_is_asked(small: Path, completed: Completed) -> None:
    small.rename("other.db")
    assert completed("bash", "coordplan mark gd").strip() == ""
    assert "gd-05" in completed("bash", "coordplan --db other.db mark gd")
    assert "gd-05" in completed("bash", "coordplan mark gd", COORDPLAN_DB="other.db")


def test_completion_needs_no_rich_and_writes_nothing(small: Path, completed: Completed) -> None:
    before = small.read_bytes()
    assert "gd-05" in completed("zsh", "coordplan mark gd")
    assert small.read_bytes() == before


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_every_shell_has_a_script(tell: Tell, here: Path, shell: str) -> None:
    code, out, err = tell("--show-completion", shell)
    assert (code, err) == (0, "")
    assert "_COORDPLAN_COMPLETE" in out.upper()


# Windows has no such shells of its own; what the program answers to them is asked above, on every system
_ASK_BASH = """source ./script; COMP_WORDS=(coordplan mark {word}); COMP_CWORD=2; COMP_TYPE={type}; COLUMNS=80
[[ $COMP_WORDBREAKS == *@* ]] && echo broken
_coordplan_completion coordplan
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
_ASK_ZSH = """compdef() { :; }; _arguments() { print -r -- "$@" }; _files() { print files }
source ./script; words=(coordplan mark gd-02@2024-Q1); CURRENT=3; _coordplan_completion
words=(coordplan load pl); CURRENT=3; _coordplan_completion
"""
_ASK_FISH = """source ./script
complete -C "coordplan mark gd-02@2024-Q1"
complete -C "coordplan load pl"
"""


@pytest.mark.parametrize(
    ("shell", "asking", "answer"),
    [
        pytest.param("bash", _ASK_BASH.format(word="gd-02@2024-Q1", type=9), "gd-02@2024-Q1", id="bash, one"),
        pytest.param(
            "bash",
            _ASK_BASH.format(word="doi", type=9),
            "gd-03  (Theo dõi dư luận)\ngd-05  (Đối thoại với giáo viên)",
            id="bash, several with their titles",
        ),
        pytest.param("bash", _ASK_BASH.format(word="doi", type=37), "gd-03\ngd-05", id="bash, one after another"),
        pytest.param(
            "zsh",
            _ASK_ZSH,
            '*: :(("gd-02@2024-Q1":"2024-03-25 Giao ban công tác khoa giáo"))\nfiles',
            id="zsh, an occurrence and a file",
        ),
        pytest.param(
            "fish",
            _ASK_FISH,
            "gd-02@2024-Q1\t2024-03-25 Giao ban công tác khoa giáo\nplans/",
            id="fish, an occurrence and a file",
        ),
    ],
)
def test_a_real_shell_completes_by_the_script(tell: Tell, small: Path, shell: str, asking: str, answer: str) -> None:
    """Bash breaks words at @ unless it is told not to."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} itself is what is asked, and it is not here")
    Path("script").write_text(tell("--show-completion", shell).out, encoding="utf-8")
    plain = {"bash": "--norc", "zsh": "-f", "fish": "--no-config"}[shell]
    done = subprocess.run(
        [program, plain, "-c", asking],
        env={
            "PATH": f"{Path(PROGRAM).parent}:{os.environ['PATH']}",
            "COORDPLAN_TODAY": "2024-06-30",
            "COORDPLAN_LANG": "en",
            "HOME": str(Path.cwd()),
            "LANG": "C.UTF-8",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.strip() == answer, done.stderr
