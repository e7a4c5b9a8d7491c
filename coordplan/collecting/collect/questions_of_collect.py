"""What collect asks at a terminal where no file is named: which of those that look like answers."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coordplan.cli.asked_line import Dialogue
from coordplan.cli.asking import Choices, not_empty
from coordplan.cli.session import Session
from coordplan.collecting.collect.returned_form import ReturnedForm, read_returned
from coordplan.collecting.form.values import FILLED
from coordplan.errors import CoordplanError
from coordplan.text.language import translate as _

_DEEP = 2  # folders below this one that are looked into
_MOST_READ = 200  # workbooks: a folder that is somebody's whole disk is not read through


def collect_questions(_session: Session, given: Mapping[str, Any], dialogue: Dialogue) -> dict[str, Any]:
    """Return the files that came back, out of this folder and those in it; nothing where files are named."""
    if given["files"]:
        return {}
    choices = _answers_here()
    if not choices:
        return {"files": [dialogue.ask(_("Folder or file with the forms that came back"), _there)]}
    named = dialogue.choose(_("Files that came back"), choices, several=True, named=_there)
    return {"files": named.split(",")}


def _answers_here() -> Choices:
    """Return the workbooks in which a form has been filled in, and whose it is; a comma would part a name in two."""
    paths = [path for deep in range(_DEEP + 1) for path in sorted(Path().glob("*/" * deep + "*.xlsx"))]
    names = [each.as_posix() for each in paths if not each.name.startswith((".", "~$")) and "," not in str(each)]
    files = read_returned(names[:_MOST_READ])[0] if names else []
    forms = [(each.name, each.form) for each in files if each.form is not None and _is_filled_in(each.form)]
    return [(name, f"{form.stamp.organization}@{form.stamp.period}") for name, form in forms]


def _is_filled_in(form: ReturnedForm) -> bool:
    cells = (row.get(key) for row in form.rows.values() for key in FILLED)
    return any(cell is not None and cell.value is not None for cell in cells)


def _there(word: str) -> str:
    """Return the name of a file or folder; raise CoordplanError where there is none."""
    if not Path(not_empty(word)).exists():
        raise CoordplanError(_("{path} is not there.").format(path=word))
    return word
