"""News for a mail: sections of short lines under headings, the same as text, as Markdown and (in mail_html) as HTML."""

from collections.abc import Iterator

from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Tone
from coordplan.text.writing import plain


class NewsLine(NamedTuple):
    """A line of a section; in HTML its name stands out from the rest."""

    rest: str
    name: str = ""
    mark: str = ""  # before it: 1. or -

    @property
    def text(self) -> str:
        return plain(f"{self.name}{self.rest}")


class NewsSection(NamedTuple):
    heading: str
    tone: Tone
    lines: tuple[NewsLine, ...] = ()


class MailNews(NamedTuple):
    """What is said in a mail; its title is the subject line."""

    title: str
    opening: tuple[str, ...]
    sections: tuple[NewsSection, ...]
    closing: tuple[str, ...]


def mail_news_lines(news: MailNews, titled: bool) -> Iterator[str]:
    """Yield news as lines of text, a line for each thing: a mail program wraps them as wide as it is."""
    if titled:
        yield from (plain(news.title), "")
    yield from map(plain, news.opening)
    for section in news.sections:
        yield ""
        yield plain(section.heading)
        yield from (f"{line.mark} {line.text}".strip() for line in section.lines)
    yield ""
    yield from map(plain, news.closing)
