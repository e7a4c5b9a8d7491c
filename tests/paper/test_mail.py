"""Drafts of mails: what a mail program reads out of them is what was put in, to the letter."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from coordplan.paper.mail import Attachment, MailDraft, render_mail

NAME = "Biểu báo cáo quý II năm 2024 của Sở Lao động - Thương binh và Xã hội, đã điền_sửa.xlsx"
DRAFT = MailDraft(
    "vanthu@sldtbxh.khanhhoa.gov.vn",
    "Biểu báo cáo quý II năm 2024, gửi về chậm nhất ngày 02/7/2024 - Sở Lao động - Thương binh và Xã hội",
    "Kính gửi: Sở Y tế\n\n" + "Đề nghị gửi lại chậm nhất ngày 02/7/2024. " * 9 + "\n.\nFrom 60% = 6/10\n",
    (Attachment(NAME, bytes(range(256)) * 9),),
)


def opened(draft: MailDraft) -> EmailMessage:
    message = message_from_bytes(render_mail(draft), policy=default)
    assert isinstance(message, EmailMessage)
    assert not [part.defects for part in message.walk() if part.defects]
    return message


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param(DRAFT, id="a form with a long name"),
        pytest.param(DRAFT._replace(to=""), id="nobody's address is known"),
        pytest.param(DRAFT._replace(attachments=()), id="nothing goes with it"),
        pytest.param(DRAFT._replace(attachments=(*DRAFT.attachments, Attachment("a.pdf", b"%PDF"))), id="two files"),
        pytest.param(DRAFT._replace(attachments=(Attachment('bảng "1"; 2.XLSX', b"PK"),)), id="marks in a name"),
        pytest.param(DRAFT._replace(attachments=(Attachment('a "b"; c.bin', b""),)), id="marks in an ASCII name"),
        pytest.param(DRAFT._replace(subject="Report of Q2", text="plain\n"), id="English"),
        pytest.param(DRAFT._replace(text=""), id="no text"),
        pytest.param(DRAFT._replace(html="<p>Biểu</p>"), id="HTML beside the text, and a file"),
    ],
)
def test_a_draft_is_read_as_it_was_written(draft: MailDraft) -> None:
    message = opened(draft)
    body = message.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    text = body.get_content().replace("\r\n", "\n")
    assert (message["To"], message["Subject"], text.rstrip("\n")) == (
        draft.to,
        draft.subject,
        draft.text.rstrip("\n"),
    )
    files = [(part.get_filename(), part.get_content()) for part in message.iter_attachments()]
    assert files == list(draft.attachments)


def test_a_draft_waits_to_be_sent_and_names_no_sender() -> None:
    message = opened(DRAFT)
    assert (message["X-Unsent"], message["From"], message["Date"]) == ("1", None, None)
    types = [part.get_content_type() for part in message.walk()]
    assert types[1:] == ["text/plain", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]


def test_a_draft_is_the_same_bytes_and_short_ascii_lines() -> None:
    data = render_mail(DRAFT)
    assert data == render_mail(DRAFT)
    lines = data.decode("ascii").split("\r\n")
    assert not any("\n" in line for line in lines), "every line ends as mails do"
    assert max(map(len, lines)) < 998
    assert all(len(line) <= 78 for line in lines if not line.startswith("Content-"))


def test_what_a_title_holds_adds_no_header() -> None:
    message = opened(
        DRAFT._replace(subject="Quý II\r\nBcc: ai@do.vn\x1b[31m", attachments=(Attachment("a\nb.xlsx", b""),))
    )
    assert message["Bcc"] is None
    assert message["Subject"] == "Quý II Bcc: ai@do.vn [31m"
    assert [part.get_filename() for part in message.iter_attachments()] == ["a b.xlsx"]


def test_a_name_that_is_no_text_is_sent_all_the_same() -> None:
    message = opened(DRAFT._replace(attachments=(Attachment("b\udce1o.xlsx", b"PK"),)))
    assert [part.get_filename() for part in message.iter_attachments()] == ["b o.xlsx"]


def test_html_stands_behind_the_text_that_says_the_same() -> None:
    """RFC 2046, 5.1.4: a program shows the last of the alternatives that it can."""
    draft = MailDraft("", "Bản tin", "QUÁ HẠN: 06 lượt\n", html="<p>QUÁ HẠN: 06 lượt</p>\n" + "=" * 2000)
    message = opened(draft)
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert message["X-Unsent"] == "1"
    html = message.get_body(("html",))
    assert html is not None
    assert html.get_content().replace("\r\n", "\n").rstrip("\n") == draft.html
    data = render_mail(draft)
    assert data == render_mail(draft)
    assert all(len(line) <= 78 for line in data.decode("ascii").split("\r\n") if not line.startswith("Content-"))
    with_file = opened(draft._replace(attachments=DRAFT.attachments))
    types = [part.get_content_type() for part in with_file.walk()]
    assert types[:4] == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html"]
