"""The postbox: letters a second from Postfix' smtp-source, and a mailbox with 10,000 letters."""

import smtplib
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import urlsplit

from benchmarks.figures import ROUNDS, Figure, Line, Remark, ratio, rounds, seconds_of
from benchmarks.processes import python, resident_mb, telling
from benchmarks.start import ITSID
from itsid_sim.client.connection import Connection

LETTERS = 1_000
STORED = 10_000
LETTER_BYTES = 600
PAGE = 50
API = "/w/main/mail/api/v1"
FOLDER = Path(sys.prefix) / "peers" / "postfix"
SINK = python("benchmarks.sink")


def figures() -> Iterator[Line]:
    """A connection for every letter, 600 bytes each; ours keeps them in SQLite with FULL."""
    source = smtp_source()
    if source is None:
        yield Remark("smtp-source: there is none; install Postfix, or let apt-get fetch it")
        return
    with TemporaryDirectory() as folder, ExitStack() as running:
        store = f"sqlite:///{folder}/letters.db"
        ours = (str(ITSID), "serve", "--port", "0", "--smtp-port", "0", "--store", store)
        process, url = running.enter_context(telling(ours))
        _, sink = running.enter_context(telling(SINK))
        port = _smtp_port(process)
        yield from _taken(source, port, urlsplit(sink).port or 0)
        yield from _full(source, url, port)
        yield Figure(f"ours with {STORED:,} letters, RSS", (resident_mb(process),), "MB", "<= 70")


class Source:
    """Postfix' own source of letters, wherever its libraries are."""

    def __init__(self, program: Path, environment: Mapping[str, str]) -> None:
        self._program = str(program)
        self._environment = dict(environment)

    def send(self, port: int, count: int) -> None:
        """So many letters, a connection for each."""
        words = ("-s", "1", "-m", str(count), "-l", str(LETTER_BYTES))
        addresses = ("-f", "source@example.org", "-t", "taro@example.jp")
        command = (self._program, *words, *addresses, f"127.0.0.1:{port}")
        subprocess.run(command, env=self._environment, check=True)


def smtp_source() -> Source | None:
    """That of the machine, or of Debian's package, unpacked beside the other peers."""
    installed = which("smtp-source", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if installed:
        return Source(Path(installed), {})
    program = FOLDER / "usr" / "sbin" / "smtp-source"
    fetch, unpack = which("apt-get"), which("dpkg-deb")
    if not program.exists() and fetch and unpack:
        FOLDER.mkdir(parents=True, exist_ok=True)
        subprocess.run((fetch, "-qq", "download", "postfix"), cwd=FOLDER, check=False)
        for package in FOLDER.glob("postfix_*.deb"):
            subprocess.run((unpack, "-x", package, FOLDER), check=True)
    libraries = str(FOLDER / "usr" / "lib" / "postfix")
    return Source(program, {"LD_LIBRARY_PATH": libraries}) if program.exists() else None


def _taken(source: Source, ours: int, sink: int) -> Iterator[Line]:
    def per_second(port: int) -> float:
        return LETTERS / seconds_of(lambda: source.send(port, LETTERS))

    pairs = [(per_second(ours), per_second(sink)) for _ in range(ROUNDS)]
    taken, bare = zip(*pairs, strict=True)
    yield Figure("aiosmtpd that keeps nothing, a connection a letter", bare, "per s", "")
    yield Figure("our postbox, a connection a letter, kept", taken, "per s", "")
    yield ratio("ours against the bare one", taken, bare, ">= 0.7")


def _full(source: Source, url: str, port: int) -> Iterator[Line]:
    source.send(port, max(0, STORED - LETTERS * ROUNDS))
    api = Connection(url)
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        readable = rounds(lambda: _until_readable(smtp, api, "message/latest"), 50)
        listed = rounds(lambda: _until_readable(smtp, api, f"messages?limit={PAGE}"), 50)
    yield Figure("from SMTP's answer until the letter is read", readable, "ms", "<= 1")
    yield Figure(f"a list of {PAGE} right after SMTP's answer", listed, "ms", "<= 10")


def _until_readable(smtp: smtplib.SMTP, api: Connection, what: str) -> float:
    """Milliseconds from the answer to a letter to that of the API in which it stands."""
    subject = f"number {perf_counter()}"
    letter = f"Subject: {subject}\r\n\r\n{'x' * LETTER_BYTES}\r\n"
    smtp.sendmail("source@example.org", "taro@example.jp", letter)
    began = perf_counter()
    while True:
        answer = api.ask("GET", f"{API}/{what}")
        if subject.encode() in answer.body:
            return (perf_counter() - began) * 1000


def _smtp_port(process: subprocess.Popen[str]) -> int:
    """Where the postbox listens, as the server tells it after its addresses."""
    told = next(line for line in process.stdout or () if "SMTP" in line)
    return int(told.rpartition(":")[2])
