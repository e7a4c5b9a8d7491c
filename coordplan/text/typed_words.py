"""What people call things when they type them: words beside the codes, in one table for each kind of thing.

A word is compared in any case, with its marks or without, its parts joined by blanks, hyphens or nothing. What would
then mean two things is in no table: whoever asks says what it may mean.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeVar

from coordplan.text.folding import fold, nfc
from coordplan.text.language import language
from coordplan.text.language import translate as _

Code = TypeVar("Code", bound=str)
Table = Mapping[str, Sequence[str]]

# The first word of each is the one that is proposed
TYPED_PROGRESS: Mapping[Literal["done", "suspended", "resumed", "cancelled"], Sequence[str]] = {
    "done": ("xong", "đã xong", "hoàn thành", "đã hoàn thành", "hoàn tất", "đã hoàn tất", "HT"),
    "suspended": ("tạm hoãn", "tạm dừng", "tạm ngừng", "suspend"),
    "resumed": ("tiếp tục", "tiếp tục thực hiện", "thực hiện lại", "resume"),
    "cancelled": ("hủy", "hủy bỏ", "đã hủy", "không thực hiện nữa", "cancel", "canceled"),
}
_NOT_BEGUN = ("chưa", "chưa thực hiện", "chưa làm", "chưa triển khai", "chưa bắt đầu", "not started", "not begun")
TYPED_STANDINGS: Table = {
    "overdue": ("quá hạn", "đã quá hạn", "chưa hoàn thành, đã quá hạn", "trễ hạn", "chậm hạn", "trễ", "tồn đọng"),
    "open": ("chưa hoàn thành", "chưa xong", "còn phải làm", "còn lại"),
    "done": ("hoàn thành", *TYPED_PROGRESS["done"]),
    "done_on_time": ("hoàn thành đúng hạn", "đúng hạn", "trước hạn", "on time"),
    "done_late": ("hoàn thành quá hạn", "hoàn thành muộn", "hoàn thành chậm", "xong muộn", "late"),
    "in_progress": ("đang thực hiện", "đang làm", "đang triển khai"),
    "in_progress_overdue": ("đang thực hiện, quá hạn", "đang thực hiện nhưng quá hạn", "đang làm, quá hạn"),
    "not_started": ("chưa thực hiện", "chưa làm", "chưa triển khai", "chưa bắt đầu"),
    "not_started_overdue": ("chưa thực hiện, quá hạn", "chưa thực hiện và quá hạn", "chưa làm, quá hạn"),
    "upcoming": ("chưa đến kỳ", "chưa tới kỳ"),
    "ongoing": ("thường xuyên", "không có hạn", "không hạn"),
    "suspended": TYPED_PROGRESS["suspended"],
    "cancelled": ("đã hủy", *TYPED_PROGRESS["cancelled"]),
}
TYPED_COLOURS: Table = {
    "green": ("xanh", "mức xanh"),
    "amber": ("vàng", "mức vàng", "yellow"),
    "red": ("đỏ", "mức đỏ"),
    "computed": ("theo quy tắc", "tự động", "bỏ đánh giá", "by the rules"),
}
TYPED_FIGURES: Table = {
    "total": ("tổng", "tổng số"),
    "due_rate": ("tỷ lệ", "tỉ lệ", "tỷ lệ hoàn thành", "tỉ lệ hoàn thành", "rate"),
    "fallen_due": ("đến hạn", "đã đến hạn"),
    "done_on_time": ("đúng hạn",),
    "done_late": ("hoàn thành quá hạn", "hoàn thành muộn"),
    "done": TYPED_PROGRESS["done"],
    "overdue": ("quá hạn", "đã quá hạn"),
    "progress": ("tiến độ",),
    "planned": ("theo kế hoạch", "tiến độ theo kế hoạch"),
    "points": ("chênh lệch", "điểm phần trăm", "điểm"),
    "due_soon": ("sắp đến hạn", "sắp hạn"),
    "rating": ("đánh giá", "mức đánh giá"),
}
TYPED_TIMES: Table = {
    "last-year": ("cùng kỳ năm trước", "cùng kỳ", "năm trước", "năm ngoái"),
    "last-period": ("kỳ trước",),
}
# Of options and arguments that have a few choices
TYPED_CHOICES: Table = {
    "plan": ("kế hoạch",),
    "content": ("nội dung",),
    "lead": ("chủ trì", "cơ quan chủ trì"),
    "with": ("phối hợp", "cơ quan phối hợp", "partner"),
    "field": ("lĩnh vực",),
    "year": ("năm", "hằng năm"),
    "period": ("quý", "quarter"),
    "week": ("tuần", "hằng tuần"),
    "month": ("tháng", "hằng tháng"),
    "quarter": ("quý", "hằng quý"),
    "half": ("6 tháng", "6 tháng một lần", "nửa năm"),
    "overdue": ("quá hạn", "trễ hạn"),
    "due-soon": ("sắp đến hạn", "sắp hạn"),
    "close": ("khóa", "khóa kỳ"),
    "reopen": ("mở lại",),
    "list": ("liệt kê", "danh sách"),
    "party": ("Đảng",),
    "state": ("nhà nước",),
}
_YES = ("c", "có", "y", "yes", "đồng ý", "phải", "rồi", "ok", "vâng", "x", "✓")
_NO = ("k", "không", "ko", "n", "no", "chưa")
# Without their marks, or by themselves, these mean more than one thing
_SEVERAL: Table = {
    "hoan": ("done", "suspended"),
    "dung": ("suspended", "cancelled"),
    "ngung": ("suspended", "cancelled"),
    "chuadenhan": ("upcoming", "in_progress"),
    "cham": ("done_late", "overdue"),
}
_MARKS_DECIDE = {"hoãn": "suspended"}


def typed_key(text: str) -> str:
    """Return a word as it is compared: no marks, capitals, blanks, commas, hyphens or underscores."""
    return re.sub(r"[\s_,–-]+", "", fold(text))


def code_typed(text: str, table: Mapping[Code, Sequence[str]], among: Iterable[Code] = ()) -> Code | None:
    """Return the code that a word means by a table, if wanted among some; None where it means none, or several."""
    key = typed_key(text)
    decided = _MARKS_DECIDE.get(nfc(text).strip().lower())
    for code in among or table:
        if code == decided or key == typed_key(code) or key in map(typed_key, table.get(code, ())):
            return code
    return None


def meanings_of(text: str, table: Mapping[Code, Sequence[str]]) -> list[str]:
    """Return the codes that a word may mean, as they are proposed; none where it does not mean several."""
    if nfc(text).strip().lower() in _MARKS_DECIDE:
        return []
    return [proposed(code, table) for code in table if code in _SEVERAL.get(typed_key(text), ())]


def several_meanings(text: str, table: Mapping[Code, Sequence[str]]) -> tuple[str, str] | None:
    """Return what is to be said of a word that may mean several things, and the way out; None of any other."""
    names = meanings_of(text, table)
    if not names:
        return None
    ways_out = [_("Write one of: {names}").format(names="; ".join(names))]
    if fold(text) in ("dung", "ngung"):
        ways_out.append(_("To end its activity in the plan: coordplan retire ID"))
    return _('"{text}" may mean several things.').format(text=text), "\n".join(ways_out)


def proposed(code: Code, table: Mapping[Code, Sequence[str]]) -> str:
    """Return a code as it is proposed to be typed: in Vietnamese by its word, with the code in brackets."""
    words = table.get(code, ())
    return f"{words[0]} ({code})" if words and language() == "vi" else code


def is_not_begun(text: str) -> bool:
    """Say whether a word means that nothing is done yet."""
    return typed_key(text) in map(typed_key, _NOT_BEGUN)


def yes_or_no_typed(text: str) -> bool | None:
    """Return whether an answer is yes or no; None where it is neither. ``dung`` may be đúng or dừng."""
    word = nfc(text).strip(" .!").lower()
    if word == "đúng":
        return True
    key = typed_key(word)
    return True if key in map(typed_key, _YES) else False if key in map(typed_key, _NO) else None
