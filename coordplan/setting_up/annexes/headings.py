"""The headings of an annex: which row they stand in, and which column holds which field.

Offices write them in many ways: in capitals, with words added, in two rows (``Cơ quan thực hiện`` over ``Chủ trì`` and
``Phối hợp``), on every page anew. They are read without marks and in lower case; what a heading says first decides.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from coordplan.setting_up.annexes.grid import TextCell, TextGrid, column_number, one_line
from coordplan.text.folding import fold

# What a column may hold. Most are fields of an activity; "bodies" is the lead and the partners in one cell
FIELDS = (
    "number",
    "title",
    "content",
    "lead",
    "with",
    "bodies",
    "start",
    "due",
    "output",
    "target",
    "weight",
    "note",
    "id",
    "ignore",
)
EXAMPLES = (
    "Nội dung công việc / Nhiệm vụ",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời gian hoàn thành",
    "Sản phẩm",
    "Ghi chú",
)

_MOST_LETTERS = 120  # a heading is not a paragraph
_DEEPEST = 3  # rows that headings may stand in
_LEAST_KNOWN = 0.5  # of what stands in a row of headings
_LEAST_KNOWN_BELOW = 0.8  # where headings stand above it: a row of a table may read like some
_BODY = r"(?:co quan|don vi|to chuc|ban nganh|so nganh|noi)"
_DOES = r"(?:phu trach|dau moi|tham muu|chiu trach nhiem)"
# The first that is found in a heading decides; of two columns for one field, the one whose form stands further up
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (field, re.compile(form))
    for field, form in (
        ("number", r"^(?:s ?t ?t|tt|so tt|so thu tu|thu tu|no|#)$"),
        ("id", r"^(?:id|ma nhiem vu)$"),
        ("output", r"san pham|dau ra|^(?:output|deliverables?)$"),
        (
            "ignore",
            r"^(?:so|ngay)\b.*\bvan ban|^so[, /]+(?:ky hieu|ngay)|^tinh hinh|ket qua (?:thuc hien|dat duoc|den)",
        ),
        ("ignore", r"^(?:ty le|khoi luong|kho khan|vuong mac|ton tai|nguyen nhan|de xuat|kien nghi|danh gia)"),
        ("ignore", r"^(?:lanh dao|nguoi|can bo|chuyen vien|truong phong)\b|kinh phi|nguon von|^don vi tinh"),
        ("bodies", r"chu tri.*phoi hop|phoi hop.*chu tri"),
        ("content", r"^(?:nhom|linh vuc)\b|^(?:contents?|nd)$|^noi dung (?:cua )?chuong trinh$"),
        ("title", r"^(?:ten |cac |danh muc )*(?:noi dung|nhiem vu|cong viec|hoat dong|dau viec|viec)\b"),
        ("title", r"^(?:task|title|activity)\b"),
        ("with", r"phoi hop|tham gia|^(?:with|partners?)$"),
        ("lead", rf"chu tri|^(?:lead|phu trach)$|{_BODY} {_DOES}|dau moi"),
        ("start", r"(?:bat dau|khoi dong|trien khai tu|tu ngay)\b|\btu$|^start$"),
        ("due", r"thoi (?:gian|han|diem|hang)|^han\b|han (?:hoan thanh|cuoi|chot)|ky han|lich (?:trinh|thuc hien)"),
        ("due", r"^(?:due|deadline(?:_text)?)$|(?:hoan thanh|ket thuc|den ngay|den)$"),
        ("output", r"^ket qua"),
        ("target", r"chi tieu|muc tieu|^target$"),
        ("weight", r"trong so|^weight$"),
        ("note", r"ghi chu|luu y|^notes?$"),
        ("lead", rf"{_BODY} (?:thuc hien|trien khai)|^{_BODY}(?:[ ,/]+{_BODY})*$|^(?:phan cong|trach nhiem)"),
        ("due", r"tien do"),
    )
)
_NEEDED = ("lead", "bodies", "due", "with", "output")  # a title and one of these make a heading


class FieldClash(NamedTuple):
    """Two columns that both would be the same field; the first is taken, unless the user decides."""

    field: str
    columns: tuple[int, ...]


class TableHeading(NamedTuple):
    """The headings of one table: the rows they stand in, and by column (from 1) which field, in which words."""

    first: int
    last: int
    columns: dict[int, str]
    words: dict[int, str]
    clashes: tuple[FieldClash, ...] = ()

    def column(self, field: str) -> int | None:
        return next((number for number, each in self.columns.items() if each == field), None)

    @property
    def untaken(self) -> list[str]:
        """Return the words of columns that nothing is taken from."""
        return [text for number, text in self.words.items() if self.columns.get(number) in (None, "ignore")]


@lru_cache(maxsize=8192)
def field_of(heading: str) -> tuple[str, int] | None:
    """Return which field a heading names and how weakly (0 is a word by itself), None for no heading that is known."""
    if len(heading) > 2 * _MOST_LETTERS:
        return None
    text = heading_key(heading)
    if not text or len(text) > _MOST_LETTERS:
        return None
    for strength, (field, form) in enumerate(_FORMS):
        if form.search(text):
            return field, strength
    return None


def heading_key(heading: str) -> str:
    """Return a heading as headings are compared: without marks, numbers and signs around it, on one line."""
    text = re.sub(r"\((?!s\)).*?\)", " ", fold(heading))
    return " ".join(re.sub(r"[^a-z0-9#,/_]+", " ", text).strip(" ,/_").split())


def headings_in(grid: TextGrid, mapping: Mapping[str, str]) -> list[TableHeading]:
    """Return the headings of a grid from the top down.

    ``mapping`` says which column holds which field, by heading, letter (A) or number (1); it comes before any guess.
    """
    found: list[TableHeading] = []
    row = 1
    while row <= len(grid.rows):
        heading = _heading_at(grid, row, mapping, _LEAST_KNOWN_BELOW if found else _LEAST_KNOWN)
        if heading is None:
            row += 1
            continue
        if found and _same(found[-1], heading):  # on a new page
            heading = heading._replace(columns=found[-1].columns, clashes=())
        found.append(heading)
        row = heading.last + 1
    return found


def _same(one: TableHeading, other: TableHeading) -> bool:
    return list(map(heading_key, one.words.values())) == list(map(heading_key, other.words.values()))


def _heading_at(grid: TextGrid, row: int, mapping: Mapping[str, str], least: float) -> TableHeading | None:
    """Return the headings that begin in a row, over as many rows as say more, None where none do.

    A title may read like a heading (``Danh mục nhiệm vụ năm 2024``): rows that add nothing at the top are left out.
    """
    best: TableHeading | None = None
    for last in range(row, min(row + _DEEPEST, len(grid.rows) + 1)):
        if last > row and not _goes_on(grid, last):
            break
        best = _heading_over(grid, row, last, mapping, least) or best
    if best is None:
        return None
    for first in range(row + 1, best.last + 1):
        later = _heading_over(grid, first, best.last, mapping, least)
        if later is not None and _worth(later) >= _worth(best):
            best = later
    while best.last < len(grid.rows) and _counts_columns(grid.rows[best.last]):
        best = best._replace(last=best.last + 1)
    return best


def _heading_over(
    grid: TextGrid, first: int, last: int, mapping: Mapping[str, str], least: float
) -> TableHeading | None:
    """Return the headings that some rows are, read downwards; None if they are none."""
    words = _words(grid.rows[first - 1 : last])
    columns, clashes = _columns(words, mapping)
    fields = set(columns.values())
    if "title" in fields and fields & set(_NEEDED) and _known_share(grid, first, last, mapping) >= least:
        return TableHeading(first, last, columns, words, clashes)
    return None


def _worth(heading: TableHeading) -> tuple[int, int]:
    return len(set(heading.columns.values()) - {"ignore"}), -len(heading.clashes)


def _goes_on(grid: TextGrid, last: int) -> bool:
    """Say whether a row under headings is more of them: one hangs down into it, or it says several and nothing else."""
    row = grid.rows[last - 1]
    if any(cell.row < last and cell.text for cell in row):
        return True
    own = [cell for number, cell in enumerate(row, 1) if cell.text and cell[1:] == (last, number)]
    return len(own) > 1 and all(field_of(cell.text) is not None for cell in own)


def _known_share(grid: TextGrid, first: int, last: int, mapping: Mapping[str, str]) -> float:
    """Return how much of what stands in some rows are headings, 0..1."""
    cells = {cell for row in grid.rows[first - 1 : last] for cell in row if cell.text}
    named = set(map(heading_key, mapping))
    known = sum(field_of(cell.text) is not None or heading_key(cell.text) in named for cell in cells)
    return known / max(len(cells), 1)


def _words(rows: Sequence[Sequence[TextCell]]) -> dict[int, str]:
    """Return the heading of each column: what stands over it, from the top down, each text once."""
    words: dict[int, str] = {}
    for column in range(1, max(map(len, rows), default=0) + 1):
        texts = [one_line(row[column - 1].text) for row in rows if column <= len(row)]
        text = " ".join(dict.fromkeys(filter(None, texts)))
        if text:
            words[column] = text
    return words


def _columns(words: Mapping[int, str], mapping: Mapping[str, str]) -> tuple[dict[int, str], tuple[FieldClash, ...]]:
    """Return which field each column holds; of several that claim one, the strongest, and those that are as strong."""
    columns = _mapped(words, mapping)
    taken = set(columns.values()) - {"ignore"}
    claims: dict[str, list[tuple[int, int]]] = {}
    for number, text in words.items():
        if number not in columns and (found := field_of(text)) is not None:
            field, strength = found
            claims.setdefault(field, []).append((strength, number))
    _let_go_of_contents(claims, words)
    clashes = []
    for field, claiming in claims.items():
        if field == "ignore":
            columns.update({number: "ignore" for _strength, number in claiming})
        elif field not in taken and not (field in ("lead", "with") and "bodies" in (*taken, *claims)):
            strongest = min(claiming)[0]
            first, *others = [number for strength, number in claiming if strength == strongest]
            columns[first] = field
            if others:
                clashes.append(FieldClash(field, (first, *others)))
    return dict(sorted(columns.items())), tuple(clashes)


def _let_go_of_contents(claims: dict[str, list[tuple[int, int]]], words: Mapping[int, str]) -> None:
    """Of ``Nội dung`` beside ``Nhiệm vụ`` the first is the content, under which the activities stand."""
    claiming = claims.get("title", [])
    if len(claiming) < 2 or "content" in claims:
        return
    contents = [each for each in claiming if re.match(r"noi dung\b", heading_key(words[each[1]]))]
    others = [each for each in claiming if each not in contents]
    if len(contents) == 1 and others:
        claims["content"] = contents
        claims["title"] = others


def _mapped(words: Mapping[int, str], mapping: Mapping[str, str]) -> dict[int, str]:
    """Return which field each column holds that the mapping names."""
    numbers = {heading_key(text): number for number, text in reversed(list(words.items()))}  # of equal ones the first
    columns = {numbers.get(heading_key(name)) or column_number(name): field for name, field in mapping.items()}
    return {number: field for number, field in columns.items() if number is not None and number in words}


def _counts_columns(row: Sequence[TextCell]) -> bool:
    """Say whether a row only numbers the columns: (1) (2) (3), or A B 1 2."""
    texts = [cell.text.strip("() .") for cell in row if cell.text]
    if len(texts) < 3 or not all(re.fullmatch(r"\d{1,2}|[A-Za-z]", text) for text in texts):
        return False
    numbers = [int(text) for text in texts if text.isdecimal()]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True


def unknown_columns(mapping: Mapping[str, str], headings: Sequence[TableHeading]) -> list[str]:
    """Return the columns that a mapping names and no heading has."""
    return [name for name, field in mapping.items() if not any(_mapped(each.words, {name: field}) for each in headings)]
