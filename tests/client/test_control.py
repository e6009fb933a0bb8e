"""The client: worlds, clocks, contracts, letters and faults with types, refusals as exceptions."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.bootstrap.served import Served, Serving
from itsid_sim.client.connection import Connection, Unreachable
from itsid_sim.client.control import Control
from itsid_sim.client.errors import Failed, NoSuchThing, NotDone, Refused
from itsid_sim.client.given import NewAccount, NewContract
from itsid_sim.client.mailbox import Mailbox
from itsid_sim.core.moment import JST
from itsid_sim.drivers import routes
from itsid_sim.drivers.http import Http
from itsid_sim.drivers.remote import RemoteTheatre
from itsid_sim.rules.letters import CODE_SUBJECT
from itsid_sim.web.told import Account, Contract, Fault, Match, World

CAST = read_cast(ROOT / "fixtures" / "cast.toml")
MORNING = datetime(2026, 6, 1, 10, 0, tzinfo=JST)
TARO = "taro@example.jp"
TOKEN = "s3cret-t0ken"


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    opened = Served(Serving(), CAST)
    yield opened
    opened.close()


@pytest.fixture
def control(served: Served) -> Iterator[Control]:
    with Control(served.url) as opened:
        yield opened


def world_with_a_letter(served: Served) -> World:
    """A world in which Taro has asked for a code."""
    theatre = RemoteTheatre(served.url, CAST, {})
    connection = Connection(served.url)
    stage = theatre.stage()
    routes.ask_for_reissue(routes.Walker(Http(stage, connection), stage, "太郎"))
    world = theatre.control.world(stage.site.rpartition("/")[2])
    connection.close()
    theatre.close()
    return world


def test_a_world_is_made_as_it_is_told(control: Control) -> None:
    world = control.create("made", seed="s", now=MORNING, settings={"Q05": 3, "Q17": None})

    assert ("made", "s", MORNING, "frozen", 3, None) == (
        world.id,
        world.seed,
        world.now,
        world.clock,
        world.settings.tries_max,
        world.settings.login_lockout,
    )
    assert (f'"{world.branch}.0"', world) == (world.etag, control.world("made"))


def test_a_world_may_be_left_to_the_simulator(control: Control) -> None:
    world = control.create()

    assert (0, None, "frozen") == (world.event, world.seed, world.clock)


def test_worlds_are_listed_in_parts(control: Control) -> None:
    for name in ("listed-a", "listed-b"):
        control.create(name)

    first = control.worlds(limit=1, after="listed")
    second = control.worlds(limit=1, after=first.next)

    assert [["listed-a"], ["listed-b"]] == [
        [world.id for world in part.worlds] for part in (first, second)
    ]


def test_a_world_is_taken_away(control: Control) -> None:
    world = control.create()

    control.delete(world.id)

    with pytest.raises(NoSuchThing) as missing:
        control.world(world.id)
    assert (404, "Not Found", True) == (
        missing.value.status,
        missing.value.title,
        world.id in missing.value.detail,
    )


@pytest.mark.parametrize(
    ("by", "to", "now"),
    [
        (timedelta(minutes=29, seconds=59), None, datetime(2026, 6, 1, 10, 29, 59, tzinfo=JST)),
        (timedelta(days=1), None, datetime(2026, 6, 2, 10, 0, tzinfo=JST)),
        (
            None,
            datetime(2026, 6, 1, 10, 0, 1, tzinfo=JST),
            datetime(2026, 6, 1, 10, 0, 1, tzinfo=JST),
        ),
        (None, "next", datetime(2026, 6, 15, 9, 0, tzinfo=JST)),
    ],
)
def test_a_clock_is_moved(
    control: Control, by: timedelta | None, to: datetime | None, now: datetime
) -> None:
    world = control.create(now=MORNING)

    moved = control.advance(world.id, by=by, to=to)

    assert (now, "TimePassed", now) == (moved.now, moved.happened[-1].kind, moved.happened[-1].at)


@pytest.mark.parametrize("span", [timedelta(seconds=-1), timedelta(days=3654)])
def test_a_clock_that_cannot_move_so_far_is_told_why(control: Control, span: timedelta) -> None:
    world = control.create()

    with pytest.raises(Refused) as refused:
        control.advance(world.id, by=span)

    assert (422, "by") == (refused.value.status, refused.value.where)


def test_a_part_of_a_second_is_no_span(control: Control) -> None:
    with pytest.raises(ValueError, match="whole seconds"):
        control.advance("main", by=timedelta(milliseconds=1))


def test_a_contract_is_added_and_told_without_its_password(control: Control) -> None:
    facts = ("kenji", "渋谷 健二", "シブヤ ケンジ", "09000000099", "2000000099")
    account = NewAccount("kenji@example.jp", "Kenji.pass9", "kenji@example.com")
    world = control.create(contracts=[])

    added = control.add_contract(
        world.id, NewContract(*facts, bank_last4="1099", ready_from=MORNING, account=account)
    )

    told = Account("kenji@example.jp", "kenji@example.com")
    assert Contract(*facts, bank_last4="1099", ready_from=MORNING, account=told) == added
    assert (added,) == control.contracts(world.id)


def test_a_world_is_made_with_contracts(control: Control) -> None:
    facts = ("kenji", "渋谷 健二", "シブヤ ケンジ", "09000000099", "2000000099")

    world = control.create(contracts=[NewContract(*facts)])

    assert (Contract(*facts),) == control.contracts(world.id)


def test_letters_are_read_and_picked(served: Served, control: Control) -> None:
    world = world_with_a_letter(served)

    (letter,) = control.letters(world.id, to=TARO, subject=CODE_SUBJECT, kind="code")

    assert ("arrived", MORNING, 6) == (letter.state, letter.arrived_at, len(letter.code or ""))
    assert () == control.letters(world.id, kind="phrase")


def test_a_message_is_read_in_the_mailbox(served: Served, control: Control) -> None:
    world = world_with_a_letter(served)
    mailbox = Mailbox(world.mail_url)

    messages = mailbox.messages()
    message = mailbox.message(messages.messages[0].id)

    (letter,) = control.letters(world.id)
    mailbox.close()
    assert (1, TARO, letter.mailpit_id) == (messages.total, message.to[0].address, message.id)
    assert (letter.code or "no code") in message.text


def test_a_message_that_is_not_there_is_missed(control: Control) -> None:
    mailbox = Mailbox(control.create().mail_url)

    with pytest.raises(NoSuchThing, match="Message not found"):
        mailbox.message()

    mailbox.close()


def test_faults_are_told_as_they_were_set(control: Control) -> None:
    faults = (
        Fault("hold", Match(to=TARO), span=timedelta(minutes=10)),
        Fault("defer", Match(kind="code", nth=1), code=451, times=2, at="data"),
    )
    world = control.create()

    told = control.set_faults(world.id, *faults)

    assert (faults, faults) == (told, control.faults(world.id))


def test_a_write_may_be_tied_to_what_was_read(control: Control) -> None:
    world = control.create()
    control.advance(world.id, by=timedelta(seconds=1), if_match=world.etag)

    with pytest.raises(Refused) as refused:
        control.delete(world.id, if_match=world.etag)

    assert 412 == refused.value.status


@pytest.mark.parametrize("settings", [{"Q01": "maybe"}, {"Q99": 1}])
def test_a_refusal_says_what_is_wrong_with_the_request(
    control: Control, settings: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match=next(iter(settings))):
        control.create(settings=settings)


def test_an_answer_that_is_not_understood_is_a_failure(control: Control) -> None:
    with pytest.raises(Failed, match="no World"):
        control.world("main/letters")


def test_a_token_is_borne_where_it_is_asked_for() -> None:
    served = Served(Serving(token=TOKEN), CAST)
    with Control(served.url, TOKEN) as bearer, Control(served.url) as stranger:
        with pytest.raises(NotDone) as refused:
            stranger.worlds()

        listed = bearer.worlds()

    served.close()
    assert (401, ["main"]) == (refused.value.status, [world.id for world in listed.worlds])


def test_somebody_elses_answer_is_no_answer(served: Served) -> None:
    with Control(f"{served.url}/w/main") as lost, pytest.raises(NoSuchThing) as missing:
        lost.worlds()

    assert "no problem details" == missing.value.title


def test_nobody_there_is_unreachable() -> None:
    served = Served(Serving(), CAST)
    served.close()

    with pytest.raises(Unreachable):
        Control(served.url).worlds()
