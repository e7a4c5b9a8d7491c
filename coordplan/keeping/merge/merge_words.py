"""What a merge says, in lines: what comes in, under which names, and what contradicts, with both sides."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from coordplan.cli.session import local_moment
from coordplan.seeing.difference_lines import field_key
from coordplan.seeing.history import entry_words
from coordplan.store.merging.contradictions import Choice, Contradiction
from coordplan.store.merging.news import Side, Thing, TwoCopies
from coordplan.store.schema import CLOSINGS, ENTRIES, KEPT_ROWS, OCCURRENCES, REPORTS
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import NOTHING, write_day

_MOST_LISTED = 30
_KINDS = {
    "activity": mark("{id}: changed on both sides"),
    "occurrence": mark("{id}: recorded otherwise on both sides"),
    "definition": mark("{id}: changed on both sides"),
    "report": mark("one number on two reports: {id}"),
    "closing": mark("{id}: closed on both sides with other figures"),
    "gone": mark("{id}: recorded on one side, no longer planned on the other"),
}


def contradiction_lines(compared: TwoCopies, found: Contradiction) -> list[str]:
    """Return what contradicts, then what this file says and what the other copy says."""
    if found.kind == "late":
        here = _("{id}: {period} is closed here, and in the other copy something is recorded of it")
        there = _("{id}: {period} is closed in the other copy, and something is recorded of it here")
        head = (here if found.closed_by == "ours" else there).format(id=found.id, period=found.period)
    else:
        head = _(_KINDS[found.kind]).format(id=_subject(found))
    things = [compared.things[key] for key in found.keys if key in compared.things]
    return [
        f"- {head}",
        "    " + _("ours:   {words}").format(words=_side_words(compared, things, "ours")),
        "    " + _("theirs: {words}").format(words=_side_words(compared, things, "theirs")),
    ]


_THINGS = {
    "programs": mark("program {id}"),
    "contents": mark("content {id}"),
    "organizations": mark("organization {id}"),
    "plans": mark("plan {id}"),
    "calendar_days": mark("day off {id}"),
    "ratings": mark("rating of {id} on {day}"),
}


def _subject(found: Contradiction) -> str:
    """Return what is contradicted, in words."""
    table, _space, id_ = found.id.partition(" ")
    if found.kind != "definition" or table not in _THINGS:
        return found.id
    name, _at, day = id_.partition("@")
    return _(_THINGS[table]).format(id=name, day=day)


def _side_words(compared: TwoCopies, things: Sequence[Thing], choice: Choice) -> str:
    words = list(dict.fromkeys(filter(None, (_thing_words(thing, choice) for thing in things))))
    if len(words) > 6:
        words = [*words[:6], f"... ({len(words)})"]
    changes = [side.change for thing in things if (side := _side(thing, choice)).change is not None]
    copy = compared.ours if choice == "ours" else compared.theirs
    said = "; ".join(words) or _("as it was")
    if not changes:
        return said
    change = copy.changes[max(changes)]
    who = _("{by}, {at}, change {number}").format(by=change["by"], at=local_moment(change["at"]), number=max(changes))
    return f"{said} ({who})"


def _side(thing: Thing, choice: Choice) -> Side:
    return thing.ours if choice == "ours" else thing.theirs


def _thing_words(thing: Thing, choice: Choice) -> str:
    values, other = _side(thing, choice).values, _side(thing, "theirs" if choice == "ours" else "ours").values
    if thing.table is ENTRIES:
        if values is not None:
            return _entry_words(values) if thing.base is None or other is None else ""
        return _("taken back: {words}").format(words=_entry_words(thing.base)) if thing.base is not None else ""
    if thing.table is KEPT_ROWS:
        return ""
    if values is None and thing.table is REPORTS:
        return ""
    if values is None:
        return _("{id} is not there").format(id=_id(thing)) if other is not None else ""
    if thing.table is REPORTS:
        sentence = _("report of {period}, signed on {day}")
        return sentence.format(period=values["period"], day=_day(values["signed_on"]))
    if thing.table is CLOSINGS:
        return _("closed on {day}").format(day=_day(values["closed_on"]))
    names = [name for name in thing.table.columns if other is None or values[name] != other[name]]
    if other is None:
        names = [name for name in ("title", "due_on") if name in names]
    prefix = f"{values['id']} " if thing.table is OCCURRENCES else ""
    shown = [name for name in names if name not in ("folded", "edited", "by_hand", "row")]
    return prefix + ", ".join(f"{field_key(name)}: {_cell(values[name])}" for name in shown)


def _id(thing: Thing) -> str:
    values = thing.ours.values or thing.theirs.values or {}
    return str(values.get("id", ""))


def _entry_words(values: Mapping[str, Any]) -> str:
    entry = ENTRIES.value_of(values)  # type: ignore[arg-type]  # by name it is asked like a row
    words = f"{entry_words(entry)} ({write_day(entry.observed_on)})"
    return f"{words}, {entry.evidence}" if entry.evidence else words


def _day(text: str) -> str:
    return write_day(date.fromisoformat(text))


def _cell(value: Any) -> str:
    if value in (None, ""):
        return NOTHING
    if isinstance(value, str) and value[:1] in "[{":
        try:
            found = json.loads(value)
        except ValueError:
            return value
        return ", ".join(map(str, found)) if isinstance(found, list) else value
    return str(value)


def news_lines(compared: TwoCopies) -> Iterator[str]:
    """Yield what comes in: the changes of the other copy with their numbers there and here, who made them and when."""
    count = len(compared.missing)
    yield translate_count(
        "{n} change of the other copy comes in:", "{n} changes of the other copy come in:", count
    ).format(n=count)
    for number in compared.missing[:_MOST_LISTED]:
        row = compared.theirs.changes[number]
        sentence = _("{here} (there {there}): {command} ({by}, {at})")
        yield "  " + sentence.format(
            here=compared.numbers[number],
            there=number,
            command=row["command"],
            by=row["by"],
            at=local_moment(row["at"]),
        )
    if count > _MOST_LISTED:
        yield "  " + _("and {n} more").format(n=count - _MOST_LISTED)


def name_lines(compared: TwoCopies) -> Iterator[str]:
    """Yield which activities are called otherwise from now on, here or as the other copy has them."""
    for origin, id_ in sorted(compared.names.ids.items(), key=lambda each: each[1]):
        here, there = compared.ours.name_of(origin), compared.theirs.name_of(origin)
        title = compared.title_of(origin)
        title = f" ({title})" if title else ""
        if here not in (None, id_):
            yield _("{old}{title} is called {new} from now on: the other copy had that id before.").format(
                old=here, title=title, new=id_
            )
        elif here is None and there not in (None, id_):
            yield _("{old}{title} of the other copy is called {new} here: this file had that id before.").format(
                old=there, title=title, new=id_
            )


def decided_lines(decided: Mapping[Contradiction, Choice]) -> Iterator[str]:
    """Yield what was decided, for which side."""
    for choice, sentence in (("ours", _("Decided for what this file says: {ids}.")), ("theirs", _THEIRS)):
        ids = list(dict.fromkeys(_subject(each) for each, side in decided.items() if side == choice))
        if ids:
            yield _(sentence).format(ids=", ".join(ids[:12]) + (f", ... ({len(ids)})" if len(ids) > 12 else ""))


_THEIRS = mark("Decided for what the other copy says: {ids}.")
