"""Text from files is text: nothing in it comes alive, in a terminal, a pipe, a page or a spreadsheet."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.command_line import Tell

NEW = ["--content", "nd1", "--lead", "so-gd", "--due", "2024-07-05"]
COMMANDS = [["status"], ["list"], ["due"], ["search", "bay"], ["show", "gd-06"], ["log"]]


def added(tell: Tell, title: str) -> None:
    answer = tell("add", "gd", title, *NEW, "--output", title, "--note", title, "--reason", title)
    assert answer.code == 0, answer.err


def told_of(tell: Tell, text: str) -> None:
    """Record a text wherever an entry has room for one."""
    added(tell, "bay")
    answer = tell("mark", "gd-06", "10%", "--note", text, "--evidence", text, "--by", text, "--reason", text)
    assert answer.code == 0, answer.err
    assert "\x1b" not in answer.out + answer.err


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
@pytest.mark.parametrize("colour", ["auto", "always", "never"])
def test_markup_of_rich_is_shown_as_it_was_written(tell: Tell, small: Path, words: list[str], colour: str) -> None:
    added(tell, "bay [red]đỏ[/red] :smile:")
    code, out, err = tell("--color", colour, *words, "--width", "150")
    assert (code, err) == (0, "")
    text = re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert "[red]đỏ[/red]" in " ".join(text.split())
    assert ":smile:" in text


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
@pytest.mark.parametrize("form", ["table", "md", "json", "csv"])
def test_escape_codes_do_not_reach_the_terminal(tell: Tell, small: Path, words: list[str], form: str) -> None:
    told_of(tell, "bay \x1b[31mđỏ\x1b]0;tên\x07 \x9b2J \x08\r")
    for colour in ("auto", "always"):
        code, out, _err = tell("--color", colour, *words, "-f", form)
        assert code == 0
        ours = re.sub(r"\x1b\[[0-9;]*m", "", out) if (form, colour) == ("table", "always") else out
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", ours), f"{words} {form} {colour}"


def test_colours_of_a_title_are_not_among_ours(tell: Tell, small: Path) -> None:
    told_of(tell, "bay \x1b[35mtím")
    assert "\x1b[35m" not in tell("--color", "always", "list").out


@pytest.mark.parametrize("start", ["=cmd()", "+1+1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x")'])
@pytest.mark.parametrize("words", COMMANDS[1:5], ids=lambda words: words[0])
def test_a_spreadsheet_runs_no_formula(tell: Tell, small: Path, words: list[str], start: str) -> None:
    title = f"{start} bay"
    answer = tell("add", *NEW, "--note", title, "--", "gd", title)
    assert answer.code == 0, answer.err
    assert tell("mark", "gd-06", "10%", f"--note={title}", f"--evidence={title}").code == 0
    code, out, err = tell(*words, "-f", "csv")
    assert (code, err) == (0, "")
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"))))
    cells = [cell for row in rows for cell in row if "bay" in cell]
    assert cells
    assert all(cell == f"'{title}" for cell in cells)


def test_a_title_with_an_escape_code_is_refused(tell: Tell, small: Path) -> None:
    code, out, err = tell("add", "gd", "bay \x1b[31m", *NEW)
    assert (code, out) == (1, "")
    assert "U+001B" in err
    assert "\x1b" not in err


def test_a_formula_is_left_as_it_is_in_json(tell: Tell, small: Path) -> None:
    tell("add", "gd", "=cmd()", *NEW)
    rows = json.loads(tell("list", "-f", "json").out)["occurrences"]
    assert "=cmd()" in [row["title"] for row in rows]


def test_markdown_shows_signs_as_they_were_written(tell: Tell, small: Path) -> None:
    tell("add", "gd", "a|b *c* _d_ [e](f) <b>g</b> `h` #i", *NEW)
    out = tell("list", "-f", "md").out
    line = next(line for line in out.splitlines() if "gd-06" in line)
    assert r"a\|b \*c\* \_d\_ \[e\](f) \<b\>g\</b\> \`h\` \#i" in line
    header = next(line for line in out.splitlines() if line.startswith("| "))
    assert len(re.findall(r"(?<!\\)\|", line)) == len(re.findall(r"(?<!\\)\|", header))


def test_lines_in_a_text_stay_one_row(tell: Tell, small: Path) -> None:
    tell("mark", "gd-05", "10%", "--note", "một\nhai\n| ba |", "--evidence", "x\ny")
    rows = [line for line in tell("list").out.splitlines() if line.startswith("gd-05")]
    assert len(rows) == 1
    assert "x y" in rows[0]
    csv_rows = list(csv.DictReader(io.StringIO(tell("list", "-f", "csv").out.removeprefix("\ufeff"))))
    assert next(row["note"] for row in csv_rows if row["occurrence"] == "gd-05") == "một\nhai\n| ba |"
    assert len(csv_rows) == 16


@pytest.mark.parametrize("text", ["\x1b[31mđỏ", "[red]x[/red]", "a\nb", "'; DROP TABLE changes; --", "{0} {x} %s"])
def test_what_is_not_found_is_named_without_harm(tell: Tell, small: Path, text: str) -> None:
    for words in (["show", text], ["status", "--plan", text], ["mark", text, "5%"], ["mark", "gd-05", text], [text]):
        code, _out, err = tell(*words)
        assert code in (1, 2), words
        assert "\x1b" not in err, words
        assert "Traceback" not in err
    assert tell("status").code == 0


def test_a_search_for_signs_of_sql_finds_nothing_and_breaks_nothing(tell: Tell, small: Path) -> None:
    code, out, _err = tell("search", "'; DROP TABLE changes; --")
    assert code == 0
    assert "Nothing contains these words" in out
    assert tell("search", "\x1b[31m").out.count("\x1b") == 0


def test_problems_of_a_file_show_its_text_without_harm(tell: Tell, small: Path) -> None:
    path = Path("plans/gd.yaml")
    path.write_text(path.read_text(encoding="utf-8") + '  - {id: "\\e[31mx", title: "[red]", lead: "\\x07"}\n')
    code, out, err = tell("check")
    assert (code, err) == (3, "")
    assert "\x1b" not in out
    assert "\x07" not in out
