"""A change of definitions says which figures it moves; what becomes overdue at once, or moves the past, is doubted."""

from pathlib import Path

import pytest

from coordplan.store import counts, spans
from coordplan.store.questions import Question
from tests.command_line import Ready, Tell

NEW = ["--content", "nd1", "--lead", "so-gd"]


def in_plan(name: str, old: str, new: str) -> None:
    plan = Path("plans") / name
    text = plan.read_text(encoding="utf-8")
    assert old in text
    plan.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def begun(ready: Ready, small: Path) -> Path:
    """The small file with something recorded."""
    ready("mark", "gd-02@2024-Q1", "done", "--on", "2024-03-20")
    ready("mark", "gd-04", "6 lớp")
    return small


@pytest.mark.parametrize(
    ("good", "many"),
    [pytest.param(True, True, id="from tallies"), pytest.param(True, False, id="from spans")],
)
def test_figures_before_a_change_are_those_of_the_entries(
    good: bool, many: bool, begun: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = ["add", "gd", "Giao ban", *NEW, "--due", "Hằng tháng", "--start", "2024-01-01", "--dry-run"]
    asked: list[Question] = []
    figures = counts.figures
    monkeypatch.setattr(counts, "figures", lambda c, question, by: asked.append(question) or figures(c, question, by))
    monkeypatch.setattr(spans, "are_many", lambda _connection: many)
    quick = tell(*line)
    assert asked
    assert {(each.spans, each.is_of_tallies) for each in asked} == {(good, many)}
    monkeypatch.setattr(spans, "are_good_for", lambda _connection, _change: False)
    asked.clear()
    assert tell(*line) == quick
    assert not any(each.spans for each in asked)
    assert "Figures of 2024-03-31: 1/1 -> 1/3." in quick.out + quick.err


DOUBTED = [
    pytest.param(
        ["add", "gd", "Giao ban", *NEW, "--due", "Hằng tháng", "--start", "2024-01-01"],
        [
            "5 occurrences become overdue at once: gd-06@2024-01",
            "Figures of 2024-03-31: 1/1 -> 1/3.",
            "--start 2024-06-01",
        ],
        id="add with a start in the past",
    ),
    pytest.param(
        ["add", "gd", "Một việc", *NEW, "--due", "1/3/2024"],
        ["1 occurrence becomes overdue at once: gd-06.", "Figures of 2024-03-31: 1/1 -> 1/2."],
        id="add of what is overdue",
    ),
    pytest.param(
        ["edit", "gd-02", "--every", "half", "--from", "start"],
        ["becomes overdue at once: gd-02@2024-H1"],
        id="edit from the start",
    ),
    pytest.param(
        ["edit", "gd-02", "--due-day", "10", "--from", "2024-01-01"],
        ["Figures of 2024-03-31: 1/1, 0 late -> 1/1, 1 late."],
        id="edit from a past day",
    ),
    pytest.param(["edit", "gd-04", "--target", "6"], ["becomes done at once: gd-04"], id="a target that is reached"),
    pytest.param(
        ["edit", "gd-02", "--until", "2024-03-31", "--from", "start"],
        ["no longer counts as overdue: gd-02@2024-Q2.", "Figures of 2024-06-30: 1/3 -> 1/2."],
        id="what is overdue taken out",
    ),
    pytest.param(
        ["edit", "gd-02", "--due-day", "10", "--from", "start"],
        ["1 occurrence becomes done late: gd-02@2024-Q1.", "Figures of 2024-06-30: 1/3, 0 late -> 1/3, 1 late."],
        id="what was done on time is late",
    ),
]


@pytest.mark.parametrize(("words", "sentences"), DOUBTED)
def test_what_moves_figures_at_once_is_doubted(tell: Tell, begun: Path, words: list[str], sentences: list[str]) -> None:
    before = begun.read_bytes()
    code, out, err = tell(*words)
    assert (code, out) == (1, "")
    assert begun.read_bytes() == before
    for sentence in (*sentences, "--sure"):
        assert sentence in err
    code, _out, err = tell(*words, "--sure")
    assert code == 0
    assert all(sentence in err for sentence in sentences if "past" not in sentence and "--start" not in sentence)


@pytest.mark.parametrize(
    ("words", "is_doubted"),
    [
        pytest.param(["--target", "20 lớp", "--from", "start"], True, id="a correction of the past"),
        pytest.param(["--target", "20 lớp"], False, id="while it runs"),
    ],
)
def test_how_far_work_was_is_a_figure_of_the_past(tell: Tell, small: Path, words: list[str], is_doubted: bool) -> None:
    tell("mark", "gd-04", "6 lớp", "--on", "2024-03-20")
    code, _out, err = tell("edit", "gd-04", *words)
    assert code == int(is_doubted)
    assert "Progress moves: gd-04 6/12 lớp (50%) -> 6/20 lớp (30%)." in err
    assert "Figures of 2024-03-31: progress " in err
    assert tell("edit", "gd-04", *words, "--sure").code == 0


def test_each_doubt_has_its_own_figures(tell: Tell, begun: Path) -> None:
    Path("a.csv").write_text(
        "Nội dung,Cơ quan chủ trì,Thời gian\nMột,Sở Giáo dục,1/3/2024\nHai,Sở Giáo dục,1/3/2024\n", "utf-8"
    )
    line = ["import", "a.csv", "--plan", "gd", "--content", "nd1"]
    err = tell(*line).err
    figures = "1 occurrence becomes overdue at once: {id}. Figures of 2024-03-31: 1/1 -> 1/2. "
    for id_ in ("gd-06", "gd-07"):
        assert f"- {id_}: {figures.format(id=id_)}" in err
    assert tell(*line, "--sure", "gd-06").err.count("Figures of 2024-03-31: 1/1 -> 1/2.") == 1


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        pytest.param("due_day: 25", "due_day: 10", ["Figures of 2024-03-31: 1/1, 0 late -> 1/1, 1 late."], id="a day"),
        pytest.param("every: quarter", "every: half", ["gd-02@2024-H1"], id="a rhythm"),
        pytest.param("value: 12", "value: 6", ["becomes done at once: gd-04"], id="a target"),
    ],
)
def test_the_same_in_yaml_is_doubted(tell: Tell, begun: Path, old: str, new: str, sentences: list[str]) -> None:
    in_plan("gd.yaml", old, new)
    before = begun.read_bytes()
    code, out, err = tell("load")
    assert (code, out) == (1, "")
    for sentence in (*sentences, "--sure ID"):
        assert sentence in err
    dry = tell("load", "--dry-run")
    assert dry.code == 0
    assert all(sentence in dry.err for sentence in sentences)
    assert begun.read_bytes() == before
    assert tell("load", "--sure", "yt").code == 1, "another plan is not meant"
    assert tell("load", "--sure", "gd").code == 0
    assert tell("load").out == "Nothing to change.\n"


def test_while_nothing_is_recorded_it_is_said_and_done(tell: Tell, small: Path) -> None:
    code, _out, err = tell("add", "gd", "Một việc", *NEW, "--due", "1/3/2024")
    assert (code, err) == (0, "1 occurrence becomes overdue at once: gd-06.\n")


def test_half_a_plan_is_not_retired_unless_it_is_meant(tell: Tell, begun: Path) -> None:
    Path("plans/gd.yaml").rename("plans/gd.kept")
    code, out, err = tell("load")
    assert (code, out) == (1, "")
    assert "- gd: 5 of its 5 activities would be retired, gd-01, gd-02, gd-03, ...: is a file of the set" in err
    assert tell("load", "--sure", "gd").code == 0


def test_a_title_that_loses_its_letters_is_doubted_by_load(tell: Tell, begun: Path) -> None:
    path = Path("plans/gd.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: Mở lớp bồi dưỡng", 'title: "12/5"'), encoding="utf-8")
    code, out, err = tell("load")
    assert (code, out) == (1, "")
    assert 'its title, "12/5", has no letter: is it the title?' in err


def test_what_was_retired_by_hand_is_left_so_by_load(tell: Tell, small: Path) -> None:
    tell("retire", "gd-03")
    code, out, err = tell("load")
    assert (code, out) == (0, "Nothing to change.\n")
    assert err == "Retired by hand, and left so: gd-03. To bring back what the YAML has: --revive\n"
    assert "it had been retired on 2024-06-30, and comes back" in tell("load", "--revive").out
    assert tell("load") == (0, "Nothing to change.\n", "")


def test_what_was_edited_by_hand_stays_until_the_yaml_says_something_new(tell: Tell, small: Path) -> None:
    tell("edit", "gd-04", "--note", "bằng tay", "--weight", "2")
    code, out, err = tell("load")
    assert (code, out) == (0, "Nothing to change.\n")
    assert "gd-04: edited by hand since the last load, and left so: weight, note." in err
    in_plan("gd.yaml", "target: {value: 12, unit: lớp}", "target: {value: 12, unit: lớp}, weight: 3")
    assert "weight: 2 -> 3" in tell("load").out, "the YAML says something new of it"
    code, out, err = tell("load")
    assert (code, out) == (0, "Nothing to change.\n")
    assert "left so: note." in err, "and of the other it still does not"
    assert 'note: "bằng tay" -> -' in tell("load", "--revert").out
    assert tell("load") == (0, "Nothing to change.\n", "")


def test_an_edit_taken_back_by_hand_is_no_edit(tell: Tell, small: Path) -> None:
    tell("edit", "gd-04", "--weight", "2")
    tell("edit", "gd-04", "--weight", "1")
    assert tell("load") == (0, "Nothing to change.\n", "")


def test_another_activity_under_an_old_id_is_doubted(tell: Tell, begun: Path) -> None:
    in_plan(
        "gd.yaml", "title: Mở lớp bồi dưỡng, content: nd1, lead: so-gd", "title: Việc khác, content: nd1, lead: btg"
    )
    code, _out, err = tell("load")
    assert code == 1
    assert "- gd-04: title and lead change" in err
    assert tell("edit", "gd-04", "--title", "Việc khác", "--lead", "btg").code == 1
    assert tell("edit", "gd-04", "--title", "Việc khác").code == 0
    assert tell("load", "--sure", "gd-04").code == 0


def test_a_dry_run_can_fail_on_change(tell: Tell, small: Path) -> None:
    assert tell("load", "--dry-run", "--fail-on", "change").code == 0
    in_plan("gd.yaml", "Đối thoại với giáo viên", "Đối thoại")
    assert tell("load", "--dry-run").code == 0
    assert tell("load", "--dry-run", "--fail-on", "change").code == 4
    assert tell("load", "--fail-on", "change").code == 2


def test_a_new_id_with_an_old_title_is_asked_about(tell: Tell, small: Path) -> None:
    in_plan("gd.yaml", "id: gd-03", "id: gd-33")
    for words in (["--dry-run"], []):
        err = tell("load", *words).err
        assert 'Is gd-33 a new id for gd-03 ("Theo dõi dư luận")?' in err


def test_an_annex_says_how_much_is_overdue_at_once(tell: Tell, begun: Path) -> None:
    Path("a.csv").write_text(
        "STT,Nội dung công việc,Cơ quan chủ trì,Thời gian hoàn thành\n1,Giao ban tháng,Sở Giáo dục,Hằng tháng\n",
        "utf-8",
    )
    line = ["import", "a.csv", "--plan", "gd", "--year", "2024", "--content", "nd1"]
    code, _out, err = tell(*line)
    assert code == 3
    assert "gd-06: 5 occurrences become overdue at once: gd-06@2024-01," in err
    assert "5 occurrences become overdue at once" in tell(*line, "--dry-run").err
    assert tell(*line, "--sure", "gd-06").code == 0
    assert "0 new, 1 already there" in tell(*line).out


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        pytest.param(["add", "gd", "Một việc", *NEW, "--due", "Quý IV/2024"], (0, 1), id="add"),
        pytest.param(["edit", "gd-02", "--every", "half"], (0, 0), id="edit from the current period"),
        pytest.param(["edit", "gd-02", "--due-day", "5", "--from", "2025-02-01"], (0, 0), id="edit from a day"),
        pytest.param(
            ["edit", "gd-02", "--every", "half", "--from", "start", "--sure"], (0, 0), id="edit from the start"
        ),
        pytest.param(["retire", "gd-03"], (0, 0), id="retire"),
        pytest.param(["load"], (0, 0), id="load"),
        pytest.param(["import", "a.csv", "--plan", "gd", "--year", "2025", "--content", "nd1"], (0, 0), id="import"),
    ],
)
def test_a_line_repeated_writes_once(tell: Tell, begun: Path, words: list[str], codes: tuple[int, int]) -> None:
    Path("a.csv").write_text("Nội dung,Cơ quan chủ trì,Thời gian\nGiao ban,Sở Giáo dục,Hằng tháng\n", "utf-8")
    in_plan("gd.yaml", "Đối thoại với giáo viên", "Đối thoại")
    assert tell(*words).code == codes[0]
    written = begun.read_bytes()
    assert tell(*words).code == codes[1]
    assert begun.read_bytes() == written


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(
            ["edit", "gd-02", "--due", "30/9/2025"], "it would recur no more (due 2025-09-30)", id="from the period on"
        ),
        pytest.param(
            ["edit", "gd-02", "--due", "30/9/2025", "--from", "start"], "it would recur no more", id="as a whole"
        ),
        pytest.param(
            ["edit", "gd-04", "--target", "15 buổi"],
            'of gd-04 "6 lớp" is recorded, and would read as "6 buổi".',
            id="another unit",
        ),
    ],
)
def test_what_makes_it_another_activity_is_doubted(tell: Tell, begun: Path, words: list[str], sentence: str) -> None:
    code, out, err = tell(*words)
    assert (code, out) == (1, "")
    assert sentence in err
    assert tell(*words, "--sure").code == 0


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        pytest.param("every: quarter", "due: 2025-09-30", "it would recur no more", id="a due date for a rhythm"),
        pytest.param("unit: lớp", "unit: buổi", 'would read as "6 buổi"', id="another unit"),
    ],
)
def test_the_same_by_a_load(tell: Tell, begun: Path, old: str, new: str, sentence: str) -> None:
    in_plan("gd.yaml", ", due_day: 25", "")
    in_plan("gd.yaml", old, new)
    code, _out, err = tell("load")
    assert code == 1
    assert sentence in err


def test_a_correction_from_the_start_takes_the_place_of_amendments(tell: Tell, begun: Path) -> None:
    assert tell("edit", "gd-02", "--until", "2024-06-30").code == 0
    assert "--from start" in tell("edit", "gd-02", "--until", "2025-12-31").err
    code, out, _err = tell("edit", "gd-02", "--until", "2025-12-31", "--from", "start", "--sure")
    assert code == 0
    assert "amended: from 2024-07-01: until: 2024-06-30 -> -" in out
    assert "new occurrences: gd-02@2024-Q3" in out


def test_years_that_are_over_keep_what_they_had_and_that_is_said(tell: Tell, begun: Path) -> None:
    _code, _out, err = tell("edit", "gd-02", "--target", "2024: 5, 2025: 10 lớp", "--from", "2025-01-01")
    assert "The target holds from 2025-01-01; for 2024 nothing changes." in err


def test_what_a_set_leaves_out_and_the_file_has_is_said(tell: Tell, begun: Path) -> None:
    assert tell("edit", "yt-01", "--after", "gd-01").code == 0
    assert tell("export", "plans", "--force").code == 0
    Path("plans/gd.yaml").rename("plans/gd.yaml.txt")
    code, _out, err = tell("load")
    assert code == 3
    assert "the file has it, in plan gd, which these files leave out: is a file of the set missing?" in err


@pytest.mark.parametrize(
    ("words", "way_out"),
    [
        pytest.param(["edit", "gd-02", "--lead", "btg"], "edit gd-02 --until DAY --from DAY-AFTER", id="edited"),
        pytest.param(["load"], "--sure ID", id="loaded"),
    ],
)
def test_credit_that_moves_to_another_body_is_doubted_and_said(
    tell: Tell, begun: Path, words: list[str], way_out: str
) -> None:
    in_plan("gd.yaml", "lead: so-gd, every: quarter", "lead: btg, every: quarter")
    sentence = "1 occurrence that is done or cancelled no longer counts for Sở Giáo dục but for Ban Tuyên giáo."
    before = begun.read_bytes()
    code, _out, err = tell(*words)
    assert code == 1
    assert f"- gd-02: {sentence}" in err
    assert way_out in err
    assert begun.read_bytes() == before
    code, _out, err = tell(*words, "--sure", *(["gd-02"] if words == ["load"] else []))
    assert code == 0
    assert err.count(sentence) == 1


def test_a_body_that_is_ended_before_what_was_done_hands_over_the_credit(tell: Tell, begun: Path) -> None:
    in_plan("organizations.yaml", "{id: so-gd,", "{id: so-gd, until: 2024-03-10, successors: [so-yt],")
    err = tell("load").err
    assert "1 occurrence that is done or cancelled no longer counts for Sở Giáo dục but for Sở Y tế." in err
    assert "--until" not in err


def test_a_lead_of_nothing_done_is_edited_without_a_word(tell: Tell, begun: Path) -> None:
    assert tell("edit", "gd-04", "--lead", "btg").code == 0
