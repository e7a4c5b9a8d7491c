"""Two Word documents with groups: merged lines with Roman numbers, and quarters as paragraphs over tables."""

from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.table import Table

from tests.setting_up.measured.layouts import Group, Layout, Line, Row

ASSIGNED_HEADINGS = (
    "TT",
    "Nội dung công việc",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời gian hoàn thành",
    "Sản phẩm",
    "Ghi chú",
)
ASSIGNED: tuple[Line, ...] = (
    Group("I", "CÔNG TÁC ĐỊNH HƯỚNG TUYÊN TRUYỀN", "nd1"),
    Row("Định hướng thông tin hằng tháng cho báo chí của tỉnh", "Ban Tuyên giáo Tỉnh ủy",
        "Sở Thông tin và Truyền thông", "Trước ngày 28 hằng tháng", "Văn bản định hướng",
        "btg", "so-tttt", "month 27"),
    Row("Giao ban với người đứng đầu cơ quan báo chí", "BTGTU", "Sở TT&TT; các cơ quan báo chí", "01 lần/tháng",
        "Thông báo kết luận", "btg", "so-tttt bao-chi", "month"),
    Row("Tuyên truyền kỷ niệm Ngày Báo chí cách mạng Việt Nam", "Sở TT&TT", "BTGTU", "Dịp 21/6", "Chuyên trang",
        "so-tttt", "btg", "2024-06-21"),
    Row("Cấp phát tài liệu thông tin cơ sở cho xã, phường", "Sở Thông tin - Truyền thông", "", "Định kỳ hằng quý",
        "Tài liệu", "so-tttt", "", "quarter"),
    Row("Mở chuyên mục chuyển đổi số trên sóng của tỉnh", "Sở TTTT",
        "Các cơ quan báo chí, truyền thông trên địa bàn tỉnh", "Từ tháng 3 đến tháng 10", "Chuyên mục",
        "so-tttt", "bao-chi", "2024-03-01/2024-10-31"),
    Group("II", "THAM MƯU, DỰ BÁO TÌNH HÌNH", "nd2"),
    Row("Tham mưu Tỉnh ủy kết luận về phát triển hạ tầng số", "BTGTU", "Văn phòng UBND tỉnh, Sở TTTT", "Quý II",
        "Dự thảo kết luận", "btg", "vp-ubnd so-tttt", "2024-04-01/2024-06-30"),
    Row("Khảo sát nhu cầu tiếp nhận thông tin ở vùng xa", "Sở TT và TT", "BTGTU", "Tháng 5-6", "Báo cáo khảo sát",
        "so-tttt", "btg", "2024-05-01/2024-06-30"),
    Row("Báo cáo nhanh vấn đề mới nảy sinh trong lĩnh vực bưu chính, viễn thông", "Sở TT&TT", "BTGTU",
        "Khi có phát sinh", "Báo cáo nhanh", "so-tttt", "btg", "ongoing"),
    Group("III", "NHÂN RỘNG ĐIỂN HÌNH", "nd3"),
    Row("Tuyển chọn tổ công nghệ số cộng đồng tiêu biểu", "STTTT", "BTGTU", "Hoàn thành trước 15/8", "Danh sách",
        "so-tttt", "btg", "2024-08-14"),
    Row("Đề nghị khen thưởng tập thể làm tốt công tác thông tin cơ sở", "STTTT", "Ban TGTU", "Quí IV", "Tờ trình",
        "so-tttt", "btg", "2024-10-01/2024-12-31"),
    Row("Biên tập sổ tay cách làm hay về chính quyền số", "Ban Tuyên giáo", "Sở TT-TT", "Xong trong tháng 9", "Sổ tay",
        "btg", "so-tttt", "2024-09-01/2024-09-30"),
    Group("IV", "PHẢN BÁC TIN SAI", "nd4"),
    Row("Tập huấn nhận biết tin giả cho cán bộ văn hóa xã", "Sở Thông tin & Truyền thông", "Sở VHTT; BTGTU", "Q.III",
        "Lớp tập huấn", "so-tttt", "so-vhtt btg", "2024-07-01/2024-09-30"),
    Row("Cung cấp thông tin chính thống cho trang của tỉnh", "BTGTU", "Sở TT&TT", "Thường xuyên trong năm", "Tin, bài",
        "btg", "so-tttt", "ongoing"),
    Row("Rà soát, kiến nghị xử lý trang thông tin vi phạm", "Sở TT&TT", "BTGTU và Văn phòng UBND tỉnh", "02 lần/năm",
        "Báo cáo", "so-tttt", "btg vp-ubnd", "half"),
    Group("V", "SƠ KẾT, TỔNG KẾT", "nd1 nd2 nd3 nd4", answer="SƠ KẾT, TỔNG KẾT=nd1,nd2,nd3,nd4"),
    Row("Sơ kết sáu tháng thực hiện kế hoạch", "Ban Tuyên giáo Tỉnh ủy", "Sở TT&TT", "25/6", "Báo cáo",
        "btg", "so-tttt", "2024-06-25"),
    Row("Tổng kết năm, xây dựng kế hoạch năm sau", "Ban Tuyên giáo Tỉnh ủy", "Sở TT&TT", "Trước ngày 20/12/2024",
        "Báo cáo, kế hoạch", "btg", "so-tttt", "2024-12-19"),
)  # fmt: skip


def signatures(document: Document, left: Sequence[str], right: Sequence[str]) -> None:
    """Put the recipients and the signature under a table, as a table without borders."""
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "\n".join(left), "\n".join(right)


def fill(table: Table, number: int, cells: Sequence[str]) -> None:
    for cell, text in zip(table.rows[number].cells, cells, strict=True):
        cell.text = text


def build_assigned(path: Path) -> Path:
    document = docx.Document()
    signatures(
        document,
        ["TỈNH ỦY KHÁNH HÒA", "BAN TUYÊN GIÁO", "*"],
        ["ĐẢNG CỘNG SẢN VIỆT NAM", "Khánh Hòa, ngày 05 tháng 02 năm 2024"],
    )
    document.add_paragraph("PHỤ LỤC")
    document.add_paragraph("Phân công nhiệm vụ thực hiện kế hoạch phối hợp năm 2024")
    document.add_paragraph("(Kèm theo Kế hoạch số 31-KHPH/BTGTU-STTTT, ngày 05/02/2024)")
    table = document.add_table(len(ASSIGNED) + 1, 7)
    table.style = "Table Grid"
    fill(table, 0, ASSIGNED_HEADINGS)
    number = 0
    for at, line in enumerate(ASSIGNED, 1):
        if isinstance(line, Group):
            cells = table.rows[at].cells
            cells[1].merge(cells[6]).text = line.title
            cells[0].text = line.number
        else:
            number += 1
            fill(table, at, (str(number), *line[:5], "Năm đầu" if number == 9 else ""))
    document.add_paragraph()
    signatures(
        document,
        ["Nơi nhận:", "- Thường trực Tỉnh ủy,", "- Sở Thông tin và Truyền thông,", "- Lưu."],
        ["TRƯỞNG BAN", "(Đã ký)"],
    )
    document.save(str(path))
    return path


BY_QUARTER: tuple[Line, ...] = (
    Group("I.", "QUÝ I"),
    Row("Ban hành chương trình công tác khoa giáo", "Ban Tuyên giáo", "", "Tháng 01", "Chương trình",
        "btg", "", "2024-01-01/2024-01-31"),
    Row("Gặp mặt cán bộ ngành y tế", "Ban Tuyên giáo Tỉnh uỷ", "Sở Y tế", "27/02", "Buổi gặp mặt",
        "btg", "so-yte", "2024-02-27"),
    Row("Nắm tình hình dạy và học sau Tết", "Sở Giáo dục & Đào tạo", "BTGTU", "Trong tháng 2", "Báo cáo",
        "so-gddt", "btg", "2024-02-01/2024-02-29"),
    Row("Góp ý dự thảo đề án phát triển khoa học", "Sở KH&CN", "BTGTU", "Trước ngày 20/3", "Văn bản góp ý",
        "so-khcn", "btg", "2024-03-19"),
    Group("II.", "QUÝ II"),
    Row("Hội nghị báo cáo viên chuyên đề môi trường biển", "Ban Tuyên giáo Tỉnh ủy", "Sở TN&MT", "20/4",
        "Đề cương tuyên truyền", "btg", "so-tnmt", "2024-04-20"),
    Row("Kiểm tra công tác an toàn trường học", "Sở GD-ĐT", "Ban Tuyên giáo Tỉnh ủy, Sở Y tế", "Từ 15/4 đến 15/5",
        "Thông báo kết quả", "so-gddt", "btg so-yte", "2024-04-15/2024-05-15"),
    Row("Hưởng ứng Ngày Môi trường thế giới", "Sở Tài nguyên & Môi trường", "Sở VH&TT, SGDĐT", "05/6/2024",
        "Lễ mít tinh",
        "so-tnmt", "so-vhtt so-gddt", "2024-06-05"),
    Row("Sơ kết công tác khoa giáo sáu tháng", "BTGTU", "Các sở, ban, ngành liên quan", "Cuối tháng 6", "Báo cáo",
        "btg", "", "2024-06-30"),
    Group("III.", "QUÝ III"),
    Row("Hướng dẫn tuyên truyền khai giảng", "Sở GD và ĐT", "Ban TG Tỉnh ủy", "Trước 25/8", "Hướng dẫn",
        "so-gddt", "btg", "2024-08-24"),
    Row("Đối thoại với trí thức trẻ", "BTGTU", "Sở KHCN, Sở Nội vụ", "Trong quý", "Thông báo",
        "btg", "so-khcn so-noi-vu", "2024-07-01/2024-09-30"),
    Row("Tọa đàm về quyền trẻ em", "Sở LĐTB&XH", "BTGTU", "", "Tọa đàm",
        "so-ldtbxh", "btg", "2024-07-01/2024-09-30"),
    Group("IV.", "QUÝ IV"),
    Row("Gặp mặt nhà giáo tiêu biểu", "Sở GDĐT", "BTGTU", "Dịp 20/11", "Buổi gặp mặt",
        "so-gddt", "btg", "2024-11-20"),
    Row("Thông tin chuyên đề về dân số", "Sở Y tế", "", "Tháng 11, tháng 12", "Bản tin",
        "so-yte", "", "2024-11-30 2024-12-31"),
    Row("Tổng kết công tác khoa giáo năm", "BTGTU", "Văn phòng UBND tỉnh", "Chậm nhất 15/12", "Báo cáo tổng kết",
        "btg", "vp-ubnd", "2024-12-15"),
)  # fmt: skip
BY_QUARTER_HEADINGS = ("STT", "Nhiệm vụ", "Bộ phận thực hiện", "Đơn vị phối hợp", "Thời gian", "Kết quả dự kiến")


def build_by_quarter(path: Path) -> Path:
    document = docx.Document()
    document.add_heading("CHƯƠNG TRÌNH CÔNG TÁC KHOA GIÁO NĂM 2024", 1)
    document.add_paragraph("Căn cứ Chương trình phối hợp đã ký, Ban Tuyên giáo Tỉnh ủy xây dựng chương trình như sau:")
    table, number = None, 0
    for line in BY_QUARTER:
        if isinstance(line, Group):
            document.add_paragraph(f"{line.number} {line.title}")
            table = document.add_table(1, 6)
            fill(table, 0, BY_QUARTER_HEADINGS)
        elif table is not None:
            table.add_row()
            number += 1
            fill(table, -1, (f"{number}.", *line[:5]))
    document.add_paragraph("Trên đây là chương trình công tác năm; có thay đổi sẽ thông báo sau.")
    for text in ("Nơi nhận:", "- Các sở đã ký kế hoạch phối hợp;", "- Lưu VP.", "K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"):
        document.add_paragraph(text)
    document.save(str(path))
    return path


LAYOUTS = (
    Layout("nhiem-vu-phan-cong.docx", "tttt", build_assigned, ASSIGNED, (2024, 2024)),
    Layout("chuong-trinh-theo-quy.docx", "ctph-2022-2025", build_by_quarter, BY_QUARTER, (2024, 2024), "nd2"),
)
