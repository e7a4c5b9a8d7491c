"""What options of collect name: rows that are sent back with words of the office, and whose form a file is."""

from collections.abc import Sequence

from coordplan.collecting.collect.choices import FormNamed
from coordplan.collecting.collect.returned_form import ReturnedFile
from coordplan.errors import UsageFault
from coordplan.seeing.filters import find_sure_id
from coordplan.seeing.opening import Reading
from coordplan.seeing.windows import period_named
from coordplan.text.folding import fold
from coordplan.text.language import translate as _


def form_named(reading: Reading, text: str) -> FormNamed:
    """Return the form that is named as so-yte@2024-Q2; raise UsageFault where it is not, UnknownId for no such body."""
    organization, at, period = text.partition("@")
    if not (at and organization.strip() and period.strip()):
        raise UsageFault(
            _('--form: "{text}" is not of the form ORG@PERIOD.').format(text=text),
            _("For example: --form so-yte@2024-Q2"),
        )
    return FormNamed(
        find_sure_id("organization", organization.strip(), reading.definitions.organizations),
        period_named(reading, period.strip(), "--form").key,
    )


def remarks_by_id(texts: Sequence[str], files: Sequence[ReturnedFile]) -> dict[str, str]:
    """Return the words of the office by the occurrence that they are about; raise UsageFault for a row of no file.

    An activity's id stands for its only row.
    """
    ids: dict[str, set[str]] = {}
    for file in files:
        rows = () if file.form is None else (str(cells["occurrence"].value or "") for cells in file.form.rows.values())
        for id_ in filter(None, rows):
            for name in (id_, id_.partition("@")[0]):
                ids.setdefault(fold(name), set()).add(id_)
    found: dict[str, str] = {}
    for each in texts:
        id_, equals, words = each.partition("=")
        if not (equals and id_.strip() and words.strip()):
            raise UsageFault(
                _('--remark: "{text}" is not of the form ID=TEXT.').format(text=each),
                _('For example: --remark "yte-03@2024-06=Which document is it?"'),
            )
        meant = ids.get(fold(id_), set())
        if len(meant) != 1:
            sentence = (
                _("--remark: {id} is several rows: {ids}.") if meant else _("--remark: no row here has the id {id}.")
            )
            raise UsageFault(
                sentence.format(id=id_.strip(), ids=", ".join(sorted(meant))),
                _("Write an id as it stands in the form."),
            )
        name = meant.pop()
        found[name] = f"{found[name]} {words.strip()}" if name in found else words.strip()
    return found
