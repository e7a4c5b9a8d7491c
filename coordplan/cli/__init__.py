"""The command line: it gathers, decides and shows, and introduces the other parts to one another.

``main`` is what the installed command runs. The language is settled before Typer is imported, so that help and usage
errors speak it too.
"""

import gc
import os
import sys
from collections.abc import Sequence

from coordplan.cli.lean_typer import import_typer
from coordplan.text.language import LANGUAGES, translate, use_language

_GLOBAL = {"--db", "--lang", "--color"}  # each takes a value


def main() -> None:
    """Run the command line of this process and end it."""
    gc.disable()  # a command lives for a moment; collecting its imports costs more than it frees
    # What was typed is UTF-8, as what is printed, whatever the locale says
    words = [word if word.isascii() else os.fsencode(word).decode(errors="replace") for word in sys.argv[1:]]
    for name in ("stdout", "stderr"):  # a shell may have closed them
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123  open until the end
    try:
        code = run(words)
    except KeyboardInterrupt:  # before the command had begun
        sentence = translate("Stopped; nothing was written.")
        sys.stderr.write(f"coordplan: {sentence}\n")
        code = 130
    except Exception as error:  # what stands around a command: a library that is not there, a folder that is gone
        code = _say_in_short(error)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as error:  # a full disk, if whoever was reading is still there
        from coordplan.cli.piping import reader_is_gone
        from coordplan.cli.placing import system_words
        from coordplan.cli.speaking import complain

        if code != 1 and not reader_is_gone(error):  # or it has been said
            complain(translate("The system refuses: {reason}.").format(reason=system_words(error)[0]))
            code = 1
    os._exit(code)  # everything is closed and flushed; taking the interpreter apart is a tenth of a command's time


def _say_in_short(error: Exception) -> int:
    sys.stderr.write(f"coordplan: {type(error).__name__}: {' '.join(str(error).split())}\n")
    if os.environ.get("COORDPLAN_DEBUG"):
        import traceback

        traceback.print_exc()
    return 1


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; prints, and never raises for what a user can cause."""
    given, rest = split_globals(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Whatever the locale says, and the same bytes on every machine
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    import_typer()  # first, since what it imports is what others find
    use_language(_language(given))
    from coordplan.cli.app import run_app
    from coordplan.cli.speaking import begin_remarks
    from coordplan.store.asked_first import have_done_asking
    from coordplan.store.waiting import waiting_told_by

    begin_remarks()
    try:
        with waiting_told_by(_say_at_terminal):
            return run_app([word for pair in given for word in pair], rest)
    finally:
        have_done_asking()


def _say_at_terminal(sentence: str) -> None:
    if sys.stderr.isatty():
        from coordplan.cli.speaking import remark

        remark(sentence)


def split_globals(arguments: Sequence[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the global options with their values, wherever they stand, and the other words."""
    given: list[tuple[str, str]] = []
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *words]
        elif name in _GLOBAL and equals:
            given.append((name, value))
        elif word in _GLOBAL:
            following = next(words, None)
            if following is None:
                rest = [word]  # Typer says that its value is missing
            else:
                given.append((word, following))
        else:
            rest.append(word)
    return given, rest


def _language(given: Sequence[tuple[str, str]]) -> str:
    options = dict(given)
    for wanted in (options.get("--lang"), os.environ.get("COORDPLAN_LANG")):
        if wanted in LANGUAGES:
            return str(wanted)
    files = [value for name, value in given if name == "--db"]
    named = files or [os.environ.get("COORDPLAN_DB", "")]
    return next(filter(None, map(_language_of_program, named)), "vi")  # of several files the first that says one


def _language_of_program(given: str) -> str | None:
    """Return the language that the program in the file asks for; None where there is no such file."""
    from pathlib import Path

    from coordplan.store.asked_first import language_asked_for
    from coordplan.store.file import find_file

    try:
        path = find_file(Path.cwd(), given)
        if path.is_dir():
            from coordplan.store.finding import files_below

            return next(filter(None, (_language_of_program(str(each)) for each in files_below(path))), None)
        found = language_asked_for(path)
        return found if found in LANGUAGES else None
    except Exception:
        return None  # the command itself says what is wrong with the file
