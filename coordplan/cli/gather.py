"""Gathers what a reading command shows: the store answers questions, the pure parts make reports of the rows."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from coordplan.cli.session import Session, day_of, moment_of
from coordplan.dates.days import year_before
from coordplan.dates.periods import parse_period
from coordplan.dates.succession import organization_in_force
from coordplan.errors import Refused, UnknownId, UsageFault
from coordplan.model import DONE, OPEN, OVERDUE, STANDINGS, Definitions, Organization, Program
from coordplan.status.figures import added_up, figures_of
from coordplan.status.listing import Listed, Listing, days_late
from coordplan.status.report import Attention, Group, StatusReport
from coordplan.store import questions, spans
from coordplan.store.changes import find_change, is_illustrative, latest_change
from coordplan.store.definitions import frame
from coordplan.store.file import open_for_reading, translated_errors
from coordplan.store.questions import Question
from coordplan.tables.cells import standing_words
from coordplan.text.folding import fold, near_ids, same_name_key
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

SOON_DAYS = 30


class Filters(NamedTuple):
    """The filters of a command line, as typed."""

    plans: Sequence[str] = ()
    contents: Sequence[str] = ()
    leads: Sequence[str] = ()
    period: str | None = None
    standings: Sequence[str] = ()


class Reading(NamedTuple):
    """An open file and the two moments that are asked about."""

    connection: sqlite3.Connection
    path: Path
    as_of: date
    known: int  # the number of the last change that counts
    known_at: str  # its moment; "" where there is none
    definitions: Definitions  # without activities
    program: Program
    illustrative: bool

    @property
    def organizations(self) -> dict[str, Organization]:
        return {body.id: body for body in self.definitions.organizations}

    @property
    def plan_titles(self) -> dict[str, str]:
        """The program's own activities come first, under the program's id, then the plans in their order."""
        own = {self.program.id: _("Program's own activities")}
        return own | {plan.id: plan.short or plan.title for plan in self.definitions.plans}

    def lead_in_force(self, lead: str, successors: str | None, plan: str) -> str:
        """Return the body that answers on the day asked about for the one named in an activity."""
        choices = dict(next((each.successors for each in self.definitions.plans if each.id == plan), ()))
        choices |= json.loads(successors) if successors else {}
        return organization_in_force(lead, self.as_of, self.organizations, choices)

    def partners_in_force(self, row: sqlite3.Row, lead: str) -> tuple[str, ...]:
        """Return the partners of an activity by the day asked about, each once, without who leads it by then."""
        named = json.loads(row["partners"] or "[]")
        bodies = (self.lead_in_force(id_, row["successors"], row["plan_id"]) for id_ in named)
        return tuple(dict.fromkeys(id_ for id_ in bodies if id_ != lead))

    def body_title(self, id_: str) -> str:
        body = self.organizations.get(id_)
        return id_ if body is None else body.title

    def body_short(self, id_: str) -> str:
        body = self.organizations.get(id_)
        return id_ if body is None else body.short or body.title


@contextmanager
def opened(session: Session, known_at: str | None = None) -> Iterator[tuple[sqlite3.Connection, int]]:
    """Open the file for reading; give the connection and the number of the last change that counts."""
    path = session.path()
    connection = open_for_reading(path)
    try:
        with translated_errors(path):
            connection.create_function("fold", 1, fold, deterministic=True)
            yield connection, _change_meant(connection, known_at)
    finally:
        connection.close()


@contextmanager
def reading(session: Session, as_of: str | None = None, known_at: str | None = None) -> Iterator[Reading]:
    """Open the file at two moments; raise Refused where it holds no program yet."""
    path = session.path()
    day = session.today() if as_of is None else day_of(as_of, "--as-of")
    with opened(session, known_at) as (connection, known):
        last = find_change(connection, known)
        definitions = frame(connection, known, day)
        if definitions.program is None:
            raise Refused(
                _("{path} holds no program yet.").format(path=path)
                if known_at is None
                else _("{path} held no program yet at that moment.").format(path=path),
                _("Load one: coordplan load plans/") if known_at is None else "",
            )
        yield Reading(
            connection,
            path,
            day,
            known,
            "" if last is None else last.at,
            definitions,
            definitions.program,
            is_illustrative(connection, known),
        )


def _change_meant(connection: sqlite3.Connection, known_at: str | None) -> int:
    if known_at is None:
        return latest_change(connection)
    word = known_at.removeprefix("#")
    if word.isdigit() and len(word) < 10:
        if find_change(connection, int(word)) is None:
            raise Refused(_("There is no change {number}.").format(number=word), _("`coordplan log` lists them."))
        return int(word)
    return latest_change(connection, moment_of(known_at, "--known-at"))


def find_id(kind: str, wanted: str, things: Iterable[tuple[str, str, str]]) -> str:
    """Return the id of (id, title, short) that is meant: by id, or by title or short title in any spelling."""
    known = list(things)
    if any(wanted == id_ for id_, *_names in known):
        return wanted
    if any(wanted.lower() == id_ for id_, *_names in known):
        return wanted.lower()
    for key_of in (same_name_key, fold):  # with its marks first: without them several may be alike
        fitting = [id_ for id_, *names in known if key_of(wanted) in [key_of(name) for name in names if name]]
        if len(fitting) == 1:
            return fitting[0]
    near = near_ids(wanted, [(id_, title) for id_, title, _short in known])
    raise UnknownId(kind, wanted, near, _("There are: {names}").format(names=", ".join(id_ for id_, *_names in known)))


def question_of(reading: Reading, filters: Filters) -> tuple[Question, tuple[str, ...]]:
    """Return the question that filters ask, and the filters in words; raise UnknownId or UsageFault."""
    question = Question(
        reading.as_of,
        reading.known,
        cutoff_day=reading.program.cutoff_day,
        spans=spans.are_good_for(reading.connection, reading.known),
    )
    words = []
    definitions = reading.definitions
    if filters.plans:
        known = [
            (reading.program.id, reading.program.title, reading.program.short),
            *((plan.id, plan.title, plan.short) for plan in definitions.plans),
        ]
        ids = tuple(dict.fromkeys(find_id(_("plan"), wanted, known) for wanted in filters.plans))
        question = question._replace(plans=ids)
        words.append(", ".join(reading.plan_titles.get(id_, id_) for id_ in ids))
    if filters.contents:
        known = [(content.id, content.title, content.short) for content in definitions.contents]
        ids = tuple(dict.fromkeys(find_id(_("content"), wanted, known) for wanted in filters.contents))
        question = question._replace(contents=ids)
        titles = {content.id: content.short or content.title for content in definitions.contents}
        words.append(", ".join(titles[id_] for id_ in ids))
    if filters.leads:
        known = [(body.id, body.title, body.short) for body in definitions.organizations]
        chosen = {find_id(_("organization"), wanted, known) for wanted in filters.leads}
        keys = tuple(
            key
            for key in questions.lead_keys(reading.connection, reading.known)
            if key[0] in chosen or reading.lead_in_force(*key) in chosen
        )
        question = question._replace(leads=keys)
        words.append(_("led by {bodies}").format(bodies=", ".join(sorted(map(reading.body_title, chosen)))))
    if filters.period is not None:
        try:
            period = parse_period(filters.period)
        except ValueError as error:
            raise UsageFault(f"--period: {error}.") from error
        first, last = period.window(reading.program.cutoff_day)
        if last < reading.program.start_on or first > reading.program.until_on:
            raise Refused(
                _("{key} ({first} to {last}) lies outside the program.").format(
                    key=period.key, first=write_day(first), last=write_day(last)
                ),
                _("The program runs from {first} to {last}.").format(
                    first=write_day(reading.program.start_on), last=write_day(reading.program.until_on)
                ),
            )
        question = question._replace(due_from=first, due_until=last)
        words.append(
            _("due in {key} ({first} to {last})").format(key=period.key, first=write_day(first), last=write_day(last))
        )
    if filters.standings:
        question = question._replace(standings=_standings_meant(filters.standings))
        words.append(", ".join(map(standing_words, question.standings)))
    return question, tuple(words)


def bodies_named(reading: Reading, words: Sequence[str]) -> tuple[str, ...]:
    """Return the organizations whose title or short title holds these words (folded), as they stand."""
    phrase = " " + " ".join(words)
    return tuple(
        body.id
        for body in reading.definitions.organizations
        if phrase in f" {fold(body.title)}" or phrase in f" {fold(body.short)}"
    )


_STANDING_GROUPS = {"overdue": OVERDUE, "open": OPEN, "done": DONE}
_GROUP_WORDS = {"overdue": ("quá hạn",), "open": ("chưa xong", "còn phải làm"), "done": ("xong", "hoàn thành")}


def _standings_meant(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the standings that are meant, by code or by the words on the screen."""
    by_word: dict[str, tuple[str, ...]] = {fold(standing_words(name)): (name,) for name in STANDINGS}
    by_word |= {fold(word): _STANDING_GROUPS[name] for name, words in _GROUP_WORDS.items() for word in words}
    by_word |= {name: (name,) for name in STANDINGS} | _STANDING_GROUPS
    found: list[str] = []
    for word in wanted:
        key = word.replace("-", "_").lower()
        meant = by_word.get(key) or by_word.get(fold(word))
        if meant is None:
            names = ", ".join((*_STANDING_GROUPS, *(f"{name} ({standing_words(name)})" for name in STANDINGS)))
            raise UsageFault(
                _('--standing: "{word}" is no standing.').format(word=word), _("There are: {names}").format(names=names)
            )
        found += meant
    return tuple(dict.fromkeys(found))


def status_report(reading: Reading, filters: Filters, by: str, most: int | None) -> StatusReport:
    """Return the status by plan, content, lead, year or period; of what needs attention at most so many (None: all)."""
    question, words = question_of(reading, filters)
    compared_on = year_before(reading.as_of)
    before = None
    if most is not None and compared_on >= reading.program.start_on:  # only people are told of the year before
        asked = _of_year_before(question, compared_on)
        before = figures_of(questions.figures(reading.connection, asked, "all")[0])
    rows = questions.figures(reading.connection, question, by)
    groups = _groups(reading, question, by, rows)
    if by == "content":
        totals = figures_of(questions.figures(reading.connection, question, "all")[0])
    else:
        totals = added_up(group.figures for group in groups)
    overdue = [_attention(reading, row) for row in questions.overdue(reading.connection, question, most)]
    soon_question = question._replace(within=(reading.as_of, reading.as_of + timedelta(days=SOON_DAYS)))
    soon, soon_count = questions.due_soon(reading.connection, soon_question, most)
    return StatusReport(
        program=reading.program.id,
        title=reading.program.title,
        start_on=reading.program.start_on,
        until_on=reading.program.until_on,
        as_of=reading.as_of,
        known_at=reading.known_at,
        by=by,
        totals=totals,
        groups=groups,
        overdue=tuple(overdue),
        due_soon=tuple(_attention(reading, row) for row in soon),
        overdue_count=totals.overdue,
        due_soon_count=soon_count,
        soon_days=SOON_DAYS,
        year_before=before,
        compared_on=compared_on,
        filters=words,
        illustrative=reading.illustrative,
    )


def _of_year_before(question: Question, day: date) -> Question:
    """Return the same question a year before; of a period, about the same period of that year."""
    if question.due_from is None or question.due_until is None:
        return question._replace(as_of=day)
    return question._replace(
        as_of=day, due_from=year_before(question.due_from), due_until=year_before(question.due_until)
    )


def _groups(reading: Reading, question: Question, by: str, rows: list[sqlite3.Row]) -> tuple[Group, ...]:
    found = {row["key"]: figures_of(row) for row in rows}
    if by == "plan":
        wanted = question.plans or tuple(reading.plan_titles)
        titles = reading.plan_titles
        ids = [*wanted, *(id_ for id_ in found if id_ not in wanted)]
        return tuple(Group(id_, titles.get(id_, id_), found.get(id_, added_up(()))) for id_ in ids)
    if by == "content":
        return tuple(
            Group(content.id, content.short or content.title, found[content.id])
            for content in reading.definitions.contents
            if content.id in found
        )
    if by == "lead":
        of_lead: dict[str, list[Any]] = {}
        for key, figures in found.items():
            of_lead.setdefault(reading.lead_in_force(*json.loads(key)), []).append(figures)
        ids = sorted(of_lead, key=lambda id_: fold(reading.body_title(id_)))
        return tuple(Group(id_, reading.body_title(id_), added_up(of_lead[id_])) for id_ in ids)
    ordered = sorted(found, key=lambda key: (key is None, key or ""))
    return tuple(Group(key or "ongoing", key or _("No due date"), found[key]) for key in ordered)


def _attention(reading: Reading, row: dict[str, Any]) -> Attention:
    lead = reading.lead_in_force(row["lead"], row["successors"], row["plan_id"])
    due_on = date.fromisoformat(row["due_on"])
    return Attention(
        row["id"],
        row["title"],
        lead,
        reading.body_short(lead),
        due_on,
        row["standing"],
        (reading.as_of - due_on).days,
    )


def listing(reading: Reading, question: Question, words: tuple[str, ...] = (), order: str = "plan") -> Listing:
    """Return the occurrences asked for."""
    found = tuple(_listed(reading, row) for row in questions.occurrences(reading.connection, question, order))
    shorts = {body.id: body.short or body.title for body in reading.definitions.organizations}
    return Listing(reading.program.title, reading.as_of, reading.known_at, found, shorts, reading.illustrative, words)


def _listed(reading: Reading, row: sqlite3.Row) -> Listed:
    due = row["due_on"] and date.fromisoformat(row["due_on"])
    done_on = row["done_on"] and date.fromisoformat(row["done_on"])
    done = row["standing"] in ("done_on_time", "done_late")
    lead = reading.lead_in_force(row["lead"], row["successors"], row["plan_id"])
    return Listed(
        occurrence=row["id"],
        activity=row["activity_id"],
        plan=row["plan_id"],
        contents=tuple(json.loads(row["contents"])),
        title=row["title"],
        lead=lead,
        partners=reading.partners_in_force(row, lead),
        start=date.fromisoformat(row["start_on"]),
        due=due,
        original_due=row["original_due_on"] and date.fromisoformat(row["original_due_on"]),
        deadline_text=row["deadline_text"] or None,
        standing=row["standing"],
        percent=row["percent"],
        value=row["value"],
        target=row["target"],
        unit=row["unit"] or None,
        done_on=done_on if done else None,
        evidence=row["evidence"],
        note=row["note"],
        days_late=days_late(row["standing"], due, done_on, reading.as_of),
    )


def exit_code(fail_on: str | None, overdue: int, due_soon: int) -> int:
    """Return 4 where a condition of --fail-on is met, else 0."""
    return 4 if (fail_on == "overdue" and overdue) or (fail_on == "due-soon" and (due_soon or overdue)) else 0
