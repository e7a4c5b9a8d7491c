"""next: the definitions of the next program, out of the file of this one."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from coordplan.definitions.reading import read_definitions
from coordplan.definitions.shipped import shipped_plans
from coordplan.model import (
    Activity,
    Amendment,
    Content,
    DatedLetterhead,
    Definitions,
    Organization,
    Plan,
    Profile,
    Program,
    Target,
)
from coordplan.setting_up.next.new_years import id_of_next, next_term
from coordplan.setting_up.next.page import open_sentence
from coordplan.setting_up.next.successions import SIDES
from coordplan.setting_up.next.values import NextSet, Unfinished, next_definitions
from tests.command_line import Tell

FIRST, LAST = date(2026, 1, 1), date(2030, 12, 31)
PROGRAM = Program("ct-2022-2025", "Chương trình 2022 - 2025", date(2022, 2, 24), date(2025, 12, 31), signed_on=FIRST)
BODIES = (
    Organization("a", "Sở A"),
    Organization("b", "Sở B", until_on=date(2025, 2, 28), successors=("c",)),
    Organization("c", "Sở C", start_on=date(2025, 3, 1)),
    Organization("d", "Sở D", until_on=date(2025, 2, 28), successors=("a", "c")),
    Organization("e", "Sở E", until_on=date(2027, 6, 30), successors=("a", "c")),
    Organization("f", "Sở F", until_on=date(2025, 12, 31)),
)
ROW = Activity("p-01", "p", "Giao ban giai đoạn 2022-2025", ("nd1",), "a", every="quarter")


def made(
    *activities: Activity,
    plans: tuple[Plan, ...] = (Plan("p", "Kế hoạch với Sở A", "a"),),
    carried: tuple[Unfinished, ...] = (),
    chosen: Mapping[str, str] = {},
    **others: object,
) -> NextSet:
    old = Definitions(PROGRAM, (Content("nd1", "Nội dung"),), BODIES, plans=plans, activities=activities)
    return next_definitions(old._replace(**others), "ct-2026-2030", FIRST, LAST, carried, chosen)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("id_", "until", "term", "next_one"),
    [
        ("ctph-2022-2025", date(2025, 12, 31), (FIRST, LAST), "ctph-2026-2030"),
        ("ctph", date(2025, 12, 31), (FIRST, LAST), "ctph-2026-2030"),
        ("ctph-2022-2025", date(2026, 6, 30), (date(2026, 7, 1), LAST), "ctph-2022-2025-2026-2030"),
        ("a" * 40, date(2030, 12, 31), (date(2031, 1, 1), date(2035, 12, 31)), "a" * 30 + "-2031-2035"),
    ],
    ids=["years in its place", "no years in it", "other years in it", "too long"],
)
def test_the_next_program_runs_to_the_end_of_the_term(
    id_: str, until: date, term: tuple[date, date], next_one: str
) -> None:
    program = PROGRAM._replace(id=id_, until_on=until)
    assert next_term(program) == term
    assert id_of_next(program, *term) == next_one


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param({}, {}, id="as it is"),
        pytest.param({"start_on": date(2022, 4, 1)}, {"start_on": None}, id="it begins with the program"),
        pytest.param({"until_on": date(2024, 2, 29)}, {"until_on": date(2029, 2, 28)}, id="its end moves with the end"),
        pytest.param({"until_on": date(2025, 12, 31)}, {"until_on": None}, id="the end itself"),
        pytest.param({"deadline_text": "Hằng quý, từ năm 2023"}, {"deadline_text": ""}, id="words with an old year"),
        pytest.param(
            {"target": Target(5, "lớp", 0, ((2022, 5), (2024, 9)))}, {"target": Target(9, "lớp")}, id="the last target"
        ),
        pytest.param(
            {"amended": (Amendment(date(2024, 7, 1), every="half", due_day=20),)},
            {"every": "half", "due_day": 20, "amended": ()},
            id="in the words of its amendment",
        ),
        pytest.param({"every": None, "ongoing": True}, {"every": None, "ongoing": True}, id="without a due date"),
        pytest.param({"after": ("p-00",)}, {"after": ()}, id="waiting for nothing that is gone"),
    ],
)
def test_what_recurs_goes_on_in_the_new_years(old: dict[str, object], new: dict[str, object]) -> None:
    activity = ROW._replace(**old)  # type: ignore[arg-type]
    found = made(activity)
    expected = activity._replace(title="Giao ban giai đoạn 2026-2030")._replace(**new)  # type: ignore[arg-type]
    assert found.definitions.activities == (expected,)
    assert (found.recurring, found.left) == (1, ())


@pytest.mark.parametrize(
    "words",
    [
        pytest.param({"every": None, "due_on": date(2024, 6, 30)}, id="due once"),
        pytest.param({"until_on": date(2023, 12, 31)}, id="over for two years"),
    ],
)
def test_what_is_over_stays_with_the_program_before(words: dict[str, object]) -> None:
    found = made(ROW._replace(**words))  # type: ignore[arg-type]
    assert (found.definitions.activities, found.left) == ((), ("p-01",))


def test_the_paper_is_yet_to_be_signed_and_bodies_are_those_in_force() -> None:
    dated = (DatedLetterhead(date(2025, 7, 1), place="Nha Trang"), DatedLetterhead(date(2027, 1, 1), issuer="b"))
    lists = {"recipients": ("Sở B;", "Lưu"), "letter_superiors": ("Sở B,",)}
    profile = Profile("party", issuer="b", dated=dated, **lists)
    title_for = (("b", "Kế hoạch của Sở B giai đoạn 2022-2025"),)
    plan = Plan("p", "Kế hoạch với Sở B", "b", "Sở B", signed_on=FIRST, title_for=title_for)
    found = made(plans=(plan,), profiles=(profile,)).definitions
    assert found.program == PROGRAM._replace(
        id="ct-2026-2030", title="Chương trình 2026 - 2030", start_on=FIRST, until_on=LAST, signed_on=None
    )
    assert [body.id for body in found.organizations] == ["a", "c", "e"]
    title_for = (("c", "Kế hoạch của Sở C giai đoạn 2026-2030"),)
    assert found.plans == (Plan("p", "Kế hoạch với Sở C", "c", "Sở C", title_for=title_for),)
    later = (DatedLetterhead(date(2027, 1, 1), issuer="c"),)
    lists = {"recipients": ("Sở C;", "Lưu"), "letter_superiors": ("Sở C,",)}
    assert found.profiles == (Profile("party", issuer="c", place="Nha Trang", dated=later, **lists),)


def test_all_that_came_after_a_partner_take_part_where_nobody_chose_one() -> None:
    row = ROW._replace(partners=("d", "f", "e"))
    assert made(row).definitions.activities[0].partners == ("c", "e")
    assert made(row).open[0].ended == "e", "who comes after it while the program runs has to be said"
    assert made(row._replace(successors=(("d", "c"), ("e", "c")))).open == ()
    assert made(row, chosen={"d": "a"}).definitions.activities[0].partners == ("c", "e"), "that is said for leads"
    assert made(row, chosen={"f": "c"}).definitions.activities[0].partners == ("c", "e"), "nobody came after it"


CHAIN = (
    Organization("x", "Sở X", until_on=date(2023, 12, 31), successors=("y", "z")),
    Organization("y", "Sở Y", until_on=date(2024, 12, 31), successors=("c",)),
    Organization("z", "Sở Z", until_on=date(2025, 2, 28), successors=("c",)),
)


@pytest.mark.parametrize(
    ("bodies", "lead", "asked"),
    [
        pytest.param(CHAIN, "c", (), id="both became one"),
        pytest.param((*CHAIN[:2], CHAIN[2]._replace(successors=("a",))), "x", ("x",), id="the ends differ"),
        pytest.param((*CHAIN[:2], CHAIN[2]._replace(successors=())), "c", (), id="one of them ended for good"),
        pytest.param((*CHAIN[:2], CHAIN[2]._replace(successors=("e",))), "x", ("x",), id="one goes on for a while"),
    ],
)
def test_who_took_over_in_a_chain_is_asked_only_where_its_ends_differ(
    bodies: tuple[Organization, ...], lead: str, asked: tuple[str, ...]
) -> None:
    found = made(ROW._replace(lead="x"), organizations=(*BODIES, *bodies))
    assert found.definitions.activities[0].lead == lead
    assert tuple(each.ended for each in found.open) == asked


def test_the_sides_of_the_program_are_called_so_where_they_are_asked_for() -> None:
    (asked,) = made(program=PROGRAM._replace(sides=("a", "d"))).open
    assert asked.named_by == (SIDES,)
    assert open_sentence(asked, {}).endswith("for the sides of the program?")


@pytest.mark.parametrize(
    ("own", "plan", "fields"),
    [
        pytest.param((), ("y",), ("y",), id="those of its plan, which is one of two now"),
        pytest.param(("z",), ("y",), ("z",), id="its own"),
        pytest.param((), ("x",), (), id="the plans have the same"),
    ],
)
def test_an_activity_keeps_its_fields_of_work_in_a_plan_that_takes_in_others(
    own: tuple[str, ...], plan: tuple[str, ...], fields: tuple[str, ...]
) -> None:
    plans = (
        Plan("p", "Kế hoạch với Sở A", "a", fields=("x",)),
        Plan("q", "Kế hoạch với Sở D", "d", fields=plan, successors=(("d", "a"),)),
    )
    found = made(ROW, ROW._replace(id="q-01", plan="q", lead="d", fields=own), plans=plans).definitions.activities
    assert [each.fields for each in found] == [("x",) if plan == ("y",) else (), fields]


@pytest.mark.parametrize(
    ("short", "expected"),
    [
        ("Sở Văn hóa", "Sở Văn hóa, Thể thao"),
        ("SVH", "SVHTT"),
        ("KH SVH", "KH SVHTT"),
        ("Sở V&H", "Sở VHTT"),
        ("Văn hóa", "SVHTT"),
    ],
)
def test_a_plan_is_called_for_short_as_before(short: str, expected: str) -> None:
    bodies = (
        Organization("v", "Sở Văn hóa", "SVH", until_on=date(2025, 2, 28), successors=("w",)),
        Organization("w", "Sở Văn hóa, Thể thao", "SVHTT"),
    )
    (plan,) = made(plans=(Plan("p", "Kế hoạch", "v", short),), organizations=(*BODIES, *bodies)).definitions.plans
    assert plan.short == expected


def test_plans_of_one_body_become_one_and_activities_follow_who_leads_them() -> None:
    plans = (
        Plan("p", "Kế hoạch với Sở A", "a", fields=("x",)),
        Plan("q", "Kế hoạch với Sở D", "d", fields=("y",), successors=(("d", "a"),)),
        Plan("r", "Kế hoạch với Sở C", "b"),
    )
    found = made(
        ROW._replace(id="q-01", plan="q", lead="d", partners=("b",)),
        ROW._replace(id="q-02", plan="q", lead="d", successors=(("d", "c"),)),
        plans=plans,
    )
    assert [(plan.id, plan.partner, plan.fields) for plan in found.definitions.plans] == [
        ("p", "a", ("x", "y")),
        ("r", "c", ()),
    ]
    assert [(each.id, each.plan, each.lead, each.partners) for each in found.definitions.activities] == [
        ("q-01", "p", "a", ("c",)),
        ("q-02", "r", "c", ()),
    ]
    assert (found.joined, found.moved) == ((("q", "p"),), (("q-02", "r"),))


@pytest.mark.parametrize(
    ("lead", "choice"),
    [
        pytest.param("d", {"d": "c"}, id="several came after it"),
        pytest.param("f", {"f": "a"}, id="nobody came after it"),
        pytest.param("e", {"e": "c"}, id="it ends while the next program runs"),
    ],
)
def test_a_succession_that_nobody_has_decided_is_open_until_somebody_does(lead: str, choice: dict[str, str]) -> None:
    row = ROW._replace(lead=lead)
    assert [(each.ended, each.named_by) for each in made(row).open] == [(lead, ("p-01",))]
    found = made(row, chosen=choice)
    assert (found.open, found.used) == ((), frozenset(choice))
    (activity,) = found.definitions.activities
    assert (activity.lead, dict(activity.successors)) == ((lead, choice) if lead == "e" else (choice[lead], {}))


@pytest.mark.parametrize(
    ("occurrence", "due", "id_", "title", "due_on"),
    [
        pytest.param(
            "p-01@2025-Q4",
            date(2025, 12, 31),
            "p-01-2025-q4",
            "Giao ban giai đoạn 2022-2025 (chuyển tiếp từ quý IV năm 2025)",
            date(2026, 3, 31),
            id="of a recurrence",
        ),
        pytest.param(
            "p-02", date(2026, 5, 5), "p-02", "Giao ban giai đoạn 2022-2025", date(2026, 5, 5), id="extended to later"
        ),
    ],
)
def test_what_is_carried_over_is_due_once_and_says_what_it_continues(
    occurrence: str, due: date, id_: str, title: str, due_on: date
) -> None:
    row = ROW._replace(id=occurrence.partition("@")[0], lead="b", short="Giao ban")
    found = made(carried=(Unfinished(occurrence, occurrence.partition("@")[2], row, due, "2/4 lớp, 50%"),))
    (activity,) = found.definitions.activities
    assert (activity.id, activity.title, activity.lead) == (id_, title, "c")
    assert activity.short == title.replace(" giai đoạn 2022-2025", ""), "short, and of the same period"
    assert (activity.every, activity.due_on, activity.start_on) == (None, due_on, FIRST)
    assert activity.continues == f"ct-2022-2025/{occurrence}"
    assert activity.note == "Kết quả đã đạt trong ct-2022-2025: 2/4 lớp, 50%."
    assert found.begun == ((id_, "2/4 lớp, 50%"),)
    assert found.due_anew == (() if due > LAST or due >= FIRST else (id_,))


def test_the_shipped_program_goes_on_without_a_question(tmp_path: Path) -> None:
    shipped = read_definitions([shipped_plans()]).definitions
    assert shipped.program is not None
    found = next_definitions(shipped, "ctph-2026-2030", *next_term(shipped.program))
    assert (found.open, found.missing_years) == ((), (2028, 2029, 2030))
    bodies = {body.id for body in found.definitions.organizations}
    assert not bodies & {"btg", "bcsd-ubnd", "so-ldtbxh", "so-vhtt", "so-tttt", "so-tnmt"}
    assert len({plan.partner for plan in found.definitions.plans}) == len(found.definitions.plans) == 6


# the command


@pytest.fixture
def after_the_end(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demonstration, once its program is over."""
    monkeypatch.setenv("COORDPLAN_TODAY", "2026-01-05")
    return shipped


def test_next_writes_a_set_that_check_accepts_as_it_is(tell: Tell, after_the_end: Path) -> None:
    code, out, err = tell("--lang", "en", "next", "2026-2030", "--carry", "open")
    assert code == 0
    assert out == (
        "Wrote the program ctph-2026-2030 (2026-01-01 to 2030-12-31) into 2026-2030: 6 plans, "
        "53 activities that go on, 213 carried over.\n"
        "Look through it: coordplan check 2026-2030\n"
        "Then make its file: coordplan --db ctph-2026-2030.db init 2026-2030\n"
    )
    assert "; tttt-06-2024: 2/4 lớp, 50%; " in err
    assert "4 suspended occurrences stay with the program before: " in err
    assert "The calendar has no days off for 2028, 2029, 2030; add them to calendar.yaml" in err
    found = read_definitions([Path("2026-2030")])
    assert [each for each in found.problems if not each.warning] == []
    assert tell("check", "2026-2030").code == 0


def test_what_is_unfinished_is_listed_where_nothing_says_what_becomes_of_it(tell: Tell, after_the_end: Path) -> None:
    code, _out, err = tell("--lang", "en", "next", "2026-2030")
    assert code == 0
    assert "217 unfinished occurrences are not carried over:\n  ct-02@2024  2024-12-30, in progress, overdue  " in err
    assert "and 197 more: coordplan list --standing open\n" in err
    assert err.endswith("--carry open; some of them: --carry ID; to leave them: --carry none\n")
    assert "What is suspended is carried over by its id only" in err
    assert "unfinished" not in tell("--lang", "en", "next", "other", "--carry", "none").err


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param(["--carry", "gddt-04@2024-Q1"], 1, "nothing of it is unfinished", id="done"),
        pytest.param(["--carry", "gddt-99"], 1, '"gddt-99" is not an activity of this program.', id="unknown"),
        pytest.param(["--carry", "none,gddt-08"], 2, "none stands alone", id="none and one"),
        pytest.param(["--from", "2025-06-01"], 1, "is within this program", id="begins too early"),
        pytest.param(["--until", "2025-12-31"], 1, "is before the first day", id="ends before it begins"),
        pytest.param(["--id", "CTPH"], 2, '"CTPH" is not an id', id="no id"),
        pytest.param(["--id", "ctph-2022-2025"], 1, "is the id of this program", id="the same id"),
        pytest.param(["--successor", "so-tnmt"], 2, "does not name two bodies", id="one body"),
        pytest.param(["--successor", "so-tnmt=so-yte"], 1, "so-yte did not come after so-tnmt", id="no successor"),
        pytest.param(["--successor", "so-yte=so-gddt"], 1, "so-yte goes on; --successor is not needed.", id="no end"),
        pytest.param(["--successor", "so-tttt=so-khcn"], 2, "nothing asks who came after so-tttt", id="not asked"),
    ],
)
def test_next_writes_nothing_of_what_cannot_be(
    tell: Tell, after_the_end: Path, words: list[str], code: int, sentence: str
) -> None:
    answer = tell("--lang", "en", "next", "2026-2030", *words)
    assert (answer.code, answer.out) == (code, "")
    assert sentence in answer.err
    assert not Path("2026-2030").exists()


def test_next_replaces_definitions_only_where_that_is_said(tell: Tell, after_the_end: Path) -> None:
    shutil.copytree("plans", "2026-2030")
    refused = tell("--lang", "en", "next", "2026-2030")
    assert (refused.code, refused.out) == (1, "")
    assert "2026-2030 holds definitions already: " in refused.err
    done = tell("--lang", "en", "next", "2026-2030", "--carry", "none", "--force")
    assert done.code == 0
    assert "Also there, and not from this file: tttt.yaml\n" in done.err


def test_who_took_over_is_asked_where_several_did(tell: Tell, small: Path) -> None:
    bodies = Path("plans/organizations.yaml")
    text = bodies.read_text(encoding="utf-8").replace(
        "short: SYT}", "short: SYT, until: 2025-12-31, successors: [so-gd, btg]}"
    )
    bodies.write_text(text, encoding="utf-8")
    assert tell("load").code == 0
    refused = tell("--lang", "en", "next", "moi", "--carry", "none")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (
        "coordplan: Sở Y tế is over by then; who took over for yt, yt-02?\n"
        "Nothing was written. Say who it is:\n"
        "--successor so-yt=so-gd  (Sở Giáo dục)\n"
        "--successor so-yt=btg  (Ban Tuyên giáo)\n"
    )
    assert tell("next", "moi", "--carry", "none", "--successor", "so-yt=so-gd").code == 0
    assert tell("--lang", "en", "check", "moi").out == "3 files, no problems.\n"
    assert "partner: so-gd" in Path("moi/gd.yaml").read_text(encoding="utf-8")
