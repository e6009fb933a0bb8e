"""The control API under /api: worlds, their clocks, contracts, letters and faults."""

from itsid_sim.web.control.api import control_api

__all__ = ["control_api"]
