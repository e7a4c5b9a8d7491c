"""Files to values of the model: which kind of file it is, and which field becomes what."""

from typing import Any

from coordplan.dates.deadlines import Deadline
from coordplan.definitions import fields as tables
from coordplan.definitions.fields import FILES
from coordplan.definitions.findings import Findings
from coordplan.definitions.gathered import Gathered, Placed, Stretch
from coordplan.definitions.nodes import Broken, Mapping, Node, Place, Scalar, TextFile, place_of
from coordplan.definitions.parse import FieldReader, Values, did_you_mean
from coordplan.definitions.scalars import parse_day_once, parse_line
from coordplan.model import (
    EVERY,
    Activity,
    Content,
    Office,
    Organization,
    Plan,
    Profile,
    Program,
    RatingLimits,
    RatingRules,
    Target,
)
from coordplan.text.language import translate as _

BY_CALENDAR = 31  # figures that close on the 31st, or the last day there is, are those of the calendar
_TOP = {field.key: field for kind in FILES.values() for field in kind}


def gather_file(file: TextFile, root: Node | None, findings: Findings, into: Gathered) -> None:
    """Add what a file says to what was gathered."""
    if isinstance(root, Broken):
        return
    if root is None or (isinstance(root, Scalar) and (root.empty or not root.text)):
        findings.fault(
            "empty-file",
            Place(file),
            _("there is nothing in this file"),
            _("write one of these into it, or delete it: {words}").format(
                words=", ".join(f"{kind}:" for kind in FILES)
            ),
        )
        return
    if not isinstance(root, Mapping):
        findings.fault(
            "not-a-mapping",
            place_of(file, root),
            _("a file begins with the kind of what it holds"),
            _("begin it with one of: {words}").format(words=", ".join(f"{kind}:" for kind in FILES)),
        )
        into.unread = True
        return
    kind = _kind(file, root, findings, into)
    if kind is not None:
        _Assembly(file, findings, into).gather(kind, root)


def _kind(file: TextFile, root: Mapping, findings: Findings, into: Gathered) -> str | None:
    """Return the kind of a file; keys that do not belong to it are findings."""
    kind: str | None = next((key for key in root.entries if key in FILES), None)
    allowed = {field.key for field in FILES[kind]} if kind else set()
    for key, node in root.entries.items():
        place = place_of(file, root.keys.get(key, node))
        if key not in _TOP:
            findings.fault(
                "unknown-kind",
                place,
                _('"{key}" is nothing that a file of definitions holds').format(key=key),
                lambda key=key: did_you_mean(key, _TOP),  # type: ignore[misc]
            )
            into.unread = True
        elif kind is None:
            findings.fault(
                "kind-missing",
                place,
                _('"{key}" stands here without the plan or program that it belongs to').format(key=key),
                _('add "plan:" (or "program:") with its id and title above it'),
            )
            into.unread = True
        elif key not in allowed:
            findings.fault(
                "mixed-kinds",
                place,
                _('"{key}" stands beside "{kind}"; a file holds one kind').format(key=key, kind=kind),
                _("move it to a file of its own"),
            )
            into.unread = True
    if not root.entries:
        gather_file(file, None, findings, into)
    return kind


class _Assembly:
    """Makes the values of one file."""

    def __init__(self, file: TextFile, findings: Findings, into: Gathered) -> None:
        self.read = FieldReader(file, findings)
        self.file = file
        self.into = into

    def gather(self, kind: str, root: Mapping) -> None:
        top = {field.key: field for field in FILES[kind]}
        for key in [key for key in root.entries if key not in top]:
            del root.entries[key]  # complained about already
        values = self.read.values(root, FILES[kind])
        found = values.by_key
        self.into.unread = self.into.unread or bool(values.bad)
        owner = ""
        if kind == "program":
            owner = self._program(found.get("program"))
            for number, node in enumerate(self.read.mappings(top["contents"], found.get("contents"))):
                self._content(node, number)
        elif kind == "organizations":
            for node in self.read.mappings(top[kind], found.get(kind)):
                self._organization(node)
        elif kind == "calendar":
            for node in self.read.mappings(top[kind], found.get(kind)):
                self._year(node)
        elif kind == "office":
            self._office(found.get("office"))
            for node in self.read.mappings(top["profiles"], found.get("profiles")):
                values = self.read.values(node, tables.PROFILE)
                profile = Profile(**{"id": "", **values.by_key})
                self.into.profiles.append(Placed(profile, self.file, node, values.bad, values.complete))
        else:
            owner = self._plan(found.get("plan"))
        if "activities" in found:
            for node in self.read.mappings(top["activities"], found["activities"]):
                self.into.activities.append(read_activity(self.read, node, owner))

    def _program(self, node: Any) -> str:
        if not isinstance(node, Mapping):
            self.into.unread = self.into.program_unread = True
            return ""
        values = self.read.values(node, tables.PROGRAM)
        found = values.by_key
        reporting = self._inner(found.get("reporting"), tables.REPORTING)
        if values.day("from") and values.day("until"):
            program = Program(
                id=values.text("id"),
                title=values.text("title"),
                start_on=found["from"],
                until_on=found["until"],
                short=values.text("short"),
                language=found.get("language", "vi"),
                signed_on=values.day("signed_on"),
                sides=values.ids("sides"),
                basis=values.ids("basis"),
                cutoff_day=reporting.by_key.get("cutoff_day"),
                send_within=reporting.by_key.get("send_within"),
                rating=self._rating(found.get("rating")),
            )
            self.into.programs.append(Placed(program, self.file, node, values.bad, values.complete))
        else:
            self.into.unread = self.into.program_unread = True
        return values.text("id")

    def _inner(self, node: Any, table: tuple[tables.Field, ...]) -> Values:
        """Return the values of a nested mapping; none where there is no such mapping."""
        return self.read.values(node, table) if isinstance(node, Mapping) else Values({})

    def _rating(self, node: Any) -> RatingRules | None:
        if not isinstance(node, Mapping):
            return None
        values = self._inner(node, tables.RATING)
        limits = (
            RatingLimits(**self._inner(values.by_key.get(colour), tables.RATING_LIMITS).by_key)
            for colour in ("amber", "red")
        )
        rules = RatingRules(*limits)
        return None if rules == RatingRules() else rules

    def _content(self, node: Mapping, number: int) -> None:
        values = self.read.values(node, tables.CONTENT)
        content = Content(values.text("id"), values.text("title"), values.text("short"), number)
        self.into.contents.append(Placed(content, self.file, node, values.bad, values.complete))

    def _organization(self, node: Mapping) -> None:
        values = self.read.values(node, tables.ORGANIZATION)
        organization = Organization(
            id=values.text("id"),
            title=values.text("title"),
            short=values.text("short"),
            family=values.text("family"),
            start_on=values.day("from"),
            until_on=values.day("until"),
            successors=values.ids("successors"),
            note=values.text("note"),
        )
        self.into.organizations.append(Placed(organization, self.file, node, values.bad, values.complete))

    def _plan(self, node: Any) -> str:
        if not isinstance(node, Mapping):
            return ""
        values = self.read.values(node, tables.PLAN)
        reporting = self._inner(values.by_key.get("reporting"), tables.REPORTING)
        cutoff_day = reporting.by_key.get("cutoff_day")
        if "cutoff_day" in reporting.by_key and cutoff_day is None:
            cutoff_day = BY_CALENDAR
        plan = Plan(
            id=values.text("id"),
            title=values.text("title"),
            partner=values.text("partner"),
            short=values.text("short"),
            signed_on=values.day("signed_on"),
            fields=values.ids("fields"),
            successors=values.by_key.get("successors", ()),
            order=values.by_key.get("order", 0),
            cutoff_day=cutoff_day,
            send_within=reporting.by_key.get("send_within"),
        )
        self.into.plans.append(Placed(plan, self.file, node, values.bad, values.complete))
        return plan.id

    def _office(self, node: Any) -> None:
        if isinstance(node, Mapping):
            values = self.read.values(node, tables.OFFICE)
            office = Office(**values.by_key)
            self.into.offices.append(Placed(office, self.file, node, values.bad, values.complete))

    def _year(self, node: Mapping) -> None:
        values = self.read.values(node, tables.CALENDAR_YEAR)
        by_key = {field.key: field for field in tables.CALENDAR_YEAR}
        for key in ("days_off", "working_days"):
            for entry in self.read.mappings(by_key[key], values.by_key.get(key)):
                of_day = self.read.values(entry, tables.CALENDAR_DAY)
                stretch = Stretch(
                    year=values.by_key.get("year"),
                    off=key == "days_off",
                    on=of_day.day("on"),
                    first=of_day.day("from"),
                    last=of_day.day("until"),
                    title=of_day.text("title"),
                    tentative=of_day.by_key.get("tentative", False),
                )
                self.into.stretches.append(Placed(stretch, self.file, entry, of_day.bad, of_day.complete))


_NO_DEADLINE = Deadline()

# No rule looks at these again; letting their nodes go halves the memory of a large set
_UNRULED = ("title", "deadline_text", "output", "target", "weight", "note")


def read_activity(read: FieldReader, node: Mapping, owner: str) -> Placed[Activity]:
    """Return the activity that a mapping says, of the plan or program named."""
    values = read.values(node, tables.ACTIVITY)
    found = values.by_key
    bad = values.bad
    target, target_bad = _target(read, found.get("target"))
    if target_bad:
        bad |= {"target"}
    due: Deadline = found.get("due", _NO_DEADLINE)
    weight = found.get("weight", 1.0)
    if weight <= 0:
        read.fault(
            "out-of-range",
            node.entries["weight"],
            "weight",
            _("a weight is above 0"),
            _("leave it out for a weight of 1"),
        )
        bad |= {"weight"}
    activity = Activity(
        id=values.text("id"),
        plan=owner,
        title=values.text("title"),
        contents=values.ids("content"),
        lead=values.text("lead"),
        partners=values.ids("with"),
        every=due.every or found.get("every"),
        due_day=found.get("due_day"),
        due_on=due.due_on,
        ongoing=due.ongoing or found.get("ongoing", False),
        start_on=found.get("start") or due.start_on,
        until_on=found.get("until"),
        deadline_text=found.get("deadline_text") or _deadline_words(node, due),
        output=values.text("output"),
        target=target,
        weight=weight,
        after=values.ids("after"),
        successors=found.get("successors", ()),
        note=values.text("note"),
    )
    for key in _UNRULED:
        node.entries.pop(key, None)
    return Placed(activity, read.file, node, bad, values.complete)


def _deadline_words(node: Mapping, due: Deadline) -> str:
    """Return the words in which a deadline is printed; empty where a plain date or a code stands."""
    written = node.entries.get("due")
    if isinstance(written, Scalar) and due is not _NO_DEADLINE:
        return printed_words(written.text)
    written = node.entries.get("every")
    if isinstance(written, Scalar) and written.text.strip().lower() not in EVERY:
        return printed_words(written.text)
    return ""


def printed_words(text: str) -> str:
    """Return the text of a deadline where it is words, empty where it is a date alone."""
    line = parse_line(text, tables.ACTIVITY[0])
    if any(letter.isalpha() for letter in line):
        return line
    try:
        parse_day_once(line)
    except ValueError:
        return line
    return ""


def _target(read: FieldReader, node: Any) -> tuple[Target | None, bool]:
    """Return a target, and whether one stands there that could not be read."""
    if not isinstance(node, Mapping):
        return None, False
    values = read.values(node, tables.TARGET)
    if not values.complete or values.bad:
        return None, True
    target = Target(values.by_key["value"], values.text("unit"), values.by_key.get("baseline", 0.0))
    if target.value == target.baseline:
        read.fault(
            "target-at-baseline",
            node.entries.get("baseline", node.entries["value"]),
            "target",
            _("the value is the baseline, so nothing is to be reached"),
            _("give the value that is to be reached, and a baseline that differs from it"),
        )
        return None, True
    return target, False
