"""When an activity is due, in the words of offices: ``ngày 25 hằng tháng``, ``quý IV hằng năm``, ``thường xuyên``.

In Vietnamese they read back by ``parse_deadline``.
"""

from collections.abc import Sequence
from datetime import date

from coordplan.dates.period_words import MONTH_NAMES
from coordplan.dates.periods import MONTHS_OF
from coordplan.dates.recurrence import due_dates_of
from coordplan.dates.workdays import weekday_words
from coordplan.model import Activity, Every
from coordplan.text.language import language, mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_month_number

_EVERY: dict[Every, str] = {
    "week": mark("every week"),
    "month": mark("every month"),
    "quarter": mark("every quarter"),
    "half": mark("every half year"),
    "year": mark("every year"),
}
_ON_DAY: dict[Every, str] = {
    "week": mark("{day} of every week"),
    "month": mark("day {day} of every month"),
    "quarter": mark("day {day} of the last month of every quarter"),
}
_MONTH_ENDS = {f"{month:02d}-{days}": month for month, days in MONTHS_OF.items()}
_QUARTERS = ("I", "II", "III", "IV")


def schedule_words(activity: Activity) -> str:
    """Return when an activity is due, in words."""
    every, day = activity.every, activity.due_day
    if every is None:
        return _("ongoing") if activity.ongoing else ", ".join(map(write_day, due_dates_of(activity)))
    if every == "year":
        return _of_years(activity)
    if day is None:
        return _(_EVERY[every])
    if every == "half":
        return _each_year([_year_day(6, min(day, 30)), _year_day(12, day)])
    return _(_ON_DAY[every]).format(day=weekday_words(day) if every == "week" else day)


def days_words(due_days: Sequence[str]) -> str:
    """Return several days, dates or of every year."""
    if days := _of_every_month(due_days):
        return _("days {days} of every month").format(days=", ".join(map(str, days)))
    parts = (each.split("-") for each in due_days)
    return ", ".join(
        write_day(date(*map(int, one))) if len(one) == 3 else f"{int(one[1])}/{int(one[0])}" for one in parts
    )


def _of_years(activity: Activity) -> str:
    """Return when something is due that recurs every year."""
    due, day = activity.due_month or 12, activity.due_day
    if activity.due_days and (days := _of_every_month(activity.due_days)):
        return _("days {days} of every month").format(days=", ".join(map(str, days)))
    if activity.due_days:
        return _each_year(_several(activity.due_days))
    opening = activity.start_month or (due if activity.due_month and day is None else None)
    if day is not None:
        words = _year_day(due, min(day, MONTHS_OF[due]))
    elif opening is None:
        return _("every year")
    elif opening == due:
        words = _month(due)
    elif due % 3 == 0 and opening == due - 2:
        words = _quarter(due)
    else:
        words = _("{first} to {last}").format(first=_month(opening), last=_month(due))
    return _each_year([words])


def _of_every_month(due_days: Sequence[str]) -> list[int]:
    """Return the days of the month on which something falls due in every month alike; none where it does not."""
    days = [int(each[3:]) for each in due_days if each.startswith("01-")]
    alike = {f"{month:02d}-{min(day, last):02d}" for month, last in MONTHS_OF.items() for day in days}
    return days if alike == set(due_days) else []


def _several(due_days: Sequence[str]) -> list[str]:
    months = [_MONTH_ENDS.get(each) for each in due_days]
    if all(month is not None and month % 3 == 0 for month in months):
        return [_quarter(month) for month in months if month is not None]
    if None not in months:
        return [_month(month) for month in months if month is not None]
    return [_year_day(*map(int, each.split("-"))) for each in due_days]


def _each_year(times: Sequence[str]) -> str:
    return _("{times} of every year").format(times=_(" and ").join(times) if len(times) == 2 else ", ".join(times))


def _quarter(month: int) -> str:
    number = (month - 1) // 3
    return _("quarter {number}").format(number=_QUARTERS[number]) if language() == "vi" else f"Q{number + 1}"


def _month(month: int) -> str:
    name = _("month {number}").format(number=write_month_number(month))
    return name if language() == "vi" else MONTH_NAMES[month - 1]


def _year_day(month: int, day: int) -> str:
    if language() == "vi":
        return _("day {day}/{month}").format(day=day, month=month)
    return f"{day} {MONTH_NAMES[month - 1]}"
