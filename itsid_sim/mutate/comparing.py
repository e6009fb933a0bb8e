"""What counts as the same: names, and the facts of contracts."""

import unicodedata
from collections.abc import Callable, Iterator

from itsid_sim.core import text
from itsid_sim.core.state import Contract
from itsid_sim.core.turn import Turn
from itsid_sim.mutate.mutant import Change, Mutant, mutant
from itsid_sim.mutate.patches import instead, setting
from itsid_sim.procedures import (
    matching,
)
from itsid_sim.rules import labels
from itsid_sim.rules.registration import (
    REG_03,
    REG_05,
    REG_07,
    REG_10,
)


def comparison_mutants() -> Iterator[Mutant]:
    """Every comparison too strict or too loose."""
    yield from _names()
    yield from _facts()
    yield from _more_facts()


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
