"""Issued reports as pages, JSON and CSV: what was issued, whether it comes out the same, what has changed since."""

from operator import attrgetter
from typing import Any

from coordplan.model import Change, IssuedReport
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Kind, Page, Table, Tone, lean, table_of, write_cell
from coordplan.paper.data import Data
from coordplan.paper.issued_words import report_words, withdrawn_words
from coordplan.seeing.headline import headline
from coordplan.sending.reports.issued.values import Errata, Erratum, Verification, VerifiedReport
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.shell import of_file
from coordplan.text.topics import topic_line
from coordplan.text.writing import NOTHING, write_number


class IssuedRow(NamedTuple):
    """An issued report with who issued it, and when it was withdrawn."""

    report: IssuedReport
    change: Change
    moment: str  # in the office's time
    withdrawn_by: Change | None

    def by_name(self) -> dict[str, Any]:
        """Return the values under the names of their JSON and CSV."""
        change, withdrawn_by = self.change, self.withdrawn_by and self.withdrawn_by.id
        return _report_values(self.report) | {
            "change": change.id,
            "at": change.at,
            "by": change.by,
            "withdrawn_by": withdrawn_by,
        }


_NAMES = {"id": "report", "known": "known_at", "file_name": "file"}
_REPORT_NAMES = tuple(_NAMES.get(name, name) for name in IssuedReport._fields)


def _report_values(report: IssuedReport) -> dict[str, Any]:
    values = {name: None if value == "" else value for name, value in zip(_REPORT_NAMES, report, strict=True)}
    return values | {"texts": dict(report.texts)}


def issued_page(title: str, rows: tuple[IssuedRow, ...]) -> Page:
    """Return a row for each issued report."""
    if not rows:
        return Page(title, ((_("No report has been issued."), ""), (topic_line("reports"), "")))
    columns = (
        Column("report", _("Report"), "number", get=attrgetter("report.id")),
        Column("number", _("Number"), "code", get=attrgetter("report.number")),
        Column("signed_on", _("Signed on"), "day", get=attrgetter("report.signed_on")),
        Column("period", _("Period"), "code", get=attrgetter("report.period")),
        Column("plans", _("Plan"), "text", 2, get=lambda row: ", ".join(row.report.plans)),
        Column("leads", _("Lead"), "code", 2, get=lambda row: ", ".join(row.report.leads)),
        Column("as_of", _("Figures on"), "day", 1, get=attrgetter("report.as_of")),
        Column("file", _("File"), "code", 3, get=attrgetter("report.file_name")),
        Column("moment", _("Recorded"), "code", 4),
        Column("by", _("By"), "code", 5, get=attrgetter("change.by")),
        Column("change", _("Change"), "number", 1, get=attrgetter("change.id")),
        Column("remark", _("Remark"), "text", 1, "warn", lambda row: withdrawn_words(row.report)),
    )
    return Page(title, (), (lean(table_of(columns, rows)),))


def issued_data(rows: tuple[IssuedRow, ...]) -> Data:
    """Return ``coordplan/issued/1``; in CSV a row for each issued report."""
    columns = (*_REPORT_NAMES, "change", "at", "by", "withdrawn_by")
    return Data("coordplan/issued/1", {"reports": rows}, columns=columns, rows=[row.by_name() for row in rows])


_FILE_WORDS = {
    "same": mark("the same"),
    "other": mark("other"),
    "none": mark("none was written"),
    "elsewhere": mark("to be made again in the copy that issued it"),
    "template": mark("needs its template: --template FILE"),
}


def verification_page(verification: Verification) -> Page:
    """Return for each report whether its figures and its file come out the same."""
    rows = verification.rows
    if not rows:
        return Page(verification.title, ((_("No report has been issued."), ""),))
    columns = [
        Column("report", _("Report"), "number", get=attrgetter("report.id")),
        Column("number", _("Number"), "code", get=attrgetter("report.number")),
        Column("signed_on", _("Signed on"), "day", 1, get=attrgetter("report.signed_on")),
        Column("period", _("Period"), "code", get=attrgetter("report.period")),
        Column("figures", _("Figures"), get=_figures_words),
        Column("file", _("File made again"), get=lambda row: _(_FILE_WORDS[row.file])),
        Column("in_hand", _("File in hand"), get=_in_hand_words),
        Column("remark", _("Remark"), "text", 2, "warn", lambda row: withdrawn_words(row.report)),
    ]
    notes: list[tuple[str, Tone]] = []
    for row in rows:
        if row.by_earlier_rules and not row.same_figures:
            sentence = _(
                "Report {id} holds by the earlier rules, by which it was issued; by today's rules its figures would "
                "be others: coordplan report errata {id}"
            )
            notes.append((of_file(sentence).format(id=row.report.id), "warn"))
        elif row.by_earlier_rules and row.file == "other":
            sentence = _(
                "The figures of report {id} are the same; its file was put together by the earlier rules and comes out "
                "differently by today's."
            )
            notes.append((sentence.format(id=row.report.id), "warn"))
        elif row.same_figures and row.file == "other":
            sentence = _(
                "The figures of report {id} are the same; its file is put together differently (made by coordplan "
                "{then}, this is {now})."
            )
            made = row.report.made_by or NOTHING
            notes.append((sentence.format(id=row.report.id, then=made, now=verification.made_by), "warn"))
    earlier = sum(row.by_earlier_rules and not row.same_figures for row in rows)
    sentence = (
        _("Every report comes out as it was issued.")
        if verification.holds
        else _("Not every report comes out as it was issued.")
    )
    if verification.holds and earlier:
        sentence = _("Every report comes out as it was issued; by the earlier rules: {n}.").format(
            n=write_number(earlier)
        )
    return Page(
        verification.title,
        ((sentence, "good" if verification.holds else "bad"),),
        (lean(lean(table_of(columns, rows)), "in_hand"),),
        tuple(notes),
    )


def _figures_words(row: VerifiedReport) -> str:
    return _("the same") if row.same_figures else _("by the earlier rules") if row.by_earlier_rules else _("other")


def _in_hand_words(row: VerifiedReport) -> str:
    return "" if row.same_file is None else _("the one issued") if row.same_file else _("another one")


def verification_data(verification: Verification) -> Data:
    """Return ``coordplan/verified/1``; in CSV a row for each report."""
    rows = [
        {
            "report": row.report.id,
            "number": row.report.number,
            "period": row.report.period,
            "figures_same": row.same_figures,
            "file": row.file,
            "file_given_same": row.same_file,
            "withdrawn": row.report.withdrawn_on is not None,
            "by_earlier_rules": row.by_earlier_rules and not row.same_figures,
        }
        for row in verification.rows
    ]
    columns = ("report", "number", "period", "figures_same", "file", "file_given_same", "withdrawn", "by_earlier_rules")
    values = {"made_by": verification.made_by, "holds": verification.holds, "reports": rows}
    return Data("coordplan/verified/1", values, columns=columns, rows=rows)


_FACTS: dict[str, tuple[str, Kind]] = {
    "occurrence": (mark("Occurrence"), "standing"),
    "year_before": (mark("The year before"), "text"),
    "title": (mark("Activity"), "text"),
    "lead": (mark("Lead"), "text"),
    "partners": (mark("With"), "text"),
    "contents": (mark("Content"), "text"),
    "deadline_text": (mark("As printed"), "text"),
    "due": (mark("Due"), "day"),
    "original_due": (mark("First due"), "day"),
    "standing": (mark("Standing"), "standing"),
    "percent": (mark("Progress"), "percent"),
    "value": (mark("value"), "number"),
    "target": (mark("Target"), "number"),
    "unit": (mark("Unit"), "text"),
    "done_on": (mark("Done on"), "day"),
    "evidence": (mark("Evidence"), "text"),
    "note": (mark("Note"), "text"),
    "output": (mark("Output"), "text"),
}


def errata_page(errata: Errata) -> Page:
    """Return what a report said that has changed since, by which change."""
    said, known = headline(errata.then.status)[0][0], headline(errata.now.status)[0][0]
    withdrawn = withdrawn_words(errata.report)
    first = report_words(errata.report) + (f"; {withdrawn}" if withdrawn else "")
    sentences: list[tuple[str, Tone]] = [(first, "strong")]
    if said == known:
        sentences.append((_("Its headline still holds: {sentence}").format(sentence=said), ""))
    else:
        sentences.append((_("It said: {sentence}").format(sentence=said), ""))
        sentences.append((_("Known now: {sentence}").format(sentence=known), "warn"))
    tables = []
    compared = errata.now.status.compared
    if compared is not None and compared.missing:
        sentence = _("The year before cannot be looked at: {reason}").format(reason=compared.missing)
        sentences.append((sentence, "warn"))
    if errata.errata:
        count = len({each.occurrence for each in errata.errata if each.occurrence})
        sentence = translate_count("{n} occurrence has changed since:", "{n} occurrences have changed since:", count)
        if count:
            sentences.append((sentence.format(n=write_number(count)), ""))
        if any(each.what == "year_before" for each in errata.errata):
            sentences.append((_("What it said of the year before has changed since."), "warn"))
        tables.append(_errata_table(errata, errata.errata))
    else:
        sentences.append((_("Nothing that it said has changed since."), "good"))
    if errata.by_rules:
        title = _("Said by the earlier rules, and no erratum: by today's rules it would be said differently")
        tables.append(_errata_table(errata, errata.by_rules)._replace(title=title))
    return Page(errata.title, tuple(sentences), tuple(lean(lean(table), "changes") for table in tables))


def _errata_table(errata: Errata, rows: tuple[Erratum, ...]) -> Table:
    columns = (
        Column("occurrence", _("Occurrence"), "code"),
        Column("title", _("Activity"), "text", 2),
        Column("what", _("What has changed"), "code", get=lambda each: _(_FACTS[each.what][0])),
        Column("said", _("The report said"), get=lambda each: _fact_words(each.what, each.said, errata)),
        Column("now", _("Known now"), get=lambda each: _fact_words(each.what, each.now, errata)),
        Column("changes", _("Change"), "code", get=lambda each: ", ".join(map(str, each.changes))),
        Column(
            "moments",
            _("Recorded"),
            "code",
            1,
            get=lambda each: "; ".join(errata.moments[number] for number in each.changes),
        ),
    )
    return table_of(columns, rows)


def _fact_words(what: str, value: Any, errata: Errata) -> str:
    """Return a value as people read it."""
    if value is None:
        return _("not there") if what == "occurrence" else NOTHING
    if what in ("lead", "partners"):
        bodies = (value,) if isinstance(value, str) else value
        return ", ".join(errata.lead_titles.get(body, body) for body in bodies)
    return ", ".join(value) if isinstance(value, tuple) else write_cell(value, _FACTS[what][1])


def errata_data(errata: Errata) -> Data:
    """Return ``coordplan/errata/1``; in CSV a row for each thing that has changed."""
    rows = [
        each._asdict() | {"occurrence": each.occurrence or None, "title": each.title or None} for each in errata.errata
    ]
    compared = errata.now.status.compared
    values = {
        **_report_values(errata.report),
        "known_at_now": errata.known_at or None,
        "change_now": errata.known,
        "totals_said": errata.then.status.totals,
        "totals_now": errata.now.status.totals,
        "errata": rows,
        "by_earlier_rules": errata.by_rules,
        "year_before_missing": None if compared is None else compared.missing or None,
    }
    return Data("coordplan/errata/1", values, columns=Erratum._fields, rows=rows)
