"""digest --for leader, --subject, --mail: one screen without ids and commands, the same as text and as HTML."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from coordplan.dates.days import OFFICE_TIME
from coordplan.model import Office, Profile
from tests.command_line import Tell
from tests.paper.test_mail_html import check_mail
from tests.store.building import Book, activity, day, definitions, entry

LEADER = ("digest", "--for", "leader")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDPLAN_LANG", "en")


@pytest.fixture
def book(here: Path) -> Iterator[Book]:
    """Five are due on 15 June, one on 5 July, one on 5 August; today is 30 June."""
    book = Book(here / "coordplan.db")
    book.clock = datetime(2024, 5, 1, 8, tzinfo=OFFICE_TIME)
    due = [activity(id_, due_on=day("6-15"), start_on=day("3-1")) for id_ in "abcde"]
    july = activity("f", due_on=day("7-5"), start_on=day("3-1"), lead="so")
    book.load(definitions(*due, july, activity("g", due_on=day("8-5"), start_on=day("3-1"), lead="so")))
    return book


def at(book: Book, on: str) -> Book:
    book.clock = datetime.combine(day(on), datetime.min.time()).replace(hour=9, tzinfo=OFFICE_TIME)
    return book


def lines(tell: Tell, *words: str) -> list[str]:
    code, out, err = tell(*LEADER, *words)
    assert (code, err) == (0, "")
    return out.splitlines()


def opened(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


# What it says


def test_a_leader_reads_what_is_overdue_first_then_what_comes_and_what_got_done(tell: Tell, book: Book) -> None:
    at(book, "6-20").record(entry("6-20", "extended", "6-28", occurrence="d"))
    at(book, "6-25").record(entry("6-24", "done", occurrence="a"), entry("6-25", "percent", 40, occurrence="b"))
    at(book, "6-26").record(entry("6-10", "done", occurrence="c"), entry("6-26", "done", occurrence="f"))
    assert lines(tell) == [
        "Coordination program, week to 2024-06-30: 3 overdue, 3 now done",
        "",
        "To: the leadership of the office",
        "",
        "OVERDUE: 3, 1 of them new this week",
        "1. Việc b: Ban Tuyên giáo, 15 days overdue (40%)",
        "2. Việc e: Ban Tuyên giáo, 15 days (not started)",
        "3. Việc d: Ban Tuyên giáo, 2 days (not started)",
        "",
        "DUE SOON",
        "Nothing in the next 7 days. Nearest: việc g, on 2024-08-05 (Monday).",
        "",
        "NEWLY DONE (2024-06-24 - 2024-06-30): 3, 2 on time, 1 late; 1 of them before, recorded now",
        "- Ban Tuyên giáo: việc c; việc a",
        "- Sở: việc f",
        "",
        "Since the program began: 3/6 of what has fallen due is done, 50%.",
    ]


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        pytest.param([], "OVERDUE: 5, none of them new this week", id="a week"),
        pytest.param(["--since", "2024-06-10"], "OVERDUE: 5, 5 of them new since 2024-06-11", id="longer"),
        pytest.param(["--lead", "so"], "OVERDUE: none", id="nothing is"),
    ],
)
def test_it_says_how_much_is_overdue_and_how_much_of_it_is_new(
    tell: Tell, book: Book, words: list[str], heading: str
) -> None:
    assert heading in lines(tell, *words)


@pytest.mark.parametrize(
    ("within", "heading", "line"),
    [
        ("7d", "DUE SOON (the next 7 days): 1", "- Việc f: Sở, on 2024-07-05 (Friday)"),
        ("2024-07-05", "DUE SOON (the next 5 days): 1", "- Việc f: Sở, on 2024-07-05 (Friday)"),
        ("1d", "DUE SOON", "Nothing in the next 1 day. Nearest: việc f, on 2024-07-05 (Friday)."),
        ("0d", "DUE SOON", "Nothing today. Nearest: việc f, on 2024-07-05 (Friday)."),
    ],
)
def test_it_looks_ahead_and_else_names_what_is_nearest(
    tell: Tell, book: Book, within: str, heading: str, line: str
) -> None:
    found = lines(tell, "--within", within)
    assert found[found.index(heading) + 1] == line


@pytest.mark.parametrize(
    ("days", "heading"),
    [
        (["6-14"], "1, late"),
        (["6-13"], "1, on time"),
        (["6-12", "6-13"], "2, all on time"),
        (["6-14", "6-14"], "2, all late"),
        (["6-13", "6-14"], "2, 1 on time, 1 late"),
    ],
)
def test_it_says_whether_all_was_done_in_time(tell: Tell, book: Book, days: list[str], heading: str) -> None:
    for id_ in "pq":
        at(book, "6-11").add(activity(id_, due_on=day("6-13"), start_on=day("3-1")))
    at(book, "6-15").record(*(entry(on, "done", occurrence=id_) for on, id_ in zip(days, "pq", strict=False)))
    found = lines(tell, "--as-of", "2024-06-15", "--since", "2024-06-11")
    assert f"NEWLY DONE (2024-06-12 - 2024-06-15): {heading}" in found


def test_a_mail_names_one_first_day_and_a_whole_rate_without_decimals(tell: Tell, book: Book) -> None:
    at(book, "6-14").record(*(entry("6-14", "done", occurrence=each) for each in "abcde"))
    text = "\n".join(tell("--lang", "vi", *LEADER, "--since", "2w").out.splitlines())
    assert "từ 17/6 đến 30/6/2024" in text
    assert "đạt 100%." in text
    at(book, "6-20").record(entry("6-20", "percent", 40, occurrence="a"))
    text = tell("--lang", "vi", *LEADER, "--since", "2w").out
    assert "từ 17/6 đến 30/6/2024" in text
    assert "từ ngày 17/6/2024" in text
    assert "16/6" not in text


def test_a_first_day_after_the_last_has_a_way_out_that_the_command_knows(tell: Tell, book: Book) -> None:
    digest, changes = (tell(name, "--since", "2025-01-01", "--as-of", "2024-06-30") for name in ("digest", "changes"))
    assert digest.code == changes.code == 2
    assert digest.err.endswith("or a later --as-of.\n")
    assert tell("digest", "--since", "2025-01-01", "--as-of", "2025-01-02").code == 0
    assert tell("changes", "--since", "2025-01-01", "--until", "2024-12-01").err.endswith("or a later --until.\n")


def test_where_nothing_comes_any_more_it_says_only_that(tell: Tell, book: Book) -> None:
    at(book, "6-26").record(*(entry("6-26", "done", occurrence=id_) for id_ in "fg"))
    assert "Nothing in the next 7 days." in lines(tell)


def test_a_short_title_stands_in_its_place(tell: Tell, book: Book) -> None:
    at(book, "6-20").add(activity("h", due_on=day("6-21"), start_on=day("3-1"), title="Một tên dài", short="Tên gọn"))
    assert "6. Tên gọn: Ban Tuyên giáo, 9 days (not started)" in lines(tell)


def test_it_is_a_screen_however_much_there_is(tell: Tell, book: Book) -> None:
    for number in range(9):
        at(book, "6-20").add(activity(f"o{number}", due_on=day("6-12"), start_on=day("3-1")))
        book.add(activity(f"s{number}", due_on=day("7-2"), start_on=day("3-1")))
        book.add(activity(f"d{number}", due_on=day("6-28"), start_on=day("3-1")))
    at(book, "6-26").record(*(entry("6-26", "done", occurrence=f"d{number}") for number in range(9)))
    found = lines(tell)
    assert len(found) <= 24
    assert found[found.index("OVERDUE: 14, none of them new this week") + 7] == "and 8 others"
    assert sum(line.startswith(("1.", "2.", "3.", "4.", "5.", "6.")) for line in found) == 6
    soon = found.index("DUE SOON (the next 7 days): 10")
    assert re.fullmatch(r"and [45678] others", found[found.index("", soon) - 1])
    assert "- Ban Tuyên giáo: việc d0; việc d1; việc d2; and 6 others" in found


def test_filters_are_named(tell: Tell, book: Book) -> None:
    assert "Only: led by Sở" in lines(tell, "--lead", "so")


@pytest.mark.parametrize(("zero", "n"), [(True, "05"), (None, "05"), (False, "5")])
def test_counts_below_ten_have_a_nought_unless_the_profile_says_otherwise(
    tell: Tell, here: Path, zero: bool | None, n: str
) -> None:
    book = Book(here / "coordplan.db")
    due = [activity(id_, due_on=day("6-15"), start_on=day("3-1")) for id_ in "abcde"]
    book.load(definitions(*due, office=Office(), profiles=(Profile("party", leading_zero=zero),)))
    subject = f"Chương trình phối hợp, tuần đến 30/6/2024: {n} lượt quá hạn"
    assert tell("--lang", "vi", "digest", "--subject").out.splitlines() == [subject]
    assert tell("--lang", "vi", *LEADER).out.splitlines()[0] == subject


def test_leaders_are_told_no_id_and_no_command(tell: Tell, shipped: Path) -> None:
    """The whole demonstration over three months, in both languages and every format."""
    for lang in ("vi", "en"):
        for form in ("txt", "md", "html"):
            out = tell("--lang", lang, *LEADER, "--since", "90d", "--within", "60d", "-f", form).out
            shown = re.sub(r"<[^>]*>", " ", out)
            assert not re.search(r"@|coordplan|\b[a-z]+-\d\d\b|--", shown), (lang, form)
            if form == "txt":
                assert len(out.splitlines()) <= 24


# The subject line


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ([], "Coordination program, week to 2024-06-30: 5 overdue"),
        (["--since", "2024-06-10"], "Coordination program, from 2024-06-11 to 2024-06-30: 5 overdue"),
        (["--since", "1d"], "Coordination program, on 2024-06-30: 5 overdue"),
        (["--lead", "so"], "Coordination program, week to 2024-06-30: 1 due soon"),
        (["--lead", "so", "--within", "1d"], "Coordination program, week to 2024-06-30: nothing new"),
    ],
)
def test_the_subject_line_says_when_and_how_much(tell: Tell, book: Book, words: list[str], subject: str) -> None:
    assert tell("digest", "--subject", *words) == (0, f"{subject}\n", "")


def test_asking_for_the_subject_leaves_the_mark_where_it_is(tell: Tell, book: Book) -> None:
    words = ["--since", "last", "--mark", "my.mark"]
    assert tell(*LEADER, *words, "--subject").code == 0
    assert not Path("my.mark").exists()
    subject = tell(*LEADER, *words, "--subject").out.strip()
    assert tell(*LEADER, *words).out.splitlines()[0] == subject
    assert Path("my.mark").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--subject", "--mail", "a"], "--subject cannot be used with --mail."),
        (["--subject", "-f", "md"], "--subject cannot be used with --format."),
        (["--since", "last", "--mark", "m.eml", "--mail", "./m.eml"], "--mark and --mail name the same file."),
        (["--for", "all"], "is not one of: office; leader"),
    ],
)
def test_what_cannot_be_asked_together_is_a_fault_of_usage(
    tell: Tell, book: Book, words: list[str], sentence: str
) -> None:
    code, out, err = tell("digest", *words)
    assert (code, out) == (2, "")
    assert sentence in err


# The mail


@pytest.mark.parametrize("audience", ["office", "leader"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_mail_says_the_same_as_text_and_as_html(tell: Tell, shipped: Path, audience: str, lang: str) -> None:
    words = ["--lang", lang, "digest", "--for", audience, "--since", "30d", "--within", "30d"]
    assert tell(*words, "--mail", "bantin.eml") == (0, "", "")
    message = opened(Path("bantin.eml").read_bytes())
    assert message["Subject"] == tell(*words, "--subject").out.strip()
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    said, shown = text.get_content(), check_mail(html.get_content()).text
    assert said.replace("\r\n", "\n") in tell(*words).out
    if audience == "leader":
        assert " ".join(said.split()) == shown
    else:  # cells of the text wrap between others
        assert sorted(re.findall(r"\w+", said)) == sorted(re.findall(r"\w+", shown))


def test_a_folder_gets_the_mail_under_its_day_twice_the_same(tell: Tell, book: Book) -> None:
    for folder in ("a", "b"):
        assert tell(*LEADER, "--mail", folder) == (0, "", "")
    [one], [other] = (list(Path(folder).iterdir()) for folder in ("a", "b"))
    assert one.name == f"ban-tin-{date(2024, 6, 30)}.eml"
    assert one.read_bytes() == other.read_bytes()


def test_a_mail_and_a_file_of_its_text_come_from_one_line_of_cron(tell: Tell, book: Book) -> None:
    words = ["--since", "last", "--mark", "my.mark", "--mail", "a.eml", "-o", "a.txt"]
    for _again in range(2):
        assert tell(*LEADER, *words) == (0, "", "")
    text = opened(Path("a.eml").read_bytes()).get_body(("plain",))
    assert text is not None
    assert Path("a.txt").read_text(encoding="utf-8").endswith(text.get_content().replace("\r\n", "\n"))


def test_where_the_file_cannot_be_written_no_mail_is_left_and_the_mark_stays(tell: Tell, book: Book) -> None:
    words = ["--since", "last", "--mark", "my.mark", "--mail", "a.eml", "-o", "no/folder.txt"]
    assert tell(*LEADER, *words).code == 1
    assert sorted(path.name for path in Path().iterdir()) == ["coordplan.db"]


# Nothing to send


def test_where_nothing_is_new_and_nothing_overdue_nothing_is_sent(tell: Tell, book: Book) -> None:
    words = [*LEADER, "--lead", "so", "--within", "1d"]
    said = "Nothing is new and nothing is overdue: there is nothing to send.\n"
    assert tell(*words) == (0, "", said)
    assert tell(*words, "--mail", "a.eml", "--since", "last", "--mark", "my.mark") == (0, "", said)
    assert not Path("a.eml").exists()
    assert Path("my.mark").exists()
    assert tell(*words, "--quiet") == (0, "", "")
