"""The manual, chapter by chapter: screens, conditions, effects and letters, joined to one chart."""

from itsid_sim.core.chart import chart_of
from itsid_sim.procedures import (
    applications,
    confirmation,
    contractor,
    forgotten,
    guide,
    inquiry,
    login,
    my_page,
    reading,
    registration,
    reissue_by_code,
    reissue_by_phrase,
    webmail,
)

CHART = chart_of(
    screens=(
        *login.SCREENS,
        *my_page.SCREENS,
        *applications.SCREENS,
        *contractor.SCREENS,
        *registration.SCREENS,
        *confirmation.SCREENS,
        *forgotten.SCREENS,
        *reissue_by_phrase.SCREENS,
        *reissue_by_code.SCREENS,
        *guide.SCREENS,
        *inquiry.SCREENS,
        *webmail.SCREENS,
    ),
    entrances=(
        login.ENTRANCE,
        confirmation.ENTRANCE,
        reissue_by_phrase.ENTRANCE,
        guide.ENTRANCE,
        inquiry.ENTRANCE,
        *webmail.ENTRANCES,
    ),
    readings=reading.READINGS,
)
