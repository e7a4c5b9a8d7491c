"""Lists of occurrences as pages."""

from datetime import date

from coordplan.status.listing import Listing
from coordplan.tables.cells import Column, Page, Table
from coordplan.tables.status import illustrative_sentence
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import write_day, write_number


def list_page(listing: Listing, nothing: str) -> Page:
    """Return a row for each occurrence; the sentence ``nothing`` where there is none."""
    columns = (
        Column("occurrence", _("Occurrence"), "code"),
        Column("title", _("Activity")),
        Column("lead", _("Lead"), "code", 2),
        Column("due", _("Due"), "day"),
        Column("standing", _("Standing"), "standing"),
        Column("percent", "%", "percent", 3),
        Column("days_late", _("Days late"), "count", 1, "bad"),
        Column("evidence", _("Evidence"), "text", 4),
    )
    rows = [
        (
            row.occurrence,
            row.title,
            listing.lead_titles.get(row.lead, row.lead),
            row.due,
            row.standing,
            row.percent,
            row.days_late,
            row.evidence,
        )
        for row in listing.rows
    ]
    return _page(listing, Table(columns, rows), nothing)


def due_page(listing: Listing, last: date, nothing: str) -> Page:
    """Return what is overdue and what falls due until a day, the earliest first, with days left (below 0: late)."""
    columns = (
        Column("due", _("Due"), "day"),
        Column("days", _("Days left"), "number"),
        Column("occurrence", _("Occurrence"), "code"),
        Column("title", _("Activity")),
        Column("lead", _("Lead"), "code", 2),
        Column("standing", _("Standing"), "standing", 1),
    )
    rows = [
        (
            row.due,
            (row.due - listing.as_of).days if row.due else None,
            row.occurrence,
            row.title,
            listing.lead_titles.get(row.lead, row.lead),
            row.standing,
        )
        for row in listing.rows
    ]
    listing = listing._replace(filters=(*listing.filters, _("due until {day}").format(day=write_day(last))))
    return _page(listing, Table(columns, rows), nothing)


def _page(listing: Listing, table: Table, nothing: str) -> Page:
    if not table.rows:
        sentence = nothing
    else:
        sentence = translate_count("{n} occurrence on {day}", "{n} occurrences on {day}", len(table.rows)).format(
            n=write_number(len(table.rows)), day=write_day(listing.as_of)
        )
    if listing.filters:
        sentence += f" ({'; '.join(listing.filters)})"
    return Page(
        listing.title,
        (*illustrative_sentence(listing.illustrative), (sentence, "strong")),
        (table,) if table.rows else (),
    )
