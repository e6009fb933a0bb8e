"""A name in kana, however it is typed: width, voiced marks, spaces and hiragana do not matter."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from itsid_sim.core.text import fold_kana

# Every katakana of a name that exists in both widths, with its spellings.
PLAIN = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
    "ァィゥェォャュョッー"
)
HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰ"
VOICED = "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ"
SEMI_VOICED = "パピプペポ"
TO_HALF = dict(zip(PLAIN, HALF, strict=True))

SPACES = st.sampled_from(["", " ", "　", "\t", "\u00a0"])
SYLLABLES = st.sampled_from(PLAIN + VOICED + SEMI_VOICED)
NAMES = st.text(SYLLABLES, min_size=1, max_size=12)


def half_width(name: str) -> str:
    """The name in half width, where a voiced mark is a character of its own."""
    return "".join(
        TO_HALF.get(part, {"\u3099": "ﾞ", "\u309a": "ﾟ"}.get(part, part))
        for part in unicodedata.normalize("NFD", name)
    )


def hiragana(name: str) -> str:
    """The name in hiragana; the long-vowel mark has none."""
    return "".join(char if char == "ー" else chr(ord(char) - 0x60) for char in name)


@given(st.text())
@example("ｶ ﾞ")
@example("か\u3000\u3099")
@example("わ゛")
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold_kana(text)

    assert once == fold_kana(once)


@given(NAMES)
def test_half_width_is_full_width(name: str) -> None:
    assert fold_kana(name) == fold_kana(half_width(name))


@given(NAMES)
def test_hiragana_is_katakana(name: str) -> None:
    assert fold_kana(name) == fold_kana(hiragana(name))


@given(NAMES, NAMES, SPACES)
def test_space_between_names_does_not_matter(surname: str, given_name: str, space: str) -> None:
    assert fold_kana(surname + given_name) == fold_kana(f"{surname}{space}{given_name}")


@given(NAMES, st.data())
def test_folded_names_differ_where_a_syllable_differs(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name) - 1))
    other = data.draw(SYLLABLES.filter(lambda syllable: syllable != name[place]))

    changed = name[:place] + other + name[place + 1 :]

    assert fold_kana(name) != fold_kana(changed)


@pytest.mark.parametrize(
    "typed",
    [
        "ﾔﾏﾀﾞ ﾀﾛｳ",
        "ヤマダタロウ",
        "ヤマダ　タロウ",
        "やまだ たろう",
        "ヤマタ\u3099タロウ",
        "ヤマタ゛タロウ",
    ],
)
def test_yamada_taro_is_one_name(typed: str) -> None:
    assert "ヤマダタロウ" == fold_kana(typed)


@pytest.mark.parametrize("typed", ["う゛ぃ", "ヴィ", "ｳﾞｨ", "ゔぃ", "ウ\u3099ィ"])
def test_vi_is_one_syllable(typed: str) -> None:
    assert "ヴィ" == fold_kana(typed)


def test_iteration_mark_is_folded_like_any_hiragana() -> None:
    """Q27: 金子みすゞ writes her name with one."""
    assert fold_kana("ミスヾ") == fold_kana("みすゞ")


def test_chinese_characters_are_no_kana() -> None:
    assert fold_kana("ヤマダタロウ") != fold_kana("山田太郎")
