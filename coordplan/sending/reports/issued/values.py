"""Issued reports: a digest of what one says, and what has changed since. Pure."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from coordplan.errors import Doubt
from coordplan.model import DONE, STANDINGS, IssuedReport
from coordplan.named_tuples import NamedTuple
from coordplan.paper.data import bare, plain_value
from coordplan.seeing.figures import Figures, rounded
from coordplan.seeing.listing import ListedOccurrence
from coordplan.seeing.values import Comparison
from coordplan.sending.reports.values import PeriodReport, ReportRow
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

_LISTS = ("finished", "overdue", "overdue_before", "held", "coming", "annex")
# What is said of an occurrence. A promise: reports that were issued are compared by it for as long as they are kept
FACT_NAMES = (
    *("title", "lead", "partners", "contents", "deadline_text", "due", "original_due", "standing"),
    *("percent", "value", "target", "unit", "done_on", "evidence", "note", "output"),
)


def sha256_of(data: bytes) -> str:
    return sha256(data).hexdigest()


def doubt_not_ended(report: PeriodReport, today: date) -> Doubt | None:
    """Doubt that a report is issued of a period that has not ended, be it in one plan alone."""
    last = max(report.period.last, *(last for _title, _first, last in report.own_cutoffs), report.period.first)
    if last <= today:
        return None
    sentence = _("the period has not ended: its figures close on {day}.").format(day=write_day(last))
    return Doubt(report.period.key, sentence, _("Its report is issued from that day on."))


def figures_text(report: PeriodReport) -> str:
    """Return what a report says, in no language and no format: its figures and what is behind them, as JSON."""
    before = report.status.compared
    values = {
        "period": [*report.period],
        "plans": [id_ for id_, _title in report.plans],
        **({"leads": [id_ for id_, _title in report.leads]} if report.leads else {}),
        "as_of": report.as_of,
        "totals": _figures(report.status.totals),
        "year_before": None if before is None or before.totals is None else _figures(before.totals),
        **_year_before_elsewhere(before),
        "by_plan": [[group.id, _figures(group.figures)] for group in report.status.groups],
        "by_content": [[group.id, _figures(group.figures)] for group in report.by_content],
        **{name: [_row(row) for row in getattr(report, name)] for name in _LISTS},
        "difficulties": [[*each[:3]] for each in report.difficulties],
        "recommendations": [[*each[:3]] for each in report.recommendations],
    }
    return json.dumps(plain_value(values), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


# What is kept of a year before that another file has: that one may be gone, or say otherwise by now
_ELSEWHERE = "year_before_in"
_ABOUT = ("period", "program", "program_title", "illustrative")


def _year_before_elsewhere(before: Comparison | None) -> dict[str, Any]:
    if before is None or not (before.program or before.missing):
        return {}
    about = [before.as_of, bool(before.missing), *(getattr(before, name) for name in _ABOUT)]
    return {_ELSEWHERE: about}


def comparison_kept(said: Mapping[str, Any]) -> Comparison | None:
    """Return the year before that a report gave from another file; None where its own file had it, or it has none."""
    if _ELSEWHERE not in said:
        return None
    as_of, missing, *about = said[_ELSEWHERE]
    return Comparison(
        "last-year",
        date.fromisoformat(as_of),
        totals=None if said["year_before"] is None else _figures_read(said["year_before"]),
        asked=False,
        missing=_("It was not at hand when the report was issued.") if missing else "",
        **dict(zip(_ABOUT, about, strict=True)),
    )


def figures_digest(report: PeriodReport) -> str:
    """Return the SHA-256 of what a report says."""
    return sha256_of(figures_text(report).encode())


def facts_kept(said: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what a report said of each occurrence, from the values of its text, as ``facts_of`` has it now."""
    return {id_: _facts_read(values) for name in _LISTS for id_, _plan, *values in said[name]}


def _facts_read(values: Iterable[Any]) -> dict[str, Any]:
    def read(name: str, value: Any) -> Any:
        if value in ("", None):
            return None
        if name in ("due", "original_due", "done_on"):
            return date.fromisoformat(value)
        return tuple(value) if isinstance(value, list) else value

    return {name: read(name, value) for name, value in zip(FACT_NAMES, values, strict=True)}


def figures_kept(said: Mapping[str, Any]) -> Figures:
    """Return the figures that a report gave, from the values of its text: sums of weight as shares of one."""
    return _figures_read(said["totals"])


def _figures_read(values: Iterable[Any]) -> Figures:
    *counts, _due_rate, progress, planned = values
    weight = 0.0 if progress is None else 1.0
    return Figures(tuple(counts), weight, progress or 0.0, planned or 0.0)


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
    what: str  # a name of FACT_NAMES; "occurrence" where it was not known then, or is no more; "year_before" of none
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
    by_rules: tuple[Erratum, ...]  # what comes out otherwise only because it was said by earlier rules
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


def year_before_erratum(then: Comparison | None, now: Comparison | None) -> Erratum | None:
    """Return what a report said of the year before, where that is known otherwise; None where it is not."""
    said, known = (None if each is None else each.totals for each in (then, now))
    words = [None if each is None else f"{each.done}/{each.fallen_due}" for each in (said, known)]
    if words[0] == words[1] or (now is not None and now.missing):
        return None
    return Erratum("", "", "year_before", words[0], words[1])


def parted_by_rules(
    errata: Iterable[Erratum], at_issue: Mapping[str, dict[str, Any]], now: Mapping[str, dict[str, Any]]
) -> tuple[tuple[Erratum, ...], tuple[Erratum, ...]]:
    """Return which errata come from what was recorded since, and which from today's rules alone.

    ``at_issue``: what would have been said then by today's rules. Where that is what is said now, nothing was recorded.
    """

    def is_by_rules(each: Erratum) -> bool:
        then, today = at_issue.get(each.occurrence), now.get(each.occurrence)
        if then is None or today is None or each.what == "occurrence":
            return then is today
        return bool(then[each.what] == today[each.what])

    found = tuple(errata)
    return tuple(each for each in found if not is_by_rules(each)), tuple(filter(is_by_rules, found))


class VerifiedReport(NamedTuple):
    """Whether an issued report comes out the same when it is made again."""

    report: IssuedReport
    same_figures: bool
    file: str  # same | other | none (was written) | template (it is missing) | elsewhere (in the copy that issued it)
    same_file: bool | None = None  # of a file in hand: whether it is the one that was issued
    by_earlier_rules: bool = False  # it was made by rules before today's, and its rows are kept as they were

    @property
    def holds(self) -> bool:
        """Whether it is what was issued, be it by the earlier rules."""
        return (self.same_figures or self.by_earlier_rules) and self.same_file is not False


class Verification(NamedTuple):
    """What `coordplan report verify` says."""

    title: str
    made_by: str
    rows: tuple[VerifiedReport, ...]

    @property
    def holds(self) -> bool:
        """Whether figures and files are what they were; another version may lay a file out differently."""
        return all(
            row.holds and (row.file != "other" or row.by_earlier_rules or row.report.made_by != self.made_by)
            for row in self.rows
        )
