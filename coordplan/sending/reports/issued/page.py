"""Issued reports as pages: what was issued, whether it comes out the same, what is known otherwise since."""

from typing import Any, NamedTuple

from coordplan.dates.wording import write_period
from coordplan.model import Change, IssuedReport
from coordplan.paper.cells import Column, Page, Table, Tone, lean, write_cell
from coordplan.seeing.page import headline
from coordplan.sending.reports.issued.values import Errata, Verification, Verified
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import NOTHING, write_day, write_number


class IssuedRow(NamedTuple):
    """An issued report with who issued it, and when it was withdrawn."""

    report: IssuedReport
    change: Change
    moment: str  # in the office's time
    withdrawn_by: Change | None


def issued_page(title: str, rows: tuple[IssuedRow, ...]) -> Page:
    """Return a row for each issued report."""
    if not rows:
        return Page(title, ((_("No report has been issued."), ""),))
    table = Table(
        (
            Column("report", _("Report"), "number"),
            Column("number", _("Number"), "code"),
            Column("signed_on", _("Signed on"), "day"),
            Column("period", _("Period"), "code"),
            Column("plans", _("Plan"), "text", 2),
            Column("as_of", _("Figures on"), "day", 1),
            Column("file", _("File"), "code", 3),
            Column("moment", _("Recorded"), "code", 4),
            Column("by", _("By"), "code", 5),
            Column("change", _("Change"), "number", 1),
            Column("remark", _("Remark"), "text", 1, "warn"),
        ),
        [
            (
                row.report.id,
                row.report.number,
                row.report.signed_on,
                row.report.period,
                ", ".join(row.report.plans),
                row.report.as_of,
                row.report.file_name,
                row.moment,
                row.change.by,
                row.change.id,
                withdrawn_words(row.report),
            )
            for row in rows
        ],
    )
    return Page(title, (), (lean(table),))


def withdrawn_words(report: IssuedReport) -> str:
    """Return when and why a report was withdrawn; empty where it was not."""
    if report.withdrawn_on is None:
        return ""
    return _("withdrawn on {day}: {reason}").format(day=write_day(report.withdrawn_on), reason=report.withdrawn_reason)


def report_words(report: IssuedReport) -> str:
    """Return an issued report as a sentence names it."""
    return _("Report {id} ({number}, signed on {day}, {period})").format(
        id=report.id,
        number=report.number,
        day=write_day(report.signed_on),
        period=write_period(report.period),
    )


_FILE_WORDS = {
    "same": mark("the same"),
    "other": mark("other"),
    "none": mark("none was written"),
    "template": mark("needs its template: --template FILE"),
}


def verification_page(verification: Verification) -> Page:
    """Return for each report whether its figures and its file come out the same."""
    if not verification.rows:
        return Page(verification.title, ((_("No report has been issued."), ""),))
    given = any(row.given is not None for row in verification.rows)
    columns = (
        Column("report", _("Report"), "number"),
        Column("number", _("Number"), "code"),
        Column("signed_on", _("Signed on"), "day", 1),
        Column("period", _("Period"), "code"),
        Column("figures", _("Figures")),
        Column("file", _("File made again")),
        *((Column("given", _("File in hand")),) if given else ()),
        Column("remark", _("Remark"), "text", 2, "warn"),
    )
    rows = [_verified_row(row, given) for row in verification.rows]
    notes: list[tuple[str, Tone]] = []
    for row in verification.rows:
        if row.figures and row.file == "other":
            sentence = _(
                "The figures of report {id} are the same; its file is put together otherwise (made by coordplan "
                "{then}, this is {now})."
            )
            made = row.report.made_by or NOTHING
            notes.append((sentence.format(id=row.report.id, then=made, now=verification.made_by), "warn"))
    sentence = _("Every report comes out as it was issued.") if verification.holds else _("Not every report holds.")
    return Page(
        verification.title,
        ((sentence, "good" if verification.holds else "bad"),),
        (lean(Table(columns, rows)),),
        tuple(notes),
    )


def _verified_row(row: Verified, given: bool) -> tuple[Any, ...]:
    report = row.report
    return (
        report.id,
        report.number,
        report.signed_on,
        report.period,
        _("the same") if row.figures else _("other"),
        _(_FILE_WORDS[row.file]),
        *((_("the one issued") if row.given else _("another one"),) if given else ()),
        withdrawn_words(report),
    )


_FIELD_WORDS = {
    "occurrence": mark("Occurrence"),
    "title": mark("Activity"),
    "lead": mark("Lead"),
    "partners": mark("With"),
    "contents": mark("Content"),
    "deadline_text": mark("As printed"),
    "due": mark("Due"),
    "original_due": mark("First due"),
    "standing": mark("Standing"),
    "percent": mark("Progress"),
    "value": mark("value"),
    "target": mark("Target"),
    "unit": mark("Unit"),
    "done_on": mark("Done on"),
    "evidence": mark("Evidence"),
    "note": mark("Note"),
    "output": mark("Output"),
}


def errata_page(errata: Errata) -> Page:
    """Return what a report said that is known otherwise now, by which change."""
    said, known = headline(errata.then.status)[0][0], headline(errata.now.status)[0][0]
    withdrawn = withdrawn_words(errata.report)
    first = report_words(errata.report) + (f"; {withdrawn}" if withdrawn else "")
    sentences: list[tuple[str, Tone]] = [(first, "strong")]
    if said == known:
        sentences.append((_("Its headline still holds: {sentence}").format(sentence=said), ""))
    else:
        sentences.append((_("It said: {sentence}").format(sentence=said), ""))
        sentences.append((_("Known now: {sentence}").format(sentence=known), "warn"))
    if not errata.errata:
        sentences.append((_("Nothing that it said is known otherwise now."), "good"))
        return Page(errata.title, tuple(sentences))
    count = len({each.occurrence for each in errata.errata})
    sentence = translate_count(
        "{n} occurrence is known otherwise now:", "{n} occurrences are known otherwise now:", count
    )
    sentences.append((sentence.format(n=write_number(count)), ""))
    table = Table(
        (
            Column("occurrence", _("Occurrence"), "code"),
            Column("title", _("Activity"), "text", 2),
            Column("what", _("What is told"), "code"),
            Column("said", _("The report said")),
            Column("now", _("Known now")),
            Column("changes", _("Change"), "code"),
            Column("moments", _("Recorded"), "code", 1),
        ),
        [
            (
                each.occurrence,
                each.title,
                _(_FIELD_WORDS[each.what]),
                _told_words(each.what, each.said, errata),
                _told_words(each.what, each.now, errata),
                ", ".join(map(str, each.changes)),
                "; ".join(errata.moments.get(number, "") for number in each.changes),
            )
            for each in errata.errata
        ],
    )
    return Page(errata.title, tuple(sentences), (table,))


def _told_words(what: str, value: Any, errata: Errata) -> str:
    """Return a value as people read it."""
    if what == "occurrence":
        return write_cell(value, "standing") if value is not None else _("not there")
    if value is None:
        return NOTHING
    if what == "standing":
        return write_cell(value, "standing")
    if what in ("due", "original_due", "done_on"):
        return write_cell(value, "day")
    if what == "percent":
        return write_cell(value, "percent")
    if what in ("value", "target"):
        return write_cell(value, "number")
    if what in ("lead", "partners"):
        bodies = (value,) if isinstance(value, str) else value
        return ", ".join(errata.lead_titles.get(body, body) for body in bodies)
    return ", ".join(value) if isinstance(value, tuple) else write_cell(value, "text")
