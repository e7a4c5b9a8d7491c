"""Where a digest left off: a small file of its own beside the coordplan file, since reading never writes that one.

It holds the two times of the last digest. Asked again at the later of them, with nothing recorded in between, the
digest is the same again; later on, the next one begins where that one ended. A run that failed or was made twice loses
nothing.
"""

import json
from pathlib import Path
from typing import Any

from coordplan.cli.output import write_file
from coordplan.cli.placing import system_words
from coordplan.cli.session import day_of
from coordplan.errors import CoordplanError, FileUnusable, Refused
from coordplan.named_tuples import NamedTuple
from coordplan.seeing.changes.gather import times_between
from coordplan.seeing.changes.values import Moment
from coordplan.seeing.opening import Reading
from coordplan.store.changes import moment_of_change
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

SCHEMA = "coordplan/mark/1"
FIRST = "7d"  # what the first digest looks back over
_MOST_BYTES = 10_000


class DigestMark(NamedTuple):
    """The program of a digest, and its two times as (day, number of the last change that counted)."""

    program: str
    since: tuple[str, int]
    until: tuple[str, int]


def times_since_last(reading: Reading, path: Path) -> tuple[Moment, Moment, bool]:
    """Return the times of the next digest, and whether the file held nothing at the earlier one.

    Raises Refused where the file is not a mark, or one of another program, or one later than what is asked about.
    """
    mark = _read(path)
    now = Moment(reading.as_of, reading.up_to_change, reading.known_at)
    if mark is None:
        return times_between(reading, FIRST, None)
    if mark.program != reading.program.id:
        raise Refused(
            _("{path} is the mark of another program, {program}.").format(path=path, program=mark.program),
            _("Name another file with --mark."),
        )
    if mark.until == (now.as_of.isoformat(), now.up_to_change):
        return _moment(reading, mark.since), now, False
    until = _moment(reading, mark.until)
    if until.as_of > now.as_of or until.up_to_change > now.up_to_change:
        raise Refused(
            _("{path} marks {day} and change {number}, which is later than what is asked about.").format(
                path=path, day=write_day(until.as_of), number=until.up_to_change
            ),
            _("Is this an older copy of the file? To start again, delete {path} or name another with --mark.").format(
                path=path
            ),
        )
    return until, now, False


def write_mark(program: str, path: Path, early: Moment, late: Moment) -> None:
    """Write down the two times of a digest that has been given out."""
    times = {
        name: {"as_of": each.as_of.isoformat(), "change": each.up_to_change}
        for name, each in (("since", early), ("until", late))
    }
    text = json.dumps({"schema": SCHEMA, "program": program, **times}, ensure_ascii=False)
    write_file(path, iter([text, "\n"]))


def _moment(reading: Reading, time: tuple[str, int]) -> Moment:
    return Moment(day_of(time[0], "--mark"), time[1], moment_of_change(reading.connection, time[1]))


def _read(path: Path) -> DigestMark | None:
    """Return what a mark says, None where there is no file; raise Refused where a file is something else."""
    try:
        if path.exists() and not path.is_file():  # a pipe or a device might never end
            raise Refused(_("{path} is not an ordinary file.").format(path=path), _("Name another file with --mark."))
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileUnusable(
            _("{path} cannot be read: {reason}.").format(path=path, reason=system_words(error)[0]),
            _("Name another file with --mark."),
        ) from error
    try:
        values: Any = json.loads(data)
        if values["schema"] != SCHEMA:
            raise ValueError
        since, until = ((str(values[name]["as_of"]), int(values[name]["change"])) for name in ("since", "until"))
        for day, _change in (since, until):
            day_of(day, "--mark")
        return DigestMark(str(values["program"]), since, until)
    except (ValueError, KeyError, TypeError, CoordplanError, RecursionError) as error:
        raise Refused(
            _("{path} is not the mark of a digest; it is left as it is.").format(path=path),
            _("Name another file with --mark, or one that does not exist yet."),
        ) from error
