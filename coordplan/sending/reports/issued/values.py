"""Issued reports: a digest of what one says, and what has changed since. Pure."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from coordplan.model import DONE, STANDINGS, IssuedReport
from coordplan.paper.data import bare, plain_value
from coordplan.seeing.figures import Figures, rounded
from coordplan.seeing.listing import ListedOccurrence
from coordplan.sending.reports.values import PeriodReport, ReportRow

_LISTS = ("finished", "overdue", "overdue_before", "held", "coming", "annex")
# What is said of an occurrence. A promise: reports that were issued are compared by it for as long as they are kept
FACT_NAMES = (
    *("title", "lead", "partners", "contents", "deadline_text", "due", "original_due", "standing"),
    *("percent", "value", "target", "unit", "done_on", "evidence", "note", "output"),
)


def sha256_of(data: bytes) -> str:
    return sha256(data).hexdigest()


def figures_digest(report: PeriodReport) -> str:
    """Return the SHA-256 of what a report says, in no language and no format: its figures and what is behind them."""
    before = report.status.compared
    values = {
        "period": [*report.period],
        "plans": [id_ for id_, _title in report.plans],
        "as_of": report.as_of,
        "totals": _figures(report.status.totals),
        "year_before": None if before is None or before.totals is None else _figures(before.totals),
        "by_plan": [[group.id, _figures(group.figures)] for group in report.status.groups],
        "by_content": [[group.id, _figures(group.figures)] for group in report.by_content],
        **{name: [_row(row) for row in getattr(report, name)] for name in _LISTS},
        "difficulties": [[*each] for each in report.difficulties],
        "recommendations": [[*each] for each in report.recommendations],
    }
    return sha256_of(
        json.dumps(plain_value(values), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    )


def _figures(figures: Figures) -> list[Any]:
    rates = (figures.due_rate, figures.progress, figures.planned)
    return [*(figures.of(standing) for standing in STANDINGS), *map(rounded, rates)]


def _row(row: ReportRow) -> list[Any]:
    facts = facts_of(row.work) | {"output": row.output}
    return [row.work.occurrence, row.work.plan, *(facts[name] for name in FACT_NAMES)]


def facts_of(work: ListedOccurrence) -> dict[str, Any]:
    """Return what is said of an occurrence by its names, but its output, which is not part of a list."""
    values = {name: getattr(work, name) for name in FACT_NAMES if name != "output"}
    return {
        name: None if value in ("", ()) else bare(value) if isinstance(value, float) else value
        for name, value in values.items()
    }


def occurrences_in(report: PeriodReport) -> tuple[str, ...]:
    """Return the occurrences that a report speaks of, each once."""
    return tuple(dict.fromkeys(row.work.occurrence for name in _LISTS for row in getattr(report, name)))


class Erratum(NamedTuple):
    """One thing that a report said of an occurrence and that has changed since."""

    occurrence: str
    title: str
    what: str  # a name of FACT_NAMES; "occurrence" where it was not known then, or is no more
    said: Any
    now: Any
    changes: tuple[int, ...] = ()


class Errata(NamedTuple):
    """What `coordplan report errata` says."""

    title: str
    report: IssuedReport
    known: int  # the last change that counts now
    known_at: str
    then: PeriodReport
    now: PeriodReport
    errata: tuple[Erratum, ...]
    moments: Mapping[int, str]  # of the changes named, in the office's time
    lead_titles: Mapping[str, str]


def errata_between(
    ids: Iterable[str], then: Mapping[str, dict[str, Any]], now: Mapping[str, dict[str, Any]]
) -> tuple[Erratum, ...]:
    """Return what has changed of occurrences, field by field; what follows from another field is left out."""
    found: list[Erratum] = []
    for id_ in ids:
        said, known = then.get(id_), now.get(id_)
        if said is None or known is None:
            if said != known:
                title = str((said or known or {}).get("title", ""))
                found.append(Erratum(id_, title, "occurrence", said and said["standing"], known and known["standing"]))
            continue
        names = [name for name in FACT_NAMES if said[name] != known[name]]
        if "standing" in names and {said["standing"], known["standing"]} & set(DONE):
            names = [name for name in names if name != "percent"]  # what is done is at 100%
        found += (Erratum(id_, str(said["title"]), name, said[name], known[name]) for name in names)
    return tuple(found)


class VerifiedReport(NamedTuple):
    """Whether an issued report comes out the same when it is made again."""

    report: IssuedReport
    same_figures: bool
    file: str  # same | other | none (no file was written) | template (it is needed, and missing)
    same_file: bool | None = None  # of a file in hand: whether it is the one that was issued


class Verification(NamedTuple):
    """What `coordplan report verify` says."""

    title: str
    made_by: str
    rows: tuple[VerifiedReport, ...]

    @property
    def holds(self) -> bool:
        """Whether figures and files are what they were; another version may lay a file out differently."""
        return all(
            row.same_figures
            and row.same_file is not False
            and (row.file != "other" or row.report.made_by != self.made_by)
            for row in self.rows
        )
