"""What is done or cancelled and counts for another body by a change of definitions: said with it, and doubted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from coordplan.dates.succession import Succession
from coordplan.errors import Doubt
from coordplan.model import DONE
from coordplan.named_tuples import NamedTuple
from coordplan.store.changes import Writing
from coordplan.store.definitions import frame, plan_choices
from coordplan.store.questions import Question, standings_of
from coordplan.store.schema import ACTIVITIES, ORGANIZATIONS, PLANS
from coordplan.store.standings import in_force
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count

_MOST_ACTIVITIES = 8

# How many, by the titles of who had the credit and who has it now
_Numbers = Counter[tuple[str, str]]


class _Led(NamedTuple):
    """By what the lead of an activity is settled, and whether it recurs."""

    lead: str
    chosen: str | None
    plan: str
    recurs: bool


def pass_moved_credit(change: Writing, today: date) -> None:
    """Say from whom to whom a change moves what was done or cancelled, and doubt it."""
    moved = _moved(change, today)
    change.remarks += _sentences(_added(moved.values()))
    plans = {id_: led.plan for id_, led in _activities(change, change.number, moved).items()}
    groups: dict[str, list[str]] = {}
    left = [id_ for id_ in moved if not (change.sure.covers(id_) or change.sure.covers(plans[id_]))]
    for id_ in left:
        groups.setdefault(plans[id_] if len(left) > _MOST_ACTIVITIES else id_, []).append(id_)
    for group, ids in groups.items():
        words = " ".join(_sentences(_added(moved[id_] for id_ in ids)))
        change.doubt(Doubt(group, words, _way_out(change, ids)))


def _added(numbers: Iterable[_Numbers]) -> _Numbers:
    return sum(numbers, Counter())


def _sentences(numbers: _Numbers) -> list[str]:
    return [
        translate_count(
            "{n} occurrence that is done or cancelled no longer counts for {old} but for {new}.",
            "{n} occurrences that are done or cancelled no longer count for {old} but for {new}.",
            number,
        ).format(n=number, old=old, new=new)
        for (old, new), number in sorted(numbers.items())
    ]


def _way_out(change: Writing, ids: list[str]) -> str:
    """Return how work that recurs is handed over from a day on, where its lead itself is another."""
    before, after = (_activities(change, known, {ids[0]: None})[ids[0]] for known in (change.before, change.number))
    if len(ids) > 1 or not after.recurs or before.lead == after.lead:
        return ""
    sentence = _(
        "To hand it over from a day on, leave its lead and end it there: edit {id} --until DAY --from DAY-AFTER; "
        "what follows is an activity of its own: add ... --lead {lead} --start DAY-AFTER."
    )
    return sentence.format(id=ids[0], lead=after.lead)


def _moved(change: Writing, today: date) -> dict[str, _Numbers]:
    """Return for each activity whose leads are others by a change how much of it moves from whom to whom."""
    known = change.before, change.number
    wanted = _touched(change)
    if wanted is not None and not wanted:
        return {}
    led = [_activities(change, number, wanted) for number in known]
    bodies = [_succession(change, number) for number in known]
    activities = tuple(
        id_
        for id_, one in led[0].items()
        if id_ in led[1] and bodies[0].tenures(*one[:3]) != bodies[1].tenures(*led[1][id_][:3])
    )
    if not activities:
        return {}
    titles = {body.id: body.title for body in frame(change.connection).organizations}
    found: dict[str, _Numbers] = {}
    question = Question(today, change.before, activities=activities, standings=(*DONE, "cancelled"))
    after = {
        row["id"]: row["credited_on"]
        for row in standings_of(change.connection, question._replace(up_to_change=change.number))
    }
    for row in standings_of(change.connection, question):
        id_ = row["activity_id"]
        if after.get(row["id"]):
            days = row["credited_on"], after[row["id"]]
            old, new = (
                each.body_on(date.fromisoformat(day), *of[id_][:3])
                for each, day, of in zip(bodies, days, led, strict=True)
            )
            if old != new:
                found.setdefault(id_, Counter())[titles.get(old, old), titles.get(new, new)] += 1
    return found


def _touched(change: Writing) -> dict[str, None] | None:
    """Return the activities that a change writes; None where it writes of bodies or plans too: any may be meant."""
    query = "SELECT DISTINCT id FROM {table} WHERE added_by = :number OR ended_by = :number"
    rows = {
        table: change.connection.execute(query.format(table=table.name), {"number": change.number}).fetchall()
        for table in (ORGANIZATIONS, PLANS, ACTIVITIES)
    }
    return None if rows[ORGANIZATIONS] or rows[PLANS] else {row["id"]: None for row in rows[ACTIVITIES]}


def _activities(change: Writing, known: int, wanted: Mapping[str, object] | None) -> dict[str, _Led]:
    """Return by what leads were settled as recorded up to a change, of some activities or (None) of all."""
    query = f"SELECT id, lead, successors, plan_id, every FROM activities AS a WHERE {in_force('a')}"
    return {
        row["id"]: _Led(row["lead"], row["successors"], row["plan_id"], row["every"] is not None)
        for row in change.connection.execute(query, {"up_to_change": known})
        if wanted is None or row["id"] in wanted
    }


def _succession(change: Writing, known: int) -> Succession:
    return Succession(frame(change.connection, known).organizations, plan_choices(change.connection, known))
