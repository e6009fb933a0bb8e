"""What a tag may be called: words of letters, digits and a few signs, as Mailpit has it."""

import re
from collections.abc import Iterable

CHARACTERS_MAX = 100
TAGS_MAX = 100

_OTHER = re.compile("[^a-zA-Z0-9_.@-]+")


def clean_tag(text: str) -> str:
    """A tag as it is kept: ASCII, single spaces, not too long; empty if nothing is left of it."""
    return _OTHER.sub(" ", text).strip()[:CHARACTERS_MAX].rstrip()


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept; of those that differ in capitals only, the first."""
    cleaned = [tag for tag in map(clean_tag, tags) if tag]
    return tuple({tag.lower(): tag for tag in reversed(cleaned)}.values())[::-1]
