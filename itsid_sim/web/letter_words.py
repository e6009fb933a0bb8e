"""What anybody may have written, made fit for a page: lines, addresses, and links in a text."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from itsid_sim.core.moment import JST
from itsid_sim.mail.message import Address

# A page shows no more of a text or a source; the whole is a link away.
SHOWN_CHARACTERS_MAX = 256 * 1024
LINE_CHARACTERS_MAX = 500

# What HTML cannot hold, or a page cannot show: controls and halves of characters.
UNSEEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# These turn the order of what stands around them.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# An address within a world, to the last character that is no punctuation of the sentence.
WITHIN = r"/(?:[\w/?=&%#.~+-]*[\w/])?"
BEFORE = r"(?<![\w/=&?%#.@+~-])"
CLIMBS = re.compile(r"(?:\.|%2[Ee]){2}")
SPACES = re.compile(r"(\s+)", re.ASCII)


def one_line(text: str, characters_max: int = LINE_CHARACTERS_MAX) -> str:
    """A text in a line of its own, cut where it is too long; what stands around is not touched."""
    plain = TURNING.sub("", UNSEEN.sub(" ", text[: 4 * characters_max]))
    line = " ".join(plain.split())
    return line if len(line) <= characters_max else f"{line[: characters_max - 1]}\u2026"


def shown(text: str) -> str:
    """A text of many lines, cut where it is too long, with U+FFFD for what cannot be seen."""
    return UNSEEN.sub("\ufffd", text[:SHOWN_CHARACTERS_MAX])


def person(address: Address | None) -> str:
    """A name with its address in brackets, or whichever there is; empty if there is none."""
    if address is None:
        return ""
    name, at = one_line(address.name), one_line(address.address)
    return f"{name} <{at}>" if name and at else name or at


def people(addresses: Sequence[Address]) -> list[str]:
    """All of several people, but those without name and address."""
    return list(filter(None, map(person, addresses)))


def local(moment: datetime) -> datetime:
    """A moment as the clocks in Japan show it; as it is where no calendar has it."""
    try:
        return moment.astimezone(JST)
    except OverflowError:
        return moment


def pieces_of(text: str, site: str) -> list[str]:
    """A text cut at the URLs of a world: words, a URL, words, and so on.

    `site` is the address that they begin with. A URL that climbs out of it (..) is only words.
    """
    url = re.compile(f"{BEFORE}{re.escape(site)}{WITHIN}", re.ASCII)
    pieces: list[list[str]] = [[]]
    for word in SPACES.split(shown(text)):
        at = 0
        for begin, end in _links(word, url):
            pieces[-1].append(word[at:begin])
            pieces += [[word[begin:end]], []]
            at = end
        pieces[-1].append(word[at:])
    return ["".join(piece) for piece in pieces]


def _links(word: str, url: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the URLs of a word begin and end; a climb spoils all that begin before it."""
    climbs = [found.start() for found in CLIMBS.finditer(word)]
    for found in url.finditer(word):
        if not climbs or climbs[-1] < found.start():
            yield found.span()
