"""coordplan-NAME on PATH runs as coordplan NAME, and knows which file, language and day are meant."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coordplan.cli import run

SAYS = {  # what the program says it was given
    "posix": '#!/bin/sh\necho "db $COORDPLAN_DB"\necho "$COORDPLAN_LANG $COORDPLAN_AS_OF"\n'
    'for word in "$@"; do echo "$word"; done\nexit 7\n',
    "nt": "@echo off\r\necho db %COORDPLAN_DB%\r\necho %COORDPLAN_LANG% %COORDPLAN_AS_OF%\r\n"
    ":next\r\nif [%1]==[] exit /b 7\r\necho %~1\r\nshift\r\ngoto next\r\n",
}


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Put a program of a name on PATH; commands are run on 30 June 2024 in a folder without a file."""
    own = tmp_path / "own"
    own.mkdir()
    monkeypatch.chdir(tmp_path)  # Windows looks in the current folder first
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-06-30")
    monkeypatch.setenv("PATH", str(own) + os.pathsep + os.environ["PATH"])

    def made(name: str) -> Path:
        path = own / (f"coordplan-{name}" + (".bat" if os.name == "nt" else ""))
        path.write_text(SAYS[os.name], encoding="ascii", newline="")
        path.chmod(0o755)
        return path

    return made


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["dem"], ["", "vi 2024-06-30"], id="nothing"),
        pytest.param(["--lang", "en", "dem"], ["", "en 2024-06-30"], id="the language"),
        pytest.param(["--db", "x.db", "dem", "1", "a b"], ["x.db", "vi 2024-06-30", "1", "a b"], id="the file"),
        pytest.param(["dem", "--as-of", "28/6/2024", "a"], ["", "vi 2024-06-28", "a"], id="the day"),
        pytest.param(["dem", "--as-of=hôm qua"], ["", "vi 2024-06-29"], id="a day in words"),
        pytest.param(["dem", "--help", "-q", "--lang", "en"], ["", "en 2024-06-30", "--help", "-q"], id="options"),
        pytest.param(
            ["dem", "--", "--lang", "--as-of"], ["", "vi 2024-06-30", "--", "--lang", "--as-of"], id="after --"
        ),
    ],
)
def test_it_is_given_the_words_and_what_is_meant(
    program: Callable[[str], Path], capfd: pytest.CaptureFixture[str], words: list[str], said: list[str]
) -> None:
    program("dem")
    assert run(words) == 7, "it ends with the program's code"
    first, *rest = [line.rstrip() for line in capfd.readouterr().out.splitlines()]
    assert first == (f"db {Path.cwd() / 'x.db'}" if "--db" in words else "db")
    assert rest == said[1:]


def test_a_command_of_coordplan_always_wins(program: Callable[[str], Path], capfd: pytest.CaptureFixture[str]) -> None:
    program("status")
    assert run(["--lang", "en", "status"]) == 1
    assert "There is no coordplan.db" in capfd.readouterr().err
    assert run(["--lang", "en", "help", "commands"]) == 0
    assert "Of your own" not in capfd.readouterr().out


@pytest.mark.parametrize(("lang", "heading"), [("en", "Of your own:"), ("vi", "Riêng của cơ quan:")])
def test_the_help_lists_it_and_where_it_is(
    program: Callable[[str], Path], capfd: pytest.CaptureFixture[str], lang: str, heading: str
) -> None:
    path = program("dem")
    assert run(["--lang", lang, "help", "commands"]) == 0
    out = capfd.readouterr().out
    assert heading in out.splitlines()
    assert "".join(str(path).lower().split()) in "".join(out.lower().split()), "it may be wrapped"


def test_a_slip_in_its_name_names_it(program: Callable[[str], Path], capfd: pytest.CaptureFixture[str]) -> None:
    program("tong-hop")
    assert run(["--lang", "en", "tong-hopp"]) == 2
    assert 'There is no command "tong-hopp". Did you mean tong-hop?' in capfd.readouterr().err


@pytest.mark.parametrize("name", ["thống-kê", "x.sh", "a_1"])
def test_a_name_may_have_marks_dots_and_signs(
    program: Callable[[str], Path], capfd: pytest.CaptureFixture[str], name: str
) -> None:
    program(name)
    assert run([name, "1"]) == 7
    assert run(["--lang", "en", "help", "commands"]) == 0
    assert name in capfd.readouterr().out.partition("Of your own:")[2]


@pytest.mark.parametrize("words", [["--as-of", "31/6/2024"], ["--as-of", "1/6/2024", "--as-of=2/6/2024"]])
def test_a_day_that_is_none_or_is_given_twice_is_refused_and_it_is_not_run(
    program: Callable[[str], Path], capfd: pytest.CaptureFixture[str], words: list[str]
) -> None:
    program("dem")
    assert run(["--lang", "en", "dem", *words]) == 2
    out, err = capfd.readouterr()
    assert (out, "--as-of" in err) == ("", True)


# Windows asks the name of a file whether it is a program, and runs what it is called
@pytest.mark.skipif(os.name == "nt", reason="this system reads from its name how a program is run")
def test_what_cannot_be_run_is_said(program: Callable[[str], Path], capfd: pytest.CaptureFixture[str]) -> None:
    program("dem").write_text("#!/nowhere/at/all\n", encoding="ascii")
    assert run(["--lang", "en", "dem"]) == 1
    err = capfd.readouterr().err
    assert err.startswith("coordplan: The system does not run ")
    assert "its first line" in err
