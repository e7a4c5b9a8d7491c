"""What a cell shows: its words without those that are struck through or hidden, converted where a font says so."""

from collections.abc import Iterable
from itertools import groupby

from coordplan.named_tuples import NamedTuple
from coordplan.office_files.shown_runs import ShownRun
from coordplan.setting_up.annexes.grid import GridMarks, Spot, one_line, tidy
from coordplan.text.old_letters import OldLetters, in_unicode, is_written_in


class ShownText(NamedTuple):
    """The words of a cell, and those that do not count."""

    text: str
    struck: str = ""
    hidden: str = ""
    letters: OldLetters | None = None  # from which words were converted, by their font


def shown_text(paragraphs: Iterable[Iterable[ShownRun]]) -> ShownText:
    """Return what the paragraphs of a cell show together."""
    texts: list[str] = []
    struck: list[str] = []
    hidden: list[str] = []
    letters: OldLetters | None = None
    for runs in paragraphs:
        words: list[str] = []
        for (is_struck, is_hidden, font), alike in groupby(runs, lambda run: run[1:]):
            text = "".join(run.text for run in alike)
            if font is not None and not text.isascii() and is_written_in(text.strip(), font.letters):
                text, letters = in_unicode(text, *font), font.letters
            elif font is not None and font.capitals:
                text = text.upper()
            (struck if is_struck else hidden if is_hidden else words).append(text)
        texts.append("".join(words))
    return ShownText("\n".join(texts), one_line(tidy(" ".join(struck))), one_line(tidy(" ".join(hidden))), letters)


class MarksSeen:
    """Collects, while a table is read, what its cells show beside their words."""

    def __init__(self) -> None:
        self.struck: dict[Spot, str] = {}
        self.hidden: dict[Spot, str] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.days: set[Spot] = set()
        self.numbers: set[Spot] = set()
        self.letters: dict[int, OldLetters] = {}

    def text_of(self, row: int, column: int, shown: ShownText) -> str:
        """Return the words of a cell, and keep what does not count of it."""
        if shown.struck:
            self.struck[row, column] = shown.struck
        if shown.hidden:
            self.hidden[row, column] = shown.hidden
        if shown.letters is not None:
            self.letters[row] = shown.letters
        return shown.text

    def marks(self) -> GridMarks:
        return GridMarks(
            struck=self.struck,
            hidden=self.hidden,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            days=frozenset(self.days),
            numbers=frozenset(self.numbers),
            letters=self.letters,
        )
