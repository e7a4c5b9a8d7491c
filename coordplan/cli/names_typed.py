"""What a name on a command line is taken for: said to whoever reads, confirmed by whoever writes."""

from collections.abc import Sequence
from contextlib import closing
from datetime import date

from coordplan.cli.session import Session
from coordplan.cli.speaking import once, remark_once, somebody_is_there
from coordplan.errors import CoordplanError, Refused, SeveralFit
from coordplan.store.door.activity_names import activity_named
from coordplan.store.door.year_left_out import with_year_begun
from coordplan.store.file import open_for_reading
from coordplan.text.language import translate as _
from coordplan.text.name_matching import NameFound


def taken_for(found: NameFound) -> str:
    """Return the id of what is named, and say what was not typed of it."""
    if found.is_guess:
        sentence = _('"{words}" is taken for {id} ({title}).')
        remark_once(sentence.format(words=found.typed, id=found.id, title=found.title))
    elif found.lacks_year:
        remark_once(_("{typed} is read as {id}.").format(typed=found.typed, id=found.id))
    return found.id


def confirmed(found: NameFound) -> str:
    """Return the id of what is named in order to be written; words of a title are asked about, else refused."""
    if not found.is_guess:
        return taken_for(found)
    if not somebody_is_there():
        raise Refused(
            _('"{words}" is not an id; words of a title may mean {id} ({title}).').format(
                words=found.typed, id=found.id, title=found.title
            )
            + " "
            + _("Nothing was written."),
            _("If that is meant, write its id: {id}").format(id=found.id),
        )
    question = _('"{words}": {id} ({title})?').format(words=found.typed, id=found.id, title=found.title)
    from coordplan.cli.asking import is_yes

    if not once(question, lambda: is_yes(question, enter=True)):
        raise CoordplanError(_("Nothing was written."))
    return found.id


def ids_to_write(session: Session, words: Sequence[str], day: date) -> list[str]:
    """Return the ids of the activities or occurrences that are named in order to be written, as the file has them."""
    return [_id_to_write(session, each, day) for each in words]


def _id_to_write(session: Session, wanted: str, day: date) -> str:
    try:
        with closing(open_for_reading(session.path())) as connection:  # nobody waits while somebody is asked
            found = with_year_begun(connection, activity_named(connection, wanted, day), day, session.today())
    except SeveralFit as several:
        if not somebody_is_there():
            raise
        from coordplan.cli.asking import choose

        question, choices = several.sentence.rstrip(":."), list(several.titles.items())
        return once(question, lambda: choose(question, choices))
    return confirmed(found)
