"""A program of a test that is to be killed on its way, or to end itself there, run as a process of its own."""

import os
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import IO, NoReturn


def run_apart(program: str, *words: str, folder: Path | None = None, **environment: str) -> tuple[int, str]:
    """Run a program with words; return the code it ended with, below 0 for a signal, and what it said.

    A fork of this process has all modules already; a new one takes longer to import them than for what it does.
    """
    if not hasattr(os, "fork"):
        line = [sys.executable, "-c", program, *words]
        done = subprocess.run(line, cwd=folder, env=os.environ | environment, capture_output=True, check=False)
        return done.returncode, done.stderr.decode()
    with tempfile.TemporaryFile() as said:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads: pytest's own wait for what is sent alone
            child = os.fork()
        if not child:
            _become(program, words, folder, environment, said)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said.seek(0)
        return code, said.read().decode()


def _become(
    program: str, words: tuple[str, ...], folder: Path | None, environment: Mapping[str, str], said: IO[bytes]
) -> NoReturn:
    from coordplan.store import file

    code = 1
    try:
        file.SYNCHRONOUS = "FULL"  # as for users
        os.environ.update(environment)
        os.chdir(folder or Path.cwd())
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
        sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))
        sys.argv = ["-c", *words]
        exec(compile(program, "<apart>", "exec"), {"__name__": "__main__"})
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
