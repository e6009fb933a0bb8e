"""The auth emulator of firebase-tools: a forgotten password in four requests.

It sends no mail: the second request lists the codes that are out.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.asking import Asker, WrongAnswer
from benchmarks.journeys import Clients, Journey
from benchmarks.peers.installed import npm_environment
from benchmarks.processes import LOOPBACK, NotReady, free_port, listening

ACCOUNTS = "/identitytoolkit.googleapis.com/v1/accounts"
CODES = "/emulator/v1/projects/demo-bench/oobCodes"
EVERYTHING = "/emulator/v1/projects/demo-bench/accounts"
OWNER = {"Authorization": "Bearer owner"}
PASSWORD = "Passw0rd!0"


@contextmanager
def auth_emulator() -> Iterator[Clients]:
    """As many accounts as clients are wanted. Raises `NotInstalled` and `NotReady`."""
    program = str(npm_environment() / "firebase")
    command = (program, "emulators:start", "--only", "auth", "--project", "demo-bench")
    with TemporaryDirectory() as folder:
        port = _configure(Path(folder))
        with listening(command, port, Path(folder), _environment(folder)):

            def clients(count: int) -> Sequence[Journey]:
                asker = Asker(f"{LOOPBACK}:{port}")
                asker.ask("DELETE", EVERYTHING, headers=OWNER)
                for number in range(count):
                    _call(asker, "signUp", email=_address(number), password=PASSWORD)
                return [Account(port, number).walk for number in range(count)]

            try:
                clients(1)
            except OSError as gone:  # another process may have taken one of its ports
                raise NotReady(f"it no longer answers: {gone}") from None
            yield clients


class Account:
    """One account, with a connection of its own."""

    def __init__(self, port: int, number: int) -> None:
        self._asker = Asker(f"{LOOPBACK}:{port}")
        self._address = _address(number)

    def walk(self) -> None:
        """Ask for a code, look it up, set a password with it, log in with the password."""
        _call(self._asker, "sendOobCode", requestType="PASSWORD_RESET", email=self._address)
        codes = self._asker.ask("GET", CODES, headers=OWNER).told()["oobCodes"]
        mine = [code["oobCode"] for code in codes if code["email"] == self._address]
        _call(self._asker, "resetPassword", oobCode=mine[-1], newPassword=PASSWORD)
        told = _call(self._asker, "signInWithPassword", email=self._address, password=PASSWORD)
        if not told["idToken"]:
            raise WrongAnswer(f"auth emulator: {told}")


def _configure(folder: Path) -> int:
    """Write what it reads; the port of the emulator."""
    ports = {"auth": free_port(), "hub": free_port(), "logging": free_port()}
    places = {name: {"host": LOOPBACK, "port": port} for name, port in ports.items()}
    emulators = {**places, "ui": {"enabled": False}, "singleProjectMode": False}
    content = json.dumps({"emulators": emulators})
    (folder / "firebase.json").write_text(content, encoding="ascii")
    return ports["auth"]


def _environment(folder: str) -> dict[str, str]:
    """It keeps its notes in the folder and asks nobody for news."""
    return {
        "HOME": folder,
        "XDG_CONFIG_HOME": folder,
        "CI": "1",
        "NO_UPDATE_NOTIFIER": "1",
        "FIREBASE_CLI_DISABLE_ANALYTICS": "1",
    }


def _address(number: int) -> str:
    return f"taro{number}@example.jp"


def _call(asker: Asker, name: str, **given: object) -> dict[str, object]:
    told: dict[str, object] = asker.post_json(f"{ACCOUNTS}:{name}?key=x", given, {}).told()
    return told
