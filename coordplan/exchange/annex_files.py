"""Files to grids: workbooks, Word documents and CSV, whichever a file is by what it holds."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from coordplan.exchange import annex_csv
from coordplan.exchange.annex_documents import tables_of
from coordplan.exchange.annex_grid import Grid
from coordplan.exchange.annex_workbooks import sheets_of
from coordplan.exchange.containers import (
    container_of,
    is_container,
    read_bytes,
    refuse_other_kinds,
    too_large,
)
from coordplan.text.language import translate as _


class Grids(NamedTuple):
    """The tables of a file; a CSV gives one for each separator that it might have been written with."""

    grids: tuple[Grid, ...]
    remarks: tuple[str, ...] = ()
    choose_one: bool = False  # the grids are readings of one table, of which the best is meant


def read_grids(path: Path, sheets: Sequence[str] = ()) -> Grids:
    """Return the tables of a file, of those sheets (or Word tables, by number) that are named, else of all visible.

    Raises UnreadableFile for what is hostile, damaged or another kind of file, and where a sheet is missing.
    """
    data = read_bytes(path)
    if is_container(data):
        container = container_of(path, data)
        if container.kind == "document":
            return Grids(tables_of(container, sheets))
        linked = _("{path} points to other files; they are not opened, the values stored in it count.")
        remarks = (linked.format(path=path),) if container.linked else ()
        return Grids(sheets_of(container, sheets), remarks)
    refuse_other_kinds(path, data)
    if len(data) > annex_csv.LARGEST:
        raise too_large(path, annex_csv.LARGEST)
    text, remark = annex_csv.decoded(path, data)
    return Grids(tuple(annex_csv.readings_of(path, text)), (remark,) if remark else (), choose_one=True)
