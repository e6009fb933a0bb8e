"""The mail API answers as Mailpit does: what has arrived, newest first, and nothing else."""

from typing import Any

import pytest
from msgspec import json

from itsid_sim.client.connection import Answer
from itsid_sim.drivers import routes
from itsid_sim.drivers.routes import Walker
from itsid_sim.rules.letters import CODE_SUBJECT, REGISTRATION_SUBJECT, SENDER
from tests.web.control.asking import TARO, Asker

FROM = {"Name": "", "Address": SENDER}


def mail(asker: Asker, world: str, rest: str, method: str = "GET") -> Answer:
    """The answer of a world's mail API."""
    return asker.plain(method, f"/w/{world}/mail/api/v1/{rest}", [], b"")


def told(asker: Asker, world: str, rest: str) -> dict[str, Any]:
    """The content of an answer of a world's mail API."""
    content: dict[str, Any] = json.decode(mail(asker, world, rest).body)
    return content


def three_letters(asker: Asker) -> tuple[Walker, str]:
    """A world with a code, a registration and a code a minute later."""
    walker, world = asker.walker("太郎")
    routes.ask_for_reissue(walker)
    routes.to_registration_sent(walker.of("次郎"))
    walker.stage.advance(60)
    routes.ask_for_reissue(walker)
    return walker, world


def test_an_empty_mailbox_is_told_with_all_its_counts(asker: Asker) -> None:
    answer = mail(asker, asker.new_world(), "messages")

    assert (200, "application/json", "no-store") == (
        answer.status,
        answer.header("content-type"),
        answer.header("cache-control"),
    )
    assert {
        "total": 0,
        "unread": 0,
        "count": 0,
        "messages_count": 0,
        "messages_unread": 0,
        "start": 0,
        "tags": [],
        "messages": [],
    } == json.decode(answer.body)


def test_a_message_in_a_list_has_all_that_mailpit_tells(asker: Asker) -> None:
    walker, world = asker.walker("太郎")
    routes.ask_for_reissue(walker)

    (summary,) = told(asker, world, "messages")["messages"]

    (letter,) = walker.received(CODE_SUBJECT)
    snippet = summary.pop("Snippet")
    assert " ".join(letter.text.split())[:247].rstrip() + "..." == snippet
    assert {
        "ID": "1",
        "MessageID": f"1.{asker.branch(world)}@itsid-sim.invalid",
        "Read": False,
        "From": FROM,
        "To": [{"Name": "", "Address": TARO}],
        "Cc": [],
        "Bcc": [],
        "ReplyTo": [],
        "Subject": CODE_SUBJECT,
        "Created": "2026-06-01T10:00:00+09:00",
        "Username": "",
        "Tags": [],
        "Size": len(mail(asker, world, "message/1/raw").body),
        "Attachments": 0,
    } == summary


def test_a_message_has_all_that_mailpit_tells(asker: Asker) -> None:
    walker, world = asker.walker("太郎")
    routes.ask_for_reissue(walker)

    message = told(asker, world, "message/1")

    (letter,) = walker.received(CODE_SUBJECT)
    assert {
        "ID": "1",
        "MessageID": f"1.{asker.branch(world)}@itsid-sim.invalid",
        "Read": True,
        "From": FROM,
        "To": [{"Name": "", "Address": TARO}],
        "Cc": [],
        "Bcc": [],
        "ReplyTo": [],
        "ReturnPath": SENDER,
        "Subject": CODE_SUBJECT,
        "ListUnsubscribe": {"Header": "", "Links": [], "Errors": "", "HeaderPost": ""},
        "Date": "2026-06-01T10:00:00+09:00",
        "Username": "",
        "Tags": [],
        "Text": letter.text,
        "HTML": "",
        "Size": len(mail(asker, world, "message/1/raw").body),
        "Inline": [],
        "Attachments": [],
    } == message


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["3", "2", "1"]),
        ("?limit=2", ["3", "2"]),
        ("?start=1", ["2", "1"]),
        ("?start=1&limit=1", ["2"]),
        ("?start=3", []),
        ("?limit=0", ["3", "2", "1"]),
        ("?start=-1&limit=-1", ["3", "2", "1"]),
        ("?start=x&limit=99999999999", ["3", "2", "1"]),
    ],
)
def test_messages_are_told_newest_first_in_parts(asker: Asker, query: str, ids: list[str]) -> None:
    _, world = three_letters(asker)

    told_ = told(asker, world, f"messages{query}")

    assert (ids, len(ids), 3, 3) == (
        [message["ID"] for message in told_["messages"]],
        told_["count"],
        told_["total"],
        told_["messages_count"],
    )


def test_the_latest_message_is_the_one_that_arrived_last(asker: Asker) -> None:
    """The first letter was held and arrived after the second."""
    walker, world = asker.walker("太郎")
    fault = {"do": "hold", "for": "PT1M", "times": 1}
    asker.ask("PUT", f"/{world}/mail/faults", {"faults": [fault]})
    routes.ask_for_reissue(walker)
    routes.to_registration_sent(walker.of("次郎"))

    before = told(asker, world, "message/latest")["Subject"]
    walker.stage.advance(60)

    after = told(asker, world, "message/latest")
    assert (REGISTRATION_SUBJECT, CODE_SUBJECT) == (before, after["Subject"])
    assert "2026-06-01T10:00:00+09:00" == after["Date"]


def test_what_has_not_arrived_is_not_there(asker: Asker) -> None:
    walker, world = asker.walker("太郎")
    asker.ask("PUT", f"/{world}/mail/faults", {"faults": [{"do": "lose"}]})
    routes.ask_for_reissue(walker)

    statuses = [mail(asker, world, f"message/{id_}").status for id_ in ("1", "latest")]

    assert ([404, 404], 0) == (statuses, told(asker, world, "messages")["total"])


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("message/2", "404 page not found"),
        ("message/", "404 page not found"),
        ("message/1/raw", "404 page not found"),
        ("message/1/part/1", "404 page not found"),
        ("message/1/sa-check", "404 page not found"),
        ("message/latest", "Message not found"),
        ("", "404 page not found"),
        ("messages/", "404 page not found"),
    ],
)
def test_what_is_not_there_is_told_in_plain_text(asker: Asker, rest: str, said: str) -> None:
    answer = mail(asker, asker.new_world(), rest)

    assert (404, said, "text/plain; charset=utf-8") == (
        answer.status,
        answer.body.decode(),
        answer.header("content-type"),
    )


def test_a_world_that_is_not_there_has_no_mail(asker: Asker) -> None:
    statuses = [mail(asker, "nobody", rest).status for rest in ("messages", "message/latest")]

    assert [404, 404] == statuses


@pytest.mark.parametrize(
    ("method", "rest", "allowed"),
    [
        ("POST", "messages", "DELETE, GET, HEAD, PUT"),
        ("PATCH", "messages", "DELETE, GET, HEAD, PUT"),
        ("PUT", "message/1", "GET, HEAD"),
        ("GET", "send", "POST"),
        ("DELETE", "info", "GET, HEAD"),
    ],
)
def test_what_cannot_be_done_is_told_with_what_can(
    asker: Asker, method: str, rest: str, allowed: str
) -> None:
    answer = mail(asker, asker.new_world(), rest, method)

    assert (405, allowed) == (answer.status, answer.header("allow"))


def test_a_head_is_answered_without_a_body(asker: Asker) -> None:
    world = asker.new_world()

    head = mail(asker, world, "messages", "HEAD")

    assert (200, b"", str(len(mail(asker, world, "messages").body))) == (
        head.status,
        head.body,
        head.header("content-length"),
    )


def test_worlds_do_not_share_their_mail(asker: Asker) -> None:
    _, world = three_letters(asker)

    assert (3, 0) == (
        told(asker, world, "messages")["total"],
        told(asker, asker.new_world(), "messages")["total"],
    )
