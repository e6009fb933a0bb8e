"""手順B: the mailed code and the new password (manual 3-B)."""

import pytest

from itsid_sim.core.state import Notice
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import CODE, PASSWORD, PASSWORD_AGAIN
from itsid_sim.rules.settings import Quota, Settings
from tests.unit.people import TARO, TARO_ID
from tests.unit.walker import DEFAULT, Person, Stage
from tests.unit.walks import (
    NEW_PASSWORD,
    name_id,
    to_new_password,
    type_code,
    type_new_password,
)

HALF_HOUR_S = 30 * 60
UNKNOWN = "nobody@example.jp"
WRONG_CODE = (Notice(CODE, sentences.WRONG_CODE),)


def asked(settings: Settings = DEFAULT, login_id: str = TARO_ID) -> Person:
    """A person before 認証コード入力."""
    person = Person(Stage(settings))
    name_id(person, login_id)
    return person


def wrong(code: str) -> str:
    """A code that is surely another."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_code_screen_has_the_documented_labels() -> None:
    """CODE-06."""
    page = asked().page
    words = "\n".join(page.lines)

    assert ("認証コード入力", ("次へ",)) == (page.title, page.buttons)
    assert ["認証コード"] == [box.label for box in page.boxes]
    assert ["こちら"] == [link.label for link in page.links]
    assert all(part in words for part in ("送信しました", "30分", "初めから", "5分程度"))


def test_letter_goes_to_the_contact_with_a_code_of_six_digits() -> None:
    """CODE-01 and CODE-02."""
    (letter,) = asked().stage.letters()

    assert ("code", TARO_ID, TARO.name) == (letter.kind, letter.to, letter.name)
    assert (6, True) == (len(letter.secret), letter.secret.isdigit())


@pytest.mark.parametrize("before", ["", " ", "　"])
@pytest.mark.parametrize(
    "wide", [str.maketrans({}), str.maketrans("0123456789", "０１２３４５６７８９")]
)
def test_right_code_passes_in_full_width_and_with_outer_spaces(
    before: str, wide: dict[int, int]
) -> None:
    """Q35."""
    person = asked()
    code = person.stage.secret("code")

    assert labels.NEW_PASSWORD == type_code(person, f"{before}{code.translate(wide)}{before}").title


@pytest.mark.parametrize(
    "typed", ["12345", "1234567", "12-3456", "123456!", "abcdef", " ", "一二三四五六"]
)
def test_malformed_code_is_refused_and_is_no_mistake(typed: str) -> None:
    """Q35 and CODE-05."""
    person = asked(Settings(tries_max=1))

    assert (Notice(CODE, sentences.BAD_CODE),) == type_code(person, typed).notices
    assert labels.NEW_PASSWORD == type_code(person, person.stage.secret("code")).title


def test_missing_code_is_asked_for() -> None:
    assert (Notice(CODE, sentences.REQUIRED),) == asked().press(labels.NEXT).notices


@pytest.mark.parametrize(
    ("mistakes", "title"), [(4, labels.NEW_PASSWORD), (5, sentences.START_OVER)]
)
def test_fifth_mistake_voids_the_code(mistakes: int, title: str) -> None:
    """Q05."""
    person = asked()
    code = person.stage.secret("code")
    seen = [type_code(person, wrong(code)) for _ in range(mistakes)]
    assert [WRONG_CODE] * 4 == [page.notices for page in seen[:4]]

    page = person.page if mistakes == 5 else type_code(person, code)

    assert title == page.title


@pytest.mark.parametrize(("tries", "title"), [(1, sentences.START_OVER), (2, labels.CODE_ENTRY)])
def test_number_of_tries_can_be_another(tries: int, title: str) -> None:
    person = asked(Settings(tries_max=tries))

    assert title == type_code(person, wrong(person.stage.secret("code"))).title


@pytest.mark.parametrize(
    ("settings", "waited_s", "title"),
    [
        (Settings(), HALF_HOUR_S - 1, labels.NEW_PASSWORD),
        (Settings(), HALF_HOUR_S, sentences.START_OVER),
        (Settings(last_moment="inclusive"), HALF_HOUR_S, labels.NEW_PASSWORD),
        (Settings(last_moment="inclusive"), HALF_HOUR_S + 1, sentences.START_OVER),
    ],
)
def test_code_is_valid_for_30_minutes(settings: Settings, waited_s: int, title: str) -> None:
    """CODE-03 and Q01."""
    person = asked(settings)
    person.stage.wait(seconds=waited_s)

    assert title == type_code(person, person.stage.secret("code")).title


def test_code_that_grew_too_old_does_not_come_back() -> None:
    """Not even where the quota is spent and the older code would be shown again (Q24)."""
    person = asked(Settings(mail_quota=Quota(1, 60)))
    person.stage.wait(seconds=HALF_HOUR_S)
    name_id(person, TARO_ID)

    assert WRONG_CODE == type_code(person, person.stage.secret("code")).notices


@pytest.mark.parametrize(
    ("idle_s", "title"), [(1799, labels.PASSWORD_CHANGED), (1800, "初めからやり直し")]
)
def test_code_that_passed_in_time_leaves_30_minutes_for_the_password(
    idle_s: int, title: str
) -> None:
    """Q21 and Q22: asked at minute 29, answered at minute 58 or 59."""
    person = asked()
    person.stage.wait(minutes=29)
    type_code(person, person.stage.secret("code"))
    person.stage.wait(seconds=idle_s)

    assert title == type_new_password(person).title


@pytest.mark.parametrize(
    ("minutes", "title"), [(5, "初めからやり直し"), (None, labels.PASSWORD_CHANGED)]
)
def test_time_for_the_password_can_be_another_or_without_end(
    minutes: int | None, title: str
) -> None:
    person = asked(Settings(idle_minutes=minutes))
    type_code(person, person.stage.secret("code"))
    person.stage.wait(minutes=24 * 60 if minutes is None else minutes)

    assert title == type_new_password(person).title


def test_nobody_passes_with_an_id_that_is_not_registered() -> None:
    person = asked(login_id=UNKNOWN)

    assert [] == person.stage.letters()
    assert WRONG_CODE == type_code(person, "000000").notices


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({}, PASSWORD, sentences.REQUIRED),
        ({PASSWORD: "a" * 5, PASSWORD_AGAIN: "a" * 5}, PASSWORD, sentences.BAD_PASSWORD),
        ({PASSWORD: "a" * 33, PASSWORD_AGAIN: "a" * 33}, PASSWORD, sentences.BAD_PASSWORD),
        ({PASSWORD: "abc def", PASSWORD_AGAIN: "abc def"}, PASSWORD, sentences.BAD_PASSWORD),
        ({PASSWORD: NEW_PASSWORD}, PASSWORD_AGAIN, sentences.NOT_THE_SAME),
    ],
)
def test_password_keeps_the_limits_of_the_registration(
    typed: dict[str, str], field: str, says: str
) -> None:
    """CODE-07 and CODE-10: until it does, nothing changes."""
    person = Person(Stage())
    to_new_password(person, TARO_ID)
    before = person.stage.world.accounts

    assert (Notice(field, says),) == person.press(labels.NEXT, typed).notices
    assert before == person.stage.world.accounts


@pytest.mark.parametrize("password", ["a" * 6, "a" * 32, "%+./:=@^_-", "Taro.pass1"])
def test_password_at_its_limits_is_taken(password: str) -> None:
    """The present one among them (Q33)."""
    person = Person(Stage())
    to_new_password(person, TARO_ID)

    page = type_new_password(person, password)

    assert ("パスワード登録完了", ("ログイントップへ",)) == (page.title, page.buttons)
    assert labels.LOGIN == person.press(labels.TO_LOGIN).title
