"""Words of a command line as the shell of this system takes them: what is printed as a way out is pasted there."""

import os
import re
from collections.abc import Callable
from pathlib import Path

# What `shlex.quote` leaves as it is
_PLAIN = frozenset("@%+=:,./-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_PLAIN_ON_WINDOWS = r"[\w.:\\/@+-]+%?"
_ALIVE_IN_QUOTES = r'"|%.+%'  # what cmd.exe does not leave alone between double quotes
_OF_THE_SHELL = r'[()%!^"<>&|]'


class _Asked:
    """How the command line that is answered named its file: the options that another command about it needs."""

    options: Callable[[str], str] = staticmethod(lambda _command: "")


def remember_options(options: Callable[[str], str]) -> None:
    """Take how a command (its first word) is to be told which file this command line is about; "" where it need not."""
    _Asked.options = staticmethod(options)


def of_file(words: str) -> str:
    """Return sentences in which each command line acts on the file that this one is about, pasted as it is printed."""
    return re.sub(
        r"(?m)\bcoordplan (?=([a-z]+)\b)(?!.*(?:--help|\]$))",  # how a command is called at all stays
        lambda found: " ".join(filter(None, ("coordplan", _Asked.options(found[1])))) + " ",
        words,
    )


def quoted_word(word: str, system: str = os.name) -> str:
    """Return a word so that the shell of a system takes it for one, and for nothing else."""
    if system != "nt":
        if word and _PLAIN.issuperset(word):
            return word
        import shlex  # only where a command line is printed: most answers have none

        return shlex.quote(word)
    if re.fullmatch(_PLAIN_ON_WINDOWS, word):
        return word
    within = re.sub(r'(\\*)(?:(")|$)', lambda found: found[1] * 2 + (r"\"" if found[2] else ""), word)
    if re.search(_ALIVE_IN_QUOTES, word):
        return re.sub(_OF_THE_SHELL, r"^\g<0>", f'"{within}"')
    return f'"{within}"'


def path_from_here(path: Path) -> str:
    """Return a path as it is named in the current folder."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
