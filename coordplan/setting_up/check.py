"""check: what is wrong with definitions."""

import sys

import typer

from coordplan.cli.session import Session
from coordplan.cli.speaking import say, show_problems
from coordplan.setting_up.sources import Paths, definitions_in_file, has_errors, paths_of, read_sources
from coordplan.text.language import translate_count


def check_command(ctx: typer.Context, paths: Paths = None) -> int:
    session: Session = ctx.obj
    found = read_sources(paths_of(session, paths), definitions_in_file(session))
    if found.problems:
        show_problems(found.problems, found.hidden, sys.stdout)
    else:
        sentence = translate_count("{n} file, no problems.", "{n} files, no problems.", found.files)
        say(sentence.format(n=found.files))
    return 3 if has_errors(found) else 0
