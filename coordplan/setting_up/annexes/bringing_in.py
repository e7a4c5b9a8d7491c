"""What an annex brings, written: into the file as a change, or as files of definitions to be reviewed."""

from collections.abc import Sequence
from datetime import date

from coordplan.definitions.writer import write_definitions
from coordplan.errors import Doubt
from coordplan.model import Definitions
from coordplan.setting_up.annexes.findings import ImportChoices
from coordplan.setting_up.annexes.outcomes import Outcome, Outcomes, bodies_to_define
from coordplan.setting_up.annexes.page import ImportReport, deadline_words, later_line
from coordplan.store.applying import apply
from coordplan.store.changes import Writing
from coordplan.store.differences import Difference, StoredDefinitions
from coordplan.store.door.defining import doubt_letterless_title, doubt_other_activity, doubt_same_title
from coordplan.store.door.moves import pass_moves
from coordplan.text.language import translate as _


def bring_in(
    change: Writing, held: StoredDefinitions, found: Outcomes, choices: ImportChoices, today: date, update: bool
) -> None:
    """Add what is new as `add` does; with ``update`` change what differs as `edit` does."""
    new = [row for row in found.rows if row.old is None]
    differing = [row for row in found.rows if row.old is not None and row.difference is not None] if update else []
    bodies = bodies_to_define(held.definitions, [*new, *differing], choices)
    apply(
        change,
        held,
        Definitions(organizations=bodies),
        [Difference("organization", body.id, body.title, "added") for body in bodies],
        today,
    )
    _apply(change, held, new, today, by_hand=True)
    for by_hand in (False, True):
        _apply(change, held, [r for r in differing if (r.activity.id in held.by_hand) == by_hand], today, by_hand)
    for row in differing:
        if row.old is not None:
            change.doubt(doubt_other_activity(change, row.old, row.activity), doubt_other_schedule(row))
    for row in new:
        if row.namesake is not None and not row.is_later_than_namesake:
            change.doubt(doubt_same_title(row.activity, [row.namesake]))
    for row in (*new, *differing):
        change.doubt(doubt_letterless_title(row.activity, row.old))
    pass_moves(change, today)


def _apply(change: Writing, held: StoredDefinitions, rows: Sequence[Outcome], today: date, by_hand: bool) -> None:
    if rows:
        wanted = Definitions(activities=tuple(row.activity for row in rows))
        what = [row.difference for row in rows if row.difference is not None]
        apply(change, held, wanted, what, today, by_hand=by_hand, edits=True)


def doubt_other_schedule(row: Outcome) -> Doubt | None:
    """Return the doubt about an annex that takes the deadline of what recurs, or of another year, away from it."""
    old = row.old
    if old is None or not (row.moves_recurrence or (row.of_another_year and row.moves_deadline)):
        return None
    before, after = deadline_words(old), deadline_words(row.activity)
    if row.moves_recurrence:
        sentence = _('it recurs ({before}) and would fall due "{after}" instead, what has fallen due too.')
    else:
        sentence = _("it was due {before} and would be due {after}: the annex is of another year.")
    return Doubt(old.id, sentence.format(before=before, after=after), later_line(row))


def plan_files(report: ImportReport, replace: bool) -> tuple[str, str]:
    """Return the plan's file: what it had, with the annex's values, then what is new; and one of new bodies, or ""."""
    definitions, rows = report.definitions, report.outcomes.rows
    taken = {row.activity.id: row.activity for row in rows}
    before = [each for each in definitions.activities if each.plan == report.plan and (each.id in taken or not replace)]
    activities = tuple(({each.id: each for each in before} | taken).values())
    organizations = write_definitions(Definitions(organizations=report.bodies)).get("organizations.yaml", "")
    program = definitions.program
    assert program is not None
    if report.plan == program.id:
        whole = Definitions(program, definitions.contents, activities=activities)
        return write_definitions(whole)["program.yaml"], organizations
    plans = tuple(each for each in definitions.plans if each.id == report.plan)
    files = write_definitions(Definitions(program, plans=plans, activities=activities))
    return next(text for name, text in files.items() if name != "program.yaml"), organizations
