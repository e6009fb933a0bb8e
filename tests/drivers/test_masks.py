"""What a report is told of letters and pages: everything but their secrets."""

import pytest

from itsid_sim.drivers import routes
from itsid_sim.drivers.evidence import masked_lines
from itsid_sim.drivers.routes import Walker
from itsid_sim.rules.letters import CODE_SUBJECT, PHRASE_SUBJECT, REGISTRATION_SUBJECT
from tests.drivers.sites import Site

WAYS = {
    CODE_SUBJECT: ("太郎", routes.ask_for_reissue),
    PHRASE_SUBJECT: ("花子", routes.to_phrase_sent),
    REGISTRATION_SUBJECT: ("次郎", routes.to_registration_sent),
}


def secret_in(walk: Walker, subject: str) -> tuple[str, str]:
    """The code or URL of the newest letter, and the letter's text for a report."""
    letter = walk.received(subject)[-1]
    return letter.code or letter.url, letter.masked


@pytest.mark.parametrize("subject", WAYS)
def test_a_letter_is_told_without_its_secret(site: Site, subject: str) -> None:
    who, way = WAYS[subject]
    way(site.walker(who))

    secret, text = secret_in(site.walker(who), subject)

    assert (True, False, True) == (bool(secret), secret in text, "様" in text)


def test_a_page_is_told_without_the_password_that_it_shows(site: Site) -> None:
    routes.to_reissued(site.walker("花子"))
    seen = site.driver.look("花子")

    lines = masked_lines(seen)

    password = routes.shown_password(seen)
    assert len(seen.lines) == len(lines)
    assert password not in "\n".join(lines)
    assert "hanako@example.com" in "\n".join(lines)


def test_a_page_without_a_password_is_told_as_it_is(site: Site) -> None:
    routes.ask_for_reissue(site.walker("太郎"))
    seen = site.driver.look("太郎")

    assert list(seen.lines) == masked_lines(seen)
