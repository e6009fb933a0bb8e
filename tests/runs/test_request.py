"""What is asked for and cannot be run: where, what was found, what was expected."""

from pathlib import Path

import pytest

from itsid_sim.runs.request import CannotRun, Request
from itsid_sim.runs.run import run, selected

GOOD = """# language: ja
機能: 画面

  シナリオ: 太郎はログインしていない
    もし 太郎がマイページを開く
    ならば 太郎に「ログイン」画面が表示される
"""
BAD_TABLE = """# language: ja
機能: 表
  シナリオ: 欄が足りない
    もし 次の値を入れる
      | 値 | 答え |
      | 1 |
"""

CANNOT = {
    "a path that is not there": (Request(("nowhere.feature",)), "nowhere.feature"),
    "a line of a file that is not there": (Request(("nowhere.feature:3",)), "not found"),
    "a file that is no feature": (Request((__file__,)), "not a feature file"),
    "a tag expression without an end": (Request(tags=("CODE-03 and",)), "CODE-03 and"),
    "an answer that is not allowed": (Request(answers={"Q01": "maybe"}), "maybe"),
    "a question that cannot be set": (Request(answers={"Q34": "late"}), "Q34"),
}


@pytest.mark.parametrize("why", CANNOT)
def test_a_run_that_cannot_begin_says_why(why: str) -> None:
    request, named = CANNOT[why]

    with pytest.raises(CannotRun) as reason:
        run(request, lambda _: None)

    assert named in str(reason.value)


@pytest.mark.parametrize("why", CANNOT)
def test_a_run_that_cannot_be_listed_says_why(why: str) -> None:
    request, named = CANNOT[why]

    with pytest.raises(CannotRun) as reason:
        list(selected(request))

    assert named in str(reason.value)


UNREADABLE = {
    "a row with too few cells": (BAD_TABLE.encode(), r"x\.feature.*line 6"),
    "a colon that behave overlooks": (
        GOOD.replace("オ:", "オ：").encode(),
        r"x\.feature:4: a colon",
    ),
    "a language that nobody speaks": (GOOD.replace("ja", "jp").encode(), r"x\.feature:1: .*'jp'"),
    "another encoding": (GOOD.encode("shift_jis"), r"x\.feature: byte 15 .*UTF-8"),
    "a byte-order mark": (GOOD.encode("utf-8-sig"), r"x\.feature: .*byte-order mark"),
}


@pytest.mark.parametrize("why", UNREADABLE)
def test_a_feature_that_cannot_be_read_is_named(tmp_path: Path, why: str) -> None:
    """With the line where there is one."""
    content, told = UNREADABLE[why]
    (tmp_path / "x.feature").write_bytes(content)

    with pytest.raises(CannotRun, match=f"(?s){told}"):
        run(Request((str(tmp_path),)), lambda _: None)


def test_a_line_beyond_the_last_is_named_with_how_many_there_are(tmp_path: Path) -> None:
    feature = tmp_path / "x.feature"
    feature.write_text(GOOD, encoding="utf-8")

    with pytest.raises(CannotRun, match=r"x\.feature:99: not found; the file has 6 lines"):
        run(Request((f"{feature}:4", f"{feature}:99")), lambda _: None)
