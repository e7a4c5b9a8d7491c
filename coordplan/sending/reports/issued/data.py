"""JSON and CSV of issued reports: the list, whether they come out the same, and their errata."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from coordplan.model import IssuedReport
from coordplan.paper.data import bare, render_csv, render_json
from coordplan.sending.reports.issued.page import IssuedRow
from coordplan.sending.reports.issued.values import Errata, Erratum, Verification, Verified


def _report(report: IssuedReport) -> dict[str, Any]:
    return {
        "report": report.id,
        "number": report.number,
        "signed_on": report.signed_on.isoformat(),
        "period": report.period,
        "plans": list(report.plans),
        "profile": report.profile,
        "language": report.language,
        "as_of": report.as_of.isoformat(),
        "known_at": report.known,
        "figures": report.figures,
        "file": report.file_name or None,
        "file_digest": report.file_digest or None,
        "template_digest": report.template_digest or None,
        "made_by": report.made_by or None,
        "withdrawn_on": report.withdrawn_on and report.withdrawn_on.isoformat(),
        "withdrawn_reason": report.withdrawn_reason or None,
    }


def _issued(row: IssuedRow) -> dict[str, Any]:
    return _report(row.report) | {
        "change": row.change.id,
        "at": row.change.at,
        "by": row.change.by,
        "withdrawn_by": row.withdrawn_by and row.withdrawn_by.id,
    }


def issued_json(rows: tuple[IssuedRow, ...]) -> Iterator[str]:
    """Yield ``coordplan/issued/1``."""
    yield from render_json({"schema": "coordplan/issued/1", "reports": [_issued(row) for row in rows]})


_NOBODY = IssuedReport(0, "", date.min, "", (), "", "", date.min, 0, "")
ISSUED_NAMES = (*_report(_NOBODY), "change", "at", "by", "withdrawn_by")


def issued_csv(rows: tuple[IssuedRow, ...]) -> Iterator[str]:
    """Yield a row for each issued report."""
    yield from render_csv(list(ISSUED_NAMES), (_flat(_issued(row)) for row in rows))


def _flat(values: dict[str, Any]) -> list[Any]:
    return ["; ".join(map(str, value)) if isinstance(value, list) else value for value in values.values()]


def _verified(row: Verified) -> dict[str, Any]:
    return {
        "report": row.report.id,
        "number": row.report.number,
        "period": row.report.period,
        "figures_same": row.figures,
        "file": row.file,
        "file_given_same": row.given,
        "withdrawn": row.report.withdrawn_on is not None,
    }


def verified_json(verification: Verification) -> Iterator[str]:
    """Yield ``coordplan/verified/1``."""
    yield from render_json(
        {
            "schema": "coordplan/verified/1",
            "made_by": verification.made_by,
            "holds": verification.holds,
            "reports": [_verified(row) for row in verification.rows],
        }
    )


def verified_csv(verification: Verification) -> Iterator[str]:
    """Yield a row for each report."""
    header = ["report", "number", "period", "figures_same", "file", "file_given_same", "withdrawn"]
    yield from render_csv(header, (_flat(_verified(row)) for row in verification.rows))


def _erratum(each: Erratum) -> dict[str, Any]:
    return {
        "occurrence": each.occurrence,
        "title": each.title,
        "what": each.what,
        "said": _told(each.said),
        "now": _told(each.now),
        "changes": list(each.changes),
    }


def _told(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return bare(value) if isinstance(value, float) else value


def errata_json(errata: Errata) -> Iterator[str]:
    """Yield ``coordplan/errata/1``."""
    yield from render_json(
        {
            "schema": "coordplan/errata/1",
            **_report(errata.report),
            "known_at_now": errata.known_at or None,
            "change_now": errata.known,
            "totals_said": errata.then.status.totals.by_name(),
            "totals_now": errata.now.status.totals.by_name(),
            "errata": [_erratum(each) for each in errata.errata],
        }
    )


def errata_csv(errata: Errata) -> Iterator[str]:
    """Yield a row for each thing that is known otherwise."""
    header = ["occurrence", "title", "what", "said", "now", "changes"]
    yield from render_csv(header, (_flat(_erratum(each)) for each in errata.errata))
