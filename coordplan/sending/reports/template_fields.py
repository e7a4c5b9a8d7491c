"""What a template of a report may use: every field by its name, as text that needs no further formatting.

A template names a field in double braces: ``{{ subject }}``, ``{{ figures.done }}``; it goes through a list in a loop.
A part that a report does not have (nothing was held) is None, so that a template can leave out what belongs to it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from coordplan.dates.period_words import write_period
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Kind, Page, Table, write_cell
from coordplan.paper.document import Document, Part, annex_name, attached_words
from coordplan.paper.field_values import NamedRows, body_values, chart_values, document_values, inert
from coordplan.paper.part_names import ANNEXES, BODY, CHARTS, PARTS
from coordplan.seeing.figures import FIGURE_NAMES
from coordplan.seeing.page import FIGURE_WORDS
from coordplan.sending.reports.long_body import long_parts
from coordplan.sending.reports.page import report_document
from coordplan.sending.reports.values import PeriodReport
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

OF_A_PART = {
    "heading": mark("its heading with its number"),
    "bases": mark("lines of the legal basis"),
    "lines": mark("sentences before the table"),
    "statements": mark("what organizations say, one each"),
    "place": mark("a place where the office writes"),
    "headings": mark("headings of its table that name a period"),
    "rows": mark("rows of its table"),
    "total": mark("the last row of its table"),
    "paragraphs": mark("its paragraphs"),
    "below": mark("paragraphs below the table"),
    "remark": mark("a remark below the table"),
    "remarks": mark("remarks below the table, one each"),
}
RUNS = {
    "head": mark("of a paragraph: what it is about, set apart"),
    "text": mark("of a paragraph: what it says"),
    "place": mark("of a paragraph: a place behind it where the office writes"),
}
SINGLE = {
    "kind": mark("kind of document"),
    "subject": mark("subject line"),
    "subject_lines": mark("subject line on two lines: what, and the period"),
    "subject_broken": mark("subject line in one paragraph, broken between its phrases"),
    "to": mark("whom it is addressed to; may be empty"),
    "closing": mark("the sentence that ends the text, with its sign"),
    "warning": mark("that figures are illustrative; empty where they are not"),
    "state_title": mark("first line of the right block"),
    "motto": mark("second line of the right block; may be empty"),
    "superior": mark("body above the issuer, as the header has it"),
    "issuer": mark("issuing body, as the header has it"),
    "issuer_name": mark("whole name of the issuing body"),
    "number": mark("line of the number"),
    "date": mark("place and date"),
    "end_mark": mark("sign at the end of the text"),
    "signer_authority": mark("on whose behalf it is signed; may be empty"),
    "signer_title": mark("position of who signs"),
    "signer_name": mark("name of who signs"),
    "recipients": mark("recipients"),
    "program": mark("title of the program"),
    "reported_on": mark("what is reported on: the program, or plans"),
    "period": mark("period in words"),
    "period_key": mark("period as on the command line"),
    "first": mark("first day of the period"),
    "last": mark("last day of the period"),
    "as_of": mark("day of the figures"),
}
ANNEX = {
    "heading": mark("heading of the annex"),
    "title": mark("title of the annex"),
    "attached": mark("which report it is attached to"),
    "groups": mark("plans with their rows"),
}


class TemplateField(NamedTuple):
    """A field as `report --list-fields` lists it."""

    name: str
    meaning: str
    example: str


def template_values(report: PeriodReport, document: Document, own: bool = False) -> dict[str, Any]:
    """Return the values of every field by its name: texts, lists, and groups of them.

    ``own``: of those that the profile's own template of such a document uses, which has one body alone.
    """
    figures = report.status.totals.by_name()
    whole = document if document.long or own else document._replace(parts=tuple(long_parts(report)))
    values: dict[str, Any] = {
        **document_values(whole),
        "subject_broken": "\n".join(document.subject_lines),
        "body": {} if document.long else body_values(document),
        "annexes": _annexes(document),
        "charts": chart_values(document, 2 + len(document.further)),
        "program": report.status.title,
        "reported_on": report.speaker.what,
        "period": write_period(report.period.key),
        "period_key": report.period.key,
        "first": write_day(report.period.first),
        "last": write_day(report.period.last),
        "as_of": write_day(report.as_of),
        "figures": {name: write_cell(figures[name], _figure_kind(name)) for name in FIGURE_NAMES},
        "annex": {
            "heading": annex_name(document, 1),
            "title": document.annex_title,
            "attached": attached_words(document),
            "groups": [{"title": table.title, "rows": NamedRows(table, table.rows)} for table in document.annex],
        },
    }
    ready: dict[str, Any] = inert(values)
    return ready


def _annexes(document: Document) -> dict[str, Any]:
    """Return the annexes behind that of occurrences by their names: None where there is none."""
    found: dict[str, Any] = dict.fromkeys(ANNEXES)
    for number, annex in enumerate(document.further, 2):
        table = annex.table
        found[annex.name] = {
            "heading": annex_name(document, number),
            "title": annex.title,
            "rows": NamedRows(table, table.rows),
            "total": {} if table.total is None else NamedRows(table, [table.total])[0],
        }
    return found


def _figure_kind(name: str) -> Kind:
    return "rate" if name in ("due_rate", "progress", "planned") else "count"


def fields_page(reports: Sequence[PeriodReport]) -> Page:
    """Return what a template may use as a page, of reports in which between them every part has something."""
    table = Table(
        (Column("name", _("Field"), "code"), Column("meaning", _("Meaning")), Column("example", _("Example"))),
        [(field.name, field.meaning, field.example) for field in template_fields(reports)],
    )
    notes = (
        _("A field stands in double braces: {example}").format(example="{{ subject }}"),
        _(
            "[] means a list, which a loop goes through. Over rows of a table, each line in a row of its own: {example}"
        ).format(example="{%tr for row in finished.rows %}  {{ row.number }}  {{ row.title }}  {%tr endfor %}"),
        _("Over paragraphs, each in a paragraph of its own: {example}").format(
            example="{%p for line in results.lines %}  {{ line }}  {%p endfor %}"
        ),
        _("A part that a report may not have stands in a condition: {example}").format(
            example="{%p if held %}  ...  {%p endif %}"
        ),
        _("The template to begin with: coordplan report --write-template FILE.docx"),
    )
    return Page(_("What a template of a report may use"), (), (table,), tuple((note, "") for note in notes))


def template_fields(reports: Sequence[PeriodReport]) -> Iterator[TemplateField]:
    """Yield every field with its meaning and an example: of the body that leaders sign, of the long one, of annexes."""
    documents = [report_document(report) for report in reports]
    values = [template_values(report, document) for report, document in zip(reports, documents, strict=True)]
    first, long = documents[0], documents[0]._replace(parts=tuple(long_parts(reports[0])))
    for name, meaning in SINGLE.items():
        yield TemplateField(name + _listed(values[0][name]), _(meaning), _example(values[0][name]))
    for name, text in values[0]["figures"].items():
        yield TemplateField(f"figures.{name}", _(FIGURE_WORDS[name]), text)
    for name, meaning in BODY.items():
        found = [
            (part, each["body"][name])
            for document, each in zip(documents, values, strict=True)
            for part in document.parts
            if part.name == name
        ]
        several = (field for each in found for field in _part_fields(f"body.{name}", meaning, *each))
        yield from {field.name: field for field in several}.values()
    for part in long.parts:
        yield from _part_fields(part.name, PARTS[part.name], part, values[0][part.name])
    for name, meaning in ANNEX.items():
        if name != "groups":
            yield TemplateField(f"annex.{name}", _(meaning), values[0]["annex"][name])
    group = values[0]["annex"]["groups"][0]
    yield TemplateField("annex.groups[].title", _("Plan"), group["title"])
    yield from _columns("annex.groups[].rows[]", first.annex[0], group["rows"][0])
    further = {
        annex.name: (annex, each["annexes"][annex.name])
        for document, each in zip(documents, values, strict=True)
        for annex in document.further
    }
    for annex, found_annex in further.values():
        yield TemplateField(f"annexes.{annex.name}", _(ANNEXES[annex.name]), "")
        for name in ("heading", "title"):
            yield TemplateField(f"annexes.{annex.name}.{name}", _(ANNEX[name]), found_annex[name])
        yield from _columns(f"annexes.{annex.name}.rows[]", annex.table, found_annex["rows"][0])
        if annex.table.total is not None:
            yield from _columns(f"annexes.{annex.name}.total", annex.table, found_annex["total"])
    for name, meaning in {**{name: ANNEX[name] for name in ("heading", "title")}, **CHARTS}.items():
        yield TemplateField(f"charts.{name}", _(meaning), "")


def _part_fields(name: str, meaning: str, part: Part, values: dict[str, Any]) -> Iterator[TemplateField]:
    yield TemplateField(name, _(meaning), "")
    for inner, words in OF_A_PART.items():
        found = values.get(inner)
        if not found:
            continue
        if inner in ("rows", "total"):
            if part.table is not None:
                row = found[0] if inner == "rows" else found
                yield from _columns(f"{name}.{inner}{'[]' if inner == 'rows' else ''}", part.table, row)
        elif inner == "headings":
            for column, heading in found.items():
                yield TemplateField(f"{name}.headings.{column}", _(words), heading)
        elif inner in ("paragraphs", "below"):
            for run, said in RUNS.items():
                yield TemplateField(f"{name}.{inner}[].{run}", _(said), found[0][run])
        else:
            yield TemplateField(f"{name}.{inner}{_listed(found)}", _(words), _example(found))


def _columns(prefix: str, table: Table, row: dict[str, str]) -> Iterator[TemplateField]:
    for column in table.columns:
        yield TemplateField(f"{prefix}.{column.name}", column.heading, row[column.name])


def _example(value: Any) -> str:
    return str(value[0]) if isinstance(value, list) else str(value)


def _listed(value: Any) -> str:
    return "[]" if isinstance(value, list) else ""
