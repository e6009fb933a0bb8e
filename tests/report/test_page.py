"""reports/index.html: every rule, question and finding, and the truth about each."""

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec import json
from msgspec.structs import replace

from itsid_sim.drivers.alternatives import Alternative, Change
from itsid_sim.drivers.record import RunRecord, StepRecord
from itsid_sim.report.beside import Beside
from itsid_sim.report.diagrams.table import case_rows
from itsid_sim.report.page import write_page
from itsid_sim.report.verdicts import IN_JAPANESE
from itsid_sim.rules.catalogue import RULES
from itsid_sim.rules.findings import FINDINGS
from itsid_sim.rules.questions import QUESTIONS
from tests.report.records import ERROR, TRICKY, record, scenario

RUN = record(
    scenario("passed", "CODE-03"),
    scenario("failed", "CODE-04", "CODE-05", name=TRICKY),
    scenario("waiting", "LOGIN-02"),
)
VOID = {"meta", "link", "br", "hr", "img", "input", "area", "base", "col", "source", "wbr"}


class Reader(HTMLParser):
    """What stands in a page: its texts, ids, tags and addresses, and which tags never close."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.open: list[str] = []
        self.policy = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.policy += (values.get("content") or "") if "http-equiv" in values else ""
        self.ids += [values["id"] or ""] if "id" in values else []
        self.addresses += [values[name] or "" for name in ("src", "href") if name in values]
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        """All that can be read."""
        return "".join(self.texts)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("report") / "index.html"
    write_page(RUN, path)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def read(page: str) -> Reader:
    return Reader(page)


def test_every_rule_question_and_finding_has_its_place(read: Reader) -> None:
    places = [*RULES, *(q.id for q in QUESTIONS), *(f.id for f in FINDINGS)]

    assert [] == [place for place in places if place not in read.ids]


def test_every_rule_is_told_in_its_words_and_with_its_source(read: Reader) -> None:
    untold = [rule.id for rule in RULES.values() if rule.text not in read.text]
    unsourced = [rule.id for rule in RULES.values() if rule.source not in read.text]

    assert ([], []) == (untold, unsourced)


def test_an_id_stands_for_one_place(read: Reader) -> None:
    doubles = [id_ for id_, n in Counter(read.ids).items() if n > 1]

    assert [] == doubles


def test_every_tag_is_closed(read: Reader) -> None:
    assert [] == read.open


def test_a_link_within_the_page_has_a_place_to_lead_to(read: Reader) -> None:
    lost = [address for address in read.addresses if address.removeprefix("#") not in read.ids]

    assert [] == lost


def test_nothing_is_fetched_from_anywhere(read: Reader) -> None:
    """All addresses are places of the page, and the page forbids any other."""
    assert set() == {"link", "img", "iframe"} & set(read.tags)
    assert all(address.startswith("#") for address in read.addresses)
    assert "default-src 'none'" in read.policy


def test_a_failure_is_told_with_expected_and_actual(read: Reader) -> None:
    assert ERROR in read.text
    assert TRICKY in read.text


def test_whatever_a_run_says_is_escaped(page: str, read: Reader) -> None:
    """The scripts are the run, packed, and ours."""
    assert TRICKY not in page
    assert 2 == read.tags.count("script")


def test_the_place_of_each_scenario_is_told(page: str) -> None:
    run = json.decode(page.partition('id="packed">')[2].partition("</script>")[0])

    assert ["features/4/code.feature:7"] * 3 == [story["place"] for story in run["stories"]]


def test_the_verdicts_are_counted(page: str) -> None:
    counts = {"proven": 1, "broken": 2, "waiting": 1}

    wrong = [
        word
        for word, n in counts.items()
        if f"<b>{n}</b> {IN_JAPANESE[word]}" not in page  # type: ignore[index]
    ]

    assert [] == wrong


def test_the_page_says_that_it_speaks_of_a_simulator(read: Reader) -> None:
    assert "シミュレータ" in read.text


def test_the_answers_and_the_time_of_the_run_are_told(read: Reader) -> None:
    told = (
        'Q01 ちょうど30分も使える(Q01="inclusive")',
        "2026",
        "画面の内容を直に読んだ(ドライバー in-process)",
        "0.1.0",
        "3件のうち2件を1.5秒",
    )

    assert [] == [word for word in told if word not in read.text]


def test_a_run_without_scenarios_has_a_page_too(tmp_path: Path) -> None:
    write_page(record(), tmp_path / "index.html")

    read = Reader((tmp_path / "index.html").read_text(encoding="utf-8"))

    assert set(RULES) <= set(read.ids)


def test_the_page_lists_the_scenarios_that_exercise_an_open_question(tmp_path: Path) -> None:
    run = record(scenario("passed", "Q22", name="手続き中の画面の期限"))

    write_page(run, tmp_path / "index.html")

    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "この問いのシナリオ 1件" in page
    assert "手続き中の画面の期限" in page


def test_the_page_introduces_the_cast(page: str) -> None:
    assert "契約者" in Reader(page).text


def test_the_page_says_how_the_site_was_walked_and_where_it_was(tmp_path: Path) -> None:
    elsewhere = replace(record(), driver="http", target="http://127.0.0.1:8025")

    write_page(elsewhere, tmp_path / "index.html")

    text = Reader((tmp_path / "index.html").read_text(encoding="utf-8")).text
    assert all(
        part in text for part in ("HTTPで取り寄せ", "ドライバー http", "http://127.0.0.1:8025")
    )


def test_scenarios_that_no_rule_asks_for_are_the_simulators_promises(tmp_path: Path) -> None:
    run = record(
        scenario("passed", "CODE-03", name="規則の"),
        scenario("passed", "Q01", name="問いの"),
        scenario("passed", name="約束の"),
    )
    write_page(run, tmp_path / "index.html")

    page = (tmp_path / "index.html").read_text(encoding="utf-8")

    own = page.partition('id="promises"')[2].partition("</section>")[0]
    assert [False, False, True] == [name in own for name in ("規則の", "問いの", "約束の")]


def test_without_such_scenarios_nothing_is_promised(tmp_path: Path) -> None:
    write_page(RUN, tmp_path / "index.html")

    assert "#promises" not in (tmp_path / "index.html").read_text(encoding="utf-8")


def written(run: RunRecord, folder: Path, *tried: Alternative) -> str:
    """The text of the report of a run, with other answers that were tried."""
    write_page(run, folder / "index.html", beside=Beside(tried))
    return Reader((folder / "index.html").read_text(encoding="utf-8")).text


def test_the_answer_in_force_is_told_as_provisional(tmp_path: Path) -> None:
    text = written(record(), tmp_path)

    assert "仮の答え 無効。経過が30分未満のあいだだけ有効" in text
    assert "設定: ちょうど30分は使えない" in text
    assert 17 == text.count("ほかの答えなら結果がどう変わるかは、今回は測っていない。")
    assert "39のうち、決定 0、仮の答え 39。" in text


def test_a_rule_tells_the_answers_of_its_run(tmp_path: Path) -> None:
    """Beside the setting in force, wherever the question is met; an unknown one as it was given."""
    other = replace(record(), answers={"Q01": "inclusive", "Q02": "C"})

    text = written(other, tmp_path)

    asking = sum("Q01" in rule.assumes for rule in RULES.values())
    told = (
        '設定: ちょうど30分は使えない(Q01="exclusive")。'
        'この回は、ちょうど30分も使える(Q01="inclusive")で試した'
    )
    assert asking + 1 == text.count(told)
    assert 'Q02 C(Q02="C")' in text


def test_what_another_answer_changes_is_told_and_led_to(tmp_path: Path) -> None:
    ran = scenario("passed", "Q01", name="30分")
    changed = (
        Change(ran.place, ran.name, "passed", "failed"),
        Change("features/9.feature:9", "消えた", "failed", "passed"),
    )

    text = written(
        record(ran), tmp_path, Alternative("Q01", "inclusive", "ちょうど30分も使える", changed, 2)
    )

    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    anchor = next(id_ for id_ in Reader(page).ids if id_.startswith("s-"))
    assert "答えが「ちょうど30分も使える」なら、2件のシナリオの結果が変わる" in text
    assert "消えた 失敗 → 合格" in text
    assert f'<a href="#{anchor}">30分</a>' in page


def test_an_answer_that_changes_nothing_is_told_too(tmp_path: Path) -> None:
    text = written(record(), tmp_path, Alternative("Q15", 16, "16文字", (), 891))

    assert "答えが「16文字」でも、結果の変わるシナリオはない。" in text


def test_findings_are_told_as_documented_and_as_recommended(read: Reader) -> None:
    untold = [
        one.id
        for one in FINDINGS
        if not all(part in read.text for part in (one.documented, one.recommended, one.clause))
    ]

    assert [] == untold


def test_rows_of_the_chart_are_told_with_who_walked_them(tmp_path: Path) -> None:
    """A row that nobody walked says so; where nothing is known, nothing is said."""
    step = StepRecord("もし", "押す", "passed", cases=("認証コード入力/次へ/3",))
    ran = replace(scenario("passed", "CODE-03", name="遅い"), steps=(step,))
    known, unknown = written(record(ran), tmp_path), written(record(), tmp_path)

    assert "画面の振る舞いの表 2行(1行は通っていない)" in known
    assert f"画面の振る舞いの表{len(case_rows())}行のうち1行を、シナリオが通った" in known
    assert "認証コードの期限が過ぎた" in unknown
    assert "行は通っていない" not in unknown
    assert "シナリオが通った" not in unknown


def test_rows_of_an_outline_stand_together(tmp_path: Path) -> None:
    rows = [
        replace(
            scenario(), name=f"境い目〔経過: {cell}〕", outline="境い目", cells=(("経過", cell),)
        )
        for cell in ("29分59秒", "の30分", "")
    ]

    text = written(record(*rows), tmp_path)

    assert "境い目 3例" in " ".join(text.split())
    assert all(part in text for part in ("…の30分", "(空)"))
