"""What is asked at a terminal about an annex, one question after another.

An answer that is left empty leaves its rows for later, and any question can be gone back to. Nothing is proposed that
was answered to another question.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from coordplan.cli.asking import GoBackError, a_deadline, ask, is_yes, one_of
from coordplan.cli.speaking import offer, remark
from coordplan.dates.days import FIRST_YEAR, LAST_YEAR
from coordplan.dates.deadlines import lacks_year, parse_deadline
from coordplan.errors import CoordplanError
from coordplan.model import Definitions
from coordplan.setting_up.annexes.annex import Annex, Proposal, parse_annex
from coordplan.setting_up.annexes.answer_set import GivenAnswer, with_given
from coordplan.setting_up.annexes.findings import LEFT_OUT, Finding, ImportChoices, OpenQuestion
from coordplan.setting_up.annexes.layout import AnnexTables
from coordplan.setting_up.annexes.new_bodies import DEFINES, body_in, with_bodies
from coordplan.text.folding import fold, same_name_key
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

_REST = ("stop", "dung", "q")
_MOST_OFFERED = 6
_MORE = "+"  # several dates, or a body that is to be defined


class _RestError(Exception):
    """What is still open is left for later."""


def ask_about(
    tables: AnnexTables, definitions: Definitions, plan: str, choices: ImportChoices, given: list[GivenAnswer]
) -> None:
    """Ask whatever a person could tell of an annex, and add each answer to those ``given``, or take the last one back.

    What is answered already is not asked again.
    """
    explained = False
    while True:
        now = with_given(choices, given, definitions)
        known = with_bodies(definitions, now.bodies)
        annex = parse_annex(tables, known, now, plan)
        found = _worth_asking(open_questions(annex.findings, given), annex, given)
        if not found:
            return
        if not explained:
            remark(_('Enter leaves a row for later; "stop" leaves the rest for later.'))
            explained = True
        finding = found[0]
        question = finding.question
        assert question is not None
        remark(_context(annex.proposals, finding, len(found)))
        try:
            answer = _ask(known, plan, question)
        except GoBackError:
            go_back(given)
            continue
        except _RestError:
            given += [_given(each, "") for each in found]
            continue
        given.append(_given(finding, answer))


def open_questions(findings: Sequence[Finding], given: Sequence[GivenAnswer] = ()) -> list[Finding]:
    """Return what a person could tell and has not been asked yet, each question once."""
    settled = {(each.kind, each.key) for each in given}
    found: dict[tuple[str, str], Finding] = {}
    for each in (single for finding in findings for single in _by_question(finding)):
        if each.question is not None and each.question[:2] not in settled:
            found.setdefault(each.question[:2], each)
    return list(found.values())


def _worth_asking(found: Sequence[Finding], annex: Annex, given: Sequence[GivenAnswer]) -> list[Finding]:
    """Return questions without those that only rows have which are left for later already."""
    left = {(each.kind, each.key) for each in given if not each.answer}
    of_rows = [
        {each.question[:2] for each in proposal.faults if each.question is not None} for proposal in annex.proposals
    ]
    idle = {key for keys in of_rows for key in keys} - {key for keys in of_rows if not keys & left for key in keys}
    return [each for each in found if each.question is not None and each.question[:2] not in idle]


def _by_question(finding: Finding) -> Iterator[Finding]:
    """Yield a finding for each of its questions: words are asked about once, each empty cell by itself."""
    question = finding.question
    if question is None or question.words or not question.key:
        yield finding
        return
    for place in (finding.place, *finding.more):
        yield finding._replace(place=place, more=(), question=question._replace(key=same_name_key(place.key)))


def as_open(findings: Sequence[Finding]) -> list[GivenAnswer]:
    """Return questions as answers that are still to be given."""
    return [_given(each, "") for each in findings]


def go_back(given: list[GivenAnswer]) -> None:
    """Take the last answer back."""
    if given:
        given.pop()
    else:
        remark(_("There is no question before this one."))


def is_to_be_written() -> bool | None:
    """Ask whether what is shown is to be written; None: the last question is to be asked again."""
    try:
        return is_yes(_("Write this?"), back=True)
    except GoBackError:
        return None


def _given(finding: Finding, answer: str) -> GivenAnswer:
    question = finding.question
    assert question is not None
    cell = "" if question.words or not question.key else finding.place.key
    return GivenAnswer(question.kind, question.key, question.words, cell, answer)


def _context(proposals: Sequence[Proposal], finding: Finding, number: int) -> str:
    """Return what is asked about: the cell, the title of its row, and what is wrong with it; and how much is open."""
    place = finding.place
    rows = (each for each in proposals if each.row.grid.place(each.row.number, place.column) == place)
    title = next((each.title for each in rows), "")
    still = _(" [{n} open]").format(n=number) if number > 1 else ""
    return f"{place.words()}{f' ({title})' if title else ''}: {finding.problem().message}{still}"


def _ask(definitions: Definitions, plan: str, question: OpenQuestion) -> str:
    if question.kind == "year":
        words = _("The year")
        if question.candidates:
            words = _("The year (likely {year})").format(year=question.candidates[0])
        return _asked(words, _check_year)
    if question.kind == "content":
        titles = {content.id: content.title for content in definitions.contents}
        contents = [(id_, titles[id_]) for id_ in dict.fromkeys((*question.candidates, *titles)) if id_ in titles]
        offer(contents)
        return _asked(_("Content (several with commas)"), one_of(contents, several=True))
    if question.kind == "order":
        orders = [(each, "") for each in question.candidates]
        offer(orders)
        return _asked(_("How the days of the column are written"), one_of(orders))
    if question.kind == "deadline":
        return _ask_deadline(question)
    return _ask_body(definitions, plan, question)


def _asked(words: str, check: Callable[[str], str]) -> str:
    """Return a checked answer; empty where the row is left for later."""
    return ask(words, _or_leave(check), back=True)


def _or_leave(check: Callable[[str], str]) -> Callable[[str], str]:
    def checked(answer: str) -> str:
        if fold(answer) in _REST:
            raise _RestError
        return check(answer) if answer else ""

    return checked


def _ask_deadline(question: OpenQuestion) -> str:
    offers = [*((each, _deadline_meaning(each)) for each in question.proposals), (_MORE, _("several dates"))]
    offer(offers)

    def check(answer: str) -> str:
        if answer == _MORE or (answer.isdecimal() and 1 <= int(answer) <= len(offers)):
            return one_of(offers)(answer)
        return a_deadline(answer, without_year=True)

    answer = _asked(_("When it is due: a number, a date, or Quý IV/2024, Hằng quý ..."), check)
    if answer != _MORE:
        return answer
    return _asked(_("The dates, with commas: 31/3, 30/9/2024"), lambda text: a_deadline(text, without_year=True))


def _deadline_meaning(words: str) -> str:
    """Return when that is, where the words do not say it in figures."""
    if re.fullmatch(r"[\d/]+", words) or lacks_year(words):
        return ""
    deadline = parse_deadline(words)
    if deadline.ongoing:
        return _("no due date")
    return write_day(deadline.due_on) if deadline.due_on is not None else ""


def _ask_body(definitions: Definitions, plan: str, question: OpenQuestion) -> str:
    """Ask for an organization: offered are those that the words are like, and the sides of the plan and the program.

    Where a cell is empty, others fill the list; words are like none of them.
    """
    titles = {body.id: body.title for body in definitions.organizations}
    sides = [each.partner for each in definitions.plans if each.id == plan]
    sides += definitions.program.sides if definitions.program is not None else ()
    if not question.words:
        sides += [each.id for each in definitions.organizations if each.until_on is None]
    near = [id_ for id_ in dict.fromkeys((*question.candidates, *sides)) if id_ in titles][:_MOST_OFFERED]
    bodies = [(id_, titles[id_]) for id_ in near]
    if question.words and question.kind == "partner":
        bodies.append((LEFT_OUT, _("none of these: keep the words in the note")))
    elif question.words:
        bodies.append((LEFT_OUT, _("none of these: keep the words in the note; another body leads")))
    if question.key:
        bodies.append((_MORE, _("not in the program yet: define it")))
    offer(bodies)
    others = [(id_, title) for id_, title in titles.items() if id_ not in near]
    if others:
        remark(_("Other organizations by their id, or by words of their title."))
    pick = one_of([*bodies, *others])
    signs = [LEFT_OUT] if question.words else []
    signs += [_MORE] if question.key else []
    others_words = _("Also: {signs}.").format(signs=", ".join((*signs, _("Enter (for later)"), _("back"))))

    def check(answer: str) -> str:
        if answer.isdecimal() and int(answer) > len(bodies):
            raise CoordplanError(_("Answer with a number, an id or words of the title."), others_words)
        if question.key and DEFINES.fullmatch(answer):
            body_in(answer, definitions)
            return answer
        try:
            return pick(answer)
        except CoordplanError as fault:
            raise CoordplanError(fault.sentence, f"{fault.way_out} {others_words}".rstrip()) from fault

    answer = _asked(_("Organization") if question.kind == "partner" else _("Lead"), check)
    if answer != _MORE:
        return answer
    short = _asked(_("Its short name, for example BHXH"), _a_name)
    title = short and _asked(_("Its whole name"), _a_name)
    return f"{short}: {title}" if title else ""


def _a_name(text: str) -> str:
    if ":" in text or "=" in text:
        raise CoordplanError(_('A name has no ":" and no "=" in it.'))
    return text


def _check_year(text: str) -> str:
    if not (text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise CoordplanError(_('"{text}" is not a year; write 2024.').format(text=text))
    return text
