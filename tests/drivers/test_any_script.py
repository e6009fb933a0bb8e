"""Whatever goes wrong with mail, and whoever does what meanwhile, nobody is shut out.

No letter that was taken in is lost, none is shown twice, and a login can always be had again.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsid_sim.core import events as e
from itsid_sim.core.journal import to_lines
from itsid_sim.drivers import routes
from itsid_sim.drivers.embedded import EmbeddedStage, Theatre
from itsid_sim.drivers.in_process import InProcess
from itsid_sim.drivers.routes import Walker
from itsid_sim.drivers.seen import NotThere
from itsid_sim.drivers.stage import MailFault
from itsid_sim.rules import labels
from itsid_sim.rules.letters import CODE_SUBJECT, PHRASE_SUBJECT, REGISTRATION_SUBJECT
from itsid_sim.rules.value import Value
from tests.drivers.sites import CAST

DAY_S = 24 * 60 * 60
# By then the courier has given up whatever it could not bring, and nothing is held any more.
AT_LAST_S = 6 * DAY_S
PEOPLE = ("太郎", "花子")
LATE_S = (1, 299, 1799, 1800, DAY_S)
BEGINNINGS = ("reissue", "register")
ENDINGS = ("use a code", PHRASE_SUBJECT, REGISTRATION_SUBJECT)
IN_THE_BOX = ("lose", "twice", "swap")


class Deed(Value, frozen=True):
    """Somebody does something, or time passes."""

    who: str
    what: str
    seconds: int = 0


class Script(Value, frozen=True):
    """What goes wrong with mail, and what is done meanwhile."""

    faults: tuple[MailFault, ...]
    deeds: tuple[Deed, ...]


class Outcome(Value, frozen=True):
    """How a world ended: all that happened in it, and how many letters each box shows."""

    events: tuple[e.Event, ...]
    shown: int
    logins: tuple[str, ...]


which = {
    "to": st.sampled_from(["", "", "taro@example.jp", "hanako@example.com"]),
    "subject": st.sampled_from(["", "", CODE_SUBJECT, PHRASE_SUBJECT, REGISTRATION_SUBJECT]),
    "nth": st.sampled_from([0, 0, 0, 1, 2]),
    "times": st.integers(0, 3),
}
faults = st.one_of(
    st.builds(MailFault, st.sampled_from(IN_THE_BOX), **which),
    st.builds(MailFault, st.just("hold"), span_s=st.sampled_from(LATE_S), **which),
    st.builds(MailFault, st.just("refuse"), code=st.sampled_from([0, 552]), **which),
    st.builds(MailFault, st.just("defer"), code=st.sampled_from([0, 421]), **which),
    st.builds(MailFault, st.just("cut"), at=st.sampled_from(["rcpt", "data", "answer"]), **which),
)
deeds = st.one_of(
    st.builds(Deed, st.sampled_from(PEOPLE), st.sampled_from(BEGINNINGS)),
    st.builds(Deed, st.sampled_from(PEOPLE), st.sampled_from(ENDINGS)),
    st.builds(Deed, st.just(""), st.just("wait"), st.sampled_from(LATE_S)),
)
scripts = st.builds(
    Script,
    st.lists(faults, min_size=1, max_size=4).map(tuple),
    st.lists(deeds, min_size=4, max_size=16).map(tuple),
)


@pytest.fixture(scope="module")
def theatre() -> Iterator[Theatre]:
    opened = Theatre(CAST, {}, seed="script")
    yield opened
    opened.close()


def played(theatre: Theatre, script: Script) -> Outcome:
    """Play a script, let mail work again and time pass, and see who can come back."""
    with performing(theatre) as stage:
        driver = InProcess(stage)
        stage.faults(*script.faults)
        for deed in script.deeds:
            if deed.what == "wait":
                stage.advance(deed.seconds)
            else:
                act(Walker(driver, stage, deed.who), deed.what)
        stage.faults()
        stage.advance(AT_LAST_S)
        shown = sum(len(stage.letters(to)) for to in addresses(theatre, stage))
        events = theatre.simulator.service.events(name_of(stage))
        logins = tuple(come_back(Walker(driver, stage, who)) for who in PEOPLE)
    return Outcome(events, shown, logins)


@contextmanager
def performing(theatre: Theatre) -> Iterator[EmbeddedStage]:
    """A stage whose world is cleared away afterwards."""
    stage = theatre.stage()
    try:
        yield stage
    finally:
        stage.close()


def act(walk: Walker, what: str) -> None:
    """Take a step as far as it goes: a letter may be missing, and an ID may be another by now."""
    with suppress(NotThere):
        if what == "register":
            routes.to_registration_sent(walk)
        elif what == "reissue":
            routes.ask_for_reissue(walk)
            if walk.driver.look(walk.who).title != labels.CODE_ENTRY:
                routes.enter_phrase(walk)
                walk.press(labels.NEXT)
        elif what == "use a code":
            routes.enter_code(walk)
            walk.press(labels.NEXT)
            routes.enter_password(walk, routes.new_password(walk))
            walk.press(labels.NEXT)
        else:
            use_url(walk, what)


def use_url(walk: Walker, subject: str) -> None:
    """Open the newest URL that came under a subject, and do what its page asks."""
    walk.driver.open(walk.who, walk.received(subject)[-1].url)
    if subject == REGISTRATION_SUBJECT:
        routes.confirm(walk)
    else:
        routes.enter_phrase(walk)
        walk.press(labels.REISSUE)


def come_back(walk: Walker) -> str:
    """Register anew and sign in; answer with the title of the page that this leads to."""
    routes.to_registered(walk)
    routes.sign_in(walk, walk.fact(labels.NEW_ID_FACT), routes.new_password(walk))
    return walk.driver.look(walk.who).title


def addresses(theatre: Theatre, stage: EmbeddedStage) -> Sequence[str]:
    """All addresses that letters were written to."""
    letters = theatre.simulator.service.world(name_of(stage)).letters
    return sorted({letter.to for letter in letters.values()})


def name_of(stage: EmbeddedStage) -> str:
    """The name of the stage's world."""
    return stage.site.rpartition("/")[2]


def ids(events: Sequence[e.Event], kind: type[e.Event]) -> list[str]:
    """The letters of all events of a kind."""
    return [getattr(event, "letter") for event in events if isinstance(event, kind)]  # noqa: B009


@settings(max_examples=1000)
@given(scripts)
def test_no_script_loses_or_doubles_a_letter_or_shuts_a_customer_out(
    theatre: Theatre, script: Script
) -> None:
    outcome = played(theatre, script)

    accepted, lost = ids(outcome.events, e.LetterAccepted), ids(outcome.events, e.LetterLost)
    arrived, bounced = ids(outcome.events, e.LetterArrived), ids(outcome.events, e.LetterBounced)
    written = ids(outcome.events, e.LetterWritten)
    assert set(accepted) <= {*arrived, *lost}
    assert {*written} == {*arrived, *lost, *bounced}
    assert len(set(arrived)) == outcome.shown
    assert {1} >= set(Counter(bounced).values())
    assert set() == {*bounced} & {*accepted}
    assert (labels.TOP,) * len(PEOPLE) == outcome.logins


@settings(max_examples=30)
@given(scripts)
def test_the_same_script_ends_the_same(script: Script) -> None:
    outcomes = []
    for _ in range(2):
        theatre = Theatre(CAST, {}, seed="again")
        try:
            outcomes.append(to_lines(played(theatre, script).events))
        finally:
            theatre.close()

    assert outcomes[0] == outcomes[1]
