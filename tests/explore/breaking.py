"""Charts in which a rule is broken on purpose, by name: what is broken, where, and what notices."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from msgspec.structs import replace

from itsid_sim.core import events as e
from itsid_sim.core.chart import Case, Chart, Condition, Effect
from itsid_sim.core.events import Event
from itsid_sim.core.turn import Turn
from itsid_sim.explore.inputs import WRONG_CODE
from itsid_sim.mutate.charts import on_every_case, with_effects
from itsid_sim.procedures import (
    CHART,
    confirmation,
    login,
    proofs,
    registration,
    reissue_by_code,
    reissue_by_phrase,
)
from itsid_sim.rules import labels, promises, sentences, spaces
from itsid_sim.rules.promises import Promise

Change = Callable[[Turn, Event], Iterable[Event]]


class Breach(NamedTuple):
    """A broken chart, the configuration in which it shows, and the promise that it breaks."""

    chart: Chart
    configuration: str
    promise: Promise


def changing(effect: Effect, change: Change) -> Chart:
    """The chart in which each event of an effect becomes others."""

    def changed(turn: Turn) -> tuple[Event, ...]:
        return tuple(new for event in effect(turn) for new in change(turn, event))

    changed.__doc__ = effect.__doc__

    def case(one: Case) -> Case:
        effects = tuple(changed if some is effect else some for some in one.then.effects)
        return with_effects(one, *effects)

    return on_every_case(case)(CHART)


def dropped(kind: type[Event]) -> Change:
    """No event of a kind happens."""
    return lambda _turn, event: () if isinstance(event, kind) else (event,)


def without_first(title: str, number: int) -> Chart:
    """The chart in which a row that is weighed before any button is missing."""
    one = CHART.screens[title]
    rest = tuple(case for place, case in enumerate(one.first, 1) if place != number)
    return replace(CHART, screens={**CHART.screens, title: replace(one, first=rest)})


def without_buttons(title: str, *buttons: str) -> Chart:
    """The chart in which buttons of a screen are missing."""
    one = CHART.screens[title]
    rest = {name: cases for name, cases in one.press.items() if name not in buttons}
    return replace(CHART, screens={**CHART.screens, title: replace(one, press=rest)})


def _elsewhere(_turn: Turn, event: Event) -> tuple[Event, ...]:
    return (replace(event, to="x@example.jp") if isinstance(event, e.LetterWritten) else event,)


def _keeps_password(turn: Turn, event: Event) -> tuple[Event, ...]:
    if isinstance(event, e.Registered) and event.contract in turn.world.accounts:
        return (replace(event, password=turn.world.accounts[event.contract].password),)
    return (event,)


def _guessable(turn: Turn, event: Event) -> tuple[Event, ...]:
    if isinstance(event, e.TicketIssued):
        secret = turn.digest(WRONG_CODE, event.ticket.salt)
        return (replace(event, ticket=replace(event.ticket, secret=secret)),)
    return (replace(event, secret=WRONG_CODE) if isinstance(event, e.LetterWritten) else event,)


def _too_early(turn: Turn, event: Event) -> tuple[Event, ...]:
    if isinstance(event, e.TicketIssued):
        changed = e.PasswordChanged(turn.dialog.contract, turn.typed(labels.PASSWORD), "")
        return (event, changed)
    return (event,)


def _is_registered(turn: Turn) -> bool:
    """What only the service knows."""
    ticket = turn.ticket
    login_id = turn.typed(labels.ITSCOM_ID) or ("" if ticket is None else ticket.login_id)
    return turn.account_of(login_id) is not None


def _of_somebody(turn: Turn, event: Event) -> tuple[Event, ...]:
    """What would happen with anybody's ID happens with that of a customer only."""
    return (event,) if _is_registered(turn) else ()


def _code_of_somebody_is_too_old(turn: Turn) -> bool:
    """A code for nobody never grows too old."""
    return _is_registered(turn) and reissue_by_code.code_is_too_old(turn)


def weighing(condition: Condition, instead: Condition) -> Chart:
    """The chart in which another condition is weighed."""

    def case(one: Case) -> Case:
        return replace(one, when=instead) if one.when is condition else one

    return on_every_case(case)(CHART)


BREACHES = {
    "codes for nobody tried for ever": Breach(
        changing(proofs.count_mistake, _of_somebody),
        spaces.STRANGER_BY_CODE,
        promises.STRANGERS_LEARN_NOTHING,
    ),
    "code for nobody good for ever": Breach(
        weighing(reissue_by_code.code_is_too_old, _code_of_somebody_is_too_old),
        spaces.STRANGER_BY_CODE,
        promises.STRANGERS_LEARN_NOTHING,
    ),
    "nobody never stopped": Breach(
        changing(login.count_login_failure, _of_somebody),
        spaces.STRANGER_LOGS_IN,
        promises.STRANGERS_LEARN_NOTHING,
    ),
    "own URL survives where an ID was taken": Breach(
        changing(registration.mail_taken_notice, dropped(e.TicketsVoided)),
        spaces.STRANGER_REGISTERS,
        promises.STRANGERS_LEARN_NOTHING,
    ),
    "used registration URL": Breach(
        changing(confirmation.complete_registration, dropped(e.TicketsVoided)),
        spaces.AGAIN,
        promises.OLD_IS_OVER,
    ),
    "used confirmation URL": Breach(
        changing(reissue_by_phrase.reissue_password, dropped(e.TicketsVoided)),
        spaces.BY_PHRASE,
        promises.OLD_IS_OVER,
    ),
    "used code": Breach(
        changing(reissue_by_code.change_password, dropped(e.TicketsVoided)),
        spaces.FEW_CODES,
        promises.CODE_STILL_GOOD,
    ),
    "older URL": Breach(
        changing(registration.mail_registration_url, dropped(e.TicketsVoided)),
        spaces.AGAIN,
        promises.ONE_AT_A_TIME,
    ),
    "older code": Breach(
        changing(reissue_by_code.mail_a_code, dropped(e.TicketsVoided)),
        spaces.BY_CODE,
        promises.ONE_AT_A_TIME,
    ),
    "code mailed elsewhere": Breach(
        changing(reissue_by_code.mail_a_code, _elsewhere),
        spaces.BY_CODE,
        promises.LETTERS_TO_THEIR_OWNER,
    ),
    "code that can be guessed": Breach(
        changing(reissue_by_code.mail_a_code, _guessable),
        spaces.UNREADABLE,
        promises.LETTER_FIRST,
    ),
    "password kept": Breach(
        changing(confirmation.complete_registration, _keeps_password),
        spaces.AGAIN,
        promises.PROVEN_FIRST,
    ),
    "changed too early": Breach(
        changing(registration.mail_registration_url, _too_early),
        spaces.AGAIN,
        promises.PROVEN_FIRST,
    ),
    "codes tried for ever": Breach(
        changing(proofs.count_mistake, dropped(e.TicketMistaken)),
        spaces.BY_CODE,
        promises.TRIES_END,
    ),
    "answers tried for ever": Breach(
        changing(proofs.count_mistake, dropped(e.TicketMistaken)),
        spaces.BY_PHRASE,
        promises.TRIES_END,
    ),
    "URL good for ever": Breach(
        without_first(sentences.CONFIRMATION, 2), spaces.AGAIN, promises.URL_STILL_GOOD
    ),
    "no way to begin": Breach(
        without_buttons(labels.LOGIN, labels.REGISTER, labels.FORGOT),
        spaces.UNREADABLE,
        promises.A_WAY_BACK,
    ),
}
