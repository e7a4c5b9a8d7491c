"""How to fill a form in, line by line, as its second sheet says."""

from coordplan.text.language import mark

INSTRUCTIONS = (  # how to fill it in, line by line
    mark("One row is one activity that is due, or open from before. Yellow cells are to be answered; they come first."),
    mark("White rows are not due yet: write there only where there is something new."),
    mark("Finished: choose Finished (or type x) and write the day it was finished, with its document."),
    mark("Under way: write how much is done (60 or 60%), or the value reached where the activity has a target."),
    mark("Where the target says in all, amounts add up: write only what this period brought, not the sum so far."),
    mark("Not begun, or nothing new: choose Not finished, and write why under difficulties. A blank row is no answer."),
    mark("Days are written day/month/year: 30/6/2024. A decimal comma or point will do."),
    mark("Difficulties and recommendations go into the report; leave them blank where there are none."),
    mark("An extension is asked for under recommendations, with the new day: extension asked for until 30/7/2024."),
    mark("Suspending or cancelling an activity is proposed in the column of recommendations."),
    mark("Grey cells are locked, and so are rows that are done; if something in them is wrong, tell us."),
    mark("Answers stand in the cells for them: not in comments, and not in locked cells."),
    mark("Files sent along: write their names, one a line, and send the files in the same folder as the form."),
    mark("Who filled it in, with a telephone, stands above the table: whom to ask about these answers."),
    mark("You may filter, hide rows and add columns for yourselves. Please keep the column of ids as it is."),
    mark("Send the file back as .xlsx, without a password and without macros; its name does not matter."),
)
FORMER_INSTRUCTIONS = (  # what forms that went out before say otherwise, in both languages
    "One row is one activity that is due, or still open from before. Yellow cells are to be answered.",
    "Nothing done yet: write 0. A blank cell means that there is no answer, and we will have to ask again.",
    "Mỗi dòng là một nhiệm vụ đến hạn trong kỳ hoặc quá hạn từ trước. Ô màu vàng: phải trả lời.",
    "Đã hoàn thành: chọn Xong (hoặc gõ x), ghi ngày hoàn thành và văn bản minh chứng.",
    "Chưa thực hiện: ghi 0. Ô để trống nghĩa là chưa trả lời và sẽ bị hỏi lại.",
    "Gửi lại tệp .xlsx, không đặt mật khẩu, không có macro; tên tệp đặt thế nào cũng được.",
)
