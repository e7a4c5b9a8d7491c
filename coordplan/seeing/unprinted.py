"""How often activities fall due, in the words of offices, where nothing is printed that says it."""

from coordplan.dates.deadline_words import schedule_words
from coordplan.dates.recurrence import words_on
from coordplan.seeing.opening import Reading
from coordplan.store.schema import ACTIVITIES
from coordplan.store.standings import in_force


def unprinted_schedules(reading: Reading) -> dict[str, str]:
    """Return by activity that recurs and has no printed deadline when it falls due, by the words of the day asked."""
    rows = reading.connection.execute(
        f"""
        SELECT *
        FROM activities AS t
        WHERE t.every IS NOT NULL AND coalesce(t.deadline_text, '') = '' AND {in_force("t")}""",
        {"up_to_change": reading.up_to_change},
    )
    activities = map(ACTIVITIES.value_of, rows)
    words = {each.id: schedule_words(words_on(each, reading.as_of)) for each in activities}
    return {id_: text[:1].upper() + text[1:] for id_, text in words.items()}  # as what is printed begins
