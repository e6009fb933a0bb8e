"""What people know, by the documents' names for it, and when their scenarios begin."""

from datetime import datetime

from itsid_sim.adapters.fixture_files import Cast, ContractEntry, PersonEntry
from itsid_sim.core.moment import JST
from itsid_sim.rules import labels

OPENING = datetime(2026, 6, 1, 10, 0, tzinfo=JST)
ADDITIONAL = (
    ("bank_last4", labels.BANK_LAST4),
    ("card_last4", labels.CARD_LAST4),
    ("stb_id", labels.STB_ID),
)


def facts_of(entry: PersonEntry, cast: Cast) -> dict[str, str]:
    """Everything that a person of the cast knows, by label."""
    facts = {labels.NEW_ID_FACT: entry.new_id, labels.NEW_PASSWORD_FACT: entry.new_password}
    contract = cast.contract(entry.contract)
    return facts if contract is None else facts | _contract_facts(contract)


def _contract_facts(contract: ContractEntry) -> dict[str, str]:
    facts = {
        labels.NAME_FACT: contract.name,
        labels.KANA: contract.kana,
        labels.PHONE: contract.phone,
        labels.CUSTOMER_NO: contract.customer_no,
    }
    for attribute, label in ADDITIONAL:
        if getattr(contract, attribute):
            facts[label] = getattr(contract, attribute)
    if contract.ready_from is not None:
        facts[labels.READY_FACT] = contract.ready_from.isoformat()
    if contract.account is not None:
        facts |= {
            labels.ITSCOM_ID: contract.account.itscom_id,
            labels.PASSWORD: contract.account.password,
            labels.CONTACT_FACT: contract.account.contact,
        }
    return facts
