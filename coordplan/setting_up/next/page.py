"""What there is to say of the next program's definitions, in sentences."""

from collections.abc import Iterator, Sequence

from coordplan.model import Program
from coordplan.seeing.listing import ListedOccurrence
from coordplan.setting_up.next.successions import OpenSuccession
from coordplan.setting_up.next.values import NextSet
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import standing_words, write_day, write_number

_MOST = 20


def set_sentence(made: NextSet, folder: str) -> str:
    """Return what was written."""
    program = made.definitions.program
    assert program is not None
    return _(
        "Wrote the program {id} ({first} to {last}) into {folder}: {plans} plans, {recurring} activities that go on, "
        "{carried} carried over."
    ).format(
        id=program.id,
        first=write_day(program.start_on),
        last=write_day(program.until_on),
        folder=folder,
        plans=write_number(len(made.definitions.plans)),
        recurring=write_number(made.recurring),
        carried=write_number(len(made.carried)),
    )


def set_remarks(made: NextSet, before: Program) -> Iterator[str]:
    """Yield what became of plans and activities, and what is still to be filled in."""
    titles = {plan.id: plan.short or plan.title for plan in made.definitions.plans}
    for plan, now in made.joined:
        yield _("{plan}: one body has both now; its activities stand in plan {now} ({title}).").format(
            plan=plan, now=now, title=titles[now]
        )
    by_plan: dict[str, list[str]] = {}
    for id_, now in made.moved:
        by_plan.setdefault(now, []).append(id_)
    for now, ids in by_plan.items():
        yield _("In plan {now}, with the body that leads them now: {ids}.").format(now=now, ids=", ".join(ids))
    if made.left:
        sentence = translate_count(
            "{n} activity stays with {program}: it was due once, or over before the end.",
            "{n} activities stay with {program}: they were due once, or over before the end.",
            len(made.left),
        )
        yield sentence.format(n=write_number(len(made.left)), program=before.id)
    if made.due_anew:
        yield _("Due anew on {day}, since their own due date is over: {ids}. Put in what was agreed.").format(
            day=write_day(made.due_anew_on), ids=_few(made.due_anew)
        )
    if made.missing_years:
        yield _("The calendar has no days off for {years}; add them to calendar.yaml when they are announced.").format(
            years=", ".join(map(str, made.missing_years))
        )
    yield _("Yet to be put in: number and day of the signing, titles, targets, numbers of the new papers.")


def unfinished_lines(rows: Sequence[ListedOccurrence]) -> Iterator[str]:
    """Yield what is unfinished and not carried over, in lines; of many the first, and how to see the others."""
    sentence = translate_count(
        "{n} unfinished occurrence is not carried over:", "{n} unfinished occurrences are not carried over:", len(rows)
    )
    yield sentence.format(n=write_number(len(rows)))
    for row in rows[:_MOST]:
        yield "  " + "  ".join(unfinished_cells(row))
    if len(rows) > _MOST:
        yield "  " + _("and {n} more: coordplan list --standing open").format(n=write_number(len(rows) - _MOST))
    yield _("To carry them over: --carry open; some of them: --carry ID; to leave them: --carry none")


def unfinished_cells(row: ListedOccurrence) -> tuple[str, ...]:
    """Return what tells an unfinished occurrence from another: id, due date and standing, title."""
    due = write_day(row.due) if row.due is not None else ""
    return row.occurrence, f"{due}, {standing_words(row.standing)}".removeprefix(", "), row.title


def open_sentence(each: OpenSuccession, titles: dict[str, str]) -> str:
    """Return who has to be chosen, and for whom."""
    return _("{body} is over by then; who took over for {ids}?").format(
        body=titles.get(each.ended, each.ended), ids=_few(each.named_by)
    )


def _few(ids: Sequence[str]) -> str:
    return ", ".join(ids[:8]) + (f", ... ({len(ids)})" if len(ids) > 8 else "")
