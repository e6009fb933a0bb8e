"""Which scenarios another answer changes: told of each, kept in a file, never silently empty."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from itsid_sim.drivers.alternatives import Alternatives, read_alternatives
from itsid_sim.drivers.record import RunRecord
from itsid_sim.rules.alternatives import Answer
from itsid_sim.runs.alternatives import Trial, alternatives, known_alternatives
from itsid_sim.runs.request import CannotRun, Request
from itsid_sim.runs.run import run
from tests.runs.mishaps import CRASHED, KILLED, bring_mishaps_about, write_mishap
from tests.runs.specimen import PASSED, ROWS, write_specimen

pytestmark = pytest.mark.processes

INCLUSIVE = Answer("Q01", "inclusive", "ちょうど30分も使える")
THREE = Answer("Q05", 3, "3回")
UNKNOWN = Answer("Q01", "maybe", "たぶん")


class Here:
    """A specification with a file for what is found, and all that was told."""

    def __init__(self, root: Path) -> None:
        self.root, self.cache = root, root / "found" / "alternatives.json"
        self.told: list[str] = []

    def find(self, *answers: Answer, base: RunRecord | None = None) -> Alternatives:
        """Try these answers, two at a time."""
        return alternatives(base, 2, self.cache, self.told.append, Trial(answers, self.root))

    def known(self, *answers: Answer) -> Alternatives | None:
        """What has been found of these answers."""
        return known_alternatives(self.cache, Trial(answers, self.root))

    def base(self) -> RunRecord:
        """A run of all of it; that it is all, a run of named files cannot know."""
        record = run(Request((str(self.root / "features"),)), lambda _: None)
        return replace(record, whole=True)


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Here:
    """A specification on which two answers have been tried."""
    here = Here(tmp_path_factory.mktemp("tried"))
    write_specimen(here.root / "features")
    here.find(INCLUSIVE, THREE)
    return here


@pytest.fixture
def here(tried: Here, tmp_path: Path) -> Here:
    """The same at another place, with what has been found."""
    return Here(Path(shutil.copytree(tried.root, tmp_path / "here")))


def test_what_changes_is_told_of_each_answer(tried: Here) -> None:
    """The row that stands on the last moment fails; the number of tries changes nothing here."""
    found = tried.find(INCLUSIVE, THREE)

    last_moment, tries = found.tried
    (change,) = last_moment.changes
    assert change.place.endswith(f"2_code.feature:{ROWS[1]}")
    assert "初めからやり直し" in change.name
    assert ("passed", "failed") == (change.before, change.after)
    assert INCLUSIVE == Answer(last_moment.question, last_moment.value, last_moment.words)
    assert THREE == Answer(tries.question, tries.value, tries.words)
    assert (6, (), 6) == (last_moment.scenarios, tries.changes, tries.scenarios)


def test_every_run_is_told_of(tried: Here) -> None:
    """By a number and its answer, as it comes."""
    numbers, names = zip(*(line.split(" ", 1) for line in tried.told), strict=True)

    assert ("1/3", "2/3", "3/3") == numbers
    assert {"answers in force", "Q01=inclusive", "Q05=3"} == set(names)


def test_what_was_found_is_kept_wherever_it_lies(tried: Here, here: Here) -> None:
    """Nothing is run a second time."""
    found = here.find(INCLUSIVE, THREE)

    assert [] == here.told
    assert found == here.known(INCLUSIVE, THREE) == tried.known(INCLUSIVE, THREE)


@pytest.mark.parametrize("name", ["features/3_new.feature", "steps/x.py", "fixtures/cast.toml"])
def test_nothing_is_known_of_another_specification(here: Here, name: str) -> None:
    """Whichever part of it is another."""
    (here.root / name).parent.mkdir(exist_ok=True)
    (here.root / name).write_text("# language: ja\n", encoding="utf-8")

    assert here.known(INCLUSIVE, THREE) is None


def test_nothing_is_known_of_a_specification_that_was_renamed(here: Here) -> None:
    """The places of scenarios have changed, though not a word."""
    (here.root / "features" / "2_code.feature").rename(here.root / "features" / "3_code.feature")

    assert here.known(INCLUSIVE, THREE) is None


def test_nothing_is_known_of_other_answers(here: Here) -> None:
    """What was found of two does not stand for one of them."""
    assert here.known(INCLUSIVE) is None


@pytest.mark.parametrize("content", [b"", b"{}", b'{"digest": "x"', b"\xff"])
def test_a_file_that_cannot_be_read_is_as_good_as_none(here: Here, content: bytes) -> None:
    """It may be of an earlier version."""
    here.cache.write_bytes(content)

    assert here.known(INCLUSIVE, THREE) is None


def test_where_nothing_was_found_there_is_nothing_to_read(tmp_path: Path) -> None:
    """A report without it says that it was not tried."""
    assert read_alternatives(tmp_path / "alternatives.json") is None


def test_a_run_that_was_made_is_not_made_again(here: Here) -> None:
    """It is compared with as it is, and what is found replaces what was."""
    found = here.find(INCLUSIVE, base=here.base())

    assert ["1/1 Q01=inclusive"] == here.told
    assert 1 == len(found.tried[0].changes)
    assert found == here.known(INCLUSIVE)


@pytest.mark.parametrize(
    "other", [{"whole": False}, {"shard": "1/2"}, {"answers": {"Q05": 3}}, {"driver": "http"}]
)
def test_a_run_that_cannot_be_compared_with_is_made_anew(
    here: Here, other: dict[str, object]
) -> None:
    """What differs otherwise would be laid to the answer."""
    here.find(base=replace(here.base(), **other))

    assert ["1/1 answers in force"] == here.told


def test_a_run_that_cannot_begin_is_named(here: Here) -> None:
    """With what is wrong with it; and nothing is kept."""
    here.cache.unlink()

    with pytest.raises(CannotRun, match=r"^Q01=maybe: --set .*maybe"):
        here.find(THREE, UNKNOWN, base=here.base())

    assert not here.cache.exists()


@pytest.mark.parametrize(
    ("sentence", "how"), [(CRASHED, "7: nothing goes any more"), (KILLED, "-9: ")]
)
def test_a_run_that_came_to_no_end_is_named(
    here: Here, monkeypatch: pytest.MonkeyPatch, sentence: str, how: str
) -> None:
    """A process that is no more has not shown that nothing changes."""
    base = here.base()
    bring_mishaps_about(here.root / "site", monkeypatch)
    write_mishap(here.root / "features" / "3_mishap.feature", sentence)

    with pytest.raises(CannotRun, match=f"^Q01=inclusive: its process ended with {how}"):
        here.find(INCLUSIVE, base=base)


def test_a_run_of_other_scenarios_is_not_compared_with(here: Here) -> None:
    """A scenario that stands in one run alone is named."""
    base = here.base()

    with pytest.raises(CannotRun, match=rf"^Q01=inclusive: .*1_login\.feature:{PASSED} "):
        here.find(INCLUSIVE, base=replace(base, scenarios=base.scenarios[1:]))
