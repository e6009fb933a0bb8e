"""What `itsid explore` answers, writes and exits with."""

from pathlib import Path

from click.testing import CliRunner, Result

from itsid_sim.cli.main import main
from itsid_sim.explore.exploration import explored, joined
from itsid_sim.explore.kept import COUNTEREXAMPLES, FILE, read_exploration, write_exploration
from itsid_sim.explore.standard import STANDARD
from itsid_sim.rules import spaces
from tests.explore.breaking import BREACHES
from tests.explore.spaces_of import CAST, ENOUGH, KNOWN


def explore(*arguments: str, folder: Path) -> Result:
    return CliRunner().invoke(main, ["explore", *arguments, "--report", str(folder)])


def test_configurations_are_named(tmp_path: Path) -> None:
    answer = explore("--list", folder=tmp_path)

    assert 0 == answer.exit_code
    assert [one.name for one in STANDARD] == [
        line.split("  ")[0] for line in answer.stdout.splitlines()
    ]


def test_configuration_that_closes_is_written_down(tmp_path: Path) -> None:
    answer = explore(spaces.BESIDE, folder=tmp_path)

    assert 0 == answer.exit_code, answer.output
    assert f"✓ {spaces.BESIDE}" in answer.stdout
    found = read_exploration(tmp_path)
    assert found is not None
    assert [spaces.BESIDE] == [one.name for one in found.explored]
    assert not (tmp_path / COUNTEREXAMPLES).exists()


def test_configuration_that_is_stopped_is_told(tmp_path: Path) -> None:
    answer = explore(spaces.BESIDE, "--states", "10", folder=tmp_path)

    assert 3 == answer.exit_code
    assert f"✗ {spaces.BESIDE}" in answer.stdout


def test_unknown_name_is_refused(tmp_path: Path) -> None:
    answer = explore("手順C", folder=tmp_path)

    assert 2 == answer.exit_code
    assert "手順C" in answer.stderr
    assert not (tmp_path / FILE).exists()


def test_counterexamples_of_an_earlier_exploration_are_gone(tmp_path: Path) -> None:
    breach = BREACHES["older code"]
    broken = explored(KNOWN[breach.configuration], CAST, ENOUGH, breach.chart)
    kept = explored(KNOWN[breach.configuration], CAST, ENOUGH)

    (written,) = write_exploration(joined("", [broken]), tmp_path)
    assert written.parent == tmp_path / COUNTEREXAMPLES
    assert written.exists()

    assert () == write_exploration(joined("", [kept]), tmp_path)
    assert not written.exists()


def test_what_was_explored_before_is_kept_while_it_holds(tmp_path: Path) -> None:
    write_exploration(joined("", [explored(KNOWN[spaces.BY_CODE], CAST, 10)]), tmp_path)
    explore(spaces.BESIDE, folder=tmp_path)
    explore(spaces.FEW_LETTERS, folder=tmp_path)

    found = read_exploration(tmp_path)

    assert found is not None
    assert [spaces.BESIDE, spaces.FEW_LETTERS] == [one.name for one in found.explored]
