"""What the mailer makes of everything that a mail server may say, or leave unsaid."""

import socket
from contextlib import closing
from datetime import datetime

import pytest

from itsid_sim.adapters.smtp_mailer import SmtpMailer
from itsid_sim.core.moment import JST
from itsid_sim.ports.mailer import NO_ANSWER, Answer, Envelope
from itsid_sim.procedures.letters import Mail
from tests.adapters.scripted_server import (
    END_OF_DATA,
    HANG_UP,
    PIPELINING,
    ScriptedServer,
    scripted_server,
)

MAIL = Mail(
    "mypage@itscom.jp", "taro@example.jp", "件名", datetime(2024, 2, 28, tzinfo=JST), "本文\n"
)
ENVELOPE = Envelope("a", "1.a@itsid-sim.invalid", MAIL)
TIMEOUT_S = 10
HELLO = {"one command at a time": "250 at your service", "pipelining": PIPELINING}
MOMENTS = ("CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "end_of_data")


def new_mailer(server: ScriptedServer) -> SmtpMailer:
    """A mailer that goes to a server."""
    return SmtpMailer("127.0.0.1", server.port)


def send(server: ScriptedServer, *worlds: str) -> list[Answer]:
    """Send a letter for each world over one mailer."""
    with closing(new_mailer(server)) as mailer:
        return [mailer.send(Envelope(world, ENVELOPE.message_id, MAIL)) for world in worlds]


@pytest.fixture(params=HELLO)
def hello(request: pytest.FixtureRequest) -> str:
    return HELLO[request.param]


def test_a_letter_taken_in_is_answered_with_the_servers_words() -> None:
    with scripted_server(end_of_data="250 2.0.0 filed") as server:
        answers = send(server, "a")

    assert [Answer(250, "2.0.0 filed")] == answers


@pytest.mark.parametrize("code", [451, 550])
@pytest.mark.parametrize("moment", MOMENTS[2:])
def test_a_refusal_at_any_moment_is_an_answer(moment: str, code: int) -> None:
    with scripted_server(**{moment: f"{code} not now"}) as server:
        answers = send(server, "a")

    assert [Answer(code, "not now")] == answers


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_lost_connection_at_any_moment_is_no_answer(hello: str, moment: str) -> None:
    with scripted_server(**{"EHLO": hello, moment: HANG_UP}) as server:
        answers = send(server, "a")

    assert [NO_ANSWER] == [answer.code for answer in answers]


def test_a_refusal_counts_even_if_the_server_then_hangs_up() -> None:
    with scripted_server("RCPT", RCPT="550 no such mailbox") as server:
        answers = send(server, "a")

    assert [Answer(550, "no such mailbox")] == answers


def test_a_refused_recipient_is_an_answer_even_if_the_server_asks_for_the_letter() -> None:
    """RFC 2920: a client that pipelines must be ready for a 354 all the same."""
    with scripted_server(EHLO=PIPELINING, RCPT="550 nobody", DATA="354 go ahead") as server:
        answers = send(server, "a")

    assert [Answer(550, "nobody")] == answers


def test_a_port_where_nobody_listens_is_no_answer() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        mailer = SmtpMailer("127.0.0.1", bound.getsockname()[1])

        answer = mailer.send(ENVELOPE)

    assert NO_ANSWER == answer.code


@pytest.mark.parametrize("moment", ["MAIL", "RCPT", "end_of_data"])
def test_after_a_refusal_the_next_letter_goes_over_the_same_connection(
    hello: str, moment: str
) -> None:
    with scripted_server(**{"EHLO": hello, moment: "451 not now"}) as server:
        answers = send(server, "a", "a")

    assert ([451, 451], 1) == ([answer.code for answer in answers], len(server.connections))


def test_after_a_lost_connection_the_next_letter_opens_another() -> None:
    with scripted_server(end_of_data=HANG_UP) as server:
        send(server, "a", "a")

    assert (2, 2) == (len(server.connections), len(server.messages))


def test_a_kept_connection_that_the_server_closed_meanwhile_costs_the_next_letter_nothing() -> None:
    with scripted_server(END_OF_DATA) as server, closing(new_mailer(server)) as mailer:
        mailer.send(ENVELOPE)
        server.hung_up.wait(TIMEOUT_S)

        answer = mailer.send(ENVELOPE)

    assert Answer(250, "filed") == answer


def test_each_world_is_greeted_in_its_own_name_over_one_connection() -> None:
    with scripted_server() as server:
        send(server, "a", "a", "b", "a")

    assert (["a.itsid-sim.invalid", "b.itsid-sim.invalid", "a.itsid-sim.invalid"], 1) == (
        server.greetings,
        len(server.connections),
    )
