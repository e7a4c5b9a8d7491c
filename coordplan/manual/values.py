"""A topic of the manual, and how it is found by what somebody types."""

import re
from collections.abc import Iterable, Sequence

from coordplan.named_tuples import NamedTuple
from coordplan.text.folding import fold
from coordplan.text.topics import TOPICS

_COMMENT = re.compile(r"^<!--.*?-->\n+", re.MULTILINE)  # for the test that runs the commands


class Topic(NamedTuple):
    """A topic in one language: its text is Markdown, with a title and a sentence that says what it is about."""

    name: str
    title: str
    summary: str
    text: str


def parse_topic(name: str, source: str) -> Topic:
    """Return the topic that a file holds: ``# Title``, a sentence, and the rest."""
    text = _COMMENT.sub("", source)
    title, _newline, rest = text.removeprefix("# ").partition("\n")
    summary = " ".join(rest.strip().partition("\n\n")[0].split())
    return Topic(name, title.strip(), summary, text)


def _key(words: str) -> str:
    return "".join(filter(str.isalnum, fold(words)))


def topic_named(words: str) -> str | None:
    """Return the English name of the topic that words name, in either language, with marks or without; else None."""
    wanted = _key(words)
    return next((topic for topic, other in TOPICS.items() if wanted in (_key(topic), _key(other))), None)


def topics_about(words: str, topics: Iterable[Topic]) -> Sequence[Topic]:
    """Return the topics with these words: in the title or name where one has them there, else in the text."""
    wanted = fold(words).split()
    topics = list(topics)
    heads = [each for each in topics if _has(wanted, f"{each.name} {each.title} {each.summary}")]
    return heads or [each for each in topics if _has(wanted, each.text)]


def _has(words: Sequence[str], text: str) -> bool:
    folded = fold(text)
    return bool(words) and all(re.search(rf"\b{re.escape(word)}", folded) for word in words)
