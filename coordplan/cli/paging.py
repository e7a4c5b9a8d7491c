"""Answers that are longer than the screen, through the reader's pager.

COORDPLAN_PAGER names it, else PAGER, else it is less, which ends by itself where everything fits (Windows has none).
An empty name, or ``cat``, is none. Only where somebody reads and types at a terminal; whatever befalls a pager, the
answer is shown.
"""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from coordplan.text.patterns import pattern
from coordplan.text.writing import display_width

WHERE_NOBODY_SAYS = (80, 24)  # columns and lines


def screen_height() -> int:
    """Return how many lines of an answer stand on the screen; its last one is for what is typed next."""
    return shutil.get_terminal_size(WHERE_NOBODY_SAYS).lines - 1


def page_through(lines: Sequence[str]) -> bool:
    """Show lines through the pager where they are longer than the screen; say whether they were shown."""
    words = _pager_words() if _longer_than_screen(lines) else []
    if not words:
        return False
    import signal
    import subprocess  # a short answer does without

    # A handler of ours, not SIG_IGN, which the pager would inherit: Ctrl-C is for the pager, as it means it
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        text = "".join(f"{line}\n" for line in lines).encode("utf-8", errors="replace")
        environment = {"LESS": "FRX", "LESSCHARSET": "utf-8"} | os.environ
        done = subprocess.run(words, input=text, env=environment, check=False)  # noqa: S603  the one that its user named
    except OSError:  # it is no program after all
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return done.returncode in (0, -signal.SIGINT)


_COLOUR = pattern(r"\x1b\[[0-9;]*m")


def _longer_than_screen(lines: Sequence[str]) -> bool:
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        return False
    if len(lines) > screen_height():  # or the width of every letter of an answer of any length would be asked for
        return True
    columns = shutil.get_terminal_size(WHERE_NOBODY_SAYS).columns
    return sum(max(1, -(-display_width(_COLOUR.sub("", line)) // columns)) for line in lines) > screen_height()


def _pager_words() -> list[str]:
    """Return the pager's command line; none where there is no such program."""
    import shlex

    typed = os.environ.get("COORDPLAN_PAGER", os.environ.get("PAGER"))
    if typed is None:
        typed = "" if os.name == "nt" else "less"
    try:
        # Without its rules for POSIX a backslash stays, as Windows needs it; quotation marks stay too, and go here
        words = [word.strip('"') if os.name == "nt" else word for word in shlex.split(typed, posix=os.name != "nt")]
    except ValueError:
        return []
    if not words or words == ["cat"] or shutil.which(words[0]) is None:
        return []
    # Without -R less shows colours as codes, whatever LESS says beside it
    return [*words, "-R"] if Path(words[0]).stem == "less" else words
