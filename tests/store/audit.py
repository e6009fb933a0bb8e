"""What must be true of a store after a crash, asked of a new server over its API."""

import hashlib
from collections.abc import Iterator

from itsid_sim.client.errors import NotDone
from itsid_sim.client.mailbox import Mailbox
from itsid_sim.drivers import routes
from itsid_sim.drivers.http import Http
from itsid_sim.drivers.remote import RemoteStage, RemoteTheatre
from itsid_sim.drivers.routes import Walker
from itsid_sim.rules import labels
from itsid_sim.web.told import Event, World
from tests.store.logbook import Fact, Logbook

MESSAGES = 1000


class Audit:
    """Compares what is kept with what was acknowledged, world by world."""

    def __init__(self, theatre: RemoteTheatre, logbook: Logbook) -> None:
        self._theatre = theatre
        self._control = theatre.control
        self._logbook = logbook
        self.arrivals = 0
        self.letters = 0

    def faults(self, name: str) -> Iterator[str]:
        """What is amiss in a world, in words."""
        return _told(name, self._faults(name))

    def refused(self, fact: Fact) -> Iterator[str]:
        """Sign in anew with what a procedure has set, and tell if that is refused."""
        return _told(fact.world, self._refused(fact))

    def _faults(self, name: str) -> Iterator[str]:
        world = self._control.world(name)
        self._control.deadlines(name)
        yield from self._lost_branches(name)
        events = self._events(name)
        if [event.n for event in events] != list(range(1, len(events) + 1)):
            yield f"{name}: its events are not numbered from 1 on"
        # A second may pass meanwhile in a world whose clock flows, and is an event.
        least, most = world.event, self._control.world(name).event
        if not least <= len(events) <= most:
            yield f"{name}: {len(events)} events are told, and it has {least} to {most}"
        yield from self._another_past(world, events)
        yield from self._lost_letters(world, events)

    def _refused(self, fact: Fact) -> Iterator[str]:
        stage = RemoteStage(self._theatre, "")
        vars(stage)["_begun"] = self._control.world(fact.world)
        walk = Walker(Http(stage, self._control.connection), stage, "somebody")
        routes.sign_in(walk, fact.login_id, fact.password)
        if walk.driver.look(walk.who).is_titled(labels.LOGIN):
            yield f"{fact.world}: {fact.login_id} cannot sign in with the password set"

    def _lost_branches(self, name: str) -> Iterator[str]:
        found = {branch.id: branch.events for branch in self._control.branches(name)}
        for branch, least in self._logbook.least.get(name, {}).items():
            if found.get(branch, -1) < least:
                yield f"{name}: branch {branch} of {found.get(branch)} events, {least} acknowledged"

    def _events(self, name: str) -> list[Event]:
        events: list[Event] = []
        after: int | None = 0
        while after is not None:
            part = self._control.events(name, after=after)
            events += part.events
            after = part.next
        return events

    def _another_past(self, world: World, events: list[Event]) -> Iterator[str]:
        """What was told once is told again, word for word."""
        key = world.id, world.branch
        count, known = self._logbook.pasts.get(key, (0, _digest([])))
        if _digest(events[:count]) != known:
            yield f"{world.id}: the first {count} events of branch {world.branch} are others now"
        self._logbook.pasts[key] = len(events), _digest(events)

    def _lost_letters(self, world: World, events: list[Event]) -> Iterator[str]:
        letters = self._control.letters(world.id)
        mailbox = Mailbox(world.mail_url, self._control.connection)
        shown = [message.id for message in mailbox.messages(limit=MESSAGES).messages]
        written = [event for event in events if event.kind == "LetterWritten"]
        arrived = [event for event in events if event.kind == "LetterArrived"]
        self.letters += len(letters)
        self.arrivals += len(arrived)
        if len(written) != len(letters):
            yield f"{world.id}: {len(written)} letters were written, {len(letters)} are told"
        for letter in letters:
            if (letter.state, shown.count(letter.id)) != ("arrived", 1):
                yield (
                    f"{world.id}: letter {letter.id} is {letter.state}, "
                    f"and {shown.count(letter.id)} times in the mailbox"
                )
        if len(shown) != len(letters):
            yield f"{world.id}: {len(shown)} messages in the mailbox, {len(letters)} letters"


def _told(name: str, faults: Iterator[str]) -> Iterator[str]:
    """The same, and that nothing can be told of a world."""
    try:
        yield from faults
    except NotDone as error:
        yield f"{name}: cannot be read: {error}"


def _digest(events: list[Event]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for event in events:
        digest.update(repr(event).encode())
    return digest.digest()
