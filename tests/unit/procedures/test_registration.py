"""From the terms to the mailed URL: what is refused, what is sent, and to whom (Q10, Q18, Q24)."""

import pytest

from itsid_sim.core.state import Letter, Notice
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import ITSCOM_ID, PASSWORD, PASSWORD_AGAIN
from itsid_sim.rules.settings import Quota, Settings
from tests.unit.people import HANAKO, HANAKO_ID, JIRO, JIRO_ID, TARO, TARO_ID
from tests.unit.walker import DEFAULT, Person, Stage
from tests.unit.walks import NEW_PASSWORD, ask_for_url, new_account, to_id_entry, to_terms

FREE_ID = "somebody.new@example.org"


def letters_to_jiro(count: int, settings: Settings = DEFAULT) -> Stage:
    """A stage where JIRO asked for so many letters, one right after the other."""
    stage = Stage(settings)
    for _ in range(count):
        ask_for_url(Person(stage), JIRO, JIRO_ID)
    return stage


def test_terms_have_to_be_agreed_to() -> None:
    person = Person(Stage())
    page = to_terms(person, JIRO)
    assert (labels.AGREE, "承諾しない") == page.boxes[0].choices

    for answer in ({}, {labels.TERMS: "承諾しない"}, {labels.TERMS: "はい"}):
        page = person.press(labels.CONFIRM, answer)
        assert (Notice(labels.TERMS, sentences.MUST_AGREE),) == page.notices

    assert sentences.ID_ENTRY == person.press(labels.CONFIRM, {labels.TERMS: labels.AGREE}).title


def test_terms_can_be_read() -> None:
    """REG-11."""
    person = Person(Stage())
    link = to_terms(person, JIRO).links[0]

    assert ("マイページ利用規約", "マイページ利用規約") == (
        link.label,
        person.open(link.address).title,
    )
    assert labels.TERMS == person.look().title


@pytest.mark.parametrize(
    ("login_id", "says"),
    [
        ("", sentences.REQUIRED),
        ("a@b", sentences.BAD_ID),
        ("x" * 96 + "@b.jp", sentences.BAD_ID),
        ("name+tag@example.jp", sentences.BAD_ID),
        ("山田@example.jp", sentences.BAD_ID),
        ("jiro.example.net", sentences.BAD_ID),
        (f" {JIRO_ID}", sentences.BAD_ID),
    ],
)
def test_malformed_id_is_refused(login_id: str, says: str) -> None:
    person = Person(Stage())
    to_id_entry(person, JIRO)

    page = person.press(labels.NEXT, new_account(login_id))

    assert (Notice(ITSCOM_ID, says),) == page.notices


@pytest.mark.parametrize("login_id", ["a@bc", "x" * 95 + "@b.jp", "taro..y@docomo.ne.jp"])
def test_unusual_id_is_taken(login_id: str) -> None:
    page = ask_for_url(Person(Stage()), JIRO, login_id)

    assert labels.REGISTRATION_SENT == page.title


@pytest.mark.parametrize("login_id", ["a@bc", "taro..y@docomo.ne.jp", "taro.@docomo.ne.jp"])
def test_unusual_id_is_refused_where_the_check_is_strict(login_id: str) -> None:
    """Q18: the other answer."""
    page = ask_for_url(Person(Stage(Settings(address_form="strict"))), JIRO, login_id)

    assert (Notice(ITSCOM_ID, sentences.BAD_ID),) == page.notices


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("", sentences.REQUIRED),
        ("a" * 5, sentences.BAD_PASSWORD),
        ("a" * 33, sentences.BAD_PASSWORD),
        ("abc 123", sentences.BAD_PASSWORD),
        (" abc123 ", sentences.BAD_PASSWORD),
        ("      ", sentences.BAD_PASSWORD),
        ("abc123!", sentences.BAD_PASSWORD),
    ],
)
def test_malformed_password_is_refused(password: str, says: str) -> None:
    page = ask_for_url(Person(Stage()), JIRO, JIRO_ID, password)

    assert (Notice(PASSWORD, says),) == page.notices


@pytest.mark.parametrize("password", ["a" * 6, "a" * 32, "%+./:=@^_-", JIRO_ID])
def test_password_at_its_limits_is_taken(password: str) -> None:
    """The ID itself among them: there is no limit but the documented one (Q33)."""
    page = ask_for_url(Person(Stage()), JIRO, JIRO_ID, password)

    assert labels.REGISTRATION_SENT == page.title


@pytest.mark.parametrize("again", ["", NEW_PASSWORD.upper(), f"{NEW_PASSWORD} "])
def test_passwords_have_to_be_the_same(again: str) -> None:
    person = Person(Stage())
    to_id_entry(person, JIRO)

    page = person.press(
        labels.NEXT, {ITSCOM_ID: JIRO_ID, PASSWORD: NEW_PASSWORD, PASSWORD_AGAIN: again}
    )

    assert (Notice(PASSWORD_AGAIN, sentences.NOT_THE_SAME),) == page.notices


def test_letter_goes_to_the_id_that_was_typed() -> None:
    """REG-16 and REG-17: addressed to the contractor by name."""
    stage = letters_to_jiro(1)

    (letter,) = stage.letters()
    assert ("registration", JIRO_ID, JIRO.name) == (letter.kind, letter.to, letter.name)
    assert 32 == len(letter.secret)


def test_nothing_is_registered_before_the_url_is_followed() -> None:
    stage = letters_to_jiro(1)

    assert JIRO.id not in stage.world.accounts
    assert JIRO_ID not in stage.world.owners


def taken(settings: Settings, login_id: str = TARO_ID) -> tuple[Person, list[Letter]]:
    """What comes of asking for the ID of somebody else."""
    person = Person(Stage(settings))
    ask_for_url(person, JIRO, login_id)
    return person, person.stage.letters()


def test_id_of_somebody_else_is_answered_like_a_free_one() -> None:
    """Q10: only the owner of the address learns that it is registered."""
    person, (letter,) = taken(Settings())
    free = Person(Stage())
    ask_for_url(free, JIRO, FREE_ID)

    assert free.page == person.page
    assert ("taken", TARO.name, "") == (letter.kind, letter.name, letter.secret)


def test_notice_to_the_owner_goes_to_the_id_as_it_was_registered() -> None:
    """Q12: what is shown and sent has the registered spelling, not what a stranger typed."""
    _, (letter,) = taken(Settings(), TARO_ID.upper())

    assert TARO_ID == letter.to


def test_id_of_somebody_else_can_be_refused_on_the_screen() -> None:
    """Q10: the other answer."""
    person, letters = taken(Settings(taken_id="tell"), TARO_ID.upper())

    assert (Notice(ITSCOM_ID, sentences.TAKEN_ID),) == person.page.notices
    assert [] == letters


@pytest.mark.parametrize("settings", [Settings(), Settings(taken_id="tell")])
def test_own_id_is_not_somebody_elses(settings: Settings) -> None:
    """Q31: registering again under the present ID is welcome."""
    stage = Stage(settings)

    ask_for_url(Person(stage), TARO, TARO_ID.lower())

    assert ["registration"] == [letter.kind for letter in stage.letters()]


@pytest.mark.parametrize("second", [JIRO_ID, TARO_ID])
def test_new_letter_voids_the_url_before_it(second: str) -> None:
    """Q04, and Q10: also where the second letter only says that the ID is taken."""
    stage = letters_to_jiro(1)
    first = stage.url("registration")

    ask_for_url(Person(stage), JIRO, second)

    assert sentences.START_OVER == Person(stage).open(first).title


def test_url_before_it_can_stay_valid() -> None:
    """Q04: the other answer."""
    stage = letters_to_jiro(2, Settings(live_proofs="all"))

    titles = {
        Person(stage).open(f"/Firstreg/Auth_LoginMail_continfo/{one.secret}/").title
        for one in stage.letters()
    }

    assert {sentences.CONFIRMATION} == titles


def test_new_letter_does_not_void_the_url_of_another_contract() -> None:
    stage = letters_to_jiro(1)
    first = stage.url("registration")

    ask_for_url(Person(stage), HANAKO, FREE_ID)

    assert sentences.CONFIRMATION == Person(stage).open(first).title


@pytest.mark.parametrize(("asked", "sent"), [(4, 4), (5, 5), (6, 5), (9, 5)])
def test_five_letters_go_to_one_address_in_an_hour(asked: int, sent: int) -> None:
    """Q24: the screen is the same, only the letter is missing."""
    stage = letters_to_jiro(asked)

    assert sent == len(stage.letters())
    assert labels.REGISTRATION_SENT == Person(stage).look().title


@pytest.mark.parametrize(("waited_s", "sent"), [(3599, 5), (3600, 6)])
def test_sixth_letter_goes_exactly_one_hour_after_the_first(waited_s: int, sent: int) -> None:
    stage = letters_to_jiro(5)
    stage.wait(seconds=waited_s)

    ask_for_url(Person(stage), JIRO, JIRO_ID)

    assert sent == len(stage.letters())


def test_url_sent_before_stays_valid_when_the_quota_is_spent() -> None:
    stage = letters_to_jiro(6)

    assert sentences.CONFIRMATION == Person(stage).open(stage.url("registration")).title


def test_quota_counts_the_address_in_any_spelling_and_from_any_contract() -> None:
    stage = letters_to_jiro(3)
    for contract in (JIRO, HANAKO, TARO):
        ask_for_url(Person(stage), contract, JIRO_ID.upper())

    assert 5 == len(stage.letters())


@pytest.mark.parametrize("login_id", [TARO_ID, FREE_ID])
def test_notice_that_an_id_is_taken_counts_like_a_letter(login_id: str) -> None:
    stage = Stage()
    for _ in range(6):
        ask_for_url(Person(stage), JIRO, login_id)

    assert 5 == len(stage.letters())


def test_quota_of_one_address_is_not_that_of_another() -> None:
    stage = letters_to_jiro(5)

    ask_for_url(Person(stage), JIRO, HANAKO_ID)

    assert 6 == len(stage.letters())


@pytest.mark.parametrize(("quota", "sent"), [(Quota(2, 1), 2), (None, 9)])
def test_quota_can_be_another_or_none(quota: Quota | None, sent: int) -> None:
    stage = letters_to_jiro(9, Settings(mail_quota=quota))

    assert sent == len(stage.letters())


@pytest.mark.parametrize("login_id", [TARO_ID, FREE_ID])
def test_taken_id_costs_as_many_digests_as_a_free_one(login_id: str) -> None:
    digested: list[str] = []

    def counting_digest(text: str, salt: str) -> str:
        digested.append(text)
        return f"{salt}:{text}"

    ask_for_url(Person(Stage(digest=counting_digest)), JIRO, login_id)

    assert [NEW_PASSWORD] == digested
