"""契約者情報 認証 and 追加認証情報: who may register (manual p.12, step 2 (1)-(4))."""

from itsid_sim.core import text
from itsid_sim.core.chart import (
    Condition,
    Field,
    Line,
    Link,
    Screen,
    go,
    otherwise,
    refuse,
    stay,
    when,
)
from itsid_sim.core.turn import Turn
from itsid_sim.procedures.matching import (
    FACTS,
    MORE_FACTS,
    candidates,
    chosen_facts,
    contract_is_not_ready,
    count_proof_failure,
    is_asked,
    more_facts_are_needed,
    no_candidate_fits,
    no_contract_matches,
    note_matches,
    phone,
    proof_is_stopped,
    prove_candidate,
    prove_contract,
)
from itsid_sim.procedures.reading import CUSTOMER_NO_GUIDE, DEVICE_GUIDE, PATHS
from itsid_sim.procedures.shared import blank, unless_idle
from itsid_sim.rules import labels, sentences
from itsid_sim.rules.labels import (
    BANK_LAST4,
    CARD_LAST4,
    KANA,
    PAYMENT,
    PHONE,
)
from itsid_sim.rules.registration import (
    REG_02,
    REG_03,
    REG_04,
    REG_05,
    REG_06,
    REG_07,
    REG_08,
    REG_10,
    REG_22,
    REG_23,
    REG_24,
)


def came_from_the_forgotten(turn: Turn) -> bool:
    """「iTSCOM ID・パスワードがご不明なお客様」の画面から来た"""
    return turn.dialog.came_from == labels.FORGOTTEN


def phone_is_malformed(turn: Turn) -> bool:
    """電話番号が半角数字だけでない、または桁数が合わない"""
    return not text.is_phone(phone(turn))


def nothing_was_chosen(turn: Turn) -> bool:
    """お支払情報等を一つも選んでいない"""
    return not chosen_facts(turn)


def chosen_but_blank(field: str) -> Condition:
    """The condition that a payment fact was chosen and its value left out."""

    def is_chosen_but_blank(turn: Turn) -> bool:
        return field in chosen_facts(turn) and not turn.typed(field)

    is_chosen_but_blank.__doc__ = f"「{field}」を選んだのに、値が空である"
    return is_chosen_but_blank


def malformed(field: str) -> Condition:
    """The condition that a payment fact was chosen and its value has a wrong form."""

    def is_malformed(turn: Turn) -> bool:
        return field in chosen_facts(turn) and _is_malformed(field, turn.typed(field))

    is_malformed.__doc__ = f"「{field}」の値に使えない文字があるか、桁数が合わない"
    return is_malformed


def asked_but_blank(field: str) -> Condition:
    """The condition that a fact is asked for, that every candidate has it, and it is left out."""

    def is_asked_but_blank(turn: Turn) -> bool:
        required = all(FACTS[field](contract) for contract in candidates(turn))
        return required and is_asked(field)(turn) and not turn.typed(field)

    is_asked_but_blank.__doc__ = f"求められた「{field}」が空である"
    return is_asked_but_blank


def asked_and_malformed(field: str) -> Condition:
    """The condition that a fact is asked for and was typed in a wrong form."""

    def is_asked_and_malformed(turn: Turn) -> bool:
        return is_asked(field)(turn) and _is_malformed(field, turn.typed(field))

    is_asked_and_malformed.__doc__ = f"求められた「{field}」の値に使えない文字がある"
    return is_asked_and_malformed


def _is_malformed(field: str, value: str) -> bool:
    is_digits = field in {BANK_LAST4, CARD_LAST4}
    well_formed = text.is_last_digits(value) if is_digits else text.is_payment_fact(value)
    return bool(value) and not well_formed


def _bad_form(field: str) -> str:
    last4 = field in {BANK_LAST4, CARD_LAST4}
    return sentences.BAD_LAST4 if last4 else sentences.BAD_PAYMENT


ONLY_THE_CONTRACTOR = Line(
    "iTSCOM IDを取得できるのは、契約名義人本人に限ります。同一世帯の人は、"
    "契約名義人の同意を事前に得ていれば取得できます。",
    per=REG_24,
)
GUIDES = (
    Link(labels.HERE, PATHS[CUSTOMER_NO_GUIDE], CUSTOMER_NO_GUIDE),
    Link(labels.HERE, PATHS[DEVICE_GUIDE], DEVICE_GUIDE),
)

SCREENS = (
    Screen(
        labels.CONTRACTOR,
        shows=(
            Line("ご契約内容で認証します。「*」の付いた項目は入力必須です。", per=REG_23),
            Line("登録情報の準備に、時間がかかる場合があります。", per=REG_23),
            ONLY_THE_CONTRACTOR,
        ),
        fields=(
            Field(
                KANA,
                hint="* 全角でも半角でもかまいません。姓と名の間のスペースは不要です。",
                per=REG_03,
            ),
            Field(PHONE, hint="* 半角数字で、-(ハイフン)を付けずに入力してください。"),
            Field(
                PAYMENT,
                "some",
                tuple(FACTS),
                "* 一つ以上選んでください。値は半角英数字だけ、英字は大文字だけで、"
                "「-」や「:」は付けません。",
            ),
            *(Field(field) for field in FACTS),
        ),
        first=unless_idle(REG_02),
        press={
            labels.CONFIRM: (
                refuse(blank(KANA), KANA, sentences.REQUIRED, per=REG_02),
                refuse(blank(PHONE), PHONE, sentences.REQUIRED, per=REG_02),
                refuse(phone_is_malformed, PHONE, sentences.BAD_PHONE, per=REG_04),
                refuse(nothing_was_chosen, PAYMENT, sentences.CHOOSE_SOME, per=REG_02),
                *(
                    refuse(chosen_but_blank(field), field, sentences.REQUIRED, per=REG_05)
                    for field in FACTS
                ),
                *(refuse(malformed(field), field, _bad_form(field), per=REG_06) for field in FACTS),
                when(proof_is_stopped, stay(sentences.NO_MATCH), per=REG_07),
                when(
                    no_contract_matches,
                    stay(sentences.NO_MATCH, count_proof_failure),
                    per=REG_07,
                ),
                when(
                    contract_is_not_ready,
                    stay(sentences.NO_MATCH, count_proof_failure),
                    per=REG_08,
                ),
                when(more_facts_are_needed, go(labels.MORE_FACTS, note_matches), per=REG_10),
                otherwise(go(labels.TERMS, prove_contract), per=REG_07),
            ),
            labels.RESET: (otherwise(stay(), per=REG_22),),
            labels.BACK: (
                when(came_from_the_forgotten, go(labels.FORGOTTEN), per=REG_22),
                otherwise(go(labels.LOGIN), per=REG_22),
            ),
        },
        links=GUIDES,
        forgets=True,
    ),
    Screen(
        labels.MORE_FACTS,
        shows=(ONLY_THE_CONTRACTOR,),
        fields=tuple(Field(field, asked=is_asked(field)) for field in MORE_FACTS),
        first=unless_idle(REG_10),
        press={
            labels.CONFIRM: (
                *(
                    refuse(asked_but_blank(field), field, sentences.REQUIRED, per=REG_10)
                    for field in MORE_FACTS
                ),
                *(
                    refuse(asked_and_malformed(field), field, _bad_form(field), per=REG_06)
                    for field in MORE_FACTS
                ),
                when(proof_is_stopped, stay(sentences.NO_MATCH), per=REG_10),
                when(
                    no_candidate_fits,
                    stay(sentences.NO_MATCH, count_proof_failure),
                    per=REG_10,
                ),
                otherwise(go(labels.TERMS, prove_candidate), per=REG_10),
            ),
        },
        links=GUIDES,
    ),
)
