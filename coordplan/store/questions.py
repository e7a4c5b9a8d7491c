"""Questions to the file: which occurrences, on which day, as known when; and the answers, listed.

They are counted in ``counts``; what decides a standing is in ``standings``.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from coordplan.model import OPEN, OVERDUE
from coordplan.named_tuples import NamedTuple
from coordplan.store.group_keys import FIELD_KEY, LEAD_KEY, PARTNER_KEY, Key, chosen_sql
from coordplan.store.said import WITHOUT_EVIDENCE, said_sql
from coordplan.store.standings import ALL, MAY_BE_OVERDUE, PLANNED, Source, in_force, planned_sql, standings_query
from coordplan.store.sums import total_sql


def _texts(words: Sequence[str]) -> str:
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"


class OwnCutoff(NamedTuple):
    """A plan whose figures close on another day of the month than the program's, and what that makes of a period."""

    plan: str
    cutoff_day: int
    due_from: date | None = None
    due_until: date | None = None


_ACTIVITIES = f"SELECT a.id FROM activities AS a WHERE {in_force('a')}"


_CREDITED = "coalesce(s.credited_on, :open_on)"


class Question(NamedTuple):
    """What is asked: the two moments, and which occurrences."""

    as_of: date
    up_to_change: int  # the last one that counts
    plans: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    leads: tuple[Key, ...] | None = None  # keys of `lead_keys`, each with an era as its last; None: all
    ends: tuple[date, ...] = ()  # days on which bodies end, in their order: between them nobody else leads
    open_on: date | None = None  # by which day who leads has what is open; None: by ``as_of``
    due_from: date | None = None
    due_until: date | None = None
    standings: tuple[str, ...] = ()
    activity: str = ""
    activities: tuple[str, ...] | None = None  # these and no others; None: all
    occurrences: tuple[str, ...] | None = None  # these and no others; None: all
    words: tuple[str, ...] = ()  # folded: beginnings of words in the activity's texts, an evidence or a note
    bodies: tuple[str, ...] = ()  # with words: or led, or partnered, by one of these
    resting: tuple[tuple[str, ...], ...] = ()  # of each word the plans whose number or basis holds it
    within: tuple[date, date] | None = None  # due dates of open ones
    by_day_done: bool = False  # a period means what was done in it, not what falls due; of occurrences, not of figures
    cutoff_day: int | None = None  # on which the figures of a month close; None: its last day
    own_cutoffs: tuple[OwnCutoff, ...] = ()  # plans for which that is another day
    without: tuple[str, ...] = ()  # occurrences, or what is due once by its activity, that are counted in another file
    without_evidence: bool = False  # done, and no document or file proves it
    program: tuple[date, date] = (date.min, date.max)  # what falls due outside counts on its first or last day
    spans: bool = False  # read from spans, where they are good for `up_to_change`
    touched: str = ""  # the table of what was touched since, where spans are of a later change
    tallies: bool = False  # read figures from tallies, where spans can be read: many occurrences
    fields: tuple[str, ...] | None = None  # keys of `field_keys`; None: all
    partnered: tuple[Key, ...] | None = None  # keys of `partner_keys`, each with an era as its last; None: all
    undated: tuple[date, date] | None = None  # days in which what has no due date went on: nothing else
    moved: bool = False  # a period means what fell due in it before its due date was moved, or since

    def values(self) -> dict[str, Any]:
        values = {
            "as_of": self.as_of.isoformat(),
            "up_to_change": self.up_to_change,
            "cutoff_day": self.cutoff_day or 31,
            "open_on": (self.open_on or self.as_of).isoformat(),
            "program_start": self.program[0].isoformat(),
            "program_until": self.program[1].isoformat(),
        }
        for number, each in enumerate(self.own_cutoffs):
            values |= {f"own_cutoff{number}": each.plan, f"cutoff_day{number}": each.cutoff_day}
        values |= {f"end{number}": end.isoformat() for number, end in enumerate(self.ends)}
        return {**values, **self.filters()[2]}

    @property
    def era(self) -> str:
        """The SQL of the last day on which whoever led ``s``, on the day that it counts for, may still lead."""
        cases = (f"WHEN {_CREDITED} <= :end{number} THEN :end{number}" for number in range(len(self.ends)))
        return f"CASE {' '.join(cases)} ELSE '{date.max}' END" if self.ends else f"'{date.max}'"

    @property
    def eras(self) -> tuple[str, ...]:
        """What ``era`` may be."""
        return tuple(each.isoformat() for each in (*self.ends, date.max))

    @property
    def asks_of_activities(self) -> bool:
        """Whether words of activities decide what is asked about, or words of their plans."""
        keys = (self.leads, self.partnered, self.fields)
        return bool(self.contents or self.words) or any(each is not None for each in keys)

    def of_plan(self, name: str) -> str:
        """Return the SQL of a value that differs for some plans (``s.plan_id``): a cut-off day, a period's bound."""
        if not self.own_cutoffs:
            return f":{name}"
        cases = (f"WHEN :own_cutoff{number} THEN :{name}{number}" for number in range(len(self.own_cutoffs)))
        return f"CASE s.plan_id {' '.join(cases)} ELSE :{name} END"

    @property
    def of_everything(self) -> "Question":
        """The question about all occurrences, at the same two times and read from the same."""
        return Question(self.as_of, self.up_to_change, spans=self.spans, touched=self.touched)

    @property
    def is_of_tallies(self) -> bool:
        """Whether tallies can answer: nothing is asked but what they tell apart."""
        return self.spans and self.tallies and self == Question(**{name: getattr(self, name) for name in _OF_TALLIES})

    def filters(self) -> tuple[str, str, dict[str, Any]]:
        """Return what narrows occurrences, what narrows standings, and the values of both."""
        before, after = [], []
        values: dict[str, Any] = {}

        def names(prefix: str, ids: Sequence[str]) -> str:
            values.update({f"{prefix}{number}": id_ for number, id_ in enumerate(ids)})
            return "(" + ", ".join(f":{prefix}{number}" for number in range(len(ids))) + ")"

        if self.plans:
            plan_id = "+o.plan_id" if self.spans and self._due_of_spans() else "o.plan_id"  # a plan is a long way
            before.append(f"{plan_id} IN {names('plan', self.plans)}")
        if self.activity:
            before.append("o.activity_id = :activity")
            values["activity"] = self.activity
        if self.activities is not None:
            before.append("o.activity_id IN (SELECT value FROM json_each(:activities))")
            values["activities"] = json.dumps(self.activities)
        if self.occurrences is not None:
            before.append("o.id IN (SELECT value FROM json_each(:occurrences))")
            values["occurrences"] = json.dumps(self.occurrences)
        if self.without:
            values["without"] = json.dumps(self.without)
            before += [f"o.{name} NOT IN (SELECT value FROM json_each(:without))" for name in ("id", "activity_id")]
        of_activity = []
        if self.contents:
            chosen = names("content", self.contents)
            of_activity.append(f"EXISTS (SELECT 1 FROM json_each(a.contents) AS c WHERE c.value IN {chosen})")
        if self.fields is not None:
            values["fields"] = json.dumps(self.fields)
            own = f"coalesce(a.fields, (SELECT p.fields FROM plans AS p WHERE p.id = a.plan_id AND {in_force('p')}))"
            of_activity.append(f"{own} IN (SELECT value FROM json_each(:fields))")
        for name, key, keys in (("leads", LEAD_KEY, self.leads), ("partnered", PARTNER_KEY, self.partnered)):
            if keys is not None:
                values[name] = json.dumps(keys)
                narrows_activities, narrows_standings = chosen_sql(key, name, self.era)
                of_activity.append(narrows_activities)
                after.append(narrows_standings)
        if of_activity:
            before.append(f"o.activity_id IN ({_ACTIVITIES} AND {' AND '.join(of_activity)})")
        if self.words:
            from coordplan.store.word_rule import has_words_sql  # other questions do without

            values |= {"bodies": json.dumps(self.bodies), "resting": json.dumps(self.resting)}
            before.append(has_words_sql(self.words, values, few=self.occurrences is not None))
        if self.due_from is not None and self.due_until is not None:
            values |= {"due_from": self.due_from.isoformat(), "due_until": self.due_until.isoformat()}
            for number, each in enumerate(self.own_cutoffs):
                values[f"due_from{number}"] = (each.due_from or self.due_from).isoformat()
                values[f"due_until{number}"] = (each.due_until or self.due_until).isoformat()
            days = ("s.done_on",) if self.by_day_done else ("s.due_on", "s.original_due_on")[: 1 + self.moved]
            bounds = f"{self.of_plan('due_from')} AND {self.of_plan('due_until')}"
            after.append("(" + " OR ".join(f"{counting_day(day)} BETWEEN {bounds}" for day in days) + ")")
            if self.moved:
                after.append("s.due_on <> s.original_due_on")
        if self.standings:
            after.append(f"s.standing IN {names('standing', self.standings)}")
        if self.without_evidence:
            after.append(WITHOUT_EVIDENCE)
        if self.undated is not None:
            values |= {"undated_from": self.undated[0].isoformat(), "undated_until": self.undated[1].isoformat()}
            after.append("s.due_on IS NULL AND s.start_on <= :undated_until AND s.until_on >= :undated_from")
        if self.within is not None:
            values |= {"within_from": self.within[0].isoformat(), "within_until": self.within[1].isoformat()}
            after.append("s.due_on BETWEEN :within_from AND :within_until")
            after.append(f"s.standing IN {_texts(OPEN)}")
        return "".join(f" AND {term}" for term in before), "".join(f" AND {term}" for term in after), values

    def query(self, columns: Sequence[str] = ALL, join: str = "", tallied: bool = False, order: str = "") -> str:
        """Return the query of standings of what is asked, as ``s``, with what else is joined to them.

        Where ``tallied`` a row stands for several: it has how many in ``times``. ``order`` is that of the occurrences.
        """
        before, after, _values = self.filters()
        source: Source = "tallies" if tallied else "spans" if self.spans else "entries"
        if source == "spans" and not self.touched:
            before += self._due_of_spans()
        if self.leads is not None or self.partnered is not None:
            columns = tuple(dict.fromkeys((*columns, "activity_id", "credited_on")))
        standings = standings_query(where=before, order=order, columns=columns, source=source, touched=self.touched)
        return f"FROM ({standings}) AS s {join} WHERE 1 {after}"

    def _due_of_spans(self) -> str:
        """Return what narrows spans to what may be overdue, or fall due ``within``: of a large file a few."""
        if self.standings and set(self.standings) <= set(OVERDUE):
            return f" AND {MAY_BE_OVERDUE}"
        if self.within is None:
            return ""
        coming = "o.due_on_in_force BETWEEN :as_of AND :within_until"
        late = f"{MAY_BE_OVERDUE} AND o.due_on_in_force >= :within_from"
        return f" AND ({late} OR {coming})" if self.within[0] < self.as_of else f" AND {coming}"


# What a question may say that tallies answer
_OF_TALLIES = (
    *("as_of", "up_to_change", "plans", "ends", "open_on", "due_from", "due_until", "standings", "within"),
    *("cutoff_day", "own_cutoffs", "program", "spans", "tallies", "touched", "undated"),
)


def counting_day(column: str) -> str:
    """Return the SQL of the day within the program as which a day counts: as ``ReportingDays.within``."""
    return f"max(min({column}, :program_until), :program_start)"


ORDERS = {
    "plan": 'p."order" IS NULL AND s.plan_id <> g.id, p."order", s.plan_id, s.activity_id, s.start_on',
    "due": "s.due_on, s.id",
}


def occurrences(
    connection: sqlite3.Connection, question: Question, order: str = "plan", most: int = -1
) -> Iterator[sqlite3.Row]:
    """Yield the occurrences asked for: standing, the activity's words, the latest value, evidence and note.

    ``order`` is ``plan`` (the program's own first, then plans in their order) or ``due`` (earliest first).
    """
    join = f"""
        JOIN activities AS a ON a.id = s.activity_id AND {in_force("a")}
        JOIN occurrences AS t ON t.id = s.id AND {in_force("t")}
        LEFT JOIN plans AS p ON p.id = s.plan_id AND {in_force("p")}
        LEFT JOIN programs AS g ON {in_force("g")}"""
    yield from connection.execute(
        f"""SELECT s.*, a.title, a.contents, a.lead, a.partners, a.output, a.basis, a.amended,
            coalesce(t.deadline_text, a.deadline_text) AS deadline_text,
            {planned_sql("t", "target")} AS target, coalesce(t.unit, a.unit) AS unit,
            {planned_sql("t", "baseline")} AS baseline, a.successors, {PLANNED} AS planned, {FIELD_KEY} AS fields,
            {planned_sql("t", "sums")} AS sums,
            CASE
                WHEN {planned_sql("t", "sums")} THEN {total_sql("s.id", ":as_of")} ELSE {said_sql("value")}
            END AS value,
            {said_sql("evidence")} AS evidence, {said_sql("note")} AS note, {said_sql("files")} AS files
        {question.query(join=join)}
        ORDER BY {ORDERS[order]}
        LIMIT :most""",
        question.values() | {"most": most},
    )


def standings_of(connection: sqlite3.Connection, question: Question) -> list[sqlite3.Row]:
    """Return the bare standings of what is asked, by due date."""
    return connection.execute(
        f"SELECT s.* {question.query()} ORDER BY s.original_due_on, s.id", question.values()
    ).fetchall()


def followers(connection: sqlite3.Connection, up_to_change: int) -> dict[str, tuple[str, ...]]:
    """Return for each activity that waits for others their ids."""
    query = f'SELECT id, "after" FROM activities AS a WHERE "after" IS NOT NULL AND {in_force("a")} ORDER BY id'
    return {
        row["id"]: tuple(json.loads(row["after"])) for row in connection.execute(query, {"up_to_change": up_to_change})
    }
