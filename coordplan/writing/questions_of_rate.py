"""What rate asks at a terminal for what was left out."""

from collections.abc import Mapping
from contextlib import closing
from typing import Any

from coordplan.cli.asked_line import Dialogue
from coordplan.cli.asking import not_empty
from coordplan.cli.session import Session
from coordplan.seeing.filters import plan_to_write
from coordplan.seeing.rating import COLOURS, colour_words
from coordplan.store.definitions import stored_definitions
from coordplan.store.file import open_for_reading
from coordplan.text.language import translate as _
from coordplan.writing.questions_of_add import ids_and_titles
from coordplan.writing.rate import COMPUTED, colour_named


def rate_questions(session: Session, given: Mapping[str, Any], dialogue: Dialogue) -> dict[str, Any]:
    """Return which plan is rated, as what, and why; nothing where the line is whole."""
    if given["plan"] is not None and given["colour"] is not None and given["reason"]:
        return {}
    with closing(open_for_reading(session.path())) as connection:
        definitions = stored_definitions(connection).definitions
    plans = [*ids_and_titles(definitions.plans), *ids_and_titles(filter(None, [definitions.program]))]
    plan = given["plan"] and plan_to_write(definitions, given["plan"])
    plan = plan or dialogue.choose(_("Plan"), plans)
    colours = [*((each, colour_words(each)) for each in COLOURS), (COMPUTED, _("computed"))]
    colour = given["colour"] or dialogue.choose(_("Rating"), colours, named=colour_named)
    reason = given["reason"] or dialogue.ask(_("Reason"), not_empty)
    titles = {each[0]: each[-1] for each in (*plans, *colours)}
    what = f"{titles.get(plan, plan)}: {titles.get(colour, colour)} ({reason})"
    dialogue.confirm([_("To be written:"), f"  {what}"])
    return {"plan": plan, "colour": colour, "reason": reason}
