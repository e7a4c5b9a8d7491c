"""Answers as they stand on terminals of four sizes, for goldens and for whoever looks at them."""

import os
import shutil
import sys

import pytest

from coordplan.cli import run

SIZES = ((80, 24), (100, 30), (120, 40), (200, 50))


def at_terminal(monkeypatch: pytest.MonkeyPatch, columns: int, lines: int) -> None:
    """Let somebody sit at a terminal of a size; what is longer than it is shown whole, without a pager."""
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(shutil, "get_terminal_size", lambda fallback=None: os.terminal_size((columns, lines)))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COORDPLAN_PAGER", "")


def screen(
    words: list[str], size: tuple[int, int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    """Return what a command shows at a terminal of a size, without colours."""
    with monkeypatch.context() as patch:
        at_terminal(patch, *size)
        assert run(["--color", "never", *words]) == 0
    return capsys.readouterr().out
