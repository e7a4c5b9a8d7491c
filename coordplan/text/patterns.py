"""Regular expressions that are compiled when something is first looked for with them.

A module that reads days or numbers has a dozen, of which a command needs one or none: those of a ``status`` took 31
million instructions, three quarters of a bare Python.
"""

import re
from typing import Any, cast


class _LaterPattern:
    def __init__(self, form: str, flags: int) -> None:
        self.pattern, self.flags = form, flags

    def __getattr__(self, name: str) -> Any:  # found as its own from the second time on
        found = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, found)
        return found


def pattern(form: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression, to be compiled at its first use."""
    return cast("re.Pattern[str]", _LaterPattern(form, flags))
