"""What an annex brings, as it is shown."""

import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from coordplan.cli.output import print_lines, show_page
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark, say, show_problems
from coordplan.errors import Problem
from coordplan.model import Activity, Definitions
from coordplan.seeing.differences import difference_lines
from coordplan.setting_up.annexes.findings import Finding, quoted
from coordplan.setting_up.annexes.outcomes import Outcome, Outcomes
from coordplan.setting_up.annexes.page import ImportedRow, ImportProblem, ImportReport, count_words, import_page
from coordplan.setting_up.annexes.tables import Tables
from coordplan.store.differences import Difference
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count

MOST_SHOWN = 100


def left_aside(tables: Tables) -> Iterator[str]:
    """Yield which sheets, tables and columns nothing is taken from."""
    if tables.left_out:
        names = ", ".join(place.words().partition(", ")[2] or place.file for place in tables.left_out)
        yield _("No table of activities in: {names}.").format(names=names)
    columns = dict.fromkeys(words for _place, words in tables.untaken)
    if columns:
        names = ", ".join(f'"{quoted(words)}"' for words in columns)
        yield _("Nothing is taken from these columns: {names}.").format(names=names)


def import_report(known: Definitions, plan: str, file: str, found: Outcomes) -> ImportReport:
    program = known.program
    assert program is not None
    titles = {each.id: each.title for each in known.plans} | {program.id: program.title}
    return ImportReport(
        program.id,
        plan,
        titles[plan],
        Path(file).name,
        tuple(_row(row) for row in found.rows),
        found.missing,
        tuple(problem for finding in found.findings for problem in _problems(finding)),
        found.remarks,
        {body.id: body.short or body.title for body in known.organizations},
    )


_NAMES = {"due_on": "due", "start_on": "start", "until_on": "until"}


def _row(row: Outcome) -> ImportedRow:
    what = "new" if row.old is None else "same" if row.difference is None else "different"
    grid = row.proposal.row.grid
    changes = () if row.difference is None else row.difference.fields
    return ImportedRow(
        what,
        row.activity,
        grid.name if grid.kind == "sheet" else None,
        int(grid.name) if grid.kind == "table" else None,
        row.proposal.row.number,
        tuple((_NAMES.get(name, name), before, after) for name, before, after in changes),
    )


def _problems(finding: Finding) -> Iterator[ImportProblem]:
    """Yield a finding once for each of its cells."""
    for place in (finding.place, *finding.more):
        yield ImportProblem(
            place.name if place.kind == "sheet" else None,
            int(place.name) if place.kind == "table" else None,
            place.row,
            place.column,
            None if place.kind == "table" else place.cell or None,
            finding.rule,
            finding.message,
            finding.remedy,
            finding.warning,
        )


def show_import(session: Session, report: ImportReport, found: Outcomes, form: str, closing: str) -> int:
    """Show what the annex brings: remarks and problems beside it, then its rows, what differs, and how many."""
    if form == "json":
        from coordplan.setting_up.annexes.page import import_json

        print_lines(import_json(report))
        return 0
    for sentence in report.remarks:
        remark(sentence)
    if found.findings:
        show_problems(*shown_problems(found.findings), sys.stderr)
    show_page(session, import_page(report))
    differing: list[Difference] = [row.difference for row in found.rows if row.old is not None and row.difference]
    print_lines(difference_lines(differing))
    say(f"{count_words(report)}. {closing}")
    return 0


def shown_problems(findings: Sequence[Finding]) -> tuple[list[Problem], int]:
    """Return the problems to show, at most so many, and how many more there are; errors outlast warnings."""
    kept = sorted(range(len(findings)), key=lambda number: (findings[number].warning, number))[:MOST_SHOWN]
    return [findings[number].problem() for number in sorted(kept)], len(findings) - len(kept)


def written_words(report: ImportReport, replace: bool) -> str:
    path = shlex.quote(report.written or "")
    words = _("Wrote {path}; look at it, then: coordplan load {quoted}").format(path=report.written, quoted=path)
    if report.missing:
        words += "\n" + _missing_words(report.missing, replace)
    return words


def _missing_words(missing: Sequence[Activity], replace: bool) -> str:
    ids = ", ".join(activity.id for activity in missing[:12]) + (", ..." if len(missing) > 12 else "")
    words = (
        translate_count(
            "{n} activity of the plan is not in the annex and left out, so that loading retires it: {ids}",
            "{n} activities of the plan are not in the annex and left out, so that loading retires them: {ids}",
            len(missing),
        )
        if replace
        else translate_count(
            "{n} activity of the plan is not in the annex and stays: {ids} (--replace leaves it out)",
            "{n} activities of the plan are not in the annex and stay: {ids} (--replace leaves them out)",
            len(missing),
        )
    )
    return words.format(n=len(missing), ids=ids)


def taken_words(report: ImportReport, update: bool) -> str:
    number = report.change
    words = _("Nothing was written.") if number is None else _("Change {number}.").format(number=number)
    if report.count("different") and not update:
        words += " " + _("What differs stayed as it was; --update takes it over.")
    return words
