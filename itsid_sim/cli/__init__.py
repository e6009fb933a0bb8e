"""The command line: `itsid verify` and what comes after it."""

from itsid_sim.cli.main import main

__all__ = ["main"]
