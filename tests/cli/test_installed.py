"""The installed program in an environment like cron's, and at the end of a pipe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Locales, `env -i`, pipes of bash and limits on a file's size are what is tried here, and Windows has none of them
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="shells and locales of POSIX")

PATH = {"PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}"}
DAY = {"COORDPLAN_TODAY": "2024-06-30", "COORDPLAN_BY": "lan"}


def ran(*words: str, **environment: str) -> tuple[int, bytes, bytes]:
    """Run the program with this environment and no other; return code, stdout and stderr as bytes."""
    done = subprocess.run(
        [sys.executable, "-m", "coordplan", *words], env=environment, capture_output=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


def in_a_shell(line: str, **environment: str) -> tuple[int, str, str]:
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line.replace("coordplan", f"{sys.executable} -m coordplan")],
        env={**PATH, **DAY, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({}, id="an empty environment"),
        pytest.param({"LANG": "C"}, id="LANG=C"),
        pytest.param({"LC_ALL": "C"}, id="LC_ALL=C"),
        pytest.param({"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, id="no UTF-8 mode"),
        pytest.param({"PYTHONIOENCODING": "cp1252"}, id="an encoding without Vietnamese letters"),
        pytest.param({"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, id="ASCII"),
    ],
)
def test_what_is_printed_is_utf_8_whatever_the_locale_says(
    small: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    expected = ran("list", **PATH, **DAY, LC_ALL="C.UTF-8")
    assert expected[0] == 0
    assert "Đối thoại với giáo viên".encode() in expected[1]
    assert ran("list", **DAY, **environment) == expected
    code, out, err = ran("--lang", "vi", "show", "Đốm", **DAY, **environment)
    assert (code, out) == (1, b"")
    assert "không phải là nhiệm vụ".encode() in err


def test_a_file_is_written_in_utf_8_whatever_the_locale_says(small: Path, tmp_path: Path) -> None:
    assert ran("list", "-o", "out.txt", **DAY, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")[0] == 0
    assert "Đối thoại" in (tmp_path / "out.txt").read_text(encoding="utf-8")


def test_an_environment_like_crons_is_enough(small: Path, tmp_path: Path) -> None:
    """No HOME, no locale, no user, and somewhere else."""
    done = subprocess.run(
        ["env", "-i", f"PATH={PATH['PATH']}", sys.executable, "-m", "coordplan", "--db", str(small), "status"],
        cwd="/",
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Chương trình thử".encode() in done.stdout
    assert b"\x1b" not in done.stdout


def test_without_a_home_and_a_name_one_can_still_write(small: Path) -> None:
    code, out, err = ran("mark", "gd-05", "60%", COORDPLAN_TODAY="2024-06-30")
    assert (code, err) == (0, b"")
    assert out.endswith(b"Change 2.\n")


@pytest.mark.parametrize("command", ["list", "list -f json", "list -f md", "--color always list", "status", "log"])
def test_a_closed_pipe_is_silent(shipped: Path, command: str) -> None:
    code, out, err = in_a_shell(f"coordplan {command} | head -n 1; exit ${{PIPESTATUS[1]}}")
    assert (code, err) == (0, "")
    assert out.count("\n") == 1


def test_a_pipe_that_nobody_opens_is_silent(shipped: Path) -> None:
    assert in_a_shell("coordplan list | true; exit 0") == (0, "", "")
    assert in_a_shell("coordplan --help | true; exit 0") == (0, "", "")
    assert in_a_shell("coordplan mark khcn-07@2024 90% | true; exit 0") == (0, "", "")


@pytest.mark.parametrize("words", [["list"], ["schema"], ["--version"], ["--help"], ["--color", "always", "status"]])
def test_a_disk_that_is_full_is_said_in_a_sentence(small: Path, words: list[str]) -> None:
    import resource

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    with Path("out.txt").open("wb") as file:
        done = subprocess.run(
            [sys.executable, "-m", "coordplan", "--lang", "en", *words],
            env=DAY,
            stdout=file,
            stderr=subprocess.PIPE,
            preexec_fn=no_room,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, b"coordplan: The system refuses: File too large.\n")


def test_letters_typed_under_another_locale_are_kept(small: Path) -> None:
    other = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    by = {"COORDPLAN_TODAY": "2024-06-30", "COORDPLAN_BY": "Trần Đỗ"}
    assert ran("mark", "gd-05", "60%", "--note", "chờ ý kiến", **by, **other)[0] == 0
    shown = ran("show", "gd-05", "-f", "csv", **DAY)[1]
    assert "chờ ý kiến,2,".encode() in shown
    assert ",Trần Đỗ,".encode() in shown


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"NO_COLOR": "1"}, {"COLUMNS": "40"}])
def test_into_a_pipe_it_is_plain_text_with_nothing_cut(small: Path, environment: dict[str, str]) -> None:
    expected = ran("status", **DAY)[1]
    assert ran("status", **DAY, **environment) == (0, expected, b"")
    assert b"\x1b" not in expected
    assert "Progress / planned" in expected.decode()


def test_colour_can_be_asked_for_in_a_pipe(small: Path) -> None:
    code, out, err = ran("--color", "always", "status", **DAY)
    assert (code, err) == (0, b"")
    assert b"\x1b[1;31m" in out
    assert b"\x1b[1;31m" in ran("--color", "always", "status", **DAY, TERM="dumb", NO_COLOR="1")[1]


def test_the_exit_code_of_the_program_is_that_of_the_command(small: Path) -> None:
    assert ran("status", "--fail-on", "overdue", **DAY)[0] == 4
    assert ran("show", "nope", **DAY)[0] == 1
    assert ran("nope", **DAY)[0] == 2
    assert ran("check", "nowhere", **DAY)[0] == 3


def test_the_command_is_installed_under_its_name(small: Path) -> None:
    program = Path(sys.executable).parent / "coordplan"
    done = subprocess.run([program, "--version"], env=PATH, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("coordplan ")
