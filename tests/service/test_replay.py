"""Same seed, same script: the same events, byte for byte, whatever mail has to go through."""

from datetime import datetime

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.core import commands as c
from itsid_sim.core.journal import to_lines
from itsid_sim.core.moment import JST
from itsid_sim.core.state import Fault
from itsid_sim.drivers import routes
from itsid_sim.drivers.embedded import EmbeddedStage, Theatre
from itsid_sim.drivers.in_process import InProcess

CAST = read_cast(ROOT / "fixtures" / "cast.toml")
WORLD = "replay"
HOUR_S = 60 * 60
FAULTS = (
    Fault("cut", kind="registration", times=2),
    Fault("cut", kind="phrase", at="data", times=1),
    Fault("cut", nth=1, at="answer", times=2),
    Fault("defer", nth=2, times=3),
    Fault("cut", to="jiro@example.jp", times=3),
    Fault("hold", nth=4, span_s=90),
)


def journal(seed: str) -> bytes:
    """What happens when three people walk through their procedures, and mail goes wrong."""
    theatre = Theatre(CAST, {}, seed)
    try:
        stage = EmbeddedStage(theatre, WORLD, seed)
        driver = InProcess(stage)
        stage.start_at(datetime(2027, 12, 31, 23, 50, tzinfo=JST))
        stage.now()
        theatre.simulator.service.carry_out(WORLD, c.SetFaults(FAULTS))
        for who, route in (
            ("太郎", routes.ask_for_reissue),
            ("次郎", routes.to_registration_sent),
            ("花子", routes.to_phrase_sent),
            ("太郎", routes.ask_for_reissue),
        ):
            route(routes.Walker(driver, stage, who))
        stage.advance(HOUR_S)
        return to_lines(theatre.simulator.service.events(WORLD))
    finally:
        theatre.close()


def test_two_runs_of_a_script_are_the_same_byte_for_byte() -> None:
    first = journal("seed")

    others = {journal("seed") for _ in range(5)}

    assert {first} == others


def test_another_seed_draws_other_secrets() -> None:
    assert journal("seed") != journal("another seed")


def test_the_script_meets_every_mishap() -> None:
    """What makes the tests above worth their while."""
    happened = journal("seed")

    kinds = (b"LetterDeferred", b"LetterHeld", b"LetterArrived", b"FaultStruck", b"LetterAccepted")

    assert [] == [kind for kind in kinds if kind not in happened]
