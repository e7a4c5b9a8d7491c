"""Bodies that have ceased, in words: what stands beside their rows, and who has their open work. Pure."""

from collections.abc import Sequence

from coordplan.model import Organization
from coordplan.seeing.values import StatusGroup
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number


def group_shown(group: StatusGroup) -> str:
    """Return the title of a group as its row has it: of a lead that has ceased with its last day."""
    if group.ended_on is None:
        return group.title
    return _("{body} (until {day})").format(body=group.title, day=write_day(group.ended_on))


def ceased_words(group: StatusGroup) -> str:
    """Return when a lead ceased, and what came after it."""
    values = {"body": group.title, "day": write_day(group.ended_on)}
    if not group.successors:
        return _("{body} ended on {day}.").format(**values)
    successors = ", ".join(title for _id, title in group.successors)
    return _("{body} ended on {day}; after it came {bodies}.").format(**values, bodies=successors)


def open_work_words(body: Organization, leads: Sequence[tuple[str, str, int]]) -> str:
    """Return who has the open work of a body that has ceased: id and title of each, and how much that is."""
    values = {"body": body.title, "day": write_day(body.until_on)}
    if not leads:
        return _("{body} ended on {day}; nothing of its work is still open.").format(**values)
    return _("{body} ended on {day}; what is still open of its work is led by {bodies}: {options}").format(
        **values,
        bodies=", ".join(f"{title} ({write_number(number)})" for _id, title, number in leads),
        options=" ".join(f"--lead {id_}" for id_, _title, _number in leads),
    )
