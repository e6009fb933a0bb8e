"""Spellings of IDs, passwords, codes, answers and contacts, taken too strictly or too loosely."""

import unicodedata
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from itsid_sim.core import text
from itsid_sim.core.chart import Condition, Field, Screen
from itsid_sim.core.state import Account
from itsid_sim.core.turn import Turn
from itsid_sim.mutate.charts import in_turn, on_screen
from itsid_sim.mutate.mutant import Change, Mutant, mutant
from itsid_sim.mutate.patches import Function, instead, setting
from itsid_sim.procedures import (
    confirmation,
    forgotten,
    login,
    registration,
    reissue_by_code,
    reissue_by_phrase,
    shared,
)
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.code import CODE_04, CODE_07
from itsid_sim.rules.forgotten import FORGOT_05, FORGOT_06
from itsid_sim.rules.login import LOGIN_04, LOGIN_05
from itsid_sim.rules.phrase import PHRASE_06, PHRASE_07
from itsid_sim.rules.registration import (
    REG_13,
    REG_15,
    REG_20,
)
from itsid_sim.rules.reregistration import REREG_04


def secret_mutants() -> Iterator[Mutant]:
    """Every secret that fits too much or too little."""
    yield from _spellings()
    yield from _secrets()
    yield from _contacts()


def _spellings() -> Iterator[Mutant]:
    """Q12: an ID is the same in capitals."""

    def as_spelled(turn: Turn, login_id: str) -> Account | None:
        account = account_of(turn, login_id)
        return account if account is not None and account.login_id == login_id else None

    account_of = Turn.account_of
    yield mutant(LOGIN_04, "capitals-differ", change=setting(Turn, "account_of", as_spelled))

    def is_anothers(turn: Turn) -> bool:
        owner = turn.world.owners.get(turn.typed(labels.ITSCOM_ID), turn.dialog.contract)
        return owner != turn.dialog.contract

    yield mutant(
        REG_13, "capitals-differ", change=instead(registration.id_is_anothers, is_anothers)
    )
    yield mutant(FORGOT_05, "capitals-differ", change=_exactly(reissue_by_code.mail_a_code))
    yield mutant(REREG_04, "own-id-refused", change=instead(registration.id_is_anothers, _is_known))
    by_default = instead(forgotten.reissue_is_by_phrase, _by_default)
    yield mutant(FORGOT_06, "branch-of-the-world", change=by_default)


def _exactly(effect: Function) -> Change:
    """Whoever spells an ID otherwise is taken for somebody unknown."""

    def exactly(turn: Turn) -> object:
        account = turn.account_of(turn.typed(labels.ITSCOM_ID))
        if account is None or account.login_id == turn.typed(labels.ITSCOM_ID):
            return effect(turn)
        kept = turn.world
        turn.world = replace(kept, owners=kept.owners.delete(account.login_id.lower()))
        try:
            return effect(turn)
        finally:
            turn.world = kept

    return instead(effect, exactly)


def _is_known(turn: Turn) -> bool:
    return text.fold_id(turn.typed(labels.ITSCOM_ID)) in turn.world.owners


def _by_default(turn: Turn) -> bool:
    return turn.settings.reissue_branch == "A"


def _secrets() -> Iterator[Mutant]:
    """Passwords, codes and answers."""

    def only_id(turn: Turn) -> bool:
        return turn.account_of(turn.typed(labels.ITSCOM_ID)) is not None

    right = login.id_and_password_are_right
    yield mutant(LOGIN_05, "any-password", change=instead(right, only_id))
    yield mutant(LOGIN_05, "told-which-is-wrong", change=instead(login.login_is_stopped, only_id))
    yield mutant(LOGIN_05, "password-capitals-ignored", change=_typed_as(right, str.swapcase))
    yield mutant(LOGIN_05, "password-trimmed", change=_typed_as(right, str.strip))
    differ = shared.passwords_differ
    for rule in (REG_15, CODE_07):
        yield mutant(rule, "again-in-any-case", change=instead(differ, _differ(str.lower)))
        yield mutant(rule, "again-trimmed", change=instead(differ, _differ(str.strip)))
        yield mutant(rule, "again-may-be-blank", change=instead(differ, _differ_unless_blank))
        yield mutant(rule, "again-may-be-cut", change=instead(differ, _differ(lambda one: one[:6])))
    fold = text.fold_code
    yield mutant(CODE_04, "full-width-digits-refused", change=instead(fold, _trimmed))
    yield mutant(CODE_04, "spaces-refused", change=instead(fold, _wide))
    yield from _answers()


def _trimmed(written: str) -> str:
    return written.strip()


def _wide(written: str) -> str:
    return unicodedata.normalize("NFKC", written)


def _answers() -> Iterator[Mutant]:
    """PHRASE-06, PHRASE-07 and Q13."""
    fold, right = text.fold_answer, reissue_by_phrase.phrase_is_right
    for rule, operator, other in (
        (PHRASE_06, "full-width-differs", _trimmed),
        (PHRASE_06, "spaces-count", _wide),
        (PHRASE_07, "capitals-ignored", lambda one: fold(one).lower()),
        (PHRASE_07, "kana-ignored", lambda one: fold(one).translate(text.TO_KATAKANA)),
        (PHRASE_07, "inner-spaces-ignored", lambda one: "".join(fold(one).split())),
        (PHRASE_07, "any-answer", lambda _: "?"),
    ):
        yield mutant(rule, operator, change=instead(fold, other))

    def any_question(turn: Turn) -> bool:
        ticket = turn.ticket
        if ticket is None:
            return False
        turn.press = replace(
            turn.press, form=(*turn.press.form, (labels.QUESTION, ticket.question))
        )
        return right(Turn(turn.world, turn.press, turn.dice, turn.digest))

    yield mutant(PHRASE_07, "any-question", change=instead(right, any_question))


def _typed_as(condition: Condition, change: Callable[[str], str]) -> Change:
    """The condition holds also for what was typed in another way."""

    def also(turn: Turn) -> bool:
        changed = change(turn.typed(labels.PASSWORD))
        press = replace(turn.press, form=(*turn.press.form, (labels.PASSWORD, changed)))
        return condition(turn) or condition(Turn(turn.world, press, turn.dice, turn.digest))

    return instead(condition, also)


def _differ(fold: Callable[[str], str]) -> Condition:
    def differ(turn: Turn) -> bool:
        return fold(turn.typed(labels.PASSWORD_AGAIN)) != fold(turn.typed(labels.PASSWORD))

    return differ


def _differ_unless_blank(turn: Turn) -> bool:
    again = turn.typed(labels.PASSWORD_AGAIN)
    return bool(again) and again != turn.typed(labels.PASSWORD)


def _contacts() -> Iterator[Mutant]:
    """REG-20 and Q07: which contacts there are to choose from."""
    contacts, masked = confirmation.contacts, text.mask_address

    def readable(address: str) -> str:
        return address

    yield mutant(REG_20, "contact-readable", change=instead(masked, readable))
    asked = confirmation.contact_must_be_chosen

    def whenever_registered(turn: Turn) -> bool:
        ticket = turn.ticket
        return ticket is not None and ticket.subject in turn.world.accounts

    yield mutant(REG_20, "asked-always", change=_asking(asked, whenever_registered))
    yield mutant(REG_20, "asked-never", change=_asking(asked, lambda _: False))
    yield mutant(REG_20, "first-only", change=_choosing(lambda turn: contacts(turn)[:1]))
    yield mutant(REG_20, "last-only", change=_choosing(lambda turn: contacts(turn)[1:]))


def _confirming(change: Callable[[Field], Field]) -> Change:
    def of_screen(screen: Screen) -> Screen:
        return replace(screen, fields=tuple(map(change, screen.fields)))

    return on_screen(sentences.CONFIRMATION, of_screen)


def _choosing(choices: Callable[[Turn], tuple[str, ...]]) -> Change:
    return _confirming(lambda field: replace(field, choices=choices))


def _asking(asked: Condition, other: Condition) -> Change:
    """Whether a contact is asked for, on the screen and at the press."""
    field = _confirming(lambda one: replace(one, asked=other))
    return in_turn(field, instead(asked, other))
