"""What import says of an annex: remarks and problems beside its rows, what differs, what is left, and how many."""

import sys
from collections.abc import Sequence

from coordplan.cli.output import print_lines, show_page
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark, say, show_problems
from coordplan.errors import Problem, ProblemsFound
from coordplan.seeing.difference_lines import difference_lines
from coordplan.setting_up.annexes.findings import Finding
from coordplan.setting_up.annexes.outcomes import Outcomes
from coordplan.setting_up.annexes.page import (
    ImportReport,
    count_words,
    import_data,
    import_page,
    left_words,
    new_bodies_words,
    other_schedules,
)

_MOST_SHOWN = 100


def refuse_errors(found: Outcomes) -> None:
    """Raise ProblemsFound where nothing is taken in for what is wrong."""
    if found.errors:
        for sentence in found.remarks:
            remark(sentence)
        raise ProblemsFound(*_shown_problems(found.findings))


def show_rows(session: Session, report: ImportReport, update: bool) -> None:
    """Show what the annex brings."""
    found = report.outcomes
    for sentence in found.remarks:
        remark(sentence)
    if found.findings:
        show_problems(*_shown_problems(found.findings), sys.stderr)
    show_page(session, import_page(report))
    print_lines(difference_lines([row.difference for row in found.rows if row.old is not None and row.difference]))
    for sentence in new_bodies_words(report):
        remark(sentence)
    if not update:
        for sentence in other_schedules(report):
            remark(sentence)


def show_end(report: ImportReport, output_format: str, closing_words: str, again: str) -> None:
    """Say how many rows there are, what became of them, and which line takes in what was left."""
    if output_format == "json":
        print_lines(import_data(report).json())
        return
    for sentence in left_words(report, again):
        remark(sentence)
    say(f"{count_words(report)}. {closing_words}")


def again_line(session: Session, answers: str | None = None) -> str:
    """Return the command line as it takes the same annex in once more, with the answers that are kept."""
    words = [word for word in session.words if word not in ("--accept-partial", "--dry-run")]
    if answers is not None and "--answers" not in words:
        words += ["--answers", answers]
    return f"coordplan {session._replace(words=tuple(words)).command}"


def _shown_problems(findings: Sequence[Finding]) -> tuple[list[Problem], int]:
    """Return the problems to show, at most so many, and how many more there are; errors outlast warnings."""
    first = sorted(range(len(findings)), key=lambda number: (findings[number].warning, number))[:_MOST_SHOWN]
    return [findings[number].problem() for number in sorted(first)], len(findings) - len(first)
