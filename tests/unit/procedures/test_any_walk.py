"""Whatever people press and type, in whatever order: the world stays in order."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from itsid_sim.core.evolve import evolve
from itsid_sim.core.journal import from_lines, to_lines
from itsid_sim.core.state import World
from itsid_sim.core.turn import dialog_id
from itsid_sim.procedures.applications import CHANGES, SERVICES
from itsid_sim.procedures.letters import url_of
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import (
    ANSWER,
    BANK_LAST4,
    CODE,
    CONTACT,
    CUSTOMER_NO,
    ITSCOM_ID,
    KANA,
    PASSWORD,
    PASSWORD_AGAIN,
    PAYMENT,
    PHONE,
    QUESTION,
    STB_ID,
    UNKNOWN_ITEM,
)
from itsid_sim.rules.settings import Lockout, Quota, Settings
from tests.unit.people import (
    HANAKO,
    HANAKO_ID,
    HANAKO_PASSWORD,
    JIRO_ID,
    NOW,
    SAKURA_HOME,
    TARO,
    TARO_ID,
    TARO_PASSWORD,
)
from tests.unit.walker import Person, Stage
from tests.unit.walks import GUIDE, INQUIRY, LOGIN_PAGE, MAILBOX, NEW_MAIL

BY_CODE = Settings(
    login_lockout=Lockout(2, 15), proof_lockout=Lockout(2, 60), mail_quota=Quota(3, 60), tries_max=2
)
BY_PHRASE = replace(BY_CODE, reissue_branch="A", proof_use="until-expiry", change_notice="tell")
SECRETS = (TARO_PASSWORD, HANAKO_PASSWORD, "New.pass9", "ひみつの答え")
TEXTS = ("a\r\nb", "あ" * 2001, " ", "")
PASSWORDS = ("New.pass9", TARO_PASSWORD, HANAKO_PASSWORD, "a", "", " ")
VALUES: Mapping[str, Sequence[str]] = {
    ITSCOM_ID: (TARO_ID, HANAKO_ID, JIRO_ID, "a", "", "x" * 300, "\u212a@x.jp"),
    PASSWORD: PASSWORDS,
    PASSWORD_AGAIN: PASSWORDS,
    KANA: (TARO.kana, HANAKO.kana, SAKURA_HOME.kana, ""),
    PHONE: (TARO.phone, HANAKO.phone, SAKURA_HOME.phone, "1-2", ""),
    CUSTOMER_NO: (TARO.customer_no, HANAKO.customer_no, SAKURA_HOME.customer_no, "x", ""),
    BANK_LAST4: ("1001", "1005", "x"),
    STB_ID: (SAKURA_HOME.stb_id, "x", ""),
    PAYMENT: (CUSTOMER_NO, BANK_LAST4, STB_ID),
    UNKNOWN_ITEM: (labels.PASSWORD_UNKNOWN, labels.ID_UNKNOWN, ""),
    labels.TERMS: (labels.AGREE, ""),
    QUESTION: (labels.PET_NAME, "好きな食べ物", ""),
    ANSWER: ("ひみつの答え", "!", "", " "),
    CODE: ("000000", "x", "", " "),
    CONTACT: (TARO_ID, "ha***@example.com", ""),
    sentences.MAIL_ADDRESS: (TARO_ID, "a+b@x.jp", "a", ""),
    sentences.RECIPIENT: (TARO_ID, HANAKO_ID, "a+b@x.jp", "a", ""),
    sentences.SUBJECT: ("a", "a\nb", ""),
    **dict.fromkeys((sentences.QUESTION_TEXT, sentences.MAIL_TEXT, sentences.REPLY_TEXT), TEXTS),
    sentences.SERVICE: (SERVICES[0], "a", ""),
    sentences.CHANGED_FACT: (CHANGES[0], ""),
}
PLACES = (
    LOGIN_PAGE,
    LOGIN_PAGE,
    GUIDE,
    INQUIRY,
    MAILBOX,
    NEW_MAIL,
    *map("/webmail/{}/".format, range(4)),
)
IN_ROOMS = {
    labels.SUPPORT_GUIDE,
    labels.SURVEY,
    labels.INQUIRY,
    sentences.INQUIRY_RECEIVED,
    labels.WEBMAIL,
    sentences.READ_MAIL,
    sentences.WRITE_MAIL,
    sentences.MAIL_SENT,
}
STEPS = st.tuples(
    st.sampled_from(["a", "b"]),
    st.sampled_from(
        ["press"] * 16 + ["url"] * 3 + ["again", "open", "open", "look", "wait", "mail"]
    ),
    st.integers(0, 2**40),
)


class Walk:
    """Two people who do whatever the numbers say."""

    def __init__(self, answers: Settings) -> None:
        self.stage = Stage(answers)
        self.people = {name: Person(self.stage, name) for name in ("a", "b")}
        for person in self.people.values():
            person.open(LOGIN_PAGE)

    def step(self, name: str, what: str, number: int) -> None:
        """Do one thing; the number chooses how."""
        person = self.people[name]
        if what == "press" and person.page.buttons:
            self._press(person, number)
        elif what == "press":
            addresses = [link.address for link in person.page.links] or [LOGIN_PAGE]
            person.open(addresses[number % len(addresses)])
        elif what == "again":
            person.send_again()
        elif what == "url":
            self._open_url(person, number)
        elif what == "look" and dialog_id(name, person.page.room) in self.stage.world.dialogs:
            person.look()
        elif what == "wait":
            self.stage.wait(seconds=(1, 299, 300, 1799, 1800, 3600)[number % 6])
        elif what == "open":
            person.open(PLACES[number % len(PLACES)])
        elif what == "mail":
            self.stage.deliver()

    def _press(self, person: Person, number: int) -> None:
        number, button = divmod(number, len(person.page.buttons))
        typed: dict[str, str] = {}
        for box in person.page.boxes:
            values = self._values(box.label)
            if values:
                # Every other time the first, so that people get somewhere.
                number, place = divmod(number, 2 * len(values))
                typed[box.label] = values[max(0, place - len(values))]
        person.press(person.page.buttons[button], typed)

    def _values(self, label: str) -> Sequence[str]:
        codes = [letter.secret for letter in self.stage.letters("code")[-1:]]
        return [*codes, *VALUES[CODE]] if label == CODE else VALUES.get(label, ())

    def _open_url(self, person: Person, number: int) -> None:
        urls = [url for letter in self.stage.letters() if (url := url_of(letter, site=""))]
        if urls:
            person.open(urls[number % len(urls)])


def pages_of(world: World) -> dict[str, int]:
    return {name: dialog.page for name, dialog in world.dialogs.items()}


def faults_of(world: World) -> list[str]:
    """What is out of order in a world."""
    owners = {account.login_id.lower(): id_ for id_, account in world.accounts.items()}
    listed = sorted(id_ for ids in world.pending.values() for id_ in ids)
    hidden = repr((world.accounts, world.tickets, world.failures, world.dialogs, world.letters))
    noticed = [[one.field for one in dialog.notices] for dialog in world.dialogs.values()]
    in_rooms = [("/" in name, one.screen in IN_ROOMS) for name, one in world.dialogs.items()]
    faults = {
        "rooms": all(is_a_room == shows_one for is_a_room, shows_one in in_rooms),
        "notices": all(len(fields) == len(set(fields)) for fields in noticed),
        "owners": owners == dict(world.owners),
        "pending": sorted(world.tickets) == listed,
        "empty lists": all(world.pending.values()),
        "time": world.now >= NOW,
        "secrets": not any(secret in hidden for secret in SECRETS),
        "letters": {int(id_) for id_ in world.letters}
        <= set(range(1, len(world.letters) + world.unwritten + 1)),
    }
    return [name for name, in_order in faults.items() if not in_order]


@pytest.mark.parametrize("answers", [BY_CODE, BY_PHRASE], ids=["by code", "by phrase"])
@settings(max_examples=100)
@given(steps=st.lists(STEPS, min_size=20, max_size=60))
def test_world_stays_in_order(answers: Settings, steps: list[tuple[str, str, int]]) -> None:
    walk = Walk(answers)

    for step in steps:
        before = pages_of(walk.stage.world)
        walk.step(*step)
        after = pages_of(walk.stage.world)

        assert [] == faults_of(walk.stage.world)
        assert all(after[name] >= page for name, page in before.items())


@settings(max_examples=30)
@given(st.lists(STEPS, min_size=20, max_size=60))
def test_walk_can_be_replayed_from_its_journal(steps: list[tuple[str, str, int]]) -> None:
    walk = Walk(BY_PHRASE)

    for step in steps:
        walk.step(*step)

    events = from_lines(to_lines(walk.stage.events))
    assert walk.stage.world == evolve(World(NOW, BY_PHRASE), events)
