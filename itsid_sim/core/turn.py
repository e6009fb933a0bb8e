"""What a condition or an effect may look at: one press, or one look, in one world."""

from collections.abc import Callable

from itsid_sim.core.commands import Press
from itsid_sim.core.dice import DICE_BYTES, Dice
from itsid_sim.core.digest import Digest, quick_digest, ticket_id
from itsid_sim.core.state import NO_DIALOG, Account, Contract, Dialog, Letter, SignIn, Ticket, World
from itsid_sim.rules.letters import SITE
from itsid_sim.rules.limits import FIELD_CHARS_MAX, TEXT_CHARS_MAX
from itsid_sim.rules.settings import Settings

TextOf = Callable[[Letter], str]

ROOM_MARK = "/"
NO_DICE = Dice(bytes(DICE_BYTES))


def unread(_: Letter) -> str:
    """The text of a letter that nobody has to read."""
    return ""


def split_address(address: str) -> tuple[str, str]:
    """An address as path and token: a mailed URL ends in a token and a slash, no other does."""
    if not address.endswith("/"):
        return address, ""
    stem, _, token = address[:-1].rpartition("/")
    return f"{stem}/<token>/", token


def dialog_id(browser: str, room: str) -> str:
    """The name of a browser's dialog: its one procedure, or what goes on beside it in a room."""
    return f"{browser}{ROOM_MARK}{room}" if room else browser


def is_beside(dialog: str) -> bool:
    """Whether a dialog goes on beside its browser's procedure; no limit of time ends it."""
    return ROOM_MARK in dialog


class Turn:
    """Made afresh for each command and thrown away with it.

    `site` is the address that the world's own URLs begin with. `text_of` reads a letter that
    came from elsewhere: no world holds such texts.
    """

    __slots__ = (
        "_form",
        "browser",
        "dialog",
        "dice",
        "digest",
        "now",
        "press",
        "session",
        "settings",
        "site",
        "text_of",
        "world",
    )

    def __init__(  # noqa: PLR0913, PLR0917 - all that a turn is made of
        self,
        world: World,
        press: Press,
        dice: Dice = NO_DICE,
        digest: Digest = quick_digest,
        site: str = SITE,
        text_of: TextOf = unread,
    ) -> None:
        self.world = world
        self.site = site
        self.text_of = text_of
        self.press = press
        self.dice = dice
        self.digest = digest
        self.browser = dialog_id(press.browser, press.room)
        self.session = press.session or press.browser
        self.now: int = world.now
        self.settings: Settings = world.settings
        self.dialog = _shown(world.dialogs.get(self.browser, NO_DIALOG), press.proof)
        self._form = dict(press.form)

    def typed(self, field: str) -> str:
        """What was typed or chosen in a field; the last choice where there are several."""
        return self._form.get(field, "")[:FIELD_CHARS_MAX]

    def written(self, field: str) -> str:
        """What was typed in a field of several lines, one character over its limit at most."""
        return self._form.get(field, "").replace("\r\n", "\n")[: TEXT_CHARS_MAX + 1]

    def chosen(self, field: str) -> frozenset[str]:
        """All choices made in a field that takes several."""
        return frozenset(value for label, value in self.press.form if label == field)

    @property
    def ticket(self) -> Ticket | None:
        """The ticket of the mailed URL that was opened, or else of the dialog, while it lives."""
        if not self.press.address:
            return self.world.tickets.get(self.dialog.ticket)
        token = split_address(self.press.address)[1]
        return self.world.tickets.get(ticket_id(token)) if token else None

    @property
    def letter(self) -> Letter | None:
        """The letter that the page shows: the one its address names, or else the dialog's."""
        if not self.press.address:
            return self.world.letters.get(self.dialog.letter)
        number = split_address(self.press.address)[1] if self.press.room else ""
        return self.world.letters.get(number)

    @property
    def opened_at(self) -> int:
        """When the mailed URL was opened that led here."""
        if self.press.address:
            return min(self.press.seen_at, self.now)
        return self.dialog.opened_at

    @property
    def contract(self) -> Contract:
        """The contract that the dialog has proven."""
        return self.world.contracts[self.dialog.contract]

    @property
    def sign_in(self) -> SignIn | None:
        """The browser's sign-in, live or over."""
        return self.world.sign_ins.get(self.session)

    def account_of(self, login_id: str) -> Account | None:
        """The account registered under an ID, however it is spelled."""
        owner = self.world.owners.get(login_id.lower())
        return None if owner is None else self.world.accounts[owner]


def _shown(dialog: Dialog, proof: str) -> Dialog:
    """The dialog as somebody with this proof sees it: without the right one only its number."""
    return dialog if dialog.proof in ("", proof) else Dialog(page=dialog.page)
