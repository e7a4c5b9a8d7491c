"""Values with the places they were read from, so that a rule can point at what it finds wrong."""

from dataclasses import dataclass, field
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from coordplan.definitions.nodes import Broken, Items, Mapping, Place, Scalar, TextFile, place_of
from coordplan.model import Activity, CalendarDay, Content, Office, Organization, Plan, Profile, Program

T_co = TypeVar("T_co", covariant=True)


class Placed(NamedTuple, Generic[T_co]):
    """A value, the mapping it was read from, and the keys that could not be read: no rule concludes from those."""

    value: T_co
    file: TextFile
    node: Mapping
    bad: frozenset[str] = frozenset()
    complete: bool = True  # every required field was understood

    def at(self, key: str, index: int | None = None) -> Place:
        """Return where a field stands, or an entry of its list; of a field left out, the whole mapping."""
        node = self.node.entries.get(key)
        if node is None:
            return place_of(self.file, self.node)
        if index is not None and isinstance(node, Items) and index < len(node.items):
            return place_of(self.file, node.items[index])
        return place_of(self.file, node)

    def given(self, key: str) -> bool:
        """Return whether something stands there, understood or not."""
        node = self.node.entries.get(key)
        return node is not None and not (isinstance(node, Scalar) and (node.empty or not node.text))

    def key_at(self, key: str, inner: str) -> Place:
        """Return where the value of an inner mapping's key stands."""
        node = self.node.entries.get(key)
        if isinstance(node, Mapping) and inner in node.entries:
            return place_of(self.file, node.entries[inner])
        return self.at(key)

    def broken(self, key: str) -> bool:
        return key in self.bad or isinstance(self.node.entries.get(key), Broken)


class Stretch(NamedTuple):
    """An entry of the calendar: a day, or the days from one to another."""

    year: int | None
    off: bool
    on: date | None
    first: date | None
    last: date | None
    title: str
    tentative: bool


@dataclass
class Gathered:
    """What the files of one reading say, in their order."""

    programs: list[Placed[Program]] = field(default_factory=list)
    contents: list[Placed[Content]] = field(default_factory=list)
    organizations: list[Placed[Organization]] = field(default_factory=list)
    stretches: list[Placed[Stretch]] = field(default_factory=list)
    plans: list[Placed[Plan]] = field(default_factory=list)
    activities: list[Placed[Activity]] = field(default_factory=list)
    offices: list[Placed[Office]] = field(default_factory=list)
    profiles: list[Placed[Profile]] = field(default_factory=list)
    calendar: list[CalendarDay] = field(default_factory=list)  # filled by the calendar's rules
    unread: bool = False  # a file could not be read whole: what it defines is unknown, not missing
    program_unread: bool = False  # a program stands there whose days are not known
