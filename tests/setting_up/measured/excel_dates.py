"""Three workbooks: dates beside groups merged down column A, reports with how often and when, quarters as columns."""

from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment

from tests.setting_up.measured.excel_months import as_cell
from tests.setting_up.measured.layouts import Group, Layout, Line, Row

# The time of these is two cells, "begins|ends"; a day of another year is what Excel made of 15-Oct typed in 2023
DATED: tuple[Line, ...] = (
    Group("", "Định hướng tuyên truyền", "nd1"),
    Row("Phổ biến quy định mới về đất đai", "Sở Tài nguyên và Môi trường tỉnh Khánh Hòa", "Ban Tuyên giáo Tỉnh ủy",
        "date 2024-03-01|date 2024-04-30", "Tài liệu hỏi đáp", "so-tnmt", "btg", "2024-03-01/2024-04-30",
        answer="Ngày bắt đầu=day/month"),
    Row("Tuyên truyền phân loại rác tại nguồn", "Sở TNMT Khánh Hòa", "Sở TT&TT Khánh Hòa", "|short 2023-06-05",
        "Chiến dịch",
        "so-tnmt", "so-tttt", "2024-06-05"),
    Row("Hội thi tìm hiểu pháp luật về biển, đảo", "Ban Tuyên giáo Tỉnh ủy Khánh Hòa", "Sở TN&MT; Sở GD&ĐT",
        "15/7/2024|30/8/2024", "Hội thi", "btg", "so-tnmt so-gddt", "2024-07-15/2024-08-30"),
    Row("Bản tin khí tượng, thủy văn hằng tuần cho cơ sở", "Sở TNMT", "", "|Hằng tuần", "Bản tin", "so-tnmt", "",
        "week"),
    Group("", "Tham mưu, dự báo", "nd2"),
    Row("Báo cáo chất lượng không khí", "Sở TN&MT", "Sở Y tế Khánh Hòa", "|Trước ngày 10 hằng tháng", "Báo cáo",
        "so-tnmt", "so-yte", "month 9"),
    Row("Tham mưu kết luận về quản lý khoáng sản", "Ban Tuyên giáo Tỉnh uỷ", "VP UBND tỉnh, Sở TN&MT",
        "|short 2023-10-15", "Dự thảo kết luận", "btg", "vp-ubnd so-tnmt", "2024-10-15"),
    Row("Khảo sát bãi chôn lấp rác", "Sở TNMT", "UBND các huyện, thị xã, thành phố", "date 2024-05-06|date 2024-05-17",
        "Báo cáo khảo sát", "so-tnmt", "", "2024-05-06/2024-05-17",
        answer="Ngày bắt đầu=day/month"),
    Row("Kịch bản ứng phó sự cố tràn dầu", "Sở Tài nguyên, Môi trường", "Sở KHCN", "|Quý 3/2024", "Kịch bản",
        "so-tnmt", "so-khcn", "2024-07-01/2024-09-30"),
    Group("", "Nhân rộng điển hình", "nd3"),
    Row("Bình chọn khu dân cư xanh", "Sở TNMT", "BTGTU", "|Trước 15/12", "Danh sách", "so-tnmt", "btg", "2024-12-14"),
    Row("Phóng sự doanh nghiệp sản xuất sạch", "BTGTU", "Các cơ quan báo chí; Sở TNMT", "|date 2024-11-22", "Phóng sự",
        "btg", "bao-chi so-tnmt", "2024-11-22"),
    Row("Khen thưởng mô hình không rác thải nhựa", "Sở TNMT", "BTGTU", "|31/12", "Quyết định",
        "so-tnmt", "btg", "2024-12-31"),
    Group("", "Phản bác tin sai", "nd4"),
    Row("Cung cấp số liệu quan trắc chính thức", "Sở TNMT", "Sở TTTT", "|Thường xuyên", "Số liệu",
        "so-tnmt", "so-tttt", "ongoing"),
    Row("Trả lời kiến nghị của báo chí về môi trường", "Sở TNMT", "Văn phòng UBND tỉnh", "|Khi có yêu cầu",
        "Văn bản trả lời",
        "so-tnmt", "vp-ubnd", "ongoing"),
)  # fmt: skip


def build_dated(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Phụ lục 1"
    sheet["B1"] = "PHỤ LỤC 1"
    sheet["B2"] = "Danh mục nhiệm vụ phối hợp năm 2024"
    sheet.append([])
    sheet.append(["Nhóm nội dung", "Số TT", "Nhiệm vụ", "Đơn vị chủ trì thực hiện", "Đơn vị phối hợp thực hiện",
                  "Ngày bắt đầu", "Hạn hoàn thành", "Sản phẩm đầu ra"])  # fmt: skip
    number, group_row, group = 0, 0, ""
    for line in DATED:
        if isinstance(line, Group):
            group_row, group = sheet.max_row + 1, line.title
            continue
        number += 1
        begins, ends = line.when.split("|")
        short = ends.startswith("short ")
        ends_cell = as_cell(ends.replace("short ", "date "))
        sheet.append(
            [None, number, line.title, line.leads, line.partners or None, as_cell(begins), ends_cell, line.output]
        )
        at = sheet.max_row
        sheet.cell(at, 6).number_format = "dd/mm/yyyy"
        if isinstance(ends_cell, datetime):
            sheet.cell(at, 7).number_format = "d-mmm" if short else "dd/mm/yyyy"
        if at > group_row:
            sheet.unmerge_cells(f"A{group_row}:A{at - 1}") if at - 1 > group_row else None
            sheet.merge_cells(f"A{group_row}:A{at}")
        sheet.cell(group_row, 1).value = group
        sheet.cell(group_row, 1).alignment = Alignment(textRotation=90, wrap_text=True)
    book.create_sheet("Danh sách in").append(["Trang này để trống"])
    book.save(path)
    return path


# The time of these is two cells, "how often|when"
REPORTS: tuple[Line, ...] = (
    Row("Báo cáo công tác khoa giáo tháng", "Ban Tuyên giáo Tỉnh ủy", "Các sở đã ký kế hoạch phối hợp", "Hằng tháng|25",
        "", "btg", "", "month 25"),
    Row("Báo cáo nhanh dư luận xã hội lĩnh vực y tế", "Sở Y tế", "BTGTU", "Hàng tuần|Thứ Sáu", "",
        "so-yte", "btg", "week 5"),
    Row("Báo cáo kết quả thực hiện kế hoạch phối hợp quý", "Sở GD&ĐT", "BTGTU", "Hằng quý|20", "",
        "so-gddt", "btg", "quarter 20"),
    Row("Thống kê tin, bài về khoa học và công nghệ", "Sở KH&CN", "BTGTU", "Quý|Ngày 15 tháng cuối quý", "",
        "so-khcn", "btg", "quarter 15"),
    Row("Báo cáo sơ kết chương trình", "Ban Tuyên giáo Tỉnh ủy", "Ban Cán sự đảng UBND tỉnh", "6 tháng|15/6 và 15/12",
        "", "btg", "bcsd-ubnd", "half 15|year 06-15 12-15|2024-06-15 2024-12-15"),
    Row("Báo cáo tình hình trẻ em", "Sở LĐ-TB&XH", "BTGTU", "06 tháng/lần|", "", "so-ldtbxh", "btg", "half"),
    Row("Báo cáo tổng kết công tác văn hóa, thể thao", "Sở VH&TT", "BTGTU", "Hằng năm|Trước 10/12", "",
        "so-vhtt", "btg", "year 12-09"),
    Row("Báo cáo hiện trạng môi trường", "Sở TN&MT", "BTGTU", "01 lần/năm|Tháng 10", "",
        "so-tnmt", "btg", "year 10-01/10-31"),
    Row("Danh mục dự án trọng điểm", "Ban Cán sự đảng UBND tỉnh", "Văn phòng UBND tỉnh", "Năm|Quý I", "",
        "bcsd-ubnd", "vp-ubnd", "year 01-01/03-31|2024-01-01/2024-03-31"),
    Row("Báo cáo đột xuất", "Các sở, ban, ngành", "BTGTU", "Đột xuất|", "", "btg", "", "ongoing",
        answer="Các sở, ban, ngành=btg"),
    Row("Báo cáo an toàn thông tin mạng", "Sở TT&TT", "BTGTU", "Mỗi quý một lần|Ngày cuối quý", "",
        "so-tttt", "btg", "quarter"),
    Row("Bản tin chuyển đổi số", "Sở TTTT", "", "2 tháng/lần|", "",
        "so-tttt", "", "2024-02-29 2024-04-30 2024-06-30 2024-08-31 2024-10-31 2024-12-31",
        answer="2 tháng/lần=Tháng 2, tháng 4, tháng 6, tháng 8, tháng 10, tháng 12"),
)  # fmt: skip


def build_reports(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Chế độ báo cáo"
    sheet["A1"] = "DANH MỤC BÁO CÁO ĐỊNH KỲ THỰC HIỆN CHƯƠNG TRÌNH PHỐI HỢP NĂM 2024"
    sheet.append([])
    sheet.append(["Stt", "Tên báo cáo", "Cơ quan thực hiện", "CQ phối hợp", "Tần suất", "Thời hạn gửi", "Hình thức"])
    for number, line in enumerate(REPORTS, 1):
        assert isinstance(line, Row)
        often, when = line.when.split("|")
        sheet.append([number, line.title, line.leads, line.partners or None, often, as_cell(when), "Văn bản"])
    sheet.append([])
    sheet.append(["Ghi chú:", "Báo cáo gửi qua trục liên thông văn bản."])
    book.save(path)
    return path


# The time of these: a cell for each quarter
QUARTERS: tuple[Line, ...] = (
    Group("1", "Nội dung 1: Định hướng tuyên truyền", "nd1"),
    Row("Tọa đàm đổi mới sáng tạo", "SKHCN", "BTGTU", "|x||", "", "so-khcn", "btg", "2023-04-01/2023-06-30"),
    Row("Bản tin khoa học phục vụ sản xuất", "SKHCN", "", "x|x|x|x", "", "so-khcn", "", "quarter"),
    Row("Giới thiệu kết quả đề tài cấp tỉnh", "SKHCN", "BTGTU, CQBC", "x||x|", "",
        "so-khcn", "btg bao-chi", "2023-03-31 2023-09-30"),
    Row("Tuần lễ sở hữu trí tuệ", "SKHCN", "SGDĐT", "|26/4||", "", "so-khcn", "so-gddt", "2023-04-26"),
    Group("2", "Nội dung 2: Tham mưu, dự báo", "nd2"),
    Row("Góp ý quy hoạch khu công nghệ", "SKHCN", "VPUBND; BTGTU", "x|||", "",
        "so-khcn", "vp-ubnd btg", "2023-01-01/2023-03-31"),
    Row("Khảo sát tiềm lực khoa học các trường", "SKHCN", "SGDĐT", "||x|", "", "so-khcn", "so-gddt",
        "2023-07-01/2023-09-30"),
    Row("Báo cáo vấn đề mới trong nghiên cứu ứng dụng", "SKHCN", "BTGTU", "|x||x", "",
        "so-khcn", "btg", "half|2023-06-30 2023-12-31"),
    Group("3", "Nội dung 3: Nhân rộng điển hình", "nd3"),
    Row("Cuộc thi sáng tạo kỹ thuật", "BTGTU", "SKHCN, SGDĐT", "||Tháng 8|", "", "btg", "so-khcn so-gddt",
        "2023-08-01/2023-08-31"),
    Row("Chuyên trang nhà khoa học trẻ", "BTGTU", "SKHCN", "|||x", "", "btg", "so-khcn", "2023-10-01/2023-12-31"),
    Row("Đề nghị tôn vinh tập thể nghiên cứu", "SKHCN", "BTGTU", "|||Trước 10/12", "", "so-khcn", "btg", "2023-12-09"),
    Group("4", "Nội dung 4: Phản bác tin sai", "nd4"),
    Row("Tài liệu bác bỏ tin đồn về thực phẩm biến đổi gen", "SKHCN", "SYT", "||15/9|", "", "so-khcn", "so-yte",
        "2023-09-15"),
    Row("Tập huấn đọc nguồn tin khoa học", "SKHCN", "STTTT", "|x||", "", "so-khcn", "so-tttt", "2023-04-01/2023-06-30"),
)  # fmt: skip


def build_quarters(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    sheet["A1"] = "TIẾN ĐỘ THỰC HIỆN KẾ HOẠCH PHỐI HỢP NĂM 2023"
    sheet.append(["TT", "Công việc", "Phân công", None, "Tiến độ thực hiện"])
    sheet.append([None, None, "Chủ trì", "Phối hợp", "Quý I", "Quý II", "Quý III", "Quý IV"])
    for area in ("A2:A3", "B2:B3", "C2:D2", "E2:H2"):
        sheet.merge_cells(area)
    group, number = "", 0
    for line in QUARTERS:
        if isinstance(line, Group):
            group, number = line.number, 0
            sheet.append([group, line.title])
            continue
        number += 1
        quarters = [cell or None for cell in line.when.split("|")]
        sheet.append([f"{group}.{number}", line.title, line.leads, line.partners or None, *quarters])
    sheet.append([None, "Trưởng phòng", None, None, None, None, "Người lập"])
    book.save(path)
    return path


LAYOUTS = (
    Layout("ngay-thang-nhom-cot-a.xlsx", "tnmt", build_dated, DATED, (2024, 2024)),
    Layout("che-do-bao-cao.xlsx", "ctph-2022-2025", build_reports, REPORTS, (2024, 2024), "nd2"),
    Layout("quy-theo-cot.xlsx", "khcn", build_quarters, QUARTERS, (2023, 2023)),
)
