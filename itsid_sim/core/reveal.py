"""Passwords that stand on a screen, and must stand nowhere else: events are kept without them."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from itsid_sim.core import events as e
from itsid_sim.core.digest import Digest, same
from itsid_sim.core.state import NO_DIALOG, World

MASK = "***"


def masked(event: e.Event) -> e.Event:
    """The event as it may be kept."""
    return replace(event, password=MASK) if isinstance(event, e.PasswordRevealed) else event


def reveals_of(world: World) -> dict[str, str]:
    """The passwords that stand on screens, by browser; not those that are masked already."""
    reveals = ((browser, dialog.reveal) for browser, dialog in world.dialogs.items())
    return {browser: password for browser, password in reveals if password not in ("", MASK)}


def changed_reveals(before: World, after: World, events: Iterable[e.Event]) -> dict[str, str]:
    """What these events brought on screens, by browser; empty what they took away."""
    browsers = {getattr(event, "browser", "") for event in events} - {""}
    both = {browser: (_reveal(before, browser), _reveal(after, browser)) for browser in browsers}
    return {browser: new for browser, (old, new) in both.items() if old != new}


def without_reveals(world: World) -> World:
    """The world with its passwords masked."""
    return _with(world, dict.fromkeys(reveals_of(world), MASK))


def with_reveals(world: World, reveals: Mapping[str, str], digest: Digest) -> World:
    """The world with masked passwords filled in, where the account says that they are right."""
    right = {
        browser: password
        for browser, password in reveals.items()
        if _reveal(world, browser) == MASK and _is_right(world, browser, password, digest)
    }
    return _with(world, right)


def _reveal(world: World, browser: str) -> str:
    return world.dialogs.get(browser, NO_DIALOG).reveal


def _is_right(world: World, browser: str, password: str, digest: Digest) -> bool:
    owner = world.owners.get(world.dialogs[browser].login_id.lower())
    account = world.accounts.get(owner or "")
    return account is not None and same(digest(password, account.salt), account.password)


def _with(world: World, reveals: Mapping[str, str]) -> World:
    dialogs = world.dialogs
    for browser, password in reveals.items():
        dialogs = dialogs.set(browser, replace(dialogs[browser], reveal=password))
    return replace(world, dialogs=dialogs) if reveals else world
