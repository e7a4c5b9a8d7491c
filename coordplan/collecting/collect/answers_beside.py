"""What stands outside the cells for answers and may be one: told, and where nothing else answers, asked about.

Offices add columns, notes and signatures of their own: names, days and the words of an office are no answers. Pure.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from coordplan.collecting.collect.answer_cells import NOTHING, is_yes_or_no
from coordplan.collecting.collect.values import cell_problem
from coordplan.collecting.collect.written_beside import WrittenBeside
from coordplan.errors import Problem
from coordplan.text.folding import fold
from coordplan.text.language import translate as _

_MOST_TOLD = 12  # problems of one file
_MOST_IDS = 5
_MOST_QUOTED = 200  # letters of what somebody wrote
_CLAUSE = re.compile(r"[,;:!?\n]|\.(?:\s|$)")
# Folded: what says how far some work is, and what only asks for it, or announces it
_WORK = r"(?:xong|hoan thanh|hoan tat|thuc hien|trien khai|ban hanh|to chuc|cong bo|lam|dat)"
_IS_DONE = re.compile(
    rf"\b(?:xong|hoan thanh|hoan tat|done|finished|completed)\b|\b(?:da|vua) {_WORK}\b"
    r"|\b(?:dat|reached) (?:duoc )?\d|\d ?%"
)
_IS_UNDER_WAY = re.compile(rf"\b(?:chua|dang) {_WORK}\b|\b(?:not begun|not started|in progress|under way)\b")
_ONLY_ASKED = re.compile(
    r"\b(?:de nghi|kien nghi|yeu cau|se|du kien|neu|phai|can(?! bo)|will|must|to be)\b"
    r"|\bhoan thanh (?:bieu|bao cao)\b"
)
_NOT = re.compile(r"\b(?:chua|khong|not|cannot|kho|truoc|sau khi|khi)\b")
_TITLES = {"anh", "chi", "ong", "ba", "co", "d/c", "dong", "chi:", "ths", "ts", "bs"}
_OF_ANSWERS = re.compile(r"\b(?:ket qua|tien do|hoan thanh|da xong|tra loi|result|progress|answer|finished)\b")


def quoted(text: str) -> str:
    """Return what somebody wrote as one line in quotes, cut where it is long."""
    line = " ".join(text.split())
    return f'"{line if len(line) <= _MOST_QUOTED else line[: _MOST_QUOTED - 1] + "…"}"'


def says_finished(text: str) -> bool:
    """Say whether words say that something is finished or how far it is, rather than what stands in the way."""
    return any(_IS_DONE.search(each) and not _NOT.search(each) for each in _clauses(text))


def is_like_an_answer(text: str) -> bool:
    """Say whether words say how far some work is: finished, under way or not begun."""
    return any(_IS_DONE.search(each) or _IS_UNDER_WAY.search(each) for each in _clauses(text))


def _clauses(text: str) -> Iterator[str]:
    for each in _CLAUSE.split(text):
        if not _ONLY_ASKED.search(clause := fold(each)):
            yield clause


def ids_named(text: str, ids: Collection[str]) -> list[str]:
    """Return the occurrences that words name, by their ids or by those of their activities."""
    folded = fold(text)
    whole = [id_ for id_ in ids if _names(folded, id_)]
    return whole or [id_ for id_ in ids if _names(folded, id_.partition("@")[0])]


def _names(folded: str, id_: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(fold(id_))}(?![\w@-])", folded) is not None


def problems_beside(
    written: Sequence[WrittenBeside],
    rows: Collection[str],
    by_row: dict[int, str],
    blank: Collection[str],
    asked: Collection[str],
) -> tuple[list[Problem], list[Problem]]:
    """Return faults and remarks about what stands outside the cells for answers.

    ``rows`` are the occurrences of the form, ``by_row`` those of its rows by their numbers, ``blank`` those that
    nothing answers and that are not done, ``asked`` those of these that are asked for.
    """
    faults, remarks = [], []
    for each in written:
        occurrence = by_row.get(each.row)
        if occurrence is not None and each.of_table:
            continue
        if occurrence is not None:
            about, says = [occurrence], _says_beside(each, occurrence in asked)
        else:
            named = ids_named(each.text, rows)
            says = bool(named) and fold(each.text) not in map(fold, (*named, *(id_.split("@")[0] for id_ in named)))
            of_line = ids_named(each.line, rows)
            says = says or (is_like_an_answer(each.text) and not (each.number and not of_line))
            about = named or of_line or list(asked)
        waiting = [id_ for id_ in about if id_ in blank]
        if says and waiting:
            faults.append(_fault(each, waiting))
        elif each.comment:
            message = _("a comment says: {text}").format(text=quoted(each.text))
            remarks.append(cell_problem("", each.place, message))
        elif says:
            message = _("{text} stands here, outside the cells for answers, and is not read")
            remarks.append(cell_problem("", each.place, message.format(text=quoted(each.text))))
    return faults[:_MOST_TOLD], remarks[:_MOST_TOLD]


def _fault(each: WrittenBeside, waiting: Sequence[str]) -> Problem:
    if each.comment:
        message = _("a comment says {text}, and the cells for answers say nothing")
        way_out = _("Write the answer in the cells themselves, and delete the comment.")
    else:
        message = _("{text} stands here, and the cells for answers of {ids} say nothing")
        way_out = _("Write the answer in the cells for answers, and delete it here.")
    ids = ", ".join(waiting[:_MOST_IDS]) + (" ..." if len(waiting) > _MOST_IDS else "")
    occurrence = waiting[0] if len(waiting) == 1 else ""
    return cell_problem(occurrence, each.place, message.format(text=quoted(each.text), ids=ids), way_out)


def _says_beside(each: WrittenBeside, asked: bool) -> bool:
    """Say whether what stands beside a row may be its answer: under a heading of its own only where it says so."""
    if is_like_an_answer(each.text):
        return True
    if fold(each.text) in NOTHING or not asked or (each.heading and not _OF_ANSWERS.search(fold(each.heading))):
        return False
    return each.number or is_yes_or_no(each.text) or not _is_name(each.text)


def _is_name(text: str) -> bool:
    """Say whether words look like the name of a person: ``Nguyễn Văn Minh``, ``anh Minh``."""
    words = text.replace(".", " ").split()
    return len(words) <= 6 and all(word[:1].isupper() or fold(word) in _TITLES for word in words)
