"""A mail is read from any bytes whatever: what can be saved of it is."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from itsid_sim.mail.head import ADDRESSES_MAX, HEADERS_MAX
from itsid_sim.mail.message import Address, Message
from itsid_sim.mail.reading import DEPTH_MAX, PARTS_MAX, SUBJECT_CHARACTERS_MAX, read

SUBJECT = "会員登録のご案内"
SNIPPETS = st.sampled_from(
    [
        b"\r\n",
        b"\n",
        b"\r",
        b"\r\n\r\n",
        b"--b",
        b"--b--",
        b"--",
        b":",
        b";",
        b'"',
        b"\\",
        b"<",
        b"From: ",
        b"To: ",
        b"Date: ",
        b"Subject: ",
        b"Message-ID: ",
        b"X-Tags: ",
        b" ",
        b"(",
        b"Content-Type: multipart/mixed; boundary=b\n",
        b"Content-Type: text/html; charset=utf-7\n",
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Transfer-Encoding: quoted-printable\n",
        b"Content-Disposition: attachment; filename*0*=utf-16''%d8%00",
        b"=?utf-7?Q?+2AA-?=",
        b"=?utf-8?B?",
        b"DQoA",
        b"?=",
        b"\x1b$B",
        b"\x1b(B",
        b"\0",
        b"\xff",
        b"\xed\xa0\x80",
        b"a@b",
        b"9999",
    ]
)
DIRT = st.lists(SNIPPETS | st.binary(max_size=8), max_size=40).map(b"".join)


def strings(message: Message) -> str:
    """All that is text in a mail."""
    people = (*message.to, *message.cc, *message.bcc, *message.reply_to)
    parts = (*message.inline, *message.attachments)
    return "".join(
        [
            *(f"{name}{line}" for name, line in message.headers),
            *(f"{one.name}{one.address}" for one in (*people, message.from_) if one),
            *(f"{one.id}{one.file_name}{one.content_type}{one.content_id}" for one in parts),
            *(message.message_id, message.subject, message.text, message.html, *message.tags),
        ]
    )


@settings(max_examples=400)
@given(DIRT)
@example(b"")
@example(b"\n")
@example(b"From ")
@example(b"Subject: =?utf-8?B?DQoA?=\n\n")
@example(b"Date: Mon, 1 Jan 10000 00:00:00 +0000\n\n")
def test_any_bytes_are_a_mail(raw: bytes) -> None:
    """Never an exception, never a lone surrogate, never a header of two lines."""
    message = read(raw)

    assert strings(message).encode().decode() == strings(message)
    assert [] == [line for _, line in message.headers if set(line) & set("\r\n\0\x1b\x85")]
    assert message.date is None or message.date.tzinfo is not None


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp", "iso2022_jp"])
def test_mail_without_mime_is_read(encoding: str) -> None:
    """Raw headers and a raw body, as old scripts send them."""
    head = f"Subject: {SUBJECT}\r\nFrom: 山田太郎 <taro@x.jp>\r\n\r\n"

    message = read((head + "表示できない本文です。\r\n").encode(encoding))

    assert SUBJECT == message.subject
    assert Address("山田太郎", "taro@x.jp") == message.from_
    assert "表示できない本文です。\n" == message.text


def test_jis_has_circled_digits_and_half_width() -> None:
    """What Windows mailers send as ISO-2022-JP."""
    raw = b"Content-Type: text/plain; charset=ISO-2022-JP\n\n\x1b$B-!-j\x1b(I6E\x1b(B!\n"

    message = read(raw)

    assert "①㈱ｶﾅ!\n" == message.text


def test_subject_of_several_charsets_is_read() -> None:
    """Replies collect them."""
    message = read(
        b"Subject: Re: =?Shift_JIS?B?g2WDWINn?=\r\n =?iso-2022-jp?B?GyRCLSEbKEI=?= "
        b"=?UTF-8?B?44E=?=\r\n =?UTF-8?B?guOBhA==?= " + "登録".encode("cp932") + b"\r\n\r\n"
    )

    assert "Re: テスト①あい 登録" == message.subject


@pytest.mark.parametrize("raw", [b"Subject: x\n\nbody\n", b"Subject: x\r\rbody\r"])
def test_line_ends_of_any_kind_are_read(raw: bytes) -> None:
    """Line feeds alone, and carriage returns alone."""
    message = read(raw)

    assert ("x", "body\n") == (message.subject, message.text)


@pytest.mark.parametrize(
    ("raw", "headers", "text"),
    [
        (b"", 0, ""),
        (b"just text", 0, "just text"),
        (b"\r\ntext", 0, "text"),
        (b"A: b", 1, ""),
        (b"A: b\r\nno header\r\n", 1, "no header\n"),
        (b"From taro Mon Nov 23\nA: b\n\nx", 1, "x"),
        (b"\xef\xbb\xbfA: b\n\nx", 1, "x"),
        (b"A: b\n\nx\0y", 1, "x\ufffdy"),
    ],
)
def test_head_and_body_are_told_apart(raw: bytes, headers: int, text: str) -> None:
    """Where one of them lacks, or neither is in order."""
    message = read(raw)

    assert (headers, text) == (len(message.headers), message.text)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("", []),
        ("undisclosed-recipients:;", []),
        ("team: a@x.jp, B <b@x.jp>;", [("", "a@x.jp"), ("B", "b@x.jp")]),
        ("taro", [("", "taro")]),
        ("Taro at home", [("", "Taro at home")]),
        ('"a \\"b\\"" <a@x.jp>', [('a "b"', "a@x.jp")]),
        ("=?UTF-8?Q?A_(B),_C?= <a@x.jp>", [("A (B), C", "a@x.jp")]),
        ('"=?UTF-8?B?5bGx55Sw?=" <a@x.jp>', [("山田", "a@x.jp")]),
        ("山田　太郎 <用户@例え.jp>", [("山田　太郎", "用户@例え.jp")]),
        ("<a@x.jp", [("", "a@x.jp")]),
        ("a@[IPv6:::1];b@x.jp,,", [("", "a@[IPv6:::1]"), ("", "b@x.jp")]),
        ("((((", [("", "((((")]),
    ],
)
def test_addresses_are_read_or_kept_as_written(field: str, expected: list[tuple[str, str]]) -> None:
    """Groups, quotes, encoded words, nonsense."""
    message = read(f"To: {field}\n\n".encode())

    assert expected == [(one.name, one.address) for one in message.to]


def test_sender_is_the_first_that_has_an_address() -> None:
    """Several From, the first of which is a name alone."""
    message = read(b"From: Yamada, Taro <t@x.jp>\nFrom: other@x.jp\n\n")

    assert Address("Taro", "t@x.jp") == message.from_


@pytest.mark.parametrize("field", ["", "soon", "Mon, 99 Foo 2026", "31 Dec 9999 23:59:59 -1200"])
def test_nonsense_is_no_date(field: str) -> None:
    """Nor is what no clock can show."""
    message = read(f"Date: {field}\n\n".encode())

    assert message.date is None


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("--b\n\none\n--b\n\ntwo\n", "one\n--\ntwo\n"),
        ("before\n--b  \n\none\n--b--\nafter", "one"),
        ("--bb\n\none\n--b--\n", "--bb\n\none\n--b--\n"),
        ("no boundary\n", "no boundary\n"),
        ("--b\nContent-Type: multipart/mixed; boundary=b\n\none\n--b--", "one"),
        ("--b\n--b--", ""),
    ],
)
def test_broken_boundaries_lose_no_text(body: str, texts: str) -> None:
    """Unclosed, with blanks, none at all, or the same one twice."""
    message = read(f"Content-Type: multipart/mixed; boundary=b\n\n{body}".encode())

    assert texts == message.text


def test_nesting_ends() -> None:
    """What is deeper is a single piece."""
    raw = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth)
        for depth in range(2_000)
    )

    message = read(raw)

    assert [DEPTH_MAX - 1] == [part.id.count(".") for part in message.attachments]


def test_numbers_are_bounded() -> None:
    """Of headers, parts and addresses."""
    parts = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n\n" * 3 * PARTS_MAX

    many = read(b"A: b\n" * 2 * HEADERS_MAX + b"\nx")
    crowd = read(b"To: " + b"a@x.jp," * 2 * ADDRESSES_MAX + b"\n\n")
    pieces = read(parts)

    assert (HEADERS_MAX, "x") == (len(many.headers), many.text)
    assert ADDRESSES_MAX == len(crowd.to)
    assert PARTS_MAX == pieces.text.count("--") + 1


def test_line_of_megabytes_is_read() -> None:
    """In the body and in a header."""
    message = read(b"Subject: " + b"x" * 3_000_000 + b"\n\n" + b"y" * 3_000_000)

    assert (SUBJECT_CHARACTERS_MAX, 3_000_000) == (len(message.subject), len(message.text))


def test_what_a_list_tells_is_bounded() -> None:
    """Whatever the head holds."""
    lines = {"Message-ID": "<i@x>", "Subject": "s ", "X-Tags": "t, ", "To": "t" * 99 + "@x.jp, "}
    head = "".join(f"{name}: {line * 1_000_000}\n" for name, line in lines.items())

    told = [(m.message_id, m.subject, m.tags, m.to) for m in (read(f"{head}\nx".encode()),)]

    assert all(len(str(field)) < 100_000 for field in told[0])


@pytest.mark.parametrize("head", [b"A: b\n" * HEADERS_MAX, b"A: " + b"b" * 300_000 + b"\nC: d\n"])
def test_body_begins_behind_the_first_empty_line(head: bytes) -> None:
    """Also behind a head of which not all is kept."""
    message = read(head + b"\none\n\ntwo")

    assert "one\n\ntwo" == message.text
