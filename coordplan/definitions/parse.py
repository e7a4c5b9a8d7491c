"""Nodes to values, field by field, by the tables of ``fields``; what is wrong with a single field is found here."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from coordplan.definitions.fields import MOST_ENTRIES, Field
from coordplan.definitions.findings import Findings
from coordplan.definitions.nodes import Broken, Items, Mapping, Node, Scalar, TextFile, place_of
from coordplan.definitions.scalars import PARSERS, UnreadableError, parse_id
from coordplan.text.folding import nearest
from coordplan.text.language import translate as _

_NONE: frozenset[str] = frozenset()


class Values(NamedTuple):
    """The fields of a mapping that were understood, the keys of those that were not; whether all required ones were."""

    by_key: dict[str, Any]
    bad: frozenset[str] = _NONE
    complete: bool = True

    def text(self, key: str) -> str:
        value: str = self.by_key.get(key, "")
        return value

    def day(self, key: str) -> date | None:
        return self.by_key.get(key)

    def ids(self, key: str) -> tuple[str, ...]:
        value: tuple[str, ...] = self.by_key.get(key, ())
        return value


class FieldReader:
    """Reads mappings of one file."""

    def __init__(self, file: TextFile, findings: Findings) -> None:
        self.file = file
        self.findings = findings
        self._tables: dict[int, tuple[dict[str, Field], tuple[str, ...]]] = {}

    def values(self, node: Mapping, fields: Sequence[Field]) -> Values:
        """Return a mapping's values; a nested mapping or list of mappings stays a node."""
        table = self._tables.get(id(fields))
        if table is None:
            by_key = {field.key: field for field in fields}
            table = self._tables[id(fields)] = by_key, tuple(field.key for field in fields if field.required)
        known, required = table
        found: dict[str, Any] = {}
        bad: set[str] | None = None
        strangers: list[str] = []
        for key, child in node.entries.items():
            field = known.get(key)
            if field is None:
                self._unknown(node, key, known)
                strangers.append(key)
                continue
            if type(child) is Scalar:
                if child.empty or not child.text:
                    continue
                kind = field.kind
                if kind not in ("pairs", "nested", "many"):
                    try:
                        value = PARSERS[kind](child.text, field)
                    except UnreadableError as fault:
                        self.fault(fault.rule, child, key, fault.sentence, fault.way_out)
                        bad = {key} if bad is None else bad | {key}
                        continue
                    if value == "":
                        continue
                    found[key] = (value,) if kind == "ids" or kind == "lines" else value
                    continue
            structure = self._structure(field, child)
            if structure is None:
                bad = {key} if bad is None else bad | {key}
            elif structure != ():
                found[key] = structure
        node.keys = {}
        complete = True
        for key in required:
            if key not in found:
                complete = False
                if any(nearest(stranger, known, most=1) == [key] for stranger in strangers):
                    pass  # it stands there, misspelt, as has been told
                elif bad is None or key not in bad:
                    self.fault(
                        "missing-field",
                        node.entries.get(key, node),
                        key,
                        _("this is missing"),
                        _('add "{field}: ..."').format(field=key),
                    )
                bad = {key} if bad is None else bad | {key}
        return Values(found, frozenset(bad) if bad else _NONE, complete)

    def mappings(self, field: Field, node: Node | None) -> list[Mapping]:
        """Return the mappings in a list; what else stands in it is a finding."""
        if not isinstance(node, Items):
            return []
        found = []
        for item in node.items:
            if isinstance(item, Mapping):
                found.append(item)
            elif not isinstance(item, Broken):
                self.fault(
                    "wrong-type",
                    item,
                    field.key,
                    _("an entry of fields is expected here, not {what}").format(what=_what(item)),
                    _('begin it with "- {first}: ..."').format(first=field.fields[0].key),
                )
        return found

    def fault(self, rule: str, node: Node, key: str, sentence: str, way_out: str = "") -> None:
        """Add a finding about a field; its message begins with the field's name."""
        self.findings.fault(rule, place_of(self.file, node), f"{key}: {sentence}", way_out)

    def _structure(self, field: Field, node: Node) -> Any:
        """Return the value of a list or mapping, None where it could not be read."""
        if type(node) is Broken:
            return None
        if field.kind == "ids" or field.kind == "lines":
            if type(node) is Items:
                return self._list(field, node)
            expected = _("a list")
        elif field.kind == "pairs":
            if type(node) is Mapping:
                return self._pairs(field, node)
            expected = _("pairs such as so-cu: so-moi")
        elif field.kind == "nested":
            if type(node) is Mapping:
                return node
            expected = _("a mapping of fields ({example}: ...)").format(example=field.fields[0].key)
        elif field.kind == "many":
            if type(node) is Items:
                return node
            expected = _("a list")
        else:
            expected = _("a single value")
        self.fault(
            "wrong-type",
            node,
            field.key,
            _("expected here: {expected}, not {what}").format(expected=expected, what=_what(node)),
        )
        return None

    def _list(self, field: Field, node: Items) -> tuple[str, ...] | None:
        parse = PARSERS[field.kind]
        found: dict[Any, Scalar] = {}
        right = True
        if len(node.items) > MOST_ENTRIES:
            sentence = _("this list has {length} entries; at most {most} fit")
            self.fault("too-long", node, field.key, sentence.format(length=len(node.items), most=MOST_ENTRIES))
            return None
        for item in node.items:
            if type(item) is not Scalar or item.empty or not item.text.strip():
                right = False
                if type(item) is not Broken:
                    sentence = _("a single value is expected here, not {what}").format(what=_what(item))
                    self.fault("wrong-type", item, field.key, sentence)
                continue
            try:
                value = parse(item.text, field)
            except UnreadableError as fault:
                right = False
                self.fault(fault.rule, item, field.key, fault.sentence, fault.way_out)
                continue
            if value in found:
                self.findings.warn(
                    "doubled-entry",
                    place_of(self.file, item),
                    f"{field.key}: " + _('"{entry}" stands in this list twice').format(entry=value),
                    _("take one out"),
                )
            else:
                found[value] = item
        if not right:
            return None
        if len(found) < len(node.items):
            node.items = list(found.values())  # so that entries and places go on in step
        return tuple(found)

    def _pairs(self, field: Field, node: Mapping) -> tuple[tuple[str, str], ...] | None:
        found = []
        right = True
        for key, child in node.entries.items():
            try:
                from_id = parse_id(key, field)
            except UnreadableError as fault:
                right = False
                self.fault(fault.rule, node.keys.get(key, child), field.key, fault.sentence, fault.way_out)
                continue
            if type(child) is not Scalar:
                right = False
                if type(child) is not Broken:
                    sentence = _("a single value is expected here, not {what}").format(what=_what(child))
                    self.fault("wrong-type", child, field.key, sentence)
                continue
            try:
                found.append((from_id, parse_id(child.text, field)))
            except UnreadableError as fault:
                right = False
                self.fault(fault.rule, child, field.key, fault.sentence, fault.way_out)
        return tuple(found) if right else None

    def _unknown(self, node: Mapping, key: str, known: dict[str, Field]) -> None:
        self.findings.fault(
            "unknown-key",
            place_of(self.file, node.keys.get(key, node)),
            _('"{key}" is no known field here').format(key=key),
            lambda: did_you_mean(key, known),
        )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the way out for a word that is none of those known."""
    words = list(known)
    near = nearest(word, words, most=1)
    if near:
        return _('did you mean "{word}"?').format(word=near[0])
    return _("known here: {words}").format(words=", ".join(words))


def _what(node: Node) -> str:
    if isinstance(node, Mapping):
        return _("a mapping")
    if isinstance(node, Items):
        return _("a list")
    if isinstance(node, Scalar) and (node.empty or not node.text.strip()):
        return _("nothing")
    return _("a text")
