"""What the control API tells holds no secret, save the letters that have arrived."""

from collections.abc import Iterator

import pytest
from msgspec import json

from itsid_sim.core import events as e
from itsid_sim.core.reveal import MASK, reveals_of
from itsid_sim.core.state import World
from itsid_sim.drivers import routes
from itsid_sim.drivers.routes import Walker
from itsid_sim.rules import labels
from itsid_sim.service.service import Service
from tests.web.control.asking import WITHOUT_LETTERS, Asker


def registered(walk: Walker) -> None:
    routes.to_registered(walk)
    routes.sign_in(walk, walk.fact(labels.NEW_ID_FACT), routes.new_password(walk))


def reissued_by_code(walk: Walker) -> None:
    routes.ask_for_reissue(walk)
    walk.enter(CODE=routes.another_code(walk))
    walk.press(labels.NEXT)
    routes.to_password_changed(walk)
    routes.sign_in(walk, walk.fact(labels.ITSCOM_ID), "Wrong.pass0")


def reissued_by_phrase(walk: Walker) -> None:
    routes.to_reissued(walk)
    password = routes.shown_password(walk.driver.look(walk.who))
    routes.sign_in(walk, walk.fact(labels.ITSCOM_ID), password)


WAYS = {
    "registration": ("次郎", registered),
    "code": ("太郎", reissued_by_code),
    "phrase": ("花子", reissued_by_phrase),
}


def secrets(service: Service, name: str) -> Iterator[str]:
    """All that a world keeps and that nobody may be told."""
    world = service.world(name)
    yield from _kept(world)
    for event in service.events(name):
        if isinstance(event, e.LetterWritten):
            yield event.secret
        elif isinstance(event, e.TicketIssued):
            yield from (event.ticket.id, event.ticket.secret, event.ticket.salt)
            yield from (event.ticket.browser, event.browser)
        elif isinstance(event, e.SignedIn):
            yield event.session
        elif isinstance(event, e.Registered | e.PasswordChanged):
            yield from (event.password, event.salt)


def _kept(world: World) -> Iterator[str]:
    yield from world.dialogs
    yield from world.sign_ins
    yield from world.tickets
    for account in world.accounts.values():
        yield from (account.password, account.salt)
    yield from reveals_of(world).values()
    yield labels.PET_SAMPLE


@pytest.mark.parametrize("way", WAYS)
def test_nothing_but_the_mailbox_tells_a_secret(asker: Asker, way: str) -> None:
    who, walked = WAYS[way]
    walk, world = asker.walker(who)
    walked(walk)
    service = asker.universe.service
    kept = {secret for secret in secrets(service, world) if secret}
    kept |= {fact for name, fact in walk.person.facts.items() if "パスワード" in name}

    answers = [asker.ask("GET", f"/{world}{path}").body.decode() for path in WITHOUT_LETTERS]
    events = json.encode(asker.told(world)).decode()

    assert len(kept) > 5
    assert [] == [secret for secret in kept if secret in "".join((*answers, events))]


def test_what_is_told_of_an_event_is_all_but_its_secrets(asker: Asker) -> None:
    walk, world = asker.walker("太郎")
    routes.ask_for_reissue(walk)

    events = asker.told(world)

    written = next(event for event in events if event.kind == "LetterWritten")
    assert {
        "letter": "1",
        "kind": "code",
        "to": "taro@example.jp",
        "name": "逸 太郎",
        "secret": MASK,
        "sender": "",
        "subject": MASK,
        "text": MASK,
    } == written.data


def test_a_decoy_is_told_like_the_real_thing(asker: Asker) -> None:
    walk, world = asker.walker("太郎")
    routes.ask_for_reissue(walk)
    walk.driver.open(walk.who, "/mypage")
    routes.to_identity(walk)
    walk.enter(ITSCOM_ID=routes.NOBODYS_ID)
    walk.press(labels.NEXT)

    events = asker.told(world)

    tickets = [event.data["ticket"] for event in events if event.kind == "TicketIssued"]
    real, decoy = ({key for key, value in ticket.items() if value == MASK} for ticket in tickets)
    assert ({"id", "secret", "salt", "browser"}, real) == (real, decoy)
