"""STARTTLS and AUTH: before and after, on both loops, and nothing slipped in between."""

import asyncio
import smtplib
import ssl
import subprocess
import sys
from collections.abc import Callable

import pytest

from itsid_sim.postbox.limits import Limits
from tests.postbox.sink import ASYNCIO, LOOPBACK, PATIENCE_S, UVLOOP, Client, Sink, loud

NewLoop = Callable[[], asyncio.AbstractEventLoop]
ON_BOTH_LOOPS = pytest.mark.parametrize("new_loop", [UVLOOP, ASYNCIO])
MESSAGE = b"Subject: a\r\n\r\nb\r\n"
PLAIN_W = "AUTH PLAIN AHcAcA=="  # user w, password p


def trusting() -> ssl.SSLContext:
    """What takes any certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def connected(sink: Sink) -> smtplib.SMTP:
    """A client as programs have it."""
    return smtplib.SMTP(LOOPBACK, sink.port, "tester", PATIENCE_S)


@ON_BOTH_LOOPS
@pytest.mark.parametrize("logs_in", ["before", "after", "never"])
def test_a_message_comes_over_tls(new_loop: NewLoop, logs_in: str) -> None:
    """A login counts if it was made under TLS (RFC 3207, 4.2)."""
    with Sink(new_loop=new_loop) as sink, connected(sink) as client:
        if logs_in == "before":
            client.login("w", "p")
        client.starttls(context=trusting())
        if logs_in == "after":
            client.login("w", "p")
        client.sendmail("a@b", "c@d", MESSAGE)

        assert [MESSAGE] == sink.contents
        assert ["w" if logs_in == "after" else None] == sink.keeper.users


@ON_BOTH_LOOPS
def test_a_large_message_comes_over_tls(new_loop: NewLoop) -> None:
    """Waiting for room works on the new transport as on the old."""
    with Sink(new_loop=new_loop) as sink, connected(sink) as client:
        client.starttls(context=trusting())
        client.sendmail("a@b", "c@d", b"a" * 76 + b"\r\n" + b"b" * 3_000_000)

        assert [3_000_000 + 80] == [len(content) for content in sink.contents]


@ON_BOTH_LOOPS
def test_a_flood_of_clear_text_after_starttls_is_never_obeyed(
    new_loop: NewLoop, caplog: pytest.LogCaptureFixture
) -> None:
    """What comes before the handshake is dropped; what comes instead of it ends the connection."""
    with Sink(new_loop=new_loop) as sink, sink.client() as client:
        client.send(b"STARTTLS\r\n" + b"NOOP\r\n" * 200_000)
        client.reply()
        answers = client.rest_of_bytes()

        assert b"250" not in answers
        assert sink.wait(sink.is_empty)
        assert [] == loud(caplog.records)


@ON_BOTH_LOOPS
def test_what_follows_starttls_is_dropped(new_loop: NewLoop) -> None:
    """The handshake succeeds, and nobody has greeted, logged in or sent: no words got into TLS."""
    with Sink(new_loop=new_loop) as sink, sink.client() as client:
        client.send(b"STARTTLS\r\nEHLO evil\r\nAUTH PLAIN AHcAcA==\r\nMAIL FROM:<e@e>\r\n")
        client.reply()
        with trusting().wrap_socket(client.socket) as secure:
            secure.sendall(b"MAIL FROM:<a@b>\r\nQUIT\r\n")
            answers = b"".join(iter(lambda: secure.recv(4096), b""))

    assert [b"503", b"221"] == [line[:3] for line in answers.splitlines()]


@ON_BOTH_LOOPS
def test_a_handshake_that_is_none_ends_the_connection(
    new_loop: NewLoop, caplog: pytest.LogCaptureFixture
) -> None:
    """Without a task left, and without an alarm."""
    with Sink(new_loop=new_loop) as sink, sink.client() as client:
        client.ask("STARTTLS")
        client.send(b"this is no TLS\r\n" * 10)
        client.rest_of_bytes()

        assert sink.wait(sink.is_empty)
        assert [] == loud(caplog.records)


@ON_BOTH_LOOPS
def test_a_handshake_that_never_comes_ends_the_connection(
    new_loop: NewLoop, caplog: pytest.LogCaptureFixture
) -> None:
    """It has no longer than a command has."""
    with Sink(Limits(command_wait_s=0.05), new_loop) as sink, sink.client() as client:
        client.ask("STARTTLS")

        assert sink.wait(sink.is_empty)
        assert [] == loud(caplog.records)


@ON_BOTH_LOOPS
def test_who_falls_silent_under_tls_is_told_so(new_loop: NewLoop) -> None:
    """The same 421, under TLS."""
    with Sink(Limits(command_wait_s=0.1), new_loop) as sink, sink.client() as client:
        client.ask("STARTTLS")
        with trusting().wrap_socket(client.socket) as secure:
            said = b"".join(iter(lambda: secure.recv(4096), b""))

    assert b"421 " == said[:4]


def test_tls_is_offered_once() -> None:
    """Under TLS neither EHLO nor the command offers more of it."""
    with Sink() as sink, connected(sink) as client:
        client.ehlo()
        before = client.has_extn("starttls")
        client.starttls(context=trusting())
        client.ehlo()
        after = client.has_extn("starttls"), client.docmd("STARTTLS")[0]

    assert (True, (False, 503)) == (before, after)


def test_the_certificate_names_loopback() -> None:
    """Both the host name and the addresses."""
    with Sink() as sink, sink.client() as client:
        client.ask("STARTTLS")
        with trusting().wrap_socket(client.socket) as secure:
            shown = ssl.DER_cert_to_PEM_cert(secure.getpeercert(binary_form=True) or b"")
            secure.sendall(b"QUIT\r\n")
            secure.recv(4096)

    assert {"localhost", "127.0.0.1", "::1"} == set(names_in(shown))


def test_nothing_of_cryptography_is_loaded_before_the_first_starttls() -> None:
    """Runs without TLS do not pay for it."""
    check = (
        "import sys, itsid_sim.postbox.server; print({'trustme', 'cryptography'} & {*sys.modules})"
    )

    shown = subprocess.run([sys.executable, "-c", check], capture_output=True, check=True).stdout

    assert b"set()" == shown.strip()


@pytest.mark.parametrize(
    ("dialogue", "codes"),
    [
        ([PLAIN_W], ["235"]),
        (["auth plain AHcAcA=="], ["235"]),
        (["AUTH PLAIN", "AHcAcA=="], ["334", "235"]),
        (["AUTH PLAIN eAB3AHA="], ["235"]),
        (["AUTH LOGIN", "dw==", "cA=="], ["334", "334", "235"]),
        (["AUTH LOGIN dw==", "cA=="], ["334", "235"]),
        (["AUTH LOGIN", "dw==", ""], ["334", "334", "235"]),
        (["AUTH LOGIN", "*", "NOOP"], ["334", "501", "250"]),
        (["AUTH LOGIN", "dw==", "*"], ["334", "334", "501"]),
        (["AUTH LOGIN", "no base64!"], ["334", "501"]),
        (["AUTH LOGIN", "あ"], ["334", "501"]),
        (["AUTH LOGIN", "/w==", "cA=="], ["334", "334", "501"]),
        (["AUTH PLAIN ="], ["501"]),
        (["AUTH PLAIN d3c="], ["501"]),
        (["AUTH CRAM-MD5"], ["504"]),
        (["AUTH"], ["504"]),
        ([PLAIN_W, PLAIN_W], ["235", "503"]),
        (["MAIL FROM:<a@b>", PLAIN_W], ["250", "503"]),
        (["HELO a", PLAIN_W], ["250", "503"]),
    ],
)
def test_auth_is_answered_without_tls(dialogue: list[str], codes: list[str]) -> None:
    """PLAIN and LOGIN, with and without a first answer, and what is none."""
    with Sink() as sink, sink.client() as client:
        answers = [client.ask(line)[:3] for line in dialogue]
        client.leave()

    assert codes == answers


def test_a_login_that_the_handler_refuses_may_be_tried_again() -> None:
    """The refusal is the handler's; the next name may be right."""
    with Sink() as sink, sink.client() as client:
        sink.keeper.replies = {"login": "535 5.7.8 no such world"}
        replies = [client.ask("AUTH PLAIN AHgAcA==")]
        sink.keeper.replies = {}
        replies.append(client.ask(PLAIN_W))
        send_one(client)
        client.leave()

        assert ["535 5.7.8 no such world", "235"] == [replies[0], replies[1][:3]]
        assert ["w"] == sink.keeper.users


def send_one(client: Client) -> None:
    """Send a message, whatever is in it."""
    client.begin()
    client.send(b"a\r\n.\r\n")
    client.reply()


def names_in(pem: str) -> list[str]:
    """The alternative names of a certificate."""
    from cryptography import x509  # noqa: PLC0415 - only after STARTTLS was said

    found = x509.load_pem_x509_certificate(pem.encode())
    names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return [str(name.value) for name in names]
