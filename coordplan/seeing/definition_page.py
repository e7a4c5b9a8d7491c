"""What a definition other than an activity says: a program, plan, content or body, the calendar, the office.

Made of the tables of fields that YAML is read by, so that whatever a definition may say can be seen.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from coordplan.cli.names_typed import taken_for
from coordplan.definitions.field import Field
from coordplan.definitions.fields import CONTENT, OFFICE, ORGANIZATION, PLAN, PROFILE, PROGRAM
from coordplan.errors import SeveralFit, UnknownId
from coordplan.model import Office, RatingRules, ReportChoices
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Page, Table, Tone, illustrative_sentence
from coordplan.paper.data import Data, bare
from coordplan.seeing.answer import Answer
from coordplan.seeing.difference_lines import value_words
from coordplan.seeing.filters import name_found
from coordplan.seeing.history import documents_by_name
from coordplan.seeing.opening import Reading
from coordplan.store.definitions import calendar
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.shell import of_file
from coordplan.text.writing import write_day


class ShownDefinition(NamedTuple):
    """A definition by the keys of its YAML: as values, and as what people read."""

    kind: str  # program | plan | content | organization | calendar | office
    id: str
    title: str
    values: dict[str, Any]
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()


def definition_answer(reading: Reading, wanted: str, by_words: bool = False) -> Answer | None:
    """Return the answer about a definition that is named by its id or title, or by words of it; None for none."""
    shown = _shown(reading, wanted, by_words)
    if shown is None:
        return None
    return Answer(lambda: _page(reading, shown), lambda: _data(reading, shown), reading.illustrative)


def _shown(reading: Reading, wanted: str, by_words: bool) -> ShownDefinition | None:
    definitions = reading.definitions
    known: tuple[tuple[Any, Sequence[Any], Callable[[Reading, Any], ShownDefinition]], ...] = (
        ("plan", definitions.plans, _plan),
        ("plan", (reading.program,), _program),
        ("content", definitions.contents, _content),
        ("organization", definitions.organizations, _organization),
    )
    for kind, things, show in known:
        with suppress(UnknownId) if by_words else suppress(UnknownId, SeveralFit):
            found = name_found(kind, wanted, things)
            if found.is_guess and not by_words:
                continue
            id_ = taken_for(found)
            return show(reading, next(each for each in things if each.id == id_))
    return {"calendar": _calendar, "office": _office}.get(wanted.strip().lower(), lambda _reading: None)(reading)


def _program(reading: Reading, program: Any) -> ShownDefinition:
    plans = Table(
        (Column("id", _("Plan"), "code"), Column("title", _("Title")), Column("number", _("Number"))),
        [(plan.id, plan.title, signed_words(plan.number, plan.signed_on)) for plan in reading.definitions.plans],
        title=_("Plans"),
        title_tone="strong",
    )
    shown = _of("program", PROGRAM, program, reading)
    return shown._replace(tables=(plans,) if plans.rows else ())


def _plan(reading: Reading, plan: Any) -> ShownDefinition:
    note = of_file(_("Its activities: coordplan list --plan {id}").format(id=plan.id))
    shown = _of("plan", PLAN, plan, reading, program=reading.program.id)
    return shown._replace(notes=(note,))


def _content(reading: Reading, content: Any) -> ShownDefinition:
    note = of_file(_("Its activities: coordplan list --content {id}").format(id=content.id))
    return _of("content", CONTENT, content, reading)._replace(notes=(note,))


def _organization(reading: Reading, body: Any) -> ShownDefinition:
    notes = (
        of_file(_("What it leads: coordplan list --lead {id}").format(id=body.id)),
        of_file(_("What it takes part in: coordplan list --with {id}").format(id=body.id)),
    )
    return _of("organization", ORGANIZATION, body, reading)._replace(notes=notes)


def _calendar(reading: Reading) -> ShownDefinition:
    days = calendar(reading.connection, reading.up_to_change)
    table = Table(
        (
            Column("on", _("Day"), "day"),
            Column("what", _("What")),
            Column("title", _("Title")),
            Column("tentative", _("Remark")),
        ),
        [
            (
                each.day,
                _("day off") if each.off else _("working day"),
                each.title,
                _("not announced yet") if each.tentative else "",
            )
            for each in days
        ],
    )
    names = ("on", "off", "title", "tentative")
    values = {"days": [dict(zip(names, (each.day, *each[1:]), strict=True)) for each in days]}
    return ShownDefinition("calendar", "calendar", _("Calendar"), values, (), (table,) if days else ())


def _office(reading: Reading) -> ShownDefinition:
    office = reading.definitions.office or Office()
    shown = _of("office", OFFICE, office, reading)
    profiles = [_of("profile", PROFILE, each, reading) for each in reading.definitions.profiles]
    tables = tuple(_facts_table(each)._replace(title=each.id, title_tone="strong") for each in profiles)
    values = {**shown.values, "profiles": [each.values for each in profiles]}
    return shown._replace(title=_("The office that issues reports"), values=values, tables=tables)


def _of(kind: str, fields: Sequence[Field], thing: Any, reading: Reading, **others: str) -> ShownDefinition:
    values = values_by_key(fields, thing, others)
    facts = tuple(_facts(fields, thing, reading, others))
    return ShownDefinition(kind, thing.id, thing.title, values, facts)


def values_by_key(fields: Sequence[Field], thing: Any, others: dict[str, str]) -> dict[str, Any]:
    """Return what a definition says by the keys of its YAML, all of them; what rests on documents, read apart too."""
    values: dict[str, Any] = {}
    for field in fields:
        if field.key in others:
            values[field.key] = others[field.key]
        elif field.kind == "nested":
            inner = thing if field.value is None else getattr(thing, field.name)
            values[field.key] = inner and values_by_key(field.fields, inner, {})
        elif field.kind in ("pairs", "titles", "texts"):
            values[field.key] = dict(getattr(thing, field.name))
        else:
            each = getattr(thing, field.name)
            values[field.key] = bare(each) if isinstance(each, float) else None if each == "" else each
            if field.key == "basis":
                values["basis_documents"] = documents_by_name(each)
    return values


def _facts(fields: Sequence[Field], thing: Any, reading: Reading, others: dict[str, str]) -> Iterator[tuple[str, str]]:
    for field in fields:
        if field.key in others:
            yield field.key, others[field.key]
        elif field.kind == "nested" and field.value is None:
            yield from _facts(field.fields, thing, reading, {})
        elif field.kind == "texts":
            yield from getattr(thing, field.name)
        elif words := _words(field, getattr(thing, field.name), reading):
            yield field.key, words


def _words(field: Field, value: Any, reading: Reading) -> str:
    if value in (None, "", (), RatingRules(), ReportChoices()):
        return ""
    if field.kind == "titles":
        return "; ".join(f"{reading.body_title(id_)}: {title}" for id_, title in value)
    if field.kind == "pairs":
        return "; ".join(f"{reading.body_title(old)} -> {reading.body_title(new)}" for old, new in value)
    if field.points_to == "organization":
        return "; ".join(map(reading.body_title, (value,) if isinstance(value, str) else value))
    if field.kind in ("lines", "ids"):
        return "; ".join(value)
    return value if isinstance(value, str) else value_words(value)


def signed_words(number: str, signed_on: date | None) -> str:
    """Return number and day of a signed paper, as far as they are known."""
    return ", ".join(filter(None, (number, write_day(signed_on) if signed_on else "")))


_LABELS = {
    "id": mark("Id"),
    "title": mark("Title"),
    "short": mark("Short title"),
    "program": mark("Program"),
    "office": mark("Office"),
    "language": mark("Language"),
    "from": mark("Begins"),
    "until": mark("Ends"),
    "number": mark("Number"),
    "signed_on": mark("Signed on"),
    "sides": mark("Sides"),
    "basis": mark("Basis"),
    "cutoff_day": mark("Cut-off day"),
    "send_within": mark("Sent within (working days)"),
    "rating": mark("Rating"),
    "partner": mark("Signed with"),
    "order": mark("Order"),
    "fields": mark("Field of work"),
    "successors": mark("Successors"),
    "family": mark("Family of documents"),
    "note": mark("Note"),
    "email": mark("Address for mail"),
    "contact": mark("Contact"),
    "title_for": mark("Title for a body"),
    "report": mark("Choices for papers"),
}


def label_of(key: str) -> str:
    """Return what people call a key of YAML; what is no word of theirs is called as in YAML."""
    return _(_LABELS[key]) if key in _LABELS else key


def _facts_table(shown: ShownDefinition) -> Table:
    return Table(
        (Column("name", _("Field"), "code"), Column("value", _("Value"))),
        [(label_of(key), words) for key, words in shown.facts],
    )


def _page(reading: Reading, shown: ShownDefinition) -> Page:
    title = shown.title if shown.kind in ("calendar", "office") else f"{shown.id}: {shown.title}"
    facts = (_facts_table(shown),) if shown.facts else ()
    notes: tuple[tuple[str, Tone], ...] = tuple((note, "dim") for note in shown.notes)
    return Page(title, illustrative_sentence(reading.illustrative), (*facts, *shown.tables), notes)


def _data(reading: Reading, shown: ShownDefinition) -> Data:
    """Return ``coordplan/definition/1``; in CSV a row for each key, as people read it."""
    return Data(
        "coordplan/definition/1",
        {
            "as_of": reading.as_of,
            "known_at": reading.known_at or None,
            "illustrative": reading.illustrative,
            "kind": shown.kind,
            "id": shown.id,
            "definition": shown.values,
        },
        columns=("on", "off", "title", "tentative") if shown.kind == "calendar" else ("key", "value"),
        rows=shown.values["days"] if shown.kind == "calendar" else shown.facts,
    )
