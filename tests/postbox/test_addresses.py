"""Whoever a form takes as a sender or a recipient, SMTP takes too: nothing is refused later."""

import pytest

from itsid_sim.core import events as e
from itsid_sim.core.text import is_mail_address
from tests.postbox.office import HANAKO, TARO, Office

ADDRESSES = [
    "a@b",
    "name+tag@example.jp",
    "!#$%&'*+/=?^`{|}~-_.@example.jp",
    "taro..y@docomo.ne.jp",
    ".taro.@docomo.ne.jp",
    "a@-b_.jp",
    "a@1",
    "a" * 64 + "@b.jp",
    "a" * 61 + "@" + ".".join(("b" * 63, "c" * 63, "d" * 61, "jp")),
]


def letter(sender: str = HANAKO, to: str = TARO) -> e.LetterWritten:
    """A letter from person to person that waits for the courier."""
    return e.LetterWritten(
        "1", "personal", to, "", "", sender=sender, subject="お元気ですか", text="元気です。"
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_letter_arrives_at_every_address_that_a_form_takes(office: Office, address: str) -> None:
    office.open("a", letter(to=address))

    office.courier.settle("a")

    assert is_mail_address(address)
    assert "arrived" == office.letter("a").state


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_letter_arrives_from_every_address_that_a_form_takes(
    office: Office, address: str
) -> None:
    office.open("a", letter(sender=address))

    office.courier.settle("a")

    assert "arrived" == office.letter("a").state
