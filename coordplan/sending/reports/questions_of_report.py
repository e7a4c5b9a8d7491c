"""What report asks at a terminal for what was left out: of which period, and into which file."""

from collections.abc import Mapping
from typing import Any

from coordplan.cli.asked_line import Dialogue
from coordplan.cli.asking import or_nothing
from coordplan.cli.session import Session
from coordplan.seeing.opening import reading
from coordplan.seeing.period_meant import asked_period
from coordplan.sending.reports.formats import ending_of
from coordplan.text.language import translate as _


def report_questions(session: Session, given: Mapping[str, Any], dialogue: Dialogue) -> dict[str, Any]:
    """Return the period and the file; nothing where either is known, or no report is wanted."""
    if any(given[name] is not None for name in ("period", "output", "write_template")) or given["list_fields"]:
        return {}
    with reading(session, given["as_of"], given["known_at"]) as file:
        usual, named = asked_period(file, None, "report", "ended")

    def checked(word: str) -> str:
        word = or_nothing(word)
        if word:
            ending_of(word)
        return word

    period = dialogue.ask(_("Period, for example 2024-Q2"), named, usual)
    output = dialogue.ask(_("File, for example quy-2.docx (Enter: on the screen)"), checked)
    return {"period": period, "output": output or None}
