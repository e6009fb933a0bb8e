"""Pictures: of every screen that a run passes, and of what went wrong; secrets are dots in them."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Error, Page

from itsid_sim.drivers import routes
from itsid_sim.drivers.album import Album
from itsid_sim.drivers.browser import Browser
from itsid_sim.drivers.stage import MASK
from itsid_sim.rules import labels
from tests.browser.conftest import Files, Show, Window
from tests.drivers.sites import chromium

WHO = "花子"
SCHEMES = ("dark", "light")
REISSUED = '<h1>done</h1><dl><dt>パスワード<dd style="font:80px monospace">{}</dl><p>keep it'
CONSOLE = "<h1>page</h1><script>console.warn('careful'); null.x</script>"


def test_a_screen_is_taken_once_at_two_widths_light_and_dark(files: Files, tmp_path: Path) -> None:
    driver = Browser(files, chromium(), Album(tmp_path))
    files.pages = {"/": "<h1>a / b: page?</h1>", "/again": "<h1>a / b: page?</h1><p>other"}

    for path in files.pages:
        driver.open(WHO, path)
    driver.close()

    names = [f"a_b_page-{width}-{scheme}.png" for width in (1280, 390) for scheme in SCHEMES]
    assert names == sorted(file.name for file in tmp_path.iterdir())


def test_a_picture_is_as_wide_as_the_screen_and_as_long_as_the_page(
    files: Files, tmp_path: Path
) -> None:
    driver = Browser(files, chromium(), Album(tmp_path))
    files.pages = {"/": '<h1>page</h1><div style="height:3000px"></div>'}

    driver.open(WHO, "/")
    driver.close()

    with Image.open(tmp_path / "page-390-light.png") as picture:
        assert (390, True) == (picture.width, picture.height > 3000)


def test_pictures_leave_the_page_as_it_was(files: Files, tmp_path: Path) -> None:
    driver = Browser(files, chromium(), Album(tmp_path))
    files.pages = {"/": "<h1>page</h1><script>document.write(`<p>${innerWidth}`)</script>"}

    driver.open(WHO, "/")
    driver.reload(WHO)
    lines = driver.look(WHO).lines
    driver.close()

    assert ("1280",) == lines


def test_a_password_is_dots_in_pictures_and_readable_again_afterwards(
    files: Files, tmp_path: Path
) -> None:
    pictures = []
    for password in ("iiiiiiii", "WWWWWWWW"):
        driver = Browser(files, chromium(), Album(tmp_path / password))
        files.pages = {"/": REISSUED.format(password)}
        driver.open(WHO, "/")
        shown = driver.look(WHO).lines
        driver.close()
        pictures.append((tmp_path / password / "done-1280-light.png").read_bytes())
        assert (f"{labels.PASSWORD}: {password}", "keep it") == shown

    assert pictures[0] == pictures[1]


def test_what_is_typed_into_a_secret_field_is_dots_in_pictures(show: Show) -> None:
    pictures = []
    for code in ("111111", "888888"):
        tab = show(f'<label>{labels.CODE} <input value="{code}" style="font:40px monospace">')
        pictures.append(tab.evidence(WHO).picture)
        assert code == tab.document.seen().value_of(labels.CODE)

    assert pictures[0] == pictures[1]


def test_a_picture_that_cannot_be_taken_is_left_out(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks at the page is not disturbed by that."""
    driver = Browser(files, chromium(), Album(tmp_path))
    files.pages = {"/": "<h1>page</h1><p>line"}

    def fail(*_: object, **__: object) -> None:
        raise Error("Timeout 30000ms exceeded.")

    with monkeypatch.context() as patch:
        patch.setattr(Page, "screenshot", fail)
        driver.open(WHO, "/")
        picture, missing = driver.picture(WHO), list(tmp_path.iterdir())
    driver.open(WHO, "/")
    lines = driver.look(WHO).lines
    driver.close()

    assert (b"", [], ("line",)) == (picture, missing, lines)
    assert 4 == len(list(tmp_path.iterdir()))


def test_evidence_is_what_everybody_has_before_them(stranger: Browser, files: Files) -> None:
    files.pages = {"/": CONSOLE, "/two": "<h1>page</h1><p>line"}
    stranger.open(WHO, "/")
    stranger.open("太郎", "/two")

    first, second = stranger.evidence()

    assert (WHO, f"{files.site}/", ()) == (first.who, first.address, first.lines)
    assert "warning: careful" == first.console[0]
    assert "null" in first.console[1]
    assert ("太郎", ("line",), ()) == (second.who, second.lines, second.console)
    with Image.open(BytesIO(second.picture)) as picture:
        assert 1280 == picture.width


def test_evidence_tells_no_password_and_no_token(site: Window) -> None:
    routes.to_phrase_entry(site.walker(WHO))
    url = site.driver.evidence()[0].address
    routes.enter_phrase(site.walker(WHO))
    site.driver.press(WHO, labels.REISSUE)
    password = routes.shown_password(site.driver.look(WHO))

    evidence = site.driver.evidence()[0]

    assert url.endswith(f"/Remind/Auth_word_continfo/{MASK}/")
    assert f"{labels.PASSWORD}: {MASK}" in evidence.lines
    assert password not in f"{evidence}"


def test_a_page_that_answers_no_more_is_told_as_far_as_it_can_be(show: Show) -> None:
    tab = show("<h1>page</h1>")
    tab.page.close()

    evidence = tab.evidence(WHO)

    assert (WHO, (), b"") == (evidence.who, evidence.lines, evidence.picture)
    assert "closed" in evidence.console[-1]
