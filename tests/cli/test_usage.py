"""The command line itself: global options, the language, which file is meant, wrong usage."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

import coordplan
from coordplan import __version__
from coordplan.cli.command_table import COMMANDS, HEADINGS
from tests.command_line import Tell


@pytest.mark.parametrize(
    "words",
    [
        ["--lang", "vi", "status"],
        ["status", "--lang", "vi"],
        ["status", "--lang=vi"],
        ["--lang=vi", "status"],
        ["--db", "coordplan.db", "--lang", "vi", "status"],
        ["status", "--plan", "gd", "--lang", "vi", "--db", "coordplan.db"],
        ["--lang", "en", "status", "--lang", "vi"],
    ],
    ids=" ".join,
)
def test_a_global_option_stands_before_or_after_the_command(tell: Tell, small: Path, words: list[str]) -> None:
    code, out, err = tell(*words)
    assert (code, err) == (0, "")
    assert "Đến ngày 30/6/2024" in out


def test_after_two_hyphens_nothing_is_an_option(tell: Tell, small: Path) -> None:
    code, out, err = tell("search", "--", "--lang", "vi")
    assert (code, err) == (0, "")
    assert "Nothing contains these words (--lang vi)" in out


# language


def test_the_language_is_the_option_then_the_environment_then_the_program_then_vietnamese(
    tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "have fallen due" in tell("status").out, "the small program's language is English"
    monkeypatch.setenv("COORDPLAN_LANG", "vi")
    assert "Đến ngày" in tell("status").out
    assert "have fallen due" in tell("--lang", "en", "status").out
    monkeypatch.setenv("COORDPLAN_LANG", "fr")
    assert "have fallen due" in tell("status").out, "a language there is not says nothing"
    monkeypatch.delenv("COORDPLAN_LANG")
    small.unlink()
    assert "Xem thử với số liệu minh họa: coordplan init --demo" in tell("status").err


@pytest.mark.parametrize("name", ["LANG", "LC_ALL", "LANGUAGE"])
def test_the_locale_is_never_asked(tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "vi_VN.UTF-8")
    assert "have fallen due" in tell("status").out


@pytest.mark.parametrize("words", [["--lang", "fr", "status"], ["status", "--lang", "fr"]])
def test_a_language_there_is_not_is_wrong_usage(tell: Tell, small: Path, words: list[str]) -> None:
    code, out, err = tell(*words)
    assert (code, out) == (2, "")
    assert '"fr" is not one of: vi; en' in err


# which file


def test_the_file_is_the_option_then_the_environment_then_the_nearest_above(
    tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, id_ in (("a.db", "gd-01"), ("b.db", "gd-05")):
        shutil.copy(small, name)
        assert tell("--db", name, "mark", id_, "10%").code == 0
    below = Path("x/y")
    below.mkdir(parents=True)
    monkeypatch.chdir(below)

    def marked(*words: str) -> set[str]:
        out = tell("list", "-f", "csv", *words).out
        return {
            id_
            for id_ in ("gd-01", "gd-05")
            if f"\n{id_}," in out and "in_progress" in out.partition(f"\n{id_},")[2].partition("\n")[0]
        }

    assert marked() == set()
    monkeypatch.setenv("COORDPLAN_DB", "../../a.db")
    assert marked() == {"gd-01"}
    assert marked("--db", "../../b.db") == {"gd-05"}


def test_a_nearer_file_is_taken_before_one_above(tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tell("mark", "gd-05", "10%")
    below = Path("x")
    below.mkdir()
    shutil.copy(small, below / "coordplan.db")
    monkeypatch.chdir(below)
    tell("mark", "gd-01", "10%")
    assert "mark gd-01" in tell("log").out
    assert "mark gd-01" not in tell("--db", "../coordplan.db", "log").out


@pytest.mark.parametrize(
    "words", [["status"], ["list"], ["due"], ["search", "x"], ["show", "x"], ["log"], ["mark", "x", "5%"], ["undo"]]
)
def test_without_a_file_a_command_says_how_to_make_one(tell: Tell, here: Path, words: list[str]) -> None:
    code, out, err = tell("--lang", "en", *words)
    assert (code, out) == (1, "")
    assert err == (
        "coordplan: There is no coordplan.db in this folder or above it.\n"
        "To try it with made-up figures: coordplan init --demo\n"
        "To begin the program of your office: coordplan init --empty\n"
        "From the signed annex to the first report: coordplan help start\n"
        "One that lies elsewhere is named with --db PATH.\n"
    )
    code, out, err = tell("--lang", "en", "--db", "x.db", *words)
    assert (code, out) == (1, "")
    assert "x.db" in err
    assert list(here.iterdir()) == [], "looking for a file makes none"


@pytest.mark.parametrize("content", [b"", b"a letter", b"SQLite format 3\0" + b"x" * 4096])
def test_what_is_no_file_of_ours_is_refused(tell: Tell, here: Path, content: bytes) -> None:
    (here / "coordplan.db").write_bytes(content)
    for words in (["status"], ["mark", "gd-01", "5%"]):
        code, out, err = tell("--lang", "en", *words)
        assert (code, out) == (1, "")
        assert err.startswith("coordplan: ")
        assert "Traceback" not in err
    assert (here / "coordplan.db").read_bytes() == content


def test_another_programs_database_is_refused_and_untouched(tell: Tell, here: Path) -> None:
    connection = sqlite3.connect("coordplan.db")
    connection.execute("CREATE TABLE recipes (id INTEGER)")
    connection.commit()
    connection.close()
    before = (here / "coordplan.db").read_bytes()
    for words in (["status"], ["mark", "gd-01", "5%"], ["load"]):
        assert tell("--lang", "en", *words).code in (1, 3)
    assert (here / "coordplan.db").read_bytes() == before


# usage


def test_the_version_is_printed(tell: Tell, here: Path) -> None:
    assert tell("--version") == (0, f"coordplan {__version__}\n", "")


@pytest.mark.parametrize("name", [*COMMANDS, ""])
def test_every_command_has_help(tell: Tell, here: Path, name: str) -> None:
    words = name.split()
    code, out, err = tell("--lang", "en", *words, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: coordplan {name}".rstrip())
    assert "--help" in out
    assert "\x1b" not in out
    assert tell("--lang", "vi", *words, "--help").out.startswith(f"Cách dùng: coordplan {name}".rstrip())


def test_the_help_lists_every_command_under_its_group(tell: Tell, here: Path) -> None:
    out = tell("--lang", "en", "help", "commands").out
    for name, command in COMMANDS.items():
        heading = HEADINGS[command.module.partition(".")[0]]
        assert f"  {name} " in out.partition(f"\n{heading}:\n")[2].partition("\n\n")[0], name


def test_the_headings_of_the_help_are_folders_of_the_package() -> None:
    for folder in HEADINGS:
        assert (Path(coordplan.__file__).parent / folder / "__init__.py").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(["statsu"], 'There is no command "statsu". Did you mean status?', id="a command misspelt"),
        pytest.param(["xyzzy"], 'There is no command "xyzzy".', id="no command"),
        pytest.param(
            ["status", "--plann", "gd"], "There is no option --plann. Did you mean --", id="an option misspelt"
        ),
        pytest.param(["status", "extra"], '"extra" is not expected here.', id="a word too many"),
        pytest.param(["status", "--plan"], "--plan needs a value.", id="a value missing"),
        pytest.param(["status", "--db"], "--db needs a value.", id="a global value missing after the command"),
        pytest.param(["--db"], "--db needs a value.", id="a global value missing"),
        pytest.param(["init", "--demo=yes"], "--demo takes no value.", id="a value too many"),
        pytest.param(["status", "--by", "x"], '--by: "x" is not one of: plan; content', id="no such choice"),
        pytest.param(["status", "--color", "red"], '"red" is not one of: auto; always; never', id="no colour"),
        pytest.param(["show"], "ID is missing.", id="an argument missing"),
        pytest.param(["search"], "WORDS is missing.", id="an argument with our name missing"),
    ],
)
def test_wrong_usage_is_one_sentence_and_a_way_out(tell: Tell, small: Path, words: list[str], sentence: str) -> None:
    code, out, err = tell(*words)
    assert (code, out) == (2, "")
    assert err.startswith("coordplan: ")
    assert sentence in err.splitlines()[0]
    assert err.splitlines()[-1].startswith("How it goes: coordplan")


@pytest.mark.parametrize("command", ["show", "why", "changes", "search"])
def test_what_a_line_lacks_is_named_with_an_example(tell: Tell, small: Path, command: str) -> None:
    assert f"\nFor example: coordplan {command} " in tell(command).err


@pytest.mark.parametrize(
    "words",
    [
        ["statsu"],
        ["--color", "never"],
        ["status", "--plann", "gd"],
        ["status", "x"],
        ["status", "--plan"],
        ["show"],
        ["mark"],
    ],
)
def test_wrong_usage_is_said_in_vietnamese_too(tell: Tell, small: Path, words: list[str]) -> None:
    english, vietnamese = tell(*words).err.splitlines(), tell("--lang", "vi", *words).err.splitlines()
    assert len(english) == len(vietnamese)
    assert all(one != other for one, other in zip(english, vietnamese, strict=True))


@pytest.mark.parametrize("words", [(), ("--color", "never")])
def test_no_command_shows_the_day(tell: Tell, small: Path, words: tuple[str, ...]) -> None:
    code, out, err = tell(*words)
    assert (code, err) == (0, "")
    assert out.startswith("Chương trình thử, 2024-06-30\n")


def test_today_has_to_be_a_day(tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", "tomorrow")
    code, out, err = tell("status")
    assert (code, out) == (2, "")
    assert err.startswith('coordplan: COORDPLAN_TODAY: "tomorrow" is not a date; write 2024-06-30')


def test_who_writes_is_the_option_then_the_environment(
    tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell("mark", "gd-05", "1%", "--by", "Trần Thị Hoa")
    tell("mark", "gd-05", "2%")
    monkeypatch.delenv("COORDPLAN_BY")
    monkeypatch.setenv("LOGNAME", "minh")
    tell("mark", "gd-05", "3%")
    out = tell("log", "-f", "csv").out
    assert [line.split(",")[2] for line in out.splitlines()[1:4]] == ["minh", "lan", "Trần Thị Hoa"]


def test_a_fault_of_ours_is_a_sentence_and_its_frames_are_to_be_had(
    tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A traceback is a bug, and a bug is to be seen by whoever looks for it."""

    def broken(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("coordplan.seeing.commands.status_report", broken)
    answer = tell("status")
    assert answer.code == 1
    assert answer.err.startswith("coordplan: This was not expected: ZeroDivisionError.\n")
    monkeypatch.setenv("COORDPLAN_DEBUG", "1")
    assert "in broken" in tell("status").err


def test_ctrl_c_leaves_the_file_as_it_was(tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from coordplan.writing import mark as marking

    observe = marking.observe

    def interrupted(*arguments: Any) -> None:
        observe(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(marking, "observe", interrupted)
    before = small.read_bytes()
    code, out, err = tell("mark", "gd-05", "60%")
    assert (code, out, err) == (130, "", "coordplan: Stopped; nothing was written.\n")
    assert small.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "option"),
    [
        pytest.param(["status", "--period", "2024", "--period", "2023"], "--period", id="a period"),
        pytest.param(["status", "--as-of", "2024-06-30", "--as-of=2024-06-30"], "--as-of", id="the same day"),
        pytest.param(["edit", "gd-01", "--title", "A", "--title", "B"], "--title", id="a title"),
        pytest.param(["--lang", "en", "periods", "--db", "a.db", "--db", "b.db"], "--db", id="the file"),
        pytest.param(["status", "-o", "a.txt", "--output", "b.txt"], "-o/--output", id="under two names"),
    ],
)
def test_an_option_that_chooses_data_is_given_once(tell: Tell, small: Path, words: list[str], option: str) -> None:
    before = small.read_bytes()
    code, out, err = tell(*words)
    assert (code, out) == (2, "")
    assert f"{option} is given twice." in err
    assert small.read_bytes() == before
    assert not list(small.parent.glob("[ab].*"))


def test_of_what_an_alias_may_say_the_last_counts(tell: Tell, small: Path) -> None:
    overruled = tell("status", "--width", "60", "-f", "json", "--lang", "vi", "--color", "always")
    assert overruled != tell("status", "--lang", "en")
    last = ["--width", "100", "-f", "table", "--lang", "en", "--color", "never"]
    words = ["--width", "60", "-f", "json", "--lang", "vi", "--color", "always", *last]
    assert tell("status", *words) == tell("status", *last)


def test_what_repeats_may_repeat(tell: Tell, small: Path) -> None:
    assert tell("list", "--plan", "gd", "--plan", "yt", "--blocked", "--blocked").code == 0


@pytest.mark.parametrize("words", [["form", "2024-Q2", "-o", "-"], ["export", "-"], ["init", "-"]])
def test_standard_output_is_not_a_folder(tell: Tell, small: Path, words: list[str]) -> None:
    before = small.read_bytes()
    code, out, err = tell(*words)
    assert (code, out) == (2, "")
    assert "files go into a folder; - is standard output." in err
    assert small.read_bytes() == before
    assert not Path("-").exists()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        pytest.param(["--db", "", "status"], "--db", id="the file"),
        pytest.param(["export", ""], "DIR", id="a folder"),
        pytest.param(["form", "2024-Q2", "-o", ""], "-o/--output", id="where forms go"),
        pytest.param(["status", "-o", ""], "-o/--output", id="where an answer goes"),
        pytest.param(["check", "plans", ""], "PATH", id="one of several"),
    ],
)
def test_a_name_of_a_file_is_not_empty(tell: Tell, small: Path, words: list[str], name: str) -> None:
    code, out, err = tell(*words)
    assert (code, out) == (2, "")
    assert f"{name} is empty." in err


@pytest.mark.parametrize(
    ("words", "option"),
    [
        pytest.param(["extend", "gd-01", "30/9/2024", "--evidence", "..."], "--evidence", id="a document"),
        pytest.param(["done", "gd-01", "--reason", "…"], "--reason", id="a reason"),
    ],
)
def test_a_line_that_is_printed_with_a_place_to_fill_in_is_not_taken_as_it_is(
    tell: Tell, small: Path, words: list[str], option: str
) -> None:
    before = small.read_bytes()
    code, out, err = tell(*words)
    assert (code, out) == (2, "")
    assert f'{option}: "..." is a placeholder for what is to be written there.' in err
    assert small.read_bytes() == before


def test_words_that_belong_together_are_told_to_stand_in_quotation_marks(tell: Tell, small: Path) -> None:
    code, out, err = tell("mark", "gd-04", "5", "lớp")
    assert (code, out) == (2, "")
    assert 'Words that belong together stand in quotation marks: "5 lớp".' in err.splitlines()
