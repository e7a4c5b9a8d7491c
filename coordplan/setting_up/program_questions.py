"""What an office says of a program that begins: by options, and at a terminal in answer to questions."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from coordplan.cli.asking import GoBackError, ask
from coordplan.cli.speaking import remark
from coordplan.errors import CoordplanError, UsageFault
from coordplan.model import Definitions, Program
from coordplan.named_tuples import NamedTuple
from coordplan.setting_up.empty_program import ProgramWords, day_or_year, empty_program, names_in
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


class _Question(NamedTuple):
    """What is asked for at a terminal: the field of the answer, what is shown as taken by Enter, how it is read."""

    field: str
    words: str
    shown: Callable[[Definitions, Program], str]
    read: Callable[[str], Any]


def _sides(found: Definitions, program: Program) -> str:
    titles = {body.id: body.title for body in found.organizations}
    return "; ".join(titles.get(id_, id_) for id_ in program.sides)


_QUESTIONS = (
    _Question("title", mark("Its title"), lambda _found, program: program.title, lambda text: " ".join(text.split())),
    _Question(
        "start_on",
        mark("From (a day or a year)"),
        lambda _found, program: write_day(program.start_on),
        lambda text: _asked_day(text, last=False),
    ),
    _Question(
        "until_on",
        mark("Until (a day or a year)"),
        lambda _found, program: write_day(program.until_on),
        lambda text: _asked_day(text, last=True),
    ),
    _Question("sides", mark("Who signs it, parted by semicolons"), _sides, lambda text: names_in([text])),
    _Question(
        "plans",
        mark("With whom there are plans, parted by semicolons"),
        lambda found, _program: "; ".join(plan.short or plan.title for plan in found.plans),
        lambda text: names_in([text]),
    ),
    _Question(
        "contents",
        mark("What it is about, parted by semicolons"),
        lambda found, _program: "; ".join(content.title for content in found.contents),
        lambda text: names_in([text]),
    ),
)


def program_words(
    title: str | None,
    first: str | None,
    last: str | None,
    sides: list[str] | None,
    plans: list[str] | None,
    contents: list[str] | None,
) -> ProgramWords:
    """Return what options say of a program; raise UsageFault where a day is none."""
    return ProgramWords(
        title=" ".join((title or "").split()),
        start_on=_day(first, "--from", last=False),
        until_on=_day(last, "--until", last=True),
        sides=names_in(sides or ()),
        plans=names_in(plans or ()),
        contents=tuple(" ".join(each.split()) for each in contents or () if each.strip()),
    )


def asked_words(shipped: Definitions, words: ProgramWords, today: date) -> ProgramWords:
    """Return all that an office says of its program: what no option said is asked for."""
    remark(_("The program as it was signed; Enter takes what is in brackets."))
    open_ones = [each for each in _QUESTIONS if not getattr(words, each.field)]
    said = [words]
    while len(said) <= len(open_ones):
        try:
            said.append(_answered(open_ones[len(said) - 1], shipped, said[-1], today, back=len(said) > 1))
        except GoBackError:
            said.pop()
    return said[-1]


def assumed_lines(found: Definitions, words: ProgramWords, folder: Path, path: Path) -> Iterator[str]:
    """Yield what was assumed of a program where nobody said it and nobody could be asked, and how to begin again."""
    assert found.program is not None
    unsaid = [each for each in _QUESTIONS[:-1] if not getattr(words, each.field)]
    if not unsaid:
        return
    yield _("Assumed, since no option says otherwise:")
    for each in unsaid:
        yield f"  {_(each.words)}: {each.shown(found, found.program)}"
    yield _("To begin again otherwise, rename {path} and {folder}; then for example:").format(path=path, folder=folder)
    yield "  " + _('coordplan init --empty --title "..." --from 2026 --until 2030 --side "..." --plan "..."')


def shipped_lines(found: Definitions, words: ProgramWords, folder: Path) -> Iterator[str]:
    """Yield what is still of the shipped set in a program that begins, each with the file where it is replaced."""
    assert found.program is not None
    parts = [
        (not words.contents, _("the contents: {file}"), "program.yaml"),
        (bool(found.program.basis), _("the basis, {basis}: {file}"), "program.yaml"),
        (
            any(each.place for each in found.profiles),
            _("the place and the superior body on papers: {file}"),
            "office.yaml",
        ),
        (True, _("the other bodies: {file}"), "organizations.yaml"),
    ]
    yield _("Of the shipped set, to be looked through:")
    for stands, part, name in parts:
        if stands:
            yield "  " + part.format(file=(folder / name).as_posix(), basis="; ".join(found.program.basis))


def _answered(question: _Question, shipped: Definitions, words: ProgramWords, today: date, back: bool) -> ProgramWords:
    found = empty_program(shipped, words, today)
    assert found.program is not None
    shown = question.shown(found, found.program)
    taken = [words]

    def check(answer: str) -> str:
        if answer != shown:
            said = words._replace(**{question.field: question.read(answer)})
            empty_program(shipped, said, today)  # raises where that is none
            taken.append(said)
        return answer

    ask(_(question.words), check, shown, back)
    return taken[-1]


def _day(text: str | None, option: str, last: bool) -> date | None:
    try:
        return None if text is None else day_or_year(text, last)
    except ValueError as error:
        raise UsageFault(_("{option}: {reason}.").format(option=option, reason=error)) from error


def _asked_day(text: str, last: bool) -> date:
    try:
        return day_or_year(text, last)
    except ValueError as error:
        raise CoordplanError(f"{error}.") from error
