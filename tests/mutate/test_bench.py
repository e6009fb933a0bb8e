"""A bench tries mutants one after another: each is noticed by whom it should, and none leaks."""

import pytest

from itsid_sim.mutate.errand import NONE, Errand, Verdict, Walk
from itsid_sim.mutate.trial import trial

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def walks() -> tuple[Walk, ...]:
    """The specification as it is."""
    return trial(Errand(NONE)).walks


def tried(mutant: str, walks: tuple[Walk, ...]) -> Verdict:
    """What becomes of a mutant before the scenarios of its own rule."""
    rule = mutant.partition("/")[0]
    own = tuple(one.place for one in walks if rule in one.tags)
    return trial(Errand(mutant, own, then_all=False))


@pytest.mark.parametrize(
    ("mutant", "name"),
    ids=lambda value: value if value.isascii() else "",
    argvalues=[
        ("CODE-03/valid-1s-later", "どちらも30分で初めからやり直しになる"),
        (
            "CODE-02/code-shorter",
            "通知メールに、送信者、宛名、認証コード、使い方、期限が記されている",
        ),
        ("CODE-01/mail-a-code/sent-to-the-id", "連絡先がiTSCOM IDと違うときは、連絡先だけに届く"),
        ("CODE-04/used-in-another-browser", "別のブラウザーで申し込んだ認証コードは使えない"),
        (
            "CODE-05/tries-one-less",
            "どちらも5回間違えると初めからやり直しになり、形の違うものは数えない",
        ),
        ("REREG-02/old-id-signs-in", "前のiTSCOM IDでは、どちらのパスワードでもログインできない"),
        ("PHRASE-08/shown-twice", "再発行完了画面を読み直すと、新しいパスワードはもう示されない"),
        ("LOGIN-05/lock-one-failure-more", "10回失敗すると、正しいパスワードでもログインできない"),
        ("REG-07/phone-ignored", "一つでも違えば進めず、どれが違うかは示されない"),
        ("PHRASE-07/any-question", "質問が違えば、再発行されない"),
        ("MAIL-04/never-hold", "届くまでに12分かかるメールは、11分59秒では届かず、12分で届く"),
        ("REG-19/old-pages-count", "別のタブで新規登録を始めると、前のタブの続きは進められない"),
    ],
)
def test_a_broken_rule_is_noticed_by_a_scenario_of_its_own(
    mutant: str, name: str, walks: tuple[Walk, ...]
) -> None:
    verdict = tried(mutant, walks)

    assert ("failed", name) == (verdict.how, verdict.name.partition(" -- @")[0])
    assert mutant.partition("/")[0] in verdict.tags


def test_nothing_of_a_mutant_is_left_behind(walks: tuple[Walk, ...]) -> None:
    """The same bench runs the specification as it is, after a mutant that changed half of it."""
    tried("MAIL-03/scheme-wrong", walks)

    again = trial(Errand(NONE))

    assert [] == [one.place for one in again.walks if one.has_failed]
    assert [one.rows for one in walks] == [one.rows for one in again.walks]


def test_a_mutant_that_comes_to_no_end_is_ended(walks: tuple[Walk, ...]) -> None:
    assert "timeout" == trial(Errand("CODE-03/valid-never", patience_s=0.0)).how


def test_a_mutant_that_cannot_be_made_says_why() -> None:
    verdict = trial(Errand("CODE-03/turned-inside-out"))

    assert ("unmade", "KeyError: 'CODE-03/turned-inside-out'") == (verdict.how, verdict.said)


def test_a_scenario_tells_of_the_rows_that_it_takes(walks: tuple[Walk, ...]) -> None:
    (walk,) = (
        one
        for one in walks
        if one.name == "ホームページで「マイページ」を押すと、ログインページが開く"
    )

    assert (("LOGIN-01",), ("/mypage//2",)) == (walk.tags, walk.rows)
    assert (True, False) == (walk.was_run, walk.has_failed)


def test_what_takes_a_browser_is_not_run(walks: tuple[Walk, ...]) -> None:
    waiting = {one.place for one in walks if "needs.browser" in one.tags}

    assert waiting == {one.place for one in walks if not one.was_run}
