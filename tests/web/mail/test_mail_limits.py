"""What the mail API takes is bounded; and names may be written in letters of any size."""

from base64 import b64encode
from typing import Any

import pytest
from msgspec import json

from tests.web.control.asking import TARO
from tests.web.mail.boxes import SHOP, Box

MAIL: dict[str, Any] = {"From": {"Email": SHOP}, "To": [{"Email": TARO}]}


@pytest.mark.parametrize(
    ("method", "rest", "given"),
    [
        ("GET", f"search?query={'x' * 1001}", b""),
        ("DELETE", f"search?query={'x' * 1001}", b""),
        ("PUT", "messages", {"Search": "x" * 1001}),
    ],
)
def test_a_query_may_have_a_thousand_characters(
    box: Box, method: str, rest: str, given: object
) -> None:
    answer = box.ask(method, rest, given)

    assert 400 == answer.status
    assert "1000" in answer.body.decode()


def test_a_letter_may_have_a_hundred_tags(box: Box) -> None:
    answer = box.ask("PUT", "tags", {"IDs": ["1"], "Tags": [str(n) for n in range(101)]})

    assert (400, b"Expected `array` of length <= 100 - at `$.Tags`", []) == (
        answer.status,
        answer.body,
        box.tags(),
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            {"Bcc": [f"{n}@example.jp" for n in range(100)]},
            "101 recipients found, up to 100 expected",
        ),
        (
            {"Attachments": [{}] * 101},
            "Expected `array` of length <= 100 - at `$.Attachments`",
        ),
        ({"Headers": {"X": [[]]}}, "Expected `str | null`, got `array` - at `$.Headers[...]`"),
    ],
)
def test_a_mail_that_is_too_much_is_refused(box: Box, more: dict[str, Any], said: str) -> None:
    answer = box.ask("POST", "send", MAIL | more)

    assert (400, {"Error": said}) == (answer.status, json.decode(answer.body))


def test_the_name_of_a_file_is_cut(box: Box) -> None:
    """Not the file."""
    file = {"Content": b64encode(b"x").decode(), "Filename": "\u3042" * 100_000}

    box.ask("POST", "send", MAIL | {"Attachments": [file]})

    (attached,) = box.get("message/latest")["Attachments"]
    assert (66, 1) == (len(attached["FileName"]), attached["Size"])


@pytest.mark.parametrize("name", ["IDs", "ids", "Ids"])
def test_the_letters_that_are_named_are_meant_and_no_other(box: Box, name: str) -> None:
    """As in Mailpit, which reads names in letters of any size."""
    box.filled().ask("DELETE", "messages", {name: ["2"]})

    assert ["3", "1"] == box.ids()


def test_a_mail_may_be_asked_for_in_small_letters(box: Box) -> None:
    """The names of headers stay as they are given."""
    asked = {
        "from": {"email": SHOP},
        "to": [{"email": TARO, "name": "T"}],
        "headers": {"text": "x"},
        "text": "hello",
    }

    box.ask("POST", "send", asked)

    told = box.get("message/latest")
    assert ("hello", [{"Name": "T", "Address": TARO}]) == (told["Text"].strip(), told["To"])
    assert ["x"] == box.get("message/latest/headers")["Text"]


def test_the_latest_letter_can_be_thrown_away(box: Box) -> None:
    box.filled().ask("DELETE", "messages", {"IDs": ["latest"]})

    assert ["2", "1"] == box.ids()


@pytest.mark.parametrize(
    ("kind", "shown"), [("text/css", "attachment"), ("text/javascript", "attachment"),
                        ("text/plain", "inline"), ("image/png", "inline")],
)  # fmt: skip
def test_a_part_that_a_page_could_run_is_saved_and_not_shown(
    box: Box, kind: str, shown: str
) -> None:
    file = {"Content": b64encode(b"x").decode(), "Filename": "a", "ContentType": kind}
    box.ask("POST", "send", MAIL | {"Text": "t", "Attachments": [file]})
    (part,) = box.get("message/latest")["Attachments"]

    answer = box.ask("GET", f"message/latest/part/{part['PartID']}")

    disposition = str(answer.header("content-disposition"))
    assert shown == disposition.partition(";")[0]
