"""What a run leaves behind: which scenarios ran, what was seen on the way, and how each ended."""

from typing import Literal

from itsid_sim.drivers.evidence import Evidence
from itsid_sim.rules.value import Value

Status = Literal["passed", "failed", "waiting", "skipped"]
LetterState = Literal["written", "held", "arrived", "bounced", "lost"]


class Shown(Value, frozen=True):
    """A page as somebody had it before them, less what no report may tell.

    `fields` are pairs of label and kind, `notices` of field and text. `picture` is the path of a
    JPEG from the report's folder, empty where a driver has no screen.
    """

    title: str
    lines: tuple[str, ...]
    fields: tuple[tuple[str, str], ...] = ()
    buttons: tuple[str, ...] = ()
    notices: tuple[tuple[str, str], ...] = ()
    picture: str = ""


class Sight(Value, frozen=True):
    """A page that came up: before whom, and its place in `RunRecord.screens`."""

    who: str
    screen: int


class StepRecord(Value, frozen=True):
    """One sentence of a scenario, with the rows of its table, headings first.

    `error` tells what was expected beside what was found, `evidence` what everybody had before
    them then, `expected` the title of the page that should have come, if it is about one.
    `at` is the world's time afterwards in seconds since 1970, 0 while no world has begun; `world`
    its name, empty for the first. `sights` are the pages that came up on the way, and `cases` the
    rows of the chart that were taken, as `core.tracing.row_id` names them.
    """

    keyword: str
    text: str
    status: Status
    error: str = ""
    table: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    line: int = 0
    seconds: float = 0.0
    expected: str = ""
    at: int = 0
    world: str = ""
    sights: tuple[Sight, ...] = ()
    cases: tuple[str, ...] = ()


class LetterRecord(Value, frozen=True):
    """A letter that was written, its code and URL masked; times in seconds since 1970.

    `arrived` is 0 if it did not. `world` is empty for the first.
    """

    to: str
    sender: str
    subject: str
    text: str
    state: LetterState
    written: int
    arrived: int = 0
    world: str = ""


class DueRecord(Value, frozen=True):
    """Something that the passing of time brought, `at` seconds since 1970.

    If the tester stopped short of it, `missed_at` is when, otherwise 0.
    """

    at: int
    text: str
    world: str = ""
    missed_at: int = 0


class ScenarioRecord(Value, frozen=True):
    """One scenario, or one row of an outline. `reason` says why it was not run.

    `place` is file:line from the specification's root; `seconds` are real, whatever the clocks say.
    `outline` and `cells` (pairs of heading and cell) tell a row of an outline.
    """

    feature: str
    rule: str
    name: str
    place: str
    tags: tuple[str, ...]
    status: Status
    seconds: float
    steps: tuple[StepRecord, ...]
    reason: str = ""
    outline: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    letters: tuple[LetterRecord, ...] = ()
    dues: tuple[DueRecord, ...] = ()


class FeatureRecord(Value, frozen=True):
    """A feature file: its name, its path from the specification's root, and its own words."""

    name: str
    place: str
    text: str = ""


class RunRecord(Value, frozen=True):
    """A run: `started` is real time in ISO 8601, `answers` are those given by --set.

    `whole` tells whether all scenarios were asked for; `people` is the cast, each with a role.
    `shard` is "1/3" for one of three parts of a run, and `selected` how many scenarios all parts
    together have; 0 if it is not known. `screens` are the pages that steps point to.
    `fingerprint` is the same for the same specification and program.
    """

    version: str
    driver: str
    target: str
    started: str
    seconds: float
    answers: dict[str, object]
    seed: str
    whole: bool
    people: dict[str, str]
    scenarios: tuple[ScenarioRecord, ...]
    features: tuple[FeatureRecord, ...] = ()
    screens: tuple[Shown, ...] = ()
    shard: str = ""
    selected: int = 0
    fingerprint: str = ""
