"""JSON and CSV, for programs and spreadsheets. What is in them is a promise: names, codes and nothing cut."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from coordplan.text.writing import rounded_part

BOM = "\ufeff"  # Excel takes a CSV for UTF-8 only with it
# A terminal obeys these; JSON itself escapes only those below a space
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Data(NamedTuple):
    """What a command says to programs: one value, from which its JSON and its CSV are made."""

    schema: str  # its name and version, as ``coordplan/list/1``
    values: Mapping[str, Any]  # what the JSON holds, under the names it promises
    line_by_line: str = ""  # which of the values is a list that may be long: an item a line, after all the others
    columns: Sequence[str] = ()  # the header of the CSV
    rows: Iterable[Mapping[str, Any] | Sequence[Any]] = ()  # its rows: by the names of the columns, or in their order

    def json(self) -> Iterator[str]:
        """Yield the lines of the JSON."""
        values = {"schema": self.schema, **self.values}
        if not self.line_by_line:
            yield dumped(values, indent=2)
            return
        items = values.pop(self.line_by_line)
        yield f'{dumped(values)[:-1]}, "{self.line_by_line}": ['
        for number, item in enumerate(items, start=1):
            yield "  " + dumped(item) + ("," if number < len(items) else "")
        yield "]}"

    def csv(self) -> Iterator[str]:
        """Yield the lines of the CSV."""
        return render_csv(
            self.columns,
            ([row[name] for name in self.columns] if isinstance(row, Mapping) else row for row in self.rows),
        )


def plain_value(value: Any) -> Any:
    """Return a value as JSON has it: named fields as a mapping, by ``by_name`` where a value says its names itself."""
    if isinstance(value, date):  # and a moment
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain_value(each) for key, each in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return plain_value(value.by_name() if hasattr(value, "by_name") else value._asdict())
    if isinstance(value, list | tuple):
        return [plain_value(each) for each in value]
    return value


def dumped(value: Any, indent: int | None = None) -> str:
    text = json.dumps(plain_value(value), ensure_ascii=False, indent=indent)
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def render_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield lines of CSV, the first with a byte order mark; what a spreadsheet would run as a formula is quoted.

    Of several values in a cell, with a semicolon between.
    """
    import csv  # here: what reads values alone does not wait for it
    import io

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")  # what ends a line is what makes it quote a cell

    def line(values: Iterable[Any]) -> str:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([_inert(value) for value in values])
        return buffer.getvalue().removesuffix("\r\n")

    yield BOM + line(header)
    yield from map(line, rows)


def _inert(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    if not isinstance(value, str):
        return value
    value = _CONTROL.sub(" ", value)
    return "'" + value if value[:1] in ("=", "+", "-", "@", "\t") else value


def bare(number: float | None) -> int | float | None:
    """Return a number as JSON has it: whole where it is, else with six decimals at the most."""
    return None if number is None else int(number) if number == int(number) else round(number, 6)


def bare_percent(percent: float | None) -> int | float | None:
    """Return a percent of 0..100 as JSON has it: what is not whole is never 100, what is not nothing never 0."""
    return None if percent is None else bare(rounded_part(percent, 100, 6))
