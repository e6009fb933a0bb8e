"""Several codes at once: in which browser, which of them, and how many (Q03, Q04, Q20, Q24)."""

import pytest

from itsid_sim.core.state import Notice
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import CODE
from itsid_sim.rules.settings import Quota, Settings
from tests.unit.people import TARO_ID
from tests.unit.walker import DEFAULT, Person, Stage
from tests.unit.walks import name_id, to_new_password, type_code, type_new_password

WRONG_CODE = (Notice(CODE, sentences.WRONG_CODE),)


def asked(settings: Settings = DEFAULT) -> Person:
    """A person before 認証コード入力."""
    person = Person(Stage(settings))
    name_id(person, TARO_ID)
    return person


def wrong(code: str) -> str:
    """A code that is surely another."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_code_works_only_where_it_was_asked_for() -> None:
    """Q20: a code read on the telephone is typed into the screen that waits."""
    stage = Stage(Settings(live_proofs="all"))
    home, thief = Person(stage, "home"), Person(stage, "thief")
    name_id(home, TARO_ID)
    code = stage.secret("code")
    name_id(thief, TARO_ID)

    assert WRONG_CODE == type_code(thief, code).notices
    assert labels.NEW_PASSWORD == type_code(home, code).title


def test_new_code_voids_the_one_before() -> None:
    """Q04: in the same browser and elsewhere, typed or already passed (F08)."""
    stage = Stage()
    waiting, passed = Person(stage, "waiting"), Person(stage, "passed")
    name_id(waiting, TARO_ID)
    to_new_password(passed, TARO_ID)
    assert sentences.START_OVER == waiting.look().title

    name_id(Person(stage, "anybody"), TARO_ID.upper())

    assert sentences.START_OVER == passed.look().title


def test_code_before_it_can_stay_valid() -> None:
    """Q04: the other answer; both work on the newest screen of their browser."""
    person = asked(Settings(live_proofs="all"))
    first = person.stage.secret("code")
    name_id(person, TARO_ID)

    assert labels.NEW_PASSWORD == type_code(person, first).title


@pytest.mark.parametrize(
    ("settings", "title"),
    [
        (Settings(live_proofs="all"), labels.CODE_ENTRY),
        (Settings(live_proofs="all", proof_use="until-expiry"), labels.NEW_PASSWORD),
    ],
)
def test_code_works_once_or_until_it_is_too_old(settings: Settings, title: str) -> None:
    """Q03: both answers, where a new letter leaves older codes alone."""
    person = asked(settings)
    first = person.stage.secret("code")
    type_code(person, first)
    type_new_password(person)
    name_id(person, TARO_ID)

    assert title == type_code(person, first).title


@pytest.mark.parametrize(("used", "title"), [(0, labels.NEW_PASSWORD), (1, labels.CODE_ENTRY)])
def test_only_the_code_that_was_used_stays_usable(used: int, title: str) -> None:
    """Q03 keeps the proof of the change itself; Q09 voids whatever else was waiting."""
    person = asked(Settings(live_proofs="all", proof_use="until-expiry"))
    name_id(person, TARO_ID)
    codes = [letter.secret for letter in person.stage.letters()]
    type_code(person, codes[0])
    type_new_password(person)
    name_id(person, TARO_ID)

    assert title == type_code(person, codes[used]).title


@pytest.mark.parametrize(("times", "sent"), [(5, 5), (6, 5)])
def test_five_codes_go_out_in_an_hour(times: int, sent: int) -> None:
    """Q24: the sixth screen is the same, and takes the fifth code in the same browser."""
    stage = Stage()
    person = Person(stage)
    pages = [name_id(person, TARO_ID) for _ in range(times)]

    assert {labels.CODE_ENTRY} == {page.title for page in pages}
    assert sent == len(stage.letters())
    assert labels.NEW_PASSWORD == type_code(person, stage.secret("code")).title


def test_screen_without_a_letter_takes_no_code_of_another_browser() -> None:
    stage = Stage(Settings(mail_quota=Quota(1, 60)))
    home, thief = Person(stage, "home"), Person(stage, "thief")
    name_id(home, TARO_ID)
    name_id(thief, TARO_ID)

    assert WRONG_CODE == type_code(thief, stage.secret("code")).notices
    assert labels.NEW_PASSWORD == type_code(home, stage.secret("code")).title


def test_screen_without_a_letter_gives_no_new_tries() -> None:
    """Q05: with the quota spent, going back and forth must not make room for more guesses."""
    person = asked(Settings(mail_quota=Quota(1, 60), tries_max=2))
    code = person.stage.secret("code")
    type_code(person, wrong(code))
    name_id(person, TARO_ID)

    assert sentences.START_OVER == type_code(person, wrong(code)).title


@pytest.mark.parametrize(("waited_s", "sent"), [(3599, 1), (3600, 2)])
def test_quota_is_free_again_exactly_after_its_time(waited_s: int, sent: int) -> None:
    person = asked(Settings(mail_quota=Quota(1, 60)))
    person.stage.wait(seconds=waited_s)

    name_id(person, TARO_ID)

    assert sent == len(person.stage.letters())


def test_code_that_was_mistaken_too_often_does_not_come_back() -> None:
    """Q05: not on a screen without a letter either, which shows what an older letter brought."""
    person = asked(Settings(mail_quota=Quota(1, 60), tries_max=2))
    code = person.stage.secret("code")
    type_code(person, wrong(code))
    type_code(person, wrong(code))
    name_id(person, TARO_ID)

    assert WRONG_CODE == type_code(person, code).notices
