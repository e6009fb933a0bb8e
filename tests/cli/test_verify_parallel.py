"""`itsid verify` in parts: processes, shards, what failed, another order; and all as one again."""

from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from itsid_sim.cli import main
from itsid_sim.drivers.record import RunRecord
from itsid_sim.report.record_file import read_record
from tests.runs.mishaps import KILLED, bring_mishaps_about, write_mishap
from tests.runs.specimen import FAILED, PASSED, UNDEFINED, write_specimen

pytestmark = pytest.mark.processes


class Ended(NamedTuple):
    """A call that has ended."""

    status: int
    out: str
    err: str


def call(*arguments: str | Path) -> Ended:
    """Call itsid within this process; those that it starts are processes of their own."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return Ended(result.exit_code, result.stdout, result.stderr)


def record_in(folder: Path) -> RunRecord:
    """What a call left in its report."""
    return read_record(folder / "run.json")


def statuses(record: RunRecord) -> list[tuple[str, str]]:
    """How each scenario ended, in order."""
    return [(scenario.place, scenario.status) for scenario in record.scenarios]


def lines(record: RunRecord) -> list[int]:
    """In which line each begins."""
    return [int(scenario.place.rpartition(":")[2]) for scenario in record.scenarios]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_specimen(tmp_path_factory.mktemp("features"))


@pytest.fixture(scope="module")
def report(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of one process; whoever writes into it copies it first."""
    path: Path = tmp_path_factory.mktemp("report")
    call("verify", folder, "--report", path)
    return path


@pytest.fixture(scope="module")
def shards(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The reports of two shards."""
    path: Path = tmp_path_factory.mktemp("shards")
    for number in (1, 2):
        call("verify", folder, "--shard", f"{number}/2", "--report", path / f"{number}")
    return [path / "1", path / "2"]


def test_two_processes_end_as_one_does(folder: Path, report: Path, tmp_path: Path) -> None:
    """The same exit status, scenarios and order, and the same files."""
    ended = call("verify", folder, "--jobs", "2", "--report", tmp_path)

    assert (1, "") == (ended.status, ended.err)
    assert statuses(record_in(report)) == statuses(record_in(tmp_path))
    assert {path.name for path in report.iterdir()} == {path.name for path in tmp_path.iterdir()}


def test_processes_share_by_the_seconds_of_the_last_run(
    folder: Path, report: Path, tmp_path: Path
) -> None:
    """The second run finds the record of the first, and ends alike."""
    for _ in range(2):
        call("verify", folder, "--jobs", "auto", "--report", tmp_path)

    assert statuses(record_in(report)) == statuses(record_in(tmp_path))


def test_a_process_that_is_killed_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told by junit.xml too."""
    bring_mishaps_about(tmp_path / "site", monkeypatch)
    feature = write_mishap(tmp_path / "mishap.feature", KILLED)

    ended = call("verify", feature, "--jobs", "2", "--report", tmp_path)

    assert 1 == ended.status
    assert "SIGKILL" in (tmp_path / "junit.xml").read_text(encoding="utf-8")


def test_shards_are_parts_of_one_run(shards: list[Path]) -> None:
    """Each knows which it is, and how many scenarios all have."""
    records = [record_in(shard) for shard in shards]

    assert [("1/2", 6, False), ("2/2", 6, False)] == [
        (record.shard, record.selected, record.whole) for record in records
    ]
    assert [3, 3] == [len(record.scenarios) for record in records]


def test_shards_make_the_whole_again(report: Path, shards: list[Path], tmp_path: Path) -> None:
    """Folders or files, in any order; the exit status is that of the run."""
    ended = call("report", "merge", shards[1], shards[0] / "run.json", "--report", tmp_path)

    assert (1, "") == (ended.status, ended.err)
    assert statuses(record_in(report)) == statuses(record_in(tmp_path))
    assert {"index.html", "junit.xml", "run.json"} <= {path.name for path in tmp_path.iterdir()}


def test_pictures_of_shards_come_along(shards: list[Path], tmp_path: Path) -> None:
    """Those of a browser lie beside the record."""
    screens = shards[0] / "screens"
    screens.mkdir()
    (screens / "seen.jpg").write_bytes(b"picture")

    call("report", "merge", *shards, "--report", tmp_path)

    assert b"picture" == (tmp_path / "screens" / "seen.jpg").read_bytes()


def test_pieces_that_do_not_make_a_run_are_exit_status_2(
    shards: list[Path], tmp_path: Path
) -> None:
    """And the message says which, and where they lie."""
    twice = call("report", "merge", shards[0], shards[0], "--report", tmp_path / "x")
    missing = call("report", "merge", shards[0], "--report", tmp_path / "x")
    nowhere = call("report", "merge", tmp_path / "no", "--report", tmp_path / "x")
    (tmp_path / "run.json").write_text("{}", encoding="utf-8")
    strange = call("report", "merge", tmp_path, "--report", tmp_path / "x")

    calls = (twice, missing, nowhere, strange)
    told = (
        "1/2 is given 2 times",
        "2/2 is missing",
        "no: No such file",
        "run.json: Object missing",
    )
    assert [2] * 4 == [ended.status for ended in calls]
    assert [] == [words for words, ended in zip(told, calls, strict=True) if words not in ended.err]
    assert not (tmp_path / "x").exists()


def test_what_failed_last_is_all_that_runs(folder: Path, tmp_path: Path) -> None:
    """Without a FEATURE too: the record knows where they stand."""
    call("verify", folder, "--report", tmp_path)

    ended = call("verify", "--failed", "--report", tmp_path)

    record = record_in(tmp_path)
    assert (1, [FAILED, UNDEFINED], False) == (ended.status, lines(record), record.whole)


def test_what_failed_is_found_where_it_has_moved_to(tmp_path: Path) -> None:
    """A line has come in above it since."""
    features = write_specimen(tmp_path / "features")
    call("verify", features, "--report", tmp_path)
    login = features / "1_login.feature"
    login.write_text("\n" + login.read_text(encoding="utf-8"), encoding="utf-8")

    call("verify", "--failed", "--report", tmp_path)

    assert [FAILED + 1, UNDEFINED + 1] == lines(record_in(tmp_path))


def test_what_failed_is_narrowed_by_what_is_named(folder: Path, tmp_path: Path) -> None:
    """Both must hold."""
    call("verify", folder, "--report", tmp_path)

    call("verify", folder, "--failed", "--tags", "LOGIN-02", "--report", tmp_path)

    assert [FAILED] == lines(record_in(tmp_path))


def test_without_a_failure_to_run_again_the_exit_status_is_2(folder: Path, tmp_path: Path) -> None:
    """No last run, none that can be read, none that failed, none that is selected."""
    report = ("--report", tmp_path)
    never = call("verify", "--failed", *report)
    (tmp_path / "run.json").write_text("{}", encoding="utf-8")
    strange = call("verify", "--failed", *report)
    call("verify", f"{folder / '1_login.feature'}:{PASSED}", *report)
    green = call("verify", "--failed", *report)
    call("verify", folder, *report)
    other = call("verify", folder / "2_code.feature", "--failed", *report)

    calls = (never, strange, green, other)
    told = ("run without --failed first", "another version", "nothing failed", "and selected")
    assert [2] * 4 == [ended.status for ended in calls]
    assert [] == [words for words, ended in zip(told, calls, strict=True) if words not in ended.err]


def test_a_shuffled_order_follows_from_the_seed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same seed is the same order, and every scenario is in it."""
    monkeypatch.chdir(folder)  # the order follows from the places too, and a temporary name varies

    first, again, other = (
        call("verify", ".", "--shuffle", "--seed", seed, "--list") for seed in ("1", "1", "2")
    )

    assert first == again
    assert first.out != other.out
    assert sorted(first.out.splitlines()) == sorted(other.out.splitlines())


def test_a_shuffled_run_ends_as_any_other(
    folder: Path, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Worlds know nothing of each other.

    In processes of its own, for behave takes steps for others when it finds them from elsewhere.
    """
    monkeypatch.chdir(folder)
    options = ("--shuffle", "--seed", "1", "--jobs", "2")

    ended = call("verify", ".", *options, "--report", tmp_path)

    plain, record = record_in(report), record_in(tmp_path)
    assert 1 == ended.status
    assert lines(plain) != lines(record)
    assert sorted((one.name, one.status) for one in plain.scenarios) == sorted(
        (one.name, one.status) for one in record.scenarios
    )


def test_a_seed_that_was_drawn_is_told_and_makes_the_same_order_again(
    folder: Path, tmp_path: Path
) -> None:
    """In several processes too."""
    drawn = call("verify", folder, "--shuffle", "--report", tmp_path)
    before = statuses(record_in(tmp_path))
    seed = drawn.err.split()[-1]

    call("verify", folder, "--shuffle", "--seed", seed, "--jobs", "2", "--report", tmp_path)

    assert before == statuses(record_in(tmp_path))
    assert seed == record_in(tmp_path).seed


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--jobs", "0"), ("0", "auto")),
        (("--jobs", "many"), ("many", "auto")),
        (("--shard", "3"), ("3", "1/3")),
        (("--shard", "4/3"), ("4/3", "3/3")),
        (("--tags", "REG-01", "--jobs", "2"), ("nothing was selected",)),
        (("--tags", "LOGIN-01", "--shard", "2/2"), ("nothing was selected",)),
    ],
)
def test_what_cannot_be_shared_is_exit_status_2(
    folder: Path, tmp_path: Path, options: tuple[str, ...], named: tuple[str, ...]
) -> None:
    """The message says what was found and what is expected."""
    ended = call("verify", folder, *options, "--report", tmp_path / "report")

    assert (2, "", False) == (ended.status, ended.out, (tmp_path / "report").exists())
    assert [] == [word for word in named if word not in ended.err]
