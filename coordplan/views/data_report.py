"""JSON of a period's report: everything that is in it, under names that stay."""

from collections.abc import Iterator, Sequence
from typing import Any

from coordplan.status.period_report import PeriodReport, ReportPeriod, ReportRow, Statement
from coordplan.status.report import Group, StatusReport
from coordplan.views.data import group_title, render_json


def report_json(report: PeriodReport) -> Iterator[str]:
    """Yield ``coordplan/report/1``."""
    yield from render_json({"schema": "coordplan/report/1", **report_values(report)})


def report_values(report: PeriodReport) -> dict[str, Any]:
    """Return what a report says, as JSON has it; two reports that say the same are equal here."""
    status, head = report.status, report.letterhead
    return {
        "program": status.program,
        "title": status.title,
        "plans": [id_ for id_, _title in report.plans],
        "period": _window(report.period),
        "next_period": report.next_period and _window(report.next_period),
        "otherwise": [
            {"title": title, "first": first.isoformat(), "last": last.isoformat()}
            for title, first, last in report.otherwise
        ],
        "as_of": status.as_of.isoformat(),
        "known_at": status.known_at or None,
        "change": report.known,
        "illustrative": status.illustrative,
        "basis": list(report.basis),
        "totals": status.totals.by_name(),
        "year_before": _compared(status),
        "by_plan": _groups(report, status.groups),
        "by_content": _groups(report, report.by_content),
        "finished": _rows(report.finished),
        "overdue": _rows(report.overdue),
        "overdue_before": _rows(report.overdue_before),
        "held": _rows(report.held),
        "coming": _rows(report.coming),
        "annex": _rows(report.annex),
        "difficulties": _statements(report.difficulties),
        "recommendations": _statements(report.recommendations),
        "letterhead": {
            "profile": report.profile.id,
            "superior": head.superior or None,
            "issuer": head.issuer or None,
            "issuer_title": head.issuer_title or None,
            "code": head.code or None,
            "place": head.place or None,
            "signer_authority": head.signer_authority or None,
            "signer_title": head.signer_title or None,
            "signer_name": head.signer_name or None,
            "recipients": list(head.recipients),
            "number": head.number or None,
            "signed_on": head.signed_on and head.signed_on.isoformat(),
        },
    }


def _window(window: ReportPeriod) -> dict[str, str]:
    return {"key": window.key, "first": window.first.isoformat(), "last": window.last.isoformat()}


def _compared(status: StatusReport) -> dict[str, Any] | None:
    then = status.compared
    return None if then is None or then.totals is None else {"as_of": then.as_of.isoformat(), **then.totals.by_name()}


def _groups(report: PeriodReport, groups: Sequence[Group]) -> list[dict[str, Any]]:
    return [{"id": group.id, "title": group_title(report.status, group), **group.figures.by_name()} for group in groups]


def _rows(rows: Sequence[ReportRow]) -> list[dict[str, Any]]:
    return [row.work.by_name() | {"output": row.output or None} for row in rows]


def _statements(statements: Sequence[Statement]) -> list[dict[str, str]]:
    return [each._asdict() for each in statements]
