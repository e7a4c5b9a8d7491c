"""What is said once of a file on a machine, at a terminal: where it lies, and what lies beside it.

What was said is remembered in a small file of the user's; where that cannot be written, nothing is said.
"""

import os
import sys
from hashlib import sha256
from pathlib import Path

from coordplan.cli.speaking import remark, somebody_is_there
from coordplan.store.lookalikes import surprises_of


def say_surprises_once(path: Path) -> None:
    """Say what is worth knowing of where a file lies, each thing once; never where nobody is there."""
    if not somebody_is_there() or not path.is_file():
        return
    memory = memory_of_user()
    try:
        told = set(memory.read_text(encoding="utf-8").split()) if memory.is_file() else set()
        for each in surprises_of(path):
            mark = sha256(f"{path.absolute()} {each.rule} {each.sentence}".encode(errors="replace")).hexdigest()[:16]
            if mark in told:
                continue
            memory.parent.mkdir(parents=True, exist_ok=True)
            with memory.open("a", encoding="utf-8") as stream:
                stream.write(f"{mark}\n")
            remark(f"{each.sentence}\n{each.way_out}")
    except (OSError, ValueError, RuntimeError):  # no home, no room, a name that is none: it is no matter of the command
        return


def memory_of_user() -> Path:
    """Return the file that remembers what was said to this user of this machine."""
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        folder = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return folder / "coordplan" / "said"
