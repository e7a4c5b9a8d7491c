"""Questions at a terminal, for answers that were left out. Into a pipe nothing is asked."""

import re
import sys
from collections.abc import Callable, Sequence

from coordplan.cli.speaking import offer, remark
from coordplan.dates.days import parse_day
from coordplan.dates.deadlines import lacks_year, parse_deadline
from coordplan.errors import CoordplanError, Doubt, Doubted, doubt_words
from coordplan.store.changes import Writing
from coordplan.text.folding import fold
from coordplan.text.language import translate as _

_FEWEST_LETTERS = 2  # of a title, that name what it stands for


class GoBackError(Exception):
    """The question before is to be asked again."""


def or_back(check: Callable[[str], str]) -> Callable[[str], str]:
    """Return a check that also takes the words for going back, and then raises GoBackError."""

    def heed(word: str) -> str:
        if fold(word) in ("back", "quay lai"):
            raise GoBackError
        return check(word)

    return heed


def ask(question: str, check: Callable[[str], str], default: str = "") -> str:
    """Ask until the answer passes; ``check`` returns it as it is used, or raises a CoordplanError that is shown."""
    while True:
        suffix = f" [{default}]" if default else ""
        print(f"{question}{suffix}: ", end="", file=sys.stderr, flush=True)  # noqa: T201  a question
        answer = sys.stdin.readline()
        if not answer:
            raise EOFError
        try:
            return check(answer.strip() or default)
        except CoordplanError as error:
            remark(f"{error.sentence} {error.way_out}".rstrip())


def choose(question: str, choices: Sequence[tuple[str, str]], several: bool = False, default: str = "") -> str:
    """Ask for one of some ids (or several, with commas), by id, number or words of its title; return the ids."""
    offer(choices)
    pick = one_of(choices, several)
    return ask(question, lambda answer: "" if several and not answer else pick(answer), default)


def one_of(choices: Sequence[tuple[str, str]], several: bool = False) -> Callable[[str], str]:
    """Return what takes an answer for one of some ids (or several): it raises CoordplanError for anything else."""

    def find(word: str) -> str:
        word = word.strip()
        if word.isdigit() and 1 <= int(word) <= len(choices):
            return choices[int(word) - 1][0]
        if word in (id_ for id_, _title in choices):
            return word
        words = fold(word) if sum(letter.isalnum() for letter in word) >= _FEWEST_LETTERS else ""
        begins = re.compile(rf"\b{re.escape(words)}")
        fitting = [(id_, title) for id_, title in choices if words and begins.search(fold(title))]
        fitting = [each for each in fitting if words == fold(each[1])] or fitting
        if len(fitting) == 1:
            ((id_, title),) = fitting
            if words != fold(title):
                remark(_('"{words}" is taken for {id} ({title}).').format(words=word, id=id_, title=title))
            return id_
        raise CoordplanError(
            _('"{word}" is not one of these.').format(word=word)
            if not fitting
            else _('"{word}" fits several: {ids}.').format(word=word, ids=", ".join(id_ for id_, _title in fitting)),
            _("Answer with a number, an id or words of the title."),
        )

    return lambda answer: ",".join(find(word) for word in (answer.split(",") if several else [answer]))


def settle(doubts: Sequence[Doubt], failure: type[Doubted] = Doubted) -> None:
    """Ask, in one question, whether all that is doubted is meant; raise CoordplanError where it is not.

    Where nobody is there to be asked, that is the ``failure``.
    """
    if not somebody_is_there():
        raise failure(doubts)
    if not _confirmed(doubts):
        raise CoordplanError(_("Nothing was written."))


def is_meant(doubts: Sequence[Doubt]) -> bool:
    """Say whether somebody is there to be asked, and says that all that is doubted is meant."""
    return bool(doubts) and somebody_is_there() and _confirmed(doubts)


def somebody_is_there() -> bool:
    """Say whether questions can be asked and answered: standard input and error are both a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _confirmed(doubts: Sequence[Doubt]) -> bool:
    remark(_("This needs a second look:"))
    for doubt in doubts:
        remark(doubt_words(doubt))
    return is_yes(_("Is it meant? (y/n)"))


def is_yes(question: str, default: bool = False) -> bool:
    """Ask until the answer is yes or no; return which. With a default, Enter is yes."""
    return ask(question, yes_or_no, _("y") if default else "") in ("y", "c")


def yes_or_no(answer: str) -> str:
    """Return y, c (có), n or k (không); raise CoordplanError for anything else."""
    word = fold(answer)
    if word not in ("y", "yes", "c", "co", "n", "no", "k", "khong"):
        raise CoordplanError(_("Answer y (yes) or n (no)."))
    return word[:1]


def say_trial(change: Writing) -> None:
    """Say what a change that was only tried out would say, and what would be asked about."""
    for sentence in change.remarks:
        remark(sentence)
    if change.doubts:
        remark(_("This needs a second look:"))
    for doubt in change.doubts:
        remark(doubt_words(doubt))


def a_day(text: str) -> str:
    """Return words that are a day; raise CoordplanError for others."""
    try:
        parse_day(text)
    except ValueError as error:
        raise CoordplanError(f"{error}.") from error
    return text


def a_deadline(text: str, without_year: bool = False) -> str:
    """Return words that are a deadline, if wanted without their year; raise CoordplanError for others."""
    try:
        if not (without_year and lacks_year(text)):
            parse_deadline(text)
    except ValueError as error:
        raise CoordplanError(f"{error}.") from error
    return text
