"""The stage of a served simulator: what needs no driver, and that it leaves nothing behind."""

from collections.abc import Iterator

import pytest

from itsid_sim.adapters.facts import OPENING
from itsid_sim.bootstrap.served import Served
from itsid_sim.client.connection import Connection
from itsid_sim.drivers import routes
from itsid_sim.drivers.embedded import Theatre
from itsid_sim.drivers.http import Http
from itsid_sim.drivers.in_process import InProcess
from itsid_sim.drivers.remote import RemoteStage, RemoteTheatre
from itsid_sim.drivers.stage import Stage
from tests.drivers.sites import CAST

WHO = "太郎"
MAILBOX = "taro@example.jp"


@pytest.fixture
def theatre(served: Served) -> Iterator[RemoteTheatre]:
    opened = RemoteTheatre(served.url, CAST, {"Q05": 1}, seed="seed")
    yield opened
    opened.close()


def mailed_code(served: Served, stage: RemoteStage) -> str:
    """The code of a reissue."""
    connection = Connection(served.url)
    routes.ask_for_reissue(routes.Walker(Http(stage, connection), stage, WHO))
    connection.close()
    return stage.letters(MAILBOX)[-1].code


def worlds(served: Served) -> set[str]:
    """The worlds that there are."""
    return {record.name for record in served.universe.service.listed()}


def test_a_world_is_made_when_it_is_needed_and_gone_when_its_stage_is_closed(
    served: Served, theatre: RemoteTheatre
) -> None:
    before = worlds(served)
    stage = theatre.stage()
    stage.person(WHO)
    untouched = worlds(served)

    stage.now()
    begun = worlds(served) - before
    stage.close()

    assert (before, 1, before) == (untouched, len(begun), worlds(served))


def test_a_world_begins_at_the_opening_with_the_answers_of_run_and_scenario(
    served: Served, theatre: RemoteTheatre
) -> None:
    stage = theatre.stage()
    stage.answer("Q15", 20)

    now = stage.now()

    settings = theatre.control.world(stage.site.rpartition("/")[2]).settings
    assert (OPENING, "JST") == (now, now.tzname())
    assert (1, 20) == (settings.tries_max, settings.password_chars)


def test_a_closed_stage_has_no_world(theatre: RemoteTheatre) -> None:
    begun, unbegun = theatre.stage(), theatre.stage()
    begun.now()

    for stage in (begun, unbegun):
        stage.close()
        stage.close()
        with pytest.raises(LookupError):
            stage.now()
        with pytest.raises(ValueError, match="has begun"):
            stage.start_at(OPENING)


def test_a_closed_stage_does_not_look_into_the_world_of_the_next(
    served: Served, theatre: RemoteTheatre
) -> None:
    stage = theatre.stage()
    stage.now()
    stage.close()

    mailed_code(served, theatre.stage())

    with pytest.raises(LookupError):
        stage.letters(MAILBOX)


def test_stages_of_one_run_draw_different_dice(served: Served, theatre: RemoteTheatre) -> None:
    codes = {mailed_code(served, theatre.stage()) for _ in range(5)}

    assert 5 == len(codes)


def test_the_same_seed_draws_the_same_here_and_in_process(
    served: Served, theatre: RemoteTheatre
) -> None:
    embedded = Theatre(CAST, {"Q05": 1}, seed="seed")
    stage = embedded.stage()
    routes.ask_for_reissue(routes.Walker(InProcess(stage), stage, WHO))

    codes = [mailed_code(served, theatre.stage()), stage.letters(MAILBOX)[-1].code]

    embedded.close()
    assert codes[0] == codes[1]


def test_a_letter_is_the_same_at_every_look(served: Served, theatre: RemoteTheatre) -> None:
    stage = theatre.stage()
    mailed_code(served, stage)

    first, second = stage.letters(MAILBOX), stage.letters(MAILBOX.upper())

    assert (1, first) == (len(first), second)


def test_a_remote_stage_is_a_stage(theatre: RemoteTheatre) -> None:
    stage: Stage = theatre.stage()

    assert "太郎" == stage.person(WHO).name
