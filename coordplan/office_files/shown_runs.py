"""Runs of a text as they are shown: struck through, hidden, in a font made for letters of before Unicode.

In a workbook a run's look is part of its shared string, which openpyxl reads without: a sign of its own before each run
carries it through.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile

from coordplan.named_tuples import NamedTuple
from coordplan.office_files.containers import LARGEST_PART
from coordplan.text.old_letters import FontLetters, letters_of_font

_LETTERS = (None, FontLetters("TCVN3"), FontLetters("TCVN3", capitals=True), FontLetters("VNI"))
_FIRST_SIGN = 0xE000  # of the area for private use; behind it: struck through or not, in which letters
_SIGN = re.compile("([\ue000-\ue007])")
_TELLING = re.compile(rb"<(?:\w+:)?strike\b|\.Vn|VNI", re.IGNORECASE)
_OF_RUNS = re.compile(rb"<(?:\w+:)?rPr\b")


class ShownRun(NamedTuple):
    """A stretch of text that looks the same throughout."""

    text: str
    struck: bool = False
    hidden: bool = False
    letters: FontLetters | None = None


def runs_of_text(value: str, struck: bool, font: str) -> list[ShownRun]:
    """Return the runs of a workbook's cell; ``struck`` and ``font`` are those of the whole cell."""
    first, *others = _SIGN.split(value)
    runs = [ShownRun(first, struck, letters=letters_of_font(font))] if first else []
    for sign, text in zip(others[::2], others[1::2], strict=True):
        letters, is_struck = divmod(ord(sign) - _FIRST_SIGN, 2)
        runs.append(ShownRun(text, bool(is_struck), letters=_LETTERS[letters]))
    return runs


def package_with_signs(package: bytes) -> bytes:
    """Return a workbook's bytes with a sign before each run that has a look of its own; as they are if none tells."""
    with ZipFile(BytesIO(package)) as archive:
        parts = {name: archive.read(name) for name in _parts_of_texts(archive)}
        telling = any(_TELLING.search(text) for text in parts.values())
        signed = {name: _with_signs(text) for name, text in parts.items() if telling and _OF_RUNS.search(text)}
        if not signed:
            return package
        made = BytesIO()
        with ZipFile(made, "w", ZIP_DEFLATED, compresslevel=1) as target:
            for name in dict.fromkeys(archive.namelist()):
                target.writestr(name, signed[name] if name in signed else archive.read(name))
        return made.getvalue()


def _parts_of_texts(archive: ZipFile) -> Iterator[str]:
    """Yield the parts that hold styles, shared strings and sheets, as far as one is read as a whole."""
    for part in archive.infolist():
        if part.filename.endswith(".xml") and part.filename.startswith("xl/") and part.file_size <= LARGEST_PART:
            yield part.filename


def _with_signs(text: bytes) -> bytes:
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  looked through by container_of
    except ElementTree.ParseError:
        return text  # openpyxl says what is wrong with it
    for run in root.iter():
        look = next((each for each in run if _name(each) == "rPr"), None) if _name(run) == "r" else None
        words = next((each for each in run if _name(each) == "t"), None)
        if look is not None and words is not None:
            words.text = _sign_of(look) + (words.text or "")
    return bytes(ElementTree.tostring(root, "utf-8", xml_declaration=True))


def _sign_of(look: ElementTree.Element) -> str:
    struck, letters = False, None
    for each in look:
        if _name(each) == "strike":
            struck = each.get("val", "1") not in ("0", "false")
        elif _name(each) == "rFont":
            letters = letters_of_font(each.get("val", ""))
    return chr(_FIRST_SIGN + 2 * _LETTERS.index(letters) + struck)


def _name(node: ElementTree.Element) -> str:
    return str(node.tag).rpartition("}")[2]
