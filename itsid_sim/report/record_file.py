"""The record of a run as a JSON file, for machines."""

from pathlib import Path

from msgspec import json

from itsid_sim.drivers.record import RunRecord


def write_record(record: RunRecord, path: Path) -> None:
    """Write run.json."""
    path.write_bytes(json.format(json.encode(record), indent=1))


def read_record(path: Path) -> RunRecord:
    """Read run.json again. Raises `msgspec.ValidationError` for a file of another shape."""
    return json.decode(path.read_bytes(), type=RunRecord)
