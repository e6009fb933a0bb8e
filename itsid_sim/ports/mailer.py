"""Sending one letter over SMTP and hearing what the other side says."""

from typing import Protocol

from itsid_sim.procedures.letters import Mail
from itsid_sim.rules.value import Value

NO_ANSWER = 0


class Envelope(Value, frozen=True):
    """A letter with all that its transport needs. `message_id` is the same at every try."""

    world: str
    message_id: str
    mail: Mail


class Answer(Value, frozen=True):
    """What the other side said: an SMTP reply code, or `NO_ANSWER` when the connection was lost."""

    code: int
    text: str


class Mailer(Protocol):
    """One connection or several to a mail server on this machine."""

    def send(self, envelope: Envelope) -> Answer:
        """Send one letter; a lost connection is an answer too, never an exception."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...
