"""What paragraphs of a Word document show, run by run: by the look of each, of its style, and of the whole document."""

from collections.abc import Collection, Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from coordplan.named_tuples import NamedTuple
from coordplan.office_files.containers import Container
from coordplan.office_files.shown_runs import ShownRun
from coordplan.text.old_letters import letters_of_font

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {
    f"{_W}tab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "\u00ad",  # the letter ư of TCVN3
}
_SHOWN = {f"{_W}t", *_SIGNS}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr")} | {_FALLBACK}
_MOST_STYLES = 20  # that one may rest on another, and so on


class _Look(NamedTuple):
    """What a run, a style or the document says of letters; None where it says nothing."""

    struck: bool | None = None
    hidden: bool | None = None
    font: str | None = None

    def over(self, other: "_Look") -> "_Look":
        return _Look(
            other.struck if self.struck is None else self.struck,
            other.hidden if self.hidden is None else self.hidden,
            self.font or other.font,
        )


class WordLooks:
    """The styles of a document."""

    def __init__(self, container: Container) -> None:
        self._styles: dict[str, Element] = {}
        self._looks: dict[str, _Look] = {}
        self._usual = ""  # the style of paragraphs that name none
        self._defaults = _Look()
        name = container.main.rpartition("/")[0] + "/styles.xml"
        with ZipFile(BytesIO(container.data)) as archive:
            if name not in archive.namelist():
                return
            text = archive.read(name)
        try:
            root = ElementTree.fromstring(text)  # noqa: S314  looked through by container_of
        except ElementTree.ParseError:
            return
        self._defaults = _look(root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
        for style in root.iter(f"{_W}style"):
            id_ = style.get(f"{_W}styleId", "")
            self._styles.setdefault(id_, style)
            if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in ("1", "true", "on"):
                self._usual = id_

    def runs(self, paragraph: Element) -> Iterator[ShownRun]:
        """Yield the runs of a paragraph: what was put in with changes tracked too, not what was deleted."""
        named = paragraph.find(f"{_W}pPr/{_W}pStyle")
        below = self._style(self._usual if named is None else named.get(f"{_W}val", "")).over(self._defaults)
        for run in nodes_within(paragraph, (f"{_W}r",)):
            text = "".join(_SIGNS.get(node.tag, node.text or "") for node in nodes_within(run, _SHOWN))
            if text:
                own = run.find(f"{_W}rPr")
                style = None if own is None else own.find(f"{_W}rStyle")
                look = _look(own).over(_Look() if style is None else self._style(style.get(f"{_W}val", ""))).over(below)
                yield ShownRun(text, bool(look.struck), bool(look.hidden), letters_of_font(look.font or ""))

    def _style(self, id_: str) -> _Look:
        if id_ not in self._looks:
            look, named = _Look(), id_
            for _step in range(_MOST_STYLES):
                if (style := self._styles.get(named)) is None:
                    break
                look = look.over(_look(style.find(f"{_W}rPr")))
                based = style.find(f"{_W}basedOn")
                named = "" if based is None else based.get(f"{_W}val", "")
            self._looks[id_] = look
        return self._looks[id_]


def nodes_within(node: Element, tags: Collection[str]) -> Iterator[Element]:
    """Yield what has one of these tags in its order, out of whatever holds it (sections, content controls)."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if node.tag in tags:
            yield node
        elif node.tag not in _LEFT_OUT:
            waiting += reversed(node)


def _look(properties: Element | None) -> _Look:
    if properties is None:
        return _Look()
    struck = [found for name in ("strike", "dstrike") if (found := _switch(properties, name)) is not None]
    fonts = properties.find(f"{_W}rFonts")
    font = None if fonts is None else fonts.get(f"{_W}hAnsi") or fonts.get(f"{_W}ascii")
    return _Look(any(struck) if struck else None, _switch(properties, "vanish"), font)


def _switch(properties: Element, name: str) -> bool | None:
    found = properties.find(f"{_W}{name}")
    return None if found is None else found.get(f"{_W}val", "1") not in ("0", "false", "off")
