"""The files that a row of a form names: they lie beside the form; what is wrong with one is told of its cell."""

from contextlib import suppress
from pathlib import Path

from coordplan.cli.proving import proof_for
from coordplan.collecting.collect.answers_beside import quoted
from coordplan.collecting.collect.values import ReturnedRow, cell_problem
from coordplan.collecting.form.files_named import is_file_name
from coordplan.errors import CoordplanError, Problem, Refused
from coordplan.model import ProofFile
from coordplan.store.door.proof_files import empty_sentence
from coordplan.text.folding import same_name_key
from coordplan.text.language import translate as _
from coordplan.text.shell import quoted_word


def files_sent_along(
    row: ReturnedRow, form: Path, data_file: Path, copies: dict[str, Path] | None
) -> tuple[tuple[ProofFile, ...], list[Problem], list[Problem]]:
    """Return the files that a row names, what is wrong with those that cannot be taken, and what is to be known."""
    found: dict[ProofFile, None] = {}
    wrong = []
    for name in row.file_names:
        try:
            found[proof_for(_named_beside(form, name), data_file, copies)] = None
        except CoordplanError as error:
            wrong.append(cell_problem(row.occurrence, row.files_cell, error.sentence.rstrip("."), error.way_out))
    empty = [empty_sentence(each).rstrip(".") for each in found if each.size == 0]
    return tuple(found), wrong, [cell_problem(row.occurrence, row.files_cell, sentence) for sentence in empty]


def _named_beside(form: Path, name: str) -> Path:
    """Return a file beside a form by its name, however its letters are written; refuse where it is not there."""
    with suppress(OSError):
        for each in form.parent.iterdir():
            if same_name_key(each.name) == same_name_key(name):
                return each
    if not is_file_name(name):
        raise Refused(
            _("{text} is not the name of a file that came with the form").format(text=quoted(name)),
            _("Write the names of the files, one a line: 12-TB.pdf. Where none is sent, leave the cell blank."),
        )
    raise Refused(
        _("{file} is named as sent along and did not come with the form: send it along, or correct its name").format(
            file=name
        ),
        _("Where it has come, put it beside the form and take the form in again: coordplan collect {form}").format(
            form=quoted_word(form.as_posix())
        ),
    )
