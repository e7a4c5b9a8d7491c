"""JSON and CSV, for programs and spreadsheets. What is in them is a promise: names, codes and nothing cut."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import add
from typing import Any

from coordplan.named_tuples import NamedTuple
from coordplan.text.writing import rounded_part

BOM = "\ufeff"  # Excel takes a CSV for UTF-8 only with it
# A terminal obeys these; JSON itself escapes only those below a space
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Data(NamedTuple):
    """What a command says to programs: one value, from which its JSON and its CSV are made."""

    schema: str  # its name and version, as ``coordplan/list/1``
    values: Mapping[str, Any]  # what the JSON holds, under the names it promises
    line_by_line: str = ""  # a list that may be long: an item a line, after all the others; not of the values: the rows
    columns: Sequence[str] = ()  # the header of the CSV
    rows: Iterable[Mapping[str, Any] | Sequence[Any]] = ()  # its rows: by the names of the columns, or in their order

    def json(self) -> Iterator[str]:
        """Yield the lines of the JSON."""
        values = {"schema": self.schema, **self.values}
        if not self.line_by_line:
            yield from _indented(values)
            return
        items = map(dumped, values.pop(self.line_by_line)) if self.line_by_line in values else self._named_rows()
        yield f'{dumped(values)[:-1]}, "{self.line_by_line}": ['
        before = None
        for item in items:
            if before is not None:
                yield f"  {before},"
            before = item
        if before is not None:
            yield f"  {before}"
        yield "]}"

    def _named_rows(self) -> Iterator[str]:
        names = [f"{dumped(name)}: " for name in self.columns]
        for texts in texts_of_rows(self.rows, dumped):
            yield "{" + ", ".join(map(add, names, texts)) + "}"

    def csv(self) -> Iterator[str]:
        """Yield the lines of the CSV."""
        rows = ([row[name] for name in self.columns] if isinstance(row, Mapping) else row for row in self.rows)
        return render_csv(self.columns, rows, is_long=bool(self.line_by_line) and self.line_by_line not in self.values)


def texts_of_rows(rows: Iterable[Any], text_of: Callable[[Any], str]) -> Iterator[list[str]]:
    """Yield the texts of the values of each row. What recurs in a long list is written once.

    Nearly everything does, but for ids: a row of 33 values takes 3 microseconds, not 30. A number with decimals is
    written by itself, for 0.0 and -0.0 are equal.
    """
    remembered = lru_cache(8192, typed=True)(text_of)
    nothing = text_of(None)
    for row in rows:
        yield [
            nothing if value is None else text_of(value) if value.__class__ is float else remembered(value)
            for value in row
        ]


def plain_value(value: Any) -> Any:
    """Return a value as JSON has it: named fields as a mapping, by ``by_name`` where a value says its names itself."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date):  # and a moment
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain_value(each) for key, each in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return plain_value(value.by_name() if hasattr(value, "by_name") else value._asdict())
    if isinstance(value, list | tuple):
        return [plain_value(each) for each in value]
    return value


def _indented(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of JSON with two spaces a level, as ``dumped`` writes them; of a list, one thing at a time."""
    line = "{"
    for name, value in values.items():
        yield line
        line = f"  {dumped(name)}: "
        if isinstance(value, list | tuple) and not hasattr(value, "_asdict") and value:
            line += "["
            for each in value:
                yield line
                line = "    " + dumped(each, indent=2).replace("\n", "\n    ") + ","
            yield line.removesuffix(",")
            line = "  ],"
        else:
            line += dumped(value, indent=2).replace("\n", "\n  ") + ","
    yield line.removesuffix(",")
    yield "}"


_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def dumped(value: Any, indent: int | None = None) -> str:
    plain = plain_value(value)
    text = _ENCODE(plain) if indent is None else json.dumps(plain, ensure_ascii=False, indent=indent)
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def render_csv(header: Sequence[str], rows: Iterable[Sequence[Any]], is_long: bool = False) -> Iterator[str]:
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
    if is_long and len(header) > 1:  # a cell that stands alone is quoted where it is empty
        yield from map(",".join, texts_of_rows(rows, lambda value: line((value, 0)).removesuffix(",0")))
    else:
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


@lru_cache(1024)
def bare_percent(percent: float | None) -> int | float | None:
    """Return a percent of 0..100 as JSON has it: what is not whole is never 100, what is not nothing never 0."""
    return None if percent is None else bare(rounded_part(percent, 100, 6))
