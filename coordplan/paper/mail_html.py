"""HTML as mail programs show it: tables 600 wide with plain colours beside each text, and nothing else.

Mail programs leave out style sheets, variables and whatever lies outside; some give the cells of a table no font of
their surroundings. So each cell says all of its own looks. What is used here is what caniemail.com finds shown by
Outlook, Gmail, Apple Mail, Yahoo and Thunderbird alike; the tests hold the list. Without any style the tables still
read in order.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from coordplan.paper.cells import Column, Page, Table, Tone, tone_of, write_cell
from coordplan.paper.mail_news import MailNews, NewsLine, NewsSection
from coordplan.text.language import language
from coordplan.text.writing import plain

MAIL_HTML_WIDTH = 600
_INK, _LINE, _HEAD = "#1f2937", "#d1d5db", "#eef2f7"
_TONES: dict[Tone, str] = {"good": "#166534", "bad": "#b91c1c", "warn": "#92400e", "dim": "#4b5563"}
_FONT = "font-family:Arial,Helvetica,sans-serif"


def render_mail_news(news: MailNews, titled: bool) -> str:
    """Return news as a mail's HTML; with its title above, where no subject line stands over it."""
    body = [
        *([_heading(news.title, 1, "")] if titled else []),
        *(_row(text) for text in news.opening),
        *(piece for section in news.sections for piece in _section(section)),
        *(_row(text, top=16 if number == 0 else 4) for number, text in enumerate(news.closing)),
    ]
    return _framed(news.title, body, titled)


def render_mail_page(page: Page, titled: bool = True) -> str:
    """Return sentences and tables as a mail's HTML; what it is about stands above in any case."""
    body = [_heading(page.title, 1, ""), *(_row(text, tone) for text, tone in page.sentences)]
    for table in page.tables:
        body += [_heading(table.title, 2, table.title_tone)] if table.title else []
        body.append(_outer("".join(_data_table(table))))
    return _framed(page.title, [*body, *(_row(text, tone, top=16) for text, tone in page.notes)], titled)


def _framed(title: str, rows: Iterable[str], alone: bool = True) -> str:
    """Return the whole; a file that stands alone names its main part, which a mail program would do itself."""
    frame = _table(f'width="{MAIL_HTML_WIDTH}" align="center"', f"width:{MAIL_HTML_WIDTH}px;max-width:100%")
    head = (
        f'<!doctype html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)}</title>\n</head>\n<body>\n"
    )
    begin, end = ('<div role="main">\n', "</div>\n") if alone else ("", "")
    return "".join((head, begin, frame, *(f"{row}\n" for row in rows), f"</table>\n{end}</body>\n</html>"))


def _table(attributes: str, style: str) -> str:
    return (
        f'<table role="presentation" lang="{language()}" {attributes} cellpadding="0" cellspacing="0" border="0" '
        f'style="{style};background-color:#ffffff">\n'
    )


def _outer(inside: str, top: int = 4) -> str:
    return f'<tr><td style="{_look(f"padding:{top}px 16px 4px 16px")}">{inside}</td></tr>'


def _look(more: str, tone: Tone = "", size: int = 15) -> str:
    return f"{_FONT};font-size:{size}px;line-height:1.45;color:{_TONES.get(tone, _INK)};{more}"


def _row(text: str, tone: Tone = "", top: int = 4) -> str:
    weight = ";font-weight:bold" if tone in ("strong", "warn") else ""
    style = _look(f"padding:{top}px 16px 4px 16px{weight}", tone)
    return f'<tr><td style="{style}">{_text(text)}</td></tr>'


def _heading(text: str, level: int, tone: Tone) -> str:
    size, top = (20, 16) if level == 1 else (16, 20)
    style = _look("margin:0;font-weight:bold", tone, size)
    cell = _look(f"padding:{top}px 16px 6px 16px")
    return f'<tr><td style="{cell}"><h{level} style="{style}">{_text(text)}</h{level}></td></tr>'


def _section(section: NewsSection) -> Iterator[str]:
    yield _heading(section.heading, 2, section.tone)
    if section.lines:
        rows = "".join(_line(line, section.tone) for line in section.lines)
        yield _outer(_table('width="100%"', "width:100%") + rows + "</table>", top=0)


def _line(line: NewsLine, tone: Tone) -> str:
    """Return a line of a section: its mark in a cell of its own, so that what wraps stays beside it."""
    name = f"<strong>{_text(line.name)}</strong>" if line.name else ""
    words = f'<td style="{_look("padding:3px 0 3px 0;vertical-align:top")}">{name}{_text(line.rest)}</td>'
    if not line.mark:
        return f"<tr>{words}</tr>\n"
    mark = _look("padding:3px 0 3px 0;width:26px;vertical-align:top", tone)
    return f'<tr><td width="26" style="{mark}">{_text(line.mark)}</td>{words}</tr>\n'


def _data_table(table: Table) -> Iterator[str]:
    yield (
        f'<table lang="{language()}" width="100%" cellpadding="0" cellspacing="0" border="0" '
        'style="width:100%;border-collapse:collapse">\n'
    )
    yield "<tr>"
    for column in table.columns:
        style = _look(f"{_cell_looks(column)};background-color:{_HEAD};font-weight:bold", size=13)
        yield f'<th scope="col" style="{style}">{_text(column.heading)}</th>'
    yield "</tr>\n"
    for row in table.rows:
        yield f"<tr>{''.join(_cells(table.columns, row))}</tr>\n"
    yield "</table>"


def _cells(columns: Sequence[Column], row: Sequence[object]) -> Iterator[str]:
    for column, value in zip(columns, row, strict=True):
        style = _look(_cell_looks(column), tone_of(column, value), size=13)
        text = _text(write_cell(value, column.kind))
        yield f'<td style="{style}">{text}</td>'


def _cell_looks(column: Column) -> str:
    width = ";width:38%" if column.kind == "text" else ""  # else short columns take what it needs on a phone
    return f"padding:4px 6px 4px 6px;border:1px solid {_LINE};text-align:{_side(column)};vertical-align:top{width}"


def _side(column: Column) -> str:
    return "right" if column.to_the_right else "left"


def _text(text: str) -> str:
    return escape(plain(text))
