"""A digest as a page narrow enough for a mail: what is new in one sentence, then a table for each kind of news."""

from collections.abc import Sequence
from operator import attrgetter

from coordplan.paper.cells import Column, Page, Table, Tone, filter_sentence, illustrative_sentence, table_of
from coordplan.seeing.headline import headline
from coordplan.sending.digest.values import Digest, DigestRow
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.shell import of_file
from coordplan.text.writing import write_day, write_number


def digest_page(digest: Digest) -> Page:
    """Return the page; of what there is nothing of, there is no table."""
    status = digest.status
    as_of = digest.until.as_of
    soon = translate_count("Due within {n} day", "Due within {n} days", digest.days)
    tables = (
        _table(_("Done"), "good", Column("done_on", _("Done on"), "day"), digest.done),
        _table(
            _("Became overdue"),
            "bad",
            Column(
                "days_late", _("Days late"), "count", 0, "bad", lambda row: row.due_on and (as_of - row.due_on).days
            ),
            digest.overdue,
        ),
        _table(
            soon.format(n=write_number(digest.days)),
            "warn",
            Column("days_left", _("Days left"), "count", 0, "warn", lambda row: (row.due_on - as_of).days),
            digest.due_soon,
        ),
    )
    return Page(
        status.title,
        (
            *illustrative_sentence(status.illustrative),
            *filter_sentence(status.filters),
            (digest_sentence(digest), "strong"),
            *((sentence, "") for sentence, _tone in headline(status)[:1]),
        ),
        tuple(table for table in tables if table.rows),
        ((_others(digest), "dim"),) if digest.others else (),
    )


def digest_sentence(digest: Digest) -> str:
    """Return what is new, counted."""
    return _("From {first} to {last}: {done} done, {overdue} became overdue, {due} due by {until}.").format(
        first=write_day(digest.since.as_of),
        last=write_day(digest.until.as_of),
        done=write_number(len(digest.done)),
        overdue=write_number(len(digest.overdue)),
        due=write_number(len(digest.due_soon)),
        until=write_day(digest.last_day),
    )


def _table(title: str, tone: Tone, last: Column, rows: Sequence[DigestRow]) -> Table:
    columns = (
        Column("title", _("Activity")),
        Column("lead", _("Lead"), "code", get=attrgetter("lead_title")),
        Column("due", _("Due"), "day", get=attrgetter("due_on")),
        last,
        Column("occurrence", _("Occurrence"), "code"),
    )
    return table_of(columns, rows, None, f"{title}: {write_number(len(rows))}", tone)


def _others(digest: Digest) -> str:
    sentence = translate_count(
        "{n} more has changed (begun, extended, redefined): coordplan changes --since {day}",
        "{n} more have changed (begun, extended, redefined): coordplan changes --since {day}",
        digest.others,
    )
    return of_file(sentence).format(n=write_number(digest.others), day=digest.since.as_of.isoformat())
