"""Every file of Word and Excel that is written keeps the order of elements that the schemas want."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.collecting.filled import Filled
from tests.command_line import Tell
from tests.order_of_elements import out_of_order, parts_without_use


@pytest.fixture
def demo_here(shipped_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COORDPLAN_DB", str(shipped_demo / "coordplan.db"))
    monkeypatch.setenv("COORDPLAN_TODAY", "2024-06-30")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("report", "2024-Q2", "--profile", "party"), id="a quarter of the party"),
        pytest.param(("report", "2023", "--plan", "yte", "--profile", "state"), id="a year of a department"),
        pytest.param(("--lang", "en", "report", "2024-Q1", "--plan", "gddt"), id="a quarter in English"),
        pytest.param(("--lang", "en", "report", "2022-03", "--plan", "khcn"), id="a month of nothing"),
    ],
)
def test_a_report_as_word_and_workbook(words: tuple[str, ...], demo_here: None, tell: Tell) -> None:
    for name in ("a.docx", "a.xlsx"):
        assert tell(*words, "-o", name).code == 0
        data = Path(name).read_bytes()
        assert list(out_of_order(data)) == []
        assert parts_without_use(data) == []


def test_a_template(demo_here: None, tell: Tell) -> None:
    assert tell("report", "2024-Q2", "--write-template", "t.docx").code == 0
    data = Path("t.docx").read_bytes()
    assert list(out_of_order(data)) == []
    assert parts_without_use(data) == []


def test_a_form_and_a_copy_with_its_faults_marked(small: Path, tell: Tell) -> None:
    assert tell("form", "2024-Q2", "-o", "forms").code == 0
    path = Path("forms/2024-Q2_so-gd.xlsx")
    assert list(out_of_order(path.read_bytes())) == []
    back = Filled(path).answer("gd-02@2024-Q1", done="x", done_on="31/6/2024").save(Path("back/gd.xlsx"))
    _code, out, _err = tell("collect", str(back), "--mark-up", "marked", "-f", "json")
    (found,) = json.loads(out)["files"]
    assert list(out_of_order(Path(found["marked"]).read_bytes())) == []


def test_the_order_is_looked_at() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("xl/styles.xml", "<fonts><font><name/><b/></font><font><size/></font></fonts>")
        archive.writestr("word/webSettings.xml", "<a/>")
    assert list(out_of_order(stream.getvalue())) == [
        "xl/styles.xml: b in font stands after name",
        "xl/styles.xml: size in font is not known",
    ]
    assert parts_without_use(stream.getvalue()) == ["word/webSettings.xml", "xl/styles.xml"]
