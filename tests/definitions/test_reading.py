"""Sets, parts of sets, single fields and activities typed by hand."""

import gc
from datetime import date
from pathlib import Path

import pytest
import yaml

from coordplan.dates.deadlines import parse_deadline
from coordplan.dates.recurrence import occurrences_of
from coordplan.definitions import yaml_nodes
from coordplan.definitions.reading import neighbours, parse_activities, parse_activity, read_definitions
from coordplan.definitions.writer import activity_fields
from coordplan.model import Activity, Definitions, Target
from coordplan.text.language import use_language

SHIPPED = Path(__file__).parents[2] / "plans"
BASE = Path(__file__).parent / "faults" / "base"
HEAD = "plan: {id: gddt, program: ct, title: Kế hoạch, partner: so-gddt}\nactivities:\n"


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


@pytest.fixture(scope="module")
def shipped() -> Definitions:
    return read_definitions([SHIPPED]).definitions


def activity_of(fields: str, folder: Path, allowed: set[str] = frozenset()) -> Activity:
    """Return the one activity of a plan that is written with these fields besides id, title, content and lead."""
    (folder / "gddt.yaml").write_text(
        HEAD + "  - id: gddt-01\n    title: Giao ban\n    content: nd1\n    lead: btg\n" + fields, "utf-8"
    )
    reading = read_definitions([BASE, folder / "gddt.yaml"])
    assert {problem.rule for problem in reading.problems} == set(allowed)
    (activity,) = reading.definitions.activities
    return activity


def test_the_shipped_plans_are_clean() -> None:
    reading = read_definitions([SHIPPED])
    assert reading.problems == ()
    assert reading.hidden == 0
    assert reading.files == 11
    assert reading.whole


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.name)
def test_a_shipped_file_alone_is_clean_among_its_neighbours(path: Path, shipped: Definitions) -> None:
    assert read_definitions([path], neighbours([path])).problems == ()
    assert read_definitions([path], shipped).problems == ()
    assert read_definitions([path], shipped).whole == (path.name == "program.yaml")


def test_what_a_whole_set_leaves_out_is_not_found_in_what_was_known(tmp_path: Path, shipped: Definitions) -> None:
    for path in SHIPPED.glob("*.yaml"):
        if path.name != "yte.yaml":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    reading = read_definitions([tmp_path], shipped)
    assert {problem.rule for problem in reading.problems} == {"unknown-id"}
    assert 'after: "yte-13"' in reading.problems[0].message


def test_scalars_are_read_by_the_type_of_their_field(tmp_path: Path) -> None:
    fields = "    due: 30/6/2022\n    output: no\n    deadline_text: 01\n    weight: 12,5\n    note: 2022-06-30\n"
    activity = activity_of(fields + "    target: {value: '12', unit: 0x10}\n", tmp_path)
    assert (activity.output, activity.deadline_text, activity.note) == ("no", "01", "2022-06-30")
    assert (activity.weight, activity.target) == (12.5, Target(12.0, "0x10", 0.0))
    assert activity.due_on == date(2022, 6, 30)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("due: 2022-06-30", (date(2022, 6, 30), None, None, False, "")),
        ('due: "30/6/2022"', (date(2022, 6, 30), None, None, False, "")),
        ("due: Quý II/2022", (date(2022, 6, 30), date(2022, 4, 1), None, False, "Quý II/2022")),
        ("due: Trước ngày 15/12/2022", (date(2022, 12, 14), None, None, False, "Trước ngày 15/12/2022")),
        ("due: Thường xuyên", (None, None, None, True, "Thường xuyên")),
        ("due: Hằng quý", (None, None, "quarter", False, "Hằng quý")),
        ("every: 6 tháng/lần", (None, None, "half", False, "6 tháng/lần")),
        ("every: Month", (None, None, "month", False, "")),
        ("ongoing: có", (None, None, None, True, "")),
        (
            "due: Tháng 6/2022\n    start: 2022-06-10",
            (date(2022, 6, 30), date(2022, 6, 10), None, False, "Tháng 6/2022"),
        ),
        (
            "due: Tháng 6/2022\n    deadline_text: Giữa năm",
            (date(2022, 6, 30), date(2022, 6, 1), None, False, "Giữa năm"),
        ),
    ],
)
def test_deadlines_keep_their_words(written: str, expected: tuple[object, ...], tmp_path: Path) -> None:
    activity = activity_of(f"    {written}\n", tmp_path)
    found = (activity.due_on, activity.start_on, activity.every, activity.ongoing, activity.deadline_text)
    assert found == expected


def test_a_stretch_in_words_begins_no_earlier_than_the_program(shipped: Definitions) -> None:
    assert shipped.program is not None
    assert all(each.start_on is None or each.start_on >= shipped.program.start_on for each in shipped.activities)


def test_texts_are_composed_and_stripped_and_null_is_absent(tmp_path: Path) -> None:
    fields = '    due: 2022-06-30\n    output: " Ba\u0301o ca\u0301o "\n    note: ~\n    weight:\n    until: null\n'
    activity = activity_of(fields, tmp_path)
    assert (activity.output, activity.note, activity.weight, activity.until_on) == ("Báo cáo", "", 1.0, None)


def test_a_file_that_is_no_yaml_hides_no_other_and_leaves_ids_open(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("organizations: [\n", "utf-8")
    (tmp_path / "b.yaml").write_text(
        HEAD + "  - {id: x, title: T, content: nd1, lead: who, due: 2022-02-30}\n", "utf-8"
    )
    rules = {problem.rule for problem in read_definitions([tmp_path]).problems}
    assert rules == {"yaml-syntax", "bad-deadline"}


def test_an_id_that_could_not_be_read_is_not_missed_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "more.yaml").write_text("organizations: [{id: Sở-Mới, title: Sở Mới}]\n", "utf-8")
    (tmp_path / "b.yaml").write_text(
        HEAD + "  - {id: x, title: T, content: nd1, lead: so-moi-2, due: 2022-06-30}\n", "utf-8"
    )
    reading = read_definitions([BASE, tmp_path])
    assert {problem.rule for problem in reading.problems} == {"bad-id"}


def test_a_part_of_a_set_is_read_against_what_is_known(tmp_path: Path, shipped: Definitions) -> None:
    part = tmp_path / "new.yaml"
    part.write_text(
        "plan: {id: new, program: ctph-2022-2025, title: T, partner: so-yte}\nactivities:\n"
        "  - {id: new-1, title: T, content: nd1, lead: so-yte, due: 2022-06-30, after: [yte-02, yte-99]}\n"
        "  - {id: yte-01, title: T, content: nd1, lead: so-yte, due: 2022-06-30}\n",
        "utf-8",
    )
    reading = read_definitions([part], shipped)
    assert [problem.rule for problem in reading.problems] == ["unknown-id", "doubled-id"]
    assert 'after: "yte-99" is not an activity' in reading.problems[0].message


def test_the_nearest_ids_are_named_with_their_titles(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        HEAD + "  - {id: x, title: T, content: nd1, lead: so-gdtd, due: 2022-06-30}\n", "utf-8"
    )
    (problem,) = read_definitions([BASE, tmp_path]).problems
    assert problem.message == 'lead: "so-gdtd" is not an organization of this program'
    assert problem.remedy == 'did you mean "so-gddt" (Sở Giáo dục và Đào tạo)?'


def test_a_chain_of_waiting_activities_may_be_long(tmp_path: Path) -> None:
    row = "  - {id: a-NUMBER, title: T, content: nd1, lead: btg, due: 2022-06-30, after: [a-NEXT]}\n"
    rows = "".join(row.replace("NUMBER", str(n)).replace("NEXT", str((n + 1) % 3000)) for n in range(3000))
    (tmp_path / "a.yaml").write_text(HEAD + rows, "utf-8")
    (problem,) = read_definitions([BASE, tmp_path]).problems
    assert problem.rule == "cycle"


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch, shipped: Definitions) -> None:
    monkeypatch.setattr(yaml_nodes, "_Parser", yaml.Loader)
    reading = read_definitions([SHIPPED])
    assert reading.problems == ()
    assert reading.definitions == shipped


def test_the_collector_of_garbage_runs_again_after_a_reading() -> None:
    assert gc.isenabled()
    read_definitions([BASE])
    assert gc.isenabled()


TYPED = {"id": "yte-90", "title": "Tập huấn", "content": ["nd1"], "lead": "so-yte", "due": "Quý II/2023"}


def test_an_activity_typed_by_hand_is_read_by_the_same_rules(shipped: Definitions) -> None:
    fields = {**TYPED, "target": {"value": "12,5", "unit": "lớp"}, "with": "btg"}
    activity, problems = parse_activity("yte", fields, shipped)
    assert problems == ()
    assert activity is not None
    assert (activity.plan, activity.start_on, activity.partners) == ("yte", date(2023, 4, 1), ("btg",))
    assert activity.target == Target(12.5, "lớp")


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ({"lead": "so-la"}, ["unknown-id"]),
        ({"id": "yte"}, ["doubled-id"]),
        ({"due": "2023-02-30"}, ["bad-deadline"]),
        ({"after": ["yte-90"]}, ["cycle"]),
        ({"every": "month"}, ["several-schedules"]),
        ({"lead": ""}, ["missing-field"]),
        ({"target": {"value": "x"}}, ["bad-number"]),
        ({"due": "2030-01-01"}, ["outside-program"]),
        ({"colour": "red"}, ["unknown-key"]),
    ],
)
def test_faults_of_an_activity_typed_by_hand_have_no_place(
    change: dict[str, str | list[str] | dict[str, str]], rules: list[str], shipped: Definitions
) -> None:
    activity, problems = parse_activity("yte", {**TYPED, **change}, shipped)
    assert activity is None
    assert [problem.rule for problem in problems] == rules
    assert {(problem.source, problem.line, problem.excerpt) for problem in problems} == {("", 0, "")}


def test_a_file_named_twice_is_read_once() -> None:
    reading = read_definitions(
        [SHIPPED, SHIPPED / "yte.yaml", Path(SHIPPED.anchor) / SHIPPED.relative_to(SHIPPED.anchor)]
    )
    assert (reading.files, reading.problems) == (11, ())


def test_fields_of_an_activity_read_back_as_itself(shipped: Definitions) -> None:
    for activity in shipped.activities:
        assert parse_activity(activity.plan, activity_fields(activity), shipped) == (activity, ())


def test_neighbours_of_names_that_are_none_are_nothing() -> None:
    assert neighbours([Path("a\0b/c\0.yaml")]) == Definitions()


def test_an_activity_of_that_id_is_replaced_by_the_one_typed(shipped: Definitions) -> None:
    activity, problems = parse_activity("yte", {**TYPED, "id": "yte-02"}, shipped)
    assert (activity is not None, problems) == (True, ())


def test_the_words_of_problems_are_translated() -> None:
    use_language("vi")
    assert read_definitions([Path("nowhere")]).problems[0].message


def test_activities_typed_together_are_checked_together_and_each_has_its_own_problems(shipped: Definitions) -> None:
    rows = [{**TYPED, "id": "yte-98"}, {**TYPED, "id": "yte-99", "lead": "so-ytee", "after": ["yte-98"]}]
    good, bad = parse_activities("yte", rows, shipped)
    assert good.activity is not None
    assert (good.activity.id, good.problems) == ("yte-98", ())
    assert bad.activity is None
    assert [(each.rule, each.message.partition(":")[0], each.line) for each in bad.problems] == [
        ("unknown-id", "lead", 0)
    ], "what it waits for is among them"


def test_a_doubled_id_among_activities_typed_together_is_reported(shipped: Definitions) -> None:
    first, second = parse_activities("yte", [TYPED, TYPED], shipped)
    assert (len(first.problems), [each.rule for each in second.problems]) == (0, ["doubled-id"])


@pytest.mark.parametrize(
    ("words", "warned"),
    [("Quý II", False), ("Tháng 6", False), ("Trước 01/7", False), ("30/6", True), ("sớm", True)],
)
def test_a_due_day_off_is_reported_only_where_the_printed_words_name_that_day(
    words: str, warned: bool, shipped: Definitions
) -> None:
    fields = {**TYPED, "due": "2024-06-30", "start": "2024-04-01", "deadline_text": words}
    assert [each.rule for each in parse_activity("yte", fields, shipped).problems] == ["due-on-day-off"] * warned


def test_what_the_shipped_plans_print_as_a_deadline_is_read_back_as_their_days(shipped: Definitions) -> None:
    assert shipped.program is not None
    first, last = shipped.program.start_on, shipped.program.until_on
    printed = [each for each in shipped.activities if each.deadline_text]
    assert len(printed) > 30
    for each in printed:
        read = parse_deadline(each.deadline_text)
        same = each._replace(**read._asdict() | {"start_on": each.start_on})
        days = [
            [occurrence.due_on for occurrence in occurrences_of(activity, first, last)] for activity in (each, same)
        ]
        assert days[0] == days[1], (each.id, each.deadline_text)
