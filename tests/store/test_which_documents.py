"""Which documents are one and the same, however they are written."""

from datetime import date

import pytest

from coordplan.model import Entry
from coordplan.store.door.which import same_document


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("12-TB ngày 5/6/2024", "12-TB, 5/6/2024", True, id="a number and its day, written in two ways"),
        pytest.param("Biên bản họp", "biên bản họp.", True, id="the same words"),
        pytest.param("Biên bản họp", "Biên bản kiểm tra", False, id="other words"),
        pytest.param("...", "...", False, id="dots name no document"),
        pytest.param("-", "...", False, id="signs name none"),
        pytest.param("", "", False, id="nothing"),
    ],
)
def test_documents_are_told_by_their_numbers_else_by_their_words(one: str, other: str, same: bool) -> None:
    entries = [Entry("a-01@2024-Q1", date(2024, 6, 5), "done", evidence=words) for words in (one, other)]
    assert same_document(*entries) == same
