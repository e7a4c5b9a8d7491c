"""What period asks at a terminal for what was left out; which one is closed is never guessed."""

from collections.abc import Mapping
from typing import Any

from coordplan.cli.asked_line import Dialogue
from coordplan.cli.asking import not_empty
from coordplan.cli.session import Session
from coordplan.seeing.opening import reading
from coordplan.seeing.windows import period_named
from coordplan.store.closed_periods import closings_ever
from coordplan.text.language import translate as _


def period_questions(session: Session, given: Mapping[str, Any], dialogue: Dialogue) -> dict[str, Any]:
    """Return what is done to which period, and why it is opened again; nothing where the line is whole."""
    action, key, reason = given["action"], given["key"], given["reason"]
    if action == "list" or (action and key and (action == "close" or reason.strip())):
        return {}
    actions = [("close", _("close a period")), ("reopen", _("open one again")), ("list", _("list the closed ones"))]
    action = action or dialogue.choose(_("What to do with a period"), actions)
    if action == "list":
        return {"action": action}

    def named(word: str) -> str:
        with reading(session) as file:
            return period_named(file, not_empty(word), _("PERIOD")).key

    if key is None and action == "reopen":
        with reading(session) as file:
            closed = [each.period for each, is_closed in closings_ever(file.connection, file.up_to_change) if is_closed]
        key = dialogue.choose(_("Period"), [(each, "") for each in closed], named=named)
    key = key or dialogue.ask(_("Period, for example 2024-Q2"), named)
    if action == "reopen" and not reason.strip():
        reason = dialogue.ask(_("Reason"), not_empty)
    words = {"close": _("close {period}"), "reopen": _("open {period} again")}[action].format(period=key)
    dialogue.confirm([_("To be written:"), f"  {words}"])
    return {"action": action, "key": key, "reason": reason}
