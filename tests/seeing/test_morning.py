"""``coordplan`` alone: the day in a few lines, or how to begin."""

from pathlib import Path

import pytest

from tests.command_line import Tell


def test_the_day_in_a_few_lines_and_where_to_go_on(tell: Tell, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")
    code, out, err = tell()
    assert (code, err) == (0, "")
    words = " ".join(out.split())
    assert out.startswith("Chương trình phối hợp công tác giai đoạn 2022-2025, 2024-06-30\n")
    assert "311 have fallen due: 305 done (281 on time, 24 late), 6 overdue. 98.07% achieved, 1.37 points less" in words
    assert "6 are overdue, the longest for 195 days (tnmt-13@2023)." in words
    assert "Due within 7 days: 0; within 30 days: 4, the nearest on 2024-07-20 (tttt-01@2024-07)." in words
    for command in ("status", "due", "mark ID ...", "todo", "undo", "help"):
        assert f"  coordplan {command} " in out
    assert len(out.splitlines()) < 20


def test_what_names_the_file_stands_in_its_commands(tell: Tell, shipped: Path, tmp_path: Path) -> None:
    shipped.rename(tmp_path / "khac.db")
    out = tell("--lang", "vi", "--db", "khac.db").out
    assert "  coordplan --db khac.db status " in out
    assert "  coordplan help " in out


@pytest.mark.parametrize("language", ["vi", "en"])
def test_where_there_is_no_file_it_says_how_to_begin(tell: Tell, here: Path, language: str) -> None:
    code, out, err = tell("--lang", language)
    assert (code, err) == (0, "")
    assert "(coordplan.db)" in out
    for command in ("init --demo", "init --empty", f"help {'bat-dau' if language == 'vi' else 'start'}"):
        assert f"  coordplan {command} " in out
    assert "  coordplan --db moi.db init --demo " in tell("--lang", language, "--db", "moi.db").out


def test_a_file_under_another_name_and_definitions_are_offered_as_status_does(tell: Tell, small: Path) -> None:
    for name in ("coordplan (1).db", "c1.db"):
        (small.parent / name).write_bytes(small.read_bytes())
    small.unlink()
    out = tell("--lang", "en").out
    refused = tell("--lang", "en", "status").err.splitlines()
    near = [line for line in refused if line.endswith((" status", "coordplan init"))]
    assert len(near) == 3
    assert all(line in out.splitlines() for line in near)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"khong phai la tep du lieu" * 100, "is damaged, or is not a coordplan file", id="damaged"),
        pytest.param(b"", "is empty", id="empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_no_beginning(tell: Tell, here: Path, content: bytes, words: str) -> None:
    (here / "coordplan.db").write_bytes(content)
    code, out, err = tell("--lang", "en")
    assert (code, out) == (1, "")
    assert words in err
    assert (code, err) == (tell("--lang", "en", "status").code, tell("--lang", "en", "status").err)


def test_a_program_without_activities_is_told_its_next_step(tell: Tell, here: Path) -> None:
    assert tell("--lang", "en", "init", "--empty").code == 0
    out = tell("--lang", "en").out
    assert "There is nothing to count" in out
    assert "coordplan import" in out


def test_a_file_found_in_a_folder_above_is_named(tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = f"The data file is {small}."
    assert where not in tell().out
    (small.parent / "below").mkdir()
    monkeypatch.chdir(small.parent / "below")
    assert where in tell().out
