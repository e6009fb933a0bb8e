"""マイページにログインしよう: who gets in, who is stopped, and for how long (Q12, Q17)."""

import pytest

from itsid_sim.core.state import Notice
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import ITSCOM_ID, PASSWORD
from itsid_sim.rules.settings import Lockout, Settings
from tests.unit.people import HANAKO_ID, HANAKO_PASSWORD, TARO_ID, TARO_PASSWORD
from tests.unit.walker import Person, Stage
from tests.unit.walks import LOGIN_PAGE, WRONG_PASSWORD, sign_in

FAILED = (Notice("", sentences.LOGIN_FAILED),)
STOPPED = (Notice("", sentences.LOGIN_LOCKED),)
UNKNOWN_ID = "nobody@example.jp"


def fail(person: Person, times: int, login_id: str = TARO_ID) -> None:
    """Fail to sign in, so often in a row."""
    for _ in range(times):
        sign_in(person, login_id, WRONG_PASSWORD)


def test_login_page_has_the_documented_labels() -> None:
    """LOGIN-02."""
    page = Person(Stage()).open(LOGIN_PAGE)

    assert labels.LOGIN == page.title
    assert ["iTSCOM ID", "パスワード", "パスワードを表示"] == [box.label for box in page.boxes]
    assert (
        "ログイン",
        "リセット",
        "iTSCOM IDの新規登録",
        "ID、またはパスワードをお忘れですか？",
    ) == page.buttons
    assert {
        "よくあるご質問はこちら",
        "当社WEBサイトをご利用の前に",
        "ご利用の手引き",
        "アカウントログインはこちら",
    } == {link.label for link in page.links}


def test_home_page_leads_to_the_login_page() -> None:
    """LOGIN-01."""
    person = Person(Stage())
    link = person.open("/").links[0]

    assert ("マイページ", labels.LOGIN) == (link.label, person.open(link.address).title)


@pytest.mark.parametrize("login_id", [TARO_ID, TARO_ID.lower(), TARO_ID.upper()])
def test_right_password_opens_my_page_however_the_id_is_spelled(login_id: str) -> None:
    assert labels.TOP == sign_in(Person(Stage()), login_id, TARO_PASSWORD).title


@pytest.mark.parametrize(
    ("login_id", "password"),
    [
        (TARO_ID, WRONG_PASSWORD),
        (TARO_ID, TARO_PASSWORD.lower()),
        (TARO_ID, f" {TARO_PASSWORD}"),
        (TARO_ID, f"{TARO_PASSWORD} "),
        (TARO_ID, HANAKO_PASSWORD),
        (f" {TARO_ID}", TARO_PASSWORD),
        (UNKNOWN_ID, TARO_PASSWORD),
        ("no address", TARO_PASSWORD),
        ("x" * 1_000, TARO_PASSWORD),
    ],
)
def test_anything_else_fails_without_saying_why(login_id: str, password: str) -> None:
    page = sign_in(Person(Stage()), login_id, password)

    assert (labels.LOGIN, FAILED) == (page.title, page.notices)


def test_empty_fields_are_refused_each_by_itself() -> None:
    person = Person(Stage())
    person.open(LOGIN_PAGE)

    page = person.press(labels.SIGN_IN)

    assert (
        Notice(ITSCOM_ID, sentences.REQUIRED),
        Notice(PASSWORD, sentences.REQUIRED),
    ) == page.notices


def test_empty_field_is_no_failure() -> None:
    stage = Stage(Settings(login_lockout=Lockout(1, 15)))
    person = Person(stage)
    person.open(LOGIN_PAGE)
    person.press(labels.SIGN_IN, {ITSCOM_ID: TARO_ID})

    assert labels.TOP == sign_in(person, TARO_ID, TARO_PASSWORD).title


@pytest.mark.parametrize(("failures", "title"), [(9, labels.TOP), (10, labels.LOGIN)])
def test_tenth_failure_in_a_row_stops_the_id(failures: int, title: str) -> None:
    person = Person(Stage())
    fail(person, failures)

    assert title == sign_in(person, TARO_ID, TARO_PASSWORD).title


def test_tenth_failure_looks_like_the_others_and_the_next_says_that_it_is_stopped() -> None:
    person = Person(Stage())
    fail(person, 9)

    tenth = sign_in(person, TARO_ID, WRONG_PASSWORD).notices
    next_one = sign_in(person, TARO_ID, WRONG_PASSWORD).notices

    assert (FAILED, STOPPED) == (tenth, next_one)


@pytest.mark.parametrize(
    ("waited_s", "title"), [(15 * 60 - 1, labels.LOGIN), (15 * 60, labels.TOP)]
)
def test_stopped_id_is_free_after_exactly_15_minutes(waited_s: int, title: str) -> None:
    stage = Stage()
    person = Person(stage)
    fail(person, 10)
    stage.wait(seconds=waited_s)

    assert title == sign_in(person, TARO_ID, TARO_PASSWORD).title


def test_trying_while_stopped_does_not_lengthen_the_stop() -> None:
    stage = Stage()
    person = Person(stage)
    fail(person, 10)
    stage.wait(minutes=14)
    fail(person, 20)
    stage.wait(minutes=1)

    assert labels.TOP == sign_in(person, TARO_ID, TARO_PASSWORD).title


def test_failures_are_counted_anew_after_the_stop() -> None:
    stage = Stage()
    person = Person(stage)
    fail(person, 10)
    stage.wait(minutes=15)
    fail(person, 9)

    assert labels.TOP == sign_in(person, TARO_ID, TARO_PASSWORD).title


def test_success_counts_anew() -> None:
    stage = Stage()
    person, somebody_else = Person(stage), Person(stage, "elsewhere")
    fail(somebody_else, 9)
    sign_in(person, TARO_ID, TARO_PASSWORD)
    fail(somebody_else, 9)

    assert labels.TOP == sign_in(somebody_else, TARO_ID, TARO_PASSWORD).title


def test_failures_are_counted_for_the_id_and_not_for_the_browser() -> None:
    stage = Stage()
    for number in range(10):
        fail(Person(stage, f"browser {number}"), 1, TARO_ID.upper())

    assert STOPPED == sign_in(Person(stage), TARO_ID, TARO_PASSWORD).notices
    assert labels.TOP == sign_in(Person(stage), HANAKO_ID, HANAKO_PASSWORD).title


def test_unknown_id_is_stopped_like_a_known_one() -> None:
    person = Person(Stage())
    fail(person, 10, UNKNOWN_ID)

    assert STOPPED == sign_in(person, UNKNOWN_ID, WRONG_PASSWORD).notices


def test_stop_can_be_switched_off() -> None:
    person = Person(Stage(Settings(login_lockout=None)))
    fail(person, 30)

    assert labels.TOP == sign_in(person, TARO_ID, TARO_PASSWORD).title


@pytest.mark.parametrize("login_id", [TARO_ID, UNKNOWN_ID])
def test_unknown_id_costs_as_many_digests_as_a_known_one(login_id: str) -> None:
    """Scrypt takes 30 ms: whoever measures the answer must learn nothing."""
    digested: list[str] = []

    def counting_digest(text: str, salt: str) -> str:
        digested.append(text)
        return f"{salt}:{text}"

    stage = Stage(digest=counting_digest)
    sign_in(Person(stage), login_id, WRONG_PASSWORD)

    assert [WRONG_PASSWORD] == digested


def test_reset_empties_the_page_and_does_nothing_else() -> None:
    """LOGIN-06: what a browser shows of its inputs is gone, and no failure is counted."""
    stage = Stage()
    person = Person(stage)
    person.open(LOGIN_PAGE)

    page = person.press(labels.RESET, {ITSCOM_ID: TARO_ID, PASSWORD: WRONG_PASSWORD})

    assert (labels.LOGIN, ()) == (page.title, page.notices)
    assert 0 == len(stage.world.failures)


@pytest.mark.parametrize(("chars", "kept"), [(100, 1), (101, 0)])
def test_failures_of_an_id_that_cannot_be_are_not_kept(chars: int, kept: int) -> None:
    """A world must not grow by whatever somebody types; the longest ID is counted like any."""
    stage = Stage()

    sign_in(Person(stage), "x" * (chars - len("@b.jp")) + "@b.jp", WRONG_PASSWORD)

    assert kept == len(stage.world.failures)
