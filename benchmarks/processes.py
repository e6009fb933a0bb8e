"""Servers in processes of their own: started, waited for, weighed and stopped."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import perf_counter

LOOPBACK = "127.0.0.1"
READY_WITHIN_S = 60
STOPPED_WITHIN_S = 10
BETWEEN_TRIES = Event()  # nobody sets it: it is waited for
BETWEEN_TRIES_S = 0.01


class NotReady(Exception):
    """A server did not start."""


@contextmanager
def telling(
    command: Sequence[str], environment: Mapping[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of ours, and the address that it told when it was ready."""
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        try:
            for line in process.stdout or ():
                found = [word for word in line.split() if word.startswith("http://")]
                if found:
                    yield process, found[0]
                    break
            else:
                raise NotReady(f"{' '.join(command)}: it ended and told no address")
        finally:
            _stop(process)


@contextmanager
def listening(
    command: Sequence[str], port: int, folder: Path, environment: Mapping[str, str]
) -> Iterator[None]:
    """A server of others, which tells nothing that can be relied on, until its port answers."""
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait_for(port, process)
            yield
        finally:
            _stop(process)


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.create_server((LOOPBACK, 0)) as sock:
        return int(sock.getsockname()[1])


def resident_mb(process: subprocess.Popen[str], kind: str = "Rss") -> float:
    """The resident memory of a process: Rss, or Pss where shared pages count in part."""
    lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")) / 1024


def python(module: str, *arguments: str) -> tuple[str, ...]:
    """The command that runs a module of ours."""
    return (sys.executable, "-m", module, *arguments)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = perf_counter() + READY_WITHIN_S
    while process.poll() is None and perf_counter() < end:
        try:
            socket.create_connection((LOOPBACK, port)).close()
        except OSError:
            BETWEEN_TRIES.wait(BETWEEN_TRIES_S)
        else:
            return
    raise NotReady(f"{process.args!r}: nobody answers on port {port}")


def _stop(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOPPED_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
