"""What the command line says of a collection."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from coordplan.named_tuples import NamedTuple
from coordplan.store.intake import Side


class FormNamed(NamedTuple):
    """A form as somebody names it: so-yte@2024-Q2."""

    organization: str
    period: str

    @property
    def words(self) -> str:
        return f"{self.organization}@{self.period}"


class Choices(NamedTuple):
    """What the command line says of a collection."""

    received_on: date
    side: Side = ""
    partial: bool = False
    form: Path = Path()  # the file that is taken in
    copies: dict[str, Path] | None = None  # by their names, of files sent along that are to be kept; None: none are
    remarks: Mapping[str, str] = {}  # what the office says of rows that it sends back, by their ids
    vouched: FormNamed | None = None  # whose form a file without a stamp is
