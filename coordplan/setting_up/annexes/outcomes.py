"""An annex beside a plan: what is asked about it, and what each of its rows would be in the plan."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from coordplan.cli.asking import a_deadline, ask, choose
from coordplan.cli.speaking import remark
from coordplan.dates.days import FIRST_YEAR, LAST_YEAR
from coordplan.definitions.merging import merged_fields
from coordplan.definitions.reading import ActivityReading, parse_activities
from coordplan.definitions.writer import activity_fields
from coordplan.errors import CoordplanError
from coordplan.model import Activity, Definitions
from coordplan.setting_up.annexes.annex import Proposal, understood_annex
from coordplan.setting_up.annexes.findings import LEFT_OUT, Choices, Finding, gathered
from coordplan.setting_up.annexes.matching import is_due_alike, matched
from coordplan.setting_up.annexes.tables import Tables
from coordplan.store.differences import Difference, StoredDefinitions, differences
from coordplan.text.language import translate as _


class Outcome(NamedTuple):
    """A row of an annex as an activity of the plan."""

    proposal: Proposal
    activity: Activity
    old: Activity | None
    difference: Difference | None  # None: it is there already, and says the same


class Outcomes(NamedTuple):
    """What an annex would bring to a plan; with errors among the findings it brings nothing."""

    rows: tuple[Outcome, ...]  # those that could be understood
    missing: tuple[Activity, ...]  # of the plan, not in the annex
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...]

    @property
    def errors(self) -> bool:
        return any(not finding.warning for finding in self.findings)


def outcomes(tables: Tables, held: StoredDefinitions, plan: str, choices: Choices, ids: Iterator[str]) -> Outcomes:
    """Return what the rows would be in a plan; ``ids`` are for those that are new there."""
    known = held.definitions
    annex = understood_annex(tables, known, choices)
    of_plan = [activity for activity in known.activities if activity.plan == plan]
    matches = matched(annex.proposals, of_plan)
    fields = [_fields(proposal, old, ids) for proposal, old in matches.pairs]
    parsed = parse_activities(plan, fields, known)
    rows: list[Outcome] = []
    findings = [*annex.findings, *matches.findings]
    for (proposal, old), found in zip(matches.pairs, parsed, strict=True):
        difference = None if found.activity is None else _difference(held, found.activity, old)
        if found.activity is None or difference is not None:  # of what is there already, nothing is said again
            findings += _told(proposal, found)
        if found.activity is not None:
            rows.append(Outcome(proposal, found.activity, old, difference))
    named = {old.id for _proposal, old in matches.pairs if old is not None}
    missing = tuple(activity for activity in of_plan if activity.id not in named)
    return Outcomes(tuple(rows), missing, gathered(_in_order(findings)), annex.remarks)


def _in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings as their cells stand in the file: sheets in their order, row by row."""
    sheets = {name: at for at, name in enumerate(dict.fromkeys(finding.place.name for finding in findings))}
    return sorted(findings, key=lambda each: (sheets[each.place.name], each.place.row, each.place.column))


def _fields(proposal: Proposal, old: Activity | None, ids: Iterator[str]) -> Mapping[str, Any]:
    """Return the fields of a row; where the activity is there already, what the annex does not say stays as it was."""
    if old is None:
        return proposal.fields if "id" in proposal.fields else {"id": next(ids), **proposal.fields}
    before = activity_fields(old)
    given = dict(proposal.fields)
    if old.every == given.get("every") and old.ongoing == ("ongoing" in given) and "start" not in proposal.row.cells:
        # An annex of one year that names it again does not end it with that year
        given.pop("start", None)
        given.pop("until", None)
    if "due" in proposal.fields and not is_due_alike(proposal, old):
        before.pop("start", None)  # it was of the stretch that the old words named
    return merged_fields(before, {**given, "id": old.id})


def _difference(held: StoredDefinitions, activity: Activity, old: Activity | None) -> Difference | None:
    if old is None:
        return Difference("activity", activity.id, activity.title, "added")
    now = held._replace(definitions=held.definitions._replace(activities=(old,)))
    found = differences(now, Definitions(plans=(), activities=(activity,)), whole=False)
    return found[0] if found else None


# Where in a row the rules' words on a field belong
_COLUMNS = {"every": "due", "ongoing": "due", "deadline_text": "due", "until": "due", "start": "due"}
_TOLD_BEFORE = ("missing-field", "no-schedule")  # the annex's own findings say it better


def _told(proposal: Proposal, parsed: ActivityReading) -> Iterator[Finding]:
    """Yield what the rules of definitions say of a row, each at its cell."""
    row = proposal.row
    for problem in parsed.problems:
        if problem.rule in _TOLD_BEFORE:
            continue
        key = problem.message.partition(":")[0]
        field = key if key in row.cells else _COLUMNS.get(key, key)
        if field in ("lead", "with") and field not in row.cells and "bodies" in row.cells:
            field = "bodies"
        place = row.place(field) if row.heading.column(field) else row.place("title")
        yield Finding(place, problem.rule, problem.message, problem.remedy, problem.warning)


class Answered(NamedTuple):
    """The choices with what was answered, and the options that would have said the same."""

    choices: Choices
    words: tuple[str, ...]


def asked(tables: Tables, known: Definitions, plan: str, choices: Choices) -> Answered:
    """Ask at the terminal whatever a person could tell of an annex, one question after another."""
    words: list[str] = []
    last_deadline = ""
    settled: set[tuple[str, str]] = set()  # what is told of again although it was answered is asked no more
    while True:
        annex = understood_annex(tables, known, choices)
        open_ = (each for each in annex.findings if each.question is not None and each.question[:2] not in settled)
        finding = next(open_, None)
        if finding is None:
            return Answered(choices, tuple(words))
        assert finding.question is not None
        kind, key, text, _candidates = finding.question
        settled.add((kind, key))
        remark(_context(annex.proposals, finding))
        if kind == "year":
            answer = ask(_("The year"), _a_year)
            choices = choices._replace(year=int(answer))
            words += ["--year", answer]
            continue
        if kind == "content":
            answer = _ask_contents(known, finding)
        elif kind == "deadline":
            question = _("When it is due: a date, or Quý IV/2024, Hằng quý, Thường xuyên ...")
            answer = last_deadline = ask(question, partial(a_deadline, without_year=True), last_deadline)
        else:
            answer = _ask_body(known, plan, finding)
        if key:
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


def _ask_contents(known: Definitions, finding: Finding) -> str:
    assert finding.question is not None
    contents = {content.id: content.title for content in known.contents}
    first = [id_ for id_ in finding.question.candidates if id_ in contents]
    ids = list(dict.fromkeys((*first, *contents)))

    choices = [(id_, contents[id_]) for id_ in ids]
    while not (answer := choose(_("Content (several with commas)"), choices, several=True)):
        pass
    return answer


def _ask_body(known: Definitions, plan: str, finding: Finding) -> str:
    """Ask for an organization: those that the words are like come first, then the sides of the plan and the program."""
    assert finding.question is not None
    titles = {body.id: body.title for body in known.organizations}
    sides = [each.partner for each in known.plans if each.id == plan]
    sides += known.program.sides if known.program is not None else ()
    ids = dict.fromkeys((*finding.question.candidates, *sides, *titles))
    choices = [(id_, titles[id_]) for id_ in ids if id_ in titles]
    if finding.question.kind == "partner":
        choices.append((LEFT_OUT, _("none of these: keep the words in the note")))
        return choose(_("Organization"), choices)
    return choose(_("Lead"), choices)


def _a_year(text: str) -> str:
    if not (text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise CoordplanError(_('"{text}" is no year; write 2024.').format(text=text))
    return text
