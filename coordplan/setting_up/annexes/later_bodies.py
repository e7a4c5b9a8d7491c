"""Bodies that are not there any more, or not yet, when a row is due: who is named instead, or asked about.

An annex names bodies as they are called on the day of its signing, also for what falls due after that. A body with one
successor has that one take its place; of several a person chooses, once for the annex, by the body's id.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from coordplan.dates.recurrence import DAY_FIELDS, occurrences_of
from coordplan.definitions.reading import parse_activity
from coordplan.errors import titled_id
from coordplan.model import Definitions, Organization
from coordplan.named_tuples import NamedTuple
from coordplan.setting_up.annexes.findings import LEFT_OUT, Finding, OpenQuestion, option
from coordplan.setting_up.annexes.rows import AnnexRow
from coordplan.text.folding import same_name_key
from coordplan.text.language import translate as _

_SCHEDULE = ("every", "due", "ongoing", "start", "until", "due_on", *DAY_FIELDS)
_ANYONE = Organization(id="x", title="x")  # who exists at all times


class BodyOfDays(NamedTuple):
    """Who is meant by a body that a row names."""

    named: str
    id: str | None  # None: a person is to choose
    asked: str = ""  # whose place it is that somebody takes
    candidates: tuple[str, ...] = ()
    successors: tuple[tuple[str, str], ...] = ()  # chosen for after its end, within the days of the row


class LaterBodies:
    """Looks at bodies over the days of a row; ``plan`` has chosen some successors already."""

    def __init__(self, definitions: Definitions, plan: str, answers: Mapping[str, str]) -> None:
        self._program = definitions.program
        self._known = {body.id: body for body in definitions.organizations}
        self._answers = answers
        self._of_plan = next((dict(each.successors) for each in definitions.plans if each.id == plan), {})
        self._context = Definitions(definitions.program, definitions.contents, (_ANYONE,))
        self._spans: dict[tuple[Any, ...], tuple[date, date] | None] = {}

    def of_row(self, row: AnnexRow, fields: Mapping[str, Any], findings: list[Finding]) -> dict[str, Any]:
        """Return the bodies of a row as they are by its days; who is not certain, and who is another, is found."""
        lead = fields.get("lead", "")
        bodies = [each for each in (lead, *fields.get("with", ())) if each]
        found = {each.named: each for each in self._of_days(bodies, fields)}
        named: dict[str, str] = {}
        for each in found.values():
            kind: Literal["lead", "partner"] = "lead" if each.named == lead else "partner"
            column = "lead" if kind == "lead" else "with"
            place = row.place(column if column in row.cells else "bodies")
            if each.id is None or (each.id == LEFT_OUT and kind == "lead"):
                message = _("{body} does not exist on all the days of this activity").format(
                    body=self._titled(each.asked)
                )
                answer = option("--answer", each.asked, each.candidates[0] if each.candidates else _("ID"))
                remedy = _("name who takes its place: {option}").format(option=answer)
                if len(each.candidates) > 1:
                    remedy += " " + _("(one of {ids})").format(ids=", ".join(map(self._titled, each.candidates)))
                question = OpenQuestion(kind, same_name_key(each.asked), each.asked, each.candidates)
                findings.append(Finding(place, "body-of-days", message, remedy, question=question))
                continue
            named[each.named] = each.id
            if each.id not in (each.named, LEFT_OUT) and same_name_key(each.named) not in self._answers:
                sentence = _("{body} does not exist when this is due; {other} is named instead")
                message = sentence.format(body=self._titled(each.named), other=self._titled(each.id))
                remedy = _("choose another: {option}").format(option=option("--answer", each.named, _("ID")))
                findings.append(Finding(place, "body-of-days", message, remedy, warning=True))
        changed: dict[str, Any] = {}
        if lead:
            changed["lead"] = named.get(lead, lead)
        if fields.get("with"):
            partners = dict.fromkeys(named.get(each, each) for each in fields["with"])
            changed["with"] = [each for each in partners if each not in (LEFT_OUT, changed.get("lead"))]
        if chosen := dict(pair for each in found.values() for pair in each.successors):
            changed["successors"] = chosen
        return changed

    def _titled(self, id_: str) -> str:
        return titled_id(id_, self._known[id_].title if id_ in self._known else "")

    def _of_days(self, bodies: Sequence[str], fields: Mapping[str, Any]) -> Iterator[BodyOfDays]:
        """Yield who is meant by each body that ends or begins at some time."""
        for id_ in bodies:
            body = self._known.get(id_)
            if body is not None and (body.start_on is not None or body.until_on is not None):
                span = self._span(fields)
                if span is not None:
                    yield self._over(body, *span)

    def _span(self, fields: Mapping[str, Any]) -> tuple[date, date] | None:
        """Return the day on which the first occurrence begins and that on which the last one ends."""
        program, schedule = self._program, {key: fields[key] for key in _SCHEDULE if key in fields}
        if program is None or not {"every", "due", "ongoing"} & {*schedule}:
            return None
        key = tuple((name, str(value)) for name, value in schedule.items())
        if key not in self._spans:
            contents = [each.id for each in self._context.contents[:1]]
            row = {"id": "x-1", "title": "x", "content": contents, "lead": _ANYONE.id, **schedule}
            activity = parse_activity(program.id, row, self._context).activity
            found = occurrences_of(activity, program.start_on, program.until_on) if activity is not None else ()
            self._spans[key] = (found[0].start_on, found[-1].until_on) if found else None
        return self._spans[key]

    def _over(self, body: Organization, first: date, last: date) -> BodyOfDays:
        current, seen = body, {body.id}
        while True:
            if current.until_on is not None and current.until_on < first:
                near: Sequence[str] = current.successors
            elif current.start_on is not None and current.start_on > last:
                near = [each.id for each in self._known.values() if current.id in each.successors]
            else:
                return self._lasting(body.id, current, last)
            following = self._chosen(current.id, near)
            if following in seen or following not in self._known:
                return BodyOfDays(body.id, following or None, current.id, tuple(near))
            seen.add(following)
            current = self._known[following]

    def _lasting(self, named: str, body: Organization, last: date) -> BodyOfDays:
        """Return a body with whoever is chosen to follow it before the last day."""
        chosen: list[tuple[str, str]] = []
        current = body
        while current.until_on is not None and current.until_on < last and len(chosen) < len(self._known):
            following = self._chosen(current.id, current.successors)
            if current.successors and not following:
                return BodyOfDays(named, None, current.id, current.successors)
            if len(current.successors) > 1 and current.id not in self._of_plan:
                chosen.append((current.id, following))
            if following not in current.successors or following not in self._known:
                break  # what the rules of definitions say of it stands at the row
            current = self._known[following]
        return BodyOfDays(named, body.id, successors=tuple(chosen))

    def _chosen(self, id_: str, near: Sequence[str]) -> str:
        """Return who takes the place of a body: as the plan or an answer says, else the only one who may; or nobody."""
        only = near[0] if len(near) == 1 else ""
        return self._answers.get(same_name_key(id_)) or self._of_plan.get(id_) or only
