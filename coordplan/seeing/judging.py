"""Rates plans and the program: by the rules, or as somebody rates them."""

from collections.abc import Iterable

from coordplan.definitions.fields import rules_in_force
from coordplan.seeing.figures import Figures
from coordplan.seeing.opening import Reading
from coordplan.seeing.rating import Override, Rating, computed_rating, of_whole_program, worst_of
from coordplan.seeing.values import StatusGroup
from coordplan.store.manual_ratings import ManualRating, ratings_in_force


def ratings_of(reading: Reading, plans: Iterable[StatusGroup]) -> dict[str, Rating]:
    """Return the rating of each plan; the program's own activities are judged by the rules alone."""
    rules = rules_in_force(reading.program.rating)
    given = ratings_in_force(reading.connection, reading.as_of, reading.up_to_change)
    found = {}
    for plan in plans:
        computed = computed_rating(plan.figures, reading.as_of, rules, reading.program.start_on)
        override = None if plan.id == reading.program.id else given.get(plan.id)
        found[plan.id] = computed._replace(override=_override(override))
    return found


def rating_of_program(reading: Reading, ratings: dict[str, Rating], totals: Figures) -> Rating:
    """Return the rating of the whole program: the worst of its own figures' and its plans', or as somebody rates it."""
    rules = of_whole_program(rules_in_force(reading.program.rating))
    own = computed_rating(totals, reading.as_of, rules, reading.program.start_on)
    given = ratings_in_force(reading.connection, reading.as_of, reading.up_to_change)
    return worst_of(ratings, own)._replace(override=_override(given.get(reading.program.id)))


def _override(rated: ManualRating | None) -> Override | None:
    if rated is None:
        return None
    return Override(rated.colour, rated.rated_on, rated.reason, rated.change, rated.by)  # type: ignore[arg-type]
