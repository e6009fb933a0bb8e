"""Records of runs that never were, for whoever reports on them."""

from itsid_sim.drivers.record import RunRecord, ScenarioRecord, Status, StepRecord

TRICKY = "<script>alert('&')</script>"
ERROR = f"「パスワード登録」画面が表示されるはずだが、「{TRICKY}」画面である"


def scenario(
    status: Status = "passed",
    *tags: str,
    name: str = "期限の境い目",
    feature: str = "認証コード",
    place: str = "features/4/code.feature:7",
) -> ScenarioRecord:
    """A scenario of two sentences, of which the second fails if any."""
    second = StepRecord("ならば", "パスワードを変えられる", "passed")
    if status == "failed":
        second = StepRecord("ならば", "パスワードを変えられる", "failed", ERROR)
    return ScenarioRecord(
        feature=feature,
        rule="期限は30分である",
        name=name,
        place=place,
        tags=tags,
        status=status,
        seconds=0.25,
        steps=(StepRecord("もし", "30分たつ", "passed"), second),
        reason="needs.browser" if status == "waiting" else "",
    )


def record(*scenarios: ScenarioRecord, whole: bool = True) -> RunRecord:
    """A run of these scenarios, which were all that there are, or not."""
    return RunRecord(
        version="0.1.0",
        driver="in-process",
        target="embedded",
        started="2026-06-01T01:00:00+00:00",
        seconds=1.5,
        answers={"Q01": "inclusive", "Q17": None, "Q24": {"letters": 1, "minutes": 5}},
        seed="seed",
        whole=whole,
        people={"太郎": "契約者"},
        scenarios=scenarios,
    )
