"""Nobody without the mailbox can tell a registered iTSCOM ID from an unregistered one.

Q06, Q10 and Q17: by no sequence of presses, inputs and waits, whatever a product owner answers,
unless the answer is to tell.
"""

import pytest
from msgspec.structs import replace

from itsid_sim.explore.configuration import Configuration
from itsid_sim.explore.exploration import explored
from itsid_sim.explore.space import Space
from itsid_sim.explore.standard import AT_REST, FEW, STRANGERS
from itsid_sim.explore.strangers import UNREGISTERED, Strangers, seen_after
from itsid_sim.rules import spaces
from itsid_sim.rules.settings import Lockout, Quota, Settings
from tests.explore.spaces_of import CAST, ENOUGH, KNOWN

STATES_OF_A_VARIANT = 300
VARIANTS = {
    "inclusive": replace(FEW, last_moment="inclusive"),
    "all-live": replace(FEW, live_proofs="all"),
    "used-until-expiry": replace(FEW, live_proofs="all", proof_use="until-expiry"),
    "one-try": replace(FEW, tries_max=1, mail_quota=Quota(1, 10)),
    "opened-in-time": replace(FEW, mail_quota=None, url_checked="open"),
    "never-idle": replace(AT_REST, proof_lockout=Lockout(2, 60)),
    "five-minutes": replace(FEW, idle_minutes=5, change_notice="tell", address_form="strict"),
}


def under(configuration: Configuration, settings: Settings) -> Configuration:
    """The configuration under other answers, apart from that on the procedure."""
    branch = configuration.settings.reissue_branch
    return replace(configuration, settings=replace(settings, reissue_branch=branch))


@pytest.mark.parametrize("configuration", STRANGERS, ids=[one.name for one in STRANGERS])
@pytest.mark.parametrize("variant", VARIANTS)
def test_registered_id_looks_like_an_unregistered_one_under_other_answers(
    configuration: Configuration, variant: str
) -> None:
    found = explored(under(configuration, VARIANTS[variant]), CAST, STATES_OF_A_VARIANT)

    assert found.broken is None, found.broken.feature
    assert found.transitions > 0


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        (spaces.STRANGER_BY_CODE, replace(AT_REST, unknown_id="tell")),
        (spaces.STRANGER_REGISTERS, replace(AT_REST, taken_id="tell")),
    ],
    ids=["Q06", "Q10"],
)
def test_answer_to_tell_is_noticed(name: str, settings: Settings) -> None:
    found = explored(replace(KNOWN[name], settings=settings), CAST, ENOUGH)

    assert found.broken is not None


def test_contract_with_another_procedure_than_the_setting_is_noticed() -> None:
    """F09: the documents themselves make this difference; the report says so."""
    by_default = replace(KNOWN[spaces.STRANGER_BY_PHRASE], settings=AT_REST)
    strangers = Strangers(
        Space(by_default, CAST), Space(by_default, CAST, unregistered=UNREGISTERED)
    )

    way = strangers.run(ENOUGH)

    assert way is not None
    pages = [
        seen_after(space, [moves[side] for moves in way]).page
        for side, space in enumerate(strangers.spaces)
    ]
    assert ["合言葉登録", "認証コード入力"] == [page.title for page in pages if page]
