"""PyPI's mailpit-api-client works unmodified against the mailbox of a world."""

import unittest
from datetime import datetime
from pathlib import Path
from smtplib import SMTP

import httpx
import pytest
from mailpit.client.api import API
from mailpit.client.models import Contact
from mailpit.testing.unittest import EMailTestCase

from itsid_sim.core.moment import JST
from tests.clients.conftest import World
from tests.pytest_plugin.running import run

LETTER = """\
From: =?utf-8?b?44GK5bqX?= <shop@example.org>
To: taro@example.jp
Subject: first
Date: Wed, 28 Feb 2024 23:45:00 +0900
Message-ID: <one@example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

hello
--b
Content-Type: text/csv
Content-Disposition: attachment; filename=a.csv

a,b
--b--
""".replace("\n", "\r\n")


@pytest.fixture
def api(world: World) -> API:
    with SMTP("127.0.0.1", world.smtp_port) as smtp:
        smtp.login(world.id, "whatever")
        smtp.sendmail("shop@example.org", ["taro@example.jp"], LETTER)
    return API(world.mail_url, timeout=10)


def test_messages_are_listed(api: API) -> None:
    messages = api.get_messages(limit=10, start=0)

    (message,) = messages.messages
    assert (1, 1, 1, 0) == (messages.total, messages.unread, messages.count, messages.start)
    assert ("1", "one@example.org", False, 1) == (
        message.id,
        message.message_id,
        message.read,
        message.attachments,
    )
    assert Contact(name="お店", address="shop@example.org") == message.from_


def test_a_message_is_read(api: API) -> None:
    message = api.get_message("1")

    assert ("first", "hello", True) == (message.subject, message.text, message.read)
    assert datetime(2024, 2, 28, 23, 45, tzinfo=JST) == message.date
    assert ["a.csv"] == [part.file_name for part in message.attachments]


def test_headers_are_told(api: API) -> None:
    headers = api.get_message_headers("1")

    assert (["taro@example.jp"], ["<one@example.org>"]) == (
        headers.delivered_to,
        headers.message_id,
    )


def test_an_attachment_is_fetched(api: API) -> None:
    (part,) = api.get_message("1").attachments

    assert "a,b" == api.get_message_attachment("1", part.part_id)


@pytest.mark.parametrize("ids", [["1"], []])
def test_deleting_deletes_everything_for_its_form_says_no_ids_to_mailpit_either(
    api: API, ids: list[str]
) -> None:
    api.delete_messages(ids)

    assert 0 == api.get_messages().total


def test_its_form_is_no_way_to_mark_a_message_as_mailpit_has_it(api: API) -> None:
    with pytest.raises(httpx.HTTPStatusError, match="400"):
        api.put_messages(["1"], "Read", value=True)


def test_its_assertions_hold(api: API) -> None:
    class Case(EMailTestCase):  # type: ignore[misc]
        """A test of somebody who uses the helpers of the client."""

        api_url = api.mailpit_url

        def runTest(self) -> None:  # noqa: N802 - unittest's name
            """What was sent has come, and nothing else."""
            self.assertMessageReceived("one@example.org")
            self.assertMessageEqual(self.mailpit_api.get_message("1"), api.get_message("latest"))
            with pytest.raises(self.failureException):
                self.assertMessageReceived("two@example.org")

    result = unittest.TestSuite([Case()]).run(unittest.TestResult())

    assert (1, []) == (result.testsRun, [*result.failures, *result.errors])


def test_a_message_that_is_not_there_is_not_found(api: API) -> None:
    with pytest.raises(httpx.HTTPStatusError, match="404"):
        api.get_message("7")


def test_its_fixture_of_pytest_reads_the_mailbox_and_leaves_it_empty(
    api: API, tmp_path: Path
) -> None:
    source = f"""
        import pytest
        from mailpit.testing.pytest import mailpit_api

        @pytest.mark.parametrize("mailpit_api", ["{api.mailpit_url}"], indirect=True)
        def test_the_letter_has_come(mailpit_api):
            assert ["first"] == [one.subject for one in mailpit_api.get_messages().messages]
    """

    ended = run(tmp_path, source)

    assert [] == ended.has("1 passed")
    assert 0 == api.get_messages().total
