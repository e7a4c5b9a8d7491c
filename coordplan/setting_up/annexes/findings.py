"""What is wrong with an annex or not understood, each with its cell; and what a person could be asked."""

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from coordplan.errors import Problem
from coordplan.model import Organization
from coordplan.named_tuples import NamedTuple
from coordplan.setting_up.annexes.grid import Place
from coordplan.text.language import translate as _
from coordplan.text.shell import quoted_word

LONGEST_QUOTE = 80
_HARMLESS = re.compile(r"[^\"$`\\!%^<>|]*")  # between double quotes, in any shell

QuestionKind = Literal["lead", "partner", "content", "deadline", "year", "order"]


class OpenQuestion(NamedTuple):
    """What a person could tell: of which kind, the words that are asked about, and what they might mean."""

    kind: QuestionKind
    key: str  # equal words get one answer
    words: str  # empty where the cell is
    candidates: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()  # deadlines that can be picked by their number


class Finding(NamedTuple):
    """Something of an annex that is wrong, not understood, or only to be looked at (a warning)."""

    place: Place
    rule: str
    message: str
    remedy: str = ""
    warning: bool = False
    question: OpenQuestion | None = None
    more: tuple[Place, ...] = ()  # further cells that say the same

    def problem(self) -> Problem:
        """Return the finding in the form in which all problems are shown."""
        message = self.message
        if self.more:
            cells = ", ".join(each.cell_words() for each in self.more[:8])
            message += " " + _("(and so in {cells})").format(cells=cells + (", ..." if len(self.more) > 8 else ""))
        return Problem(self.place.words(), 0, 1, self.rule, message, self.remedy, warning=self.warning)


def merge_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings with those together that say the same of several cells, in the order of the first."""
    places: dict[Finding, dict[Place, None]] = {}
    first: dict[object, Finding] = {}
    for each in findings:
        # Words that one answer settles are the same in any spelling
        subject = each.question[:2] if each.question is not None and each.question.words else each.message
        same = first.setdefault((each.rule, subject, each.place.name, each.warning), each)
        places.setdefault(same, {}).update(dict.fromkeys((each.place, *each.more)))
    return tuple(each._replace(more=tuple(found)[1:]) for each, found in places.items())


def excerpt(words: str) -> str:
    """Return words of a cell as a sentence quotes them: the beginning of long ones."""
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"


def option(name: str, words: str, meaning: str) -> str:
    """Return an option as it can be typed: what a cell says does nothing in a shell; of long words only their place."""
    value = f"{words if len(words) <= LONGEST_QUOTE else 'WORDS'}={meaning}"
    return f"{name} " + (f'"{value}"' if _HARMLESS.fullmatch(value) else quoted_word(value))


LEFT_OUT = "-"  # the answer that words name no organization that is kept here


class ImportChoices(NamedTuple):
    """What the user says beside the file."""

    answers: Mapping[str, str] = {}  # what words mean, by their key: an organization, contents, a deadline
    contents: tuple[str, ...] = ()  # of rows that name none
    lead: str = ""
    due: str = ""
    year: int | None = None
    remembered_year: int | None = None  # that a file of answers says: of an annex that says none itself
    bodies: tuple[Organization, ...] = ()  # that the program has not yet, and the answers define
    hidden: bool = True  # hidden rows count
    year_answered: bool = False  # the year is an answer to a question
