"""What a tag may be called."""

import pytest

from itsid_sim.mail.tags import CHARACTERS_MAX, clean_tag


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("Tag 1", "Tag 1"),
        ("a-b_c.d@e", "a-b_c.d@e"),
        ("  two\t \n words ", "two words"),
        ("a,b;c/d", "a b c d"),
        ("<b>bold</b>", "b bold b"),
        ("重要 mail", "mail"),
        ("Ａ", ""),
        ("重要", ""),
        ("", ""),
    ],
)
def test_other_characters_are_blanks(written: str, tag: str) -> None:
    """And several blanks are one; Mailpit knows no Japanese tags."""
    assert tag == clean_tag(written)


@pytest.mark.parametrize(("letters", "kept"), [(100, 100), (101, 100)])
def test_long_tag_is_cut(letters: int, kept: int) -> None:
    """After a hundred characters."""
    assert kept == len(clean_tag("a" * letters))


def test_cut_tag_does_not_end_in_a_blank() -> None:
    """So that what is clean stays as it is."""
    once = clean_tag("a" * (CHARACTERS_MAX - 1) + " b")

    assert "a" * (CHARACTERS_MAX - 1) == once == clean_tag(once)
