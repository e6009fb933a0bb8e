"""How much room Japanese text takes, and where a long title breaks in two."""

import re
from unicodedata import east_asian_width

FULL_EM, CAPITAL_EM, HALF_EM = 1.0, 0.7, 0.55
LINE_EM_MAX = 11.0
# A line may begin after these, or before an opening bracket, or after a particle that follows
# katakana or kanji; never within a word.
BREAK = re.compile(
    r"(?<=[\u30fb\u3001\u3002 \u300d)])|(?=[\u300c(])"
    r"|(?<=[\u30a1-\u30fc\u4e00-\u9fffA-Z][\u304c\u3092\u306e\u306b\u3078])"
)


def width_em(text: str) -> float:
    """How wide a text is, in em, in any usual sans-serif font or less."""
    return sum(_char_em(char) for char in text)


def in_two(text: str, line_em_max: float = LINE_EM_MAX) -> tuple[str, ...]:
    """The text as one line, or as two about equally long ones where it is too long for one."""
    places = [found.start() for found in BREAK.finditer(text) if 0 < found.start() < len(text)]
    if width_em(text) <= line_em_max or not places:
        return (text,)
    at = min(places, key=lambda place: max(width_em(text[:place]), width_em(text[place:])))
    return text[:at].strip(), text[at:].strip()


def _char_em(char: str) -> float:
    if east_asian_width(char) in "WFA":
        return FULL_EM
    return CAPITAL_EM if char.isupper() or char in "@%…" else HALF_EM
