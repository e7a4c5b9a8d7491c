"""What is refused and doubted of a definition that somebody changes by hand, each a rule by itself."""

from collections.abc import Collection, Iterable
from datetime import date

from coordplan.dates.recurrence import occurrences_of, words_on
from coordplan.errors import Doubt, Refused
from coordplan.model import Activity, Program, Target
from coordplan.progress import is_turned, write_target
from coordplan.store.changes import Writing
from coordplan.store.door.moved_rows import has_entries, rows_on_day
from coordplan.text.folding import fold, title_key
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number


def refuse_occurrence(wanted: str, activity: Activity, due: str = "") -> None:
    """Raise Refused where an id names one occurrence: what is defined is the activity, with all it brings."""
    if "@" not in wanted:
        return
    sentence = _("{id} is one occurrence; this would change the activity {activity} with all of them.")
    way_out = _(
        "For this one alone: coordplan extend {id} {due} --evidence ..., or coordplan mark {id} cancelled; "
        "for all of them name {activity}."
    )
    raise Refused(
        sentence.format(id=wanted, activity=activity.id),
        way_out.format(id=wanted, due=due or _("DATE"), activity=activity.id),
    )


def refuse_turned_target(id_: str, old: Target | None, new: Target | None, with_baseline: bool) -> None:
    """Raise Refused where a target that fell is to rise, or the other way round, and nobody says from where."""
    if old is None or new is None or with_baseline or not is_turned(old, new):
        return
    sentence = _("{id}: the target was {old}; with {new} it would change direction, for it starts from {baseline}.")
    raise Refused(
        sentence.format(
            id=id_,
            old=write_target(old),
            new=f"{write_number(new.value)} {new.unit}".strip(),
            baseline=write_number(new.baseline),
        ),
        _("Name where it starts from too: --baseline NUMBER"),
    )


def doubt_other_activity(change: Writing, old: Activity, new: Activity, by_hand: bool = False) -> Doubt | None:
    """Return the doubt about an activity whose title and lead change while something is recorded of it.

    Of one that was added ``by_hand`` the title is enough: that a set has its id may be chance, in another copy.
    """
    if title_key(old.title) == title_key(new.title) or (old.lead == new.lead and not by_hand):
        return None
    if not has_entries(change.connection, change.number, old.id):
        return None
    sentence = _('title and lead change, "{old}" ({lead}) to "{new}" ({new_lead}), and what is recorded stays with it.')
    return Doubt(
        old.id,
        sentence.format(old=old.title, lead=old.lead, new=new.title, new_lead=new.lead),
        _("Another activity has an id of its own; what was recorded in another copy comes in by `coordplan merge`.")
        if by_hand
        else _("Another activity has an id of its own."),
    )


def doubt_recurs_no_more(change: Writing, old: Activity, new: Activity, program: Program) -> Doubt | None:
    """Return the doubt about what recurred and is to fall due once, by which occurrences go; not at its beginning."""
    last = words_on(new, program.until_on)
    if (
        words_on(old, program.until_on).every is None
        or last.every is not None
        or not has_entries(change.connection, change.number)
    ):
        return None
    before, after = (occurrences_of(each, program.start_on, program.until_on) for each in (old, new))
    gone = {each.id for each in before} - {each.id for each in after}
    if not gone:
        return None
    when = _("ongoing") if last.ongoing else _("due {day}").format(day=write_day(last.due_on))
    sentence = _("it would recur no more ({when}): {n} of its {there} occurrences go.")
    return Doubt(
        old.id,
        sentence.format(when=when, n=write_number(len(gone)), there=write_number(len(before))),
        _(
            "Another day in each period: --due-day DAY; a later day for one of them: coordplan extend {id}@... DATE"
        ).format(id=old.id),
    )


def doubt_other_unit(change: Writing, activity: str, today: date) -> Doubt | None:
    """Return the doubt about a target in another unit than the values that are recorded of it."""
    before, after = (
        rows_on_day(change.connection, known, today, (activity,)) for known in (change.number - 1, change.number)
    )
    for id_, row in after.items():
        old, new = before[id_].target if id_ in before else None, row.target
        if old is not None and new is not None and row.value is not None and fold(old.unit) != fold(new.unit):
            sentence = _('of {id} "{value} {old}" is recorded, and would read as "{value} {new}".')
            return Doubt(
                activity,
                sentence.format(id=id_, value=write_number(row.value), old=old.unit, new=new.unit),
                _("What is counted in another unit is another activity, with an id of its own."),
            )
    return None


def doubt_half_a_plan(plan: str, retired: Collection[str], there: int) -> Doubt | None:
    """Return the doubt about half of a plan or more being retired at once, three activities at least."""
    if len(retired) < 3 or 2 * len(retired) < there:
        return None
    sentence = _("{n} of its {there} activities would be retired, {ids}: is a file of the set missing?")
    ids = ", ".join(list(retired)[:3]) + (", ..." if len(retired) > 3 else "")
    return Doubt(plan, sentence.format(n=len(retired), there=there, ids=ids))


def doubt_same_title(new: Activity, activities: Iterable[Activity]) -> Doubt | None:
    """Return the doubt about an activity whose title its plan has already, in whatever letters."""
    key = title_key(new.title)
    same = next((each for each in activities if each.plan == new.plan and title_key(each.title) == key), None)
    if same is None:
        return None
    return Doubt(
        new.id,
        _('the plan has {id} with this title: "{title}".').format(id=same.id, title=same.title),
        _("To change that one: coordplan edit {id} ...").format(id=same.id),
    )


def doubt_letterless_title(new: Activity, old: Activity | None = None) -> Doubt | None:
    """Return the doubt about a title without a letter, such as a number or dots, unless it is there already."""
    if any(each.isalpha() for each in new.title) or (old is not None and old.title == new.title):
        return None
    sentence = _('its title, "{title}", has no letter: is it the title?')
    return Doubt(new.id, sentence.format(title=new.title))
