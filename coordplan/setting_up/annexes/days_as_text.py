"""Days as programs write them into text: 15-Oct and Oct-24 of Excel, also in Vietnamese, midnight beside a day."""

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|thg ?\d{{1,2}})"
_SHOWN = re.compile(rf"(?:(?P<day>\d{{1,2}})[- ])?{_MONTH}(?:-(?P<year>(?:20)?\d\d))?", re.IGNORECASE)
_AT_MIDNIGHT = re.compile(r"(\d[\d/.-]{7,9})[T ]0?0:00(?::00(?:\.0+)?)?")


def day_as_people_write(text: str) -> str:
    """Return the one day or month of a cell as people write it (15/10, 10/2024); any other text as it is."""
    if found := _AT_MIDNIGHT.fullmatch(text):
        return found[1]
    found = _SHOWN.fullmatch(text)
    if found is None or not (found["day"] or found["year"]):
        return text
    name = found["month"].lower()
    month = _MONTHS.index(name) + 1 if name in _MONTHS else int(name[3:])
    year = found["year"] and f"20{found['year'][-2:]}"
    return "/".join(filter(None, (found["day"], str(month), year)))
