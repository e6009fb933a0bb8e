"""What counts as the same: names, facts, spellings, codes, answers, passwords."""

import unicodedata
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from itsid_sim.core import text
from itsid_sim.core.chart import Condition, Field, Screen
from itsid_sim.core.state import Account, Contract
from itsid_sim.core.turn import Turn
from itsid_sim.mutate.charts import in_turn, on_screen
from itsid_sim.mutate.mutant import Change, Mutant, mutant
from itsid_sim.mutate.patches import Function, instead, setting
from itsid_sim.procedures import (
    confirmation,
    forgotten,
    login,
    matching,
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
    REG_03,
    REG_05,
    REG_07,
    REG_10,
    REG_13,
    REG_15,
    REG_20,
)
from itsid_sim.rules.reregistration import REREG_04


def comparison_mutants() -> Iterator[Mutant]:
    """Every comparison too strict or too loose."""
    yield from _names()
    yield from _facts()
    yield from _more_facts()
    yield from _spellings()
    yield from _secrets()
    yield from _contacts()


def _names() -> Iterator[Mutant]:
    """REG-03 and Q27: a name in kana."""
    fold_kana = text.fold_kana

    def half_width_differs(name: str) -> str:
        return "".join(name.split()).translate(text.TO_KATAKANA)

    def spaces_count(name: str) -> str:
        wide = unicodedata.normalize("NFKC", name.translate(text.WIDE_VOICED))
        return unicodedata.normalize("NFC", wide.translate(text.TO_KATAKANA))

    def hiragana_differs(name: str) -> str:
        wide = unicodedata.normalize("NFKC", name.translate(text.WIDE_VOICED))
        return unicodedata.normalize("NFC", "".join(wide.split()))

    def marks_ignored(name: str) -> str:
        parts = unicodedata.normalize("NFD", fold_kana(name))
        return "".join(one for one in parts if one not in "\u3099\u309a")

    for operator, fold in (
        ("half-width-differs", half_width_differs),
        ("spaces-count", spaces_count),
        ("hiragana-differs", hiragana_differs),
        ("voicing-ignored", marks_ignored),
        ("first-letter-is-enough", lambda name: fold_kana(name)[:1]),
    ):
        yield mutant(REG_03, operator, change=setting(text, "fold_kana", fold))


def _facts() -> Iterator[Mutant]:
    """REG-05, REG-07 and Q28: what a contract has to fit."""
    matches = matching.matches

    def fitting(is_fit: Callable[[Turn, Contract], bool]) -> Change:
        def fits(turn: Turn) -> tuple[Contract, ...]:
            return tuple(one for one in turn.world.contracts.values() if is_fit(turn, one))

        return instead(matches, fits)

    def name(turn: Turn, one: Contract) -> bool:
        return text.fold_kana(one.kana) == text.fold_kana(turn.typed(labels.KANA))

    def phone(turn: Turn, one: Contract) -> bool:
        return one.phone == matching.phone(turn)

    def facts(turn: Turn, one: Contract) -> list[bool]:
        chosen = matching.chosen_facts(turn)
        return [matching.FACTS[field](one) == turn.typed(field) for field in chosen]

    yield mutant(
        REG_07, "name-ignored", change=fitting(lambda t, one: phone(t, one) and all(facts(t, one)))
    )
    yield mutant(
        REG_07, "phone-ignored", change=fitting(lambda t, one: name(t, one) and all(facts(t, one)))
    )
    yield mutant(
        REG_07, "facts-ignored", change=fitting(lambda t, one: name(t, one) and phone(t, one))
    )
    one_fact = fitting(lambda t, one: name(t, one) and phone(t, one) and any(facts(t, one)))
    yield mutant(REG_05, "one-fact-is-enough", change=one_fact)
    for field, fact in matching.FACTS.items():
        if field != labels.CUSTOMER_NO:  # every contract has one
            yield mutant(REG_05, "fact-not-needed", field, change=_unneeded(field))
        yield mutant(REG_05, "fact-ignored", field, change=_unread(field))
        yield mutant(REG_05, "fact-misread", field, change=_read_as(field, lambda _: "0"))
        loose = _read_as(field, lambda contract, fact=fact: fact(contract)[:-1])  # type: ignore[misc]
        yield mutant(REG_05, "fact-cut", field, change=loose)
    unchosen = fitting(lambda t, one: name(t, one) and phone(t, one) and _all_typed(t, one))
    yield mutant(REG_05, "unchosen-counts", change=unchosen)


def _all_typed(turn: Turn, contract: Contract) -> bool:
    typed = (field for field in matching.FACTS if turn.typed(field))
    return all(matching.FACTS[field](contract) == turn.typed(field) for field in typed)


def _read_as(field: str, fact: Callable[[Contract], str]) -> Change:
    return setting(matching, "FACTS", {**matching.FACTS, field: fact})


def _unread(field: str) -> Change:
    """Chosen or not, its value is not looked at."""
    chosen = matching.chosen_facts
    return instead(chosen, lambda turn: chosen(turn) - {field})


def _unneeded(field: str) -> Change:
    """A contract without the fact fits whatever is typed there."""
    fact = matching.FACTS[field]

    class Any(str):
        __slots__ = ()

        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = str.__hash__

    return _read_as(field, lambda contract: fact(contract) or Any())


def _more_facts() -> Iterator[Mutant]:
    """REG-10 and Q11: when more is asked for, and what."""
    fitting, asked = matching._fitting, matching._can_ask  # noqa: SLF001 - broken on purpose

    def any_candidate(turn: Turn) -> tuple[Contract, ...]:
        return matching.candidates(turn)

    def even_if_nobody_has_it(
        field: str, _contracts: tuple[Contract, ...], entered: frozenset[str]
    ) -> bool:
        return field not in entered

    def even_if_entered(
        field: str, contracts: tuple[Contract, ...], _entered: frozenset[str]
    ) -> bool:
        return any(matching.FACTS[field](contract) for contract in contracts)

    yield mutant(REG_10, "any-candidate-fits", change=instead(fitting, any_candidate))
    yield mutant(REG_10, "asked-though-nobody-has-it", change=instead(asked, even_if_nobody_has_it))
    yield mutant(REG_10, "asked-though-entered", change=instead(asked, even_if_entered))
    for field in matching.MORE_FACTS:
        rest = tuple(one for one in matching.MORE_FACTS if one != field)
        yield mutant(REG_10, "never-asked", field, change=setting(matching, "MORE_FACTS", rest))
    needed = matching.more_facts_are_needed

    def marked_only(turn: Turn) -> bool:
        return needed(turn) and any(one.asks_more for one in matching.ready_matches(turn))

    def several_only(turn: Turn) -> bool:
        return needed(turn) and len(matching.ready_matches(turn)) > 1

    yield mutant(REG_10, "only-if-marked", change=instead(needed, marked_only))
    yield mutant(REG_10, "only-if-several", change=instead(needed, several_only))


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

    yield mutant(REG_13, "capitals-differ", change=instead(registration.id_is_anothers, is_anothers))
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
    yield mutant(
        LOGIN_05, "password-capitals-ignored", change=_typed_as(right, str.swapcase)
    )
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
