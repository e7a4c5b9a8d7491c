"""What a template must be before it is filled in: loops that begin and end in one place, and fields of a report.

What the library that fills it in would drop or tear in silence is said here, with its place.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from coordplan.paper.word.sandbox import TemplateFault
from coordplan.paper.word.tags import UNITS, Tag
from coordplan.text.language import translate as _

# Fields that say the same in every report of an office: they do not make a file a template of one
OF_EVERY_REPORT = frozenset(
    (
        *("kind", "warning", "state_title", "motto", "superior", "issuer", "issuer_name", "number", "date", "end_mark"),
        *("signer_authority", "signer_title", "signer_name", "recipients", "program", "reported_on"),
    )
)
_INSTRUCTION = re.compile(r"\{%[-+]?(?:(?:tr|tc|p|r) )?\s*(\w+)(.*)", re.DOTALL)
_BLOCKS = ("for", "if", "set", "filter", "call", "macro", "with", "block", "raw", "autoescape")


def check_order(tags: Sequence[Tag]) -> None:
    """Raise TemplateFault where a loop or a condition does not end where it began, or would take text away."""
    begun: list[tuple[Tag, str]] = []
    for tag in tags:
        _check_unit(tag)
        instruction = _INSTRUCTION.match(tag.text)
        if instruction is None:
            continue
        word = instruction.group(1)
        if word in _BLOCKS and not (word == "set" and "=" in instruction.group(2)):
            begun.append((tag, word))
        elif word in ("else", "elif") or (word.startswith("end") and word[3:] in _BLOCKS):
            wanted = ("for", "if") if word in ("else", "elif") else (word[3:],)
            if not begun:
                sentence = _("{tag} ends a loop or a condition that has not begun.")
                raise _fault(sentence.format(tag=tag.text), tag)
            opening, opened = begun[-1]
            if opened not in wanted:
                sentence = _("{tag} stands where {other} has not ended yet: loops and conditions cross.")
                raise _fault(sentence.format(tag=tag.text, other=opening.text), tag)
            _check_same_place(opening, tag)
            if word.startswith("end"):
                begun.pop()
    if begun:
        opening, opened = begun[-1]
        raise _fault(_("{tag} has no end: {end} is missing.").format(tag=opening.text, end=_ending(opening)), opening)


def _ending(opening: Tag) -> str:
    found = _INSTRUCTION.match(opening.text)
    assert found is not None
    return f"{{%{opening.unit} end{found.group(1)} %}}"


def _check_unit(tag: Tag) -> None:
    """Refuse what stands for a whole row, cell or paragraph where there is none, or beside words that would go too."""
    if not tag.unit:
        return
    if tag.text.startswith("{{"):
        sentence = _("{tag} is not how a field is written; write it as {right}.")
        right = "{{ " + tag.text[2:-2].removeprefix(tag.unit).strip() + " }}"
        raise _fault(sentence.format(tag=tag.text, right=right), tag)
    if tag.unit == "r":
        return
    unit = _unit_of(tag)
    if unit is None:
        raise _fault(_("{tag} stands for a row or a cell, but is not in a table.").format(tag=tag.text), tag)
    written = "".join(text.text or "" for text in unit.iter(UNITS["r"].replace("}r", "}t")))
    if written.strip() != tag.text.strip():
        sentences = {
            "tr": _("{tag} takes its row away when it is filled in, and with it the other words there."),
            "tc": _("{tag} takes its cell away when it is filled in, and with it the other words there."),
            "p": _("{tag} takes its paragraph away when it is filled in, and with it the other words there."),
        }
        raise _fault(sentences[tag.unit].format(tag=tag.text), tag)


def _unit_of(tag: Tag) -> Any:
    return next((each for each in (tag.paragraph, *tag.paragraph.iterancestors()) if each.tag == UNITS[tag.unit]), None)


def _check_same_place(opening: Tag, closing: Tag) -> None:
    """Refuse a loop that begins, say, in a row and ends in a paragraph: what it repeats would be no whole thing."""
    first, last = _around(opening), _around(closing)
    whole = opening.unit in ("tr", "tc", "p") or closing.unit in ("tr", "tc", "p")
    if (first[0] is not last[0]) if whole else ([each.tag for each in first] != [each.tag for each in last]):
        sentence = _("{tag} begins in {place} and ends elsewhere.").format(tag=opening.text, place=opening.place.words)
        raise _fault(sentence, closing)


def _around(tag: Tag) -> list[Any]:
    unit = _unit_of(tag) if tag.unit in ("tr", "tc", "p") else tag.paragraph
    within = list(unit.iterancestors())
    return within if tag.unit in ("tr", "tc", "p") else [tag.paragraph, *within]


def _fault(sentence: str, tag: Tag) -> TemplateFault:
    way_out = _("A loop over rows is a row of its own ({%tr ... %}), one over paragraphs a paragraph ({%p ... %}).")
    return TemplateFault(sentence, way_out).at(tag.place)


def check_fields(shown: Iterable[str], line: str) -> None:
    """Refuse a file that shows nothing of a report: another document, or a report that was made already.

    ``line`` is the command that gives a template.
    """
    if set(shown) <= OF_EVERY_REPORT:
        raise TemplateFault(
            _("This is not a template: it shows nothing of a report, so every report made of it would say the same."),
            _("To get one, and change it in Word: {line}").format(line=line),
        )
