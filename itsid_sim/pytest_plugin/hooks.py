"""What pytest loads under the name itsid: options, the marker, fixtures, a section on failure.

Every pytest run where itsid-sim is installed imports this file, so what takes long to import
waits for the first test that asks for a world.
"""

import os
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from itsid_sim.pytest_plugin.fresh import Fresh
    from itsid_sim.pytest_plugin.world import ItsidWorld

URL_VARIABLE = "ITSID_URL"
MARKER = "itsid(settings, now, seed, contracts): how the itsid_world of a test begins"
KEPT_TITLE = "itsid world kept"

FRESH: "pytest.StashKey[Fresh]" = pytest.StashKey()
KEPT: pytest.StashKey[list[str]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the command line and of the configuration file."""
    group = parser.getgroup("itsid", "itsid-sim, a simulator of an ISP's account procedures")
    running = f"of a running simulator; without it, by {URL_VARIABLE} or itsid_url, the run has one"
    group.addoption("--itsid-url", default="", metavar="URL", help=f"address {running}")
    group.addoption(
        "--itsid-keep",
        action="store_true",
        help="leave the worlds of tests in the running simulator, and say where they are",
    )
    parser.addini("itsid_url", "address of a running simulator", default="")


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known. Raises `UsageError` if worlds are to outlive their simulator."""
    config.addinivalue_line("markers", MARKER)
    if config.getoption("--itsid-keep") and not _url(config):
        raise pytest.UsageError(
            "--itsid-keep: the simulator of this run ends with it, and its worlds too; start one "
            "with `itsid serve` and name it with --itsid-url"
        )


@pytest.fixture(scope="session")
def itsid_server(pytestconfig: pytest.Config) -> Iterator[str]:
    """The address of the simulator: the one that the run names, or one that lives as long as it."""
    from itsid_sim.pytest_plugin.server import simulator

    with simulator(_url(pytestconfig)) as url:
        yield url


@pytest.fixture
def itsid_world(request: pytest.FixtureRequest, itsid_server: str) -> "Iterator[ItsidWorld]":
    """A world of the test's own, whose clock stands still; the marker itsid says how it begins."""
    from itsid_sim.pytest_plugin.fresh import Fresh
    from itsid_sim.pytest_plugin.server import token_for

    is_kept = bool(request.config.getoption("--itsid-keep"))
    token = token_for(_url(request.config))
    fresh = Fresh(itsid_server, token, request.node.iter_markers("itsid"), is_kept=is_kept)
    request.node.stash[FRESH] = fresh
    yield fresh.world
    del request.node.stash[FRESH]
    request.node.stash[KEPT] = fresh.end()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tell of the world of a test that failed, and of those that are left when it is over."""
    report = yield
    if report.failed and FRESH in item.stash:
        report.sections += item.stash[FRESH].told()
    kept = item.stash.get(KEPT, [])
    if report.when == "teardown" and kept:
        report.sections.append((KEPT_TITLE, "\n".join(kept)))
    return report


# Quoted, for pytest has this name since 8.4 only, and an error here would end anybody's run.
def pytest_terminal_summary(terminalreporter: "pytest.TerminalReporter") -> None:
    """Say where the worlds are that were left, in whichever process their tests ran."""
    reports = [report for of_a_kind in terminalreporter.stats.values() for report in of_a_kind]
    kept = [
        (report.nodeid, text)
        for report in reports
        if isinstance(report, pytest.TestReport)
        for title, text in report.sections
        if title == KEPT_TITLE
    ]
    if kept:
        terminalreporter.section("itsid worlds left for looking at")
        for nodeid, text in kept:
            terminalreporter.line(f"{nodeid}\n{text}")


def _url(config: pytest.Config) -> str:
    """The address of a running simulator, empty if the run is to have its own."""
    named = config.getoption("--itsid-url") or os.environ.get(URL_VARIABLE, "")
    return str(named or config.getini("itsid_url"))
