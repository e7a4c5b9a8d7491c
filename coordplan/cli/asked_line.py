"""A command line at a terminal: what it leaves out is asked for, and asked about where what it says is doubted.

Whatever is asked is asked before the command begins, or after it has been taken back: no file is open meanwhile. What
was answered becomes a command line, which the log keeps, and which is said for the next time.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, TypeVar

from coordplan.cli.asking import Check, Choices, GoBackError, ask, choose, is_meant, is_yes, reading_meant
from coordplan.cli.session import Session, typed_words
from coordplan.cli.speaking import remark, saying_once, somebody_is_there
from coordplan.errors import CoordplanError, Doubt, Doubted
from coordplan.text.language import translate as _

_Result = TypeVar("_Result")


class Dialogue:
    """Questions one after another. Going back asks the last one again; what was answered before it stays."""

    def __init__(self) -> None:
        self._answers: list[str] = []
        self._place = 0

    def ask(self, question: str, check: Check, default: str = "", shown: str = "", context: str = "") -> str:
        """Ask, unless it is answered; ``context`` is said before."""

        def asked(back: bool) -> str:
            remark(context)
            return ask(question, check, default, back, shown)

        return self._answer(asked if context else lambda back: ask(question, check, default, back, shown))

    def choose(
        self,
        question: str,
        choices: Choices,
        several: bool = False,
        named: Check | None = None,
        optional: bool = False,
    ) -> str:
        """Ask for one of some ids (or several), unless it is answered."""
        return self._answer(lambda back: choose(question, choices, several, back, named, optional))

    def confirms(self, lines: Sequence[str]) -> bool:
        """Show what is to be done, ask, and return whether it is to be."""

        def asked(back: bool) -> str:
            for line in lines:
                remark(line)
            return "y" if is_yes(_("Is this right?"), enter=True, back=back) else "n"

        return self._answer(asked) == "y"

    def confirm(self, lines: Sequence[str]) -> None:
        """Show what is to be done, and ask; raise CoordplanError where it is not to be."""
        if not self.confirms(lines):
            raise CoordplanError(_("Nothing was written."))

    def run(self, questions: Callable[["Dialogue"], _Result]) -> _Result:
        """Ask the questions until they are answered; they are gone through again whenever somebody goes back."""
        while True:
            self._place = 0
            try:
                return questions(self)
            except GoBackError:
                self._answers.pop()

    def _answer(self, asked: Callable[[bool], str]) -> str:
        if self._place == len(self._answers):
            self._answers.append(asked(bool(self._answers)))
        self._place += 1
        return self._answers[self._place - 1]


# Asks for what was left out of the parameters of a command; returns what was answered, nothing where nothing lacks
Questions = Callable[[Session, Mapping[str, Any], Dialogue], dict[str, Any]]


def run_with_somebody(ctx: Any, module: str | None, invoke: Callable[[Any], Any]) -> Any:
    """Run a command for somebody who can be asked; say the line that does the same without questions.

    ``module``: where the questions stand about what the line leaves out; None where there are none.
    """
    typed: Session = ctx.obj
    questions: Questions | None = None
    if module is not None:
        questions = getattr(import_module(f"coordplan.{module}"), f"{ctx.command.name}_questions")

    def answered(answers: Mapping[str, Any]) -> Session:
        """Put answers among the parameters, and into the words of the command line."""
        if answers:
            ctx.params.update(answers)
            ctx.obj = typed._replace(words=typed_line(ctx))
        session: Session = ctx.obj
        return session

    def invoked(session: Session) -> Any:
        ctx.obj = session
        return invoke(ctx)

    def say_line(sentence: str) -> None:
        if ctx.obj.words != typed.words:
            remark(sentence.format(line=f"coordplan {typed_words(ctx.obj.words)}"))

    asked = {} if questions is None else Dialogue().run(lambda each: questions(typed, ctx.params, each))
    reread = (lambda word: answered({"progress": word})) if "progress" in ctx.params else None
    try:
        result = until_settled(answered(asked), invoked, reread)
    except CoordplanError:
        say_line(_("What was answered, as a line: {line}"))
        raise
    say_line(_("Next time this can be typed: {line}"))
    return result


def until_settled(
    session: Session, act: Callable[[Session], _Result], reread: Callable[[str], Session] | None = None
) -> _Result:
    """Do something; where it is doubted it is taken back, asked about with nothing open, and done as it is meant.

    ``reread`` puts what is meant in the place of what can be read in two ways. Raises CoordplanError where nothing of
    it is meant; where nobody is there to be asked, what the doubts are raised as.
    """
    with saying_once() as begin_again:
        while True:
            try:
                return act(session)
            except Doubted as doubted:
                if not somebody_is_there():
                    raise
                session = _settled(session, doubted.doubts, reread)
                begin_again()


def _settled(session: Session, doubts: Sequence[Doubt], reread: Callable[[str], Session] | None) -> Session:
    """Return the session that goes on with what is meant; raise CoordplanError where nothing is."""
    unclear = next((each for each in doubts if each.readings), None)
    if unclear is not None and reread is not None:
        if word := reading_meant(unclear):
            return reread(word)
    elif is_meant(doubts):
        return session._replace(meant=session.meant | {*doubts})
    raise CoordplanError(_("Nothing was written."))


def typed_line(ctx: Any) -> tuple[str, ...]:
    """Return the words of the command line that says what a command's parameters are."""
    arguments: list[str] = []
    options: list[str] = []
    for param in ctx.command.params:
        value = ctx.params.get(param.name)
        if value is None or value == param.default or value in ((), []):
            continue
        values = [str(each) for each in (value if isinstance(value, list | tuple) else [value])]
        if param.param_type_name == "argument":
            arguments += values
        elif getattr(param, "is_flag", False):
            options.append(param.opts[0] if value else param.secondary_opts[0])
        else:
            options += [word for each in values for word in (param.opts[0], each)]
    name = ctx.command.name.split()
    if any(each.startswith("-") for each in arguments):
        return (*name, *options, "--", *arguments)
    return (*name, *arguments, *options)
