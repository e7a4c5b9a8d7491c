"""The formats of a report, by the ending of the file's name; each is imported only when it is asked for."""

from collections.abc import Callable
from pathlib import Path

from coordplan.errors import UsageFault
from coordplan.status.period_report import PeriodReport
from coordplan.text.language import translate as _


def _json(report: PeriodReport) -> bytes:
    from coordplan.views.data_report import report_json

    return "".join(f"{line}\n" for line in report_json(report)).encode()


def _markdown(report: PeriodReport) -> bytes:
    from coordplan.tables.period_report import report_document
    from coordplan.views.markdown import render_markdown_document

    return "".join(f"{line}\n" for line in render_markdown_document(report_document(report))).encode()


def text_of(report: PeriodReport) -> bytes:
    """Return the report as a mail has it."""
    from coordplan.tables.period_report import report_document
    from coordplan.views.plain import render_text_document

    return "".join(f"{line}\n" for line in render_text_document(report_document(report))).encode()


FORMATS: dict[str, Callable[[PeriodReport], bytes]] = {".json": _json, ".md": _markdown, ".txt": text_of}


def format_of(path: Path) -> str:
    """Return the ending that says in which format a report is written; raise UsageFault where it is none."""
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise UsageFault(
            _('The ending of "{name}" is no format of a report.').format(name=path.name),
            _("Formats of a report: {names}").format(names=", ".join(FORMATS)),
        )
    return ending
