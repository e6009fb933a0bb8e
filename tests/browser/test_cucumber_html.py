"""npm's @cucumber/html-formatter, unmodified, shows our messages; and they fit their schema."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator
from msgspec import json
from msgspec.structs import replace
from playwright.sync_api import BrowserContext, Page, expect

from itsid_sim.drivers.evidence import Evidence
from itsid_sim.drivers.record import RunRecord, ScenarioRecord
from itsid_sim.report.messages import write_messages
from itsid_sim.runs.request import Request
from itsid_sim.runs.run import run
from tests.clients.conftest import FOLDER, NODE, PATIENCE_S
from tests.runs.specimen import write_specimen

pytestmark = pytest.mark.npm
SCHEMA = FOLDER / "node_modules" / "@cucumber" / "messages" / "messages.schema.json"
# One pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63f8ffffff7f0009fb03fd05434d800000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> RunRecord:
    """Every way in which a scenario can end; what failed has a picture, as have all screens."""
    folder = write_specimen(tmp_path_factory.mktemp("features"))
    record = run(Request((str(folder),)), lambda _: None)
    screens = tuple(replace(screen, picture="screen.jpg") for screen in record.screens)
    return replace(record, scenarios=tuple(map(_pictured, record.scenarios)), screens=screens)


def _pictured(scenario: ScenarioRecord) -> ScenarioRecord:
    steps = (
        replace(step, evidence=(Evidence("太郎", "/mypage", (), picture=PNG),))
        if step.status == "failed"
        else step
        for step in scenario.steps
    )
    return replace(scenario, steps=tuple(steps))


@pytest.fixture(scope="module")
def messages(ran: RunRecord, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("messages") / "messages.ndjson"
    write_messages(ran, path)
    path.with_name("screen.jpg").write_bytes(PNG)
    return path


@pytest.fixture
def shown(messages: Path, context: BrowserContext) -> Iterator[Page]:
    """The page that the formatter makes of our messages."""
    path = messages.with_name("index.html")
    command = (NODE, FOLDER / "cucumber_html.mjs", messages, path)
    subprocess.run(command, check=True, timeout=PATIENCE_S)
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    page.close()


def test_every_message_fits_the_official_schema(messages: Path) -> None:
    schema: dict[str, Any] = json.decode(SCHEMA.read_bytes())
    validator = Draft202012Validator(schema)
    told = [json.decode(line) for line in messages.read_bytes().splitlines()]

    faults = [error.message for message in told for error in validator.iter_errors(message)]

    assert [] == faults
    assert len(told) > 50


def test_the_formatter_shows_scenarios_failures_and_attachments(shown: Page) -> None:
    """What failed is unfolded; the rest is opened by hand."""
    expect(shown.get_by_text("通らない")).to_be_visible()
    expect(shown.get_by_text("画面が表示されるはずだが").first).to_be_visible()
    shown.get_by_text("Attached Image (image/png)").first.click()
    expect(shown.locator("img[src^='data:image/png']").first).to_be_visible()
    shown.get_by_text("Attached Image (image/jpeg)").first.click()
    expect(shown.locator("img[src='screen.jpg']").first).to_be_visible()
    shown.get_by_text("太郎「ログイン」").first.click()
    expect(shown.get_by_text("(ログイン) (リセット)").first).to_be_visible()


def test_the_formatter_counts_what_passed_and_failed(shown: Page) -> None:
    text = shown.locator("body").inner_text()

    told = " ".join(text.split())
    assert all(part in told for part in ("PASSED 3", "SKIPPED 1", "UNDEFINED 1", "FAILED 1"))
