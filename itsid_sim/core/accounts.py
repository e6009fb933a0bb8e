"""Accounts as a world keeps them, from what people know."""

from itsid_sim.core.dice import seeded
from itsid_sim.core.digest import Digest
from itsid_sim.core.state import Account


def account_of(
    digest: Digest, contract: str, login_id: str, password: str, contact: str
) -> Account:
    """An account of a contract; its password is digested under a salt of the contract's own."""
    salt = seeded(contract, 0).salt()
    return Account(login_id, digest(password, salt), salt, contact)
