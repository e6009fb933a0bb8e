"""A mail in order is read as its writer meant it."""

import base64
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage

import pytest

from itsid_sim.mail.message import Address
from itsid_sim.mail.reading import TEXT_SEPARATOR, read

PNG = b"\x89PNG\r\n\x1a\n\0\0"


def mail(head: str, body: str = "") -> bytes:
    """A mail of lines, as it goes over the wire."""
    return f"{head}\n\n{body}".replace("\n", "\r\n").encode()


def rich() -> bytes:
    """Text, HTML with a picture, and a file, as Python's own library writes them."""
    message = EmailMessage()
    message["Subject"] = "会員登録のご案内"
    message.set_content("本文\n")
    message.add_alternative('<img src="cid:logo@x">', subtype="html")
    html = message.get_payload()[1]  # type: ignore[index]
    html.add_related(PNG, "image", "png", cid="<logo@x>")  # type: ignore[union-attr]
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="請求書.pdf")
    return message.as_bytes()


def test_headers_are_read() -> None:
    """Each as what it is for."""
    message = read(
        mail(
            'From: =?UTF-8?B?5bGx55Sw?= <taro@x.jp>\nTo: a@x.jp, "Sato, B" <b@x.jp>\nCc: c@x.jp'
            "\nBcc: d@x.jp (Dai)\nReply-To: <e@x.jp>\nSubject: =?UTF-8?B?55m76Yyy?=\n"
            "Date: Mon, 23 Nov 2026 09:08:07 +0900\nMessage-ID: <1.2@x>\nX-Tags: one, two!, 3 4"
        )
    )

    assert Address("山田", "taro@x.jp") == message.from_
    assert (Address("", "a@x.jp"), Address("Sato, B", "b@x.jp")) == message.to
    assert (Address("", "c@x.jp"),) == message.cc
    assert (Address("Dai", "d@x.jp"),) == message.bcc
    assert (Address("", "e@x.jp"),) == message.reply_to
    assert ("登録", "1.2@x", ("one", "3 4")) == (message.subject, message.message_id, message.tags)
    tokyo = timezone(timedelta(hours=9))
    assert datetime(2026, 11, 23, 9, 8, 7, tzinfo=tokyo) == message.date
    assert ("Subject", "登録") == message.headers[5]


def test_folded_header_is_one_line() -> None:
    """However deep its lines are set."""
    message = read(mail("Subject: a\n   b\n\tc\nX: y"))

    assert (("Subject", "a b c"), ("X", "y")) == message.headers


def test_text_has_line_feeds() -> None:
    """Not what the wire has."""
    message = read(mail("Subject: x", "a\nb\n"))

    assert "a\nb\n" == message.text


def test_parts_are_told_apart_and_numbered() -> None:
    """As Mailpit numbers them: by their place in the tree."""
    message = read(rich())

    assert "本文\n" == message.text
    assert '<img src="cid:logo@x">\n' == message.html
    assert [("1.2.2", "image/png", "logo@x", PNG)] == [
        (part.id, part.content_type, part.content_id, part.content) for part in message.inline
    ]
    assert [("2", "請求書.pdf", b"%PDF")] == [
        (part.id, part.file_name, part.content) for part in message.attachments
    ]


def test_mail_that_is_a_file_is_part_0() -> None:
    """As Mailpit numbers it."""
    message = read(mail("Content-Type: application/pdf; name=a.pdf", "%PDF"))

    assert [("0", "a.pdf", b"%PDF")] == [
        (part.id, part.file_name, part.content) for part in message.attachments
    ]


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("Content-Type: text/plain", "text"),
        ("", "text"),
        ("Content-Type: text/html\nContent-Disposition: inline", "html"),
        ("Content-Type: text/plain; name=a.txt\nContent-Disposition: attachment", "attachments"),
        ("Content-Type: text/html\nContent-Disposition: attachment", "attachments"),
        ("Content-Type: text/plain\nContent-Disposition: inline; filename=a.txt", "inline"),
        ("Content-Type: image/png\nContent-ID: <a>", "inline"),
        ("Content-Type: application/pdf; name=a.pdf", "inline"),
        ("Content-Type: application/octet-stream; name=a.bin", "attachments"),
        ("Content-Type: image/png", "attachments"),
        ("Content-Type: message/rfc822", "attachments"),
    ],
)
def test_part_stands_where_mailpit_has_it(head: str, place: str) -> None:
    """A part without a disposition is shown in place if it has a name."""
    head = f"{head}\n" if head else ""
    message = read(mail("Content-Type: multipart/mixed; boundary=b", f"--b\n{head}\nx\n--b--\n"))

    places = ("text", "html", "inline", "attachments")
    assert [place] == [name for name in places if getattr(message, name)]


def test_letter_within_a_letter_stays_whole() -> None:
    """It is a file: its own headers are not those of the mail."""
    inner = (
        "Subject: inner\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--"
    )
    raw = mail(
        "Subject: outer\nContent-Type: multipart/mixed; boundary=b",
        f"--b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n".replace("\r\n", "\n"),
    )

    message = read(raw)

    assert "outer" == message.subject
    assert [inner.encode()] == [part.content for part in message.attachments]


def test_texts_are_joined() -> None:
    """As Mailpit joins them."""
    message = read(
        mail("Content-Type: multipart/mixed; boundary=b", "--b\n\none\n--b\n\ntwo\n--b--\n")
    )

    assert f"one{TEXT_SEPARATOR}two" == message.text


@pytest.mark.parametrize(
    "field",
    [
        'attachment; filename="案内.pdf"',
        "attachment; filename*=UTF-8''%E6%A1%88%E5%86%85.pdf",
        "attachment; filename*=shift_jis'ja'%88%C4%93%E0.pdf; filename=x.pdf",
        "attachment; filename*0*=utf-8''%E6%A1%88%E5;\n filename*1*=%86%85.p; filename*2=df",
        "attachment; filename*1=.pdf; filename*0==?UTF-8?B?5qGI5YaF?=",
        'attachment; filename="=?UTF-8?B?5qGI?= =?UTF-8?B?5YaF?=.pdf"',
        'attachment; filename="=?ISO-2022-JP?B?GyRCMEZGYhsoQg==?=.pdf"',
        'attachment; filename="C:\\temp\\案内.pdf"',
        'attachment; filename="../../案内\u202e.pdf"',
    ],
)
def test_file_name_is_read_in_each_way_of_writing(field: str) -> None:
    """RFC 2231, RFC 2047 and raw; never a path."""
    message = read(mail(f"Content-Type: image/png\nContent-Disposition: {field}"))

    assert ["案内.pdf"] == [part.file_name for part in message.attachments]


def test_long_file_name_keeps_its_extension() -> None:
    """File systems take 255 bytes."""
    message = read(mail(f"Content-Type: image/png; name={'あ' * 200}.png"))

    name = message.attachments[0].file_name
    assert name.endswith("あ.png")
    assert len(name.encode()) < 255


def test_attachment_of_megabytes_is_read_whole() -> None:
    """Base64 in lines."""
    content = bytes(range(256)) * 4_000
    head = "Content-Type: image/png\nContent-Transfer-Encoding: base64"

    message = read(mail(head, base64.encodebytes(content).decode()))

    assert content == message.attachments[0].content


def test_quoted_printable_is_read() -> None:
    """With blanks behind a soft line end, which relays add."""
    head = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: Quoted-Printable"

    message = read(mail(head, "=E3=81=  \n=82=\nx =3D\n"))

    assert "あx =\n" == message.text
