"""Definitions written into a folder, with the schema for editors: whole or not at all, and only where they hold."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from coordplan.cli.output import write_file
from coordplan.cli.placing import make_folder
from coordplan.definitions.json_schema import schema_text
from coordplan.definitions.reading import read_definitions
from coordplan.definitions.shipped import SCHEMA_FILE
from coordplan.errors import Problem, ProblemsFound, Refused
from coordplan.file_names import move, name_beside
from coordplan.text.language import translate as _


def write_set(folder: Path, files: Mapping[str, str]) -> None:
    """Write a set into a folder, made where it is missing; raise ProblemsFound where the set is not sound."""
    unfinished = name_beside(folder)
    make_folder(unfinished)
    try:
        with_schema = {**files, SCHEMA_FILE: schema_text()}
        for name, text in with_schema.items():
            write_file(unfinished / name, iter([text]))
        found = read_definitions([unfinished])
        if wrong := [each for each in found.problems if not each.warning]:
            raise ProblemsFound([_as_of(folder, unfinished, each) for each in wrong], found.hidden)
        if folder.exists():
            for name, text in with_schema.items():
                write_file(folder / name, iter([text]))
        else:
            move(unfinished, folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _as_of(folder: Path, unfinished: Path, problem: Problem) -> Problem:
    """Return a problem as one of the folder that was to be written: nobody knows the other."""

    def renamed(text: str) -> str:
        for each in (str(unfinished), unfinished.as_posix()):
            text = text.replace(each, folder.as_posix())
        return text

    return problem._replace(
        source=renamed(problem.source), message=renamed(problem.message), remedy=renamed(problem.remedy)
    )


def refuse_definitions_there(folder: Path, force: bool) -> list[str]:
    """Return what definitions a folder holds; raise Refused where it holds some and they are not to be replaced."""
    there = sorted(each.name for each in (*folder.glob("*.yaml"), *folder.glob("*.yml")))
    if there and not force:
        raise Refused(
            _("{folder} holds definitions already: {files}.").format(folder=folder, files=", ".join(there)),
            _("Name an empty folder, or replace them with --force."),
        )
    return there
