"""Two workbooks by months: one with a column for each, one with a merged line over each."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl.styles import Font

from tests.setting_up.measured.layouts import Group, Layout, Line, Row

# The time of these: marks by month, "5: x" or "3 6 9 12: x"
MONTHS: tuple[Line, ...] = (
    Group("I", "Định hướng tuyên truyền", "nd1"),
    Row("Hướng dẫn tuyên truyền tuyển sinh đầu cấp", "Ban Tuyên giáo Tỉnh ủy", "Sở GD&ĐT", "5: x", "",
        "btg", "so-gddt", "2024-05-01/2024-05-31"),
    Row("Giao ban với phòng giáo dục các địa phương", "Sở GD&ĐT", "Ban Tuyên giáo Tỉnh ủy", "3 6 9 12: x", "",
        "so-gddt", "btg", "quarter"),
    Row("Bản tin khoa giáo", "Ban Tuyên giáo Tỉnh ủy", "", "1 2 3 4 5 6 7 8 9 10 11 12: x", "", "btg", "", "month"),
    Row("Tuyên truyền phòng, chống đuối nước học sinh", "Sở GD&ĐT", "Sở VH&TT", "4 7: X", "",
        "so-gddt", "so-vhtt", "2024-04-30 2024-07-31"),
    Row("Ngày hội đọc sách trong trường học", "Sở GD&ĐT", "Sở VH&TT, Sở TT&TT", "4: ✓", "",
        "so-gddt", "so-vhtt so-tttt", "2024-04-01/2024-04-30"),
    Group("II", "Tham mưu, dự báo", "nd2"),
    Row("Khảo sát đội ngũ giáo viên mầm non", "Sở GD&ĐT", "Sở Nội vụ", "10: x", "",
        "so-gddt", "so-noi-vu", "2024-10-01/2024-10-31"),
    Row("Báo cáo tình hình trước năm học mới", "Sở GD&ĐT", "BTGTU", "8: 15", "", "so-gddt", "btg", "2024-08-15"),
    Row("Làm việc với các trường đại học trên địa bàn", "BTGTU", "Sở GD&ĐT", "3 11: x", "",
        "btg", "so-gddt", "2024-03-31 2024-11-30"),
    Row("Đánh giá dư luận sau kỳ thi tốt nghiệp", "BTGTU", "Sở GD&ĐT", "7: 10-20", "",
        "btg", "so-gddt", "2024-07-10/2024-07-20"),
    Group("III", "Nhân rộng điển hình", "nd3"),
    Row("Trại sáng tác về nhà giáo", "Sở GD&ĐT", "Sở VH&TT", "6: x", "",
        "so-gddt", "so-vhtt", "2024-06-01/2024-06-30"),
    Row("Giới thiệu trường học hạnh phúc", "Sở GD&ĐT", "Các cơ quan báo chí", "2 5 8 11: x", "",
        "so-gddt", "bao-chi", "2024-02-29 2024-05-31 2024-08-31 2024-11-30"),
    Row("Đề nghị khen thưởng tập thể vượt khó", "BTGTU", "SGDĐT", "9: x", "",
        "btg", "so-gddt", "2024-09-01/2024-09-30"),
    Group("IV", "Phản bác tin sai", "nd4"),
    Row("Tập huấn an toàn mạng cho giáo viên", "Sở TT&TT", "Sở GD&ĐT", "8: v", "",
        "so-tttt", "so-gddt", "2024-08-01/2024-08-31"),
    Row("Trao đổi thông tin với ban giám hiệu", "BTGTU", "SGDĐT", "6 12: x", "",
        "btg", "so-gddt", "half|2024-06-30 2024-12-31"),
)  # fmt: skip


def build_months(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "KH 2024"
    sheet.append(["SỞ GIÁO DỤC VÀ ĐÀO TẠO - BAN TUYÊN GIÁO TỈNH ỦY"])
    sheet.append(["LỊCH THỰC HIỆN KẾ HOẠCH PHỐI HỢP NĂM 2024"])
    sheet.append(["(Căn cứ Kế hoạch phối hợp ký ngày 24/02/2022)"])
    sheet.append([])
    sheet.append(["STT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Thời gian thực hiện (tháng)"])
    sheet["Q5"] = "Ghi chú"
    sheet.append([None, None, None, None, *range(1, 13)])
    for area in ("A1:Q1", "A2:Q2", "A3:Q3", "A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:P5", "Q5:Q6"):
        sheet.merge_cells(area)
    number = 0
    for line in MONTHS:
        if isinstance(line, Group):
            sheet.append([line.number, line.title])
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=2, end_column=17)
            continue
        number += 1
        months, mark = line.when.split(": ")
        cells = [mark if str(month) in months.split() else None for month in range(1, 13)]
        sheet.append([number, line.title, line.leads, line.partners, *cells])
    sheet.append(["Ghi chú: dấu x là tháng hoàn thành; số là ngày."])
    sheet.append([])
    sheet.append([None, "NGƯỜI LẬP BIỂU", None, None, None, None, None, None, "TRƯỞNG BAN"])
    book.save(path)
    return path


MONTH_GROUPS: tuple[Line, ...] = (
    Group("", "THÁNG 01/2024"),
    Row("Ký kế hoạch hoạt động năm giữa hai cơ quan", "Ban Tuyên giáo Tỉnh ủy", "Sở VHTT", "20", "Kế hoạch",
        "btg", "so-vhtt", "2024-01-20"),
    Row("Trưng bày ảnh mừng Đảng, mừng Xuân", "Sở Văn hoá và Thể thao", "BTGTU", "Trong tháng", "Triển lãm",
        "so-vhtt", "btg", "2024-01-01/2024-01-31"),
    Group("", "THÁNG 3/2024"),
    Row("Hội thảo về văn hóa đọc", "Sở VHTT", "Sở GD&ĐT; BTGTU", "Ngày 15", "Kỷ yếu",
        "so-vhtt", "so-gddt btg", "2024-03-15"),
    Row("Ngày chạy vì sức khỏe toàn dân", "Sở VH&TT", "Sở Y tế", "24-26/3", "Sự kiện",
        "so-vhtt", "so-yte", "2024-03-24/2024-03-26"),
    Row("Định hướng tuyên truyền lễ hội đầu năm", "BTGTU", "Sở VHTT", "", "Công văn",
        "btg", "so-vhtt", "2024-03-01/2024-03-31"),
    Group("", "THÁNG 4/2024"),
    Row("Liên hoan tuyên truyền lưu động", "Sở VHTT", "", "27/4", "Liên hoan", "so-vhtt", "", "2024-04-27"),
    Row("Khảo sát thiết chế văn hóa cơ sở", "Sở VHTT", "BTGTU", "Từ ngày 10 đến ngày 20", "Báo cáo",
        "so-vhtt", "btg", "2024-04-10/2024-04-20"),
    Group("", "THÁNG 6/2024"),
    Row("Tuyên truyền Ngày Gia đình Việt Nam", "Sở VH và TT", "Sở LĐTBXH", "28/6", "Hoạt động truyền thông",
        "so-vhtt", "so-ldtbxh", "2024-06-28"),
    Row("Giao ban sáu tháng", "BTGTU", "Sở VHTT, Văn phòng UBND tỉnh", "Trước ngày 30", "Thông báo",
        "btg", "so-vhtt vp-ubnd", "2024-06-29"),
    Group("", "THÁNG 9/2024"),
    Row("Kiểm tra nếp sống văn minh ở khu du lịch", "Sở VHTT", "Công an tỉnh; BTGTU", "10-15", "Biên bản",
        "so-vhtt", "btg", "2024-09-10/2024-09-15", answer="Công an tỉnh=-"),
    Row("Chuyên đề phòng, chống bạo lực gia đình", "Sở VHTT", "Sở LĐTBXH", "Cả tháng", "Chuyên đề",
        "so-vhtt", "so-ldtbxh", "2024-09-01/2024-09-30"),
    Group("", "THÁNG 12/2024"),
    Row("Bình chọn sự kiện văn hóa tiêu biểu", "Sở VHTT", "Các cơ quan báo chí", "date 2024-12-10", "Kết quả bình chọn",
        "so-vhtt", "bao-chi", "2024-12-10", answer="Thời gian=day/month"),
    Row("Tổng kết năm", "BTGTU", "Sở VHTT", "Chậm nhất ngày 15", "Báo cáo", "btg", "so-vhtt", "2024-12-15"),
)  # fmt: skip


def as_cell(words: str) -> object:
    """Return what a person leaves in a cell: a date where Excel made one of it, a number, or the words."""
    if words.startswith("date "):
        return datetime.fromisoformat(words.removeprefix("date "))
    return int(words) if words.isdecimal() else words or None


def build_month_groups(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Chương trình"
    sheet["A1"] = "CHƯƠNG TRÌNH CÔNG TÁC PHỐI HỢP NĂM 2024"
    sheet.merge_cells("A1:G1")
    sheet.append([])
    headings: Sequence[str] = ("TT", "Nội dung", "Thời gian", "ĐV chủ trì", "ĐV hỗ trợ", "Kết quả", "Ghi chú")
    sheet.append(list(headings))
    number = 0
    for line in MONTH_GROUPS:
        if isinstance(line, Group):
            sheet.append([line.title])
            sheet.cell(sheet.max_row, 1).font = Font(bold=True)
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=7)
            number = 0
            continue
        number += 1
        sheet.append([number, line.title, as_cell(line.when), line.leads, line.partners or None, line.output])
        sheet.cell(sheet.max_row, 3).number_format = "dd/mm"
        if isinstance(as_cell(line.when), int):
            sheet.cell(sheet.max_row, 3).number_format = "General"
    sheet.append([])
    sheet.append([None, "Nơi nhận:", None, None, None, "KT. GIÁM ĐỐC"])
    sheet.append([None, "- Các phòng chuyên môn;", None, None, None, "PHÓ GIÁM ĐỐC"])
    sheet.append([None, "- Lưu: VT, VP."])
    book.save(path)
    return path


LAYOUTS = (
    Layout("thang-theo-cot.xlsx", "gddt", build_months, MONTHS, (2024, 2024)),
    Layout("thang-theo-nhom.xlsx", "vhtt", build_month_groups, MONTH_GROUPS, (2024, 2024), "nd1"),
)
