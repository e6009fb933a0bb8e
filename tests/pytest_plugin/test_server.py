"""The simulator of a run: one of its own, or a running one that has to be usable."""

from collections.abc import Iterator

import pytest

from itsid_sim.adapters.fixture_files import read_cast
from itsid_sim.adapters.specification import ROOT
from itsid_sim.bootstrap.served import Served, Serving
from itsid_sim.client.connection import Unreachable
from itsid_sim.client.control import Control
from itsid_sim.pytest_plugin.server import simulator, token_for

pytestmark = pytest.mark.processes

TOKEN = "a token of many characters"
NOBODY = "http://127.0.0.1:9"  # the port of a protocol that nobody serves any more


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """A simulator that runs, and asks for a token."""
    opened = Served(Serving(token=TOKEN), read_cast(ROOT / "fixtures" / "cast.toml"))
    yield opened
    opened.close()


def test_a_simulator_of_the_runs_own_ends_with_it() -> None:
    with simulator("") as url, Control(url) as control:
        listed = [world.id for world in control.worlds().worlds]

    assert ["main"] == listed
    with Control(url) as control, pytest.raises(Unreachable):
        control.worlds()


def test_a_running_simulator_is_used_and_stays(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITSID_CONTROL_TOKEN", TOKEN)

    with simulator(served.url) as url:
        used = url

    with Control(served.url, token_for(used)) as control:
        assert (served.url, "main") == (used, control.world("main").id)


def test_the_simulator_of_the_runs_own_is_given_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITSID_CONTROL_TOKEN", TOKEN)

    assert ("", TOKEN) == (token_for(""), token_for(NOBODY))


@pytest.mark.parametrize(
    ("url", "message"),
    [
        (NOBODY, f"no simulator at {NOBODY}: .*; start one with `itsid serve`"),
        ("127.0.0.1:8025", "found no http://host; write it with both, such as"),
        ("https://example.invalid", "found no http://host"),
    ],
)
def test_a_simulator_that_cannot_be_reached_fails_the_test(url: str, message: str) -> None:
    with pytest.raises(pytest.fail.Exception, match=message), simulator(url):
        pass


@pytest.mark.parametrize(
    ("path", "token", "message"),
    [
        ("", "", "401 .*its token in ITSID_CONTROL_TOKEN"),
        ("/w/main", TOKEN, "404 .*; name it as .* without a path"),
    ],
)
def test_a_control_api_that_cannot_be_used_fails_the_test(
    served: Served, monkeypatch: pytest.MonkeyPatch, path: str, token: str, message: str
) -> None:
    monkeypatch.setenv("ITSID_CONTROL_TOKEN", token)

    with pytest.raises(pytest.fail.Exception, match=message), simulator(served.url + path):
        pass
