"""What failed, told so that nobody has to read a log: which rules, which sentence, which page."""

from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from itsid_sim.drivers.evidence import Evidence
from itsid_sim.drivers.record import ScenarioRecord, Shown, Sight, Status, StepRecord
from itsid_sim.report.failures import failures
from itsid_sim.report.page import FAILURES_FOLDED, FAILURES_SHOWN, write_page
from tests.report.records import record, scenario

CODES = ("CODE-01", "CODE-02", "CODE-03", "CODE-04", "CODE-05", "CODE-06")


def failed(*steps: StepRecord, name: str = "遅い", row: str = "") -> ScenarioRecord:
    """A scenario of these sentences; of an outline, if it is a row."""
    cells = (("経過", row),) if row else ()
    named = f"{name}〔経過: {row}〕" if row else name
    one = scenario("failed", "CODE-03", name=named, place=f"features/{name}.feature:7")
    return replace(one, steps=steps, outline=name if row else "", cells=cells)


def step(keyword: str, status: Status = "passed", **known: object) -> StepRecord:
    """A sentence."""
    return replace(StepRecord(keyword, "太郎に「パスワード登録」画面が表示される", status), **known)


def page_of(folder: Path, *scenarios: ScenarioRecord) -> str:
    """The report of these scenarios, as HTML without line breaks."""
    write_page(record(*scenarios), folder / "index.html")
    return " ".join((folder / "index.html").read_text(encoding="utf-8").split())


@pytest.mark.parametrize(
    ("keywords", "is_action"),
    [
        (("もし",), True),
        (("前提", "かつ"), True),
        (("もし", "ならば"), False),
        (("もし", "ならば", "かつ"), False),
        (("もし", "ならば", "しかし"), False),
        (("もし", "ならば", "もし", "かつ"), True),
        (("かつ",), False),
    ],
)
def test_a_sentence_that_goes_on_is_as_the_one_before(
    keywords: tuple[str, ...], *, is_action: bool
) -> None:
    """The last one fails; nothing after it counts."""
    *before, last = keywords
    steps = (*map(step, before), step(last, "failed"), step("ならば", "skipped"))

    (failure,) = failures(record(failed(*steps)))

    assert is_action == failure.is_action


def test_no_sentence_failed_but_the_scenario_did(tmp_path: Path) -> None:
    one = replace(failed(), reason="プロセスが止まった")

    page = page_of(tmp_path, one)

    assert "期待したこと" in page
    assert "プロセスが止まった" in page


def test_what_could_not_be_done_is_told_as_that(tmp_path: Path) -> None:
    did, found = step("もし", "failed", error="x"), step("ならば", "failed", error="先頭\n続き")

    page = page_of(tmp_path, failed(did, name="a"), failed(found, name="b"))

    assert "<h4>できなかった操作</h4>" in page
    assert "<h4>期待したこと</h4>" in page
    assert '<p class="error">先頭</p>' in page


def test_the_expected_page_stands_beside_the_one_that_came(tmp_path: Path) -> None:
    """With the table of the sentence, and boxes to tick as boxes."""
    fails = step(
        "ならば",
        "failed",
        expected="ログイン",
        table=(("言葉",), ("ようこそ",)),
        sights=(Sight("太郎", 0),),
        evidence=(Evidence("太郎", "/", ("来た",)),),
    )
    ran = replace(
        record(failed(fails)), screens=(Shown("来た画面", ("来た",), (("同意する", "toggle"),)),)
    )

    write_page(ran, tmp_path / "index.html")

    page = " ".join((tmp_path / "index.html").read_text(encoding="utf-8").split())
    parts = (
        "<h4>期待した画面</h4>",
        '<p class="title">ログイン</p>',
        '<p class="field toggle">パスワードを表示</p>',
        "<td>ようこそ</td>",
        "実際の画面(太郎)",
        '<p class="title">来た画面</p>',
        '<p class="field toggle">同意する</p>',
    )
    places = [page.find(part) for part in parts]
    assert -1 not in places
    assert all(first < second for first, second in pairwise(places))


def test_rows_of_an_outline_are_one_card(tmp_path: Path) -> None:
    rows = [failed(step("ならば", "failed"), row=cell) for cell in ("に29分", "30分", "31分")]

    page = page_of(tmp_path, *rows)

    assert "失敗したシナリオ 3件<small>(1枚にまとめた)</small>" in page
    assert "遅い〔経過 …に29分〕" in page
    assert "同じ表の例も2件失敗した" in page


def test_many_failures_are_folded_and_the_rest_are_links(tmp_path: Path) -> None:
    number = FAILURES_FOLDED + 3
    many = [failed(step("ならば", "failed"), name=f"名前{n}") for n in range(number)]

    page = page_of(tmp_path, *many)

    before, _, folded = page.partition(f"ほかに失敗したシナリオ {number - FAILURES_SHOWN}枚")
    folded = folded.partition("</section>")[0]
    assert before.count('<article class="failure">') == FAILURES_SHOWN
    assert folded.count('<article class="failure">') == FAILURES_FOLDED - FAILURES_SHOWN
    assert folded.count("<li>") == number - FAILURES_FOLDED


def test_the_rules_that_are_broken_come_first_those_with_most_failures_before(
    tmp_path: Path,
) -> None:
    """A few in their words, the others by number."""
    one = [scenario("failed", *CODES, name="a"), scenario("passed", "CODE-06", name="b")]
    page = page_of(tmp_path, *one, scenario("failed", "CODE-06", name="c"))

    told = page.partition('<ul class="worst">')[2].partition("</ul>")[0]

    assert "6つの規則が、満たされていない。" in page
    assert told.startswith(' <li><a href="#CODE-06">')
    assert '失敗 2件<span class="of">(全3件)</span>' in told
    assert told.endswith('<li>ほかに <a href="#CODE-05">CODE-05</a> </li>')
