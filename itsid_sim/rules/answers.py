"""How a scenario says the answer to an open question, in a product owner's words."""

import re
from collections.abc import Mapping
from contextlib import suppress

from itsid_sim.rules.settings import settings_from

WORDS: dict[str, dict[str, object]] = {
    "Q01": {"ちょうど30分は使えない": "exclusive", "ちょうど30分も使える": "inclusive"},
    "Q02": {"手順A": "A", "手順B": "B"},
    "Q03": {"一度だけ使える": "once", "期限まで何度でも使える": "until-expiry"},
    "Q04": {"新しいものだけ使える": "newest", "前のものも使える": "all"},
    "Q06": {"登録の有無を明かさない": "hide", "登録がないと示す": "tell"},
    "Q10": {"登録の有無を明かさない": "hide", "登録済みと示す": "tell"},
    "Q17": {"止めない": None},
    "Q18": {"ゆるく判定する": "loose", "厳しく判定する": "strict"},
    "Q19": {"切れない": None},
    "Q21": {"開くときと押すときに確かめる": "open-and-press", "開くときだけ確かめる": "open"},
    "Q22": {"切れない": None},
    "Q23": {"止めない": None},
    "Q24": {"制限しない": None},
    "Q25": {"知らせない": "silent", "知らせる": "tell"},
    "Q27": {"入力し直しを求める": "refuse", "取り除いて比べる": "strip"},
}
# How a number is said where a question asks for one.
NUMBERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "Q05": ("{n}回", ()),
    "Q15": ("{n}文字", ()),
    "Q17": ("{n}回で{n}分", ("failures", "minutes")),
    "Q19": ("{n}分", ()),
    "Q22": ("{n}分", ()),
    "Q23": ("{n}回で{n}分", ("failures", "minutes")),
    "Q24": ("{n}分に{n}通", ("minutes", "letters")),
}


def answer_in_words(question: str, words: str) -> object:
    """The value of a setting that these words stand for. Raises ValueError with what is known."""
    known = WORDS.get(question, {})
    if words in known:
        return known[words]
    pattern, names = NUMBERS.get(question, ("", ()))
    found = re.fullmatch(pattern.replace("{n}", r"(\d+)"), words) if pattern else None
    if found is None:
        allowed = " / ".join([*known, *([pattern.replace("{n}", "N")] if pattern else [])])
        raise ValueError(f"{question}: found {words!r}, expected {allowed or 'no answer at all'}")
    numbers = [int(number) for number in found.groups()]
    value: object = dict(zip(names, numbers, strict=True)) if names else numbers[0]
    settings_from({question: value})
    return value


def words_of_answer(question: str, value: object) -> str:
    """How this value of a setting is said: the inverse of `answer_in_words`.

    Raises ValueError for a question or a value that has no words.
    """
    for words in (*WORDS.get(question, {}), _with_its_unit(question, value)):
        with suppress(ValueError):
            if answer_in_words(question, words) == value:
                return words
    raise ValueError(f"{question}: found {value!r}, expected an answer that the setting allows")


def _with_its_unit(question: str, value: object) -> str:
    """How a number would be said, if this is one."""
    pattern, names = NUMBERS.get(question, ("", ()))
    numbers = [value.get(name) for name in names] if isinstance(value, Mapping) else [value]
    first, *others = pattern.split("{n}")
    return first + "".join(f"{n}{unit}" for n, unit in zip(numbers, others, strict=False))
