"""Why a figure is what it is, as a page."""

from operator import attrgetter
from typing import Any

from coordplan.model import RATES
from coordplan.paper.cells import Column, Page, Table, filter_sentence, illustrative_sentence, table_of
from coordplan.seeing.page import FIGURE_WORDS
from coordplan.seeing.why.values import Share, Why
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import NOTHING, rounded_part, write_day, write_number, write_points, write_rate

_FORMULA_WORDS = {
    "total": mark("every occurrence that counts; what was retired before it was done does not"),
    "done_on_time": mark("done no later than the due date that was in force"),
    "done_late": mark("done after the due date that was in force"),
    "in_progress": mark("begun (above 0%), not done, and not yet past the due date"),
    "in_progress_overdue": mark("begun (above 0%), not done, and past the due date"),
    "not_started": mark("not begun, its window is open, and not yet past the due date"),
    "not_started_overdue": mark("not begun, and past the due date"),
    "upcoming": mark("not begun, and its window opens later"),
    "ongoing": mark("not done, and without a due date"),
    "suspended": mark("suspended, and not resumed since"),
    "cancelled": mark("cancelled, and not resumed since"),
    "done": mark("done on time + done late"),
    "open": mark("in progress + not started + upcoming + ongoing, overdue or not"),
    "overdue": mark("open, and past the due date"),
    "fallen_due": mark("done + overdue"),
    "due_rate": mark("done / fallen due, where fallen due = done + overdue"),
    "progress": mark("sum of weight x percent / sum of weight, over all but what is cancelled"),
    "planned": mark(
        "sum of weight whose due date has passed (of what has none, the elapsed share of its days) / sum of weight, "
        "over all but what is cancelled"
    ),
    "due_soon": mark("open, and due within {days} days"),
    "points": mark("done / fallen due on {day} less done / fallen due on {then}"),
}
_MORE_WORDS = {"due_soon": mark("Due soon"), "points": mark("Difference of the rate"), "rating": mark("Rating")}


def figure_title(figure: str) -> str:
    """Return the name of a figure as people read it."""
    return _(FIGURE_WORDS.get(figure) or _MORE_WORDS[figure])


def why_page(why: Why) -> Page:
    """Return the figure with its formula and numbers, and a row for each occurrence behind it."""
    then = write_day(why.compared_on)
    formula = _(_FORMULA_WORDS[why.figure]).format(days=why.soon_days, day=write_day(why.as_of), then=then)
    sentences = [
        *illustrative_sentence(why.illustrative),
        *filter_sentence(why.filters),
        (_answer(why), "strong"),
        (_("It is: {formula}.").format(formula=formula), ""),
    ]
    if why.shares and (why.figure in RATES or why.figure == "points"):
        first = _("What keeps it down comes first.") if why.figure in RATES else _("What differs comes first.")
        sentences.append((first, ""))
    return Page(why.title, tuple(sentences), (_shares_table(why),) if why.shares else ())


def _answer(why: Why) -> str:
    title, day = figure_title(why.figure), write_day(why.as_of)
    if why.whole is None:
        return _("{figure} on {day}: {value}").format(figure=title, day=day, value=write_number(why.part))
    fraction = _fraction(why.part, why.whole)
    if why.then is None:
        return _("{figure} on {day}: {value} = {fraction}").format(
            figure=title, day=day, value=write_rate(why.value), fraction=fraction
        )
    sign = "" if why.value is None or why.value >= 0 else "-"
    value = NOTHING if why.value is None else _("{amount} points").format(amount=sign + write_points(why.value))
    then, other = _fraction(*why.then), write_day(why.compared_on)
    return _("{figure}: {value} = {fraction} on {day} less {then} on {other}").format(
        figure=title, value=value, fraction=fraction, day=day, then=then, other=other
    )


def _fraction(part: float, whole: float) -> str:
    return f"{write_number(rounded_part(part, whole, 3))} / {write_number(round(whole, 3))}"


def _shares_table(why: Why) -> Table:
    def lead(share: Share) -> str:
        id_ = share.counted.lead
        return why.lead_titles.get(id_, id_)

    columns = (
        Column("occurrence", _("Occurrence"), "code", get=attrgetter("counted.occurrence")),
        Column("title", _("Activity"), get=attrgetter("counted.title"), below="occurrence"),
        Column("lead", _("Lead"), "code", get=lead),
        Column("due", _("Due"), "day", 2, get=attrgetter("counted.due")),
        Column("standing", _("Standing"), "standing", get=attrgetter("counted.standing")),
        *_share_columns(why.figure),
    )
    if why.whole is None:  # each counts one, and the sentence says how many they are
        return table_of(columns, why.shares)
    return table_of(columns, why.shares, [_("Total"), "", "", "", "", *_total(why)])


def _share_columns(figure: str) -> list[Column]:
    """Return the columns of what an occurrence adds to a figure."""
    part, whole = Column("part", _("Done"), "number"), Column("whole", _("Fallen due"), "number")
    if figure in ("progress", "planned"):
        percent = (
            Column("percent", _("Percent"), "share", 1, get=attrgetter("counted.percent"))
            if figure == "progress"
            else Column("percent", _("Planned"), "share", 1, get=lambda share: share.counted.planned * 100)
        )
        return [
            Column("weight", _("Weight"), "number", 1, get=lambda share: share.whole),
            percent,
            Column("part", _("Weight x percent"), "number", get=lambda share: rounded_part(share.part, share.whole, 3)),
        ]
    if figure == "due_rate":
        return [part, whole]
    if figure == "points":
        then = Column("part_then", _("Done then"), "number", get=lambda share: share.then[0])
        return [
            part,
            whole,
            then,
            Column("whole_then", _("Fallen due then"), "number", get=lambda share: share.then[1]),
        ]
    return []


def _total(why: Why) -> list[Any]:
    assert why.whole is not None
    part = rounded_part(why.part, why.whole, 3)
    if why.figure in ("progress", "planned"):
        return [why.whole, None if why.value is None else rounded_part(why.value * 100, 100, 2), part]
    if why.figure == "points":
        return [part, why.whole, *(why.then or (0, 0))]
    return [part, why.whole]
