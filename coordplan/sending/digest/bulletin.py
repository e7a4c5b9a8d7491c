"""A digest as a leader gets it: what is overdue first, what falls due, what got done; no ids, no commands, one screen.

Pure. A mail of it has 24 lines at the most, its subject line among them: of what is more, the number is said.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from coordplan.dates.period_words import with_period
from coordplan.dates.workdays import weekday_words
from coordplan.model import Profile
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import filter_sentence
from coordplan.paper.document import place_words
from coordplan.paper.mail_news import MailNews, NewsLine, NewsSection
from coordplan.sending.digest.values import Digest
from coordplan.sending.reports.figure_sentences import paper_rate
from coordplan.sending.reports.occurrence_names import row_in_sentence
from coordplan.sending.reports.value_words import brief_progress
from coordplan.sending.reports.values import ReportRow
from coordplan.text.language import language, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import write_counted, write_day

MOST_LINES = 24
_MOST_OVERDUE = 6
_MOST_NAMED = 3  # of what one body got done
_WEEK = timedelta(days=7)


class Bulletin(NamedTuple):
    """What a leader is told."""

    digest: Digest
    profile: Profile  # whose counts below ten may have a nought
    office: str  # the issuer's title; empty where nobody is known
    overdue: tuple[ReportRow, ...]  # all that is, the longest first
    due_soon: tuple[ReportRow, ...]  # the nearest first
    nearest: tuple[ReportRow, ...]  # of the next due date, where nothing is due soon
    done: tuple[ReportRow, ...]  # newly; by who leads, then by the day done

    @property
    def is_empty(self) -> bool:
        return not (self.overdue or self.due_soon or self.done)

    def n(self, number: int) -> str:
        return write_counted(number, self.profile.leading_zero)


def digest_subject(digest: Digest, leading_zero: bool | None) -> str:
    """Return the subject line: the time, how much is overdue, how much got done."""

    def n(number: int) -> str:
        return write_counted(number, leading_zero)

    counted = []
    if overdue := digest.status.totals.overdue:
        counted.append(translate_count("{n} overdue", "{n} overdue", overdue).format(n=n(overdue)))
    if done := len(digest.done):
        counted.append(translate_count("{n} now done", "{n} now done", done).format(n=n(done)))
    if not counted and (due := len(digest.due_soon)):
        counted.append(translate_count("{n} due soon", "{n} due soon", due).format(n=n(due)))
    what = ", ".join(counted) or _("nothing new")
    return _("Coordination program, {time}: {what}").format(time=_time_words(digest), what=what)


def bulletin_news(bulletin: Bulletin) -> MailNews:
    """Return what a leader is told, no longer than a screen."""
    digest, status = bulletin.digest, bulletin.digest.status
    opening = (
        _("To: the leadership of {body}").format(body=_leaders_of(bulletin.office)),
        *(sentence for sentence, _tone in filter_sentence(status.filters)),
    )
    closing = (_rate_sentence(bulletin), *([place_words(_("illustrative figures"))] if status.illustrative else ()))
    overdue, soon, done = _overdue(bulletin), _due_soon(bulletin), _done(bulletin)
    # Beside the lines: the subject, an empty line below it, three headings, an empty line above each and the closing
    room = MOST_LINES - 9 - len(opening) - len(closing)
    overdue = _fitting(bulletin, overdue, _MOST_OVERDUE + 1)
    room -= len(overdue)
    soon = _fitting(bulletin, soon, max(room - len(done), room // 2))
    done = _fitting(bulletin, done, room - len(soon))
    return MailNews(
        title=digest_subject(digest, bulletin.profile.leading_zero),
        opening=opening,
        sections=(
            NewsSection(_overdue_heading(bulletin), "bad", tuple(line for line, _count in overdue)),
            NewsSection(_soon_heading(bulletin), "warn", tuple(line for line, _count in soon)),
            NewsSection(_done_heading(bulletin), "good", tuple(line for line, _count in done)),
        ),
        closing=closing,
    )


_Counted = tuple[NewsLine, int]  # a line, and of how many occurrences it speaks


def _fitting(bulletin: Bulletin, lines: Sequence[_Counted], room: int) -> list[_Counted]:
    """Return the lines where there is room for them, else as many as there is, the last of which counts the others."""
    if len(lines) <= room:
        return list(lines)
    left = sum(count for _line, count in lines[room - 1 :])
    more = translate_count("and {n} other", "and {n} others", left).format(n=bulletin.n(left))
    return [*lines[: room - 1], (NewsLine(more), left)]


def _overdue_heading(bulletin: Bulletin) -> str:
    if not bulletin.overdue:
        return _("OVERDUE: none")
    digest, new = bulletin.digest, len(bulletin.digest.overdue)
    sentence = _("OVERDUE: {n}, none of them new {since}") if not new else _("OVERDUE: {n}, {new} of them new {since}")
    weekly = digest.until.as_of - digest.since.as_of == _WEEK
    since = _("this week") if weekly else _("since {day}").format(day=write_day(_first_day(digest)))
    return sentence.format(n=bulletin.n(len(bulletin.overdue)), new=bulletin.n(new), since=since)


def _overdue(bulletin: Bulletin) -> list[_Counted]:
    found = []
    for number, row in enumerate(bulletin.overdue, 1):
        days = row.work.days_late or 0
        words = (
            translate_count("{lead}, {n} day overdue", "{lead}, {n} days overdue", days)
            if number == 1
            else translate_count("{lead}, {n} day", "{lead}, {n} days", days)
        )
        rest = f": {words.format(lead=row.lead_title, n=bulletin.n(days))} ({brief_progress(row)})"
        found.append((NewsLine(rest, _name(row), f"{number}."), 1))
    return found


def _soon_heading(bulletin: Bulletin) -> str:
    due, days = len(bulletin.due_soon), bulletin.digest.days
    if not due:
        return _("DUE SOON")
    if not days:
        return _("DUE TODAY: {n}").format(n=bulletin.n(due))
    sentence = translate_count("DUE SOON (the next {days} day): {n}", "DUE SOON (the next {days} days): {n}", days)
    return sentence.format(days=days, n=bulletin.n(due))


def _due_soon(bulletin: Bulletin) -> list[_Counted]:
    if bulletin.due_soon:
        return [(NewsLine(f": {row.lead_title}, {_day_words(row)}", _name(row), "-"), 1) for row in bulletin.due_soon]
    days = bulletin.digest.days
    words = translate_count("Nothing in the next {days} day.", "Nothing in the next {days} days.", days)
    sentence = words.format(days=days) if days else _("Nothing today.")
    if bulletin.nearest:
        first, *others = bulletin.nearest
        nearest = _("Nearest: {name}, {day}.").format(name=row_in_sentence(first), day=_day_words(first))
        if others:
            nearest = _("Nearest: {name} and {n} others, {day}.").format(
                name=row_in_sentence(first), n=bulletin.n(len(others)), day=_day_words(first)
            )
        sentence += f" {nearest}"
    return [(NewsLine(sentence), 0)]


def _day_words(row: ReportRow) -> str:
    due = row.work.due
    assert due is not None
    return _("on {day} ({weekday})").format(day=write_day(due), weekday=weekday_words(due.isoweekday()))


def _done_heading(bulletin: Bulletin) -> str:
    digest, done = bulletin.digest, bulletin.done
    window = _window_words(digest)
    if not done:
        return _("NEWLY DONE ({window}): none").format(window=window)
    late = sum(row.work.standing == "done_late" for row in done)
    if not late:
        how = _("on time") if len(done) == 1 else _("all on time")
    elif late == len(done):
        how = _("late") if len(done) == 1 else _("all late")
    else:
        how = _("{on_time} on time, {late} late").format(on_time=bulletin.n(len(done) - late), late=bulletin.n(late))
    heading = _("NEWLY DONE ({window}): {n}, {how}").format(window=window, n=bulletin.n(len(done)), how=how)
    before = sum(row.work.done_on is not None and row.work.done_on <= digest.since.as_of for row in done)
    if before and digest.since.as_of < digest.until.as_of:
        heading += "; " + _("{n} of them before, recorded now").format(n=bulletin.n(before))
    return heading


def _done(bulletin: Bulletin) -> list[_Counted]:
    found = []
    for lead, several in groupby(bulletin.done, lambda row: row.lead_title):
        rows = list(several)
        names = [row_in_sentence(row) for row in rows[:_MOST_NAMED]]
        if left := len(rows) - len(names):
            names.append(translate_count("and {n} other", "and {n} others", left).format(n=bulletin.n(left)))
        found.append((NewsLine(f": {'; '.join(names)}", lead, "-"), len(rows)))
    return found


def _name(row: ReportRow) -> str:
    return with_period(row.short or row.work.title, row.work.occurrence)


def _rate_sentence(bulletin: Bulletin) -> str:
    totals = bulletin.digest.status.totals
    if not totals.fallen_due:
        return _("Since the program began, nothing has fallen due.")
    return _("Since the program began: {done}/{fallen_due} of what has fallen due is done, {rate}.").format(
        done=write_counted(totals.done, False),
        fallen_due=write_counted(totals.fallen_due, False),
        rate=paper_rate(totals.due_rate),
    )


def _leaders_of(office: str) -> str:
    """Return a body as its own leaders are addressed in it: in Vietnamese ``Ban``, ``Sở``, else by its whole name."""
    kind = office.partition(" ")[0]
    if language() == "vi" and kind in ("Ban", "Sở"):
        return kind
    return office or _("the office")


def _time_words(digest: Digest) -> str:
    """Return which days a digest is about, as its subject has them."""
    first, last = digest.since.as_of, digest.until.as_of
    if last - first == _WEEK:
        return _("week to {day}").format(day=write_day(last))
    if first >= last - timedelta(days=1):
        return _("on {day}").format(day=write_day(last))
    return _("from {first} to {last}").format(first=_short_day(digest), last=write_day(last))


def _window_words(digest: Digest) -> str:
    """Return the days after the first time up to the last, as they stand in brackets."""
    first, last = _first_day(digest), digest.until.as_of
    return write_day(last) if first == last else f"{_short_day(digest)} - {write_day(last)}"


def _first_day(digest: Digest) -> date:
    """Return the first of the days that a digest is about: the one after the day of the digest before."""
    return min(digest.since.as_of + timedelta(days=1), digest.until.as_of)


def _short_day(digest: Digest) -> str:
    """Return the first of the days, in Vietnamese without the year where that is the last one's."""
    first, last = _first_day(digest), digest.until.as_of
    words = write_day(first)
    return words.removesuffix(f"/{first.year}") if first.year == last.year else words
