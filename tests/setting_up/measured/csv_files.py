"""Three CSV files: groups in the first column, who leads and who takes part in one cell, and the years of a program."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.setting_up.measured.layouts import Group, Layout, Line, Row

GROUPED: tuple[Line, ...] = (
    Group("I", "Định hướng tuyên truyền", "nd1"),
    Row("Tuyên truyền luật khoa học sửa đổi", "Sở Khoa học và Công nghệ", "Ban Tuyên giáo Tỉnh ủy", "Quý 2", "Đề cương",
        "so-khcn", "btg", "2024-04-01/2024-06-30"),
    Row("Chuyên mục sáng kiến", "Sở KH và CN", "Các cơ quan báo chí", "T3/2024", "Chuyên mục",
        "so-khcn", "bao-chi", "2024-03-01/2024-03-31"),
    Row("Ngày khoa học và công nghệ Việt Nam", "Sở KH-CN", "Sở GD-ĐT, Sở TT-TT", "18/5/2024", "Lễ kỷ niệm",
        "so-khcn", "so-gddt so-tttt", "2024-05-18"),
    Row("Gửi bản tin tiêu chuẩn đo lường", "Sở KHCN", "", "Ngày 10 hàng tháng", "Bản tin", "so-khcn", "", "month 10"),
    Group("II", "Tham mưu, dự báo", "nd2"),
    Row("Tham mưu tổng kết nghị quyết về khoa học", "BTG Tỉnh ủy", "Sở KHCN; VP UBND tỉnh", "Đến hết tháng 8",
        "Báo cáo",
        "btg", "so-khcn vp-ubnd", "2024-08-31"),
    Row("Dự báo nhu cầu nhân lực công nghệ cao", "Sở KHCN", "Sở LĐTBXH", "Quý III-IV/2024", "Báo cáo dự báo",
        "so-khcn", "so-ldtbxh", "2024-07-01/2024-12-31"),
    Row("Đánh giá an toàn bức xạ ở cơ sở y tế", "Sở KHCN", "Sở Y tế", "Trước tháng 6", "Biên bản",
        "so-khcn", "so-yte", "2024-05-31"),
    Row("Giao ban chuyên đề", "BTGTU", "Sở KHCN", "6 tháng một lần", "Thông báo", "btg", "so-khcn", "half"),
    Group("III", "Nhân rộng điển hình", "nd3"),
    Row("Hội thi tin học khối cán bộ", "Sở TT&TT", "Sở KHCN", "Tháng 9 - tháng 10", "Hội thi",
        "so-tttt", "so-khcn", "2024-09-01/2024-10-31"),
    Row("Giới thiệu nông hộ ứng dụng công nghệ", "Sở KHCN", "BTGTU", "Quý I, III", "Phóng sự",
        "so-khcn", "btg", "2024-03-31 2024-09-30"),
    Row("Xét giải thưởng sáng tạo", "Sở KHCN", "Liên hiệp các Hội KH&KT; BTGTU", "Xong trước 30/9", "Quyết định",
        "so-khcn", "btg", "2024-09-29", answer="Liên hiệp các Hội KH&KT=-"),
    Group("IV", "Phản bác tin sai", "nd4"),
    Row("Giải đáp tin đồn về chất lượng hàng hóa", "Sở KHCN", "Sở Y tế", "Khi phát sinh", "Tin, bài",
        "so-khcn", "so-yte", "ongoing"),
    Row("Trao đổi nguồn tin với báo chí", "BTGTU", "Sở KHCN", "1 lần/quý", "Buổi làm việc", "btg", "so-khcn",
        "quarter"),
    Row("Đánh giá kết quả phản bác thông tin sai", "BTGTU", "Sở KHCN", "Giữa tháng 11", "Báo cáo",
        "btg", "so-khcn", "2024-11-15", answer="Giữa tháng 11=15/11"),
)  # fmt: skip


def written(path: Path, rows: Iterable[Sequence[str]], delimiter: str, encoding: str) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def build_grouped(path: Path) -> Path:
    rows: list[Sequence[str]] = [
        ("PHỤ LỤC KẾ HOẠCH PHỐI HỢP NĂM 2024", "", "", "", "", ""),
        ("(Kèm theo Công văn số 12-CV/BTGTU ngày 10/01/2024)", "", "", "", "", ""),
        ("STT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Sản phẩm"),
    ]
    number = 0
    for line in GROUPED:
        if isinstance(line, Group):
            rows.append((f"{line.number}. {line.title}", "", "", "", "", ""))
        else:
            number += 1
            rows.append((str(number), *line[:5]))
    rows += [("", "", "", "", "", ""), ("Nơi nhận:", "", "", "", "TRƯỞNG BAN", ""), ("- Lưu", "", "", "", "", "")]
    return written(path, rows, ";", "utf-8-sig")


# Both kinds of bodies stand in one cell: "leads|partners" here
TOGETHER: tuple[Line, ...] = (
    Row("Tuyên truyền ngày sức khỏe thế giới", "Sở Y tế", "BTGTU", "7/4", "Tài liệu", "so-yte", "btg", "2024-04-07",
        contents="nd1"),
    Row("Tập huấn cộng tác viên dân số", "Sở Y tế", "Sở Lao động - Thương binh và Xã hội", "Tháng 5, tháng 10",
        "Lớp tập huấn",
        "so-yte", "so-ldtbxh", "2024-05-31 2024-10-31", contents="nd1"),
    Row("Truyền thông phòng, chống tác hại thuốc lá", "Sở Y tế", "Sở VHTT, SGDĐT", "25-31/5", "Chiến dịch",
        "so-yte", "so-vhtt so-gddt", "2024-05-25/2024-05-31", contents="nd1"),
    Row("Báo cáo tình hình thuốc và vật tư", "Sở Y tế", "", "Trước ngày 05 hằng tháng", "Báo cáo",
        "so-yte", "", "month 4", contents="nd2"),
    Row("Dự báo dịch bệnh theo mùa", "Sở Y tế", "BTGTU", "Tháng 3, 6, 9", "Báo cáo",
        "so-yte", "btg", "2024-03-31 2024-06-30 2024-09-30", contents="nd2"),
    Row("Tham mưu văn bản về chăm sóc người cao tuổi", "Ban Tuyên giáo Tỉnh ủy", "Sở Y tế, Sở LĐTBXH", "Quý III/2024",
        "Dự thảo chỉ thị", "btg", "so-yte so-ldtbxh", "2024-07-01/2024-09-30", contents="nd2"),
    Row("Làm việc về bảo hiểm y tế học sinh", "Ban Tuyên giáo Tỉnh ủy", "Sở Y tế, Sở Giáo dục và Đào tạo", "15/8/2024",
        "Thông báo", "btg", "so-yte so-gddt", "2024-08-15", contents="nd1 nd2"),
    Row("Phát hiện thầy thuốc, tập thể tiêu biểu", "Sở Y tế", "BTGTU", "Trước 31/01", "Danh sách",
        "so-yte", "btg", "2024-01-30", contents="nd3"),
    Row("Tuyên dương trạm y tế xuất sắc", "BTGTU", "Sở Y tế", "Dịp 27/2", "Lễ tuyên dương",
        "btg", "so-yte", "2024-02-27", contents="nd3"),
    Row("Câu chuyện người hiến máu", "BTGTU", "Các cơ quan báo chí", "Hằng quý", "Phóng sự",
        "btg", "bao-chi", "quarter", contents="nd3"),
    Row("Đính chính tin sai về vắc xin", "Sở Y tế", "Sở TTTT", "Ngay khi phát sinh", "Tin đính chính",
        "so-yte", "so-tttt", "ongoing", contents="nd4", answer="Ngay khi phát sinh=Thường xuyên"),
    Row("Hướng dẫn nhận biết quảng cáo thuốc sai sự thật", "Sở Y tế", "Sở TTTT; Sở VHTT", "Quý IV năm 2024", "Cẩm nang",
        "so-yte", "so-tttt so-vhtt", "2024-10-01/2024-12-31", contents="nd4"),
    Row("Tổng kết phối hợp năm", "BTGTU", "Sở Y tế", "Trước ngày 15 tháng 12 năm 2024", "Báo cáo",
        "btg", "so-yte", "2024-12-14", contents="nd1 nd2 nd3 nd4"),
)  # fmt: skip


def build_together(path: Path) -> Path:
    rows: list[Sequence[str]] = [
        ("NỘI DUNG SỐ", "NHIỆM VỤ", "ĐƠN VỊ THỰC HIỆN", "THỜI ĐIỂM HOÀN THÀNH", "KẾT QUẢ", "LƯU Ý"),
    ]
    for line in TOGETHER:
        assert isinstance(line, Row)
        bodies = f"Chủ trì: {line.leads}" + (f"\nPhối hợp: {line.partners}" if line.partners else "")
        contents = ", ".join(each.removeprefix("nd") for each in line.contents.split())
        remark = "Kinh phí theo dự toán của ngành" if "Tập huấn" in line.title else ""
        rows.append((contents, line.title, bodies, line.when, line.output, remark))
    return written(path, rows, ",", "utf-8")


PERIOD: tuple[Line, ...] = (
    Row("Hướng dẫn tuyên truyền quy hoạch sử dụng đất", "Sở TNMT", "BTGTU", "Năm 2022", "Hướng dẫn",
        "so-tnmt", "btg", "2022-02-24/2022-12-31|2022-01-01/2022-12-31", contents="nd1"),
    Row("Chuyên trang môi trường và phát triển", "BTGTU", "Các cơ quan báo chí", "2023-2025", "Chuyên trang",
        "btg", "bao-chi", "2023-01-01/2025-12-31", contents="nd1"),
    Row("Chiến dịch làm cho thế giới sạch hơn", "Sở TNMT", "Sở VHTT", "Tháng 9 hằng năm", "Lễ ra quân",
        "so-tnmt", "so-vhtt", "year 09-01/09-30", contents="nd1"),
    Row("Tập huấn giáo viên về giáo dục môi trường", "Sở GDĐT", "Sở TNMT", "Quý III hằng năm", "Lớp tập huấn",
        "so-gddt", "so-tnmt", "year 07-01/09-30", contents="nd1"),
    Row("Báo cáo điểm nóng ô nhiễm", "Sở TNMT", "BTGTU", "Hằng quý, trước ngày 20 tháng cuối quý", "Báo cáo",
        "so-tnmt", "btg", "quarter 19", contents="nd2"),
    Row("Cập nhật danh mục dự án có tác động môi trường lớn", "Sở TNMT", "Văn phòng UBND tỉnh",
        "15/01 và 15/7 hằng năm",
        "Danh mục", "so-tnmt", "vp-ubnd", "year 01-15 07-15", contents="nd2"),
    Row("Đánh giá giữa kỳ về quản lý chất thải", "Sở TNMT", "BTGTU", "Quý I/2024", "Báo cáo",
        "so-tnmt", "btg", "2024-01-01/2024-03-31", contents="nd2"),
    Row("Dự báo xâm nhập mặn", "Sở TNMT", "", "Tháng 2, tháng 8 hằng năm", "Bản tin",
        "so-tnmt", "", "year 02-28 08-31|year 02-29 08-31", contents="nd2"),
    Row("Tôn vinh cộng đồng bảo vệ rạn san hô", "Sở TNMT", "BTGTU; Sở KHCN", "Năm 2023, 2025", "Lễ tôn vinh",
        "so-tnmt", "btg so-khcn", "2023-12-31 2025-12-31", contents="nd3"),
    Row("Nhân rộng mô hình tiết kiệm nước", "Sở TNMT", "BTGTU", "Giai đoạn 2022-2025", "Mô hình",
        "so-tnmt", "btg", "2022-02-24/2025-12-31|2022-01-01/2025-12-31|ongoing in 2022-2025", contents="nd3"),
    Row("Thông tin chính thức về sự cố môi trường", "Sở TNMT", "Sở TTTT", "Thường xuyên", "Thông cáo",
        "so-tnmt", "so-tttt", "ongoing", contents="nd4"),
    Row("Tổng kết kế hoạch phối hợp", "BTGTU", "Sở TNMT", "Tháng 11/2025", "Báo cáo tổng kết",
        "btgdv", "so-nnmt", "2025-11-01/2025-11-30", contents="nd1 nd2 nd3 nd4"),
)  # fmt: skip


def build_period(path: Path) -> Path:
    rows: list[Sequence[str]] = [
        ("Kế hoạch phối hợp giai đoạn 2022-2025",),
        (),
        ("TT", "Nội dung phối hợp", "Công việc", "Đầu mối", "Phối hợp", "Lộ trình", "Sản phẩm"),
    ]
    for number, line in enumerate(PERIOD, 1):
        assert isinstance(line, Row)
        rows.append((str(number), line.contents.replace(" ", ", "), line.title, *line[1:5]))
    rows.append(("", "", "Người lập biểu", "", "", "", "Thủ trưởng đơn vị"))
    return written(path, rows, "\t", "utf-16")


LAYOUTS = (
    Layout("nhom-o-cot-dau.csv", "khcn", build_grouped, GROUPED, (2024, 2024)),
    Layout("mot-cot-co-quan.csv", "yte", build_together, TOGETHER, (2024, 2024), year=2024),
    Layout("ca-giai-doan.csv", "tnmt", build_period, PERIOD, (2022, 2025)),
)
