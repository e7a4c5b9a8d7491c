"""Bodies that have ceased, in words: what stands beside their rows, and who has their open work. Pure."""

from coordplan.model import Organization
from coordplan.named_tuples import NamedTuple
from coordplan.seeing.values import StatusGroup
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import write_day, write_number


class OpenWork(NamedTuple):
    """Who has by now what a body left open that has ceased, as far as a selection goes."""

    body: Organization
    option: str  # by which it is asked for: --lead or --with
    after: tuple[tuple[str, str, int], ...]  # who has it: id, title, how much
    unled: tuple[tuple[Organization, int], ...]  # that ceased and for which nobody is named, with how much they left
    is_part: bool  # other filters narrow it
    is_asked: bool  # those who have it are asked for already


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
    return _("{body} ended on {day}; its successors: {bodies}.").format(**values, bodies=successors)


def open_work_words(work: OpenWork) -> str:
    """Return who has the open work of a body that has ceased; empty where that is asked for beside it."""
    values = {"body": work.body.title, "day": write_day(work.body.until_on)}
    sentences = [nobody_words(body, number) for body, number in work.unled]
    if work.after and not work.is_asked:
        which = (
            _("{body} ended on {day}; what is still open of its work is led by {bodies}: {options}")
            if work.option == "--lead"
            else _("{body} ended on {day}; in what is still open its place is taken by {bodies}: {options}")
        )
        bodies = ", ".join(f"{title} ({write_number(number)})" for _id, title, number in work.after)
        options = " ".join(f"{work.option} {id_}" for id_, _title, _number in work.after)
        sentences.insert(0, which.format(**values, bodies=bodies, options=options))
    if sentences or work.is_asked:
        return " ".join(sentences)
    if work.is_part:
        return _("{body} ended on {day}; in this selection nothing of its work is still open.").format(**values)
    return _("{body} ended on {day}; nothing of its work is still open.").format(**values)


def nobody_words(body: Organization, number: int) -> str:
    """Return that nobody has what is open of a body that has ceased, and how to say who has."""
    sentence = translate_count(
        "{body} ended on {day}, and nobody is named as its successor for {n} occurrence that is still open.",
        "{body} ended on {day}, and nobody is named as its successor for {n} occurrences that are still open.",
        number,
    ).format(body=body.title, day=write_day(body.until_on), n=write_number(number))
    if not body.successors:
        return sentence + " " + _("Name the bodies that came after it: successors: [...] of {id}.").format(id=body.id)
    way_out = _("Choose one in the plan or the activity: successors: {{{id}: ...}}, of {choices}.")
    return sentence + " " + way_out.format(id=body.id, choices=", ".join(body.successors))
