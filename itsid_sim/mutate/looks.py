"""What only a browser shows: the campaign sees none of it, `itsid verify --driver browser` does."""

from collections.abc import Iterator

from itsid_sim.core.chart import Chart
from itsid_sim.mutate.mutant import Mutant, mutant
from itsid_sim.rules.login import LOGIN_03


def look_mutants() -> Iterator[Mutant]:
    """A QR code that leads elsewhere."""
    yield mutant(LOGIN_03, "qr-astray", change=_astray)


def _astray(chart: Chart) -> Chart:
    """To the home page instead of the login page."""
    from itsid_sim.web import beside  # noqa: PLC0415 - the campaign does without the web

    draw = beside._qr_code  # noqa: SLF001 - what is broken on purpose
    setattr(beside, "_qr_code", lambda address: draw(address.removesuffix(beside.LOGIN)))  # noqa: B010
    return chart
