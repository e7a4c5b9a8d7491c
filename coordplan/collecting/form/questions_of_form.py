"""What form asks at a terminal for what was left out: of which period, and into which folder."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coordplan.cli.asked_line import Dialogue
from coordplan.cli.session import Session
from coordplan.errors import CoordplanError
from coordplan.seeing.opening import reading
from coordplan.seeing.period_meant import asked_period
from coordplan.text.language import translate as _

_USUAL_FOLDER = "bieu"


def form_questions(session: Session, given: Mapping[str, Any], dialogue: Dialogue) -> dict[str, Any]:
    """Return the period and the folder; nothing where it is known where the files go."""
    if given["output"] is not None or given["mail"] is not None or given["own"]:
        return {}
    with reading(session, given["as_of"]) as file:
        usual, named = asked_period(file, given["period"], "form", "next")
    period = given["period"] or dialogue.ask(_("Period, for example 2024-Q2"), named, usual)
    return {"period": period, "output": dialogue.ask(_("Folder for the forms"), _folder, _USUAL_FOLDER)}


def _folder(word: str) -> str:
    if Path(word).exists() and not Path(word).is_dir():
        raise CoordplanError(_("{path} is not a folder.").format(path=word))
    return word
