"""Telling a double click from a form that is sent again later (Q29, Q39).

The second half of a double click drops the first answer, fetched or not. What that answer showed
once, and the proof that it brought, are given once more: to the same copy of the page, within two
seconds.
"""

from collections.abc import Callable

from itsid_sim.rules.value import Value

DOUBLE_CLICK_S = 2.0

Dialog = tuple[str, str]


class _Press(Value, frozen=True):
    copy: str
    proof: str
    at: float


class DoubleClicks:
    """The presses of the last two seconds that led to what only their browser may see."""

    def __init__(self, real_seconds: Callable[[], float]) -> None:
        self._real_seconds = real_seconds
        self._presses: dict[Dialog, _Press] = {}

    def note(self, dialog: Dialog, copy: str, proof: str) -> None:
        """A press on this copy of a page has just led there; it brought this proof, or none."""
        now = self._real_seconds()
        lately = {key: one for key, one in self._presses.items() if now - one.at < DOUBLE_CLICK_S}
        self._presses = {**lately, dialog: _Press(copy, proof, now)}

    def first(self, dialog: Dialog, copy: str) -> str | None:
        """What the first half brought, if a press on this copy is the second; told once."""
        first = self._presses.get(dialog)
        if first is None or first.copy != copy:
            return None
        del self._presses[dialog]
        return first.proof if self._real_seconds() - first.at < DOUBLE_CLICK_S else None
