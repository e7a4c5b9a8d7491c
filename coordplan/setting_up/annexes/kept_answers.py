"""Where the answers about an annex are kept, so that nobody gives them twice."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import count, takewhile
from pathlib import Path

from coordplan.cli.output import write_file
from coordplan.cli.placing import refuse_source
from coordplan.errors import CoordplanError, Refused
from coordplan.model import Definitions
from coordplan.named_tuples import NamedTuple
from coordplan.setting_up.annexes.answer_set import Answers, GivenAnswer, with_new_answers, write_answers
from coordplan.setting_up.annexes.answers_file import AnswerChecks, read_answers
from coordplan.setting_up.annexes.grid import TextGrid, one_line
from coordplan.setting_up.annexes.import_options import ImportOptions
from coordplan.text.folding import same_name_key
from coordplan.text.language import translate as _

_CELL = re.compile(r"(?:.+!)?(?:[A-Z]{1,3}\d{1,7}|R\d+C\d+)")


class KeptAnswers(NamedTuple):
    """What is known of an annex before anything is asked, and where new answers go."""

    path: Path | None  # as named; None: beside the annex, where that is needed
    annex: Path
    digest: str
    known: Answers

    def save(self, given: Sequence[GivenAnswer], columns: Mapping[str, str]) -> Path:
        """Write what is known with the answers given; what is there already and says the same stays as it is."""
        found = with_new_answers(self.known, given, self.annex.name, self.digest)
        found = found._replace(columns={**found.columns, **columns})
        path = self.path or self._free()
        if found != self.known or not path.exists():
            write_file(path, iter([write_answers(found)]))
        return path

    def columns_in(self, grids: Iterable[TextGrid]) -> dict[str, str]:
        """Return which field a column holds, of the columns of other annexes those that this one has."""
        there = {same_name_key(one_line(cell.text)) for grid in grids for row in grid.rows for cell in row if cell.text}
        columns = self.known.columns.items()
        return {name: field for name, field in columns if field and same_name_key(one_line(name)) in there}

    def earlier(self) -> Path | None:
        """Return the newest file of answers beside the annex, None where none is there or another one is named."""
        there = list(takewhile(Path.exists, self._beside()))
        return there[-1] if there and self.path is None else None

    def _free(self) -> Path:
        """Return a file beside the annex that nobody has written."""
        return next(path for path in self._beside() if not path.exists())

    def _beside(self) -> Iterator[Path]:
        yield self.annex.with_name(f"{self.annex.stem}.answers.yaml")
        yield from (self.annex.with_name(f"{self.annex.stem}.answers-{number}.yaml") for number in count(2))


def kept_answers(named: str | None, annex: Path, definitions: Definitions) -> KeptAnswers:
    """Return what a file of answers knows of an annex; one that is not there yet knows nothing."""
    refuse_source(named, str(annex))
    path = None if named is None else Path(named)
    if path is not None and path.suffix.lower() not in (".yaml", ".yml"):
        raise Refused(
            _("{path}: answers are kept in a file that ends in .yaml.").format(path=named),
            _("For example: --answers {path}").format(path=path.with_suffix(".yaml")),
        )
    known = read_answers(path, definitions) if path is not None and path.exists() else Answers()
    return KeptAnswers(path, annex, sha256(annex.read_bytes()).hexdigest(), known)


def given_by_options(options: ImportOptions, definitions: Definitions) -> list[GivenAnswer]:
    """Return what the options say as answers, so that they are kept too."""
    checks = AnswerChecks(definitions)
    found = []
    if options.year is not None:
        found.append(GivenAnswer("year", "", answer=str(options.year)))
    if options.contents:
        found.append(GivenAnswer("content", "", answer=",".join(options.contents)))
    if options.lead:
        found.append(GivenAnswer("lead", "", answer=options.lead))
    if options.due:
        found.append(GivenAnswer("deadline", "", answer=options.due))
    for each in options.answers:
        words, _equals, answer = each.rpartition("=")
        is_cell = _CELL.fullmatch(words.strip()) is not None
        cell, words = (words.strip(), "") if is_cell else ("", words.strip())
        with suppress(CoordplanError):  # an id that nobody has is told by the rows that it is said of
            kind = checks.kind_of(answer.strip())
            found.append(GivenAnswer(kind, same_name_key(cell or words), words, cell, answer.strip()))
    return found
