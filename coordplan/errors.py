"""The kinds of failure.

A ``Problem`` is a fault in the user's own file: a value with a place, collected with all the others and shown.
A ``Doubt`` is what may be true but is more likely a slip: collected, and settled before anything is written.
A ``CoordplanError`` is raised where a command cannot go on; it holds one sentence and a way out.

    CoordplanError            exit 1  cannot go on
    |-- Refused               exit 1  what was asked for would be wrong
    |   `-- PeriodIsClosed    exit 1  in a closed period
    |-- Doubted               exit 1  what was asked for is more likely a slip
    |   `-- DoubtedById       exit 1  some of much that was asked for is
    |       `-- DoubtedInFile exit 3  some of what somebody's file says is
    |-- NotInManual           exit 1  no such topic, and no topic with such words
    |-- UnknownId             exit 1  no such plan, activity, occurrence ...
    |-- SeveralFit            exit 1  more than one has the words that name it
    |-- FileUnusable          exit 1  the coordplan file cannot be opened, read or written
    |   |-- FileBusy          exit 1  another command is writing
    |   |-- NoCopy            exit 1  a copy of it cannot be made
    |   `-- FileDamaged       exit 1  it does not hold what was written to it
    |-- UnreadableFile        exit 1  a file from elsewhere (workbook, annex) is not what it should be
    |-- MissingExtra          exit 1  a library that this command needs is not installed
    |-- UsageFault            exit 2  the command line says something that cannot be understood
    `-- ProblemsFound         exit 3  faults in the user's files
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, ClassVar, Literal

from coordplan.named_tuples import NamedTuple
from coordplan.text.folding import near_ids, nearest
from coordplan.text.language import mark
from coordplan.text.language import translate as _

IdKind = Literal["organization", "plan", "content", "field", "activity", "figure", "issued report"]

_UNKNOWN: dict[IdKind, str] = {
    "organization": mark('"{id}" is not an organization of this program'),
    "plan": mark('"{id}" is not a plan of this program'),
    "content": mark('"{id}" is not a content area of this program'),
    "field": mark('"{id}" is not a field of work of this program'),
    "activity": mark('"{id}" is not an activity of this program'),
    "figure": mark('There is no figure, activity or occurrence "{id}"'),
    "issued report": mark('There is no issued report "{id}"'),
}
_MOST_LISTED = 30
_MOST_NEAR = 12


class Problem(NamedTuple):
    """A fault in a file of the user's: where it is, which rule found it, what is wrong, and a way out."""

    source: str
    line: int  # from 1; 0 where the whole file is meant
    column: int  # from 1
    rule: str
    message: str
    remedy: str = ""
    excerpt: str = ""  # the line itself
    width: int = 1  # how many of its characters are meant
    warning: bool = False  # to be looked at; does not stop a load
    mark: int = 0  # where in the excerpt the mark stands, from 1; 0: at the column
    cell: str = ""  # of a workbook, in place of line and column: F12
    occurrence: str = ""  # that it is about, in a form that came back


class Doubt(NamedTuple):
    """What may be true but is more likely a slip: the id by which it is said to be meant, and what to write instead.

    ``readings``: what may have been meant, as it is written, and in words.
    """

    id: str  # of an occurrence, activity, plan, organization or period
    sentence: str  # with the figures
    way_out: str = ""
    readings: tuple[tuple[str, str], ...] = ()


def unknown_id(kind: IdKind, id_: str) -> str:
    """Return the sentence about an id that nothing has, without its full stop."""
    return _(_UNKNOWN[kind]).format(id=id_)


def nearest_ids(wanted: str, titles: Mapping[str, str], way_out: str = "") -> str:
    """Return the way out for an id that nothing has, ``titles`` by id: the nearest, else the one given, else all."""
    if near := near_ids(wanted, titles):
        return _("did you mean {near}?").format(near=_(" or ").join(titled_id(*each) for each in near))
    if way_out:
        return way_out
    if not titles:
        return _("none is defined")
    if len(titles) <= _MOST_LISTED:
        return _("known ids: {names}").format(names=", ".join(filter(None, titles)))
    return _("check the spelling, or define it")


def titled_id(id_: str, title: str) -> str:
    """Return an id in quotes with its title behind it, where that is another."""
    return f'"{id_}" ({title})' if title not in ("", id_) else f'"{id_}"'


class CoordplanError(Exception):
    """A command cannot go on: what is wrong in one sentence, and a way out."""

    exit_code: ClassVar[int] = 1
    topic: ClassVar[str] = ""  # of the manual, that says more; by its English name

    def __init__(self, sentence: str, way_out: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.way_out = way_out


class Refused(CoordplanError):
    """What was asked for would make the file say something wrong."""


class PeriodIsClosed(Refused):
    """A closed period would no longer say what it said."""

    topic = "corrections"


class NothingHere(Refused):
    """A file has nothing of what is asked for; asked together with others, these may."""

    def __init__(self, sentence: str, way_out: str = "", option: str = "") -> None:
        super().__init__(sentence, way_out)
        self.option = option  # that asked for it


class Doubted(CoordplanError):
    """What was asked for may be meant, but is more likely a slip; nothing is written until somebody says so."""

    topic = "day"

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        sentence = _("Nothing was written; is this meant?")
        super().__init__("\n".join((sentence, *map(doubt_words, doubts))), _("If it is, repeat the line with --sure."))
        self.doubts = tuple(doubts)


class DoubtedById(Doubted):
    """Among much that was asked for some is more likely a slip; ``--sure`` takes the ids that are meant."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        super().__init__(doubts)
        self.way_out = _("Confirm what is meant with --sure ID (repeatable), or all of it with --sure all.")


class DoubtedInFile(DoubtedById):
    """A file that somebody sent says what is more likely a slip."""

    exit_code = 3


def doubt_words(doubt: Doubt) -> str:
    """Return the line that says what is doubted."""
    return f"- {doubt.id}: {doubt.sentence} {doubt.way_out}".rstrip()


class UnknownId(CoordplanError):
    """No such thing; the way out names the nearest of all titles by id, where any is near."""

    def __init__(self, kind: IdKind, wanted: str, titles: Mapping[str, str], way_out: str = "") -> None:
        way_out = nearest_ids(wanted.partition("@")[0], titles, way_out)
        super().__init__(f"{unknown_id(kind, wanted)}.", way_out[:1].upper() + way_out[1:])


class NotInManual(CoordplanError):
    """The manual has nothing by a name or with some words; the way out names the nearest that it has."""

    def __init__(self, words: str, names: Sequence[str]) -> None:
        near = nearest(words, names)
        way_out = _("All topics: coordplan help")
        if near:
            way_out = _("Did you mean {near}?").format(near=", ".join(near)) + " " + way_out
        super().__init__(_('The manual has nothing about "{words}".').format(words=words), way_out)


class SeveralFit(CoordplanError):
    """Words name more than one thing: the way out names them, ``titles`` by id."""

    def __init__(self, wanted: str, titles: Mapping[str, str]) -> None:
        shown = [f"  {id_} ({title})" for id_, title in titles.items()]
        way_out = _("Write the id of the one that is meant, or more words of its title.")
        if len(shown) > _MOST_NEAR:
            way_out += " " + _("All of them: coordplan search {words}").format(words=wanted)
        super().__init__(
            _('"{word}" fits {n}, so it names none:').format(word=wanted, n=len(shown)),
            "\n".join((*shown[:_MOST_NEAR], *(["  ..."] if len(shown) > _MOST_NEAR else []), way_out)),
        )
        self.titles = dict(titles)


class FileUnusable(CoordplanError):
    """The coordplan file cannot be opened, read or written."""


class FileBusy(FileUnusable):
    """Another command has been writing for longer than we wait."""


class NoCopy(FileUnusable):
    """A copy of the file cannot be made; the file itself is as it was."""

    topic = "backups"

    def __init__(self, path: object, folder: object, reason: str) -> None:
        super().__init__(
            _("A copy of {path} cannot be made in {folder}: {reason}.").format(path=path, folder=folder, reason=reason),
            _("Make room there, or name another folder: COORDPLAN_BACKUPS"),
        )


class FileDamaged(FileUnusable):
    """The coordplan file does not hold what was written to it."""

    topic = "backups"

    def __init__(self, sentence: str, way_out: str = "") -> None:
        super().__init__(
            sentence,
            way_out or _("`coordplan doctor` shows what is damaged; to go back to a copy: coordplan restore FILE"),
        )


class UnreadableRow(ValueError):
    """A row of the coordplan file does not hold what it should; whoever knows the file makes FileDamaged of it."""

    def __init__(self, row: Any, error: Exception) -> None:
        super().__init__(f"{type(error).__name__} {error}")
        self.row = row  # as SQLite gives it, with the names of its columns


class UnreadableFile(CoordplanError):
    """A file from elsewhere (workbook, annex, CSV) is not what it should be, or too much to be read."""


class MissingExtra(CoordplanError):
    """A library of the extra ``office`` is not installed; the way out is the line that brings it."""

    topic = "install"

    def __init__(self, library: str) -> None:
        from coordplan.text.installing import line_for_office, package_of

        super().__init__(
            _("This needs {library}, which is not installed.").format(library=package_of(library)),
            _("To install it: {line}").format(line=line_for_office()),
        )


def module_with_extra(name: str) -> Any:
    """Import and return a module that needs a library of the extra; raise MissingExtra where that is not installed."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("coordplan"):
            raise
        raise MissingExtra(error.name.partition(".")[0]) from error


class UsageFault(CoordplanError):
    """The command line says something that cannot be understood."""

    exit_code = 2


class ProblemsFound(CoordplanError):
    """Faults in the user's files; nothing was changed."""

    exit_code = 3
    topic = "definitions"

    def __init__(self, problems: Sequence[Problem], hidden: int = 0, to_see_all: str = "") -> None:
        super().__init__("")
        self.to_see_all = to_see_all  # the line that shows those that are hidden too
        self.problems = tuple(problems)
        self.hidden = hidden


def write_problem(problem: Problem) -> str:
    """Return a problem as people read it: place and sentence, the line with what is meant underlined, the way out."""
    place = problem.source if problem.line == 0 else f"{problem.source}:{problem.line}:{problem.column}"
    if problem.cell:
        place = _("{file}, cell {place}").format(file=problem.source, place=problem.cell)
    label = _("warning: ") if problem.warning else ""
    lines = [f"{place}: {label}{problem.message}"]
    if problem.excerpt:
        # A tab or a letter of double width would push the mark aside; the excerpt is shown with neither
        number = f"{problem.line:>5}"
        lines.append(f"{number} | {problem.excerpt}")
        lines.append(
            f"{' ' * len(number)} | {' ' * ((problem.mark or problem.column) - 1)}{'^' * max(1, problem.width)}"
        )
    if problem.remedy:
        lines.append(f"   {problem.remedy}")
    return "\n".join(lines)
