"""The marks of a copy that goes back to its sender: what is ours in it, and what the sender wrote beside them. Pure."""

from coordplan.errors import Problem
from coordplan.text.language import LANGUAGES, in_language, mark
from coordplan.text.language import translate as _

AUTHOR = "coordplan"
END_OF_MARK = "(coordplan)"  # where the words of a marked copy end; what the sender adds stands before or after them
PARTING = "\n---\n"
CORRECTION_SHEET = mark("To correct")
CORRECTION_COLUMNS = 6  # of that sheet; what stands beside them somebody wrote


def words_of_sender(text: str, author: str) -> str:
    """Return what a comment says but for the words of a marked copy, which it may hold before or after them."""
    if END_OF_MARK not in text:
        return "" if author == AUTHOR else text
    own, _end, after = text.partition(END_OF_MARK)
    before, parting, _own = own.rpartition(PARTING)
    return "\n".join(filter(None, (before if parting else "", after.strip())))


def open_way_out(fault: Problem) -> str:
    """Return the way out that is open to whoever filled the form in: they have no command line."""
    return "" if "coordplan " in fault.remedy or "--" in fault.remedy else fault.remedy


def is_correction_sheet(title: str) -> bool:
    """Say whether a sheet is one of a marked copy, in any language."""
    for language in LANGUAGES:
        with in_language(language):
            if title.casefold() == _(CORRECTION_SHEET).casefold():
                return True
    return False
