"""Where the extra is not installed: what needs it says so in one sentence, and all else works."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coordplan.text.installing import line_for_office
from tests.command_line import Tell

EXTRA = ("docx", "docxtpl", "jinja2", "openpyxl")


@pytest.fixture
def without_office(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hide the libraries of the extra, and what had imported them, for as long as a test lasts."""
    hidden = {
        name: module
        for name, module in sys.modules.items()
        if name.partition(".")[0] in EXTRA
        or (name.startswith("coordplan.") and any(vars(module).get(each) is not None for each in EXTRA))
        or name.startswith(("coordplan.paper.", "coordplan.sending.", "coordplan.collecting."))
    }
    before = set(sys.modules)
    for name in hidden:
        monkeypatch.delitem(sys.modules, name)
    for name in EXTRA:
        monkeypatch.setitem(sys.modules, name, None)
    yield
    for name in [name for name in sys.modules if name.startswith("coordplan.") and name not in before]:
        del sys.modules[name]  # it may hold parts of what was imported anew
    for name, module in hidden.items():  # a package knows its modules by name too
        package, _dot, own_name = name.rpartition(".")
        if package in sys.modules and sys.modules[package] is not None:
            setattr(sys.modules[package], own_name, module)


@pytest.mark.parametrize(
    ("words", "library"),
    [
        pytest.param(["report", "2024-Q2", "-o", "q.docx"], "python-docx", id="a report in Word"),
        pytest.param(["report", "2024-Q2", "-o", "q.xlsx"], "openpyxl", id="a report in Excel"),
        pytest.param(["report", "2024-Q2", "-o", "q.html"], "Jinja2", id="a report as a page"),
        pytest.param(["report", "--write-template", "t.docx"], "python-docx", id="a template"),
        pytest.param(
            ["report", "issue", "2024-Q1", "--number", "1", "--signed-on", "2024-06-20", "-o", "q.docx"],
            "python-docx",
            id="an issued report",
        ),
        pytest.param(["form", "2024-Q2", "-o", "forms"], "openpyxl", id="forms"),
    ],
)
def test_what_needs_the_extra_says_so(
    tell: Tell, without_office: None, shipped: Path, words: list[str], library: str
) -> None:
    before = shipped.read_bytes()
    code, out, err = tell("--lang", "en", *words)
    assert (code, out) == (1, "")
    assert err == (f"coordplan: This needs {library}, which is not installed.\nTo install it: {line_for_office()}\n")
    assert shipped.read_bytes() == before


@pytest.mark.parametrize(
    "words", [["report", "--list-fields"], ["report", "2024-Q2"], ["digest", "--since", "7d"], ["returns", "2024-Q2"]]
)
def test_what_does_not_need_it_works(tell: Tell, without_office: None, words: list[str]) -> None:
    code, out, _err = tell("--lang", "en", *words)
    assert code == 0
    assert out
