"""What a heading of an annex names, by its words: read without marks and in lower case; what it says first decides."""

import re
from functools import lru_cache

from coordplan.text.folding import fold

# What a column may hold. Most are fields of an activity; "bodies" is the lead and the partners in one cell
FIELDS = (
    "number",
    "title",
    "details",
    "content",
    "lead",
    "with",
    "bodies",
    "start",
    "due",
    "period",
    "every",
    "output",
    "target",
    "unit",
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
_BODY = r"(?:co quan|don vi|to chuc|ban nganh|so nganh|bo phan|nganh|phong ban|cq|dv|noi)"
_DOES = r"(?:phu trach|dau moi|tham muu|chiu trach nhiem|theo doi|chinh)"
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
        ("unit", r"^(?:don vi tinh|dvt|dv tinh|unit)$"),
        (
            "ignore",
            r"^(?:lanh dao|ld[a-z]*|nguoi|can bo|chuyen vien|truong phong)\b|kinh phi|nguon von|^dia (?:diem|ban)",
        ),
        ("every", r"^(?:tan (?:suat|so)|chu ky|dinh ky|ky bao cao|every|frequency)\b"),
        ("bodies", r"chu tri.*phoi hop|phoi hop.*chu tri"),
        ("content", r"^(?:nhom|linh vuc)\b|^(?:contents?|nd)$|^noi dung (?:cua )?chuong trinh$"),
        ("title", r"^(?:ten |cac |danh muc )*(?:noi dung|nhiem vu|cong viec|hoat dong|dau viec|viec)\b"),
        (
            "title",
            r"^ten (?:cac )?(?:bao cao|van ban|de an|du an|chuyen de|su kien|hoi nghi)\b|^(?:task|title|activity)\b",
        ),
        (
            "with",
            r"phoi hop|tham gia|ho tro|^(?:with|partners?)$|^(?:cac )?" + _BODY + r" (?:lien quan|cung thuc hien)",
        ),
        ("lead", rf"{_BODY} chu tri|^(?:lead|phu trach)$|{_BODY} {_DOES}"),
        ("lead", r"chu tri"),
        ("lead", r"dau moi"),
        ("start", r"(?:bat dau|khoi dong|trien khai tu|tu ngay)\b|\btu$|^start$"),
        (
            "due",
            r"thoi (?:gian|han|diem|hang)|^han\b|han (?:hoan thanh|cuoi|chot)|ky han|lich (?:trinh|thuc hien)|lo trinh",
        ),
        ("due", r"^(?:due|deadline(?:_text)?)$|(?:hoan thanh|ket thuc|den ngay|den)$"),
        ("output", r"^ket qua"),
        ("target", r"chi tieu|muc tieu|^target$"),
        ("weight", r"trong so|^weight$"),
        ("note", r"ghi chu|luu y|^notes?$"),
        ("lead", rf"{_BODY} (?:thuc hien|trien khai)|^{_BODY}(?:[ ,/]+{_BODY})*$|^(?:phan cong|trach nhiem)"),
        ("lead", r"^(?:to chuc )?thuc hien$"),
        ("due", r"tien do|^(?:thang|quy)$|^ngay\b|^ke hoach (?:thuc hien|to chuc|trien khai)"),
    )
)


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
