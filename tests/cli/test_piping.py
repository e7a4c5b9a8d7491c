"""What Windows says of pipes and of files that something else holds, as small functions answer it on any system."""

import errno
from pathlib import Path

import pytest

from coordplan import file_names
from coordplan.cli.piping import reader_is_gone, reader_remark
from coordplan.file_names import move


@pytest.mark.parametrize(
    ("error", "system", "gone"),
    [
        pytest.param(BrokenPipeError(errno.EPIPE, "Broken pipe"), "posix", True, id="a closed pipe"),
        pytest.param(BrokenPipeError(errno.EPIPE, "Broken pipe"), "nt", True, id="a closed pipe that Windows names so"),
        pytest.param(OSError(errno.EINVAL, "Invalid argument"), "nt", True, id="a closed pipe as Windows says it"),
        pytest.param(OSError(errno.EINVAL, "Invalid argument"), "posix", False, id="what is no closed pipe elsewhere"),
        pytest.param(OSError(errno.ENOSPC, "No space left"), "nt", False, id="a full disk"),
    ],
)
def test_that_nobody_reads_any_more_is_known_on_each_system(error: OSError, system: str, gone: bool) -> None:
    assert reader_is_gone(error, system) is gone


@pytest.mark.parametrize(
    ("code_page", "is_pipe", "is_watched", "said"),
    [
        pytest.param(437, True, True, True, id="more, findstr or PowerShell 5.1 in a console of English"),
        pytest.param(1258, True, True, True, id="in a console of Vietnamese"),
        pytest.param(65001, True, True, False, id="after chcp 65001"),
        pytest.param(437, False, True, False, id="a file, or the console itself"),
        pytest.param(437, True, False, False, id="another program reads both streams"),
        pytest.param(0, True, True, False, id="no console: a service"),
    ],
)
def test_a_reader_of_other_letters_is_told_of(code_page: int, is_pipe: bool, is_watched: bool, said: bool) -> None:
    assert ("chcp 65001" in reader_remark(code_page, is_pipe, is_watched)) is said


class Held:
    """A file that a virus scanner holds for some tries."""

    def __init__(self, tries: int) -> None:
        self.tries, self.renamed = tries, 0

    def replace(self, _place: Path) -> None:
        self.tries -= 1
        if self.tries >= 0:
            raise PermissionError(errno.EACCES, "Access is denied")
        self.renamed += 1


def test_a_file_that_is_held_for_a_moment_is_moved_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_names, "_PAUSE_SECONDS", 0)
    held = Held(3)
    move(held, Path("x"), "nt")  # type: ignore[arg-type]
    assert held.renamed == 1


def test_a_file_that_is_held_for_long_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_names, "_PATIENCE_SECONDS", 0)
    with pytest.raises(PermissionError):
        move(Held(1), Path("x"), "nt")  # type: ignore[arg-type]
    monkeypatch.undo()
    with pytest.raises(PermissionError):  # elsewhere a permission that is missing stays missing
        move(Held(1), Path("x"), "posix")  # type: ignore[arg-type]
