"""The options by which a command that is printed is about the files that were named."""

from collections.abc import Sequence
from pathlib import Path

from coordplan.store.finding import is_folder, options_for
from coordplan.text.shell import quoted_word

_OF_NO_FILE = ("init", "check", "schema", "help")  # or of one that they make, where they are called


def file_options(command: str, files: Sequence[str], together: bool) -> str:
    """Return the options by which another command, which may answer for several ``together``, is about some files."""
    if command in _OF_NO_FILE:
        return ""
    if len(files) > 1 or is_folder(files[0]):
        return " ".join(f"--db {quoted_word(each)}" for each in files) if together else ""
    try:
        return options_for(Path(files[0]))
    except OSError:  # the folder that we are in is gone
        return f"--db {quoted_word(files[0])}"
