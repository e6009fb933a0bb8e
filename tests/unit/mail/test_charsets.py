"""Bytes become the text that a Japanese mailer meant, whatever the mail declares."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsid_sim.mail.charsets import decoded_words, from_base64, text_of

CASES = ["テスト", "日本語", "山田太郎", "会員登録のご案内", "お客さま番号：１２３", "ｱ、い、ウ。"]
ENCODINGS = ["utf-8", "cp932", "euc_jp"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", CASES)
def test_japanese_is_told_apart_without_a_declaration(text: str, encoding: str) -> None:
    """The order is UTF-8, JIS, then what reads more like Japanese."""
    read = text_of(text.encode(encoding), "")

    assert text == read


@pytest.mark.parametrize("declared", ["us-ascii", "utf-8", "iso-2022-jp", "x-unknown", "\0", "ü"])
def test_declaration_that_does_not_work_is_not_believed(declared: str) -> None:
    """Many a mailer says us-ascii of everything."""
    read = text_of("会員登録のご案内".encode("cp932"), declared)

    assert "会員登録のご案内" == read


@pytest.mark.parametrize("declared", ["", "us-ascii", "utf-8", "shift_jis", "latin1"])
def test_escapes_of_jis_are_believed_before_any_declaration(declared: str) -> None:
    """No other charset has them."""
    read = text_of("登録 ok".encode("iso2022_jp"), declared)

    assert "登録 ok" == read


@pytest.mark.parametrize("name", ["shift_jis", "Shift-JIS", "x-sjis", "MS_Kanji", "Windows-31J"])
def test_shift_jis_is_that_of_windows(name: str) -> None:
    """With the characters of NEC and IBM."""
    read = text_of("①㈱髙～".encode("cp932"), name)

    assert "①㈱髙～" == read


@pytest.mark.parametrize("name", ["ISO-2022-JP", "csISO2022JP", "iso-2022-jp-ms", "cp50221"])
def test_jis_has_the_characters_of_vendors(name: str) -> None:
    """Row 13 of NEC, and the characters of IBM in rows 89 to 92."""
    read = text_of(b"\x1b$B-!-j|b\x1b(B.", name)

    assert "①㈱" + b"\xee\xe0".decode("cp932") + "." == read


@pytest.mark.parametrize("raw", [b"\x1b(IC=D\x1b(B", b"\x1b$B\x1b(B\xc3\xbd\xc4", b"\x0eC=D\x0f"])
def test_jis_has_katakana_in_half_width(raw: bytes) -> None:
    """By an escape, in 8 bits, or shifted."""
    read = text_of(raw, "iso-2022-jp")

    assert "ﾃｽﾄ" == read


def test_line_end_ends_double_bytes_of_jis() -> None:
    """Some mailers cut a line without going back to ASCII."""
    read = text_of(b'\x1b$B$"\r\nabc', "iso-2022-jp")

    assert "あ\r\nabc" == read


def test_half_a_character_of_jis_is_marked() -> None:
    """The rest is still to be read."""
    read = text_of(b'\x1b$B$"$\x1b(Bok', "iso-2022-jp")

    assert "あ\ufffdok" == read


def test_euc_has_row_13_half_width_and_the_supplement() -> None:
    """As eucJP-ms has them."""
    read = text_of(b"\xad\xa1\xad\xea\x8e\xc3\x8f\xb0\xa1", "EUC-JP")

    assert "①㈱ﾃ丂" == read


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp"])
def test_wave_dash_is_the_same_in_each_charset(encoding: str) -> None:
    """As browsers and Mailpit decode it."""
    read = text_of("〜".encode({"cp932": "shift_jis"}.get(encoding, encoding)), encoding)

    assert "～" == read


@pytest.mark.parametrize(
    ("raw", "declared", "expected"),
    [
        (b"+2AA-", "utf-7", "\ufffd"),
        (b"+MEI-", "utf-7", "あ"),
        ("あ".encode("utf-16"), "utf-16", "あ"),
        (b"caf\xe9", "iso-8859-1", "café"),
        (b"\x93q\x94", "iso-8859-1", "“q”"),
        (b"caf\xe9", "", "caf\ufffd"),
        (b"abc", "rot13", "abc"),
        (b"YWJj", "base64", "YWJj"),
        (b"\xef\xbb\xbfabc", "utf-8", "abc"),
        ("中文".encode("gb18030"), "gb2312", "中文"),
        (b"abc", "charset=utf-8", "abc"),
    ],
)
def test_other_charsets_are_read_or_replaced(raw: bytes, declared: str, expected: str) -> None:
    """No name raises."""
    read = text_of(raw, declared)

    assert expected == read


def test_cut_text_keeps_what_is_whole() -> None:
    """A limit of bytes has cut the last character."""
    text = "よろしくお願いします"

    cut = [text_of(text.encode(encoding)[:-1], "utf-8") for encoding in ("utf-8", "cp932")]

    assert [text[:-1] + "\ufffd"] * 2 == cut


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("=?UTF-8?B?44GC?= =?utf-8?b?44GE?=", "あい"),
        ("=?UTF-8?B?44GC?= x =?UTF-8?B?44GE?=", "あ x い"),
        ("[=?UTF-8?B?44GC?=]", "[あ]"),
        ("=?UTF-8?B?44E=?= =?UTF-8?B?gg==?=", "あ"),
        ("=?UTF-8?Q?=E3=81?= =?UTF-8?Q?=82_=3F?=", "あ ?"),
        ("=?iso-2022-jp?B?GyRCLSEbKEI=?= =?Shift_JIS?Q?=83=65?= =?EUC-JP?B?pKI=?=", "①テあ"),
        ("=?iso-2022-jp?B?GyRCJCI=?= =?iso-2022-jp?B?JCQbKEI=?=", "あい"),
        ("=?utf-8*ja?Q?=E3=81=82?=", "あ"),
        ("=?nonsense?B?!!!?= =?", " =?"),
        ("=?utf-8?Q?a b?=", "a b"),
        ("=?utf-8?Q?a=0D=0Ab?=", "a  b"),
        ("1 + 1 =? 2", "1 + 1 =? 2"),
    ],
)
def test_encoded_words_are_decoded_together(line: str, expected: str) -> None:
    """Mailers cut within a character, mix charsets and forget to pad."""
    read = decoded_words(line)

    assert expected == read


def test_base64_is_read_past_what_is_none() -> None:
    """Padding recurs where two texts were put together."""
    assert b"abcd" == from_base64(b"YW\r\n*I=Y2Q")


@settings(max_examples=300)
@given(st.binary(max_size=80), st.sampled_from(["", "iso-2022-jp", "euc-jp", "utf-7", "utf-16"]))
def test_any_bytes_become_text_that_can_be_encoded(raw: bytes, charset: str) -> None:
    """Never an exception, never a lone surrogate."""
    text = text_of(b"\x1b$B" + raw if raw[:1] == b"a" else raw, charset)

    assert text.encode().decode() == text
