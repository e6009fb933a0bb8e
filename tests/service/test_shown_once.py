"""The reissued password through the service: it is shown once, and peeking is not looking (Q29)."""

from collections.abc import Iterator

import pytest

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.core.page import Page
from itsid_sim.drivers import routes
from itsid_sim.drivers.embedded import EmbeddedStage, Theatre
from itsid_sim.drivers.in_process import InProcess
from itsid_sim.rules import labels
from itsid_sim.rules.letters import PHRASE_SUBJECT
from itsid_sim.service.service import Service

WORLD, WHO = "once", "花子"
OWN = c.Look(WHO)


@pytest.fixture
def service() -> Iterator[Service]:
    """A service where a password was just reissued, and nobody has seen the answer yet."""
    theatre = Theatre(read_cast(ROOT / "fixtures" / "cast.toml"), {})
    stage = EmbeddedStage(theatre, WORLD, "")
    walk = routes.Walker(InProcess(stage), stage, WHO)
    routes.to_phrase_sent(walk)
    address = stage.path(walk.received(PHRASE_SUBJECT)[-1].url)
    page = theatre.simulator.service.page(WORLD, c.Look(WHO, address))
    assert page is not None
    form = ((labels.QUESTION, labels.PET_NAME), (labels.ANSWER, labels.PET_SAMPLE))
    press = c.Press(WHO, page.number, labels.REISSUE, form, address, page.seen_at)
    theatre.simulator.service.carry_out(WORLD, press)
    yield theatre.simulator.service
    theatre.close()


def shows_it(page: Page | None) -> bool:
    """Whether a page shows a password."""
    assert page is not None
    return any(line.startswith(f"{labels.PASSWORD}: ") for line in page.lines)


def test_the_first_look_shows_it_and_no_other(service: Service) -> None:
    shown = [shows_it(service.page(WORLD, OWN)) for _ in range(3)]

    assert [True, False, False] == shown


def test_peeking_is_not_looking(service: Service) -> None:
    before = service.world(WORLD)

    peeked = [shows_it(service.peek(WORLD, OWN)) for _ in range(3)]

    assert [True] * 3 == peeked
    assert before is service.world(WORLD)
    assert shows_it(service.page(WORLD, OWN))


@pytest.mark.parametrize(
    "look",
    [
        c.Look(WHO, "/mypage"),
        c.Look(WHO, "/inquiry"),
        c.Look(WHO, "/faq"),
        c.Look(WHO, room="inquiry"),
        c.Look("太郎"),
    ],
)
def test_looking_elsewhere_is_not_looking_at_it(service: Service, look: c.Look) -> None:
    before = service.world(WORLD)

    service.page(WORLD, look)

    assert before is service.world(WORLD)
    assert shows_it(service.page(WORLD, OWN))


def test_an_answer_that_went_unseen_is_offered_again(service: Service) -> None:
    service.page(WORLD, OWN)

    offered = service.carry_out(WORLD, c.LookAgain(WHO))

    assert (e.RevealOffered(WHO),) == offered
    assert [True, False] == [shows_it(service.page(WORLD, OWN)) for _ in range(2)]


def test_nothing_is_offered_again_that_was_not_looked_at(service: Service) -> None:
    assert () == service.carry_out(WORLD, c.LookAgain(WHO))
    assert () == service.carry_out(WORLD, c.LookAgain("太郎"))
