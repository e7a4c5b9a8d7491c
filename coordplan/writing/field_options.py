"""The fields of an activity as options of `add` and `edit`, declared once."""

import re
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from typing import Annotated, Any

import typer

from coordplan.cli.completion import complete_activity, complete_content, complete_field, complete_lead
from coordplan.cli.names_typed import ids_to_write
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark
from coordplan.dates.days_ahead import parse_day_ahead
from coordplan.errors import IdKind, UnknownId, UsageFault
from coordplan.model import EVERY, Activity, Definitions, Plan
from coordplan.named_tuples import NamedTuple
from coordplan.progress import parse_number
from coordplan.seeing.filters import find_sure_id
from coordplan.store.definitions import frame
from coordplan.store.file import open_for_reading
from coordplan.text.folding import fold, same_name_key
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.typed_words import TYPED_CHOICES, code_typed
from coordplan.text.writing import write_day

Fields = dict[str, Any]


def _option(metavar: str, help_: str, complete: Any = None) -> Any:
    return typer.Option(metavar=metavar, help=help_, autocompletion=complete)


class FieldOptions(NamedTuple):
    """What is said of an activity beside its title; None where nothing is."""

    content: Annotated[
        list[str] | None, _option(mark("ID"), mark("A content it belongs to (repeatable)"), complete_content)
    ] = None
    lead: Annotated[str | None, _option(mark("ID"), mark("The organization that leads"), complete_lead)] = None
    partners: Annotated[
        list[str] | None,
        typer.Option(
            "--with", metavar=mark("ID"), help=mark("A partner organization (repeatable)"), autocompletion=complete_lead
        ),
    ] = None
    due: Annotated[
        str | None, _option(mark("DEADLINE"), mark("A date or words: 30/6/2024, Quý II/2024, Hằng quý, Thường xuyên"))
    ] = None
    every: Annotated[str | None, _option(mark("RHYTHM"), mark("week, month, quarter, half, year"))] = None
    ongoing: Annotated[bool, typer.Option("--ongoing", help=mark("It has no due date"))] = False
    due_day: Annotated[
        str | None,
        _option(
            mark("DAY_OF_MONTH"),
            mark("Day of the period's last month on which it falls due; of a week 1 (Monday) to 7"),
        ),
    ] = None
    start: Annotated[str | None, _option(mark("DATE"), mark("Where it begins"))] = None
    until: Annotated[str | None, _option(mark("DATE"), mark("Where its recurrence ends"))] = None
    deadline_text: Annotated[str | None, _option(mark("AS_PRINTED"), mark("The deadline as printed"))] = None
    output: Annotated[str | None, _option(mark("NAME"), mark("The document that comes of it"))] = None
    target: Annotated[
        str | None, _option(mark("TARGET"), mark('Value and unit each occurrence is to reach: "12 lớp"'))
    ] = None
    baseline: Annotated[str | None, _option(mark("NUMBER"), mark("Where the target starts from (0)"))] = None
    sums: Annotated[
        bool | None,
        typer.Option(
            "--sum/--no-sum", help=mark("What is recorded adds up to the target; if both are given, the last counts")
        ),
    ] = None
    weight: Annotated[str | None, _option(mark("NUMBER"), mark("How much it counts in progress (1)"))] = None
    after: Annotated[
        list[str] | None, _option(mark("ID"), mark("An activity it waits for (repeatable)"), complete_activity)
    ] = None
    note: Annotated[str | None, _option(mark("NOTE"), mark("A remark"))] = None
    continues: Annotated[str | None, _option(mark("ID"), mark("What it carries on, as PROGRAM/OCCURRENCE"))] = None
    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar=mark("FIELD"),
            help=mark("A field of work, in place of its plan's (repeatable)"),
            autocompletion=complete_field,
        ),
    ] = None
    basis: Annotated[
        list[str] | None,
        _option(mark("DOCUMENT"), mark('A document it rests on: "123-TB/TU, 28/6/2024, about ..." (repeatable)')),
    ] = None
    short: Annotated[str | None, _option(mark("NAME"), mark("A short title, for sentences and digests"))] = None


def fields_typed(values: Mapping[str, Any]) -> Fields:
    """Return the fields that stand on a command line, of its parameters as they were read."""
    typed = {name: values[name] for name in FieldOptions._fields if values[name] not in ((), [])}
    return fields_of(values["title"], FieldOptions(**typed))


def fields_of(title: str | None, options: FieldOptions) -> Fields:
    """Return what was said on the command line under the keys of the YAML; an empty text clears a field."""
    fields: Fields = {"title": title} | options._asdict()
    fields |= {
        "every": options.every and (code_typed(options.every, TYPED_CHOICES, EVERY) or options.every),
        "content": _ids(options.content),
        "with": _ids(fields.pop("partners")),
        "after": _ids(options.after),
        "fields": _ids(options.fields),
        "basis": None if options.basis is None else [each for each in options.basis if each.strip()],
        "ongoing": "true" if options.ongoing else None,
        "target": _target(options.target, {"baseline": fields.pop("baseline"), "sum": _yes(fields.pop("sums"))}),
    }
    return {key: value for key, value in fields.items() if value is not None}


def _day_in_full(key: str, text: str, today: date) -> str:
    """Return a day with the year that it leaves out: what starts does so this year, what ends is still to come."""
    try:
        day = parse_day_ahead(text, today, today.replace(month=1, day=1) if key == "start" else None)
    except ValueError:
        return text  # which is told with all faults
    if str(day.year) not in text and f"{day.year % 100:02d}" not in text:
        remark(_("{typed} is read as {id}.").format(typed=f"--{key} {text}", id=write_day(day)))
    return day.isoformat()


_IDS: dict[str, IdKind] = {"lead": "organization", "with": "organization", "content": "content"}


def ids_as_known(session: Session, fields: Fields) -> Fields:
    """Return the ids of what is named, as the file has them; a name of nothing stays, to be told with all faults."""
    found: Fields = {}
    if fields.get("after"):
        found["after"] = ids_to_write(session, fields["after"], session.today())
    for key in ("start", "until"):
        if fields.get(key):
            found[key] = _day_in_full(key, fields[key], session.today())
    named = {key: fields[key] for key in _IDS if fields.get(key)}
    if not named:
        return found
    with closing(open_for_reading(session.path())) as connection:
        known = frame(connection)
    for key, words in named.items():
        things = known.contents if key == "content" else known.organizations
        ids = []
        for word in [words] if isinstance(words, str) else words:
            try:
                ids.append(find_sure_id(_IDS[key], word, things))
            except UnknownId:
                ids.append(word)
        found[key] = ids[0] if isinstance(words, str) else ids
    return found


def fields_as_known(fields: Fields, definitions: Definitions, but: str = "") -> list[str]:
    """Write fields of work as others have them, each once; return what is to be said of it.

    ``but``: the activity whose own spelling is what is changed.
    """
    others: list[Plan | Activity] = [*definitions.plans]
    others += (each for each in definitions.activities if each.id != but)
    known: dict[str, str] = {}
    for each in others:
        for name in each.fields or ():
            known.setdefault(same_name_key(name), name)
    folded: dict[str, str] = {}
    for name in known.values():
        folded.setdefault(fold(name), name)
    written: dict[str, str] = {}
    remarks = []
    for typed in fields.get("fields", ()):
        name = known.get(same_name_key(typed)) or folded.setdefault(fold(typed), typed)
        written.setdefault(fold(name), name)
        if name != typed:
            remarks.append(_('Field "{typed}": written "{name}", as it stands already.').format(typed=typed, name=name))
    if "fields" in fields:
        fields["fields"] = list(written.values())
    return remarks


def _ids(words: list[str] | None) -> list[str] | None:
    """Return ids or names, of which several may stand in one word with commas."""
    return None if not words else [each.strip() for word in words for each in word.split(",") if each.strip()]


def _yes(said: bool | None) -> str | None:
    return None if said is None else str(said).lower()


def _target(text: str | None, beside: dict[str, str | None]) -> dict[str, Any] | None:
    """Return the target of words, with what is said of it ``beside``."""
    if text is None:
        return {key: value for key, value in beside.items() if value is not None} or None
    if re.match(r"\s*\d{4}\s*:", text):
        return _target_by_year(text, beside)
    found = re.match(r"\s*([\d.,+-]+)\s*(.*)", text)
    if text.strip() and not found:
        raise UsageFault(
            _('--target: "{text}" does not begin with a number.').format(text=text), _('For example: --target "12 lớp"')
        )
    if found is None:
        return {}
    try:
        parse_number(found[1])
    except ValueError as error:
        raise UsageFault(f"--target: {error}.") from error
    target = {"value": found[1], "unit": found[2], **beside}
    return {key: value for key, value in target.items() if value}


def _target_by_year(text: str, beside: dict[str, str | None]) -> dict[str, Any]:
    """Return the target of words such as ``2022: 5, 2023: 10 vụ``."""
    values: dict[str, str] = {}
    unit = ""
    for part in re.split(r"[,;]\s*(?=\d{4}\s*:)", text.strip()):
        found = re.fullmatch(r"(\d{4})\s*:\s*([\d.,+-]*\d)\s*(.*)", part.strip())
        if found is None or found[1] in values:
            raise UsageFault(
                _('--target: "{text}" does not name a value for each year.').format(text=text),
                _('For example: --target "2022: 5, 2023: 10 vụ"'),
            )
        values[found[1]], unit = found[2], found[3].rstrip(",;") or unit
    target = {"value": values, "unit": unit, **beside}
    return {key: value for key, value in target.items() if value}
