"""Who has on the day asked about the open work of a body that has ceased, and how much of it; itself: nobody has."""

import json
from collections import Counter

from coordplan.model import OPEN
from coordplan.seeing.opening import Reading
from coordplan.store import counts, group_keys
from coordplan.store.questions import Question


def numbers_led_after(reading: Reading, question: Question, body: str) -> Counter[str]:
    """Return how much each body leads of what one led that has ceased; the question is about what is open."""
    numbers: Counter[str] = Counter()
    keys = [
        key
        for key in group_keys.lead_keys(reading.connection, reading.up_to_change)
        if any(tenure.body == body for tenure in reading.succession.tenures(*key))
    ]
    numbers.update({reading.lead_in_force(*key): 0 for key in keys})
    leads = tuple((*key, era) for key in keys for era in question.eras)
    for row in counts.figures(reading.connection, question._replace(leads=leads), "lead"):
        numbers[reading.lead_in_force(*json.loads(row["key"])[:3])] += sum(row[standing] for standing in OPEN)
    return numbers


def numbers_partnered_after(reading: Reading, question: Question, body: str) -> Counter[str]:
    """Return in how much each body takes part in the place of one that has ceased; not where it leads."""
    numbers: Counter[str] = Counter()
    after: dict[tuple[str, ...], set[str]] = {}
    for key in group_keys.partner_keys(reading.connection, reading.up_to_change):
        lead, partners, chosen, plan = key
        after[key] = {
            reading.lead_in_force(named, chosen, plan)
            for named in json.loads(partners)
            if any(tenure.body == body for tenure in reading.succession.tenures(named, chosen, plan))
        } - {reading.lead_in_force(lead, chosen, plan)}
        numbers.update(dict.fromkeys(after[key], 0))
    keys = tuple((*key, era) for key, bodies in after.items() if bodies for era in question.eras)
    for row in counts.figures(reading.connection, question._replace(partnered=keys), "with"):
        for id_ in after[tuple(json.loads(row["key"])[:4])]:
            numbers[id_] += sum(row[standing] for standing in OPEN)
    return numbers
