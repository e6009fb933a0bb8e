"""What is explored to the end: each chapter at two browsers, and all chapters at one."""

from msgspec.structs import replace

from itsid_sim.core.chart import Screen
from itsid_sim.explore.configuration import Configuration, Screens
from itsid_sim.procedures import (
    confirmation,
    contractor,
    forgotten,
    registration,
    reissue_by_code,
    reissue_by_phrase,
)
from itsid_sim.rules import labels, sentences, spaces
from itsid_sim.rules.outcomes import OTHER_BROWSER
from itsid_sim.rules.settings import Lockout, Quota, Settings


def titles(*some: tuple[Screen, ...]) -> Screens:
    """The titles of these screens, and of those that every procedure comes to."""
    every = (labels.LOGIN, labels.TOP, sentences.START_OVER)
    return frozenset((*every, *(screen.title for screens in some for screen in screens)))


def at_two_browsers(person: str) -> tuple[str, str]:
    """A person at their own browser and at another."""
    return person, OTHER_BROWSER + person


# Two tries instead of five, and no limits but those of the procedures: each of the others is
# explored where it belongs.
FEW = Settings(tries_max=2, login_lockout=None, proof_lockout=None, mail_quota=None)
STAYING = replace(FEW, signed_in_minutes=None)
AT_REST = replace(STAYING, idle_minutes=None)
REGISTERING = titles(contractor.SCREENS, registration.SCREENS, confirmation.SCREENS)
FEW_MAILS = replace(AT_REST, mail_quota=Quota(1, 30))
# Facts that add no row where they are left out.
SAME_ID = ((spaces.TARO, labels.NEW_ID_FACT), (spaces.HANAKO, labels.NEW_ID_FACT))

JIROS_ID = ((spaces.JIRO, labels.NEW_ID_FACT),)

# Somebody with a contract of their own, who knows another's ID.
STRANGERS = (
    Configuration(
        spaces.STRANGER_LOGS_IN,
        (spaces.JIRO,),
        (spaces.JIRO, spaces.TARO),
        replace(FEW, login_lockout=Lockout(2, 30)),
        titles(),
        stranger_to=spaces.TARO,
    ),
    Configuration(
        spaces.STRANGER_REGISTERS,
        (spaces.JIRO,),
        (spaces.JIRO, spaces.TARO),
        FEW_MAILS,
        REGISTERING,
        stranger_to=spaces.TARO,
    ),
    Configuration(
        spaces.STRANGER_BY_PHRASE,
        (spaces.JIRO,),
        (spaces.JIRO, spaces.HANAKO),
        replace(FEW_MAILS, reissue_branch="A"),
        titles(forgotten.SCREENS, reissue_by_phrase.SCREENS),
        untyped=JIROS_ID,
        stranger_to=spaces.HANAKO,
    ),
    Configuration(
        spaces.STRANGER_BY_CODE,
        (spaces.JIRO,),
        (spaces.JIRO, spaces.TARO),
        FEW_MAILS,
        titles(forgotten.SCREENS, reissue_by_code.SCREENS),
        untyped=JIROS_ID,
        stranger_to=spaces.TARO,
    ),
)
# Two contracts that fit the same facts, one that is another's, one that is not ready yet.
ALIKE = (spaces.SAKURA, spaces.SAKURAS_SHOP, spaces.MAMORU, spaces.SHIORI)
STANDARD = (
    Configuration(
        spaces.LOGIN,
        at_two_browsers(spaces.TARO),
        (spaces.TARO,),
        replace(FEW, login_lockout=Lockout(2, 30)),
        titles(),
    ),
    Configuration(
        spaces.REGISTRATION,
        at_two_browsers(spaces.JIRO),
        (spaces.JIRO,),
        replace(FEW, proof_lockout=Lockout(2, 30)),
        REGISTERING,
    ),
    Configuration(
        spaces.MORE_FACTS,
        at_two_browsers(spaces.MAMORU),
        ALIKE,
        replace(AT_REST, proof_lockout=Lockout(2, 30)),
        titles(contractor.SCREENS),
    ),
    Configuration(
        spaces.MORE_FACTS_LEFT,
        (spaces.MAMORU,),
        ALIKE,
        replace(STAYING, proof_lockout=Lockout(2, 30)),
        titles(contractor.SCREENS),
    ),
    Configuration(
        spaces.BY_PHRASE,
        at_two_browsers(spaces.HANAKO),
        (spaces.HANAKO,),
        AT_REST,
        titles(forgotten.SCREENS, reissue_by_phrase.SCREENS),
    ),
    Configuration(
        spaces.BY_CODE,
        at_two_browsers(spaces.TARO),
        (spaces.TARO,),
        FEW,
        titles(forgotten.SCREENS, reissue_by_code.SCREENS),
    ),
    Configuration(spaces.AGAIN, at_two_browsers(spaces.TARO), (spaces.TARO,), AT_REST, REGISTERING),
    Configuration(
        spaces.TWO_CONTRACTS,
        (spaces.JIRO,),
        (spaces.JIRO, spaces.SAKURAS_SHOP),
        FEW,
        REGISTERING,
        untyped=(
            (spaces.SAKURAS_SHOP, labels.NEW_ID_FACT),
            (spaces.SAKURAS_SHOP, labels.NEW_PASSWORD_FACT),
        ),
    ),
    Configuration(
        spaces.UNREADABLE, (spaces.SABURO,), (spaces.SABURO,), FEW, lost=(spaces.SABURO,)
    ),
    Configuration(
        spaces.TOLD,
        (spaces.TARO,),
        (spaces.TARO, spaces.JIRO),
        replace(FEW, unknown_id="tell", taken_id="tell"),
        REGISTERING | titles(forgotten.SCREENS),
        untyped=((spaces.JIRO, labels.NEW_PASSWORD_FACT), *SAME_ID),
    ),
    *(
        Configuration(
            name,
            (person,),
            (person,),
            FEW_MAILS,
            within,
            untyped=SAME_ID,
        )
        for name, person, within in (
            (spaces.FEW_CODES, spaces.TARO, titles(forgotten.SCREENS, reissue_by_code.SCREENS)),
            (spaces.FEW_URLS, spaces.HANAKO, titles(forgotten.SCREENS, reissue_by_phrase.SCREENS)),
            (spaces.FEW_LETTERS, spaces.JIRO, REGISTERING),
        )
    ),
    Configuration(
        spaces.OPENED_IN_TIME,
        (spaces.HANAKO,),
        (spaces.HANAKO,),
        replace(STAYING, url_checked="open"),
        REGISTERING | titles(forgotten.SCREENS, reissue_by_phrase.SCREENS),
        untyped=((spaces.HANAKO, labels.NEW_PASSWORD_FACT),),
    ),
    *STRANGERS,
    Configuration(spaces.BESIDE, (spaces.TARO,), (spaces.TARO,), FEW, titles(), rooms=True),
    Configuration(spaces.WHOLE_BY_CODE, (spaces.TARO,), (spaces.TARO,), FEW),
    Configuration(spaces.WHOLE_BY_PHRASE, (spaces.HANAKO,), (spaces.HANAKO,), STAYING),
)
AT_LENGTH = (
    Configuration(spaces.BOTH_BY_CODE, at_two_browsers(spaces.TARO), (spaces.TARO,), FEW),
    Configuration(spaces.BOTH_BY_PHRASE, at_two_browsers(spaces.HANAKO), (spaces.HANAKO,), FEW),
)
