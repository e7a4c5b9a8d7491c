"""What the filters of a command line mean, as a question to the file and in words."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from coordplan.dates.periods import Period, window_of
from coordplan.errors import IdKind, SeveralFit, UnknownId, UsageFault
from coordplan.model import DONE, OPEN, OVERDUE, Content, Definitions, Organization, Plan, Program
from coordplan.named_tuples import NamedTuple
from coordplan.seeing.beside_lead import FieldOfWork, fields_of_work, keys_of_fields, keys_of_partners
from coordplan.seeing.ceased import OpenWork, open_work_words
from coordplan.seeing.opening import Reading
from coordplan.seeing.windows import asked_in, period_named, period_words, with_cutoffs
from coordplan.store import group_keys, spans
from coordplan.store.questions import Question
from coordplan.text.alphabet import alphabetical
from coordplan.text.folding import fold, words_apart
from coordplan.text.language import translate as _
from coordplan.text.typed_words import TYPED_STANDINGS, code_typed, proposed, several_meanings
from coordplan.text.writing import standing_words

if TYPE_CHECKING:
    from coordplan.text.name_matching import NameFound


class Filters(NamedTuple):
    """The filters of a command line, as typed."""

    plans: Sequence[str] = ()
    contents: Sequence[str] = ()
    leads: Sequence[str] = ()
    period: str | None = None
    standings: Sequence[str] = ()
    fields: Sequence[str] = ()
    partners: Sequence[str] = ()
    without_evidence: bool = False  # done, and nothing proves it
    elsewhere: Callable[[date], tuple[str, ...]] | None = None  # which occurrences another file counts on a day
    this_file_alone: bool = False  # that of the program before is answered for beside it


# What the names in a filter mean, by its field
KINDS_OF_NAMES: dict[str, IdKind] = {
    "plans": "plan",
    "contents": "content",
    "leads": "organization",
    "fields": "field",
    "partners": "organization",
}
_Named = Program | Plan | Content | Organization | FieldOfWork


def things_named(kind: IdKind, reading: Reading) -> Sequence[_Named]:
    """Return everything that a name of a kind may mean."""
    definitions = reading.definitions
    if kind == "field":
        return fields_of_work(reading)
    kinds: dict[IdKind, Sequence[_Named]] = {
        "plan": _plans(definitions),
        "content": definitions.contents,
        "organization": definitions.organizations,
    }
    return kinds[kind]


def _plans(definitions: Definitions) -> Sequence[_Named]:
    """Return the plans; the program stands for its own activities among them."""
    return (*(() if definitions.program is None else (definitions.program,)), *definitions.plans)


def name_found(kind: IdKind, wanted: str, known: Sequence[_Named]) -> "NameFound":
    """Return what is named: by id, title or short title in any spelling, or by words of them.

    Raises UnknownId where nothing is, SeveralFit where more than one has these words.
    """
    from coordplan.text.name_matching import NameFound, ids_by_words, ids_spelled

    titles = {each.id: each.title for each in known}
    names = {each.id: tuple(filter(None, (each.title, each.short))) for each in known}
    if len(spelled := ids_spelled(wanted, names)) == 1:
        return NameFound(spelled[0], titles[spelled[0]], wanted)
    fitting = spelled or ids_by_words(wanted, names)
    if len(fitting) > 1:
        raise SeveralFit(wanted, {id_: titles[id_] for id_ in fitting})
    if not fitting:
        raise UnknownId(kind, wanted, titles)
    return NameFound(fitting[0], titles[fitting[0]], wanted, is_guess=True)


def find_id(kind: IdKind, wanted: str, known: Sequence[_Named]) -> str:
    """Return the id of what is named in order to be seen; what words of a title are taken for is said."""
    from coordplan.cli.names_typed import taken_for  # most lines name none

    return taken_for(name_found(kind, wanted, known))


def find_sure_id(kind: IdKind, wanted: str, known: Sequence[_Named]) -> str:
    """Return the id of what is named in order to be written; words of a title are asked about, else refused."""
    from coordplan.cli.names_typed import confirmed  # most lines name none

    return confirmed(name_found(kind, wanted, known))


def plan_named(definitions: Definitions, wanted: str) -> str:
    """Return the id of a plan (or the program, for its own activities) that is named in order to be seen."""
    return find_id("plan", wanted, _plans(definitions))


def plan_to_write(definitions: Definitions, wanted: str) -> str:
    """Return the id of a plan (or the program, for its own activities) that is named in order to be written."""
    return find_sure_id("plan", wanted, _plans(definitions))


def question_of(reading: Reading, filters: Filters) -> tuple[Question, tuple[str, ...]]:
    """Return the question that filters ask, and the filters in words; raise UnknownId or UsageFault."""
    at = reading.connection, reading.up_to_change
    good = spans.are_good_for(*at)
    touched = "" if good else spans.touched_since(*at)
    asked = Question(
        reading.as_of,
        reading.up_to_change,
        spans=good or bool(touched),
        tallies=spans.are_many(reading.connection),
        touched=touched,
        ends=reading.succession.ends,
    )
    question = with_cutoffs(reading, asked)
    if filters.elsewhere is not None:
        question = question._replace(without=filters.elsewhere(reading.as_of))
    words = []
    definitions = reading.definitions
    if filters.plans:
        ids = tuple(dict.fromkeys(plan_named(definitions, wanted) for wanted in filters.plans))
        question = question._replace(plans=ids)
        words.append(", ".join(reading.plan_titles.get(id_, id_) for id_ in ids))
    if filters.contents:
        ids = tuple(dict.fromkeys(find_id("content", wanted, definitions.contents) for wanted in filters.contents))
        question = question._replace(contents=ids)
        titles = {content.id: content.short or content.title for content in definitions.contents}
        words.append(", ".join(titles[id_] for id_ in ids))
    if filters.leads:
        chosen = {_organization(reading, wanted) for wanted in filters.leads}
        keys = tuple(
            (*key, era)
            for key in group_keys.lead_keys(reading.connection, reading.up_to_change)
            for era in question.eras
            if reading.succession.body_on(date.fromisoformat(era), *key) in chosen
        )
        question = question._replace(leads=keys)
        words.append(
            _("led by {bodies}").format(bodies=", ".join(sorted(map(reading.body_title, chosen), key=alphabetical)))
        )
    if filters.fields:
        known = fields_of_work(reading)
        names = tuple(dict.fromkeys(find_id("field", wanted, known) for wanted in filters.fields))
        question = question._replace(fields=keys_of_fields(reading, names))
        words.append(_("field: {fields}").format(fields=", ".join(names)))
    if filters.partners:
        chosen = {_organization(reading, wanted) for wanted in filters.partners}
        question = question._replace(partnered=keys_of_partners(reading, chosen, question.eras))
        words.append(
            _("with {bodies}").format(bodies=", ".join(sorted(map(reading.body_title, chosen), key=alphabetical)))
        )
    if filters.period is not None:
        period = period_named(reading, filters.period, "--period")
        question = asked_in(reading, question, period)
        words.append(period_words(reading, question, period))
    if filters.standings:
        question = question._replace(standings=_standings_named(filters.standings))
        words.append(_standings_in_words(question.standings))
    if filters.without_evidence:
        question = question._replace(without_evidence=True)
        words.append(_("done, no document recorded"))
    return question, tuple(words)


def undated_in(reading: Reading, filters: Filters, period: Period) -> Question:
    """Return a question about what goes on in a period without a due date, with the other filters."""
    question, _words = question_of(reading, filters._replace(period=None))
    return question._replace(undated=window_of(reading.definitions, period, *question.plans))


def remarks_on_ceased(reading: Reading, filters: Filters) -> tuple[str, ...]:
    """Return of each body of a filter that has ceased who has its open work, so that no old line falls silent."""
    found: list[str] = []
    for option, asked in (("--lead", filters.leads), ("--with", filters.partners)):
        chosen = {_organization(reading, wanted) for wanted in asked}
        found += (
            open_work_words(_open_work(reading, filters, body, option, chosen))
            for body in reading.definitions.organizations
            if body.id in chosen and reading.has_ended(body.id)
        )
    return tuple(filter(None, found))


def _organization(reading: Reading, wanted: str) -> str:
    return find_id("organization", wanted, reading.definitions.organizations)


def _open_work(
    reading: Reading, filters: Filters, body: Organization, option: str, chosen: Collection[str]
) -> OpenWork:
    """Return who has on the day asked about what a body left, as far as the other filters go."""
    from coordplan.seeing.after_ceased import numbers_led_after, numbers_partnered_after

    whole = filters._replace(leads=()) if option == "--lead" else filters._replace(partners=())
    question = question_of(reading, whole)[0]._replace(standings=OPEN)
    number_of = numbers_led_after if option == "--lead" else numbers_partnered_after
    numbers = number_of(reading, question, body.id)
    after = {id_ for id_ in numbers if not reading.has_ended(id_)}
    shown = sorted((id_ for id_ in after if numbers[id_]), key=lambda id_: alphabetical(reading.body_title(id_)))
    return OpenWork(
        body,
        option,
        tuple((id_, reading.body_title(id_), numbers[id_]) for id_ in shown),
        tuple((reading.organizations[id_], numbers[id_]) for id_ in sorted({*numbers} - after) if numbers[id_]),
        is_part=any(whole),
        is_asked=bool(after) and set(shown or after) <= set(chosen),
    )


def bodies_named(reading: Reading, words: Sequence[str]) -> tuple[str, ...]:
    """Return the organizations whose title or short title holds these words (folded), as they stand."""
    phrase = " " + " ".join(words)
    return tuple(
        body.id
        for body in reading.definitions.organizations
        if phrase in f" {fold(body.title)}" or phrase in f" {fold(body.short)}"
    )


def plans_resting_on(reading: Reading, words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return for each folded word the plans (for its own activities the program) whose number or basis holds it."""
    program = reading.program
    papers = [(program.id, program.number, program.basis)]
    papers += [(plan.id, plan.number, plan.basis) for plan in reading.definitions.plans]
    texts = {id_: " " + words_apart(fold(" ".join((number, *basis)))) for id_, number, basis in papers}
    return tuple(tuple(id_ for id_, text in texts.items() if f" {words_apart(word)}" in text) for word in words)


_STANDING_GROUPS = {"overdue": OVERDUE, "open": OPEN, "done": DONE}


def _standings_in_words(standings: tuple[str, ...]) -> str:
    """Return standings as a filter names them: a group that they are, or each of them."""
    headings = {OVERDUE: _("Overdue"), OPEN: _("Open"), DONE: _("Done")}
    return headings[standings].lower() if standings in headings else " / ".join(map(standing_words, standings))


def _standings_named(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the standings that are named, by code or by the words on the screen."""
    named: list[str] = []
    for word in wanted:
        code = code_typed(word, TYPED_STANDINGS)
        if code is None:
            if several := several_meanings(word, TYPED_STANDINGS):
                raise UsageFault(f"--standing: {several[0]}", several[1])
            every = [proposed(each, TYPED_STANDINGS) for each in TYPED_STANDINGS]
            raise UsageFault(
                _('--standing: "{word}" is not a standing.').format(word=word),
                _("Write one of: {names}").format(names="; ".join(every)),
            )
        named += _STANDING_GROUPS.get(code, (code,))
    return tuple(dict.fromkeys(named))
