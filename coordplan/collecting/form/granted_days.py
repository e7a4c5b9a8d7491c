"""Another day than the usual one by which a form is to be sent: how it is granted, and how long it stays."""

from datetime import date

from coordplan.collecting.form.values import Form
from coordplan.seeing.opening import Reading
from coordplan.store.correspondence import forms_sent


def send_by_of_last(reading: Reading, period: str) -> dict[str, date]:
    """Return by when the last form for a period is to be sent, of each organization that has one with a day."""
    sent = forms_sent(reading.connection, reading.up_to_change, period)
    last = {form.organization: form.send_by for form in sent}
    return {organization: day for organization, day in last.items() if day is not None}


def sent_by(form: Form, granted: date | None, before: date | None) -> Form:
    """Return a form with the day that was granted; else a later one of its last form stays while it lies ahead."""
    own = form.send_by
    stays = before is not None and before >= form.made_on and (own is None or before > own)
    return form._replace(send_by=granted or (before if stays else own))
