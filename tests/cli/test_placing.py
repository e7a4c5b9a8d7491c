"""Only ordinary files are written to and read from; what is in the way is said in one sentence, and nothing hangs."""

import os
import socket
import sys
from pathlib import Path

import pytest

from coordplan.cli import placing
from coordplan.errors import CoordplanError
from coordplan.file_names import is_refused_by_windows, is_running, leftover_of, leftovers_in, name_beside
from tests.command_line import Tell

# The names of devices that Windows does know are tried everywhere
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no pipes and devices among its files")
NO_PROCESS = 2**22 + 1  # more than Linux gives; on Windows numbers are multiples of four


@posix
@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        pytest.param("pipe.csv", "pipe.csv is a device or a pipe, not a file", id="a pipe"),
        pytest.param("socket.csv", "socket.csv is a device or a pipe, not a file", id="a socket"),
        pytest.param("device.csv", "device.csv is a device or a pipe, not a file", id="a link to a device"),
        pytest.param("nowhere.csv", "nowhere.csv is a link to a file that does not exist.", id="a link to nowhere"),
        pytest.param("round.csv", "round.csv cannot be written: it is a link that leads back to itself.", id="a loop"),
        pytest.param("folder.csv", "folder.csv cannot be written: it is a folder.", id="a folder"),
        pytest.param("none/x.csv", "none/x.csv cannot be written: there is no such folder.", id="a folder missing"),
        pytest.param("a.txt/x.csv", "a.txt/x.csv cannot be written: a part of its path is not a folder.", id="a file"),
        pytest.param("x" * 300 + ".csv", "cannot be written: the name is too long.", id="a long name"),
    ],
)
@pytest.mark.parametrize("words", [("list",), ("digest",)], ids=["list", "digest"])
def test_what_is_no_ordinary_file_is_not_written_to(
    words: tuple[str, ...], output: str, sentence: str, small: Path, tell: Tell
) -> None:
    os.mkfifo("pipe.csv")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind("socket.csv")
    Path("device.csv").symlink_to("/dev/full")
    Path("nowhere.csv").symlink_to("there-is-none.csv")
    Path("round.csv").symlink_to("round.csv")
    Path("folder.csv").mkdir()
    Path("a.txt").write_text("text", encoding="utf-8")
    if words == ("digest",):
        output = output.replace(".csv", ".md")
        for path in Path().glob("*.csv"):
            path.rename(path.with_suffix(".md"))
        Path("round.md").unlink()
        Path("round.md").symlink_to("round.md")
        sentence = sentence.replace(".csv", ".md")
    before = {path.name: path.lstat().st_mode for path in Path().iterdir()}
    answer = tell(*words, "-o", output)
    assert (answer.code, answer.out) == (1, "")
    assert sentence in answer.err
    assert answer.err.count("\n") == 2, "a sentence and a way out"
    assert {path.name: path.lstat().st_mode for path in Path().iterdir()} == before
    listening.close()


@posix
@pytest.mark.parametrize("output", ["/dev/stdout", "/dev/fd/1"])
def test_standard_output_by_another_name_is_standard_output(output: str, small: Path, tell: Tell) -> None:
    assert tell("list", "-f", "csv", "-o", output) == tell("list", "-f", "csv")


@posix
def test_through_a_link_the_file_behind_it_is_written(small: Path, tell: Tell) -> None:
    Path("there").mkdir()
    Path("there/x.csv").write_text("older", encoding="utf-8")
    Path("x.csv").symlink_to(Path("there/x.csv"))
    assert tell("list", "-o", "x.csv").code == 0
    assert Path("x.csv").is_symlink()
    assert Path("there/x.csv").read_text(encoding="utf-8") != "older"
    assert [path.name for path in Path("there").iterdir()] == ["x.csv"]


@posix
def test_a_new_file_goes_by_the_umask_and_an_older_one_keeps_its_mode(small: Path, tell: Tell) -> None:
    before = os.umask(0o027)
    try:
        assert tell("list", "-o", "new.csv").code == 0
        assert Path("new.csv").stat().st_mode & 0o777 == 0o640
        Path("new.csv").chmod(0o604)
        assert tell("list", "-o", "new.csv").code == 0
        assert Path("new.csv").stat().st_mode & 0o777 == 0o604
    finally:
        os.umask(before)


SOURCES = [
    pytest.param(["report", "2024-Q2", "--template", "{}", "-o", "{}"], "q.docx", id="report --template"),
    pytest.param(
        ["report", "issue", "2024-Q2", "--number", "1", "--signed-on", "30/6/2024", "--template", "{}", "-o", "{}"],
        "q.docx",
        id="report issue --template",
    ),
    pytest.param(["report", "verify", "1", "--file", "{}", "-o", "{}"], "q.json", id="report verify --file"),
    pytest.param(["import", "{}", "--plan", "gd", "-o", "{}", "--force"], "q.yaml", id="import"),
    pytest.param(["digest", "--since", "last", "--mark", "{}", "-o", "{}"], "q.md", id="digest --mark"),
]
SPELLINGS = {
    "the same name": lambda path: path,
    "another spelling": lambda path: f"./{path.parent}/../{path.parent.resolve().name}/{path.name}",
    "a link": lambda path: _link(path, os.symlink),
    "a hard link": lambda path: _link(path, os.link),
}


def _link(path: Path, link: object) -> Path:
    other = path.with_stem("other")
    (os.link if link is os.link else os.symlink)(path.resolve(), other)
    return other


@pytest.mark.parametrize(
    "spelling", [pytest.param(each, marks=posix) if each == "a link" else each for each in SPELLINGS]
)
@pytest.mark.parametrize(("words", "name"), SOURCES)
def test_what_is_read_is_not_written_over(words: list[str], name: str, spelling: str, small: Path, tell: Tell) -> None:
    folder = Path("here")
    folder.mkdir()
    path = folder / name
    path.write_bytes(b"what was there")
    other = SPELLINGS[spelling](path)
    names = iter((str(path), str(other)))
    answer = tell(*(next(names) if word == "{}" else word for word in words))
    assert answer.code == 2
    assert "is read by this command" in answer.err or "name the same file" in answer.err
    assert path.read_bytes() == b"what was there"


INPUTS = [
    pytest.param(["import", "{}", "--plan", "gd"], id="import"),
    pytest.param(["collect", "{}"], id="collect"),
    pytest.param(["load", "{}"], id="load"),
    pytest.param(["check", "{}"], id="check"),
    pytest.param(["report", "2024-Q2", "--template", "{}", "-o", "x.docx"], id="template"),
    pytest.param(["report", "verify", "1", "--file", "{}"], id="file in hand"),
    pytest.param(["--db", "{}", "status"], id="the coordplan file"),
    pytest.param(["--db", "{}", "mark", "gd-01", "50%"], id="the coordplan file, to write"),
    pytest.param(["digest", "--since", "last", "--mark", "{}"], id="mark of a digest"),
]


@posix
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "empty", "nowhere", "round"])
@pytest.mark.parametrize("words", INPUTS)
def test_what_is_no_ordinary_file_is_not_read(words: list[str], kind: str, small: Path, tell: Tell) -> None:
    path = Path("given.xlsx")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "empty":
        path.touch()
    else:
        path.symlink_to({"device": "/dev/zero", "nowhere": "there-is-none", "round": "given.xlsx"}[kind])
    answer = tell(*("given.xlsx" if word == "{}" else word for word in words))
    if kind == "nowhere" and "--mark" in words:
        assert answer.code == 1, "a mark is not written to a link that leads nowhere"
        return
    assert answer.code in (1, 3)
    assert "Traceback" not in answer.err
    assert "not expected" not in answer.err
    assert len(answer.err.splitlines()) <= 5


def test_several_files_need_a_folder(small: Path, tell: Tell) -> None:
    for words in (["form", "2024-Q2", "-o", "-"], ["export", "-"], ["chase", "2024-Q2", "-o", "-"]):
        answer = tell(*words)
        assert answer.code == 2
        assert "files go into a folder" in answer.err
    assert not Path("-").exists()


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        *((name, True) for name in ("CON", "con.csv", "nul.txt", "Com1.json", "lpt9", "aux .md", "COM¹", "CONIN$")),
        *((name, True) for name in ("x.", "x ", "a:b", "a?b", 'a"b', "a|b", "a\x1fb")),
        *((name, False) for name in ("control.csv", "com0.txt", "com10", "a.con", ".nul", "báo cáo.docx", "x..y")),
    ],
)
def test_names_that_windows_takes_for_something_else(name: str, refused: bool) -> None:
    assert is_refused_by_windows(name) is refused


def test_on_windows_such_a_name_is_refused(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    monkeypatch.setattr(placing.sys, "platform", "win32")
    with pytest.raises(CoordplanError, match="Windows takes this name for something else"):
        placing.place_of_file(Path("nul.csv"))
    with pytest.raises(CoordplanError, match="not a name of a file"):
        placing.make_folder(Path("aux"))


# what is left over


def test_what_a_dead_process_left_is_cleared_and_nothing_else(small: Path, tell: Tell) -> None:
    dead, alive = f"{NO_PROCESS}", f"{os.getpid()}"
    machine = name_beside(Path("x")).name.split("-")[1].split(".")[0]
    left = [f".x.csv.{dead}.new", f".x.csv.{dead}-{machine}.old", f".y.docx.{dead}-{machine}.new", f".p.{dead}.new"]
    stays = [f".z.csv.{alive}-{machine}.new", f".x.csv.{dead}-0f0f0f.new", f"x.{dead}.new", ".x.new", f".x.{dead}.bak"]
    for name in (*left[:3], *stays):
        Path(name).write_text("half", encoding="utf-8")
    Path(left[3]).mkdir()
    Path(left[3], "program.yaml").write_text("half", encoding="utf-8")
    before = {path.name for path in Path().iterdir()}
    assert {each.path.name for each in leftovers_in(Path())} == set(left)
    assert tell("list", "-o", "x.csv").code == 0
    assert {path.name for path in Path().iterdir()} == before - set(left) | {"x.csv"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param(f".coordplan.db.{NO_PROCESS}.new", "new", id="of earlier versions"),
        pytest.param(f".coordplan.db.{NO_PROCESS}.new-journal", "new", id="SQLite's journal"),
        pytest.param(f".coordplan.db.{NO_PROCESS}.new.writer", "new", id="a note of who writes"),
        pytest.param(".coordplan.db.new", None, id="no process"),
        pytest.param("coordplan.db", None, id="the file"),
    ],
)
def test_one_rule_says_what_is_left_over(name: str, kind: str | None) -> None:
    found = leftover_of(Path(name))
    assert (found and found.kind) == kind


def test_this_process_is_running_and_one_of_no_number_is_not() -> None:
    assert is_running(os.getpid())
    assert not is_running(0)
    assert not is_running(NO_PROCESS)


def test_a_name_beside_a_long_name_fits() -> None:
    name = name_beside(Path("ế" * 84 + ".csv")).name
    assert len(name.encode()) <= 255
    assert name.startswith(".ế")
