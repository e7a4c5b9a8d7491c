"""Pipes, as each system has them: that whoever read has gone, and that a reader on Windows expects other letters."""

import errno
import os
import stat
import sys
from typing import TextIO

from coordplan.text.language import translate as _

_UTF_8 = 65001


def reader_is_gone(error: OSError, system: str = os.name) -> bool:
    """Say whether a failure to write means that nobody reads: Windows calls a closed pipe an invalid argument."""
    return isinstance(error, BrokenPipeError) or (system == "nt" and error.errno == errno.EINVAL)


def let_go(stream: TextIO) -> None:
    """Send what is still in a stream's buffer nowhere, or it would be complained of when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def reader_remark(code_page: int, is_pipe: bool, is_watched: bool) -> str:
    """Return what is to be said where a reader of Windows takes UTF-8 for the letters of its console; else nothing.

    ``more``, ``findstr`` and the ``>`` of PowerShell 5.1 read a pipe in the code page of the console, 0 where there is
    no console. What is printed stays UTF-8; whoever watches is told once, on stderr.
    """
    if not is_pipe or not is_watched or code_page in (0, _UTF_8):
        return ""
    return _("Letters with marks are UTF-8 here: run `chcp 65001` first, or write a file with -o FILE.")


def remark_on_reader() -> str:
    """Return what is to be said of the reader of this process's output; nothing on any other system than Windows."""
    if sys.platform != "win32":
        return ""
    import ctypes

    try:
        is_pipe = stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
        code_page = int(ctypes.windll.kernel32.GetConsoleOutputCP())
    except (OSError, ValueError, AttributeError):  # a stream without a file
        return ""
    return reader_remark(code_page, is_pipe, sys.stderr.isatty())
