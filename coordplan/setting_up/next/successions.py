"""Which bodies stand in the next program: those in force on its first day, each in the place of those before it."""

from collections.abc import Iterable, Mapping
from datetime import date

from coordplan.dates.succession import organization_in_force
from coordplan.model import Definitions, Organization
from coordplan.named_tuples import NamedTuple

SIDES, LETTERHEAD = "=sides", "=letterhead"  # what names a body and has no id of its own


class OpenSuccession(NamedTuple):
    """A body that ended, of which nothing says who took over what a plan, an activity or the program names it for."""

    ended: str
    successors: tuple[str, ...]
    named_by: tuple[str, ...]  # ids, SIDES or LETTERHEAD: who has to know


class Bodies:
    """Finds who stands in a body's place from one day to another, and remembers what nobody has decided."""

    def __init__(self, old: Definitions, first: date, last: date, chosen: Mapping[str, str]) -> None:
        self._all = {body.id: body for body in old.organizations}
        self._first, self._last = first, last
        self._chosen = chosen
        self._open: dict[str, list[str]] = {}
        self.used: set[str] = set()  # which of the choices were needed
        self.ended: dict[str, str] = {}  # who came after whom, as far as that is one body everywhere

    @property
    def in_force(self) -> tuple[Organization, ...]:
        """The bodies of the next program; successors that are over by then are not named any more."""
        there = [
            body
            for body in self._all.values()
            if (body.until_on is None or body.until_on >= self._first)
            and (body.start_on is None or body.start_on <= self._last)
        ]
        ids = {body.id for body in there}
        return tuple(body._replace(successors=tuple(each for each in body.successors if each in ids)) for body in there)

    @property
    def open(self) -> tuple[OpenSuccession, ...]:
        return tuple(
            OpenSuccession(id_, self._successors(id_), tuple(dict.fromkeys(named_by)))
            for id_, named_by in self._open.items()
        )

    def title(self, id_: str) -> str:
        return self._all[id_].title if id_ in self._all else id_

    def short_words(self, short: str, ended: str, after: str) -> str:
        """Return how a plan with one body is called for short, once another has taken its place.

        In the pattern of the old words: its title, its short name, or the first word of its title with the letters of
        its short name (Sở TT&TT, of STTTT).
        """
        old, new = self._all[ended], self._all[after]
        if old.title in short or not new.short:
            return short.replace(old.title, new.title) if old.title in short else new.title
        if old.short and old.short in short:
            return short.replace(old.short, new.short)
        word, _blank, letters = short.partition(" ")
        now = new.title.partition(" ")[0]
        letters = "".join(each for each in letters if each.isalpha())
        if old.short == word[:1] + letters and old.title.startswith(f"{word} ") and new.short.startswith(now[:1]):
            return f"{now} {new.short[1:]}"
        return new.short

    def lineage(self, id_: str, day: date = date.max) -> set[str]:
        """Return a body with all that came after it by a day, at whatever remove."""
        found: set[str] = set()
        waiting = [id_]
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting += self._successors(each) if self._is_over(each, day) else ()
        return found

    def in_place_of(self, named: str, choices: Mapping[str, str], named_by: str) -> str:
        """Return who stands in a body's place on the first day; the body itself where that is still open."""
        return self._follow(named, choices, named_by, self._first)

    def choices_within(self, named: str, choices: Mapping[str, str], named_by: str) -> dict[str, str]:
        """Return what has to be said of who follows a body that ends while the program runs, by the bodies it names."""
        self._follow(named, choices, named_by, self._last)
        known = {**{ended: after for ended, after in self._chosen.items() if ended in self.used}, **choices}
        ids = {body.id for body in self.in_force}
        return {ended: after for ended, after in known.items() if {ended, after} <= ids}

    def partners(self, named: Iterable[str], choices: Mapping[str, str], lead: str, named_by: str) -> tuple[str, ...]:
        """Return who takes part, each once: of several that came after a body all, where nobody chose one.

        A body that ended without successors takes part no more.
        """
        found = [after for id_ in named for after in self._taking_part(id_, choices, named_by)]
        return tuple(dict.fromkeys(id_ for id_ in found if id_ != lead))

    def _taking_part(self, named: str, choices: Mapping[str, str], named_by: str) -> list[str]:
        chosen = {ended: after for ended, after in self._chosen.items() if not self._successors(ended)}
        reached = organization_in_force(named, self._first, self._all, {**chosen, **choices})
        if not self._is_over(reached, self._first):
            return [self.in_place_of(named, choices, named_by)]
        return [
            id_
            for after in self._successors(reached)
            if after != named
            for id_ in self._taking_part(after, choices, named_by)
        ]

    def _follow(self, named: str, choices: Mapping[str, str], named_by: str, day: date) -> str:
        known = {**self._chosen, **choices}
        reached = organization_in_force(named, day, self._all, known)
        ends = self._ends(reached, day)
        if day == self._first and len(ends) == 1:
            (reached,) = ends
        for ended in self._chosen.keys() - choices.keys():
            others = {id_: after for id_, after in known.items() if id_ != ended}
            if self._is_over(ended, day) and organization_in_force(named, day, self._all, others) == ended:
                self.used.add(ended)
        if self._is_over(reached, day) and (day == self._first or len(self._successors(reached)) > 1):
            self._open.setdefault(reached, []).append(named_by)
        elif reached != named and (len(self._successors(named)) == 1 or self._ends(named, day) == {reached}):
            self.ended[named] = reached
        return reached

    def _ends(self, id_: str, day: date) -> set[str]:
        """Return the bodies in force that a body has become by a day, whichever of its successors are followed."""
        return {each for each in self.lineage(id_, day) if not self._is_over(each, day)}

    def _is_over(self, id_: str, day: date) -> bool:
        body = self._all.get(id_)
        return body is not None and body.until_on is not None and body.until_on < day

    def _successors(self, id_: str) -> tuple[str, ...]:
        return self._all[id_].successors if id_ in self._all else ()
