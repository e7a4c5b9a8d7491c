"""What a merge says, in lines: what comes in, under which names, and what contradicts, with both sides."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from coordplan.cli.session import local_moment
from coordplan.model import STANDINGS
from coordplan.paper.cells import COLOUR_WORDS
from coordplan.seeing.difference_lines import field_key
from coordplan.seeing.history import entry_words
from coordplan.store.closed_figures import ClosedFigures
from coordplan.store.kept_rows import unpacked_text
from coordplan.store.merging.contradictions import Choice, Contradiction
from coordplan.store.merging.news import Side, Thing, TwoCopies
from coordplan.store.schema import CLOSINGS, ENTRIES, KEPT_ROWS, OCCURRENCES, RATINGS, REPORTS
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import NOTHING, write_day

_MOST_LISTED = 30
_SIDES: tuple[Choice, ...] = ("ours", "theirs")
_KINDS = {
    "activity": mark("{id}: changed on both sides"),
    "occurrence": mark("{id}: recorded differently on the two sides"),
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
        head = _(_KINDS[found.kind]).format(id=_name(compared, found))
    things = [compared.things[key] for key in found.keys if key in compared.things]
    words = {side: _side_words(compared, things, side) for side in _SIDES}
    if found.side_that_reopens:
        words[found.side_that_reopens] += "; " + _("needs --reopen --reason")
    return [
        f"- {head}",
        "    " + _("ours:   {words}").format(words=words["ours"]),
        "    " + _("theirs: {words}").format(words=words["theirs"]),
    ]


_THINGS = {
    "programs": mark("program {id}"),
    "contents": mark("content {id}"),
    "organizations": mark("organization {id}"),
    "plans": mark("plan {id}"),
    "calendar_days": mark("day off {id}"),
}


def _name(compared: TwoCopies, found: Contradiction) -> str:
    """Return what is contradicted about, as people call it: the number on a report as it is written there."""
    values: Mapping[str, Any] = next(
        (each for key in found.keys if key in compared.things for each in _both(compared.things[key])), {}
    )
    if found.kind == "report":
        return str(values["number"])
    if found.keys[0][0] == RATINGS.name:
        return _("the rating of {plan} on {day}").format(
            plan=_plan_title(compared, values["plan_id"]), day=_day(values["rated_on"])
        )
    table, _space, id_ = found.id.partition(" ")
    return _(_THINGS[table]).format(id=id_) if found.kind == "definition" and table in _THINGS else found.id


def _both(thing: Thing) -> list[Mapping[str, Any]]:
    return [values for values in (thing.ours.values, thing.theirs.values, thing.base) if values is not None]


def _plan_title(compared: TwoCopies, id_: str) -> str:
    """Return the title of a plan, or of the program, as this file has it."""
    query = (
        "SELECT title FROM plans WHERE id = :id AND ended_by IS NULL"
        " UNION ALL SELECT title FROM programs WHERE id = :id AND ended_by IS NULL"
    )
    row = compared.ours.connection.execute(query, {"id": id_}).fetchone()
    return id_ if row is None else str(row[0])


def _side_words(compared: TwoCopies, things: Sequence[Thing], choice: Choice) -> str:
    words = list(dict.fromkeys(filter(None, (_thing_words(compared, thing, choice) for thing in things))))
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


def _thing_words(compared: TwoCopies, thing: Thing, choice: Choice) -> str:
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
        return _report_words(compared, values, choice)
    if thing.table is RATINGS:
        colour = values["colour"]
        words = _(COLOUR_WORDS[colour]) if colour in COLOUR_WORDS else _("by the rules")
        return f"{words} ({values['reason']})"
    if thing.table is CLOSINGS:
        return _("closed on {day}").format(day=_day(values["closed_on"]))
    names = [name for name in thing.table.columns if other is None or values[name] != other[name]]
    if other is None:
        names = [name for name in ("title", "due_on") if name in names]
    prefix = f"{values['id']} " if thing.table is OCCURRENCES else ""
    shown = [name for name in names if name not in ("folded", "edited", "by_hand", "row")]
    return prefix + ", ".join(f"{field_key(name)}: {_cell(values[name])}" for name in shown)


def _report_words(compared: TwoCopies, values: Mapping[str, Any], choice: Choice) -> str:
    """Return what tells a report from another of its number: the figures it gave, of which day, and its file."""
    sentence = _("report of {period}, signed on {day}, figures of {as_of}")
    words = sentence.format(period=values["period"], day=_day(values["signed_on"]), as_of=_day(values["as_of"]))
    kept = compared.things.get((KEPT_ROWS.name, f"report:{values['id']}"))
    row = None if kept is None else _side(kept, choice).values
    totals = [] if row is None else json.loads(unpacked_text(row["packed"]) or "{}").get("totals", [])
    if len(totals) >= len(STANDINGS):
        figures = ClosedFigures(tuple(totals[: len(STANDINGS)]), 0, 0, 0)
        words += ", " + _("{done} of {fallen_due} done").format(done=figures.done, fallen_due=figures.fallen_due)
    return f"{words}, {values['file_name']}" if values["file_name"] else words


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


def decided_lines(compared: TwoCopies, decided: Mapping[Contradiction, Choice]) -> Iterator[str]:
    """Yield what was decided, for which side, and which reports lost their number."""
    for choice, sentence in (("ours", _("Decided for what this file says: {ids}.")), ("theirs", _THEIRS)):
        ids = list(dict.fromkeys(_name(compared, each) for each, side in decided.items() if side == choice))
        if ids:
            yield _(sentence).format(ids=", ".join(ids[:12]) + (f", ... ({len(ids)})" if len(ids) > 12 else ""))
    for each, choice in decided.items():
        for key in each.keys if each.kind == "report" else ():
            thing = compared.things[key]
            lost = _side(thing, "theirs" if choice == "ours" else "ours").values
            if lost is not None and _side(thing, choice).values is None:
                yield _("Report {id} ({number}) is withdrawn: {reason}.").format(
                    id=key[1], number=lost["number"], reason=_("its number is that of another report")
                )


_THEIRS = mark("Decided for what the other copy says: {ids}.")
