"""Who has answered for a period, as a page and for programs."""

from collections.abc import Callable

from coordplan.collecting.returns.values import ANSWERING_NAMES, Answering, AnsweringReport, RowState
from coordplan.dates.period_words import begun_with_long_period
from coordplan.paper.cells import Column, Page, Tone, illustrative_sentence, lean, table_of
from coordplan.paper.data import Data
from coordplan.seeing.figures import rounded
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.shell import of_file
from coordplan.text.writing import write_day, write_number, write_rate

STATE_WORDS = {
    "not_sent": mark("form not sent"),
    "not_asked": mark("nothing to answer"),
    "waiting": mark("waiting"),
    "sent_back": mark("sent back"),
    "blank": mark("left blank"),
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
    return (_("{state}, on time") if each.on_time else _("{state}, late")).format(state=words)


def returns_page(report: AnsweringReport) -> Page:
    """Return a row for each organization, and how many answered in time."""
    sentences: list[tuple[str, Tone]] = [*answering_sentences(report)]
    if report.to_be_sent and report.closed_on is None:
        is_all = len(report.to_be_sent) == len(report.organizations)
        command = report.form_line if is_all else "coordplan todo"  # names them; here the line would be too long
        sentences.append((of_file(_("To send the forms: {command}").format(command=command)), ""))
    if report.closed_on is not None:
        sentences.append((_("The period was closed on {day}.").format(day=write_day(report.closed_on)), "dim"))
    tables = (lean(table_of(answering_columns(), report.organizations)),) if report.organizations else ()
    return Page(report.title, (*illustrative_sentence(report.illustrative), *sentences), tables)


def _contact_words(each: Answering) -> str | None:
    """Return whom to ask about the latest answer; None where it does not say."""
    return ", ".join(filter(None, (each.answered_by, each.telephone))) or None


def answering_columns() -> tuple[Column, ...]:
    """Return the columns of `returns`."""

    def count(state: RowState) -> Callable[[Answering], int]:
        return lambda each: each.count(state)

    def rare(state: RowState) -> Callable[[Answering], int | None]:
        return lambda each: each.count(state) or None  # a column in which nobody has any is left out

    return (
        Column("title", _("Organization"), "code"),
        Column("state", _("Answer"), get=state_words),
        Column("sent_on", _("Form of"), "day", 5),
        Column("send_by", _("Send by"), "day", 1),
        Column("received_on", _("Received"), "day"),
        Column("days_late", _("Days late"), "count", 1, "bad"),
        Column("reminders", _("Reminded"), "count", 3, get=lambda each: each.reminders or None),
        Column("answered", _("Answered"), "count", 2, get=count("answered")),
        Column("blank", _("Blank"), "count", 3, "warn", get=rare("blank")),
        Column("sent_back", _("Sent back"), "count", 2, "bad", get=rare("sent_back")),
        Column("not_answered", _("Not answered"), "count", 2, "warn", get=count("not_answered")),
        Column("not_due", _("Not due"), "count", 6, "dim", get=count("not_due")),
        Column(
            "without_evidence",
            _("Done, no document"),
            "count",
            2,
            "warn",
            get=lambda each: len(each.without_evidence) or None,
        ),
        Column("file", _("File"), "text", 7),
        Column("answered_by", _("Filled in by"), "text", 8, get=_contact_words),
    )


def answering_sentences(report: AnsweringReport) -> tuple[tuple[str, Tone], ...]:
    """Return how many organizations have come how far, and how many answered in time."""
    return ((_headline(report), "strong"), (_rate(report), ""))


def _headline(report: AnsweringReport) -> str:
    if not report.organizations:
        sentence = _("{period} ({first} to {last}): nobody is asked for anything.")
        days = {"first": write_day(report.first), "last": write_day(report.last)}
        return begun_with_long_period(sentence, report.period, **days)
    counts = [
        (_("{n} accepted"), "accepted"),
        (_("{n} partly accepted"), "partly"),
        (_("{n} sent back"), "sent_back"),
        (_("{n} left blank"), "blank"),
        (_("{n} waiting"), "waiting"),
        (_("{n} with nothing to answer"), "not_asked"),
        (_("{n} not sent"), "not_sent"),
    ]
    states = [each.state for each in report.organizations]
    found = ", ".join(words.format(n=states.count(state)) for words, state in counts if state in states)
    return begun_with_long_period(
        _("{period} ({first} to {last}), as on {day}: {states}."),
        report.period,
        first=write_day(report.first),
        last=write_day(report.last),
        day=write_day(report.as_of),
        states=found,
    )


def _rate(report: AnsweringReport) -> str:
    if report.on_time_rate is None:
        return _("Nobody had to answer yet.")
    return _("Answered on time: {rate} ({on_time}/{due}).").format(
        rate=write_rate(report.on_time_rate),
        on_time=write_number(report.on_time),
        due=write_number(len(report.due_to_be_in)),
    )


def returns_data(report: AnsweringReport) -> Data:
    """Return ``coordplan/returns/1``; in CSV a row for each organization."""
    rows = [each.by_name() for each in report.organizations]
    return Data(
        "coordplan/returns/1",
        {
            "program": report.program,
            "period": report.period,
            "first": report.first,
            "last": report.last,
            "as_of": report.as_of,
            "known_at": report.known_at or None,
            "illustrative": report.illustrative,
            "closed_on": report.closed_on,
            "due_to_be_in": len(report.due_to_be_in),
            "in_time": report.on_time,
            "on_time_rate": rounded(report.on_time_rate),
            "organizations": [
                row
                | {"occurrences": [standing._asdict() | {"fault": standing.fault or None} for standing in each.rows]}
                for each, row in zip(report.organizations, rows, strict=True)
            ],
        },
        columns=ANSWERING_NAMES,
        rows=rows,
    )
