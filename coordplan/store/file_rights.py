"""Who may read a new file of the office's: the file itself, its backups, its dumps.

On systems with modes such a file begins at 0600, from its first moment on: what an office plans and has not done is
nobody else's business on a machine of several people. In a folder that its group may write, the folder says who works
together, and the umask decides. A file that is there keeps its mode. What leaves the office (reports,
forms, exports) goes by the umask, like any document.
"""

import os
import stat
from pathlib import Path

_OPEN_TO_ALL = 0o666  # of which the system takes away what the umask says


def make_private(path: Path) -> None:
    """Make an empty file where nothing is, with the rights that the file of an office begins with.

    Raises FileExistsError where something is, a link too.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, beginning_mode(path.parent)))


def make_private_folder(path: Path) -> None:
    """Make a folder for such files, with those above it, unless it is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(0o777 if beginning_mode(path.parent) == _OPEN_TO_ALL else 0o700, exist_ok=True)


def beginning_mode(folder: Path) -> int:
    """Return the mode that a new file of the office's is made with in a folder, before the umask."""
    if os.name == "nt":
        return _OPEN_TO_ALL  # there the folder's own list of rights is handed down
    return _OPEN_TO_ALL if stat.S_IWGRP & _mode_of(folder) else 0o600


def _mode_of(folder: Path) -> int:
    try:
        return folder.stat().st_mode
    except OSError:
        return 0  # it is missing, which whoever makes a file in it will hear
