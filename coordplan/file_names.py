"""Names of files: those that no file may have, and those of what is left over where a process died on its way.

A file is made beside the one that it is to become and put in its place when it is whole: ``.NAME.PROCESS-MACHINE.new``;
while several are put in place at once, the older ones are kept as ``.old``; ``.issued`` waits until its report is on
record. Whoever writes into a folder next clears what is left there of processes that are gone. This is the one place
that says which names are ours.
"""

import os
import re
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal

from coordplan.named_tuples import NamedTuple

LeftoverKind = Literal["new", "old", "issued", "note"]  # note: who is writing

_KINDS = (".new", ".old", ".issued")
_BESIDE_IT = ("-journal", "-wal", "-shm", ".writer")  # of SQLite and of ours, where what was made is a coordplan file
# Patterns are made where a name is looked at closely: every command imports this module, few meet such a name
_OURS = r"\.(?P<name>.+)\.(?P<process>\d{1,10})(?:-(?P<machine>[0-9a-f]{6}))?\.(?P<kind>new|old|issued)"
_LONGEST = 255  # bytes of a name, on the file systems in use
_OF_ANNEXES = (".docx", ".xlsx", ".csv")
_DAY_SECONDS = 24 * 60 * 60
_PATIENCE_SECONDS = 2
_PAUSE_SECONDS = 0.05


class Leftover(NamedTuple):
    """A file or folder that a process which is gone did not take away."""

    path: Path
    name: str  # of the file that it was to become
    process: int
    kind: LeftoverKind


def name_beside(path: Path, kind: LeftoverKind = "new") -> Path:
    """Return the name under which this process makes a file, or keeps one, beside the one that is meant."""
    ending = f".{os.getpid()}-{_machine()}.{kind}"
    name = path.name
    while len(name.encode(errors="replace")) + len(ending) + 1 > _LONGEST:
        name = name[:-1]
    return path.with_name(f".{name}{ending}")


def move(made: Path, place: Path, system: str = os.name) -> None:
    """Give a file or folder another name, in the place of what is there.

    On Windows a virus scanner or an indexer may hold either back for a moment: it is tried again for two seconds.
    Raises OSError as the renaming does.
    """
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            made.replace(place)
        except PermissionError:
            if system != "nt" or time.monotonic() >= until:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def annexes_in(folder: Path) -> list[str]:
    """Return the names of the Word, Excel and CSV files in a folder, sorted; none where it cannot be read."""
    try:
        names = sorted(each.name for each in os.scandir(folder) if each.name.lower().endswith(_OF_ANNEXES))
    except OSError:
        return []
    return [name for name in names if not name.startswith(("~$", "."))]


def leftovers_in(folder: Path) -> Iterator[Leftover]:
    """Yield what processes that are gone left in a folder; nothing where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            # Most names are decided by their first letter: every command that writes looks at all of a folder
            names = [each.name for each in entries if each.name[:1] == "."]
    except OSError:
        return
    for name in names:
        if (found := leftover_of(folder / name)) is not None:
            yield found


def leftover_of(path: Path) -> Leftover | None:
    """Return what a path is, if it is left over from a process that is gone; None where it is anything else."""
    name = path.name
    for ending in _BESIDE_IT:
        name = name.removesuffix(ending)
    if not name.endswith(_KINDS) or (found := re.fullmatch(_OURS, name)) is None:
        return None
    process, machine = int(found["process"]), found["machine"]
    if machine not in (None, _machine()):
        with suppress(OSError):  # of a process on another machine nothing can be known but how long ago it was
            if time.time() - path.lstat().st_mtime < _DAY_SECONDS:
                return None
    elif is_running(process):
        return None
    kind: LeftoverKind = found["kind"]  # type: ignore[assignment]
    return Leftover(path, found["name"], process, kind)


def is_running(process: int) -> bool:
    """Say whether a process of this machine is running; where that cannot be known, it is."""
    if process <= 0:
        return False
    if sys.platform == "win32":
        return _is_running_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OverflowError:
        return False
    except OSError:
        return True  # somebody else's
    return True


def _is_running_on_windows(process: int) -> bool:
    """Ask Windows, where a signal of 0 would be Ctrl-C."""
    if sys.platform != "win32":
        return True
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    handle = kernel.OpenProcess(0x1000, False, process & 0xFFFFFFFF)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return ctypes.get_last_error() == 5  # access denied: there is one
    code = ctypes.c_ulong()
    known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return not known or code.value == 259  # STILL_ACTIVE


def _machine() -> str:
    name = os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
    return f"{zlib.crc32(name.encode(errors='replace')):08x}"[:6]


# What Windows takes for a device, in any folder and with any ending
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"
}
_FORBIDDEN = r'[<>:"|?*\x00-\x1f]'


def is_refused_by_windows(name: str) -> bool:
    """Say whether Windows makes something else of a file's name: a device, another name, or nothing at all."""
    stem = name.partition(".")[0].rstrip(" ").casefold()
    return stem in _DEVICES or name.endswith((".", " ")) or re.search(_FORBIDDEN, name) is not None
