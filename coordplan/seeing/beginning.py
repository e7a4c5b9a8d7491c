"""Where to go on while a program has nothing yet: what an empty screen ends with, each step with its command."""

from collections.abc import Callable, Sequence
from pathlib import Path

from coordplan.errors import Refused
from coordplan.file_names import annexes_in
from coordplan.model import Definitions
from coordplan.paper.cells import Page, Tone
from coordplan.paper.screen import Screen
from coordplan.seeing.opening import Reading
from coordplan.text.language import translate as _
from coordplan.text.shell import of_file, quoted_word
from coordplan.text.writing import write_day

Lines = tuple[tuple[str, Tone], ...]


def first_steps(reading: Reading, plans: Sequence[str] = ()) -> Lines:
    """Return what to do where nothing is planned yet (in some plans), or a program is over with nothing recorded."""
    of_plans = [each.id for each in reading.definitions.plans if each.id in plans]
    if not any(_holds(reading, "activities", plan) for plan in of_plans or [""]):
        return _to_plan(reading.definitions, *of_plans)
    return _over(reading) if is_over_unrecorded(reading) else ()


def is_over_unrecorded(reading: Reading) -> bool:
    """Say whether a program has come to its end with nothing recorded: then all that is overdue is so by its frame."""
    return reading.program.until_on < reading.as_of and not _holds(reading, "entries")


def with_first_steps(reading: Reading, page: Callable[[], Page], plans: Sequence[str] = ()) -> Callable[[], Page]:
    """Return how to make a page that ends with the first steps, where there are some and it has nothing to show."""
    if not (steps := first_steps(reading, plans)):
        return page
    over = is_over_unrecorded(reading)

    def made() -> Page:
        found = page()
        if over:  # said before what it is said of
            return found._replace(sentences=(*found.sentences, steps[0]), notes=(*found.notes, *steps[1:]))
        return found if found.tables else found._replace(notes=(*found.notes, *steps))

    return made


def room_beside_them(reading: Reading, screen: Screen | None) -> Screen | None:
    """Return what a screen has room for where the first steps are to stand on it too."""
    if screen is None or not is_over_unrecorded(reading):
        return screen
    return screen._replace(lines=screen.lines - screen.height(Page(notes=first_steps(reading))))


def _holds(reading: Reading, table: str, plan: str = "") -> bool:
    of_plan = "AND plan_id = :plan" if plan else ""
    query = f"""
        SELECT EXISTS (
            SELECT 1
            FROM {table}
            WHERE added_by <= :change AND (ended_by IS NULL OR ended_by > :change) {of_plan}
        )"""
    return bool(reading.connection.execute(query, {"change": reading.up_to_change, "plan": plan}).fetchone()[0])


def refuse_nothing_planned(definitions: Definitions) -> None:
    """Refuse to choose an activity where none is planned, with what plans some."""
    if not definitions.activities:
        raise Refused(
            _("There is no activity here yet."), "\n".join(sentence for sentence, _tone in _to_plan(definitions))
        )


def _to_plan(definitions: Definitions, *plans: str) -> Lines:
    return _commands(
        definitions,
        plans,
        _("From an annex: coordplan import {annex} --plan {plan}"),
        _("One by one: coordplan add {plan}"),
        _("From the signed annex to the first report: coordplan help start"),
    )


def _over(reading: Reading) -> Lines:
    sentence = _("The program ended on {day}, and nothing of it is recorded: what is overdue here says nothing.")
    return (
        (sentence.format(day=write_day(reading.program.until_on)), "warn"),
        *_commands(
            reading.definitions,
            (),
            _("A program of your own: coordplan --db new/coordplan.db init new/plans --empty"),
            _("The program after this one: coordplan next next-plans --carry none"),
            _("An annex into this one: coordplan import {annex} --plan {plan}"),
            _("From the signed annex to the first report: coordplan help start"),
        ),
    )


def _commands(definitions: Definitions, plans: Sequence[str], *sentences: str) -> Lines:
    program = "" if definitions.program is None else definitions.program.id
    plan, *_others = (*plans, *(each.id for each in definitions.plans), program)
    annex = quoted_word((annexes_in(Path.cwd()) or ["phu-luc.docx"])[0])
    return tuple((of_file(each).format(plan=plan, annex=annex), "strong") for each in sentences)
