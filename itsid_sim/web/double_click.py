"""Telling a double click from a form that is sent again later (Q29).

A password is shown once. The second half of a double click drops the first answer, fetched or not,
so what that answer showed may be shown once more: to the same copy of the page, within two seconds.
"""

from collections.abc import Callable

from itsid_sim.rules.value import Value

DOUBLE_CLICK_S = 2.0

Dialog = tuple[str, str]


class _Press(Value, frozen=True):
    copy: str
    at: float


class DoubleClicks:
    """The presses of the last two seconds that led to what is shown only once."""

    def __init__(self, real_seconds: Callable[[], float]) -> None:
        self._real_seconds = real_seconds
        self._presses: dict[Dialog, _Press] = {}

    def note(self, dialog: Dialog, copy: str) -> None:
        """A press on this copy of a page has just led there."""
        now = self._real_seconds()
        lately = {key: one for key, one in self._presses.items() if now - one.at < DOUBLE_CLICK_S}
        self._presses = {**lately, dialog: _Press(copy, now)}

    def is_second(self, dialog: Dialog, copy: str) -> bool:
        """Whether a press on this copy follows so closely that it is the same one; asked once."""
        first = self._presses.pop(dialog, None)
        if first is None or first.copy != copy:
            return False
        return self._real_seconds() - first.at < DOUBLE_CLICK_S
