"""What somebody has before them when a step fails, less what no report may tell."""

from urllib.parse import urlsplit, urlunsplit

from itsid_sim.core.text import fold_label
from itsid_sim.core.turn import split_address
from itsid_sim.drivers.seen import Seen
from itsid_sim.drivers.stage import MASK
from itsid_sim.rules import labels
from itsid_sim.rules.value import Value

SECRET_FIELDS = (labels.PASSWORD, labels.PASSWORD_AGAIN, labels.CODE, labels.ANSWER)


class Evidence(Value, frozen=True):
    """One tab: whose it is, where it is, what stands there, what the browser said, how it looks.

    `picture` is a PNG, empty where a driver has no screen.
    """

    who: str
    address: str
    lines: tuple[str, ...]
    console: tuple[str, ...] = ()
    picture: bytes = b""


def masked_lines(seen: Seen) -> list[str]:
    """The lines of a page for a report: a password is not told, nor the text of a mail."""
    lines = []
    for line in seen.lines:
        label, colon, _ = line.partition(":")
        is_password = bool(colon) and fold_label(label) == fold_label(labels.PASSWORD)
        is_mail = "\n" in line
        lines.append(f"{label}: {MASK}" if is_password else MASK if is_mail else line)
    return lines


def secret_texts(seen: Seen) -> list[str]:
    """The texts of a page that no report may tell, as they stand there."""
    pairs = zip(seen.lines, masked_lines(seen), strict=True)
    told = [line for line, masked in pairs if line != masked]
    return [text for line in told for text in (line, line.partition(":")[2].strip())]


def is_secret_field(label: str) -> bool:
    """Whether a report may not tell what stands in a field."""
    return fold_label(label) in map(fold_label, SECRET_FIELDS)


def masked_address(url: str) -> str:
    """An address for a report: the token of a mailed URL is not told."""
    parts = urlsplit(url)
    stem, token = split_address(parts.path)
    path = stem.replace("<token>", MASK) if token else parts.path
    return urlunsplit(parts._replace(path=path))
