"""What a person knows, written otherwise."""

from collections.abc import Callable

import pytest

from itsid_sim.drivers import spellings


@pytest.mark.parametrize(
    ("spell", "text", "spelled"),
    [
        (spellings.full_width, "Taro@1", "Ｔａｒｏ＠１"),
        (spellings.half_width_kana, "ガッパ パン", "ｶﾞｯﾊﾟ ﾊﾟﾝ"),
        (spellings.hiragana, "イツ タロウ", "いつ たろう"),
        (spellings.unvoiced, "ガパ ブロー", "カハ フロー"),
        (spellings.unspaced, "イツ タロウ", "イツタロウ"),
        (spellings.widely_spaced, "イツ タロウ", "イツ　タロウ"),
        (spellings.hyphenated, "09012345678", "090-1234-5678"),
        (spellings.hyphenated, "0451234567", "04-5123-4567"),
    ],
)
def test_a_text_is_spelled_otherwise(spell: Callable[[str], str], text: str, spelled: str) -> None:
    assert spelled == spell(text)
