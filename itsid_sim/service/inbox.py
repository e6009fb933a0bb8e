"""What the postbox may do to worlds: ask whether a letter is welcome, and hand it in."""

from itsid_sim.core import commands as c
from itsid_sim.core.decide_mail import fault_for, fault_for_recipient
from itsid_sim.core.state import Fault
from itsid_sim.service.service import Service, UnknownWorld


class Inbox:
    """The side of the service that the SMTP catcher sees."""

    def __init__(self, service: Service) -> None:
        self._service = service

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

    def wrote(self, world: str, letter: str, to: str) -> bool:
        """Whether the world has written this letter to this recipient."""
        known = self._service.world(world).letters.get(letter) if self.knows(world) else None
        return known is not None and known.to == to

    def fault_at_recipient(self, world: str, to: str) -> Fault | None:
        """The fault that strikes as soon as the recipient is named; it is counted as struck."""
        state = self._service.world(world)
        if all(state.letters[id_].to != to for id_ in state.to_send):
            return None  # a foreign mail wears out no fault; it is refused when its data come
        fault = fault_for_recipient(state, to)
        if fault is not None:
            self._service.carry_out(world, c.Strike(fault))
        return fault

    def fault_at_data(self, world: str, letter: str) -> Fault | None:
        """The fault that strikes once the letter is known; it is counted as struck."""
        state = self._service.world(world)
        fault = fault_for(state, state.letters[letter])
        if fault is None or fault.do in {"hold", "lose"}:
            return None
        self._service.carry_out(world, c.Strike(fault))
        return fault

    def deliver(self, world: str, letter: str) -> None:
        """Hand a letter in; once this returns, the world has it."""
        self._service.carry_out(world, c.Deliver(letter))
