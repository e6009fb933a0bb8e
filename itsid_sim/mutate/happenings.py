"""What effects make happen, with one of the events missing, doubled or another."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from itsid_sim.core import events as e
from itsid_sim.core.event import Event
from itsid_sim.core.state import Account
from itsid_sim.core.turn import Turn
from itsid_sim.mutate.patches import Alter, Events

E = TypeVar("E", bound=Event)


def without(kind: type[Event]) -> Alter:
    """Nothing of this kind happens."""
    return lambda _, events: (one for one in events if not isinstance(one, kind))


def changing(kind: type[E], change: Callable[[Turn, E], Event]) -> Alter:
    """What is of this kind happens otherwise."""

    def changed(turn: Turn, events: Events) -> Iterable[Event]:
        return (change(turn, one) if isinstance(one, kind) else one for one in events)

    return changed


def twice(_: Turn, events: Events) -> Iterator[Event]:
    """A letter is written twice."""
    for one in events:
        yield one
        if isinstance(one, e.LetterWritten):
            yield replace(one, letter=str(int(one.letter) + 1))


def to(address: Callable[[Turn, e.LetterWritten], str]) -> Alter:
    """A letter goes to another address."""
    return changing(e.LetterWritten, lambda turn, letter: replace(letter, to=address(turn, letter)))


def account_by(turn: Turn, letter: e.LetterWritten) -> Account | None:
    """The account whose ID or contact a letter goes to."""
    return next((one for one in turn.world.accounts.values() if letter.to in _of(one)), None)


def to_login_id(turn: Turn, letter: e.LetterWritten) -> str:
    """The iTSCOM ID in place of the contact."""
    account = account_by(turn, letter)
    return letter.to if account is None else account.login_id


def to_contact(turn: Turn, letter: e.LetterWritten) -> str:
    """The contact in place of the iTSCOM ID."""
    account = account_by(turn, letter)
    return letter.to if account is None else account.contact


def _of(account: Account) -> tuple[str, str]:
    return account.login_id, account.contact
