"""Files that no organization should send: one sentence each, and nothing of them is taken in."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from coordplan.office_files import containers, readers
from tests.collecting.filling import filled
from tests.command_line import Ready, Tell
from tests.office_files.building import SHEET, rewritten

FORM = Path("forms/2024-Q2_so-gd.xlsx")
# Of what is refused for its size: bytes unpacked and tags. The true bounds are tried where files are opened
BYTES, TAGS = 3_000_000, 30_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(autouse=True)
def forms(small: Path, ready: Ready) -> None:
    ready("form", "2024-Q2", "-o", "forms")


def _bomb(size: int = BYTES + 1_000) -> None:
    rewritten(FORM, lambda _name, data: data, {"xl/media/x.xml": b"<a>" + b" " * size})


def _tags(count: int = TAGS + 1_000) -> None:
    rewritten(FORM, lambda _name, data: data, {"xl/x.xml": b"<a>" + b"<b/>" * count})


def _empty_rows(count: int = TAGS + 1_000) -> None:
    def more(name: str, data: bytes) -> bytes:
        return (
            data.replace(b"</sheetData>", b'<row spans="1:16"/>' * count + b"</sheetData>") if name == SHEET else data
        )

    rewritten(FORM, more)


def _macros() -> None:
    def macro(name: str, data: bytes) -> bytes:
        plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        return data.replace(plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml") if "Types" in name else data

    rewritten(FORM, macro, {"xl/vbaProject.bin": _OLE})


def _links() -> None:
    rewritten(FORM, lambda _name, data: data, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})


def _encrypted() -> None:
    FORM.write_bytes(_OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600)


def _old() -> None:
    FORM.write_bytes(_OLE + b"\0" * 2000)


def _pdf() -> None:
    FORM.write_bytes(b"%PDF-1.7\n" + b"x" * 500)


def _cut_off() -> None:
    FORM.write_bytes(FORM.read_bytes()[:-700])


def _garbage() -> None:
    data = bytearray(FORM.read_bytes())
    data[200:900] = os.urandom(700)
    FORM.write_bytes(bytes(data))


def _empty() -> None:
    FORM.write_bytes(b"")


def _open_document() -> None:
    with zipfile.ZipFile(FORM, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")


def _other_workbook() -> None:
    book = openpyxl.Workbook()
    book.active.append(["STT", "Nội dung"])
    book.save(FORM)


CASES = [
    (_bomb, "unpack to more"),
    (_tags, "too many cells"),
    (_empty_rows, "rows"),
    (_macros, "holds macros"),
    (_links, "external links"),
    (_encrypted, "protected by a password"),
    (_old, "old format of before 2007"),
    (_pdf, "is a PDF"),
    (_cut_off, "damaged or was cut off"),
    (_garbage, "damaged or was cut off"),
    (_empty, "is empty"),
    (_open_document, "is not an Excel workbook"),
    (_other_workbook, "hidden stamp is missing"),
]


@pytest.mark.parametrize(("spoil", "reason"), CASES, ids=[case.__name__.strip("_") for case, _reason in CASES])
def test_it_is_refused_in_one_sentence(
    tell: Tell, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[], None], reason: str
) -> None:
    monkeypatch.setattr(containers, "LARGEST_UNPACKED", BYTES)
    for module in (containers, readers):
        monkeypatch.setattr(module, "MOST_PART_TAGS", TAGS)
    spoil()
    before = Path("coordplan.db").read_bytes()
    told = tell("collect", str(FORM))
    assert told.code == 3
    assert reason in told.err
    assert "Traceback" not in told.err
    assert told.err.rstrip().endswith("1 problem.")
    assert Path("coordplan.db").read_bytes() == before


def test_a_bad_file_does_not_keep_the_good_ones_out(tell: Tell) -> None:
    _pdf()
    filled(Path("forms/2024-Q2_btg.xlsx"), {"gd-01": {"done": "x", "done_on": "18/6/2024"}})
    told = tell("collect", "forms")
    assert (told.code, "1 taken in" in told.out, "is a PDF" in told.err) == (3, True, True)


def test_an_empty_folder_has_nothing_to_collect(tell: Tell) -> None:
    Path("none").mkdir()
    told = tell("collect", "none")
    assert told.code == 1
    assert "No workbook" in told.err


# Windows has no such limit and macOS does not keep it; what is refused is tried above, on every system
@pytest.mark.skipif(sys.platform != "linux", reason="the limit on memory is one that Linux keeps")
@pytest.mark.parametrize(
    ("spoil", "size"),
    [
        pytest.param(_bomb, 210_000_000, id="bomb"),
        pytest.param(_tags, 4_000_000, id="tags"),
        pytest.param(_empty_rows, 1_000_000, id="empty_rows"),
    ],
)
def test_memory_stays_bounded(spoil: Callable[[int], None], size: int) -> None:
    spoil(size)
    bound = "import resource,sys;resource.setrlimit(resource.RLIMIT_AS,(1500000000,)*2);from coordplan.cli import run;"
    run = subprocess.run(
        [sys.executable, "-c", bound + "sys.exit(run(sys.argv[1:]))", "collect", str(FORM)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
        timeout=60,
    )
    assert (run.returncode, "Traceback" in run.stderr) == (3, False), run.stderr
