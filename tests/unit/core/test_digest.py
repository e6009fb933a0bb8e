"""What is kept instead of a secret."""

import pytest

from itsid_sim.core.digest import Digest, quick_digest, same, slow_digest, ticket_id

DIGESTS = [quick_digest, slow_digest]


@pytest.mark.parametrize("digest", DIGESTS)
def test_digest_is_the_same_for_the_same_text_and_salt_only(digest: Digest) -> None:
    kept = digest("secret", "salt")

    assert same(kept, digest("secret", "salt"))
    assert not same(kept, digest("Secret", "salt"))
    assert not same(kept, digest("secret", "pepper"))


@pytest.mark.parametrize("digest", DIGESTS)
def test_digest_shows_nothing_of_the_text(digest: Digest) -> None:
    assert "secret" not in digest("secret", "salt")


def test_ticket_is_not_kept_under_its_token() -> None:
    token = "A" * 32

    assert token not in ticket_id(token)
    assert ticket_id("B" * 32) != ticket_id(token)
