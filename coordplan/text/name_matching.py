"""What is named, found among titles by id: by an id in any spelling, by a title, or by words of one.

An id or a whole title is as good as the id itself. Words of a title are a guess, which whoever writes has to confirm.
"""

import re
from collections.abc import Mapping, Sequence

from coordplan.named_tuples import NamedTuple
from coordplan.text.folding import fold, same_name_key, words_apart

_FEWEST_LETTERS = 2  # that name something by its title


class NameFound(NamedTuple):
    """What a name means: its id as the file has it, and how it was found."""

    id: str
    title: str
    typed: str
    is_guess: bool = False  # by words of its title
    lacks_year: bool = False  # that of the day asked about was taken


def spelling_key(text: str) -> tuple[str, ...]:
    """Return a key that is equal for spellings of an id or a name: ``gddt-04``, ``GDDT 4`` and ``gddt4`` have one."""
    runs = re.findall(r"[a-z]+|\d+", fold(text))
    return tuple(re.findall(r"[a-z]+|\d+", "".join(run if run.isalpha() else f" {int(run)} " for run in runs)))


def ids_spelled(wanted: str, names: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the ids of what is named in full, by id, title or short title in any spelling, else by initials.

    ``names``: titles by id.
    """
    for key_of in (str, same_name_key, fold, spelling_key):  # the nearest first: without their marks some are alike
        key = key_of(wanted)
        fitting = [id_ for id_, titles in names.items() if key and key in map(key_of, (id_, *titles))]
        if len(fitting) == 1 or (fitting and key_of is str):
            return fitting
    letters = fold(wanted)
    by_initials = [id_ for id_, titles in names.items() if letters in map(_initials, titles)]
    return fitting or (by_initials if len(letters) >= _FEWEST_LETTERS else [])


def _initials(title: str) -> str:
    """Return the first letters of a title as bodies are known by: ``Sở Giáo dục và Đào tạo`` is ``sgddt``."""
    return "".join(word[0] for word in words_apart(fold(title)).split() if word != "va")


def ids_by_words(wanted: str, names: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the ids of what has all these words in a title, from their beginnings on; the nearest alone.

    Nearest is what has them one behind the other, and with the marks as typed.
    """
    words = words_apart(fold(wanted)).split()
    if sum(letter.isalpha() for letter in "".join(words)) < _FEWEST_LETTERS:
        return []
    fitting = [id_ for id_, titles in names.items() if any(_holds(words, fold(title)) for title in titles)]
    phrase = " " + " ".join(words)
    marked = same_name_key(wanted).split()
    for is_nearer in (
        lambda title: phrase in f" {words_apart(fold(title))}",
        lambda title: _holds(marked, same_name_key(title)),
    ):
        fitting = [id_ for id_ in fitting if any(map(is_nearer, names[id_]))] or fitting
    return fitting


def _holds(words: Sequence[str], title: str) -> bool:
    there = words_apart(title).split()
    return all(any(each.startswith(word) for each in there) for word in words)
