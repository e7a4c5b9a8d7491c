"""What is measured: the commands, as they are typed on the files of the generator and on the demonstration."""

from typing import NamedTuple

TODAY = "2025-12-31"
DEMO_TODAY = "2024-06-30"


class Work(NamedTuple):
    """A command that is measured; ``{n}`` is another number in each run, ``{last}`` the number of the last activity.

    ``{out}`` is a folder for what it writes. Only ``words`` are measured.
    """

    name: str
    words: str
    first: str = ""  # run before it, each time
    then: str = ""  # run after it, each time
    terminal: bool = False
    completes: str = ""  # not run: what the shell offers after these words


WORK = (
    Work("status", "status"),
    Work("status at a terminal", "status", terminal=True),
    Work("status --as-of", "status --as-of 2023-06-30"),
    Work("status --known-at", "status --known-at 2024-06-30"),
    Work("list", "list"),
    Work("list -f csv", "list -f csv"),
    Work("list -f json", "list -f json"),
    Work("list --plan", "list --plan p1"),
    Work("list --standing overdue", "list --standing overdue"),
    Work("due", "due"),
    Work("search", "search {last}"),
    Work("show", "show p1-00001@2025-12"),
    Work("why ID", "why p1-00001@2025-12"),
    Work("why overdue", "why overdue"),
    Work("changes --since", "changes --since 7d"),
    Work("curve", "curve"),
    Work("log", "log"),
    Work("periods", "periods 2025"),
    Work("returns", "returns 2025-Q4"),
    Work("todo", "todo"),
    Work("digest --since", "digest --since 7d"),
    Work("mark", "mark p1-00001@2025-12 {n}% --sure"),
    Work("done", "done p1-00001@2025-11 --evidence {n}-BC --sure"),
    Work("add", "add p1 'Giao ban {n}' --content nd1 --lead lead --due 30/12/2025 --sure", then="undo --sure"),
    Work("undo", "undo --sure", first="mark p1-00001@2025-12 {n}% --sure"),
    Work("report", "report 2025-Q4"),
    Work("report -o .xlsx", "report 2025-Q4 -o {out}/{n}.xlsx"),
    Work("report -o .docx", "report 2025-Q4 -o {out}/{n}.docx"),
    Work("form", "form 2025-Q4 -o {out}/{n}", then="undo --sure"),
    Work("calendar", "calendar -o {out}/{n}.ics"),
    Work("export", "export {out}/{n}"),
    Work("check", "check plans"),
    Work("load, unchanged", "load plans"),
    Work("doctor", "doctor"),
    Work("backup", "backup {out}/{n}"),
    Work("dump", "dump {out}/{n}.jsonl"),
    Work("completion", "", completes="coordplan show p1-0000"),
)
DEMO_WORK = (
    Work("status", "status"),
    Work("status at a terminal", "status", terminal=True),
    Work("list", "list"),
    Work("due", "due"),
    Work("mark", "mark yte-03 {n}% --sure"),
)
