"""A table that leaves no column out, however narrow it stands: parted into several, each with its first column."""

from coordplan.paper.cells import Table, of_columns
from coordplan.paper.in_width import telling, whole_width


def tables_in_width(table: Table, width: int) -> list[Table]:
    """Return the tables that a table becomes in a width; one alone where it fits, or cannot be parted."""
    table = telling(table)
    table = table._replace(columns=tuple(each._replace(rank=0) for each in table.columns))
    parts, shown = [], [0]
    for number in range(1, len(table.columns)):
        if len(shown) > 1 and whole_width(of_columns(table, [*shown, number])) > width:
            parts.append(of_columns(table, shown))
            shown = [0]
        shown.append(number)
    parts.append(of_columns(table, shown))
    if any(whole_width(part) > width for part in parts):
        return [table]
    return [parts[0], *(part._replace(title="") for part in parts[1:])]
