"""How a scenario says the answer to an open question, in a product owner's words."""

import re

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
COUNT = re.compile(r"(\d+)(?:回|文字|分)")
LOCKOUT = re.compile(r"(\d+)回で(\d+)分")
QUOTA = re.compile(r"(\d+)分に(\d+)通")


def answer_in_words(question: str, words: str) -> object:
    """The value of a setting that these words stand for. Raises ValueError with what is known."""
    known = WORDS.get(question, {})
    if words in known:
        return known[words]
    value = _numbers(words)
    if value is None:
        raise ValueError(
            f"{question}: the answer {words!r} is not known; it may be "
            f"{' / '.join(known) or 'none in words'}, or a number such as 5回, 8文字, 10分, "
            "3回で15分, 60分に2通 where the question asks for one"
        )
    settings_from({question: value})
    return value


def _numbers(words: str) -> object:
    if found := LOCKOUT.fullmatch(words):
        return {"failures": int(found[1]), "minutes": int(found[2])}
    if found := QUOTA.fullmatch(words):
        return {"letters": int(found[2]), "minutes": int(found[1])}
    found = COUNT.fullmatch(words)
    return int(found[1]) if found else None
