"""Letters over real SMTP, to this machine and nowhere else."""

import ipaddress
import select
import smtplib
from threading import Lock

from itsid_sim.mail.names import host_name
from itsid_sim.mail.writing import message_bytes
from itsid_sim.ports.mailer import NO_ANSWER, Answer, Envelope

TIMEOUT_S = 30
REFUSED, CLOSING = 400, 421


class NotLoopback(ValueError):
    """The mail server is not on this machine; nothing is ever sent off it."""


class SmtpMailer:
    """One kept connection; threads take turns."""

    def __init__(self, host: str, port: int) -> None:
        """Raises `NotLoopback` unless the host is a loopback address or localhost."""
        if not is_loopback(host):
            raise NotLoopback(
                f"mailer: host {host!r} found, a loopback address such as 127.0.0.1 expected; "
                "the simulator sends no mail off this machine"
            )
        self._place = (host, port)
        self._turn = Lock()
        self._smtp: smtplib.SMTP | None = None
        self._greeted = ""

    def send(self, envelope: Envelope) -> Answer:
        with self._turn:
            try:
                return self._converse(envelope)
            except (smtplib.SMTPServerDisconnected, OSError) as lost:
                self.close()
                return Answer(NO_ANSWER, f"{type(lost).__name__}: {lost}")

    def close(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp, self._greeted = None, ""

    def _converse(self, envelope: Envelope) -> Answer:
        smtp, mail = self._connection(envelope.world), envelope.mail
        commands = (f"MAIL FROM:<{mail.sender}>", f"RCPT TO:<{mail.to}>", "DATA")
        replies = _pipelined(smtp, commands)
        refusal = next((reply for reply in replies if reply[0] >= REFUSED), None)
        if refusal is None:
            smtp.send(message_bytes(mail, envelope.message_id) + b".\r\n")
            refusal = smtp.getreply()
        elif replies[-1][0] != CLOSING:
            self._begin_anew(smtp, replies[-1])
        if CLOSING in (refusal[0], replies[-1][0]):
            self.close()  # the server is about to, and the next letter must not find it half closed
        return _answer(refusal)

    def _begin_anew(self, smtp: smtplib.SMTP, last: tuple[int, bytes]) -> None:
        try:
            if last[0] < REFUSED:  # asked for the letter all the same: an empty one
                smtp.docmd(".")
            smtp.rset()
        except (smtplib.SMTPServerDisconnected, OSError):
            self.close()

    def _connection(self, world: str) -> smtplib.SMTP:
        """A live connection that has greeted in the name of the world."""
        if self._smtp is not None and _has_hung_up(self._smtp):
            self.close()
        if self._smtp is None:
            self._smtp = smtplib.SMTP(*self._place, timeout=TIMEOUT_S)
        if self._greeted != world:
            self._smtp.ehlo(host_name(world))
            self._greeted = world
        return self._smtp


def _has_hung_up(smtp: smtplib.SMTP) -> bool:
    """Whether a server that was not asked anything has closed, or says that it will."""
    sock = smtp.sock
    return sock is None or bool(select.select([sock], [], [], 0)[0])


def _pipelined(smtp: smtplib.SMTP, commands: tuple[str, ...]) -> list[tuple[int, bytes]]:
    """The replies to several commands, in one flight where the server offers that (RFC 2920)."""
    is_pipelined = smtp.has_extn("pipelining")
    if is_pipelined:
        smtp.send("".join(f"{command}\r\n" for command in commands))
    replies = []
    for command in commands:
        replies.append(smtp.getreply() if is_pipelined else smtp.docmd(command))
        if replies[-1][0] == CLOSING or (replies[-1][0] >= REFUSED and not is_pipelined):
            break
    return replies


def _answer(reply: tuple[int, bytes]) -> Answer:
    return Answer(reply[0], reply[1].decode(errors="replace"))


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by name or by address; no name is looked up."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
