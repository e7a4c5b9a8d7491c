"""Issued reports verify whatever is told later, and their errata name exactly the corrections."""

import json
import re
import shutil
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from coordplan.cli import run
from coordplan.cli.session import Session
from coordplan.model import IssuedReport
from coordplan.seeing.opening import reading
from coordplan.sending.reports.issued.gather import report_again
from coordplan.sending.reports.issued.page import verification_page
from coordplan.sending.reports.issued.values import (
    FACT_NAMES,
    Verification,
    VerifiedReport,
    errata_between,
    figures_digest,
)
from coordplan.text.language import use_language
from tests.command_line import Ready
from tests.examples import IS_LONG
from tests.sending.reports.conftest import Answer, Tell


@pytest.fixture
def file(demo_copy: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demonstration of one's own, in the folder one is in; `tell` speaks to it."""
    monkeypatch.setenv("COORDPLAN_DB", str(demo_copy))
    return demo_copy


ISSUE = ("report", "issue", "2024-Q2", "--number", "45-BC/BTGTU", "--signed-on", "17/6/2024")


def told(tell: Tell, *words: str) -> Any:
    answer = tell(*words, "-f", "json")
    assert answer.err == ""
    return json.loads(answer.out)


def test_what_is_issued_is_listed_with_its_number_its_day_and_its_file(file: Path, tell: Tell) -> None:
    answer = tell(*ISSUE, "-o", "q2.docx")
    assert answer.code == 0
    assert "Report 1 (45-BC/BTGTU, signed on 2024-06-17, the second quarter of 2024) is issued." in answer.out
    [row] = told(tell, "report", "list")["reports"]
    assert (row["report"], row["number"], row["signed_on"], row["period"]) == (
        1,
        "45-BC/BTGTU",
        "2024-06-17",
        "2024-Q2",
    )
    assert (row["as_of"], row["known_at"], row["change"], row["by"]) == ("2024-06-14", 2, 3, "lan")
    assert row["file"] == "q2.docx"
    assert all(len(row[name]) == 64 for name in ("figures", "file_digest"))


ENDINGS = ("docx", "xlsx", "html", "md", "txt", "json")
TRIED = ("vi", "en") if IS_LONG else ("vi",)


@pytest.fixture(scope="module")
def much_later(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file, to be read only, with a report issued in every format and language, and many later entries."""
    folder = tmp_path_factory.mktemp("later")
    file = Path(shutil.copy(demo / "coordplan.db", folder))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, value in {"DB": str(file), "TODAY": "2024-06-30", "BY": "lan"}.items():
            patch.setenv(f"COORDPLAN_{name}", value)

        def tell(*words: str) -> Answer:
            with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
                code = run(words)
            return Answer(code, out.getvalue(), err.getvalue())

        for number, (language, ending) in enumerate(product(TRIED, ENDINGS), 1):
            words = ("report", "issue", "2024-Q2", "--number", f"{number}-BC", "--signed-on", "17/6/2024")
            options = ("-o", f"q2-{language}.{ending}")
            assert tell("--lang", language, *words, *options).code == 0
        _tell_many_things(tell, date(2024, 6, 15), 34 if IS_LONG else 12)
    return file


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("language", TRIED)
def test_an_issued_report_verifies_after_many_later_entries(
    ending: str, language: str, much_later: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COORDPLAN_DB", str(much_later))
    number = str([*product(TRIED, ENDINGS)].index((language, ending)) + 1)
    verified = told(tell, "report", "verify", number)
    assert verified["holds"]
    assert [(row["report"], row["figures_same"], row["file"]) for row in verified["reports"]] == [
        (int(number), True, "same")
    ]
    assert told(tell, "report", "errata", number)["errata"] == [], "what was observed later is no correction"


def _tell_many_things(tell: Tell, since: date, number_of_ids: int) -> None:
    """Record three entries for each of so many occurrences, on days from one on."""
    ids = [row["occurrence"] for row in told(tell, "list", "--period", "2024-H2")["occurrences"]][:number_of_ids]
    for number, id_ in enumerate(ids):
        day = (since + timedelta(days=number % 16)).isoformat()
        for progress in ("20%", "suspended", "resumed"):
            assert tell("mark", id_, progress, "--on", day, "--sure").code == 0


def test_a_report_of_a_period_that_has_not_ended_is_doubted(file: Path, tell: Tell) -> None:
    words = ("report", "issue", "2024-9M", "--number", "48-BC", "--signed-on", "30/6/2024", "-o", "q.txt")
    before = file.read_bytes()
    answer = tell(*words)
    assert answer.code == 1
    assert "- 2024-9M: the period has not ended: its figures close on 2024-09-14." in answer.err
    assert (file.read_bytes(), Path("q.txt").exists()) == (before, False)
    assert tell(*words, "--sure").code == 0
    assert tell("report", "issue", "2024-Q2", "--number", "49-BC", "--signed-on", "30/6/2024").code == 0, "it has ended"


def test_a_change_that_differs_from_an_issued_report_says_so(file: Path, tell: Tell, ready: Ready) -> None:
    ready(*ISSUE)
    said = "This differs from what report 1 (45-BC/BTGTU) said: coordplan report errata 1\n"
    assert said in tell("mark", "yte-03@2024-03", "done", "--on", "10/6/2024").err
    assert said not in tell("undo").err, "it says again what the report said"
    assert said not in tell("mark", "yte-03@2024-03", "done", "--on", "20/6/2024").err, "observed after its day"


def test_a_target_that_a_report_was_measured_by_says_so(file: Path, tell: Tell) -> None:
    assert tell("report", "issue", "2023", "--number", "9-BC", "--signed-on", "30/1/2024").code == 0
    line = ("edit", "gddt-10", "--target", "20 tập thể", "--from", "start")
    said = "This differs from what report 1 (9-BC) said: coordplan report errata 1\n"
    assert tell(*line).code == 1
    assert said in tell(*line, "--sure").err
    assert said not in tell("undo").err


def test_its_errata_name_exactly_the_corrections(file: Path, tell: Tell, ready: Ready) -> None:
    ready(*ISSUE)
    _tell_many_things(tell, date(2024, 6, 15), 8)
    last = told(tell, "log")["changes"][0]["change"]
    tell("mark", "yte-03@2024-03", "done", "--on", "10/6/2024", "--evidence", "99-BC/SYT")
    tell("edit", "khcn-05", "--title", "Ngày Khoa học và Công nghệ", "--reason", "theo phụ lục")
    tell("mark", "tttt-01@2024-08", "5%", "--on", "1/6/2024")
    tell("mark", "gddt-04@2024-Q3", "5%", "--on", "1/6/2024")  # falls due after what the report speaks of
    tell("mark", "tnmt-05@2024-05", "50%", "--on", "20/6/2024")  # observed after the report's day
    errata = told(tell, "report", "errata", "1")
    names = ("occurrence", "what", "said", "now", "changes")
    title = "Tổ chức các hoạt động nhân Ngày Khoa học và Công nghệ Việt Nam 18/5 năm 2024"
    assert [tuple(each[name] for name in names) for each in errata["errata"]] == [
        ("khcn-05", "title", title, "Ngày Khoa học và Công nghệ", [last + 2]),
        ("yte-03@2024-03", "standing", "in_progress_overdue", "done_late", [last + 1]),
        ("yte-03@2024-03", "done_on", None, "2024-06-10", [last + 1]),
        ("yte-03@2024-03", "evidence", None, "99-BC/SYT", [last + 1]),
        ("tttt-01@2024-08", "standing", "upcoming", "in_progress", [last + 3]),
        ("tttt-01@2024-08", "percent", 0, 5, [last + 3]),
    ]
    assert (errata["totals_said"]["done"], errata["totals_now"]["done"]) == (24, 25)
    assert told(tell, "report", "verify", "1")["holds"], "what was issued is what it was"


def test_a_correction_that_was_taken_back_is_none(file: Path, tell: Tell, ready: Ready) -> None:
    ready(*ISSUE)
    tell("mark", "yte-03@2024-03", "done", "--on", "10/6/2024")
    assert len(told(tell, "report", "errata", "1")["errata"]) == 2
    tell("undo")
    assert told(tell, "report", "errata", "1")["errata"] == []


def test_a_correction_is_known_only_since_it_was_told(file: Path, tell: Tell, ready: Ready) -> None:
    ready(*ISSUE)
    tell("mark", "yte-03@2024-03", "done", "--on", "10/6/2024")
    assert told(tell, "report", "errata", "1", "--known-at", "3")["errata"] == []


def test_what_was_taken_out_or_added_since_is_an_erratum(file: Path, tell: Tell, ready: Ready) -> None:
    ready(*ISSUE)
    tell("add", "yte", "Hội nghị bất thường", "--content", "nd1", "--lead", "so-yte", "--due", "1/6/2024", "--sure")
    errata = told(tell, "report", "errata", "1")["errata"]
    assert [(each["what"], each["said"], each["now"]) for each in errata] == [
        ("occurrence", None, "not_started_overdue")
    ]


def test_an_organization_that_is_known_otherwise_is_an_erratum_of_what_it_leads(
    file: Path, tell: Tell, ready: Ready
) -> None:
    ready(*ISSUE)
    folder = file.parent / "plans"
    tell("export", str(folder))
    text = (folder / "organizations.yaml").read_text(encoding="utf-8")
    for body, then, now in (("btg", "2025-02-28", "2024-06-13"), ("btgdv", "2025-03-01", "2024-06-14")):
        head, tail = text.split(f"- id: {body}\n")
        text = f"{head}- id: {body}\n{tail.replace(then, now, 1)}"
    (folder / "organizations.yaml").write_text(text, encoding="utf-8")
    for name, line in re.findall(r"/(\w+\.yaml):(\d+):\d+: \w+: ", tell("check", str(folder)).out):  # what begins later
        lines = (folder / name).read_text(encoding="utf-8").split("\n")
        lines[int(line) - 1] = lines[int(line) - 1].replace("btg", "btgdv")
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    assert tell("load", "--sure", "all", str(folder)).code == 0
    errata = told(tell, "report", "errata", "1")["errata"]
    assert {each["what"] for each in errata} == {"lead", "partners"}
    assert {tuple(each["changes"]) for each in errata} == {(4,)}
    assert ("btg", "btgdv") in {(each["said"], each["now"]) for each in errata if each["what"] == "lead"}


def test_verify_says_which_file_in_hand_is_the_one_issued(file: Path, tell: Tell, ready: Ready) -> None:
    ready(*ISSUE, "-o", "q2.txt")
    Path("other.txt").write_bytes(Path("q2.txt").read_bytes() + b" ")
    assert tell("report", "verify", "1", "--file", "q2.txt").code == 0
    answer = tell("report", "verify", "1", "--file", "other.txt")
    assert answer.code == 1
    assert "another one" in answer.out


@pytest.mark.parametrize(("made_by", "holds"), [("0.0.1", True), ("this", False)])
def test_a_file_that_another_version_lays_out_otherwise_is_no_fault(made_by: str, holds: bool) -> None:
    report = IssuedReport(
        1, "x", date(2024, 6, 17), "2024-Q2", (), "party", "en", date(2024, 6, 14), 2, "", made_by=made_by
    )
    verification = Verification("", "this", (VerifiedReport(report, same_figures=True, file="other"),))
    assert verification.holds is holds
    assert any("put together differently" in note for note, _tone in verification_page(verification).notes)
    assert not verification._replace(rows=(VerifiedReport(report, same_figures=False, file="same"),)).holds
    assert not verification._replace(
        rows=(VerifiedReport(report, same_figures=True, file="same", same_file=False),)
    ).holds


def test_a_report_made_with_a_template_needs_it_to_verify(file: Path, tell: Tell) -> None:
    tell("report", "--write-template", "t.docx")
    assert tell(*ISSUE, "--template", "t.docx", "-o", "q2.docx").code == 0
    assert told(tell, "report", "verify")["reports"][0]["file"] == "template"
    assert told(tell, "report", "verify", "--template", "t.docx")["reports"][0]["file"] == "same"
    tell("report", "--write-template", "t.docx", "--profile", "state")
    assert told(tell, "report", "verify", "--template", "t.docx")["reports"][0]["file"] == "template"


def test_the_office_as_it_was_is_what_a_report_is_made_again_with(file: Path, tell: Tell, ready: Ready) -> None:
    ready(*ISSUE, "-o", "q2.docx")
    folder = file.parent / "plans"
    tell("export", str(folder))
    office = folder / "office.yaml"
    text = (
        office.read_text(encoding="utf-8")
        .replace("Trưởng ban", "Phó Trưởng ban")
        .replace("body_size: 14", "body_size: 13")
    )
    office.write_text(text, encoding="utf-8")
    answer = tell("load", str(office))
    assert "signer_title" in answer.out
    assert told(tell, "report", "verify")["holds"]
    tell("report", "2024-Q2", "-o", "now.txt")
    assert "PHÓ TRƯỞNG BAN" in Path("now.txt").read_text(encoding="utf-8")
    tell("report", "2024-Q2", "--known-at", "2", "-o", "then.txt")
    assert "PHÓ TRƯỞNG BAN" not in Path("then.txt").read_text(encoding="utf-8")


def test_a_report_is_withdrawn_with_a_reason_and_stays_on_record(file: Path, tell: Tell, ready: Ready) -> None:
    ready(*ISSUE)
    answer = tell("report", "withdraw", "1", "--reason", "sai kỳ")
    assert answer.code == 0
    [row] = told(tell, "report", "list")["reports"]
    assert (row["withdrawn_on"], row["withdrawn_reason"], row["withdrawn_by"]) == ("2024-06-30", "sai kỳ", 4)
    assert row["change"] == 3
    assert told(tell, "report", "list", "--known-at", "3")["reports"][0]["withdrawn_on"] is None
    assert told(tell, "report", "verify", "1")["reports"][0]["withdrawn"]
    assert tell("report", "withdraw", "1", "--reason", "x").code == 1
    assert tell("undo").code == 0
    assert told(tell, "report", "list")["reports"][0]["withdrawn_on"] is None


def test_a_number_is_given_once_until_its_report_is_withdrawn(file: Path, tell: Tell, ready: Ready) -> None:
    ready(*ISSUE)
    answer = tell(*ISSUE, "-o", "again.txt")
    assert answer.code == 1
    assert "The number 45-BC/BTGTU is taken: Report 1" in answer.err
    assert not Path("again.txt").exists()
    tell("report", "withdraw", "1", "--reason", "sai số liệu")
    assert tell(*ISSUE, "-o", "again.txt").code == 0
    assert [row["report"] for row in told(tell, "report", "list")["reports"]] == [1, 2]
    assert told(tell, "report", "errata", "45-bc/BTGTU")["report"] == 2, "the last one of a number on paper is meant"


def test_an_issue_is_taken_back_as_any_change_is(file: Path, tell: Tell, ready: Ready) -> None:
    ready(*ISSUE)
    assert tell("undo").code == 0
    assert told(tell, "report", "list")["reports"] == []
    tell(*ISSUE)
    assert [row["report"] for row in told(tell, "report", "list")["reports"]] == [2], "a number is never given twice"
    tell("report", "withdraw", "2", "--reason", "x")
    refused = tell("undo", "5")
    assert refused.code == 1
    assert "later changes depend on it" in refused.err


def test_a_number_and_a_reason_are_text_that_no_terminal_obeys(file: Path, tell: Tell) -> None:
    assert tell(*ISSUE[:4], "\x1b[31m45\x07", *ISSUE[5:], "-o", "x.txt").code == 0
    assert tell("report", "withdraw", "1", "--reason", "\x1b[2Jno").code == 0
    for words in (("list",), ("list", "-f", "json"), ("verify",), ("errata", "1"), ("list", "-f", "csv")):
        assert "\x1b" not in tell("report", *words).out
    assert "\x1b" not in Path("x.txt").read_text(encoding="utf-8")


def test_a_report_is_found_by_the_number_on_its_paper(file: Path, tell: Tell, ready: Ready) -> None:
    ready(*ISSUE)
    assert told(tell, "report", "errata", "45-bc/btgtu")["report"] == 1


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        pytest.param(["issue", "2024-Q2"], 2, "--number is missing", id="no number"),
        pytest.param([*ISSUE[1:3], "--number", " ", "--signed-on", "17/6/2024"], 2, "--number is empty", id="blank"),
        pytest.param([*ISSUE[1:5], "--signed-on", "31/6/2024"], 2, "--signed-on", id="no day"),
        pytest.param([*ISSUE[1:5], "--signed-on", "1/6/2024"], 1, "figures of a later day", id="signed before"),
        pytest.param(
            [*ISSUE[1:], "-o", "x.pdf"], 2, "It writes .docx, .xlsx, .html, .md, .txt, .json.", id="no format"
        ),
        pytest.param([*ISSUE[1:], "-o", "x"], 2, 'The ending of "x" is not a format', id="no ending"),
        pytest.param([*ISSUE[1:], "-o", "no/x.docx"], 1, "cannot be written", id="no folder"),
        pytest.param(["verify", "7"], 1, 'There is no issued report "7".', id="no such report"),
        pytest.param(["errata", "x"], 2, "not the number of an issued report", id="no number of a report"),
        pytest.param(["withdraw", "7", "--reason", "x"], 1, "There is no issued report", id="nothing to withdraw"),
        pytest.param(["withdraw", "1"], 2, "--reason is missing", id="no reason"),
        pytest.param(["verify", "--file", "x"], 2, "--file needs the number", id="a file of no report"),
        pytest.param(["isue", "2024-Q2"], 2, "Did you mean report issue", id="a word misspelt"),
    ],
)
def test_what_cannot_be_issued_or_found_is_told_and_writes_nothing(
    words: list[str], code: int, sentence: str, file: Path, tell: Tell
) -> None:
    answer = tell("report", *words)
    assert answer.code == code
    assert sentence in answer.err
    assert told(tell, "report", "list")["reports"] == []
    assert [path for path in Path().iterdir() if path.suffix != ".db"] == []


def test_pages_of_issued_reports_speak_both_languages(file: Path, tell: Tell, ready: Ready) -> None:
    ready(*ISSUE)
    tell("mark", "yte-03@2024-03", "done", "--on", "10/6/2024")
    assert "in progress, overdue" in tell("report", "errata", "1", "--width", "200").out
    vietnamese = tell("--lang", "vi", "report", "errata", "1", "--width", "200").out
    assert "Báo cáo đã nêu" in vietnamese
    assert "đang thực hiện, quá hạn" in vietnamese
    assert "Các báo cáo lập lại đều đúng như đã ban hành." in tell("--lang", "vi", "report", "verify").out


def test_csv_has_the_names_of_the_json(file: Path, tell: Tell, ready: Ready) -> None:
    ready(*ISSUE)
    for words, key in ((("list",), "reports"), (("verify",), "reports"), (("errata", "1"), None)):
        header = tell("report", *words, "-f", "csv").out.splitlines()[0].lstrip("\ufeff").split(",")
        if key is not None:
            assert header == list(told(tell, "report", *words)[key][0])


def test_a_digest_tells_figures_and_not_language_or_letterhead(file: Path, tell: Tell, ready: Ready) -> None:
    ready(*ISSUE)
    issued = IssuedReport(1, "x", date(2024, 6, 17), "2024-Q2", (), "party", "en", date(2024, 6, 14), 2, "")
    with reading(Session(str(file), "auto")) as current:
        report = report_again(current, issued)
        use_language("vi")
        again = report_again(current, issued._replace(profile="state", number="y"))
    assert figures_digest(report) == figures_digest(again)
    row = report.annex[0]
    other = report._replace(annex=(row._replace(work=row.work._replace(note="khác")), *report.annex[1:]))
    assert figures_digest(report) != figures_digest(other)


BLANK: dict[str, Any] = dict.fromkeys(FACT_NAMES)


def test_fields_that_differ_are_errata_and_no_others() -> None:
    then = {
        "a": BLANK | {"title": "A", "note": "x"},
        "b": BLANK | {"title": "B"},
        "c": BLANK | {"standing": "upcoming"},
    }
    now = {"a": BLANK | {"title": "A", "note": "y"}, "b": BLANK | {"title": "B"}}
    found = [(each.occurrence, each.what, each.said, each.now) for each in errata_between("abcd", then, now)]
    assert found == [("a", "note", "x", "y"), ("c", "occurrence", "upcoming", None)]


def test_percent_follows_from_what_is_done_and_is_not_told_beside_it() -> None:
    then = {"a": BLANK | {"standing": "in_progress", "percent": 40.0}}
    now = {"a": BLANK | {"standing": "done_late", "percent": 100.0}}
    assert [each.what for each in errata_between("a", then, now)] == ["standing"]
