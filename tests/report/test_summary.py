"""What the terminal shows while a run goes on, and at its end."""

import pytest

from itsid_sim.report.summary import Progress, print_summary
from tests.report.records import ERROR, TRICKY, record, scenario

FAR = "features/" + "深い場所/" * 20 + "code.feature:7"


def shown(capsys: pytest.CaptureFixture[str], *scenarios: tuple[str, str]) -> str:
    """What is printed while scenarios of these features end like this."""
    progress = Progress()
    for feature, status in scenarios:
        progress.scenario(scenario(status, feature=feature))  # type: ignore[arg-type]
    progress.end()
    return capsys.readouterr().out


def test_each_feature_is_a_line_with_its_counts(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(
        capsys, ("一", "passed"), ("一", "passed"), ("二", "waiting"), ("二", "passed")
    ).splitlines()

    assert ["一", "二"] == [line.split()[1] for line in lines]
    assert ("合格 2", "保留 1") == (
        next(word for word in ("合格 2", "合格 1") if word in lines[0]),
        next(word for word in ("保留 1", "保留 0") if word in lines[1]),
    )


def test_a_failure_is_told_at_once_with_place_sentence_expected_and_actual(
    capsys: pytest.CaptureFixture[str],
) -> None:
    progress = Progress()

    progress.scenario(scenario("failed", name=TRICKY, place=FAR))

    out = capsys.readouterr().out
    told = (FAR, TRICKY, "ならば パスワードを変えられる", ERROR)
    assert [] == [words for words in told if words not in out]


def test_what_looks_like_markup_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, ("[red]一[/]", "failed"))

    assert "[red]一[/]" in out


def test_a_run_of_nothing_shows_no_feature(capsys: pytest.CaptureFixture[str]) -> None:
    assert "" == shown(capsys)


def test_the_summary_names_each_rule_under_its_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    run = record(
        scenario("passed", "CODE-03"),
        scenario("failed", "CODE-04"),
        scenario("waiting", "LOGIN-02"),
        scenario("passed", "LOGIN-03"),
        scenario("waiting", "LOGIN-03"),
    )

    print_summary(run)

    lines = capsys.readouterr().out.splitlines()
    told = {line.split(":")[0].strip(): line for line in lines if ":" in line}
    assert ("証明済み 1", "CODE-03") == verdict(told, "証明済み 1")
    assert ("満たしていない 1", "CODE-04") == verdict(told, "満たしていない 1")
    assert ("ブラウザーで確かめる 1", "LOGIN-02") == verdict(told, "ブラウザーで確かめる 1")
    assert ("一部を証明済み 1", "LOGIN-03") == verdict(told, "一部を証明済み 1")


def test_the_summary_of_some_scenarios_leaves_out_chapters_that_they_do_not_touch(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run = record(scenario("passed", "CODE-03"), whole=False)

    print_summary(run)

    out = capsys.readouterr().out
    assert ("CODE-04" in out, "LOGIN-01" in out) == (True, False)


def test_the_summary_names_what_failed_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    run = record(scenario("passed", place="a.feature:1"), scenario("failed", place="b.feature:2"))

    print_summary(run)

    out = capsys.readouterr().out
    assert ("a.feature:1" in out, "b.feature:2 期限の境い目" in out) == (False, True)


def test_the_summary_ends_with_the_count(capsys: pytest.CaptureFixture[str]) -> None:
    run = record(scenario("passed"), scenario("failed"), scenario("waiting"))

    print_summary(run)

    last = capsys.readouterr().out.splitlines()[-1]
    assert [] == [word for word in ("3", "合格 1", "失敗 1", "保留 1") if word not in last]


def verdict(told: dict[str, str], label: str) -> tuple[str, str]:
    """A label and what follows its colon."""
    return label, told[label].split(": ")[1]
