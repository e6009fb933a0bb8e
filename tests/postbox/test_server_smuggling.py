"""A message ends at its end: no other dot ends it, and nothing in it becomes a command."""

import pytest

from tests.postbox.sink import Sink

SMUGGLED = b"MAIL FROM:<evil@example.com>\r\nRCPT TO:<taro@example.jp>\r\nDATA\r\nevil\r\n"
PROBES = [
    b"\n.\n",
    b"\n.\r\n",
    b"\r\n.\n",
    b"\r.\r\n",
    b"\r\n.\r",
    b"\r.\r",
    b"\n\n.\r\n",
    b"\r\n\0.\r\n",
    b"\r\n.\0\r\n",
    b"\0\r.\n",
    b"\r\r\n.\r\r\n",
]


@pytest.mark.parametrize("probe", PROBES)
def test_no_other_dot_ends_a_message(probe: bytes) -> None:
    """Whatever surrounds the dot, it stays one message, byte for byte but for the doubled dot."""
    with Sink() as sink, sink.client() as client:
        client.begin()
        message = b"Subject: a\r\n\r\nbefore" + probe + SMUGGLED
        client.send(message + b".\r\n")
        after = [client.reply()[:3], client.leave()[:3]]

        assert ["250", "221"] == after
        assert [message.replace(b"\r\n.", b"\r\n")] == sink.contents


@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_that_comes_byte_by_byte_ends_nothing_either(probe: bytes) -> None:
    """The reading of an end across two packets is no laxer."""
    with Sink() as sink, sink.client() as client:
        client.begin()
        for byte in b"a" + probe + b"b\r\n.\r\n":
            client.send(bytes([byte]))
        client.reply()
        client.leave()

        assert [(b"a" + probe + b"b\r\n").replace(b"\r\n.", b"\r\n")] == sink.contents


def test_dots_are_undone_at_the_beginnings_of_lines_only() -> None:
    """The first line counts; a dot elsewhere stays."""
    with Sink() as sink, sink.client() as client:
        client.begin()
        client.send(b"..first\r\n...\r\na.b\r\n..\r\n\r\n..last\r\n.\r\n")
        client.reply()
        client.leave()

        assert [b".first\r\n..\r\na.b\r\n.\r\n\r\n.last\r\n"] == sink.contents


def test_a_message_may_be_empty() -> None:
    """The line after DATA may be the dot."""
    with Sink() as sink, sink.client() as client:
        client.begin()
        client.send(b".\r\n")
        client.reply()
        client.leave()

        assert [b""] == sink.contents


def test_a_message_after_a_refused_data_in_one_flight_is_not_obeyed() -> None:
    """Its lines are no commands, even if they look like some."""
    with Sink() as sink, sink.client() as client:
        sink.keeper.replies = {"rcpt": "550 5.1.1 no"}
        client.send(b"MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n" + SMUGGLED + b".\r\nQUIT\r\n")

        assert ["250", "550", "554", "421"] == client.rest()
        assert [] == sink.contents


@pytest.mark.parametrize("first", [b"Subject: a\r\n", b"\x00\xff\r\n", b"\r\n"])
def test_a_message_that_comes_after_a_refused_data_is_not_obeyed(first: bytes) -> None:
    """Nor if it comes later: the first line that is no command gives it away."""
    with Sink() as sink, sink.client() as client:
        client.ask("DATA")
        client.send(first + SMUGGLED)

        assert ["421"] == client.rest()
        assert [] == sink.contents


def test_a_client_that_waits_goes_on_after_a_refused_data() -> None:
    """Who asked and was refused may ask for something else."""
    with Sink() as sink, sink.client() as client:
        codes = [client.ask(command)[:3] for command in ("DATA", "RSET", "NOOP", "FOO", "NOOP")]
        client.leave()

    assert ["503", "250", "250", "500", "250"] == codes
