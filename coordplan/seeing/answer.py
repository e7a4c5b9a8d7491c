"""What a command that only reads answers; and the options that all such commands have, declared once.

``@reading_command`` stands over a function that is given the open file and returns an Answer::

    @reading_command
    def list_command(reading: Reading, filters: AllFilters, blocked: Blocked = False) -> Answer:

Typer sees a command with --plan, --content, --lead, --with, --field and --period (for ``filters``), --blocked, and the
options of every reading command: --as-of, --known-at, --format, -o and --width. What these say is obeyed here, not in
the function.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Concatenate, ParamSpec, get_args

import typer
from typer.models import ParamMeta

from coordplan.cli.options import (
    AsOf,
    Contents,
    FieldsOfWork,
    KnownAt,
    Leads,
    Output,
    OutputFormat,
    Partners,
    PeriodKey,
    Picture,
    Plans,
    Width,
)
from coordplan.cli.output import ENDINGS, format_meant, print_lines, screen_of, show_page, write_file
from coordplan.cli.parameters import parameters_of, set_parameters
from coordplan.cli.session import Session
from coordplan.cli.speaking import complain, remark
from coordplan.long_work import counting
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Page, illustrative_sentence
from coordplan.paper.rows_aside import kept
from coordplan.seeing.beginning import with_first_steps
from coordplan.seeing.filters import Filters, remarks_on_ceased
from coordplan.seeing.opening import Reading, reading
from coordplan.text.shell import quoted_word

if TYPE_CHECKING:  # one file does without
    from coordplan.paper.data import Data
    from coordplan.seeing.several.values import FilesAsked

# A parameter of one of these types becomes an option for each name
FiltersOfAnyTime = Annotated[Filters, ("plan", "content", "lead", "partner", "field")]
AllFilters = Annotated[Filters, (*get_args(FiltersOfAnyTime)[1], "period")]
FormatOrPicture = Annotated[str, ".svg"]
# By the name of its parameter, the option and the filter that it becomes
_FILTERS: Mapping[str, tuple[Any, str]] = {
    "plan": (Plans, "plans"),
    "content": (Contents, "contents"),
    "lead": (Leads, "leads"),
    "partner": (Partners, "partners"),
    "field": (FieldsOfWork, "fields"),
    "period": (PeriodKey, "period"),
}
_SHARED: Mapping[str, Any] = {
    "as_of": AsOf,
    "known_at": KnownAt,
    "output_format": OutputFormat,
    "output": Output,
    "width": Width,
}

_Own = ParamSpec("_Own")


class Answer(NamedTuple):
    """What a command says, in whichever way it is asked for; only that way is worked out."""

    page: Callable[[], Page]
    data: "Callable[[], Data]"
    illustrative: bool = False
    exit_code: int = 0
    others: Mapping[str, Callable[[], Iterable[str]]] = MappingProxyType({})  # of its own, by a file's ending: .svg
    value: Callable[[], Any] = lambda: None  # that it is made from: what is put together with those of other files
    faults: tuple[tuple[str, str], ...] = ()  # what is said beside it on stderr: sentences and ways out
    beside_csv: tuple[str, ...] = ()  # what a CSV has no place for
    remarks: tuple[str, ...] = ()  # what is to be known of its filters


# Asks every file of a command line, with some options otherwise than typed
AskAll = Callable[..., "FilesAsked[Answer]"]
# Makes one answer of those of several files, by the options as typed
Together = Callable[[AskAll, Mapping[str, Any]], Answer]


class MadeAnswer(NamedTuple):
    """An answer in the format asked for. It is made while the file is open, and shown when nobody waits for it."""

    answer: Answer
    output_format: str
    output: str | None
    page: Page | None
    lines: Iterable[str]

    def show(self, session: Session, width: int | None = None) -> int:
        """Show it at the terminal or in a file; return its exit code."""
        lines = self.lines
        if self.page is not None and self.output_format == "table":
            if self.output is None:
                show_page(session, self.page, width, paged=True)
                return self.answer.exit_code
            from coordplan.paper.plain import render_text

            lines = render_text(self.page, width)
        elif self.page is not None:
            from coordplan.paper.markdown import render_markdown

            lines = render_markdown(self.page)
        if self.output is None:
            print_lines(lines)
        else:
            write_file(Path(self.output), (f"{line}\n" for line in counting(lines)))
        if self.output_format == "csv":
            illustrative = illustrative_sentence(self.answer.illustrative)
            for sentence in (*(each for each, _tone in illustrative), *self.answer.beside_csv):
                complain(sentence)
        return self.answer.exit_code


def make_answer(answer: Answer, output_format: str | None, output: str | None) -> MadeAnswer:
    """Return an answer in the format asked for, and say what is to be known beside it.

    However long it is, it is whole before anything of it is shown: what fails fails before, and the file that it is
    read from can be closed.
    """
    output = None if output == "-" else output
    for fault in answer.faults:
        complain(*fault)
    for sentence in answer.remarks:
        remark(sentence)
    wanted = format_meant(output, output_format, [*ENDINGS, *answer.others])
    if wanted in ("table", "md"):
        return MadeAnswer(answer, wanted, output, answer.page(), ())
    if wanted in answer.others:
        lines = answer.others[wanted]()
    else:
        data = answer.data()
        lines = data.json() if wanted == "json" else data.csv()
    return MadeAnswer(answer, wanted, output, None, kept(lines))


def show_answer(
    session: Session, answer: Answer, output_format: str | None, output: str | None, width: int | None = None
) -> int:
    """Make an answer and show it; return its exit code."""
    return make_answer(answer, output_format, output).show(session, width)


def command_of_files(
    together: Together,
) -> Callable[[Callable[Concatenate[Reading, _Own], Answer]], Callable[..., int]]:
    """Return what ``reading_command`` is, of a command that answers for several files too: ``together`` says how."""

    def decorated(command: Callable[Concatenate[Reading, _Own], Answer]) -> Callable[..., int]:
        return reading_command(command, together)

    return decorated


def reading_command(
    command: Callable[Concatenate[Reading, _Own], Answer], together: Together | None = None
) -> Callable[..., int]:
    """Return the command that Typer is given for a function that answers from the open file.

    A parameter ``output_format`` of the function says in which format its answer is shown (a ``FormatOrPicture``: it
    writes pictures too), a parameter ``as_of`` what --as-of says, a parameter ``screen`` what the terminal has room for
    that it is shown at (None: all is to be said); ``--fail-on`` stays last.
    """
    _file, *parameters = parameters_of(command)
    filters = next((each for each in parameters if get_args(each.annotation)[:1] == (Filters,)), None)
    names: tuple[str, ...] = () if filters is None else get_args(filters.annotation)[1]
    kinds = {each.name: each.annotation for each in parameters}
    endings = get_args(kinds.get("output_format"))[1:]  # that this command alone knows

    def run(
        ctx: typer.Context,
        as_of: str | None,
        known_at: str | None,
        output_format: str | None,
        output: str | None,
        width: int | None,
        **options: Any,
    ) -> int:
        chosen = Filters()
        if filters is not None:
            typed = {_FILTERS[name][1]: options.pop(name) for name in names}
            options[filters.name] = chosen = Filters(**{name: each for name, each in typed.items() if each is not None})
        if "output_format" in kinds or "screen" in kinds:
            wanted = format_meant(output, output_format, [*ENDINGS, *endings])
            at_terminal = wanted == "table" and output in (None, "-")
            if "output_format" in kinds:
                options["output_format"] = wanted
            if "screen" in kinds:
                options["screen"] = screen_of(ctx.obj, width, _asked(chosen, as_of, known_at)) if at_terminal else None
        if "as_of" in kinds:
            options["as_of"] = as_of

        def ask(file: Reading, narrowed: Filters, **changed: Any) -> Answer:
            if filters is not None:
                changed[filters.name] = narrowed
            answer = command(file, **options | changed)  # type: ignore[call-arg]  # by the signature set below
            return answer._replace(
                page=with_first_steps(file, answer.page, narrowed.plans),
                remarks=(*answer.remarks, *remarks_on_ceased(file, narrowed)),
            )

        def ask_for_value(file: Reading, narrowed: Filters, **changed: Any) -> Answer:
            answer = ask(file, narrowed, **changed)
            value = answer.value()  # while the file is open
            return answer._replace(value=lambda: value)

        if together is not None and ctx.obj.several:
            from coordplan.seeing.several.gather import ask_files

            answer = together(
                lambda **changed: ask_files(ctx.obj, as_of, known_at, chosen, partial(ask_for_value, **changed)),
                options,
            )
            return show_answer(ctx.obj, answer, output_format, output, width)
        with reading(ctx.obj, as_of, known_at) as opened_file:
            made = make_answer(ask(opened_file, chosen), output_format, output)
        return made.show(ctx.obj, width)

    own: list[ParamMeta] = []
    for each in parameters:
        if each is filters:
            own += [_option(name, _FILTERS[name][0]) for name in names]
        elif each.name not in ("output_format", "as_of", "screen", "fail_on"):
            own.append(each)
    context = ParamMeta(name="ctx", annotation=typer.Context)
    kinds_of_shared = {**_SHARED, "output": Picture} if endings else _SHARED
    shared = [_option(name, kind) for name, kind in kinds_of_shared.items()]
    set_parameters(run, [context, *own, *shared, *(each for each in parameters if each.name == "fail_on")])
    return run


def _asked(chosen: Filters, as_of: str | None, known_at: str | None) -> str:
    """Return the options by which another command is asked about the same."""
    typed: list[tuple[str, str]] = []
    for name, (_kind, field) in _FILTERS.items():
        values = getattr(chosen, field) or ()
        option = "with" if name == "partner" else name
        typed += ((option, each) for each in ((values,) if isinstance(values, str) else values))
    typed += ((name, value) for name, value in (("as-of", as_of), ("known-at", known_at)) if value is not None)
    return " ".join(f"--{name} {quoted_word(value)}" for name, value in typed)


def _option(name: str, kind: Any) -> ParamMeta:
    return ParamMeta(name=name, annotation=kind, default=None)
