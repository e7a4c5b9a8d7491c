"""A question for words, narrowed to what may have them before the rule (``word_rule``) is asked."""

import sqlite3

from coordplan.store import spans
from coordplan.store.changes import latest_change
from coordplan.store.questions import Question
from coordplan.store.standings import in_force
from coordplan.store.word_rule import OF_BODIES, TEXTS
from coordplan.text.folding import words_apart


def narrowed_by_words(connection: sqlite3.Connection, question: Question) -> Question:
    """Return a question for words that asks only of what may have the rarest of them.

    The same question where each is in more than a sixteenth of all, or what is derived is stale: the rule alone reads
    all spans and all entries, at a million occurrences for 3.5 s.
    """
    if not spans.are_good_for(connection, latest_change(connection)):
        return question
    found: tuple[str, ...] | None = None
    most = spans.a_part_of_all(connection, 16)
    # The longest is the rarest, as a rule, and stops the others early
    for number, word in sorted(enumerate(question.words), key=lambda each: -len(each[1])):
        values = {
            **question.values(),
            "typed": word,
            "piece": max(words_apart(word).split(), key=len),  # 12-bc are two words of an entry
            "most": most,
        }
        ids = tuple(row[0] for row in connection.execute(_that_may_have(number), values))
        if len(ids) <= most:
            found, most = ids, len(ids)
    return question if found is None else question._replace(occurrences=found)


def _that_may_have(number: int) -> str:
    """Return the query of the occurrences that may have the word of a number, or are of a body that words name.

    The id of an occurrence begins with that of its activity; words of entries begin as the piece does.
    """
    return f"""
        SELECT DISTINCT id
        FROM (
            SELECT o.id
            FROM activities AS a
            JOIN occurrences AS o ON o.activity_id = a.id
            WHERE a.id LIKE :id{number}
               OR :typed LIKE a.id || '%'
               OR {TEXTS} LIKE :word{number}
               OR a.plan_id IN (SELECT value FROM json_each(:resting, '$[{number}]'))
               OR a.id IN ({OF_BODIES})
            UNION ALL
            SELECT e.occurrence_id
            FROM entry_words AS w
            JOIN entries AS e ON e.row = w.entry
            WHERE w.word >= :piece AND w.word < :piece || CAST(x'FF' AS TEXT) AND {in_force("e")}
        )
        LIMIT :most + 1"""
