"""Topics of the manual as a man page: the macros of man(7), for ``man ./coordplan.1`` on Linux and macOS."""

from collections.abc import Iterable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKS = {"strong_open": r"\fB", "em_open": r"\fI", "strong_close": r"\fR", "em_close": r"\fR", "softbreak": " "}


def render_man_page(
    name: str, version: str, purpose: str, commands: Iterable[str], topics: Sequence[str]
) -> Iterator[str]:
    """Yield the lines: what the program is, its commands as the help lists them, each topic as a section."""
    yield f'.TH {name.upper()} 1 "" "{name} {version}"'
    yield ".SH NAME"
    yield f"{name} \\- {_escaped(purpose)}"
    yield ".SH SYNOPSIS"
    yield from _as_typed(commands)
    parser = MarkdownIt("commonmark").enable("table")
    for source in topics:
        yield from _blocks(parser.parse(source))


def _escaped(text: str) -> str:
    return text.replace("\\", r"\e").replace("-", r"\-")


def _line(text: str) -> str:
    """Return a line that no macro begins."""
    return rf"\&{text}" if text[:1] in (".", "'") else text


def _inline(token: Token) -> str:
    parts = []
    for each in token.children or ():
        if each.type == "code_inline":
            parts.append(rf"\fB{_escaped(each.content)}\fR")
        else:
            parts.append(_MARKS.get(each.type, _escaped(each.content)))
    return _line("".join(parts))


def _as_typed(lines: Iterable[str]) -> Iterator[str]:
    yield from (".PP", ".RS 2", ".nf")
    yield from (_line(_escaped(line)) for line in lines)
    yield from (".fi", ".RE")


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    lists: list[int | None] = []  # the number of the last item of each list that is open; None without numbers
    opening = ".PP"  # of the next paragraph
    cells: list[str] = []
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            words = _inline(tokens[number + 1])
            yield f".SH {words.upper()}" if token.tag == "h1" else f".SS {words}"
            opening = ""
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(None if token.type == "bullet_list_open" else int(token.attrGet("start") or 1) - 1)
            if len(lists) > 1:
                yield ".RS 4"
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
            if lists:
                yield ".RE"
            opening = ".PP"
        elif token.type == "list_item_open":
            last = lists[-1]
            if last is None:
                opening = r".IP \(bu 2"
            else:
                lists[-1] = last + 1
                opening = f".IP {last + 1}. 4"
        elif token.type in ("fence", "code_block"):
            yield from _as_typed(token.content.rstrip("\n").split("\n"))
            opening = ".PP"
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield from (".TP", rf"\fB{cells[0]}\fR", "; ".join(filter(None, cells[1:])) or r"\&")
        elif token.type == "inline" and tokens[number - 1].type in ("td_open", "th_open"):
            cells.append(_inline(token))
        elif token.type == "inline" and tokens[number - 1].type == "paragraph_open":
            if opening:
                yield opening
            yield _inline(token)
            opening = ".PP"
