"""Annexes in the layouts that offices print, with words of our own: how many rows are right at the first go.

A layout is drawn as text, a cell between bars: ``<`` goes on with the cell to the left, ``^`` with the one above, as a
merged area does; a CSV has nothing merged. Beside each stands what its rows are. Of all rows nine in ten are right at
once; none is wrong without a word at its row.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import docx
import openpyxl

from coordplan.definitions.reading import parse_activities
from coordplan.model import Activity, Definitions
from coordplan.setting_up.annexes.annex import parse_annex
from coordplan.setting_up.annexes.annex_files import read_grids
from coordplan.setting_up.annexes.findings import ImportChoices
from coordplan.setting_up.annexes.layout import tables_in


class Layout(NamedTuple):
    """A drawn annex, and what its rows are: title, lead, when it is due."""

    name: str
    kind: Literal["docx", "xlsx", "csv"]
    parts: Sequence[str]  # paragraphs, and tables (with bars); of a workbook "# name" begins a sheet
    rows: str


LAYOUTS = (
    Layout(
        "a table of a document that goes on in the next one without headings",
        "docx",
        [
            "PHỤ LỤC",
            "Nhiệm vụ trọng tâm phối hợp năm 2024",
            """
            TT | Nội dung | Sản phẩm | Cơ quan thực hiện | < | Thời gian hoàn thành
            ^ | ^ | ^ | Chủ trì | Phối hợp | ^
            I | Định hướng tuyên truyền | < | < | < | <
            1 | Hướng dẫn tuyên truyền ngày chuyển đổi số | Hướng dẫn | Sở TT&TT | BTGTU | Trước ngày 05/10
            2 | Tọa đàm trực tuyến về kỹ năng số | Tọa đàm | Sở TT-TT | Sở GD&ĐT | Quý III
            """,
            """
            3 | Bản tin khoa giáo | Bản tin | BTGTU | Các đơn vị liên quan | Hằng tháng
            II | Tham mưu, dự báo | < | < | < | <
            4 | Báo cáo tình hình dư luận | Báo cáo | Ban Tuyên giáo Tỉnh ủy | < | Ngày 20 hằng tháng
            5 | Sơ kết kế hoạch | Hội nghị | BTGTU | Sở TT&TT | Trước 15/6 và 15/12
            """,
        ],
        """
        Hướng dẫn tuyên truyền ngày chuyển đổi số | so-tttt | nd1 | 2024-10-04
        Tọa đàm trực tuyến về kỹ năng số | so-tttt | nd1 | 2024-07-01..2024-09-30
        Bản tin khoa giáo | btg | nd1 | month in 2024
        Báo cáo tình hình dư luận | btg | nd2 | month 20 in 2024
        Sơ kết kế hoạch | btg | nd2 | 2024-06-14 2024-12-14
        """,
    ),
    Layout(
        "groups as paragraphs over tables, recipients and signatures below",
        "docx",
        [
            "KẾ HOẠCH CHI TIẾT NĂM 2024",
            "I. Định hướng tuyên truyền",
            """
            STT | Tên nhiệm vụ | ĐV chủ trì | ĐV hỗ trợ | Lộ trình | Kết quả dự kiến
            1 | Thi tìm hiểu chuyển đổi số | Sở GD&ĐT | Sở TT&TT | Từ tháng 3 đến tháng 5 | Cuộc thi
            2 | Ngày hội sách | Sở VH&TT | nt | Dịp 21/4 | Ngày hội
            """,
            "II. Nhân rộng điển hình",
            """
            STT | Tên nhiệm vụ | ĐV chủ trì | ĐV hỗ trợ | Lộ trình | Kết quả dự kiến
            1 | Khen thưởng điển hình học tập | Sở GD&ĐT | | Tháng 11 | Quyết định
            2 | Giới thiệu gương người tốt | Ban Tuyên giáo | " | Thường xuyên | Tin, bài
            Nơi nhận: | | | | | TRƯỞNG BAN
            - Như trên; | | | | | (Ký, đóng dấu)
            """,
            "Nơi nhận:",
        ],
        """
        Thi tìm hiểu chuyển đổi số | so-gddt | nd1 | 2024-03-01..2024-05-31
        Ngày hội sách | so-vhtt | nd1 | 2024-04-21
        Khen thưởng điển hình học tập | so-gddt | nd3 | 2024-11-01..2024-11-30
        Giới thiệu gương người tốt | btg | nd3 | ongoing in 2024
        """,
    ),
    Layout(
        "a programme of work by months, with who directs it",
        "xlsx",
        [
            """
            CHƯƠNG TRÌNH CÔNG TÁC NĂM 2024 | < | < | < | < | <
            TT | Nội dung công việc | Lãnh đạo chỉ đạo | Bộ phận thực hiện | Thời điểm | Ghi chú
            THÁNG 01 (02 việc) | < | < | < | < | <
            1 | Họp báo cáo viên tháng 01 | Trưởng ban | Ban Tuyên giáo | 10 |
            2 | Kiểm tra an toàn thực phẩm dịp Tết | Phó Trưởng ban | Sở Y tế | Tuần 3 |
            THÁNG 02 (01 việc) | < | < | < | < | <
            1 | Ngày Thầy thuốc Việt Nam | Trưởng ban | Sở Y tế | 27/02 |
            QUÝ II | < | < | < | < | <
            1 | Ôn luyện trước kỳ thi | Phó Trưởng ban | Sở GD&ĐT | |
            2 | Tháng hành động vì trẻ em | Phó Trưởng ban | Sở LĐ-TB&XH | Tháng 6 |
            """
        ],
        """
        Họp báo cáo viên tháng 01 | btg | nd1 | 2024-01-10
        Kiểm tra an toàn thực phẩm dịp Tết | so-yte | nd1 | 2024-01-15..2024-01-21
        Ngày Thầy thuốc Việt Nam | so-yte | nd1 | 2024-02-27
        Ôn luyện trước kỳ thi | so-gddt | nd1 | 2024-04-01..2024-06-30
        Tháng hành động vì trẻ em | so-ldtbxh | nd1 | 2024-06-01..2024-06-30
        """,
    ),
    Layout(
        "months under quarters with marks, and who made it below",
        "xlsx",
        [
            """
            KẾ HOẠCH PHỐI HỢP NĂM 2024 | < | < | < | < | < | < | < | < | < | < | < | < | < | <
            STT | Nội dung | Chủ trì | Quý I | < | < | Quý II | < | < | Quý III | < | < | Quý IV | < | <
            ^ | ^ | ^ | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
            1 | Giao ban báo chí | BTGTU | x | x | x | x | x | x | x | x | x | x | x | x
            2 | Giao ban khoa giáo | BTGTU | | | x | | | x | | | x | | | x
            3 | Tổng kết năm học | Sở GD&ĐT | | | | | | ✓ | | | | | |
            4 | Chiến dịch mùa hè | Sở VH&TT | | | | | | x | < | < | | | |
            5 | Đoàn kiểm tra | Sở Y tế | | | | | 15 | | | | | | 20-25 |
            6 | Tập huấn cộng tác viên | Sở Y tế | | | | X | | | | | | X | |
            | Người lập biểu | | | | | | | | | | | | TRƯỞNG BAN |
            """
        ],
        """
        Giao ban báo chí | btg | nd1 | month in 2024
        Giao ban khoa giáo | btg | nd1 | quarter in 2024
        Tổng kết năm học | so-gddt | nd1 | 2024-06-01..2024-06-30
        Chiến dịch mùa hè | so-vhtt | nd1 | 2024-06-01..2024-08-31
        Đoàn kiểm tra | so-yte | nd1 | 2024-05-15 2024-11-25
        Tập huấn cộng tác viên | so-yte | nd1 | 2024-04-30 2024-10-31
        """,
    ),
    Layout(
        "groups in the first column of a CSV, with ditto marks",
        "csv",
        [
            """
            Danh mục nhiệm vụ năm 2024
            STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn | Kết quả
            A. Định hướng tuyên truyền
            1 | Phổ biến Luật Khám bệnh, chữa bệnh | Sở Y tế | Ban Tuyên giáo | Quý I, III | Hội nghị
            2 | Phổ biến Luật Căn cước | " | nt | Như trên | Hội nghị
            B. Phản bác tin sai
            3 | Xử lý tin giả về dịch bệnh | Sở TT&TT | Sở Y tế | Khi có phát sinh | Văn bản
            4 | Tổng hợp tin giả | -nt- | | Hằng tuần | Báo cáo
            Tổng cộng: 04 nhiệm vụ
            """
        ],
        """
        Phổ biến Luật Khám bệnh, chữa bệnh | so-yte | nd1 | 2024-03-31 2024-09-30
        Phổ biến Luật Căn cước | so-yte | nd1 | 2024-03-31 2024-09-30
        Xử lý tin giả về dịch bệnh | so-tttt | nd4 | ongoing in 2024
        Tổng hợp tin giả | so-tttt | nd4 | week in 2024
        """,
    ),
    Layout(
        "targets of each year beside each other",
        "xlsx",
        [
            """
            LỘ TRÌNH CHỈ TIÊU GIAI ĐOẠN 2022-2025 | < | < | < | < | < | < | <
            TT | Chỉ tiêu | Nhiệm vụ | ĐVT | Cơ quan chủ trì | Lộ trình | < | < | <
            ^ | ^ | ^ | ^ | ^ | 2022 | 2023 | 2024 | 2025
            1 | | Số trường có tổ truyền thông | trường | Sở GD&ĐT | 20 | 40 | 60 | 80
            2 | | Tỷ lệ trạm y tế có bản tin | % | Sở Y tế | 50 | 60 | 70 | 80
            3 | | Tổng kết Chương trình | | BTGTU | | | | x
            4 | | Sơ kết từng năm | | BTGTU | x | x | x | x
            5 | | Giải báo chí khoa giáo | | Sở TT&TT | | x | | x
            """
        ],
        """
        Số trường có tổ truyền thông | so-gddt | nd1 | year target 20 40 60 80 trường
        Tỷ lệ trạm y tế có bản tin | so-yte | nd1 | year target 50 60 70 80 %
        Tổng kết Chương trình | btg | nd1 | 2025-01-01..2025-12-31
        Sơ kết từng năm | btg | nd1 | year
        Giải báo chí khoa giáo | so-tttt | nd1 | 2023-12-31 2025-12-31
        """,
    ),
    Layout(
        "tasks merged downwards over their activities",
        "docx",
        [
            "Biểu phân công nhiệm vụ năm 2024",
            """
            TT | Nhiệm vụ | Hoạt động cụ thể | Đơn vị thực hiện | Thời gian thực hiện | Sản phẩm
            1 | Định hướng tuyên truyền | Đăng bài trên cổng thông tin | Sở TT&TT | Hằng tuần | Bài viết
            2 | ^ | Phát thanh chuyên đề | Sở Y tế | 2 lần/năm | Chương trình
            3 | ^ | Trưng bày ảnh | Sở VH&TT | Cuối năm | Triển lãm
            4 | Phản bác tin sai | Rà soát mạng xã hội | Sở TT&TT | Thường xuyên | Báo cáo
            5 | ^ | Họp đánh giá | BTGTU | Ngày 25 tháng cuối quý | Thông báo
            """,
        ],
        """
        Đăng bài trên cổng thông tin | so-tttt | nd1 | week in 2024
        Phát thanh chuyên đề | so-yte | nd1 | half in 2024
        Trưng bày ảnh | so-vhtt | nd1 | 2024-12-31
        Rà soát mạng xã hội | so-tttt | nd4 | ongoing in 2024
        Họp đánh giá | btg | nd4 | quarter 25 in 2024
        """,
    ),
    Layout(
        "how often beside on which day",
        "xlsx",
        [
            """
            STT | Báo cáo phải gửi | Đầu mối | Tần suất | Ngày gửi | Nội dung
            1 | | Sở Y tế | Hằng tháng | 25 | Báo cáo tình hình dịch bệnh
            2 | | Sở GD&ĐT | Hằng quý | Ngày 20 tháng cuối quý | Báo cáo an toàn trường học
            3 | | Sở TN&MT | Hằng năm | 15/12 | Báo cáo môi trường
            4 | | Sở KH&CN | Một lần | 30/9/2024 | Báo cáo đề tài
            5 | | Sở TT&TT | Đột xuất | | Báo cáo sự cố
            """
        ],
        """
        Báo cáo tình hình dịch bệnh | so-yte | nd1 | month 25
        Báo cáo an toàn trường học | so-gddt | nd1 | quarter 20
        Báo cáo môi trường | so-tnmt | nd1 | year 15
        Báo cáo đề tài | so-khcn | nd1 | 2024-09-30
        Báo cáo sự cố | so-tttt | nd1 | ongoing
        """,
    ),
    Layout(
        "results first, years and months alone as deadlines",
        "csv",
        [
            """
            Kết quả đầu ra | Nhiệm vụ | Lĩnh vực | Đơn vị chủ trì thực hiện | Thời hạn hoàn thành
            Cổng dữ liệu mở | Xây dựng cổng dữ liệu mở | Định hướng tuyên truyền | Sở TT&TT | 2025
            Quy chế | Ban hành quy chế khai thác | Định hướng tuyên truyền | Sở TT&TT | 6/2024
            Báo cáo | Đánh giá mức độ sẵn sàng | Tham mưu, dự báo | Sở KH&CN | Q.IV/2024
            Kế hoạch | Lập kế hoạch đào tạo | Tham mưu, dự báo | Sở Nội vụ | Hoàn thành trong quý I/2025
            """
        ],
        """
        Xây dựng cổng dữ liệu mở | so-tttt | nd1 | 2025-01-01..2025-12-31
        Ban hành quy chế khai thác | so-tttt | nd1 | 2024-06-01..2024-06-30
        Đánh giá mức độ sẵn sàng | so-khcn | nd2 | 2024-10-01..2024-12-31
        Lập kế hoạch đào tạo | so-noi-vu | nd2 | 2025-01-01..2025-03-31
        """,
    ),
    Layout(
        "who leads and who helps on lines of one cell",
        "docx",
        [
            "(Kèm theo Kế hoạch số 21-KH/BTGTU ngày 15/01/2024)",
            "DANH MỤC NHIỆM VỤ NĂM 2024",
            """
            STT | Nội dung phối hợp | Cơ quan chủ trì, phối hợp | Thời hạn
            1 | Nâng cao nhận thức về phòng bệnh | Chủ trì: Sở Y tế; Phối hợp: Sở GD&ĐT, BTGTU | Chậm nhất 25/12
            2 | Sinh hoạt chuyên đề về môi trường | Chủ trì: Sở TN&MT; Phối hợp: các đơn vị | Tháng 5, tháng 6
            3 | Diễn đàn việc làm | Chủ trì: Sở LĐTBXH | Hoàn thành trước 30/9
            """,
        ],
        """
        Nâng cao nhận thức về phòng bệnh | so-yte | nd1 | 2024-12-25
        Sinh hoạt chuyên đề về môi trường | so-tnmt | nd1 | 2024-05-31 2024-06-30
        Diễn đàn việc làm | so-ldtbxh | nd1 | 2024-09-29
        """,
    ),
    Layout(
        "a sheet for each quarter",
        "xlsx",
        [
            "# Quý I",
            """
            NHIỆM VỤ NĂM 2024
            TT | Công việc | CQ chủ trì | CQ phối hợp | Tiến độ
            1 | Hội nghị triển khai | BTGTU | Sở Y tế | 25/01
            2 | Xây dựng chương trình kiểm tra | BTGTU | | Trong quý
            """,
            "# Quý II",
            """
            NHIỆM VỤ NĂM 2024
            TT | Công việc | CQ chủ trì | CQ phối hợp | Tiến độ
            1 | Kiểm tra liên ngành | Sở Y tế | Sở GD&ĐT | Tháng cuối quý
            2 | Sơ kết 6 tháng | BTGTU | | Cuối quý
            """,
        ],
        """
        Hội nghị triển khai | btg | nd1 | 2024-01-25
        Xây dựng chương trình kiểm tra | btg | nd1 | 2024-01-01..2024-03-31
        Kiểm tra liên ngành | so-yte | nd1 | 2024-06-01..2024-06-30
        Sơ kết 6 tháng | btg | nd1 | 2024-06-30
        """,
    ),
    Layout(
        "quarters as columns with words in them, headings repeated on a new page",
        "docx",
        [
            "Tiến độ thực hiện năm 2024",
            """
            STT | Nội dung công việc | Phân công | Tiến độ thực hiện | < | < | <
            ^ | ^ | ^ | Quý I | Quý II | Quý III | Quý IV
            1 | Khảo sát nhu cầu thông tin | Sở KH&CN | x | | |
            2 | Lễ phát động tháng an toàn | Sở LĐ-TB&XH | | 05/5 | |
            STT | Nội dung công việc | Phân công | Tiến độ thực hiện | < | < | <
            ^ | ^ | ^ | Quý I | Quý II | Quý III | Quý IV
            3 | Hội thảo khoa học | Sở KH&CN | | | Tháng đầu quý | x
            4 | Giao ban định kỳ | BTGTU | x | x | x | x
            """,
        ],
        """
        Khảo sát nhu cầu thông tin | so-khcn | nd1 | 2024-01-01..2024-03-31
        Lễ phát động tháng an toàn | so-ldtbxh | nd1 | 2024-05-05
        Hội thảo khoa học | so-khcn | nd1 | 2024-07-31 2024-12-31
        Giao ban định kỳ | btg | nd1 | quarter in 2024
        """,
    ),
    Layout(
        "an export with dates of beginning and end, in two rows of headings",
        "csv",
        [
            """
            Mã | Danh mục công việc | Cơ quan chủ trì | Thời gian | | Ghi chú
            | | | Bắt đầu | Kết thúc |
            1.1 | Thu thập tư liệu | Sở VH&TT | 01/02/2024 | 30/4/2024 |
            1.2 | Biên tập sách ảnh | Sở VH&TT | 02/5/2024 | 31/8/2024 | In 500 bản
            1.3 | Phát hành | Sở TT&TT | 01/9/2024 | 30/9/2024 |
            """
        ],
        """
        Thu thập tư liệu | so-vhtt | nd1 | 2024-02-01..2024-04-30
        Biên tập sách ảnh | so-vhtt | nd1 | 2024-05-02..2024-08-31
        Phát hành | so-tttt | nd1 | 2024-09-01..2024-09-30
        """,
    ),
)
LEAST_RIGHT = 0.9
ROWS, RIGHT = 57, 57


def cells_of(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def areas_of(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield merged areas (top, left, bottom, right; from 0) that the signs draw."""
    for top, row in enumerate(rows):
        for left, cell in enumerate(row):
            if cell in ("<", "^"):
                continue
            right, bottom = left, top
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            while bottom + 1 < len(rows) and len(rows[bottom + 1]) > left and rows[bottom + 1][left] == "^":
                bottom += 1
            if (right, bottom) != (left, top):
                yield top, left, bottom, right


def write(layout: Layout, folder: Path) -> Path:
    path = folder / f"phu-luc.{layout.kind}"
    {"docx": write_document, "xlsx": write_workbook, "csv": write_csv}[layout.kind](path, layout.parts)
    return path


def write_csv(path: Path, parts: Sequence[str]) -> None:
    lines = [";".join("" if cell in "<^" else cell for cell in row) for part in parts for row in cells_of(part)]
    path.write_text("\n".join(line.replace('"', '""""') for line in lines), encoding="utf-8-sig")


def write_workbook(path: Path, parts: Sequence[str]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for part in parts:
        if part.startswith("# "):
            sheet = book.create_sheet(part[2:])
            continue
        rows = cells_of(part)
        for row in rows:
            values = ["" if cell in "<^" else cell for cell in row]
            sheet.append([int(cell) if cell.isdecimal() else cell or None for cell in values])
        for top, left, bottom, right in areas_of(rows):
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    book.save(path)


def write_document(path: Path, parts: Sequence[str]) -> None:
    document = docx.Document()
    for part in parts:
        rows = cells_of(part)
        if len(rows[0]) == 1:
            document.add_paragraph(part)
            continue
        width = max(map(len, rows))
        table = document.add_table(len(rows), width)
        own = table._cells  # asked for once: each cell by itself takes a while
        for at, row in enumerate(rows):
            for number, cell in enumerate(row):
                own[at * width + number].text = "" if cell in "<^" else cell.replace("; ", "\n")
        for top, left, bottom, right in areas_of(rows):
            corner = own[top * width + left]
            words = corner.text
            corner.merge(own[bottom * width + right]).text = words
    document.save(str(path))


def when(activity: Activity) -> str:
    """Return when an activity is due, in short."""
    days = activity.due_days or ((activity.due_on.isoformat(),) if activity.due_on else ())
    words = [" ".join(days), "ongoing" if activity.ongoing else activity.every or ""]
    if activity.due_on and activity.start_on and not activity.due_days:
        words[0] = f"{activity.start_on}..{activity.due_on}"
    words += [str(each) for each in (activity.due_day, activity.due_month) if each]
    if not activity.due_on and activity.start_on and activity.until_on:
        words.append(f"in {activity.start_on.year}")
    if activity.target is not None:
        values = [value for _year, value in activity.target.by_year]
        words.append(f"target {' '.join(f'{value:g}' for value in values)} {activity.target.unit}")
    return " ".join(filter(None, words))


class Tried(NamedTuple):
    """What came of the rows of a layout: how many were right, and those that were not, with whether it was said."""

    right: int
    asked: list[str]
    wrong: list[str]


def tried(layout: Layout, folder: Path, shipped: Definitions) -> Tried:
    read = read_grids(write(layout, folder))
    tables = tables_in(read.grids, {}, read.choose_one)
    annex = parse_annex(tables, shipped, ImportChoices(contents=("nd1",)))
    fields = [{"id": f"x-{number}", **row.fields} for number, row in enumerate(annex.proposals)]
    parsed = parse_activities("yte", fields, shipped)
    said = {(place.name, place.row) for finding in annex.findings for place in (finding.place, *finding.more)}
    right, asked, wrong = 0, [], []
    expected = {row[0]: row for row in cells_of(layout.rows)}
    for proposal, reading in zip(annex.proposals, parsed, strict=True):
        found = [proposal.title]
        if (activity := reading.activity) is not None:
            found += [activity.lead, ",".join(activity.contents), when(activity)]
        if found == expected.pop(proposal.title, None):
            right += 1
        elif (proposal.row.grid.name, proposal.row.number) in said:
            asked.append(" | ".join(found))
        else:
            wrong.append(" | ".join(found))
    return Tried(right, asked, [*wrong, *expected])


def test_nine_rows_in_ten_are_right_at_once_and_none_is_wrong_without_a_word(
    tmp_path: Path, shipped: Definitions
) -> None:
    found = {layout.name: tried(layout, tmp_path, shipped) for layout in LAYOUTS}
    assert {name: each.wrong for name, each in found.items() if each.wrong} == {}
    assert len(LAYOUTS) >= 12
    assert sum(len(cells_of(layout.rows)) for layout in LAYOUTS) == ROWS
    assert sum(each.right for each in found.values()) == RIGHT >= LEAST_RIGHT * ROWS
