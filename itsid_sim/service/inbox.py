"""What the postbox may do to worlds: ask whether a letter is welcome, and hand it in."""

from collections.abc import Iterator, Sequence

from msgspec import json

from itsid_sim.core import commands as c
from itsid_sim.core.decide_mail import next_due
from itsid_sim.core.events import LetterReceived
from itsid_sim.core.letters import (
    IN_THE_BOX,
    early_fault,
    fault_for,
    fault_for_recipient,
    next_letter,
)
from itsid_sim.core.state import Fault, FaultMoment, Letter, World
from itsid_sim.mail.gists import gist_of
from itsid_sim.mail.reading import read
from itsid_sim.mail.writing import traced
from itsid_sim.ports.clock import Clock
from itsid_sim.ports.store import Body
from itsid_sim.procedures.letters import subject_of
from itsid_sim.rules.value import Value
from itsid_sim.service.service import Service, UnknownWorld


class Incoming(Value, frozen=True):
    """A letter on its way in: one of the world's own, or what a mail from elsewhere will be."""

    letter: Letter
    subject: str


class Mail(Value, frozen=True):
    """A mail from elsewhere as its world will have it. `sender` is whom it names."""

    recipients: tuple[str, ...]
    sender: str
    subject: str
    tags: tuple[str, ...]
    body: Body


def mail_of(sender: str, recipients: Sequence[str], raw: bytes) -> Mail:
    """Read a mail that came in this envelope; a large one takes its time."""
    message, raw = read(raw), traced(raw, sender, recipients)
    gist = gist_of(message, len(raw), recipients)
    named = message.from_.address if message.from_ else sender
    body = Body(json.encode(gist), raw)
    return Mail(tuple(recipients), named, message.subject, tuple(sorted(message.tags)), body)


class Inbox:
    """The side of the service that the SMTP catcher sees."""

    def __init__(self, service: Service, clock: Clock | None = None) -> None:
        """With a clock, a flowing world has moved on when a mail comes in."""
        self._service = service
        self._clock = clock

    def knows(self, world: str) -> bool:
        """Whether there is a world of this name."""
        try:
            self._service.shelf.fetch(world)
        except UnknownWorld:
            return False
        return True

    def stands_on(self, world: str, branch: int) -> bool:
        """Whether the world is on this branch of its events, and has not gone back from it."""
        return self.knows(world) and self._service.record(world).branch == branch

    def ours(self, world: str, letter: str, to: str) -> Incoming | None:
        """A letter that the world has written to this recipient; None if it has not."""
        known = self._service.world(world).letters.get(letter) if self.knows(world) else None
        return Incoming(known, subject_of(known)) if known is not None and known.to == to else None

    def foreign(self, world: str, recipients: Sequence[str], subject: str) -> Incoming:
        """A mail from elsewhere, as the letter that it would be."""
        state = self._service.world(world)
        to, *also = recipients
        letter = Letter(next_letter(state), "foreign", to, "", "", state.now, also=tuple(also))
        return Incoming(letter, subject)

    def early_fault(self, world: str, at: FaultMoment) -> Fault | None:
        """The fault that strikes before any letter is named; it is counted as struck."""
        return self._struck(world, early_fault(self._service.world(world), at))

    def fault_at_recipient(self, world: str, to: str, *, from_courier: bool) -> Fault | None:
        """The fault that strikes as soon as the recipient is named; it is counted as struck.

        The courier is not struck with a letter that the world has not written: that is refused.
        """
        state = self._service.world(world)
        if from_courier and all(state.letters[id_].to != to for id_ in state.to_send):
            return None
        return self._struck(world, fault_for_recipient(state, to))

    def cuts_midway(self, world: str) -> bool:
        """Whether a connection may have to be cut as soon as a letter's head has come."""
        return any(
            fault.do == "cut" and fault.at != "answer"
            for fault in self._service.world(world).faults
        )

    def fault_at_data(self, world: str, incoming: Incoming, *, midway: bool) -> Fault | None:
        """The fault that strikes once the letter is known; it is counted as struck.

        Only a cut connection strikes `midway`, while the letter still comes.
        """
        fault = fault_for(self._service.world(world), incoming.letter, incoming.subject)
        if fault is None or fault.do in IN_THE_BOX:
            return None
        if midway and (fault.do != "cut" or fault.at == "answer"):
            return None
        return self._struck(world, fault)

    def deliver(self, world: str, incoming: Incoming) -> None:
        """Hand one of the world's letters in; once this returns, the world has it."""
        self._service.carry_out(world, c.Deliver(incoming.letter.id, incoming.subject))

    def receive(self, world: str, mail: Mail) -> str:
        """Hand in a mail from elsewhere, and answer with its letter.

        Once this returns, the world has it.
        """
        command = c.Receive(mail.recipients, mail.sender, mail.subject, mail.tags)
        happened = self._service.carry_out_all(
            world, lambda state: (*self._caught_up(world, state), command), body=mail.body
        )
        return next(event.letter for event in happened if isinstance(event, LetterReceived))

    def _caught_up(self, name: str, world: World) -> Iterator[c.Wait]:
        """Let real time pass, as long as nothing else falls due in it: that is the courier's."""
        ahead = self._service.record(name).ahead
        if ahead is not None and self._clock is not None:
            now, due = self._clock.seconds() + ahead, next_due(world)
            if now > world.now and (due is None or due > now):
                yield c.Wait(now - world.now)

    def _struck(self, world: str, fault: Fault | None) -> Fault | None:
        if fault is not None:
            self._service.carry_out(world, c.Strike(fault))
        return fault
