"""What files define, each value with the places it was read from, so that a rule can point at what it finds wrong."""

from datetime import date
from typing import Generic, TypeVar

from coordplan.definitions.nodes import Broken, Items, Mapping, Scalar, TextFile, TextPlace, place_of
from coordplan.model import Activity, CalendarDay, Content, Office, Organization, Plan, Profile, Program
from coordplan.named_tuples import NamedTuple

T_co = TypeVar("T_co", covariant=True)


class Definition(NamedTuple, Generic[T_co]):
    """A value, the mapping it was read from, and the keys that could not be read: no rule concludes from those."""

    value: T_co
    file: TextFile
    node: Mapping
    bad: frozenset[str] = frozenset()
    complete: bool = True  # every required field was understood

    def at(self, key: str, part: int | str | None = None) -> TextPlace:
        """Return where a field is, or a part of its list or mapping; of a field left out, the whole definition."""
        node = self.node.entries.get(key, self.node)
        if isinstance(node, Items) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        elif isinstance(node, Mapping) and isinstance(part, str):
            node = node.entries.get(part, node)
        return place_of(self.file, node)

    def has(self, key: str) -> bool:
        """Return whether something is there, understood or not."""
        node = self.node.entries.get(key)
        return node is not None and not (isinstance(node, Scalar) and node.empty)

    def broken(self, key: str) -> bool:
        return key in self.bad or isinstance(self.node.entries.get(key), Broken)


class Stretch(NamedTuple):
    """An entry of the calendar: a day, or the days from one to another."""

    year: int | None
    off: bool
    on: date | None = None
    start_on: date | None = None
    until_on: date | None = None
    title: str = ""
    tentative: bool = False


class DefinitionSet:
    """What the files of one reading define, in their order."""

    def __init__(self) -> None:
        self.programs: list[Definition[Program]] = []
        self.contents: list[Definition[Content]] = []
        self.organizations: list[Definition[Organization]] = []
        self.stretches: list[Definition[Stretch]] = []
        self.plans: list[Definition[Plan]] = []
        self.activities: list[Definition[Activity]] = []
        self.offices: list[Definition[Office]] = []
        self.profiles: list[Definition[Profile]] = []
        self.calendar: list[CalendarDay] = []  # filled by the calendar's rules
        self.unread = False  # a file could not be read whole: what it defines is unknown, not missing
        self.program_unread = False  # there is a program whose days are not known
