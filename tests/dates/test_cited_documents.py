"""Documents as people cite them: number and code, day and subject."""

from datetime import date

import pytest

from coordplan.dates.cited_documents import CitedDocument, parse_document, parse_documents

CASES = {
    "a number of the Party, its day and subject": (
        "12-TB/BTGTU ngày 25/6/2024 về giao ban quý II",
        ("12-TB/BTGTU", date(2024, 6, 25), "giao ban quý II"),
    ),
    "a number of the state, after its kind": (
        "Công văn số 45/SYT-NVY, 3/4/2024",
        ("45/SYT-NVY", date(2024, 4, 3), ""),
    ),
    "who issued it is no subject": (
        "Quyết định số 238-QĐ/TW ngày 30/9/2020 của Ban Bí thư",
        ("238-QĐ/TW", date(2020, 9, 30), ""),
    ),
    "who issued it before the day": (
        "Quyết định số 238-QĐ/TW của Ban Bí thư ngày 30/9/2020 về việc ban hành Quy chế",
        ("238-QĐ/TW", date(2020, 9, 30), "ban hành Quy chế"),
    ),
    "a number with its year, a day in words": (
        "Quyết định 01/2023/QĐ-UBND ngày 3 tháng 4 năm 2023 của UBND tỉnh: Quy định chế độ báo cáo",
        ("01/2023/QĐ-UBND", date(2023, 4, 3), "Quy định chế độ báo cáo"),
    ),
    "spaces and dashes within the number": (
        "12–TB / BTGTU ngày 25.6.24 V/v: giao ban",
        ("12-TB/BTGTU", date(2024, 6, 25), "giao ban"),
    ),
    "without marks and capitals, the day first": (
        "ngay 25 thang 6 nam 2024 cong van so 45/syt-nvy ve viec bao cao",
        ("45/syt-nvy", date(2024, 6, 25), "bao cao"),
    ),
    "as a form puts it together": (
        "12-BC/SGDĐT, 25/6/2024, Kết quả quý II",
        ("12-BC/SGDĐT", date(2024, 6, 25), "Kết quả quý II"),
    ),
    "the subject before the number": (
        "Báo cáo kết quả quý II số 12-BC/SYT, ngày 25/6/2024",
        ("12-BC/SYT", date(2024, 6, 25), "Báo cáo kết quả quý II"),
    ),
    "a remark in brackets": ("163-TB/BTGTU, 27/6/2024 (minh họa)", ("163-TB/BTGTU", date(2024, 6, 27), "")),
    "the day last": (
        "Thông báo 12-TB/BTGTU về kết luận giao ban, ngày 25/6/2024",
        ("12-TB/BTGTU", date(2024, 6, 25), "kết luận giao ban"),
    ),
    "a day in the subject": (
        "12-TB/BTGTU ngày 25/6/2024 về kết luận giao ban ngày 20/6/2024",
        ("12-TB/BTGTU", date(2024, 6, 25), "kết luận giao ban ngày 20/6/2024"),
    ),
    "another document in the subject": (
        "12-KH/SYT ngày 3/4/2024 về thực hiện Chỉ thị 05-CT/TU ngày 1/1/2024",
        ("12-KH/SYT", date(2024, 4, 3), "thực hiện Chỉ thị 05-CT/TU ngày 1/1/2024"),
    ),
    "no number": ("Biên bản họp giao ban ngày 3/4/2024", ("", date(2024, 4, 3), "Biên bản họp giao ban")),
    "a number alone": ("Công văn 45 ngày 3/4/2024", ("45", date(2024, 4, 3), "")),
    "neither kind nor code": ("45, 3/4/2024", ("45", date(2024, 4, 3), "")),
    "no day": ("12-KHPH/BTGTU-SGDĐT", ("12-KHPH/BTGTU-SGDĐT", None, "")),
    "a day that is none": ("12-BC/SYT, 31/6/2024", ("12-BC/SYT", None, "")),
    "in English": (
        "letter 45/SYT-NVY of 2024-04-03 about dengue",
        ("45/SYT-NVY", date(2024, 4, 3), "dengue"),
    ),
    "a span of months is no number": ("Báo cáo 6 tháng đầu năm 2024", ("", None, "")),
    "words alone": ("đã gửi", ("", None, "")),
    "nothing": ("", ("", None, "")),
}


@pytest.mark.parametrize(("text", "document"), CASES.values(), ids=CASES)
def test_a_document_is_read(text: str, document: tuple[str, date | None, str]) -> None:
    assert parse_document(text) == CitedDocument(*document)


def test_a_day_without_its_year_is_read_where_today_is_known() -> None:
    assert parse_document("12-tb/btgtu 25/6").day is None
    assert parse_document("12-tb/btgtu 25/6", date(2024, 6, 30)).day == date(2024, 6, 25)


@pytest.mark.parametrize(
    "text",
    [
        "12-TB/BTGTU, 25/6/2024; 13-KH/SYT, 1/6/2024 về kế hoạch",
        "12-TB/BTGTU (25/6/2024) và Công văn số 13-KH/SYT ngày 1/6/2024 về kế hoạch",
        "12-TB/BTGTU ngày 25/6/2024, 13-KH/SYT ngày 1/6/2024: kế hoạch",
        "12-TB/BTGTU ngày 25/6/2024\n13-KH/SYT ngày 1/6/2024 V/v kế hoạch",
    ],
    ids=["a semicolon", "and", "a comma", "a line each"],
)
def test_several_documents_are_read_one_by_one(text: str) -> None:
    first, second = parse_documents(text)
    assert first == CitedDocument("12-TB/BTGTU", date(2024, 6, 25), "")
    assert (second.number, second.day) == ("13-KH/SYT", date(2024, 6, 1))


def test_the_key_of_a_number_is_the_same_however_it_is_written() -> None:
    assert parse_document("Số: 12 – QĐ / TW").key == parse_document("12-qd/tw, 3/4/2024").key == "12-qd/tw"
