"""show: one activity or occurrence, with all that is recorded of it."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated

import typer

from coordplan.cli.completion import complete_activity
from coordplan.cli.session import local_moment
from coordplan.dates.counting import CountedLater, counting_words, counts_later
from coordplan.dates.deadline_words import schedule_words
from coordplan.dates.periods import reporting_days
from coordplan.dates.recurrence import words_on
from coordplan.errors import UnknownId
from coordplan.model import STANDINGS, Activity
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Page, Table, Tone, illustrative_sentence, lean, table_of, write_cell
from coordplan.paper.data import Data
from coordplan.progress import defined_target
from coordplan.seeing.answer import Answer, reading_command
from coordplan.seeing.continuing import LinkedOccurrence, carried_from, carried_into, link_words
from coordplan.seeing.definition_page import definition_answer, signed_words
from coordplan.seeing.difference_lines import amendment_words
from coordplan.seeing.gather import history_of, named_activity
from coordplan.seeing.history import (
    HISTORY_NAMES,
    HistoryEntry,
    activity_by_name,
    entry_words,
    proof_words,
    taking_back_words,
)
from coordplan.seeing.listing import ListedOccurrence, waiting_words
from coordplan.seeing.opening import Reading
from coordplan.store.door.activity_names import activity_spelled
from coordplan.store.door.proof_files import proof_state
from coordplan.store.door.which import called_now
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import standing_words, write_day, write_number


class Dossier(NamedTuple):
    """One activity (or one of its occurrences) with all that is recorded of it."""

    activity: Activity
    plan_title: str
    plan_number: str  # number and day of the signed plan
    fields: tuple[str, ...]  # of work: its own, else its plan's
    content_titles: tuple[str, ...]
    lead: str
    lead_title: str  # of the body in force
    led_before: tuple[tuple[str, str, date], ...]  # by whom it was led until which day: id, title, last day
    partner_titles: tuple[str, ...]
    retired_on: date | None
    as_of: date
    known_at: str
    occurrences: tuple[ListedOccurrence, ...]
    history: tuple[HistoryEntry, ...]
    illustrative: bool
    carried_from: LinkedOccurrence | None = None  # of the program before
    carried_into: tuple[LinkedOccurrence, ...] = ()  # in the next one
    lead_shorts: Mapping[str, str] = MappingProxyType({})
    counts_later: CountedLater | None = None  # where it falls due after its own period's figures close
    elsewhere: tuple[str, ...] = ()  # what its id means in a copy that was merged: other activities, by id and title


@reading_command
def show_command(
    reading: Reading,
    id_: Annotated[
        list[str],
        typer.Argument(
            metavar=mark("ID"),
            autocompletion=complete_activity,
            help=mark("Activity or occurrence; a plan, the program, a content, an organization; calendar, office"),
        ),
    ],
) -> Answer:
    wanted = " ".join(id_)
    if activity_spelled(reading.connection, wanted, reading.as_of, reading.up_to_change) is None and (
        answer := definition_answer(reading, wanted)
    ):
        return answer
    try:
        dossier = dossier_of(reading, wanted)
    except UnknownId:
        if (answer := definition_answer(reading, wanted, by_words=True)) is None:
            raise
        return answer
    return Answer(lambda: dossier_page(dossier), lambda: show_data(dossier), dossier.illustrative)


def dossier_of(reading: Reading, wanted: str) -> Dossier:
    """Return an activity, or one occurrence of it, as it stands; raise UnknownId."""
    activity, retired_on, rows = named_activity(reading, wanted)
    contents = {content.id: content.title for content in reading.definitions.contents}
    plan = next((each for each in reading.definitions.plans if each.id == activity.plan), None)
    words = words_on(activity, reading.as_of)
    choices = json.dumps(dict(activity.successors))
    lead = reading.lead_in_force(activity.lead, choices, activity.plan)
    partners = (reading.lead_in_force(id_, choices, activity.plan) for id_ in activity.partners)
    return Dossier(
        activity=words._replace(amended=activity.amended),
        plan_title=reading.plan_titles.get(activity.plan, activity.plan),
        plan_number="" if plan is None else signed_words(plan.number, plan.signed_on if plan.number else None),
        fields=activity.fields or (() if plan is None else plan.fields),
        content_titles=tuple(contents.get(content, content) for content in activity.contents),
        lead=lead,
        lead_title=reading.body_title(lead),
        led_before=tuple(
            (each.body, reading.body_title(each.body), each.until_on)
            for each in reading.succession.tenures(activity.lead, choices, activity.plan)
            if each.until_on is not None and each.until_on < reading.as_of
        ),
        partner_titles=tuple(reading.body_title(id_) for id_ in dict.fromkeys(partners) if id_ != lead),
        retired_on=retired_on,
        as_of=reading.as_of,
        known_at=reading.known_at,
        occurrences=rows,
        history=tuple(
            row._replace(file_states=tuple(proof_state(each, reading.path) for each in row.entry.files))
            for row in history_of(reading, rows[0].occurrence if "@" in wanted and rows else activity.id)
            if row.entry.observed_on <= reading.as_of
        ),
        illustrative=reading.illustrative,
        carried_from=carried_from(reading, activity),
        carried_into=carried_into(reading, rows),
        lead_shorts=reading.body_shorts,
        counts_later=counts_later(activity, reporting_days(reading.definitions, activity.plan)),
        elsewhere=tuple(
            f"{id_}: {title}"
            for id_, title in called_now(reading.connection, activity.id, reading.up_to_change).items()
        ),
    )


def dossier_page(dossier: Dossier) -> Page:
    """Return the activity's own words, its occurrences, and its history by the day observed."""
    activity = dossier.activity
    facts = [
        (_("Short title"), activity.short),
        (_("Plan"), ", ".join(filter(None, (dossier.plan_title, dossier.plan_number)))),
        (_("Content"), "; ".join(dossier.content_titles)),
        (_("Field of work"), "; ".join(dossier.fields)),
        (_("Lead"), dossier.lead_title),
        (
            _("Was led by"),
            "; ".join(
                _("{body} until {day}").format(body=title, day=write_day(day)) for _id, title, day in dossier.led_before
            ),
        ),
        (_("With"), "; ".join(dossier.partner_titles)),
        (_("Schedule"), schedule_words(activity)),
        (_("Counts in"), counting_words(dossier.counts_later) if dossier.counts_later else ""),
        (_("As printed"), activity.deadline_text),
        (_("Begins"), activity.start_on and write_day(activity.start_on)),
        (_("Ends"), activity.until_on and write_day(activity.until_on)),
        (_("Output"), activity.output),
        (_("Target"), activity.target and defined_target(activity.target)),
        (_("Amended"), "; ".join(map(amendment_words, activity.amended))),
        (_("Weight"), write_number(activity.weight) if activity.weight != 1 else ""),
        (_("Waits for"), ", ".join(activity.after)),
        (_("Basis"), "; ".join(activity.basis)),
        (_("Carried over from"), dossier.carried_from and link_words(dossier.carried_from)),
        (_("Carried over into"), "; ".join(map(link_words, dossier.carried_into))),
        (_("Note"), activity.note),
        (_("In another copy"), "; ".join(dossier.elsewhere)),
        (_("Retired on"), dossier.retired_on and write_day(dossier.retired_on)),
    ]
    tables = [
        Table((Column("name", _("Field"), "code"), Column("value", _("Value"))), [fact for fact in facts if fact[1]])
    ]
    if dossier.occurrences:
        tables.append(_standings_table(dossier))
    if dossier.history:
        tables.append(_history_table(dossier))
    answer: tuple[tuple[str, Tone], ...] = ((_answer_words(dossier), "strong"),) if dossier.occurrences else ()
    sentences = (*illustrative_sentence(dossier.illustrative), *answer)
    return Page(f"{activity.id}: {activity.title}", sentences, tuple(tables))


def _answer_words(dossier: Dossier) -> str:
    """Return in one sentence how it stands: of one occurrence how late it is or what is left, of several how many."""
    first, *others = dossier.occurrences
    if others:
        counts = Counter(row.standing for row in dossier.occurrences)
        parts = [f"{write_number(counts[name])} {standing_words(name)}" for name in STANDINGS if counts[name]]
    else:
        left = write_cell((first.days_left, None), "days_left")
        parts = [standing_words(first.standing), *([left] if first.days_left is not None else [])]
    return f"{_as_it_stands(dossier)}: {'; '.join(parts)}"


def _as_it_stands(dossier: Dossier) -> str:
    return _("As it stands on {day}").format(day=write_day(dossier.as_of))


def _standings_table(dossier: Dossier) -> Table:
    def first_due(row: ListedOccurrence) -> date | None:
        return row.original_due if row.original_due != row.due else None

    def credited(row: ListedOccurrence) -> str:
        return "" if row.lead == row.lead_now else dossier.lead_shorts.get(row.lead, row.lead)

    columns = (
        Column("occurrence", _("Occurrence"), "code"),
        Column("due", _("Due"), "day"),
        Column("original_due", _("First due"), "day", 3, get=first_due),
        Column("standing", _("Standing"), "standing"),
        Column("remark", _("Remark"), "remark", 1, get=lambda row: row.sum_words or row.remark),
        Column("percent", "%", "percent", 2),
        Column("done_on", _("Done on"), "day", 1),
        Column("days_late", _("Days late"), "count", 1, "bad"),
        Column("evidence", _("Evidence"), "text", 1),
        Column("waits_for", _("Waits for"), "text", 2, get=waiting_words),
        Column("credited", _("Led then by"), "code", 2, get=credited),
    )
    return lean(table_of(columns, dossier.occurrences, title=_as_it_stands(dossier), title_tone="strong"))


def _history_table(dossier: Dossier) -> Table:
    targets = {row.occurrence: row.whole_target for row in dossier.occurrences}
    several = len({row.entry.occurrence for row in dossier.history}) > 1
    columns = (
        Column("observed_on", _("Observed"), "day", get=lambda row: row.entry.observed_on),
        *([Column("occurrence", _("Occurrence"), "code", get=lambda row: row.entry.occurrence)] if several else []),
        Column(
            "entry",
            _("What"),
            "code",
            get=lambda row: entry_words(row.entry, targets.get(row.entry.occurrence, dossier.activity.target)),
        ),
        Column("evidence", _("Evidence"), "text", 1, get=lambda row: row.entry.evidence),
        Column("files", _("Proof files"), "text", 1, get=lambda row: "; ".join(map(proof_words, row.files))),
        Column("note", _("Note"), "text", 3, get=lambda row: row.entry.note),
        Column("moment", _("Recorded"), "code", 2, get=lambda row: local_moment(row.at)),
        Column("by", _("By"), "code", 4),
        Column("change", _("Change"), "number"),
        Column("remark", _("Remark"), "text", 1, "warn", lambda row: taking_back_words(row.taken_back_by)),
    )
    return lean(table_of(columns, dossier.history, title=_("History"), title_tone="strong"))


def show_data(dossier: Dossier) -> Data:
    """Return ``coordplan/show/1``; in CSV a row for each entry."""
    return Data(
        "coordplan/show/1",
        {
            "as_of": dossier.as_of,
            "known_at": dossier.known_at or None,
            "illustrative": dossier.illustrative,
            "activity": {
                **activity_by_name(dossier.activity),
                "lead": dossier.lead,
                "fields": dossier.fields,
                "retired_on": dossier.retired_on,
                "led_before": [{"organization": id_, "until": day} for id_, _title, day in dossier.led_before],
            },
            "occurrences": [row.shared_by_name() for row in dossier.occurrences],
            "entries": dossier.history,
            "carried_from": dossier.carried_from,
            "carried_into": dossier.carried_into,
            "counts_later": dossier.counts_later and dossier.counts_later.by_name(),
        },
        columns=HISTORY_NAMES,
        rows=(row.by_name() for row in dossier.history),
    )
