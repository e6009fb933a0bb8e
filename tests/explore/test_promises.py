"""A rule that is broken on purpose is found out, and the counterexample shows it to everybody."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from itsid_sim.core.chart import Chart
from itsid_sim.drivers.venues import BROWSER, HTTP, IN_PROCESS
from itsid_sim.explore.counterexample import Counterexample
from itsid_sim.explore.exploration import explored
from itsid_sim.procedures import CHART
from itsid_sim.runs.request import Request
from itsid_sim.runs.run import run
from tests.explore.breaking import BREACHES, Breach
from tests.explore.spaces_of import CAST, ENOUGH, KNOWN


def found_in(breach: Breach) -> Counterexample:
    found = explored(KNOWN[breach.configuration], CAST, ENOUGH, breach.chart).broken
    assert found is not None
    return found


def ends(feature: Path, driver: str, chart: Chart) -> tuple[str, list[str]]:
    """How the only scenario of a file ends, and the sentences that did not pass."""
    record = run(Request((str(feature),), driver=driver), lambda _: None, chart)
    (scenario,) = record.scenarios
    failed = [step.text for step in scenario.steps if step.status == "failed"]
    return scenario.status, failed


@pytest.mark.parametrize("name", BREACHES)
def test_breach_is_found_and_shown_in_process(name: str, tmp_path: Path) -> None:
    breach = BREACHES[name]

    found = found_in(breach)

    assert found.promise == breach.promise.id
    assert found.rules == tuple(rule.id for rule in breach.promise.per)
    feature = tmp_path / found.file_name
    feature.write_text(found.feature, encoding="utf-8")
    assert ("passed", []) == ends(feature, IN_PROCESS, CHART)
    status, failed = ends(feature, IN_PROCESS, breach.chart)
    assert "failed" == status
    assert any(failed[-1] in line for line in found.feature.splitlines()[-2:])


@pytest.mark.parametrize("name", ["used confirmation URL", "older code", "codes tried for ever"])
def test_breach_is_shown_over_http(name: str, tmp_path: Path) -> None:
    breach = BREACHES[name]
    found = found_in(breach)
    feature = tmp_path / found.file_name
    feature.write_text(found.feature, encoding="utf-8")

    assert "passed" == ends(feature, HTTP, CHART)[0]
    assert "failed" == ends(feature, HTTP, breach.chart)[0]


@pytest.mark.browser
def test_breach_is_shown_in_a_browser(tmp_path: Path) -> None:
    breach = BREACHES["used registration URL"]
    found = found_in(breach)
    feature = tmp_path / found.file_name
    feature.write_text(found.feature, encoding="utf-8")

    # A thread of its own: in this one, the browser of other tests may be at work.
    with ThreadPoolExecutor(1) as beside:
        assert "passed" == beside.submit(ends, feature, BROWSER, CHART).result()[0]
        assert "failed" == beside.submit(ends, feature, BROWSER, breach.chart).result()[0]
