"""Fills in a template from somebody's machine in a process of its own, which is given so much time and memory.

The sandbox bounds what a template asks for; the libraries that read it (patterns over the whole text, XML) are bounded
by the process they run in. It starts only where a template is handed in.
"""

import faulthandler
import json
import subprocess
import sys
from contextlib import suppress
from datetime import date
from typing import Any

from coordplan.paper.document import Document
from coordplan.paper.word.drawing import WordChart
from coordplan.paper.word.families import Family, family_of
from coordplan.paper.word.filling import Contents, contents_of, fill_template
from coordplan.paper.word.finished import Imprint
from coordplan.paper.word.fitting import Layout
from coordplan.paper.word.sandbox import TemplateFault, takes_too_much
from coordplan.text.language import language, use_language

LONGEST_SECONDS = 60.0
MOST_MEMORY = 2 * 1024 * 1024 * 1024  # bytes of addresses; Windows has no such bound
# The path is that of this process: the folder that the user stands in is not looked into
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from coordplan.paper.word.apart import serve; serve()"
)


def render_word_apart(document: Document, values: dict[str, Any], template: bytes, day: date) -> bytes:
    """Return what ``render_word`` does of a template from elsewhere, with bounds on time and memory.

    Raises TemplateFault where that cannot be filled in, is no template of a report, or one of the other family or body.
    """
    contents = contents_of(document, values, day)._replace(family=family_of(document.profile, document.long))
    if not sys.executable:  # built into another program
        return fill_template(template, contents)
    asked = json.dumps((language(), contents), default=list).encode() + b"\n"
    command = [sys.executable, "-X", "utf8", "-P", "-c", _PROGRAM, json.dumps(sys.path)]
    try:
        done = subprocess.run(  # noqa: S603  this Python, with nothing from outside on its command line
            command, input=asked + template, capture_output=True, timeout=LONGEST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise takes_too_much() from None
    state, _newline, rest = done.stdout.partition(b"\n")
    if state == b"made":
        return rest
    if state == b"fault":
        raise TemplateFault(*json.loads(rest))
    raise takes_too_much()  # the system ended it, or it ended itself for want of memory


def serve() -> None:
    """Fill in what comes on standard input, and answer on standard output."""
    faulthandler.dump_traceback_later(LONGEST_SECONDS + 5, exit=True)  # where nobody is left to end it
    _bound_memory()
    speak, (fields, imprint, day, layout, family, charts) = json.loads(sys.stdin.buffer.readline())
    use_language(speak)
    drawn = tuple(WordChart(*chart) for chart in charts)
    contents = Contents(fields, Imprint(*imprint), day, Layout(*layout), Family(*family), drawn)
    try:
        answer = b"made\n" + fill_template(sys.stdin.buffer.read(), contents)
    except TemplateFault as fault:
        answer = b"fault\n" + json.dumps([fault.sentence, fault.way_out]).encode()
    except MemoryError:
        return
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource

        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        bound = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
        with suppress(ValueError, OSError):  # macOS does not always take it
            resource.setrlimit(resource.RLIMIT_AS, (bound, most))
