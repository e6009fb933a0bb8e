"""A stand runs the features of a folder again and again, each time by another chart."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from itsid_sim.mutate.catalogue import mutants
from itsid_sim.mutate.stand import Stand
from itsid_sim.procedures import CHART

FEATURE = """# language: ja
機能: ログイン

  @LOGIN-09
  シナリオ: 開く
    もし 太郎がマイページを開く
    ならば 太郎に「ログイン」画面が表示される

  @LOGIN-05
  シナリオ: 何も入力しない
    もし 太郎がマイページを開く
    かつ 太郎が「ログイン」を押す
    ならば 太郎の入力は「iTSCOM ID」欄で受け付けられない

  @needs.browser
  シナリオ: 本物のブラウザーで見る
    もし 太郎がマイページを開く
"""
OPENED, EMPTY, SEEN = "開く", "何も入力しない", "本物のブラウザーで見る"


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    (tmp_path / "login.feature").write_text(FEATURE, encoding="utf-8")
    made = Stand(tmp_path)
    yield made
    made.close()


def test_as_they_are_all_that_need_no_browser_pass(stand: Stand) -> None:
    verdict = stand.run(CHART, ())

    assert ("", 3) == (verdict.how, verdict.ran)


def test_the_first_that_fails_is_told_with_its_sentence(stand: Stand) -> None:
    broken = mutants()["LOGIN-02/ログイン/title-misspelt"].change(CHART)

    verdict = stand.run(broken, ())

    assert ("failed", OPENED, 1) == (verdict.how, verdict.name, verdict.ran)
    assert ("LOGIN-09",) == verdict.tags
    assert "ならば 太郎に「ログイン」画面が表示される" == verdict.said


def test_those_that_are_likeliest_run_first_and_alone_if_asked_for(stand: Stand) -> None:
    walks = stand.walk(CHART).walks
    (likeliest,) = (one.place for one in walks if one.name == EMPTY)
    broken = mutants()["LOGIN-02/ログイン/title-misspelt"].change(CHART)

    first = stand.run(broken, [likeliest, "nowhere.feature:1"])
    alone = stand.run(CHART, [likeliest], then_all=False)

    assert (EMPTY, 1) == (first.name, first.ran)
    assert ("", 1) == (alone.how, alone.ran)


def test_a_walk_tells_of_each_which_rows_it_took(stand: Stand) -> None:
    walks = {one.name: one for one in stand.walk(CHART).walks}

    assert [OPENED, EMPTY, SEEN] == list(walks)
    assert "ログイン/ログイン/1" in walks[EMPTY].rows
    assert not walks[SEEN].was_run
    assert [False] * 3 == [one.has_failed for one in walks.values()]
