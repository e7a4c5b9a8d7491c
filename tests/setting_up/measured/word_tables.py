"""Two Word documents of several tables: one continued over pages with "as above", one with years as columns."""

from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.table import Table

from tests.setting_up.measured.layouts import Group, Layout, Line, Row
from tests.setting_up.measured.word_groups import fill, signatures

# The time of these is written as two cells, "begins | ends"
CONTINUED: tuple[Line, ...] = (
    Group("A", "Định hướng tuyên truyền về y tế", "nd1"),
    Row("Hướng dẫn truyền thông phòng, chống sốt xuất huyết", "Sở Y tế", "Ban Tuyên giáo Tỉnh ủy",
        "01/3/2024|30/4/2024", "Công văn", "so-yte", "btg", "2024-03-01/2024-04-30"),
    Row("Truyền thông tiêm chủng mở rộng", "nt", "nt", "01/5/2024|31/5/2024", "nt",
        "so-yte", "btg", "2024-05-01/2024-05-31", output_meant="Công văn"),
    Row("Phát động tuần lễ nuôi con bằng sữa mẹ", "Sở Y tế", "Sở VHTT; Sở LĐ-TB&XH", "Tháng 7|Tháng 8",
        "Lễ phát động", "so-yte", "so-vhtt so-ldtbxh", "2024-07-01/2024-08-31"),
    Row("Chiến dịch truyền thông dân số vùng biển", "″", "Như trên", "|Quý III", "Chiến dịch",
        "so-yte", "so-vhtt so-ldtbxh", "2024-07-01/2024-09-30"),
    Row("Nói chuyện chuyên đề bảo hiểm y tế", "Ban Tuyên giáo Tỉnh ủy", "Sở Y tế", "|10.7.2024", "Buổi nói chuyện",
        "btg", "so-yte", "2024-07-10"),
    Group("B", "Tham mưu, dự báo", "nd2"),
    Row("Báo cáo tình hình nhân lực y tế cơ sở", "Sở Y tế", "VPUBND", "|Trước 30/5", "Báo cáo",
        "so-yte", "vp-ubnd", "2024-05-29"),
    Row("Khảo sát y tế học đường", "SYT", "SGDĐT", "4/2024|6/2024", "Báo cáo khảo sát",
        "so-yte", "so-gddt", "2024-04-01/2024-06-30"),
    Row("Đánh giá sự sẵn sàng ứng phó dịch bệnh", "Sở Y tế tỉnh", "Ban Cán sự đảng UBND tỉnh", "|6 tháng/lần",
        "Báo cáo",
        "so-yte", "bcsd-ubnd", "half"),
    Row("Thông tin nhanh về dịch bệnh", "Sở Y tế", "〃", "|Hàng tuần", "Bản tin", "so-yte", "bcsd-ubnd", "week"),
    Row("Giao ban công tác y tế", "BTG Tỉnh ủy", "Sở Y tế", "|Ngày 20 tháng cuối quý", "Thông báo",
        "btg", "so-yte", "quarter 20"),
    Group("C", "Phát hiện, nhân rộng điển hình", "nd3"),
    Row("Giới thiệu trạm y tế làm tốt chuyển đổi số", "Sở Y tế", "Sở TT&TT", "|Quý II, quý IV", "Phóng sự",
        "so-yte", "so-tttt", "2024-06-30 2024-12-31"),
    Row("Bình chọn khoa, phòng điển hình về y đức", "nt", "BTGTU", "|Trước ngày 10/02", "Danh sách",
        "so-yte", "btg", "2024-02-09"),
    Row("Phóng sự về trạm y tế đảo", "BTGTU", "Các cơ quan báo chí", "15/02|27/02", "Phóng sự",
        "btg", "bao-chi", "2024-02-15/2024-02-27"),
    Row("Tổng hợp, đề nghị khen thưởng", "Sở Y tế", "BTGTU", "|Cuối năm", "Tờ trình", "so-yte", "btg", "2024-12-31"),
)  # fmt: skip
FIRST_LINE = ("TT", "Nhiệm vụ cụ thể", "Trách nhiệm", "Trách nhiệm", "Thời gian thực hiện", "Thời gian thực hiện",
              "Sản phẩm")  # fmt: skip
SECOND_LINE = ("TT", "Nhiệm vụ cụ thể", "Chủ trì", "Phối hợp", "Bắt đầu", "Hoàn thành", "Sản phẩm")


def two_rows_of_headings(document: Document) -> Table:
    """Add a table with its two rows of headings, merged as offices merge them."""
    table = document.add_table(2, 7)
    fill(table, 1, SECOND_LINE)
    top, below = table.rows[0].cells, table.rows[1].cells
    for first, last in ((2, 3), (4, 5)):
        top[first].merge(top[last]).text = FIRST_LINE[first]
    for column in (0, 1, 6):
        below[column].text = ""
        top[column].merge(below[column]).text = FIRST_LINE[column]
    return table


def build_continued(path: Path) -> Path:
    """Page 2 repeats the headings, page 3 goes on without any."""
    document = docx.Document()
    document.add_paragraph("BIỂU PHÂN CÔNG THỰC HIỆN KẾ HOẠCH PHỐI HỢP NGÀNH Y TẾ NĂM 2024")
    table, number = two_rows_of_headings(document), 0
    for line in CONTINUED:
        if isinstance(line, Group):
            if line.number == "B":
                document.add_page_break()
                table = two_rows_of_headings(document)
            elif line.number == "C":
                document.add_page_break()
                table = document.add_table(0, 7)
            table.add_row()
            fill(table, -1, (line.number, line.title, "", "", "", "", ""))
            number = 0
        else:
            table.add_row()
            number += 1
            begins, ends = line.when.split("|")
            fill(table, -1, (str(number), line.title, line.leads, line.partners, begins, ends, line.output))
    signatures(document, ["Nơi nhận:", "- Như kính gửi;", "- Lưu: VT."], ["GIÁM ĐỐC", "(Ký tên, đóng dấu)"])
    document.save(str(path))
    return path


# The time of these is a cell for each year, behind the unit: "lớp|2|3|3|4"
YEARS: tuple[Line, ...] = (
    Group("A", "Định hướng tuyên truyền chính sách", "nd1"),
    Row("Tập huấn phổ biến chính sách bảo hiểm thất nghiệp", "Sở LĐTBXH", "BTGTU", "lớp|2|3|3|4", "",
        "so-ldtbxh", "btg", "year", target="2 3 3 4 lớp"),
    Row("Phiên giao dịch việc làm lưu động", "Sở LĐTBXH", "", "phiên|4|6|8|8", "",
        "so-ldtbxh", "", "year", target="4 6 8 8 phiên"),
    Row("Chuyên mục an toàn lao động", "Sở LĐ-TB và XH", "Các cơ quan báo chí", "chuyên mục|x|x|x|x", "",
        "so-ldtbxh", "bao-chi", "year"),
    Row("Sổ tay về người lao động đi làm việc ở nước ngoài", "Sở Lao động - TBXH", "BTGTU", "|| x||", "",
        "so-ldtbxh", "btg", "2023-01-01/2023-12-31"),
    Row("Đối thoại chính sách với công nhân", "BTGTU", "Sở LĐTB&XH", "cuộc|1|1|2|2", "",
        "btg", "so-ldtbxh", "year", target="1 1 2 2 cuộc"),
    Row("Truyền thông tháng hành động vì trẻ em", "Sở LĐTBXH", "Sở GD&ĐT; Sở VH&TT", "đợt|1|1|1|1", "",
        "so-ldtbxh", "so-gddt so-vhtt", "year", target="1 đợt"),
    Row("Cập nhật tài liệu về bình đẳng giới", "Sở LĐTBXH", "BTGTU", "bộ||x||x", "",
        "so-ldtbxh", "btg", "2023-12-31 2025-12-31"),
    Group("B", "Tham mưu, dự báo", "nd2"),
    Row("Báo cáo tác động của tự động hóa đến việc làm", "Sở LĐTBXH", "Sở KH&CN", "|||x|", "",
        "so-ldtbxh", "so-khcn", "2024-01-01/2024-12-31"),
    Row("Khảo sát nhu cầu học nghề", "Sở LĐTBXH", "Sở GD&ĐT", "cuộc||1||1", "",
        "so-ldtbxh", "so-gddt", "2023-12-31 2025-12-31", target="1 cuộc"),
    Group("C", "Nhân rộng điển hình", "nd3"),
    Row("Biểu dương doanh nghiệp chăm lo người lao động", "Sở LĐTBXH", "BTGTU", "doanh nghiệp|5|5|7|10", "",
        "so-ldtbxh", "btg", "year", target="5 5 7 10 doanh nghiệp"),
    Row("Giới thiệu mô hình giảm nghèo", "BTGTU", "Sở LĐTBXH", "mô hình|3|5|5|5", "",
        "btg", "so-ldtbxh", "year", target="3 5 5 5 mô hình"),
    Row("Tổng kết phong trào dạy nghề", "Sở LĐTBXH", "BTGTU", "||||X", "",
        "so-ldtbxh", "btg", "2025-01-01/2025-12-31"),
)  # fmt: skip


def _year_headings() -> tuple[Sequence[str], Sequence[str]]:
    road = ("Lộ trình thực hiện",) * 4
    edges = (("STT", "Nội dung, chỉ tiêu", "ĐVT"), ("CQ chủ trì", "CQ phối hợp"))
    return (*edges[0], *road, *edges[1]), (*edges[0], "2022", "2023", "2024", "2025", *edges[1])


def build_years(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Phụ lục 2")
    document.add_paragraph("CHỈ TIÊU VÀ LỘ TRÌNH THỰC HIỆN KẾ HOẠCH PHỐI HỢP GIAI ĐOẠN 2022 - 2025")
    table = document.add_table(2, 9)
    top, below = _year_headings()
    fill(table, 1, below)
    fill(table, 0, top)
    first = table.rows[0].cells
    for column in range(3, 7):
        first[column].text = ""
    first[3].merge(first[6]).text = top[3]
    for line in YEARS:
        table.add_row()
        if isinstance(line, Group):
            cells = table.rows[-1].cells
            cells[0].text = line.number
            cells[1].merge(cells[8]).text = line.title
        else:
            fill(table, -1, ("-", line.title, *line.when.split("|"), line.leads, line.partners))
    signatures(document, ["Nơi nhận:", "- Tỉnh ủy (b/c),", "- Lưu BTG."], ["T/M BAN CHỈ ĐẠO"])
    document.save(str(path))
    return path


LAYOUTS = (
    Layout("bieu-nhieu-trang.docx", "yte", build_continued, CONTINUED, (2024, 2024)),
    Layout("lo-trinh-cac-nam.docx", "ldtbxh", build_years, YEARS, (2022, 2025)),
)
