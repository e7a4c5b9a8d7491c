"""What somebody answered about annexes of an office, kept as YAML and given again for the next one.

What words and columns mean holds for every annex of the office. A cell, and a day with its year, holds for the one
annex that it was said of, which is known by its bytes.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from coordplan.dates.deadlines import lacks_year, parse_deadline
from coordplan.definitions.written_scalars import write_scalar
from coordplan.model import Definitions
from coordplan.named_tuples import NamedTuple
from coordplan.setting_up.annexes.findings import ImportChoices, QuestionKind
from coordplan.setting_up.annexes.import_options import with_answers
from coordplan.setting_up.annexes.new_bodies import DEFINES
from coordplan.text.language import translate as _

Section = Literal["organizations", "contents", "deadlines"]
SECTIONS: Mapping[QuestionKind, Section] = {
    "lead": "organizations",
    "partner": "organizations",
    "content": "contents",
    "deadline": "deadlines",
}


class GivenAnswer(NamedTuple):
    """One answer to one question about an annex."""

    kind: QuestionKind
    key: str  # of the question
    words: str = ""  # that are asked about
    cell: str = ""  # that is asked about, where it has no words
    answer: str = ""  # empty: left for later


class AnnexAnswers(NamedTuple):
    """What holds of one annex alone."""

    file: str
    sha256: str
    due: str = ""
    deadlines: Mapping[str, str] = {}
    orders: Mapping[str, str] = {}  # of the days of a column, by its heading
    cells: Mapping[str, str] = {}


class Answers(NamedTuple):
    """All that a file of answers says; an answer that is still open is empty."""

    columns: Mapping[str, str] = {}  # heading: field
    organizations: Mapping[str, str] = {}  # words: id, - or short: title
    contents: Mapping[str, str] = {}
    deadlines: Mapping[str, str] = {}
    content: tuple[str, ...] = ()
    lead: str = ""
    due: str = ""
    year: int | None = None
    annexes: tuple[AnnexAnswers, ...] = ()

    def of_annex(self, sha256: str) -> AnnexAnswers:
        return next((each for each in self.annexes if each.sha256 == sha256), AnnexAnswers("", sha256))


def names_a_year(deadline: str) -> bool:
    """Say whether a deadline is a day of one year, so that it means nothing of the next one."""
    if lacks_year(deadline):
        return False
    try:
        return parse_deadline(deadline).every is None and not parse_deadline(deadline).ongoing
    except ValueError:
        return True


def with_known_answers(
    choices: ImportChoices, answers: Answers, sha256: str, definitions: Definitions
) -> ImportChoices:
    """Return choices with what a file of answers says of an annex, where they do not say it themselves."""
    own = answers.of_annex(sha256)
    known: dict[str, str] = {}
    for group in (answers.organizations, answers.contents, answers.deadlines, own.deadlines, own.orders, own.cells):
        known.update({words: answer for words, answer in group.items() if answer})
    found = with_answers(ImportChoices(bodies=choices.bodies), known, definitions)
    return choices._replace(
        answers={**found.answers, **choices.answers},
        bodies=found.bodies,
        contents=choices.contents or answers.content,
        lead=choices.lead or answers.lead,
        due=choices.due or own.due or answers.due,
        remembered_year=answers.year,
    )


def with_given(choices: ImportChoices, given: Iterable[GivenAnswer], definitions: Definitions) -> ImportChoices:
    """Return choices with what was answered."""
    for kind, key, words, cell, answer in given:
        if not answer:
            continue
        if kind == "year":
            choices = choices._replace(year=int(answer), year_answered=True)
        elif key:
            choices = with_answers(choices, {words or cell: answer}, definitions)
        elif kind == "content":
            choices = choices._replace(contents=tuple(answer.split(",")))
        elif kind == "deadline":
            choices = choices._replace(due=answer)
        else:
            choices = choices._replace(lead=answer)
    return choices


def option_words(given: Iterable[GivenAnswer]) -> list[str]:
    """Return the options that would have said the same, for the log."""
    words: list[str] = []
    whole = {"year": "--year", "content": "--content", "deadline": "--due", "lead": "--lead", "partner": "--lead"}
    for each in given:
        if each.answer:
            option = whole[each.kind] if each.kind == "year" or not each.key else "--answer"
            words += [option, f"{each.words or each.cell}={each.answer}" if option == "--answer" else each.answer]
    return words


def with_new_answers(answers: Answers, given: Iterable[GivenAnswer], file: str, sha256: str) -> Answers:
    """Return answers with those given about one annex; one that is open stands there to be filled in."""
    own = answers.of_annex(sha256)._replace(file=file)
    cells, days, orders = dict(own.cells), dict(own.deadlines), dict(own.orders)
    groups: dict[Section, dict[str, str]] = {
        "organizations": dict(answers.organizations),
        "contents": dict(answers.contents),
        "deadlines": dict(answers.deadlines),
    }
    for kind, key, words, cell, answer in given:
        if kind == "year":
            answers = answers._replace(year=int(answer)) if answer else answers
        elif kind == "order":
            orders[words] = answer
        elif key and words:
            bound = kind == "deadline" and answer and names_a_year(answer)
            group = days if bound else groups[SECTIONS[kind]]
            if answer or not group.get(words):
                group[words] = answer
            if bound:
                groups["deadlines"].pop(words, None)
        elif key:
            if answer or not cells.get(cell):
                cells[cell] = answer
        elif not answer:
            continue
        elif kind == "content":
            answers = answers._replace(content=tuple(answer.split(",")))
        elif kind == "deadline":
            if names_a_year(answer):
                own = own._replace(due=answer)
            else:
                answers = answers._replace(due=answer)
        else:
            answers = answers._replace(lead=answer)
    own = own._replace(cells=cells, deadlines=days, orders=orders)
    if own.due or cells or days or orders:
        others = tuple(each for each in answers.annexes if each.sha256 != sha256)
        answers = answers._replace(annexes=(*others, own))
    return answers._replace(
        organizations=groups["organizations"], contents=groups["contents"], deadlines=groups["deadlines"]
    )


def write_answers(answers: Answers) -> str:
    """Return answers as YAML, each on a line."""
    lines = [
        "# " + _("Answers about annexes of this office, for: coordplan import FILE --plan ID --answers THIS_FILE"),
        "# " + _('What has no answer yet is empty. An organization: its id, "-" to leave it out, or {short, title}.'),
        "answers:",
    ]
    singles = {key: getattr(answers, key) for key in ("year", "lead", "due")}
    lines += [f"  {key}: {write_scalar(value)}" for key, value in singles.items() if value]
    if answers.content:
        lines.append(f"  content: [{', '.join(answers.content)}]")
    for key in ("columns", "organizations", "contents", "deadlines"):
        lines += _section(key, getattr(answers, key), "  ")
    if answers.annexes:
        lines.append("  annexes:")
    for each in answers.annexes:
        lines += [f"    - file: {write_scalar(each.file)}", f"      sha256: {write_scalar(each.sha256)}"]
        if each.due:
            lines.append(f"      due: {write_scalar(each.due)}")
        for key in ("deadlines", "orders", "cells"):
            lines += _section(key, getattr(each, key), "      ")
    return "\n".join([*lines, ""])


def _section(key: str, group: Mapping[str, str], indent: str) -> list[str]:
    if not group:
        return []
    lines = [f"{indent}  {write_scalar(words)}: {_value(key, answer)}".rstrip() for words, answer in group.items()]
    return [f"{indent}{key}:", *lines]


def _value(key: str, answer: str) -> str:
    if not answer:
        return ""
    if key in ("organizations", "cells") and (found := DEFINES.fullmatch(answer)):
        short, title = (write_scalar(each.strip(), flow=True) for each in found.groups())
        return f"{{short: {short}, title: {title}}}"
    return f"[{answer.replace(',', ', ')}]" if key == "contents" else write_scalar(answer)
