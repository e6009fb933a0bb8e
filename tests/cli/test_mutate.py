"""`itsid mutate` as people and build servers call it: exit status, words, files."""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from itsid_sim.adapters.fingerprint import fingerprint
from itsid_sim.cli import main
from itsid_sim.drivers.mutants import Mutants, Tried, read_mutants, write_mutants
from itsid_sim.mutate.campaign import Wish, digest_of, wanted

ITSID = Path(sys.executable).with_name("itsid")
RULE = "CODE-09"
DROPPED = "LOGIN-01/iTSCOMのホームページ/マイページ/link-dropped"


class Ended(NamedTuple):
    """A call that has ended."""

    status: int
    out: str
    err: str


def call(*options: str) -> Ended:
    result = CliRunner().invoke(main, ["mutate", *options])
    return Ended(result.exit_code, result.stdout, result.stderr)


def leave(folder: Path, outcome: str) -> None:
    """Leave a file in which all of the rule have come to the same."""
    tried = tuple(
        Tried(one.id, one.rule, one.operator, one.about, "killed", "a.feature:1", is_own=True)
        for one in wanted(Wish(RULE))
    )
    last = replace(tried[-1], outcome=outcome, place="", is_own=False)
    file = folder / "mutants.json"
    write_mutants(Mutants(digest_of(fingerprint()), 9, (*tried[:-1], last)), file)


def test_it_names_what_it_would_try() -> None:
    ended = call("--list", "--rule", "CODE-03")

    assert 0 == ended.status
    assert "CODE-03/valid-1s-later  期限が1秒長い\n" in ended.out


def test_a_rule_that_is_none_cannot_be_tried() -> None:
    ended = call("--rule", "CODE-99")

    assert (2, "") == (ended.status, ended.out)
    assert "itsid mutate: --rule CODE-99: no rule of this name can be broken\n" == ended.err


def test_survivors_are_told_with_status_1(tmp_path: Path) -> None:
    leave(tmp_path, "survived")
    survivor = wanted(Wish(RULE))[-1]

    ended = call("--rule", RULE, "--report", str(tmp_path))

    assert 1 == ended.status
    assert (
        f"{len(wanted(Wish(RULE)))}通りのうち{len(wanted(Wish(RULE))) - 1}に気付いた" in ended.out
    )
    assert survivor.id in ended.out


def test_what_is_known_is_not_tried_again(tmp_path: Path) -> None:
    """The scenario that the file names is none of ours: nobody can have tried that."""
    leave(tmp_path, "killed")

    ended = call("--rule", RULE, "--report", str(tmp_path))

    assert 0 == ended.status
    assert f"{RULE} {len(wanted(Wish(RULE)))}通りのうち{len(wanted(Wish(RULE)))}に" in ended.out


@pytest.mark.processes
def test_a_rule_is_tried_alone(tmp_path: Path) -> None:
    ended = call("--rule", RULE, "--report", str(tmp_path), "--jobs", "2")

    found = read_mutants(tmp_path / "mutants.json")
    assert 0 == ended.status
    assert found is not None
    assert {(RULE, "killed", True)} == {(one.rule, one.outcome, one.is_own) for one in found.tried}
    assert ["mutants.json"] == [file.name for file in tmp_path.iterdir()]


def test_a_folder_that_cannot_be_written_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    ended = call("--rule", RULE, "--report", str(tmp_path / "file"))

    assert 2 == ended.status
    assert "Invalid value for '--report'" in ended.err


def test_ctrl_c_keeps_what_was_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is there, and holds what there was; the next call goes on."""

    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("itsid_sim.mutate.campaign.trial", interrupted)

    ended = call("--rule", RULE, "--report", str(tmp_path), "--jobs", "1")

    assert 130 == ended.status
    assert ended.err.endswith("itsid mutate: interrupted; what was tried is kept, call it again\n")
    assert read_mutants(tmp_path / "mutants.json") is not None


def test_a_broken_rule_is_looked_at_in_one_process(tmp_path: Path) -> None:
    options = ["--mutant", DROPPED]
    result = CliRunner().invoke(
        main, ["verify", *options, "--jobs", "2", "--report", str(tmp_path)]
    )

    assert 2 == result.exit_code
    assert "--mutant: it takes one process and its own simulator" in result.stderr
    assert [] == list(tmp_path.iterdir())


@pytest.mark.processes
def test_a_broken_rule_can_be_looked_at(tmp_path: Path) -> None:
    """The report lies in a folder of its own: it is none of the specification.

    In a process of its own, for that process is broken for good.
    """
    command = [str(ITSID), "verify", "--tags", "LOGIN-01"]
    options = ["--mutant", DROPPED, "--report", str(tmp_path)]

    ended = subprocess.run(command + options, capture_output=True, check=False, timeout=60)

    assert 1 == ended.returncode
    assert "no button 'マイページ'" in ended.stdout.decode()
    assert ["mutant"] == [file.name for file in tmp_path.iterdir()]
