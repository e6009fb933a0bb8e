"""npm's mailpit-api works unmodified against the mailbox of a world, every method of it."""

from base64 import b64encode
from typing import Any

from tests.clients.conftest import World

SCRIPT = "mailpit_api.mjs"
TO = {"Email": "taro@example.jp", "Name": "逸 太郎"}
PICTURE = b64encode(b"\x89PNG\r\n\x1a\nnot much").decode()
LETTER: dict[str, Any] = {
    "From": {"Email": "shop@example.org", "Name": "お店"},
    "To": [TO],
    "Cc": [{"Email": "cc@example.org"}],
    "Bcc": ["bcc@example.org"],
    "ReplyTo": [{"Email": "reply@example.org"}],
    "Subject": "ご注文の確認",
    "Text": "ありがとうございます。",
    "HTML": '<p>ありがとう<img src="cid:logo"></p>',
    "Headers": {"X-Order": "17"},
    "Tags": ["order"],
    "Attachments": [
        {"Content": b64encode(b"a,b\r\n1,2\r\n").decode(), "Filename": "明細.csv"},
        {"Content": PICTURE, "Filename": "logo.png", "ContentID": "logo"},
    ],
}


def letter(**changes: object) -> list[object]:
    """A step that sends the letter, or another."""
    return ["sendMessage", {**LETTER, **changes}]


def done(world: World, *steps: list[object]) -> list[Any]:
    """What each step was answered; all of them must be."""
    told = world.node(SCRIPT, *steps)
    assert [] == [step["refused"] for step in told if "refused" in step]
    return [step["answer"] for step in told]


def refusals(world: World, *steps: list[object]) -> list[str]:
    """Why each step was refused: the status."""
    told = world.node(SCRIPT, *steps)
    return [step["refused"].split("Error: ")[1].split()[0] for step in told if "refused" in step]


def ids(answer: dict[str, Any]) -> list[str]:
    """The IDs of a list of messages."""
    return [message["ID"] for message in answer["messages"]]


def test_a_letter_that_is_sent_is_read_with_all_that_it_has(world: World) -> None:
    sent, message = done(world, letter(), ["getMessageSummary", "1"])

    assert {"ID": "1"} == sent
    addresses = {
        name: [one["Address"] for one in message[name]] for name in ("To", "Cc", "Bcc", "ReplyTo")
    }
    assert {
        "To": ["taro@example.jp"],
        "Cc": ["cc@example.org"],
        "Bcc": ["bcc@example.org"],
        "ReplyTo": ["reply@example.org"],
    } == addresses
    assert ("ご注文の確認", "ありがとうございます。\n", ["order"], "shop@example.org") == (
        message["Subject"],
        message["Text"],
        message["Tags"],
        message["ReturnPath"],
    )
    assert [("明細.csv", ""), ("logo.png", "logo")] == [
        (part["FileName"], part["ContentID"])
        for part in (*message["Attachments"], *message["Inline"])
    ]


def test_headers_source_and_attachments_are_fetched(world: World) -> None:
    _, message = done(world, letter(), ["getMessageSummary"])
    part, picture = (message[name][0]["PartID"] for name in ("Attachments", "Inline"))

    headers, source, attachment, logo = done(
        world,
        ["getMessageHeaders"],
        ["getMessageSource", "latest"],
        ["getMessageAttachment", "1", part],
        ["getMessageAttachment", "latest", picture],
    )

    assert (["17"], ["taro@example.jp", "cc@example.org", "bcc@example.org"]) == (
        headers["X-Order"],
        headers["Delivered-To"],
    )
    assert "X-Order: 17" in source
    assert ("a,b\r\n1,2\r\n", "image/png") == (attachment["text"], logo["type"])


def test_messages_are_listed_in_parts_and_searched(world: World) -> None:
    _, _, listed, part, found, none = done(
        world,
        letter(),
        letter(Subject="second", Tags=[]),
        ["listMessages"],
        ["listMessages", 1, 1],
        ["searchMessages", {"query": "subject:second -tag:order"}],
        ["searchMessages", {"query": "from:nobody", "start": 0, "limit": 5}],
    )

    assert (["2", "1"], ["1"], ["2"], []) == (ids(listed), ids(part), ids(found), ids(none))
    assert (2, 2, 1, 1) == (
        listed["total"],
        listed["unread"],
        found["messages_count"],
        part["count"],
    )


def test_what_is_waited_for_is_told_when_it_is_there(world: World) -> None:
    _, message, messages, none = done(
        world,
        letter(),
        ["waitForMessage", {"query": "to:taro@example.jp"}, {"timeout": 2000}],
        ["waitForMessages", {"count": 1, "exact": True}],
        ["waitForMessages", {"query": "subject:nothing", "count": 0}],
    )

    assert ("1", ["1"], []) == (message["ID"], ids(messages), ids(none))


def test_what_never_comes_is_waited_for_in_vain(world: World) -> None:
    briefly = {"timeout": 100, "interval": 10}

    told = world.node(
        SCRIPT,
        ["waitForMessage", {"query": "to:nobody"}, briefly],
        ["waitForMessages", {"count": 2}, briefly],
    )

    assert ["Timeout"] * 2 == [step["refused"].split()[0] for step in told]


def test_messages_are_read_and_made_new_again(world: World) -> None:
    answers = done(
        world,
        letter(),
        letter(),
        ["setReadStatus", {"IDs": ["1"], "Read": True}],
        ["searchMessages", {"query": "is:read"}],
        ["setReadStatus", {"Search": "is:unread", "Read": True}, {"tz": "America/Chicago"}],
        ["searchMessages", {"query": "is:unread"}],
        ["setReadStatus"],
        ["searchMessages", {"query": "is:unread"}],
    )

    assert ["ok"] * 3 == answers[2::2]
    assert (["1"], [], ["2", "1"]) == (ids(answers[3]), ids(answers[5]), ids(answers[7]))


def test_reading_a_message_marks_it_as_read(world: World) -> None:
    *_, listed = done(world, letter(), ["getMessageSummary", "1"], ["listMessages"])

    assert (0, True) == (listed["unread"], listed["messages"][0]["Read"])


def test_messages_are_deleted_by_id_by_search_and_altogether(world: World) -> None:
    answers = done(
        world,
        *[letter(Subject=f"number {number}") for number in range(1, 6)],
        ["deleteMessages", {"IDs": ["1"]}],
        ["listMessages"],
        ["deleteMessagesBySearch", {"query": "subject:'number 2'"}],
        ["deleteMessagesBySearch", {"query": 'subject:"number 2"'}],
        ["listMessages"],
        ["deleteMessages"],
        ["listMessages"],
    )

    left = [ids(answer) for answer in answers[5:] if answer != "ok"]
    assert [["5", "4", "3", "2"], ["5", "4", "3"], []] == left


def test_tags_are_set_renamed_and_deleted(world: World) -> None:
    answers = done(
        world,
        letter(),
        ["setTags", {"IDs": ["1"], "Tags": ["one", "two!"]}],
        ["getTags"],
        ["renameTag", "one", "first one"],
        ["getTags"],
        ["deleteTag", "two"],
        ["getTags"],
        ["setTags", {"IDs": ["1"]}],
        ["getTags"],
    )

    assert [["one", "two"], ["first one", "two"], ["first one"], []] == answers[2::2]


def test_what_the_server_is_is_told(world: World) -> None:
    _, info, configuration = done(world, letter(), ["getInfo"], ["getConfiguration"])

    assert (1, 1, {"order": 1}, world.id) == (
        info["Messages"],
        info["Unread"],
        info["Tags"],
        info["Database"],
    )
    assert (1, True) == (
        info["RuntimeStats"]["SMTPAccepted"],
        info["DatabaseSize"] == info["RuntimeStats"]["SMTPAcceptedSize"] > 0,
    )
    assert (False, False, True) == (
        configuration["MessageRelay"]["Enabled"],
        configuration["SpamAssassin"],
        configuration["ChaosEnabled"],
    )


def test_chaos_refuses_always_or_never(world: World) -> None:
    before, chaos, same, after = done(
        world,
        ["getChaosTriggers"],
        ["setChaosTriggers", {"Recipient": {"ErrorCode": 552, "Probability": 100}}],
        ["getChaosTriggers"],
        ["setChaosTriggers"],
    )

    assert {"ErrorCode": 552, "Probability": 100} == chaos["Recipient"] == same["Recipient"]
    assert {"ErrorCode": 535, "Probability": 0} == chaos["Authentication"]
    assert before == after


def test_html_and_text_are_rendered(world: World) -> None:
    _, html, embedded, text = done(
        world,
        letter(),
        ["renderMessageHTML"],
        ["renderMessageHTML", "1", 1],
        ["renderMessageText", "1"],
    )

    assert ("ありがとうございます。\n", True) == (text, "cid:logo" not in html)
    assert "../api/v1/message/1/part/" in html
    assert "<p>ありがとう<img" in embedded


def test_what_is_not_offered_is_refused_as_where_it_is_off(world: World) -> None:
    done(world, letter())

    statuses = refusals(
        world,
        ["releaseMessage", "1", {"To": ["somebody@example.org"]}],
        ["htmlCheck"],
        ["linkCheck", "1", True],
        ["spamAssassinCheck"],
        ["getAttachmentThumbnail", "1", "1"],
        ["setChaosTriggers", {"Sender": {"ErrorCode": 451, "Probability": 5}}],
    )

    assert ["400", "400", "400", "404", "400", "400"] == statuses


def test_what_cannot_be_done_is_refused(world: World) -> None:
    statuses = refusals(
        world,
        ["getMessageSummary"],
        ["getMessageSummary", "7"],
        ["getMessageAttachment", "7", "1"],
        ["renderMessageHTML", "7"],
        ["searchMessages", {"query": " "}],
        ["renameTag", "nothing", "something"],
        letter(To=[{"Email": "nobody"}]),
        letter(Headers={"Subject": "x"}),
    )

    assert ["404"] * 4 + ["400"] * 4 == statuses
