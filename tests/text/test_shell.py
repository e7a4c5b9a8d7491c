"""Words of a command line as the shell of a system takes them."""

import ctypes
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from coordplan.text.shell import path_from_here, quoted_word

WORDS = {
    "a plain name": "coordplan.db",
    "a space": "kế hoạch 2026.db",
    "an ampersand": "a & b.db",
    "parentheses": "plan(1).db",
    "an apostrophe": "it's.db",
    "a caret": "a^b.db",
    "a per cent sign": "50%PATH%.db",
    "an exclamation mark": "now!.db",
    "a comma and a semicolon": "a,b;c=d.db",
    "nothing": "",
    "double quotes": 'a "b" & c',
    "a backslash at the end": "a folder\\",
}


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_the_shell_of_other_systems_takes_a_word_for_one(word: str) -> None:
    assert shlex.split(quoted_word(word, "posix")) == [word]


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        pytest.param(r"C:\plans\coordplan.db", r"C:\plans\coordplan.db", id="a path is left as it is"),
        pytest.param("kế-hoạch.db", "kế-hoạch.db", id="letters of Vietnamese are letters"),
        pytest.param(r"C:\my plans\a.db", r'"C:\my plans\a.db"', id="a space asks for double quotes"),
        pytest.param("a&b.db", '"a&b.db"', id="an ampersand"),
        pytest.param("it's.db", '"it\'s.db"', id="an apostrophe is no quote there"),
        pytest.param("C:\\my plans\\", '"C:\\my plans\\\\"', id="a backslash before the last quote"),
        pytest.param("50%PATH%.db", '^"50^%PATH^%.db^"', id="a variable is not filled in"),
        pytest.param('a "b" & c', r'^"a \^"b\^" ^& c^"', id="quotes within do not let a command out"),
        pytest.param("10%", "10%", id="a lone per cent sign stands for itself"),
        pytest.param("xong 10%", '"xong 10%"', id="a lone per cent sign within quotes"),
        pytest.param("", '""', id="nothing"),
    ],
)
def test_what_cmd_takes_for_a_word(word: str, printed: str) -> None:
    assert quoted_word(word, "nt") == printed


@pytest.mark.skipif(os.name != "nt", reason="cmd.exe is on Windows alone")
@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_cmd_hands_on_what_was_printed(word: str) -> None:
    if "%" in word and hasattr(getattr(ctypes, "windll").ntdll, "wine_get_version"):  # noqa: B009 - on Windows alone
        pytest.skip("wine's cmd fills in a variable between escaped signs, where that of Windows does not")
    shown = f'"{sys.executable}" -c "import sys; sys.stdout.buffer.write(sys.argv[1].encode())" {quoted_word(word)}'
    answer = subprocess.run(shown, shell=True, capture_output=True, check=False, timeout=60)
    assert answer.stdout.decode() == word, answer.stderr


def test_a_path_is_named_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert path_from_here(folder / "copies" / "a.db") == str(Path("copies") / "a.db")
    assert path_from_here(tmp_path / "a.db") == str(tmp_path / "a.db")
