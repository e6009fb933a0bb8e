"""The mail API searches, marks, tags, throws away and sends; or tells why it does not."""

from base64 import b64encode
from typing import Any

import pytest
from msgspec import json

from tests.web.control.asking import TARO
from tests.web.mail.boxes import SHOP, Box

FILE = b"a,b\r\n1,2\r\n"
FULL: dict[str, Any] = {
    "From": {"Email": SHOP, "Name": "お店"},
    "To": [{"Email": TARO, "Name": "逸 太郎"}],
    "Cc": [{"Email": "cc@example.org"}],
    "Bcc": ["bcc@example.org"],
    "ReplyTo": [{"Email": "reply@example.org"}],
    "Subject": "ご注文",
    "Text": "どうも",
    "HTML": '<p>どうも<img src="cid:logo"></p><script>x()</script>',
    "Headers": {"X-Order": "17"},
    "Tags": ["order"],
    "Attachments": [
        {"Content": b64encode(FILE).decode(), "Filename": "明細.csv", "ContentType": "text/csv"},
        {"Content": b64encode(b"\x89PNG\r\n\x1a\n").decode(), "ContentID": "logo"},
    ],
}


@pytest.mark.parametrize(
    ("query", "ids", "found"),
    [
        ("query=subject:one", ["4", "1"], 2),
        ("query=one&limit=1", ["4"], 2),
        ("query=one&start=1", ["1"], 2),
        ("query=one&start=2", [], 2),
        ("query=nothing", [], 0),
        ("query=after:2026-06-01%20before:2026-06-02&tz=Asia/Tokyo", ["4", "3", "2", "1"], 4),
        ("query=before:2026-06-01&tz=America/Los_Angeles", ["4", "3", "2", "1"], 4),
        ("query=before:2026-06-01&tz=UTC", [], 0),
    ],
)
def test_a_search_tells_what_it_found_and_how_many(
    box: Box, query: str, ids: list[str], found: int
) -> None:
    """Letters came at ten in Japan, which is the evening before in Los Angeles."""
    box.filled("one", "two", "three", "one")

    told = box.get(f"search?{query}")

    assert (ids, len(ids), found, found, 4, 4) == (
        [message["ID"] for message in told["messages"]],
        *(told[name] for name in ("count", "messages_count", "messages_unread")),
        *(told[name] for name in ("total", "unread")),
    )


@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize("query", ["", "?query=", "?query=%20", "?tz=UTC"])
def test_a_search_for_nothing_is_refused(box: Box, method: str, query: str) -> None:
    """A deletion without a query would otherwise be one of everything."""
    answer = box.filled().ask(method, f"search{query}")

    assert (400, b"Error: no search query", 3) == (answer.status, answer.body, len(box.ids()))


@pytest.mark.parametrize(
    ("given", "unread"),
    [
        ({"Read": True, "IDs": ["1", "9"]}, ["3", "2"]),
        ({"Read": True, "Search": "subject:two"}, ["3", "1"]),
        ({"Read": True, "Search": "nobody"}, ["3", "2", "1"]),
        ({"Read": True}, []),
        ({"Read": True, "IDs": []}, []),
        ({}, ["3", "2", "1"]),
    ],
)
def test_letters_are_marked_by_number_by_search_or_all(
    box: Box, given: object, unread: list[str]
) -> None:
    """What is not told to be read is new again."""
    answer = box.filled().ask("PUT", "messages", given)

    assert (200, b"ok", unread) == (answer.status, answer.body, box.unread())


def test_letters_are_marked_by_number_or_by_search_and_not_by_both(box: Box) -> None:
    """Mailpit's own words."""
    given = {"Read": True, "IDs": ["1"], "Search": "two"}

    answer = box.filled().ask("PUT", "messages", given)

    assert (400, b"You may specify either IDs or a search query, not both", 3) == (
        answer.status,
        answer.body,
        len(box.unread()),
    )


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"IDs": 1}', b'{"IDs": ["\xff"]}', b'{"IDs":' + b"[" * 100_000]
)
@pytest.mark.parametrize("rest", ["messages", "tags"])
def test_what_cannot_be_read_is_refused_and_changes_nothing(
    box: Box, rest: str, body: bytes
) -> None:
    """Broken, of another shape, in no UTF-8, or nested deeper than anybody reads."""
    before = box.filled().happened()

    answer = box.ask("PUT", rest, body)

    assert (400, "text/plain; charset=utf-8") == (answer.status, answer.header("content-type"))
    assert before == box.happened()


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (b'{"IDs": ["2", "9"]}', ["3", "1"]),
        (b'{"IDs": ["9"]}', ["3", "2", "1"]),
        (b'{"IDs": []}', []),
        (b"{}", []),
        (b"", []),
        (b"ids=2", []),
        (b"\xff", []),
    ],
)
def test_letters_are_thrown_away_by_number_or_all(box: Box, body: bytes, left: list[str]) -> None:
    """Clients that send a form, or nothing, mean everything."""
    answer = box.filled().ask("DELETE", "messages", body)

    assert (200, b"ok", left) == (answer.status, answer.body, box.ids())
    assert [404] * (3 - len(left)) == [
        status
        for status in (box.ask("GET", f"message/{id_}").status for id_ in "123")
        if status != 200
    ]


def test_letters_are_thrown_away_by_a_search(box: Box) -> None:
    """The others stay."""
    answer = box.filled().ask("DELETE", "search?query=subject:two")

    assert (200, ["3", "1"]) == (answer.status, box.ids())


def test_tags_are_given_renamed_and_taken_away(box: Box) -> None:
    """A tag that nobody bears is no tag any more."""
    box.filled().ask("PUT", "tags", {"IDs": ["1", "2"], "Tags": ["b", "a!", "A"]})
    steps = [box.tags()]
    for method, tag, given in (("PUT", "a", {"Name": "c"}), ("DELETE", "b", b"")):
        assert 200 == box.ask(method, f"tags/{tag}", given).status
        steps.append(box.tags())
    box.ask("PUT", "tags", {"IDs": ["1"], "Tags": []})

    tagged = [message["Tags"] for message in box.get("messages")["messages"]]

    assert ([["a", "b"], ["b", "c"], ["c"]], [[], ["c"], []]) == (steps, tagged)


@pytest.mark.parametrize(
    ("method", "tag", "given", "said"),
    [
        ("PUT", "nobody", {"Name": "x"}, b"tag not found: nobody"),
        ("DELETE", "nobody", b"", b"tag not found: nobody"),
        ("PUT", "a", {"Name": "B"}, b"tag already exists: B"),
        ("PUT", "a", {"Name": "!"}, b"invalid tag name: a"),
    ],
)
def test_a_tag_that_cannot_be_changed_is_left(
    box: Box, method: str, tag: str, given: object, said: bytes
) -> None:
    """One that is not there, and a name that is taken or is none."""
    box.filled().ask("PUT", "tags", {"IDs": ["1"], "Tags": ["a", "b"]})

    answer = box.ask(method, f"tags/{tag}", given)

    assert (400, said, ["a", "b"]) == (answer.status, answer.body, box.tags())


def test_a_mail_that_is_sent_has_all_its_fields(box: Box) -> None:
    """It is tagged, and goes to those in copy as well."""
    sent = box.ask("POST", "send", FULL)

    told = box.get("message/1")
    files = [(one["FileName"], one["Size"], one["ContentType"]) for one in told["Attachments"]]
    assert (200, {"ID": "1"}) == (sent.status, json.decode(sent.body))
    assert {
        "From": {"Name": "お店", "Address": SHOP},
        "To": [{"Name": "逸 太郎", "Address": TARO}],
        "Cc": [{"Name": "", "Address": "cc@example.org"}],
        "Bcc": [{"Name": "", "Address": "bcc@example.org"}],
        "ReplyTo": [{"Name": "", "Address": "reply@example.org"}],
        "Subject": "ご注文",
        "Tags": ["order"],
        "ReturnPath": SHOP,
    }.items() <= told.items()
    assert ("どうも", FULL["HTML"]) == (told["Text"].strip(), told["HTML"].strip())
    assert [("明細.csv", len(FILE), "text/csv")] == files
    assert ["logo"] == [one["ContentID"] for one in told["Inline"]]
    assert ["17"] == box.get("message/1/headers")["X-Order"]
    assert [["1"]] * 3 == [
        Box(box.asker, box.world, to).ids() for to in (TARO, "cc@example.org", "bcc@example.org")
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"From": None}, "error building message: from not set"),
        ({"To": [], "Cc": [], "Bcc": []}, "error building message: no recipients"),
        ({"To": [{"Email": "nobody"}]}, "invalid To address: nobody"),
        ({"Headers": {"Subject": "x"}}, "cannot overwrite header"),
        ({"Headers": {"a b": "x"}}, "invalid header name"),
        ({"Attachments": [{"Content": "%"}]}, "error decoding base64"),
        ({"To": 1}, "Expected"),
    ],
)
def test_a_mail_that_cannot_be_sent_is_refused_in_json(
    box: Box, change: dict[str, Any], said: str
) -> None:
    """And nothing has come."""
    answer = box.ask("POST", "send", FULL | change)

    refused = json.decode(answer.body)
    assert (400, ["Error"], []) == (answer.status, list(refused), box.happened())
    assert refused["Error"].startswith(said)
