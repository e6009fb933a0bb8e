"""What a letter's number tells: the courier shows it in the Message-ID of every letter."""

import pytest

from itsid_sim.rules import labels
from itsid_sim.rules.labels import ITSCOM_ID, UNKNOWN_ITEM
from itsid_sim.rules.settings import Settings, settings_from
from tests.unit.people import TARO_ID
from tests.unit.walker import Person, Stage
from tests.unit.walks import LOGIN_PAGE, PET

BY_CODE, BY_PHRASE = Settings(), settings_from({"Q02": "A"})


def ask(stage: Stage, login_id: str) -> None:
    """Somebody who has no mailbox asks for a reissue."""
    person = Person(stage, f"browser of {login_id}")
    person.open(LOGIN_PAGE)
    person.press(labels.FORGOT)
    person.press(labels.NEXT, {UNKNOWN_ITEM: labels.PASSWORD_UNKNOWN})
    if person.press(labels.NEXT, {ITSCOM_ID: login_id}).title == labels.PHRASE_SETTING:
        person.press(labels.NEXT, PET)


@pytest.mark.parametrize("settings", [BY_CODE, BY_PHRASE], ids=["code", "phrase"])
def test_number_of_the_next_letter_is_the_same_after_a_known_and_an_unknown_id(
    settings: Settings,
) -> None:
    """Whoever mails themselves a letter before and after learns nothing by its number."""
    known, unknown = Stage(settings), Stage(settings)
    ask(known, TARO_ID)
    ask(unknown, "nobody@example.org")

    ask(known, "hanako@example.com")
    ask(unknown, "hanako@example.com")

    assert known.letters()[-1].id == unknown.letters()[-1].id
