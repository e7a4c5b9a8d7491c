"""The formats of a report, by the ending of the file's name; each is imported only when it is asked for."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from coordplan.cli.output import format_meant
from coordplan.errors import Refused, UsageFault, module_with_extra
from coordplan.model import Profile, ReportChoices
from coordplan.paper.document import Document
from coordplan.sending.reports.page import report_document
from coordplan.sending.reports.values import PeriodReport, report_data
from coordplan.text.language import language
from coordplan.text.language import translate as _


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    return (f"{line}\n".encode() for line in lines)


def _json(report: PeriodReport) -> Iterator[bytes]:
    return _encoded(report_data(report).json())


def _markdown(report: PeriodReport) -> Iterator[bytes]:
    from coordplan.paper.markdown import render_markdown_document

    return _encoded(render_markdown_document(report_document(report)))


def text_of(report: PeriodReport) -> bytes:
    """Return the report as a mail has it."""
    return b"".join(_text(report))


def _text(report: PeriodReport) -> Iterator[bytes]:
    from coordplan.paper.plain import render_text_document

    return _encoded(render_text_document(report_document(report)))


def _workbook(report: PeriodReport) -> bytes:
    from coordplan.sending.reports.sheets import report_workbook

    workbook = report_workbook(report, report_document(report))
    rendered: bytes = module_with_extra("coordplan.paper.excel").render_workbook(workbook, report.as_of)
    return rendered


def _page(report: PeriodReport) -> bytes:
    from coordplan.sending.reports.decisions import decision_parts
    from coordplan.sending.reports.sheets import PAGE_COLUMNS, rows_table

    page = module_with_extra("coordplan.paper.page")
    rows = page.Rows(rows_table(report.annex, PAGE_COLUMNS), ("plan", "lead", "standing"))
    pictures = [page.Picture(*each) for each in _pictures(report)]
    rendered: str = page.render_page(report_document(report), decision_parts(report), pictures, rows)
    return rendered.encode()


def _pictures(report: PeriodReport) -> Iterator[tuple[str, str, str]]:
    """Yield the drawings of a page, each with the sentences that say the same, and as a phone has room for it."""
    from coordplan.paper.charts import Bar
    from coordplan.paper.svg import render_chart
    from coordplan.paper.svg_bars import render_bars
    from coordplan.paper.svg_shapes import PHONE_WIDTH
    from coordplan.seeing.curve.page import curve_page

    if report.curve is not None:
        page = curve_page(report.curve._replace(illustrative=False, filters=()))
        words = " ".join(sentence for sentence, _tone in (*page.sentences, *page.notes))
        if page.chart is not None:
            title = _("Progress over the whole period")
            narrow = render_chart(page.chart, PHONE_WIDTH, title, words, "curve-narrow")
            yield render_chart(page.chart, title=title, says=words), words, narrow
    groups = [group for group in report.status.groups if group.figures.total]
    if groups:
        bars = [Bar(group.title, group.figures.progress, group.figures.planned) for group in groups]
        words = _("Progress of what is due in the period, by plan; the upright stands where it was planned to be.")
        title = _("Progress by plan")
        yield render_bars(bars, title=title), words, render_bars(bars, PHONE_WIDTH, title, id_="bars-narrow")


def word_of(report: PeriodReport, template: bytes | None = None) -> bytes:
    """Return the report as a Word file, in its profile's own template, or the one that is handed in.

    Raises Refused where that one cannot be used, MissingExtra where the library is not there.
    """
    from coordplan.sending.reports.template_fields import template_values

    word = module_with_extra("coordplan.paper.word")
    document = report_document(report)
    render, values = word.render_word_apart, template_values(report, document, own=template is None)
    if template is None:
        template, render = _own_template(report.profile, report.choices, report.long, language()), word.render_word
    day = report.letterhead.signed_on or report.as_of
    try:
        rendered: bytes = render(document, values, template, day)
    except word.TemplateFault as fault:
        raise Refused(fault.sentence, fault.way_out) from fault
    return rendered


def word_template_of(report: PeriodReport) -> bytes:
    """Return the template of a report's profile, for an office to change in Word."""
    return _own_template(report.profile, report.choices, report.long, language())


@cache
def _own_template(profile: Profile, choices: ReportChoices, long: bool, _language: str) -> bytes:
    """Return the template of every report that an office makes in a profile: nothing of a period or a plan is in it."""
    samples = sample_documents(profile, choices, long)
    rendered: bytes = module_with_extra("coordplan.paper.word").render_word_template(samples)
    return rendered


def sample_documents(profile: Profile, choices: ReportChoices, long: bool = False) -> tuple[Document, ...]:
    """Return documents in which, between them, every part has something."""
    from coordplan.sending.reports.sample import sample_reports

    choices = choices._replace(overdue_rows=1)  # the others in their annex
    return tuple(report_document(each._replace(long=long, choices=choices)) for each in sample_reports(profile))


FORMATS: dict[str, Callable[[PeriodReport], bytes | Iterator[bytes]]] = {
    ".docx": word_of,
    ".xlsx": _workbook,
    ".html": _page,
    ".md": _markdown,
    ".txt": _text,
    ".json": _json,
}
DRAWN = (".html", ".docx")  # formats with the curve in them


def render_report(report: PeriodReport, ending: str, template: bytes | None = None) -> bytes:
    """Return a report in the format of an ending; of Word, in a template where there is one."""
    return b"".join(pieces_of_report(report, ending, template))


def pieces_of_report(report: PeriodReport, ending: str, template: bytes | None = None) -> Iterator[bytes]:
    """Return the same in pieces, as they are made: of text, line by line."""
    rendered = FORMATS[ending](report) if template is None else word_of(report, template)
    return iter([rendered]) if isinstance(rendered, bytes) else rendered


def ending_of(output: str | None) -> str | None:
    """Return the ending that says in which format a report is written, None where it is printed; raise UsageFault."""
    if output is None:
        return None
    if not Path(output).suffix:
        raise UsageFault(
            _('The ending of "{name}" is not a format of a report.').format(name=Path(output).name),
            _("It writes {endings}.").format(endings=", ".join(FORMATS)),
        )
    format_meant(output, None, FORMATS)
    return Path(output).suffix.lower()
