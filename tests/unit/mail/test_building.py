"""A mail that is asked for as JSON is what it says, in MIME that anybody can read."""

import email
from base64 import b64encode
from datetime import datetime
from email import policy
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsid_sim.core.moment import JST
from itsid_sim.mail.building import Asked, built
from itsid_sim.mail.message import Address, Message
from itsid_sim.mail.reading import read

DATE = datetime(2026, 6, 1, 10, 0, tzinfo=JST)
PNG = b"\x89PNG\r\n\x1a\n\0\0"
SHORT: dict[str, Any] = {"From": {"Email": "a@x.jp"}, "To": [{"Email": "b@x.jp"}]}

NAMES = st.text(st.characters(codec="utf-8"), max_size=80)


def sent(**more: object) -> tuple[bytes, str, tuple[str, ...]]:
    """What comes of the JSON of a short mail with more fields."""
    asked = msgspec.json.decode(msgspec.json.encode({**SHORT, **more}), type=Asked)
    return built(asked, DATE, "1.1@x")


def told(**more: object) -> Message:
    """The same, as it is read again."""
    return read(sent(**more)[0])


def base64(content: bytes) -> str:
    return b64encode(content).decode()


def kinds(raw: bytes) -> list[str]:
    """The types of all parts, from the outside in, as the standard library reads them."""
    return [part.get_content_type() for part in email.message_from_bytes(raw).walk()]


def test_people_are_in_the_headers_and_on_the_envelope() -> None:
    """The blind copies on the envelope alone, each address once."""
    raw, sender, recipients = sent(
        From={"Email": "a@x.jp", "Name": "山田 太郎"},
        To=[{"Email": "b@x.jp", "Name": "Bee, B."}, {"Email": "c@x.jp"}],
        Cc=[{"Email": "d@x.jp", "Name": "D"}],
        Bcc=["e@x.jp", "b@x.jp"],
        ReplyTo=[{"Email": "f@x.jp"}],
    )
    message = read(raw)

    assert Address("山田 太郎", "a@x.jp") == message.from_
    assert (Address("Bee, B.", "b@x.jp"), Address("", "c@x.jp")) == message.to
    assert ((Address("D", "d@x.jp"),), ()) == (message.cc, message.bcc)
    assert (Address("", "f@x.jp"),) == message.reply_to
    assert ("a@x.jp", ("b@x.jp", "c@x.jp", "d@x.jp", "e@x.jp")) == (sender, recipients)


@pytest.mark.parametrize(
    ("person", "address"),
    [
        ({"Email": "Bob <b@x.jp>"}, Address("Bob", "b@x.jp")),
        ({"Email": '"Bob B." <b@x.jp>', "Name": "Rob"}, Address("Rob", "b@x.jp")),
        ({"Email": "b..b.@docomo.example"}, Address("", "b..b.@docomo.example")),
        ({"Email": "太郎@例え.jp", "Name": "太郎"}, Address("太郎", "太郎@例え.jp")),
    ],
)
def test_address_may_be_written_in_other_ways(person: dict[str, str], address: Address) -> None:
    """With a name, with the dots of old telephones, in Japanese."""
    _, _, recipients = sent(To=[person])

    assert ((address.address,), (address,)) == (recipients, told(To=[person]).to)


def test_mail_has_a_subject_a_date_and_an_id() -> None:
    """In Japanese where it is so."""
    message = told(Subject="認証コードのお知らせです。三十分のうちに入力してください。")

    assert "認証コードのお知らせです。三十分のうちに入力してください。" == message.subject
    assert (DATE, "1.1@x") == (message.date, message.message_id)


@pytest.mark.parametrize(
    ("bodies", "types", "read_again"),
    [
        ({}, ["text/plain"], ("\n", "")),
        ({"Text": "あ\nb"}, ["text/plain"], ("あ\nb\n", "")),
        ({"HTML": "<p>あ"}, ["text/html"], ("", "<p>あ\n")),
        (
            {"Text": "a", "HTML": "<p>b"},
            ["multipart/alternative", "text/plain", "text/html"],
            ("a\n", "<p>b\n"),
        ),
    ],
)
def test_text_stands_beside_html(
    bodies: dict[str, str], types: list[str], read_again: tuple[str, str]
) -> None:
    """Or either alone."""
    raw, _, _ = sent(**bodies)
    message = read(raw)

    assert (types, read_again) == (kinds(raw), (message.text, message.html.replace("\r\n", "\n")))


def test_pictures_are_within_the_html_and_files_behind_it() -> None:
    """A data: URL is as good as its Base64, which may be broken into lines."""
    logo = {"Content": f"data:image/png;base64,{base64(PNG)}", "ContentID": "<logo>"}
    bill = {"Content": "6KuL\r\n5rGC\n", "Filename": '請求 "6月".txt'}

    raw, _, _ = sent(Text="a", HTML="<img src=cid:logo>", Attachments=[bill, logo])
    message = read(raw)

    (inline,), (attached,) = message.inline, message.attachments
    assert ("logo", "image/png", PNG) == (inline.content_id, inline.content_type, inline.content)
    assert ('請求 "6月".txt', "text/plain") == (attached.file_name, attached.content_type)
    assert "請求".encode() == attached.content
    assert [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related",
        "text/html", "image/png", "text/plain",
    ] == kinds(raw)  # fmt: skip


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "text/plain"),
        (b"plain \xff", "text/plain"),
        (b"\0", "application/octet-stream"),
        (b"%PDF-1.7\n\0", "application/pdf"),
        (PNG, "image/png"),
        (b"GIF89a\0", "image/gif"),
        (b"\xff\xd8\xff\0", "image/jpeg"),
        (b"RIFF\0\0\0\nWEBPVP8 ", "image/webp"),
        (b"PK\x03\x04\0", "application/zip"),
        (b"\x1f\x8b\x08\0", "application/x-gzip"),
        (b" <?xml version", "text/xml"),
        (b"\n<!DOCTYPE HTML>", "text/html"),
    ],
)
def test_file_without_a_type_is_what_it_begins_like(content: bytes, kind: str) -> None:
    """And what is attached stays attached, text or not."""
    (attached,) = told(Attachments=[{"Content": base64(content)}]).attachments

    assert (kind, content) == (attached.content_type, attached.content)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("text/csv; charset=Shift_JIS", "text/csv"),
        ("Image/PNG", "image/png"),
        ("message/rfc822", "message/rfc822"),
        ("message/delivery-status", "application/octet-stream"),
        ("multipart/mixed; boundary=b", "application/octet-stream"),
        ("nonsense", "application/octet-stream"),
        ("a/b\r\nX-Evil: 1", "application/octet-stream"),
    ],
)
def test_type_that_is_given_goes_before(written: str, kind: str) -> None:
    """Unless it is none, or one of many parts."""
    (attached,) = told(Attachments=[{"Content": base64(b"x"), "ContentType": written}]).attachments

    assert (kind, b"x") == (attached.content_type, attached.content)


def test_headers_and_tags_are_added() -> None:
    """Tags without what no tag may have; or as a header."""
    message = told(
        Headers={"X-IP": "1.2.3.4", "X-Nothing": None}, Tags=["Tag 1", "a,b", "重要", None]
    )

    assert ("X-IP", "1.2.3.4") in message.headers
    assert ("Tag 1", "a b") == message.tags
    assert ("a", "b") == told(Headers={"X-Tags": "a, b"}).tags


def test_message_id_may_be_given() -> None:
    """However it is spelt; an empty one is none."""
    given_ones = [{"message-id": "<own@x>"}, {"Message-ID": " "}]

    messages = [told(Headers=given_headers) for given_headers in given_ones]

    assert ["own@x", "1.1@x"] == [message.message_id for message in messages]
    assert [1, 1] == [
        sum(name.lower() == "message-id" for name, _ in message.headers) for message in messages
    ]


def test_nulls_are_nothing() -> None:
    """As Go reads JSON; what is unknown is passed over."""
    nothing = dict.fromkeys(("Cc", "Bcc", "ReplyTo", "Subject", "Text", "HTML", "Headers", "Tags"))

    raw, _, _ = sent(**nothing, Attachments=None, Unknown=1)
    (attached,) = told(Attachments=[None]).attachments

    assert sent()[0] == raw
    assert ("", b"") == (attached.file_name, attached.content)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"To": [{"Email": "nobody"}]}, "invalid To address: nobody"),
        ({"To": [None]}, "invalid To address: "),
        ({"To": [{"Email": "a@x.jp\r\nBcc: e@x.jp"}]}, "invalid To address: a@x.jp\r\nBcc: e@x.jp"),
        ({"To": [{"Email": "a@x.jp, b@x.jp"}]}, "invalid To address: a@x.jp, b@x.jp"),
        ({"Cc": [{"Name": "C"}]}, "invalid Cc address: "),
        ({"Bcc": ["<>"]}, "invalid Bcc address: <>"),
        ({"ReplyTo": [{"Email": "@"}]}, "invalid Reply-To address: @"),
        ({"From": {"Email": "a b@x.jp"}}, "invalid From address: a b@x.jp"),
        ({"From": None}, "error building message: from not set"),
        ({"To": []}, "error building message: no recipients (to, cc, bcc) set"),
        ({"Headers": {"SUBJECT": "x"}}, 'cannot overwrite header: "SUBJECT"'),
        ({"Headers": {"X-Tags": "x"}, "Tags": ["y"]}, 'cannot overwrite header: "X-Tags"'),
        ({"Headers": {"X-A: b\r\nC": "x"}}, 'invalid header name: "X-A: b\r\nC"'),
        ({"Headers": {"": "x"}}, 'invalid header name: ""'),
    ],
)
def test_what_cannot_be_sent_is_named(more: dict[str, object], message: str) -> None:
    """Field and value."""
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - compared as a whole
        sent(**more)

    assert message == str(raised.value)


@pytest.mark.parametrize(
    "name",
    ["To", "From", "Cc", "Bcc", "Reply-To", "Date", "Subject", "Content-Type", "Mime-Version",
     "Content-Transfer-Encoding"],
)  # fmt: skip
def test_header_of_the_mail_itself_is_not_overwritten(name: str) -> None:
    """In any case of its letters."""
    for spelt in (name, name.lower(), name.upper()):
        with pytest.raises(ValueError, match="cannot overwrite header"):
            sent(Headers={spelt: "x"})


@pytest.mark.parametrize("content", ["====", "abc", "a-b_", "YQ==YQ==", "あ", "YQ"])
def test_what_is_no_base64_is_named_by_its_file(content: str) -> None:
    """It says which file."""
    with pytest.raises(ValueError, match=r'decoding base64 attachment "a\.txt": '):
        sent(Attachments=[{"Content": content, "Filename": "a.txt"}])


@given(name=NAMES, subject=NAMES, value=NAMES, file=NAMES, id_=NAMES)
def test_nothing_that_is_written_makes_a_header(
    name: str, subject: str, value: str, file: str, id_: str
) -> None:
    """Nor is anything lost but line ends; all lines are short and end as they should."""
    raw, _, _ = sent(
        From={"Email": "a@x.jp", "Name": name},
        Subject=subject,
        Headers={"X-A": value},
        HTML=value,
        Attachments=[{"Filename": file}, {"ContentID": id_, "Filename": file}],
    )
    headers = [one for one, _ in read(raw).headers if one != "X-A"]

    assert [
        "From", "To", "Subject", "Date", "Message-ID", "Content-Type", "MIME-Version",
    ] == [*headers[:5], *sorted(headers[5:])]  # fmt: skip
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert 998 >= max(map(len, raw.split(b"\r\n")))
    assert raw.isascii()


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
def test_names_and_subjects_come_as_they_are_written(text: str) -> None:
    """Whatever signs they are made of."""
    message = told(From={"Email": "a@x.jp", "Name": text}, Subject=text)

    assert (Address(text, "a@x.jp"), text) == (message.from_, message.subject)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1))
def test_text_comes_as_it_is_written(text: str) -> None:
    """However long its lines, and for the standard library as well."""
    raw, _, _ = sent(Text=text)

    assert text + "\n" == read(raw).text
    mail = email.message_from_bytes(raw, policy=policy.default)
    assert text == mail.get_content().rstrip("\r\n")


def test_same_mail_has_the_same_bytes() -> None:
    """Its boundaries are no matter of luck."""
    more = {"Text": "a", "HTML": "b", "Attachments": [{"Content": ""}]}

    assert sent(**more) == sent(**more)
