"""Official letters to who has not answered or has something to complete: what Word shows, read back from the file."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from coordplan.cli import run
from coordplan.collecting.chase.chase_words import needed_words
from coordplan.collecting.chase.values import ReminderItem
from coordplan.definitions.shipped import shipped_plans
from coordplan.model import Profile
from coordplan.paper.letterhead import Letterhead
from coordplan.paper.official_letter import earlier_number_words, ended, letter_recipients, reported_to
from coordplan.text.language import in_language
from tests.collecting.filled import Filled
from tests.command_line import Tell
from tests.order_of_elements import out_of_order
from tests.sending.reports.outline import outline

LATE = "2024-07-05"
SECOND = "2024-07-12"
MACHINE = re.compile(r"\w+-\d+@|\bso-\w+\b|coordplan|TB/|THÔNG BÁO")
GOLDENS = Path(__file__).parent / "goldens"


@pytest.fixture(scope="module")
def asked(shipped_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration after its forms of the second quarter went out; to be read only."""
    folder = tmp_path_factory.mktemp("letters")
    shutil.copy(shipped_demo / "coordplan.db", folder / "coordplan.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COORDPLAN_TODAY", "2024-07-01")
        patch.setenv("COORDPLAN_BY", "lan")
        assert run(["form", "2024-Q2", "-o", "forms"]) == 0
    return folder


@pytest.fixture
def office(asked: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(asked, here, dirs_exist_ok=True)
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-07-31")
    return here


def lines_of(path: Path) -> list[str]:
    """Return what Word shows of a letter, in which nothing of the machine stands."""
    lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in outline(path.read_bytes())]
    assert not [line for line in lines if MACHINE.search(line) and "init --demo" not in line]
    assert not list(out_of_order(path.read_bytes()))
    return lines


STATE_OF_YTE = ("--profile", "state", "--plan", "yte")


@pytest.mark.parametrize(
    ("file", "lines"),
    [
        pytest.param("2024-Q2_so-yte_don-doc", [(LATE, "--org", "so-yte")], id="first"),
        pytest.param("2024-Q2_so-yte_don-doc-2", [(LATE, "--org", "so-yte"), (SECOND, "--org", "so-yte")], id="second"),
        pytest.param("2024-Q2_don-doc", [(LATE, "--together")], id="together"),
        pytest.param("2024-Q2_don-doc-2", [(LATE,), (SECOND, "--together")], id="together-second"),
        pytest.param(f"2024-Q2_btg_de-nghi_so-yte_{LATE}", [(LATE, *STATE_OF_YTE)], id="state-to-the-party"),
        pytest.param(f"2024-Q2_so-yte_don-doc_so-yte_{LATE}", [(LATE, *STATE_OF_YTE)], id="state-to-its-unit"),
    ],
)
def test_a_letter_holds_what_it_held(
    file: str, lines: list[tuple[str, ...]], office: Path, tell: Tell, request: pytest.FixtureRequest
) -> None:
    for day, *words in lines:
        answer = tell("chase", "2024-Q2", "--as-of", day, "-o", "letters", *words)
        assert answer.code == 0, answer.err
    found = "\n".join(lines_of(office / "letters" / f"{file}.docx")) + "\n"
    golden = GOLDENS / f"letter.{request.node.callspec.id}.txt"
    if request.config.getoption("--rewrite-goldens"):
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8"), f"pytest --rewrite-goldens rewrites {golden.name}"


def test_no_letter_takes_the_place_of_another(office: Path, tell: Tell) -> None:
    line = ("chase", "2024-Q2", "--org", "so-yte", "-o", "one", "--as-of")
    for words in ((*line, LATE), (*line, LATE, *STATE_OF_YTE), (*line, SECOND), (*line, SECOND)):
        assert tell(*words).code == 0
    assert sorted(path.stem for path in Path("one").glob("*.docx")) == [
        *("2024-Q2_so-yte_don-doc", "2024-Q2_so-yte_don-doc-2", f"2024-Q2_so-yte_don-doc_so-yte_{LATE}")
    ]


def test_by_when_is_bold_and_a_place_to_fill_in_is_shaded(office: Path, tell: Tell) -> None:
    assert tell("chase", "2024-Q2", "--as-of", LATE, "-o", "letters", "--org", "so-yte").code == 0
    word: Any = Document("letters/2024-Q2_so-yte_don-doc.docx")
    runs = [run for paragraph in word.paragraphs for run in paragraph.runs if paragraph.style.name == "Body Text"]
    assert [run.text.replace("\N{NO-BREAK SPACE}", " ") for run in runs if run.bold] == ["chậm nhất ngày 09/7/2024"]
    shaded = [run.text for run in runs if run._r.find(f".//{qn('w:shd')}") is not None]
    assert shaded == ["[đầu mối: phòng, điện thoại]"]
    subject = word.styles["Letter Subject"].font
    assert (subject.size.pt, subject.italic) == (12, True)


def test_the_reminders_of_one_letter_name_its_files_and_their_own_items(office: Path, tell: Tell) -> None:
    said = tell("chase", "--as-of", LATE, "--together", "-o", "letters", "--mail", "mails", "-f", "json")
    data = json.loads(said.out)["reminders"]
    assert {tuple(each["files"]) for each in data} == {("2024-Q2_don-doc.txt", "2024-Q2_don-doc.docx")}
    assert {each["mail"] for each in data} == {"2024-Q2_don-doc.eml"}
    assert [item["occurrence"] for each in data for item in each["items"]] == [
        *("ldtbxh-08@2023-H2", "tnmt-13@2023", "tttt-08@2023-Q4", "yte-03@2024-03")
    ]


def test_what_is_sent_back_is_asked_for_without_urging(office: Path, tell: Tell) -> None:
    form = Filled(Path("forms/2024-Q2_so-yte.xlsx")).answer("yte-03@2024-03", progress="160%").save()
    assert tell("collect", str(form), "--received", "2024-07-02", "--mark-up", "back").code == 3
    words = ("chase", "--as-of", LATE, "--org", "so-yte")
    assert tell(*words, "-o", "letters", "--mail", "mails").code == 0
    letter = "\n".join(lines_of(Path("letters/2024-Q2_so-yte_bo-sung.docx")))
    assert "V/v bổ sung báo cáo quý II năm 2024" in letter.replace(" / quý", " quý")
    assert "ngày 02/7/2024, Ban Tuyên giáo Tỉnh ủy đã nhận được báo cáo quý II năm 2024 của Sở Y tế." in letter
    assert "Qua rà soát, còn 01 nội dung cần bổ sung, sửa (nêu tại bảng sau)." in letter
    assert "hoàn chỉnh và gửi lại chậm nhất ngày 09/7/2024:" in letter
    assert 'dòng 1, cột "Tiến độ hoặc kết quả": 160% quá 100%' in letter
    assert "Biểu đã gửi về, có đánh dấu nội dung cần sửa, gửi kèm công văn này." in letter
    assert "đôn đốc" not in letter
    assert " ".join(tell(*words).out.split()).startswith("V/v bổ sung báo cáo quý II năm 2024"), "so does the screen"


@pytest.mark.parametrize(
    ("state", "fault", "expected"),
    [
        pytest.param("sent_back", "", "nội dung đúng, gửi lại cùng các dòng khác", id="right"),
        pytest.param("sent_back", "K9: sai", 'dòng 2, cột "Ngày hoàn thành": sai', id="a cell"),
        pytest.param(
            "sent_back", "I8: a; K8: b", 'dòng 1, cột "Đã hoàn thành?": a; dòng 1, cột "Ngày hoàn thành": b', id="two"
        ),
        pytest.param("sent_back", "Z9: sai", "ô Z9: sai", id="no column of the form"),
    ],
)
def test_what_is_wrong_is_found_on_the_form(state: Any, fault: str, expected: str) -> None:
    with in_language("vi"):
        assert needed_words(ReminderItem("yte-05@2024", "Tập huấn", None, state, fault)) == expected


# What a department writes


def test_a_department_that_keeps_its_own_file_writes_in_its_own_name(office: Path, tell: Tell) -> None:
    plans = Path(shutil.copytree(shipped_plans(), office / "plans"))
    text = (plans / "office.yaml").read_text(encoding="utf-8")
    text = text.replace("  profile: party ", "  profile: state ", 1)
    text = re.sub(r"(- id: state\n +issuer:)", r"\1 so-yte", text)
    text = re.sub(r"(- id: state\n(?:.*\n)*?    unit:)", r"\1 NVY", text)
    (plans / "office.yaml").write_text(text, encoding="utf-8", newline="\n")
    assert tell("load", "plans").code == 0
    chased = tell("chase", "2024-Q2", "--as-of", LATE, "-o", "one", "-f", "json")
    first = {each["organization"]: each for each in json.loads(chased.out)["reminders"]}
    assert sorted(first) == ["btg", "so-ldtbxh", "so-tnmt", "so-tttt", "so-yte"], "its own units, not itself"
    assert "Số:      /SYT-NVY" in first["btg"]["text"]
    assert "V/v đề nghị cung cấp kết quả" in first["btg"]["text"]
    assert "V/v đôn đốc gửi báo cáo quý II năm 2024" in first["so-tttt"]["text"]
    answer = tell("chase", "2024-Q2", "--as-of", SECOND, "-o", "two", "-f", "json")
    second = {each["organization"]: each for each in json.loads(answer.out)["reminders"]}
    assert "btg" not in second, "there is no second letter to the Party"
    assert "Ban Tuyên giáo Tỉnh ủy" in answer.err
    assert "Sở Y tế yêu cầu [đơn vị được giao chủ trì] báo cáo" in " ".join(second["so-yte"]["text"].split())
    assert "đề nghị Sở Thông tin và Truyền thông khẩn trương" in " ".join(second["so-tttt"]["text"].split())


def test_a_letter_of_another_body_is_not_recorded(office: Path, tell: Tell) -> None:
    answer = tell("chase", "2024-Q2", "--as-of", LATE, *STATE_OF_YTE, "-o", "letters", "-f", "json")
    data = json.loads(answer.out)
    assert [each["organization"] for each in data["reminders"]] == ["btg", "so-yte"]
    assert data["change"] is None


def test_a_state_letter_without_a_department_is_refused_with_a_way_out(office: Path, tell: Tell) -> None:
    answer = tell("--lang", "en", "chase", "2024-Q2", "--profile", "state", "--as-of", LATE)
    assert answer.code == 1
    line = answer.err.partition("Name its plan: coordplan ")[2].split()
    assert line[:5] == ["chase", "2024-Q2", "--profile", "state", "--plan"]
    assert tell(*line, "--as-of", LATE).code == 0


# The words of letters


STATE = Profile("state", letter_form="Số:      /{code}-{unit}", end_mark="./.", signer_title="Giám đốc")
PARTY = Profile("party", letter_form="Số      -CV/{code}", end_mark=".")


@pytest.mark.parametrize(
    ("profile", "superiors", "expected"),
    [
        pytest.param(PARTY, False, ("Như trên,", "[nơi nhận]"), id="nothing said"),
        pytest.param(
            PARTY._replace(letter_recipients=("Lãnh đạo Ban", "Lưu VP.")),
            False,
            ("Như trên,", "Lãnh đạo Ban,", "Lưu VP."),
            id="first",
        ),
        pytest.param(
            PARTY._replace(letter_recipients=("Lãnh đạo Ban", "Lưu VP."), letter_superiors=("Tỉnh ủy (để báo cáo),",)),
            True,
            ("Như trên,", "Tỉnh ủy (để báo cáo),", "Lưu VP."),
            id="second",
        ),
        pytest.param(
            STATE._replace(letter_recipients=("Giám đốc Sở (để báo cáo);", "Lưu: VT, {unit}."), unit="NVY"),
            False,
            ("Như trên;", "Lưu: VT, NVY."),
            id="the head signs",
        ),
        pytest.param(
            STATE._replace(
                letter_recipients=("Giám đốc Sở (để báo cáo);", "Lưu: VT, {unit}."), signer_authority="KT. GIÁM ĐỐC"
            ),
            False,
            ("Như trên;", "Giám đốc Sở (để báo cáo);", "Lưu: VT, [đơn vị soạn thảo]."),
            id="a deputy signs",
        ),
        pytest.param(
            STATE._replace(recipients=("UBND tỉnh;", "Lưu: VT.")), False, ("Như trên;", "Lưu: VT."), id="files"
        ),
    ],
)
def test_who_gets_a_letter(profile: Profile, superiors: bool, expected: tuple[str, ...]) -> None:
    with in_language("vi"):
        assert letter_recipients(profile, superiors) == expected


def test_a_letter_ends_as_its_family_ends_but_never_behind_a_place() -> None:
    assert ended(("A.", "B."), STATE) == ("A.", "B./.")
    assert ended(("A.", "B."), PARTY) == ("A.", "B.")
    assert ended(("Gửi về [đầu mối]",), STATE) == ("Gửi về [đầu mối]",)


def test_an_earlier_letter_is_named_by_its_code_and_a_place_for_its_number() -> None:
    with in_language("vi"):
        assert earlier_number_words(Letterhead(code="BTGTU"), PARTY) == "[số]-CV/BTGTU"
        assert earlier_number_words(Letterhead(code="SYT"), STATE._replace(unit="NVY")) == "[số]/SYT-NVY"


def test_a_report_goes_to_the_first_superior() -> None:
    assert reported_to(PARTY) == ""
    assert reported_to(PARTY._replace(letter_superiors=("Thường trực Tỉnh ủy (để báo cáo),",))) == "Thường trực Tỉnh ủy"
