"""The files that are answered for together: whose each is and how fresh, which are copies, which could not be read."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Generic, TypeVar

from coordplan.named_tuples import NamedTuple

Part = TypeVar("Part")
Other = TypeVar("Other")


class OfficeFile(NamedTuple):
    """One of several files: whose it is, and how fresh."""

    file: str  # its path, as named
    label: str  # how a table calls it
    office: str  # empty where nothing says whose it is
    program: str
    title: str
    known_at: str  # the moment of the last change that counts; "" where there is none
    illustrative: bool = False

    def by_name(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "office": self.office or None,
            "program": self.program or None,
            "title": self.title or None,
            "known_at": self.known_at or None,
            "illustrative": self.illustrative,
        }

    def beside_row(self) -> dict[str, Any]:
        """Return what stands in JSON beside a row of this file."""
        return {"file": self.file, "office": self.office or None}


class FileCopy(NamedTuple):
    """A file that does not count, since another one is the same or a newer copy of it."""

    file: str
    label: str
    of: str  # the file that counts
    of_label: str
    known_at: str
    parted: bool  # it was told something that the other one was not

    def by_name(self) -> dict[str, Any]:
        return {"file": self.file, "of": self.of, "known_at": self.known_at or None, "parted": self.parted}


class UnreadFile(NamedTuple):
    """A file that could not be read, and why."""

    file: str
    reason: str
    way_out: str = ""

    def by_name(self) -> dict[str, Any]:
        return {"file": self.file, "reason": self.reason}


class CarriedOver(NamedTuple):
    """Occurrences that do not count in a file, since they were carried over, and the files that count them."""

    file: str
    label: str
    counted_in: tuple[str, ...]  # labels
    occurrences: tuple[str, ...]

    def by_name(self) -> dict[str, Any]:
        return {"file": self.file, "occurrences": self.occurrences}


class FilesAsked(NamedTuple, Generic[Part]):
    """What each of several files says; None where it has nothing of what is asked for."""

    as_of: date
    asked: tuple[tuple[OfficeFile, Part | None], ...]  # in the order in which they were named
    copies: tuple[FileCopy, ...] = ()
    unread: tuple[UnreadFile, ...] = ()
    carried: tuple[CarriedOver, ...] = ()

    @property
    def files(self) -> tuple[OfficeFile, ...]:
        return tuple(file for file, _part in self.asked)

    @property
    def said(self) -> tuple[tuple[OfficeFile, Part], ...]:
        """The files that have something of what is asked for, with what they say."""
        return tuple((file, part) for file, part in self.asked if part is not None)

    def parts(self, get: Callable[[Part], Other]) -> "FilesAsked[Other]":
        """Return the files with something else of what each says."""
        asked = tuple((file, None if part is None else get(part)) for file, part in self.asked)
        return FilesAsked(self.as_of, asked, self.copies, self.unread, self.carried)

    @property
    def program(self) -> str:
        """The id of the program, where it is the same in all files."""
        return common_value(file.program for file in self.files if file.program)

    @property
    def title(self) -> str:
        """The title of the program, where it is the same in all files."""
        return common_value(file.title for file in self.files if file.title)

    @property
    def known_at(self) -> str:
        """The moment of the last change of all."""
        return max((file.known_at for file in self.files), default="")

    @property
    def illustrative(self) -> bool:
        return any(file.illustrative for file in self.files)

    @property
    def named_by_office(self) -> bool:
        """Whether offices alone tell the files apart."""
        offices = {file.office for file in self.files}
        return "" not in offices and len(offices) == len(self.files)

    def by_name(self) -> dict[str, Any]:
        """Return what every JSON says of the files."""
        return {
            "files": self.files,
            "copies": self.copies,
            "unread": self.unread,
            "counted_elsewhere": self.carried,
        }


def common_value(values: Iterable[str]) -> str:
    """Return the text that all have; an empty one where they differ, or there is none."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""
