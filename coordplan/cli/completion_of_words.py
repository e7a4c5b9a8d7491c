"""What the shell offers after Tab where one of some words is wanted: standings, colours, progress, topics."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import typer

from coordplan.cli.completion import Offered, complete_period, fits
from coordplan.text.folding import fold
from coordplan.text.language import language
from coordplan.text.typed_words import (
    TYPED_COLOURS,
    TYPED_PROGRESS,
    TYPED_STANDINGS,
    TYPED_TIMES,
)

Offers = list[str | tuple[str, str]]


def _of_table(incomplete: str, table: Mapping[Any, Sequence[str]]) -> Offers:
    """Return the codes of a table that fit what was typed, each with the words that may be typed in its place."""
    wanted = fold(incomplete.strip("'\""))
    return [
        (Offered(code), words[0] if language() == "vi" else code.replace("_", " ").replace("-", " "))
        for code, words in table.items()
        if any(fits(wanted, code, each) for each in words)
    ]


def complete_standing(incomplete: str) -> Offers:
    return _of_table(incomplete, TYPED_STANDINGS)


def complete_progress(incomplete: str) -> Offers:
    return _of_table(incomplete, TYPED_PROGRESS)


def complete_colour(incomplete: str) -> Offers:
    return _of_table(incomplete, TYPED_COLOURS)


def complete_time(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer what figures may be compared with."""
    return [*_of_table(incomplete, TYPED_TIMES), *complete_period(ctx, incomplete)]


def complete_language(incomplete: str) -> Offers:
    return [each for each in ("vi", "en") if each.startswith(incomplete)]


def complete_topic(incomplete: str) -> Offers:
    """Offer the topics of the manual in the language in use, then the commands."""
    from coordplan.cli.command_table import COMMANDS
    from coordplan.text.topics import TOPICS

    topics: Iterable[str] = TOPICS.values() if language() == "vi" else TOPICS
    return [each for each in (*topics, *COMMANDS, "commands") if each.startswith(incomplete)]
