"""What a change of definitions adds, changes and retires, in lines."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from coordplan.dates.deadline_words import days_words
from coordplan.model import Amendment, DatedLetterhead, RatingLimits, RatingRules, ReportChoices, Target
from coordplan.progress import defined_target
from coordplan.store.differences import Difference
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import NOTHING, write_day, write_number

_KINDS = {
    "program": mark("program"),
    "content": mark("content"),
    "organization": mark("organization"),
    "calendar": mark("calendar day"),
    "office": mark("office"),
    "profile": mark("profile of documents"),
    "plan": mark("plan"),
    "activity": mark("activity"),
}


# Fields are named as people write them in YAML
_KEYS = {
    "contents": "content",
    "partners": "with",
    "due_on": "due",
    "start_on": "start",
    "until_on": "until",
    "due_days": "due_on",
}


DIFFERENCE_SIGNS = {"added": "+", "changed": "~", "retired": "-"}


def difference_lines(what: Sequence[Difference]) -> Iterator[str]:
    for each in what:
        yield f"{DIFFERENCE_SIGNS[each.what]} {_(_KINDS[each.kind])} {each.id}{': ' if each.title else ''}{each.title}"
        if each.retired_on is not None:
            yield "    " + _("it had been retired on {day}, and comes back").format(day=write_day(each.retired_on))
        for name, before, after in each.fields:
            yield f"    {_KEYS.get(name, name)}: {_field_words(name, before)} -> {_field_words(name, after)}"
        for occurrence, days in each.moved[:6]:
            sentence = (
                translate_count("{id} falls due {n} day later", "{id} falls due {n} days later", days)
                if days > 0
                else translate_count("{id} falls due {n} day earlier", "{id} falls due {n} days earlier", -days)
            )
            yield f"    {sentence.format(id=occurrence, n=abs(days))}"
        if len(each.moved) > 6:
            yield "    " + _("and {n} more").format(n=len(each.moved) - 6)
        if each.comes:
            yield "    " + _("new occurrences: {ids}").format(ids=_few(each.comes))
        if each.goes:
            yield "    " + _("occurrences that go (what was done stays): {ids}").format(ids=_few(each.goes))


def field_key(name: str) -> str:
    """Return a field as people write it in YAML."""
    return _KEYS.get(name, name)


def _few(ids: Sequence[str]) -> str:
    return ", ".join(ids[:8]) + (f", ... ({len(ids)})" if len(ids) > 8 else "")


def _field_words(name: str, value: Any) -> str:
    words = days_words(value) if name == "due_days" and value else value_words(value)
    return " ".join(line for line in words.split("\n") if line)  # several paragraphs stand on one line


def value_words(value: Any) -> str:
    """Return what a field holds, for people."""
    if value is None or value in ("", ()):
        return NOTHING
    if isinstance(value, date):
        return write_day(value)
    if isinstance(value, tuple) and value and isinstance(value[0], Amendment):
        return "; ".join(map(amendment_words, value))
    if isinstance(value, tuple) and value and isinstance(value[0], DatedLetterhead):
        return "; ".join(map(dated_words, value))
    if isinstance(value, Target):
        return defined_target(value)
    if isinstance(value, RatingRules):
        return "; ".join(f"{colour}: {words}" for colour in value._fields if (words := _limits(getattr(value, colour))))
    if isinstance(value, ReportChoices):
        chosen = {name: each for name, each in value._asdict().items() if each not in (None, "")}
        chosen_words = (f"{name}: {each if name == 'paper' else value_words(each)}" for name, each in chosen.items())
        return ", ".join(chosen_words) or NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return write_number(value)
    if isinstance(value, tuple):
        return ", ".join(": ".join(map(str, each)) if isinstance(each, tuple) else str(each) for each in value)
    return f'"{value}"'


def amendment_words(amendment: Amendment) -> str:
    """Return from when an amendment holds and what it says, under the keys of the YAML."""
    named = {name: each for name, each in amendment._asdict().items() if each not in (None, "", False, ())}
    day, basis = named.pop("from_on"), named.pop("basis", "")
    words = ", ".join(
        f"{_KEYS.get(name, name)}: {each if name == 'every' else _field_words(name, each)}"
        for name, each in named.items()
    )
    sentence = _("from {day}: {words}").format(day=write_day(day), words=words)
    return f"{sentence} ({basis})" if basis else sentence


def dated_words(dated: DatedLetterhead) -> str:
    """Return from when on a letterhead is otherwise, and in what, under the keys of the YAML."""
    named = {name: each for name, each in dated._asdict().items() if each and name != "from_on"}
    words = ", ".join(f"{name}: {value_words(each)}" for name, each in named.items())
    return _("from {day}: {words}").format(day=write_day(dated.from_on), words=words)


def _limits(limits: RatingLimits) -> str:
    return ", ".join(f"{name} {write_number(limit)}" for name, limit in limits._asdict().items() if limit is not None)
