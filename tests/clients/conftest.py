"""A served simulator, a world of one's own, and programs that know nothing of either."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from itsid_sim.bootstrap.served import Served, Serving
from itsid_sim.client.control import Control
from itsid_sim.client.mailbox import Mailbox
from itsid_sim.postbox.mailpit import Message
from tests.web.control.asking import CAST

FOLDER = Path(__file__).parent
NODE = Path(sys.executable).with_name("node")
PATIENCE_S = 60


class World:
    """A world with its addresses, and what is read of it by our own client."""

    def __init__(self, served: Served, id_: str) -> None:
        self.id = id_
        self.mail_url = f"{served.url}/w/{id_}/mail"
        self.smtp_port = served.smtp_port

    @property
    def latest(self) -> Message:
        """The mail that arrived last."""
        mailbox = Mailbox(self.mail_url)
        try:
            return mailbox.message()
        finally:
            mailbox.close()

    def node(self, script: str, *steps: list[object]) -> list[dict[str, Any]]:
        """What a script's client was told at each step: `answer` or `refused`."""
        command = (NODE, FOLDER / script, self.mail_url, json.dumps(steps))
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=PATIENCE_S
        )
        assert "" == done.stderr
        told: list[dict[str, Any]] = json.loads(done.stdout)
        return told


@pytest.fixture(scope="package")
def served() -> Iterator[Served]:
    opened = Served(Serving(), CAST)
    yield opened
    opened.close()


@pytest.fixture
def world(served: Served) -> Iterator[World]:
    with Control(served.url) as control:
        yield World(served, control.create().id)


@pytest.fixture
def main(served: Served) -> World:
    """The world of all who name none."""
    return World(served, "main")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these tests run programs that have to be installed."""
    for item in items:
        if FOLDER in item.path.parents:
            item.add_marker(pytest.mark.npm)
