"""Gathers the rows of a report: occurrences with the words that stand beside them in papers."""

from collections.abc import Iterable, Mapping

from coordplan.dates.period_words import occurrence_period
from coordplan.model import DONE, Activity, ProofFile
from coordplan.named_tuples import NamedTuple
from coordplan.seeing.lister import listed_rows
from coordplan.seeing.opening import Reading
from coordplan.seeing.unprinted import unprinted_schedules
from coordplan.sending.reports.occurrence_names import within_sentence
from coordplan.sending.reports.speaker import Speaker
from coordplan.sending.reports.values import ReportRow
from coordplan.store.correspondence import Obstacle
from coordplan.store.entries import proof_files
from coordplan.store.questions import Question
from coordplan.store.schema import ACTIVITIES
from coordplan.store.standings import in_force


class RowWords(NamedTuple):
    """What stands beside occurrences, by their activities or their own ids; asked for once for a report."""

    speaker: Speaker
    activities: Mapping[str, tuple[int, Activity]]  # with their places among all
    contents: Mapping[str, str]
    schedules: Mapping[str, str]
    files: Mapping[str, tuple[ProofFile, ...]]
    difficulties: Mapping[str, str]
    recommendations: Mapping[str, str]

    def names_of(self, occurrences: Iterable[str]) -> tuple[str, ...]:
        """Return the activities of some occurrences as a sentence has them, each with its periods: once."""
        periods: dict[str, list[str]] = {}
        for occurrence in occurrences:
            activity = occurrence.partition("@")[0]
            periods.setdefault(activity, []).append(occurrence_period(occurrence))
        return tuple(", ".join((self._name_of(id_), *filter(None, words))) for id_, words in periods.items())

    def _name_of(self, activity: str) -> str:
        found = self.activities.get(activity)
        return activity if found is None else within_sentence(found[1].short or found[1].title)


def words_of_rows(reading: Reading, speaker: Speaker, obstacles: Iterable[Obstacle]) -> RowWords:
    """Return what stands beside the rows of a report."""
    said = list(obstacles)
    rows = reading.connection.execute(
        f"SELECT * FROM activities AS t WHERE {in_force('t')} ORDER BY id", {"up_to_change": reading.up_to_change}
    )
    return RowWords(
        speaker=speaker,
        activities={each.id: (place, each) for place, each in enumerate(map(ACTIVITIES.value_of, rows))},
        contents={content.id: content.short or content.title for content in reading.definitions.contents},
        schedules=unprinted_schedules(reading),
        files=proof_files(reading.connection, reading.as_of, reading.up_to_change),
        difficulties=_by_occurrence((each.occurrence, each.difficulties) for each in said),
        recommendations=_by_occurrence((each.occurrence, each.recommendations) for each in said),
    )


def report_rows(reading: Reading, words: RowWords, question: Question, order: str = "plan") -> tuple[ReportRow, ...]:
    """Return the occurrences asked for, in an order: ``plan`` or ``due``."""
    plans, speaker = reading.plan_titles, words.speaker
    found = []
    for row, work in listed_rows(reading, question, order):
        place, activity = words.activities[work.activity]
        found.append(
            ReportRow(
                work,
                plans.get(work.plan, work.plan),
                tuple(words.contents.get(id_, id_) for id_ in work.contents),
                speaker.name(work.lead, reading.body_title(work.lead)),
                tuple(speaker.name(each, reading.body_title(each)) for each in work.partners),
                row["output"] or "",
                difficulty=words.difficulties.get(work.occurrence, ""),
                recommendation=words.recommendations.get(work.occurrence, ""),
                files=words.files.get(work.occurrence, ()) if work.standing in DONE else (),
                schedule=words.schedules.get(work.activity, ""),
                short=activity.short,
                every=activity.every or "",
                weight=activity.weight,
                place=place,
            )
        )
    return tuple(found)


def _by_occurrence(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what is said of each occurrence; of several organizations, one after the other."""
    found: dict[str, str] = {}
    for occurrence, text in said:
        if text:
            line = on_one_line(text)
            found[occurrence] = f"{found[occurrence]}; {line}" if occurrence in found else line
    return found


def on_one_line(text: str) -> str:
    return " ".join(text.split())
