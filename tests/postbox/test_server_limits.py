"""What a client may cost: sizes, recipients, connections, waits, errors, each up to its limit."""

import asyncio
from collections.abc import Callable
from contextlib import closing, suppress

import pytest

from itsid_sim.postbox.arriving import Arriving
from itsid_sim.postbox.connection import Shared
from itsid_sim.postbox.limits import Limits
from tests.postbox.sink import ASYNCIO, UVLOOP, Client, Sink, loud

NewLoop = Callable[[], asyncio.AbstractEventLoop]
SMALL = Limits(message_bytes_max=1000, recipients_max=2, command_bytes_max=100, errors_max=3)


@pytest.mark.parametrize(("size", "code"), [("0", "250"), ("1000", "250"), ("1001", "552")])
def test_a_size_announced_too_large_is_refused_at_mail(size: str, code: str) -> None:
    """So nothing is sent in vain."""
    with Sink(SMALL) as sink, sink.client() as client:
        reply = client.ask(f"MAIL FROM:<a@b> SIZE={size}")
        client.leave()

    assert code == reply[:3]


def test_the_size_is_announced() -> None:
    """EHLO says what MAIL may announce."""
    with Sink(SMALL) as sink, sink.client() as client:
        offered = client.ask("EHLO a").splitlines()
        client.leave()

    assert "250-SIZE 1000" in offered


@pytest.mark.parametrize(("letters", "code", "kept"), [(998, "250", 1), (999, "552", 0)])
def test_a_message_up_to_the_limit_is_taken(letters: int, code: str, kept: int) -> None:
    """1,000 bytes with the end of the line; the session goes on either way."""
    with Sink(SMALL) as sink, sink.client() as client:
        client.begin()
        client.send(b"a" * letters + b"\r\n.\r\n")
        codes = [client.reply()[:3], client.ask("NOOP")[:3]]
        client.leave()

        assert ([code, "250"], kept) == (codes, len(sink.contents))


@pytest.mark.parametrize(("lines", "code"), [(333, "250"), (334, "552")])
def test_doubled_dots_do_not_count(lines: int, code: str) -> None:
    """RFC 1870 counts the message, not how it is sent."""
    with Sink(SMALL) as sink, sink.client() as client:
        client.begin()
        client.send(b"..\r\n" * lines + b".\r\n")
        reply = client.reply()
        client.leave()

    assert code == reply[:3]


def test_a_message_far_too_large_is_read_to_its_end_and_not_kept() -> None:
    """Its commands-to-be are not obeyed, and the next message is taken."""
    with Sink(SMALL) as sink, sink.client() as client:
        client.begin()
        client.send(b"NOOP\r\n" * 200_000 + b".\r\n")
        first = client.reply()[:3]
        client.begin()
        client.send(b"small\r\n.\r\n")
        second = client.reply()[:3]
        client.leave()

        assert (["552", "250"], [b"small\r\n"]) == ([first, second], sink.contents)


def test_a_message_for_which_there_is_no_room_is_to_come_later() -> None:
    """And the next one is taken."""
    with Sink(Limits(arriving_bytes_max=1000)) as sink, sink.client() as client:
        codes = []
        for length in (2500, 500):
            client.begin()
            client.send(b"a" * length + b"\r\n.\r\n")
            codes.append(client.reply()[:3])
        client.leave()

        assert (["452", "250"], [b"a" * 500 + b"\r\n"]) == (codes, sink.contents)


def test_messages_that_come_in_at_once_share_their_room() -> None:
    """The one that brings too much goes away empty."""
    with closing(asyncio.new_event_loop()) as loop:
        shared = Shared(None, loop, Limits(arriving_bytes_max=1000))
    first, second = Arriving(5000), Arriving(5000)

    for message, length in ((first, 600), (second, 600), (first, 300)):
        shared.take_in(message, bytearray(b"a" * length))

    assert (False, True) == (first.in_vain, second.in_vain)
    assert (900, shared.arriving_bytes) == (first.kept_bytes, 900 + second.kept_bytes)


@pytest.mark.parametrize("length", [998, 999, 1001, 5_000_000])
def test_a_line_of_a_message_has_any_length(length: int) -> None:
    """Real mailers send more than the 998 of RFC 5322."""
    with Sink() as sink, sink.client() as client:
        client.begin()
        client.send(b"a" * length + b"\r\n.\r\n")
        client.reply()
        client.leave()

        assert [length + 2] == [len(content) for content in sink.contents]


@pytest.mark.parametrize(
    ("length", "code"), [(100, "250"), (101, "500"), (1000, "500"), (500_000, "500")]
)
def test_a_command_line_has_a_limit(length: int, code: str) -> None:
    """What is too long is passed over up to its end."""
    with Sink(SMALL) as sink, sink.client() as client:
        codes = [client.ask("NOOP ".ljust(length, "a"))[:3], client.ask("NOOP")[:3]]
        client.leave()

    assert [code, "250"] == codes


def test_one_recipient_too_many_is_to_come_later() -> None:
    """The others get the message."""
    with Sink(SMALL) as sink, sink.client() as client:
        client.ask("MAIL FROM:<a@b>")
        replies = [client.ask(f"RCPT TO:<{n}@b>") for n in range(3)]
        client.ask("DATA")
        client.send(b"a\r\n.\r\n")
        client.reply()
        client.leave()

        assert ["250", "250", "452"] == [reply[:3] for reply in replies]
        assert ["0@b", "1@b"] == sink.keeper.envelopes[0].rcpt_tos


def test_one_connection_too_many_is_told_so() -> None:
    """There is room again as soon as another has gone."""
    with Sink(Limits(connections_max=2)) as sink:
        clients = [sink.client(""), sink.client("")]
        banners = [client.reply() for client in clients]
        with sink.client("") as third:
            banners.append(third.reply())
            assert [] == third.rest()
        clients[0].leave()
        assert sink.wait(lambda: sink.shared.open == 1)
        clients.append(sink.client(""))
        banners.append(clients[2].reply())
        for client in clients[1:]:
            client.leave()

    assert ["220", "220", "421", "220"] == [banner[:3] for banner in banners]
    assert "421 4.3.2 too many connections; try again later" == banners[2]


def test_of_many_connections_at_once_as_many_as_may_be_are_served() -> None:
    """Those that are too many do not drive out the others."""
    with Sink(Limits(connections_max=3)) as sink:
        clients = [sink.client("") for _ in range(8)]
        codes = [client.reply()[:3] for client in clients]
        for client in clients:
            client.close()

    assert ["220"] * 3 + ["421"] * 5 == sorted(codes)


@pytest.mark.parametrize("new_loop", [UVLOOP, ASYNCIO])
@pytest.mark.parametrize("said", ["", "NOO", "EHLO a\r\nAUTH LOGIN\r\n"])
def test_who_says_nothing_for_too_long_is_told_so(
    said: str, new_loop: NewLoop, caplog: pytest.LogCaptureFixture
) -> None:
    """And then the connection closes."""
    with Sink(Limits(command_wait_s=0.05), new_loop) as sink, sink.client("") as client:
        client.send(said.encode())
        codes = client.rest()

    assert ("421", []) == (codes[-1], loud(caplog.records))


def test_who_stops_in_the_midst_of_a_message_is_told_so() -> None:
    """And nothing of it is kept."""
    with Sink(Limits(command_wait_s=0.05)) as sink, sink.client("") as client:
        client.send(b"EHLO a\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nhalf")

        assert "421" == client.rest()[-1]
        assert [] == sink.contents


def test_who_does_not_even_listen_is_cut_off() -> None:
    """Replies that nobody reads are not kept for ever."""
    with Sink(Limits(command_wait_s=0.05)) as sink, Client(sink.port, room_bytes=4096) as client:
        with suppress(OSError):
            while True:
                client.send(b"EHLO a\r\n" * 10_000)

        assert sink.wait(sink.is_empty)


@pytest.mark.parametrize("mistake", [b"FOO\r\n", b"\r\n", b"NOOP\0\r\n", b"\xff\r\n", b"DATA\r\n"])
def test_who_makes_too_many_errors_is_sent_away(mistake: bytes) -> None:
    """Each counts: unknown, garbled, and in the wrong order."""
    with Sink(SMALL) as sink, sink.client() as client:
        codes = []
        for _ in range(3):
            client.send(mistake)
            codes.append(client.reply()[:3])

        assert {"500", "503"} >= set(codes)
        assert ["421"] == client.rest()


def test_a_message_makes_up_for_errors() -> None:
    """Who delivers mail may go on making some."""
    with Sink(SMALL) as sink, sink.client() as client:
        codes = []
        for _ in range(3):
            codes += [client.ask("FOO")[:3], client.ask("FOO")[:3]]
            client.begin()
            client.send(b".\r\n")
            codes.append(client.reply()[:3])
        client.leave()

    assert ["500", "500", "250"] * 3 == codes


def test_a_recipient_refused_in_one_flight_with_data_is_no_error() -> None:
    """A courier who keeps its connection may be refused for ever."""
    with Sink(SMALL) as sink, sink.client() as client:
        sink.keeper.replies = {"rcpt": "451 4.3.0 later"}
        codes = []
        for _ in range(5):
            client.send(b"MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n")
            codes += [*client.codes(3), client.ask("RSET")[:3]]
        client.leave()

    assert ["250", "451", "554", "250"] * 5 == codes
