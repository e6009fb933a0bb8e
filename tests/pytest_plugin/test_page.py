"""docs/how-to/use-from-pytest.md: every test on it passes, and what it shows is what is said."""

import re
from pathlib import Path

import pytest

from itsid_sim.pytest_plugin.world import ItsidWorld
from tests.pytest_plugin.running import Run, run

pytestmark = pytest.mark.processes

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "use-from-pytest.md"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
SNIPPETS = [text for language, text in BLOCKS if language == "python"]
(SHOWN,) = (text for _, text in BLOCKS if "- itsid world -" in text)
CALLED = re.compile(r"`(\w+)[(`.]")
EARLIER, LATER = "09:00:00+", "09:01:00+"


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The tests of the page, and its first one as it fails."""
    folder = tmp_path_factory.mktemp("page")
    for number, snippet in enumerate(SNIPPETS):
        (folder / f"test_{number}.py").write_text(snippet, encoding="utf-8")
    return run(folder, SNIPPETS[0].replace(EARLIER, LATER))


def test_every_test_of_the_page_passes(ended: Run) -> None:
    tests = sum(len(re.findall(r"^def test_", snippet, re.MULTILINE)) for snippet in SNIPPETS)

    again = 1  # one of them is for two times

    assert [] == ended.has(f"1 failed, {tests + again} passed")


def test_what_a_failure_shows_is_what_the_page_shows(ended: Run) -> None:
    shown = re.escape(SHOWN).replace("…", r"\w+")

    assert re.search(shown, ended.said), ended.said


@pytest.mark.itsid(contracts=[])
def test_everything_that_can_be_done_is_on_the_page(itsid_world: ItsidWorld) -> None:
    _, _, table = PAGE.read_text(encoding="utf-8").partition("## できること")
    rows = [line.split("|")[1] for line in table.partition("\n## ")[0].splitlines() if "|" in line]

    named = {name for row in rows for name in CALLED.findall(row)}

    public = {name for name in dir(itsid_world) if not name.startswith("_")}
    assert public - {"family", "people", "site"} == named
