"""What the user says beside an annex."""

from collections.abc import Mapping
from typing import NamedTuple

LEFT_OUT = "-"  # the answer that words name no organization that is kept here


class Choices(NamedTuple):
    """What the user says beside the file."""

    answers: Mapping[str, str] = {}  # what words mean, by their key: an organization, contents, a deadline
    contents: tuple[str, ...] = ()  # of rows that name none
    lead: str = ""
    due: str = ""
    year: int | None = None
