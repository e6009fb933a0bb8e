"""The stages of one run, and what the in-process driver cannot do."""

from collections.abc import Iterator

import pytest

from itsid_sim.drivers import routes
from itsid_sim.drivers.embedded import EmbeddedStage, Theatre
from itsid_sim.drivers.in_process import InProcess
from itsid_sim.drivers.seen import NotThere
from itsid_sim.rules import labels
from tests.drivers.sites import CAST

WHO = "太郎"
MAILBOX = "taro@example.jp"


@pytest.fixture
def theatre() -> Iterator[Theatre]:
    opened = Theatre(CAST, {"Q05": 1}, seed="seed")
    yield opened
    opened.close()


def mailed_code(stage: EmbeddedStage) -> str:
    """The code of a reissue."""
    routes.ask_for_reissue(routes.Walker(InProcess(stage), stage, WHO))
    return stage.letters(MAILBOX)[-1].code


def title_after_a_wrong_code(stage: EmbeddedStage) -> str:
    """Where one wrong code leads."""
    walk = routes.Walker(InProcess(stage), stage, WHO)
    routes.ask_for_reissue(walk)
    walk.enter(CODE=routes.another_code(walk))
    walk.press(labels.NEXT)
    return walk.driver.look(WHO).title


def test_stages_share_neither_clock_nor_mail(theatre: Theatre) -> None:
    one, other = theatre.stage(), theatre.stage()
    opening = other.now()

    mailed_code(one)
    one.advance(60)

    assert (opening, ()) == (other.now(), other.letters(MAILBOX))


def test_stages_of_one_run_draw_different_dice(theatre: Theatre) -> None:
    codes = {mailed_code(theatre.stage()) for _ in range(10)}

    assert 10 == len(codes)


def test_an_answer_for_the_run_holds_on_every_stage(theatre: Theatre) -> None:
    titles = [title_after_a_wrong_code(theatre.stage()) for _ in range(2)]

    assert ["初めからやり直し"] * 2 == titles


def test_an_answer_of_a_scenario_goes_before_that_of_the_run(theatre: Theatre) -> None:
    stage = theatre.stage()
    stage.answer("Q05", 2)

    title = title_after_a_wrong_code(stage)

    assert labels.CODE_ENTRY == title


def test_a_closed_stage_is_forgotten(theatre: Theatre) -> None:
    stage = theatre.stage()
    mailed_code(stage)

    stage.close()

    with pytest.raises(LookupError, match="there is none of this name"):
        stage.now()


def test_a_closed_stage_does_not_look_into_the_world_of_the_next(theatre: Theatre) -> None:
    stage = theatre.stage()
    stage.now()
    stage.close()

    mailed_code(theatre.stage())

    with pytest.raises(LookupError):
        stage.letters(MAILBOX)


def test_a_stage_may_be_closed_twice(theatre: Theatre) -> None:
    stage = theatre.stage()
    stage.now()

    stage.close()
    stage.close()

    codes = {mailed_code(theatre.stage()) for _ in range(2)}
    assert 2 == len(codes)


def test_an_address_without_a_page_is_not_there(theatre: Theatre) -> None:
    driver = InProcess(theatre.stage())

    with pytest.raises(NotThere, match=WHO):
        driver.open(WHO, "/nowhere")


def test_what_only_a_browser_shows_is_not_there(theatre: Theatre) -> None:
    driver = InProcess(theatre.stage())
    driver.open(WHO, "/mypage")

    with pytest.raises(NotThere, match="only a browser"):
        driver.choose(WHO, labels.SHOW_PASSWORD, labels.SHOW_PASSWORD)
