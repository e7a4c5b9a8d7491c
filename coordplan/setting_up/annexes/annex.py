"""An annex understood: the activities that its rows name, under the keys of the YAML.

Nothing here asks. What is not understood is a finding with its cell, and where a person could tell, with a question;
the answers are given to the next reading.
"""

import re
from typing import Any, NamedTuple

from coordplan.model import Definitions
from coordplan.setting_up.annexes.bodies import Bodies, Named
from coordplan.setting_up.annexes.contents import contents_meant
from coordplan.setting_up.annexes.findings import (
    LEFT_OUT,
    Choices,
    Finding,
    Noted,
    Question,
    QuestionKind,
    gathered,
    option,
    quoted,
)
from coordplan.setting_up.annexes.grid import Place, one_line
from coordplan.setting_up.annexes.rows import Group, Row, title_of
from coordplan.setting_up.annexes.schedules import Schedules
from coordplan.setting_up.annexes.tables import Tables
from coordplan.text.folding import same_name_key
from coordplan.text.language import translate as _

_FAULTY = re.compile(r"#(?:REF|N/A|VALUE|NAME|DIV/0|NULL|NUM)[!?]?")
_PARTNERS = re.compile(r"(?:(?:cơ quan|đơn vị)\s+)?\bphối hợp\b(?:\s+với)?\s*[:.–-]?", re.IGNORECASE)
_TARGET = re.compile(r"(?:ít nhất |tối thiểu |từ )?([\d.,]+)\s*(.*)", re.IGNORECASE)


class Proposal(NamedTuple):
    """A row understood as far as it can be."""

    row: Row
    fields: dict[str, Any]  # under the keys of the YAML, as texts
    given: frozenset[str]  # the keys of which something stands in the file

    @property
    def title(self) -> str:
        return str(self.fields.get("title", ""))


class Annex(NamedTuple):
    """What an annex says."""

    proposals: tuple[Proposal, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...]  # how words were taken that could be taken otherwise


def understood_annex(tables: Tables, known: Definitions, choices: Choices) -> Annex:
    """Return the rows as proposals, with what is wrong and how doubtful words were taken."""
    reading = _Reading(tables, known, choices)
    proposals = tuple(reading.proposal(row) for row in tables.rows)
    return Annex(proposals, gathered((*tables.findings, *reading.noted.findings)), reading.noted.remarks)


class _Reading:
    """The reading of one annex: collects what is found on the way."""

    def __init__(self, tables: Tables, known: Definitions, choices: Choices) -> None:
        self.tables = tables
        self.known = known
        self.choices = choices
        self.bodies = Bodies(known.organizations, known.plans)
        self.noted = Noted()
        self.schedules = Schedules(tables.years, known.program, choices, self.noted)

    def proposal(self, row: Row) -> Proposal:
        fields: dict[str, Any] = {}
        notes = [one_line(row.text("note")), *(title_of(cell.text) for cell in row.details)]
        for field, cell in row.cells.items():
            if _FAULTY.fullmatch(cell.text.strip()):
                self.noted.fault(
                    row.place(field), "formula-fault", _("a formula went wrong here: {text}").format(text=cell.text)
                )
        title = title_of(row.text("title"), "number" in row.cells)
        if title:
            fields["title"] = title
        else:
            self.noted.fault(
                row.place("title"), "no-title", _("nothing says what is to be done"), _("give the row a title")
            )
        fields |= self._contents(row)
        fields |= self._bodies(row, notes)
        fields |= self.schedules.of_row(row)
        if row.text("output"):
            fields["output"] = one_line(row.text("output"))
        if row.text("target"):
            fields |= self._target(row, notes)
        for field in ("weight", "id"):
            if row.text(field):
                fields[field] = one_line(row.text(field))
        if note := "; ".join(filter(None, notes)):
            fields["note"] = note
        return Proposal(row, fields, frozenset(fields))

    # contents

    def _contents(self, row: Row) -> dict[str, Any]:
        if text := one_line(row.text("content")):
            meant = contents_meant(text, self.known.contents, self.choices.answers)
            if meant.ids:
                self._tell_content(row.place("content"), text, meant.ids)
                return {"content": list(meant.ids)}
            self._ask_content(row.place("content"), text, meant.candidates)
            return {}
        asked: tuple[Group, tuple[str, ...]] | None = None
        for group in reversed(row.groups):
            if group.year is not None:
                continue
            meant = contents_meant(group.title, self.known.contents, self.choices.answers, group.number)
            if meant.ids:
                self._tell_content(row.grid.place(group.cell.row, group.cell.column), group.title, meant.ids)
                return {"content": list(meant.ids)}
            asked = group, meant.candidates
        if self.choices.contents:
            return {"content": list(self.choices.contents)}
        if asked is not None:
            group, candidates = asked
            self._ask_content(row.grid.place(group.cell.row, group.cell.column), group.title, candidates)
        else:
            self._ask_content(row.grid.whole, "", ())
        return {}

    def _tell_content(self, place: Place, text: str, ids: tuple[str, ...]) -> None:
        titles = {content.id: content.short or content.title for content in self.known.contents}
        if text not in ids:
            named = ", ".join(f"{id_} ({titles[id_]})" if id_ in titles else id_ for id_ in ids)
            sentence = _('"{text}" ({place}) is taken for content {ids}.')
            self.noted.remark(sentence.format(place=place.within(), text=quoted(text), ids=named))

    def _ask_content(self, place: Place, text: str, candidates: tuple[str, ...]) -> None:
        ids = ", ".join(content.id for content in self.known.contents)
        if text:
            sentence = _('"{text}" is no content of the program that is known for sure').format(text=quoted(text))
            example = (*candidates, ids.partition(",")[0])[0]
            remedy = _("say which: {option} (one of {ids})").format(option=option("--answer", text, example), ids=ids)
        else:
            sentence = _("nothing says to which content of the program these activities belong")
            remedy = _("say it for all: --content {example} (one of {ids})").format(
                example=ids.partition(",")[0], ids=ids
            )
        key = same_name_key(text)
        self.noted.fault(place, "unknown-content", sentence, remedy, Question("content", key, text, candidates))

    # organizations

    def _bodies(self, row: Row, notes: list[str]) -> dict[str, Any]:
        lead_text, partner_text = row.text("lead"), row.text("with")
        field = "lead"
        if row.heading.column("bodies") is not None:
            field = "bodies"
            lead_text, *others = _PARTNERS.split(row.text("bodies"), maxsplit=1)
            partner_text = "\n".join((*others, partner_text))
        leading = self._known_bodies(row, field, "lead", lead_text, notes)
        partners = self._known_bodies(row, "with" if "with" in row.cells else field, "partner", partner_text, notes)
        if not leading and not lead_text.strip():
            leading = self._lead_of_empty(row, field)
        if len(leading) > 1 and field == "lead":
            self.noted.warn(
                row.place("lead"),
                "several-leads",
                _("several lead here; {first} is taken as the lead, the others as partners").format(first=leading[0]),
                _("an activity counts under one lead"),
            )
        fields: dict[str, Any] = {"lead": leading[0]} if leading else {}
        together = [each for each in dict.fromkeys((*leading[1:], *partners)) if each not in leading[:1]]
        if together:
            fields["with"] = together
        return fields

    def _lead_of_empty(self, row: Row, field: str) -> list[str]:
        place, key = row.empty(field)
        if lead := self.choices.answers.get(key) or self.choices.lead:
            return [lead]
        remedy = _("fill the cell, or say it for all such rows: --lead ID")
        self.noted.fault(place, "no-lead", _("nothing says who leads"), remedy, Question("lead", key, ""))
        return []

    def _known_bodies(self, row: Row, field: str, kind: QuestionKind, text: str, notes: list[str]) -> list[str]:
        """Return the ids that a cell names; words that name nobody in particular go into the note."""
        ids: list[str] = []
        kept: list[str] = []
        for named in self.bodies.named_in(text, self.choices.answers):
            if named.id == LEFT_OUT or (named.id is None and named.nobody and kind == "partner"):
                kept.append(named.words)
            elif named.id is not None:
                ids.append(self._as_id(named.id))
            else:
                self._ask_body(row.place(field), kind, named)
        if kept:
            notes.append(f"{row.column_words(field)}: {', '.join(kept)}")
        return ids

    def _as_id(self, wanted: str) -> str:
        """Return an id, also of an answer that names the organization otherwise."""
        if any(wanted == body.id for body in self.known.organizations):
            return wanted
        found = self.bodies.find(wanted)
        return found[0] if len(found) == 1 else wanted  # the rules tell of an id that nobody has

    def _ask_body(self, place: Place, kind: QuestionKind, named: Named) -> None:
        titles = {body.id: body.title for body in self.known.organizations}
        near = _(" or ").join(f"{id_} ({titles.get(id_, id_)})" for id_ in named.candidates)
        remedy = _("did you mean {near}?").format(near=near) + " " if near else ""
        said = option("--answer", named.words, "ID")
        remedy += _("say which: {option}, or define it in organizations.yaml").format(option=said)
        if kind == "partner":
            said = option("--answer", named.words, LEFT_OUT)
            remedy += "; " + _("{option} keeps it in the note").format(option=said)
        self.noted.fault(
            place,
            "unknown-organization",
            _('"{words}" is no organization that is known').format(words=quoted(named.words)),
            remedy,
            Question(kind, same_name_key(named.words), named.words, named.candidates),
        )

    def _target(self, row: Row, notes: list[str]) -> dict[str, Any]:
        text = one_line(row.text("target"))
        found = _TARGET.fullmatch(text)
        if found is None:
            self.noted.warn(
                row.place("target"),
                "no-target",
                _('"{text}" begins with no number, so it goes into the note').format(text=quoted(text)),
                _("write a target as 12 lớp"),
            )
            notes.append(text)
            return {}
        return {"target": {"value": found[1].rstrip(".,"), "unit": found[2]}}
