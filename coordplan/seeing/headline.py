"""The sentence that leaders expect of a status, and its comparison with another time."""

from coordplan.paper.cells import Tone
from coordplan.seeing.values import Comparison, StatusReport
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import write_day, write_number, write_points, write_rate


def headline(report: StatusReport) -> tuple[tuple[str, Tone], ...]:
    """Return what leaders ask first: what has fallen due, how much of it is done, more or less than a year before."""
    figures = report.totals
    if figures.total == 0:
        nothing = _("There is nothing to count on {day}.").format(day=write_day(report.as_of))
        asked = report.compared is not None and report.compared.asked
        return ((nothing, "strong"), *(((comparison(report), ""),) if asked else ()))
    if figures.fallen_due == 0:
        first = _("By {day} nothing of {total} has fallen due.").format(
            day=write_day(report.as_of), total=write_number(figures.total)
        )
    else:
        first = translate_count(
            "By {day}, {fallen_due} has fallen due: {done} done ({on_time} on time, {late} late), {overdue} overdue; "
            "{rate} achieved ({done}/{fallen_due}).",
            "By {day}, {fallen_due} have fallen due: {done} done ({on_time} on time, {late} late), {overdue} overdue; "
            "{rate} achieved ({done}/{fallen_due}).",
            figures.fallen_due,
        ).format(
            day=write_day(report.as_of),
            fallen_due=write_number(figures.fallen_due),
            done=write_number(figures.done),
            on_time=write_number(figures.of("done_on_time")),
            late=write_number(figures.of("done_late")),
            overdue=write_number(figures.overdue),
            rate=write_rate(figures.due_rate),
        )
    return ((first, "strong"), *(() if report.compared is None else ((comparison(report), ""),)))


def headline_in_short(report: StatusReport) -> tuple[tuple[str, Tone], ...]:
    """Return what leaders ask first in one sentence or two, below a title that says the day."""
    figures, compared = report.totals, report.compared
    if figures.fallen_due == 0 or (compared is not None and (compared.asked or compared.missing)):
        return headline(report)
    counts = translate_count(
        "{fallen_due} has fallen due: {done} done ({on_time} on time, {late} late), {overdue} overdue.",
        "{fallen_due} have fallen due: {done} done ({on_time} on time, {late} late), {overdue} overdue.",
        figures.fallen_due,
    ).format(
        fallen_due=write_number(figures.fallen_due),
        done=write_number(figures.done),
        on_time=write_number(figures.of("done_on_time")),
        late=write_number(figures.of("done_late")),
        overdue=write_number(figures.overdue),
    )
    words = _("{rate} achieved.")
    if report.points is not None:
        words = _("{rate} achieved, as on the same date a year before.")
        if report.points > 0:
            words = _("{rate} achieved, {points} points more than on the same date a year before.")
        elif report.points < 0:
            words = _("{rate} achieved, {points} points less than on the same date a year before.")
    achieved = words.format(rate=write_rate(figures.due_rate), points=write_points(report.points or 0))
    return ((f"{counts} {achieved}", "strong"),)


def ongoing_words(number: int) -> str:
    """Return why what is ongoing is not among the figures of a period, without the point."""
    return translate_count(
        "{n} ongoing activity has no due date and is not among these figures",
        "{n} ongoing activities have no due date and are not among these figures",
        number,
    ).format(n=write_number(number))


def comparison(report: StatusReport) -> str:
    """Return how much more or less of what has fallen due is done than at the time compared with."""
    assert report.compared is not None
    when = when_words(report.compared)
    then = report.compared.totals
    if then is not None and then.due_rate is not None and report.totals.due_rate is None:
        counts = {"done": write_number(then.done), "fallen_due": write_number(then.fallen_due)}
        words = _("{when}: {rate} ({done}/{fallen_due}).")
        sentence = words.format(when=when, rate=write_rate(then.due_rate), **counts)
        return sentence[:1].upper() + sentence[1:]
    if report.points is None or then is None:
        reason = f": {report.compared.missing.rstrip('.')}" if report.compared.missing else ""
        return _("There is nothing to compare with {when}.").format(when=f"{when}{reason}")
    values = {
        "points": write_points(report.points),
        "when": when,
        "rate": write_rate(then.due_rate),
        "done": write_number(then.done),
        "fallen_due": write_number(then.fallen_due),
    }
    if report.points == 0:
        return _("The same as {when} ({rate}, {done}/{fallen_due}).").format(**values)
    if report.points > 0:
        return _("{points} points more than {when} ({rate}, {done}/{fallen_due}).").format(**values)
    return _("{points} points less than {when} ({rate}, {done}/{fallen_due}).").format(**values)


def when_words(compared: Comparison) -> str:
    """Return the time that is compared with, as it stands in a sentence."""
    words = _("on {day}")
    if compared.kind == "last-year":
        words = _("on the same date a year before, {day}")
    elif compared.kind != "date" and compared.period:
        words = _("in {key}, as it stood on {day}")
    words = words.format(key=compared.period, day=write_day(compared.as_of))
    if not compared.program:
        return words
    # No paper names a file; whoever asked is told which one answered
    return ", ".join((words, compared.program_title, *([compared.file] if compared.asked else [])))
