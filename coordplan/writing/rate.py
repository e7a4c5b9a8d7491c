"""rate: what somebody rates a plan as, beside what the rules say."""

from typing import Annotated

import typer

from coordplan.cli.completion import complete_plan
from coordplan.cli.completion_of_words import complete_colour
from coordplan.cli.options import By, Reopen
from coordplan.cli.session import Session
from coordplan.cli.speaking import say
from coordplan.cli.usage import missing
from coordplan.errors import UsageFault
from coordplan.seeing.filters import Filters, plan_to_write
from coordplan.seeing.gather import status_report
from coordplan.seeing.opening import reading
from coordplan.seeing.rating import colour_words, reason_words
from coordplan.store.door.which_day import refuse_other_days
from coordplan.store.manual_ratings import add_rating
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.typed_words import TYPED_COLOURS, code_typed, proposed
from coordplan.text.writing import write_day

COMPUTED = "computed"


def rate_command(
    ctx: typer.Context,
    plan: Annotated[
        str | None,
        typer.Argument(
            metavar=mark("PLAN"), autocompletion=complete_plan, help=mark("The plan, or the program as a whole")
        ),
    ] = None,
    colour: Annotated[
        str | None,
        typer.Argument(
            metavar=mark("COLOUR"),
            autocompletion=complete_colour,
            help=mark("green, amber, red, or computed: by the rules again"),
        ),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar=mark("REASON"), help=mark("Why; it is shown with the rating"))
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar=mark("DATE"), help=mark("From this day on (today)"))] = None,
    reopen: Reopen = False,
    by: By = None,
) -> None:
    session: Session = ctx.obj
    if plan is None or colour is None or reason is None:
        there = {_("PLAN"): plan, _("COLOUR"): colour, "--reason": reason}
        raise missing("rate", *(name for name, value in there.items() if value is None))
    colour = colour_named(colour)
    if not reason.strip():
        raise UsageFault(_("--reason is empty: a rating needs a reason."))
    day = session.day(on, "--on")
    with reading(session) as file:
        definitions, titles = file.definitions, file.plan_titles
    id_ = plan_to_write(definitions, plan)
    with reading(session) as file:
        title = file.program.short or file.program.title if id_ == file.program.id else titles[id_]
        refuse_other_days(file.program, day, session.today())
    with session.writing(by, reason, reopen=reopen) as change:
        is_new = add_rating(change, id_, day, colour, reason.strip())
    if not is_new:
        sentence = _("{title}: already recorded: {colour} from {day} on. Nothing was written.")
        words = _("computed") if colour == COMPUTED else colour_words(colour)
        say(sentence.format(title=title, colour=words, day=write_day(day)))
        return
    with reading(session, day.isoformat(), str(change.number)) as file:
        report = status_report(file, Filters(), "plan", most=0)
        rating = report.rating if id_ == file.program.id else report.ratings[id_]
    assert rating is not None
    sentence = _("{title} is rated {colour} from {day} on: {reason}.").format(
        title=title, colour=colour_words(rating.colour), day=write_day(day), reason=reason_words(rating, titles)
    )
    say(sentence + " " + _("Change {number}.").format(number=change.number))


def colour_named(word: str) -> str:
    """Return the colour that is meant, by its name in either language."""
    if colour := code_typed(word, TYPED_COLOURS):
        return colour
    names = (proposed(each, TYPED_COLOURS) for each in TYPED_COLOURS)
    raise UsageFault(
        _('"{word}" is not a rating.').format(word=word), _("Write one of: {names}").format(names="; ".join(names))
    )
