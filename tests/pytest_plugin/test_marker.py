"""How a world begins: what the marker says of it, and what it cannot say."""

from datetime import datetime

import pytest

from itsid_sim.client.given import NewAccount, NewContract
from itsid_sim.core.moment import JST
from itsid_sim.pytest_plugin.marker import WrongMarker, wish_of
from itsid_sim.pytest_plugin.world import ItsidWorld, NotInWorld
from tests.pytest_plugin.walks import asked_for_reissue

pytestmark = pytest.mark.processes

NEW_YEAR = datetime(2027, 1, 1, 0, 0, tzinfo=JST)
KENJI = NewContract("kenji", "渋谷 健二", "シブヤ ケンジ", "09000000099", "2000000099")


@pytest.mark.itsid(settings={"Q01": "inclusive", "Q17": None})
def test_settings_are_as_the_marker_says(itsid_world: ItsidWorld) -> None:
    settings = itsid_world.state.settings

    assert ("inclusive", None, "B") == (
        settings.last_moment,
        settings.login_lockout,
        settings.reissue_branch,
    )


@pytest.mark.parametrize(
    "now", ["2027-01-01T00:00:00", "2026-12-31T15:00:00Z", NEW_YEAR, NEW_YEAR.replace(tzinfo=None)]
)
def test_a_time_may_be_written_in_several_ways(now: datetime | str) -> None:
    wish = wish_of([pytest.mark.itsid(now=now).mark])

    assert (NEW_YEAR, "+0900") == (wish.now, f"{wish.now:%z}")


@pytest.mark.itsid(seed="once more")
def test_a_seed_draws_the_same_again(itsid_world: ItsidWorld) -> None:
    twin = itsid_world.control.create(seed="once more", now=itsid_world.now)
    asked_for_reissue(itsid_world)
    asked_for_reissue(other := ItsidWorld(itsid_world.control, twin))

    assert itsid_world.code() == other.code()
    itsid_world.control.delete(twin.id)


@pytest.mark.itsid(contracts=[KENJI])
def test_contracts_take_the_place_of_those_of_the_fixtures(itsid_world: ItsidWorld) -> None:
    assert ["kenji"] == [contract.id for contract in itsid_world.contracts()]
    assert {} == itsid_world.people
    with pytest.raises(NotInWorld, match="it has none"):
        itsid_world.person("太郎")


def test_contracts_may_be_written_as_plain_dictionaries() -> None:
    account = {"itscom_id": "k@example.jp", "password": "Kenji.pass9", "contact": "k@example.jp"}
    facts = {"id": "k", "name": "k", "kana": "ケ", "phone": "09000000099", "customer_no": "1"}

    wish = wish_of([pytest.mark.itsid(contracts=[{**facts, "account": account}]).mark])

    (contract,) = wish.contracts or ()
    assert NewAccount(**account) == contract.account


@pytest.mark.itsid(now="2027-01-01T00:00:00", seed="of the class")
class TestOfAClass:
    """What a class says holds for its tests, each of which may say otherwise."""

    @pytest.mark.itsid(seed="of the test")
    def test_the_closest_marker_goes_first(self, itsid_world: ItsidWorld) -> None:
        state = itsid_world.state

        assert (NEW_YEAR, "of the test") == (state.now, state.seed)


@pytest.mark.parametrize(
    ("mark", "message"),
    [
        (pytest.mark.itsid(setings={}), "found setings; it takes settings, now, seed, contracts"),
        (pytest.mark.itsid({"Q01": "inclusive"}, seed="s"), r"found \{'Q01': 'inclusive'\}; it"),
        (pytest.mark.itsid(seed=3), r"Expected `str | null`, got `int` - at `\$.seed`"),
        (pytest.mark.itsid(now="tomorrow"), r"Invalid RFC3339 encoded datetime - at `\$.now`"),
        (pytest.mark.itsid(contracts=[{"id": "a"}]), r"missing required field `name` - at `\$.con"),
    ],
)
def test_a_wrong_argument_is_told_with_what_is_expected(
    mark: pytest.MarkDecorator, message: str
) -> None:
    with pytest.raises(WrongMarker, match=f"marker itsid: .*{message}"):
        wish_of([mark.mark])
