"""Bytes as text, taken as Japanese mailers mean them, whatever the mail declares."""

import binascii
import re
from collections.abc import Mapping
from encodings.aliases import aliases
from functools import cache

MISSING = "\ufffd"

# Shift-JIS is Windows' own, with the vendors' characters; so are JIS and EUC, which Python lacks.
_MEANT = {
    "ascii": "ascii",
    "euc_jp": "euc",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso2022_jp": "jis",
    "iso2022_jp_1": "jis",
    "iso2022_jp_2": "jis",
    "iso2022_jp_2004": "jis",
    "iso2022_jp_3": "jis",
    "iso2022_jp_ext": "jis",
    "latin_1": "cp1252",
    "shift_jis": "cp932",
}
_UNLISTED = {
    **dict.fromkeys(("xsjis", "xmscp932", "xshiftjis", "windows932", "ms932c"), "cp932"),
    **dict.fromkeys(("xeucjp", "eucjpms", "cp51932", "ceucjp"), "euc"),
    **dict.fromkeys(("jis", "xjis", "iso2022jpms", "cp50220", "cp50221", "cp50222"), "jis"),
    **dict.fromkeys(("unicode11utf8", "xutf8"), "utf_8"),
}
_NO_TEXT = {"base64_codec", "bz2_codec", "hex_codec", "mbcs", "quopri_codec", "rot_13", "uu_codec"}
_CODECS = (
    {
        re.sub("[^a-z0-9]", "", name): _MEANT.get(codec, codec)
        for name, codec in (*aliases.items(), *((codec, codec) for codec in aliases.values()))
        if codec not in _NO_TEXT | {"zlib_codec"}
    }
    | _UNLISTED
    | {"": ""}
)
_LIKE_ASCII = {"", "ascii", "cp1252", "cp932", "euc", "jis", "utf_8"}
_WIDE = ("utf_16", "utf_32")
_NAME_CHARACTERS_MAX = 60

_SHIFTED = re.compile(rb"\x1b(?:\$\(?[@BD]|\(I)")
_SHIFT = re.compile(rb"(?:\x1b&@)?\x1b(\([BHIJ]|\$\(?[@BD])|([\x0e\x0f])")
_LINE_END = re.compile(rb"[\r\n]")
_ASCII_AND_KANA = re.compile(rb"[\x00-\x7f\xa1-\xdf]*")
_EUC_RUN = re.compile(
    rb"([\x00-\x7f]+)|((?:[\xa1-\xfe]{2})+)|((?:\x8e[\xa1-\xdf])+)|((?:\x8f[\xa1-\xfe]{2})+)"
)
_TO_7_BIT = bytes(code & 0x7F for code in range(256))
_TO_KANA = bytes(code | 0x80 if code in range(0x21, 0x60) else code for code in range(256))
_SURROGATE = re.compile("[\ud800-\udfff]")
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")
_NEVER_WRITTEN = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ue000-\uf8ff]")

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_WORD = re.compile(r"=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_BASE64 = bytes(set(range(256)) - set(_BASE64))
_PADDING = re.compile(b"=+")

# Enough of a text to tell CP932 from EUC-JP.
_SAMPLE_CHARACTERS = 2_000
# So many characters beyond ASCII must be whole for one that is damaged.
_WHOLE_PER_DAMAGED = 2

_Table = Mapping[tuple[int, int], str]


def text_of(content: bytes, charset: str) -> str:
    """The text of bytes that are declared to be of a charset; "" if nothing is declared.

    A declaration is believed where it works. Else it is the first of these that does: UTF-8, JIS,
    CP932 or EUC-JP, whichever reads more like Japanese; at last UTF-8 with U+FFFD for what is
    broken. Never raises, and never has a lone surrogate.
    """
    codec = _codec(charset)
    is_plain = content.isascii() and b"\x1b" not in content and b"\x0e" not in content
    if is_plain and codec in _LIKE_ASCII:
        return content.decode("ascii")
    if _SHIFTED.search(content) and not codec.startswith(_WIDE):
        return _jis(content)
    text = _declared(content, codec)
    return (_guessed(content) if text is None else text).removeprefix("\ufeff")


def decoded_words(line: str) -> str:
    """A header's line with its encoded words (RFC 2047) decoded; a single line again.

    Neighbours of one charset are decoded as one: mailers cut within a character.
    """
    if "=?" not in line:
        return line
    parts: list[str] = []
    charset, contents = "", [b""]
    at = 0
    for found in _WORD.finditer(line):
        between = line[at : found.start()]
        between = "" if at and not between.strip() else between
        if between or charset != found[1].lower():
            parts += text_of(b"".join(contents), charset), between
            charset, contents = found[1].lower(), []
        contents.append(_word_bytes(found))
        at = found.end()
    decoded = "".join((*parts, text_of(b"".join(contents), charset), line[at:]))
    return single_line(decoded)


def single_line(text: str) -> str:
    """Text with a space for each control character and whatever else ends a line."""
    return text if text.isprintable() else _CONTROL.sub(" ", text)


def from_base64(content: bytes) -> bytes:
    """What Base64 stands for: strangers' characters are passed over, padding may lack or recur."""
    runs = _PADDING.split(content.translate(None, _NOT_BASE64))
    return b"".join(
        binascii.a2b_base64(run[: len(run) - (len(run) % 4 == 1)] + b"==") for run in runs if run
    )


def _word_bytes(word: re.Match[str]) -> bytes:
    content = word[3].encode()
    if word[2] in "bB":
        return from_base64(content)
    return binascii.a2b_qp(content, header=True)


def _codec(charset: str) -> str:
    """Python's name of a charset, or our "euc" or "jis"; empty if unknown."""
    name = charset[:_NAME_CHARACTERS_MAX].lower().replace("charset=", "")
    return _CODECS.get("".join(char for char in name if char.isascii() and char.isalnum()), "")


def _declared(content: bytes, codec: str) -> str | None:
    if not codec:
        return None
    if codec == "euc":
        return _euc(content)
    if codec == "jis":
        return _jis(content) if _SHIFT.search(content) else None
    try:
        return _SURROGATE.sub(MISSING, content.decode(codec))
    except (UnicodeError, LookupError, ValueError):
        return None


def _guessed(content: bytes) -> str:
    utf_8 = content.decode("utf-8", errors="replace")
    if _is_mostly_whole(utf_8):
        return utf_8
    cp932 = content.decode("cp932", errors="replace")
    euc = _euc(content)
    if _is_mostly_whole(cp932) and (euc is None or _likelihood(cp932) >= _likelihood(euc)):
        return cp932
    return utf_8 if euc is None else euc


def _is_mostly_whole(text: str) -> bool:
    """Whether so little is damaged, as a cut text's last character, that the guess must be right.

    Whatever people do not write counts as damaged too.
    """
    damaged = text.count(MISSING) + len(_NEVER_WRITTEN.findall(text))
    beyond_ascii = len(text.encode()) - len(text) - 2 * text.count(MISSING)
    return damaged == 0 or damaged * _WHOLE_PER_DAMAGED <= beyond_ascii // 2


def _likelihood(text: str) -> int:
    """How much a text reads like Japanese: kana and common kanji, rather than in half width."""
    sample = text[:_SAMPLE_CHARACTERS]
    common = _common()
    return sum(3 for char in sample if char in common) + len(_HALF_WIDTH.findall(sample))


def _jis(content: bytes) -> str:
    """ISO-2022-JP with the vendors' characters, JIS X 0212 and katakana in half width.

    A line's end ends double bytes, whether or not the mailer said so.
    """
    parts = []
    shift, at = b"(B", 0
    for found in _SHIFT.finditer(content):
        parts.append(_jis_run(content[at : found.start()], shift))
        shift, at = found[1] or (b"(I" if found[2] == b"\x0e" else b"(B"), found.end()
    parts.append(_jis_run(content[at:], shift))
    return "".join(parts)


def _jis_run(run: bytes, shift: bytes) -> str:
    if not run:
        return ""
    if shift == b"(I":
        return _single(run.translate(_TO_KANA))
    if not shift.startswith(b"$"):
        return _single(run)
    ended = _LINE_END.search(run)
    end = ended.start() if ended else len(run)
    table = _jis_x_0212() if shift.endswith(b"D") else _jis_x_0208()
    return _double(run[:end], table) + _single(run[end:])


def _single(run: bytes) -> str:
    """ASCII and 8-bit katakana, or what another mailer has pasted between escapes."""
    return run.decode("cp932") if _ASCII_AND_KANA.fullmatch(run) else _guessed(run)


def _euc(content: bytes) -> str | None:
    """EUC-JP with the vendors' characters; None if it is not."""
    parts = []
    at = 0
    for found in _EUC_RUN.finditer(content):
        if found.start() != at:
            return None
        at = found.end()
        parts.append(_euc_run(found[0], found.lastindex or 0))
    text = "".join(parts)
    return text if at == len(content) and MISSING not in text else None


def _euc_run(run: bytes, kind: int) -> str:
    if kind == 1:
        return run.decode("ascii")
    if kind == 2:  # noqa: PLR2004 - the groups of _EUC_RUN, in their order
        return _double(run.translate(_TO_7_BIT), _jis_x_0208())
    if kind == 3:  # noqa: PLR2004
        return run[1::2].decode("cp932")
    return _double(run.translate(_TO_7_BIT, b"\x8f"), _jis_x_0212())


def _double(run: bytes, table: _Table) -> str:
    """Pairs of 7-bit bytes as characters; U+FFFD for what is none, as for half a pair."""
    pairs = zip(run[::2], run[1::2], strict=False)
    return "".join(table.get(pair, MISSING) for pair in pairs) + MISSING * (len(run) % 2)


@cache
def _jis_x_0208() -> _Table:
    """A row and a cell, each from 0x21, to what CP932 has there: rows 13 and 89-92 are vendors'."""
    table = {}
    for row in range(0x21, 0x7F):
        lead = (row - 0x21) // 2 + (0x81 if row <= 0x5E else 0xC1)  # noqa: PLR2004 - Shift-JIS
        for cell in range(0x21, 0x7F):
            trail = cell + 0x7E if row % 2 == 0 else cell + (0x1F if cell < 0x60 else 0x20)  # noqa: PLR2004
            char = bytes((lead, trail)).decode("cp932", errors="replace")
            if len(char) == 1 and char != MISSING:
                table[row, cell] = char
    return table


@cache
def _jis_x_0212() -> _Table:
    table = {}
    for row in range(0x21, 0x7F):
        for cell in range(0x21, 0x7F):
            char = bytes((0x8F, row | 0x80, cell | 0x80)).decode("euc_jp", errors="replace")
            if len(char) == 1:
                table[row, cell] = char
    return table


@cache
def _common() -> frozenset[str]:
    """Punctuation, letters, kana and the kanji of the first level."""
    rows = (*range(0x21, 0x26), *range(0x30, 0x50))
    return frozenset(char for (row, _), char in _jis_x_0208().items() if row in rows)
