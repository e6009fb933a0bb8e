"""What becomes of letters, of the clock and of the operator's data: the commands without a page."""

from collections.abc import Callable
from typing import TypeVar, cast

from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.core.state import Fault, Letter, World

Events = tuple[e.Event, ...]
Decision = Callable[[World, c.Command], Events]
C = TypeVar("C", bound=c.Command)

# After a try that failed for now the courier waits so long; after the last wait it gives up.
RETRY_WAITS_S = (60, 5 * 60, 15 * 60, 30 * 60, *(60 * 60,) * 12)

DECISIONS: dict[type[c.Command], Decision] = {}


def upon(kind: type[C]) -> Callable[[Callable[[World, C], Events]], Callable[[World, C], Events]]:
    """Enter a function into the table as the decision on one kind of command."""

    def enter(decision: Callable[[World, C], Events]) -> Callable[[World, C], Events]:
        DECISIONS[kind] = cast("Decision", decision)
        return decision

    return enter


def fault_for(world: World, letter: Letter) -> Fault | None:
    """The fault that strikes this letter: the first that fits, and no other."""
    for fault in world.faults:
        if (
            fault.to in ("", letter.to)
            and fault.kind in ("", letter.kind)
            and fault.nth in (0, int(letter.id))
        ):
            return fault
    return None


def fault_for_recipient(world: World, to: str) -> Fault | None:
    """The fault that strikes before the letter is known, when only its recipient was named."""
    for fault in world.faults:
        if fault.to in ("", to):
            known_later = fault.kind or fault.nth or fault.at != "rcpt"
            return None if known_later or fault.do in {"hold", "lose"} else fault
    return None


def next_due(world: World) -> int | None:
    """When the next letter is to be tried or released, in seconds since 1970; None if none is."""
    return min((*world.to_send.values(), *world.to_release.values()), default=None)


@upon(c.Wait)
def _wait(_world: World, command: c.Wait) -> Events:
    return (e.TimePassed(command.seconds),)


@upon(c.AddContract)
def _add(world: World, command: c.AddContract) -> Events:
    """A contract or an ID that is there already is not added again."""
    account = command.account
    taken = account is not None and account.login_id.lower() in world.owners
    if taken or command.contract.id in world.contracts:
        return ()
    return (e.ContractAdded(command.contract, command.account),)


@upon(c.SetFaults)
def _set_faults(_world: World, command: c.SetFaults) -> Events:
    return (e.FaultsSet(command.faults),)


@upon(c.Strike)
def _strike(_world: World, command: c.Strike) -> Events:
    return (e.FaultStruck(command.fault),) if command.fault.times else ()


@upon(c.TryLetter)
def _try(world: World, command: c.TryLetter) -> Events:
    """A try is claimed by its number; a second courier that comes with the same number is late."""
    letter = world.letters[command.letter]
    if letter.done or letter.tries + 1 != command.number:
        return ()
    return (e.LetterTried(letter.id),)


@upon(c.Deliver)
def _deliver(world: World, command: c.Deliver) -> Events:
    """A letter that comes again is counted and not shown again; one held or lost stays so."""
    letter = world.letters[command.letter]
    if letter.state == "arrived":
        return (e.LetterArrived(letter.id),)
    if letter.state in {"held", "lost"}:
        return ()
    fault = fault_for(world, letter)
    if fault is None or fault.do not in {"hold", "lose"}:
        return (e.LetterArrived(letter.id),)
    struck = (e.FaultStruck(fault),) if fault.times else ()
    if fault.do == "hold":
        return (e.LetterHeld(letter.id, world.now + fault.span_s), *struck)
    return (e.LetterLost(letter.id), *struck)


@upon(c.Accept)
def _accept(world: World, command: c.Accept) -> Events:
    if world.letters[command.letter].done:
        return ()
    return (e.LetterAccepted(command.letter, command.reply),)


@upon(c.Defer)
def _defer(world: World, command: c.Defer) -> Events:
    letter = world.letters[command.letter]
    if letter.done:
        return ()
    if letter.tries > len(RETRY_WAITS_S):
        return (e.LetterBounced(letter.id, command.reply),)
    until = world.now + RETRY_WAITS_S[letter.tries - 1]
    return (e.LetterDeferred(letter.id, until, command.reply),)


@upon(c.Bounce)
def _bounce(world: World, command: c.Bounce) -> Events:
    letter = world.letters[command.letter]
    return () if letter.done else (e.LetterBounced(letter.id, command.reply),)


@upon(c.Release)
def _release(world: World, command: c.Release) -> Events:
    letter = world.letters[command.letter]
    return (e.LetterArrived(letter.id),) if letter.state == "held" else ()
