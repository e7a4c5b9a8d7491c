"""The sentences of a report on who leads, and on all since the program's first day."""

from collections.abc import Sequence

from coordplan.seeing.figures import added_up
from coordplan.seeing.values import StatusGroup, StatusReport
from coordplan.sending.reports.due_sentences import subject_of_figures
from coordplan.sending.reports.figure_sentences import (
    day_before_words,
    done_words,
    overdue_words,
    rate_sentence,
    share_words,
)
from coordplan.sending.reports.occurrence_names import capital, counted
from coordplan.sending.reports.speaker import body_in_sentence
from coordplan.sending.reports.values import PeriodReport
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def split_by_lead(report: PeriodReport) -> list[str]:
    """Return the figures of a department's paper by who leads; nothing where one side leads all."""
    groups, speaker = _sides(report, report.by_lead), report.speaker
    if not speaker.to or len(groups) < 2:
        return []
    parts = []
    for group in groups:
        words = _("{body}: {share}") if group.id == speaker.body else _("{body} with {partner}: {share}")
        share = share_words(report, group.figures)
        parts.append(words.format(body=body_in_sentence(group.title), partner=speaker.title, share=share))
    return [_("By who leads: {parts}.").format(parts="; ".join(parts))]


def _sides(report: PeriodReport, leads: Sequence[StatusGroup]) -> list[StatusGroup]:
    """Return what fell due by who leads: the department first, then the others; who followed whom is one of them."""
    speaker = report.speaker
    own = {speaker.body, *(speaker.partners.get(id_, "") for id_, _title in report.plans)}
    merged: dict[str, list[StatusGroup]] = {}
    for group in leads:
        id_ = speaker.body if group.id in own else speaker.now(group.id)
        if group.figures.fallen_due:
            merged.setdefault(id_, []).append(group)
    groups = [
        StatusGroup(id_, speaker.titles.get(id_, each[-1].title), added_up(group.figures for group in each))
        for id_, each in merged.items()
    ]
    return sorted(groups, key=lambda group: group.id != speaker.body)


def all_so_far(report: PeriodReport) -> list[str]:
    """Return the figures from the program's first day on, where the period begins later; and what is ongoing."""
    found, status = [], report.so_far
    if status is not None and status.totals.fallen_due and report.period.first > status.start_on:
        found += [_all_so_far(report, status), *_own_so_far(report)]
    if report.ongoing_count and not report.by_year:
        what = subject_of_figures(report)
        sentence = counted(
            report,
            "{n} ongoing activity under {what} is not counted in the rate.",
            "{n} ongoing activities under {what} are not counted in the rate.",
            report.ongoing_count,
            what=what,
        )
        found.append(capital(sentence))
    return found


def _all_so_far(report: PeriodReport, status: StatusReport) -> str:
    figures, then = status.totals, status.compared
    sentence = counted(
        report,
        "From the beginning of the program to {day}, {n} occurrence fell due",
        "From the beginning of the program to {day}, {n} occurrences fell due",
        figures.fallen_due,
        day=write_day(report.as_of),
    )
    if figures.done:
        sentence += f"; {done_words(report, figures)}; {overdue_words(report, figures.overdue)}"
    before = None if then is None or then.program else then.totals
    return f"{sentence}. " + rate_sentence(figures, before, "" if then is None else day_before_words(then.as_of))


def _own_so_far(report: PeriodReport) -> list[str]:
    groups, sentence = _sides(report, report.so_far_by_lead), _("Of these, what {body} leads: {share}.")
    if len(groups) < 2 or groups[0].id != report.speaker.body:
        return []
    return [sentence.format(body=groups[0].title, share=share_words(report, groups[0].figures))]
