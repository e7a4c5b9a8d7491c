"""Who has answered for a period, as a page."""

from coordplan.collecting.returns.values import Answering, AnsweringReport
from coordplan.paper.cells import Column, Page, Table, Tone, illustrative_sentence, lean
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number, write_rate

STATE_WORDS = {
    "not_sent": mark("form not sent"),
    "not_asked": mark("nothing to answer"),
    "waiting": mark("waiting"),
    "sent_back": mark("sent back"),
    "partly": mark("partly accepted"),
    "accepted": mark("accepted"),
}


def state_words(each: Answering) -> str:
    """Return the state, with whether what came was in time."""
    words = _(STATE_WORDS[each.state])
    if each.state == "waiting":
        return _("{state}, late").format(state=words) if each.days_late else words
    if each.on_time is None:
        return words
    return (_("{state}, in time") if each.on_time else _("{state}, late")).format(state=words)


def returns_page(report: AnsweringReport) -> Page:
    """Return a row for each organization, and how many answered in time."""
    columns = (
        Column("title", _("Organization"), "code"),
        Column("state", _("Answer")),
        Column("sent_on", _("Form of"), "day", 5),
        Column("send_by", _("Send by"), "day", 1),
        Column("received_on", _("Received"), "day"),
        Column("days_late", _("Days late"), "count", 1, "bad"),
        Column("answered", _("Answered"), "count", 2),
        Column("blank", _("Blank"), "count", 3, "warn"),
        Column("sent_back", _("Sent back"), "count", 2, "bad"),
        Column("not_answered", _("Not answered"), "count", 2, "warn"),
        Column("not_due", _("Not due"), "count", 6, "dim"),
        Column("file", _("File"), "text", 7),
    )
    rows = [
        (
            each.title,
            state_words(each),
            each.sent_on,
            each.send_by,
            each.received_on,
            each.days_late,
            each.count("answered"),
            each.count("blank"),
            each.count("sent_back"),
            each.count("not_answered"),
            each.count("not_due"),
            each.file,
        )
        for each in report.organizations
    ]
    sentences: list[tuple[str, Tone]] = [(_headline(report), "strong"), (_rate(report), "")]
    if report.closed_on is not None:
        sentences.append((_("The period was closed on {day}.").format(day=write_day(report.closed_on)), "dim"))
    table = (lean(Table(columns, rows)),) if rows else ()
    return Page(report.title, (*illustrative_sentence(report.illustrative), *sentences), table)


def _headline(report: AnsweringReport) -> str:
    if not report.organizations:
        return _("{period} ({first} to {last}): nobody is asked for anything.").format(
            period=report.period, first=write_day(report.first), last=write_day(report.last)
        )
    counts = [
        (_("{n} accepted"), "accepted"),
        (_("{n} partly accepted"), "partly"),
        (_("{n} sent back"), "sent_back"),
        (_("{n} waiting"), "waiting"),
        (_("{n} with nothing to answer"), "not_asked"),
        (_("{n} not sent"), "not_sent"),
    ]
    states = [each.state for each in report.organizations]
    told = ", ".join(words.format(n=states.count(state)) for words, state in counts if state in states)
    return _("{period} ({first} to {last}), as on {day}: {told}.").format(
        period=report.period,
        first=write_day(report.first),
        last=write_day(report.last),
        day=write_day(report.as_of),
        told=told,
    )


def _rate(report: AnsweringReport) -> str:
    if report.on_time_rate is None:
        return _("Nobody had to answer yet.")
    return _("Answered in time: {rate} ({on_time}/{due}).").format(
        rate=write_rate(report.on_time_rate),
        on_time=write_number(report.on_time),
        due=write_number(len(report.due_to_be_in)),
    )
