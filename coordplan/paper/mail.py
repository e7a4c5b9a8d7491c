"""Drafts of mails as files (.eml), to be opened in a mail program, looked over and sent from there. Nothing is sent.

A draft names no sender and no moment: the program that opens it knows whose it is, and when it goes. So the same draft
is the same bytes whenever it is made.
"""

import hashlib
from collections.abc import Iterable
from email.charset import QP, Charset
from email.header import Header
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from pathlib import PurePosixPath

from coordplan.named_tuples import NamedTuple
from coordplan.text.writing import plain

# Outlook opens a file that says so as a message to be sent, and Apple Mail one that names its kind
_UNSENT = (("X-Unsent", "1"), ("X-Uniform-Type-Identifier", "com.apple.mail-draft"))
_OFFICE = "vnd.openxmlformats-officedocument."
_TYPES = {  # the system's own table of them differs from machine to machine
    ".xlsx": f"{_OFFICE}spreadsheetml.sheet",
    ".docx": f"{_OFFICE}wordprocessingml.document",
    ".pdf": "pdf",
}
# Nothing is folded but the subject: names of files and of types stay on their lines, which older programs read best
_POLICY = compat32.clone(linesep="\r\n", mangle_from_=False, max_line_length=None)


class Attachment(NamedTuple):
    """A file that goes with a mail, under its own name."""

    name: str
    content: bytes


class MailDraft(NamedTuple):
    """A mail to one addressee, as text."""

    to: str  # its address; empty where none is known: whoever opens the draft writes it
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    html: str = ""  # which says the same; a program shows it instead where it can


def render_mail(draft: MailDraft) -> bytes:
    """Return a draft as a message by RFC 5322: UTF-8, names of attachments by RFC 2231, lines that end in CR LF."""
    message = _text_part(draft.text, "plain")
    if draft.html:  # behind the text: the last that a program can show is what it shows
        message = _parted("alternative", draft, [message, _text_part(draft.html, "html")])
    if draft.attachments:
        message = _parted("mixed", draft, [message, *map(_attached, draft.attachments)])
    message["To"] = draft.to
    message["Subject"] = Header(_line(draft.subject), "utf-8", header_name="Subject").encode()
    for key, value in _UNSENT:
        message[key] = value
    return message.as_bytes(policy=_POLICY)


def _text_part(text: str, kind: str) -> Message:
    part = MIMENonMultipart("text", kind)
    part.set_payload(_utf8(text), _quoted())
    return part


def _parted(kind: str, draft: MailDraft, parts: Iterable[Message]) -> Message:
    """Return parts in one, with a boundary that no encoding of theirs can hold."""
    message = MIMEMultipart(kind, boundary=f"=_{_digest(kind, draft)}")
    for part in parts:
        message.attach(part)
    return message


def _quoted() -> Charset:
    charset = Charset("utf-8")
    charset.body_encoding = QP  # readable, where base64 is the usual one
    return charset


def _attached(attachment: Attachment) -> Message:
    name = _line(attachment.name)
    part = MIMEApplication(attachment.content, _TYPES.get(PurePosixPath(name).suffix.lower(), "octet-stream"))
    part.add_header("Content-Disposition", "attachment", filename=name if name.isascii() else ("utf-8", "", name))
    return part


def _digest(kind: str, draft: MailDraft) -> str:
    texts = (kind, draft.text, draft.html)
    parts = (*(text.encode(errors="replace") for text in texts), *(each.content for each in draft.attachments))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:32]


def _line(text: str) -> str:
    """Return text as a header may have it: on one line, without signs that steer."""
    return _utf8(" ".join(plain(text).split()))


def _utf8(text: str) -> str:
    """Return text that UTF-8 can hold: a name of a file may have what it cannot."""
    return text.encode(errors="replace").decode()
