"""The compiled copy of the catalogue: as the .po file always, and in nobody's way."""

import marshal
import os
import sys
from pathlib import Path

import pytest

from coordplan.text.catalogue import messages_of, read_catalogue

PO = Path(__file__).parents[2] / "coordplan" / "locale" / "vi.po"
HELLO = 'msgid "Hello"\nmsgstr "Chào"\n'


@pytest.fixture
def po(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    path = tmp_path / "vi.po"
    path.write_text(HELLO, encoding="utf-8")
    return path


def copies_of(po: Path) -> list[Path]:
    return list(po.parent.glob("__pycache__/*"))


def test_the_compiled_copy_says_what_the_catalogue_says(po: Path) -> None:
    po.write_bytes(PO.read_bytes())
    assert messages_of(po) == messages_of(po) == read_catalogue(PO)
    assert [copy.suffix for copy in copies_of(po)] == [".messages"]


def test_the_second_command_reads_the_copy_alone(po: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = messages_of(po)
    monkeypatch.setattr("coordplan.text.catalogue.read_catalogue", lambda _path: pytest.fail("it was compiled"))
    assert messages_of(po) == first == {"Hello": "Chào"}


@pytest.mark.parametrize("words", ['msgid "Hello"\nmsgstr "Xin chào"\n', HELLO.replace("Chào", "Mời")])
def test_what_a_translator_edits_is_what_the_next_command_says(po: Path, words: str) -> None:
    messages_of(po)
    po.write_text(words, encoding="utf-8")
    os.utime(po, ns=(1, 1))  # even where a clock went back
    assert messages_of(po) == read_catalogue(po) != {"Hello": "Chào"}


@pytest.mark.parametrize("damage", [b"", b"\x00", b"[\x01\x00\x00\x00", b"not marshalled", b"\xa9\x01N"])
def test_a_copy_that_cannot_be_read_is_made_anew(po: Path, damage: bytes) -> None:
    messages_of(po)
    [copy] = copies_of(po)
    whole = copy.read_bytes()
    copy.write_bytes(damage)
    assert messages_of(po) == {"Hello": "Chào"}
    assert copy.read_bytes() == whole


@pytest.mark.parametrize("body", [None, [], b"", "Hello", {}, {"Hello": 1}, {1: "Chào"}])
def test_a_copy_with_the_right_stamp_that_holds_something_else_is_made_anew(po: Path, body: object) -> None:
    messages_of(po)
    [copy] = copies_of(po)
    whole = copy.read_bytes()
    copy.write_bytes(marshal.dumps((marshal.loads(whole)[0], body)))
    assert messages_of(po) == {"Hello": "Chào"}
    assert copy.read_bytes() == whole


def test_where_nothing_may_be_written_beside_it_the_catalogue_itself_is_read(po: Path) -> None:
    (po.parent / "__pycache__").write_text("in the way", encoding="utf-8")
    assert messages_of(po) == messages_of(po) == {"Hello": "Chào"}


@pytest.mark.parametrize(("name", "value"), [("dont_write_bytecode", True), ("pycache_prefix", "elsewhere")])
def test_who_forbids_compiled_modules_forbids_the_copy_too(
    po: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    monkeypatch.setattr(sys, name, value)
    assert messages_of(po) == {"Hello": "Chào"}
    assert copies_of(po) == []


def test_a_copy_half_written_is_never_in_place(po: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two commands may start at once, and one may be killed."""

    def stopped(_from: Path, _to: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        messages_of(po)
    assert copies_of(po) == []


def test_the_copy_is_never_committed() -> None:
    ignored = (PO.parents[2] / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "__pycache__/" in ignored  # nor packed: what builds the wheel goes by it
