"""The mail API changes a world as the control API does, and only for those who may."""

import pytest
from msgspec import json

from itsid_sim.drivers import routes
from tests.web.control.asking import HANAKO, TARO, Asker, told_by
from tests.web.mail.boxes import Box

FOREIGN = (("sec-fetch-site", "cross-site"), ("origin", "https://elsewhere.example"))
JIRO = "jiro@example.jp"
OFF = {"Authentication": 535, "Recipient": 451, "Sender": 451}


@pytest.mark.parametrize("header", FOREIGN)
@pytest.mark.parametrize(
    ("method", "rest"),
    [
        ("PUT", "messages"),
        ("DELETE", "messages"),
        ("DELETE", "search?query=one"),
        ("POST", "send"),
        ("PUT", "tags"),
        ("PUT", "chaos"),
    ],
)
def test_a_page_of_another_site_changes_nothing(
    box: Box, method: str, rest: str, header: tuple[str, str]
) -> None:
    """A browser tells where a request comes from."""
    before = box.happened()

    answer = box.ask(method, rest, {}, [header])

    assert (403, before) == (answer.status, box.happened())


def test_chaos_is_a_fault_of_the_world(box: Box) -> None:
    """Other faults stay when it is set, and when it is gone."""
    path = f"/{box.world}/mail/faults"
    lost = {"do": "lose", "match": {"to": HANAKO}}
    box.asker.ask("PUT", path, {"faults": [lost]})
    recipient = {"Recipient": {"ErrorCode": 452, "Probability": 100}}

    given = json.decode(box.ask("PUT", "chaos", recipient).body)
    with_chaos = told_by(box.asker.ask("GET", path))["faults"]
    box.ask("PUT", "chaos", {})
    without = told_by(box.asker.ask("GET", path))["faults"]

    usual = {name: {"ErrorCode": code, "Probability": 0} for name, code in OFF.items()}
    assert usual | recipient == given
    assert ["lose", "defer"] == [fault["do"] for fault in with_chaos]
    assert (452, "rcpt") == (with_chaos[1]["code"], with_chaos[1]["at"])
    assert [with_chaos[0]] == without


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"Sender": {"ErrorCode": 250, "Probability": 100}}, "between 400 and 599"),
        ({"Sender": {"ErrorCode": 451, "Probability": 50}}, "0 or 100 expected"),
        ({"Sender": {"ErrorCode": "x"}}, "Expected `int`"),
    ],
)
def test_chaos_that_is_none_is_refused(box: Box, given: object, said: str) -> None:
    answer = box.ask("PUT", "chaos", given)

    assert (400, True) == (answer.status, said in answer.body.decode())


def test_the_box_of_an_address_is_about_its_letters_only(asker: Asker) -> None:
    """What is thrown away there is all that is there; the others keep theirs."""
    walker, world = asker.walker("太郎")
    routes.ask_for_reissue(walker)
    routes.to_registration_sent(walker.of("次郎"))
    everybody, taro, jiro = (Box(asker, world, address) for address in ("", TARO, JIRO))

    seen = [one.ids() for one in (everybody, taro, jiro)]
    elsewhere = taro.ask("GET", f"message/{jiro.ids()[0]}").status
    jiro.ask("DELETE", "messages")

    assert ([["2", "1"], ["1"], ["2"]], 404) == (seen, elsewhere)
    assert [["1"], ["1"], []] == [one.ids() for one in (everybody, taro, jiro)]


@pytest.mark.parametrize("letter", ["0", "-1", "1e0", "01", "%D9%A1", "latest2", "1" * 40, "%00"])
def test_a_number_that_no_letter_has_is_unknown(box: Box, letter: str) -> None:
    assert 404 == box.ask("GET", f"message/{letter}").status
