"""Why a figure is what it is, and why an occurrence stands where it does, as pages."""

from datetime import date
from typing import Any

from coordplan.model import DONE, OVERDUE, RATES, Target
from coordplan.paper.cells import Column, Page, Table, illustrative_sentence, lean, standing_words
from coordplan.progress import write_target
from coordplan.seeing.figures_page import FIGURE_WORDS
from coordplan.seeing.history import entry_words
from coordplan.seeing.why.explanation import Explanation, Told
from coordplan.seeing.why.values import Share, Why
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import NOTHING, write_day, write_number, write_points, write_rate

FORMULAS = {
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
MORE_WORDS = {"due_soon": mark("Due soon"), "points": mark("Difference of the rate"), "rating": mark("Rating")}


def figure_title(figure: str) -> str:
    """Return the name of a figure as people read it."""
    return _(FIGURE_WORDS.get(figure) or MORE_WORDS[figure])


def formula_words(why: Why) -> str:
    """Return how a figure is worked out, in words."""
    return _(FORMULAS[why.figure]).format(days=why.soon_days, day=write_day(why.as_of), then=write_day(why.compared_on))


def why_page(why: Why) -> Page:
    """Return the figure with its formula and numbers, and a row for each occurrence behind it."""
    sentences = [
        *illustrative_sentence(why.illustrative),
        *(((_("Only: {filters}").format(filters="; ".join(why.filters)), ""),) if why.filters else ()),
        (_answer(why), "strong"),
        (_("It is: {formula}.").format(formula=formula_words(why)), ""),
    ]
    if why.shares and (why.figure in RATES or why.figure == "points"):
        first = _("What keeps it down comes first.") if why.figure in RATES else _("What differs comes first.")
        sentences.append((first, ""))
    return Page(why.title, tuple(sentences), (_table(why),) if why.shares else ())


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
    return f"{write_number(round(part, 3))} / {write_number(round(whole, 3))}"


def _table(why: Why) -> Table:
    shown = [
        Column("occurrence", _("Occurrence"), "code"),
        Column("title", _("Activity")),
        Column("lead", _("Lead"), "code", 3),
        Column("due", _("Due"), "day", 2),
        Column("standing", _("Standing"), "standing", 1),
    ]
    extra = _extra_columns(why)
    rows: list[list[Any]] = []
    for share in why.shares:
        row = share.counted.listed
        lead = why.lead_titles.get(row.lead, row.lead)
        rows.append([row.occurrence, row.title, lead, row.due, row.standing, *_extra_cells(why, share)])
    total = [_("Total"), "", "", None, None, *_extra_total(why)]
    return Table((*shown, *extra), rows, total)


def _extra_columns(why: Why) -> list[Column]:
    if why.figure in ("progress", "planned"):
        share = _("Percent") if why.figure == "progress" else _("Planned")
        return [
            Column("weight", _("Weight"), "number", 1),
            Column("percent", share, "share", 1),
            Column("part", _("Weight x percent"), "number"),
        ]
    if why.figure == "due_rate":
        return [Column("part", _("Done"), "number"), Column("whole", _("Fallen due"), "number")]
    if why.figure == "points":
        return [
            Column("part", _("Done"), "number"),
            Column("whole", _("Fallen due"), "number"),
            Column("part_then", _("Done then"), "number"),
            Column("whole_then", _("Fallen due then"), "number"),
        ]
    return [Column("part", _("Counts"), "number", 1)]


def _extra_cells(why: Why, share: Share) -> list[Any]:
    if why.figure == "progress":
        return [share.whole, share.counted.listed.percent, round(share.part, 3)]
    if why.figure == "planned":
        return [share.whole, share.counted.planned * 100, round(share.part, 3)]
    if why.figure == "points":
        return [share.part, share.whole, *(share.then or (0, 0))]
    return [share.part, share.whole] if why.figure == "due_rate" else [share.part]


def _extra_total(why: Why) -> list[Any]:
    part = round(why.part, 3)
    if why.figure in ("progress", "planned"):
        return [why.whole, None if why.value is None else round(why.value * 100, 2), part]
    if why.figure == "points":
        return [part, why.whole, *(why.then or (0, 0))]
    return [part, why.whole] if why.figure == "due_rate" else [part]


# One occurrence

ROLE_WORDS = {
    "in_force": mark("counts: the latest of its kind"),
    "done_since": mark("counts: done since this day, without a break"),
    "outranked": mark("a later observation counts instead"),
    "same_day": mark("another one for the same day, recorded later, counts instead"),
    "not_yet": mark("observed later than the day asked about"),
    "after_done": mark("granted when it was done already"),
    "spent": mark("the due date as defined is later, and counts"),
    "taken_back": mark("taken back, or replaced, by change {number}"),
}


def explanation_page(found: Explanation) -> Page:
    """Return why an occurrence stands where it does: the rule, the due date in force, and each entry with its role."""
    row = found.listed
    sentences = [
        *illustrative_sentence(found.illustrative),
        (
            _("{id} on {day}: {standing}").format(
                id=row.occurrence, day=write_day(found.as_of), standing=standing_words(row.standing)
            ),
            "strong",
        ),
        (rule_words(found), ""),
        (due_words(found), ""),
    ]
    if row.target is not None:
        target = Target(row.target, row.unit or "", found.baseline)
        sentences.append((_("Its target is {target}.").format(target=write_target(target)), ""))
    if row.waits_for:
        sentences.append((_("It waits for {ids}.").format(ids=", ".join(row.waits_for)), "warn"))
    if not found.entries:
        sentences.append((_("Nothing has been observed of it."), ""))
    return Page(f"{row.occurrence}: {row.title}", tuple(sentences), (_entries_table(found),) if found.entries else ())


def _entries_table(found: Explanation) -> Table:
    return lean(
        Table(
            (
                Column("observed_on", _("Observed"), "day"),
                Column("entry", _("What"), "code"),
                Column("role", _("What it means here"), "text"),
                Column("evidence", _("Evidence"), "text", 2),
                Column("change", _("Change"), "number"),
            ),
            [
                (
                    each.told.entry.observed_on,
                    entry_words(each.told.entry),
                    _(ROLE_WORDS[each.role]).format(number=each.told.taken_back_by),
                    each.told.entry.evidence,
                    each.told.change,
                )
                for each in found.entries
            ],
        )
    )


def rule_words(found: Explanation) -> str:
    """Return the rule that decides a standing, with the days it is about."""
    row = found.listed
    due = write_day(row.due)
    if row.standing in ("suspended", "cancelled"):
        held = found.first(("suspended", "resumed", "cancelled"), "in_force")
        sentence = (
            _("The latest of suspended, resumed and cancelled says so: suspended on {day}.")
            if row.standing == "suspended"
            else _("The latest of suspended, resumed and cancelled says so: cancelled on {day}.")
        )
        return sentence.format(day=write_day(held.entry.observed_on if held else None))
    if row.standing in DONE:
        return _done_words(row.done_on, row.due, row.standing == "done_late")
    if row.standing == "ongoing":
        return _("It is not done ({percent}%), and has no due date.").format(percent=write_number(row.percent))
    begun = _("It is begun ({percent}%) and not done").format(percent=write_number(row.percent))
    if row.standing in OVERDUE:
        days = row.days_late or 0
        how = begun if row.standing == "in_progress_overdue" else _("It is not begun")
        sentence = translate_count(
            "{how}; its due date, {due}, passed {n} day before {day}.",
            "{how}; its due date, {due}, passed {n} days before {day}.",
            days,
        )
        return sentence.format(how=how, due=due, n=write_number(days), day=write_day(found.as_of))
    if row.standing == "upcoming":
        return _("It is not begun, and its window opens on {start}.").format(start=write_day(row.start))
    how = (
        begun
        if row.standing == "in_progress"
        else _("It is not begun; its window opened on {start}").format(start=write_day(row.start))
    )
    return _("{how}; its due date, {due}, has not passed by {day}.").format(
        how=how, due=due, day=write_day(found.as_of)
    )


def _done_words(done_on: date | None, due: date | None, late: bool) -> str:
    if due is None or done_on is None:
        return _("It was done on {day}, and has no due date.").format(day=write_day(done_on))
    if not late:
        return _("It was done on {day}, no later than its due date, {due}; the due day itself is on time.").format(
            day=write_day(done_on), due=write_day(due)
        )
    days = (done_on - due).days
    sentence = translate_count(
        "It was done on {day}, {n} day after its due date, {due}.",
        "It was done on {day}, {n} days after its due date, {due}.",
        days,
    )
    return sentence.format(day=write_day(done_on), n=write_number(days), due=write_day(due))


def due_words(found: Explanation) -> str:
    """Return which due date is in force, and why."""
    row = found.listed
    if row.due is None:
        return _("No due date is defined.")
    extension: Told | None = found.first(("extended",), "in_force")
    if extension is None:
        return _("The due date in force is {due}, as defined{words}.").format(
            due=write_day(row.due), words=f" ({row.deadline_text})" if row.deadline_text else ""
        )
    return _("The due date in force is {due}, by the extension granted on {day}; defined was {original}.").format(
        due=write_day(row.due), day=write_day(extension.entry.observed_on), original=write_day(row.original_due)
    )
