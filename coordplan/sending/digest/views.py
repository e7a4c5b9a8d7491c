"""A digest in each format, for whom it is meant: for the office with ids and commands, for a leader as news."""

from collections.abc import Iterator

from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Page
from coordplan.paper.mail import MailDraft
from coordplan.paper.mail_html import render_mail_news, render_mail_page
from coordplan.paper.mail_news import MailNews, mail_news_lines
from coordplan.paper.markdown import render_markdown, render_markdown_news
from coordplan.paper.plain import MAIL_WIDTH, render_text


class DigestView(NamedTuple):
    """What is given out."""

    content: Page | MailNews
    subject: str
    is_empty: bool

    def lines(self, output_format: str) -> Iterator[str]:
        """Return the lines of a file or of standard output: ``table`` (text), ``md`` or ``.html``."""
        if output_format == ".html":
            return iter([self.html(titled=True)])
        if output_format == "md":
            return (
                render_markdown_news(self.content)
                if isinstance(self.content, MailNews)
                else render_markdown(self.content)
            )
        return self.text(titled=True)

    def text(self, titled: bool) -> Iterator[str]:
        if isinstance(self.content, MailNews):
            return mail_news_lines(self.content, titled)
        return render_text(self.content, MAIL_WIDTH)

    def html(self, titled: bool) -> str:
        if isinstance(self.content, MailNews):
            return render_mail_news(self.content, titled)
        return render_mail_page(self.content, titled)

    def draft(self) -> MailDraft:
        """Return the mail, as text and as HTML that says the same; what its subject line says is not said twice."""
        text = "".join(f"{line}\n" for line in self.text(titled=False))
        return MailDraft("", self.subject, text, html=self.html(titled=False))
