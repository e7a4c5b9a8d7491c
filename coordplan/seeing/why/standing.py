"""Why an occurrence stands where it does: which of its entries count, which due date is in force, which rule decides.

It explains what the store's query of standings has found and finds nothing anew: of each track (progress, holding,
extension) the latest observation counts, and of two for one day the one recorded last.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from coordplan.model import DONE, OVERDUE
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Page, Table, illustrative_sentence, lean, table_of
from coordplan.paper.data import Data
from coordplan.progress import defined_target
from coordplan.seeing.continuing import LinkedOccurrence, link_words
from coordplan.seeing.history import EXPLAINED_NAMES, HistoryEntry, entry_words
from coordplan.seeing.listing import ListedOccurrence
from coordplan.seeing.why.due_words import due_in_force_words
from coordplan.seeing.why.roles import HOLDING_KINDS, ExplainedEntry, Role
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import standing_words, write_day, write_number, write_percent


class Explanation(NamedTuple):
    """What `coordplan why ID` says."""

    listed: ListedOccurrence
    as_of: date
    known_at: str
    entries: tuple[ExplainedEntry, ...]
    illustrative: bool = False
    carried_from: LinkedOccurrence | None = None  # of the program before
    before: "Explanation | None" = None  # why that stands where it does
    carried_into: tuple[LinkedOccurrence, ...] = ()  # in the next one
    lead_titles: Mapping[str, str] = MappingProxyType({})
    led_before: tuple[tuple[str, date], ...] = ()  # who led it until which day, before who leads it now
    amended_from: date | None = None  # the day from which the due date is as it is, where an amendment set it
    amended_by: str = ""  # the paper that says so

    def first(self, track: Sequence[str], role: Role) -> HistoryEntry | None:
        """Return the entry of a track in a role."""
        for each in self.entries:
            if each.role == role and each.row.entry.kind in track:
                return each.row
        return None


_ROLE_WORDS = {
    "in_force": mark("counts: the latest of its kind"),
    "done_since": mark("counts: done since this day, without a break"),
    "outranked": mark("a later observation counts instead"),
    "added": mark("counts: it adds up with the others"),
    "same_day": mark("another one for the same day, recorded later, counts instead"),
    "not_yet": mark("observed later than the day asked about"),
    "after_done": mark("granted when it was done already"),
    "spent": mark("the due date as defined is later, and counts"),
    "taken_back": mark("taken back, or replaced, by change {number}"),
}


def _due_words(explanation: Explanation) -> str:
    extension = explanation.first(("extended",), "in_force")
    return due_in_force_words(explanation.listed, extension, explanation.amended_from, explanation.amended_by)


def explanation_page(explanation: Explanation) -> Page:
    """Return why an occurrence stands where it does: the rule, the due date in force, and each entry with its role."""
    row = explanation.listed
    sentences = [
        *illustrative_sentence(explanation.illustrative),
        (
            _("{id} on {day}: {standing}").format(
                id=row.occurrence, day=write_day(explanation.as_of), standing=standing_words(row.standing)
            ),
            "strong",
        ),
        (_rule_words(explanation), ""),
        (_due_words(explanation), ""),
    ]
    if row.lead != row.lead_now:
        lead, lead_now = (explanation.lead_titles.get(id_, id_) for id_ in (row.lead, row.lead_now))
        words = _("It counts for {body}, which led it then; on {day} {lead_now} leads.")
        sentences.append((words.format(body=lead, day=write_day(explanation.as_of), lead_now=lead_now), ""))
    elif explanation.led_before:
        words = _("It is led by {body} since {day}; before by {bodies}.")
        before = (
            _("{body} until {day}").format(body=explanation.lead_titles.get(id_, id_), day=write_day(day))
            for id_, day in explanation.led_before
        )
        since = write_day(explanation.led_before[-1][1] + timedelta(days=1))
        body = explanation.lead_titles.get(row.lead, row.lead)
        sentences.append((words.format(body=body, day=since, bodies=", ".join(before)), ""))
    target = row.whole_target
    if target is not None:
        sentences.append((_("Its target is {target}.").format(target=defined_target(target)), ""))
    if row.sum_words:
        sentences.append((f"{row.sum_words[:1].upper()}{row.sum_words[1:]}.", "warn" if row.remark else ""))
    elif row.remark:
        sentences.append((_("Measured by it: {words}.").format(words=row.remark), "warn"))
    if row.waits_for:
        sentences.append((_("It waits for {ids}.").format(ids=", ".join(row.waits_for)), "warn"))
    if not explanation.entries:
        sentences.append((_("Nothing has been observed of it."), ""))
    sentences += [
        (_("Carried over into {words}.").format(words=link_words(link)), "strong") for link in explanation.carried_into
    ]
    tables = [_entries_table(explanation)] if explanation.entries else []
    earlier: Explanation | None = explanation
    while earlier is not None and earlier.carried_from is not None:
        sentences.append((_("Carried over from {words}.").format(words=link_words(earlier.carried_from)), "strong"))
        source, earlier = earlier.carried_from, earlier.before
        if earlier is not None:
            sentences += [(_rule_words(earlier), ""), (_due_words(earlier), "")]
            if earlier.entries:
                title = f"{source.program}/{source.occurrence} ({source.file})"
                tables.append(_entries_table(earlier)._replace(title=title, title_tone="strong"))
    return Page(f"{row.occurrence}: {row.title}", tuple(sentences), tuple(tables))


def _entries_table(explanation: Explanation) -> Table:
    columns = (
        Column("observed_on", _("Observed"), "day", get=lambda each: each.row.entry.observed_on),
        Column(
            "entry", _("What"), "code", get=lambda each: entry_words(each.row.entry, explanation.listed.whole_target)
        ),
        Column(
            "role",
            _("What it means here"),
            get=lambda each: _(_ROLE_WORDS[each.role]).format(number=each.row.taken_back_by),
        ),
        Column("evidence", _("Evidence"), "text", 2, get=lambda each: each.row.entry.evidence),
        Column("change", _("Change"), "number", get=lambda each: each.row.change),
    )
    return lean(table_of(columns, explanation.entries))


def _rule_words(explanation: Explanation) -> str:
    """Return the rule that decides a standing, with the days it is about."""
    row = explanation.listed
    due = write_day(row.due)
    if row.standing in ("suspended", "cancelled"):
        held = explanation.first(HOLDING_KINDS, "in_force")
        sentence = (
            _("The latest of suspended, resumed and cancelled says so: suspended on {day}.")
            if row.standing == "suspended"
            else _("The latest of suspended, resumed and cancelled says so: cancelled on {day}.")
        )
        return sentence.format(day=write_day(held.entry.observed_on if held else None))
    if row.standing in DONE:
        return _done_words(row)
    if row.standing == "ongoing":
        return _("It is not done ({percent}), and has no due date.").format(percent=write_percent(row.percent))
    begun = _("It is begun ({percent}) and not done").format(percent=write_percent(row.percent))
    if row.standing in OVERDUE:
        days = row.days_late or 0
        how = begun if row.standing == "in_progress_overdue" else _("It is not begun")
        sentence = translate_count(
            "{how}; its due date, {due}, passed {n} day before {day}.",
            "{how}; its due date, {due}, passed {n} days before {day}.",
            days,
        )
        return sentence.format(how=how, due=due, n=write_number(days), day=write_day(explanation.as_of))
    if row.standing == "upcoming":
        return _("It is not begun, and its window opens on {start}.").format(start=write_day(row.start))
    how = (
        begun
        if row.standing == "in_progress"
        else _("It is not begun; its window opened on {start}").format(start=write_day(row.start))
    )
    return _("{how}; its due date, {due}, has not passed by {day}.").format(
        how=how, due=due, day=write_day(explanation.as_of)
    )


def _done_words(row: ListedOccurrence) -> str:
    day, due = write_day(row.done_on), write_day(row.due)
    if row.due is None or row.done_on is None:
        return _("It was done on {day}, and has no due date.").format(day=day)
    if row.standing == "done_on_time":
        return _("It was done on {day}, no later than its due date, {due}; the due day itself is on time.").format(
            day=day, due=due
        )
    days = (row.done_on - row.due).days
    sentence = translate_count(
        "It was done on {day}, {n} day after its due date, {due}.",
        "It was done on {day}, {n} days after its due date, {due}.",
        days,
    )
    return sentence.format(day=day, n=write_number(days), due=due)


def explanation_data(explanation: Explanation) -> Data:
    """Return ``coordplan/why-standing/1``; in CSV a row for each entry, with its role."""
    return Data(
        "coordplan/why-standing/1",
        {
            "as_of": explanation.as_of,
            "known_at": explanation.known_at or None,
            "illustrative": explanation.illustrative,
            "occurrence": explanation.listed.shared_by_name(),
            "entries": explanation.entries,
            "carried_from": _earlier_by_name(explanation),
            "carried_into": explanation.carried_into,
        },
        columns=EXPLAINED_NAMES,
        rows=(each.by_name() for each in explanation.entries),
    )


def _earlier_by_name(explanation: Explanation) -> dict[str, Any] | None:
    """Return what an occurrence carries on, with its entries, and what that carries on in its turn."""
    if explanation.carried_from is None:
        return None
    earlier = explanation.before
    return {
        **explanation.carried_from.by_name(),
        "entries": () if earlier is None else earlier.entries,
        "carried_from": None if earlier is None else _earlier_by_name(earlier),
    }
