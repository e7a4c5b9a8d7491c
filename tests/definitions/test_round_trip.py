"""What is written reads back as the same, whatever stands in it; the shipped set too."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coordplan.definitions.document_fields import PLACES
from coordplan.definitions.reading import read_definitions
from coordplan.definitions.writer import FIRST_LINE, write_definitions
from coordplan.model import (
    EVERY,
    FAMILIES,
    Activity,
    Amendment,
    CalendarDay,
    Content,
    DatedLetterhead,
    Definitions,
    Office,
    Organization,
    Plan,
    Profile,
    Program,
    RatingLimits,
    RatingRules,
    ReportChoices,
    Target,
)
from coordplan.text.folding import nfc
from coordplan.text.language import use_language
from tests.examples import examples

SHIPPED = Path(__file__).parents[2] / "plans"
FIRST, LAST = date(2022, 2, 24), date(2025, 12, 31)


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def read_back(definitions: Definitions, folder: Path) -> Definitions:
    for old in folder.glob("*.yaml"):
        old.unlink()
    for name, text in write_definitions(definitions).items():
        (folder / name).write_text(text, encoding="utf-8")
    reading = read_definitions([folder])
    assert [problem for problem in reading.problems if not problem.warning] == []
    return reading.definitions


def in_order(definitions: Definitions) -> Definitions:
    return definitions._replace(
        organizations=tuple(sorted(definitions.organizations)),
        calendar=tuple(sorted(definitions.calendar)),
        plans=tuple(sorted(definitions.plans, key=lambda plan: plan.id)),
        activities=tuple(sorted(definitions.activities, key=lambda activity: activity.id)),
    )


def test_the_shipped_set_reads_back_as_itself(tmp_path: Path) -> None:
    shipped = read_definitions([SHIPPED]).definitions
    assert len(shipped.plans) == 7
    assert in_order(read_back(shipped, tmp_path)) == in_order(shipped)


def test_what_is_written_twice_is_the_same_text(tmp_path: Path) -> None:
    once = write_definitions(read_definitions([SHIPPED]).definitions)
    for name, text in once.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert text.startswith(FIRST_LINE + "\n")
    assert write_definitions(read_definitions([tmp_path]).definitions) == once


def test_written_files_keep_the_style_of_the_shipped_ones() -> None:
    written = write_definitions(read_definitions([SHIPPED]).definitions)
    for path in SHIPPED.glob("*.yaml"):
        shipped = {line.split("#")[0].rstrip() for line in path.read_text("utf-8").splitlines()}
        lines = written[path.name].splitlines()
        # Words become words again, ranges of days ranges; only folded notes and the order of fields differ
        assert sum(line in shipped for line in lines) > 0.9 * len(lines), path.name


_LETTERS = st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Cn"), blacklist_characters="\ufeff")
_NASTY = st.sampled_from(
    [
        "no",
        "01",
        "1.5",
        "null",
        "~",
        "a: b",
        "- x",
        "x #y",
        "[a]",
        "{b}",
        "'",
        '"',
        "\\n",
        "<<",
        "%a",
        "@b",
        "2022-06-30",
    ]
)
# The reader strips what no text begins or ends with; composing may bring a space to the edge
_TEXT = st.one_of(_NASTY, st.text(_LETTERS, min_size=1, max_size=30)).map(lambda text: nfc(text.strip()).strip())
_TITLE = _TEXT.filter(lambda text: bool(text) and text.isprintable())
_NOTE = st.lists(_TEXT, max_size=3).map(lambda lines: "\n".join(lines).strip())
_DAY = st.dates(FIRST, LAST)
_NUMBER = st.one_of(st.integers(1, 10**6).map(float), st.integers(1, 10**9).map(lambda number: number / 1000))


def _ids(prefix: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.integers(0, 99), min_size=1, max_size=4, unique=True).map(
        lambda numbers: [f"{prefix}-{number}" for number in numbers]
    )


@st.composite
def _amendments(draw: st.DrawFn) -> Amendment:
    schedule: dict[str, object] = draw(
        st.sampled_from([{}, {"ongoing": True}, {"due_on": LAST}, {"every": "half"}, {"every": "month", "due_day": 10}])
    )
    return Amendment(
        draw(st.dates(date(2023, 1, 1), LAST)),  # something has fallen due before
        **schedule,  # type: ignore[arg-type]
        start_on=draw(st.none() | _DAY),
        until_on=draw(st.none() | _DAY),
        deadline_text=draw(st.just("") | _TITLE),
        target=draw(st.none() | _targets()),
        weight=draw(_NUMBER),
        basis=draw(st.just("") | _TITLE),
    )


@st.composite
def _targets(draw: st.DrawFn) -> Target:
    """Targets that fall, some of them by year."""
    years = sorted(draw(st.lists(st.integers(2022, 2025), max_size=3, unique=True)))
    by_year = tuple((year, draw(_NUMBER)) for year in years)
    value = by_year[0][1] if by_year else draw(_NUMBER)
    return Target(value, draw(st.just("") | _TITLE), max([value, *dict(by_year).values()]) + 1, by_year)


@st.composite
def _schedules(draw: st.DrawFn) -> dict[str, object]:
    match draw(st.sampled_from(["every", "yearly", "days", "due", "words", "ongoing"])):
        case "every":
            return {
                "every": (every := draw(st.sampled_from(EVERY))),
                "due_day": draw(st.none() | st.integers(1, 7 if every == "week" else 31)),
                "amended": tuple(
                    sorted(draw(st.lists(_amendments(), max_size=3, unique_by=lambda each: each.from_on)))
                ),
            }
        case "yearly":
            return {"every": "year", **draw(st.sampled_from(_IN_A_YEAR)), "deadline_text": draw(st.just("") | _TITLE)}
        case "days":
            days = draw(st.lists(_DAY, min_size=2, max_size=4, unique=True).map(sorted))
            return {"due_on": days[0], "due_days": tuple(map(str, days)), "deadline_text": draw(st.just("") | _TITLE)}
        case "due":
            start, due = sorted((draw(_DAY), draw(_DAY)))
            return {
                "due_on": due,
                "start_on": draw(st.sampled_from([None, start])),
                "deadline_text": draw(st.just("") | _TITLE | st.just("Quý II/2022")),
            }
        case "words":
            return draw(
                st.sampled_from(
                    [
                        {"due_on": date(2022, 3, 31), "start_on": FIRST, "deadline_text": "Quý I/2022"},
                        {"due_on": date(2022, 3, 31), "start_on": None, "deadline_text": "Quý I/2022"},
                        {"due_on": date(2022, 12, 14), "deadline_text": "Trước ngày 15/12/2022"},
                        {"due_on": date(2022, 12, 15), "deadline_text": "15/12/2022"},
                        {"due_on": date(2022, 12, 15), "deadline_text": "Hằng quý"},
                    ]
                )
            )
        case _:
            return {"ongoing": True, "until_on": draw(st.none() | _DAY), "deadline_text": draw(st.just("Thường xuyên"))}


_IN_A_YEAR = [
    {"due_day": 15, "due_month": 8},
    {"due_month": 8},
    {"due_month": 12, "start_month": 10},
    {"due_days": ("05-31", "06-30")},
    {"due_days": ("02-29", "05-10", "05-20")},
]


@st.composite
def _ratings(draw: st.DrawFn) -> RatingRules:
    """Limits of which some are left out, in both colours; red is worse than amber, and something stands there."""
    limits = [draw(st.none() | st.integers(1, 99).map(float)) for _name in RatingLimits._fields]
    if limits == [None] * len(limits):
        limits[0] = 5.0
    worse = [
        None if limit is None else limit + (-1 if name == "due_rate_percent" else 1)
        for name, limit in zip(RatingLimits._fields, limits, strict=True)
    ]
    return RatingRules(RatingLimits(*limits), RatingLimits(*worse))


_PLACES = tuple(field.key for field in PLACES)


@st.composite
def _choices(draw: st.DrawFn) -> ReportChoices:
    return ReportChoices(
        draw(st.none() | st.integers(0, 500)),
        draw(st.none() | st.integers(1, 50)),
        draw(st.none() | st.booleans()),
        draw(st.none() | st.booleans()),
        draw(st.sampled_from(["", "a4", "a3", "wide"])),
    )


@st.composite
def _profiles(draw: st.DrawFn, issuer: str) -> tuple[Profile, ...]:
    """Profiles of which some fields are left out."""
    texts = [name for name, kind in Profile.__annotations__.items() if kind is str and not name.endswith("_style")]
    texts = [name for name in texts if name not in ("id", "issuer", "subject_start")]
    sizes = [name for name, kind in Profile.__annotations__.items() if kind == float | None and name.endswith("_size")]
    return tuple(
        Profile(
            id_,
            issuer=draw(st.sampled_from(["", issuer])),
            recipients=tuple(dict.fromkeys(draw(st.lists(_TITLE, max_size=3)))),
            subject_start=draw(st.sampled_from(["", "lower", "capital"])),
            recipients_title_style=draw(st.sampled_from(["", "underlined", "bold-italic"])),
            letter_recipients=tuple(dict.fromkeys(draw(st.lists(_TITLE, max_size=2)))),
            letter_superiors=tuple(dict.fromkeys(draw(st.lists(_TITLE, max_size=2)))),
            letter_subject_style=draw(st.sampled_from(["", "italic", "plain"])),
            leading_zero=draw(st.none() | st.booleans()),
            dated=draw(st.just(()) | st.just((DatedLetterhead(LAST, unit="Phòng", letter_superiors=("a",)),))),
            **{name: draw(st.just("") | _TITLE) for name in texts},
            **{name: draw(st.none() | st.integers(12, 144).map(lambda half: half / 2)) for name in sizes},
        )
        for id_ in draw(st.lists(st.sampled_from(FAMILIES), unique=True))
    )


@st.composite
def _definitions(draw: st.DrawFn) -> Definitions:
    organizations = draw(_ids("org"))
    contents = draw(_ids("nd"))
    plans = draw(_ids("plan"))
    activities = draw(_ids("act"))
    program = Program(
        id="ct",
        title=draw(_TITLE),
        start_on=FIRST,
        until_on=LAST,
        short=draw(_TEXT.filter(str.isprintable)),
        language=draw(st.sampled_from(["vi", "en"])),
        signed_on=draw(st.none() | _DAY),
        sides=tuple(organizations),
        basis=tuple(dict.fromkeys(draw(st.lists(_TITLE, max_size=3)))),
        cutoff_day=draw(st.none() | st.integers(1, 31)),
        send_within=draw(st.none() | st.integers(0, 30)),
        rating=draw(st.none() | _ratings()),
    )
    rows = []
    for number, id_ in enumerate(activities):
        value = draw(_NUMBER)
        fields = {
            "partners": tuple(organizations[1:]),
            "output": draw(_TEXT.filter(str.isprintable)),
            "target": draw(
                st.sampled_from(
                    [
                        None,
                        Target(value, draw(_TITLE), draw(st.sampled_from([0.0, value + 1]))),
                        Target(value, draw(_TITLE), sums=True),
                    ]
                )
            ),
            "weight": draw(_NUMBER),
            "after": tuple(activities[:number]),
            "note": draw(_NOTE),
            "short": (title := draw(_TITLE))[: draw(st.integers(0, len(title) - 1))].strip(),
            **draw(_schedules()),
        }
        plan = draw(st.sampled_from([*plans, "ct"]))
        rows.append(Activity(id_, plan, title, tuple(contents), organizations[0], **fields))
    days = draw(st.lists(st.dates(date(2022, 1, 1), date(2023, 2, 1)), max_size=12, unique=True))
    titles = draw(st.lists(st.just("") | _TITLE, min_size=2, max_size=2))
    calendar = [CalendarDay(day, day.weekday() < 5, titles[day.day % 2], day.month == 3) for day in days]
    week = [CalendarDay(date(2023, 9, 1) + timedelta(days=n), True, "Nghỉ") for n in (0, 3, 4, 5)]
    return Definitions(
        program=program,
        contents=tuple(Content(id_, draw(_TITLE), "", order) for order, id_ in enumerate(contents)),
        organizations=tuple(
            Organization(
                id_,
                draw(_TITLE),
                family=draw(st.sampled_from(["", "party", "state"])),
                note=draw(_NOTE),
                email=draw(st.sampled_from(["", "vanthu@so-yte.gov.vn"])),
                send_within=draw(st.none() | st.integers(0, 30)),
            )
            for id_ in organizations
        ),
        calendar=tuple(calendar + week),
        plans=tuple(
            Plan(
                id_,
                draw(_TITLE),
                organizations[0],
                fields=program.basis,
                order=draw(st.integers(0, 9)),
                cutoff_day=draw(st.none() | st.integers(1, 31)),
                send_within=draw(st.none() | st.integers(0, 30)),
                title_for=tuple((body, draw(_TITLE)) for body in organizations[: draw(st.integers(0, 2))]),
            )
            for id_ in plans
        ),
        activities=tuple(rows),
        **draw(
            st.just({})
            | st.fixed_dictionaries(
                {
                    "office": st.builds(
                        Office,
                        id=st.just("office"),
                        title=st.just(""),
                        profile=st.sampled_from(FAMILIES),
                        contact=st.just("Phòng Khoa giáo"),
                        texts=st.lists(_NOTE.filter(bool), max_size=len(_PLACES)).map(
                            lambda texts: tuple(zip(_PLACES, texts, strict=False))
                        ),
                        report=_choices(),
                    ),
                    "profiles": _profiles(organizations[0]),
                }
            )
        ),
    )


@examples(60)
@given(definitions=_definitions())
def test_writing_then_reading_is_the_identity(tmp_path: Path, definitions: Definitions) -> None:
    assert in_order(read_back(definitions, tmp_path)) == in_order(definitions)


@examples(300)
@given(text=_TITLE)
@example("a\u00a0")
@example("- ")
@example("...")
@example("1.125")
def test_any_text_reads_back_as_itself(tmp_path: Path, text: str) -> None:
    text = nfc(text.strip())
    body = Organization("a", text, text, note=text)
    definitions = Definitions(
        program=Program("ct", text, FIRST, LAST, basis=(text, f"x {text}"), sides=("a",)), organizations=(body,)
    )
    assert read_back(definitions, tmp_path) == definitions


@examples(200)
@given(weight=_NUMBER)
@example(1.125)
@example(0.125)
@example(1e14)
def test_any_number_reads_back_as_itself(tmp_path: Path, weight: float) -> None:
    definitions = Definitions(
        program=Program("ct", "x", FIRST, LAST),
        contents=(Content("nd1", "x"),),
        organizations=(Organization("a", "x"),),
        activities=(Activity("b", "ct", "x", ("nd1",), "a", ongoing=True, weight=weight),),
    )
    assert read_back(definitions, tmp_path) == definitions


def test_days_off_that_follow_each_other_become_a_range_over_the_weekend() -> None:
    days = [date(2023, 9, 1), date(2023, 9, 4), date(2023, 9, 5), date(2023, 9, 7)]
    written = write_definitions(Definitions(calendar=tuple(CalendarDay(day, True, "Nghỉ") for day in days)))
    assert "{from: 2023-09-01, until: 2023-09-05, title: Nghỉ}" in written["calendar.yaml"]
    assert "{on: 2023-09-07, title: Nghỉ}" in written["calendar.yaml"]


def test_a_plan_called_as_another_file_does_not_overwrite_it() -> None:
    program = Program("ct", "x", FIRST, LAST)
    files = write_definitions(Definitions(program=program, plans=(Plan("program", "x", "a"),)))
    assert sorted(files) == ["plan-program.yaml", "program.yaml"]
