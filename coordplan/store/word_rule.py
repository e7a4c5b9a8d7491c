"""What has some words, in SQL: folded words, each the beginning of one in a title, a note, an evidence or an id."""

from collections.abc import Sequence
from typing import Any

from coordplan.store.standings import in_force
from coordplan.text.folding import SIGNS_BETWEEN_WORDS, words_apart


def _words_apart_sql(text: str) -> str:
    for sign in SIGNS_BETWEEN_WORDS:
        text = f"replace({text}, '{sign}', ' ')"
    return text


_ACTIVITIES = f"SELECT a.id FROM activities AS a WHERE {in_force('a')}"
TEXTS = f"' ' || {_words_apart_sql('a.folded')}"
_ENTRY_TEXTS = "' ' || " + _words_apart_sql("fold(coalesce(e.evidence, '') || ' ' || coalesce(e.note, ''))")
# Of the bodies that words name
OF_BODIES = f"""{_ACTIVITIES} AND (
                a.lead IN (SELECT value FROM json_each(:bodies))
                OR EXISTS (
                    SELECT 1
                    FROM json_each(coalesce(a.partners, '[]')) AS w
                    JOIN json_each(:bodies) AS b ON b.value = w.value
                ))"""


def has_words_sql(words: Sequence[str], values: dict[str, Any], few: bool) -> str:
    """Return what holds every word in its id, activity or entries, or is of one of ``:bodies``; add the words' values.

    ``:resting`` has for each word the plans whose papers hold it. Of ``few`` occurrences each has its own entries
    looked up; of all, all entries are read once.
    """
    of_one = "e.occurrence_id = o.id AND" if few else ""
    terms = []
    for number, word in enumerate(words):
        values |= {f"word{number}": f"% {words_apart(word)}%", f"id{number}": f"{word}%"}
        terms.append(
            f"""(
                o.id LIKE :id{number}
                OR o.activity_id IN ({_ACTIVITIES} AND {TEXTS} LIKE :word{number})
                OR o.plan_id IN (SELECT value FROM json_each(:resting, '$[{number}]'))
                OR o.id IN (
                    SELECT e.occurrence_id
                    FROM entries AS e
                    WHERE {of_one} {in_force("e")} AND (e.evidence <> '' OR e.note <> '')
                      AND {_ENTRY_TEXTS} LIKE :word{number}
                ))"""
        )
    return f"(({' AND '.join(terms)}) OR o.activity_id IN ({OF_BODIES}))"
