"""What the postbox says: its own replies, and those of faults (RFC 5321, 4.2; RFC 3463)."""

from itsid_sim.core.state import Fault

TAKEN = "250 2.0.0 OK"
NO_WORLD = "550 5.1.1 no such world"
NO_LOGIN = "535 5.7.8 no such world: log in with the name of one"
NOT_FILED = "451 4.3.0 not filed; try again later"
LEFT_BRANCH = "550 5.1.1 the world has gone back, and this letter was never written"
NOT_OURS = "554 5.6.0 not a letter of this world"

REFUSE, DEFER = 550, 451
TEXTS = {
    421: "4.3.2 the mail server closes the connection; try again later",
    450: "4.2.1 the mailbox is busy; try again later",
    451: "4.3.0 try again later",
    452: "4.2.2 no room for now; try again later",
    535: "5.7.8 the login is refused",
    550: "5.1.1 the mailbox does not exist",
    551: "5.1.6 the mailbox has moved",
    552: "5.2.2 the mailbox is full",
    553: "5.1.3 the mailbox has no such name",
    554: "5.3.0 the letter is refused",
}
OF_CLASS = {4: "4.0.0 try again later", 5: "5.0.0 the letter is refused"}


def reply_of(fault: Fault) -> str:
    """What a fault says to whoever brings a letter: 550, 451, or the code that it names."""
    code = fault.code or (DEFER if fault.do == "defer" else REFUSE)
    return f"{code} {TEXTS.get(code, OF_CLASS[code // 100])}"
