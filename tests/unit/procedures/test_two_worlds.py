"""Nobody without the mailbox can tell a registered iTSCOM ID from an unregistered one.

Q06, Q10 and Q17: by no sequence of presses, inputs and waits, as far as a search of seconds goes.
"""

import pytest
from msgspec.structs import replace

from itsid_sim.core import commands as c
from itsid_sim.core.chart import Case, Chart
from itsid_sim.core.decide import decide
from itsid_sim.core.dice import seeded
from itsid_sim.core.events import Event, TicketsVoided
from itsid_sim.core.evolve import evolve
from itsid_sim.core.state import Account, Contract, World
from itsid_sim.core.turn import Turn
from itsid_sim.procedures import CHART
from itsid_sim.procedures.login import count_login_failure
from itsid_sim.procedures.proofs import count_mistake
from itsid_sim.procedures.registration import mail_taken_notice
from itsid_sim.procedures.reissue_by_code import code_is_too_old
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import (
    ANSWER,
    CODE,
    CONTACT,
    ITSCOM_ID,
    PASSWORD,
    PASSWORD_AGAIN,
    QUESTION,
    UNKNOWN_ITEM,
)
from itsid_sim.rules.settings import Lockout, Quota, Settings
from tests.unit.people import JIRO, JIRO_ID, NOW, TARO
from tests.unit.procedures.lockstep import Inputs, Search, plain
from tests.unit.walks import facts_of

VICTIM = "taro@example.jp"
SMALL = Settings(
    tries_max=2,
    login_lockout=Lockout(2, 15),
    proof_lockout=Lockout(2, 60),
    mail_quota=Quota(2, 60),
)
STATES = 3_000
STATES_OF_A_VARIANT = 300

LOGIN: Inputs = {
    labels.LOGIN: {ITSCOM_ID: (VICTIM, VICTIM.upper()), PASSWORD: ("Wrong.pass0",)},
}
IDENTITY: Inputs = {
    labels.FORGOTTEN: {UNKNOWN_ITEM: (labels.PASSWORD_UNKNOWN,)},
    labels.IDENTITY: {ITSCOM_ID: (VICTIM, VICTIM.upper())},
    labels.CODE_ENTRY: {CODE: ("000000", "1")},
    labels.PHRASE_SETTING: {QUESTION: (labels.PET_NAME,), ANSWER: ("ぽち", "!")},
}
REGISTRATION: Inputs = {
    labels.CONTRACTOR: {label: (value,) for label, value in facts_of(JIRO).items()},
    labels.TERMS: {labels.TERMS: (labels.AGREE,)},
    sentences.ID_ENTRY: {
        ITSCOM_ID: (VICTIM, JIRO_ID),
        PASSWORD: ("New.pass9",),
        PASSWORD_AGAIN: ("New.pass9",),
    },
    sentences.CONFIRMATION: {CONTACT: (JIRO_ID,)},
}


PATHS = {"login": LOGIN, "identity": IDENTITY, "registration": REGISTRATION}
VARIANTS = (
    replace(SMALL, last_moment="inclusive"),
    replace(SMALL, reissue_branch="A", live_proofs="all"),
    replace(SMALL, live_proofs="all", proof_use="until-expiry"),
    replace(SMALL, tries_max=1, mail_quota=Quota(1, 10)),
    replace(SMALL, mail_quota=None, url_checked="open"),
    replace(SMALL, idle_minutes=None, login_lockout=None, proof_lockout=None),
    replace(SMALL, idle_minutes=5, change_notice="tell", address_form="strict"),
)


def search(
    inputs: Inputs, settings: Settings = SMALL, contract: Contract = TARO, chart: Chart = CHART
) -> Search:
    """Two worlds that differ in one thing: whether the ID of the victim is registered."""
    account = Account(VICTIM, "Taro.pass1", "", VICTIM)
    here = world(settings, c.AddContract(contract, account), c.AddContract(JIRO))
    there = world(settings, c.AddContract(contract), c.AddContract(JIRO))
    return Search((here, there), inputs, own=JIRO_ID, chart=chart)


def world(settings: Settings, *commands: c.Command) -> World:
    made = World(NOW, settings)
    for command in commands:
        made = evolve(made, decide(CHART, made, command, seeded("two worlds", 0), plain))
    return made


@pytest.mark.parametrize(
    ("inputs", "settings", "screens"),
    [
        (LOGIN, SMALL, {labels.LOGIN}),
        (IDENTITY, SMALL, {labels.CODE_ENTRY, sentences.START_OVER}),
        (
            IDENTITY,
            replace(SMALL, reissue_branch="A"),
            {labels.PHRASE_SETTING, labels.PHRASE_SENT, sentences.START_OVER},
        ),
        (
            REGISTRATION,
            SMALL,
            {labels.REGISTRATION_SENT, sentences.CONFIRMATION, sentences.REGISTERED},
        ),
    ],
    ids=["login", "identity by code", "identity by phrase", "registration"],
)
def test_registered_id_looks_like_an_unregistered_one(
    inputs: Inputs, settings: Settings, screens: set[str]
) -> None:
    walk = search(inputs, settings)

    difference = walk.difference(STATES)

    assert difference is None, str(difference)
    assert screens <= walk.screens, "the search must come to where a difference would show"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("settings", VARIANTS, ids=range(len(VARIANTS)))
def test_registered_id_looks_like_an_unregistered_one_under_other_answers(
    path: str, settings: Settings
) -> None:
    """Whatever else a product owner answers, unless the answer is to tell."""
    difference = search(PATHS[path], settings).difference(STATES_OF_A_VARIANT)

    assert difference is None, str(difference)


def test_login_is_searched_to_the_end() -> None:
    """There is nothing else that anybody could do there."""
    walk = search(LOGIN)

    walk.difference(STATES)

    assert walk.states < STATES


@pytest.mark.parametrize(
    ("inputs", "settings"),
    [
        (IDENTITY, replace(SMALL, unknown_id="tell")),
        (REGISTRATION, replace(SMALL, taken_id="tell")),
    ],
    ids=["Q06", "Q10"],
)
def test_answer_to_tell_is_noticed(inputs: Inputs, settings: Settings) -> None:
    difference = search(inputs, settings).difference(STATES)

    assert difference is not None
    assert f"iTSCOM ID = {VICTIM}" in difference.way[-1]


def test_contract_with_another_procedure_than_the_setting_is_noticed() -> None:
    """F09: the documents themselves make this difference; the report says so."""
    difference = search(IDENTITY, contract=replace(TARO, branch="A")).difference(STATES)

    assert difference is not None
    assert 4 == len(difference.way)
    assert str(difference).startswith(
        "the worlds differ after\n  1. open /mypage\n  2. ログイン: press"
    )


def is_registered(turn: Turn) -> bool:
    """A leak to plant: what only the service knows."""
    ticket = turn.ticket
    login_id = turn.typed(ITSCOM_ID) or ("" if ticket is None else ticket.login_id)
    return turn.account_of(login_id) is not None


def mistakes_of_somebody(turn: Turn) -> tuple[Event, ...]:
    """Leaking: a code for nobody can be guessed at for ever."""
    return count_mistake(turn) if is_registered(turn) else ()


def code_of_somebody_is_too_old(turn: Turn) -> bool:
    """Leaking: a code for nobody never grows too old."""
    return is_registered(turn) and code_is_too_old(turn)


def login_failures_of_somebody(turn: Turn) -> tuple[Event, ...]:
    """Leaking: nobody is never stopped."""
    return count_login_failure(turn) if is_registered(turn) else ()


def notice_that_voids_nothing(turn: Turn) -> tuple[Event, ...]:
    """Leaking: one's own URL survives when the ID asked for next was taken."""
    return tuple(one for one in mail_taken_notice(turn) if not isinstance(one, TicketsVoided))


def leaking(honest: object, leak: object) -> Chart:
    """Our chart with a condition or an effect exchanged."""

    def exchanged(case: Case) -> Case:
        effects = tuple(leak if effect is honest else effect for effect in case.then.effects)
        when = leak if case.when is honest else case.when
        return replace(case, when=when, then=replace(case.then, effects=effects))

    screens = {
        title: replace(
            screen,
            press={button: tuple(map(exchanged, cases)) for button, cases in screen.press.items()},
        )
        for title, screen in CHART.screens.items()
    }
    return Chart(screens, CHART.entrances, CHART.readings)


@pytest.mark.parametrize(
    ("inputs", "honest", "leak", "steps"),
    [
        (IDENTITY, count_mistake, mistakes_of_somebody, 6),
        (IDENTITY, code_is_too_old, code_of_somebody_is_too_old, 6),
        (LOGIN, count_login_failure, login_failures_of_somebody, 4),
        (REGISTRATION, mail_taken_notice, notice_that_voids_nothing, 11),
    ],
    ids=["mistakes", "age", "lockout", "void"],
)
def test_planted_leak_is_noticed_by_the_shortest_way(
    inputs: Inputs, honest: object, leak: object, steps: int
) -> None:
    """The search is worth what it finds: each leak shows only after several steps."""
    difference = search(inputs, chart=leaking(honest, leak)).difference(STATES)

    assert difference is not None
    assert steps == len(difference.way), str(difference)
