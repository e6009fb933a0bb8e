"""SMTP as the postbox speaks it: what a client says, and how it is answered (RFC 5321).

A command may end in a bare LF, as people type it into netcat; within a message only CR LF is the
end of a line. Addresses in UTF-8 are taken with and without SMTPUTF8.
"""

import asyncio
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence

from aiosmtpd.smtp import MISSING

from itsid_sim.postbox.arriving import Arriving
from itsid_sim.postbox.certificate import secured
from itsid_sim.postbox.connection import (
    READ_BYTES,
    Connection,
    HungUp,
    Refused,
)

ATOM = r"[^\s<>@\"\\,:;()\[\]]+"
MAILBOX = rf'(?:"(?:\\.|[^"\\])*"|{ATOM})(?:@(?:\[[^\s<>\[\]\\]+\]|{ATOM}))?'
# The route in front, of old, is passed over (RFC 5321, F.2).
PATH = re.compile(rf"(?:<(?:@[^:<>]*:)?({MAILBOX})?>|({MAILBOX}))(?:\s+(.*))?")
QUOTED_IN_VAIN = re.compile(rf'"({ATOM})"(@.+)?')
# What AUTH= says of who wrote it at first is passed over (RFC 4954, 5).
PARAMETER = re.compile(r"SIZE=[0-9]{1,20}|BODY=(?:7BIT|8BITMIME)|SMTPUTF8|AUTH=.+")
OWN_PARAMETERS = {"SIZE", "SMTPUTF8", "AUTH"}

UNKNOWN_PARAMETER = "555 5.5.4 parameter not recognized or not implemented"
MALFORMED_PARAMETER = "501 5.5.4 malformed parameter"
CREDENTIALS = re.compile(rb"[^\0]*\0([^\0]*)\0[^\0]*")  # on whose behalf, who, password

TOO_LARGE = "552 5.3.4 the message is larger than SIZE allows"
NO_ROOM = "452 4.3.1 too much is coming in at once; try again later"
TAKEN = "250 2.0.0 OK"


class Server(Connection):
    """One connection.

    Beside aiosmtpd's hooks for MAIL, RCPT, DATA, NOOP, RSET and HELO, a handler may have
    `async handle_LOGIN(server, session, user) -> str | None` (None welcomes, a reply refuses) and
    `watches_data(server, session, envelope) -> Callable[[bytes], bool] | None`, whose answer sees
    the head of the message as soon as it has come: True breaks the connection.
    """

    async def smtp_EHLO(self, arg: str | None) -> None:  # noqa: N802
        _require(arg, "501 5.5.4 syntax: EHLO hostname")
        self.envelope = self._create_envelope()
        self.session.host_name, self.session.extended_smtp = arg, True
        size = f"SIZE {self._shared.limits.message_bytes_max}"
        tls = [] if self.session.ssl else ["STARTTLS"]
        offers = [size, "8BITMIME", "SMTPUTF8", "PIPELINING", *tls, "AUTH PLAIN LOGIN"]
        offered = "".join(f"250-{offer}\r\n" for offer in (self.hostname, *offers))
        await self._say(f"{offered}250 HELP")

    async def smtp_HELP(self, arg: str | None) -> None:  # noqa: N802
        commands = (name[5:] for name in dir(self) if name.startswith("smtp_"))
        await self.push(f"214 2.0.0 {' '.join(commands)}")

    async def smtp_VRFY(self, arg: str | None) -> None:  # noqa: N802
        _require(arg, "501 5.5.4 syntax: VRFY address")
        await self.push("252 2.1.5 not looked up; send it, and see")

    async def smtp_QUIT(self, arg: str | None) -> None:  # noqa: N802
        _require(not arg, "501 5.5.4 syntax: QUIT")
        await self.push("221 2.0.0 goodbye")
        self._close()

    async def smtp_STARTTLS(self, arg: str | None) -> None:  # noqa: N802
        _require(not arg, "501 5.5.4 syntax: STARTTLS")
        _require(not self.session.ssl, "503 5.5.1 this is TLS already")
        context = self._shared.tls
        await self.push("220 2.0.0 ready for TLS")
        if self._over or self.transport is None:
            return
        # What followed in clear text goes with its reader: anybody may have put it there.
        self._input.clear()
        self._reader = asyncio.StreamReader(READ_BYTES, self.loop)
        wait_s = self._shared.limits.command_wait_s
        self._stop_timeout()  # the handshake has its own, and nobody may write into it
        secure = None
        try:
            secure = await secured(self.loop, self.transport, self, context, wait_s)
        except OSError:
            raise HungUp from None
        finally:
            if secure is None:  # the loop does not tell us of a handshake that failed
                self.hang_up()
                self.connection_lost(None)
        self.transport = secure
        self._reader.set_transport(secure)
        # Nothing said in clear text counts any more, not even a login (RFC 3207, 4.2).
        self.session, peer = self._create_session(), self.session.peer
        self.session.peer = peer
        self.session.ssl = {"cipher": secure.get_extra_info("cipher")}
        self.envelope = self._create_envelope()
        self._reset_timeout()

    async def smtp_AUTH(self, arg: str | None) -> None:  # noqa: N802
        session, (mechanism, _, initial) = self.session, (arg or "").partition(" ")
        _require(session.host_name and session.extended_smtp, "503 5.5.1 EHLO first")
        _require(not session.authenticated, "503 5.5.1 logged in already")
        _require(self.envelope.mail_from is None, "503 5.5.1 not between MAIL and DATA")
        if mechanism.upper() == "PLAIN":
            found = CREDENTIALS.fullmatch(await self._answer(initial, ""))
            user = found[1] if found else b""
            _require(found, "501 5.5.2 a name and a password are needed")
        elif mechanism.upper() == "LOGIN":
            user = await self._answer(initial, "Username:")
            await self._answer("", "Password:")
        else:
            raise Refused("504 5.5.4 only PLAIN and LOGIN are known")
        await self._log_in(user)

    async def _answer(self, initial: str, question: str) -> bytes:
        if not initial:
            await self.push(f"334 {b64encode(question.encode()).decode()}")
            initial = (await self._next_line()).strip()
        _require(initial != "*", "501 5.7.0 no login, as you like")
        try:
            return b64decode("" if initial == "=" else initial, validate=True)
        except ValueError:
            raise Refused("501 5.5.2 that is no Base64") from None

    async def _log_in(self, user: bytes) -> None:
        """Any password is right: it is not even looked at."""
        try:
            name = user.decode()
        except UnicodeDecodeError:
            raise Refused("501 5.5.2 a name is UTF-8") from None
        welcome = self._handle_hooks.get("LOGIN")
        refusal = await welcome(self, self.session, name) if welcome else None
        if refusal is None:
            self.session.authenticated, self.session.login_data = True, name
        await self.push("235 2.7.0 welcome" if refusal is None else refusal)

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802
        _require(self.session.host_name, "503 5.5.1 EHLO first")
        _require(self.envelope.mail_from is None, "503 5.5.1 MAIL was said already")
        sender, options = path_in(arg, "FROM:")
        _require(self.session.extended_smtp or not options, UNKNOWN_PARAMETER)
        self.envelope.smtp_utf8 = wants_utf8(options, self._shared.limits.message_bytes_max)
        status = await self._call_handler_hook("MAIL", sender, options)
        if status is MISSING:
            self.envelope.mail_from = sender
            self.envelope.mail_options.extend(options)
        await self.push(TAKEN if status is MISSING else status)

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802
        recipients = self.envelope.rcpt_tos
        _require(self.envelope.mail_from is not None, "503 5.5.1 MAIL first")
        to, options = path_in(arg, "TO:")
        _require(to.strip("."), "553 5.1.3 a recipient has an address")
        _require(not options, UNKNOWN_PARAMETER)
        if len(recipients) >= self._shared.limits.recipients_max:
            raise Refused("452 4.5.3 too many recipients")
        status = await self._call_handler_hook("RCPT", to, options)
        if status is MISSING:
            recipients.append(to)
        await self.push(TAKEN if status is MISSING else status)

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802
        self._uninvited = True
        _require(not arg, "501 5.5.4 syntax: DATA")
        _require(self.envelope.mail_from is not None, "503 5.5.1 MAIL first")
        # No error of the client's, who said it together with RCPT (RFC 2920).
        _require(self.envelope.rcpt_tos, "554 5.5.1 no valid recipients")
        watches = getattr(self.event_handler, "watches_data", None)
        breaks = watches and watches(self, self.session, self.envelope)
        await self.push("354 go ahead; a line that is one dot ends it")
        self._uninvited = False
        try:
            content = await self._message(breaks)
            self.envelope.content = self.envelope.original_content = content
            status = await self._call_handler_hook("DATA")
        finally:
            self.envelope = self._create_envelope()
        await self.push(TAKEN if status is MISSING else status)
        self._mistakes = 0

    async def _message(self, breaks: Callable[[bytes], bool] | None) -> bytes:
        """Read to the end, whatever happens: an error is raised only after it."""
        arriving, failure = Arriving(self._shared.limits.message_bytes_max), None
        try:
            while not arriving.ended:
                if not self._input:
                    await self._more()
                self._shared.take_in(arriving, self._input)
                if breaks and arriving.head is not None:
                    failure, breaks = self._looked_at(arriving.head, breaks), None
        finally:
            self._shared.arriving_bytes -= arriving.kept_bytes
        if failure:
            raise failure
        _require(not arriving.in_vain, NO_ROOM)
        content = arriving.content()
        _require(not arriving.too_large, TOO_LARGE)
        return content

    def _looked_at(self, head: bytes, breaks: Callable[[bytes], bool]) -> Exception | None:
        """Hang up if the head says so; the answer is what failed."""
        try:
            is_cut = breaks(head)
        except Exception as error:  # noqa: BLE001 - it is told when all of the message is here
            return error
        if is_cut:
            self.hang_up()
            raise HungUp
        return None


def path_in(arg: str | None, keyword: str) -> tuple[str, list[str]]:
    """The address after `FROM:` or `TO:`, "" for `<>`, and the parameters that follow it.

    Dots may stand anywhere, as in addresses of Japanese mobile phones. Raises `Refused`.
    """
    given = (arg or "")[len(keyword) :].strip()
    if not given or not (arg or "").upper().startswith(keyword):
        raise Refused(f"501 5.5.4 syntax: {keyword}<address>")
    found = PATH.fullmatch(given)
    if found is None:
        raise Refused("553 5.1.3 malformed address")
    address = found[1] or found[2] or ""
    plain = QUOTED_IN_VAIN.fullmatch(address)
    return plain[1] + (plain[2] or "") if plain else address, (found[3] or "").split()


def wants_utf8(parameters: Sequence[str], bytes_max: int) -> bool:
    """Check the parameters of MAIL, and say whether SMTPUTF8 is among them. Raises `Refused`."""
    for parameter in map(str.upper, parameters):
        if not PARAMETER.fullmatch(parameter):
            name = parameter.partition("=")[0]
            raise Refused(MALFORMED_PARAMETER if name in OWN_PARAMETERS else UNKNOWN_PARAMETER)
        if parameter.startswith("SIZE=") and int(parameter[5:]) > bytes_max:
            raise Refused(TOO_LARGE)
    return "SMTPUTF8" in map(str.upper, parameters)


def _require(condition: object, refusal: str) -> None:
    if not condition:
        raise Refused(refusal)
