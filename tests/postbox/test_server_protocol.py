"""What a client says, and how it is answered: commands, parameters, addresses, and noise."""

import pytest

from tests.postbox.sink import Sink, loud

TARO = "太郎@例え.jp"
ONE = ["MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "a", "."]


def answers(sink: Sink, *commands: str) -> list[str]:
    """What one client hears to these commands, without the banner and EHLO."""
    with sink.client() as client:
        heard = [client.ask(command)[:3] for command in commands]
        client.leave()
    return heard


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("NOOP", "250"),
        ("noop whatever", "250"),
        ("RSET", "250"),
        ("RSET x", "501"),
        ("HELP", "214"),
        ("HELP MAIL", "214"),
        ("VRFY taro@example.jp", "252"),
        ("VRFY", "501"),
        ("EXPN staff", "502"),
        ("HELO", "501"),
        ("EHLO", "501"),
        ("QUIT now", "501"),
        ("STARTTLS now", "501"),
        ("BDAT 5 LAST", "500"),
        ("GET / HTTP/1.1", "500"),
        ("", "500"),
        (" NOOP", "500"),
        ("ＮＯＯＰ", "500"),
        ("r\u017fet", "500"),
        ("__init__", "500"),
        ("NOOP \0", "500"),
        ("NOOP\rRSET", "500"),
        ("RCPT TO:<a@b>", "503"),
        ("DATA", "503"),
        ("DATA x", "501"),
    ],
)
def test_each_command_has_its_answer(command: str, code: str) -> None:
    """Known, unknown, misspelt and out of order."""
    with Sink() as sink:
        heard = answers(sink, command, "NOOP")

    assert [code, "250"] == heard


@pytest.mark.parametrize("noise", [b"\xff\xfe\r\n", b"NOOP \xe3\x81\r\n", bytes(range(256))[11:]])
def test_binary_noise_is_answered(noise: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """Malformed UTF-8 and worse is a bad command, and nothing worth an alarm."""
    with Sink() as sink, sink.client() as client:
        client.send(noise)
        client.send(b"\r\nNOOP\r\nQUIT\r\n")
        codes = client.rest()

    assert (["250", "221"], []) == (codes[-2:], loud(caplog.records))
    assert {"500"} == set(codes[:-2])


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ("", "250"),
        (" SIZE=100 BODY=8BITMIME SMTPUTF8", "250"),
        (" body=7bit size=1", "250"),
        (" AUTH=<>", "250"),
        (" AUTH=taro+3Da@example.jp", "250"),
        (" BODY=BINARYMIME", "555"),
        (" BODY", "555"),
        (" RET=FULL", "555"),
        (" X-FOO-BAR", "555"),
        (" SIZE", "501"),
        (" SIZE=", "501"),
        (" SIZE=-1", "501"),
        (" SIZE=１", "501"),
        (" SIZE=99999999999999999999", "552"),
        (" SMTPUTF8=yes", "501"),
        (" AUTH=", "501"),
        ("SIZE=1", "553"),
    ],
)
def test_parameters_of_mail(parameters: str, code: str) -> None:
    """Those announced are taken, others refused."""
    with Sink() as sink:
        heard = answers(sink, f"MAIL FROM:<a@b>{parameters}")

    assert [code] == heard


@pytest.mark.parametrize("command", ["MAIL FROM:<a@b> SIZE=1", "MAIL FROM:<a@b> SMTPUTF8"])
def test_parameters_need_ehlo(command: str) -> None:
    """After HELO nothing was announced."""
    with Sink() as sink:
        heard = answers(sink, "HELO a", command, "MAIL FROM:<a@b>")

    assert ["250", "555", "250"] == heard


@pytest.mark.parametrize("parameter", ["NOTIFY=NEVER", "ORCPT=rfc822;a@b", "X"])
def test_a_recipient_has_no_parameters(parameter: str) -> None:
    """None are announced."""
    with Sink() as sink:
        heard = answers(sink, "MAIL FROM:<a@b>", f"RCPT TO:<c@d> {parameter}")

    assert ["250", "555"] == heard


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("<taro@example.jp>", "taro@example.jp"),
        (" <taro@example.jp>", "taro@example.jp"),
        ("taro@example.jp", "taro@example.jp"),
        (f"<{TARO}>", TARO),
        ("<postmaster>", "postmaster"),
        ("<taro..a.@docomo.example>", "taro..a.@docomo.example"),
        ('<"taro..a."@docomo.example>', "taro..a.@docomo.example"),
        (r'<"a b\"<>@c"@example.jp>', r'"a b\"<>@c"@example.jp'),
        ("<taro+tag!#$%&'*/=?^_`{|}~@example.jp>", "taro+tag!#$%&'*/=?^_`{|}~@example.jp"),
        ("<taro@[127.0.0.1]>", "taro@[127.0.0.1]"),
        ("<taro@[IPv6:::1]>", "taro@[IPv6:::1]"),
        ("<@relay.example,@b.example:taro@example.jp>", "taro@example.jp"),
    ],
)
def test_addresses_are_taken_as_people_have_them(given: str, address: str) -> None:
    """The sender's and the recipient's alike."""
    with Sink() as sink:
        heard = answers(sink, f"MAIL FROM:{given}", f"rcpt to:{given}", "DATA", ".")

        assert ["250", "250", "354", "250"] == heard
        envelope = sink.keeper.envelopes[0]
        assert (address, [address]) == (envelope.mail_from, envelope.rcpt_tos)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("", "501"),
        ("<", "553"),
        ("<a@b", "553"),
        ("a@b>", "553"),
        ("<a@>", "553"),
        ("<@b>", "553"),
        ("<a b@c>", "553"),
        ("<a@b@c>", "553"),
        ("<a@b>>", "553"),
        ('<"a@b>', "553"),
        ("<<a@b>>", "553"),
        ("<a(comment)@b>", "553"),
    ],
)
def test_what_is_no_address_is_refused(given: str, code: str) -> None:
    """And the command may be said again."""
    with Sink() as sink:
        heard = answers(sink, f"MAIL FROM:{given}", "MAIL FROM:<a@b>", f"RCPT TO:{given}")

    assert [code, "250", code] == heard


def test_the_null_sender_is_empty_and_no_recipient() -> None:
    """Bounces come from nobody (RFC 5321, 4.5.5)."""
    with Sink() as sink:
        heard = answers(sink, "MAIL FROM:<>", "MAIL FROM:<>", "RCPT TO:<>", *ONE[1:3], ".")

        assert ["250", "503", "553", "250", "354", "250"] == heard
        assert [""] == [envelope.mail_from for envelope in sink.keeper.envelopes]


@pytest.mark.parametrize("greeting", ["HELO a", "EHLO a"])
def test_both_greetings_lead_to_a_message(greeting: str) -> None:
    """HELO is answered in one line, EHLO in several."""
    with Sink() as sink, sink.client("") as client:
        early = [client.reply()[:3], client.ask("MAIL FROM:<a@b>")[:3]]
        lines = client.ask(greeting).splitlines()
        client.begin()
        client.send(b"a\r\n.\r\n")
        late = client.reply()[:3]
        client.leave()

        assert (["220", "503"], "250", 1) == (early, late, len(sink.contents))
        assert (greeting == "EHLO a") == (len(lines) > 1)


def test_ehlo_announces_what_is_understood() -> None:
    """And nothing else."""
    with Sink() as sink, sink.client() as client:
        lines = client.ask("EHLO a").splitlines()
        client.leave()

    offered = ["SIZE 26214400", "8BITMIME", "SMTPUTF8", "PIPELINING", "STARTTLS"]
    assert [*offered, "AUTH PLAIN LOGIN", "HELP"] == [line[4:] for line in lines[1:]]
    assert ["250-"] * 7 + ["250 "] == [line[:4] for line in lines]


def test_a_whole_session_fits_into_one_flight() -> None:
    """Two messages, with a bare LF here and there at the end of a command."""
    flight = b"MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\nDATA\r\none\r\n.\r\n"
    with Sink() as sink, sink.client() as client:
        client.send(flight + flight.replace(b"one", b"two") + b"NOOP\nQUIT\r\n")

        assert ["250", "250", "354", "250"] * 2 + ["250", "221"] == client.rest()
        assert [b"one\r\n", b"two\r\n"] == sink.contents


def test_rset_and_ehlo_forget_a_message() -> None:
    """Sender and recipients both."""
    with Sink() as sink:
        heard = answers(sink, *ONE[:2], "RSET", "DATA", *ONE[:2], "EHLO b", ONE[1])

    assert ["250", "250", "250", "503", "250", "250", "250", "503"] == heard


def test_eight_bits_and_japanese_come_through() -> None:
    """Byte for byte, with NULs and bare ends of lines."""
    body = "件名\r\n".encode() + bytes(range(256)) * 3 + "本文".encode("iso2022_jp") + b"\r\n"
    with Sink() as sink, sink.client() as client:
        client.begin(TARO)
        client.send(body + b".\r\n")
        client.reply()
        client.leave()

        assert ([body], [TARO]) == (sink.contents, sink.keeper.envelopes[0].rcpt_tos)


@pytest.mark.parametrize("moment", ["rcpt", "data"])
def test_a_421_of_the_handler_is_the_last_word(moment: str) -> None:
    """Whatever else was said already is not answered."""
    with Sink() as sink, sink.client() as client:
        sink.keeper.replies = {moment: "421 4.3.2 later"}
        client.send("\r\n".join([*ONE, "NOOP", ""]).encode())
        codes = client.rest()

    assert (["250", "421"] if moment == "rcpt" else ["250", "250", "354", "421"]) == codes


@pytest.mark.parametrize("reply", ["250 a\r\n250 b", "250 a\nb", "250 a\rb", "250-a"])
def test_a_reply_of_the_handler_stays_one_line(reply: str) -> None:
    """What would be two, or half of one, does not confuse a client."""
    with Sink() as sink, sink.client() as client:
        sink.keeper.replies = {"data": reply}
        client.begin()
        client.send(b"a\r\n.\r\n")
        codes = [client.reply()[:3], client.ask("NOOP")[:3], client.leave()[:3]]

    assert ["451" if reply == "250-a" else "250", "250", "221"] == codes


@pytest.mark.parametrize("moment", ["rcpt", "data", "login"])
def test_an_error_of_the_handler_is_answered_and_logged(
    moment: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The client may try again, and the session goes on after the message."""
    with Sink() as sink, sink.client() as client:
        sink.keeper.fails_at = moment
        codes = [client.ask("AUTH PLAIN AHcAcA==")[:3]]
        codes += [client.ask(line)[:3] for line in ONE[:2]]
        if client.ask("DATA").startswith("354"):
            client.send(b"NOOP\r\nQUIT\r\n.\r\n")
            codes.append(client.reply()[:3])
        codes.append(client.leave()[:3])

    assert 1 == codes.count("451")
    assert ("221", 1) == (codes[-1], len(loud(caplog.records)))
