"""Whatever stands in a file or in place of one, reading it gives Problems and no exception."""

import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordplan.definitions.reading import read_definitions
from coordplan.errors import Problem, write_problem
from coordplan.text.language import use_language
from tests.examples import examples

SHIPPED = Path(__file__).parents[2] / "plans"


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def problem_of(path: Path, content: bytes) -> Problem:
    path.write_bytes(content)
    (problem,) = (each for each in read_definitions([path]).problems if each.rule != "no-program")
    return problem


def test_a_file_that_is_not_utf_8_is_reported_by_line_and_byte(tmp_path: Path) -> None:
    problem = problem_of(tmp_path / "a.yaml", "plan:\n  title: Kế ".encode() + b"ho\xff\n")
    assert (problem.rule, problem.line, problem.column) == ("not-utf-8", 2, 15)
    assert "byte 17" in problem.message
    assert problem.remedy == "save it as UTF-8"


def test_cp1258_is_reported_as_not_utf_8(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "a.yaml", "plan: {title: Đào tạo}".encode("cp1258", "replace")).rule == "not-utf-8"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_reported_by_its_name(tmp_path: Path, encoding: str) -> None:
    mark = b"" if encoding == "utf-16" else "\ufeff".encode(encoding)
    assert problem_of(tmp_path / "a.yaml", mark + "plan:".encode(encoding)).rule == "utf-16"


def test_nul_bytes_are_reported_with_their_place(tmp_path: Path) -> None:
    problem = problem_of(tmp_path / "a.yaml", b"plan:\n  id: a\0b\n")
    assert (problem.rule, problem.line, problem.column) == ("control-character", 2, 8)


def test_a_large_file_is_reported_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    (problem, *_) = (each for each in read_definitions([path]).problems if each.rule == "too-large")
    assert problem.line == 0
    assert "20 MB" in problem.message


def test_a_folder_named_as_a_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").mkdir()
    assert "not-a-file" in {problem.rule for problem in read_definitions([tmp_path]).problems}


def test_a_path_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    reading = read_definitions([tmp_path / "none.yaml", tmp_path / "nowhere"])
    assert [problem.rule for problem in reading.problems] == ["missing-file", "missing-file"]
    assert reading.files == 0


# Windows keeps no pipes among its files, so there none can be met
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_reported_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert "not-a-file" in {problem.rule for problem in read_definitions([tmp_path / "a.yaml"]).problems}


def test_a_name_that_is_none_is_reported() -> None:
    assert read_definitions([Path("a\0b.yaml")]).problems
    assert read_definitions([Path("x" * 5000 + ".yaml")]).problems


@pytest.mark.parametrize("what", ["file", "folder"])
def test_missing_permission_is_reported(tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("plan:\n")

    def refuse(*_arguments: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    # The tests may run as root, whom no mode keeps out
    monkeypatch.setattr(Path, "open" if what == "file" else "iterdir", refuse)
    problems = read_definitions([path if what == "file" else tmp_path]).problems
    assert ("unreadable-file", "there is no permission to read this") in {
        (each.rule, each.message) for each in problems
    }


def test_a_symbolic_link_to_itself_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "a.yaml")
    assert read_definitions([tmp_path]).problems


def test_nothing_given_is_a_problem() -> None:
    assert read_definitions([]).problems


def test_deep_nesting_ends_at_once(tmp_path: Path) -> None:
    begun = time.monotonic()
    assert problem_of(tmp_path / "a.yaml", b"a: " + b"[" * 1_000_000).rule == "too-deep"
    assert problem_of(tmp_path / "b.yaml", b"{a: " * 100_000).rule == "too-deep"
    assert time.monotonic() - begun < 5


def test_escape_codes_in_a_file_do_not_come_out_in_what_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text('plan: {"\\e[31mid": x, id: "\\e]0;x\\a", partner: "a\\nb\u202e"}\n', "utf-8")
    shown = "\n".join(write_problem(problem) for problem in read_definitions([tmp_path]).problems)
    assert "31m" in shown
    assert all(line.isprintable() for line in shown.split("\n"))


def test_marks_stand_under_what_is_meant_in_decomposed_text_and_long_lines(tmp_path: Path) -> None:
    decomposed = "organizations: [{title: Sơ\u0309 Y tê\u0301, id: 9}]\n"
    problem = next(each for each in _problems(tmp_path, decomposed) if each.rule == "bad-id")
    assert problem.excerpt[problem.mark - 1] == "9"
    long = "organizations: [{title: " + "dài " * 100 + ", id: 9}, {id: b, title: " + "x" * 300 + "}]\n"
    problem = next(each for each in _problems(tmp_path, long) if each.rule == "bad-id")
    assert len(problem.excerpt) <= 200
    assert problem.excerpt[problem.mark - 1] == "9"
    assert problem.column > 400


def _problems(folder: Path, text: str) -> tuple[Problem, ...]:
    (folder / "a.yaml").write_text(text, "utf-8")
    return read_definitions([folder]).problems


def test_what_is_left_out_is_counted_and_errors_outlast_warnings(tmp_path: Path) -> None:
    rows = "".join(
        f"  - {{id: a{n}, title: A, content: x, lead: b, with: [c, c], due: 2022-06-30}}\n" for n in range(50)
    )
    (tmp_path / "a.yaml").write_text("plan: {id: p, program: q, title: P, partner: b}\nactivities:\n" + rows)
    whole = read_definitions([tmp_path], most=10_000)
    assert whole.hidden == 0
    some = read_definitions([tmp_path], most=100)
    assert len(some.problems) == 100
    assert some.hidden == len(whole.problems) - 100
    assert not any(problem.warning for problem in some.problems)
    assert list(some.problems) == [each for each in whole.problems if each in set(some.problems)]


@examples(150)
@given(
    content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "ignore")))
)
def test_no_bytes_raise(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    assert read_definitions([path]).problems


_LINES = [
    "plan:",
    "program:",
    "activities:",
    "calendar:",
    "contents:",
    "organizations:",
    "  id: a",
    "  - id: b",
    "  from: 2022-01-01",
    "  until: 2021-01-01",
    "  program: a",
    "  reporting: {}",
    "  - {year: 2022, days_off: [{on: 2022-01-03}]}",
    "  - *a",
    "    title: x",
    "    lead: a",
    "    with: a",
    "    content: []",
    "    after: [b, c]",
    "    due: Quý II/2022",
    "    due: 0001-01-01",
    "    due: Trước ngày 1/1/1900",
    "    due: Năm 0000",
    "    due: Quý I/9999",
    "    start: 2200-12-31",
    "    every: month",
    "    due_day: 31",
    "    ongoing: có",
    "    weight: 1e400",
    "    target: {value: 1, baseline: 2}",
    "    successors: {a: b}",
    "    <<: 1",
    "    ? x",
    "    : - y",
    "    note: |",
    "     x",
    "# y",
]


@examples(200)
@given(lines=st.lists(st.sampled_from(_LINES), max_size=25))
def test_no_lines_of_definitions_raise(tmp_path: Path, lines: list[str]) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    for problem in read_definitions([path]).problems:
        assert write_problem(problem)


def test_no_mutation_of_the_shipped_files_raises(tmp_path: Path) -> None:
    """Bytes taken out, doubled, exchanged; always the same ones."""
    chance = random.Random(238)
    contents = {path.name: path.read_bytes() for path in SHIPPED.glob("*.yaml")}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    until = time.monotonic() + 4
    for _ in range(120):
        name = chance.choice(sorted(contents))
        data = bytearray(contents[name])
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(data))
            match chance.randrange(4):
                case 0:
                    del data[at : at + chance.randint(1, 20)]
                case 1:
                    data[at] = chance.choice(b" :-[]{}\"'\n\t#&*!|>%@,0aZ\xc3\xff")
                case 2:
                    data[at:at] = data[at : at + chance.randint(1, 60)]
                case _:
                    data[at:at] = chance.choice([b"\n", b"  ", b": ", b"- ", b"&a ", b"*a", b"\n---\n", b"'", b'"'])
        (tmp_path / name).write_bytes(bytes(data))
        for problem in read_definitions([tmp_path]).problems:
            assert write_problem(problem)
        (tmp_path / name).write_bytes(contents[name])
        if time.monotonic() > until:
            break
