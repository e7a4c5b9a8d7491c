"""Days, periods and deadlines as people type them: read by their readers, and typed in every place that takes one."""

import unicodedata
from datetime import date

TODAY = date(2024, 6, 30)
_DAY = date(2024, 6, 5)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


# What stands for a day wherever one is typed
DAYS: dict[str, tuple[str, date]] = {
    "ISO": ("2024-06-05", _DAY),
    "ISO without noughts": ("2024-6-5", _DAY),
    "day first": ("5/6/2024", _DAY),
    "day first with noughts": ("05/06/2024", _DAY),
    "hyphens": ("5-6-2024", _DAY),
    "points": ("5.6.2024", _DAY),
    "a year of two digits": ("5/6/24", _DAY),
    "a year of two digits with points": ("5.6.24", _DAY),
    "in words": ("ngày 5 tháng 6 năm 2024", _DAY),
    "in words, a comma before the year": ("5 tháng 6, năm 2024", _DAY),
    "in capitals": ("NGÀY 05 THÁNG 06 NĂM 2024", _DAY),
    "without marks": ("ngay 5 thang 6 nam 2024", _DAY),
    "in letters that are not composed": (decomposed("ngày 5 tháng 6 năm 2024"), _DAY),
    "the word day before figures": ("Ngày 5/6/2024", _DAY),
    "spaces around it": ("  5/6/2024 ", _DAY),
    "spaces around the strokes": ("5 / 6 / 2024", _DAY),
    "long dashes": ("5–6–2024", _DAY),
    "a full stop after it": ("5/6/2024.", _DAY),
}
# What stands for a day where one that has been is asked for, TODAY being today
DAYS_THAT_HAVE_BEEN: dict[str, tuple[str, date]] = {
    "no year": ("5/6", _DAY),
    "no year, in words": ("ngày 5 tháng 6", _DAY),
    "no year, today": ("30/6", TODAY),
    "no year, not come yet in this one": ("1/7", date(2023, 7, 1)),
    "today": ("hôm nay", TODAY),
    "today in capitals without marks": ("HOM NAY", TODAY),
    "today in English": ("today", TODAY),
    "yesterday": ("hôm qua", date(2024, 6, 29)),
    "yesterday in letters that are not composed": (decomposed("Hôm qua"), date(2024, 6, 29)),
    "yesterday in English": ("yesterday", date(2024, 6, 29)),
    "days ago": ("-25d", _DAY),
    "weeks ago": ("-2w", date(2024, 6, 16)),
    "months ago": ("-3m", date(2024, 3, 31)),
}
# What is a day nowhere, and the reason
NOT_DAYS: dict[str, tuple[str, str]] = {
    "29 February of another year": ("29/2/2023", "month 2/2023 has 28 days"),
    "31 June": ("2026-06-31", "month 6/2026 has 30 days"),
    "31 June in words": ("ngày 31 tháng 6 năm 2026", "month 6/2026 has 30 days"),
    "day nought": ("0/6/2024", "month 6/2024 has 30 days"),
    "month first": ("6/30/2024", "there is no month 30"),
    "month nought": ("2024-00-10", "there is no month 0"),
    "a year with noughts": ("1/1/0024", "the year 24"),
    "the day before the first": ("31/12/1899", "the year 1899"),
    "the day after the last": ("1/1/2201", "the year 2201"),
    "two kinds of separator": ("30/6-2024", "write 2024-06-30 or 30/6/2024"),
    "a month": ("6/2024", "write 2024-06-30 or 30/6/2024"),
    "a word": ("tomorrow", "write 2024-06-30 or 30/6/2024"),
    "a day of no month": ("ngày 3/2024", "write 2024-06-30 or 30/6/2024"),
    "a day to come": ("+7d", "write 2024-06-30 or 30/6/2024"),
    "a distance beyond any program": ("-1000d", "write 2024-06-30 or 30/6/2024"),
    "nothing": ("", "write 2024-06-30 or 30/6/2024"),
}

# What stands for a period wherever one is typed
PERIODS: dict[str, tuple[str, str]] = {
    "a month of one digit": ("2024-6", "2024-06"),
    "a quarter without its hyphen": ("2024q2", "2024-Q2"),
    "a year": ("2024", "2024"),
    "a year in words": ("năm 2024", "2024"),
    "a whole year": ("Cả năm 2024", "2024"),
    "a half": ("2024-H1", "2024-H1"),
    "a half in words": ("6 tháng đầu năm 2024", "2024-H1"),
    "a half without marks": ("06 thang dau nam 2024", "2024-H1"),
    "the other half": ("6 tháng cuối năm 2024", "2024-H2"),
    "nine months": ("2024-9M", "2024-9M"),
    "nine months in words": ("9 tháng năm 2024", "2024-9M"),
    "nine months from the first": ("9 tháng đầu năm 2024", "2024-9M"),
    "a quarter": ("2024-Q2", "2024-Q2"),
    "a quarter in small letters": (" 2024-q2 ", "2024-Q2"),
    "a quarter in Roman figures": ("Quý II/2024", "2024-Q2"),
    "a quarter in other figures": ("quý 2/2024", "2024-Q2"),
    "a quarter with the word year": ("quý II năm 2024", "2024-Q2"),
    "a quarter in short": ("Q2/2024", "2024-Q2"),
    "a quarter in letters that are not composed": (decomposed("Quý IV/2024"), "2024-Q4"),
    "a quarter in capitals": ("QUÝ III - 2024", "2024-Q3"),
    "a month": ("2024-06", "2024-06"),
    "a month in figures": ("6/2024", "2024-06"),
    "a month in figures with a nought": ("06/2024", "2024-06"),
    "a month in words": ("tháng 6/2024", "2024-06"),
    "a month with the word year": ("Tháng 12 năm 2024", "2024-12"),
    "a month in short": ("T6/2024", "2024-06"),
    "years": ("2022..2023", "2022..2023"),
    "years with a dash": ("2022-2023", "2022..2023"),
    "years with spaces around a long dash": ("2022 – 2023", "2022..2023"),
    "years in words": ("từ 2022 đến 2023", "2022..2023"),
    "years with their words": ("Từ năm 2022 đến hết năm 2023", "2022..2023"),
    "years as a stretch": ("Giai đoạn 2022-2023", "2022..2023"),
    "the program": ("program", "program"),
    "the whole program": ("Toàn chương trình", "program"),
    "the whole stretch": ("cả giai đoạn", "program"),
    "all of the stretch without marks": ("TOAN GIAI DOAN", "program"),
}
# What stands for a period where a day is asked about that gives the year
PERIODS_OF_A_YEAR: dict[str, tuple[str, str]] = {
    "a half by its key, no year": ("h1", "2024-H1"),
    "a quarter, no year": ("quý 2", "2024-Q2"),
    "a quarter in Roman figures, no year": ("Quý II", "2024-Q2"),
    "a quarter in short, no year": ("q1", "2024-Q1"),
    "a month, no year": ("tháng 6", "2024-06"),
    "a half, no year": ("6 tháng đầu năm", "2024-H1"),
    "nine months, no year": ("9 tháng", "2024-9M"),
}
NOT_PERIODS: dict[str, str] = {
    "nothing": "",
    "two digits": "24",
    "a bare month": "6",
    "a third half": "2024-H3",
    "a fifth quarter": "2024-Q5",
    "quarter nought": "quý 0/2024",
    "a fifth quarter in words": "Quý V/2024",
    "a thirteenth month": "2024-13",
    "a thirteenth month in words": "tháng 13/2024",
    "month nought": "2024-00",
    "the year before the first": "1899-Q1",
    "the year after the last": "năm 2201",
    "a day": "5/6/2024",
    "a word": "soon",
    "years beyond the last": "2199..2201",
    "years of two digits": "22..23",
    "quarters of two": "2022-Q1..2022-Q2",
    "a week": "2024-W27",
    "from a year on": "2022..",
    "from years on": "2022..2023..",
    "from a year on, with a sign of its own": "2022…",
}
