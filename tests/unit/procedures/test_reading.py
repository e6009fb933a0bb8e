"""Pages that are only read: every link leads to one, and every one is led to."""

import pytest

from itsid_sim.core.chart import Link
from itsid_sim.procedures import CHART
from itsid_sim.procedures.reading import PATHS
from itsid_sim.rules import labels
from tests.unit.people import JIRO, TARO_ID
from tests.unit.walker import Person, Stage
from tests.unit.walks import LOGIN_PAGE, name_id, to_contractor, to_terms


def links() -> list[Link]:
    """Every link there is."""
    shown = [link for screen in CHART.screens.values() for link in screen.links]
    return shown + [link for page in CHART.readings.values() for link in page.links]


def test_every_page_to_read_is_linked() -> None:
    """The home page is where one begins."""
    linked = {link.address for link in links()}

    assert {"/"} == set(CHART.readings) - linked


def test_path_is_that_of_a_page() -> None:
    """A page to read, or one where something can be sent."""
    assert set() == set(PATHS.values()) - set(CHART.readings) - set(CHART.entrances)


@pytest.mark.parametrize("path", CHART.readings)
def test_page_says_something(path: str) -> None:
    page = Person(Stage()).open(path)

    assert all(page.lines)
    assert page.title


def test_links_of_one_label_are_told_apart_by_what_they_are_about() -> None:
    for screen in CHART.screens.values():
        spoken = [(link.label, link.about) for link in screen.links]

        assert len(spoken) == len(set(spoken)), screen.title


@pytest.mark.parametrize(
    ("about", "words"),
    [("お客さま番号の確認方法", "お客さま番号"), ("機器情報等の確認方法", "機器のID")],
)
def test_contractor_screen_leads_to_the_guides(about: str, words: str) -> None:
    """REG-22."""
    person = Person(Stage())
    (link,) = [link for link in to_contractor(person).links if link.about == about]

    assert words in person.open(link.address).lines[0]


def test_code_screen_leads_to_where_one_can_ask() -> None:
    """CODE-06."""
    person = Person(Stage())
    (link,) = name_id(person, TARO_ID).links

    page = person.open(link.address)

    words = "\n".join(page.lines)
    assert "0120-109-199" in words
    assert "9:30-18:00" in words
    assert "info@itscom.jp" in words


def test_guide_leads_to_my_page() -> None:
    """HELP-04, as far as it is there already."""
    person = Person(Stage())
    page = person.open(PATHS[labels.REISSUE_GUIDE])

    assert {"マイページへ": LOGIN_PAGE}.items() <= {
        link.label: link.address for link in page.links
    }.items()


def test_reading_disturbs_no_procedure() -> None:
    """Q32: 「こちら」 opens a guide, and going back to the procedure finds it as it was."""
    person = Person(Stage())
    before = to_terms(person, JIRO)

    for path in CHART.readings:
        person.open(path)

    assert before == person.look()
