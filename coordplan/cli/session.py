"""What every command is given: the file that is meant, today, now, and how to speak."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coordplan.cli.speaking import remark
from coordplan.cli.working import working
from coordplan.dates.days import FIRST_YEAR, LAST_YEAR, OFFICE_TIME, parse_day
from coordplan.errors import CoordplanError, Doubt, Doubted, UsageFault
from coordplan.named_tuples import NamedTuple
from coordplan.store.changes import NOT_SURE, Sure, Writing
from coordplan.store.file import find_file
from coordplan.text.language import language
from coordplan.text.language import translate as _

if TYPE_CHECKING:
    from coordplan.store.copies.copy_place import CopyPlace
    from coordplan.store.door.commit import Preceding

# The changes that this command has begun: its file, its number, and the command line it stands under in the log
begun_changes: list[tuple[Path, int, str]] = []


class Session(NamedTuple):
    """The global options of one command line. The only part that asks the clock and the environment."""

    db: str | None
    colour: str  # auto | always | never
    words: tuple[str, ...] = ()  # the command line as typed, without global options
    several: tuple[str, ...] = ()  # files and folders that are to be answered for together; none: the one file
    meant: frozenset[Doubt] = frozenset()  # what was doubted before, and whoever is there has said to be meant

    @property
    def command(self) -> str:
        """The command line as the log keeps it; who and why stand beside it there."""
        kept = []
        words = iter(self.words)
        for word in words:
            if word in ("--by", "--reason"):
                next(words, None)
            elif not word.startswith(("--by=", "--reason=")):
                kept.append(word)
        return typed_words(kept)

    def path(self) -> Path:
        """Return the file that is meant; raise FileUnusable where there is none."""
        return find_file(Path.cwd(), self.db or os.environ.get("COORDPLAN_DB"))

    def of_file(self, path: Path) -> "Session":
        """Return the session of one of several files."""
        return self._replace(db=str(path), several=())

    def path_for_new(self) -> Path:
        """Return where `init` makes a file: where it was told, else in this folder."""
        from coordplan.store.format import NAME

        given = self.db or os.environ.get("COORDPLAN_DB")
        return Path(given) if given else Path(NAME)

    def copies_of(self, path: Path) -> "CopyPlace":
        """Return where copies of a file go: beside it, else where COORDPLAN_BACKUPS says."""
        from coordplan.store.copies.copy_place import copy_place  # reading makes none

        return copy_place(path, os.environ.get("COORDPLAN_BACKUPS", ""), self.now().astimezone(OFFICE_TIME))

    def today(self) -> date:
        """Return the day that it is: as COORDPLAN_TODAY says, in a file of demonstration its own, else the office's."""
        stand_in = os.environ.get("COORDPLAN_TODAY")
        if stand_in:
            return day_of(stand_in, "COORDPLAN_TODAY")
        return self._day_of_demonstration() or datetime.now(OFFICE_TIME).date()

    def _day_of_demonstration(self) -> date | None:
        """Return the day that it is in the file, or in all of several, where they are of demonstration."""
        from coordplan.store.asked_first import day_of_demonstration
        from coordplan.store.finding import files_at

        try:
            files = [path for name in self.several for path in files_at(name)] or [self.path()]
        except CoordplanError:  # there is none yet
            return None
        days = {day_of_demonstration(path) for path in files}
        return days.pop() if len(days) == 1 else None

    def day(self, text: str | None, option: str) -> date:
        """Return the day up to today that an option names, in short words too; today where it is left out."""
        return self.today() if text is None else day_of(text, option, self.today())

    def now(self) -> datetime:
        return datetime.now(UTC)

    def by(self, given: str | None) -> str:
        """Return who writes: as told, else COORDPLAN_BY, else the user of this machine."""
        name = given or os.environ.get("COORDPLAN_BY")
        if name:
            return os.fsencode(name).decode(errors="replace")  # in UTF-8, whatever the locale says
        for each in ("LOGNAME", "USER", "LNAME", "USERNAME"):  # as `getpass` asks, without what asks for passwords
            if name := os.environ.get(each):
                return name
        from getpass import getuser

        try:
            return getuser()
        except (OSError, KeyError, ImportError):
            return "?"  # cron in a container may run as nobody in particular

    @contextmanager
    def writing(
        self,
        by: str | None,
        reason: str = "",
        undoes: Sequence[int] = (),
        *,
        after: "Preceding | None" = None,
        sure: Sure = NOT_SURE,
        reopen: bool = False,
        failure: type[Doubted] = Doubted,
        before: str = "",
    ) -> Iterator[Writing]:
        """Give a change to write in, in the name of this command line.

        A copy of the file is made with the first write of a day; ``before`` names a write that always has one.
        What is doubted is the ``failure``: whoever runs the command asks about it once nothing is open, and runs it
        again. What is worth saying of the change is said once it is written.

        Raises UsageFault where a closed period is to be opened for it and nobody says why.
        """
        from coordplan.cli.placing import clear_leftovers  # reading writes no file

        if reopen and not reason.strip():
            raise UsageFault(
                _("--reopen needs a reason: what is let into a closed period is reported as late news."),
                _('For example: --reopen --reason "12-CV/BTGTU, 5/7/2024"'),
            )
        from coordplan.store.door.commit import guarded_writing

        path = self.path()
        with (
            working(_("Writing to the file ...")),
            guarded_writing(
                path,
                command=self.command,
                by=self.by(by),
                now=self.now(),
                reason=reason,
                undoes=undoes,
                after=after,
                sure=sure,
                reopen=reopen,
                settle=lambda doubts: self.settle(doubts, failure),
                copies=self.copies_of(path),
                before=before,
            ) as change,
        ):
            begun_changes.append((self.path(), change.number, self.command))
            yield change
        if clear_leftovers(self.path().absolute().parent):
            from coordplan.cli.unplaced import finish_unplaced  # of issued reports: most commands write no file

            finish_unplaced(self.path())
        for sentence in change.remarks:
            remark(sentence)

    def settle(self, doubts: Sequence[Doubt], failure: type[Doubted] = Doubted) -> None:
        """Raise the ``failure`` unless all that is doubted has been said to be meant; nobody is asked here."""
        if not self.meant.issuperset(doubts):
            raise failure(doubts)


def typed_words(words: Sequence[str]) -> str:
    """Return words of a command line as they are typed."""
    from coordplan.text.shell import quoted_word

    return " ".join(word if word.replace("-", "").isalnum() else quoted_word(word) for word in words)


def day_of(text: str, option: str, today: date | None = None) -> date:
    """Return the day that an option names, with ``today`` in short words too; raise UsageFault where it is none."""
    try:
        return parse_day(text, today)
    except ValueError as error:
        raise UsageFault(_("{option}: {reason}.").format(option=option, reason=error)) from error


def day_ahead_of(text: str, option: str, today: date) -> date:
    """Return the day to come that an option names, in short words too; raise UsageFault where it is none."""
    from coordplan.dates.days_ahead import parse_day_ahead  # most lines name none

    try:
        return parse_day_ahead(text, today)
    except ValueError as error:
        raise UsageFault(_("{option}: {reason}.").format(option=option, reason=error)) from error


def moment_of(text: str, option: str, today: date | None = None) -> datetime:
    """Return the moment that an option names, in the office's time; a day alone means its end."""
    try:
        moment = datetime.fromisoformat(text) if ":" in text else None
    except ValueError as error:
        sentence = _('{option}: "{text}" is not a moment; write 2024-06-30 or 2024-06-30T17:00.')
        raise UsageFault(sentence.format(option=option, text=text)) from error
    if moment is None:
        end = datetime.combine(day_of(text, option, today), datetime.max.time())
        return end.replace(tzinfo=OFFICE_TIME)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:  # another zone would carry it past what a date can be
        sentence = _('{option}: "{text}" is not a moment of this work: the year {year}.')
        raise UsageFault(sentence.format(option=option, text=text, year=moment.year))
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=OFFICE_TIME)


def local_moment(at: str) -> str:
    """Return a moment of the file as the office reads it, day and minute, always of the same width."""
    form = "%d/%m/%Y %H:%M" if language() == "vi" else "%Y-%m-%d %H:%M"
    return datetime.fromisoformat(at).astimezone(OFFICE_TIME).strftime(form)
