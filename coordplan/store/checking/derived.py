"""What follows from the rows and is stored beside them: spans with their tallies, and the notes in ``about``."""

from collections.abc import Iterator
from sqlite3 import Connection

from coordplan.store import checksum, entry_words, spans, tallies
from coordplan.store.checking.file_findings import FileFinding, shown_value
from coordplan.store.checking.tables_as_made import DERIVED_TABLES
from coordplan.store.tables_note import TABLES_NOTE
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count


def check_spans(connection: Connection) -> Iterator[FileFinding]:
    """Yield that spans are not what follows from the entries, or are marked as stale."""
    last = connection.execute("SELECT coalesce(max(id), 0) FROM changes").fetchone()[0]
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    missing = [name for name in DERIVED_TABLES if name not in there]
    for name in missing:
        sentence = _("{parts}: missing.").format(parts=_("Table {names}").format(names=name))
        yield FileFinding("spans", sentence, name, repairable=True)
    if missing:
        return
    if last and not spans.are_good_for(connection, last):
        sentence = _("Another program wrote in the file: spans are worked out from the entries at each reading.")
        yield FileFinding("spans", sentence, "spans", remark=True, repairable=True, moves_figures=False)
    elif last and (differing := spans.differing_spans(connection, last)):
        sentence = translate_count(
            "Spans of {n} occurrence are not what follows from its entries: {id}.",
            "Spans of {n} occurrences are not what follows from their entries; the first is {id}.",
            len(differing),
        )
        yield FileFinding(
            "spans", sentence.format(n=len(differing), id=shown_value(differing[0])), "spans", repairable=True
        )
    elif last and not _tallies_fit(connection):
        yield FileFinding("spans", _("Tallies are not what follows from the spans."), "tallies", repairable=True)
    elif last and not entry_words.are_as_recorded(connection):
        sentence = _("The words kept for searching are not those of the entries.")
        yield FileFinding("spans", sentence, "entry_words", repairable=True)


def _tallies_fit(connection: Connection) -> bool:
    with spans.beside_the_file(connection):
        return tallies.are_of_spans(connection)


def check_about(connection: Connection) -> Iterator[FileFinding]:
    """Yield notes of the file's that are odd or missing; that of the last change belongs to the chain."""
    notes = dict(connection.execute("SELECT name, value FROM about").fetchall())
    for name in ("spans_at", "needs_coordplan", TABLES_NOTE, "checksum"):
        value = notes.get(name)
        if value is None:
            sentence = _("about: {name} is missing.").format(name=name)
        elif (name == "spans_at" and not str(value).isdecimal()) or not isinstance(value, str):
            sentence = _("about: {name} says {value}, which it cannot.").format(name=name, value=shown_value(value))
        else:
            continue
        yield FileFinding("about", sentence, "about", remark=True, repairable=True, moves_figures=False)


def check_checksum(connection: Connection) -> Iterator[FileFinding]:
    """Yield that a file which is otherwise well is not byte for byte as the last change left it."""
    if checksum.is_small(connection) and not checksum.matches(connection):
        sentence = _(
            "Another program wrote in the file and altered no row; until the next change each reading checks all of it."
        )
        yield FileFinding("checksum", sentence, "about", remark=True, repairable=True, moves_figures=False)
