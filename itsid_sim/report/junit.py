"""JUnit XML, for build servers: one suite a feature, one case a scenario."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from itsid_sim.drivers.record import RunRecord, ScenarioRecord

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(record: RunRecord, path: Path) -> None:
    """Write junit.xml."""
    named = {"name": "itsid verify", "timestamp": record.started}
    whole = {**_counts(record.scenarios), "time": f"{record.seconds:.6f}"}
    root = ET.Element("testsuites", {**named, **whole})
    for feature in dict.fromkeys(scenario.feature for scenario in record.scenarios):
        scenarios = tuple(s for s in record.scenarios if s.feature == feature)
        suite = ET.SubElement(root, "testsuite", {"name": feature, **_counts(scenarios)})
        for scenario in scenarios:
            _case(suite, scenario)
    for element in root.iter():
        element.text = element.text and _printable(element.text)
        element.attrib.update({key: _printable(value) for key, value in element.attrib.items()})
    ET.indent(root)
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _case(suite: ET.Element, scenario: ScenarioRecord) -> None:
    case = ET.SubElement(
        suite,
        "testcase",
        classname=" / ".join(filter(None, (scenario.feature, scenario.rule))),
        name=scenario.name,
        file=scenario.place.rpartition(":")[0],
        time=f"{scenario.seconds:.6f}",
    )
    if scenario.status == "failed":
        broken = next((step for step in scenario.steps if step.status == "failed"), None)
        where = f"{broken.keyword} {broken.text}" if broken else scenario.place
        failure = ET.SubElement(case, "failure", message=where)
        failure.text = broken.error if broken else scenario.reason
    elif scenario.status != "passed":
        ET.SubElement(case, "skipped", message=scenario.reason)


def _printable(text: str) -> str:
    """The text without the characters that XML 1.0 forbids."""
    return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _counts(scenarios: tuple[ScenarioRecord, ...]) -> dict[str, str]:
    statuses = [scenario.status for scenario in scenarios]
    failures = statuses.count("failed")
    return {
        "tests": str(len(statuses)),
        "failures": str(failures),
        "errors": "0",
        "skipped": str(len(statuses) - failures - statuses.count("passed")),
        "time": f"{sum(scenario.seconds for scenario in scenarios):.6f}",
    }
