"""A pattern that is compiled later is the same pattern."""

import re

import pytest

from coordplan.text.patterns import pattern


def test_a_pattern_is_compiled_at_its_first_use_and_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that cannot be compiled is noticed there and not before."""
    later, at_once = pattern(r"(?P<day>\d+)/(\d+)", re.IGNORECASE), re.compile(r"(?P<day>\d+)/(\d+)", re.IGNORECASE)
    for name in ("match", "fullmatch", "search", "findall", "split"):
        assert repr(getattr(later, name)("30/6")) == repr(getattr(at_once, name)("30/6"))
    assert later.sub(r"\2", "30/6 31/7") == at_once.sub(r"\2", "30/6 31/7") == "6 7"
    assert (later.pattern, later.groups, later.groupindex) == (at_once.pattern, at_once.groups, at_once.groupindex)
    monkeypatch.setattr(re, "compile", lambda *_: pytest.fail("compiled before, or never"))
    assert later.search("1/2")
    wrong = pattern("(")
    monkeypatch.undo()
    with pytest.raises(re.error):
        wrong.search("")
