"""What becomes of letters, of the clock and of the operator's data: the commands without a page."""

from collections.abc import Callable
from typing import TypeVar, cast

from itsid_sim.core import commands as c
from itsid_sim.core import events as e
from itsid_sim.core.letters import IN_THE_BOX, fault_for, is_for, is_there, next_letter, recipients
from itsid_sim.core.state import Fault, Letter, World

Events = tuple[e.Event, ...]
Decision = Callable[[World, c.Command], Events]
C = TypeVar("C", bound=c.Command)

HOUR_S = 60 * 60
# After a try that failed for now the courier waits so long: soon at first, then seldom. After the
# last wait, four days after the letter was written, it gives up (RFC 5321, 4.5.4.1).
RETRY_WAITS_S = (60, 5 * 60, 15 * 60, 30 * 60, *(3 * HOUR_S,) * 32)
# A letter that is to arrive behind the next one waits so long for it, unless told otherwise.
NEXT_WITHIN_S = 24 * HOUR_S

DECISIONS: dict[type[c.Command], Decision] = {}


def upon(kind: type[C]) -> Callable[[Callable[[World, C], Events]], Callable[[World, C], Events]]:
    """Enter a function into the table as the decision on one kind of command."""

    def enter(decision: Callable[[World, C], Events]) -> Callable[[World, C], Events]:
        DECISIONS[kind] = cast("Decision", decision)
        return decision

    return enter


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
    return _taken_in(world, letter, command.subject)


@upon(c.Receive)
def _receive(world: World, command: c.Receive) -> Events:
    """A mail from elsewhere is a letter of the world from now on."""
    to, *also = command.to
    letter = Letter(next_letter(world), "foreign", to, "", "", world.now, also=tuple(also))
    received = e.LetterReceived(
        letter.id, to, command.sender, command.subject, letter.also, command.tags
    )
    return (received, *_taken_in(world, letter, command.subject))


def _taken_in(world: World, letter: Letter, subject: str) -> Events:
    fault = fault_for(world, letter, subject)
    if fault is None or fault.do not in IN_THE_BOX:
        return _arrival(world, letter)
    struck = (e.FaultStruck(fault),) if fault.times else ()
    return (*_befallen(world, letter, fault), *struck)


def _befallen(world: World, letter: Letter, fault: Fault) -> Events:
    """What a fault makes of a letter; one that another waits for is not made to wait itself."""
    if fault.do == "lose":
        return (e.LetterLost(letter.id),)
    if fault.do == "hold":
        return (e.LetterHeld(letter.id, world.now + fault.span_s),)
    if fault.do == "swap" and not _waiting(world, letter):
        until = world.now + (fault.span_s or NEXT_WITHIN_S)
        return (e.LetterHeld(letter.id, until, waits=True),)
    twice = (e.LetterArrived(letter.id),) if fault.do == "twice" else ()
    return (*_arrival(world, letter), *twice)


def _arrival(world: World, letter: Letter) -> Events:
    """A letter arrives, and behind it those that waited for it."""
    return tuple(e.LetterArrived(id_) for id_ in (letter.id, *_waiting(world, letter)))


def _waiting(world: World, letter: Letter) -> tuple[str, ...]:
    """The letters that wait for another to the same address to pass them, oldest first."""
    waiting = (id_ for id_ in world.to_release if id_ != letter.id and world.letters[id_].waits)
    same = (
        id_ for id_ in waiting if any(is_for(world.letters[id_], to) for to in recipients(letter))
    )
    return tuple(sorted(same, key=int))


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
    return _arrival(world, letter) if letter.state == "held" else ()


@upon(c.Mark)
def _mark(world: World, command: c.Mark) -> Events:
    changed = _in_the_box(world, command.letters, lambda letter: letter.read != command.read)
    return (e.LettersMarked(changed, command.read),) if changed else ()


@upon(c.Tag)
def _tag(world: World, command: c.Tag) -> Events:
    tags = tuple(sorted(set(command.tags)))
    changed = _in_the_box(world, command.letters, lambda letter: letter.tags != tags)
    return (e.LettersTagged(changed, tags),) if changed else ()


@upon(c.ThrowAway)
def _throw_away(world: World, command: c.ThrowAway) -> Events:
    thrown_away = _in_the_box(world, command.letters, lambda _: True)
    return (e.LettersThrownAway(thrown_away),) if thrown_away else ()


def _in_the_box(
    world: World, asked: tuple[str, ...], also: Callable[[Letter], bool]
) -> tuple[str, ...]:
    """Those of the letters asked for that can be read, and fit; each once."""
    known = ((id_, world.letters.get(id_)) for id_ in dict.fromkeys(asked))
    return tuple(id_ for id_, letter in known if letter and is_there(letter) and also(letter))
