"""What a tag may be called: words of letters, digits and a few signs, as Mailpit has it."""

import re

CHARACTERS_MAX = 100

_OTHER = re.compile("[^a-zA-Z0-9_.@-]+")


def clean_tag(text: str) -> str:
    """A tag as it is kept: ASCII, single spaces, not too long; empty if nothing is left of it."""
    return _OTHER.sub(" ", text).strip()[:CHARACTERS_MAX].rstrip()
