"""The fold of what happens to letters, and of the faults that befall them."""

from sys import intern

from msgspec.structs import replace

from itsid_sim.core import events as e
from itsid_sim.core.state import Letter, World
from itsid_sim.core.steps import upon


@upon(e.MailCounted)
def _counted(world: World, event: e.MailCounted) -> World:
    times = tuple(at for at in world.mailed_at.get(event.key, ()) if at > event.since)
    return replace(world, mailed_at=world.mailed_at.set(event.key, (*times, world.now)))


@upon(e.LetterWritten)
def _written(world: World, event: e.LetterWritten) -> World:
    letter = Letter(
        event.letter,
        event.kind,
        event.to,
        event.name,
        event.secret,
        world.now,
        sender=event.sender,
        subject=event.subject,
        text=event.text,
    )
    return replace(
        world,
        letters=world.letters.set(letter.id, letter),
        to_send=world.to_send.set(letter.id, world.now),
    )


@upon(e.LetterReceived)
def _received(world: World, event: e.LetterReceived) -> World:
    """Nobody sends it any more: it is here. Thousands may bear the same names."""
    letter = Letter(
        event.letter,
        "foreign",
        intern(event.to),
        "",
        "",
        world.now,
        done=True,
        sender=intern(event.sender),
        subject=intern(event.subject),
        also=event.also,
        tags=event.tags,
    )
    return _kept(world, letter)


@upon(e.LetterTried)
def _tried(world: World, event: e.LetterTried) -> World:
    letter = world.letters[event.letter]
    return _kept(world, replace(letter, tries=letter.tries + 1))


@upon(e.LetterAccepted)
def _accepted(world: World, event: e.LetterAccepted) -> World:
    letter = replace(world.letters[event.letter], reply=event.reply, done=True)
    return replace(_kept(world, letter), to_send=world.to_send.delete(letter.id))


@upon(e.LetterDeferred)
def _deferred(world: World, event: e.LetterDeferred) -> World:
    letter = replace(world.letters[event.letter], reply=event.reply)
    return replace(_kept(world, letter), to_send=world.to_send.set(letter.id, event.until))


@upon(e.LetterBounced)
def _bounced(world: World, event: e.LetterBounced) -> World:
    """A letter whose answer was lost stays in its mailbox, whatever the courier believes."""
    letter = world.letters[event.letter]
    state = "bounced" if letter.state == "written" else letter.state
    letter = replace(letter, reply=event.reply, done=True, state=state)
    return replace(_kept(world, letter), to_send=world.to_send.delete(letter.id))


@upon(e.LetterArrived)
def _arrived(world: World, event: e.LetterArrived) -> World:
    letter = world.letters[event.letter]
    if letter.state == "arrived":
        return _kept(world, replace(letter, copies=letter.copies + 1))
    letter = replace(
        letter, state="arrived", copies=letter.copies + 1, arrived_at=world.now, waits=False
    )
    world = replace(_kept(world, letter), arrivals=(*world.arrivals, letter.id))
    if letter.id not in world.to_release:
        return world
    return replace(world, to_release=world.to_release.delete(letter.id))


@upon(e.LetterHeld)
def _held(world: World, event: e.LetterHeld) -> World:
    letter = replace(world.letters[event.letter], state="held", waits=event.waits)
    to_release = world.to_release.set(letter.id, event.until)
    return replace(_kept(world, letter), to_release=to_release)


@upon(e.LetterLost)
def _lost(world: World, event: e.LetterLost) -> World:
    return _kept(world, replace(world.letters[event.letter], state="lost"))


@upon(e.LettersMarked)
def _marked(world: World, event: e.LettersMarked) -> World:
    return _changed(world, event.letters, read=event.read)


@upon(e.LettersTagged)
def _tagged(world: World, event: e.LettersTagged) -> World:
    return _changed(world, event.letters, tags=event.tags)


@upon(e.LettersThrownAway)
def _thrown_away(world: World, event: e.LettersThrownAway) -> World:
    gone = frozenset(event.letters)
    arrivals = tuple(id_ for id_ in world.arrivals if id_ not in gone)
    return replace(_changed(world, event.letters, thrown_away=True), arrivals=arrivals)


def _changed(world: World, ids: tuple[str, ...], **changes: object) -> World:
    changed = {id_: replace(world.letters[id_], **changes) for id_ in ids}
    return replace(world, letters=world.letters.update(changed))


def _kept(world: World, letter: Letter) -> World:
    return replace(world, letters=world.letters.set(letter.id, letter))


@upon(e.FaultsSet)
def _faults_set(world: World, event: e.FaultsSet) -> World:
    return replace(world, faults=event.faults)


@upon(e.FaultStruck)
def _struck(world: World, event: e.FaultStruck) -> World:
    if event.fault not in world.faults:
        return world
    place = world.faults.index(event.fault)
    worn = replace(event.fault, times=event.fault.times - 1)
    left = (worn,) if worn.times else ()
    return replace(world, faults=(*world.faults[:place], *left, *world.faults[place + 1 :]))
