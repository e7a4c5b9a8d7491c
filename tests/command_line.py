"""A small program to work on, and the command line run in this process."""

import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from coordplan.cli import run

TODAY = "2024-06-30"

DEFINITIONS = {
    "program.yaml": """
program:
  id: ct
  title: Chương trình thử
  short: CT
  language: en
  from: 2024-01-01
  until: 2025-12-31
contents:
  - {id: nd1, title: Tuyên truyền}
  - {id: nd2, title: Tham mưu}
activities:
  - {id: ct-01, title: Hội nghị sơ kết, content: [nd1, nd2], lead: btg, due: 2024-12-20}
""",
    "organizations.yaml": """
organizations:
  - {id: btg, title: Ban Tuyên giáo, short: BTG}
  - {id: so-gd, title: Sở Giáo dục, short: SGD}
  - {id: so-yt, title: Sở Y tế, short: SYT}
""",
    "calendar.yaml": """
calendar:
  - year: 2024
    days_off: [{on: 2024-01-01, title: Tết Dương lịch}]
    working_days: []
  - year: 2025
    days_off: [{on: 2025-01-01, title: Tết Dương lịch}]
    working_days: []
""",
    "gd.yaml": """
plan:
  id: gd
  program: ct
  title: Kế hoạch phối hợp với Sở Giáo dục
  partner: so-gd
activities:
  - {id: gd-01, title: Khảo sát dạy nghề, content: nd2, lead: btg, with: [so-gd], due: 2024-06-20, output: Báo cáo}
  - {id: gd-02, title: Giao ban công tác khoa giáo, content: nd1, lead: so-gd, every: quarter, due_day: 25}
  - {id: gd-03, title: Theo dõi dư luận, content: nd2, lead: btg, ongoing: true}
  - {id: gd-04, title: Mở lớp bồi dưỡng, content: nd1, lead: so-gd, due: 2024-12-31, target: {value: 12, unit: lớp}}
  - {id: gd-05, title: Đối thoại với giáo viên, content: nd1, lead: so-gd, due: 2024-07-10, after: [gd-01]}
""",
    "yt.yaml": """
plan:
  id: yt
  program: ct
  title: Kế hoạch phối hợp với Sở Y tế
  partner: so-yt
activities:
  - {id: yt-01, title: Tuyên truyền phòng dịch, content: nd1, lead: so-yt, due: 2024-08-30}
  - {id: yt-02, title: Giảm số ca, content: nd2, lead: so-yt, every: year, target: {value: 20, unit: ca, baseline: 80}}
""",
}


class Answer(NamedTuple):
    """What a command line gave back."""

    code: int
    out: str
    err: str


Tell = Callable[..., Answer]
Ready = Callable[..., None]


def write_definitions(folder: Path, files: dict[str, str] = DEFINITIONS) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text.lstrip(), encoding="utf-8")
    return folder


@pytest.fixture
def here(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, on a day that stands still.

    The copy that the first write of a day makes costs as much again as the write; it is tried in tests/keeping.
    """
    if request.path.parent.name != "keeping":
        monkeypatch.setenv("COORDPLAN_BACKUPS", "off")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COORDPLAN_TODAY", TODAY)
    monkeypatch.setenv("COORDPLAN_BY", "lan")
    return tmp_path


@pytest.fixture
def tell(here: Path, capsys: pytest.CaptureFixture[str]) -> Tell:
    """Run a command line in this process and return its exit code, stdout and stderr."""

    def told(*words: str) -> Answer:
        capsys.readouterr()
        code = run(words)
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return told


@pytest.fixture(scope="session")
def prepared() -> dict[bytes, Path]:
    """Folders that were made ready in this session, by what lay there before and the command line."""
    return {}


@pytest.fixture
def ready(tell: Tell, here: Path, prepared: dict[bytes, Path], tmp_path_factory: pytest.TempPathFactory) -> Ready:
    """Run a command line by which a test, and others, begin: where one did so on the same files, take what it made.

    Forms, definitions and what is recorded first are made anew in hundreds of tests otherwise: a tenth of a run.
    """

    def made_ready(*words: str) -> None:
        key = _state_of(here, words)
        if key in prepared:
            shutil.copytree(prepared[key], here, dirs_exist_ok=True)
            return
        answer = tell(*words)
        assert answer.code == 0, answer
        prepared[key] = Path(shutil.copytree(here, tmp_path_factory.mktemp("ready"), dirs_exist_ok=True))

    return made_ready


def _state_of(folder: Path, words: tuple[str, ...]) -> bytes:
    """Return a digest of all that a line may depend on: its words, what is set for it, the files of a folder."""
    names = sorted(name for name in os.environ if name.startswith("COORDPLAN_"))
    settings = [(name, os.environ[name].replace(str(folder), "")) for name in names]
    digest = sha256(repr((words, settings)).encode())
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        digest.update(repr((path.relative_to(folder).as_posix(), path.stat().st_size)).encode() + path.read_bytes())
    return digest.digest()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small program in a file, made once; to be copied only."""
    folder = tmp_path_factory.mktemp("made")
    write_definitions(folder / "plans")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COORDPLAN_TODAY", TODAY)
        patch.setenv("COORDPLAN_BY", "lan")
        assert run(["init"]) == 0
    return folder


def office_after(folder: Path, made: Path, *lines: tuple[str, ...]) -> Path:
    """Return a folder with the small program after some command lines, for several tests to copy."""
    shutil.copytree(made, folder, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, value in {"TODAY": TODAY, "BY": "lan", "LANG": "en"}.items():
            patch.setenv(f"COORDPLAN_{name}", value)
        for words in lines:
            assert run(words) == 0, words
    return folder


@pytest.fixture
def small(made: Path, here: Path) -> Path:
    """The small program's file and definitions, here; return the file."""
    shutil.copytree(made / "plans", here / "plans")
    return Path(shutil.copy(made / "coordplan.db", here / "coordplan.db"))


@pytest.fixture
def shipped(demo: Path, here: Path) -> Path:
    """The demonstration's file and definitions, here; return the file."""
    shutil.copytree(demo / "plans", here / "plans")
    return Path(shutil.copy(demo / "coordplan.db", here / "coordplan.db"))
