"""What is recorded of a report as it is issued."""

from collections.abc import Mapping
from pathlib import Path

import coordplan
from coordplan.errors import Refused
from coordplan.model import IssuedReport
from coordplan.paper.issued_words import report_words
from coordplan.sending.reports.issued.values import figures_digest, sha256_of
from coordplan.sending.reports.values import PeriodReport
from coordplan.store.issued_reports import IssueRecord, paper_key
from coordplan.text.language import language
from coordplan.text.language import translate as _


def record_of_report(
    number: int,
    report: PeriodReport,
    output: str | None,
    made: bytes | None,
    template: bytes | None,
    texts: Mapping[str, str],
) -> IssuedReport:
    """Return what is recorded of a report that is issued: how it is made again, and digests of what came out."""
    head = report.letterhead
    assert head.signed_on is not None
    return IssuedReport(
        id=number,
        number=head.number,
        signed_on=head.signed_on,
        period=report.period.key,
        plans=tuple(id_ for id_, _title in report.plans),
        profile=report.profile.id,
        language=language(),
        as_of=report.as_of,
        known=report.known,
        figures=figures_digest(report),
        file_name="" if output is None else Path(output).name,
        file_digest="" if made is None else sha256_of(made),
        template_digest="" if template is None else sha256_of(template),
        made_by=coordplan.__version__,
        leads=tuple(id_ for id_, _title in report.leads),
        texts=tuple(texts.items()),
    )


def refuse_taken_number(reports: list[IssueRecord], key: str) -> None:
    """Raise Refused where another report has the number of a paper, and has not been withdrawn."""
    for each in reports:
        number = each.report.number
        if paper_key(number, each.report.signed_on.year) == key and each.report.withdrawn_on is None:
            raise Refused(
                _("The number {number} is taken: {report}.").format(number=number, report=report_words(each.report)),
                _(
                    "`coordplan report verify {id} --write FILE` writes its file again; to withdraw it first: "
                    "coordplan report withdraw {id} --reason REASON"
                ).format(id=each.report.id),
            )
