"""The names by which a letter finds its world: that of the greeting, and the Message-ID."""

import re

WORLD_NAME = "[a-z0-9][a-z0-9-]{0,62}"
DOMAIN = "itsid-sim.invalid"

_HOST = re.compile(rf"({WORLD_NAME})\.{re.escape(DOMAIN)}")
_MESSAGE_ID = re.compile(rf"([1-9]\d{{0,17}})\.([1-9]\d{{0,17}})@{re.escape(DOMAIN)}", re.ASCII)


def host_name(world: str) -> str:
    """The name in which the courier greets on a world's behalf."""
    return f"{world}.{DOMAIN}"


def world_of(host: str) -> str:
    """The world of a greeting; empty for any other."""
    found = _HOST.fullmatch(host)
    return found[1] if found else ""


def message_id(letter: str, branch: int) -> str:
    """The Message-ID of a letter of a branch, without its angle brackets; the same at every try."""
    return f"{letter}.{branch}@{DOMAIN}"


def letter_of(id_: str) -> tuple[str, int]:
    """The letter's number and its branch, as a Message-ID names them; empty for any other."""
    found = _MESSAGE_ID.fullmatch(id_)
    return (found[1], int(found[2])) if found else ("", 0)
