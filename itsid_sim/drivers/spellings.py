"""Other ways to write what a person knows: width, case, spaces, hyphens."""

import unicodedata

HALF_WIDTH_KANA = range(0xFF66, 0xFF9E)
KATAKANA = range(0x30A1, 0x30F7)
TO_HIRAGANA = {code: code - 0x60 for code in KATAKANA}
TO_HALF_WIDTH = {ord(unicodedata.normalize("NFKC", chr(code))): code for code in HALF_WIDTH_KANA}
VOICED = {0x3099: 0xFF9E, 0x309A: 0xFF9F}
FULL_WIDTH_OFFSET = 0xFEE0
WIDE_SPACE = "\N{IDEOGRAPHIC SPACE}"

__all__ = [
    "full_width",
    "half_width_kana",
    "hiragana",
    "hyphenated",
    "unspaced",
    "unvoiced",
    "widely_spaced",
]


def full_width(text: str) -> str:
    """ASCII characters as their full-width twins."""
    return "".join(chr(ord(char) + FULL_WIDTH_OFFSET) for char in text)


def half_width_kana(text: str) -> str:
    """Katakana in half width, voiced marks as characters of their own."""
    apart = unicodedata.normalize("NFD", text)
    return apart.translate(TO_HALF_WIDTH | VOICED)


def hiragana(text: str) -> str:
    """Katakana as hiragana."""
    return text.translate(TO_HIRAGANA)


def unvoiced(text: str) -> str:
    """Katakana without voiced marks."""
    return unicodedata.normalize("NFD", text).translate(dict.fromkeys(VOICED))


def unspaced(text: str) -> str:
    """Family name and given name without a space between them."""
    return "".join(text.split())


def widely_spaced(text: str) -> str:
    """Family name and given name with a full-width space between them."""
    return WIDE_SPACE.join(text.split())


def hyphenated(phone: str) -> str:
    """A telephone number with two hyphens."""
    return f"{phone[:-8]}-{phone[-8:-4]}-{phone[-4:]}"
