"""The gist of a mail says what lists show and searches look through."""

from itsid_sim.mail.gists import (
    SNIPPET_CHARACTERS_MAX,
    WORDS_CHARACTERS_MAX,
    cleaned_words,
    gist_of,
)
from itsid_sim.mail.message import Address
from itsid_sim.mail.reading import read


def test_gist_has_what_lists_show() -> None:
    """Sizes and numbers included."""
    raw = b"From: A <a@x.jp>\nTo: b@x.jp\nSubject: Hello\nMessage-ID: <1@x>\n\n one\n\n two "

    gist = gist_of(read(raw), len(raw))

    assert (Address("A", "a@x.jp"), "Hello", "1@x") == (gist.from_, gist.subject, gist.message_id)
    assert (len(raw), 0, 0) == (gist.size, gist.attachments, gist.inline)
    assert "one two" == gist.snippet


def test_recipient_who_is_not_named_is_a_blind_copy() -> None:
    """Each once, however the case; who is named is none."""
    message = read(b"To: A@x.jp\nCc: c@x.jp\nBcc: D <d@x.jp>\n\n")

    gist = gist_of(message, 1, ["a@x.jp", "c@x.jp", "d@x.jp", "e@x.jp", "E@x.jp"])

    assert ["d@x.jp", "E@x.jp"] == [one.address for one in gist.bcc]


def test_snippet_is_cut() -> None:
    """With three dots, which count."""
    whole = "あ" * SNIPPET_CHARACTERS_MAX

    snippets = [gist_of(read(f"\n{whole}{more}".encode()), 1).snippet for more in ("", "い")]

    assert [whole, whole[:-3] + "..."] == snippets


def test_snippet_comes_from_html_where_there_is_no_text() -> None:
    """As a person would read it."""
    raw = "Content-Type: text/html\n\n<style>p{}</style><p>会員</p><p>登録 &amp; 案内</p>".encode()

    gist = gist_of(read(raw), 1)

    assert "会員 登録 & 案内" == gist.snippet
    assert gist.words.endswith("会員 登録 & 案内")


def test_words_are_of_headers_text_and_names_of_files() -> None:
    """In small letters, without the punctuation of addresses."""
    raw = (
        b'From: "A, B" <A@x.jp>\nTo: t@x.jp\nSubject: Re: (Big)\nReply-To: r@x.jp\n'
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nTEXT\tone;\n"
        b"--b\nContent-Disposition: attachment; filename=Bill.PDF\n\nx\n--b--"
    )

    gist = gist_of(read(raw), 1, ["hidden@x.jp"])

    assert "a b a@x.jp re: big t@x.jp hidden@x.jp r@x.jp text one bill.pdf" == gist.words


def test_words_end() -> None:
    """But the names of files are never cut off by a long text."""
    raw = (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + b"word " * 100_000 + b"\n--b\n"
        b"Content-Disposition: attachment; filename=last.pdf\n\nx\n--b--"
    )

    gist = gist_of(read(raw), 1)

    assert len(gist.words) <= WORDS_CHARACTERS_MAX
    assert gist.words.endswith("last.pdf")


def test_cleaned_words_are_what_mailpit_compares() -> None:
    """Searches are cleaned the same way."""
    assert "a b c d e" == cleaned_words(' A\ufeffB\r\n"C",\t(D);<E>\0')


def test_words_are_cut_before_they_are_folded() -> None:
    """One character of Arabic becomes eighteen."""
    raw = "Subject: \ufdfa\nFrom: {0}\nTo: {0}\n\n{0}".format("\ufdfa" * 20_000).encode()

    gist = gist_of(read(raw), len(raw))

    assert 0 <= WORDS_CHARACTERS_MAX - len(gist.words) <= 1
