"""The letters themselves: to each body one, or one to all who have not answered; each with its text as a mail. Pure."""

from collections.abc import Iterator, Sequence

from coordplan.collecting.chase.chase_words import (
    by_words,
    item_title,
    needed_words,
    reminder_closing,
    reminder_opening,
    reminder_subject,
)
from coordplan.collecting.chase.department_words import addressee_words, department_closing, department_opening
from coordplan.collecting.chase.together_words import together_closing, together_opening, together_table
from coordplan.collecting.chase.values import Reminder, Reminders
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Table, illustrative_sentence, table_of, write_cell
from coordplan.paper.document import place_words
from coordplan.paper.official_letter import Letter, ended, letter_recipients, to_lines
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

# Of the names of files; all others are reminders
_ENDINGS = {"complete": "bo-sung", "provide": "de-nghi", "ahead": "bao-cao"}


class BodyLetter(NamedTuple):
    """A letter, and the reminders that it is."""

    letter: Letter
    reminders: tuple[Reminder, ...]
    stem: str  # of the names of its files
    after_of_mail: tuple[str, ...]  # what its mail says after the list
    asking: str

    @property
    def mail_subject(self) -> str:
        """The subject of its mail: as that of the letter, with whom it goes to."""
        words = self.letter.subject[:1].upper() + self.letter.subject[1:]
        return f"{words} - {self.letter.to[0]}" if len(self.letter.to) == 1 else words


def letters_of(reminders: Reminders, together: bool = False) -> tuple[BodyLetter, ...]:
    """Return the letters; ``together``: one to all who have not answered and are asked as many times."""
    if not together:
        return tuple(_letter(reminders, each) for each in reminders.reminders)
    groups: dict[object, list[Reminder]] = {}
    for each in reminders.reminders:
        common = each.kind in ("late", "ahead")
        groups.setdefault((each.kind, each.number) if common else each.answering.organization, []).append(each)
    return tuple(
        _common_letter(reminders, group) if len(group) > 1 else _letter(reminders, group[0])
        for group in groups.values()
    )


def _letter(reminders: Reminders, reminder: Reminder) -> BodyLetter:
    """Return a reminder as a letter of the body that asks."""
    department = reminder.kind in ("provide", "carry_out")
    closing = (department_closing if department else reminder_closing)(reminders, reminder)
    mailed = closing if department else reminder_closing(reminders, reminder, mailed=True)
    before = (department_opening if department else reminder_opening)(reminders, reminder)
    ending = _ENDINGS.get(reminder.kind, "don-doc")
    return BodyLetter(
        _in_its_formats(
            reminders, reminder, (addressee_words(reminder),), before, items_table(reminders, reminder), closing
        ),
        (reminder,),
        _stem(reminders, [reminder], f"{reminder.answering.organization}_{ending}"),
        mailed,
        reminders.asking,
    )


def _common_letter(reminders: Reminders, group: list[Reminder]) -> BodyLetter:
    places = {plan: number for number, plan in enumerate(reminders.plans)}
    ordered = sorted(group, key=lambda each: min((places.get(item.plan, -1) for item in each.items), default=0))
    closing = together_closing(reminders, ordered)
    to = tuple(each.title for each in ordered)
    before = together_opening(reminders, ordered)
    return BodyLetter(
        _in_its_formats(reminders, ordered[0], to, before, together_table(ordered), closing),
        tuple(ordered),
        _stem(reminders, ordered, "don-doc" if ordered[0].kind == "late" else "bao-cao"),
        together_closing(reminders, ordered, mailed=True),
        reminders.asking,
    )


def _stem(reminders: Reminders, group: Sequence[Reminder], name: str) -> str:
    """Return what the files of a letter are called: no letter takes the place of another one.

    The office counts its letters. What another body writes is not recorded, so its names have the writer and the day.
    """
    day = reminders.report.as_of
    count = max(each.count_on(day) for each in group)
    again = "" if count == 1 else f"-{count}"
    by = "" if reminders.office else f"_{reminders.writer or reminders.profile.id}_{day.isoformat()}"
    return f"{reminders.report.period}_{name}{again}{by}"


def _in_its_formats(
    reminders: Reminders,
    reminder: Reminder,
    to: tuple[str, ...],
    before: tuple[str, ...],
    table: Table | None,
    after: tuple[str, ...],
) -> Letter:
    profile = reminders.profile
    return Letter(
        subject=reminder_subject(reminders, reminder),
        warning="".join(sentence for sentence, _tone in illustrative_sentence(reminders.report.illustrative)),
        to=to,
        before=before,
        table=table,
        after=ended(after, profile),
        emphasis=by_words(reminder),
        letterhead=reminders.letterhead._replace(recipients=letter_recipients(profile, reminder.number > 1)),
        profile=profile,
        made_on=reminders.report.as_of,
    )


def items_table(reminders: Reminders, reminder: Reminder) -> Table | None:
    """Return what is still to be answered or done, a row for each occurrence; None where a sentence names it."""
    if not reminder.items or (reminder.kind == "provide" and len(reminder.items) == 1):
        return None
    numbers = iter(range(1, len(reminder.items) + 1))
    columns = [
        Column("number", _("No."), "number", get=lambda _item: next(numbers)),
        Column("title", _("Activity"), get=item_title),
        Column("due", _("Due"), "day", get=lambda item: item.due_on),
    ]
    if reminder.kind == "carry_out":
        overdue = _("Days overdue on {day}").format(day=write_day(reminders.report.as_of))
        columns += [
            Column("days_overdue", overdue, "count"),
            Column("known", _("Recorded progress"), get=lambda item: item.known or _("nothing recorded")),
        ]
    elif reminder.kind != "provide":
        heading = _("To be completed or corrected") if reminder.kind == "complete" else _("What is to be reported")
        columns.append(Column("missing", heading, get=needed_words))
    return table_of(columns, reminder.items)


def letter_mail_text(each: BodyLetter) -> str:
    """Return the text of a mail with a letter: what the letter says, its list a line for each row."""
    return "\n\n".join(_mail_parts(each)) + "\n"


def _mail_parts(each: BodyLetter) -> Iterator[str]:
    letter = each.letter
    if letter.warning:
        yield letter.warning
    yield "\n".join(to_lines(letter))
    yield from letter.before
    if letter.table is not None:
        yield "\n".join(f"{number}. {_row_words(letter.table, row)}" for number, row in enumerate(letter.table.rows, 1))
    yield from each.after_of_mail
    yield "\n".join((_("Yours sincerely,"), each.asking or place_words(_("the office that asks"))))


def _row_words(table: Table, row: Sequence[object]) -> str:
    """Return a row of a list as a line: who and what, when it is due, and the rest by its heading."""
    found = ""
    for column, value in zip(table.columns[1:], row[1:], strict=True):
        words = write_cell(value, column.kind)
        if column.name in ("body", "title"):
            found += f": {words}" if found else words
        elif column.name == "due":
            found += _(", due {day}").format(day=words) if value is not None else ""
        elif column.name == "missing":
            found += f": {words}"
        else:
            found += f"; {column.heading[:1].lower()}{column.heading[1:]}: {words}"
    return found
