"""Settings: one field for each question with more than one answer, and just the answers allowed."""

import msgspec
import pytest

from itsid_sim.rules.questions import QUESTIONS
from itsid_sim.rules.settings import Lockout, Quota, Settings, settings_from

DEFAULTS = {
    "Q01": "exclusive",
    "Q02": "B",
    "Q03": "once",
    "Q04": "newest",
    "Q05": 5,
    "Q06": "hide",
    "Q10": "hide",
    "Q15": 12,
    "Q17": {"failures": 10, "minutes": 15},
    "Q18": "loose",
    "Q19": 30,
    "Q21": "open-and-press",
    "Q22": 30,
    "Q23": {"failures": 10, "minutes": 60},
    "Q24": {"letters": 5, "minutes": 60},
    "Q25": "silent",
    "Q27": "refuse",
}
CHOICES = {
    "Q01": ("exclusive", "inclusive"),
    "Q02": ("A", "B"),
    "Q03": ("once", "until-expiry"),
    "Q04": ("newest", "all"),
    "Q06": ("hide", "tell"),
    "Q10": ("hide", "tell"),
    "Q18": ("loose", "strict"),
    "Q21": ("open-and-press", "open"),
    "Q25": ("silent", "tell"),
    "Q27": ("refuse", "strip"),
}
RANGES = {"Q05": (1, 99), "Q15": (8, 32)}
MAY_BE_OFF = ("Q17", "Q19", "Q22", "Q23", "Q24")
LOCKOUTS = ("Q17", "Q23")


def refusal(answers: dict[str, object]) -> str:
    """What is said about answers that are not allowed."""
    with pytest.raises(msgspec.ValidationError) as refused:
        settings_from(answers)
    return str(refused.value)


def test_fields_are_the_questions_with_more_than_one_answer() -> None:
    adjustable = [question.id for question in QUESTIONS if question.setting]

    assert adjustable == [field.encode_name for field in msgspec.structs.fields(Settings)]


def test_defaults_are_the_answers_of_the_catalogue() -> None:
    assert DEFAULTS == msgspec.to_builtins(Settings())


def test_settings_without_answers_are_the_defaults() -> None:
    assert Settings() == settings_from({})


def test_settings_come_back_from_what_they_are_written_as() -> None:
    written = msgspec.to_builtins(Settings())

    assert Settings() == settings_from(written)


def test_settings_are_written_as_the_control_api_names_them() -> None:
    other = Settings(last_moment="inclusive", login_lockout=Lockout(3, 1), mail_quota=Quota(1, 2))

    written = msgspec.to_builtins(other)

    assert {"Q01": "inclusive", "Q17": {"failures": 3, "minutes": 1}} == {
        key: written[key] for key in ("Q01", "Q17")
    }
    assert {"letters": 1, "minutes": 2} == written["Q24"]


@pytest.mark.parametrize(
    ("question", "answer"), [(key, answer) for key, all_ in CHOICES.items() for answer in all_]
)
def test_choice_is_allowed(question: str, answer: str) -> None:
    settings = settings_from({question: answer})

    assert answer == msgspec.to_builtins(settings)[question]


@pytest.mark.parametrize("question", CHOICES)
def test_other_choice_is_refused_by_the_name_of_its_question(question: str) -> None:
    assert question in refusal({question: "perhaps"})


@pytest.mark.parametrize("question", RANGES)
def test_number_is_allowed_up_to_both_ends(question: str) -> None:
    least, most = RANGES[question]

    for number in (least, most):
        assert number == msgspec.to_builtins(settings_from({question: number}))[question]
    for number in (least - 1, most + 1):
        assert question in refusal({question: number})


@pytest.mark.parametrize("question", MAY_BE_OFF)
def test_limit_can_be_switched_off(question: str) -> None:
    assert msgspec.to_builtins(settings_from({question: None}))[question] is None


@pytest.mark.parametrize("question", sorted(set(DEFAULTS) - set(MAY_BE_OFF)))
def test_other_answer_cannot_be_switched_off(question: str) -> None:
    assert question in refusal({question: None})


@pytest.mark.parametrize("question", LOCKOUTS)
def test_lockout_takes_failures_and_minutes(question: str) -> None:
    settings = settings_from({question: {"failures": 1, "minutes": 1}})

    assert {"failures": 1, "minutes": 1} == msgspec.to_builtins(settings)[question]
    assert question in refusal({question: {"failures": 0, "minutes": 1}})
    assert question in refusal({question: {"failures": 1, "minutes": 0}})
    assert question in refusal({question: {"failures": 1, "minutes": 1, "hours": 1}})
    assert question in refusal({question: {"failures": 1}})


def test_quota_takes_letters_and_minutes() -> None:
    settings = settings_from({"Q24": {"letters": 1, "minutes": 1}})

    assert Quota(1, 1) == settings.mail_quota
    assert "Q24" in refusal({"Q24": {"letters": 0, "minutes": 1}})
    assert "Q24" in refusal({"Q24": {"letters": 1, "minutes": 0}})


@pytest.mark.parametrize("question", ["Q19", "Q22"])
def test_span_takes_whole_minutes_from_one(question: str) -> None:
    assert 1 == msgspec.to_builtins(settings_from({question: 1}))[question]
    assert question in refusal({question: 0})
    assert question in refusal({question: 0.5})


def test_unknown_question_is_refused_by_its_name() -> None:
    assert "Q07" in refusal({"Q07": "ask"})
