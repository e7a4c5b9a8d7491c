"""Records what command lines print, to see what a change of the code changes for people; not part of the test run.

    python -m tests.record NOW.json
    python -m tests.record --compare BEFORE.json NOW.json

Every line of record.txt is run in both languages, in this process and a temporary folder, on a day and at moments that
stand still; exit code, stdout, stderr, the files written and the rows of the database that come or go are recorded.
Two records of the same code on the same machine are the same bytes. ``coordplan.cli.run`` is all that is imported, so
that the script runs on any version of the package, wherever its modules stand.
"""

import contextlib
import difflib
import importlib
import inspect
import io
import itertools
import json
import os
import pkgutil
import re
import shlex
import shutil
import sqlite3
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import docx
import openpyxl

import coordplan
from coordplan.cli import run

SCENES = re.findall(
    r"^= (.*)\n((?:[$!].*\n)*)", Path(__file__).with_suffix(".txt").read_text(encoding="utf-8"), re.MULTILINE
)
ANNEX: list[list[Any]] = [
    ["Nhiệm vụ phối hợp năm 2024 với ngành y tế"],
    ["STT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Sản phẩm"],
    ["I", "CÔNG TÁC ĐỊNH HƯỚNG TUYÊN TRUYỀN"],
    [1, "Tuyên truyền phòng dịch mùa mưa", "Sở Y tế", "Ban TG, Sở TT&TT và các đơn vị liên quan", "Quý III", "Báo cáo"],
    [2, "Hội nghị chuyên đề bảo hiểm y tế", "Ban Tuyên giáo", "Sở YT, BHXH tỉnh", "Trước ngày 15/10", "Thông báo"],
    [3, "Giao ban công tác khoa giáo với ngành y tế", "Ban Tuyên giáo", "Sở Y tế", "Hằng quý", "Kết luận"],
]
LONG = 200_000  # bytes; of a longer text the digest is recorded
ENVIRONMENT = {"COORDPLAN_TODAY": "2024-06-30", "COORDPLAN_BY": "lan", "COLUMNS": "80", "TERM": "xterm-256color"}
FOREIGN = re.compile("COORDPLAN_|NO_COLOR|FORCE_COLOR|COLORTERM")
Answer = dict[str, list[str]]  # exit, stdout, stderr and the names of files -> lines


class Clock:
    """Where the moments stand still."""

    at = datetime(2024, 6, 30, 1, tzinfo=UTC)


def stop_the_clock() -> None:
    """Make every class of the package that has a method ``now``, wherever it stands, answer with the Clock."""
    for module in pkgutil.walk_packages(coordplan.__path__, "coordplan."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    modules = [module for name, module in sys.modules.items() if name.startswith("coordplan")]
    classes = {each for module in modules for each in vars(module).values() if inspect.isclass(each)}
    clocks = [each for each in classes if inspect.isfunction(vars(each).get("now"))]
    assert clocks, "no class of the package has a method now: a record would hold the moment it was made"
    for clock in clocks:
        type.__setattr__(clock, "now", lambda _self: Clock.at)
    numbers = itertools.count(1)
    for module in modules:
        if "urandom" in vars(module):  # marks of changes: no two records differ by chance
            vars(module)["urandom"] = lambda length: next(numbers).to_bytes(length, "big")


# Steps between command lines


def replace(name: str, old: str, new: str) -> None:
    text = Path(name).read_text(encoding="utf-8")
    assert old in text, f"{name} does not say {old}"
    Path(name).write_text(text.replace(old, new, 1), encoding="utf-8")


def annex(name: str) -> None:
    """Write the annex as the ending of its name says."""
    if name.endswith(".xlsx"):
        book = openpyxl.Workbook()
        for row in ANNEX:
            book.worksheets[0].append(row)
        book.save(name)
    elif name.endswith(".docx"):
        document = docx.Document()
        table = document.add_table(0, len(ANNEX[1]))
        for row in ANNEX:
            for cell, value in zip(table.add_row().cells, row, strict=False):
                cell.text = str(value)
        document.save(name)
    else:
        Path(name).write_text("\n".join(";".join(map(str, row)) for row in ANNEX), encoding="utf-8")


def fill(name: str, occurrence: str, *answers: str) -> None:
    """Type into the cells of one row of a form, named by their keys; save it with nothing of this moment in it."""
    book = openpyxl.load_workbook(name)
    rows = list(book.worksheets[0].iter_rows())
    keys = next(values for row in rows if "occurrence" in (values := [cell.value for cell in row]))
    (cells,) = (row for row in rows if row[keys.index("occurrence")].value == occurrence)
    for key, _equals, value in (answer.partition("=") for answer in answers):
        cells[keys.index(key)].value = int(value) if value.isdigit() else value or None
    book.save(name)
    members = members_of(Path(name).read_bytes())
    with zipfile.ZipFile(name, "w") as archive:
        for each, data in members.items():
            archive.writestr(zipfile.ZipInfo(each), re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\1", data))


STEPS: dict[str, Callable[..., object]] = {
    "demo": lambda: shutil.copytree(Path("..", "demo"), ".", dirs_exist_ok=True),
    "write": lambda name, text: Path(name).write_text(text, encoding="utf-8"),
    "set": os.environ.__setitem__,
    "replace": replace,
    "annex": annex,
    "fill": fill,
}


# Command lines and their answers


def choices(line: str) -> Iterator[str]:
    """Yield a line for each way of choosing from its braces."""
    ways = (part.split("|") for part in re.split(r"[{}]", line.replace("{*}", "{table|json|csv|md}")))
    yield from (" ".join("".join(way).split()) for way in itertools.product(*ways))


def members_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def without_now(data: bytes) -> bytes:
    """Return bytes without the moments that libraries write: when a migration was applied, a workbook saved."""
    return re.sub(rb"%s[T ][\d:.]+" % str(datetime.now(UTC).date()).encode(), b"NOW", data)


def lines_of(data: bytes) -> list[str]:
    """Return what is recorded of bytes: their lines, or a digest, with those of a file's members and its words."""
    data, members = without_now(data), members_of(data) if data.startswith(b"PK") else {}
    known = {name: without_now(member) for name, member in members.items()}
    if known != members:
        data = b"".join(known.values())
    digests = [f"{len(data)} bytes, sha256 {sha256(data).hexdigest()}"]
    digests += [f"{name} {sha256(member).hexdigest()[:16]}" for name, member in known.items()]
    if members:
        texts = [unescape(known[name].decode()) for name in known if name.endswith(".xml")]
        return digests + [
            words for text in texts for words in re.findall(r"<(?:w:)?t(?: [^>]*)?>(.+?)</(?:w:)?t>", text)
        ]
    return data.decode(errors="replace").split("\n") if len(data) <= LONG else digests


def files() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def rows_of(database: bytes) -> set[str]:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        if database:
            connection.deserialize(database)
        return set(connection.iterdump())


def answer_to(words: list[str]) -> Answer:
    """Run a command line in this folder; return its exit code, what it printed and what it wrote."""
    before = files()
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        try:
            code = str(run(words))
        except (Exception, SystemExit) as fault:  # a bug of the package; the other lines are recorded all the same
            code = repr(fault)
    answer = {"exit": [code]}
    for name, stream in zip(("stdout", "stderr"), streams, strict=True):
        stream.flush()
        answer[name] = lines_of(stream.buffer.getvalue().replace(bytes(Path.cwd()), b"FOLDER"))
    now = files()
    for name in sorted(name for name in before | now if before.get(name) != now.get(name)):
        if name.endswith(".db"):
            old, new = (rows_of(each.get(name, b"")) for each in (before, now))
            rows = [f"- {row}" for row in sorted(old - new)] + [f"+ {row}" for row in sorted(new - old)]
            answer[name] = lines_of("\n".join(rows).encode())
        else:
            answer[name] = lines_of(now[name]) if name in now else ["removed"]
    return answer


def answers_of(scene: str, lang: str) -> Iterator[tuple[str, Answer]]:
    """Take the steps of a scene in this folder; yield each command line with its answer."""
    for name in filter(FOREIGN.match, list(os.environ)):
        del os.environ[name]
    os.environ.update(ENVIRONMENT | {"COORDPLAN_LANG": lang})
    Clock.at = datetime(2024, 6, 30, 1, tzinfo=UTC)
    for line in scene.splitlines():
        if line.startswith("! "):
            step, *words = shlex.split(line[2:])
            STEPS[step](*words)
            continue
        for choice in choices(line[2:]):
            Clock.at += timedelta(minutes=1)
            yield choice, answer_to(shlex.split(choice))


def record() -> dict[str, Answer]:
    """Return the answers to all command lines."""
    found: dict[str, Answer] = {}
    stop_the_clock()
    sys.stdin = io.StringIO()
    with tempfile.TemporaryDirectory() as name:
        for title, scene in [("demo", "$ init --demo"), *SCENES]:
            for lang in ("vi", "en"):
                folder = Path(name).resolve() / (title if title == "demo" else f"{title}-{lang}")
                folder.mkdir(exist_ok=True)
                with contextlib.chdir(folder):
                    for line, answer in answers_of(scene, lang):
                        key = f"{title}, {lang}: {line}"
                        again = sum(each == key or each.startswith(f"{key} #") for each in found)
                        found[f"{key} #{again + 1}" if again else key] = answer
    return found


def shown(answer: Answer) -> list[str]:
    """Return an answer in lines, each with what it is a line of; JSON that stands in one line is broken up."""
    lines = ((part, line.replace("}, {", "},\n{")) for part, lines in answer.items() for line in lines)
    return [f"{part}| {piece}" for part, line in lines for piece in line.split("\n")]


def differences(before: dict[str, Answer], now: dict[str, Answer]) -> dict[tuple[str, ...], list[str]]:
    """Return what is not the same, with the command lines of which that is true."""
    found: dict[tuple[str, ...], list[str]] = {}
    for key in before | now:
        lines = difflib.unified_diff(shown(before.get(key, {})), shown(now.get(key, {})), n=1, lineterm="")
        different = tuple("@@" if line.startswith("@@") else line for line in itertools.islice(lines, 2, None))
        if different:
            found.setdefault(different, []).append(key)
    return found


def main(words: list[str]) -> int:
    """Write a record, or show how two differ; return 1 where they do."""
    if words[:1] != ["--compare"]:
        Path(words[0]).write_text(json.dumps(record(), ensure_ascii=False, indent=1), encoding="utf-8")
        return 0
    found = differences(*(json.loads(Path(name).read_text(encoding="utf-8")) for name in words[1:]))
    for different, keys in found.items():
        sys.stdout.writelines(f"{line}\n" for line in (*(f"=== {key}" for key in keys), *different, ""))
    sys.stdout.write(f"{sum(map(len, found.values()))} command lines answer differently.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
