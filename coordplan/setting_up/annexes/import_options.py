"""What the options of import say beside the annex: which column is what, what words mean, what empty cells mean."""

from collections.abc import Mapping, Sequence

from coordplan.cli.asking import a_deadline
from coordplan.errors import CoordplanError, UsageFault
from coordplan.model import Definitions, Organization
from coordplan.named_tuples import NamedTuple
from coordplan.seeing.filters import find_sure_id
from coordplan.setting_up.annexes.findings import ImportChoices
from coordplan.setting_up.annexes.heading_words import FIELDS
from coordplan.setting_up.annexes.new_bodies import body_in, with_bodies
from coordplan.text.folding import same_name_key
from coordplan.text.language import translate as _


class ImportOptions(NamedTuple):
    """The options as typed."""

    columns: Sequence[str] = ()  # COLUMN=FIELD
    contents: Sequence[str] = ()
    lead: str | None = None
    due: str | None = None
    year: int | None = None
    answers: Sequence[str] = ()  # WORDS=ANSWER


def mapping_of(options: ImportOptions) -> dict[str, str]:
    """Return which field a column holds; raise UsageFault for what names none."""
    mapping = {}
    for each in options.columns:
        column, equals, field = each.rpartition("=")
        if not equals or field not in FIELDS:
            raise UsageFault(
                _('--map: "{text}" is not of the form COLUMN=FIELD.').format(text=each),
                _("Fields are: {fields}").format(fields=", ".join(FIELDS)),
            )
        mapping[column.strip()] = field
    return mapping


def choices_of(options: ImportOptions, definitions: Definitions) -> ImportChoices:
    """Return what the options say of the words of an annex; raise UsageFault or UnknownId where they cannot."""
    meanings = {}
    for each in options.answers:
        words, equals, meaning = each.rpartition("=")
        if not equals or not words.strip() or not meaning.strip():
            raise UsageFault(
                _('--answer: "{text}" is not of the form WORDS=ANSWER.').format(text=each),
                _('For example: --answer "Ban TG=btg"'),
            )
        meanings[words] = meaning.strip()
    try:
        due = a_deadline(options.due, without_year=True) if options.due else ""
    except CoordplanError as fault:
        raise UsageFault(f"--due: {fault.sentence}") from fault
    ids = [part.strip() for each in options.contents for part in each.split(",") if part.strip()]
    lead = options.lead
    choices = ImportChoices(
        {},
        tuple(find_sure_id("content", each, definitions.contents) for each in ids),
        "" if lead is None else find_sure_id("organization", lead, definitions.organizations),
        due,
        options.year,
    )
    return with_answers(choices, meanings, definitions)


def with_answers(choices: ImportChoices, answers: Mapping[str, str], definitions: Definitions) -> ImportChoices:
    """Return choices with what words mean; one that defines an organization (``short: title``) means its id."""
    meanings, bodies = dict(choices.answers), list(choices.bodies)
    for words, answer in answers.items():
        body = body_in(answer, with_bodies(definitions, bodies))
        if body is not None:
            bodies.append(body)
        meanings[same_name_key(words)] = answer if body is None else body.id
    return choices._replace(answers=meanings, bodies=_each_once(bodies))


def _each_once(bodies: Sequence[Organization]) -> tuple[Organization, ...]:
    return tuple({body.id: body for body in bodies}.values())
