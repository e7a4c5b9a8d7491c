"""calendar: read back by two iCalendar libraries; changes update, cancellations cancel, same data same bytes."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import icalendar
import pytest
import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coordplan.sending.calendar.ics import render_ics
from coordplan.sending.calendar.values import Alarm, Event, EventCalendar, state_of
from tests.command_line import Answer, Tell

ID = "@ct.coordplan"


def text_of(tell: Tell, *words: str) -> str:
    """Return a calendar of all that ever was due, with three reminders, where the words ask for nothing else."""
    words = words if "--since" in words else (*words, "--since", "start")
    code, out, err = tell("calendar", *words, *(() if "--alarm" in words else ("--alarm", "7,3,1")))
    assert (code, err) == (0, "")
    return out


class ReadAlarm(NamedTuple):
    description: str
    trigger: timedelta
    action: str


class ReadEvent(NamedTuple):
    """An event as another library reads it."""

    uid: str
    summary: str
    description: str
    dtstart: date
    dtend: date
    categories: list[str]
    status: str
    transparency: str
    sequence: int
    dtstamp: datetime
    last_modified: datetime
    alarm: list[ReadAlarm]


def read_events(text: str) -> list[ReadEvent]:
    return [
        ReadEvent(
            uid=str(event["UID"]),
            summary=str(event["SUMMARY"]),
            description=str(event["DESCRIPTION"]),
            dtstart=event.decoded("DTSTART"),
            dtend=event.decoded("DTEND"),
            categories=[str(each) for each in event["CATEGORIES"].cats],
            status=str(event["STATUS"]),
            transparency=str(event["TRANSP"]),
            sequence=int(event["SEQUENCE"]),
            dtstamp=event.decoded("DTSTAMP"),
            last_modified=event.decoded("LAST-MODIFIED"),
            alarm=[
                ReadAlarm(str(each["DESCRIPTION"]), each.decoded("TRIGGER"), str(each["ACTION"]))
                for each in event.walk("VALARM")
            ],
        )
        for event in icalendar.Calendar.from_ical(text).walk("VEVENT")
    ]


def events(tell: Tell, *words: str) -> dict[str, ReadEvent]:
    """Return the events that another library reads, by the id of the occurrence, @ as a dot."""
    read = read_events(text_of(tell, *words))
    found = {event.uid.removesuffix(ID): event for event in read}
    assert len(found) == len(read), "no two events have one UID"
    return found


def done(answer: Answer) -> None:
    assert (answer.code, answer.err) == (0, "")


# What is in it


def test_every_due_date_is_an_event_on_its_day_and_what_is_ongoing_is_none(tell: Tell, small: Path) -> None:
    found = events(tell)
    assert len(found) == 15
    assert "gd-03" not in found
    event = found["gd-02.2024-Q3"]
    assert (event.dtstart, event.dtend) == (date(2024, 9, 25), date(2024, 9, 26))
    assert event.summary == "Due: Giao ban công tác khoa giáo (SGD)"
    assert event.categories == ["Kế hoạch phối hợp với Sở Giáo dục"]
    assert (event.status, event.transparency, event.sequence) == ("CONFIRMED", "TRANSPARENT", 1)


def test_an_event_says_what_the_plan_says(tell: Tell, small: Path) -> None:
    done(tell("edit", "gd-01", "--deadline-text", "Quý II/2024"))
    assert events(tell)["gd-01"].description == "\n".join(
        (
            "Occurrence: gd-01",
            "Plan: Kế hoạch phối hợp với Sở Giáo dục",
            "Lead: Ban Tuyên giáo",
            "With: Sở Giáo dục",
            "Deadline: Quý II/2024",
            "Output: Báo cáo",
        )
    )


def test_it_speaks_the_language_asked_for(tell: Tell, small: Path) -> None:
    event = events(tell, "--lang", "vi")["gd-01"]
    assert event.summary == "Hạn: Khảo sát dạy nghề (BTG)"
    assert "Chủ trì: Ban Tuyên giáo" in str(event.description)
    assert event.alarm[0].description == "Còn 7 ngày đến hạn: Khảo sát dạy nghề"


@pytest.mark.parametrize(
    ("alarm", "days"),
    [
        pytest.param([], [7, 3, 1], id="by itself 7, 3 and 1 days before"),
        pytest.param(["--alarm", "14"], [14], id="once"),
        pytest.param(["--alarm", "1, 7,7"], [7, 1], id="in any order, each once"),
        pytest.param(["--alarm", "0"], [0], id="on the day"),
        pytest.param(["--alarm", "none"], [], id="never"),
        pytest.param(["--alarm", ""], [], id="an empty text is never"),
    ],
)
def test_what_is_open_reminds_at_eight_in_the_morning(
    tell: Tell, small: Path, alarm: list[str], days: list[int]
) -> None:
    event = events(tell, *alarm)["ct-01"]
    assert [each.trigger for each in event.alarm] == [timedelta(days=-each, hours=8) for each in days]
    assert {each.action for each in event.alarm} <= {"DISPLAY"}


def test_a_reminder_says_how_many_days_are_left(tell: Tell, small: Path) -> None:
    words = [each.description for each in events(tell, "--alarm", "7,1,0")["gd-01"].alarm]
    assert words == [
        "Due in 7 days: Khảo sát dạy nghề",
        "Due in 1 day: Khảo sát dạy nghề",
        "Due today: Khảo sát dạy nghề",
    ]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        pytest.param(["--plan", "yt"], {"yt-01", "yt-02.2024", "yt-02.2025"}, id="a plan"),
        pytest.param(["--lead", "btg"], {"ct-01", "gd-01"}, id="a lead"),
        pytest.param(["--lead", "BTG", "--plan", "gd"], {"gd-01"}, id="a lead of a plan"),
        pytest.param(["--content", "nd2", "--plan", "yt"], {"yt-02.2024", "yt-02.2025"}, id="a content"),
    ],
)
def test_filters_narrow_it_and_stand_in_its_name(tell: Tell, small: Path, words: list[str], ids: set[str]) -> None:
    assert set(events(tell, *words)) == ids
    text = text_of(tell, *words).replace("\r\n ", "")
    assert re.search(r"^X-WR-CALNAME:CT: .+\r$", text, re.MULTILINE)


def test_a_body_that_ceases_gives_way_to_who_leads_when_it_falls_due(tell: Tell, shipped: Path) -> None:
    read = read_events(text_of(tell, "--lang", "en", "--lead", "btg"))
    found = {event.uid.partition("@")[0]: event.description for event in read}
    assert "Lead: Ban Tuyên giáo Tỉnh ủy\n" in found["ct-03.2024-Q4"]
    assert "Lead: Ban Tuyên giáo và Dân vận Tỉnh ủy\n" in found["ct-03.2025-Q4"]


# What changes


def test_an_extension_moves_the_event(tell: Tell, small: Path) -> None:
    before = events(tell)["gd-05"]
    done(tell("extend", "gd-05", "2024-08-15", "--evidence", "12-CV"))
    after = events(tell)["gd-05"]
    assert (before.dtstart, after.dtstart) == (date(2024, 7, 10), date(2024, 8, 15))
    assert (before.uid, before.sequence, after.sequence) == (after.uid, 1, 2)
    assert after.dtstamp == after.last_modified >= before.dtstamp
    assert "First due: 2024-07-10" in str(after.description)
    assert len(after.alarm) == 3


def test_what_is_done_says_so_and_reminds_of_nothing(tell: Tell, small: Path) -> None:
    done(tell("mark", "gd-01", "done", "--on", "2024-06-18", "--evidence", "12-BC/BTG"))
    event = events(tell)["gd-01"]
    assert (event.summary, event.status, event.alarm) == ("Done: Khảo sát dạy nghề (BTG)", "CONFIRMED", [])
    assert (event.dtstart, event.sequence) == (date(2024, 6, 20), 2)
    assert "Done on: 2024-06-18\nEvidence: 12-BC/BTG" in str(event.description)


CANCELLING = {
    "cancelled": (["mark", "gd-05", "cancelled"], ["gd-05"]),
    "retired": (["retire", "gd-05"], ["gd-05"]),
    "retired after it was due": (["retire", "yt-02", "--on", "2024-06-30"], ["yt-02.2024", "yt-02.2025"]),
    "without a due date": (["edit", "gd-05", "--ongoing"], ["gd-05"]),
    "due at other times": (
        ["edit", "gd-02", "--every", "year", "--from", "start"],
        [f"gd-02.{y}-Q{q}" for y in (2024, 2025) for q in (3, 4)],
    ),
}


@pytest.mark.parametrize(("command", "gone"), CANCELLING.values(), ids=CANCELLING)
def test_what_is_no_longer_due_is_cancelled(tell: Tell, small: Path, command: list[str], gone: list[str]) -> None:
    before = events(tell)
    assert tell(*command).code == 0
    after = events(tell)
    for id_ in gone:
        assert after[id_].status == "CANCELLED"
        assert str(after[id_].summary).startswith("Cancelled: ")
        assert (after[id_].alarm, after[id_].sequence) == ([], 2)
        assert (after[id_].uid, after[id_].dtstart) == (before[id_].uid, before[id_].dtstart)
    others = set(before) - set(after) | {id_ for id_ in set(before) & set(after) if before[id_] != after[id_]}
    assert {id_.partition(".")[0] for id_ in others} <= {gone[0].partition(".")[0]}
    done(tell("undo"))
    assert {id_: event.status for id_, event in events(tell).items() if id_ in gone} == dict.fromkeys(gone, "CONFIRMED")
    assert {event.sequence for id_, event in events(tell).items() if id_ in gone} == {3}


def test_what_was_done_stays_done_when_its_activity_is_retired(tell: Tell, small: Path) -> None:
    done(tell("mark", "yt-01", "done"))
    done(tell("retire", "yt-01"))
    assert events(tell)["yt-01"].summary == "Done: Tuyên truyền phòng dịch (SYT)"


def test_what_is_suspended_is_tentative_until_it_is_resumed(tell: Tell, small: Path) -> None:
    done(tell("mark", "gd-05", "suspended"))
    event = events(tell)["gd-05"]
    assert (event.summary, event.status, event.alarm) == (
        "Suspended: Đối thoại với giáo viên (SGD)",
        "TENTATIVE",
        [],
    )
    done(tell("mark", "gd-05", "resumed"))
    assert (events(tell)["gd-05"].status, len(events(tell)["gd-05"].alarm)) == ("CONFIRMED", 3)


@pytest.mark.parametrize(
    ("words", "edit"),
    [
        pytest.param(["--lead", "so-gd"], ["--lead", "so-yt"], id="another leads it"),
        pytest.param(["--content", "nd1"], ["--content", "nd2"], id="another content"),
    ],
)
def test_what_no_longer_fits_is_cancelled_where_it_once_did(
    tell: Tell, small: Path, words: list[str], edit: list[str]
) -> None:
    done(tell("edit", "gd-05", *edit))
    assert events(tell, *words)["gd-05"].status == "CANCELLED"
    assert events(tell, edit[0], edit[1])["gd-05"].status == "CONFIRMED"
    done(tell("undo"))
    assert events(tell, *words)["gd-05"].status == "CONFIRMED"


def test_a_body_that_is_renamed_makes_its_events_newer(tell: Tell, small: Path) -> None:
    path = small.parent / "plans" / "organizations.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Sở Y tế", "title: Sở Y tế mới"), encoding="utf-8")
    done(tell("load"))
    found = events(tell)
    assert "Lead: Sở Y tế mới" in str(found["yt-01"].description)
    assert {id_: event.sequence for id_, event in found.items()} == {
        id_: 2 if id_.startswith("yt") else 1 for id_ in found
    }


COMMANDS = [
    ["mark", "gd-01", "60%"],
    ["mark", "gd-01", "done", "--on", "2024-06-29"],
    ["mark", "gd-01", "90%", "--sure"],
    ["undo"],
    ["extend", "gd-05", "2024-08-15", "--evidence", "12-CV"],
    ["undo"],
    ["edit", "gd-05", "--due", "2024-09-01"],
    ["mark", "gd-04", "5 lớp"],
    ["mark", "gd-04", "12 lớp"],
    ["mark", "gd-05", "suspended"],
    ["mark", "gd-05", "resumed"],
    ["add", "yt", "Việc mới", "--content", "nd1", "--lead", "so-yt", "--due", "2024-07-15"],
    ["undo"],
    ["undo", "12"],
    ["edit", "gd-02", "--every", "half"],
    ["edit", "gd-02", "--every", "quarter"],
    ["retire", "gd-02"],
    ["edit", "yt-01", "--weight", "3"],
    ["mark", "ct-01", "cancelled"],
    ["mark", "ct-01", "resumed"],
]
STAMPS = re.compile(r"^(?:SEQUENCE|DTSTAMP|LAST-MODIFIED):(.*)\r\n", re.MULTILINE)


def parts(text: str) -> dict[str, tuple[str, int]]:
    """Return the text of each event without its stamps, and its sequence, by UID."""
    found = {}
    for part in text.split("BEGIN:VEVENT\r\n")[1:]:
        uid, sequence = (
            re.search(r"^UID:(.*)\r$", part, re.MULTILINE),
            re.search(r"^SEQUENCE:(\d+)", part, re.MULTILINE),
        )
        assert uid
        assert sequence
        found[uid[1]] = (STAMPS.sub("", part), int(sequence[1]))
    return found


def test_what_a_calendar_was_told_it_is_told_again_and_newer_where_it_is_otherwise(tell: Tell, small: Path) -> None:
    before = parts(text_of(tell))
    altered = 0
    for change, command in enumerate(COMMANDS, 2):
        answer = tell(*command)
        assert answer.code == 0, (command, answer.err)
        now = parts(text_of(tell))
        assert before.keys() <= now.keys(), command
        for uid, (text, sequence) in before.items():
            if now[uid][0] != text:
                assert now[uid][1] == change > sequence, (command, uid)
                altered += 1
            assert now[uid][1] >= sequence
        before = now
    assert altered > len(COMMANDS)


def test_a_day_that_passes_alters_nothing_and_what_was_known_then_is_written_again_the_same(
    tell: Tell, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = text_of(tell)
    for command in COMMANDS:
        tell(*command)
    today = text_of(tell)
    for days in (1, 30, 400):
        monkeypatch.setenv("COORDPLAN_TODAY", (date(2024, 6, 30) + timedelta(days=days)).isoformat())
        assert text_of(tell) == today, days
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-06-30")
    assert text_of(tell, "--known-at", "1") == before


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_second_run_writes_the_same_bytes(tell: Tell, shipped: Path, lang: str) -> None:
    for name in ("a.ics", "b.ics"):
        line = ("--lead", "btg", "--since", "start", "--alarm", "7,3,1")
        assert tell("--lang", lang, "calendar", *line, "-o", name) == (0, "", "")
    assert Path("a.ics").read_bytes() == Path("b.ics").read_bytes()
    assert Path("a.ics").read_bytes().decode() == text_of(tell, "--lang", lang, "--lead", "btg")


# What a standard asks for


def test_the_lines_are_those_of_the_standard(tell: Tell, shipped: Path) -> None:
    assert tell("calendar", "--since", "start", "-o", "a.ics") == (0, "", "")
    whole = Path("a.ics").read_bytes()
    assert whole.endswith(b"END:VCALENDAR\r\n")
    lines = whole.split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1]), "no letter is cut in two"
    head = whole.decode().split("BEGIN:VEVENT")[0]
    assert "METHOD:PUBLISH\r\n" in head
    assert "VERSION:2.0\r\n" in head
    assert not re.search(rb"TZID|VTIMEZONE", whole), "a day is a day in every zone"


def test_every_event_of_the_demonstration_is_read_back(tell: Tell, shipped: Path) -> None:
    listed = json.loads(tell("list", "-f", "json").out)["occurrences"]
    found = read_events(text_of(tell, "--lang", "en"))
    assert len(found) == sum(row["due"] is not None for row in listed) > 500
    assert all(type(event.dtstart) is date for event in found)
    assert all("ILLUSTRATIVE" in str(event.description) for event in found)


READERS: dict[str, Callable[[str], list[tuple[str, str, str]]]] = {
    "icalendar": lambda text: [(event.uid, event.summary, event.description) for event in read_events(text)],
    "vobject": lambda text: [
        (event.uid.value, event.summary.value, event.description.value)
        for event in vobject.readOne(text).contents.get("vevent", [])
    ],
}
TITLES = st.lists(st.text(st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from(',;\\:\n"')), max_size=500)


def calendar_of(*titles: str) -> EventCalendar:
    moment = datetime(2024, 6, 30, 1, 2, 3, tzinfo=UTC)
    return EventCalendar(
        "a; b, c",
        "",
        tuple(
            Event(
                uid=f"{number}@x",
                day=date(2024, 7, 1),
                summary=title.replace("\n", " ") or "x",
                lines=("first", title or "x"),
                category="k",
                state="open",
                sequence=1,
                changed_at=moment,
                alarms=(Alarm(3, title or "x"),),
            )
            for number, title in enumerate(titles)
        ),
    )


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=15, deadline=None)
@given(title=TITLES.map("".join))
@example(title="Mở lớp, \\n; " + "ệ🎉" * 250)
def test_what_is_written_is_what_three_readers_read(reader: str, title: str) -> None:
    calendar = calendar_of(title)
    text = "".join(f"{line}\n" for line in render_ics(calendar))
    strict(text)
    [(uid, summary, description)] = READERS[reader](text)
    [event] = calendar.events
    assert (uid, summary) == (event.uid, event.summary)
    assert description == "\n".join(event.lines)


NAMED = r"[A-Z-]+(?:;[A-Z-]+=[A-Z0-9-]+)*:(?:[^\\;,\x00-\x1f]|\\[\\;,n])*"


def strict(text: str) -> None:
    """Hold a calendar against the grammar of RFC 5545, as far as it is used."""
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert all(re.fullmatch(NAMED, line) for line in lines)
    begun: list[str] = []
    for line in lines:
        name, _colon, value = line.partition(":")
        if name == "BEGIN":
            begun.append(value)
        elif name == "END":
            assert begun.pop() == value
    assert not begun
    components = re.findall(r"^BEGIN:(VEVENT|VTIMEZONE)$", "\n".join(lines), re.MULTILINE)
    assert components, "one component at the least"


def test_a_calendar_without_an_event_is_a_valid_one(tell: Tell, small: Path) -> None:
    code, out, err = tell("calendar", "--content", "nd2", "--lead", "so-gd")
    assert (code, "it is empty" in err) == (0, True)
    strict(out.replace("\n", "\r\n") if "\r\n" not in out else out)
    assert [read(out) for read in READERS.values()] == [[], []]


def test_a_calendar_says_how_often_it_is_renewed(tell: Tell, small: Path) -> None:
    assert "REFRESH-INTERVAL;VALUE=DURATION:P1D\r\nX-PUBLISHED-TTL:P1D\r\n" in "\n".join(render_ics(calendar_of("x")))


def test_a_phone_is_given_what_is_due_and_what_is_open(tell: Tell, small: Path) -> None:
    def ids(*words: str) -> set[str]:
        return set(events(tell, *words))

    everything = ids("--since", "start")
    tell("mark", "gd-01", "done", "--on", "2024-06-20")
    by_default = set(re.findall(r"UID:(.*)@", tell("calendar", "--as-of", "2024-09-01").out))
    assert "gd-02.2024-Q3" in by_default, "due later"
    assert "gd-01" in everything - by_default, "finished, and due before"
    assert by_default == ids("--since", "2024-09-01", "--as-of", "2024-09-01") < everything
    assert tell("calendar").out.count("BEGIN:VALARM") == tell("calendar", "--alarm", "3").out.count("BEGIN:VALARM")


HOSTILE = 'Mở; lớp, "a:b" \\n \\, BEGIN:VEVENT {0} {n} ' + "ệ" * 90


def test_text_from_files_is_text(tell: Tell, small: Path) -> None:
    done(tell("edit", "gd-05", "--title", HOSTILE, "--output", HOSTILE, "--deadline-text", HOSTILE))
    found = events(tell)
    assert len(found) == 15
    assert found["gd-05"].summary == f"Due: {HOSTILE} (SGD)"
    assert f"Output: {HOSTILE}" in str(found["gd-05"].description).split("\n")
    assert found["gd-05"].alarm[0].description == f"Due in 7 days: {HOSTILE}"


@pytest.mark.parametrize("control", ["\n", "\r", "\r\n", "\x1b[31m", "\x00", "\u2028", "\x85"])
def test_no_line_comes_from_an_evidence(tell: Tell, small: Path, control: str) -> None:
    evidence = f"12-BC{control}BEGIN:VEVENT{control}UID:x"
    done(tell("mark", "gd-01", "done", "--evidence", evidence))
    found = events(tell)
    assert len(found) == 15
    [line] = [line for line in str(found["gd-01"].description).split("\n") if line.startswith("Evidence")]
    assert line.startswith("Evidence: 12-BC ")
    assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]", text_of(tell))


# What cannot be


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param(["--alarm", "soon"], 2, "is not a list of days; write 7,3,1 or none", id="no days"),
        pytest.param(["--alarm", "-1"], 2, "is not a list of days", id="after the day"),
        pytest.param(["--alarm", "400"], 2, "at most 365", id="too long before"),
        pytest.param(["--lead", "so-gdt"], 1, 'Did you mean "so-gd"', id="an unknown lead"),
        pytest.param(["--plan", "gdd"], 1, 'Did you mean "gd"', id="an unknown plan"),
        pytest.param(["--since", "someday"], 2, "--since: ", id="no day"),
        pytest.param(["-o", "no/such/folder.ics"], 1, "there is no such folder", id="no folder"),
        pytest.param(["-o", "a.csv"], 2, "It writes .ics.", id="an ending of another kind"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_leaves_the_old_file(
    tell: Tell, small: Path, words: list[str], code: int, sentence: str
) -> None:
    Path("a.ics").write_text("old", encoding="utf-8")
    answer = tell("calendar", *words, *([] if "-o" in words else ["-o", "a.ics"]))
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    assert Path("a.ics").read_text(encoding="utf-8") == "old"


# What a calendar makes of an occurrence

BEFORE, AFTER = date(2024, 6, 1), date(2024, 8, 1)
STATES: dict[str, tuple[dict[str, Any], str]] = {
    "open": ({}, "open"),
    "open after its due date": ({"as_of": AFTER}, "open"),
    "done": ({"done": True}, "done"),
    "resumed": ({"holding": "resumed"}, "open"),
    "suspended": ({"holding": "suspended"}, "suspended"),
    "done and then suspended": ({"holding": "suspended", "done": True}, "suspended"),
    "cancelled": ({"holding": "cancelled"}, "cancelled"),
    "done and then cancelled": ({"holding": "cancelled", "done": True}, "cancelled"),
    "not wanted": ({"wanted": False}, "cancelled"),
    "done, and not wanted": ({"wanted": False, "done": True}, "cancelled"),
    "retired": ({"retired_on": BEFORE}, "cancelled"),
    "not yet retired on that day": ({"retired_on": AFTER}, "open"),
    "done and retired": ({"retired_on": BEFORE, "done": True}, "done"),
    "done, suspended and retired": ({"retired_on": BEFORE, "done": True, "holding": "suspended"}, "cancelled"),
}


@pytest.mark.parametrize(("given", "state"), STATES.values(), ids=STATES)
def test_a_calendar_makes_of_an_occurrence_what_it_is(given: dict[str, Any], state: str) -> None:
    usual = {"as_of": BEFORE, "holding": None, "done": False, "wanted": True, "retired_on": None}
    assert state_of(**{**usual, **given}) == state


def test_a_calendar_of_a_body_that_has_ceased_has_what_still_names_it(tell: Tell, shipped: Path) -> None:
    """A phone may hold these under its name: they must be altered there, not go on as they were."""
    answer = tell("calendar", "--lang", "en", "--lead", "so-ldtbxh", "--as-of", "2025-06-30")
    assert "UID:ldtbxh-08.2025-H2@" in answer.out
    assert "what is still open of its work is led by" in answer.err
