"""Letters of before Unicode in a table, known by its words alone: in all of it, in single rows, in single cells."""

from collections.abc import Sequence

from coordplan.text.old_letters import OldLetters, in_unicode, is_written_in, letters_of_words


def with_letters_of_today(texts: Sequence[Sequence[str]]) -> tuple[list[list[str]], dict[int, OldLetters]]:
    """Return texts in Unicode, and the rows (from 1) whose words show that they were in old letters."""
    whole = letters_of_words(text for row in texts for text in row)
    converted: dict[int, OldLetters] = {}
    found: list[list[str]] = []
    for number, row in enumerate(texts, 1):
        of_row = whole or letters_of_words(row, alone=True)
        found.append([])
        for text in row:
            letters = None if text.isascii() else _letters_of_cell(text, of_row)
            new = text if letters is None else in_unicode(text, letters)
            if letters is not None and new != text:
                converted[number] = letters
            found[-1].append(new)
    return found, converted


def _letters_of_cell(text: str, of_row: OldLetters | None) -> OldLetters | None:
    if of_row is not None and is_written_in(text, of_row):
        return of_row
    return letters_of_words([text], alone=True)
