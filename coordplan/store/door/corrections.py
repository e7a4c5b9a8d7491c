"""What a day named for what is done takes the place of, and what of it stays. Pure: entries go in and come out."""

from collections.abc import Sequence
from datetime import date

from coordplan.model import ProofFile, Target
from coordplan.progress import Progress, done_days, is_done
from coordplan.store.door.which import PROGRESS
from coordplan.store.entries import RecordedEntry


def entries_against(
    recorded: Sequence[RecordedEntry], target: Target | None, day: date, today: date
) -> list[RecordedEntry]:
    """Return the entries that speak against an occurrence's being done since just that day.

    Those that say less on a later day, and those of the same run of done that name another day. An amount of what adds
    up was reached all the same.
    """
    progress = [each for each in recorded if each.entry.kind in PROGRESS and each.entry.observed_on <= today]
    if target is not None and target.sums:
        progress = [each for each in progress if each.entry.kind != "value"]
    less = [each for each in progress if each.entry.observed_on > day and not is_done(each.entry, target)]
    rest = [each for each in progress if each not in less]
    run = done_days(((each.place, each.entry) for each in rest), target)
    others = [
        each
        for each in rest
        if each.entry.observed_on in run
        and is_done(each.entry, target)
        and (each.entry.observed_on < day or (each.entry.kind == "done" and each.entry.observed_on != day))
    ]
    return [*less, *others]


def kept_of(
    ended: Sequence[RecordedEntry],
    progress: Progress,
    value: float | None,
    evidence: str,
    files: tuple[ProofFile, ...],
) -> tuple[float | None, str, tuple[ProofFile, ...]]:
    """Return the value and the proof of a corrected day: those of what it takes the place of, where none is new."""
    latest = sorted(ended, key=lambda each: each.place)
    values = [each.entry.value for each in latest if each.entry.value is not None]
    done = [each.entry for each in latest if each.entry.kind == "done"]
    documents, of_done = [each.evidence for each in done if each.evidence], [each.files for each in done if each.files]
    if value is None and progress.value is None and values:
        value = values[-1]
    return value, evidence or (documents[-1] if documents else ""), files or (of_done[-1] if of_done else ())
