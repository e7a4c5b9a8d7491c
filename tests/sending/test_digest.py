"""digest: what got done, became overdue, falls due; where it left off; the same line twice, the same bytes."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape
from pathlib import Path

import pytest

from coordplan.dates.days import OFFICE_TIME
from coordplan.model import DONE, OVERDUE
from coordplan.seeing.changes.values import MovedOccurrence, StandingSide
from coordplan.sending.digest.values import from_first_to_last, newly
from tests.command_line import Tell
from tests.store.building import Book, activity, day, definitions, entry


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


@pytest.fixture
def book(here: Path) -> Iterator[Book]:
    """A file that is told of from 1 May 2024 on; five are due on 15 June, one on 5 July."""
    book = Book(here / "coordplan.db")
    book.clock = datetime(2024, 5, 1, 8, tzinfo=OFFICE_TIME)
    due = [activity(id_, due_on=day("6-15"), start_on=day("3-1")) for id_ in "abcde"]
    book.load(definitions(*due, activity("f", due_on=day("7-5"), start_on=day("3-1"), lead="so")))
    return book


def at(book: Book, on: str) -> Book:
    book.clock = datetime.combine(day(on), datetime.min.time()).replace(hour=9, tzinfo=OFFICE_TIME)
    return book


def sections(text: str) -> dict[str, list[str]]:
    """Return the occurrences under each heading of a digest in Markdown."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("## "):
            found[line.removeprefix("## ").partition(":")[0]] = []
        elif line.startswith("| ") and not line.startswith(("| Activity", "|---")):
            list(found.values())[-1].append(line.rstrip("| ").rpartition("| ")[2])
    return found


def digest(tell: Tell, *words: str) -> dict[str, list[str]]:
    code, out, err = tell("digest", "-f", "md", *words)
    assert (code, err) == (0, "")
    return sections(out)


# What it tells


def test_what_got_done_became_overdue_and_falls_due_stands_apart(tell: Tell, book: Book) -> None:
    at(book, "6-20").record(entry("6-19", "done", occurrence="a"), entry("6-18", "done", occurrence="b"))
    at(book, "6-21").record(entry("6-21", "extended", "7-2", occurrence="c"))
    at(book, "6-21").record(entry("6-21", "cancelled", occurrence="d"))
    assert digest(tell, "--since", "2024-06-14") == {
        "Done": ["b", "a"],
        "Became overdue": ["e"],
        "Due within 7 days": ["c", "f"],
    }


def test_it_says_how_much_that_is_and_who_leads_it(tell: Tell, book: Book) -> None:
    at(book, "6-20").record(entry("6-19", "done", occurrence="a"))
    code, out, err = tell("digest", "--since", "2024-06-14")
    assert (code, err) == (0, "")
    said = " ".join(out.split())
    assert "From 2024-06-14 to 2024-06-30: 1 done, 4 became overdue, 1 due by 2024-07-07." in said
    assert "By 2024-06-30, 5 have fallen due: 1 done (0 on time, 1 late), 4 overdue" in said
    [line] = [line for line in out.splitlines() if line.endswith("  f")]
    assert line.split() == ["Việc", "f", "Sở", "2024-07-05", "5", "f"]


def test_what_was_overdue_before_is_no_news(tell: Tell, book: Book) -> None:
    assert digest(tell, "--since", "7d") == {"Due within 7 days": ["f"]}


@pytest.mark.parametrize(
    ("within", "ids"), [("4d", []), ("5d", ["f"]), ("2024-07-04", []), ("2024-07-05", ["f"]), ("1w", ["f"])]
)
def test_it_looks_as_far_ahead_as_it_is_asked(tell: Tell, book: Book, within: str, ids: list[str]) -> None:
    assert [id_ for each in digest(tell, "--within", within).values() for id_ in each] == ids


def test_what_is_told_late_is_news_all_the_same(tell: Tell, book: Book) -> None:
    """Observed on 10 June, told on 25 June: the digest of 20 June did not know it."""
    at(book, "6-25").record(entry("6-10", "done", occurrence="a"))
    assert digest(tell, "--since", "2024-06-20")["Done"] == ["a"]
    assert "Done" not in digest(tell, "--since", "2024-06-20", "--known-at", "1")


def test_what_is_new_and_done_or_overdue_already_is_told(tell: Tell, book: Book) -> None:
    at(book, "6-25").add(activity("g", due_on=day("6-1"), start_on=day("3-1")))
    at(book, "6-26").add(activity("h", due_on=day("6-1"), start_on=day("3-1")))
    at(book, "6-26").record(entry("6-2", "done", occurrence="h"))
    found = digest(tell, "--since", "2024-06-20")
    assert (found["Done"], found["Became overdue"]) == (["h"], ["g"])


def test_other_changes_are_counted_but_not_what_only_opened(tell: Tell, book: Book) -> None:
    at(book, "6-25").record(entry("6-25", "percent", 40, occurrence="a"))
    at(book, "6-25").record(entry("6-25", "extended", "7-31", occurrence="f"))
    at(book, "6-25").add(activity("g", due_on=day("9-30"), start_on=day("6-28")))
    out = tell("digest", "--since", "2024-06-20").out
    assert "3 more have changed" in out
    assert "coordplan changes --since 2024-06-20" in " ".join(out.split())


def test_a_window_that_opened_is_no_news(tell: Tell, book: Book) -> None:
    at(book, "5-2").add(activity("g", due_on=day("9-30"), start_on=day("6-28")))
    assert "more" not in tell("digest", "--since", "2024-06-20").out


@pytest.mark.parametrize("words", [["--lead", "so"], ["--plan", "p", "--lead", "so"]])
def test_filters_keep_what_fits_and_are_named(tell: Tell, book: Book, words: list[str]) -> None:
    assert digest(tell, "--since", "2024-06-01", *words) == {"Due within 7 days": ["f"]}
    assert "Only: " in tell("digest", *words).out


def test_a_mail_is_no_wider_than_72_columns(tell: Tell, shipped: Path) -> None:
    for lang in ("vi", "en"):
        lines = tell("--lang", lang, "digest", "--since", "90d", "--within", "90d").out.splitlines()
        assert len(lines) > 50
        assert [line for line in lines if len(line) > 72] == []


# Its formats


def test_every_format_tells_the_same(tell: Tell, book: Book) -> None:
    at(book, "6-20").record(entry("6-19", "done", occurrence="a"))
    told = {}
    for form in ("txt", "md", "html"):
        text = tell("digest", "--since", "2024-06-14", "-f", form).out
        plain = " ".join(re.sub(r"<style>.*?</style>|<[^>]*>|\\", " ", text, flags=re.DOTALL).split())
        told[form] = re.findall(r"From .*? have fallen due", unescape(plain))
        for id_ in "abcdef":
            assert f"Việc {id_}" in plain, form
    assert len({sentence for found in told.values() for sentence in found}) == 1


@pytest.mark.parametrize(
    ("name", "start"), [("a.md", "# "), ("a.html", "<!doctype html>"), ("a.txt", "Chương"), ("a", "Chương")]
)
def test_the_ending_of_the_file_says_the_format(tell: Tell, book: Book, name: str, start: str) -> None:
    assert tell("digest", "-o", name) == (0, "", "")
    assert Path(name).read_text(encoding="utf-8").startswith(start)
    for output_format, first in (("txt", "Chương"), ("md", "# "), ("html", "<!doctype html>")):
        answer = tell("digest", "-o", name, "--format", output_format)
        if Path(name).suffix in ("", f".{output_format}"):
            assert answer == (0, "", "")
            assert Path(name).read_text(encoding="utf-8").startswith(first)
        else:
            assert (answer.code, answer.err.count("Leave --format out")) == (2, 1)
            assert Path(name).read_text(encoding="utf-8").startswith(start)


def test_an_ending_that_no_digest_has_is_refused(tell: Tell, book: Book) -> None:
    answer = tell("digest", "-o", "a.docx")
    assert (answer.code, answer.err.splitlines()[1]) == (2, "It writes .txt, .md, .html.")
    assert not Path("a.docx").exists()


def test_text_from_files_is_text_in_a_mail_and_on_a_page(tell: Tell, book: Book) -> None:
    hostile = "<script>alert(1)</script> *x* | [y](z) {{ 1 }}"
    at(book, "6-25").add(activity("g", due_on=day("7-2"), title=hostile))
    page = tell("digest", "-f", "html").out
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; *x* | [y](z) {{ 1 }}" in page
    assert r"\<script\>alert(1)\</script\> \*x\* \| \[y\](z)" in tell("digest", "-f", "md").out


# Nothing to tell


def test_where_there_is_nothing_to_tell_quiet_writes_nothing(tell: Tell, book: Book) -> None:
    words = ["digest", "--within", "1d"]
    assert "0 done, 0 became overdue, 0 due by" in " ".join(tell(*words).out.split())
    assert tell(*words, "--quiet") == (0, "", "")
    Path("a.txt").write_text("old", encoding="utf-8")
    assert tell(*words, "--quiet", "-o", "a.txt") == (0, "", "")
    assert Path("a.txt").read_text(encoding="utf-8") == "old"
    assert tell("digest", "--quiet").out == tell("digest").out != ""


# Where it left off


def told_since_last(tell: Tell, monkeypatch: pytest.MonkeyPatch, today: str, *words: str) -> dict[str, list[str]]:
    monkeypatch.setenv("COORDPLAN_TODAY", today)
    return digest(tell, "--since", "last", "--mark", "my.mark", "--within", "0d", *words)


def test_each_digest_begins_where_the_last_one_ended(tell: Tell, book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    at(book, "6-10").record(entry("6-10", "done", occurrence="a"))
    assert told_since_last(tell, monkeypatch, "2024-06-10") == {"Done": ["a"]}
    # Told later on the same day: neither of the two digests may miss it
    book.record(entry("6-10", "done", occurrence="b"))
    assert told_since_last(tell, monkeypatch, "2024-06-11") == {"Done": ["b"]}
    at(book, "6-14").record(entry("6-9", "done", occurrence="c"))
    assert told_since_last(tell, monkeypatch, "2024-06-20") == {"Done": ["c"], "Became overdue": ["d", "e"]}
    assert told_since_last(tell, monkeypatch, "2024-06-21") == {}


def test_the_same_line_twice_is_the_same_bytes(tell: Tell, book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-06-10")
    at(book, "6-8").record(entry("6-8", "done", occurrence="a"))
    words = ["digest", "--since", "last", "--mark", "my.mark", "-o", "a.txt"]
    seen = set()
    for _ in range(3):
        assert tell(*words) == (0, "", "")
        seen.add((Path("a.txt").read_bytes(), Path("my.mark").read_bytes()))
    assert len(seen) == 1
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-06-11")
    for _ in range(2):
        assert tell(*words) == (0, "", "")
        seen.add((Path("a.txt").read_bytes(), Path("my.mark").read_bytes()))
    assert len(seen) == 2


@pytest.mark.parametrize("form", ["txt", "md", "html"])
def test_without_a_mark_too(tell: Tell, shipped: Path, form: str) -> None:
    answers = {tell("digest", "--since", "7d", "-f", form) for _ in range(2)}
    assert len(answers) == 1


def test_a_mark_says_what_it_is_and_reading_leaves_the_file_alone(
    tell: Tell, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = book.path.read_bytes()
    told_since_last(tell, monkeypatch, "2024-06-10")
    assert json.loads(Path("my.mark").read_text(encoding="utf-8")) == {
        "schema": "coordplan/mark/1",
        "program": "ct",
        "since": {"as_of": "2024-06-03", "change": 1},
        "until": {"as_of": "2024-06-10", "change": 1},
    }
    assert book.path.read_bytes() == before
    assert sorted(path.name for path in Path().iterdir()) == ["coordplan.db", "my.mark"]


def test_a_run_that_fails_leaves_the_mark_and_the_old_file(
    tell: Tell, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_since_last(tell, monkeypatch, "2024-06-10")
    mark = Path("my.mark").read_bytes()
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-06-20")
    answer = tell("digest", "--since", "last", "--mark", "my.mark", "-o", "no/folder.txt")
    assert answer.code == 1
    assert "there is no such folder" in answer.err
    assert Path("my.mark").read_bytes() == mark


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "not json",
        '{"schema": "coordplan/mark/2"}',
        '{"schema": "coordplan/mark/1", "program": "ct"}',
        '{"schema": "coordplan/mark/1", "program": "ct", "since": 1, "until": 2}',
        '{"schema": "coordplan/mark/1", "program": "ct", "since": {"as_of": "soon", "change": 1}, "until": {}}',
        "[" * 100_000,
    ],
)
def test_a_file_that_is_no_mark_is_never_written_over(tell: Tell, book: Book, text: str) -> None:
    Path("my.mark").write_text(text, encoding="utf-8")
    code, out, err = tell("digest", "--since", "last", "--mark", "my.mark")
    assert (code, out) == (1, "")
    assert err.startswith("coordplan: my.mark is not the mark of a digest; it is left as it is.\nName another file")
    assert Path("my.mark").read_text(encoding="utf-8") == text


def test_the_file_itself_is_no_mark(tell: Tell, book: Book) -> None:
    before = book.path.read_bytes()
    assert tell("digest", "--since", "last", "--mark", "coordplan.db").code == 1
    assert book.path.read_bytes() == before


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        pytest.param(("other", "2024-06-01", 1), "is the mark of another program, other.", id="another program"),
        pytest.param(("ct", "2024-07-01", 1), "marks 2024-07-01 and change 1, which is later", id="a later day"),
        pytest.param(("ct", "2024-06-01", 9), "change 9, which is later", id="an older copy of the file"),
    ],
)
def test_a_mark_that_does_not_fit_is_refused(tell: Tell, book: Book, mark: tuple[str, str, int], sentence: str) -> None:
    program, as_of, change = mark
    time = {"as_of": as_of, "change": change}
    told = {"schema": "coordplan/mark/1", "program": program, "since": time, "until": time}
    Path("my.mark").write_text(json.dumps(told), encoding="utf-8")
    answer = tell("digest", "--since", "last", "--mark", "my.mark")
    assert (answer.code, answer.out) == (1, "")
    assert sentence in answer.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(["--since", "last"], "--since last and --mark go together.", id="last without a mark"),
        pytest.param(["--mark", "m"], "--since last and --mark go together.", id="a mark without last"),
        pytest.param(["--since", "last", "--mark", "m", "-o", "./m"], "name the same file", id="one file for both"),
        pytest.param(["--since", "soon"], '--since: "soon" is not a time.', id="no time"),
        pytest.param(["--within", "2024-06-01"], "--within: 2024-06-01 is before", id="before today"),
        pytest.param(["--format", "pdf"], "is not one of: txt; md; html", id="no format"),
    ],
)
def test_what_cannot_be_asked_is_a_fault_of_usage(tell: Tell, book: Book, words: list[str], sentence: str) -> None:
    code, out, err = tell("digest", *words)
    assert (code, out) == (2, "")
    assert sentence in err
    assert not Path("m").exists()


# Two steps become one


def moved(id_: str, before: str | None, after: str | None, news: str = "since") -> MovedOccurrence:
    def side(standing: str | None) -> StandingSide | None:
        return None if standing is None else StandingSide(standing, 0.0, date(2024, 6, 15), None)

    return MovedOccurrence(id_, "p", id_, "btg", "btg", side(before), side(after), news)


@pytest.mark.parametrize(
    ("rows", "before", "after"),
    [
        pytest.param([("not_started", "done_late", "since")], "not_started", "done_late", id="one step"),
        pytest.param(
            [("upcoming", "in_progress", "late"), ("in_progress", "done_late", "since")],
            "upcoming",
            "done_late",
            id="both steps",
        ),
        pytest.param(
            [(None, "in_progress", "defined"), ("in_progress", "in_progress_overdue", "since")],
            None,
            "in_progress_overdue",
            id="added, then overdue",
        ),
        pytest.param(
            [("in_progress", "in_progress", "late"), ("in_progress", None, "since")], "in_progress", None, id="retired"
        ),
        pytest.param(
            [("in_progress", None, "since"), (None, "done_late", "since")],
            "in_progress",
            "done_late",
            id="from a plan to another",
        ),
        pytest.param(
            [(None, "done_late", "since"), ("in_progress", None, "since")],
            "in_progress",
            "done_late",
            id="to a plan from another",
        ),
    ],
)
def test_what_moved_in_two_steps_is_told_once(
    rows: list[tuple[str | None, str | None, str]], before: str | None, after: str | None
) -> None:
    [row] = from_first_to_last(moved("a", *each) for each in rows)
    assert (row.before and row.before.standing, row.after and row.after.standing) == (before, after)


@pytest.mark.parametrize(
    ("before", "after", "done", "overdue"),
    [
        ("not_started", "done_late", True, False),
        (None, "done_on_time", True, False),
        ("done_late", "done_on_time", False, False),
        ("not_started", "not_started_overdue", False, True),
        ("not_started_overdue", "in_progress_overdue", False, False),
        ("not_started_overdue", None, False, False),
    ],
)
def test_news_is_what_was_not_so_before(before: str | None, after: str | None, done: bool, overdue: bool) -> None:
    row = moved("a", before, after)
    assert (newly(row, DONE), newly(row, OVERDUE)) == (done, overdue)
