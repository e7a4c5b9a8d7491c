"""A month of the secretary, led by todo: each command as it is printed, until nothing is to be done."""

import io
import json
import shlex
import shutil
import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from tests.collecting.filled import Filled
from tests.command_line import Answer, Tell

# What the secretary says where a command leaves it open
OPEN = {"report issue": ("45-BC/BTGTU",), "extend": ("12-CV/BTGTU, 5/7/2024",)}

ADDRESSES = {"so-tttt": "vanthu@stttt.example", "so-yte": "vanthu@syt.example"}


@pytest.fixture
def month(shipped_demo: Path, here: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> "Month":
    """The demonstration as it is shipped, here; of some departments an address is known."""
    shutil.copytree(shipped_demo / "plans", here / "plans")
    shutil.copy(shipped_demo / "coordplan.db", here / "coordplan.db")
    bodies = here / "plans" / "organizations.yaml"
    text = bodies.read_text(encoding="utf-8")
    for id_ in ADDRESSES:
        text = text.replace(f"  - id: {id_}\n", f"  - id: {id_}\n    email: {ADDRESSES[id_]}\n")
    bodies.write_text(text, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setenv("COORDPLAN_BACKUPS", "off")  # the copy is one of the things to do
        assert tell("load", "plans").code == 0
    return Month(tell, monkeypatch)


class Month:
    """What is to be done on a day, and doing it."""

    def __init__(self, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tell, self.patch = tell, monkeypatch
        self._said: list[dict[str, Any]] | None = None  # by todo, as long as nothing was done since

    def on(self, day: str) -> "Month":
        self.patch.setenv("COORDPLAN_TODAY", f"2024-{day}")
        self._said = None
        return self

    @property
    def tasks(self) -> list[dict[str, Any]]:
        if self._said is None:
            answer = self.tell("todo", "-f", "json")
            assert (answer.code, answer.err) == (0, "")
            self._said = json.loads(answer.out)["tasks"]
        return self._said

    @property
    def kinds(self) -> list[str]:
        return [task["kind"] for task in self.tasks]

    def do(self, kind: str, code: int = 0) -> Answer:
        """Type the command of the first thing of a kind."""
        command = next(task["command"] for task in self.tasks if task["kind"] == kind)
        _coordplan, *words = shlex.split(command)
        for said in next((said for name, said in OPEN.items() if command.startswith(f"coordplan {name} ")), ()):
            words[words.index("...")] = said
        answer = self.tell(*words)
        self._said = None
        assert answer.code == code, (command, answer)
        return answer

    def answer_at_terminal(self, kind: str, *lines: str) -> None:
        with self.patch.context() as patch:
            patch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
            for stream in (sys.stdin, sys.stderr):
                patch.setattr(stream, "isatty", lambda: True)
            self.do(kind)


def put(body: str, *, copy: str = "", **cells: dict[str, Any]) -> None:
    """Fill in a form, or the marked copy of one, and put it where what comes back is put."""
    name = f"2024-Q2_{body}{copy}.xlsx"
    form = Filled(Path("tra-lai" if copy else "bieu") / name)
    form.answers({id_.replace("__", "@").replace("_", "-"): answer for id_, answer in cells.items()})
    form.save(Path("tra-loi") / name)


def test_todo_leads_through_a_month(month: Month) -> None:
    assert month.on("06-30").kinds == ["form", "own", "backup"]
    month.do("backup")
    month.do("form")
    month.answer_at_terminal("own", "60%", "70%", "y")
    [waiting] = month.tasks
    assert (waiting["kind"], waiting["day"]) == ("waiting", "2024-07-02")

    put("so-ldtbxh", ldtbxh_08__2023_H2={"progress": 6})
    put("so-yte", yte_03__2024_03={"progress": "chín mươi"})
    assert month.on("07-02").kinds == ["collect", "chase"], "it is the day to send by"
    assert "chín mươi" in month.do("collect", code=3).err
    back = [task for task in month.tasks if task["occurrences"]]
    assert [(task["kind"], task["organizations"], task["command"]) for task in back] == [("waiting", ["so-yte"], None)]

    month.do("chase")
    assert month.kinds == ["waiting", "waiting"], "the copy, and the reports"
    put("so-yte", copy="_can-sua", yte_03__2024_03={"progress": "90%"})
    assert month.on("07-03").kinds == ["collect", "waiting"], "it has come again"
    month.do("collect")
    assert month.kinds == ["close", "waiting"], "they are late, and it is not their turn again"
    assert month.tasks[0]["command"] == "coordplan period close 2024-Q2 --sure", "somebody is missing"

    put("so-tttt", tttt_08__2023_Q4={"progress": "50%", "recommendations": "Đề nghị gia hạn đến 30/7/2024"})
    put("so-tnmt", tnmt_13__2023={"progress": "80%"})
    assert "collect" in month.on("07-05").kinds
    month.do("collect")
    assert month.kinds == ["request", "close"]
    assert month.tasks[0]["command"] == 'coordplan extend tttt-08@2023-Q4 30/7/2024 --evidence "..."'
    month.do("request")
    assert month.kinds == ["close"]
    month.do("close")
    assert month.kinds == ["issue"]
    month.do("issue")
    assert month.tasks == []
    drafts = [message_from_bytes(path.read_bytes(), policy=default) for path in sorted(Path("thu").iterdir())]
    assert {str(draft["To"] or "") for draft in drafts} == {*ADDRESSES.values(), ""}
    for draft in drafts:
        assert draft["Subject"]
        assert [part.get_filename() for part in draft.iter_attachments()] != []
