"""`itsid serve`: the site over HTTP, until somebody stops it."""

import os
import signal
from collections.abc import Mapping
from threading import Event
from urllib.parse import urlsplit

import click
from msgspec import convert

from itsid_sim import __version__
from itsid_sim.adapters.fixture_files import BadFixture, read_cast
from itsid_sim.adapters.smtp_mailer import is_loopback
from itsid_sim.bootstrap.embedded import LOOPBACK
from itsid_sim.bootstrap.served import Served, Serving
from itsid_sim.core.digest import slow_digest
from itsid_sim.drivers.specification import ROOT
from itsid_sim.ports.listening import PortTaken
from itsid_sim.rules.value import Value

TOKEN = "ITSID_CONTROL_TOKEN"
TOKEN_CHARS_MIN = 16
STOPPING = (signal.SIGINT, signal.SIGTERM)


class CannotServe(Exception):
    """The site could not start; the message says why and what to do."""


class Options(Value, frozen=True):
    """What the command line says."""

    host: str
    port: int
    smtp_port: int
    store: str
    public_url: str
    allow_remote: bool
    control: bool


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
    token = os.environ.get(TOKEN, "")
    if not is_loopback(options.host):
        _check_remote(options, token)
    public = urlsplit(options.public_url)
    if options.public_url and not (public.scheme in {"http", "https"} and public.hostname):
        raise CannotServe(
            f"--public-url {options.public_url!r}: expected an address such as "
            "https://staging.example, with http or https and a host"
        )
    return Serving(
        options.host,
        options.port,
        options.smtp_port,
        options.public_url.rstrip("/"),
        slow_digest,
        options.control,
        token,
    )


def _check_remote(options: Options, token: str) -> None:
    if not options.allow_remote:
        raise CannotServe(
            f"--host {options.host}: reaches beyond this machine; a simulator that takes passwords "
            f"listens on {LOOPBACK} unless --allow-remote says otherwise"
        )
    if options.control and len(token) < TOKEN_CHARS_MIN:
        raise CannotServe(
            f"--allow-remote: set {TOKEN} to a secret of {TOKEN_CHARS_MIN} characters or more "
            f"(found {len(token)}), or leave the control API out with --no-control"
        )
    click.echo(
        "warning: everybody who reaches this address can use the site and read its mail", err=True
    )


def _served(serving: Serving, options: Options) -> Served:
    try:
        return Served(serving, read_cast(ROOT / "fixtures" / "cast.toml"))
    except BadFixture as fault:
        raise CannotServe(f"{fault}") from None
    except PortTaken as taken:
        option = "--smtp-port" if f":{options.smtp_port}:" in f"{taken}" else "--port"
        raise CannotServe(
            f"{taken}; stop whoever listens there, or choose another port with {option} "
            "(0: any free one)"
        ) from None


def _tell(served: Served, serving: Serving) -> None:
    click.echo(f"itsid-sim {__version__}, a simulator")
    click.echo(f"  My Page   {served.url}/w/main/")
    click.echo(f"  inbox     {served.url}/w/main/mail/api/v1/messages")
    if serving.control:
        click.echo(f"  control   {served.url}/api/openapi.json")
    click.echo(f"  SMTP      {LOOPBACK}:{served.simulator.smtp_port}")
    click.echo("Ctrl-C stops it.")
