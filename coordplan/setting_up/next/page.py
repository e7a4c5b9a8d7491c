"""What there is to say of the next program's definitions, in sentences."""

from collections.abc import Iterator, Sequence

from coordplan.model import Program
from coordplan.progress import write_value
from coordplan.seeing.listing import ListedOccurrence
from coordplan.setting_up.next.successions import LETTERHEAD, SIDES, OpenSuccession
from coordplan.setting_up.next.values import NextSet
from coordplan.text.language import in_language, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import standing_words, write_day, write_number, write_percent

_MOST = 20


def set_sentence(made: NextSet, folder: str) -> str:
    """Return what was written."""
    program = made.definitions.program
    assert program is not None
    plans = len(made.definitions.plans)
    return _("Wrote the program {id} ({first} to {last}) into {folder}: {plans}, {recurring}, {carried}.").format(
        id=program.id,
        first=write_day(program.start_on),
        last=write_day(program.until_on),
        folder=folder,
        plans=translate_count("{n} plan", "{n} plans", plans).format(n=write_number(plans)),
        recurring=translate_count("{n} activity that goes on", "{n} activities that go on", made.recurring).format(
            n=write_number(made.recurring)
        ),
        carried=_("{n} carried over").format(n=write_number(len(made.carried))),
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
    if made.begun:
        yield _("Begun before; what was done stands in the note, and the target is still the whole: {list}.").format(
            list="; ".join(f"{id_}: {progress}" for id_, progress in made.begun)
        )
    if made.missing_years:
        yield _("The calendar has no days off for {years}; add them to calendar.yaml when they are announced.").format(
            years=", ".join(map(str, made.missing_years))
        )
    yield _("Yet to be put in: number and day of the signing, titles, targets, numbers of the new papers.")


def suspended_sentence(rows: Sequence[ListedOccurrence]) -> str:
    """Return how much that is suspended `--carry open` leaves, and how it is carried over all the same."""
    sentence = translate_count(
        "{n} suspended occurrence stays with the program before: {ids}. To carry it over: {options}",
        "{n} suspended occurrences stay with the program before: {ids}. To carry them over: {options}",
        len(rows),
    )
    ids = [row.occurrence for row in rows]
    return sentence.format(n=write_number(len(rows)), ids=_few(ids), options=f"--carry open --carry {','.join(ids)}")


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
    if any(row.standing == "suspended" for row in rows):
        yield _("What is suspended is carried over by its id only (list --standing suspended).")
    yield _("To carry them over: --carry open; some of them: --carry ID; to leave them: --carry none")


def offered_cells(row: ListedOccurrence) -> tuple[str, ...]:
    """Return what is chosen by at a terminal: most of the line is for the title."""
    suspended = f"({standing_words(row.standing)}) " if row.standing == "suspended" else ""
    return row.occurrence, write_day(row.due) if row.due is not None else "", suspended + row.title


def unfinished_cells(row: ListedOccurrence) -> tuple[str, ...]:
    """Return what tells an unfinished occurrence from another: id, due date and standing, title."""
    due = write_day(row.due) if row.due is not None else ""
    return row.occurrence, f"{due}, {standing_words(row.standing)}".removeprefix(", "), row.title


def open_sentence(each: OpenSuccession, titles: dict[str, str]) -> str:
    """Return who has to be chosen, and for whom."""
    words = {SIDES: _("the sides of the program"), LETTERHEAD: _("the letterhead of papers")}
    return _("{body} is over by then; who took over for {ids}?").format(
        body=titles.get(each.ended, each.ended), ids=_few([words.get(id_, id_) for id_ in each.named_by])
    )


def _few(ids: Sequence[str]) -> str:
    return ", ".join(ids[:8]) + (f", ... ({len(ids)})" if len(ids) > 8 else "")


def progress_so_far(row: ListedOccurrence, program: Program) -> str:
    """Return how far an occurrence got, as its papers write it; "" where it was not begun."""
    if not row.percent and not row.value:
        return ""
    with in_language(program.language):
        target = row.whole_target
        value = [] if row.value is None or target is None else [write_value(row.value, target)]
        return ", ".join((*value, write_percent(row.percent, 0)))
