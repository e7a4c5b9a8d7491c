"""Files to definitions: which kind of file it is, and what the tables of ``fields`` cannot say."""

from collections.abc import Callable
from datetime import date
from typing import Any

from coordplan.dates.deadlines import Deadline
from coordplan.dates.recurrence import DAY_FIELDS
from coordplan.definitions.definition_set import Definition, DefinitionSet, Stretch
from coordplan.definitions.fields import ACTIVITY, AMENDMENT, DATED, FILES, Field
from coordplan.definitions.nodes import Broken, Items, Mapping, Node, Scalar, TextFile, TextPlace, place_of
from coordplan.definitions.parse import NO_VALUES, FieldReader, Values, did_you_mean
from coordplan.definitions.problems import ProblemList
from coordplan.definitions.scalars import parse_deadline_once, printed_words
from coordplan.model import EVERY, Activity, Amendment, DatedLetterhead
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

_TOP = {field.key: field for kind in FILES.values() for field in kind}
_KINDS = ", ".join(f"{kind}:" for kind in FILES)


def gather_file(file: TextFile, root: Node | None, problems: ProblemList, into: DefinitionSet) -> None:
    """Add what a file defines to a set."""
    if isinstance(root, Broken):
        return
    if isinstance(root, Mapping) and root.entries.keys() == {"answers"}:
        return  # what somebody answered about an annex lies beside it, perhaps among definitions
    if root is None or (isinstance(root, Scalar) and root.empty) or (isinstance(root, Mapping) and not root.entries):
        problems.fault(
            "empty-file",
            TextPlace(file),
            _("there is nothing in this file"),
            _("write one of these into it, or delete it: {words}").format(words=_KINDS),
        )
    elif not isinstance(root, Mapping):
        problems.fault(
            "not-a-mapping",
            place_of(file, root),
            _("a file begins with the kind of what it holds"),
            _("begin it with one of: {words}").format(words=_KINDS),
        )
        into.unread = True
    else:
        kind = next((key for key in root.entries if key in FILES), "")
        _check_keys(kind, file, root, problems, into)
        if kind:
            _gather(FieldReader(file, problems), kind, root, into)


def _check_keys(kind: str, file: TextFile, root: Mapping, problems: ProblemList, into: DefinitionSet) -> None:
    """Take out the keys that do not belong to a file of this kind; each is a problem."""
    allowed = {field.key for field in FILES.get(kind, ())}
    for key, node in list(root.entries.items()):
        if key in allowed:
            continue
        del root.entries[key]
        into.unread = True
        place = place_of(file, root.keys.get(key, node))
        if key not in _TOP:
            sentence = _('"{key}" is not a key of a file of definitions').format(key=key)
            problems.fault("unknown-kind", place, sentence, lambda key=key: did_you_mean(key, _TOP))  # type: ignore[misc]
        elif kind:
            sentence = _('"{key}" cannot be beside "{kind}": a file holds one kind').format(key=key, kind=kind)
            problems.fault("mixed-kinds", place, sentence, _("move it to a file of its own"))
        else:
            problems.fault(
                "kind-missing",
                place,
                _('"{key}" is here without the plan or program that it belongs to').format(key=key),
                _('add "plan:" (or "program:") with its id and title above it'),
            )


def _gather(read: FieldReader, kind: str, root: Mapping, into: DefinitionSet) -> None:
    """Add what a file of a kind defines; activities are those of the plan or program above them."""
    values = read.values(root, FILES[kind])
    into.unread = into.unread or bool(values.bad)
    owner = ""
    for field in FILES[kind]:
        node = values.attributes.get(field.name)
        if field.kind == "definition":
            owner = _gather_one(read, field, node, into)
        for number, entry in enumerate(read.mappings(field, node)):
            if field.key == "calendar":
                _gather_year(read, field, entry, into)
            elif field.key == "activities":
                into.activities.append(read_activity(read, entry, owner))
            else:
                order = {"order": number} if field.key == "contents" else {}
                of_entry = _with_dated(read, read.values(entry, field.fields))
                found = _definition(read, field.value, entry, of_entry, **order)
                getattr(into, field.name).append(found)


def _with_dated(read: FieldReader, values: Values) -> Values:
    """Return the values of a profile with what is otherwise from a day on, by the days."""
    found, bad, complete = values
    if "dated" not in found:
        return values
    dated: dict[date, DatedLetterhead] = {}
    for entry in read.mappings(_DATED, found["dated"]):
        fields, wrong, whole = read.values(entry, DATED)
        if wrong or not whole:
            bad |= {"dated"}
            continue
        each = DatedLetterhead(**fields)
        if each.from_on in dated:
            day = write_day(each.from_on)
            read.fault("doubled-day", entry, "dated", _("{day} stands here twice").format(day=day), _("take one out"))
            bad |= {"dated"}
        elif each == DatedLetterhead(each.from_on):
            way_out = _("name what differs: issuer, superior, place, signer_title ...")
            read.fault("empty-amendment", entry, "dated", _("this changes nothing"), way_out)
            bad |= {"dated"}
        dated[each.from_on] = each
    return Values({**found, "dated": tuple(dated[day] for day in sorted(dated))}, bad, complete)


_DATED = Field("dated", "many", "", fields=DATED)


def _gather_one(read: FieldReader, field: Field, node: Node | None, into: DefinitionSet) -> str:
    """Add the program, plan or office of a file, and return its id; a program without its days is not known."""
    values = read.values(node, field.fields) if isinstance(node, Mapping) else NO_VALUES
    if field.key == "program" and not {"start_on", "until_on"} <= values.attributes.keys():
        into.unread = into.program_unread = True
    elif isinstance(node, Mapping):
        getattr(into, field.name).append(_definition(read, field.value, node, values))
    return str(values.attributes.get("id", ""))


def _gather_year(read: FieldReader, field: Field, node: Mapping, into: DefinitionSet) -> None:
    of_year = read.values(node, field.fields).attributes
    for days in field.fields:
        for entry in read.mappings(days, of_year.get(days.name)):
            of_entry = {"year": of_year.get("year"), "off": days.key == "days_off"}
            values = read.values(entry, days.fields)
            into.stretches.append(_definition(read, Stretch, entry, values, **of_entry))


def _definition(
    read: FieldReader, make: Callable[..., Any] | None, node: Mapping, values: Values, **further: object
) -> Definition[Any]:
    """Return what a mapping defines; ``further`` attributes have no key."""
    assert make is not None
    return Definition(make(**values.attributes, **further), read.file, node, values.bad, values.complete)


# No rule looks at these again; letting their nodes go halves the memory of a large set
_UNRULED = ("title", "short", "deadline_text", "output", "weight", "note")


def read_activity(read: FieldReader, node: Mapping, owner: str) -> Definition[Activity]:
    """Return the activity that a mapping defines, of the plan or program named."""
    found, bad, complete = read.values(node, ACTIVITY)
    bad |= _schedule_and_target(read, node, found, bad)
    if len(found.get("short", "")) >= len(found.get("title", "")) > 0:
        read.problems.warn(
            "short-is-long",
            place_of(read.file, node.entries["short"]),
            _("short: this is no shorter than the title ({length} characters)").format(length=len(found["title"])),
            _("shorten it, or leave it out"),
        )
    amended = read_amendments(read, found.pop("amended", None))
    if amended is None:
        bad |= {"amended"}
    elif amended:
        found["amended"] = amended
    for key in _UNRULED:
        node.entries.pop(key, None)
    return _definition(read, Activity, node, Values(found, bad, complete), plan=owner)


_AMENDED = Field("amended", "many", "", fields=AMENDMENT)


def read_amendments(read: FieldReader, node: Node | None) -> tuple[Amendment, ...] | None:
    """Return what a list of amendments says, by their days; None where one of them could not be understood."""
    found: dict[date, Amendment] = {}
    understood = node is None or isinstance(node, Items)
    for entry in read.mappings(_AMENDED, node):
        fields, bad, complete = read.values(entry, AMENDMENT)
        bad |= _schedule_and_target(read, entry, fields, bad)
        understood = understood and complete and not bad
        if not complete or bad:
            continue
        amendment = Amendment(**fields)
        if amendment.from_on in found:
            day = write_day(amendment.from_on)
            read.fault("doubled-amendment", entry, "amended", _("{day} stands here twice").format(day=day))
            understood = False
        elif amendment._replace(basis="") == Amendment(amendment.from_on):
            way_out = _("name what changes: every, due, due_day, until, target, weight")
            read.fault("empty-amendment", entry, "amended", _("this changes nothing"), way_out)
            understood = False
        found[amendment.from_on] = amendment
    return tuple(found[day] for day in sorted(found)) if understood else None


def _schedule_and_target(
    read: FieldReader, node: Mapping, found: dict[str, Any], bad: frozenset[str]
) -> frozenset[str]:
    """Settle what words of a schedule say, in place; return the keys whose values cannot be."""
    wrong = set()
    target, place = found.get("target"), node.entries.get("target")
    if isinstance(place, Mapping) and "target" not in bad and target is not None:
        values = [value for _year, value in target.by_year] or [target.value]
        if target.baseline in values:
            read.fault(
                "target-at-baseline",
                place.entries.get("baseline", place.entries["value"]),
                "target",
                _("the value is the baseline, so nothing is to be reached"),
                _("give the value that is to be reached, and a baseline that differs from it"),
            )
            wrong.add("target")
        elif len({value < target.baseline for value in values}) > 1:
            sentence = _("the values lie on both sides of the baseline")
            read.fault("target-turns", place.entries["value"], "target", sentence)
            wrong.add("target")
        elif target.sums and (target.baseline or min(values) < 0):
            read.fault(
                "sum-from-baseline",
                place.entries.get("baseline", place.entries["value"]),
                "target",
                _("what adds up begins at nothing and rises"),
                _("leave baseline out, or sum"),
            )
            wrong.add("target")
    if found.get("weight", 1) <= 0:
        way_out = _("leave it out for a weight of 1")
        read.fault("out-of-range", node.entries["weight"], "weight", _("a weight is above 0"), way_out)
        wrong.add("weight")
    key = "due" if "due_on" in found else "every"
    words = node.entries.get(key)
    if "deadline_text" not in found and key not in bad and isinstance(words, Scalar) and not words.empty:
        found["deadline_text"] = "" if words.text.strip().lower() in EVERY else printed_words(words.text)
    due: Deadline = found.pop("due_on", Deadline())
    if (
        key == "every"
        and key not in bad
        and isinstance(words, Scalar)
        and words.text.strip().lower() not in (*EVERY, "")
    ):
        due = parse_deadline_once(words.text)
    explicit = {name: found[name] for name in (*DAY_FIELDS, "start_on") if name in found}
    found |= {name: value for name, value in due._asdict().items() if value} | explicit
    return frozenset(wrong | _one_day_of_year(read, node, found, due))


def _one_day_of_year(read: FieldReader, node: Mapping, found: dict[str, Any], due: Deadline) -> set[str]:
    """Write a single day of every year as its month and day, in place; return the keys that contradict each other."""
    keys = [key for key in ("due_day", "due_month", "start_month", "due_on") if key in node.entries]
    said = [key for key, name in zip(keys, map(_DAY_KEYS.get, keys), strict=True) if getattr(due, str(name))]
    others = [key for key in keys if key != "due_on"]
    if said or ("due_on" in keys and others):
        key, other = (said[0], "due" if "due" in node.entries else "every") if said else (others[0], "due_on")
        sentence = _("this cannot be beside {other}, which says the day already").format(other=other)
        read.fault("day-said-twice", node.entries[key], key, sentence, _("keep one of them"))
        return {key}
    if "due_on" in keys and len(found.get("due_days", ())) == 1:
        found["due_month"], found["due_day"] = map(int, found.pop("due_days")[0].split("-"))
    if found.get("due_days"):
        found["due_days"] = tuple(sorted(found["due_days"]))
    return set()


_DAY_KEYS = {"due_day": "due_day", "due_month": "due_month", "start_month": "start_month", "due_on": "due_days"}
