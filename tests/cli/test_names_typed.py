"""Ids, titles and words of titles as people type them, at the door of each command."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from coordplan.dates.occurrence_keys import occurrence_key
from coordplan.text.name_matching import ids_by_words, ids_spelled
from coordplan.text.shell import quoted_word
from tests.command_line import Tell

BODIES: Mapping[str, Sequence[str]] = {
    "so-yte": ("Sở Y tế", "Sở YT"),
    "so-gddt": ("Sở Giáo dục và Đào tạo", "Sở GD&ĐT"),
    "btg": ("Ban Tuyên giáo Tỉnh ủy",),
    "gddt-04": ("Giao ban công tác khoa giáo",),
    "gddt-40": ("Giao bạn",),
}


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        pytest.param("gddt-4", ["gddt-04"], id="without its zero"),
        pytest.param("gddt04", ["gddt-04"], id="without its hyphen"),
        pytest.param("GDDT 04", ["gddt-04"], id="in capitals, with a blank"),
        pytest.param("gddt-40", ["gddt-40"], id="another number"),
        pytest.param("gddt-400", [], id="a number that none has"),
        pytest.param("sở y tế", ["so-yte"], id="a title"),
        pytest.param("so y te", ["so-yte"], id="a title without its marks"),
        pytest.param("Sở GD-ĐT", ["so-gddt"], id="a short title with other signs"),
        pytest.param("SYT", ["so-yte"], id="initials"),
        pytest.param("SGDĐT", ["so-gddt"], id="initials without the word for and"),
        pytest.param("y tế", [], id="words alone name nothing for sure"),
    ],
)
def test_an_id_or_a_title_is_found_in_any_spelling(typed: str, ids: list[str]) -> None:
    assert ids_spelled(typed, BODIES) == ids


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        pytest.param("y tế", ["so-yte"], id="words of a title"),
        pytest.param("khoa giao ban", ["gddt-04"], id="in another order"),
        pytest.param("giáo", ["so-gddt", "btg", "gddt-04"], id="several, with the mark as typed"),
        pytest.param("giao ban", ["gddt-04"], id="the nearest alone, by its marks"),
        pytest.param("đào t", ["so-gddt"], id="the beginning of a word"),
        pytest.param("ế", [], id="one letter"),
        pytest.param("4", [], id="a number"),
    ],
)
def test_words_find_the_titles_that_have_them_all(typed: str, ids: list[str]) -> None:
    assert ids_by_words(typed, BODIES) == ids


@pytest.mark.parametrize(
    ("typed", "key", "lacks_year"),
    [
        pytest.param("2024q2", "2024-Q2", False, id="without its hyphen"),
        pytest.param("Q2", "2024-Q2", True, id="a quarter of the year at hand"),
        pytest.param("quý II/2023", "2023-Q2", False, id="in words"),
        pytest.param("2024-6", "2024-06", False, id="a month without its zero"),
        pytest.param("6", "2024-06", True, id="a month alone"),
        pytest.param("T6", "2024-06", True, id="a month as offices write it"),
        pytest.param("h1", "2024-H1", True, id="a half"),
        pytest.param("w7", "2024-W07", True, id="a week"),
        pytest.param("2023-w7", "2023-W07", False, id="a week with its year"),
        pytest.param("20/5/2024", "2024-05-20", False, id="a day"),
        pytest.param("20/5", "2024-05-20", True, id="a day without its year"),
        pytest.param("xyz", "xyz", False, id="nothing"),
    ],
)
def test_the_key_of_an_occurrence_is_read_as_people_type_it(typed: str, key: str, lacks_year: bool) -> None:
    assert occurrence_key(typed, date(2024, 6, 30)) == (key, lacks_year)


@pytest.mark.parametrize(
    ("words", "said", "first"),
    [
        pytest.param(["show", "GD2"], "", "gd-02: Giao ban", id="show, an id in another spelling"),
        pytest.param(
            ["show", "gd2@q2"], "gd2@q2 is read as gd-02@2024-Q2.\n", "gd-02: Giao ban", id="show, without its year"
        ),
        pytest.param(
            ["show", "gd-02 quý 2"],
            "gd-02 quý 2 is read as gd-02@2024-Q2.\n",
            "gd-02: Giao ban",
            id="show, the period behind a blank",
        ),
        pytest.param(
            ["show", "khảo", "sát"],
            '"khảo sát" is taken for gd-01 (Khảo sát dạy nghề).\n',
            "gd-01: Khảo sát",
            id="show, words of a title",
        ),
        pytest.param(["show", "sở", "y", "tế"], "", "so-yt: Sở Y tế", id="show, a body by its title"),
        pytest.param(
            ["why", "khảo", "sát"],
            '"khảo sát" is taken for gd-01 (Khảo sát dạy nghề).\n',
            "gd-01: Khảo sát",
            id="why",
        ),
        pytest.param(
            ["log", "khảo", "sát"], '"khảo sát" is taken for gd-01 (Khảo sát dạy nghề).\n', "1 change", id="log"
        ),
        pytest.param(
            ["list", "--plan", "y tế", "-f", "csv"],
            '"y tế" is taken for yt (Kế hoạch phối hợp với Sở Y tế).\n',
            "occurrence,",
            id="list, a plan by words",
        ),
        pytest.param(["list", "--lead", "SYT", "-f", "csv"], "", "occurrence,", id="list, a body by its initials"),
        pytest.param(
            ["due", "--lead", "giáo dục", "-f", "csv"],
            '"giáo dục" is taken for so-gd (Sở Giáo dục).\n',
            "occurrence,",
            id="due, a body by words, said once",
        ),
    ],
)
def test_reading_commands_take_one_hit_and_say_so(
    tell: Tell, small: Path, words: list[str], said: str, first: str
) -> None:
    code, out, err = tell(*words)
    assert (code, err) == (0, said)
    assert out.lstrip("\n\ufeff").startswith(first)


@pytest.mark.parametrize("command", ["show", "why"])
@pytest.mark.parametrize("key", ["Q5", "2030-Q1"])
def test_an_occurrence_that_an_activity_does_not_have_is_not_called_an_activity(
    tell: Tell, small: Path, command: str, key: str
) -> None:
    code, out, err = tell(command, f"gd-02@{key}")
    assert (code, out) == (1, "")
    assert f"gd-02 has no occurrence gd-02@{key}." in err
    assert "gd-02@2024-Q1" in err


def test_several_hits_are_named_with_their_titles(tell: Tell, small: Path) -> None:
    code, out, err = tell("show", "kế", "hoạch", "phối")
    assert (code, out) == (1, "")
    assert "gd (Kế hoạch phối hợp với Sở Giáo dục)" in err
    assert "yt (Kế hoạch phối hợp với Sở Y tế)" in err


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        pytest.param(["mark", "khảo sát", "50%"], "gd-01", id="mark"),
        pytest.param(["done", "khảo sát"], "gd-01", id="done"),
        pytest.param(["extend", "khảo sát", "30/9/2024", "--evidence", "x"], "gd-01", id="extend"),
        pytest.param(["edit", "khảo sát", "--note", "x"], "gd-01", id="edit"),
        pytest.param(["edit", "gd-03", "--after", "khảo sát"], "gd-01", id="edit, what it waits for"),
        pytest.param(["retire", "khảo sát"], "gd-01", id="retire"),
        pytest.param(["rate", "y tế", "red", "--reason", "x"], "yt", id="rate"),
        pytest.param(["add", "y tế", "X", "--due", "2024-12-01", "--content", "nd1", "--lead", "btg"], "yt", id="add"),
        pytest.param(
            ["add", "yt", "X", "--due", "2024-12-01", "--content", "nd1", "--lead", "tuyên"], "btg", id="add, its lead"
        ),
    ],
)
def test_writing_commands_refuse_words_of_a_title_with_the_id(
    tell: Tell, small: Path, words: list[str], id_: str
) -> None:
    before = small.read_bytes()
    code, out, err = tell(*words)
    assert (code, out) == (1, "")
    assert "Nothing was written." in err
    assert f"write its id: {id_}" in err
    assert small.read_bytes() == before


def test_writing_commands_take_an_id_in_any_spelling_and_the_log_keeps_what_was_typed(tell: Tell, small: Path) -> None:
    code, out, err = tell("mark", "GD2@q2", "60 %", "--on", "28/6")
    assert (code, err) == (0, "GD2@q2 is read as gd-02@2024-Q2.\n")
    assert out.startswith("gd-02@2024-Q2 (Giao ban công tác khoa giáo): in progress, overdue, 60% on 2024-06-28")
    assert f"mark GD2@q2 {quoted_word('60 %')} --on 28/6" in tell("log").out


class AtTerminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("answer", "code"), [pytest.param("\n", 0, id="Enter means it"), pytest.param("n\n", 1, id="no means nothing")]
)
def test_at_a_terminal_words_are_asked_about(
    tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    monkeypatch.setattr(sys, "stdin", AtTerminal(answer))
    monkeypatch.setattr("coordplan.cli.names_typed.somebody_is_there", lambda: True)
    before = small.read_bytes()
    found = tell("mark", "khảo sát", "50%")
    assert found.code == code
    assert '"khảo sát": gd-01 (Khảo sát dạy nghề)? [Y/n] ' in found.err
    assert (small.read_bytes() == before) == bool(code)


@pytest.mark.parametrize(
    ("today", "words", "code", "said"),
    [
        pytest.param(
            "2025-02-01", ["done", "gd-02@q4"], 0, "gd-02@q4 is read as gd-02@2024-Q4.\n", id="an earlier year is open"
        ),
        pytest.param(
            "2024-06-30",
            ["mark", "gd-02@q4", "50%"],
            1,
            "coordplan: gd-02@q4 names no year, and gd-02@2024-Q4 begins only on 2024-10-01.\n"
            "Name the one that is meant: gd-02@2024-Q4 or gd-02@2025-Q4\n",
            id="none is",
        ),
        pytest.param(
            "2024-11-30",
            ["mark", "gd-02@q2", "50%"],
            0,
            "gd-02@q2 is read as gd-02@2024-Q2.\n",
            id="that of the day has begun",
        ),
    ],
)
def test_who_writes_means_no_year_in_which_an_occurrence_has_not_begun(
    tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch, today: str, words: list[str], code: int, said: str
) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", today)
    found = tell(*words)
    assert (found.code, found.err) == (code, said)
