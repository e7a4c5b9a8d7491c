"""How far work has come, in the words of a paper: one term for each standing, values of a target as offices do."""

from coordplan.model import DONE, OVERDUE, Target
from coordplan.progress import Progress, is_done, is_falling
from coordplan.sending.reports.values import ReportRow
from coordplan.text.language import translate as _
from coordplan.text.writing import standing_words, write_number, write_percent


def paper_standing(standing: str) -> str:
    """Return the one term that papers have for a standing: what is overdue is one, begun or not."""
    return _("not done, overdue") if standing in OVERDUE else standing_words(standing)


def reached_words(value: float, target: Target) -> str:
    """Return a value in words: ``đạt 6/6 lớp``, ``đã thực hiện 1/4 lớp``, ``còn 7 vụ (mục tiêu: 5; ban đầu: 9)``."""
    reached = is_done(Progress("value", value=value), target)
    if is_falling(target):
        if reached and value:
            return _("down to {value}, the target ({target}) reached").format(
                value=_amount(value, target), target=_figure(target.value, target)
            )
        return f"{_left_words(value, target)} ({_aim_words(target)})"
    if value > target.value:
        return _("{value} reached, more than the target of {target}").format(
            value=_amount(value, target), target=_figure(target.value, target)
        )
    sentence = _("{part} reached") if reached else _("{part} done so far")
    return sentence.format(part=_part(value, target))


def shortfall_words(value: float, target: Target) -> str:
    """Return a value that is short of its target, as brackets hold it: ``9/12 tin, bài``, ``còn 6 vụ; mục tiêu: 5``."""
    if not is_falling(target):
        return _part(value, target)
    aim = _("target: {target}").format(target=_figure(target.value, target))
    return f"{_left_words(value, target)}; {aim}"


def value_of_row(row: ReportRow) -> str:
    """Return the value that is recorded of an occurrence in words; empty where none is."""
    work, target = row.work, row.work.whole_target
    if work.value is None or target is None or target.value == target.baseline:
        return ""
    if work.standing in DONE and work.remark:
        return _("last recorded: {value}").format(value=shortfall_words(work.value, target))
    return reached_words(work.value, target)


def progress_of_row(row: ReportRow) -> str:
    """Return how far an occurrence that is not done has come: its value, else its percent, else that nothing is."""
    percent = write_percent(row.work.percent, 0) if row.work.percent else standing_words("not_started")
    return value_of_row(row) or percent


def brief_progress(row: ReportRow) -> str:
    """Return how far what is not done has come, as brackets hold it: ``30%``, ``còn 7 vụ; mục tiêu: 5``."""
    work, target = row.work, row.work.whole_target
    if work.value is not None and target is not None and target.value != target.baseline:
        return shortfall_words(work.value, target)
    return write_percent(work.percent, 0) if work.percent else standing_words("not_started")


def _left_words(value: float, target: Target) -> str:
    if not value and target.unit and not _is_rate(target):
        return _("no {unit} left").format(unit=target.unit)
    return _("{value} left").format(value=_amount(value, target))


def _aim_words(target: Target) -> str:
    return _("target: {target}; at first: {baseline}").format(
        target=_figure(target.value, target), baseline=_figure(target.baseline, target)
    )


def _part(value: float, target: Target) -> str:
    """Return a value with that of its target: ``5/12 lớp``; of a percent, the target in brackets."""
    if _is_rate(target):
        aim = _("target: {target}").format(target=_figure(target.value, target))
        return f"{_figure(value, target)} ({aim})"
    return f"{write_number(value)}/{_amount(target.value, target)}"


def _amount(value: float, target: Target) -> str:
    return _figure(value, target) if _is_rate(target) else f"{write_number(value)} {target.unit}".rstrip()


def _figure(value: float, target: Target) -> str:
    return write_number(value) + ("%" if _is_rate(target) else "")


def _is_rate(target: Target) -> bool:
    return target.unit.strip() == "%"
