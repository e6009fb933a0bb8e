"""A PostgreSQL server that goes away without a word, and comes back."""

import os
import signal
from pathlib import Path

from sqlalchemy import make_url

from tests.postgresql import Cluster

PASSWORD = "s3cret-of-the-database"


class Fragile(Cluster):
    """A server of its own, since others would miss it."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.is_there = True

    def new_address(self) -> str:
        """The address of an empty database, with a password, though the server asks for none."""
        url = make_url(self.new_database()).set(password=PASSWORD)
        return url.render_as_string(hide_password=False)

    def crash(self) -> None:
        """Kill all its processes at once."""
        process = self._server.get_postmaster_info().process
        assert process is not None
        family = [process, *process.children(recursive=True)]
        for one in family:
            os.kill(one.pid, signal.SIGSTOP)  # lest one does something when another is gone
        for one in family:
            os.kill(one.pid, signal.SIGKILL)
        for one in family:
            one.wait()
        self.is_there = False

    def revive(self) -> None:
        """Let it recover what it has kept, and answer again."""
        if not self.is_there:
            self._server.ensure_postgres_running()
            self.is_there = True
