"""The courier: sends what is due, tells the world what became of it, and moves the clock."""

from collections.abc import Iterator

from itsid_sim.core import commands as c
from itsid_sim.core.state import Letter, World
from itsid_sim.mail.names import message_id
from itsid_sim.ports.mailer import NO_ANSWER, Answer, Envelope, Mailer
from itsid_sim.procedures.letters import compose
from itsid_sim.service.service import Service

TEMPORARY, PERMANENT = range(400, 500), range(500, 600)


class Courier:
    """Carries the letters of all worlds; a world's lock is never held while it speaks SMTP."""

    def __init__(self, service: Service, mailer: Mailer) -> None:
        self._service = service
        self._mailer = mailer

    def settle(self, name: str) -> None:
        """Do all that is due at the world's now: release what was held, try what is unsent."""
        world = self._service.world(name)
        if world.to_send or world.to_release:
            with self._service.post(name):
                self._service.shelf.fetch(name)
                self._settle(name)

    def _settle(self, name: str) -> None:
        while True:
            world = self._service.world(name)
            now = world.now
            released = [id_ for id_, at in world.to_release.items() if at <= now]
            unsent = [id_ for id_, at in world.to_send.items() if at <= now]
            if not released and not unsent:
                return
            for id_ in sorted(released, key=int):
                self._service.carry_out(name, c.Release(id_))
            for id_ in sorted(unsent, key=int):
                self._try(name, world.letters[id_])

    def advance(self, name: str, seconds: int, expected: int | None = None) -> None:
        """Move the clock on; whatever falls due on the way happens in order, at its own time.

        Raises `Conflict` if the world's last event is another than expected.
        """
        if seconds < 0:
            raise ValueError(f"clock of {name!r}: {seconds} seconds found, none or more expected")
        target = self._service.world(name).now + seconds
        while True:
            if expected is None:
                self.settle(name)
            if expected is None and self._service.world(name).now >= target:
                return
            self._service.carry_out_all(name, lambda world: _on_the_way(world, target), expected)
            expected = None

    def _try(self, name: str, letter: Letter) -> None:
        claimed = self._service.carry_out(name, c.TryLetter(letter.id, letter.tries + 1))
        if claimed:
            mail = compose(letter, self._service.site(name))
            id_ = message_id(letter.id, self._service.record(name).branch)
            answer = self._mailer.send(Envelope(name, id_, mail))
            self._service.carry_out(name, _verdict(letter.id, answer))


def _on_the_way(world: World, target: int) -> Iterator[c.Command]:
    """What falls due by itself until then, or until a letter has to be sent."""
    now, until = world.now, min((target, *world.to_send.values()))
    held = sorted((at, int(id_)) for id_, at in world.to_release.items() if at <= until)
    for at, number in held:
        if at > now:
            yield c.Wait(at - now)
            now = at
        yield c.Release(str(number))
    if until > now:
        yield c.Wait(until - now)


def _verdict(letter: str, answer: Answer) -> c.Accept | c.Defer | c.Bounce:
    reply = f"{answer.code} {answer.text}"
    if answer.code == NO_ANSWER or answer.code in TEMPORARY:
        return c.Defer(letter, reply)
    return c.Bounce(letter, reply) if answer.code in PERMANENT else c.Accept(letter, reply)
