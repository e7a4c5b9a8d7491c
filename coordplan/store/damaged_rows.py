"""Rows that do not hold what they should: which table a row is of, and which one in it."""

from pathlib import Path

from coordplan.errors import FileDamaged, UnreadableRow
from coordplan.store.schema import TABLES
from coordplan.text.language import translate as _
from coordplan.text.writing import plain


def damaged_row(path: Path, fault: UnreadableRow) -> FileDamaged:
    """Return the failure of a file in which a row cannot be read; its table is the one that has its columns."""
    names = set(fault.row.keys())
    fitting = [table for table in TABLES if names >= set(table.columns)]
    table = max(fitting, key=lambda each: len(each.columns)).name if fitting else "changes"
    id_ = next((fault.row[name] for name in ("id", "occurrence_id", "row") if name in names), "?")
    return FileDamaged(
        _('{path} is damaged: table {table}, row "{row}" cannot be read ({reason}).').format(
            path=path, table=table, row=plain(str(id_)), reason=plain(str(fault)).rstrip(".")
        )
    )
