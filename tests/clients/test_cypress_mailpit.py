"""npm's cypress-mailpit works unmodified against the mailbox of a world, every command of it."""

from typing import Any

import pytest

from tests.clients.conftest import World

SCRIPT = "cypress_mailpit.mjs"
SENT: list[object] = ["mailpitSendMail", {"subject": "first", "to": [{"Email": "taro@example.jp"}]}]
QUICKLY = {"timeout": 0, "interval": 0}


def done(world: World, *steps: list[object]) -> list[Any]:
    """What each step was answered; all of them must be."""
    told = world.node(SCRIPT, *steps)
    assert [] == [step["refused"] for step in told if "refused" in step]
    return [step.get("answer") for step in told]


def subjects(answer: dict[str, Any]) -> list[str]:
    """The subjects of a list of messages."""
    return [message["Subject"] for message in answer["messages"]]


def test_a_mail_is_sent_and_told_in_all_its_parts(world: World) -> None:
    sent, mail, subject, to, sender, files, text, html = done(
        world,
        ["mailpitSendMail"],
        ["mailpitGetMail"],
        ["mailpitGetSubject"],
        ["mailpitGetRecipientAddress"],
        ["mailpitGetFromAddress"],
        ["mailpitGetAttachments"],
        ["mailpitGetMailTextBody"],
        ["mailpitGetMailHTMlBody"],
    )

    assert ({"ID": "1"}, "1") == (sent, mail["ID"])
    assert ("Hello Mailpit", ["jane@example.com"], "from@example.com", []) == (
        subject,
        to,
        sender,
        files,
    )
    assert ("hello from mailpit\n", "<p>hello from mailpit</p>\n") == (text, html)


def test_mails_are_listed_and_found(world: World) -> None:
    answers = done(
        world,
        SENT,
        ["mailpitSendMail", {"subject": "second"}],
        ["mailpitGetAllMails"],
        ["mailpitSearchEmails", "first"],
        ["mailpitGetEmailsBySubject", "second"],
        ["mailpitGetEmailsByTo", "taro@example.jp"],
    )

    assert [["second", "first"], ["first"], ["second"], ["first"]] == [
        subjects(answer) for answer in answers[2:]
    ]


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        ("mailpitHasEmailsBySearch", "from:from@example.com"),
        ("mailpitHasEmailsBySubject", "first"),
        ("mailpitHasEmailsByTo", "taro@example.jp"),
        ("mailpitNotHasEmailsBySearch", "from:nobody"),
        ("mailpitNotHasEmailsBySubject", "second"),
        ("mailpitNotHasEmailsByTo", "hanako@example.com"),
    ],
)
def test_what_is_there_and_what_is_not_is_asserted(world: World, command: str, wanted: str) -> None:
    _, answer = done(world, SENT, [command, wanted])

    assert ("Not" not in command) == bool(answer["messages_count"])


@pytest.mark.parametrize(
    ("command", "wanted"),
    [("mailpitHasEmailsBySubject", "second"), ("mailpitNotHasEmailsByTo", "taro@example.jp")],
)
def test_what_is_otherwise_fails(world: World, command: str, wanted: str) -> None:
    _, told = world.node(SCRIPT, SENT, [command, wanted, 0, 50, QUICKLY])

    assert "Timed out" in told["refused"]


def test_mails_are_read_and_made_new_again(world: World) -> None:
    answers = done(
        world,
        SENT,
        ["mailpitSetAllEmailStatusAsRead"],
        ["mailpitGetAllMails"],
        ["mailpitSetAllEmailStatusAsUnRead"],
        ["mailpitGetAllMails"],
        ["mailpitGetMail"],
        ["mailpitSetStatusAsUnRead"],
        ["mailpitGetAllMails"],
        ["mailpitGetMail"],
        ["mailpitSetStatusAsRead"],
        ["mailpitGetAllMails"],
    )

    unread = [answer["unread"] for answer in answers if "unread" in answer]
    assert [0, 1, 1, 0] == unread


def test_mails_are_deleted(world: World) -> None:
    answers = done(
        world,
        SENT,
        ["mailpitSendMail", {"subject": "second"}],
        ["mailpitDeleteEmailsBySearch", "subject:first"],
        ["mailpitGetAllMails"],
        ["mailpitDeleteAllEmails"],
        ["mailpitGetAllMails"],
    )

    assert (["second"], []) == (subjects(answers[3]), subjects(answers[5]))


@pytest.mark.parametrize(
    "command", ["mailpitGetMailSpamAssassinSummary", "mailpitGetMailSpamAssainSummary"]
)
def test_spam_is_not_looked_for(world: World, command: str) -> None:
    *_, told = world.node(SCRIPT, SENT, ["mailpitGetMail"], [command])

    assert told["refused"].startswith("404")


def test_a_login_that_nobody_asked_for_does_no_harm(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILPIT_USERNAME", "anybody")
    monkeypatch.setenv("MAILPIT_PASSWORD", "any")

    _, listed = done(world, SENT, ["mailpitGetAllMails"])

    assert ["first"] == subjects(listed)
