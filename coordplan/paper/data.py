"""JSON and CSV, for programs and spreadsheets. What is in them is a promise: names, codes and nothing cut."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

BOM = "\ufeff"  # Excel takes a CSV for UTF-8 only with it
# A terminal obeys these; JSON itself escapes only those below a space
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def dumped(value: Any, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def render_json(value: Any) -> Iterator[str]:
    """Yield a value as indented JSON."""
    yield dumped(value, indent=2)


def render_csv(header: list[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    """Yield lines of CSV, the first with a byte order mark; what a spreadsheet would run as a formula is quoted."""
    yield BOM + _line(header)
    for row in rows:
        yield _line([_inert(value) for value in row])


def _inert(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    value = _CONTROL.sub(" ", value)
    return "'" + value if value[:1] in ("=", "+", "-", "@", "\t") else value


def _line(values: list[Any]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(values)  # what ends a line is what makes it quote a cell
    return buffer.getvalue().removesuffix("\r\n")


def bare(number: float | None) -> int | float | None:
    """Return a number as JSON has it: whole where it is, else with six decimals at the most."""
    return None if number is None else int(number) if number == int(number) else round(number, 6)
