"""Where a template is filled in: it goes through the fields of a document and shows them, and does nothing else.

Jinja's own sandbox keeps a template from Python's insides; this one also bounds what it takes. It knows fields, a few
filters and sums, calls nothing, counts every round of every loop with what it would write, and makes no long text.
"""

import re
from collections.abc import Iterable, Iterator
from traceback import walk_tb
from typing import Any, ClassVar, NoReturn

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from coordplan.named_tuples import NamedTuple
from coordplan.paper.field_values import NamedRows
from coordplan.text.folding import nearest
from coordplan.text.language import translate as _

MOST_ROUNDS = 500_000  # of all loops together: the annex of a large program has some 10,000 rows
MOST_WRITTEN = 64 * 1024 * 1024  # characters, with the marks of Word around them
MOST_OF_A_TEXT = 1_000_000  # characters that are put together into one
MOST_OF_A_NUMBER = 10**15

_FILTERS = (
    *("abs", "capitalize", "count", "d", "default", "e", "escape", "first", "float", "int", "last", "length", "list"),
    *("lower", "max", "min", "round", "string", "sum", "title", "trim", "upper"),
)
_OF_A_LOOP = (
    *("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "cycle"),
    *("previtem", "nextitem"),
)


class TemplatePlace(NamedTuple):
    """Where something stands in a template, in the words of Word, and the text around it."""

    words: str
    excerpt: str


class TemplateFault(Exception):
    """A template cannot be used: what is wrong in one sentence, and a way out."""

    def __init__(self, sentence: str, way_out: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.way_out = way_out

    def at(self, place: TemplatePlace) -> "TemplateFault":
        """Return the fault with its place."""
        where = _('In {place}: "{text}".').format(place=place.words, text=place.excerpt)
        return TemplateFault(f"{self.sentence} {where}", self.way_out)


def takes_too_much() -> TemplateFault:
    """Return the fault of a template that would fill the memory, or not end."""
    return TemplateFault(
        _("The template would make more than any report has: a loop in a loop, or a text made ever longer."),
        _("All fields, and how loops are written: coordplan report --list-fields"),
    )


class _UnknownField(StrictUndefined):
    """A field that does not exist: said at once, with the nearest ones."""

    known: ClassVar[dict[str, Any]] = {}
    not_there: ClassVar[dict[str, TemplateFault]] = {}  # by groups of fields that are left out

    def _fail_with_undefined_error(self, *_arguments: Any, **_options: Any) -> NoReturn:
        name = str(self._undefined_name)
        for group, fault in self.not_there.items():
            if self._undefined_obj is self.known.get(group):
                raise fault
        fields = self._undefined_obj if isinstance(self._undefined_obj, dict) else self.known
        near = nearest(name, map(str, fields))
        sentence = _("The template uses a field that does not exist: {name}.").format(name=name)
        if near:
            sentence += " " + _("Did you mean {near}?").format(near=", ".join(near))
        raise TemplateFault(sentence, _("All fields: coordplan report --list-fields"))

    __str__ = __iter__ = __len__ = __bool__ = __eq__ = __ne__ = __hash__ = __call__ = _fail_with_undefined_error
    __getattr__ = __getitem__ = __add__ = __contains__ = _fail_with_undefined_error


class _Counted(NodeTransformer):
    """Has the rounds of loops counted, and texts that are put together measured."""

    def visit_For(self, node: nodes.For, *arguments: Any, **options: Any) -> nodes.Node:  # noqa: N802
        self.generic_visit(node, *arguments, **options)
        written = sum(len(each.data) for each in node.find_all(nodes.TemplateData))
        node.iter = _filtered(node.iter, "_counted", nodes.Const(written))
        return node

    def visit_Concat(self, node: nodes.Concat, *arguments: Any, **options: Any) -> nodes.Node:  # noqa: N802
        self.generic_visit(node, *arguments, **options)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), "_put_together")


def _filtered(node: Any, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    for each in arguments:
        each.set_lineno(node.lineno)
    return nodes.Filter(node, name, list(arguments), [], None, None, lineno=node.lineno)


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment in which a template can show the fields of ``values``.

    What is said of a field of a group that is not there stands in ``not_there``, by the group's name.
    """

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(self, values: dict[str, Any], not_there: dict[str, TemplateFault]) -> None:
        unknown = type("_UnknownFieldOf", (_UnknownField,), {"known": values, "not_there": not_there})
        super().__init__(undefined=unknown, autoescape=True, finalize=self._finished)
        self._rounds = self._written = 0
        self.globals.clear()
        own = {"_counted": self._counted, "_put_together": self._put_together, "join": self._joined}
        own["replace"] = self._replaced
        self.filters = {name: self.filters[name] for name in _FILTERS} | own

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed: nodes.Template = _Counted().visit(super()._parse(source, name, filename))
        return parsed.set_environment(self)  # type: ignore[return-value]

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, LoopContext):
            return getattr(obj, attribute) if attribute in _OF_A_LOOP else self.undefined(obj=obj, name=attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, dict | list | tuple | str | NamedRows):
            try:
                return obj[argument]
            except (TypeError, LookupError):
                pass
        elif isinstance(obj, StrictUndefined):
            obj[argument]
        return self.undefined(obj=obj, name=argument)

    def call(__self, __context: Any, __obj: Any, *arguments: Any, **options: Any) -> Any:  # noqa: N805
        unknown = isinstance(__obj, StrictUndefined)
        name = str(__obj._undefined_name if unknown else getattr(__obj, "__name__", ""))
        owner = None if unknown else getattr(__obj, "__self__", None)
        if isinstance(owner, LoopContext) and name == "cycle":
            return owner.cycle(*arguments)
        way_out = _("All fields, and how loops are written: coordplan report --list-fields")
        if name in __self.filters and not name.startswith("_"):
            way_out = _("A filter behind the field does that: {example}").format(example=f"| {name}")
        raise TemplateFault(_("The template calls something; it can only show fields."), way_out)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Work out a sum: of numbers, or two texts put together."""
        if isinstance(left, str) and isinstance(right, str) and operator == "+":
            return self._put_together((left, right))
        for each in (left, right):
            if isinstance(each, StrictUndefined):
                str(each)
        if operator == "*" and isinstance(left, str | list | tuple) != isinstance(right, str | list | tuple):
            raise takes_too_much()
        for each in (left, right):
            if not isinstance(each, int | float):
                raise _not_worked_out()
            if abs(each) > MOST_OF_A_NUMBER or operator == "**":
                raise takes_too_much()
        return super().call_binop(context, operator, left, right)

    def _counted(self, rows: Iterable[Any], written: int) -> Iterator[Any]:
        for row in rows:
            self._rounds += 1
            self._written += written
            if self._rounds > MOST_ROUNDS or self._written > MOST_WRITTEN:
                raise takes_too_much()
            yield row

    def _finished(self, value: Any) -> Any:
        if isinstance(value, str):
            self._written += len(value)
            if self._written > MOST_WRITTEN:
                raise takes_too_much()
        return value

    def _put_together(self, parts: Iterable[Any]) -> str:
        return self._joined(parts)

    def _joined(self, parts: Iterable[Any], between: str = "") -> str:
        texts = [str(part) for part in parts]
        if sum(map(len, texts)) + len(texts) * len(str(between)) > MOST_OF_A_TEXT:
            raise takes_too_much()
        joined: str = str(between).join(texts)
        return joined

    def _replaced(self, text: Any, old: str, new: str) -> str:
        whole = str(text)
        if len(whole) + whole.count(old) * len(new) > MOST_OF_A_TEXT:
            raise takes_too_much()
        return whole.replace(old, new)


def _not_worked_out() -> TemplateFault:
    return TemplateFault(
        _("The template has something that cannot be worked out."),
        _("All fields, and how loops are written: coordplan report --list-fields"),
    )


def not_understood(error: Exception) -> TemplateFault:
    """Return the fault of a template that Jinja does not understand, or cannot work out."""
    way_out = _("All fields, and how loops are written: coordplan report --list-fields")
    if not isinstance(error, TemplateError):
        return _not_worked_out()
    message = error.message or ""
    if filter_ := re.match(r"No filter named '(.*?)'", message):
        return TemplateFault(
            _("The template uses a filter that does not exist: {name}.").format(name=filter_[1]), way_out
        )
    if instruction := re.match(r"Encountered unknown tag '(.*?)'", message):
        sentence = _("The template uses an instruction that does not exist: {name}.")
        return TemplateFault(sentence.format(name=instruction[1]), way_out)
    return TemplateFault(_("The syntax of the template is wrong."), way_out)


def failing_line(error: Exception) -> int:
    """Return in which line of a template's source an error lies; 0 where nothing says so."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    lines = [line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == "<template>"]
    return lines[-1] if lines else 0


def names_shown(parsed: nodes.Template) -> set[str]:
    """Return the fields whose values a template shows or goes through; what a condition alone asks for is not shown."""
    shown: list[nodes.Node] = [*parsed.find_all(nodes.Output)]
    shown += [each.iter for each in parsed.find_all(nodes.For)]
    shown += [each.node for each in parsed.find_all(nodes.Assign)]
    return {name.name for node in shown for name in node.find_all(nodes.Name)} | {
        node.name for node in shown if isinstance(node, nodes.Name)
    }
