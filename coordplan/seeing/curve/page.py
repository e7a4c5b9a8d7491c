"""The curve as a page: how far it is and was planned to be, where it ends at the pace of the last months, the chart."""

from coordplan.paper.cells import Column, Page, Table, Tone, filter_sentence, illustrative_sentence, table_of
from coordplan.paper.charts import Chart, Line
from coordplan.seeing.curve.values import Curve, Forecast, NoForecast, line_of
from coordplan.text.language import translate as _
from coordplan.text.writing import rounded_part, write_day, write_points, write_rate


def curve_page(curve: Curve, every_point: bool = False) -> Page:
    """Return the page; with a row for every point, where they are wanted in figures."""
    notes: tuple[tuple[str, Tone], ...] = ()
    end = curve.at(curve.until_on)
    if end.planned is not None and end.planned < 1 and curve.as_of < curve.until_on:
        notes = ((_("What falls due on the last day counts as planned from the day after."), "dim"),)
    return Page(
        curve.title,
        (
            *illustrative_sentence(curve.illustrative),
            *filter_sentence(curve.filters),
            (_standing(curve), "strong"),
            *((sentence, "") for sentence in (*_outlook(curve), *_before(curve))),
        ),
        (_points_table(curve),) if every_point else (),
        notes,
        None if curve.at(curve.as_of).actual is None else curve_chart(curve),
    )


def curve_chart(curve: Curve) -> Chart:
    """Return the chart of the program's period, with that of the program before where it is asked for."""
    titles = {"actual": _("Actual"), "planned": _("Planned"), "forecast": _("Forecast")}
    curves = (curve,) if curve.before is None else (curve.before, curve)
    within = [point for each in curves for point in each.points if each.start_on <= point.on <= each.until_on]
    lines = tuple(Line(name, titles[name], line_of(within, name)) for name in ("actual", "planned", "forecast"))
    return Chart(
        _("Progress, by weight"),
        curves[0].start_on,
        curve.until_on,
        tuple(line for line in lines if line.points),
        curve.as_of,
        write_day(curve.as_of),
        _("Day of the figures"),
    )


def _standing(curve: Curve) -> str:
    now = curve.at(curve.as_of)
    day = write_day(curve.as_of)
    if now.actual is None or now.planned is None:
        return _("There is nothing to count on {day}.").format(day=day)
    actual, planned = (rounded_part(share, 1, 4) for share in (now.actual, now.planned))
    difference = round(actual - planned, 4)  # of what is printed
    values = {
        "day": day,
        "actual": write_rate(now.actual),
        "planned": write_rate(now.planned),
        "points": write_points(difference),
    }
    if difference == 0:
        return _("By {day} progress is {actual}, as planned.").format(**values)
    if difference > 0:
        return _("By {day} progress is {actual}; planned: {planned}; {points} points ahead.").format(**values)
    return _("By {day} progress is {actual}; planned: {planned}; {points} points behind.").format(**values)


def _outlook(curve: Curve) -> tuple[str, ...]:
    """Return the sentence on where the period ends, or why that is not said."""
    ahead = curve.outlook
    if isinstance(ahead, Forecast):
        return (_forecast_words(curve, ahead), *_range_words(ahead))
    return () if ahead.reason == "nothing" else (_why_no_forecast(curve, ahead),)


def _forecast_words(curve: Curve, ahead: Forecast) -> str:
    values = {
        "months": ahead.months,
        "points": write_points(ahead.a_month),
        "since": write_day(ahead.since),
        "day": write_day(ahead.complete_on or ahead.on),
        "progress": write_rate(ahead.progress),
        "planned": write_rate(curve.at(ahead.on).planned),
    }
    if ahead.complete_on is not None:
        return _(
            "At the pace of the last {months} months ({points} points a month since {since}) all is done by {day}."
        ).format(**values)
    return _(
        "At the pace of the last {months} months ({points} points a month since {since}) progress comes to {progress} "
        "on {day}; planned for that day: {planned}."
    ).format(**values)


def _range_words(ahead: Forecast) -> tuple[str, ...]:
    """Return the sentence on where it ends at the slowest and the fastest pace of the last year, if there are two."""
    if ahead.slowest is None or ahead.fastest is None:
        return ()
    slowest, fastest = (
        (
            _("all is done by {day} ({since} to {until})")
            if pace.complete_on is not None
            else _("{progress} on {day} ({since} to {until})")
        ).format(
            progress=write_rate(pace.progress),
            day=write_day(pace.complete_on or ahead.on),
            since=write_day(pace.since),
            until=write_day(pace.until),
        )
        for pace in (ahead.slowest, ahead.fastest)
    )
    sentence = _("At the pace of the slowest three months of the last year: {slowest}; of the fastest: {fastest}.")
    return (sentence.format(slowest=slowest, fastest=fastest),)


def _why_no_forecast(curve: Curve, missing: NoForecast) -> str:
    if missing.reason == "over" and curve.as_of > curve.until_on:
        end = curve.at(curve.until_on)
        sentence = (
            _("No forecast: the period ended on {day}; progress on that day: {actual}, planned {planned}.")
            if curve.period
            else _("No forecast: the program ended on {day}, with progress {actual}, planned {planned}.")
        )
        return sentence.format(
            day=write_day(curve.until_on), actual=write_rate(end.actual), planned=write_rate(end.planned)
        )
    sentences = {
        "over": _("No forecast: the period ends on {end}.")
        if curve.period
        else _("No forecast: the program ends on {end}."),
        "not_begun": (
            _("No forecast: the period begins on {start}.")
            if curve.period
            else _("No forecast: the program begins on {start}.")
        ),
        "complete": _("No forecast: all is done."),
        "too_short": _("No forecast: there was no progress yet three months before; too little to go on."),
        "no_gain": _("No forecast: progress has not grown in the last {months} months (since {since})."),
    }
    return sentences[missing.reason].format(
        start=write_day(curve.start_on),
        end=write_day(curve.until_on),
        months=missing.months,
        since=write_day(missing.since),
    )


def _before(curve: Curve) -> tuple[str, ...]:
    """Return how the program before ended, or why that cannot be said; nothing where it is not asked for."""
    if curve.before_missing:
        return (curve.before_missing,)
    if curve.before is None:
        return ()
    end = curve.before.at(curve.before.until_on)
    sentence = _("Before it, {program} ({file}): progress {actual} on {day}, planned {planned}.")
    values = {"program": curve.before.title, "file": curve.before_file, "day": write_day(curve.before.until_on)}
    return (sentence.format(actual=write_rate(end.actual), planned=write_rate(end.planned), **values),)


def _points_table(curve: Curve) -> Table:
    columns = (
        Column("on", _("Day"), "day"),
        Column("period", _("Figures of"), "code"),
        Column("planned", _("Planned"), "rate"),
        Column("actual", _("Actual"), "rate"),
        Column("forecast", _("Forecast"), "rate"),
    )
    return table_of(columns, (*(() if curve.before is None else curve.before.points), *curve.points))
