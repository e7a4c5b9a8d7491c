"""Ours are what typing's are, but for the time that it takes to make the class."""

import copy
import pickle
import typing
from typing import Any, Generic, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordplan.named_tuples import NamedTuple

T = TypeVar("T")


class Ours(NamedTuple):
    """One of each kind."""

    id: str
    weight: "int | None"
    partners: tuple[str, ...] = ()
    note: str = ""

    @property
    def title(self) -> str:
        return f"{self.id} {self.note}".strip()

    @classmethod
    def empty(cls) -> "Ours":
        return cls("", None)


class Theirs(typing.NamedTuple):
    id: str
    weight: "int | None"
    partners: tuple[str, ...] = ()
    note: str = ""


class Heir(Ours):
    def shout(self) -> str:
        return self.id.upper()


class Holder(NamedTuple, Generic[T]):
    value: T


values = st.one_of(st.none(), st.integers(), st.text(max_size=3), st.tuples(st.text(max_size=2)))
CALLS = st.tuples(
    st.lists(values, max_size=5), st.dictionaries(st.sampled_from([*Theirs._fields, "other"]), values, max_size=4)
)


def outcome(work: Any) -> Any:
    """Return what comes of it, of a failure its words: its kind is another one from 3.13 on."""
    try:
        found = work()
    except (TypeError, ValueError, AttributeError) as error:
        return str(error).replace("Theirs", "Ours")
    return repr(found).replace("Theirs", "Ours"), tuple(found)


@given(CALLS, CALLS)
def test_values_are_made_changed_and_refused_as_those_of_typing(
    made: tuple[list[Any], dict[str, Any]], changed: tuple[list[Any], dict[str, Any]]
) -> None:
    (positional, named), (_, replaced) = made, changed
    assert outcome(lambda: Ours(*positional, **named)) == outcome(lambda: Theirs(*positional, **named))
    assert outcome(lambda: Ours._make(positional)) == outcome(lambda: Theirs._make(positional))
    ours, theirs = Ours("a", None), Theirs("a", None)
    assert outcome(lambda: ours._replace(**replaced)) == outcome(lambda: theirs._replace(**replaced))


def test_a_value_is_a_tuple_with_names() -> None:
    value = Ours("yte-01", 2, note="x")
    assert value == ("yte-01", 2, (), "x") == Theirs(*value)
    assert hash(value) == hash(tuple(value))
    assert (value.id, value[1], value.title, [*value]) == ("yte-01", 2, "yte-01 x", ["yte-01", 2, (), "x"])
    assert value._asdict() == Theirs(*value)._asdict()
    assert (Ours._fields, Ours._field_defaults) == (Theirs._fields, Theirs._field_defaults)
    assert Ours.__match_args__ == Theirs.__match_args__  # type: ignore[attr-defined]
    assert [*Ours.__annotations__] == [*Theirs.__annotations__]
    assert copy.copy(value) == copy.deepcopy(value) == pickle.loads(pickle.dumps(value)) == value
    assert Ours.empty() == ("", None, (), "")
    assert not hasattr(value, "__dict__")
    with pytest.raises(AttributeError):
        value.id = "other"  # type: ignore[misc]
    match value:
        case Ours(id=id_, note="x"):
            assert id_ == "yte-01"
        case _:
            pytest.fail("matched by name")


def test_a_class_that_inherits_makes_values_of_itself() -> None:
    assert type(Heir("a", 1)) is Heir
    assert Heir("a", 1).shout() == "A"
    assert type(Heir("a", 1)._replace(id="b")) is Heir


def test_a_generic_one_can_be_made() -> None:
    assert Holder[int](3).value == Holder(3).value == 3


def test_a_field_without_a_default_behind_one_with_a_default_is_refused() -> None:
    with pytest.raises(TypeError, match="default"):

        class Wrong(NamedTuple):
            first: int = 1
            second: int  # type: ignore[misc]
