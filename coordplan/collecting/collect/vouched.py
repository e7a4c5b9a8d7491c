"""Files that do not say whose form they are: a table copied into another workbook. Somebody says it for them."""

from collections.abc import Iterator

from coordplan.collecting.collect.choices import FormNamed
from coordplan.collecting.collect.returned_form import ReturnedFile, ReturnedForm
from coordplan.collecting.form.values import Stamp
from coordplan.errors import CoordplanError, Refused
from coordplan.model import SentForm
from coordplan.seeing.opening import Reading
from coordplan.store.correspondence import forms_sent
from coordplan.text.folding import fold
from coordplan.text.language import translate as _
from coordplan.text.shell import quoted_word


def with_stamp(reading: Reading, file: ReturnedFile, named: FormNamed | None) -> ReturnedFile:
    """Return a file with the stamp of the form that it is said to be; with a failure where it cannot be that one.

    A file that says itself whose form it is stays as it is, unless something else is said of it.
    """
    if file.form is None:
        return file
    stamp, failure = file.form.stamp, file.form.unstamped
    try:
        if failure is None:
            if named is not None and named != (stamp.organization, stamp.period):
                raise Refused(
                    _("{path} says itself that it is the form {own}, not {named}.").format(
                        path=file.name, own=FormNamed(stamp.organization, stamp.period).words, named=named.words
                    ),
                    _("Collect it without --form."),
                )
            return file
        if named is None:
            raise _with_way_out(reading, file, failure)
        sent = _form_named(reading, file, named)
    except CoordplanError as error:
        return file._replace(form=None, failure=error)
    vouched = Stamp(reading.program.id, sent.organization, sent.period, sent.made_on, sent.seen, sent.checksum)
    return file._replace(form=file.form._replace(stamp=vouched, head={}))


def _form_named(reading: Reading, file: ReturnedFile, named: FormNamed) -> SentForm:
    """Return the form that went out by that name; the latest that has all of the ids in the file."""
    assert file.form is not None
    sent = [
        form
        for form in forms_sent(reading.connection, reading.up_to_change, named.period)
        if form.organization == named.organization
    ]
    if not sent:
        raise Refused(
            _("{path}: no form {named} is known to have gone out.").format(path=file.name, named=named.words),
            _("Which have: coordplan returns {period}").format(period=named.period),
        )
    ids = set(_ids_in(file.form))
    best = max(sent, key=lambda form: (len(ids & _ids_of(form)), form.id))
    if not ids & _ids_of(best):
        raise Refused(
            _("{path}: none of the ids in it is of the form {named}.").format(path=file.name, named=named.words),
            _("See whether it is the form of another body or period; its column of ids has to be in it."),
        )
    return best


def _with_way_out(reading: Reading, file: ReturnedFile, failure: CoordplanError) -> CoordplanError:
    """Return why a file is not taken for a form, with the line that vouches for it where its ids tell which it is."""
    assert file.form is not None
    ids = set(_ids_in(file.form))
    forms = forms_sent(reading.connection, reading.up_to_change)
    fitting = [form for form in forms if ids and ids <= _ids_of(form)]
    if not fitting:
        return failure
    named = FormNamed(fitting[-1].organization, fitting[-1].period)
    way_out = _("If it is that of {body} for {period}, copied over: coordplan collect {file} --form {named}")
    return Refused(
        failure.sentence,
        way_out.format(
            body=reading.body_short(named.organization),
            period=named.period,
            file=quoted_word(file.name),
            named=named.words,
        ),
    )


def _ids_of(form: SentForm) -> set[str]:
    return {fold(id_) for id_ in (*form.asked, *form.not_due)}


def _ids_in(form: ReturnedForm) -> Iterator[str]:
    """Yield what looks like an id in the rows of a form, folded."""
    for cells in form.rows.values():
        written = fold(str(cells["occurrence"].value or ""))
        if any(map(str.isdigit, written)) and " " not in written:
            yield written
