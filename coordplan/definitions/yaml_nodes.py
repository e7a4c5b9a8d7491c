"""YAML to nodes: the only module that knows PyYAML.

Built on the events of libyaml's C parser, which give the text of every scalar as written and its place; a loader would
keep the last of two equal keys silently and turn ``01`` into a number. Anchors, aliases and tags are refused, which
also ends recursion and alias bombs.
"""

import re
from collections.abc import Callable
from typing import Any

import yaml

from coordplan.definitions.nodes import TO_LINE_END, Broken, Items, Mapping, Node, Scalar, TextFile, TextPlace, place_of
from coordplan.definitions.problems import ProblemList
from coordplan.text.language import translate as _

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # a PyYAML built without libyaml: the same events, some thirty times slower
    from yaml import Loader as _Parser  # type: ignore[assignment]

DEEPEST = 20

_NOTHING = ("", "~", "null")
_TAB = re.compile(r" *\t")
_NO_SPACE = re.compile(r"\s*(?:- +)?[A-Za-z_]+:(?=\S)")
_KEY = re.compile(r"\s*(?:- +)?[^\s#'\"\[{][^#]*?: +(?=\S)")
_CLOSED_QUOTE = re.compile(r".*[\"']\s*$")

_Spot = tuple[int, int]  # line and column, from 1


class _StopError(Exception):
    """The rest of the file would only be guessed at."""


def read_nodes(file: TextFile, problems: ProblemList) -> Node | None:
    """Return what the file says, None where it is not YAML; then there is a problem that says why."""
    builder = _Builder(file, problems)
    try:
        parser = _Parser(file.text)
        try:
            return builder.document(parser.get_event)
        finally:
            parser.dispose()
    except _StopError:
        return None
    except yaml.MarkedYAMLError as fault:
        begun, spot = _spot(fault.context_mark), _spot(fault.problem_mark)
        if "maximum nesting depth" in str(fault.problem):  # libyaml itself gives up, since PyYAML 6.0.4
            builder.refuse_depth(*(spot or (1, 1)))
            return None
        where = spot or begun or (1, 1)
        for number in {where[0], begun[0] if begun else where[0]}:
            if found := _TAB.match(file.line(number)):
                sentence = _("there is a tab before the text of this line")
                problems.fault("tab", TextPlace(file, number, found.end()), sentence, _("indent with spaces"))
                return None
        place, sentence, way_out = _explained(file, str(fault.context or ""), begun, str(fault.problem or ""), where)
        problems.fault("yaml-syntax", TextPlace(file, *place), sentence, way_out)
    except (yaml.YAMLError, ValueError, RecursionError, MemoryError) as fault:
        problems.fault("yaml-syntax", TextPlace(file), _("this is not understood: {reason}").format(reason=fault))
    return None


def _spot(mark: Any) -> _Spot | None:
    return None if mark is None else (mark.line + 1, mark.column + 1)


class _Builder:
    """Makes nodes of the events of one file, without recursion."""

    def __init__(self, file: TextFile, problems: ProblemList) -> None:
        self._file = file
        self._problems = problems
        self._texts: dict[str, str] = {}  # short texts recur: one object for all of them

    def document(self, next_event: Callable[[], Any]) -> Node | None:
        """Return the one document, None where there is none."""
        next_event()  # the stream's start
        if type(next_event()) is not yaml.DocumentStartEvent:
            return None
        root = self._content(next_event)
        next_event()  # the document's end
        further = next_event()
        if type(further) is yaml.DocumentStartEvent:
            mark: Any = further.start_mark
            self._problems.fault(
                "several-documents",
                TextPlace(self._file, mark.line + 1, mark.column + 1, 3),
                _('a second document begins here ("---"); a file holds one'),
                _("move it to a file of its own"),
            )
            raise _StopError
        return root

    def refuse_depth(self, line: int, column: int) -> None:
        self._problems.fault(
            "too-deep",
            TextPlace(self._file, line, column),
            _("lists and mappings are nested more than {most} deep").format(most=DEEPEST),
            _("look for surplus brackets or dashes"),
        )

    def _content(self, next_event: Callable[[], Any]) -> Node:
        """Return the node that begins with the next event."""
        open_nodes: list[Items | Mapping] = []
        keys: list[Scalar | Broken | None] = []  # for each of them, the key that waits for its value
        while True:
            event = next_event()
            kind = type(event)
            branch: Items | Mapping | None = None
            if kind is yaml.ScalarEvent or kind is yaml.AliasEvent:
                node = self._leaf(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                branch = self._branch(event, len(open_nodes))
                node = branch if event.tag is None else Broken(branch.line, branch.column)
            else:
                ended = open_nodes.pop()
                keys.pop()
                if not open_nodes:
                    return ended
                continue
            if open_nodes:
                holder = open_nodes[-1]
                if isinstance(holder, Items):
                    holder.items.append(node)
                elif (key := keys[-1]) is None:
                    keys[-1] = self._key(node)
                else:
                    self._put(holder, key, node)
                    keys[-1] = None
            elif branch is None:
                return node
            if branch is not None:
                open_nodes.append(branch)
                keys.append(None)

    def _leaf(self, event: Any) -> Node:
        start = event.start_mark
        line, column = start.line + 1, start.column + 1
        if event.anchor is not None or event.tag is not None:  # an alias has an anchor
            self._refuse(event)
            return Broken(line, column)
        text = event.value
        if len(text) < 30:
            text = self._texts.setdefault(text, text)
        if not event.style:
            return Scalar(text, line, column, len(text), text in _NOTHING)
        end = event.end_mark
        return Scalar(text, line, column, end.column - start.column if end.line + 1 == line else TO_LINE_END, not text)

    def _branch(self, event: Any, depth: int) -> Items | Mapping:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        if depth >= DEEPEST:
            self.refuse_depth(line, column)
            raise _StopError
        return Mapping(line, column) if type(event) is yaml.MappingStartEvent else Items(line, column)

    def _key(self, node: Node) -> Scalar | Broken:
        if isinstance(node, Scalar | Broken):
            return node
        self._problems.fault(
            "bad-key",
            TextPlace(self._file, node.line, node.column),
            _("a key is one word, not a list or a mapping"),
            _("put the text in quotes if it begins with a bracket"),
        )
        return Broken(node.line, node.column)

    def _put(self, holder: Mapping, key: Scalar | Broken, node: Node) -> None:
        if type(key) is not Scalar:
            return
        if key.text == "<<":
            sentence = _('"<<" (a merge key) is not used in these files')
            self._problems.fault("merge-key", place_of(self._file, key), sentence, _("write the fields out"))
        elif key.text in holder.entries:
            sentence = _('"{key}" is here a second time; the first is on line {line}')
            sentence = sentence.format(key=key.text, line=holder.keys[key.text].line)
            self._problems.fault("duplicate-key", place_of(self._file, key), sentence, _("keep one of them"))
        else:
            holder.entries[key.text] = node
            holder.keys[key.text] = key

    def _refuse(self, event: Any) -> None:
        place = TextPlace(self._file, event.start_mark.line + 1, event.start_mark.column + 1)
        if event.anchor is not None:
            sentence = _("anchors and aliases (&, *) are not used in these files")
            way_out = _("write the value out; a text that begins with & or * needs quotes")
            self._problems.fault("anchor", place, sentence, way_out)
        if type(event) is not yaml.AliasEvent and event.tag is not None:
            sentence = _('tags ("!") are not used in these files')
            self._problems.fault("tag", place, sentence, _("take it out; a text that begins with ! needs quotes"))


def _explained(file: TextFile, context: str, begun: _Spot | None, problem: str, spot: _Spot) -> tuple[_Spot, str, str]:
    """Return where the parser stumbled, what is wrong there and a way out, given its sentence and where that began."""
    line, column = spot
    text = file.line(line)
    start = begun or spot
    if "cannot start any token" in problem and column <= len(text):
        sentence = _('a text cannot begin with "{sign}"').format(sign=text[column - 1])
        return spot, sentence, _("put the text in quotes")
    if "quoted scalar" in context and "unexpected end" in problem:
        return start, _("this quote is not closed"), _("close it, or take it away")
    if "unknown escape" in problem or "did not find expected hexdecimal" in problem:
        sentence = _("a backslash in double quotes begins a special character; this is not one")
        return spot, sentence, _("write it twice (\\\\), or use single quotes")
    if context.startswith("while parsing a flow"):
        return start, _("this bracket is not closed"), _("close it, and put commas between the entries")
    for number in dict.fromkeys((start[0], line, line - 1)):  # the line of the fault, where it began, or just above
        if found := _NO_SPACE.match(file.line(number)):
            return (number, found.end()), _("there is no space after the colon"), _("write it as: key: value")
    if "mapping values are not allowed" in problem:
        key = _KEY.match(text)
        if key and key.end() < column:
            return spot, _('": " is inside a text that is not in quotes'), _("put the whole text in quotes")
        sentence = _("this line is further right than the ones it belongs to, or the line above ends in a text")
        return spot, sentence, _("give the fields of one entry the same indentation")
    if "expected ':'" in problem:
        sentence = _('this line is not "key: value"')
        return start, sentence, _("add the colon, or indent it as part of the text above")
    if "expected alphabetic" in problem or "alias" in context or "anchor" in context:
        return start, _("a text cannot begin with * or &"), _("put the text in quotes")
    if "did not find expected key" in problem or "expected '-'" in problem:
        if _CLOSED_QUOTE.match(text[: column - 1]):
            sentence = _("the text continues after its closing quote")
            return spot, sentence, _("put the whole text in quotes, with the inner ones doubled or of the other kind")
        sentence = _("this line is not aligned with the ones it belongs to")
        way_out = _("give the fields of one entry the same indentation, and each entry of a list its dash")
        return spot, sentence, way_out
    if "sequence entries are not allowed" in problem:
        way_out = _("begin it on a line of its own, or put the text in quotes")
        return spot, _("a list cannot begin here"), way_out
    sentence = _("this is not understood: {reason}").format(reason=", ".join(filter(None, (context, problem))))
    return spot, sentence, _("check this line and the one above it")
