"""A program of one's own begins: out of options, out of answers, with the next step on every empty screen."""

from datetime import date
from pathlib import Path

import pytest

from coordplan.cli import asking
from coordplan.definitions.reading import read_definitions
from coordplan.definitions.shipped import shipped_plans
from coordplan.errors import CoordplanError, UnknownId
from coordplan.model import Definitions
from coordplan.setting_up.empty_program import ProgramWords, day_or_year, days_of, empty_program
from coordplan.setting_up.program_questions import asked_words
from tests.command_line import Ready, Tell

NOW = date(2026, 11, 26)


@pytest.fixture(scope="module")
def framework() -> Definitions:
    return read_definitions([shipped_plans()]).definitions


def dates(first: str, last: str) -> tuple[date, date]:
    return date.fromisoformat(first), date.fromisoformat(last)


@pytest.mark.parametrize(
    ("words", "today", "days"),
    [
        pytest.param({}, "2024-06-30", ("2022-02-24", "2025-12-31"), id="nothing said, in the shipped program"),
        pytest.param({}, "2026-11-26", ("2026-01-01", "2030-12-31"), id="nothing said, after it"),
        pytest.param({}, "2033-01-01", ("2031-01-01", "2035-12-31"), id="nothing said, long after it"),
        pytest.param({"title": "CTPH 2027-2029"}, "2026-11-26", ("2027-01-01", "2029-12-31"), id="by its title"),
        pytest.param({"start_on": date(2027, 3, 1)}, "2026-11-26", ("2027-03-01", "2030-12-31"), id="the first day"),
        pytest.param({"start_on": date(2031, 1, 1)}, "2026-11-26", ("2031-01-01", "2031-12-31"), id="after the term"),
        pytest.param(
            {"title": "CTPH 2027-2029", "until_on": date(2028, 6, 30)},
            "2026-11-26",
            ("2027-01-01", "2028-06-30"),
            id="an option before the title",
        ),
    ],
)
def test_a_program_has_the_days_that_are_said(
    framework: Definitions, words: dict[str, object], today: str, days: tuple[str, str]
) -> None:
    assert framework.program is not None
    said = ProgramWords(**words)  # type: ignore[arg-type]
    assert days_of(framework.program, said, date.fromisoformat(today)) == dates(*days)
    found = empty_program(framework, said, date.fromisoformat(today))
    assert found.program is not None
    assert (found.program.start_on, found.program.until_on, found.activities) == (*dates(*days), ())


def test_a_program_ends_after_it_begins(framework: Definitions) -> None:
    with pytest.raises(CoordplanError):
        empty_program(framework, ProgramWords(start_on=date(2030, 1, 1), until_on=date(2029, 12, 31)), NOW)


@pytest.mark.parametrize(
    ("text", "last", "day"),
    [("2026", False, "2026-01-01"), ("2026", True, "2026-12-31"), ("1/3/2026", True, "2026-03-01")],
)
def test_a_year_alone_is_its_first_or_last_day(text: str, last: bool, day: str) -> None:
    assert day_or_year(text, last) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("name", "plan", "body"),
    [
        pytest.param("gddt", "gddt", "so-gddt", id="a plan of the shipped set"),
        pytest.param("so-yte", "yte", "so-yte", id="the id of a body"),
        pytest.param("Sở Y tế", "yte", "so-yte", id="its name"),
        pytest.param("sở GD&ĐT", "gddt", "so-gddt", id="its name in short"),
        pytest.param("Sở Tài chính", "tai-chinh", "so-tai-chinh", id="a body that the set has not"),
        pytest.param("STC: Sở Tài chính", "kh-stc", "stc", id="and its short name"),
        pytest.param("Sở Nội vụ", "noi-vu", "so-noi-vu", id="a body that took over another's plan"),
        pytest.param("nv=Sở Nội vụ", "nv", "so-noi-vu", id="with an id for the plan"),
    ],
)
def test_a_plan_is_named_by_its_body(framework: Definitions, name: str, plan: str, body: str) -> None:
    (found,) = empty_program(framework, ProgramWords(plans=(name,)), NOW).plans
    assert (found.id, found.partner) == (plan, body)


def test_a_code_that_no_body_has_is_refused(framework: Definitions) -> None:
    with pytest.raises(UnknownId):
        empty_program(framework, ProgramWords(plans=("so-ytee",)), NOW)
    with pytest.raises(CoordplanError):
        empty_program(framework, ProgramWords(plans=("yte", "Sở Y tế")), NOW)
    assert empty_program(framework, ProgramWords(plans=("none",)), NOW).plans == ()


@pytest.mark.parametrize(
    ("side", "place"),
    [
        pytest.param("Ban Tuyên giáo và Dân vận Tỉnh ủy", "Khánh Hòa", id="the shipped office"),
        pytest.param("Ban Tuyên giáo và Dân vận Tỉnh ủy Nghệ An", "", id="of another province"),
        pytest.param("Thành đoàn Vinh", "", id="another office"),
    ],
)
def test_papers_of_another_office_name_no_place(framework: Definitions, side: str, place: str) -> None:
    found = empty_program(framework, ProgramWords(sides=(side, "dang-uy-ubnd")), NOW)
    assert found.program is not None
    assert found.profiles[0].issuer == found.program.sides[0]
    assert found.profiles[0].place == place


def test_what_is_asked_for_is_asked_again_until_it_can_be_taken(
    framework: Definitions, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    title = "Chương trình về chuyển đổi số 2027-2029"
    answers = iter(
        ["Nhầm", "<", title, "", "2026", "31/12/2028", "", "so-ytee", "yte; Sở Tài chính", "Số hóa; Đào tạo"]
    )
    monkeypatch.setattr(asking.sys, "stdin", type("Typed", (), {"readline": lambda _self: next(answers) + "\n"})())
    words = asked_words(framework, ProgramWords(), NOW)
    err = capsys.readouterr().err
    assert "Its title [Chương trình phối hợp công tác giai đoạn 2026-2030]" in err
    assert "Until (a day or a year) [2029-12-31]" in err
    assert "is before the first day" in err
    assert "so-ytee" in err
    assert words == ProgramWords(title, None, date(2028, 12, 31), (), ("yte", "Sở Tài chính"), ("Số hóa", "Đào tạo"))


def test_a_program_by_options_passes_check_and_load_and_takes_an_annex(tell: Tell, here: Path) -> None:
    made = tell(
        *("--lang", "en", "init", "--empty", "--title", "Chương trình về chuyển đổi số", "--from", "2024"),
        *(
            "--until",
            "2026",
            "--side",
            "btg",
            "--side",
            "bcsd-ubnd",
            "--plan",
            "STC: Sở Tài chính",
            "--content",
            "Số hóa",
        ),
    )
    assert (made.code, made.err) == (0, "")
    assert "Chương trình về chuyển đổi số" in made.out
    assert tell("--lang", "en", "check") == (0, "5 files, no problems.\n", "")
    assert tell("--lang", "en", "load") == (0, "Nothing to change.\n", "")
    Path("a.csv").write_text(
        "STT;Nội dung công việc;Cơ quan chủ trì;Thời gian\n1;Tập huấn;Sở Tài chính;Quý IV/2024\n", encoding="utf-8"
    )
    assert tell("import", "a.csv", "--plan", "kh-stc", "--content", "nd1").code == 0
    assert "kh-stc-01" in tell("list").out


@pytest.mark.parametrize("words", [[], ["--empty"]], ids=["shipped", "empty"])
@pytest.mark.parametrize("name", ["", "phu-luc.docx"], ids=["empty folder", "annexes"])
def test_a_folder_without_definitions_is_used(ready: Ready, here: Path, words: list[str], name: str) -> None:
    Path("plans").mkdir()
    if name:
        Path("plans", name).write_bytes(b"PK")
    ready("init", *words)
    assert Path("plans/program.yaml").exists()
    assert not name or Path("plans", name).read_bytes() == b"PK"


def test_what_nobody_said_of_a_program_is_told_in_the_order_typed(
    tell: Tell, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", NOW.isoformat())
    plans = "Sở Nội vụ; Hội Liên hiệp Phụ nữ tỉnh; Sở Y tế"
    out = tell("--lang", "en", "init", "--empty", "--plan", plans, "--until", "2029").out
    assert "(noi-vu, kh-hoi-lien-hiep-phu-nu-tinh, yte)" in out
    assert "\n  noi-vu  Kế hoạch phối hợp với Sở Nội vụ\n" in out
    assert "\n  From (a day or a year): 2026-01-01\n" in out
    assert "Until (a day or a year)" not in out
    assert "rename coordplan.db and plans" in out
    assert "\n  the contents: plans/program.yaml\n" in out
    every = [*("--title", "Chương trình", "--from", "2026", "--until", "2030"), *("--side", "btgdv", "--plan", "yte")]
    assert "Assumed" not in tell("--lang", "en", "--db", "b.db", "init", "b", "--empty", *every).out


def test_where_nothing_is_planned_the_morning_begins_with_it(tell: Tell, ready: Ready, here: Path) -> None:
    ready("init", "--empty")
    out = tell("--lang", "en").out
    assert "coordplan undo" not in out
    assert "There is no activity here yet.\n" in tell("--lang", "en", "show", "gddt-01").err
    assert out.splitlines()[3].startswith("From an annex: coordplan import ")


def test_a_plan_without_activities_says_how_it_gets_some(tell: Tell, ready: Ready, here: Path) -> None:
    ready("init", "--empty")
    assert tell("add", "gddt", "Tập huấn", "--content", "nd1", "--lead", "so-gddt", "--due", "Quý IV/2024").code == 0
    assert "coordplan import" not in tell("status").out
    assert "coordplan import phu-luc.docx --plan yte\n" in tell("status", "--plan", "yte").out
    assert "coordplan import phu-luc.docx --plan yte\n" in tell("list", "--plan", "yte").out


def test_words_of_a_program_go_with_empty(tell: Tell, here: Path) -> None:
    answer = tell("--lang", "en", "init", "--title", "x")
    assert (answer.code, answer.out) == (2, "")
    assert "--empty" in answer.err
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    "words", [["status"], ["list"], ["due"], ["todo"], ["search", "x"], ["returns", "2024-Q2"], ["curve"]], ids=" ".join
)
def test_every_empty_screen_says_the_next_step(tell: Tell, ready: Ready, here: Path, words: list[str]) -> None:
    ready("init", "--empty")
    out = tell("--lang", "en", *words).out
    assert "\nFrom an annex: coordplan import phu-luc.docx --plan gddt\n" in out
    assert "coordplan help start" in out
    assert "coordplan help bat-dau" in tell(*words).out


def test_the_shipped_program_after_its_end_offers_ways_on_and_shows_nothing_overdue(
    tell: Tell, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COORDPLAN_TODAY", NOW.isoformat())
    code, out, err = tell("--lang", "en", "init")
    assert (code, err) == (0, "")
    assert "The program ended on 2025-12-31, and nothing of it is recorded" in out
    assert "fallen due" not in out
    lines = [line.partition(": coordplan ")[2].split() for line in out.splitlines() if ": coordplan " in line]
    ways = [words for words in lines if words[0] != "help" and "import" not in words]
    assert len(ways) == 2
    assert [tell(*words).code for words in ways] == [0, 0], "they work as they are printed"
    for words in ([], ["status"], ["due"]):
        said = tell("--lang", "en", *words).out
        assert said.count("The program ended on") == 1
        assert "nothing of it is recorded" in " ".join(said.split()[:40])
        assert not [each for each in ("fallen due", "are overdue", "Overdue", "Rating", "longest") if each in said]
    assert tell("--lang", "en", "mark", "ct-01", "done", "--on", "2022-04-20").code == 0
    assert "nothing of it is recorded" not in tell("--lang", "en", "status").out
