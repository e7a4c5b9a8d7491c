"""The papers of the demonstration as leaders read them: length, order, who speaks, what they rest on, how they end."""

import io
import re
from collections.abc import Iterator
from datetime import date
from math import ceil
from pathlib import Path
from typing import NamedTuple

import docx
import pytest

from coordplan.cli.session import Session
from coordplan.paper.document import Document
from coordplan.paper.part_names import BODY
from coordplan.paper.word.measures import width_of
from coordplan.seeing.filters import Filters
from coordplan.sending.reports.formats import text_of, word_of
from coordplan.sending.reports.gather import period_report
from coordplan.sending.reports.page import report_document
from coordplan.sending.reports.values import PeriodReport
from coordplan.text.language import in_language
from tests.sending.reports.paper_length import pages_of_body

MOST_PAGES = 6


class Paper(NamedTuple):
    """A report of the demonstration in every form that the tests look at."""

    report: PeriodReport
    document: Document
    word: bytes
    text: str


WANTED = {
    "a month": ("2024-06", Filters(), None, "vi"),
    "a quarter": ("2024-Q2", Filters(), None, "vi"),
    "a year": ("2023", Filters(), None, "vi"),
    "the program": ("program", Filters(), None, "vi"),
    "a department's quarter": ("2024-Q2", Filters(("yte",)), "state", "vi"),
    "a year in English": ("2023", Filters(), None, "en"),
}


@pytest.fixture(scope="module")
def papers(shipped_demo: Path) -> dict[str, Paper]:
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COORDPLAN_TODAY", "2024-06-30")
        for name, (key, filters, profile, language) in WANTED.items():
            with in_language(language):
                session = Session(str(shipped_demo / "coordplan.db"), "auto")
                report = period_report(session, key, filters, profile)
                found[name] = Paper(report, report_document(report), word_of(report), text_of(report).decode())
    return found


@pytest.fixture(params=WANTED)
def paper(request: pytest.FixtureRequest, papers: dict[str, Paper]) -> Paper:
    return papers[request.param]


def texts_of(word: bytes) -> Iterator[str]:
    """Yield the texts of a Word file: its paragraphs, then the cells of its tables."""
    document = docx.Document(io.BytesIO(word))
    yield from (paragraph.text for paragraph in document.paragraphs)
    yield from (cell.text for table in document.tables for row in table.rows for cell in row.cells)


def test_a_body_has_at_most_six_pages(paper: Paper) -> None:
    assert 1 < pages_of_body(paper.word) <= MOST_PAGES - 0.5  # pages break early by half of one in all


def test_no_paper_shows_an_id(paper: Paper) -> None:
    ids = re.compile(r"\b[a-z]{2,8}-\d{2}(?:@|\b)")
    assert [text for text in (*texts_of(paper.word), *paper.text.splitlines()) if ids.search(text)] == []


def test_the_parts_stand_in_one_order(paper: Paper) -> None:
    names = [part.name for part in paper.document.parts]
    assert names == [name for name in BODY if name in names]
    numbers = [part.heading.number for part in paper.document.parts if part.heading and part.heading.level == 1]
    assert numbers == ["I", "II", "III", "IV", "V", "VI"][: len(numbers)]


def test_a_body_ends_with_a_closing_sentence_and_its_sign_stands_behind_no_place(paper: Paper) -> None:
    mark = paper.report.profile.end_mark
    assert paper.document.closing_words.endswith(mark)
    assert paper.report.speaker.title in paper.document.closing
    assert not any(text.rstrip().endswith(("]" + mark, "]./.")) for text in texts_of(paper.word))


def test_lines_of_legal_basis_end_as_the_family_ends_them(paper: Paper) -> None:
    opening = paper.document.parts[0]
    bases = [each.text for each in opening.sentences if each.kind == "basis"]
    assert len(bases) >= 3
    assert all(line.endswith(";") for line in bases[:-1])
    assert bases[-1].endswith("." if paper.report.profile.id == "state" else ",")


def test_no_cell_of_a_standing_is_over_two_lines(paper: Paper) -> None:
    document = docx.Document(io.BytesIO(paper.word))
    size = paper.report.profile.annex_size or 0
    words = ("hoàn thành đúng hạn", "hoàn thành quá hạn", "chưa hoàn thành, đã quá hạn", "done on time", "done late")
    for table in document.tables:
        for row in table.rows[1:]:
            for cell in row.cells:
                if cell.text.strip().casefold() in words:
                    assert ceil(width_of(cell.text, size) / (cell.width.mm - 2.4)) <= 2


def test_each_side_names_the_other(papers: dict[str, Paper]) -> None:
    own, office = papers["a department's quarter"], papers["a quarter"]
    assert own.document.subject == "kết quả quý II năm 2024 thực hiện Kế hoạch phối hợp với Ban Tuyên giáo Tỉnh ủy"
    assert own.document.to == "Ban Tuyên giáo Tỉnh ủy"
    assert own.document.letterhead.recipients[0] == "Như trên;"
    assert not any(line.startswith("Ban Tuyên giáo") for line in own.document.letterhead.recipients)
    assert (office.document.to, office.report.speaker.title) == ("", "Ban Tuyên giáo Tỉnh ủy")
    assert "Kế hoạch phối hợp với Sở Y tế" not in own.text


def test_the_subject_stands_in_one_paragraph(paper: Paper) -> None:
    document = docx.Document(io.BytesIO(paper.word))
    subjects = [each.text for each in document.paragraphs if each.style and each.style.name == "Subtitle"]
    assert subjects[0].replace("\n", " ").replace("\u00a0", " ").casefold() == paper.document.subject.casefold()


def test_the_long_body_names_what_was_finished_and_the_short_one_leaves_that_to_the_annex(
    papers: dict[str, Paper],
) -> None:
    report = papers["a year"].report
    with in_language("vi"):
        long = report_document(report._replace(long=True))
    finished = next(part for part in long.parts if part.name == "finished")
    assert finished.table is not None
    assert len(finished.table.rows) == len(report.finished)
    assert "finished" not in [part.name for part in papers["a year"].document.parts]
    assert sum(len(table.rows) for table in papers["a year"].document.annex) == len(report.annex)


def test_what_is_dated_later_is_not_cited(papers: dict[str, Paper]) -> None:
    report = papers["a year"].report
    program, first, *others = report.papers
    later = first._replace(day=date(2024, 5, 10), number="9-KHPH")
    cited = program._replace(basis=(*program.basis, "Nghị quyết số 57-NQ/TW ngày 22/12/2024"))
    with in_language("vi"):
        document = report_document(report._replace(papers=(cited, later, *others)))
    bases = " ".join(each.text for each in document.parts[0].sentences if each.kind == "basis")
    assert "57-NQ/TW" not in bases
    assert "9-KHPH" not in bases
    assert "06 sở" in bases
