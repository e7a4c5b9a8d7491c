"""Files that prove what is recorded: --file and --keep, and whether they are still the same."""

import json
import shutil
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from tests.command_line import Tell

ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # of b"abc"


@pytest.fixture
def paper(small: Path) -> Path:
    folder = small.parent / "van bản"
    folder.mkdir()
    (folder / "12-TB.pdf").write_bytes(b"abc")
    return folder / "12-TB.pdf"


def entries(tell: Tell, id_: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(tell("show", id_, "-f", "json").out)["entries"]
    return found


def test_a_file_is_recorded_by_its_name_size_and_digest(tell: Tell, paper: Path) -> None:
    code, out, err = tell("done", "gd-01", "--evidence", "12-TB/BTGTU ngày 25/6/2024 về giao ban", "--file", str(paper))
    assert (code, err) == (0, "gd-01 is dated 2024-06-25, like its document; --on sets another day.\n")
    assert "Proved by van bản/12-TB.pdf." in out
    (entry,) = entries(tell, "gd-01")
    assert entry["files"] == [
        {"path": "van bản/12-TB.pdf", "name": "12-TB.pdf", "size": 3, "sha256": ABC, "state": "same"}
    ]
    document = [entry[name] for name in ("evidence", "document_number", "document_on", "document_subject")]
    assert document == ["12-TB/BTGTU ngày 25/6/2024 về giao ban", "12-TB/BTGTU", "2024-06-25", "giao ban"]
    assert not (paper.parent.parent / "coordplan-evidence").exists()


@pytest.mark.parametrize(
    ("data", "state", "words", "finding"),
    [
        pytest.param(b"abd", "changed", "changed since it was recorded", "is not as it was", id="a byte"),
        pytest.param(b"abcd", "changed", "changed since it was recorded", "is not as it was", id="a byte more"),
        pytest.param(None, "missing", "not found", "is not found", id="gone"),
    ],
)
def test_what_became_of_a_file_is_found(
    tell: Tell, paper: Path, data: bytes | None, state: str, words: str, finding: str
) -> None:
    tell("done", "gd-01", "--file", str(paper))
    assert "(unchanged)" in tell("show", "gd-01").out
    assert "12-TB.pdf" not in tell("doctor").out
    if data is None:
        paper.unlink()
    else:
        paper.write_bytes(data)
    assert entries(tell, "gd-01")[0]["files"][0]["state"] == state
    assert f"({words})" in tell("show", "gd-01").out
    code, out, _err = tell("doctor")
    assert (code, f"van bản/12-TB.pdf, which proves gd-01, {finding}" in " ".join(out.split())) == (0, True)
    assert tell("doctor", "--strict").code == 1
    paper.write_bytes(b"new")
    assert tell("done", "gd-01", "--on", "30/6/2024", "--file", str(paper)).code == 0
    assert "12-TB.pdf" not in tell("doctor").out, "the file of the same day takes the place of the one before"


def test_nothing_is_copied_but_where_it_is_to_be_kept(tell: Tell, paper: Path) -> None:
    kept = paper.parent.parent / "coordplan-evidence"
    other = paper.parent.parent / "12-tb.PDF"
    other.write_bytes(b"other")
    assert "Proved by coordplan-evidence/12-TB.pdf." in tell("done", "gd-01", "--file", str(paper), "--keep").out
    assert (
        "Proved by coordplan-evidence/12-tb-2.PDF." in tell("mark", "gd-05", "40%", "--file", str(other), "--keep").out
    )
    assert "Proved by coordplan-evidence/12-TB.pdf." in tell("mark", "yt-01", "40%", "--file", str(paper), "--keep").out
    assert {each.name: each.read_bytes() for each in kept.iterdir()} == {"12-TB.pdf": b"abc", "12-tb-2.PDF": b"other"}
    paper.unlink()
    assert entries(tell, "gd-01")[0]["files"][0]["state"] == "same"


def test_what_is_not_written_keeps_nothing(tell: Tell, paper: Path) -> None:
    assert tell("mark", "gd-04", "60", "--file", str(paper), "--keep").code == 1, "60 of 12 is doubted"
    assert not (paper.parent.parent / "coordplan-evidence").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param(["--file", "none.pdf"], 1, "There is no file none.pdf.", id="no such file"),
        pytest.param(["--file", "."], 1, ". is not a file.", id="a folder"),
        pytest.param(["--file", ""], 2, "--file is empty.", id="no name"),
        pytest.param(["--keep"], 2, "--keep copies files, and none is named.", id="nothing to keep"),
    ],
)
def test_what_cannot_be_a_proof_is_refused(tell: Tell, small: Path, words: list[str], code: int, said: str) -> None:
    before = small.read_bytes()
    answer = tell("done", "gd-01", *words)
    assert (answer.code, answer.err.splitlines()[0]) == (code, f"coordplan: {said}")
    assert small.read_bytes() == before


def test_the_same_line_twice_writes_once_and_a_new_file_is_news(tell: Tell, paper: Path) -> None:
    other = paper.with_name("more.pdf")
    other.write_bytes(b"more")
    tell("done", "gd-01", "--file", str(paper))
    assert "already recorded" in tell("done", "gd-01", "--file", str(paper)).out
    assert "Change 3." in tell("done", "gd-01", "--file", str(paper), "--file", str(other)).out
    assert [len(entry["files"]) for entry in entries(tell, "gd-01")] == [1, 2]


def test_a_file_that_proves_another_occurrence_is_doubted(tell: Tell, paper: Path) -> None:
    tell("done", "gd-02@2024-Q1", "--file", str(paper))
    answer = tell("done", "gd-02@2024-Q2", "--file", str(paper))
    assert (answer.code, '"12-TB.pdf" is already recorded for gd-02@2024-Q1.' in answer.err) == (1, True)


def test_a_corrected_day_keeps_its_files(tell: Tell, paper: Path) -> None:
    tell("done", "gd-01", "--file", str(paper))
    tell("done", "gd-01", "--on", "20/6/2024")
    assert [entry["files"][0]["sha256"] for entry in entries(tell, "gd-01")] == [ABC, ABC]


def test_an_extension_has_files_and_a_dump_carries_them(tell: Tell, paper: Path) -> None:
    words = ["extend", "gd-01", "2024-07-31", "--evidence", "12-CV", "--file", str(paper), "--on", "19/6/2024"]
    assert "Proved by van bản/12-TB.pdf." in tell(*words).out
    assert tell("dump", "all.jsonl").code == 0
    assert tell("--db", "again.db", "restore", "all.jsonl").code == 0
    (entry,) = json.loads(tell("--db", "again.db", "show", "gd-01", "-f", "json").out)["entries"]
    assert (entry["kind"], entry["files"][0]["sha256"]) == ("extended", ABC)


def test_what_is_done_without_evidence_is_listed(tell: Tell, paper: Path) -> None:
    """An extension's document, and that of a progress, prove nothing of what is done later."""

    def listed(*words: str) -> list[str]:
        rows = json.loads(tell("list", "--without-evidence", "-f", "json", *words).out)["occurrences"]
        return [row["occurrence"] for row in rows]

    tell("extend", "gd-01", "2024-07-31", "--evidence", "12-CV/BTGTU, 19/6/2024")
    tell("mark", "yt-01", "40%", "--on", "20/6/2024", "--evidence", "12-BC/SYT")
    tell("done", "gd-02@2024-Q1", "--evidence", "1-TB", "--on", "25/3/2024")
    assert listed() == []
    tell("done", "gd-01", "yt-01", "gd-02@2024-Q2")
    assert listed() == ["gd-01", "gd-02@2024-Q2", "yt-01"]
    assert listed("--plan", "yt") == ["yt-01"]
    (row,) = json.loads(tell("list", "--plan", "yt", "--standing", "done", "-f", "json").out)["occurrences"]
    assert row["evidence"] is None
    tell("done", "gd-01", "--file", str(paper))
    tell("done", "yt-01", "--evidence", "14-BC/SYT")
    assert listed() == ["gd-02@2024-Q2"]
    assert listed("--as-of", "2024-06-29") == []


def test_every_file_that_is_given_is_recorded_once(tell: Tell, paper: Path) -> None:
    same = paper.with_name("bb 2.docx")
    same.write_bytes(b"abc")
    words = [f"--file={each}" for each in (paper, same, paper)]
    assert tell("done", "gd-01", *words, "--keep").code == 0
    names = [each["name"] for each in entries(tell, "gd-01")[0]["files"]]
    assert names == ["12-TB.pdf", "bb 2.docx"]
    kept = paper.parent.parent / "coordplan-evidence"
    assert sorted(each.name for each in kept.iterdir()) == names


def test_the_coordplan_file_proves_nothing_and_an_empty_file_is_told(tell: Tell, small: Path, paper: Path) -> None:
    answer = tell("done", "gd-01", "--file", str(small))
    assert (answer.code, "cannot be evidence of it" in answer.err) == (1, True)
    paper.write_bytes(b"")
    assert "12-TB.pdf is empty (0 bytes)." in tell("done", "gd-01", "--file", str(paper)).err


def test_a_name_is_the_same_composed_and_decomposed(tell: Tell, paper: Path) -> None:
    composed, decomposed = (paper.with_name(normalize(form, "Ảnh.jpg")) for form in ("NFC", "NFD"))
    decomposed.write_bytes(b"abc")
    assert tell("done", "gd-01", "--file", str(composed)).code == 0
    decomposed.rename(composed)
    assert entries(tell, "gd-01")[0]["files"][0]["state"] == "same"
    assert "not found" not in tell("doctor").out


def test_a_file_alone_proves_an_extension_and_stands_in_a_list(tell: Tell, paper: Path) -> None:
    assert tell("extend", "gd-01", "30/9/2024", "--file", str(paper)).code == 0
    assert tell("extend", "gd-01", "30/10/2024").code == 2
    tell("done", "gd-05", "--file", str(paper))
    (row,) = (row for row in json.loads(tell("list", "-f", "json").out)["occurrences"] if row["occurrence"] == "gd-05")
    assert row["files"] == ["12-TB.pdf"]
    assert "12-TB.pdf" in tell("list", "-f", "md").out


def test_the_file_that_is_the_same_is_the_one_that_is_named(tell: Tell, paper: Path) -> None:
    other = paper.with_name("other.pdf")
    other.write_bytes(b"other")
    tell("done", "gd-02@2024-Q1", "--file", str(paper))
    answer = tell("done", "gd-02@2024-Q2", "--file", str(other), "--file", str(paper))
    assert '"12-TB.pdf" is already recorded for gd-02@2024-Q1.' in answer.err


@pytest.mark.parametrize(
    ("evidence", "day", "said"),
    [
        pytest.param("Công văn số 12/TB-SGDĐT ngày 25/6/2024 về kế hoạch số 45-KH/TU ngày 1/2/2024", "2024-06-25",
                     "like its document", id="a day in the subject"),
        pytest.param("12-TB/BTG ngày 31/6/2024", "2024-06-30", "month 6/2024 has 30 days", id="no such day"),
    ],
)  # fmt: skip
def test_a_fact_has_the_day_that_its_document_has(tell: Tell, small: Path, evidence: str, day: str, said: str) -> None:
    answer = tell("done", "gd-01", "--evidence", evidence)
    assert (answer.code, said in answer.err) == (0, True)
    assert entries(tell, "gd-01")[0]["observed_on"] == day


def test_a_backup_and_a_merge_say_which_documents_are_not_with_them(tell: Tell, small: Path, paper: Path) -> None:
    other = small.parent / "other"
    other.mkdir()
    copy = Path(shutil.copy(small, other / "coordplan.db"))
    (other / "n.pdf").write_bytes(b"abc")
    assert "are not in the copy" not in tell("backup", "copies").out
    assert tell("--db", str(copy), "done", "gd-01", "--file", str(other / "n.pdf")).code == 0
    answer = tell("merge", str(copy))
    assert (answer.code, "Not found from this file" in answer.out) == (0, True)
    assert "The files of documents are not in the copy" in tell("backup", "copies").out
