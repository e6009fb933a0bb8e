"""Searches in Mailpit's grammar: words, phrases, exclusion, and the operators for fields."""

from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from itsid_sim.core.moment import JST
from itsid_sim.mail.gists import gist_of
from itsid_sim.mail.message import Filed
from itsid_sim.mail.reading import read
from itsid_sim.mail.searching import search

RAW = """\
From: "Yamada, 太郎" <Taro_Y@example.jp>
To: 花子 <hanako@example.jp>, second@example.org
Cc: Copy Cat <cc@example.net>
Reply-To: Desk <desk@example.com>
Bcc: hidden@example.biz
Subject: Re: 認証コードのお知らせ, 50% off
Message-ID: <1.2@Example.invalid>
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

The email body <jdsauk;dwqmdqw;> ends. ガラスとｶﾞﾗｽ ＡＢＣ１２３ it is:new
--b
Content-Disposition: attachment; filename=請求書.pdf

x
--b--
""".encode()
GIST = gist_of(read(RAW), len(RAW))
MAIL = Filed("7", GIST, datetime(2026, 6, 1, 10, 0, tzinfo=JST), tags=("News", "Two Words"))
BARE = Filed("8", gist_of(read(b"\n\n"), 2), MAIL.arrived, is_read=True)

# What finds the mail, and something like it that does not.
FINDING = [
    ("body", "bodily"),
    ("BODY", "-body"),
    ("email body", "email nobody"),
    ("body email", "body -email"),
    ('"email body"', '"body email"'),
    ('"the email body jdsauk dwqmdqw"', '-"email body"'),
    ('"email body', '"body email'),
    ('em"ail bo"dy', 'em"ail nobo"dy'),
    ("-absent", "!body"),
    ("!absent", "-BODY"),
    ("--absent", "-"),
    ("taro_y", "taro-y"),
    ("50%", "5%0"),
    ("認証コード", "認証番号"),
    ("請求書.pdf", "領収書.pdf"),
    ("to:hanako", "to:taro"),
    ("TO:花子", "TO:太郎"),
    ('to:"花子 <hanako@example.jp>"', 'to:"花子 second"'),
    ("-to:taro", "-to:second@"),
    ("from:taro_y@example.jp", "from:taroxy@example.jp"),
    ('from:"Yamada, 太郎"', "from:hanako"),
    ("!from:hanako", "!from:太郎"),
    ("cc:cat", "cc:hanako"),
    ("-cc:hanako", "-cc:CAT"),
    ("bcc:hidden@", "bcc:cat"),
    ("-bcc:cat", "-bcc:hidden@"),
    ("reply-to:desk", "reply-to:taro"),
    ("-reply-to:taro", "-reply-to:DESK"),
    ("addressed:taro", "addressed:nobody"),
    ("addressed:花子", "addressed:次郎"),
    ("addressed:cat", "-addressed:cat"),
    ("addressed:hidden", "-addressed:taro"),
    ("-addressed:nobody", "-addressed:desk"),
    ("subject:認証コード", "subject:body"),
    ('subject:"re: 認証"', 'subject:"re 認証"'),
    ('subject:", 50% OFF"', "subject:%50"),
    ("-subject:body", "-subject:RE"),
    ("message-id:1.2@example.invalid", "message-id:2.1@"),
    ('message-id:"<1.2@EXAMPLE"', "-message-id:1.2"),
    ("tag:news", "tag:new"),
    ('tag:"two words"', "tag:two"),
    ("-tag:two", "-tag:NEWS"),
    ("is:tagged", "-is:tagged"),
    ("is:unread", "is:read"),
    ("-is:read", "-is:unread"),
    ("has:attachment", "has:inline"),
    ("Has:Attachments", "-has:attachments"),
    ("-has:inlines", "-has:attachment"),
    ("is:new", "is:old"),
    ("from:taro subject:認証 -is:read body", "from:taro subject:認証 is:read body"),
]

# What queries are made of, and what upsets programs.
PIECES = [
    "-", "!", '"', " ", ":", "%", "_", "to:", "tag:", "is:", "after:", "before:", "larger:",
    "smaller:", "subject:", "9", "0", ".", "/", "T", "Z", "+", "am", "feb", "k", "年", "ﾞ", "ｶ",
    "İ", "[", "\0", "\ud800",
]  # fmt: skip


def found(query: str) -> str:
    """The numbers of the mails that a query finds."""
    return "".join(mail.id for mail in (MAIL, BARE) if search(query)(mail))


@pytest.mark.parametrize(("query", "other"), FINDING)
def test_search_finds_what_is_asked_for_and_nothing_else(query: str, other: str) -> None:
    """Each beside a search that is much the same."""
    assert (True, False) == (search(query)(MAIL), search(other)(MAIL))


@pytest.mark.parametrize(
    "query",
    ["", "   ", '""', "to:", 'from:"<>"', "cc:,", "bcc:", "reply-to:;", "addressed:()", "tag:",
     "subject:", "message-id:<>", "after:", "before:,", "-to:", ",", "-cc:"],
)  # fmt: skip
def test_question_without_content_asks_for_nothing(query: str) -> None:
    """Everything is found."""
    assert "78" == found(query)


def test_mail_without_anything_is_found_by_what_it_lacks() -> None:
    """Sender, tags and files may be missing."""
    queries = ["is:read", "-is:tagged", "-has:attachments", "-from:taro", "-addressed:a", "-body"]

    assert ["8"] * len(queries) == [found(query) for query in queries]


def test_inline_pictures_are_found() -> None:
    """They are no attachments."""
    raw = (
        b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>\n"
        b"--b\nContent-Type: image/png\nContent-ID: <logo>\n\nx\n--b--"
    )
    mail = Filed("9", gist_of(read(raw), len(raw)), MAIL.arrived)
    queries = ["has:inline", "has:inlines", "-has:inline", "has:attachment"]

    assert [True, True, False, False] == [search(query)(mail) for query in queries]


@pytest.mark.parametrize(
    "query",
    ["ガラスとガラス", "ｶﾞﾗｽとｶﾞﾗｽ", "ｶﾞラスとガﾗｽ", "abc123", "ＡＢＣ１２３", "ａＢｃ1２3",
     "ＢＯＤＹ", "from:ｔａｒｏ", "subject:ｺｰﾄﾞ", "subject:５０％", "after:２０２６-０６-０１"],
)  # fmt: skip
def test_width_does_not_matter(query: str) -> None:
    """Letters, digits and katakana are found in either, and mixed."""
    assert search(query)(MAIL)


@pytest.mark.parametrize("query", ["カラス", "ｶﾗｽ", "-ｶﾞﾗｽ", "abc124", "ｂｏｄｉｌｙ"])
def test_other_letters_matter(query: str) -> None:
    """A voiced mark is more than width."""
    assert not search(query)(MAIL)


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
@example("larger:" + "9" * 400 + "k")
@example("after:0001-01-01 before:9999-12-31")
@example("after:" + "9" * 19)
@example('"' * 5001)
def test_no_query_is_too_odd(query: str) -> None:
    """Whatever is typed, there is an answer."""
    assert search(query)(MAIL) in {True, False}
