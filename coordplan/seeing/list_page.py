"""Lists of occurrences as pages."""

from datetime import date

from coordplan.paper.cells import Column, Page, Table, illustrative_sentence, lean, table_of
from coordplan.seeing.listing import Listed, Listing
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import write_day, write_number


def list_page(listing: Listing, nothing: str) -> Page:
    """Return a row for each occurrence; the sentence ``nothing`` where there is none."""
    columns = (
        Column("occurrence", _("Occurrence"), "code"),
        Column("title", _("Activity")),
        _lead_column(listing, 2),
        Column("due", _("Due"), "day"),
        Column("standing", _("Standing"), "standing"),
        Column("percent", "%", "percent", 3),
        Column("days_late", _("Days late"), "count", 1, "bad"),
        Column("evidence", _("Evidence"), "text", 5),
        Column("waits_for", _("Waits for"), get=waiting_words),
    )
    return _page(listing, lean(table_of(columns, listing.rows), "waits_for"), nothing)


def due_page(listing: Listing, last: date, nothing: str) -> Page:
    """Return what is overdue and what falls due until a day, the earliest first, with days left (below 0: late)."""
    columns = (
        Column("due", _("Due"), "day"),
        Column("days_left", _("Days left"), "number"),
        Column("working_days_left", _("Working days left"), "number", 4),
        Column("occurrence", _("Occurrence"), "code"),
        Column("title", _("Activity")),
        _lead_column(listing, 3),
        Column("standing", _("Standing"), "standing", 1),
        Column("remark", _("Remark"), get=remark),
    )
    listing = listing._replace(filters=(*listing.filters, _("due until {day}").format(day=write_day(last))))
    return _page(listing, lean(table_of(columns, listing.rows), "remark"), nothing)


def _lead_column(listing: Listing, rank: int) -> Column:
    return Column("lead", _("Lead"), "code", rank, get=lambda row: listing.lead_titles.get(row.lead, row.lead))


def remark(row: Listed) -> str:
    """Return what is to be known of a due date: that it lies on a day off, and what must be finished before."""
    parts = []
    if row.working_due is not None:
        parts.append(_("day off; next working day {day}").format(day=write_day(row.working_due)))
    if row.waits_for:
        parts.append(_("waits for {ids}").format(ids=waiting_words(row)))
    return "; ".join(parts)


def waiting_words(row: Listed, most: int = 4) -> str:
    """Return what an occurrence waits for, at most so many and how many more."""
    more = len(row.waits_for) - most
    ids = ", ".join(row.waits_for[:most])
    return ids if more <= 0 else ids + " " + _("and {n} more").format(n=write_number(more))


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
