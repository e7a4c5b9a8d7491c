"""What is asked at a terminal about an annex, one question after another."""

from collections.abc import Sequence
from functools import partial

from coordplan.cli.asking import a_deadline, ask, choose
from coordplan.cli.speaking import remark
from coordplan.dates.days import FIRST_YEAR, LAST_YEAR
from coordplan.errors import CoordplanError
from coordplan.model import Definitions
from coordplan.setting_up.annexes.annex import Proposal, parse_annex
from coordplan.setting_up.annexes.findings import LEFT_OUT, Finding, ImportChoices, OpenQuestion
from coordplan.setting_up.annexes.layout import AnnexTables
from coordplan.text.language import translate as _


def ask_choices(
    tables: AnnexTables, definitions: Definitions, plan: str, choices: ImportChoices
) -> tuple[ImportChoices, list[str]]:
    """Ask whatever a person could tell of an annex; return the choices, and the options that would have said the same.

    What an answer does not settle is not asked again.
    """
    words: list[str] = []
    last_deadline = ""
    settled: set[tuple[str, str]] = set()
    while True:
        annex = parse_annex(tables, definitions, choices)
        open_ = (each for each in annex.findings if each.question is not None and each.question[:2] not in settled)
        finding = next(open_, None)
        if finding is None or finding.question is None:
            return choices, words
        question = finding.question
        kind, key, text, _candidates = question
        settled.add((kind, key))
        remark(_context(annex.proposals, finding))
        if kind == "year":
            answer = ask(_("The year"), _check_year)
        elif kind == "content":
            answer = _ask_contents(definitions, question)
        elif kind == "order":
            answer = choose(_("How the days of the column are written"), [(each, "") for each in question.candidates])
        elif kind == "deadline":
            words_of_deadline = _("When it is due: a date, or Quý IV/2024, Hằng quý, Thường xuyên ...")
            answer = last_deadline = ask(words_of_deadline, partial(a_deadline, without_year=True), last_deadline)
        else:
            answer = _ask_body(definitions, plan, question)
        if kind == "year":
            choices = choices._replace(year=int(answer))
            words += ["--year", answer]
        elif key:
            choices = choices._replace(answers={**choices.answers, key: answer})
            words += ["--answer", f"{text or finding.place.key}={answer}"]
        elif kind == "content":
            choices = choices._replace(contents=tuple(answer.split(",")))
            words += ["--content", answer]
        elif kind == "deadline":
            choices = choices._replace(due=answer)
            words += ["--due", answer]
        else:
            choices = choices._replace(lead=answer)
            words += ["--lead", answer]


def _context(proposals: Sequence[Proposal], finding: Finding) -> str:
    """Return what is asked about: the cell, the title of its row, and what is wrong with it."""
    place = finding.place
    rows = (each for each in proposals if each.row.grid.place(each.row.number, place.column) == place)
    title = next((each.title for each in rows), "")
    if finding.question is not None and not finding.question.words:
        finding = finding._replace(more=())  # each empty cell is asked about by itself
    return f"{place.words()}{f' ({title})' if title else ''}: {finding.problem().message}"


def _ask_contents(definitions: Definitions, question: OpenQuestion) -> str:
    titles = {content.id: content.title for content in definitions.contents}
    contents = [(id_, titles[id_]) for id_ in dict.fromkeys((*question.candidates, *titles)) if id_ in titles]
    while not (answer := choose(_("Content (several with commas)"), contents, several=True)):
        pass
    return answer


def _ask_body(definitions: Definitions, plan: str, question: OpenQuestion) -> str:
    """Ask for an organization: those that the words are like come first, then the sides of the plan and the program."""
    titles = {body.id: body.title for body in definitions.organizations}
    sides = [each.partner for each in definitions.plans if each.id == plan]
    sides += definitions.program.sides if definitions.program is not None else ()
    bodies = [(id_, titles[id_]) for id_ in dict.fromkeys((*question.candidates, *sides, *titles)) if id_ in titles]
    if question.kind == "partner":
        return choose(_("Organization"), [*bodies, (LEFT_OUT, _("none of these: keep the words in the note"))])
    return choose(_("Lead"), bodies)


def _check_year(text: str) -> str:
    if not (text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise CoordplanError(_('"{text}" is not a year; write 2024.').format(text=text))
    return text
