"""check: what is wrong with definitions."""

import sys
from typing import Annotated

import typer

from coordplan.cli.session import Session
from coordplan.cli.speaking import say, show_problems
from coordplan.setting_up.sources import (
    MOST_SHOWN,
    Paths,
    check_all_line,
    definitions_in_file,
    has_errors,
    paths_of,
    read_sources,
)
from coordplan.text.language import mark, translate_count


def check_command(
    ctx: typer.Context,
    paths: Paths = None,
    everything: Annotated[bool, typer.Option("--all", help=mark("Show every problem, however many there are"))] = False,
) -> int:
    session: Session = ctx.obj
    places = paths_of(session, paths)
    found = read_sources(places, definitions_in_file(session), sys.maxsize if everything else MOST_SHOWN)
    if found.problems:
        show_problems(found.problems, found.hidden, sys.stdout, check_all_line(places))
    else:
        sentence = translate_count("{n} file, no problems.", "{n} files, no problems.", found.files)
        say(sentence.format(n=found.files))
    return 3 if has_errors(found) else 0
