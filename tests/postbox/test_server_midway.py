"""A connection that breaks while a message comes in, and clients that go at any moment."""

import socket
import ssl
import struct

import pytest

from tests.postbox.sink import Client, Sink, loud

HEAD = b"Subject: a\r\nTo: taro@example.jp\r\n\r\n"
COMMANDS = [
    "",
    "EHLO a",
    "EHLO a|MAIL FROM:<a@b>",
    "EHLO a|MAIL FROM:<a@b>|RCPT TO:<c@d>",
    "EHLO a|MAIL FROM:<a@b>|RCPT TO:<c@d>|DATA",
    "EHLO a|MAIL FROM:<a@b>|RCPT TO:<c@d>|DATA|Subject: half",
    "EHLO a|AUTH LOGIN",
    "EHLO a|STARTTLS",
    "EHLO a|STARTTLS|\x16\x03\x01",
]


def said(client: Client, commands: str) -> None:
    """Have a client say commands, without waiting for the last reply."""
    client.send(commands.replace("|", "\r\n").encode() + b"\r\n" * bool(commands))


def test_the_head_is_seen_while_the_rest_is_still_to_come() -> None:
    """The line breaks without a word as soon as the blank line has come."""
    with Sink() as sink, sink.client() as client:
        sink.keeper.watches, sink.keeper.cuts_at = True, "head"
        client.begin()
        client.send(HEAD[:20])
        client.send(HEAD[20:] + b"the first line of a body that never ends\r\n")

        assert [] == client.rest()
        assert sink.wait(sink.is_empty)
        assert ([HEAD], []) == (sink.keeper.heads, sink.contents)


def test_the_head_is_seen_once_and_the_message_taken_if_nobody_minds() -> None:
    """False lets it pass, in whatever pieces it comes."""
    with Sink() as sink, sink.client() as client:
        sink.keeper.watches = True
        client.begin()
        for byte in HEAD + b"body\r\n\r\nbody\r\n.\r\n":
            client.send(bytes([byte]))
        code = client.reply()[:3]
        client.leave()

        assert ("250", [HEAD]) == (code, sink.keeper.heads)
        assert [HEAD + b"body\r\n\r\nbody\r\n"] == sink.contents


@pytest.mark.parametrize(
    ("message", "head"),
    [
        (b"no blank line\r\n", b"no blank line\r\n"),
        (b"", b""),
        (b"\r\nno head\r\n", b"\r\n"),
        (b"a: b\n\nbare\r\n", b"a: b\n\n"),
        (b"a" * 300_000 + b"\r\n", b"a" * 256 * 1024),
    ],
)
def test_a_head_ends_somewhere(message: bytes, head: bytes) -> None:
    """At the blank line, at the end of the message, or after 256 KiB."""
    with Sink() as sink, sink.client() as client:
        sink.keeper.watches = True
        client.begin()
        client.send(message + b".\r\n")
        client.reply()
        client.leave()

        assert [head] == sink.keeper.heads


def test_an_error_in_the_watch_is_answered_after_the_message(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The rest of the message is read, and not taken for commands."""
    with Sink() as sink, sink.client() as client:
        sink.keeper.watches, sink.keeper.fails_at = True, "head"
        client.begin()
        client.send(HEAD + b"NOOP\r\nQUIT\r\n.\r\n")
        codes = [client.reply()[:3], client.ask("NOOP")[:3], client.leave()[:3]]

    assert ["451", "250", "221"] == codes
    assert 1 == len(loud(caplog.records))


@pytest.mark.parametrize("moment", ["rcpt", "data"])
def test_hang_up_breaks_the_connection_without_a_word(moment: str) -> None:
    """Whatever the hook answers afterwards is not said."""
    with Sink() as sink, sink.client() as client:
        sink.keeper.cuts_at = moment
        client.ask("MAIL FROM:<a@b>")
        client.send(b"RCPT TO:<c@d>\r\nDATA\r\n")
        if moment == "data":
            client.codes(2)
            client.send(b"a\r\n.\r\n")

        assert [] == client.rest()
        assert sink.wait(sink.is_empty)


@pytest.mark.parametrize("moment", ["head", "rcpt", "data"])
def test_the_connection_breaks_under_tls_too(moment: str) -> None:
    """What lies below TLS is broken with it."""
    with Sink() as sink, sink.client() as client:
        sink.keeper.watches, sink.keeper.cuts_at = True, moment
        client.ask("STARTTLS")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with context.wrap_socket(client.socket, suppress_ragged_eofs=True) as secure:
            secure.sendall(
                b"EHLO a\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n" + HEAD + b".\r\n"
            )

            assert sink.wait(sink.is_empty)
            assert (moment == "data") == bool(sink.contents)


@pytest.mark.parametrize("commands", COMMANDS)
@pytest.mark.parametrize("going", ["close", "half", "reset"])
def test_a_client_that_goes_leaves_nothing_behind(
    commands: str, going: str, caplog: pytest.LogCaptureFixture
) -> None:
    """No task, no connection, no message and no alarm, at whatever moment."""
    with Sink() as sink:
        client = sink.client("")
        client.reply()
        said(client, commands)
        if going == "half":
            client.socket.shutdown(socket.SHUT_WR)
            client.rest()
        if going == "reset":
            linger = struct.pack("ii", 1, 0)
            client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        client.close()

        assert sink.wait(sink.is_empty)
        assert ([], []) == (sink.contents, loud(caplog.records))


def test_what_was_said_before_a_half_close_is_answered() -> None:
    """A script that pipes a whole session into netcat is served."""
    session = "EHLO a|MAIL FROM:<a@b>|RCPT TO:<c@d>|DATA|hello|.|QUIT"
    with Sink() as sink, sink.client("") as client:
        said(client, session)
        client.socket.shutdown(socket.SHUT_WR)

        assert ["220", *["250"] * 8, "250", "250", "354", "250", "221"] == client.rest()
        assert [b"hello\r\n"] == sink.contents
