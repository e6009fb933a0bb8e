"""What somebody gets who installs the wheel, and has five lines in an empty folder."""

from pathlib import Path

import pytest

from itsid_sim.adapters.fingerprint import fingerprint
from tests.pytest_plugin.running import run_in
from tests.pytest_plugin.strangers import environment

pytestmark = pytest.mark.processes

FIVE_LINES = """\
def test_registration_opens(itsid_world):
    assert [ahead.kind for ahead in itsid_world.deadlines()] == ["ready"]
    itsid_world.advance_to_next()
    assert f"{itsid_world.now:%m-%d %H:%M}" == "06-15 09:00"
    assert not itsid_world.deadlines()
"""

IN_PLACE = """\
def test_plugin_is_that_of_the_wheel(pytestconfig):
    plugin = pytestconfig.pluginmanager.get_plugin("itsid")
    assert plugin.__file__.startswith({place!r})
"""

SAME = """\
from itsid_sim.adapters.fingerprint import fingerprint

def test_fingerprint_is_that_of_the_checkout():
    assert fingerprint() == {digest!r}
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment(tmp_path_factory.mktemp("stranger"))


def test_five_lines_pass(python: Path, tmp_path: Path) -> None:
    (tmp_path / "test_five.py").write_text(FIVE_LINES)
    (tmp_path / "test_place.py").write_text(IN_PLACE.format(place=str(python.parents[1])))

    ended = run_in(tmp_path, python, "-Werror")

    assert (0, []) == (ended.status, ended.has("itsid-sim-", "2 passed")), ended.said


def test_it_has_the_fingerprint_of_the_checkout(python: Path, tmp_path: Path) -> None:
    """Machines that work together may have come by it in either way."""
    (tmp_path / "test_fingerprint.py").write_text(SAME.format(digest=fingerprint()))

    ended = run_in(tmp_path, python, "-Werror")

    assert (0, []) == (ended.status, ended.has("1 passed")), ended.said


def test_five_lines_that_fail_are_reported_with_their_world(python: Path, tmp_path: Path) -> None:
    (tmp_path / "test_five.py").write_text(FIVE_LINES.replace("09:00", "09:01"))

    ended = run_in(tmp_path, python, "-Werror", "--import-mode=importlib")

    told = ("- itsid world -", "pages    http://127.0.0.1:", "time     2026-06-15 09:00:00")
    assert (1, []) == (ended.status, ended.has(*told))
