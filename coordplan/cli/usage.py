"""Help and usage errors in the language in use.

Typer writes its own in English, so both are written here, from what Typer knows of a command. Help is plain text,
the same at a terminal and in a pipe.
"""

import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from typing import Any

from typer.core import TyperCommand, TyperGroup, TyperOption

from coordplan.cli.speaking import somebody_is_there
from coordplan.errors import UsageFault
from coordplan.text.folding import nearest
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.patterns import pattern
from coordplan.text.shell import quoted_word
from coordplan.text.typed_words import TYPED_CHOICES, code_typed, proposed

# Of these the last one counts, so that what an alias says can be overruled; any other is said once
_LAST_COUNTS = ("lang", "color", "width", "output_format")
_FOLDERS = ("FOLDER", "DIR")
_PLACEHOLDERS = ("...", "…")  # as commands are printed where a number or a reason is the secretary's
_NEVER_EMPTY = ("PATH", "FILE", *_FOLDERS)


def check_given(ctx: Any, order: Iterable[Any], values: Mapping[str, Any]) -> None:
    """Refuse an option that chooses data and is given twice, a file or folder whose name is empty, a placeholder."""
    seen = set()
    for param in order:
        label = _label(param)
        if param.name in seen and not (param.multiple or param.is_flag or param.name in _LAST_COUNTS):
            raise UsageFault(_("{option} is given twice.").format(option=label), _how_it_goes(ctx))
        if param.param_type_name == "option":
            seen.add(param.name)
        value = values.get(param.name)
        if param.metavar in _NEVER_EMPTY and "" in (value if isinstance(value, list | tuple) else (value,)):
            raise UsageFault(_("{option} is empty.").format(option=label), _how_it_goes(ctx))
        if value in _PLACEHOLDERS and param.param_type_name == "option":
            raise UsageFault(
                _('{option}: "..." is a placeholder for what is to be written there.').format(option=label),
                _how_it_goes(ctx),
            )
        if param.metavar in _FOLDERS and value == "-":
            raise UsageFault(
                _("{option}: files go into a folder; - is standard output.").format(option=label), _how_it_goes(ctx)
            )


# Where the questions stand that a command asks at a terminal about what its line leaves out: NAME_questions
QUESTIONS = {
    "add": "writing.questions_of_add",
    "mark": "writing.questions_of_mark",
    "done": "writing.questions_of_mark",
    "extend": "writing.questions_of_mark",
    "edit": "writing.questions_of_edit",
    "retire": "writing.questions_of_edit",
    "rate": "writing.questions_of_rate",
    "period": "collecting.questions_of_period",
    "form": "collecting.form.questions_of_form",
    "report": "sending.reports.questions_of_report",
    "collect": "collecting.collect.questions_of_collect",
}


def _in_codes(order: Iterable[Any], values: MutableMapping[str, Any]) -> None:
    """Put the code in place of the word that somebody typed for one of a few choices."""
    for param in order:
        value, choices = values.get(param.name), getattr(param.type, "choices", None)
        if choices and isinstance(value, str) and value not in choices:
            values[param.name] = code_typed(value, TYPED_CHOICES, map(str, choices)) or value


class _CheckingParser:
    """What commands and the whole command line have in common: how what was given is read."""

    def make_parser(self, ctx: Any) -> Any:
        parser = super().make_parser(ctx)  # type: ignore[misc]  # mixed into Typer's commands
        read = parser.parse_args

        def read_and_check(args: list[str]) -> Any:
            try:
                values, rest, order = read(args=args)
            except Exception as fault:
                if getattr(fault, "ctx", ctx) is None:  # Typer says not of which command an option lacks its value
                    fault.ctx = ctx  # type: ignore[attr-defined]
                raise
            _in_codes(order, values)
            if not ctx.resilient_parsing:
                check_given(ctx, order, values)
            if values.pop(_AS_JSON, False) and _last_of(order, (_AS_JSON, "output_format")) == _AS_JSON:
                values["output_format"] = "json"
            return values, rest, order

        parser.parse_args = read_and_check
        return parser


_AS_JSON = "as_json"


def _last_of(order: Iterable[Any], names: Sequence[str]) -> str:
    return [str(param.name) for param in order if param.name in names][-1]


class Command(_CheckingParser, TyperCommand):
    """A command whose help is in the language in use; --json stands for --format json wherever that is."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        formats = next((at for at, each in enumerate(self.params) if each.name == "output_format"), None)
        if formats is not None and "json" in getattr(self.params[formats].type, "choices", ()):
            words = mark("The same as --format json")
            short = TyperOption(param_decls=["--json", _AS_JSON], is_flag=True, expose_value=False, help=words)
            self.params.insert(formats + 1, short)

    beside: Sequence[tuple[str, str]] = ()  # those that begin with its name, with their helps
    example = ""
    topic = ""

    def invoke(self, ctx: Any) -> Any:
        module = QUESTIONS.get(self.name or "")
        if (module is not None or "sure" in ctx.params) and somebody_is_there():
            from coordplan.cli.asked_line import run_with_somebody  # scripts are asked nothing

            return run_with_somebody(ctx, module, super().invoke)
        return super().invoke(ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from coordplan.cli.help_lines import help_lines  # of help and of errors

        lines = [*help_lines(ctx, [(_("See also"), self.beside)])]
        if self.example:
            from coordplan.text.topics import topic_line  # help alone names one

            lines += ["", _("Example:"), f"  coordplan {self.example}", topic_line(self.topic)]
        formatter.write("\n".join(lines))


class Group(_CheckingParser, TyperGroup):
    """The whole command line; its commands are imported when they are asked for."""

    def first_screen(self, ctx: Any) -> Iterable[str]:
        """Return the lines of the help; `app`, which knows the commands, says which."""
        return ()

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write("\n".join(self.first_screen(ctx)))


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[], str]], ...] = (
    (
        pattern(r"Got unexpected extra argument\(s\) \((.*)\)", re.DOTALL),
        lambda: _('"{0}" is not expected here.'),
    ),
    (pattern(r"Option '(.*)' requires an argument\.?"), lambda: _("{0} needs a value.")),
    (pattern(r"Option '(.*)' requires (\d+) arguments\.?"), lambda: _("{0} needs {1} values.")),
    (pattern(r"Option '(.*)' does not take a value\.?"), lambda: _("{0} takes no value.")),
    (pattern(r"'(.*)' is not a valid (?:integer|int)(?: range)?\.?"), lambda: _('"{0}" is not a whole number.')),
    (pattern(r"'(.*)' is not one of (.*?)\.?"), lambda: _('"{0}" is not one of: {1}.')),
    (pattern(r"(.*) is not in the range x>=(\d+)\.?"), lambda: _("{0} is too small; at least {1}.")),
)


def _label(param: Any) -> str:
    from coordplan.cli.help_lines import metavar_of  # of help and of errors

    return "/".join(param.opts) if param.param_type_name == "option" else metavar_of(param)


def _how_it_goes(ctx: Any) -> str:
    from coordplan.cli.help_lines import usage_line  # of help and of errors

    way_out = _("How it goes: {command} --help").format(command=ctx.command_path if ctx else "coordplan")
    return way_out if ctx is None else f"{usage_line(ctx)}\n{way_out}"


def missing(command: str, *names: str) -> UsageFault:
    """Return the fault of a line that leaves something out; the way out is a whole line."""
    from coordplan.cli.command_table import COMMANDS  # only where something lacks

    line = f"coordplan {COMMANDS[command].example}"
    sentence = _("{name} is missing.") if len(names) == 1 else _("{name} are missing.")
    return UsageFault(sentence.format(name=", ".join(names)), _("For example: {line}").format(line=line))


def _behind_dashes(ctx: Any, option: str) -> str:
    """Return the way out where what was taken for an option is a number: the same line with it behind ``--``."""
    typed = tuple(getattr(ctx.obj, "words", ())) if ctx is not None else ()
    at = next((at for at, word in enumerate(typed) if re.match(r"-\d", option) and word.startswith(option)), None)
    if at is None or not any(param.param_type_name == "argument" for param in ctx.command.params):
        return ""
    words = map(quoted_word, (*typed[:at], *typed[at + 1 :], "--", typed[at]))
    return _("What begins with - and is no option stands behind --: {command}").format(
        command=" ".join(("coordplan", *words))
    )


def _choices_proposed(text: str) -> str:
    """Return choices as Typer names them, 'plan', 'year', as they are proposed; any other text as it is."""
    names = re.findall(r"'([^']+)'", text) if re.fullmatch(r"'[^']+'(?:, '[^']+')+", text) else ()
    return "; ".join(proposed(name, TYPED_CHOICES) for name in names) or text


def usage_sentence(fault: Any, commands: Iterable[str]) -> tuple[str, str]:
    """Return what is wrong with a command line, and a way out, of an error that Typer raised."""
    name = type(fault).__name__
    ctx = getattr(fault, "ctx", None)
    way_out = _how_it_goes(ctx)
    if name == "NoSuchOption":
        options = sorted(fault.possibilities or ())
        sentence = _("There is no option {option}.").format(option=fault.option_name)
        if options:
            sentence += " " + _("Did you mean {near}?").format(near=", ".join(options))
        return sentence, _behind_dashes(ctx, fault.option_name) or way_out
    if name == "MissingParameter" and fault.param is not None:
        if example := getattr(ctx.command, "example", "") if ctx is not None else "":
            way_out = _("For example: {line}").format(line=f"coordplan {example}") + f"\n{way_out}"
        return _("{name} is missing.").format(name=_label(fault.param)), way_out
    message = str(fault.message).rstrip()
    if unknown := re.match(r"No such command '(.*)'", message):
        from coordplan.cli.synonyms import commands_for, examples_of  # most lines name a command

        sentence = _('There is no command "{name}".').format(name=unknown[1])
        if doing := commands_for(unknown[1]):
            lines = (f"  {line}\n      {words}" for line, words in examples_of(doing))
            return sentence, "\n".join((_("These do it:"), *lines))
        if near := nearest(unknown[1], commands):
            sentence += " " + _("Did you mean {near}?").format(near=", ".join(near))
        return sentence, way_out
    for form, words in _PATTERNS:
        if found := form.fullmatch(message):
            sentence = words().format(*map(_choices_proposed, found.groups()))
            if "extra argument" in message:
                way_out = _('Words that belong together stand in quotation marks: "5 lớp".') + f"\n{way_out}"
            break
    else:
        sentence = message
    if (param := getattr(fault, "param", None)) is not None:
        sentence = f"{_label(param)}: {sentence}"
    elif hint := getattr(fault, "param_hint", None):
        sentence = f"{hint}: {sentence}"
    return sentence, way_out
