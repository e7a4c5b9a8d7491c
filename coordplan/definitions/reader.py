"""YAML to nodes: the only module that knows PyYAML.

Built on the events of libyaml's C parser, which give the text of every scalar as written and its place; a loader would
keep the last of two equal keys silently and turn ``01`` into a number. Anchors, aliases and tags are refused, which
also ends recursion and alias bombs.
"""

from collections.abc import Callable
from typing import Any

import yaml

from coordplan.definitions.findings import Findings
from coordplan.definitions.nodes import TO_LINE_END, Broken, Items, Mapping, Node, Place, Scalar, TextFile
from coordplan.definitions.syntax import explain
from coordplan.text.language import translate as _

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # a PyYAML built without libyaml: the same events, some thirty times slower
    from yaml import Loader as _Parser  # type: ignore[assignment]

DEEPEST = 20

_NOTHING = ("", "~", "null")


class _StopError(Exception):
    """The rest of the file would only be guessed at."""


def read_nodes(file: TextFile, findings: Findings) -> Node | None:
    """Return what the file says, None where it is no YAML: a finding says why."""
    try:
        parser = _Parser(file.text)
        try:
            return _Builder(parser, file, findings).document()
        finally:
            parser.dispose()
    except _StopError:
        return None
    except yaml.MarkedYAMLError as fault:
        begun, spot = _spot(fault.context_mark), _spot(fault.problem_mark)
        if "maximum nesting depth" in str(fault.problem):  # libyaml itself gives up, since PyYAML 6.0.4
            _refuse_depth(file, findings, *(spot or (1, 1)))
            return None
        explain(file, findings, str(fault.context or ""), begun, str(fault.problem or ""), spot or begun or (1, 1))
    except (yaml.YAMLError, ValueError, RecursionError, MemoryError) as fault:
        findings.fault("yaml-syntax", Place(file), _("this is not understood: {reason}").format(reason=fault))
    return None


def _refuse_depth(file: TextFile, findings: Findings, line: int, column: int) -> None:
    findings.fault(
        "too-deep",
        Place(file, line, column),
        _("lists and mappings stand more than {most} deep in one another").format(most=DEEPEST),
        _("look for brackets or dashes that are too many"),
    )


def _spot(mark: Any) -> tuple[int, int] | None:
    return None if mark is None else (mark.line + 1, mark.column + 1)


class _Builder:
    """Makes nodes of the events of one file, without recursion."""

    def __init__(self, parser: "_Parser", file: TextFile, findings: Findings) -> None:
        self._next: Callable[[], Any] = parser.get_event
        self._file = file
        self._findings = findings
        self._texts: dict[str, str] = {}  # short texts recur: one object for all of them

    def document(self) -> Node | None:
        """Return the one document, None where there is none."""
        self._next()  # the stream's start
        root: Node | None = None
        opening = self._next()
        if type(opening) is yaml.DocumentStartEvent:
            root = self._content()
            self._next()  # the document's end
            further = self._next()
            if type(further) is yaml.DocumentStartEvent:
                mark: Any = further.start_mark
                self._findings.fault(
                    "several-documents",
                    Place(self._file, mark.line + 1, mark.column + 1, 3),
                    _('a second document begins here ("---"); a file holds one'),
                    _("move it to a file of its own"),
                )
                raise _StopError
        return root

    def _content(self) -> Node:
        """Return the node that begins with the next event."""
        open_nodes: list[Items | Mapping] = []
        keys: list[Scalar | Broken | None] = []  # for each of them, the key that waits for its value
        while True:
            event = self._next()
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
        return Scalar(text, line, column, end.column - start.column if end.line + 1 == line else TO_LINE_END)

    def _branch(self, event: Any, depth: int) -> Items | Mapping:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        if depth >= DEEPEST:
            _refuse_depth(self._file, self._findings, line, column)
            raise _StopError
        return Mapping(line, column) if type(event) is yaml.MappingStartEvent else Items(line, column)

    def _key(self, node: Node) -> Scalar | Broken:
        if isinstance(node, Scalar | Broken):
            return node
        self._findings.fault(
            "bad-key",
            Place(self._file, node.line, node.column),
            _("a key is one word; a list or a mapping stands here"),
            _("put the text in quotes if it begins with a bracket"),
        )
        return Broken(node.line, node.column)

    def _put(self, holder: Mapping, key: Scalar | Broken, node: Node) -> None:
        if type(key) is not Scalar:
            return
        if key.text == "<<":
            self._findings.fault(
                "merge-key",
                Place(self._file, key.line, key.column, key.width),
                _('"<<" (a merge key) is not used in these files'),
                _("write the fields out"),
            )
        elif key.text in holder.entries:
            first = holder.keys[key.text]
            self._findings.fault(
                "duplicate-key",
                Place(self._file, key.line, key.column, key.width),
                _('"{key}" stands here a second time; the first is on line {line}').format(
                    key=key.text, line=first.line
                ),
                _("keep one of them"),
            )
        else:
            holder.entries[key.text] = node
            holder.keys[key.text] = key

    def _refuse(self, event: Any) -> None:
        mark = event.start_mark
        place = Place(self._file, mark.line + 1, mark.column + 1)
        if event.anchor is not None:
            self._findings.fault(
                "anchor",
                place,
                _("anchors and aliases (&, *) are not used in these files"),
                _("write the value out; a text that begins with & or * stands in quotes"),
            )
        if type(event) is not yaml.AliasEvent and event.tag is not None:
            self._findings.fault(
                "tag",
                place,
                _('tags ("!") are not used in these files'),
                _("take it out; a text that begins with ! stands in quotes"),
            )
