"""The results of a report by plan: a table, and of a year the sentences below it, also on what recurs."""

from collections.abc import Sequence
from operator import attrgetter

from coordplan.dates.periods import parse_period
from coordplan.model import DONE, OVERDUE
from coordplan.paper.cells import Column, table_of
from coordplan.paper.document import Heading, Paragraph, Part
from coordplan.seeing.figures import Figures
from coordplan.seeing.values import StatusGroup
from coordplan.sending.reports.figure_sentences import paper_rate, points_between, points_words
from coordplan.sending.reports.occurrence_names import capital, counted, row_in_sentence, within_sentence
from coordplan.sending.reports.values import PeriodReport, ReportRow
from coordplan.text.language import translate as _
from coordplan.text.writing import standing_words, write_number

_MOST_RECURRING = 6  # activities in one sentence
_LEAST_OCCURRENCES = 3  # of an activity that is told there


def by_plan_part(report: PeriodReport) -> Part | None:
    """Return the figures of each plan, with the abbreviation that later tables have; None where there is one plan."""
    groups = _plans(report)
    if len(groups) < 2 or not report.status.totals.fallen_due:
        return None
    total = StatusGroup("", _("Sum"), report.status.totals)
    before = _rates_before(report)
    table = table_of(_columns(report, before), [*groups, total])
    table = table._replace(rows=table.rows[:-1], total=table.rows[-1])
    remarks: list[Paragraph] = []
    if _is_year(report):
        sentences = [_whole_plans(report, groups), *_changed_plans(report, groups, before)]
        remarks += (Paragraph(each) for each in (" ".join(filter(None, sentences)), recurring_sentence(report)) if each)
    name = "by_plan_compared" if before else "by_plan"
    return Part(name, Heading(2, "", _("Results by coordination plan")), (), table, tuple(remarks))


def _is_year(report: PeriodReport) -> bool:
    return report.period.key.isdecimal()


def _plans(report: PeriodReport) -> list[StatusGroup]:
    """Return the plans that have any work at all, in this period or another."""
    ever = {group.id for group in report.so_far.groups if group.figures.total} if report.so_far is not None else set()
    return [group for group in report.status.groups if group.figures.total or group.id in ever]


def _rates_before(report: PeriodReport) -> dict[str, Figures]:
    """Return the figures of a year before by plan, and of all under ""; nothing where they are not known by plan."""
    then = report.plans_before
    if then is None or then.totals is None or not _is_year(report):
        return {}
    return {**then.groups, "": then.totals}


def _columns(report: PeriodReport, before: dict[str, Figures]) -> list[Column]:
    names = report.speaker.plan_names
    columns = [
        Column("title", _plan_heading(report), get=lambda group: names.get(group.id, group.title), dated=True),
        Column("fallen_due", _("Fallen due (occurrences)"), "count", get=attrgetter("figures.fallen_due")),
    ]
    overdue = Column("overdue", capital(_("not done, overdue")), "count", get=attrgetter("figures.overdue"))
    if not before:
        return [
            *columns,
            Column("done_on_time", _("Done on time"), "count", get=lambda group: group.figures.of("done_on_time")),
            Column("done_late", _("Done late"), "count", get=lambda group: group.figures.of("done_late")),
            overdue,
            Column("due_rate", _("Rate of completion"), "written", get=_rate_of),
        ]
    year = int(report.period.key)
    words = _("Rate in {year}") if report.has_ended else _("Rate of {year} so far")
    then = _("Rate in {year}") if report.has_ended else _("Rate of the same period of {year}")
    return [
        *columns,
        Column("done", _("Done (on time; late)"), "written", get=lambda group: done_in_two(group.figures)),
        overdue,
        Column("due_rate", words.format(year=year), "written", get=_rate_of, dated=True),
        Column(
            "rate_before",
            then.format(year=year - 1),
            "written",
            get=lambda group: paper_rate(before.get(group.id, Figures()).due_rate),
            dated=True,
        ),
    ]


def _plan_heading(report: PeriodReport) -> str:
    """Return what the plans are called; of a long period with the year of their signing, where it is one."""
    years = {paper.day.year if paper.day is not None else 0 for paper in report.papers[1:]}
    if not parse_period(report.period.key).is_long or len(years) != 1 or 0 in years:
        return _("Coordination plan")
    return _("Coordination plan, signed in {year}, with").format(year=years.pop())


def _rate_of(group: StatusGroup) -> str:
    return paper_rate(group.figures.due_rate)


def done_in_two(figures: Figures) -> str:
    """Return how many are done, and in brackets how many of them on time and late, for a cell: ``15 (13; 2)``."""
    numbers = map(write_number, (figures.done, figures.of("done_on_time"), figures.of("done_late")))
    return "{} ({}; {})".format(*numbers)


def _whole_plans(report: PeriodReport, groups: Sequence[StatusGroup]) -> str:
    """Return how many plans have all done that fell due, and whether the program's own activities have."""
    whole = [group for group in groups if group.figures.fallen_due and not group.figures.overdue]
    plans = [group for group in whole if group.id != report.status.program]
    named = []
    if plans:
        named.append(counted(report, "{n} signed plan", "{n} signed plans", len(plans)))
    if len(plans) < len(whole):
        named.append(_within(report, report.status.program))
    if not named:
        return ""
    words = " ".join((named[0], *(_("and {last}").format(last=each) for each in named[1:])))
    sentence = _("{plans} reached 100%.")
    if len(whole) == len([group for group in groups if group.figures.fallen_due]) > 1:
        sentence = _("{plans} each reached 100%.")
    return capital(sentence.format(plans=words))


def _changed_plans(report: PeriodReport, groups: Sequence[StatusGroup], before: dict[str, Figures]) -> list[str]:
    """Return which plans went up and which down, the most first; of those that went down with what they have left."""
    changes = []
    for group in groups:
        now, then = group.figures.due_rate, before.get(group.id, Figures()).due_rate
        if now is not None and then is not None and points_between(now, then):
            changes.append((points_between(now, then), points_words(now, then), group))
    sentences = []
    for which in ([each for each in changes if each[0] > 0], [each for each in changes if each[0] < 0]):
        told = []
        for points, change, group in sorted(which, key=lambda each: -abs(each[0])):
            words = _("{plan}: {change}").format(plan=_within(report, group.id), change=change)
            if points < 0:
                left, due = write_number(group.figures.overdue), write_number(group.figures.fallen_due)
                words = _("{words} ({left}/{due} left)").format(words=words, left=left, due=due)
            told.append(words)
        if told:
            sentences.append(capital("; ".join(told)) + ".")
    return sentences


def _within(report: PeriodReport, id_: str) -> str:
    """Return a plan as a sentence names it, its partner as tables do."""
    speaker = report.speaker
    if id_ == report.status.program:
        return within_sentence(speaker.plan_names.get(id_, report.status.title))
    title = next((group.title for group in report.status.groups if group.id == id_), id_)
    return _("the plan with {partner}").format(partner=speaker.name(speaker.partners.get(id_, id_), title))


def recurring_sentence(report: PeriodReport) -> str:
    """Return of a year how often what recurs was done: monthly work first, then what is not whole or weighs more."""
    rows: dict[str, list[ReportRow]] = {}
    for row in report.annex:
        if row.every:
            rows.setdefault(row.work.activity, []).append(row)
    several = sorted((each for each in rows.values() if len(each) >= _LEAST_OCCURRENCES), key=_how_often)
    if not several:
        return ""
    told = [_done_of(report, each) for each in several[:_MOST_RECURRING]]
    if rest := len(several) - len(told):
        told[-1] += " " + counted(report, "and {n} more activity (annex)", "and {n} more activities (annex)", rest)
    return _("Recurring work done: {activities}.").format(activities="; ".join(told))


def _how_often(rows: Sequence[ReportRow]) -> tuple[bool, bool, float, int]:
    unfinished = any(row.work.standing not in DONE for row in rows)
    return rows[0].every not in ("week", "month"), not unfinished, -rows[0].weight, rows[0].place


def _done_of(report: PeriodReport, rows: Sequence[ReportRow]) -> str:
    """Return how many occurrences of an activity are done of how many that fell due, and what was held, and why."""
    done = sum(row.work.standing in DONE for row in rows)
    due = done + sum(row.work.standing in OVERDUE for row in rows)
    words = _("{activity} {done} of {due}").format(
        activity=row_in_sentence(rows[0], period=False), done=write_number(done), due=write_number(due)
    )
    held = [
        _held_words(report, standing, [row for row in rows if row.work.standing == standing])
        for standing in ("suspended", "cancelled")
        if any(row.work.standing == standing for row in rows)
    ]
    return f"{words} ({'; '.join(held)})" if held else words


def _held_words(report: PeriodReport, standing: str, rows: Sequence[ReportRow]) -> str:
    """Return how many are suspended, or cancelled, with the reason where one is noted for all of them."""
    word = standing_words(standing)
    reasons = {row.work.note or "" for row in rows}
    reason = within_sentence(reasons.pop()) if len(reasons) == 1 else ""
    if reason.startswith(word):
        word, reason = reason, ""
    words = counted(report, "{n} {standing}", "{n} {standing}", len(rows), standing=word)
    return f"{words}: {reason}" if reason else words
