"""An earlier run is read from its record or from messages, and what has changed is told."""

from collections import Counter
from pathlib import Path

import cucumber_compatibility_kit
import pytest
from msgspec.structs import replace

from itsid_sim.drivers.record import RunRecord, ScenarioRecord
from itsid_sim.report.comparison import Comparison, compared
from itsid_sim.report.earlier import earlier_of, read_earlier
from itsid_sim.report.messages import write_messages
from itsid_sim.report.page import Against, write_page
from itsid_sim.report.record_file import write_record
from itsid_sim.runs.request import Request
from itsid_sim.runs.run import run
from tests.report.records import TRICKY, record, scenario
from tests.runs.specimen import write_specimen

KIT = Path(cucumber_compatibility_kit.__file__).parent / "features"
SAMPLES = sorted(KIT.rglob("*.ndjson"))
# How the scenarios of some samples end, by the kit's own word.
ENDS = {
    "minimal": {"passed": 1},
    "all-statuses": {"passed": 1, "failed": 4, "waiting": 1},
    "examples-tables": {"passed": 5, "failed": 2},
    "retry": {"passed": 3, "failed": 1},
    "skipped": {"waiting": 2},
    "rules-backgrounds": {"passed": 2},
}
META = '{"meta":{}}\n'


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_of_the_compatibility_kit_are_read(sample: Path) -> None:
    ended = Counter(one.status for one in read_earlier(sample))

    assert ENDS.get(sample.stem, ended) == ended


@pytest.mark.parametrize("name", ["run.json", "messages.ndjson"])
def test_our_own_runs_are_read_as_they_were(name: str, tmp_path: Path) -> None:
    ran = run(Request((str(write_specimen(tmp_path / "features")),)), lambda _: None)
    write = write_record if name == "run.json" else write_messages
    write(ran, tmp_path / name)

    read = read_earlier(tmp_path / name)

    expected = [earlier_of(one) for one in ran.scenarios]
    assert [(one.place, one.name, one.status) for one in expected] == [
        (one.place, one.name, one.status) for one in read
    ]
    assert [set(one.tags) for one in expected] == [set(one.tags) for one in read]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.ndjson", "", "found no testRunFinished, is it cut off"),
        ("a.ndjson", META, "found no testRunFinished, is it cut off"),
        ("a.ndjson", META + '{"pickle":', "a.ndjson:2: Input data was truncated"),
        ("a.ndjson", "hello", "a.ndjson:1: JSON is malformed"),
        ("a.ndjson", '{"testCase":{"id":"1"}}\n{"testRunFinished":{}}', "found no 'pickleId'"),
        ("a.ndjson", '{"testCaseFinished":5}\n{"testRunFinished":{}}', "a.ndjson: 'int' object"),
        ("a.json", "{}", "a.json: Object missing required field"),
    ],
)
def test_what_is_no_run_is_refused(name: str, text: str, said: str, tmp_path: Path) -> None:
    """It is said where, what was found, and what was expected."""
    (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match="expected") as refused:
        read_earlier(tmp_path / name)

    assert said in str(refused.value)


def since(earlier: RunRecord, later: RunRecord) -> Comparison:
    """What has changed from one run to another."""
    return compared(later, [earlier_of(one) for one in earlier.scenarios])


def named(scenarios: tuple[ScenarioRecord, ...]) -> list[str]:
    """Their names."""
    return [one.name for one in scenarios]


def test_what_became_proven_and_what_broke_is_told() -> None:
    earlier = record(
        scenario("failed", "CODE-03", name="a"),
        scenario("passed", "CODE-04", name="b"),
        scenario("waiting", "LOGIN-02", name="c"),
    )
    later = record(
        scenario("passed", "CODE-03", name="a"),
        scenario("failed", "CODE-04", name="b"),
        scenario("passed", "LOGIN-02", name="c"),
    )

    change = since(earlier, later)

    assert ["LOGIN-02", "CODE-03"] == [rule.id for rule in change.proven]
    assert ["CODE-04"] == [rule.id for rule in change.broken]
    assert (1, 2) == (change.then.proven, change.now.proven)
    assert (1, 1) == (change.then.failed, change.now.failed)
    assert (["a"], ["b"]) == (named(change.mended), named(change.broke))


def test_what_was_added_and_what_is_gone_is_told() -> None:
    """A scenario that has only moved within its file is the same."""
    earlier = record(scenario(name="a"), scenario(name="b", place="features/4/code.feature:9"))
    later = record(scenario(name="b", place="features/4/code.feature:20"), scenario(name="c"))

    change = since(earlier, later)

    assert (["c"], ("a",)) == (named(change.added), change.gone)


@pytest.mark.parametrize(
    ("before_s", "now_s", "is_slower"),
    [(1.0, 1.5, False), (1.0, 1.51, True), (0.01, 0.11, False), (0.01, 0.12, True)],
)
def test_a_scenario_is_slower_by_half_and_by_a_tenth_of_a_second(
    before_s: float, now_s: float, *, is_slower: bool
) -> None:
    earlier = record(replace(scenario(), seconds=before_s))

    change = since(earlier, record(replace(scenario(), seconds=now_s)))

    assert is_slower == bool(change.slower)


def test_nothing_has_changed_between_a_run_and_itself() -> None:
    ran = record(scenario("passed", "CODE-03"), scenario("failed", "CODE-04", name="b"))

    assert since(ran, ran).is_empty


def test_the_page_tells_what_has_changed(tmp_path: Path) -> None:
    earlier = record(scenario("passed", "CODE-03", name="a"), scenario(name=TRICKY))
    later = record(scenario("failed", "CODE-03", name="a"))
    against = Against("old.ndjson", tuple(map(earlier_of, earlier.scenarios)))

    write_page(later, tmp_path / "index.html", against)

    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "満たされなくなった規則" in page
    assert "old.ndjson" in page
    assert TRICKY not in page
