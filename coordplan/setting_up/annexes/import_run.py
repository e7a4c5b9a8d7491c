"""One import: what is known of the annex, what is asked about it at a terminal, and what would come of it."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

from coordplan.cli.session import Session
from coordplan.cli.speaking import remark
from coordplan.errors import CoordplanError
from coordplan.model import Definitions
from coordplan.named_tuples import NamedTuple
from coordplan.setting_up.annexes.answer_set import GivenAnswer, option_words, with_given
from coordplan.setting_up.annexes.dialogue import as_open, ask_about, go_back, is_to_be_written, open_questions
from coordplan.setting_up.annexes.findings import ImportChoices
from coordplan.setting_up.annexes.import_shown import again_line, show_rows
from coordplan.setting_up.annexes.kept_answers import KeptAnswers
from coordplan.setting_up.annexes.layout import AnnexTables
from coordplan.setting_up.annexes.new_bodies import with_bodies
from coordplan.setting_up.annexes.outcomes import ImportMode, bodies_to_define, outcomes
from coordplan.setting_up.annexes.page import ImportReport, count_words, left_rows
from coordplan.store.definitions import free_ids, stored_definitions
from coordplan.store.differences import StoredDefinitions
from coordplan.store.file import open_for_reading
from coordplan.text.language import translate as _


class ImportRun(NamedTuple):
    """An annex that is being taken in."""

    session: Session
    tables: AnnexTables
    remarks: tuple[str, ...]  # of reading the file
    plan: str
    choices: ImportChoices
    mode: ImportMode
    kept: KeptAnswers
    typed: tuple[GivenAnswer, ...]  # by options
    columns: Mapping[str, str]  # as typed
    given: tuple[GivenAnswer, ...] = ()  # at the terminal

    def understood(self, connection: sqlite3.Connection) -> tuple[StoredDefinitions, ImportReport]:
        """Return the definitions as they are, and what the annex would bring."""
        held = stored_definitions(connection)
        ids = free_ids(connection, self.plan, held.definitions)
        found = outcomes(self.tables, held, self.plan, self.choices, ids, self.mode)
        found = found._replace(remarks=(*self.remarks, *found.remarks))
        definitions = with_bodies(held.definitions, self.choices.bodies)
        bodies = bodies_to_define(held.definitions, found.rows, self.choices)
        return held, ImportReport(definitions, self.plan, self.kept.annex.name, found, bodies=bodies)

    def definitions(self) -> Definitions:
        with closing(open_for_reading(self.session.path())) as connection:
            return stored_definitions(connection).definitions

    def report(self) -> ImportReport:
        with closing(open_for_reading(self.session.path())) as connection:
            return self.understood(connection)[1]

    def asked(self, update: bool, to_file: bool, shows: bool) -> "ImportRun":
        """Return the run with what was asked and answered; the whole result is shown and agreed to.

        The log keeps the answers as the options that say the same. Whoever stops keeps the answers given so far.
        """
        given: list[GivenAnswer] = []
        if self.report().outcomes.errors:  # nothing comes in, whatever is answered
            return self
        if (earlier := self.kept.earlier()) is not None and open_questions(self.report().outcomes.findings):
            line = again_line(self.session, str(earlier))
            remark(
                _("Answers about this annex are kept in {path}. To use them: {line}").format(path=earlier, line=line)
            )
        try:
            while True:
                ask_about(self.tables, self.definitions(), self.plan, self.choices, given)
                run = self._with(given)
                report = run.report()
                brings = any(row.what == "new" or (update and row.what == "different") for row in report.outcomes.rows)
                if report.outcomes.errors or to_file or not brings:
                    return run
                if shows:
                    show_rows(self.session, report, update)
                else:
                    remark(count_words(report))
                for sentence in left_rows(report):
                    remark(sentence)
                answer = is_to_be_written()
                if answer:
                    return run
                if answer is None:
                    go_back(given)
                    continue
                self.keep(given)
                raise CoordplanError(_("Nothing was written."))
        except (KeyboardInterrupt, EOFError):
            self.keep(given)
            raise

    def _with(self, given: list[GivenAnswer]) -> "ImportRun":
        left = ["--accept-partial"] if any(not each.answer for each in given) else []
        words = (*self.session.words, *option_words(given), *left)
        return self._replace(
            session=self.session._replace(words=words),
            choices=with_given(self.choices, given, self.definitions()),
            typed=(*self.typed, *given),
            given=tuple(given),
        )

    def keep(self, given: list[GivenAnswer]) -> None:
        """Keep what was answered before somebody stopped, and say where."""
        if any(each.answer for each in given):
            path = self.kept.save([*self.typed, *given], self.columns)
            remark(_("The answers so far are kept. To go on: {line}").format(line=again_line(self.session, str(path))))

    @contextmanager
    def keeping(self, before: "ImportRun", saved: str | None) -> Iterator[None]:
        """Keep what was answered where the rows cannot be written; ``before`` is the run before it asked."""
        try:
            yield
        except (CoordplanError, KeyboardInterrupt, EOFError):
            if saved is None:
                before.keep(list(self.given))
            raise

    def keep_answers(self, report: ImportReport) -> str | None:
        """Write the answers, and what is still open to be filled in, where a file is named or rows are left.

        Returns the file, None where none is needed.
        """
        left_at_terminal = bool(report.outcomes.left) and any(each.answer for each in self.typed)
        if self.kept.path is None and not (self.mode.asks and left_at_terminal):
            return None
        still_open = as_open(open_questions(report.outcomes.findings, [each for each in self.typed if each.answer]))
        answered = [each for each in self.typed if each.answer]
        return str(self.kept.save([*answered, *still_open], self.columns))
