"""The places of a report where a person writes: what the office keeps for them, else a mark of what belongs there."""

from coordplan.paper.document import Heading, Paragraph, Part, place_words
from coordplan.sending.reports.values import PeriodReport

_ENDS = (".", "!", "?", "…", ":", ";", ",", "]")  # with which a paragraph may end; or with one of these and a quote
_QUOTES = "\"”»'’"


def written(report: PeriodReport, name: str, asked: str) -> tuple[Paragraph, ...]:
    """Return what a person wrote for a place, a paragraph each; else the marked place with what is asked for."""
    text = report.texts.get(name, "").strip()
    if not text:
        return (Paragraph(place_words(asked), "place"),)
    return tuple(Paragraph(_ended(" ".join(each.split()))) for each in text.split("\n\n") if each.strip())


def _ended(text: str) -> str:
    """Return what a person wrote as it ends a sentence: with a full stop, unless it has a sign of its own there."""
    return text if text.rstrip(_QUOTES).endswith(_ENDS) else f"{text}."


def place_part(report: PeriodReport, name: str, heading: Heading | None, asked: str) -> Part:
    """Return a part that a person writes."""
    return Part(name, heading, written(report, name, asked))
