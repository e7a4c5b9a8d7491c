"""What edit and retire ask at a terminal for what was left out."""

from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from datetime import date
from typing import Any

from coordplan.cli.asked_line import Dialogue
from coordplan.cli.asking import Choices, a_day, a_deadline, not_empty, or_nothing
from coordplan.cli.names_typed import ids_to_write
from coordplan.cli.session import Session, day_of
from coordplan.definitions.writer import activity_fields
from coordplan.model import Activity, Definitions
from coordplan.seeing.beginning import refuse_nothing_planned
from coordplan.store.definitions import stored_definitions
from coordplan.store.door.activity_names import activity_spelled
from coordplan.store.door.which_day import refuse_other_days
from coordplan.store.file import open_for_reading
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day
from coordplan.writing.by_hand import activity_to_change
from coordplan.writing.field_options import fields_typed
from coordplan.writing.questions_of_add import bodies_to_lead, ids_and_titles

# What may be changed, by the parameter of `edit`, with its heading and its key in the YAML
_FIELDS = {
    "title": (mark("Title"), "title"),
    "content": (mark("Content"), "content"),
    "lead": (mark("Lead"), "lead"),
    "partners": (mark("Partners"), "with"),
    "due": (mark("Due"), "due"),
    "every": (mark("How often"), "every"),
    "due_day": (mark("Day of the month on which it falls due"), "due_day"),
    "start": (mark("Where it begins"), "start"),
    "until": (mark("Where its recurrence ends"), "until"),
    "output": (mark("Output"), "output"),
    "target": (mark("Target"), "target"),
    "weight": (mark("Weight"), "weight"),
    "after": (mark("Waits for"), "after"),
    "basis": (mark("Basis"), "basis"),
    "short": (mark("Short title"), "short"),
    "note": (mark("Note"), "note"),
}
_IDS = ("content", "partners", "after")
_NEVER_NOTHING = ("title", "content", "lead", "due", "every")


def edit_questions(session: Session, given: Mapping[str, Any], dialogue: Dialogue) -> dict[str, Any]:
    """Return which activity is changed, what of it, and what that is to say; nothing where the line is whole."""
    is_named = bool(fields_typed(given))
    if given["id_"] is not None and is_named:
        return {}
    with closing(open_for_reading(session.path())) as connection:
        definitions = stored_definitions(connection).definitions
    activity = _asked_activity(session, given, definitions, dialogue)
    if is_named:
        return {"id_": activity.id}
    now = activity_fields(activity, definitions.program)
    rows = [(name, _(heading), _in_words(now.get(key))) for name, (heading, key) in _FIELDS.items()]
    name = dialogue.choose(_("What is to be changed"), rows)
    heading, key = _FIELDS[name]
    value = _asked_value(session, definitions, activity, name, dialogue)
    old, new = _in_words(now.get(key)) or _("nothing"), value or _("nothing")
    what = f"{activity.id} ({activity.title}), {_(heading)}: {old} -> {new}"
    dialogue.confirm([_("To be written:"), f"  {what}"])
    if name in (*_IDS, "basis"):
        return {"id_": activity.id, name: value.split(",") if name in _IDS else [value]}
    return {"id_": activity.id, name: value}


def retire_questions(session: Session, given: Mapping[str, Any], dialogue: Dialogue) -> dict[str, Any]:
    """Return which activity is retired, and from which day on; nothing where one is named."""
    if given["id_"] is not None:
        return {}
    with closing(open_for_reading(session.path())) as connection:
        definitions = stored_definitions(connection).definitions
    activity = _asked_activity(session, given, definitions, dialogue)
    today, question = session.today(), _("From which day on")

    def check(word: str) -> str:
        day = day_of(word, question, today)
        refuse_other_days(definitions.program, day, today)
        return write_day(day)

    on = given["on"] or dialogue.ask(question, check, write_day(today))
    sentence = _("{id} ({title}) is retired from {day} on; what was done until then still counts.")
    words = sentence.format(id=activity.id, title=activity.title, day=on)
    dialogue.confirm([_("To be written:"), f"  {words}"])
    return {"id_": activity.id, "on": on}


def _asked_activity(
    session: Session, given: Mapping[str, Any], definitions: Definitions, dialogue: Dialogue
) -> Activity:
    activities = {each.id: each for each in definitions.activities}

    def named(word: str) -> str:
        with closing(open_for_reading(session.path())) as connection:
            found = activity_spelled(connection, word, session.today())
            return activity_to_change(connection, word if found is None else found.id).id

    if given["id_"] is None:
        refuse_nothing_planned(definitions)
        choices = [(each.id, each.title) for each in definitions.activities]
        return activities[dialogue.choose(_("Which activity"), choices, named=named)]
    return activities[named(ids_to_write(session, [given["id_"]], session.today())[0])]


def _asked_value(session: Session, definitions: Definitions, activity: Activity, name: str, dialogue: Dialogue) -> str:
    """Return what a field is to say, as an option takes it."""
    heading = _(_FIELDS[name][0])
    bodies = ids_and_titles(bodies_to_lead(definitions, activity.plan, session.today()))
    choices: dict[str, Choices] = {
        "content": ids_and_titles(definitions.contents),
        "lead": bodies,
        "partners": bodies,
        "after": [(each.id, each.title) for each in definitions.activities if each.id != activity.id],
    }
    optional = name not in _NEVER_NOTHING
    if name in choices:
        return dialogue.choose(heading, choices[name], name in _IDS, optional=optional)
    checks: dict[str, Callable[[str], str]] = {"due": a_deadline, "start": a_day, "until": a_day}

    def check(word: str) -> str:
        word = not_empty(word)
        if optional and not or_nothing(word):
            return ""
        return checks[name](word) if name in checks else word

    question = _("{field}, new (-: nothing)") if optional else _("{field}, new")
    return dialogue.ask(question.format(field=heading), check)


def _in_words(value: Any) -> str:
    """Return what a field says now, on a line."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return ", ".join(f"{_in_words(each)}" for each in value.values())
    if isinstance(value, list | tuple):
        return ", ".join(map(_in_words, value))
    with suppress(TypeError, ValueError):
        value = date.fromisoformat(value)
    return write_day(value) if isinstance(value, date) else str(value)
