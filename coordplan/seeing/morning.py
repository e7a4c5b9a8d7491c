"""``coordplan`` alone: how the program stands today and where to go on; where there is no file, how to begin."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from coordplan.cli.output import show_page
from coordplan.cli.session import Session
from coordplan.errors import FileUnusable
from coordplan.paper.cells import Page, illustrative_sentence
from coordplan.seeing.beginning import first_steps, is_over_unrecorded, with_first_steps
from coordplan.seeing.filters import Filters, question_of
from coordplan.seeing.gather import status_report
from coordplan.seeing.headline import headline_in_short
from coordplan.seeing.opening import reading
from coordplan.seeing.page import planned_page, status_notes
from coordplan.seeing.values import StatusReport
from coordplan.store import attention
from coordplan.store.format import NAME
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.shell import of_file, quoted_word
from coordplan.text.writing import display_width, plain, write_day, write_number

_WEEK_DAYS = 7
# Where to go on: what is typed most, and beside it what it shows or does
_GO_ON = (
    ("coordplan status", mark("plan by plan")),
    ("coordplan due", mark("what is due, by date")),
    (mark("coordplan mark ID ..."), mark("record a result")),
    ("coordplan todo", mark("what the office has to do")),
    ("coordplan undo", mark("take back a slip")),
    ("coordplan help", mark("the manual, by topic")),
)
_BEGIN = (
    ("coordplan init --demo", mark("to look around, with illustrative figures")),
    ("coordplan init --empty", mark("to begin the program of your office")),
    (mark("coordplan help start"), mark("from the signed annex to the first report")),
)


def look(session: Session) -> int:
    """Show how the program stands today and where to go on, or how to begin where there is no file."""
    if not _is_there(session):
        from coordplan.store.lookalikes import ways_near  # where there is a file it is not asked for

        show_page(session, beginning_page(session.db or "", ways_near(Path.cwd())))
        return 0
    with reading(session) as file:
        report = status_report(file, Filters(), "plan", most=1)
        question, _words = question_of(file, Filters())
        week = question._replace(within=(file.as_of, file.as_of + timedelta(days=_WEEK_DAYS)))
        this_week = attention.due_soon(file.connection, week, 0)[1]
        over = is_over_unrecorded(file)
        begins = bool(first_steps(file))
        page = with_first_steps(file, lambda: planned_page(report) if over else today_page(report, this_week, begins))()
        if not session.db and file.path.parent != Path.cwd():  # found above, or by the environment
            where = _("The data file is {path}.").format(path=plain(str(file.path)))
            page = page._replace(notes=((where, "dim"), *page.notes))
    show_page(session, page)
    return 0


def _is_there(session: Session) -> bool:
    """Say whether there is anything by the name of the file, sound or not."""
    try:
        path = session.path()
    except FileUnusable:
        return False
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    except OSError:
        pass  # what is wrong with it is said when it is opened
    return True


def today_page(report: StatusReport, this_week: int, begins: bool = False) -> Page:
    """Return the headline, what is overdue, what falls due; the commands of every day unless the program begins."""
    title = _("{title}, {day}").format(title=report.title, day=write_day(report.as_of))
    sentences = [*illustrative_sentence(report.illustrative), *headline_in_short(report)]
    if report.overdue:
        longest = report.overdue[0]
        words = translate_count(
            "{n} is overdue, for {days} days ({id}).",
            "{n} are overdue, the longest for {days} days ({id}).",
            report.overdue_count,
        ).format(n=write_number(report.overdue_count), days=write_number(longest.days_late), id=longest.occurrence)
        sentences.append((words, "bad"))
    if report.due_soon:
        nearest = report.due_soon[0]
        words = _("Due within {week} days: {this_week}; within {days} days: {n}, the nearest on {day} ({id}).").format(
            week=_WEEK_DAYS,
            this_week=write_number(this_week),
            days=report.soon_days,
            n=write_number(report.due_soon_count),
            day=write_day(nearest.due_on),
            id=nearest.occurrence,
        )
        sentences.append((words, ""))
    go_on = () if begins else ("\n".join(_commands(_GO_ON)),)
    return Page(title, tuple(sentences), notes=(*status_notes(report), *((lines, "") for lines in go_on)))


def beginning_page(named: str, near: Sequence[str] = ()) -> Page:
    """Return how to begin where there is no file, of the name that was given where one was: with what lies near."""
    sentence = _("There is no data file here yet ({name}).").format(name=plain(named or NAME))
    begin = [(_(command), words) for command, words in _BEGIN]
    if named:
        to_make = f"coordplan --db {quoted_word(named)} init"
        begin = [(command.replace("coordplan init", to_make), words) for command, words in begin]
        near = [each.replace("coordplan init", to_make) for each in near]
    notes = [*near, "\n".join(_commands(begin))]
    return Page(sentences=((sentence, "strong"),), notes=tuple((note, "") for note in notes))


def _commands(commands: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield command lines about the file that was named, each with what it is for."""
    lines = [(of_file(_(command)), _(words)) for command, words in commands]
    width = max(display_width(command) for command, _words in lines)
    for command, words in lines:
        yield f"  {command}{' ' * (width - display_width(command))}  {words}"
