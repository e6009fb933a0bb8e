"""The report in a real browser: scenarios unfold along their clock, and everybody can find them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from itsid_sim.adapters.specification import FEATURES
from itsid_sim.drivers.chromium import DESK, PHONE
from itsid_sim.drivers.record import RunRecord
from itsid_sim.report.page import write_page
from itsid_sim.runs.request import Request
from itsid_sim.runs.run import run
from tests.browser import gauges
from tests.browser.gauges import SCHEMES, ZOOMED
from tests.runs.specimen import write_specimen

DEADLINES = FEATURES / "4_パスワード再発行" / "手順B_3_期限とやり直し.feature"
SIZES: list[ViewportSize] = [DESK, PHONE, ZOOMED]
BOUNDARY = "認証コードの30分の境い目"


@pytest.fixture(scope="module")
def passed() -> RunRecord:
    """The real deadlines of the code."""
    return replace(run(Request((str(DEADLINES),)), lambda _: None), whole=True)


@pytest.fixture(scope="module")
def folder(passed: RunRecord, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports: passed.html, and failed.html of a specification that is not met."""
    folder = tmp_path_factory.mktemp("reports")
    broken = run(Request((str(write_specimen(folder / "features")),)), lambda _: None)
    write_page(passed, folder / "passed.html")
    write_page(broken, folder / "failed.html")
    return folder


@pytest.fixture
def page(folder: Path, context: BrowserContext) -> Iterator[Page]:
    """The report of what passed; nothing may go wrong in it."""
    opened, faults = context.new_page(), list[str]()
    opened.on("pageerror", lambda error: faults.append(f"{error}"))
    opened.on("request", lambda one: faults.append(one.url) if "file:" not in one.url else None)
    opened.goto(f"{(folder / 'passed.html').as_uri()}")
    yield opened
    assert [] == faults


def unfold(page: Page, words: str) -> None:
    """Open the boundary's rows and the one that says this."""
    rule = page.locator("#CODE-03")
    rule.locator(".outline > summary", has_text=BOUNDARY).first.click()
    rule.locator(".story > summary", has_text=words).first.click()


def test_a_scenario_unfolds_along_its_clock(page: Page) -> None:
    """One second before the deadline, which is told."""
    unfold(page, "29分59秒")

    line = page.locator("#CODE-03 .timeline").first
    expect(line.locator(".clock").nth(1)).to_contain_text("10:29:59+29分59秒")
    expect(line).to_contain_text("あと1秒で、逸 太郎 の認証コードの期限が切れる(10:30:00)")
    expect(line).to_contain_text("taro@example.jp へ「認証コードのお知らせ」 届いた")


def test_a_page_and_a_letter_are_opened_in_place(page: Page) -> None:
    unfold(page, "29分59秒")
    line = page.locator("#CODE-03 .timeline").first

    line.locator(".sight > summary", has_text="パスワード登録").click()
    line.locator(".letter > summary").click()

    expect(line.locator(".sight[open] .page")).to_contain_text("パスワード再入力")
    expect(line.locator(".letter[open] .page")).to_contain_text("認証コード：***")


def test_a_link_to_a_scenario_opens_it(page: Page) -> None:
    anchor = page.locator(".story[id]").nth(1).get_attribute("id")

    page.evaluate("place => { location.hash = place }", anchor)

    expect(page.locator(f"#{anchor} .timeline")).to_be_in_viewport()


def test_the_finder_leaves_what_fits(page: Page) -> None:
    """Words are looked for in sentences too; a rule's own words keep all its scenarios."""
    page.get_by_label("探す言葉").fill("29分59秒 code-03")

    expect(page.get_by_role("status")).to_contain_text("規則 2、")
    expect(page.locator("#CODE-03 .story").first).to_be_attached()
    expect(page.locator(".rule:visible")).to_have_count(2)

    page.get_by_role("button", name="条件を消す").click()

    expect(page.get_by_role("status")).to_have_text("")
    assert page.locator(".rule:visible").count() > 1


def test_the_finder_goes_by_chapter_verdict_and_tag(page: Page) -> None:
    page.get_by_label("結果").select_option("証明済み")
    page.get_by_label("規則・問い").select_option("CODE-03")
    shown = page.locator(".rule:visible").evaluate_all("all => all.map((one) => one.id)")

    page.get_by_label("章").select_option("案内と関連サービス")

    assert "CODE-03" in shown
    expect(page.locator(".rule:visible")).to_have_count(0)


def test_all_that_is_shown_can_be_opened_at_once(page: Page) -> None:
    """And closed again."""
    page.get_by_label("規則・問い").select_option("CODE-03")

    page.get_by_role("button", name="見えているシナリオを開く").click()

    expect(page.locator("#CODE-03 .timeline").first).to_be_visible()
    expect(page.locator("#CODE-03 .timeline").last).to_be_visible()

    page.get_by_role("button", name="開いたシナリオを閉じる").click()

    expect(page.locator("#CODE-03 .timeline:visible")).to_have_count(0)
    expect(page.get_by_role("button", name="見えているシナリオを開く")).to_be_visible()


def test_enter_leads_to_a_number_or_to_the_first_that_is_left(page: Page) -> None:
    """Wide letters are as narrow ones."""
    words = page.get_by_label("探す言葉")

    words.fill("ｃｏｄｅ-０３")
    words.press("Enter")
    expect(page).to_have_url(re.compile("#CODE-03$"))
    expect(page.locator("#CODE-03")).to_be_in_viewport()

    words.fill("連絡先メールアドレス")
    words.press("Enter")
    first = page.locator(":is(.rule, .question, .finding):visible").first
    expect(first).to_be_in_viewport()
    assert page.url.endswith(f"#{first.get_attribute('id')}")


def test_what_failed_is_found_by_itself(folder: Path, page: Page) -> None:
    """Scenarios that passed, and headings above nothing, are out of the way."""
    page.goto((folder / "failed.html").as_uri())

    page.get_by_label("結果").select_option("満たしていない")

    assert page.locator(".story.failed").count() > 0
    expect(page.locator(".chapter .story:not(.failed, [hidden])")).to_have_count(0)
    expect(page.locator(".chapter:visible:not(:has(.story.failed))")).to_have_count(0)
    expect(page.locator(".flow:visible")).to_have_count(0)


def test_an_arrow_marks_all_its_rows(page: Page) -> None:
    """Two rows lead from 本人認証 to 認証コード入力."""
    page.get_by_role("link", name="本人認証: 次へ(2通り) → 認証コード入力").locator("text").click()

    expect(page.locator("tr.marked:visible")).to_have_count(2)
    expect(page.locator("tr:target")).to_be_in_viewport()

    page.get_by_role("link", name="認証コード入力: 次へ → パスワード登録(通った)").locator(
        "text"
    ).click()

    expect(page.locator("tr.marked:visible")).to_have_count(1)


def test_all_that_walked_a_row_are_led_to(page: Page) -> None:
    """Three at once, the others when they are asked for."""
    page.get_by_role("link", name="認証コード入力: 次へ → パスワード登録(通った)").locator(
        "text"
    ).click()
    row = page.locator("tr:target")

    more = row.locator(".walkers")
    more.locator("summary").click()

    told = re.fullmatch("ほか([0-9]+)件", more.locator("summary").inner_text())
    assert told
    expect(more.get_by_role("link")).to_have_count(int(told[1]))
    more.get_by_role("link").last.click()
    expect(page.locator(".story:target .timeline")).to_be_in_viewport()


def test_a_page_sent_without_its_pictures_does_without(
    passed: RunRecord, folder: Path, page: Page
) -> None:
    """What they show is drawn, and nothing says that something is missing."""
    pictured = tuple(replace(one, picture="screens/lost.jpg") for one in passed.screens)
    write_page(replace(passed, screens=pictured), folder / "sent.html")
    page.goto((folder / "sent.html").as_uri())
    unfold(page, "29分59秒")
    line = page.locator("#CODE-03 .timeline").first

    line.locator(".sight > summary", has_text="パスワード登録").click()

    sight = line.locator(".sight[open]")
    expect(sight.locator(".mini i").first).to_be_visible()
    expect(sight.locator(".page")).to_contain_text("パスワード再入力")
    expect(sight.locator("img, .photo")).to_have_count(0)


def test_a_scenario_is_opened_by_keyboard(page: Page) -> None:
    page.locator("#CODE-03 .outline > summary").first.focus()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#CODE-03 .timeline").first).to_be_visible()


def test_on_paper_the_finder_is_not_printed(page: Page) -> None:
    page.emulate_media(media="print")

    expect(page.locator("#finder")).to_be_hidden()
    expect(page.locator("#CODE-03")).to_be_visible()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_everybody_can_use_the_report(
    page: Page, size: ViewportSize, scheme: gauges.Scheme
) -> None:
    """Nothing is out of sight to the side, and axe finds nothing."""
    unfold(page, "29分59秒")
    gauges.view(page, size, scheme)

    assert [] == gauges.violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=lambda size: str(size["width"]))
def test_what_failed_comes_first_with_the_page_that_should_have_come(
    folder: Path, context: BrowserContext, size: ViewportSize
) -> None:
    opened = context.new_page()
    gauges.view(opened, size)

    opened.goto((folder / "failed.html").as_uri())

    expect(opened.get_by_text("満たされていない")).to_be_in_viewport()
    expect(opened.get_by_role("link", name="通らない")).to_be_in_viewport()
    assert [] == gauges.violations(opened)
