"""Periods in words, as reports and letters name them: ``quý II/2024``, ``6 tháng đầu năm 2024``."""

from coordplan.dates.periods import Period
from coordplan.text.language import translate as _

_ROMAN = ("I", "II", "III", "IV")


def write_period(period: Period) -> str:
    """Return a period as it stands in a sentence."""
    year, last = period.year, period.last_month
    months = last - period.first_month + 1
    if months == 1:
        return _("month {month}/{year}").format(month=last, year=year)
    if months == 3:
        return _("quarter {roman}/{year}").format(roman=_ROMAN[last // 3 - 1], year=year)
    if months == 6 and last == 6:
        return _("the first half of {year}").format(year=year)
    if months == 6:
        return _("the second half of {year}").format(year=year)
    if months == 9:
        return _("the first nine months of {year}").format(year=year)
    return _("the year {year}").format(year=year)
