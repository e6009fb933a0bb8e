"""Which contracts fit what a person typed (manual p.12, step 2; Q11, Q23, Q27, Q28)."""

from collections.abc import Callable

from itsid_sim.core import events as e
from itsid_sim.core import text
from itsid_sim.core.chart import Condition
from itsid_sim.core.state import Contract
from itsid_sim.core.turn import Turn
from itsid_sim.procedures.shared import count_failure, is_stopped
from itsid_sim.rules.labels import (
    BANK_LAST4,
    CARD_LAST4,
    CUSTOMER_NO,
    KANA,
    PAYMENT,
    PHONE,
    STB_ID,
)

FACTS: dict[str, Callable[[Contract], str]] = {
    CUSTOMER_NO: lambda contract: contract.customer_no,
    BANK_LAST4: lambda contract: contract.bank_last4,
    CARD_LAST4: lambda contract: contract.card_last4,
    STB_ID: lambda contract: contract.stb_id,
}
# What 追加認証情報 can ask for (Q11).
MORE_FACTS = (CUSTOMER_NO, STB_ID)


def proof_is_stopped(turn: Turn) -> bool:
    """不一致が続いたため、この電話番号の認証が止まっている(Q23)"""
    return is_stopped(turn, _proof_key(turn))


def no_contract_matches(turn: Turn) -> bool:
    """入力したもの全部に当てはまる契約がない"""
    return not matches(turn)


def contract_is_not_ready(turn: Turn) -> bool:
    """当てはまる契約は、まだどれも準備が終わっていない(Q16)"""
    return not ready_matches(turn)


def more_facts_are_needed(turn: Turn) -> bool:
    """当てはまる契約が二つ以上ある、または契約に追加認証の印がある(Q11)"""
    contracts = ready_matches(turn)
    needed = len(contracts) > 1 or any(contract.asks_more for contract in contracts)
    return needed and any(_can_ask(field, contracts, chosen_facts(turn)) for field in MORE_FACTS)


def is_asked(field: str) -> Condition:
    """The condition that 追加認証情報 asks for a fact."""

    def asked(turn: Turn) -> bool:
        return _can_ask(field, candidates(turn), frozenset(turn.dialog.entered))

    asked.__doc__ = f"「{field}」がまだ入力されていない"
    return asked


def no_candidate_fits(turn: Turn) -> bool:
    """追加で入力したものに当てはまる契約がない"""
    return not _fitting(turn)


def note_matches(turn: Turn) -> tuple[e.Event, ...]:
    """当てはまった契約と、入力済みの項目を覚える"""
    contracts = tuple(contract.id for contract in ready_matches(turn))
    return (e.ContractsMatched(turn.browser, contracts, tuple(sorted(chosen_facts(turn)))),)


def prove_contract(turn: Turn) -> tuple[e.Event, ...]:
    """契約者と認め、不一致の回数を数え直す"""
    contract = ready_matches(turn)[0]
    return _proven(turn, contract)


def prove_candidate(turn: Turn) -> tuple[e.Event, ...]:
    """追加の情報で契約者と認め、不一致の回数を数え直す"""
    return _proven(turn, _fitting(turn)[0])


def count_proof_failure(turn: Turn) -> tuple[e.Event, ...]:
    """不一致を電話番号ごとに数える"""
    return count_failure(turn, _proof_key(turn), turn.settings.proof_lockout)


def chosen_facts(turn: Turn) -> frozenset[str]:
    """The payment facts chosen, of those that the page offers."""
    return turn.chosen(PAYMENT) & FACTS.keys()


def matches(turn: Turn) -> tuple[Contract, ...]:
    """The contracts that everything typed into 契約者情報 認証 fits, ready or not."""
    kana, chosen = text.fold_kana(turn.typed(KANA)), chosen_facts(turn)
    return tuple(
        contract
        for contract in _contracts(turn, turn.world.by_phone.get(phone(turn), ()))
        if text.fold_kana(contract.kana) == kana
        and all(FACTS[field](contract) == turn.typed(field) for field in chosen)
    )


def ready_matches(turn: Turn) -> tuple[Contract, ...]:
    """The contracts among the matches whose preparation has ended."""
    return tuple(contract for contract in matches(turn) if contract.ready_from <= turn.now)


def candidates(turn: Turn) -> tuple[Contract, ...]:
    """The contracts that the dialog still has to tell apart."""
    return _contracts(turn, turn.dialog.candidates)


def _contracts(turn: Turn, ids: tuple[str, ...]) -> tuple[Contract, ...]:
    return tuple(turn.world.contracts[id_] for id_ in ids)


def _fitting(turn: Turn) -> tuple[Contract, ...]:
    asked = [field for field in MORE_FACTS if is_asked(field)(turn)]
    return tuple(
        contract
        for contract in candidates(turn)
        if all(FACTS[field](contract) == turn.typed(field) for field in asked)
    )


def _proven(turn: Turn, contract: Contract) -> tuple[e.Event, ...]:
    key = f"proof:{contract.phone}"
    return (e.FailuresForgotten((key,)), e.ContractProven(turn.browser, contract.id))


def _can_ask(field: str, contracts: tuple[Contract, ...], entered: frozenset[str]) -> bool:
    return field not in entered and any(FACTS[field](contract) for contract in contracts)


def phone(turn: Turn) -> str:
    """The telephone number as it is compared (Q27)."""
    typed = turn.typed(PHONE)
    return text.fold_phone(typed) if turn.settings.phone_form == "strip" else typed


def _proof_key(turn: Turn) -> str:
    known = candidates(turn)
    return f"proof:{known[0].phone if known else phone(turn)}"
