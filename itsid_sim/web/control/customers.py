"""The contracts of a world: listed, and added to."""

from http import HTTPStatus

from starlette.responses import Response

from itsid_sim.core import commands as c
from itsid_sim.core.moment import in_japan
from itsid_sim.core.state import Account, Contract, World
from itsid_sim.core.text import fold_id
from itsid_sim.service.service import Service
from itsid_sim.service.universe import Customer, Universe
from itsid_sim.web import told
from itsid_sim.web.control.given import CONTRACTS_MAX, ContractGiven
from itsid_sim.web.control.headers import IfMatch
from itsid_sim.web.control.resources import answer, changing, etag, settled
from itsid_sim.web.control.troubles import invalid, taken


class Customers:
    """The calls about contracts."""

    def __init__(self, universe: Universe) -> None:
        self._universe = universe

    def list_contracts(self, id: str) -> Response:
        """List the contracts, by id. Passwords are never told."""
        world = settled(self._universe, id).world
        contracts = sorted(world.contracts.values(), key=lambda contract: contract.id)
        listed = (_told(contract, world.accounts.get(contract.id)) for contract in contracts)
        return answer(told.Contracts(tuple(listed)), etag(self._universe, id))

    def add_contract(self, id: str, given: ContractGiven, if_match: IfMatch = None) -> Response:
        """Take on a customer."""
        service = self._universe.service
        contract, account = customer(service, given)
        with changing(self._universe, id, if_match) as expected:
            _must_be_free(service.world(id), contract, account)
            added = service.carry_out(id, c.AddContract(contract, account), expected)
        if not added:  # somebody was quicker
            _must_be_free(service.world(id), contract, account)
        return answer(_told(contract, account), etag(self._universe, id), HTTPStatus.CREATED)


def customer(service: Service, given: ContractGiven) -> Customer:
    """A contract and its account as a world keeps them."""
    account = given.account
    if account is None:
        return given.value(), None
    kept = service.account(given.id, account.itscom_id, account.password, account.contact)
    return given.value(), kept


def _must_be_free(world: World, contract: Contract, account: Account | None) -> None:
    if contract.id in world.contracts:
        raise taken(f"there is a contract {contract.id!r} already", "id")
    if account is not None and fold_id(account.login_id) in world.owners:
        raise taken(f"somebody has registered {account.login_id!r} already", "account.itscom_id")
    if len(world.contracts) >= CONTRACTS_MAX:
        raise invalid(f"a world has {CONTRACTS_MAX} contracts at most", "id")


def _told(contract: Contract, account: Account | None) -> told.Contract:
    return told.Contract(
        contract.id,
        contract.name,
        contract.kana,
        contract.phone,
        contract.customer_no,
        contract.bank_last4 or None,
        contract.card_last4 or None,
        contract.stb_id or None,
        contract.branch or None,
        in_japan(contract.ready_from) if contract.ready_from else None,
        None if account is None else told.Account(account.login_id, account.contact),
    )
