"""Files of other office programs, made readable by LibreOffice where it is at hand."""

import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from coordplan.errors import UnreadableFile
from coordplan.office_files import converting
from coordplan.office_files.converting import Conversion, conversion_of, converted, office_program
from coordplan.setting_up.annexes.annex_files import read_grids
from tests.office_files.building import workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def stream(name: str) -> bytes:
    return OLE + f"{name}\0".encode("utf-16-le") + bytes(64)


def open_document(path: Path, kind: str) -> bytes:
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
    return path.read_bytes()


def program(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str) -> None:
    """Let a program of Python stand in for LibreOffice: ``source`` and ``made`` are its files."""
    script = folder / "office.py"
    head = "import sys, time; from pathlib import Path; words = sys.argv[1:]; source = Path(words[-1])\n"
    head += "made = Path(words[words.index('--outdir') + 1]); made.mkdir()\n"
    script.write_text(head + text, encoding="utf-8")
    monkeypatch.setattr(converting, "office_program", lambda: (sys.executable, str(script)))


@pytest.mark.parametrize(
    ("data", "conversion"),
    [
        pytest.param(stream("WordDocument"), Conversion("doc", "docx"), id="Word of before 2007"),
        pytest.param(stream("Workbook"), Conversion("xls", "xlsx"), id="Excel of before 2007"),
        pytest.param(stream("Book"), Conversion("xls", "xlsx"), id="Excel of before 97"),
        pytest.param(stream("Workbook") + stream("EncryptedPackage"), None, id="with a password"),
        pytest.param(stream("PowerPoint Document"), None, id="slides"),
        pytest.param(b"{\\rtf1 x}", Conversion("rtf", "docx"), id="rich text"),
        pytest.param(b"%PDF-1.7", None, id="PDF"),
        pytest.param(b"PK\x03\x04cut off", None, id="a damaged archive"),
        pytest.param(b"STT;x", None, id="text"),
    ],
)
def test_what_can_be_converted_is_known_by_what_it_holds(data: bytes, conversion: Conversion | None) -> None:
    assert conversion_of(data) == conversion


def test_documents_of_libreoffice_can_be_converted_and_a_workbook_needs_it_not(tmp_path: Path) -> None:
    assert conversion_of(open_document(tmp_path / "a", "spreadsheet")) == Conversion("ods", "xlsx")
    assert conversion_of(open_document(tmp_path / "a", "text")) == Conversion("odt", "docx")
    assert conversion_of(open_document(tmp_path / "a", "presentation")) is None
    assert conversion_of(workbook(tmp_path / "a.xlsx", [["x"]]).read_bytes()) is None


def test_what_libreoffice_makes_is_read_under_the_name_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = workbook(tmp_path / "made.xlsx", [["Nội dung", "Chủ trì"], ["Giao ban", "Sở Y tế"]])
    program(monkeypatch, tmp_path, f"(made / 'annex.xlsx').write_bytes(Path({str(made)!r}).read_bytes())")
    (tmp_path / "phụ lục.xls").write_bytes(stream("Workbook"))
    (grid,) = read_grids(tmp_path / "phụ lục.xls", convert=True).grids
    assert (grid.file, grid.rows[1][0].text) == ("phụ lục.xls", "Giao ban")


def test_libreoffice_works_on_a_copy_in_a_folder_of_its_own_with_settings_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = "settings = next(word for word in words if word.startswith('-env'))\n"
    look += "text = next(source.parent.rglob('registrymodifications.xcu')).read_text('utf-8')\n"
    look += (
        "made.joinpath('annex.docx').write_text('|'.join([settings, source.name, str(source.parent), text]), 'utf-8')"
    )
    program(monkeypatch, tmp_path, look)
    found = converted(Path("a.doc"), b"", Conversion("doc", "docx")).decode()
    settings, name, folder, text = found.split("|")
    assert settings.startswith("-env:UserInstallation=file:///")
    assert name == "annex.doc"
    assert "DisableMacrosExecution" in text
    assert not Path(folder).exists()  # nothing is left


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "a.doc: LibreOffice could not convert it."),
        ("sys.exit(1)", "a.doc: LibreOffice could not convert it."),
        ("time.sleep(60)", "a.doc: LibreOffice was at it for more than 0 seconds."),
    ],
    ids=["makes nothing", "fails", "does not end"],
)
def test_a_conversion_that_fails_is_said_in_a_sentence(
    text: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(monkeypatch, tmp_path, text)
    if "sleep" in text:
        monkeypatch.setattr(converting, "LONGEST_SECONDS", 0.3)
    with pytest.raises(UnreadableFile) as failure:
        converted(Path("a.doc"), b"", Conversion("doc", "docx"))
    assert failure.value.sentence == sentence
    assert failure.value.way_out == "Open it and save it as .xlsx or .docx."


def test_the_way_out_names_the_option_where_libreoffice_is_at_hand_and_only_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xls").write_bytes(stream("Workbook"))
    monkeypatch.setattr("coordplan.setting_up.annexes.annex_files.office_program", lambda: None)
    with pytest.raises(UnreadableFile) as without:
        read_grids(tmp_path / "a.xls")
    monkeypatch.setattr("coordplan.setting_up.annexes.annex_files.office_program", lambda: ("soffice",))
    with pytest.raises(UnreadableFile) as with_it:
        read_grids(tmp_path / "a.xls")
    assert "save it as .xlsx or .docx" in without.value.way_out
    assert with_it.value.way_out == "Let LibreOffice do it: add --convert."
    monkeypatch.setattr(converting, "office_program", lambda: None)
    with pytest.raises(UnreadableFile, match="LibreOffice is not found, which --convert needs"):
        read_grids(tmp_path / "a.xls", convert=True)


def test_libreoffice_is_found_on_path_and_never_in_the_folder_one_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("soffice", "soffice.com"):
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")
    found = office_program()
    assert found is None or not Path(found[0]).is_relative_to(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = office_program()
    assert found is not None
    assert Path(found[0]).parent == tmp_path
