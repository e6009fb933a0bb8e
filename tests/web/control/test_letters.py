"""Letters over the control API: what each is, where it is, and what it brings once it is there."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

from itsid_sim.drivers import routes
from itsid_sim.drivers.routes import Walker
from itsid_sim.rules.letters import CODE_SUBJECT, PHRASE_SUBJECT, REGISTRATION_SUBJECT
from tests.web.control.asking import HANAKO, TARO, Asker, told_by

JIRO = "jiro@example.jp"


def letters_of(asker: Asker, world: str, query: str = "") -> list[dict[str, Any]]:
    """The letters of a world."""
    told: list[dict[str, Any]] = told_by(asker.ask("GET", f"/{world}/letters{query}"))["letters"]
    return told


def with_fault(asker: Asker, do: str, **rest: object) -> tuple[dict[str, Any], str]:
    """The one letter of a world in which mail goes wrong, and the world."""
    walker, world = asker.walker("太郎")
    asker.ask("PUT", f"/{world}/mail/faults", {"faults": [{"do": do, **rest}]})
    routes.ask_for_reissue(walker)
    return letters_of(asker, world)[0], world


def test_a_letter_with_a_code_shows_it_once_it_has_arrived(asker: Asker) -> None:
    walker, world = asker.walker("太郎")
    routes.ask_for_reissue(walker)

    (letter,) = letters_of(asker, world)

    code = letter.pop("code")
    assert code in walker.received(CODE_SUBJECT)[0].text
    assert {
        "id": "1",
        "kind": "code",
        "to": TARO,
        "subject": CODE_SUBJECT,
        "state": "arrived",
        "written_at": "2026-06-01T10:00:00+09:00",
        "arrived_at": "2026-06-01T10:00:00+09:00",
        "url": None,
        "mailpit_id": "1",
    } == letter


@pytest.mark.parametrize(
    ("who", "way", "kind", "subject"),
    [
        ("花子", routes.to_phrase_sent, "phrase", PHRASE_SUBJECT),
        ("次郎", routes.to_registration_sent, "registration", REGISTRATION_SUBJECT),
    ],
)
def test_a_letter_with_a_url_shows_it_and_leads_into_its_own_world(
    asker: Asker, who: str, way: Callable[[Walker], None], kind: str, subject: str
) -> None:
    walker, world = asker.walker(who)
    way(walker)

    (letter,) = letters_of(asker, world)

    walker.driver.open(who, letter["url"])
    assert (kind, subject, None) == (letter["kind"], letter["subject"], letter["code"])
    assert letter["url"].startswith(f"{asker.served.url}/w/{world}/")
    assert walker.driver.look(who).buttons


@pytest.mark.parametrize(
    ("do", "rest", "state"),
    [
        ("refuse", {}, "bounced"),
        ("defer", {}, "written"),
        ("cut", {}, "written"),
        ("hold", {"for": "PT10M"}, "held"),
        ("lose", {}, "lost"),
    ],
)
def test_a_letter_that_has_not_arrived_shows_nothing_of_what_it_brings(
    asker: Asker, do: str, rest: dict[str, object], state: str
) -> None:
    letter, _ = with_fault(asker, do, **rest)

    assert (state, None, None, None, None) == (
        letter["state"],
        letter["arrived_at"],
        letter["code"],
        letter["url"],
        letter["mailpit_id"],
    )


def test_a_letter_arrives_when_it_is_no_longer_held(asker: Asker) -> None:
    _, world = with_fault(asker, "hold", **{"for": "PT10M"})

    asker.ask("POST", f"/{world}/clock/advance", {"by": "PT10M"})

    (letter,) = letters_of(asker, world)
    assert ("arrived", "2026-06-01T10:10:00+09:00") == (letter["state"], letter["arrived_at"])


def test_letters_are_listed_as_they_were_written_and_picked_by_all_that_is_asked(
    asker: Asker,
) -> None:
    walker, world = asker.walker("太郎")
    routes.ask_for_reissue(walker)
    routes.to_registration_sent(walker.of("次郎"))
    routes.ask_for_reissue(walker)

    picked = {
        query: [letter["id"] for letter in letters_of(asker, world, query)]
        for query in (
            "",
            f"?to={TARO}",
            f"?to={TARO.upper()}",
            f"?to={HANAKO}",
            "?kind=registration",
            f"?kind=registration&to={TARO}",
            "?kind=other",
            f"?subject={quote(REGISTRATION_SUBJECT)}",
            f"?subject={quote(REGISTRATION_SUBJECT[:3])}",
        )
    }

    assert [
        ["1", "2", "3"],
        ["1", "3"],
        ["1", "3"],
        [],
        ["2"],
        [],
        [],
        ["2"],
        [],
    ] == list(picked.values())


@pytest.mark.parametrize("query", ["?kind=changed", "?kind=", "?limit=1"])
def test_letters_are_asked_for_by_what_is_known(asker: Asker, query: str) -> None:
    world = asker.new_world()

    assert 422 == asker.ask("GET", f"/{world}/letters{query}").status
