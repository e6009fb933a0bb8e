"""The rows of the chart as a table in plain Japanese, rule by rule, from the chart's own words."""

from hashlib import blake2b

from itsid_sim.core.chart import STAY, Case, Chart, Effect, Entrance
from itsid_sim.core.tracing import named_rows
from itsid_sim.procedures import CHART
from itsid_sim.rules.value import Value

SAME_PAGE = "同じ画面"
MAILED_URL = "メールのURL"
ANCHOR_BYTES = 6


class CaseRow(Value, frozen=True):
    """One row: at this place, after this button, on this condition, this.

    `button` is empty where none is pressed. `id` is `core.tracing`'s name of the row, `anchor` the
    same for a page. A row stands under each of its `rules`: only one of them can bear the anchor.
    """

    id: str
    anchor: str
    place: str
    button: str
    condition: str
    leads_to: str
    says: str
    effects: tuple[str, ...]
    rules: tuple[str, ...]


def case_anchor(row_id: str) -> str:
    """The name that a row's place in the page has, in ASCII and always the same."""
    return f"case-{blake2b(row_id.encode(), digest_size=ANCHOR_BYTES).hexdigest()}"


def case_rows(chart: Chart = CHART) -> tuple[CaseRow, ...]:
    """Every row of the chart, in its order."""
    return tuple(
        _row(chart, name, place, button, case) for name, place, button, case in named_rows(chart)
    )


def rows_of_rules(chart: Chart = CHART) -> dict[str, tuple[CaseRow, ...]]:
    """The rows that cite a rule, by its id; a rule that none cites is absent."""
    found: dict[str, list[CaseRow]] = {}
    for row in case_rows(chart):
        for rule in row.rules:
            found.setdefault(rule, []).append(row)
    return {rule: tuple(rows) for rule, rows in found.items()}


def place_in_words(chart: Chart, place: str) -> str:
    """A screen's title; an entrance by what it is and by the screen that it normally opens."""
    entrance = chart.entrances.get(place)
    if entrance is None:
        return place
    kind, detail = entrance_in_words(entrance)
    return f"{kind}({detail})"


def entrance_in_words(entrance: Entrance) -> tuple[str, str]:
    """What an entrance is and something that tells it from its like.

    An address with a token is a mailed URL, unless it belongs to a room: there it is a link.
    """
    opened = entrance.opens[-1].then.screen
    has_token = entrance.path.endswith("/<token>/")
    if has_token and not entrance.room:
        return MAILED_URL, f"「{opened}」を開く"
    return f"入口「{opened}」", entrance.path.replace("<token>/", "…")


def _row(chart: Chart, name: str, place: str, button: str, case: Case) -> CaseRow:
    target = case.then.screen
    return CaseRow(
        id=name,
        anchor=case_anchor(name),
        place=place_in_words(chart, place),
        button=button,
        condition=_first_line(case.when.__doc__),
        leads_to=SAME_PAGE if target == STAY else target,
        says=case.then.says,
        effects=tuple(_effect(effect) for effect in case.then.effects),
        rules=tuple(rule.id for rule in case.per),
    )


def _effect(effect: Effect) -> str:
    return _first_line(effect.__doc__)


def _first_line(text: str | None) -> str:
    return (text or "").strip().partition("\n")[0]
