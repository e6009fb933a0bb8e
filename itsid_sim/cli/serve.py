"""`itsid serve`: the site over HTTP, until somebody stops it."""

import os
import signal
import socket
from collections.abc import Mapping
from threading import Event
from urllib.parse import urlsplit

import click
from msgspec import convert

from itsid_sim import __version__
from itsid_sim.adapters.fixture_files import BadFixture, read_cast
from itsid_sim.adapters.smtp_mailer import is_loopback
from itsid_sim.adapters.specification import ROOT
from itsid_sim.bootstrap.embedded import LOOPBACK
from itsid_sim.bootstrap.served import Served, Serving
from itsid_sim.bootstrap.stores import shown
from itsid_sim.bootstrap.workers import Workers
from itsid_sim.client.control import TOKEN_VARIABLE
from itsid_sim.core.digest import slow_digest
from itsid_sim.ports.listening import PortTaken
from itsid_sim.ports.store import StoreFailed
from itsid_sim.rules.value import Value

TOKEN_CHARS_MIN = 16
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - that is what is asked about
STOPPING = (signal.SIGINT, signal.SIGTERM)


class CannotServe(Exception):
    """The site could not start; the message says why and what to do."""


class Options(Value, frozen=True):
    """What the command line says."""

    host: str
    port: int
    smtp_port: int
    public_url: str
    allow_remote: bool
    control: bool
    store: str
    workers: int


def serve_until_stopped(chosen: Mapping[str, object]) -> None:
    """Serve until Ctrl-C or SIGTERM. Raises `CannotServe`."""
    options = convert(chosen, Options)
    serving = _serving(options)
    stop = Event()
    for sign in STOPPING:
        signal.signal(sign, lambda *_: stop.set())
    served = _served(serving, options)
    _tell(served, serving)
    stop.wait()
    served.close()
    click.echo("stopped")


def _serving(options: Options) -> Serving:
    token = os.environ.get(TOKEN_VARIABLE, "")
    if not is_loopback(options.host):
        _check_remote(options, token)
    if options.public_url and not _is_site(options.public_url):
        raise CannotServe(
            f"--public-url {options.public_url!r}: expected http or https, a host and no path, "
            "such as https://staging.example"
        )
    return Serving(
        options.host,
        options.port,
        options.smtp_port,
        options.public_url.rstrip("/"),
        slow_digest,
        options.store,
        options.control,
        token,
    )


def _check_remote(options: Options, token: str) -> None:
    if not options.allow_remote:
        raise CannotServe(
            f"--host {options.host}: reaches beyond this machine; a simulator that takes passwords "
            f"listens on {LOOPBACK} unless --allow-remote says otherwise"
        )
    if options.control and (len(token) < TOKEN_CHARS_MIN or not token.isascii()):
        raise CannotServe(
            f"--allow-remote: set {TOKEN_VARIABLE} to a secret of {TOKEN_CHARS_MIN} ASCII "
            f"characters or more (found {len(token)}), or leave the control API out with "
            "--no-control"
        )
    if options.host in EVERYWHERE and not options.public_url:
        raise CannotServe(
            f"--host {options.host}: say with --public-url under which address others reach it, "
            "for mailed URLs begin with it"
        )
    click.echo(
        "warning: everybody who reaches this address can use the site and read its mail", err=True
    )


def _is_site(url: str) -> bool:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises for a port that is none
    except ValueError:
        return False
    beyond = parts.path.rstrip("/") or parts.query or parts.fragment or parts.username
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not beyond


def _served(serving: Serving, options: Options) -> Served | Workers:
    try:
        cast = read_cast(ROOT / "fixtures" / "cast.toml")
        if options.workers > 1:
            _check_shared(options)
            return Workers(options.workers, serving, cast)
        return Served(serving, cast)
    except (BadFixture, StoreFailed) as fault:
        raise CannotServe(f"{fault}") from None
    except PortTaken as taken:
        option = "--smtp-port" if taken.port == options.smtp_port else "--port"
        raise CannotServe(
            f"{taken}; stop whoever listens there, or choose another with {option} (0: any free)"
        ) from None


def _check_shared(options: Options) -> None:
    if not options.store.startswith("postgresql://"):
        raise CannotServe(
            f"--workers {options.workers}: several processes can share a PostgreSQL only; "
            "name one with --store postgresql://USER@HOST/DATABASE"
        )
    if not hasattr(socket, "SO_REUSEPORT"):
        raise CannotServe(f"--workers {options.workers}: this system lets no ports be shared")


def _tell(served: Served | Workers, serving: Serving) -> None:
    click.echo(f"itsid-sim {__version__}, a simulator")
    click.echo(f"  My Page   {served.url}/w/main/")
    click.echo(f"  inbox     {served.url}/w/main/mail/")
    if serving.control:
        click.echo(f"  control   {served.url}/api/openapi.json")
    if serving.public_url:
        click.echo(f"  listens   {serving.host}:{served.port}")
    click.echo(f"  worlds    {shown(serving.store)}")
    click.echo(f"  SMTP      {LOOPBACK}:{served.smtp_port}")
    click.echo("Ctrl-C stops it.")
