"""An annex understood: the activities that its rows name, under the keys of the YAML.

Nothing here asks. What is not understood is a finding with its cell, and where a person could tell, with a question;
the answers are given to the next reading.
"""

import re
from collections.abc import Sequence
from typing import Any

from coordplan.model import Definitions
from coordplan.named_tuples import NamedTuple
from coordplan.setting_up.annexes.body_names import BodyName, BodyNames, places_of
from coordplan.setting_up.annexes.contents import find_contents
from coordplan.setting_up.annexes.day_orders import DayOrders
from coordplan.setting_up.annexes.findings import (
    LEFT_OUT,
    Finding,
    ImportChoices,
    OpenQuestion,
    QuestionKind,
    excerpt,
    merge_findings,
    option,
)
from coordplan.setting_up.annexes.grid import Place, one_line
from coordplan.setting_up.annexes.later_bodies import LaterBodies
from coordplan.setting_up.annexes.layout import AnnexTables
from coordplan.setting_up.annexes.marked import without_hidden_rows
from coordplan.setting_up.annexes.row_groups import title_of
from coordplan.setting_up.annexes.rows import AnnexRow
from coordplan.setting_up.annexes.schedules import Schedules
from coordplan.text.folding import same_name_key
from coordplan.text.language import translate as _

_FAULTY = re.compile(r"#(?:REF|N/A|VALUE|NAME|DIV/0|NULL|NUM)[!?]?")
_PARTNERS = re.compile(r"(?:(?:cơ quan|đơn vị)\s+)?\bphối hợp\b(?:\s+với)?\s*[:.–-]?", re.IGNORECASE)
_TARGET = re.compile(r"(?:ít nhất |tối thiểu |từ )?([\d.,]+)\s*(.*)", re.IGNORECASE)

_OF_BODY = re.compile(
    r"^(?:(?:các |những )?(?:nhiệm vụ|công việc|nội dung|phần việc) (?:(?:do|của|giao(?: cho)?) )?)|"
    r" (?:chủ trì|thực hiện|phụ trách)(?: thực hiện)?$",
    re.IGNORECASE,
)
_BY_YEAR = re.compile(r"\b(20\d\d): ([\d.,]+)([^;]*)")


def _printed(row: AnnexRow) -> str:
    """Return what a deadline is printed as, where its group makes other words of it: ``Tuần 2``."""
    return f"{row.column_words('due')}: {printed}" if (printed := one_line(row.text("printed"))) else ""


class Proposal(NamedTuple):
    """A row understood as far as it can be."""

    row: AnnexRow
    fields: dict[str, Any]  # under the keys of the YAML, as texts
    faults: tuple[Finding, ...] = ()  # why it cannot be taken in as it is

    @property
    def title(self) -> str:
        return str(self.fields.get("title", ""))


class Annex(NamedTuple):
    """What an annex says."""

    proposals: tuple[Proposal, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...]  # how words were taken that could be taken otherwise


def parse_annex(tables: AnnexTables, definitions: Definitions, choices: ImportChoices, plan: str = "") -> Annex:
    """Return the rows as proposals, with what is wrong and how doubtful words were taken; ``plan`` names successors."""
    parser = _AnnexParser(tables, definitions, choices, plan)
    rows = list(without_hidden_rows(tables.rows, parser.findings, choices.hidden))
    parser.orders = DayOrders(rows, choices.answers)
    proposals = tuple(parser.proposal(row) for row in rows)
    return Annex(proposals, merge_findings((*tables.findings, *parser.findings)), tuple(parser.remarks))


class _AnnexParser:
    """The reading of one annex: collects what is found on the way."""

    def __init__(self, tables: AnnexTables, definitions: Definitions, choices: ImportChoices, plan: str) -> None:
        self.definitions = definitions
        self.choices = choices
        self.bodies = BodyNames(definitions.organizations, definitions.plans, places_of(definitions.profiles))
        self.later_bodies = LaterBodies(definitions, plan, choices.answers)
        self.orders = DayOrders((), {})
        self.findings: list[Finding] = []
        self.remarks: dict[str, None] = {}  # each once
        self.schedules = Schedules(tables.years, definitions.program, choices, self.findings, self.remarks)

    def proposal(self, row: AnnexRow) -> Proposal:
        fields: dict[str, Any] = {}
        found_before = len(self.findings)
        notes = [
            one_line(row.text("details")),
            one_line(row.text("note")),
            _printed(row),
            *(title_of(cell.text) for cell in row.details),
        ]
        for field, cell in row.cells.items():
            if _FAULTY.fullmatch(cell.text.strip()):
                message = _("a formula went wrong here: {text}").format(text=cell.text)
                self.findings.append(Finding(row.place(field), "formula-fault", message))
        if title := title_of(row.text("title"), "number" in row.cells):
            fields["title"] = title
        else:
            message, remedy = _("nothing says what is to be done"), _("give the row a title")
            self.findings.append(Finding(row.place("title"), "no-title", message, remedy))
        fields |= self._contents(row)
        fields |= self._bodies(row, notes)
        row, doubts = self.orders.in_order(row)
        self.findings += doubts
        if all(doubt.warning for doubt in doubts):
            fields |= self.schedules.of_row(row)
        fields |= self.later_bodies.of_row(row, fields, self.findings)
        if row.text("output"):
            fields["output"] = one_line(row.text("output"))
        if row.text("target"):
            fields |= self._target(row, notes)
        for field in ("weight", "id"):
            if row.text(field):
                fields[field] = one_line(row.text(field))
        if note := "; ".join(filter(None, notes)):
            fields["note"] = note
        return Proposal(row, fields, tuple(each for each in self.findings[found_before:] if not each.warning))

    # contents

    def _contents(self, row: AnnexRow) -> dict[str, Any]:
        """Return the contents of a row: what its cell says, else its nearest group that means any, else of all."""
        own = row.cells.get("content")
        groups = [each for each in reversed(row.groups) if each.period is None]
        sayings = [(each.cell, each.title, each.number) for each in groups]
        if own is not None:
            sayings = [(own, one_line(own.text), "")]
        candidates: tuple[str, ...] = ()
        for cell, text, number in sayings:
            ids, candidates = find_contents(text, self.definitions.contents, self.choices.answers, number)
            if ids:
                self._remark_contents(row.grid.place_of(cell), text, ids)
                return {"content": list(ids)}
        if own is None and self.choices.contents:
            return {"content": list(self.choices.contents)}
        asked = [each for each in groups if each.is_sure and not self._body_of_group(each.title)]
        if own is not None:
            self._ask_contents(row.grid.place_of(own), one_line(own.text), candidates)
        elif asked:
            outermost = asked[-1]
            likely = find_contents(outermost.title, self.definitions.contents, {}, outermost.number).candidates
            self._ask_contents(row.grid.place_of(outermost.cell), outermost.title, likely)
        else:
            self._ask_contents(row.grid.whole, "", ())
        return {}

    def _remark_contents(self, place: Place, text: str, ids: Sequence[str]) -> None:
        titles = {content.id: content.short or content.title for content in self.definitions.contents}
        if text not in ids:
            words = ", ".join(f"{id_} ({titles[id_]})" if id_ in titles else id_ for id_ in ids)
            sentence = _('"{text}" ({place}) is taken for content {ids}.')
            self.remarks[sentence.format(place=place.within(), text=excerpt(text), ids=words)] = None

    def _ask_contents(self, place: Place, text: str, candidates: tuple[str, ...]) -> None:
        known = [content.id for content in self.definitions.contents]
        ids = "; ".join(f"{each.id}: {each.short or each.title}" for each in self.definitions.contents)
        if text:
            sentence = _('"{text}" may not be a content of the program').format(text=excerpt(text))
            example = option("--answer", text, (*candidates, *known)[0])
            remedy = _("say which: {option} (one of {ids})").format(option=example, ids=ids)
        else:
            sentence = _("nothing says to which content of the program these activities belong")
            remedy = _("say it for all: --content {example} (one of {ids})").format(example=known[0], ids=ids)
        question = OpenQuestion("content", same_name_key(text), text, candidates)
        self.findings.append(Finding(place, "unknown-content", sentence, remedy, question=question))

    # organizations

    def _bodies(self, row: AnnexRow, notes: list[str]) -> dict[str, Any]:
        lead_text, partner_text = row.text("lead"), row.text("with")
        field = "lead"
        if row.heading.column("bodies") is not None:
            field = "bodies"
            lead_text, *others = _PARTNERS.split(row.text("bodies"), maxsplit=1)
            partner_text = "\n".join((*others, partner_text))
        found_before = len(self.findings)
        leading = self._ids_of_bodies(row, field, "lead", lead_text, notes)
        if not leading and len(self.findings) == found_before:  # the cell is empty, or what it says was left out
            leading = self._lead_of_empty(row, field)
        partners = self._ids_of_bodies(row, "with" if "with" in row.cells else field, "partner", partner_text, notes)
        if len(leading) > 1 and field == "lead":
            sentence = _("several lead here; {first} is taken as the lead, the others as partners")
            message, remedy = sentence.format(first=leading[0]), _("an activity counts under one lead")
            self.findings.append(Finding(row.place("lead"), "several-leads", message, remedy, warning=True))
        fields: dict[str, Any] = {"lead": leading[0]} if leading else {}
        together = [each for each in dict.fromkeys((*leading[1:], *partners)) if each not in leading[:1]]
        if together:
            fields["with"] = together
        return fields

    def _lead_of_empty(self, row: AnnexRow, field: str) -> list[str]:
        place, key = row.empty(field)
        if lead := self.choices.answers.get(key) or self.choices.lead:
            return [lead]
        for group in reversed(row.groups):
            if bodies := self._body_of_group(group.title):
                sentence = _('Where no cell says it, {lead} leads: "{group}" ({place}).')
                at = row.grid.place_of(group.cell).within()
                self.remarks[sentence.format(lead=bodies[0], group=excerpt(group.title), place=at)] = None
                return [bodies[0]]
        message, remedy = _("nothing says who leads"), _("fill the cell, or say it for all such rows: --lead ID")
        question = OpenQuestion("lead", key, "")
        self.findings.append(Finding(place, "no-lead", message, remedy, question=question))
        return []

    def _body_of_group(self, title: str) -> tuple[str, ...]:
        """Return the one body whose work a group of rows is: ``Sở Y tế``, ``Nhiệm vụ do Sở Y tế chủ trì``."""
        found = self.bodies.find(_OF_BODY.sub("", title).strip(" :"))
        return found if len(found) == 1 else ()

    def _ids_of_bodies(self, row: AnnexRow, field: str, kind: QuestionKind, text: str, notes: list[str]) -> list[str]:
        """Return the ids that a cell names; words that name nobody in particular go into the note."""
        ids: list[str] = []
        left_out: list[str] = []
        for body in self.bodies.names_in(text, self.choices.answers):
            if body.id == LEFT_OUT or (body.id is None and body.nobody and kind == "partner"):
                left_out.append(body.words)
            elif body.id is not None:
                ids.append(self._as_id(body.id))
                if body.guessed:
                    title = next(each.title for each in self.definitions.organizations if each.id == body.id)
                    sentence = _('"{words}" is taken for {id} ({title}).')
                    self.remarks[sentence.format(words=excerpt(body.words), id=body.id, title=title)] = None
            else:
                self._ask_body(row.place(field), kind, body)
        if left_out:
            notes.append(f"{row.column_words(field)}: {', '.join(left_out)}")
        return ids

    def _as_id(self, wanted: str) -> str:
        """Return an id, also of an answer that calls the organization by another name."""
        if any(wanted == body.id for body in self.definitions.organizations):
            return wanted
        found = self.bodies.find(wanted)
        return found[0] if len(found) == 1 else wanted  # the rules refuse an id that nobody has

    def _ask_body(self, place: Place, kind: QuestionKind, body: BodyName) -> None:
        titles = {each.id: each.title for each in self.definitions.organizations}
        near = _(" or ").join(f"{id_} ({titles.get(id_, id_)})" for id_ in body.candidates)
        remedy = _("did you mean {near}?").format(near=near) + " " if near else ""
        remedy += _("say which: {option}, or define it: {definition}").format(
            option=option("--answer", body.words, _("ID")), definition=option("--answer", body.words, _("SHORT: TITLE"))
        )
        sentence = (
            _("{option} keeps it in the note")
            if kind == "partner"
            else _("{option} keeps it in the note, and --lead ID says who leads instead")
        )
        remedy += "; " + sentence.format(option=option("--answer", body.words, LEFT_OUT))
        message = _('"{words}" is not an organization that is known').format(words=excerpt(body.words))
        question = OpenQuestion(kind, same_name_key(body.words), body.words, body.candidates)
        self.findings.append(Finding(place, "unknown-organization", message, remedy, question=question))

    def _target(self, row: AnnexRow, notes: list[str]) -> dict[str, Any]:
        text, unit = one_line(row.text("target")), one_line(row.text("unit"))
        if by_year := _BY_YEAR.findall(text):
            values = {year: value.rstrip(".,") for year, value, _unit in by_year}
            units = {each.strip() for _year, _value, each in by_year}
            return {"target": {"value": values, "unit": units.pop() if len(units) == 1 and units != {""} else unit}}
        found = _TARGET.fullmatch(text)
        if found is not None:
            return {"target": {"value": found[1].rstrip(".,"), "unit": found[2] or unit}}
        message = _('"{text}" does not begin with a number, so it goes into the note').format(text=excerpt(text))
        remedy = _("write a target as 12 lớp")
        self.findings.append(Finding(row.place("target"), "no-target", message, remedy, warning=True))
        notes.append(text)
        return {}
