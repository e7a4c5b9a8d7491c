"""Questions at a terminal, for answers that were left out. Into a pipe nothing is asked.

Every question says how to leave and how to go back. Nothing is open, and nobody waits, while somebody is asked.
"""

import re
import shutil
import sys
from collections.abc import Callable, Sequence

from coordplan.cli.speaking import offer, remark
from coordplan.dates.days import parse_day
from coordplan.dates.deadlines import lacks_year, parse_deadline
from coordplan.errors import CoordplanError, Doubt, Refused, doubt_words
from coordplan.store.changes import Writing
from coordplan.text.folding import fold
from coordplan.text.language import translate as _
from coordplan.text.typed_words import yes_or_no_typed
from coordplan.text.writing import display_width, plain

Choices = Sequence[tuple[str, ...]]  # each the id first, its title last; what else helps to choose in between
Check = Callable[[str], str]  # returns an answer as it is used, or raises a CoordplanError that is shown

_FEWEST_LETTERS = 2  # of a title, that name what it stands for
_MOST_OFFERED = 15
_LINES_BESIDE = 4  # of a screen, for the question and what is said of the list
_ROOM_TO_ANSWER = 16  # columns beside a question; where there is less, the answer has a line of its own
_BACK = ("<", "back", "quay lai")
_NOTHING = ("-", "none", "nothing", "skip", "khong co", "bo qua")


class GoBackError(Exception):
    """The question before is to be asked again."""


def ask(question: str, check: Check, default: str = "", back: bool = False, shown: str = "") -> str:
    """Ask until the answer passes. Enter alone takes the ``default``, which may be ``shown`` in other words.

    Raises GoBackError where the question before is meant, if there is one to go ``back`` to.
    """
    while True:
        answer = _line(f"{question} [{shown or default}]" if shown or default else question, back)
        if fold(answer) in _BACK:
            if back:
                raise GoBackError
            remark(_("There is no question before this one."))
            continue
        try:
            return check(answer or default)
        except CoordplanError as error:
            remark(f"{error.sentence} {error.way_out}".rstrip())


class SeveralFitError(CoordplanError):
    """Words that several of the choices fit."""

    def __init__(self, word: str, fitting: Choices) -> None:
        ids = ", ".join(each[0] for each in fitting)
        super().__init__(_('"{word}" fits several: {ids}.').format(word=word, ids=ids), _how_to_answer())
        self.fitting = fitting


def choose(
    question: str,
    choices: Choices,
    several: bool = False,
    back: bool = False,
    named: Check | None = None,
    optional: bool = False,
) -> str:
    """Ask for one of some ids (or several, with commas), by number, id or words of the title; return the ids.

    Words that fit several narrow the list; Enter then shows all again. ``named`` takes what else may be written for an
    id, and raises CoordplanError for what is none. What is ``optional`` may be nothing.
    """
    if not choices and named is None:
        if optional:
            return ""
        raise Refused(_("{question}: there is nothing to choose from yet.").format(question=question))
    how = _("numbers, ids or words of a title, with commas") if several else _("number, id or words of a title")
    how += _("; Enter: none") if optional else ""
    shown, is_new = choices, True
    while True:
        if is_new:
            most = offer(shown, _MOST_OFFERED, _LINES_BESIDE)
            if len(shown) > most:
                sentence = _("{n} of {all} shown; words of a title narrow them.")
                remark(sentence.format(n=most, all=len(shown)))
        answer = ask(f"{question}: {how}", lambda word: word, back=back)
        is_new = False
        try:
            if optional and shown is choices and not or_nothing(answer):
                return ""
            if answer:
                return one_of(choices, several, shown, named)(answer)
            if shown is choices:
                raise CoordplanError(_("This cannot be left empty."), _how_to_answer())
            shown, is_new = choices, True
        except SeveralFitError as error:
            if several and "," in answer:
                remark(f"{error.sentence} {error.way_out}")
            else:
                shown, is_new = error.fitting, True
        except CoordplanError as error:
            remark(f"{error.sentence} {error.way_out}".rstrip())


def one_of(choices: Choices, several: bool = False, numbered: Choices = (), named: Check | None = None) -> Check:
    """Return what takes an answer for one of some ids (or several): it raises CoordplanError for anything else.

    Numbers count what was ``numbered`` for whoever answers, else all; words look there first.
    """

    def find(word: str) -> str:
        word = word.strip()
        offered = numbered or choices
        if word.isdecimal() and 1 <= int(word) <= len(offered):
            return offered[int(word) - 1][0]
        if (id_ := next((each[0] for each in choices if each[0].lower() == word.lower()), None)) is not None:
            return id_
        unknown = CoordplanError(_('"{word}" is not one of these.').format(word=word), _how_to_answer())
        try:
            if named is not None:
                return named(word)
        except CoordplanError as error:
            unknown = error
        fitting = _fitting(word, offered) or _fitting(word, choices)
        if not fitting:
            raise unknown
        if len(fitting) > 1:
            raise SeveralFitError(word, fitting)
        id_, title = fitting[0][0], fitting[0][-1]
        if fold(word) != fold(title):
            remark(_('"{words}" is taken for {id} ({title}).').format(words=word, id=id_, title=title))
        return id_

    return lambda answer: ",".join(dict.fromkeys(map(find, answer.split(",") if several else [answer])))


def _how_to_answer() -> str:
    return _("Answer with a number, an id or words of the title.")


def _fitting(word: str, choices: Choices) -> list[tuple[str, ...]]:
    """Return the choices that words name: by the id or the whole title, else by a part of it, else by its words."""
    words = fold(word)
    if sum(letter.isalnum() for letter in words) < _FEWEST_LETTERS or word.isdecimal():
        return []
    if exact := [each for each in choices if words in (fold(each[0]), fold(each[-1]))]:
        return exact
    phrase = re.compile(rf"\b{re.escape(words)}")
    if fitting := [each for each in choices if phrase.search(fold(each[-1]))]:
        return fitting
    begins = [re.compile(rf"\b{re.escape(each)}") for each in words.split()]
    return [each for each in choices if all(one.search(fold(" ".join(each))) for one in begins)]


def is_yes(question: str, enter: bool = False, back: bool = False) -> bool:
    """Ask until the answer is yes or no; return which. Enter alone is ``enter``, the one in capitals."""
    signs = _("[Y/n]") if enter else _("[y/N]")
    return ask(f"{question} {signs}", lambda word: yes_or_no(word, enter), back=back) == "y"


def yes_or_no(answer: str, enter: bool = False) -> str:
    """Return y or n; raise CoordplanError for what is neither."""
    if not answer.strip():
        return "y" if enter else "n"
    meant = yes_or_no_typed(answer)
    if meant is None:
        raise CoordplanError(_("Answer y (yes) or n (no)."))
    return "y" if meant else "n"


def or_nothing(answer: str) -> str:
    """Return an answer, empty where its words say that there is nothing."""
    return "" if fold(answer) in _NOTHING else answer


def not_empty(answer: str) -> str:
    """Return an answer; raise CoordplanError where there is none."""
    if not answer:
        raise CoordplanError(_("This cannot be left empty."))
    return answer


def is_meant(doubts: Sequence[Doubt]) -> bool:
    """Ask, in one question, whether all that is doubted is meant."""
    remark(_("This needs a second look:"))
    for doubt in doubts:
        remark(doubt_words(doubt))
    return is_yes(_("Is it meant?"))


def reading_meant(doubt: Doubt, again: bool = False) -> str:
    """Ask which reading of what is doubted is meant; empty where none is: it is asked ``again``, or nothing written."""
    remark(_("This needs a second look:"))
    remark(doubt_words(doubt._replace(way_out="")))
    offer([(label,) for _answer, label in doubt.readings])
    pick = one_of(doubt.readings)
    question = _("Choose a number (Enter: answer again)") if again else _("Choose a number (Enter: nothing is written)")
    return ask(question, lambda answer: pick(answer) if answer else "")


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


def _line(question: str, back: bool) -> str:
    """Return the line that answers a question, with nothing in it that a terminal would obey; raise EOFError."""
    leaving = _("(<: back; Ctrl+C: stop)") if back else _("(Ctrl+C: stop, nothing is written)")
    beside = question.endswith(")")  # no bracket stands behind another
    prompt = plain(f"{question[:-1]}; {leaving[1:]}: " if beside else f"{question} {leaving}: ")
    if display_width(prompt) + _ROOM_TO_ANSWER > shutil.get_terminal_size((80, 24)).columns:
        remark(prompt.rstrip())
        prompt = "> "
    try:
        line = _edited_line(prompt)
    except (KeyboardInterrupt, EOFError):
        print(file=sys.stderr)  # noqa: T201  what is said next has a line of its own
        raise
    return plain(line.encode(errors="replace").decode()).strip()


def _edited_line(prompt: str) -> str:
    """Return a line that is typed, with arrow keys where the system's own library of lines can show them."""
    if sys.stdin is sys.__stdin__ and sys.stdout.isatty() and _edits_lines():
        sys.stderr.flush()
        return input(prompt)
    print(prompt, end="", file=sys.stderr, flush=True)  # noqa: T201  a question
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.removeprefix("\ufeff")  # PowerShell begins what it sends with it


def _edits_lines() -> bool:
    """Say whether lines can be edited: Windows' console does it by itself, and letters in no UTF-8 would be cut."""
    try:
        import locale
        import readline
    except ImportError:
        return False
    if "libedit" not in (readline.__doc__ or ""):
        readline.parse_and_bind("set enable-bracketed-paste off")  # lines that are pasted are answers, one each
    return locale.nl_langinfo(locale.CODESET).upper() == "UTF-8"
