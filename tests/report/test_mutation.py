"""What the terminal and the report tell of rules broken on purpose."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from itsid_sim.drivers.mutants import Mutants, Tried
from itsid_sim.report.beside import Beside
from itsid_sim.report.mutation import print_list, print_scores, progress
from itsid_sim.report.page import write_page
from itsid_sim.report.scores import lines, scores
from tests.report.records import record, scenario

RUN = record(scenario("passed", "CODE-03"))
PLACE = RUN.scenarios[0].place
CHARS = ("パスワード登録",)
KILLED = Tried("CODE-03/a", "CODE-03", "valid-1s-later", (), "killed", PLACE, "", is_own=True)
ELSEWHERE = replace(KILLED, mutant="CODE-03/b", operator="valid-never", place="x:1", is_own=False)
HUNG = Tried("CODE-03/c", "CODE-03", "valid-1m-later", (), "killed", how="timeout")
SURVIVED = Tried("CODE-03/d", "CODE-03", "valid-1s-earlier", (), "survived")
EQUIVALENT = replace(SURVIVED, mutant="CODE-03/e", outcome="equivalent", reason="見本である。")
ALL = (KILLED, ELSEWHERE, HUNG, SURVIVED, EQUIVALENT)


def page(folder: Path, found: Mutants | None) -> str:
    """The report of a run beside what was found."""
    write_page(RUN, folder / "index.html", beside=Beside(broken=found))
    return (folder / "index.html").read_text(encoding="utf-8")


def test_a_score_counts_what_could_be_noticed() -> None:
    score = scores(ALL)["CODE-03"]

    assert (4, 3, 1, 1) == (
        score.of,
        len(score.killed),
        len(score.survived),
        len(score.equivalent),
    )


def test_a_hung_mutant_was_noticed_by_no_rule_in_particular() -> None:
    assert (ELSEWHERE,) == scores(ALL)["CODE-03"].elsewhere


def test_what_nobody_noticed_comes_first() -> None:
    told = [tried.outcome for _, tried in lines(scores(ALL)["CODE-03"])]

    assert ["survived", "killed", "killed", "killed", "equivalent"] == told


def test_characters_that_one_scenario_notices_are_told_together() -> None:
    some = [
        Tried(f"CODE-07/{char}", "CODE-07", "char-refused", (*CHARS, char), "killed", place)
        for char, place in (("a", "x:1"), ("b", "x:1"), ("c", "x:2"))
    ]

    told = [words for words, _ in lines(scores(some)["CODE-07"])]

    assert [
        "「パスワード登録」で、使えるはずの「a」「b」が断られる",
        "「パスワード登録」で、使えるはずの「c」が断られる",
    ] == told


def test_the_terminal_tells_the_score_of_each_rule_and_the_survivors_in_full(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_scores(ALL)

    told = capsys.readouterr().out
    assert "  CODE-03 4通りのうち3に気付いた、ほかの規則のシナリオだけが気付いた 1、" in told
    assert "    気付かない 期限が1秒短い\n      CODE-03/d\n" in told
    assert "規則1を5通りに壊した。4通りのうち3に気付いた(違いが現れないもの1を除く)" in told


def test_a_list_names_and_tells(capsys: pytest.CaptureFixture[str]) -> None:
    print_list([("CODE-03/valid-1s-later", "valid-1s-later", ())])

    assert "CODE-03/valid-1s-later  期限が1秒長い\n" == capsys.readouterr().out


def test_a_bar_is_silent_where_nobody_looks_on(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(2) as bar:
        bar.update(1)

    assert "100%" not in capsys.readouterr().out


def test_the_report_tells_of_each_broken_version_who_noticed(tmp_path: Path) -> None:
    told = page(tmp_path, Mutants("", 5, ALL))

    assert "わざと壊した4通りのうち、3に気付いた" in told
    assert f'期限が1秒長い <span class="noticed">→ <a href="#{anchor_of(told)}">' in told
    assert '期限が1分長い <span class="noticed">→ 終わらなくなった' in told
    assert '期限が1秒短い <span class="noticed">→ <b>どのシナリオも気付かない' in told
    assert "→ 違いが現れない: 見本である。" in told


def anchor_of(told: str) -> str:
    """The place of the one scenario there is."""
    return told.partition('data-story="')[2].partition('id="')[2].partition('"')[0]


def test_the_overview_tells_all_in_a_sentence(tmp_path: Path) -> None:
    told = page(tmp_path, Mutants("", 9, ALL))

    assert "規則をわざと5通りに壊して、4通りのうち3にシナリオが気付いた" in told
    assert "壊し方は全部で9通りある" in told


def test_without_a_campaign_the_report_tells_nothing_of_it(tmp_path: Path) -> None:
    told = page(tmp_path, None)

    assert "規則をわざと" not in told
    assert '<details class="score' not in told
