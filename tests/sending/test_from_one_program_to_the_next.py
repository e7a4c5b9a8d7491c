"""The office of 2026, whole: 2025 closed, the final review issued, the next program begun, its first report made."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.collecting.filling import filled
from tests.command_line import Answer, Tell

OLD, NEW = "coordplan.db", "ctph-2026-2030.db"
CARRIED = (
    *("gddt-08@2025", "yte-03@2025-12", "ct-09", "tttt-01@2024-07"),
    *("vhtt-11@2024-H1", "khcn-01@2025-H2", "ldtbxh-08@2023-H2", "tnmt-13@2023"),
)


def test_from_closing_2025_to_the_first_report_of_the_next_program(
    tell: Tell, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on(day: str) -> Callable[..., Answer]:
        monkeypatch.setenv("COORDPLAN_TODAY", day)

        def told(*words: str) -> Answer:
            answer = tell("--lang", "en", *words)
            assert answer.code == 0, answer
            return answer

        return told

    def data(*words: str) -> dict[str, Any]:
        answer = tell(*words, "--format", "json")
        assert answer.code == 0, answer
        found: dict[str, Any] = json.loads(answer.out)
        return found

    # The year is closed, the review of the whole program issued, a copy made
    office = on("2026-01-05")
    office("period", "close", "2025", "--sure")
    issued = office(
        "report", "issue", "program", "--number", "1-BC/BTGDVTU", "--signed-on", "5/1/2026", "-o", "tk.docx"
    )
    assert Path("tk.docx").exists(), issued
    office("backup", "sao-luu")
    whole = data("status", "--as-of", "2025-12-31")["totals"]

    # The definitions of the next program, checked, loaded into a file of its own
    office("next", "2026-2030", *(word for id_ in CARRIED for word in ("--carry", id_)))
    program = Path("2026-2030/program.yaml")
    by_month = program.read_text(encoding="utf-8").replace("cutoff_day: 14", "cutoff_day: calendar")
    program.write_text(by_month, encoding="utf-8")
    assert office("check", "2026-2030").out == "10 files, no problems.\n"
    office("--db", NEW, "init", "2026-2030")
    assert office("--db", NEW, "load", "2026-2030").out == "Nothing to change.\n"
    with sqlite3.connect(NEW) as connection:
        sources = [row[0] for row in connection.execute("SELECT continues FROM activities WHERE continues <> ''")]
    connection.close()
    assert sorted(sources) == sorted(f"ctph-2022-2025/{id_}" for id_ in CARRIED)

    # Each carried task is explained back into the old file, which counts it no more
    for id_ in CARRIED:
        earlier = data("--db", NEW, "why", id_.replace("@", "-").lower())["carried_from"]
        assert (earlier["occurrence"], earlier["file"], earlier["missing"]) == (id_, OLD, None)
    both = data("--db", OLD, "--db", NEW, "status")
    assert both["files"][0]["total"] == whole["total"] - len(CARRIED)

    # January's forms go out, what comes back is taken in
    office = on("2026-01-28")
    office("--db", NEW, "form", "2026-01", "-o", "bieu")
    answers = {"yte-03@2026-01": {"progress": "xong", "done_on": "24/1/2026", "document": "7-BC/SYT"}}
    filled(Path("bieu/2026-01_so-yte.xlsx"), answers)
    tell("--db", NEW, "collect", "bieu/2026-01_so-yte.xlsx", "--accept-partial")
    assert data("--db", NEW, "show", "yte-03@2026-01")["occurrences"][0]["standing"] == "done_on_time"
    office("--db", NEW, "done", "ct-09", "--evidence", "1-BC/BTGDVTU, 5/1/2026")

    # The first report compares with the year before, in the old file, and comes out the same again
    office = on("2026-02-02")
    report = " ".join(office("--db", NEW, "report", "2026-01").out.split())
    office("--db", NEW, "report", "2026-01", "-o", "r.json")
    before = json.loads(Path("r.json").read_text(encoding="utf-8"))["year_before"]
    then = data("--db", OLD, "status", "--as-of", before.pop("as_of"), "--period", "2025-01")["totals"]
    assert before == then
    assert "CTPH 2022-2025" in report
    assert OLD not in report
    office(
        "--db", NEW, "report", "issue", "2026-01", "--number", "2-BC/BTGDVTU", "--signed-on", "2/2/2026", "-o", "t.md"
    )
    office("--db", OLD, "mark", "ct-08", "50%", "--on", "2026-01-31")
    late = ("--on", "2025-01-10", "--reopen", "--reason", "1-CV", "--sure")
    of_then = ("--period", "2025-01", "--as-of", "2025-01-14")
    still_open = data("--db", OLD, "list", *of_then, "--standing", "overdue")["occurrences"]
    office("--db", OLD, "mark", still_open[0]["occurrence"], "done", *late)
    office("--db", NEW, "report", "verify")
    erratum = data("--db", NEW, "report", "errata", "1")["errata"][-1]
    then = f"{before['done']}/{before['fallen_due']}", f"{before['done'] + 1}/{before['fallen_due']}"
    assert (erratum["what"], erratum["said"], erratum["now"]) == ("year_before", *then)
    office("--db", NEW, "report", "2026-01", "-o", "r.json")  # one that is not issued says what is known by now
    assert json.loads(Path("r.json").read_text(encoding="utf-8"))["year_before"]["done"] == before["done"] + 1
    whole = data("--db", OLD, "status", "--as-of", "2025-12-31")["totals"]
    compared = data("--db", NEW, "status", "--compare", "2025")["compare"]
    assert (compared["totals"], compared["file"]) == (whole, OLD)

    # Where the old file is gone, an issued report holds as it was, and a new one has no year before
    Path(OLD).rename("elsewhere")
    office("--db", NEW, "report", "verify")
    office("--db", NEW, "report", "verify", "1", "--write", "again.md")
    assert Path("again.md").read_bytes() == Path("t.md").read_bytes()
    gone = "coordplan.db, the file of the program before, is not at hand"
    assert f"The year before cannot be looked at: {gone}" in office("--db", NEW, "report", "errata", "1").out
    answer = office("--db", NEW, "report", "2026-01")
    assert gone in answer.err
    assert "coordplan.db" not in answer.out
    assert "compare" not in answer.out
