"""Nodes to values, field by field, by the tables of ``fields``; what is wrong with a single field is found here."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from coordplan.dates.deadlines import several_days
from coordplan.definitions.fields import MOST_ENTRIES, Field
from coordplan.definitions.nodes import Broken, Items, Mapping, Node, Scalar, TextFile, place_of
from coordplan.definitions.problems import ProblemList
from coordplan.definitions.scalars import PARSERS, UnreadableError, parse_id, parse_line, parse_text
from coordplan.named_tuples import NamedTuple
from coordplan.text.folding import nearest
from coordplan.text.language import translate as _

_BAD = object()  # in place of a value: there is none, and a problem says why
_BLANK: dict[str, Any] = {"id": "", "ids": (), "line": "", "choice": ""}  # required, and left out all the same


class Values(NamedTuple):
    """The fields of a mapping by attribute, the keys that could not be read, whether all required ones could."""

    attributes: dict[str, Any]
    bad: frozenset[str]
    complete: bool


_NONE: frozenset[str] = frozenset()
NO_VALUES = Values({}, _NONE, False)


_LISTS = ("ids", "lines", "year_days")


class FieldReader:
    """Reads mappings of one file."""

    def __init__(self, file: TextFile, problems: ProblemList) -> None:
        self.file = file
        self.problems = problems
        self._tables: dict[int, tuple[dict[str, Field], list[Field]]] = {}

    def values(self, node: Mapping, fields: Sequence[Field]) -> Values:
        """Return a mapping's values; a definition in it, or a list of them, stays a node."""
        if id(fields) not in self._tables:
            self._tables[id(fields)] = {each.key: each for each in fields}, [each for each in fields if each.required]
        table, required = self._tables[id(fields)]
        found: dict[str, Any] = {}
        bad: set[str] = set()
        for key, child in node.entries.items():
            field = table.get(key)
            if field is None:
                self._refuse_key(node, key, table)
            elif type(child) is not Scalar or not child.empty:
                value = self._value(field, child)
                if value is _BAD:
                    bad.add(key)
                elif field.kind in ("nested", "texts"):
                    inner = self.values(value, field.fields)
                    if inner.bad:
                        bad.add(key)
                    if field.kind == "texts":
                        found[field.name] = tuple(
                            (each.key, inner.attributes[each.key])
                            for each in field.fields
                            if each.key in inner.attributes
                        )
                    elif field.value is None:
                        found |= inner.attributes
                    elif inner.attributes and inner.complete:
                        found[field.name] = field.value(**inner.attributes)
                elif value not in ("", ()):
                    found[field.name] = value
        node.keys = {}
        missing = [field for field in required if field.name not in found]
        if missing:
            misspelt = [nearest(key, table, most=1) for key in node.entries if key not in table]
            for field in missing:
                if [field.key] not in misspelt and field.key not in bad:
                    way_out = _('add "{field}: ..."').format(field=field.key)
                    self.fault(
                        "missing-field", node.entries.get(field.key, node), field.key, _("this is missing"), way_out
                    )
                bad.add(field.key)
                if field.kind in _BLANK:
                    found[field.name] = _BLANK[field.kind]
        found.pop("", None)
        return Values(found, frozenset(bad) if bad else _NONE, not missing)

    def mappings(self, field: Field, node: Node | None) -> list[Mapping]:
        """Return the mappings in a list; anything else in it is a problem."""
        if not isinstance(node, Items):
            return []
        for item in node.items:
            if not isinstance(item, Mapping | Broken):
                self.fault(
                    "wrong-type",
                    item,
                    field.key,
                    _("an entry of fields is expected here, not {what}").format(what=_what(item)),
                    _('begin it with "- {first}: ..."').format(first=field.fields[0].key),
                )
        return [item for item in node.items if isinstance(item, Mapping)]

    def fault(self, rule: str, node: Node, key: str, sentence: str, way_out: str = "") -> None:
        """Add a problem of a field; its message begins with the field's name."""
        self.problems.fault(rule, place_of(self.file, node), f"{key}: {sentence}", way_out)

    def _value(self, field: Field, node: Node) -> Any:
        """Return what is there: a value, or the node of a mapping or a list of mappings."""
        if type(node) is Scalar and field.kind in PARSERS:
            value = self._parsed(field, node, node.text)
            return (value,) if field.kind in _LISTS and value not in ("", _BAD) else value
        if field.kind in (*_LISTS, "many"):
            if type(node) is Items:
                return node if field.kind == "many" else self._list(field, node)
            expected = _("a list")
        elif field.kind == "deadline":
            if type(node) is Items:
                return self._days(field, node)
            expected = _("a deadline, or a list of days")
        elif field.kind == "yearly":
            if type(node) is Mapping:
                return self._by_year(field, node)
            expected = _("a number, or one for each year: {example}").format(example="{2022: 5, 2023: 10}")
        elif field.kind in ("pairs", "titles"):
            if type(node) is Mapping:
                return self._pairs(field, node)
            expected = (
                _("pairs such as so-cu: so-moi") if field.kind == "pairs" else _("a title for each body: so-yte: ...")
            )
        elif field.kind in ("nested", "definition", "texts"):
            if type(node) is Mapping:
                return node
            expected = _("a mapping of fields ({example}: ...)").format(example=field.fields[0].key)
        else:
            expected = _("a single value")
        return self._wrong_type(field, node, _("expected here: {expected}, not {what}"), expected)

    def _parsed(self, field: Field, node: Node, text: str, parse: Callable[[str, Field], object] | None = None) -> Any:
        try:
            if len(text) > field.longest or not text.isprintable():
                text = parse_text(text, field)  # a day or a number with a sign that nobody sees is none, however read
            return (parse or PARSERS.get(field.kind, parse_id))(text, field)
        except UnreadableError as fault:
            self.fault(fault.rule, node, field.key, fault.sentence, fault.way_out)
            return _BAD

    def _wrong_type(self, field: Field, node: Node, sentence: str, expected: str = "") -> Any:
        if type(node) is not Broken:
            self.fault("wrong-type", node, field.key, sentence.format(expected=expected, what=_what(node)))
        return _BAD

    def _list(self, field: Field, node: Items) -> Any:
        if len(node.items) > MOST_ENTRIES:
            sentence = _("this list has {length} entries; at most {most} fit")
            self.fault("too-long", node, field.key, sentence.format(length=len(node.items), most=MOST_ENTRIES))
            return _BAD
        found: dict[Any, Node] = {}
        for item in node.items:
            if type(item) is Scalar and not item.empty and item.text.strip():
                value = self._parsed(field, item, item.text)
            else:
                value = self._wrong_type(field, item, _("a single value is expected here, not {what}"))
            if value in found and value is not _BAD:
                sentence = _('"{entry}" is in this list twice').format(entry=value)
                self.problems.warn(
                    "doubled-entry", place_of(self.file, item), f"{field.key}: {sentence}", _("take one out")
                )
            found.setdefault(value, item)
        if _BAD in found:
            return _BAD
        node.items = list(found.values())  # so that entries and places go on in step
        return tuple(found)

    def _days(self, field: Field, node: Items) -> Any:
        """Return the deadline of something that is due on each of several days."""
        found = self._list(field, node)
        if found is _BAD:
            return _BAD
        for item, each in zip(node.items, found, strict=True):
            if each.due_on is None:
                self.fault("bad-deadline", item, field.key, _("of several days, each has its own date"))
                return _BAD
        return several_days([date.fromisoformat(day) for each in found for day in each.due_days or (str(each.due_on),)])

    def _pairs(self, field: Field, node: Mapping) -> Any:
        found = []
        parse = parse_line if field.kind == "titles" else parse_id
        for key, child in node.entries.items():
            from_id = self._parsed(field, node.keys.get(key, child), key)
            if from_id is _BAD:
                to_id = _BAD
            elif type(child) is Scalar and child.text.strip():
                to_id = self._parsed(field, child, child.text, parse)
            else:
                to_id = self._wrong_type(field, child, _("a single value is expected here, not {what}"))
            found.append((from_id, to_id))
        return _BAD if any(_BAD in pair for pair in found) else tuple(found)

    def _by_year(self, field: Field, node: Mapping) -> Any:
        """Return numbers by year, in the order of the years."""
        found = []
        for key, child in node.entries.items():
            if not re.fullmatch(r"(?:19|2[01])\d\d", key.strip()):
                sentence = _('"{key}" is not a year').format(key=key)
                self.fault(
                    "bad-year",
                    node.keys.get(key, child),
                    field.key,
                    sentence,
                    _("write {example}").format(example="{2022: 5, 2023: 10}"),
                )
                found.append(_BAD)
            elif type(child) is Scalar and not child.empty:
                number = self._parsed(field, child, child.text)
                found.append(number if number is _BAD else (int(key), number))
            else:
                found.append(self._wrong_type(field, child, _("a single value is expected here, not {what}")))
        if not found:
            return self._wrong_type(field, node, _("a single value is expected here, not {what}"))
        return _BAD if _BAD in found else tuple(sorted(found))

    def _refuse_key(self, node: Mapping, key: str, table: dict[str, Field]) -> None:
        self.problems.fault(
            "unknown-key",
            place_of(self.file, node.keys.get(key, node)),
            _('"{key}" is not a known field here').format(key=key),
            lambda: did_you_mean(key, table),
        )


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return the way out for a word that is not one of some words."""
    words = list(words)
    near = nearest(word, words, most=1)
    if near:
        return _('did you mean "{word}"?').format(word=near[0])
    return _("allowed here: {words}").format(words=", ".join(words))


def _what(node: Node) -> str:
    if isinstance(node, Mapping):
        return _("a mapping")
    if isinstance(node, Items):
        return _("a list")
    if isinstance(node, Scalar) and (node.empty or not node.text.strip()):
        return _("nothing")
    return _("a text")
